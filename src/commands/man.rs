//! `gettoken man`: the manual pages, which are part of the program.

mod pages;
mod roff;

use std::io::Write;
use std::path::Path;
use std::process::{self, Stdio};

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
use crate::settings::ConfigDir;
use crate::table::table;

use pages::Page;

/// The word in place of a page that lists all pages.
const LIST: &str = "list";

pub fn args(command: Command) -> Command {
    let page = Arg::new("page").value_name("PAGE").num_args(0..).help(message::help("help-man-page"));
    command.arg(page)
}

/// Shows a page with `man` on a terminal, and otherwise prints it as plain text.
pub fn run(Call { home, matches, .. }: Call) -> Result<u8> {
    let words: Vec<String> = all(&matches, "page");
    if words == [LIST] {
        let rows: Vec<_> = pages::all(report::language()).map(row).collect();
        return output::write(&table(&rows, color::width(Stream::Stdout))).map(|()| 0);
    }
    let page = find(home, &words)?;
    if !(output::is_terminal() && show(home, page)) {
        output::write(&roff::text(page.text))?;
    }
    Ok(0)
}

/// The pages, as they can be typed.
pub fn completions(_: &Sources, _: &Typed) -> Names {
    let name = |page: &Page| {
        let short = page.name.strip_prefix("gettoken-").unwrap_or(page.name);
        if page.section == "1" { short.to_owned() } else { format!("{short}.{}", page.section) }
    };
    pages::all(report::language()).map(|page| (name(page), roff::summary(page.text))).collect()
}

fn row(page: &Page) -> Vec<String> {
    vec![format!("{}({})", page.name, page.section), roff::summary(page.text)]
}

/// The page that the words name: `exec`, `gettoken-exec`, `config set-secret`, `5 config`, `config.5` or `config(5)`.
fn find(home: &ConfigDir, words: &[String]) -> Result<&'static Page> {
    let joined = words.join("-");
    let (name, section) = split(&joined);
    let short = name.strip_prefix("gettoken").unwrap_or(name).trim_start_matches('-');
    let full = if short.is_empty() { "gettoken".to_owned() } else { format!("gettoken-{short}") };
    let is_it = |page: &&Page| page.name == full && section.is_none_or(|section| page.section == section);
    pages::all(report::language()).find(is_it).ok_or_else(|| {
        let error = Error::new(Kind::Usage, "man-page-unknown").with("page", name);
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
    // Fails if the config file is broken. Then the program is not started, because it could get secrets.
    let (Ok(program), Ok(hidden)) = (home.programs().find("man"), home.all_secret_variables()) else {
        return false;
    };
    run_man(&program, &hidden, page.text).is_ok_and(|status| status.success())
}

fn run_man(program: &Path, hidden: &[String], text: &str) -> std::io::Result<process::ExitStatus> {
    let mut command = process::Command::new(program);
    // A failure is no news for the user: the page is printed as text.
    command.args(["-l", "-"]).stdin(Stdio::piped()).stderr(Stdio::null());
    for name in hidden {
        command.env_remove(name);
    }
    let mut child = command.spawn()?;
    // Ends early if the user leaves the pager. Dropping the pipe is the end of the page.
    let written = child.stdin.take().map(|mut pipe| pipe.write_all(text.as_bytes()));
    drop(written);
    child.wait()
}
