//! One run of the binary: its input (`Call`), the running child (`Running`), its output (`Outcome`).
//!
//! A child is killed when a test has waited for `TIMEOUT` or drops its handle, so a hanging binary fails one
//! test instead of the whole suite.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use super::witness;
use super::world::World;

/// How long a test waits for a child. It counts from the start of the wait, because a test may take long
/// before that on a busy machine. Twice the binary's own 30 s limit, so only a bug gets this far.
const TIMEOUT: Duration = Duration::from_secs(60);

/// How often to poll a child that has closed its output; normally it has already exited.
const REAP_INTERVAL: Duration = Duration::from_millis(5);

/// A call that is being prepared.
pub struct Call {
    command: Command,
    input: Option<Vec<u8>>,
    test: String,
}

impl Call {
    /// Wraps a command whose environment is complete: no stdin, captured output.
    pub(super) fn new(mut command: Command, test: &str) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Self { command, input: None, test: test.to_owned() }
    }

    /// Adds one argument.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    /// Adds several arguments.
    pub fn args(mut self, args: &[impl AsRef<OsStr>]) -> Self {
        self.command.args(args);
        self
    }

    /// Sets one environment variable.
    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Removes one environment variable.
    pub fn without(mut self, name: impl AsRef<OsStr>) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs the child through a wrapper such as `strace -f` or `prlimit --fsize=0`, which gets the binary's
    /// path and arguments after its own. Resets what `stdout` has set.
    pub fn under(self, wrapper: &[impl AsRef<OsStr>]) -> Self {
        let [program, args @ ..] = wrapper else { return self };
        let mut command = Command::new(program);
        command.args(args).arg(self.command.get_program()).args(self.command.get_args());
        self.with_command(command)
    }

    /// Runs a copy of the binary, for users who cannot access the directory of the built one.
    pub fn copied_to(self, path: &Path) -> Self {
        // In another process: a child forked by another test would inherit our writable descriptor of the
        // copy, and running the copy would fail with ETXTBSY.
        let copied = path.exists()
            || Command::new("cp")
                .arg(self.command.get_program())
                .arg(path)
                .status()
                .is_ok_and(|s| s.success());
        assert!(copied, "the binary can be copied");
        let mut command = Command::new(path);
        command.args(self.command.get_args());
        self.with_command(command)
    }

    /// This call with another command line.
    fn with_command(self, mut command: Command) -> Self {
        command.env_clear();
        command.envs(self.command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        if let Some(folder) = self.command.get_current_dir() {
            command.current_dir(folder);
        }
        let call = Self::new(command, &self.test);
        match self.input {
            Some(input) => call.stdin(input),
            None => call,
        }
    }

    /// Starts the child in this directory instead of the home directory.
    pub fn cwd(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Sends these bytes to the child's stdin, then EOF. By default stdin is empty.
    pub fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.command.stdin(Stdio::piped());
        self.input = Some(bytes.into());
        self
    }

    /// Redirects stdout (`/dev/full`, a pipe without a reader); the outcome's stdout is then empty.
    pub fn stdout(mut self, target: impl Into<Stdio>) -> Self {
        self.command.stdout(target);
        self
    }

    /// Makes this world answer for every https host, through environment variables and not arguments.
    pub fn through(self, world: &World) -> Self {
        self.env("HTTPS_PROXY", world.proxy_url()).env("SSL_CERT_FILE", world.ca_pem_path())
    }

    /// Runs the child and waits for it to end.
    pub fn run(self) -> Outcome {
        self.spawn().wait()
    }

    /// Starts the child and returns immediately.
    pub fn spawn(mut self) -> Running {
        let input = self.input.clone();
        let (running, pipe) = self.start();
        if let (Some(mut pipe), Some(input)) = (pipe, input) {
            // In a thread: a child may fill stdout before it reads, and may exit without reading.
            thread::spawn(move || pipe.write_all(&input));
        }
        running
    }

    /// Starts the child with a stdin into which the test types.
    pub fn spawn_typing(mut self) -> (Running, ChildStdin) {
        self.command.stdin(Stdio::piped());
        let (running, pipe) = self.start();
        (running, pipe.expect("stdin is a pipe"))
    }

    fn start(&mut self) -> (Running, Option<ChildStdin>) {
        let mut child = self.command.spawn().expect("the binary can be started");
        let log = RunLog::new(self);
        let pipe = child.stdin.take();
        let stdout = Capture::start(child.stdout.take());
        let stderr = Capture::start(child.stderr.take());
        (Running { child, stdout, stderr, log }, pipe)
    }
}

