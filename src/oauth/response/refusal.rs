//! A refusal: its class by the definition and the standards, its words, and the error that users see.

use std::iter;
use std::time::Duration;

use super::meaning::meaning;
use super::{Reading, excerpt, expiry};
use crate::error::{Error, Kind};
use crate::http::challenge::{self, Challenge};
use crate::message::{self, Message};
use crate::provider::{Class, ErrorScope, Errors, Provider};

/// The part of a body without known fields that is searched for words, in characters.
const SEARCHED: usize = 16 * 1024;
/// The longest line that is made of such a body, in characters.
const LONGEST_LINE: usize = 200;

/// An error response of the vendor.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    pub class: Class,
    /// The codes of hints that depend on more than the vendor's code.
    pub hints: Vec<&'static str>,
    /// Every code found, in the vendor's own spelling.
    pub codes: Vec<String>,
    pub message: Option<String>,
    pub request_id: Option<String>,
    pub retry_after: Option<Duration>,
    status: u16,
    endpoint: ErrorScope,
}

impl Reading<'_> {
    /// The vendor's refusal; `None` if the response is not an error.
    pub fn refusal(&self, endpoint: ErrorScope) -> Option<Refusal> {
        let errors = &self.provider.errors;
        let mut codes = self.codes();
        codes.retain(|code| !errors.ok.contains(code));
        let status = self.response.status;
        let unreadable = errors.unreadable.as_ref().filter(|_| self.body.is_null() && status < 500);
        if codes.is_empty()
            && self.response.is_success()
            && (unreadable.is_none() || endpoint == ErrorScope::Api)
        {
            return None;
        }
        // With this status the code decides (RFC 6749 §5.2), and the part that is missing may have it.
        if status == 400 && codes.is_empty() && self.response.cut.is_some() {
            return None;
        }
        let schemes = if status == 401 { self.schemes() } else { Vec::new() };
        let offers_basic = endpoint != ErrorScope::Api && schemes.iter().any(|scheme| scheme == "basic");
        if codes.is_empty() {
            codes.extend(self.challenge_field("error"));
        }
        let known = match endpoint {
            ErrorScope::Api => &errors.api,
            ErrorScope::Token | ErrorScope::User => &errors.token,
        };
        let status_code = format!("http:{status}");
        let all = || codes.iter().chain([&status_code]);
        let judged = codes.iter().filter(|_| !is_unprocessed(status));
        // A code takes precedence over the status: vendors send "bad token" with 400 and errors with 200.
        let defined = all().find_map(|code| known.class_of(code));
        let by_code = meaning(endpoint, judged);
        let unreadable = unreadable.filter(|_| defined.is_none() && by_code.is_none());
        let by_status = || {
            let schemes = schemes.iter().map(|scheme| format!("challenge:{scheme}"));
            let own = (!self.is_page()).then(|| format!("endpoint:{status}"));
            meaning(endpoint, schemes.chain(own).chain([status_code.clone()]))
        };
        let row = if defined.is_some() || unreadable.is_some() { None } else { by_code.or_else(by_status) };
        let stated = defined.or(unreadable.map(|unreadable| unreadable.class));
        let class = stated.or(row.map(|row| row.class)).unwrap_or(Class::Denied);
        let hint = row.and_then(|row| row.hint);
        let mut hints: Vec<_> = hint.into_iter().collect();
        let blames_secret = endpoint != ErrorScope::Api && class == Class::BadCredentials;
        hints.extend(blames_secret.then_some("check-secret"));
        hints.extend((offers_basic && hint.is_none()).then_some("check-client-auth"));
        let usual_wait = unreadable.and_then(|unreadable| unreadable.retry_after);
        let usual_wait = all().find_map(|code| errors.wait_after(code)).or(usual_wait);
        Some(Refusal {
            class,
            hints,
            message: self.words(&codes, true),
            codes,
            request_id: self.text(&errors.request_id),
            retry_after: self
                .text(&errors.retry_after)
                .and_then(|text| expiry::wait(&text, self.now + self.ahead().unwrap_or_default()))
                .or(usual_wait.map(|span| span.0)),
            status,
            endpoint,
        })
    }

    /// The vendor's message, without the `codes`, which are shown beside it. A response that is no error may hold
    /// a token, so less of it is shown.
    pub(super) fn words(&self, codes: &[String], is_error: bool) -> Option<String> {
        let known = [&self.provider.errors.message, &Errors::default().message];
        let found =
            known.into_iter().find_map(|places| self.text(places).filter(|text| !text.trim().is_empty()));
        let line = |text: &str| self.scrubber.line(text, LONGEST_LINE);
        found
            .or_else(|| self.challenge_field("error_description"))
            .or_else(|| {
                // A gateway in front of the vendor has its own format.
                // UTF-16 that is not declared: with the zeros, a secret would not be recognized.
                let body = &self.response.body.expose().replace('\0', "");
                let value = if self.body.is_null() {
                    serde_json::from_str(body).ok()
                } else {
                    Some(self.body.clone())
                };
                Some(match value {
                    Some(value) => line(&excerpt::of_json(&value, codes, is_error)),
                    None if self.is_page() => {
                        let page = self.scrubber.scrub_start(body, SEARCHED);
                        line(&excerpt::of_markup(if is_error { &page } else { excerpt::title(&page) }))
                    }
                    None if is_error && !self.names_a_token(body) => line(body),
                    None => return None,
                })
            })
            .filter(|text| !text.is_empty())
    }

    /// Returns whether a body that cannot be decoded has a member that is a token.
    fn names_a_token(&self, body: &str) -> bool {
        let reply = &self.provider.reply;
        let tokens = [&reply.access_token, &reply.refresh_token, &reply.id_token];
        let mut names = tokens.into_iter().flat_map(|pointers| pointers.names());
        names.any(|name| body.contains(&format!("\"{name}\"")))
    }

    /// Returns whether the body is a web page or another document with markup.
    fn is_page(&self) -> bool {
        self.body.is_null() && self.response.body.expose().trim_start().starts_with('<')
    }

    /// The challenges of the response (RFC 9110 §11.6.1).
    pub(super) fn challenges(&self) -> impl Iterator<Item = Challenge> {
        let headers = self.response.headers.iter().filter(|(name, _)| name == "www-authenticate");
        headers.flat_map(|(_, value)| challenge::parse(value))
    }

    /// The schemes that the challenges name, in lower case, but DPoP only if there is no other.
    fn schemes(&self) -> Vec<String> {
        let mut schemes: Vec<_> =
            self.challenges().map(|challenge| challenge.scheme.to_ascii_lowercase()).collect();
        if schemes.iter().any(|scheme| scheme != "dpop") {
            schemes.retain(|scheme| scheme != "dpop");
        }
        schemes
    }

    /// The parameter called `name` of a challenge (RFC 6750 §3).
    fn challenge_field(&self, name: &str) -> Option<String> {
        let parameters = self.challenges().flat_map(|challenge| challenge.parameters);
        parameters.filter(|(known, text)| known == name && !text.is_empty()).map(|(_, text)| text).next()
    }

    /// The code, or the status if there is none, and the message, without the secrets of the request.
    pub fn shown(&self, refusal: &Refusal) -> Vec<String> {
        let safe = |text: &String| self.scrubber.visible(text);
        let first = refusal.codes.first().map_or_else(|| format!("HTTP {}", refusal.status), safe);
        iter::once(first).chain(refusal.message.as_ref().map(safe)).collect()
    }

    /// The error for a refusal, in the vendor's own words but without the secrets of the request.
    pub fn error(&self, refusal: Refusal) -> Error {
        let safe = |text: &String| self.scrubber.visible(text);
        let code = match refusal.class {
            Class::RateLimit => "vendor-rate-limit",
            Class::Transient => "vendor-busy",
            _ => "vendor-refusal",
        };
        let code_shown = refusal.codes.first();
        let message = self.provider.with_vendor(Message::new(code));
        let error = Error::new(kind_of(refusal.class), message)
            .with("profile", self.profile)
            .with("words", message::Value::list(self.shown(&refusal), ": "))
            .with_retry_after(refusal.retry_after)
            .vendor(code_shown.map(safe), refusal.request_id.as_ref().map(safe))
            .nothing_spent(is_unprocessed(refusal.status));
        let status = format!("http:{}", refusal.status);
        let hints = refusal.codes.iter().chain([&status]);
        let hints = hints.filter_map(|code| self.provider.hint(refusal.endpoint, code));
        hints.fold(error, Error::hint)
    }
}

/// The class of an error `code` at `endpoint`, such as `40001` or `http:503`, by the definition or else by the standards.
pub fn class_of(provider: &Provider, endpoint: ErrorScope, code: &str) -> Option<Class> {
    let errors = &provider.errors;
    let known = if endpoint == ErrorScope::Api { &errors.api } else { &errors.token };
    known.class_of(code).or_else(|| Some(meaning(endpoint, [code])?.class))
}

/// The kind of error that a refusal of this class is.
pub fn kind_of(class: Class) -> Kind {
    match class {
        Class::RateLimit | Class::Transient => Kind::Busy,
        Class::Reauth => Kind::Login,
        Class::BadCredentials | Class::Denied | Class::Quota | Class::TokenInvalid => Kind::Refused,
    }
}

/// Returns whether a server that is busy or limits the rate has rejected the request without judging it, whatever
/// code it sends with that (RFC 6585 §4, RFC 9110 §15.6.4).
fn is_unprocessed(status: u16) -> bool {
    matches!(status, 429 | 503)
}

/// The kind of error that a standard `code` means when a person logs in.
pub fn kind_of_code(code: &str) -> Kind {
    meaning(ErrorScope::User, [code]).map_or(Kind::Refused, |row| kind_of(row.class))
}
