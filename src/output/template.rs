//! For readers without their own format: the user's text, with names to be filled in.
//!
//! Quoting is up to the user. A token is visible ASCII, and no value that is filled in has a line break or
//! another control character.

use super::Answer;
use super::shell::time;
use crate::message::Message;
use crate::secret::Secret;
use crate::template::Template;

/// The names that a template may use.
const NAMES: [&str; 7] =
    ["access_token", "token_type", "expires_at", "expires_in", "scope", "profile", "provider"];

/// Parses a template. Fails if it uses an unknown name.
pub fn parse(text: &str) -> Result<Template, Message> {
    if text.is_empty() {
        return Err(Message::new("template-empty").with("names", known()));
    }
    let template = Template::parse(text)?;
    let unknown = template.names().find(|name| !NAMES.contains(name));
    let wrong = unknown
        .map(|name| Message::new("template-name-unknown").with("name", quoted(name)).with("names", known()));
    wrong.map_or(Ok(template), Err)
}

fn known() -> String {
    NAMES.map(quoted).join(", ")
}

fn quoted(name: &str) -> String {
    format!("`{{{name}}}`")
}

/// The text with every name filled in, and a newline. An unknown value is empty.
pub fn line(template: &Template, answer: &Answer) -> Secret {
    let token = answer.token;
    let value = |name: &str| {
        Some(match name {
            "access_token" => token.access_token.expose().to_owned(),
            "token_type" => token.token_type.clone(),
            "expires_at" => token.expires_at.map(time).unwrap_or_default(),
            "expires_in" => token.seconds_left(answer.now).map(|left| left.to_string()).unwrap_or_default(),
            "scope" => token.scope.clone().unwrap_or_default(),
            "profile" => answer.profile.to_owned(),
            "provider" => answer.provider.to_owned(),
            _ => return None,
        })
    };
    // The names were checked when the template was parsed.
    Secret::new(template.fill(value).unwrap_or_default() + "\n")
}
