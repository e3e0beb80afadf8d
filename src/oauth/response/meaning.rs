//! The meaning of an error response, if its definition does not say: a table of what a server may show, where,
//! and what follows. `man 5 gettoken-provider` has the same table for users.

use crate::provider::Class::{self, BadCredentials, Denied, RateLimit, Reauth, TokenInvalid, Transient};
use crate::provider::ErrorScope::{self, Api, Token, User};
use crate::provider::matches;

/// One row: what is seen at which endpoint, what class of error it is, and the hint for the user. The class
/// determines the exit code and whether the request is retried.
pub struct Meaning {
    /// One of the following, in which a trailing `*` matches anything, as in a definition:
    /// - an error code in the body or in a challenge
    /// - `challenge:SCHEME` in the `WWW-Authenticate` of a 401 (RFC 9110 §11.6.1)
    /// - `endpoint:STATUS` of a response that is not a web page, which something in front of the endpoint would send
    /// - `http:STATUS`
    seen: &'static str,
    at: &'static [ErrorScope],
    pub class: Class,
    pub hint: Option<&'static str>,
}

const ANYWHERE: &[ErrorScope] = &[Token, User, Api];
/// For an application or a person, but not at the API.
const ENDPOINT: &[ErrorScope] = &[Token, User];

/// All rows. For each thing that a response shows, the first row that fits applies.
const MEANINGS: &[Meaning] = &[
    // RFC 6749 §5.2 and §4.1.2.1. In a person's session, the grant is invalid and not the client.
    row("invalid_client", ANYWHERE, BadCredentials),
    row("invalid_grant", &[User], Reauth),
    row("invalid_grant", &[Token, Api], BadCredentials),
    row("invalid_request", ENDPOINT, Denied),
    row("invalid_scope", ANYWHERE, Denied),
    row("unauthorized_client", ANYWHERE, Denied),
    row("unsupported_grant_type", ANYWHERE, Denied),
    row("access_denied", ANYWHERE, Denied),
    row("server_error", ANYWHERE, Transient),
    row("temporarily_unavailable", ANYWHERE, Transient),
    // RFC 6750 §3.1. Some servers use the same code for a refresh token.
    row("invalid_token", &[User], Reauth),
    row("invalid_token", &[Token, Api], TokenInvalid),
    row("insufficient_scope", ANYWHERE, Denied),
    // RFC 8628 §3.5, and a common code.
    row("slow_down", ANYWHERE, RateLimit),
    row("too_many_requests", ANYWHERE, RateLimit),
    // RFC 8707 §2, RFC 9396 §5, RFC 9470 §3.
    row("invalid_target", ANYWHERE, Denied),
    row("invalid_authorization_details", ANYWHERE, Denied),
    row("insufficient_user_authentication", ANYWHERE, Reauth),
    // OpenID Connect Core §3.1.2.6.
    row("login_required", ANYWHERE, Reauth),
    row("interaction_required", ANYWHERE, Reauth),
    row("consent_required", ANYWHERE, Reauth),
    row("account_selection_required", ANYWHERE, Reauth),
    // RFC 9449 §5, §7 and §8.
    row("use_dpop_nonce", ANYWHERE, Denied).hint("dpop-unsupported"),
    row("invalid_dpop_proof", ANYWHERE, Denied).hint("dpop-unsupported"),
    row("challenge:dpop", ANYWHERE, Denied).hint("dpop-unsupported"),
    row("challenge:basic", ENDPOINT, Denied).hint("check-client-auth"),
    // A session's refresh token is refused by servers that have no words for it.
    row("endpoint:400", &[User], Reauth),
    row("http:401", &[Api], TokenInvalid),
    row("http:404", ENDPOINT, Denied).hint("check-endpoint"),
    row("http:405", ENDPOINT, Denied).hint("check-endpoint"),
    row("http:408", ANYWHERE, Transient),
    row("http:425", ANYWHERE, Transient),
    row("http:429", ANYWHERE, RateLimit),
    // The server does not have a feature, or a network demands a login of its own (RFC 6585 §6).
    row("http:501", ANYWHERE, Denied),
    row("http:505", ANYWHERE, Denied),
    row("http:511", ANYWHERE, Denied),
    row("http:5*", ANYWHERE, Transient),
    // A refusal that nothing explains is not said to be the secret's fault.
    row("http:*", ANYWHERE, Denied),
];

const fn row(seen: &'static str, at: &'static [ErrorScope], class: Class) -> Meaning {
    Meaning { seen, at, class, hint: None }
}

impl Meaning {
    const fn hint(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }
}

/// The first row that fits what is `seen` at `endpoint`.
fn find(seen: &str, endpoint: ErrorScope) -> Option<&'static Meaning> {
    // Some servers write codes in capitals.
    let seen = seen.to_ascii_lowercase();
    MEANINGS.iter().find(|row| row.at.contains(&endpoint) && matches(row.seen, &seen))
}

/// The row for the first of the things `seen` that has one.
pub fn meaning(
    endpoint: ErrorScope,
    seen: impl IntoIterator<Item = impl AsRef<str>>,
) -> Option<&'static Meaning> {
    seen.into_iter().find_map(|seen| find(seen.as_ref(), endpoint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_lists_every_row() {
        let english = include_str!("../../../man/gettoken-provider.5");
        let chinese = include_str!("../../../man/zh_CN/gettoken-provider.5");
        for (manual, range) in [(english, "500 to 599"), (chinese, "500 至 599")] {
            let manual = manual.replace('\\', "").to_lowercase();
            for row in MEANINGS.iter().filter(|row| row.seen != "http:*") {
                let shown = match row.seen.split_once(':') {
                    None => row.seen.to_owned(),
                    Some(("challenge", scheme)) => format!("www-authenticate: {scheme}"),
                    Some((_, status)) => status.replace("5*", range),
                };
                assert!(manual.contains(&shown), "{shown}");
            }
        }
    }

    #[test]
    fn no_row_hides_another() {
        for row in MEANINGS {
            for endpoint in row.at {
                // A status that has no row of its own, for a range.
                let first = find(&row.seen.replace('*', "99"), *endpoint).map(|first| first.seen);
                assert_eq!(first, Some(row.seen));
            }
        }
    }
}
