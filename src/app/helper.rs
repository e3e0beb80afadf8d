//! A program that prints the client secret, such as a password manager's. It is run without a shell and
//! without input, and whatever it does, we are done with it in time.

use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::credentials::{LARGEST, one_line};
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

/// A helper that runs, and is ended when the value is dropped.
struct Running(Child);

/// The secret that `program` prints: the first of the `words` means it, the others are its arguments. It does not see
/// the `hidden` variables of our environment.
pub fn run(program: &Path, words: &[String], hidden: &[String]) -> Result<Secret> {
    let name = words.first().map_or("", String::as_str);
    let failed = |why: Message| Error::new(Kind::Helper, why.with("command", name));
    let mut command = Command::new(program);
    command.args(words.iter().skip(1));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    for name in hidden {
        command.env_remove(name);
    }
    // Without a terminal the helper leads a group of its own, so that whatever it starts can be ended with it. With one
    // it stays in ours: it may have to ask a person, and only the terminal's own group may read.
    #[cfg(unix)]
    if std::fs::File::open("/dev/tty").is_err() {
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
    }
    let child = command.spawn().map_err(|error| failed("helper-not-run".into()).caused_by(error))?;
    let (bytes, status) = Running(child).finish().map_err(failed)?;
    if !status.success() {
        return Err(failed(Message::new("helper-exit").with("status", status.to_string())));
    }
    let text = String::from_utf8(bytes).map_err(|_| failed("helper-not-utf-8".into()))?;
    one_line(trimmed(&Secret::new(text)))
        .map_err(|fault| failed(Message::new("helper-printed").with("fault", fault)))
}

impl Running {
    /// What it prints, and how it ends.
    fn finish(&mut self) -> Result<(Vec<u8>, ExitStatus), Message> {
        let deadline = Instant::now() + LIMIT;
        let output = self.0.stdout.take().ok_or("helper-no-output")?;
        let pieces = pieces(output).map_err(unreadable)?;
        // All of it at once: a vector that grows leaves copies behind.
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
                let lost = |error: io::Error| Message::new("helper-lost").with("error", error.to_string());
                ended = self.0.try_wait().map_err(lost)?.map(|status| (status, Instant::now()));
            }
            match ended {
                Some((status, at)) if is_closed || at.elapsed() > AFTERGLOW => return Ok((bytes, status)),
                _ if Instant::now() < deadline => {}
                _ => return Err(Message::new("helper-timeout").with("seconds", LIMIT.as_secs())),
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.0.try_wait(), Ok(Some(_))) {
            return;
        }
        // Where it leads no group, there is none of its number.
        #[cfg(unix)]
        signals::end_group(self.0.id());
        // It may have ended by itself just now; either way it is gone afterwards.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn unreadable(error: io::Error) -> Message {
    Message::new("helper-unreadable").with("error", error.to_string())
}

/// What is printed, piece by piece; the channel is closed with the output.
fn pieces(mut output: ChildStdout) -> io::Result<Receiver<io::Result<Vec<u8>>>> {
    let (sender, receiver) = mpsc::channel();
    let read = move || {
        let mut buffer = vec![0; 8192];
        loop {
            let piece = output.read(&mut buffer).map(|length| buffer[..length].to_vec());
            let is_last = piece.as_ref().map_or(true, Vec::is_empty);
            // The receiver is gone when it has heard enough.
            if sender.send(piece).is_err() || is_last {
                return;
            }
        }
    };
    signals::spawn(thread::Builder::new(), read).map(|_| receiver)
}
