//! `gettoken git-credential`: git's helper protocol (gitcredentials(7)).
//!
//! git names the server that wants a credential. A token is for its own servers alone: for every other
//! the answer is empty and a success, and git asks its next helper.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};

use super::Call;
use crate::app::credentials::stdin;
use crate::app::{self, App, Outcome};
use crate::cli::args::all;
use crate::error::{Error, Kind, Result};
use crate::output::{self, git};
use crate::secret::Secret;
use crate::settings::{Server, Settings};

/// git's own fields are a few hundred bytes, and a token is at most 64 KiB.
const LARGEST: u64 = 256 * 1024;

/// Does what git asks for.
pub fn run(call: Call) -> Result<u8> {
    let asked = Attributes::read()?;
    let allowed: Vec<String> = all(&call.matches, "allow-host");
    match call.matches.get_one::<String>("operation").map(String::as_str) {
        Some("get") => get(call, &allowed, &asked),
        Some("erase") => erase(call, &allowed, &asked),
        // A token is fetched, not stored; and what is not known is passed over in silence.
        _ => Ok(()),
    }
    .map(|()| 0)
}

fn get(call: Call, allowed: &[String], asked: &Attributes) -> Result<()> {
    let mut app = App::new(call.home, call.into_fetch())?;
    let settings = &mut app.settings;
    let wanted = asked.text("username").map(str::to_owned);
    let another = wanted.is_some() && settings.user.is_some() && wanted != settings.user;
    if another || !asked.concerns(settings, allowed)? {
        return Ok(());
    }
    settings.user = settings.user.take().or(wanted);
    app.check()?;
    let told = |outcome: &Outcome| {
        let answer = app.answer(outcome);
        if asked.knows_bearer { git::bearer(&answer) } else { git::credential(&answer) }
    };
    // What cannot be told is not asked for.
    told(&app::sample())?;
    output::write(told(&app.token()?)?.expose())
}

/// The server has rejected what it was given.
fn erase(call: Call, allowed: &[String], asked: &Attributes) -> Result<()> {
    let app = App::new(call.home, call.into_fetch())?;
    let rejected = asked.fields.get("credential").or_else(|| asked.fields.get("password"));
    match rejected {
        Some(rejected) if asked.concerns(&app.settings, allowed)? => {
            app.broker().invalidate(Some(rejected)).map(drop)
        }
        _ => Ok(()),
    }
}

/// What git says of the credential that it wants.
struct Attributes {
    fields: BTreeMap<String, Secret>,
    /// Whether git understands a credential that is no password.
    knows_bearer: bool,
}

impl Attributes {
    /// Reads to a blank line or the end.
    fn read() -> Result<Self> {
        let unreadable = || Error::new(Kind::Usage, "git-stdin-unreadable");
        let input = stdin(LARGEST).map_err(|error| unreadable().caused_by(error))?;
        let mut input = BufReader::new(input);
        let mut text = String::new();
        while text != "\n" && !text.ends_with("\n\n") {
            match input.read_line(&mut text) {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => return Err(unreadable().caused_by(error)),
            }
        }
        Self::parse(&text).ok_or_else(|| unreadable().hint("git-stdin-form"))
    }

    /// A line is ended by a line feed alone: a carriage return is part of its value, and no host.
    fn parse(text: &str) -> Option<Self> {
        let mut asked = Self { fields: BTreeMap::new(), knows_bearer: false };
        for line in text.split('\n').take_while(|line| !line.is_empty()) {
            let (key, value) = line.split_once('=')?;
            asked.knows_bearer |= key == "capability[]" && value == "authtype";
            let taken = asked.fields.insert(key.to_owned(), Secret::new(value));
            if taken.is_some() && !key.ends_with("[]") {
                return None;
            }
        }
        Some(asked)
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.fields.get(key).map(Secret::expose)
    }

    /// Whether the server that git talks to is one that the token is for.
    fn concerns(&self, settings: &Settings, allowed: &[String]) -> Result<bool> {
        let named = self.text("protocol").zip(self.text("host"));
        let server = named.and_then(|(protocol, host)| Server::new(protocol, host));
        settings.may_tell(server, allowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attributes_end_at_a_blank_line() {
        let text = "capability[]=authtype\ncapability[]=state\nprotocol=https\nhost=a=b\n\nhost=evil\n";
        let asked = Attributes::parse(text).unwrap();
        assert!(asked.knows_bearer);
        assert_eq!((asked.text("protocol"), asked.text("host")), (Some("https"), Some("a=b")));
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_read() {
        assert!(Attributes::parse("protocol=https\nhost=a\nhost=b\n").is_none());
        assert!(Attributes::parse("protocol\n").is_none());
        assert_eq!(Attributes::parse("host=a\r\n").unwrap().text("host"), Some("a\r"));
    }
}