/// A child that may still be running; it is killed when the value is dropped.
pub struct Running {
    child: Child,
    stdout: Arc<Capture>,
    stderr: Arc<Capture>,
    log: RunLog,
}

/// The input of a child, for the witness.
struct RunLog {
    test: String,
    args: Vec<String>,
    env: BTreeMap<String, String>,
    input: String,
}

impl RunLog {
    fn new(call: &Call) -> Self {
        let text = |text: &OsStr| text.to_string_lossy().into_owned();
        Self {
            test: call.test.clone(),
            args: call.command.get_args().map(text).collect(),
            env: call
                .command
                .get_envs()
                .filter_map(|(name, value)| Some((text(name), text(value?))))
                .collect(),
            input: String::from_utf8_lossy(call.input.as_deref().unwrap_or_default()).into_owned(),
        }
    }

    /// Whether the test itself asked for verbose output.
    fn is_verbose(&self) -> bool {
        self.args.iter().any(|arg| arg.starts_with("-v") && arg != witness::VERBOSE || arg == "--verbose")
            || !witness::is_watching()
    }
}

impl Running {
    /// The child's process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal by name, such as `INT`. The child is not reaped yet, so its id cannot be reused.
    #[cfg(unix)]
    pub fn signal(&self, name: &str) {
        let id = self.id().to_string();
        let status = Command::new("/bin/sh").args(["-c", "kill -s \"$1\" \"$2\"", "sh", name, &id]).status();
        assert!(status.expect("sh can be started").success(), "cannot send {name} to the child");
    }

    /// Kills the child with SIGKILL, as the out-of-memory killer would.
    pub fn kill(&mut self) {
        self.child.kill().expect("the child can be killed");
    }

    /// Waits for a complete line of stdout that contains `part`.
    #[track_caller]
    pub fn stdout_line(&self, part: &str) -> String {
        self.line(&self.stdout, 0, part).1
    }

    /// Waits for a complete line of stderr that contains `part`.
    #[track_caller]
    pub fn stderr_line(&self, part: &str) -> String {
        self.line(&self.stderr, 0, part).1
    }

    /// The same, but after the first `known` lines. Also returns how many lines are known then.
    #[track_caller]
    pub fn stderr_line_after(&self, known: usize, part: &str) -> (usize, String) {
        self.line(&self.stderr, known, part)
    }

    #[track_caller]
    fn line(&self, capture: &Capture, known: usize, part: &str) -> (usize, String) {
        capture
            .line(known, part, Instant::now() + TIMEOUT)
            .unwrap_or_else(|| panic!("no line with {part:?}\n{}", self.so_far()))
    }

    /// Waits for the child to end.
    #[track_caller]
    pub fn wait(mut self) -> Outcome {
        let Some(status) = self.status() else {
            panic!("still running after {TIMEOUT:?}\n{}", self.so_far());
        };
        let said = self.stderr.text();
        let stderr = if self.log.is_verbose() { said } else { witness::without_notes(&said) };
        Outcome { code: status.code(), signal: signal_of(status), stdout: self.stdout.text(), stderr }
    }

    /// The exit status, or `None` after the timeout.
    fn status(&mut self) -> Option<ExitStatus> {
        let deadline = Instant::now() + TIMEOUT;
        // Wait for the end of both streams: the standard library cannot wait for a process with a timeout.
        if !(self.stdout.finished(deadline) && self.stderr.finished(deadline)) {
            return None;
        }
        loop {
            if let Some(status) = self.child.try_wait().expect("the child can be waited for") {
                return Some(status);
            }
            if Instant::now() >= deadline {
                return None;
            }
            thread::sleep(REAP_INTERVAL);
        }
    }

    /// What stdout contains by now.
    pub fn stdout_so_far(&self) -> String {
        self.stdout.text()
    }

