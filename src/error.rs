//! Errors: a kind (which fixes the exit code), a code with parameters, causes and hints.
//!
//! The kinds are the table EXIT STATUS in the manual. Scripts may rely on them, and on the codes.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::message::{Message, Value};
use crate::report;

/// The result of everything that can fail here.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The classes of failure that a caller can distinguish. Each has an exit code, and a word in `--error-format json`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A bug in this program.
    #[default]
    Internal = 1,
    /// An invalid command line.
    Usage = 2,
    /// Config file, missing credential, refused file mode, http URL.
    Config = 3,
    /// A person must log in, for the first time or again.
    Login = 4,
    /// The vendor refuses.
    Refused = 5,
    /// DNS, connect, reset, timeout.
    Network = 6,
    /// The vendor is busy or limits the rate; or another process has the lock for too long.
    Busy = 7,
    /// Redirect, TLS refused, malformed, oversized or unsafe response.
    Answer = 8,
    /// The cache or stdout could not be written although that was needed.
    Storage = 9,
    /// A secret command failed or timed out.
    Helper = 10,
}

impl Kind {
    /// The process's exit code.
    pub fn exit_code(self) -> u8 {
        self as u8
    }

    /// Returns whether the same call may succeed later if nothing is changed.
    pub fn retryable(self) -> bool {
        matches!(self, Self::Network | Self::Busy)
    }
}

/// An error as it is shown to the user.
#[derive(Debug)]
#[must_use]
pub struct Error(Box<Parts>);

#[derive(Debug, Default)]
struct Parts {
    kind: Kind,
    message: Message,
    cause: Option<anyhow::Error>,
    hints: Vec<Message>,
    vendor_code: Option<String>,
    request_id: Option<String>,
    retry_after: Option<Duration>,
    nothing_spent: bool,
    exit: Option<u8>,
}

impl Error {
    /// Creates an error of `kind` from a message or the code of one.
    pub fn new(kind: Kind, message: impl Into<Message>) -> Self {
        Self(Box::new(Parts { kind, message: message.into(), ..Parts::default() }))
    }

