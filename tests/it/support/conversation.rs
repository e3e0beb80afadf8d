//! A person at a terminal who answers questions: a real pseudo-terminal, which is the controlling terminal of the
//! binary, so that Ctrl-C and Ctrl-Z are signals.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use nix::pty::{Winsize, openpty};
use nix::sys::termios::{LocalFlags, tcgetattr};

use super::environment::TestEnv;
use super::tools;
use super::witness;
use super::world::World;

/// How long to wait for text, or for the end.
const TIMEOUT: Duration = Duration::from_secs(20);

/// The size of the terminal.
const SIZE: Winsize = Winsize { ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 };

/// Whether no terminal can be given to a program here; if so, the test is skipped.
pub fn skip_without_terminal() -> bool {
    tools::skip_without(&["setsid"])
}

/// A running binary and its terminal. It is killed when the value is dropped.
pub struct Conversation {
    child: Child,
    keyboard: File,
    /// The binary's side, for its settings.
    terminal: OwnedFd,
    screen: Arc<Screen>,
    /// The part of the screen before this was heard already, in bytes.
    heard: usize,
}

#[derive(Default)]
struct Screen {
    text: Mutex<Vec<u8>>,
    changed: Condvar,
}

/// How a conversation ended, and everything on the screen.
#[derive(Debug)]
pub struct Ending {
    pub code: Option<i32>,
    pub signal: Option<i32>,
    pub screen: String,
}

impl Conversation {
    /// Starts `gettoken` with these arguments, which are split at spaces. `world` answers for every https host.
    pub fn start(env: &TestEnv, world: Option<&World>, args: &str) -> Self {
        Self::start_with(env, world, args, &[])
    }

    /// Like [`Self::start`], with additional environment variables.
    pub fn start_with(env: &TestEnv, world: Option<&World>, args: &str, variables: &[(&str, &str)]) -> Self {
        let pair = openpty(Some(&SIZE), None).expect("a pseudo-terminal");
        let side = || pair.slave.try_clone().expect("a descriptor");
        let mut command = Command::new("setsid");
        command
            .args(["--ctty", env!("CARGO_BIN_EXE_gettoken")])
            .args(witness::is_watching().then_some(witness::VERBOSE))
            .args(args.split(' '))
            .current_dir(env.path(""))
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", env.path(""))
            .env("TERM", "xterm")
            .env("NO_COLOR", "1")
            .env("GETTOKEN_CONFIG_DIR", env.config_dir())
            .envs(world.map(|world| ("HTTPS_PROXY", world.proxy_url())))
            .envs(world.map(|world| ("SSL_CERT_FILE", world.ca_pem_path())))
            .envs(variables.iter().copied())
            .stdin(side())
            .stdout(side())
            .stderr(side());
        let child = command.spawn().expect("`setsid` can be started");
        drop(command);
        let screen = Arc::<Screen>::default();
        let mut output = File::from(pair.master.try_clone().expect("a descriptor"));
        let seen = Arc::clone(&screen);
        thread::spawn(move || {
            let mut block = [0; 4096];
            while let Ok(length @ 1..) = output.read(&mut block) {
                seen.text.lock().unwrap().extend_from_slice(&block[..length]);
                seen.changed.notify_all();
            }
        });
        Self { child, keyboard: pair.master.into(), terminal: pair.slave, screen, heard: 0 }
    }

    /// Waits until `part` is on the screen, after what was heard before.
    #[track_caller]
    pub fn hear(&mut self, part: &str) -> &mut Self {
        let deadline = Instant::now() + TIMEOUT;
        let mut text = self.screen.text.lock().unwrap();
        loop {
            let rest = &text[self.heard..];
            if let Some(at) = rest.windows(part.len()).position(|window| window == part.as_bytes()) {
                self.heard += at + part.len();
                drop(text);
                return self;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            let has_ended = self.child.try_wait().expect("a child can be waited for").is_some();
            // The last output may arrive after the end of the child.
            let step = if has_ended { Duration::from_millis(300) } else { Duration::from_millis(100) };
            let (next, waited) = self.screen.changed.wait_timeout(text, step.min(left)).unwrap();
            text = next;
            let is_over = has_ended && waited.timed_out() || left.is_zero();
            assert!(!is_over, "{part:?} is not in:\n{}", String::from_utf8_lossy(&text));
        }
    }

    /// Types a line.
    pub fn say(&mut self, line: &str) -> &mut Self {
        self.press(&format!("{line}\n"))
    }

    /// Types without Enter.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.keyboard.write_all(keys.as_bytes()).expect("the terminal takes keys");
        self
    }

    /// Answers a question: waits for `part`, and types a line.
    #[track_caller]
    pub fn answer(&mut self, part: &str, line: &str) -> &mut Self {
        self.hear(part).say(line)
    }

    /// Sends a signal by name, such as `TERM`.
    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let status = Command::new("/bin/sh").args(["-c", "kill -s \"$1\" \"$2\"", "sh", name, &id]).status();
        assert!(status.expect("sh can be started").success(), "cannot send {name} to the child");
    }

    /// Reports whether the terminal shows what is typed.
    pub fn echoes(&self) -> bool {
        let settings = tcgetattr(&self.terminal).expect("the terminal has settings");
        settings.local_flags.contains(LocalFlags::ECHO)
    }

    /// Everything on the screen so far.
    pub fn screen(&self) -> String {
        String::from_utf8_lossy(&self.screen.text.lock().unwrap()).replace("\r\n", "\n")
    }

    /// Waits for the end.
    #[track_caller]
    pub fn end(&mut self) -> Ending {
        let deadline = Instant::now() + TIMEOUT;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("the child can be waited for") {
                break status;
            }
            assert!(Instant::now() < deadline, "still running:\n{}", self.screen());
            thread::sleep(Duration::from_millis(5));
        };
        // The terminal may still pass on the last output.
        thread::sleep(Duration::from_millis(50));
        self.ending(status)
    }

    fn ending(&self, status: ExitStatus) -> Ending {
        let screen = self.screen();
        witness::note(
            &witness::test(),
            "run",
            || serde_json::json!({ "args": ["setup"], "code": status.code(), "stdout": "", "stderr": screen }),
        );
        Ending { code: status.code(), signal: status.signal(), screen }
    }
}

impl Drop for Conversation {
    fn drop(&mut self) {
        // Neither has an effect on a child that has been waited for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
