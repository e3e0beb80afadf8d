//! Runs a program that prints the client secret, such as a password manager. It gets no shell and no input,
//! and cannot delay the call beyond a timeout.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::credentials::LARGEST;
use crate::error::{Error, Kind, Result};
use crate::message::{Message, Value};
use crate::report;
use crate::secret::Secret;
use crate::settings::trimmed;
use crate::signals;

/// How often to check whether a helper has exited while its output is open. Most close their output by exiting.
const INTERVAL: Duration = Duration::from_millis(50);
/// How long to read after the helper has exited. If its output is still open then, a background process that
/// it left behind is keeping it open.
const DRAIN_TIME: Duration = Duration::from_secs(1);

/// A running helper, which is killed on drop.
struct Running(Child);

/// Runs `program` and returns the secret that it prints. The first of the `words` is its name in messages,
/// the others are its arguments. The environment variables `hidden` are removed. It is killed after `limit`.
pub fn run(program: &Path, words: &[String], hidden: &[String], limit: Duration) -> Result<Secret> {
    let bytes = run_with_input(program, words, hidden, limit, &[])?;
    let name = words.first().map_or("", String::as_str);
    let wrong = |_| Error::new(Kind::Helper, Message::new("helper-not-utf-8").with("command", name));
    Ok(trimmed(&Secret::new(String::from_utf8(bytes).map_err(wrong)?)))
}

/// As [`run`], with `input` on its stdin, and with the bytes that it prints as they are.
pub fn run_with_input(
    program: &Path,
    words: &[String],
    hidden: &[String],
    limit: Duration,
    input: &[u8],
) -> Result<Vec<u8>> {
    let name = words.first().map_or("", String::as_str);
    let failed = |why: Message| Error::new(Kind::Helper, why.with("command", name));
    let mut command = Command::new(program);
    command.args(words.iter().skip(1));
    command
        .stdin(if input.is_empty() { Stdio::null() } else { Stdio::piped() })
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit());
    for name in hidden {
        command.env_remove(name);
    }
    // Without a terminal, the helper leads a process group, so that its children can be killed with it. With one, it
    // stays in our group: it may have to ask a person, and only the foreground group may read the terminal.
    #[cfg(unix)]
    if std::fs::File::open("/dev/tty").is_err() {
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
    }
    // It may ask for a password on this terminal.
    report::erase();
    let _waiting = report::wait_for_person(Message::new("waiting-for-command").with("command", name));
    let child = command.spawn().map_err(|error| failed("helper-not-run".into()).caused_by(error))?;
    let mut running = Running(child);
    if let Some(mut stdin) = running.0.stdin.take() {
        let input = input.to_vec();
        // A program that does not read its input says what is wrong itself.
        let write = move || drop(stdin.write_all(&input));
        signals::spawn(thread::Builder::new(), write)
            .map_err(|error| failed("helper-not-run".into()).caused_by(error))?;
    }
    let (bytes, status) = running.finish(limit).map_err(failed)?;
    if !status.success() {
        return Err(failed(Message::new("helper-exit").with("status", status_of(status))));
    }
    Ok(bytes)
}

impl Running {
    /// Reads the output until the helper exits.
    fn finish(&mut self, limit: Duration) -> Result<(Vec<u8>, ExitStatus), Message> {
        let start = Instant::now();
        let output = self.0.stdout.take().ok_or("helper-no-output")?;
        let pieces = pieces(output).map_err(unreadable)?;
        // Allocated once, because a vector leaves copies behind when it grows.
        let mut bytes = Vec::with_capacity(2 * LARGEST as usize);
        let (mut is_closed, mut ended) = (false, None);
        loop {
            match pieces.recv_timeout(INTERVAL) {
                Ok(piece) => bytes.extend_from_slice(&piece.map_err(unreadable)?),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) if is_closed => thread::sleep(INTERVAL / 10),
                Err(RecvTimeoutError::Disconnected) => is_closed = true,
            }
            if bytes.len() as u64 > LARGEST {
                return Err(Message::new("helper-too-long").with("bytes", LARGEST));
            }
            if ended.is_none() {
                let lost = |error: io::Error| Message::new("helper-lost").with("error", &error);
                ended = self.0.try_wait().map_err(lost)?.map(|status| (status, Instant::now()));
            }
            match ended {
                Some((status, at)) if is_closed || at.elapsed() > DRAIN_TIME => return Ok((bytes, status)),
                _ if start.elapsed() < limit => {}
                _ => return Err(Message::new("helper-timeout").with("seconds", limit.as_secs())),
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.0.try_wait(), Ok(Some(_))) {
            return;
        }
        // If the helper does not lead a group, there is no group with its process id, and nothing is killed.
        #[cfg(unix)]
        signals::kill_group(self.0.id());
        // The helper may have just exited; in both cases it is gone after this.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// How a helper ended.
fn status_of(status: ExitStatus) -> Value {
    let code = status.code().map(|code| Message::new("helper-status").with("code", code));
    code.map_or_else(|| status.to_string().into(), Value::from)
}

fn unreadable(error: io::Error) -> Message {
    Message::new("helper-unreadable").with("error", &error)
}

/// Reads the output in pieces. The channel closes with the output.
fn pieces(mut output: ChildStdout) -> io::Result<Receiver<io::Result<Vec<u8>>>> {
    let (sender, receiver) = mpsc::channel();
    let read = move || {
        let mut buffer = vec![0; 8192];
        loop {
            let piece = output.read(&mut buffer).map(|length| buffer[..length].to_vec());
            let is_last = piece.as_ref().map_or(true, Vec::is_empty);
            // The receiver is gone if the output is too long or too late.
            if sender.send(piece).is_err() || is_last {
                return;
            }
        }
    };
    signals::spawn(thread::Builder::new(), read).map(|_| receiver)
}
