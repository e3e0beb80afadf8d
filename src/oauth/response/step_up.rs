//! Challenges of a protected resource that another login can meet: more scope (RFC 6750 §3.1), or a stronger or more
//! recent authentication (RFC 9470 §3).

use super::Reading;

/// The longest value of a challenge that is repeated in a command, in bytes.
const LONGEST: usize = 1000;
/// A longer time, in seconds, is no reason to log in again.
const LONGEST_AGE: u64 = 400 * 86_400;

/// What a login must ask for. Values that could mean something to a shell or a terminal are left out.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct StepUp {
    /// Whether the authentication is insufficient, and not the scope.
    pub is_authentication: bool,
    pub scope: Option<String>,
    /// In order of preference, separated by spaces.
    pub acr_values: Option<String>,
    /// The longest time since the person last authenticated, in seconds.
    pub max_age: Option<u64>,
}

impl StepUp {
    /// Returns whether `word` may be part of a command that a person is told to type. It is part of a scope (RFC 6749 §3.3)
    /// or of a list of authentication contexts.
    pub fn is_plain(word: &str) -> bool {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/+,=#?&*@()[]|".contains(&byte);
        // `cmd` replaces `%NAME%` by a variable's value, whatever the quotation marks.
        let is_plain = |byte: u8| is_plain(byte) || byte == b'%' && !cfg!(windows);
        !word.is_empty() && !word.starts_with('-') && word.bytes().all(is_plain)
    }
}

/// A list of words that are separated by single spaces.
fn words(text: &str) -> Option<String> {
    let is_list = text.len() <= LONGEST && text.split(' ').all(StepUp::is_plain);
    is_list.then(|| text.to_owned())
}

impl Reading<'_> {
    /// What another login must ask for, if the response says that it would help.
    pub fn step_up(&self) -> Option<StepUp> {
        let is_meant = |error: &str| match self.response.status {
            401 => error == "insufficient_user_authentication",
            403 => matches!(error, "insufficient_scope" | "insufficient_user_authentication"),
            _ => false,
        };
        let challenge = self.challenges().find(|challenge| {
            let mut parameters = challenge.parameters.iter();
            parameters.any(|(name, error)| name == "error" && is_meant(error))
        })?;
        let field = |wanted: &str| {
            let mut parameters = challenge.parameters.iter();
            let text = parameters.find(|(name, _)| name == wanted).map(|(_, text)| text.trim())?;
            // A server may echo the token.
            (self.scrubber.scrub(text) == text).then_some(text)
        };
        let is_authentication = field("error") == Some("insufficient_user_authentication");
        Some(StepUp {
            is_authentication,
            scope: field("scope").and_then(words),
            acr_values: field("acr_values").and_then(words).filter(|_| is_authentication),
            max_age: field("max_age")
                .and_then(|text| text.parse().ok())
                .filter(|age| is_authentication && *age <= LONGEST_AGE),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Response;
    use crate::provider::Provider;
    use crate::sanitize::Scrubber;
    use crate::secret::Secret;
    use crate::token::Timestamp;

    fn step_up(status: u16, header: &str) -> Option<StepUp> {
        let headers = vec![("www-authenticate".to_owned(), header.to_owned())];
        let response = Response { status, headers, body: Secret::default(), cut: None };
        let (provider, scrubber) = (Provider::default(), Scrubber::new([&Secret::new("TokenCanary")]));
        let now = Timestamp::UNIX_EPOCH;
        Reading::new(&provider, &response, now, now, &scrubber).step_up()
    }

    #[test]
    fn a_login_is_asked_for_what_the_challenge_names() {
        let scope = |text: &str| Some(StepUp { scope: Some(text.to_owned()), ..StepUp::default() });
        let header = r#"Basic realm="x", Bearer error="insufficient_scope", scope="a https://b.example/c""#;
        assert_eq!(step_up(403, header), scope("a https://b.example/c"));
        assert_eq!(step_up(401, header), None);
        assert_eq!(step_up(403, r#"Bearer error="invalid_token", scope="a""#), None);
        let header =
            r#"Bearer error="insufficient_user_authentication", acr_values="gold silver", max_age="5""#;
        let expected = StepUp {
            is_authentication: true,
            scope: None,
            acr_values: Some("gold silver".to_owned()),
            max_age: Some(5),
        };
        assert_eq!(step_up(401, header), Some(expected));
    }

    #[test]
    fn hostile_values_are_left_out() {
        let long = "a".repeat(LONGEST + 1);
        for hostile in
            ["a'b", "a`b`", "$(id)", "a;b", "-x", "a  b", "a\u{1b}[0m", "é", "TokenCanary", &long, ""]
        {
            let header = format!(r#"Bearer error="insufficient_scope", scope="{hostile}""#);
            assert_eq!(step_up(403, &header), Some(StepUp::default()), "{hostile}");
        }
        let header = r#"Bearer error="insufficient_user_authentication", acr_values="x y;z", max_age="-1""#;
        assert_eq!(step_up(401, header), Some(StepUp { is_authentication: true, ..StepUp::default() }));
    }
}
