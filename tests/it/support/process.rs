//! One run of the binary: what goes in (`Call`), the running child (`Running`), what came out (`Outcome`).
//!
//! Every child is ended through its own handle, at the latest when a test has waited for it for `PATIENCE` or gives up
//! on it, so that a hanging binary fails one test instead of the whole suite.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use super::witness;
use super::world::World;

/// How long a test waits for a child, counted from where it begins to: what the test itself does before may take longer
/// on a busy machine. Twice the binary's own 30 s limit: only a defect ever gets this far.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a child that has closed its output is asked whether it has ended; normally it already has.
const REAP_INTERVAL: Duration = Duration::from_millis(5);

/// A call that is being prepared.
pub struct Call {
    command: Command,
    input: Option<Vec<u8>>,
    test: String,
}

impl Call {
    /// Starts from a command whose environment is already settled: no input, output captured.
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

    /// Takes one environment variable away.
    pub fn without(mut self, name: impl AsRef<OsStr>) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Lets another program start the child, such as `strace -f` or `prlimit --fsize=0`: it gets the binary's
    /// path and arguments after its own. What `stdout` has set is lost.
    pub fn under(self, wrapper: &[impl AsRef<OsStr>]) -> Self {
        let [program, args @ ..] = wrapper else { return self };
        let mut command = Command::new(program);
        command.args(args).arg(self.command.get_program()).args(self.command.get_args());
        self.rebuilt(command)
    }

    /// Starts a copy of the binary instead, where another user may not reach the one that was built.
    pub fn copied_to(self, path: &Path) -> Self {
        // By another process: while this one has the copy open for writing, a child that another test
        // forks has it open too, and nobody could run it.
        let copied = path.exists()
            || Command::new("cp")
                .arg(self.command.get_program())
                .arg(path)
                .status()
                .is_ok_and(|s| s.success());
        assert!(copied, "the binary can be copied");
        let mut command = Command::new(path);
        command.args(self.command.get_args());
        self.rebuilt(command)
    }

    /// This call with another command line.
    fn rebuilt(self, mut command: Command) -> Self {
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

    /// Starts the child in another folder than the home folder.
    pub fn cwd(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Gives the child these bytes on stdin, then end of file. Without it stdin is empty.
    pub fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.command.stdin(Stdio::piped());
        self.input = Some(bytes.into());
        self
    }

    /// Sends stdout elsewhere (`/dev/full`, a pipe nobody reads); the outcome's stdout is then empty.
    pub fn stdout(mut self, target: impl Into<Stdio>) -> Self {
        self.command.stdout(target);
        self
    }

    /// Lets this world answer for every https host, by environment so that the arguments stay the test's own.
    pub fn through(self, world: &World) -> Self {
        self.env("HTTPS_PROXY", world.proxy_url()).env("SSL_CERT_FILE", world.ca_pem_path())
    }

    /// Runs the child to its end.
    pub fn run(self) -> Outcome {
        self.spawn().wait()
    }

    /// Starts the child and comes back at once.
    pub fn spawn(mut self) -> Running {
        let mut child = self.command.spawn().expect("the binary can be started");
        let story = Story::new(&self);
        if let (Some(mut pipe), Some(input)) = (child.stdin.take(), self.input) {
            // On its own thread, for a child may fill stdout before it reads; one that exits first is no fault.
            thread::spawn(move || pipe.write_all(&input));
        }
        let stdout = Capture::start(child.stdout.take());
        let stderr = Capture::start(child.stderr.take());
        Running { child, stdout, stderr, story }
    }
}

/// A child that may still be running; it is killed when the value is dropped.
pub struct Running {
    child: Child,
    stdout: Arc<Capture>,
    stderr: Arc<Capture>,
    story: Story,
}

/// What a child was given, for the witness.
struct Story {
    test: String,
    args: Vec<String>,
    env: BTreeMap<String, String>,
    input: String,
}

impl Story {
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

    /// Whether the test asked for what only `-v` says.
    fn speaks(&self) -> bool {
        self.args.iter().any(|arg| arg.starts_with("-v") && arg != witness::LOUD || arg == "--verbose")
            || !witness::is_watching()
    }
}

impl Running {
    /// The child's process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal by its name, such as `INT`. The child is not reaped yet, so its id is still its own.
    pub fn signal(&self, name: &str) {
        let id = self.id().to_string();
        let status = Command::new("/bin/sh").args(["-c", "kill -s \"$1\" \"$2\"", "sh", name, &id]).status();
        assert!(status.expect("sh can be started").success(), "cannot send {name} to the child");
    }

