//! `nohup` and `&` in a script: a signal that is ignored when gettoken starts stays ignored. The tests have
//! the same result if they were started like that themselves.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::support::environment::TestEnv;
use crate::support::tools::wait_until;
use crate::support::vendor::{Vendor, token};

/// Signals that end a program, and their numbers.
const ENDING: [(&str, i32); 4] = [("HUP", 1), ("INT", 2), ("QUIT", 3), ("TERM", 15)];

/// Longer than any successful wait.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The command prefix that starts a program with this signal ignored.
fn ignoring(signal: &str) -> [String; 4] {
    ["sh".to_owned(), "-c".to_owned(), format!("trap '' {signal}; exec \"$@\""), "sh".to_owned()]
}

#[test]
fn signal_ignored_at_startup_stays_ignored() {
    for (signal, _) in ENDING {
        let gate = Arc::new(AtomicBool::new(false));
        let open = Arc::clone(&gate);
        let vendor = Vendor::start(move |number| {
            wait_until(TIMEOUT, "it may answer", || open.load(Ordering::SeqCst));
            token(number, 3600)
        });
        let env = TestEnv::new();
        let running = vendor.call(&env).under(&ignoring(signal)).spawn();
        wait_until(TIMEOUT, "the vendor is asked", || vendor.asked() == 1);
        running.signal(signal);
        gate.store(true, Ordering::SeqCst);
        let outcome = running.wait();
        assert_eq!((outcome.stderr.as_str(), outcome.clone().success().as_str()), ("", "token-1\n"));
        assert_eq!(vendor.call(&env).run().success(), "token-1\n", "{signal}: it was stored");
        assert_eq!(vendor.asked(), 1);
    }
}

/// Runs itself again in a process that was started with all of these signals ignored.
#[test]
fn every_signal_ends_what_a_test_starts() {
    const ROLE: &str = "GETTOKEN_TEST_ROLE";
    let env = TestEnv::new();
    for (signal, number) in ENDING {
        let itself = ["sh", "-c", "kill -s \"$1\" $$; sleep 60", "sh", signal];
        assert_eq!(env.gettoken(&[]).under(&itself).run().signal, Some(number), "{signal}");
    }
    if std::env::var_os(ROLE).is_none() {
        let output = Command::new("sh")
            .args(["-c", "trap '' HUP INT QUIT TERM; exec \"$@\"", "sh"])
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", "process::ignored_signals::every_signal_ends_what_a_test_starts"])
            .env(ROLE, "1")
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
}