    fn so_far(&self) -> String {
        format!("stdout: {}\nstderr: {}", self.stdout.text(), self.stderr.text())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Neither has an effect on a child that has been waited for.
        let _ = self.child.kill();
        let ended = self.child.wait();
        let log = &self.log;
        witness::note(&log.test, "run", || {
            json!({
                "args": log.args, "env": log.env, "input": log.input,
                "code": ended.ok().and_then(|status| status.code()),
                "stdout": self.stdout.so_far(), "stderr": self.stderr.so_far(),
            })
        });
    }
}

/// The signal that ended a process. On Windows there are none.
pub fn signal_of(status: ExitStatus) -> Option<i32> {
    #[cfg(unix)]
    return std::os::unix::process::ExitStatusExt::signal(&status);
    #[cfg(windows)]
    return status.code().and(None);
}

/// How a run ended and what it printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub code: Option<i32>,
    pub signal: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    /// Asserts exit code 0 and returns stdout.
    #[track_caller]
    pub fn success(self) -> String {
        assert_eq!(self.code, Some(0), "expected success: {self:#?}");
        self.stdout
    }

    /// Asserts this exit code and an empty stdout, which is for answers only. Returns stderr.
    #[track_caller]
    pub fn failed(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "expected exit {code}: {self:#?}");
        assert_eq!(self.stdout, "", "a failure prints nothing on stdout: {self:#?}");
        self.stderr
    }
}

/// The output of one stream so far.
#[derive(Default)]
struct Capture {
    content: Mutex<Content>,
    changed: Condvar,
}

#[derive(Default)]
struct Content {
    bytes: Vec<u8>,
    ended: bool,
}

impl Capture {
    /// Reads the stream in a thread; a redirected stream counts as ended.
    fn start(stream: Option<impl Read + Send + 'static>) -> Arc<Self> {
        let capture = Arc::new(Self::default());
        let writer = Arc::clone(&capture);
        match stream {
            Some(stream) => drop(thread::spawn(move || writer.read(stream))),
            None => writer.add(&[]),
        }
        capture
    }

    fn read(&self, mut stream: impl Read) {
        let mut block = [0; 8192];
        loop {
            let length = stream.read(&mut block).unwrap_or(0);
            self.add(&block[..length]);
            if length == 0 {
                return;
            }
        }
    }

    /// Appends a block; an empty block is EOF.
    fn add(&self, block: &[u8]) {
        let mut content = self.content.lock().unwrap();
        content.bytes.extend_from_slice(block);
        content.ended = block.is_empty();
        self.changed.notify_all();
    }

    fn finished(&self, deadline: Instant) -> bool {
        self.wait(deadline, |content| content.ended.then_some(())).is_some()
    }

    /// The first complete line after the `known` ones that contains `part`, and its number; `None` if the stream ends or
    /// the deadline passes first.
    fn line(&self, known: usize, part: &str, deadline: Instant) -> Option<(usize, String)> {
        self.wait(deadline, |content| {
            let found = complete_line(&content.bytes, known, part);
            (found.is_some() || content.ended).then_some(found)
        })?
    }

    /// Waits until `look` returns a value.
    fn wait<T>(&self, deadline: Instant, look: impl Fn(&Content) -> Option<T>) -> Option<T> {
        let mut content = self.content.lock().unwrap();
        loop {
            let found = look(&content);
            let left = deadline.saturating_duration_since(Instant::now());
            if found.is_some() || left.is_zero() {
                return found;
            }
            content = self.changed.wait_timeout(content, left).unwrap().0;
        }
    }

    /// Everything so far, with invalid UTF-8 replaced.
    fn so_far(&self) -> String {
        String::from_utf8_lossy(&self.content.lock().unwrap().bytes).into_owned()
    }

    /// Everything so far. Panics on invalid UTF-8, which the binary must never print.
    fn text(&self) -> String {
        String::from_utf8(self.content.lock().unwrap().bytes.clone()).expect("the output is UTF-8")
    }
}

fn complete_line(bytes: &[u8], known: usize, part: &str) -> Option<(usize, String)> {
    let whole = bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n"));
    let text = |line| String::from_utf8_lossy(line).trim_end().to_owned();
    (1..).zip(whole.map(text)).skip(known).find(|(_, line)| line.contains(part))
}
