//! How the client authenticates at the token endpoint (RFC 6749 §2.3). Each method is one row of a table.

use std::collections::BTreeMap;

use base64::prelude::{BASE64_STANDARD, Engine};
use percent_encoding::utf8_percent_encode;

use crate::error::Result;
use crate::sanitize::ALL_BUT_UNRESERVED;
use crate::secret::Secret;
use crate::token::Timestamp;

/// Secrets by the names that templates use: credentials, of one line or several, and values that exist only
/// in one flow, such as `code` and `refresh-token`.
pub type FlowValues = BTreeMap<String, Secret>;

/// The input of a method, which has no clock and no randomness itself.
pub struct Context<'a> {
    /// The current time, on the server's clock if a response has shown it.
    pub now: Timestamp,
    /// Returns 256 random bits as text, different at each call.
    pub random: &'a dyn Fn() -> Result<Secret>,
    /// Values from the user and the definition, without secrets.
    pub values: &'a BTreeMap<String, String>,
    pub credentials: &'a FlowValues,
    /// Signs the client's assertion with the credential of this name, for an audience (RFC 7523 §3).
    pub sign: &'a dyn Fn(&str, &str) -> Result<Secret>,
}

/// A method of client authentication.
#[derive(Debug)]
pub struct ClientAuth {
    /// Its word in a definition.
    pub word: &'static str,
    /// The names of the credentials that it uses.
    pub credentials: &'static [&'static str],
    /// Makes the parameters for a request to an audience. Called again for each try.
    pub authenticate: fn(&Context, audience: &str) -> Result<AuthParams>,
}

/// What client authentication adds to a request.
#[derive(Debug, Default, PartialEq)]
pub struct AuthParams {
    pub fields: Vec<(String, Secret)>,
    pub headers: Vec<(String, Secret)>,
}

/// All methods, in alphabetical order.
pub static METHODS: [ClientAuth; 7] = [
    // RFC 6749 §2.3.1.
    ClientAuth { word: "basic", credentials: &["client-secret"], authenticate: basic },
    // RFC 7523 §2.2, with a JWT that somebody else has signed, such as the system that runs the client.
    ClientAuth { word: "client_assertion", credentials: &["subject"], authenticate: subject },
    // OpenID Connect Core §9: a JWT that is signed with the client secret.
    ClientAuth {
        word: "client_secret_jwt",
        credentials: &["client-secret"],
        authenticate: client_secret_jwt,
    },
    // A public client: only its id.
    ClientAuth { word: "none", credentials: &[], authenticate: id_alone },
    // The definition's own fields name the credentials.
    ClientAuth { word: "params", credentials: &[], authenticate: |_, _| Ok(AuthParams::default()) },
    // Id and secret as fields.
    ClientAuth { word: "post", credentials: &["client-secret"], authenticate: post },
    // OpenID Connect Core §9: a JWT that is signed with the client's private key.
    ClientAuth { word: "private_key_jwt", credentials: &["client-key"], authenticate: private_key_jwt },
];

/// The names of methods in a server's metadata (RFC 7591 §2, OpenID Connect Core §9), and the words for them, in the order
/// in which they are preferred.
const REGISTERED: [(&str, &str); 5] = [
    ("private_key_jwt", "private_key_jwt"),
    ("client_secret_basic", "basic"),
    ("client_secret_post", "post"),
    ("client_secret_jwt", "client_secret_jwt"),
    ("none", "none"),
];

/// RFC 7523 §2.2.
const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

impl ClientAuth {
    /// The method that is called `word` in a definition.
    pub fn parse(word: &str) -> Option<&'static Self> {
        METHODS.iter().find(|method| method.word == word)
    }

    /// The preferred method of those that the server `lists` under their registered names, that are among `allowed`, and
    /// whose credentials the user `has`.
    pub fn listed(lists: &[String], allowed: &[String], has: &dyn Fn(&str) -> bool) -> Option<&'static Self> {
        let listed = REGISTERED.iter().filter(|(name, _)| lists.iter().any(|listed| listed == name));
        let methods = listed.filter_map(|(_, word)| Self::parse(word));
        let mut allowed = methods.filter(|method| allowed.iter().any(|word| word == method.word));
        allowed.find(|method| method.credentials.iter().all(|name| has(name)))
    }

    /// The credential with which it signs the client's assertion, if it does.
    pub fn key(&self) -> Option<&'static str> {
        matches!(self.word, "private_key_jwt" | "client_secret_jwt").then(|| self.credentials[0])
    }
}

