//! `gettoken providers`: lists, prints and checks definitions.

use std::path::Path;

use serde::Serialize;

use super::Call;
use crate::app::example_runner;
use crate::cli::args::{PROFILE, all};
use crate::color::{self, Stream};
use crate::error::{Error, Kind, Result};
use crate::message::{self, Message, Value};
use crate::output::{self, json};
use crate::paint::{self, Mark};
use crate::provider::{DefinitionText, Provider, Status, title};
use crate::report;
use crate::sanitize::visible;
use crate::settings::{ConfigDir, expand, unknown_word};
use crate::table::table;

#[derive(Serialize)]
struct ProviderRow {
    name: String,
    title: String,
    status: Status,
    docs: String,
    /// Whether the definition is a user's file, not built in.
    own: bool,
}

/// Prints the name and title of every provider.
pub fn list(Call { home, matches, .. }: Call) -> Result<u8> {
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
    let line = |row: &ProviderRow| {
        let title = title(&home.catalog.text(&row.name).ok().flatten()?.text).to_owned();
        let remark = |is_true, code| if is_true { message::help(code) } else { "" };
        let own = remark(row.own, "providers-own");
        let unverified = remark(row.status == Status::Unverified, "providers-unverified");
        Some(vec![row.name.clone(), format!("{}{own}{unverified}", visible(&title))])
    };
    let lines: Vec<_> = rows.iter().filter_map(line).collect();
    output::write(&table(&lines, color::width(Stream::Stdout))).map(|()| 0)
}

fn row(home: &ConfigDir, name: &str) -> Result<ProviderRow> {
    let (provider, found) = home.catalog.find(name)?;
    Ok(ProviderRow {
        name: name.to_owned(),
        title: visible(&provider.title),
        status: provider.status,
        docs: visible(&provider.docs),
        own: found.file.is_some(),
    })
}

/// Prints the text of a definition.
pub fn show(Call { home, profile: name, .. }: Call) -> Result<u8> {
    let found = home.catalog.text(&name)?.ok_or_else(|| unknown_word(home, &name))?;
    output::write(&found.text).map(|()| 0)
}

/// Checks definitions and runs their examples.
pub fn check(Call { home, matches, .. }: Call) -> Result<u8> {
    let mut text = String::new();
    let mut faults = Vec::new();
    for name in all::<String>(&matches, PROFILE) {
        let (provider, found) = read(home, &name)?;
        home.catalog.warnings(&provider, &found).iter().for_each(report::warn);
        let fault = |why: Message| Message::new("file-fault").with("file", &name).with("why", why);
        faults.extend(provider.problems().into_iter().map(fault));
        for example in &provider.examples {
            if let Err(why) = example_runner::run(&provider, example) {
                let why = Message::new("example-fault").with("name", &example.name).with("why", why);
                faults.push(fault(why));
            }
        }
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
