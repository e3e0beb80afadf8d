//! A line on a terminal says what a call waits for, and leaves no trace, however the call ends. Nothing of it is in a
//! pipe.

use std::fs::OpenOptions;
use std::time::Duration;

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::pty::{leave_out_without_terminal, on_terminal};
use crate::support::tools;
use crate::support::world::{Reply, World};

/// Longer than it takes until the line appears.
const LONG: Duration = Duration::from_millis(1500);

const TOKEN: &str = r#"{"access_token":"t","expires_in":7200}"#;

/// The line about a vendor.
const HOST: &str = "waiting for alimail-cn.aliyuncs.com";

fn call(env: &TestEnv, args: &[&str]) -> Call {
    let secret = env.write("secret", "s3cret");
    let call = env.gettoken(&["alimail", "-o", "token", "--client-id=i"]).args(args);
    call.arg("--client-secret-file").arg(secret).env("TERM", "xterm")
}

fn slow() -> World {
    World::always(Reply::json(200, TOKEN).delay(LONG))
}

/// What is on a terminal after `output`. Only what the program uses is known.
fn screen(output: &str) -> String {
    let mut lines = vec![Vec::<char>::new()];
    let mut column = 0;
    let mut letters = output.chars();
    while let Some(letter) = letters.next() {
        let line = lines.last_mut().unwrap();
        match letter {
            '\r' => column = 0,
            '\n' => lines.push(Vec::new()),
            '\u{1b}' => {
                let code: String =
                    letters.by_ref().skip(1).take_while(|letter| !letter.is_alphabetic()).collect();
                // Only `\u{1b}[K` has no parameter; the others are modes and colors.
                if code.is_empty() {
                    line.truncate(column);
                }
            }
            _ => {
                line.resize(line.len().max(column + 1), ' ');
                line[column] = letter;
                column += 1;
            }
        }
    }
    lines
        .iter()
        .map(|line| line.iter().collect::<String>().trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Asserts that the line was there, and that it is gone at the end.
#[track_caller]
fn assert_shown(outcome: &Outcome, text: &str) -> String {
    assert!(outcome.stdout.contains(text), "{outcome:?}");
    let screen = screen(&outcome.stdout);
    assert!(!screen.contains(text), "{screen:?} of {outcome:?}");
    screen
}

#[test]
fn a_slow_vendor_is_named_until_it_answers() {
    if leave_out_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), slow());
    let outcome = on_terminal(call(&env, &[]).through(&world), 80).run();
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    assert_eq!(assert_shown(&outcome, HOST), "t\n");
    // A token in the cache is printed at once.
    let outcome = on_terminal(call(&env, &[]).through(&world), 80).run();
    assert_eq!(outcome.success(), "t\r\n");
}

#[test]
fn a_narrow_terminal_shows_no_trace_either() {
    if leave_out_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), slow());
    let outcome = on_terminal(call(&env, &[]).through(&world), 20).run();
    // The line may not go on in the next one.
    assert!(outcome.stdout.contains("\u{1b}[?7l"), "{outcome:?}");
    assert_eq!(assert_shown(&outcome, HOST), "t\n");
}

#[test]
fn an_error_replaces_the_line() {
    if leave_out_without_terminal() {
        return;
    }
    for args in [&["--retries=0"][..], &["--retries=1"]] {
        let (env, world) = (TestEnv::new(), World::always(Reply::empty(503).delay(LONG)));
        let outcome = on_terminal(call(&env, args).through(&world), 80).run();
        assert_eq!(outcome.code, Some(7), "{outcome:?}");
        assert!(assert_shown(&outcome, HOST).starts_with("gettoken: error: "), "{outcome:?}");
    }
}

#[test]
fn nothing_is_shown_in_a_pipe_and_where_it_would_disturb() {
    let (env, world) = (TestEnv::new(), slow());
    let outcome = call(&env, &["--no-cache"]).through(&world).run();
    assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), ("t\n", ""), "{outcome:?}");
    if leave_out_without_terminal() {
        return;
    }
    for (args, term) in [(&["-v"][..], "xterm"), (&["--error-format", "json"], "xterm"), (&[], "dumb")] {
        let call = call(&env, args).args(&["--no-cache"]).env("TERM", term).through(&world);
        let outcome = on_terminal(call, 80).run();
        assert!(!outcome.stdout.contains("waiting"), "{args:?} {term}: {outcome:?}");
    }
}

#[test]
fn a_signal_leaves_no_trace() {
    if leave_out_without_terminal() || tools::leave_out_without("signals on a terminal", &["timeout"]) {
        return;
    }
    for (signal, number) in [("INT", 2), ("TERM", 15), ("HUP", 1), ("QUIT", 3), ("USR1", 10)] {
        let (env, world) = (TestEnv::new(), World::always(Reply::hang()));
        let call = call(&env, &[]).through(&world);
        let call = call.under(&["timeout", "--foreground", "--preserve-status", "-s", signal, "2"]);
        let outcome = on_terminal(call, 80).run();
        // The same exit code as without the line.
        assert_eq!(outcome.code, Some(128 + number), "{signal}: {outcome:?}");
        assert!(outcome.stdout.contains(HOST), "{signal}: {outcome:?}");
        assert!(!screen(&outcome.stdout).contains("waiting"), "{signal}: {outcome:?}");
    }
}

#[test]
fn a_lock_and_a_command_are_named() {
    if leave_out_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, TOKEN)));
    env.write_config("[profiles.alimail]\nclient-id = \"i\"\nclient-secret = { command = [\"sh\", \"-c\", \"sleep 1.5; echo s\"] }\n");
    let slow = env.gettoken(&["alimail", "-o", "token"]).env("TERM", "xterm").through(&world);
    let outcome = on_terminal(slow, 80).run();
    assert_eq!(assert_shown(&outcome, "running `sh`"), "t\n");
    let lock = std::fs::read_dir(env.tokens_dir()).unwrap().map(|entry| entry.unwrap().path());
    let lock = lock.into_iter().find(|path| path.extension().is_some_and(|end| end == "lock")).unwrap();
    let lock = OpenOptions::new().write(true).open(lock).unwrap();
    lock.lock().unwrap();
    let args = ["alimail", "-o", "token", "--force", "--lock-timeout", "2s"];
    let call = env.gettoken(&args).env("TERM", "xterm").through(&world);
    let outcome = on_terminal(call, 80).run();
    assert_eq!(outcome.code, Some(7), "{outcome:?}");
    assert!(
        assert_shown(&outcome, "process that is getting this token").starts_with("gettoken: error: "),
        "{outcome:?}"
    );
}

#[test]
fn a_prompt_of_a_command_is_not_disturbed() {
    if leave_out_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, TOKEN)));
    env.write_config("[profiles.alimail]\nclient-id = \"i\"\nclient-secret = { command = [\"sh\", \"-c\", \"stty -echo </dev/tty; printf 'Password: ' >/dev/tty; sleep 1.5; stty echo </dev/tty; echo >/dev/tty; echo s\"] }\n");
    let call = env.gettoken(&["alimail", "-o", "token"]).env("TERM", "xterm").through(&world);
    let outcome = on_terminal(call, 80).run();
    assert_eq!(screen(&outcome.success()), "Password:\nt\n");
}
