//! Compares the granted scope of a token with the requested one.

use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::report;
use crate::settings::Settings;
use crate::token::Token;

/// Reports whether the two names are equal, except that one of them may have a prefix.
fn is_same(granted: &str, asked: &str, prefixes: &[String]) -> bool {
    let is_longer =
        |long: &str, short| prefixes.iter().any(|it| long.strip_prefix(it.as_str()) == Some(short));
    granted == asked || is_longer(granted, asked) || is_longer(asked, granted)
}

/// Warns if the token has less scope than requested, or fails if all of it is required.
pub fn check(settings: &Settings, token: &Token) -> Result<()> {
    match missing(settings, token) {
        Some(missing) if settings.require_scope => {
            Err(Error::new(Kind::Refused, missing).hint("scope-missing-force"))
        }
        missing => {
            missing.into_iter().for_each(report::warn);
            Ok(())
        }
    }
}

/// RFC 6749 §5.1: the granted scope may differ from the requested one, and may be omitted if it does not.
pub fn missing(settings: &Settings, token: &Token) -> Option<Message> {
    let (asked, granted) = (settings.value("scope")?, token.scope.as_ref()?);
    let reply = &settings.provider.reply;
    let fold = |name: &str| if reply.scope_ignore_case { name.to_ascii_lowercase() } else { name.to_owned() };
    let prefixes = reply.scope_prefixes.iter();
    let prefixes: Vec<_> =
        prefixes.filter_map(|it| Some(fold(&it.fill(|name| settings.value(name))?))).collect();
    let granted: Vec<_> = granted.split([' ', ',']).filter(|name| !name.is_empty()).map(fold).collect();
    // The refresh token itself, not its listed scope, shows that offline access was granted.
    let offline = settings.provider.user.offline_scope.as_deref();
    let words = asked.split([' ', ',']).filter(|word| !word.is_empty() && Some(*word) != offline);
    let missing: Vec<&str> = words
        .filter(|word| !granted.iter().any(|granted| is_same(granted, &fold(word), &prefixes)))
        .collect();
    (!missing.is_empty()).then(|| Message::new("scope-missing").with("scope", missing.join(" ")))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::http::Response;
    use crate::oauth::response::Reading;
    use crate::provider::{ErrorScope, Provider};
    use crate::sanitize::Scrubber;
    use crate::secret::Secret;
    use crate::settings::{TokenOwner, for_example};
    use crate::token::Timestamp;

    const URL: &str = "[client-credentials]\nurl = \"https://a.example\"\nclient-auth = \"none\"";

    /// The scope that the token in this response lacks, if `asked` was requested.
    fn lacks(reply: &str, asked: &str, granted: Option<&Value>) -> Option<String> {
        let text = format!("title = \"T\"\n{URL}\n[reply]\n{reply}");
        let mut provider: Provider = crate::toml_file::parse("p.toml", &text).unwrap();
        provider.credentials.named_mut().for_each(|(_, credential)| credential.required = false);
        let given = [("client-id", "i"), ("scope", asked)].map(|(name, value)| (name.into(), value.into()));
        let settings = for_example(&provider, &given.into(), TokenOwner::Application).unwrap();
        let mut body = json!({ "access_token": "t", "expires_in": 60 });
        granted.into_iter().for_each(|scope| body["scope"] = scope.clone());
        let response =
            Response { status: 200, headers: Vec::new(), body: Secret::new(body.to_string()), cut: None };
        let (now, scrubber) = (Timestamp::UNIX_EPOCH, Scrubber::default());
        let reading = Reading::new(&provider, &response, now, now, &scrubber);
        let token = reading.token(ErrorScope::Token).report().unwrap();
        missing(&settings, &token).map(|message| message.english())
    }

    #[test]
    fn equal_names_are_data() {
        let graph = "scope-ignore-case = true\nscope-prefixes = [\"https://graph.example/\", \"api://\"]";
        for (reply, asked, granted, is_enough) in [
            ("", "Mail.Read", "Mail.Read", true),
            ("", "Mail.Read", "mail.read", false),
            ("", "Mail.Read", "https://graph.example/Mail.Read", false),
            ("", "https://graph.example/Mail.Read", "Mail.Read", false),
            ("", "email", "https://www.example.com/auth/userinfo.email", false),
            (graph, "Mail.Read", "mail.read", true),
            (graph, "Mail.Read", "HTTPS://Graph.example/mail.READ", true),
            (graph, "https://graph.example/mail.read", "Mail.Read", true),
            (graph, "https://graph.example/mail.read", "https://graph.example/Mail.Read", true),
            (graph, "Mail.Read", "https://other.example/Mail.Read", false),
            (graph, "https://other.example/Mail.Read", "Mail.Read", false),
            (graph, "https://graph.example/Mail.Read", "api://Mail.Read", false),
            (graph, "Mail.Read", "https://graph.example/x/Mail.Read", false),
            (graph, "Read", "https://graph.example/Mail.Read", false),
            // The prefix alone is no name.
            (graph, "https://graph.example/", "", false),
            (graph, "https://graph.example/", "a,,b", false),
        ] {
            let lacks = lacks(reply, asked, Some(&granted.into()));
            assert_eq!(lacks.is_none(), is_enough, "{reply} {asked} {granted}: {lacks:?}");
        }
    }

    /// A small random number generator (xorshift64).
    fn random(state: &mut u64, below: usize) -> usize {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        usize::try_from(*state % 1_000_003).unwrap() % below
    }

    fn word(state: &mut u64) -> &'static str {
        ["read", "write", "READ", "read.all", "x/write", "", "reader", "*"][random(state, 8)]
    }

    /// A value of any type, in which the requested names may occur.
    fn value(state: &mut u64, depth: usize) -> Value {
        let many = random(state, 4);
        match random(state, if depth > 2 { 4 } else { 6 }) {
            0 => Value::Null,
            1 => json!(random(state, 3)),
            2 => json!(random(state, 2) == 0),
            3 => word(state).into(),
            4 => (0..many).map(|_| value(state, depth + 1)).collect(),
            _ => {
                Value::Object((0..many).map(|_| (word(state).to_owned(), value(state, depth + 1))).collect())
            }
        }
    }

    #[test]
    fn only_text_and_lists_of_texts_grant_a_scope() {
        let state = &mut 0x9e37_79b9_7f4a_7c15;
        let mut passed = 0;
        for (kind, number) in (0..7).flat_map(|kind| (0..100).map(move |number| (kind, number))) {
            let list = |state: &mut u64| -> Vec<&str> { (0..number % 7).map(|_| word(state)).collect() };
            let granted = match kind {
                0 => Some(list(state).join(if number % 2 == 0 { " " } else { "," }).into()),
                1 => Some(json!(list(state))),
                2 => Some(json!(number - 50)),
                3 => Some(json!({ word(state): word(state), "read": "read", "write": "write" })),
                4 => Some(Value::Null),
                5 => None,
                _ => Some(json!([["read", "write"], value(state, 0)])),
            };
            let names: Vec<&str> = match &granted {
                None => vec!["read", "write"],
                Some(Value::String(text)) => text.split([' ', ',']).collect(),
                Some(Value::Array(items)) if items.iter().all(Value::is_string) => {
                    items.iter().filter_map(Value::as_str).collect()
                }
                Some(_) => Vec::new(),
            };
            let is_enough = names.contains(&"read") && names.contains(&"write");
            assert_eq!(lacks("", "read write", granted.as_ref()).is_none(), is_enough, "{granted:?}");
            passed += usize::from(is_enough);
        }
        assert!((110..400).contains(&passed), "{passed}");
    }
}
