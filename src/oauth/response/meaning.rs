//! The meaning of an error response, if its definition does not say: a table of what a server may show, where,
//! and what follows. `man 5 gettoken-provider` has the same table for users.

use std::ops::RangeInclusive;

use crate::provider::Class::{self, BadCredentials, Denied, RateLimit, Reauth, TokenInvalid, Transient};
use crate::provider::ErrorScope::{self, Api, Token, User};

/// Something that a response shows.
#[derive(Debug)]
pub enum Evidence<'a> {
    /// An error code in the body or in a challenge.
    Code(&'a str),
    /// A scheme in the `WWW-Authenticate` of a 401, in lower case (RFC 9110 §11.6.1).
    Scheme(&'a str),
    /// The status of a response that is not a web page, which something in front of the endpoint would send.
    Own(u16),
    Status(u16),
}

/// What a row requires.
enum Pattern {
    Code(&'static str),
    Scheme(&'static str),
    Own(u16),
    Status(RangeInclusive<u16>),
}

/// One row: what is seen at which endpoint, what class of error it is, and the hint for the user. The class
/// determines the exit code and whether the request is retried.
pub struct Meaning {
    seen: Pattern,
    at: &'static [ErrorScope],
    pub class: Class,
    pub hint: Option<&'static str>,
}

const ANYWHERE: &[ErrorScope] = &[Token, User, Api];
/// For an application or a person, but not at the API.
const ENDPOINT: &[ErrorScope] = &[Token, User];

/// All rows. For each evidence, the first row that fits applies.
const MEANINGS: &[Meaning] = &[
    // RFC 6749 §5.2 and §4.1.2.1. In a person's session, the grant is invalid and not the client.
    code("invalid_client", ANYWHERE, BadCredentials),
    code("invalid_grant", &[User], Reauth),
    code("invalid_grant", &[Token, Api], BadCredentials),
    code("invalid_request", ENDPOINT, Denied),
    code("invalid_scope", ANYWHERE, Denied),
    code("unauthorized_client", ANYWHERE, Denied),
    code("unsupported_grant_type", ANYWHERE, Denied),
    code("access_denied", ANYWHERE, Denied),
    code("server_error", ANYWHERE, Transient),
    code("temporarily_unavailable", ANYWHERE, Transient),
    // RFC 6750 §3.1. Some servers use the same code for a refresh token.
    code("invalid_token", &[User], Reauth),
    code("invalid_token", &[Token, Api], TokenInvalid),
    code("insufficient_scope", ANYWHERE, Denied),
    // RFC 8628 §3.5, and a common code.
    code("slow_down", ANYWHERE, RateLimit),
    code("too_many_requests", ANYWHERE, RateLimit),
    // RFC 8707 §2, RFC 9396 §5, RFC 9470 §3.
    code("invalid_target", ANYWHERE, Denied),
    code("invalid_authorization_details", ANYWHERE, Denied),
    code("insufficient_user_authentication", ANYWHERE, Reauth),
    // OpenID Connect Core §3.1.2.6.
    code("login_required", ANYWHERE, Reauth),
    code("interaction_required", ANYWHERE, Reauth),
    code("consent_required", ANYWHERE, Reauth),
    code("account_selection_required", ANYWHERE, Reauth),
    // RFC 9449 §5, §7 and §8.
    code("use_dpop_nonce", ANYWHERE, Denied).hint("dpop-unsupported"),
    code("invalid_dpop_proof", ANYWHERE, Denied).hint("dpop-unsupported"),
    row(Pattern::Scheme("dpop"), ANYWHERE, Denied).hint("dpop-unsupported"),
    row(Pattern::Scheme("basic"), ENDPOINT, Denied).hint("check-client-auth"),
    // A session's refresh token is refused by servers that have no words for it.
    row(Pattern::Own(400), &[User], Reauth),
    status(401..=401, &[Api], TokenInvalid),
    status(404..=405, ENDPOINT, Denied).hint("check-endpoint"),
    status(408..=408, ANYWHERE, Transient),
    status(425..=425, ANYWHERE, Transient),
    status(429..=429, ANYWHERE, RateLimit),
    // The server lacks a feature, or a network demands a login of its own (RFC 6585 §6).
    status(501..=501, ANYWHERE, Denied),
    status(505..=505, ANYWHERE, Denied),
    status(511..=511, ANYWHERE, Denied),
    status(500..=599, ANYWHERE, Transient),
    // A refusal that nothing explains is not said to be the secret's fault.
    status(0..=u16::MAX, ANYWHERE, Denied),
];

const fn row(seen: Pattern, at: &'static [ErrorScope], class: Class) -> Meaning {
    Meaning { seen, at, class, hint: None }
}

const fn code(code: &'static str, at: &'static [ErrorScope], class: Class) -> Meaning {
    row(Pattern::Code(code), at, class)
}

const fn status(status: RangeInclusive<u16>, at: &'static [ErrorScope], class: Class) -> Meaning {
    row(Pattern::Status(status), at, class)
}

impl Meaning {
    const fn hint(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    fn fits(&self, evidence: &Evidence, endpoint: ErrorScope) -> bool {
        self.at.contains(&endpoint)
            && match (&self.seen, evidence) {
                // Some servers write codes in capitals.
                (Pattern::Code(known), Evidence::Code(seen)) => known.eq_ignore_ascii_case(seen),
                (Pattern::Scheme(known), Evidence::Scheme(seen)) => known == seen,
                (Pattern::Own(known), Evidence::Own(seen)) => known == seen,
                (Pattern::Status(known), Evidence::Status(seen)) => known.contains(seen),
                _ => false,
            }
    }
}

/// The row for the first piece of `evidence` that has one.
pub fn meaning<'a>(
    endpoint: ErrorScope,
    evidence: impl IntoIterator<Item = Evidence<'a>>,
) -> Option<&'static Meaning> {
    evidence.into_iter().find_map(|evidence| MEANINGS.iter().find(|row| row.fits(&evidence, endpoint)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_lists_every_row() {
        let manual = include_str!("../../../man/gettoken-provider.5").replace('\\', "");
        for row in MEANINGS {
            let shown = match &row.seen {
                Pattern::Code(code) => (*code).to_owned(),
                Pattern::Scheme(scheme) => format!("WWW-Authenticate: {scheme}"),
                Pattern::Own(status) => status.to_string(),
                Pattern::Status(known) if *known.start() == 0 => continue,
                Pattern::Status(known) => known.start().to_string(),
            };
            assert!(manual.to_lowercase().contains(&shown.to_lowercase()), "{shown}");
        }
    }

    #[test]
    fn no_row_hides_another() {
        for (number, row) in MEANINGS.iter().enumerate() {
            for endpoint in row.at {
                let evidence = match &row.seen {
                    Pattern::Code(code) => Evidence::Code(code),
                    Pattern::Scheme(scheme) => Evidence::Scheme(scheme),
                    Pattern::Own(status) => Evidence::Own(*status),
                    // Any status of the range that has no row of its own.
                    Pattern::Status(known) if known.start() == known.end() => {
                        Evidence::Status(*known.start())
                    }
                    Pattern::Status(known) => Evidence::Status(*known.end()),
                };
                let first = MEANINGS.iter().position(|row| row.fits(&evidence, *endpoint));
                assert_eq!(first, Some(number), "{evidence:?}");
            }
        }
    }
}
