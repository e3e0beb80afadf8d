//! `gettoken providers`: lists, searches, prints and checks definitions.

use std::collections::BTreeSet;
use std::path::Path;

use clap::{Arg, Command};
use serde::Serialize;

use super::Call;
use crate::app::example_runner;
use crate::cli::args::{PROFILE, all, flag};
use crate::color::{self, Stream};
use crate::error::{Error, Kind, Result};
use crate::message::{self, Message, Value};
use crate::output::{self, json};
use crate::paint::{self, Mark};
use crate::provider::{DefinitionText, Evidence, Provider, Status, texts_in, title};
use crate::report;
use crate::sanitize::visible;
use crate::settings::{ConfigDir, expand, unknown_word};
use crate::table::{fields, table};

#[derive(Serialize)]
struct ProviderRow {
    name: String,
    title: String,
    /// What `evidence` says, in the words of earlier versions.
    status: Status,
    evidence: Evidence,
    evidence_source: String,
    evidence_date: String,
    docs: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    family: String,
    /// What it is for, unlike the others of its family.
    #[serde(skip_serializing_if = "String::is_empty")]
    choose: String,
    /// Whether the definition is a user's file, not built in.
    own: bool,
}

/// Prints the name and title of every provider.
pub fn list(Call { home, matches, .. }: Call) -> Result<u8> {
    home.catalog.folder()?;
    let mut rows = Vec::new();
    for name in home.catalog.names() {
        match row(home, &name) {
            Ok(row) => rows.push(row),
            Err(error) => report::warn(error.message()),
        }
    }
    if matches.get_flag("json") {
        return output::write(json::line(&rows).expose()).map(|()| 0);
    }
    output::write(&text(home, &rows)).map(|()| 0)
}

fn text(home: &ConfigDir, rows: &[ProviderRow]) -> String {
    let line = |row: &ProviderRow| {
        let title = title(&home.catalog.text(&row.name).ok().flatten()?.text).to_owned();
        let own = if row.own { message::help("providers-own") } else { "" };
        let evidence = row.evidence.word().to_owned();
        Some(vec![row.name.clone(), evidence, format!("{}{own}", visible(&title))])
    };
    let lines: Vec<_> = rows.iter().filter_map(line).collect();
    table(&lines, color::width(Stream::Stdout))
}

fn row(home: &ConfigDir, name: &str) -> Result<ProviderRow> {
    let provider = home.catalog.find_for_use(name)?.ok_or_else(|| home.catalog.unknown(name))?;
    Ok(row_of(home, &provider))
}

fn row_of(home: &ConfigDir, provider: &Provider) -> ProviderRow {
    let found = home.catalog.text(&provider.name).ok().flatten();
    // Of a built-in definition, only the text has what is seldom shown.
    let text = |known: &str, key| match found.as_ref().filter(|_| known.is_empty()) {
        Some(found) => visible(&texts_in(&found.text, key).concat()),
        None => visible(known),
    };
    let evidence = provider.evidence();
    ProviderRow {
        name: provider.name.clone(),
        title: visible(&provider.title),
        status: evidence.status(),
        evidence,
        evidence_source: text(&provider.evidence_source, "evidence-source"),
        evidence_date: text(&provider.evidence_date, "evidence-date"),
        docs: visible(&provider.docs),
        family: text(&provider.family, "family"),
        choose: text(&provider.choose, "choose"),
        own: home.catalog.is_own(&provider.name),
    }
}

/// The version of the JSON output of `search`. Raised if a key is removed or changes its meaning, not if one is added.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct SearchObject {
    version: u8,
    providers: Vec<ProviderRow>,
}

/// Adds the arguments of `gettoken providers search`.
pub fn search_args(command: Command) -> Command {
    let word = Arg::new("word").value_name("WORD").required(true).num_args(1..);
    command.arg(word.help(message::help("help-search-word"))).arg(flag("json", "help-json"))
}

/// Prints the providers whose name, title or hosts contain every word.
pub fn search(Call { home, matches, .. }: Call) -> Result<u8> {
    home.catalog.folder()?;
    let words: Vec<String> = all(&matches, "word");
    let found = home.catalog.search(words.iter().map(String::as_str));
    let providers: Vec<ProviderRow> = found.iter().map(|provider| row_of(home, provider)).collect();
    if matches.get_flag("json") {
        let object = SearchObject { version: VERSION, providers };
        return output::write(json::line(&object).expose()).map(|()| 0);
    }
    if providers.is_empty() {
        report::say(Message::new("providers-none-found").with("words", words.join(" ")));
    }
    output::write(&(text(home, &providers) + &families(home, &providers))).map(|()| 0)
}

/// What the members of the families of `found` are for, a line each.
fn families(home: &ConfigDir, found: &[ProviderRow]) -> String {
    let families: BTreeSet<&str> = found.iter().map(|row| &*row.family).collect();
    let members = families.into_iter().map(|family| members(home, family));
    members.filter(|lines| !lines.is_empty()).map(|lines| format!("\n{lines}")).collect()
}

/// What the members of a family are for, with a heading; empty if there are no others.
fn members(home: &ConfigDir, family: &str) -> String {
    let lines = home.catalog.members(family);
    if lines.is_empty() {
        return String::new();
    }
    Message::new("providers-choose").with("family", family).localized() + "\n" + &fields(&lines)
}

/// Prints the text of a definition.
pub fn show(Call { home, profile: name, .. }: Call) -> Result<u8> {
    let found = home.catalog.text(&name)?.ok_or_else(|| unknown_word(home, &name))?;
    output::write(&found.text)?;
    // Not on stdout, which is the definition.
    let members = members(home, &home.catalog.family_of(&found.name));
    if !members.is_empty() {
        report::line(&members);
    }
    Ok(0)
}

/// Checks definitions and runs their examples.
pub fn check(Call { home, matches, .. }: Call) -> Result<u8> {
    let mut text = String::new();
    let mut faults = Vec::new();
    for name in all::<String>(&matches, PROFILE) {
        let (provider, found) = read(home, &name)?;
        home.catalog.warnings(&provider, &found).iter().for_each(report::warn);
        let fault = |why: Message| Message::new("file-fault").with("file", &name).with("why", why);
        faults.extend(example_runner::faults(&provider, &found)?.into_iter().map(fault));
        let count = provider.examples.len();
        let code = if count == 1 { "examples-hold-one" } else { "examples-hold" };
        let line = Message::new(code).with("name", &name).with("count", count).localized();
        text += &(paint::last_word(Mark::Good, "examples-good", &line) + "\n");
    }
    if faults.is_empty() {
        return output::write(&text).map(|()| 0);
    }
    Err(Error::new(Kind::Config, "faults").with("faults", Value::list(faults, "list-lines")))
}

/// Reads a definition by file, if `name` contains a path separator or ends in `.toml`, otherwise by name.
fn read(home: &ConfigDir, name: &str) -> Result<(Provider, DefinitionText)> {
    if !name.contains(std::path::is_separator) && !name.ends_with(".toml") {
        return home.catalog.find(&home.catalog.by_alias(name).unwrap_or_else(|| name.to_owned()));
    }
    let found = home.catalog.in_file(&expand(Path::new(name)))?;
    Ok((home.catalog.complete(&found)?, found))
}
