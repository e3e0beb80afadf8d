//! `gettoken git-credential`: the credential helper protocol of git (gitcredentials(7), git-credential(1)).
//!
//! git names the server that needs a credential. For a server that the token is not for, the output is empty
//! and the exit code is 0, so that git asks its next helper.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read};
use std::time::Duration;

use super::Call;
use crate::app::credentials::{stdin, unread};
use crate::app::{self, App, Outcome};
use crate::cli::args::all;
use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::output::{self, git};
use crate::secret::Secret;
use crate::settings::{Server, Settings};

/// The maximum bytes of stdin: git's own fields are a few hundred bytes, and a token is at most 64 KiB.
const MAX_INPUT: u64 = 256 * 1024;

/// Runs the requested operation.
pub fn run(call: Call) -> Result<u8> {
    let attributes = Attributes::read(call.home.read_policy.limit())?;
    let allowed: Vec<String> = all(&call.matches, "allow-host");
    match call.matches.get_one::<String>("operation").map(String::as_str) {
        Some("get") => get(call, &allowed, &attributes),
        Some("erase") => erase(call, &allowed, &attributes),
        // `store` has nothing to do, and git requires its helpers to ignore unknown operations.
        _ => Ok(()),
    }
    .map(|()| 0)
}

fn get(call: Call, allowed: &[String], attributes: &Attributes) -> Result<()> {
    let mut app = App::new(call.home, call.into_fetch())?;
    let settings = &mut app.settings;
    let user = attributes.text("username").map(str::to_owned);
    let is_other_user = user.is_some() && settings.user.is_some() && user != settings.user;
    if is_other_user || !attributes.is_allowed_server(settings, allowed)? {
        return Ok(());
    }
    settings.user = settings.user.take().or(user);
    app.check()?;
    let render = |outcome: &Outcome| {
        let answer = app.answer(outcome);
        if attributes.supports_bearer { git::bearer(&answer) } else { git::credential(&answer) }
    };
    // Render a sample first, so that no token is fetched that cannot be printed.
    render(&app::sample())?;
    output::write(render(&app.token()?)?.expose())
}

/// Deletes the cached token that the server has rejected.
fn erase(call: Call, allowed: &[String], attributes: &Attributes) -> Result<()> {
    let app = App::new(call.home, call.into_fetch())?;
    let rejected = attributes.fields.get("credential").or_else(|| attributes.fields.get("password"));
    match rejected {
        Some(rejected) if attributes.is_allowed_server(&app.settings, allowed)? => {
            app.broker().invalidate(Some(rejected)).map(drop)
        }
        _ => Ok(()),
    }
}

/// The attributes of the credential that git asks for.
struct Attributes {
    fields: BTreeMap<String, Secret>,
    /// Whether git supports credentials other than passwords (the `authtype` capability).
    supports_bearer: bool,
}

impl Attributes {
    /// Reads stdin up to a blank line or its end.
    fn read(limit: Duration) -> Result<Self> {
        let unreadable = || Error::new(Kind::Usage, "git-stdin-unreadable");
        let text = stdin(limit, Self::lines).map_err(|error| unread(unreadable(), error))?;
        Self::parse(&text).ok_or_else(|| unreadable().hint("git-stdin-form"))
    }

    fn lines(input: &mut dyn Read) -> io::Result<String> {
        let mut input = BufReader::new(input.take(MAX_INPUT + 1));
        let (mut text, mut begin) = (String::new(), 0);
        while input.read_line(&mut text)? > 0 && !text[begin..].trim_end_matches(['\r', '\n']).is_empty() {
            begin = text.len();
        }
        // The rest of a host, for example, could be missing.
        if text.len() as u64 > MAX_INPUT {
            let why = Message::new("file-too-long").with("most", MAX_INPUT);
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
        }
        Ok(text)
    }

    /// Parses the attributes. Lines may end as on Windows if all do. Otherwise a carriage return is part of the
    /// value, because it may come from a URL that somebody else has written.
    fn parse(text: &str) -> Option<Self> {
        let mut attributes = Self { fields: BTreeMap::new(), supports_bearer: false };
        let is_windows = text.matches('\n').count() == text.matches("\r\n").count();
        let end = if is_windows { "\r\n" } else { "\n" };
        for line in text.split(end).take_while(|line| !line.is_empty()) {
            let (key, value) = line.split_once('=')?;
            attributes.supports_bearer |= key == "capability[]" && value == "authtype";
            let previous = attributes.fields.insert(key.to_owned(), Secret::new(value));
            if previous.is_some() && !key.ends_with("[]") {
                return None;
            }
        }
        Some(attributes)
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.fields.get(key).map(Secret::expose)
    }

    /// Reports whether the token may be sent to the server that git names.
    fn is_allowed_server(&self, settings: &Settings, allowed: &[String]) -> Result<bool> {
        let named = self.text("protocol").zip(self.text("host"));
        let server = named.and_then(|(protocol, host)| Server::new(protocol, host));
        settings.may_send_token(server, allowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attributes_end_at_a_blank_line() {
        let text = "capability[]=authtype\ncapability[]=state\nprotocol=https\nhost=a=b\n\nhost=evil\n";
        let attributes = Attributes::parse(text).unwrap();
        assert!(attributes.supports_bearer);
        assert_eq!((attributes.text("protocol"), attributes.text("host")), (Some("https"), Some("a=b")));
        let windows = Attributes::parse(&text.replace('\n', "\r\n")).unwrap();
        assert!(windows.supports_bearer);
        assert_eq!((windows.text("protocol"), windows.text("host")), (Some("https"), Some("a=b")));
    }

    #[test]
    fn ambiguous_attributes_are_rejected() {
        assert!(Attributes::parse("protocol=https\nhost=a\nhost=b\n").is_none());
        assert!(Attributes::parse("protocol\n").is_none());
        assert_eq!(Attributes::parse("x=y\nhost=a\r\n").unwrap().text("host"), Some("a\r"));
    }
}