    /// Adds a parameter of the message. It must not be a secret.
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.0.message = self.0.message.with(name, value);
        self
    }

    /// Adds a hint, which may be only a code. Parameters that the hint does not have are taken from the error.
    pub fn hint(mut self, hint: impl Into<Message>) -> Self {
        self.0.hints.push(hint.into());
        self
    }

    /// As [`Error::hint`], before the hints that were already added.
    pub fn first_hint(mut self, hint: impl Into<Message>) -> Self {
        self.0.hints.insert(0, hint.into());
        self
    }

    /// Adds the underlying error; its whole chain of causes is shown.
    pub fn caused_by(mut self, cause: impl Into<anyhow::Error>) -> Self {
        self.0.cause = Some(cause.into());
        self
    }

    /// Adds the vendor's own code, and the id that it gave to the request.
    pub fn vendor(mut self, code: Option<String>, request_id: Option<String>) -> Self {
        self.0.vendor_code = code;
        self.0.request_id = request_id;
        self
    }

    /// The same error, as one of another kind.
    pub fn of_kind(mut self, kind: Kind) -> Self {
        self.0.kind = kind;
        self
    }

    /// Adds how long the vendor asks us to wait.
    pub fn with_retry_after(mut self, wait: Option<Duration>) -> Self {
        self.0.retry_after = wait;
        self
    }

    /// Records that the server has not processed the request. It may then be repeated, even if it spends
    /// something, such as a refresh token.
    pub fn nothing_spent(mut self, nothing: bool) -> Self {
        self.0.nothing_spent = nothing;
        self
    }

    /// Sets an exit code other than the kind's, where another convention applies.
    pub fn exit(mut self, code: u8) -> Self {
        self.0.exit = Some(code);
        self
    }

    /// The process's exit code.
    pub fn exit_code(&self) -> u8 {
        self.0.exit.unwrap_or(self.0.kind.exit_code())
    }

    /// Returns whether the server certainly did nothing with the request.
    pub fn spent_nothing(&self) -> bool {
        self.0.nothing_spent
    }

    /// The class of this failure.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// How long the vendor asks us to wait, if it said so.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The vendor's own code, if the failure is the vendor's response.
    pub fn vendor_code(&self) -> Option<&str> {
        self.0.vendor_code.as_deref()
    }

    /// The id that the vendor gave to the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The name of the situation.
    pub fn code(&self) -> &str {
        self.0.message.code()
    }

    /// What went wrong, with its causes.
    pub fn message(&self) -> Message {
        match &self.0.cause {
            Some(cause) => Message::new("caused")
                .with("message", &self.0.message)
                .with("cause", Value::list(cause.chain().map(words), "list-causes")),
            None => self.0.message.clone(),
        }
    }

    /// The hints, each with the parameters that it needs: first the one in the message catalog that is called
    /// `CODE-hint`, if there is one, then those that were added.
    pub fn hints(&self) -> Vec<Message> {
        let message = &self.0.message;
        let own = message.hint();
        let others = self.0.hints.iter().filter(|hint| Some(*hint) != own.as_ref());
        own.iter().cloned().chain(others.map(|hint| hint.clone().within(message))).collect()
    }

    /// Returns whether one of the hints that were added has one of `codes`.
    pub fn has_hint(&self, codes: &[&str]) -> bool {
        self.0.hints.iter().any(|hint| codes.contains(&hint.code()))
    }

    /// Removes the hints called `code` that were added.
    pub fn without_hint(mut self, code: &str) -> Self {
        self.0.hints.retain(|hint| hint.code() != code);
        self
    }

    /// The text for people, as it is printed on stderr.
    pub fn for_people(&self) -> String {
        let parts = &*self.0;
        let mut lines = vec![Message::new("output-error").with("message", self.message())];
        let wait = parts.retry_after.map(|wait| wait.as_secs());
        lines.extend(wait.map(|wait| Message::new("output-retry-after").with("seconds", wait)));
        lines.extend(parts.request_id.as_deref().map(|id| Message::new("output-request-id").with("id", id)));
        lines.extend(self.hints().into_iter().map(|hint| Message::new("output-hint").with("hint", hint)));
        let lines: Vec<String> = lines.iter().map(|line| line.in_language(report::language())).collect();
        lines.join("\n\n") + "\n"
    }

    /// The text for programs (`--error-format json`), one line.
    pub fn for_programs(&self) -> String {
        #[derive(Serialize)]
        struct Body<'a> {
            kind: Kind,
            code: &'a str,
            exit: u8,
            retryable: bool,
            retry_after: Option<u64>,
            vendor_code: Option<&'a str>,
            message: String,
            hint: Option<String>,
            request_id: Option<&'a str>,
        }
        let parts = &*self.0;
        let hints = self.hints().iter().map(Message::english).collect::<Vec<_>>();
        let error = Body {
            kind: parts.kind,
            code: self.code(),
            exit: self.exit_code(),
            retryable: parts.kind.retryable(),
            retry_after: parts.retry_after.map(|wait| wait.as_secs()),
            vendor_code: parts.vendor_code.as_deref(),
            message: self.to_string(),
            hint: hints.into_iter().reduce(|hints, hint| hints + "\n" + &hint),
            request_id: parts.request_id.as_deref(),
        };
        // Strings, numbers and booleans always serialize.
        serde_json::to_string(&BTreeMap::from([("error", error)])).unwrap_or_default() + "\n"
    }
}

/// A cause in words: our own, those of the operating system, or those of a library.
fn words(cause: &(dyn std::error::Error + 'static)) -> Value {
    if let Some(own) = cause.downcast_ref::<Message>() {
        return own.into();
    }
    cause.downcast_ref::<std::io::Error>().map_or_else(|| Value::Lines(cause.to_string()), Value::from)
}

impl From<&Error> for Message {
    fn from(error: &Error) -> Self {
        error.message()
    }
}

/// The message in English.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().english())
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_see_message_cause_and_hint() {
        let error = Error::new(Kind::Config, "cannot read `x`")
            .caused_by(anyhow::anyhow!("inner").context("outer"))
            .hint("create it");
        assert_eq!(error.for_people(), "gettoken: error: cannot read `x`: outer: inner\n\nhint: create it\n");
    }

    #[test]
    fn programs_see_one_object() {
        let error = Error::new(Kind::Busy, "wait")
            .vendor(Some("-1".into()), None)
            .with_retry_after(Some(Duration::from_secs(7)));
        let value: serde_json::Value = serde_json::from_str(&error.for_programs()).unwrap();
        assert_eq!(
            value["error"],
            serde_json::json!({
                "kind": "busy", "code": "wait", "exit": 7, "retryable": true, "retry_after": 7,
                "vendor_code": "-1", "message": "wait", "hint": null, "request_id": null,
            })
        );
    }
}
