//! Runs the commands of a tour against the mock, and shows them with their output.
//!
//! The commands are this program itself, with a temporary config directory and almost no environment, so that nothing of
//! the user's is read or written.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::{self, Builder};
use std::time::{Duration, Instant};

use super::folder::Folder;
use super::mock_provider::MockProvider;
use crate::error::{Error, Kind, Result};
use crate::http::Client;
use crate::layout::{WIDTH, columns as width, wrap_indented as wrap};
use crate::message::Message;
use crate::output;
use crate::report;
use crate::sanitize::visible_lines;
use crate::settings::{ConfigDir, Settings};
use crate::signals::{self, Termination};

/// The variables that the commands inherit. They decide how text is shown, and where programs are.
const INHERITED: [&str; 10] = [
    "CLICOLOR_FORCE",
    "GETTOKEN_LANG",
    "LANG",
    "LC_ALL",
    "LC_MESSAGES",
    "NO_COLOR",
    "PATH",
    "SystemRoot",
    "TERM",
    "TZ",
];

/// A command that opens nothing: the demo itself plays the browser.
const NO_BROWSER: &str = if cfg!(windows) { "cmd.exe /c rem" } else { "true" };

/// The time for which a step can be read before the next one, on a terminal.
const READING: Duration = Duration::from_millis(1500);
const POLL: Duration = Duration::from_millis(50);

/// The time in which a server must start.
const LONGEST_START: Duration = Duration::from_secs(10);

/// The time that a login may take.
const LONGEST_LOGIN: Duration = Duration::from_secs(30);

/// Where a tour takes place.
pub struct Stage<'a> {
    pub settings: &'a Settings,
    pub mock: &'a MockProvider,
    signal: &'a Termination,
    program: PathBuf,
    environment: Vec<(OsString, OsString)>,
}

impl<'a> Stage<'a> {
    pub fn new(
        home: &ConfigDir,
        settings: &'a Settings,
        folder: &Folder,
        mock: &'a MockProvider,
        signal: &'a Termination,
    ) -> Result<Self> {
        let program = std::env::current_exe();
        let program = program.map_err(|error| Error::new(Kind::Internal, "demo-not-run").caused_by(error))?;
        let inherited =
            INHERITED.into_iter().filter_map(|name| Some((name.into(), home.environment.untracked(name)?)));
        let own = [
            ("BROWSER", NO_BROWSER.into()),
            ("GETTOKEN_CONFIG_DIR", folder.path().into()),
            ("HOME", folder.path().into()),
        ];
        let own = own.into_iter().map(|(name, value): (&str, OsString)| (name.into(), value));
        Ok(Self { settings, mock, signal, program, environment: inherited.chain(own).collect() })
    }

    /// The name of the profile and of its provider.
    pub fn name(&self) -> &str {
        &self.settings.provider.name
    }

    /// Prints what the next commands show. Leaves time to read what was printed before.
    pub fn explain(&self, number: usize, text: impl Into<Message>) -> Result<()> {
        if number > 1 && output::is_terminal() {
            let end = Instant::now() + READING;
            while Instant::now() < end {
                self.check()?;
                thread::sleep(POLL);
            }
        }
        let text = text.into().in_language(report::language());
        let before = if number > 1 { "\n" } else { "" };
        print(&format!("{before}{}\n", wrap(&format!("{number}. {text}"), 0)))
    }

    /// Prints the result of the commands.
    pub fn conclude(&self, text: impl Into<Message>) -> Result<()> {
        print(&format!("{}\n", wrap(&format!("→ {}", text.into().in_language(report::language())), 2)))
    }

    /// Runs `gettoken WORDS` with more variables, and prints the command line and the output.
    pub fn run(&self, words: &[&str], variables: &[(&str, &str)]) -> Result<Duration> {
        let assignments: String = variables.iter().map(|(name, value)| format!("{name}={value} ")).collect();
        print(&format!("$ {assignments}gettoken {}\n", shown(words)))?;
        let (output, took) = self.quietly(words, variables)?;
        let [stdout, stderr] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
        let text = visible_lines(&stdout) + &for_person(&visible_lines(&stderr));
        print(&if text.ends_with('\n') || text.is_empty() { text } else { text + "\n" })?;
        Ok(took)
    }

    /// Runs `gettoken WORDS` and prints nothing.
    pub fn quietly(&self, words: &[&str], variables: &[(&str, &str)]) -> Result<(Output, Duration)> {
        self.check()?;
        let start = Instant::now();
        let output = self.command(words).envs(variables.iter().copied()).output().map_err(not_run)?;
        Ok((output, start.elapsed()))
    }