fn id(context: &Context) -> String {
    context.values.get("client-id").cloned().unwrap_or_default()
}

/// A client that has no id is not named.
fn id_alone(context: &Context, _audience: &str) -> Result<AuthParams> {
    let id = context.values.get("client-id");
    let fields = id.map(|id| ("client_id".to_owned(), Secret::new(id.as_str())));
    Ok(AuthParams { fields: fields.into_iter().collect(), ..AuthParams::default() })
}

fn post(context: &Context, audience: &str) -> Result<AuthParams> {
    let mut auth = id_alone(context, audience)?;
    let secret = context.credentials.get("client-secret").cloned();
    auth.fields.extend(secret.map(|secret| ("client_secret".to_owned(), secret)));
    Ok(auth)
}

/// RFC 7521 §4.2: the client id is optional, but servers find the client by it.
fn asserted(context: &Context, audience: &str, assertion: Secret) -> Result<AuthParams> {
    let mut auth = id_alone(context, audience)?;
    auth.fields.push(("client_assertion_type".to_owned(), Secret::new(JWT_BEARER)));
    auth.fields.push(("client_assertion".to_owned(), assertion));
    Ok(auth)
}

fn private_key_jwt(context: &Context, audience: &str) -> Result<AuthParams> {
    asserted(context, audience, (context.sign)("client-key", audience)?)
}

fn client_secret_jwt(context: &Context, audience: &str) -> Result<AuthParams> {
    asserted(context, audience, (context.sign)("client-secret", audience)?)
}

fn subject(context: &Context, audience: &str) -> Result<AuthParams> {
    let subject = context.credentials.get("subject").cloned();
    asserted(context, audience, subject.unwrap_or_else(|| Secret::new("")))
}

/// Id and secret are form-encoded first, so that a colon in the id does not end it (RFC 6749 §2.3.1).
fn basic(context: &Context, audience: &str) -> Result<AuthParams> {
    let Some(secret) = context.credentials.get("client-secret") else { return id_alone(context, audience) };
    let encoded = |text| utf8_percent_encode(text, ALL_BUT_UNRESERVED);
    let pair = format!("{}:{}", encoded(&id(context)), encoded(secret.expose()));
    let header = Secret::new(format!("Basic {}", BASE64_STANDARD.encode(pair)));
    Ok(AuthParams { headers: vec![("authorization".to_owned(), header)], ..AuthParams::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn auth(word: &str, id: &str, secret: &str) -> AuthParams {
        let values = [("client-id".to_owned(), id.to_owned())].into();
        let credentials = [("client-secret".to_owned(), Secret::new(secret))].into();
        let (now, random) = (chrono::DateTime::UNIX_EPOCH, &|| Ok(Secret::new("r")));
        let sign: &dyn Fn(&str, &str) -> Result<Secret> =
            &|key, audience| Ok(Secret::new(format!("{key} for {audience}")));
        let context = Context { now, random, values: &values, credentials: &credentials, sign };
        (ClientAuth::parse(word).unwrap().authenticate)(&context, "https://a.example/token").unwrap()
    }

    #[test]
    fn basic_encodes_before_it_joins() {
        let auth = auth("basic", "a:b", "p w+é");
        let header = auth.headers[0].1.expose().strip_prefix("Basic ").unwrap().to_owned();
        assert_eq!(BASE64_STANDARD.decode(header).unwrap(), b"a%3Ab:p%20w%2B%C3%A9");
        assert!(auth.fields.is_empty());
    }

    #[test]
    fn the_other_methods() {
        let names = |auth: AuthParams| auth.fields.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(auth("post", "i", "s")), ["client_id", "client_secret"]);
        assert_eq!(names(auth("none", "i", "s")), ["client_id"]);
        assert_eq!(auth("params", "i", "s"), AuthParams::default());
    }
}