    /// Ends the child at once, as an out-of-memory killer would.
    pub fn kill(&mut self) {
        self.child.kill().expect("the child can be killed");
    }

    /// Waits for a whole line of stdout that contains `part`.
    #[track_caller]
    pub fn stdout_line(&self, part: &str) -> String {
        self.line(&self.stdout, part)
    }

    /// Waits for a whole line of stderr that contains `part`.
    #[track_caller]
    pub fn stderr_line(&self, part: &str) -> String {
        self.line(&self.stderr, part)
    }

    #[track_caller]
    fn line(&self, capture: &Capture, part: &str) -> String {
        capture
            .line(part, Instant::now() + PATIENCE)
            .unwrap_or_else(|| panic!("no line with {part:?}\n{}", self.so_far()))
    }

    /// Waits for the child's end.
    #[track_caller]
    pub fn wait(mut self) -> Outcome {
        let Some(status) = self.status() else {
            panic!("still running after {PATIENCE:?}\n{}", self.so_far());
        };
        let said = self.stderr.text();
        let stderr = if self.story.speaks() { said } else { witness::without_notes(&said) };
        Outcome { code: status.code(), signal: status.signal(), stdout: self.stdout.text(), stderr }
    }

    /// The exit status, or nothing when the deadline passed.
    fn status(&mut self) -> Option<ExitStatus> {
        let deadline = Instant::now() + PATIENCE;
        // The end of both streams is the signal to wait for: the standard library has no wait with a limit.
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

    fn so_far(&self) -> String {
        format!("stdout: {}\nstderr: {}", self.stdout.text(), self.stderr.text())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both do nothing for a child that has been waited for.
        let _ = self.child.kill();
        let ended = self.child.wait();
        let story = &self.story;
        witness::note(&story.test, "run", || {
            json!({
                "args": story.args, "env": story.env, "input": story.input,
                "code": ended.ok().and_then(|status| status.code()),
                "stdout": self.stdout.so_far(), "stderr": self.stderr.so_far(),
            })
        });
    }
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
    /// Asserts exit 0 and gives stdout.
    #[track_caller]
    pub fn success(self) -> String {
        assert_eq!(self.code, Some(0), "expected success: {self:#?}");
        self.stdout
    }

    /// Asserts this exit code and, because stdout is for answers only, an empty stdout; gives stderr.
    #[track_caller]
    pub fn failed(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "expected exit {code}: {self:#?}");
        assert_eq!(self.stdout, "", "a failure prints nothing on stdout: {self:#?}");
        self.stderr
    }
}

/// What one output stream has carried so far.
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
    /// Reads the stream on its own thread; a stream that was sent elsewhere has already ended.
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

    /// Appends a block; an empty one is the end.
    fn add(&self, block: &[u8]) {
        let mut content = self.content.lock().unwrap();
        content.bytes.extend_from_slice(block);
        content.ended = block.is_empty();
        self.changed.notify_all();
    }

    fn finished(&self, deadline: Instant) -> bool {
        self.wait(deadline, |content| content.ended.then_some(())).is_some()
    }

    /// The first complete line that contains `part`, or nothing when the stream ends or time is up first.
    fn line(&self, part: &str, deadline: Instant) -> Option<String> {
        self.wait(deadline, |content| {
            let found = complete_line(&content.bytes, part);
            (found.is_some() || content.ended).then_some(found)
        })?
    }

    /// Waits until `look` sees what it looks for.
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

    /// Everything so far, whatever it is.
    fn so_far(&self) -> String {
        String::from_utf8_lossy(&self.content.lock().unwrap().bytes).into_owned()
    }

    /// Everything so far. The binary promises UTF-8, so anything else is a failure.
    fn text(&self) -> String {
        String::from_utf8(self.content.lock().unwrap().bytes.clone()).expect("the output is UTF-8")
    }
}

fn complete_line(bytes: &[u8], part: &str) -> Option<String> {
    let whole = bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n"));
    whole.map(|line| String::from_utf8_lossy(line).trim_end().to_owned()).find(|line| line.contains(part))
}