    /// Starts a server, and waits until it listens on `socket`.
    pub fn server(&self, program: &Path, args: &[&str], socket: &Path) -> Result<Server> {
        let mut command = Command::new(program);
        command.args(args).env_clear().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let server = Server(command.spawn().map_err(not_run)?);
        let end = Instant::now() + LONGEST_START;
        while !socket.exists() {
            self.check()?;
            if Instant::now() >= end {
                return Err(Error::new(Kind::Internal, "demo-server-silent").with("program", program));
            }
            thread::sleep(POLL);
        }
        Ok(server)
    }

    /// Runs `count` processes of `gettoken WORDS` at once, each with the config directory that `folder` returns, if any.
    /// Returns what they print.
    pub fn herd(
        &self,
        count: usize,
        words: &[&str],
        folder: &dyn Fn(usize) -> Option<&'a Path>,
    ) -> Result<Vec<String>> {
        self.check()?;
        let start = |number| {
            let mut command = self.command(words);
            folder(number).map(|folder| command.env("GETTOKEN_CONFIG_DIR", folder));
            command.stderr(Stdio::null()).spawn().ok()
        };
        let started: Vec<Child> = (0..count).map_while(start).collect();
        let outputs = started.into_iter().map(Child::wait_with_output);
        let texts = outputs.map(|output| Ok(String::from_utf8_lossy(&output?.stdout).into_owned()));
        texts.collect::<std::io::Result<_>>().map_err(not_run)
    }

    /// Runs a login, and prints the command line and what it says. Calls `act` with each line, which does what a person
    /// would do, and may return a line to type.
    pub fn log_in(&self, words: &[&str], act: &mut dyn FnMut(&str) -> Result<Option<String>>) -> Result<()> {
        self.check()?;
        print(&format!("$ gettoken {}\n", shown(words)))?;
        let mut child = self.command(words).stdin(Stdio::piped()).spawn().map_err(not_run)?;
        let mut stdin = child.stdin.take();
        let (sender, lines) = mpsc::channel();
        let stderr = child.stderr.take();
        let read = signals::spawn(Builder::new(), move || {
            let lines = stderr.map(BufReader::new).into_iter().flat_map(BufRead::lines);
            lines.map_while(std::io::Result::ok).take_while(|line| sender.send(line.clone()).is_ok()).count()
        });
        let end = Instant::now() + LONGEST_LOGIN;
        let talk = || -> Result<()> {
            read.map_err(not_run)?;
            loop {
                match lines.recv_timeout(POLL) {
                    Ok(line) => {
                        print(&format!("{}\n", for_person(&visible_lines(&line))))?;
                        if let (Some(typed), Some(pipe)) = (act(&line)?, stdin.as_mut()) {
                            pipe.write_all(format!("{typed}\n").as_bytes()).map_err(not_run)?;
                        }
                    }
                    Err(RecvTimeoutError::Timeout) if Instant::now() < end => self.check()?,
                    Err(_) => return Ok(()),
                }
            }
        };
        let talked = talk();
        if talked.is_err() || Instant::now() >= end {
            let _ = child.kill();
        }
        let status = child.wait().map_err(not_run)?;
        talked?;
        if status.success() { Ok(()) } else { Err(Error::new(Kind::Internal, "demo-login-failed")) }
    }

    /// A client for requests that the person's browser would send.
    pub fn browser(&self) -> Client {
        Client::new(self.settings.network.clone())
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(words).env_clear().envs(self.environment.iter().cloned());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Fails once a signal has arrived; the error is not shown.
    fn check(&self) -> Result<()> {
        self.signal.code().map_or(Ok(()), |_| Err(Error::new(Kind::Internal, "demo-stopped")))
    }
}

/// A server that runs until this is dropped.
pub struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn not_run(error: std::io::Error) -> Error {
    Error::new(Kind::Internal, "demo-not-run").caused_by(error)
}

/// The words as a user would type them.
fn shown(words: &[&str]) -> String {
    let is_plain =
        |word: &str| word.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_./:@".contains(letter));
    let quoted =
        words.iter().map(|word| if is_plain(word) { (*word).to_owned() } else { format!("'{word}'") });
    quoted.collect::<Vec<_>>().join(" ")
}

/// Messages of a command, wrapped on a terminal: the command itself writes to a pipe.
fn for_person(text: &str) -> String {
    let wrapped = |line: &str| if width(line) > WIDTH { wrap(line, 0) } else { line.to_owned() };
    if output::is_terminal() {
        text.split('\n').map(wrapped).collect::<Vec<_>>().join("\n")
    } else {
        text.to_owned()
    }
}

/// Prints a part of the tour.
pub fn print(text: &str) -> Result<()> {
    output::write(text)
}
