//! Refusals of protected resources (RFC 6750 §3): the API, and the userinfo endpoint. One that a login with another
//! scope or another authentication would end says so, with the command.

use std::collections::BTreeSet;

use super::advise;
use crate::error::{Error, Kind};
use crate::message::{Message, Value};
use crate::oauth::response::{Reading, Refusal, StepUp};
use crate::provider::{Class, ErrorScope};
use crate::settings::{Settings, TokenOwner};

/// The refusal of a protected resource, with its hints; `None` if the response is no error. `scope` is that of the token.
pub fn refusal(settings: &Settings, answer: &Reading, scope: Option<&str>) -> Option<(Class, Error)> {
    let mut refusal = answer.refusal(ErrorScope::Api)?;
    let is_person = settings.owner == TokenOwner::Person;
    match answer.step_up() {
        Some(step_up) if is_person => {
            Some((Class::Reauth, needs_login(settings, answer, &refusal, &step_up, scope)))
        }
        // Nobody can log in for an application.
        Some(_) => {
            refusal.class = Class::Denied;
            Some(advised(settings, answer, refusal))
        }
        None => {
            let (class, error) = advised(settings, answer, refusal);
            Some((class, if class == Class::Reauth { error.hint("log-in") } else { error }))
        }
    }
}

fn advised(settings: &Settings, answer: &Reading, refusal: Refusal) -> (Class, Error) {
    let class = refusal.class;
    (class, advise(settings, answer, None, ErrorScope::Api, answer.error(refusal)))
}

/// The error of a request that needs a login with more scope (RFC 6750 §3.1), or with another authentication (RFC 9470).
fn needs_login(
    settings: &Settings,
    answer: &Reading,
    refusal: &Refusal,
    step_up: &StepUp,
    scope: Option<&str>,
) -> Error {
    let vendor_code = refusal.codes.first().map(|code| answer.scrubber.visible(code));
    let request_id = refusal.request_id.as_ref().map(|id| answer.scrubber.visible(id));
    let message = settings.provider.with_vendor(message(step_up));
    Error::new(Kind::Login, message)
        .with("profile", &settings.profile)
        .with("words", Value::list(answer.shown(refusal), ": "))
        .vendor(vendor_code, request_id)
        .hint(Message::new("step-up-login").with("command", command(settings, step_up, scope)))
}

fn message(step_up: &StepUp) -> Message {
    if !step_up.is_authentication {
        return match &step_up.scope {
            Some(scope) => Message::new("step-up-scope").with("scope", scope),
            None => Message::new("step-up-scope-unnamed"),
        };
    }
    let acr = step_up.acr_values.as_ref().map(|acr| Message::new("step-up-acr").with("acr", acr));
    let age = step_up.max_age.map(|age| Message::new("step-up-age").with("seconds", age));
    let conditions: Vec<Message> = acr.into_iter().chain(age).collect();
    if conditions.is_empty() {
        return Message::new("step-up-authentication-unnamed");
    }
    Message::new("step-up-authentication").with("conditions", Value::list(conditions, "list-and"))
}

/// The command that logs in again. It asks for the scope that the token has, too: the login replaces the session.
fn command(settings: &Settings, step_up: &StepUp, scope: Option<&str>) -> String {
    let mut command = format!("gettoken login {}", settings.profile);
    if let Some(needed) = &step_up.scope {
        let own = scope.map(str::to_owned).or_else(|| settings.value("scope")).unwrap_or_default();
        let mut words: Vec<&str> = own.split_whitespace().filter(|word| StepUp::is_plain(word)).collect();
        words.extend(needed.split(' '));
        let mut seen = BTreeSet::new();
        words.retain(|word| seen.insert(*word));
        command.push_str(&format!(" --scope {}", quoted(&words.join(" "))));
    }
    if let Some(acr) = &step_up.acr_values {
        command.push_str(&format!(" --acr-values {}", quoted(acr)));
    }
    if let Some(age) = step_up.max_age {
        command.push_str(&format!(" --max-age {age}s"));
    }
    command
}

/// `text`, which is plain, as one word of a shell.
fn quoted(text: &str) -> String {
    let is_word = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./:@".contains(&byte));
    if is_word { text.to_owned() } else { format!("'{text}'") }
}
