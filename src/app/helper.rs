//! A program that prints the client secret, such as a password manager's. It is run without a shell and
//! without input, and whatever it does, we are done with it in time.

use std::io::{self, Read};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::credentials::not_one_line;
use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::secret::Secret;
use crate::settings::trimmed;
use crate::signals;

/// A helper that has not printed the secret after this long (a person may have to type) is ended.
const LIMIT: Duration = Duration::from_secs(30);
/// How often a helper whose output stays open is asked whether it has ended. Nearly all close it by ending.
const INTERVAL: Duration = Duration::from_millis(50);
/// What a helper printed before it ended is read after this long; longer it is only a process that it left
/// behind that keeps the output open.
const AFTERGLOW: Duration = Duration::from_secs(1);

/// No secret is longer.
const LARGEST: u64 = 64 * 1024;

/// How to run it.
#[derive(Clone, Debug)]
pub struct Helper {
    /// The program and its arguments, as the user wrote them.
    pub words: Vec<String>,
    /// The file that the first word means.
    pub program: PathBuf,
    /// Variables of our environment that it must not see.
    pub hidden: Vec<String>,
}

/// A helper that runs, and is ended when the value is dropped.
struct Running {
    child: Child,
    /// Whether what it starts ends with it.
    #[cfg_attr(not(unix), expect(dead_code, reason = "there are process groups on Unix alone"))]
    leads: bool,
    deadline: Instant,
}

impl Helper {
    /// The secret that it prints.
    pub fn run(&self) -> Result<Secret> {
        let (mut running, output) = self.start()?;
        let (bytes, status) = running.finish(output).map_err(|why| self.failed(why))?;
        if !status.success() {
            return Err(self.failed(Message::new("helper-exit").with("status", status.to_string())));
        }
        let text = String::from_utf8(bytes).map_err(|_| self.failed("helper-not-utf-8".into()))?;
        let secret = trimmed(&Secret::new(text));
        match not_one_line(&secret) {
            Some(fault) => {
                Err(self.failed(Message::new("helper-printed").with("fault", Message::new(fault))))
            }
            None => Ok(secret),
        }
    }

    fn start(&self) -> Result<(Running, ChildStdout)> {
        let mut command = Command::new(&self.program);
        command.args(self.words.iter().skip(1));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        for name in &self.hidden {
            command.env_remove(name);
        }
        let leads = lead_a_group(&mut command);
        let cannot = |error| self.failed("helper-not-run".into()).caused_by(error);
        let mut child = command.spawn().map_err(cannot)?;
        let output = child.stdout.take().ok_or_else(|| self.failed("helper-no-output".into()))?;
        Ok((Running { child, leads, deadline: Instant::now() + LIMIT }, output))
    }

    fn failed(&self, why: Message) -> Error {
        let name = self.words.first().map_or("", String::as_str);
        Error::new(Kind::Helper, why.with("command", name))
    }
}

impl Running {
    /// What it prints, and how it ends.
    fn finish(&mut self, output: ChildStdout) -> Result<(Vec<u8>, ExitStatus), Message> {
        let pieces = pieces(output).map_err(unreadable)?;
        // All of it at once: a vector that grows leaves copies behind.
        let mut bytes = Vec::with_capacity(2 * LARGEST as usize);
        let (mut is_closed, mut ended) = (false, None);
        loop {
            match pieces.recv_timeout(INTERVAL) {
                Ok(Ok(piece)) => bytes.extend_from_slice(&piece),
                Ok(Err(error)) => return Err(unreadable(error)),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) if is_closed => thread::sleep(INTERVAL / 10),
                Err(RecvTimeoutError::Disconnected) => is_closed = true,
            }
            if bytes.len() as u64 > LARGEST {
                return Err(Message::new("helper-too-long").with("bytes", LARGEST));
            }
            if ended.is_none() {
                let lost = |error: io::Error| Message::new("helper-lost").with("error", error.to_string());
                ended = self.child.try_wait().map_err(lost)?.map(|status| (status, Instant::now()));
            }
            match ended {
                Some((status, at)) if is_closed || at.elapsed() > AFTERGLOW => return Ok((bytes, status)),
                _ if Instant::now() < self.deadline => {}
                _ => return Err(Message::new("helper-timeout").with("seconds", LIMIT.as_secs())),
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(Some(_))) {
            return;
        }
        #[cfg(unix)]
        if self.leads {
            crate::signals::end_group(self.child.id());
        }
        // It may have ended by itself just now; either way it is gone afterwards.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn unreadable(error: io::Error) -> Message {
    Message::new("helper-unreadable").with("error", error.to_string())
}

/// What is printed, piece by piece; the channel is closed with the output.
fn pieces(mut output: ChildStdout) -> io::Result<Receiver<io::Result<Vec<u8>>>> {
    let (sender, receiver) = mpsc::channel();
    let read = move || {
        let mut piece = vec![0; 8192];
        loop {
            let read = match output.read(&mut piece) {
                Ok(0) => return,
                Ok(length) => Ok(piece[..length].to_vec()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => Err(error),
            };
            let failed = read.is_err();
            // The receiver is gone when it has heard enough.
            if sender.send(read).is_err() || failed {
                return;
            }
        }
    };
    signals::spawn(thread::Builder::new(), read).map(|_| receiver)
}

/// Without a terminal the helper leads a group of its own, so that whatever it starts can be ended with
/// it. With one it stays in ours: it may have to ask a person, and only the terminal's own group may read.
#[cfg(unix)]
fn lead_a_group(command: &mut Command) -> bool {
    let has_terminal = std::fs::File::open("/dev/tty").is_ok();
    if !has_terminal {
        std::os::unix::process::CommandExt::process_group(command, 0);
    }
    !has_terminal
}

#[cfg(not(unix))]
fn lead_a_group(_: &mut Command) -> bool {
    false
}
