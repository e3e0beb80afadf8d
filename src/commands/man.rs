//! `gettoken man`: the manual pages, which are part of the program.

mod pages;
mod roff;

use std::io::Write;
use std::process::{self, ExitStatus, Stdio};

use clap::{Arg, Command};

use super::Call;
use crate::cli::Names;
use crate::cli::args::all;
use crate::cli::completion::{Sources, Typed};
use crate::color::{self, Stream};
use crate::error::{Error, Kind, Result};
use crate::message;
use crate::output;
use crate::report;
use crate::sanitize::short_word;
use crate::settings::ConfigDir;
use crate::signals::IgnoredInterrupts;
use crate::table::table;

use pages::Page;

/// The word in place of a page that lists all pages.
const LIST: &str = "list";

pub fn args(command: Command) -> Command {
    let page = Arg::new("page").value_name("PAGE").num_args(0..).help(message::help("help-man-page"));
    command.arg(page)
}

/// The variables that name a pager, in the order of `man`.
const PAGERS: [&str; 2] = ["MANPAGER", "PAGER"];

/// What `less` does unless the user wants something else: end at once if all fits the screen, and show colors.
const LESS: (&str, &str) = ("LESS", "FRX");

/// The exit codes with which a shell says that it could not run a command.
const NOT_RUN: [i32; 2] = [126, 127];

/// Shows a page with `man` on a terminal, without `man` as plain text in a pager, and otherwise prints that text.
pub fn run(Call { home, matches, .. }: Call) -> Result<u8> {
    let words: Vec<String> = all(&matches, "page");
    if words == [LIST] {
        let rows: Vec<_> = pages::all(report::language()).map(row).collect();
        return output::write(&table(&rows, color::width(Stream::Stdout))).map(|()| 0);
    }
    let page = find(home, &words)?;
    if output::is_terminal() && show(home, page) {
        return Ok(0);
    }
    let text = roff::text(page.text());
    if !(output::is_terminal() && show_in_pager(home, &text)) {
        output::write(&text)?;
    }
    Ok(0)
}

/// The pages, as they can be typed.
pub fn completions(_: &Sources, _: &Typed) -> Names {
    let name = |page: &Page| {
        let short = page.name.strip_prefix("gettoken-").unwrap_or(page.name);
        if page.section == "1" { short.to_owned() } else { format!("{short}.{}", page.section) }
    };
    pages::all(report::language()).map(|page| (name(page), roff::summary(page.text()))).collect()
}

fn row(page: &Page) -> Vec<String> {
    vec![format!("{}({})", page.name, page.section), roff::summary(page.text())]
}

/// The page that the words name: `exec`, `gettoken-exec`, `config set-secret`, `5 config`, `config.5` or `config(5)`.
fn find(home: &ConfigDir, words: &[String]) -> Result<&'static Page> {
    let joined = words.join("-");
    let (name, section) = split(&joined);
    let short = name.strip_prefix("gettoken").unwrap_or(name).trim_start_matches('-');
    let full = if short.is_empty() { "gettoken".to_owned() } else { format!("gettoken-{short}") };
    let is_it = |page: &&Page| page.name == full && section.is_none_or(|section| page.section == section);
    pages::all(report::language()).find(is_it).ok_or_else(|| {
        let error = Error::new(Kind::Usage, "man-page-unknown").with("page", &*short_word(name));
        // The help of a provider is not a page.
        let is_profile = home.definition(&home.canonical(name.to_owned())).is_ok_and(|it| it.is_some());
        if is_profile { error.hint("man-page-profile") } else { error }
    })
}

/// The name of a page and its section, if there is one before or after it.
fn split(text: &str) -> (&str, Option<&str>) {
    for section in pages::SECTIONS {
        let before = text.strip_prefix(section).and_then(|rest| rest.strip_prefix('-'));
        let after = text.strip_suffix(section).and_then(|rest| rest.strip_suffix('.'));
        let inside = text.strip_suffix(')').and_then(|rest| rest.strip_suffix(section)?.strip_suffix('('));
        if let Some(name) = before.or(after).or(inside) {
            return (name, Some(section));
        }
    }
    (text, None)
}

/// Shows a page with `man`, which formats it and starts a pager. Returns whether that worked.
fn show(home: &ConfigDir, page: &Page) -> bool {
    let Ok(program) = home.programs().find("man") else { return false };
    let mut command = process::Command::new(program);
    // A failure is no news for the user: the page is printed as text.
    command.args(["-l", "-"]).stderr(Stdio::null());
    if cfg!(target_os = "linux") && !page.text().is_ascii() {
        // The locale of the user may be one that this system has not generated; `man` then leaves out other letters.
        command.env("LC_ALL", "C.UTF-8");
    }
    pass(home, command, page.text()).is_some_and(|status| status.success())
}

/// Shows plain text in the user's pager, or `less`. Returns whether one ran.
fn show_in_pager(home: &ConfigDir, text: &str) -> bool {
    if home.environment.os("TERM").is_none_or(|term| term == "dumb") {
        // A pager could only complain about such a terminal.
        return false;
    }
    let chosen = PAGERS.iter().find_map(|name| home.environment.os(name)?.into_string().ok());
    let Some(mut command) = pager(home, chosen.as_deref().unwrap_or("less")) else { return false };
    if !home.environment.is_set(LESS.0) {
        command.env(LESS.0, LESS.1);
    }
    let status = pass(home, command, text);
    status.is_some_and(|status| !status.code().is_some_and(|code| NOT_RUN.contains(&code)))
}

/// The command of a pager. A shell reads it if it is more than a program and its options.
fn pager(home: &ConfigDir, line: &str) -> Option<process::Command> {
    let is_plain = |letter: char| letter.is_alphanumeric() || " -+_./:,@".contains(letter);
    let words: Vec<&str> =
        if line.chars().all(is_plain) { line.split_whitespace().collect() } else { vec!["sh", "-c", line] };
    let (program, arguments) = words.split_first()?;
    let mut command = process::Command::new(home.programs().find(program).ok()?);
    command.args(arguments);
    Some(command)
}

/// Runs a program that shows `text`, which it reads from stdin, until the user leaves it. Returns how it ended.
fn pass(home: &ConfigDir, mut command: process::Command, text: &str) -> Option<ExitStatus> {
    // Fails if the config file is broken. Then the program is not started, because it could get secrets.
    for name in home.all_secret_variables().ok()? {
        command.env_remove(name);
    }
    let mut child = command.stdin(Stdio::piped()).spawn().ok()?;
    let _ignored = IgnoredInterrupts::begin();
    // Ends early if the user leaves the pager. Dropping the pipe is the end of the page.
    let written = child.stdin.take().map(|mut pipe| pipe.write_all(text.as_bytes()));
    drop(written);
    child.wait().ok()
}
