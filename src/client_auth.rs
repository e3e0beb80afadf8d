//! How the client authenticates at the token endpoint (RFC 6749 §2.3): one method is one row of a table.

use std::collections::BTreeMap;

use base64::prelude::{BASE64_STANDARD, Engine};

use crate::error::Result;
use crate::http::form;
use crate::secret::Secret;
use crate::token::Timestamp;

/// Secrets by the names that templates use: credentials, each of one line or several, and values that
/// exist only in one flow, such as `code` and `refresh-token`.
#[derive(Clone, Debug, Default)]
pub struct FlowValues(BTreeMap<String, Secret>);

impl FlowValues {
    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: Secret) -> Self {
        self.0.insert(name.into(), value);
        self
    }

    /// The value called `name`.
    pub fn get(&self, name: &str) -> Option<&Secret> {
        self.0.get(name)
    }

    /// All of them: none may be shown.
    pub fn secrets(&self) -> impl Iterator<Item = &Secret> {
        self.0.values()
    }
}

/// What a request is made from, besides the definition: a flow has no clock and no randomness of its own.
pub struct Context<'a> {
    pub now: Timestamp,
    /// The same moment on the server's clock, as far as an answer has shown that.
    pub server_time: Timestamp,
    /// Gives 256 random bits as text, other ones at each call.
    pub random: &'a dyn Fn() -> Result<Secret>,
    /// What the user and the definition say, without secrets.
    pub values: &'a BTreeMap<String, String>,
    pub credentials: &'a FlowValues,
}

impl Context<'_> {
    /// The value called `name`, which may be a secret.
    pub fn value(&self, name: &str) -> Option<String> {
        let secret = self.credentials.get(name).map(|secret| secret.expose().to_owned());
        secret.or_else(|| self.values.get(name).cloned())
    }
}

/// A method of client authentication.
#[derive(Debug)]
pub struct ClientAuth {
    /// The word for it in a definition.
    pub word: &'static str,
    /// The names of the credentials that it uses.
    pub credentials: &'static [&'static str],
    prove: fn(&Context, audience: &str) -> Result<Proof>,
}

/// What the authentication adds to a request.
#[derive(Debug, Default, PartialEq)]
pub struct Proof {
    pub fields: Vec<(String, Secret)>,
    pub headers: Vec<(String, Secret)>,
}

/// Every method, in the order of their words.
pub static METHODS: [ClientAuth; 4] = [
    // RFC 6749 §2.3.1.
    ClientAuth { word: "basic", credentials: &["client-secret"], prove: basic },
    // A public client: its id alone.
    ClientAuth { word: "none", credentials: &[], prove: |context, _| Ok(id_alone(context)) },
    // The fields of the definition name the credentials themselves.
    ClientAuth { word: "params", credentials: &[], prove: |_, _| Ok(Proof::default()) },
    // Id and secret among the fields.
    ClientAuth { word: "post", credentials: &["client-secret"], prove: post },
];

impl ClientAuth {
    /// The method that `word` stands for in a definition.
    pub fn parse(word: &str) -> Option<&'static Self> {
        METHODS.iter().find(|method| method.word == word)
    }

    /// Whether it cannot do without a secret.
    pub fn needs_secret(&self) -> bool {
        self.credentials.contains(&"client-secret")
    }

    /// What it adds to a request to `audience`, made anew for each try.
    pub fn proof(&self, context: &Context, audience: &str) -> Result<Proof> {
        (self.prove)(context, audience)
    }
}

fn id(context: &Context) -> String {
    context.values.get("client-id").cloned().unwrap_or_default()
}

fn id_alone(context: &Context) -> Proof {
    Proof { fields: vec![("client_id".to_owned(), Secret::new(id(context)))], ..Proof::default() }
}

fn post(context: &Context, _audience: &str) -> Result<Proof> {
    let mut proof = id_alone(context);
    let secret = context.credentials.get("client-secret").cloned();
    proof.fields.extend(secret.map(|secret| ("client_secret".to_owned(), secret)));
    Ok(proof)
}

/// Both halves are form-encoded first, so that a colon in an id cannot end it (RFC 6749 §2.3.1).
fn basic(context: &Context, _audience: &str) -> Result<Proof> {
    let Some(secret) = context.credentials.get("client-secret") else {
        return Ok(id_alone(context));
    };
    let encoded = |text: &str| {
        let pair = form(&[(String::new(), Secret::new(text))]);
        Secret::new(&pair.expose()[1..])
    };
    let pair =
        Secret::new(format!("{}:{}", encoded(&id(context)).expose(), encoded(secret.expose()).expose()));
    let header = Secret::new(format!("Basic {}", BASE64_STANDARD.encode(pair.expose())));
    Ok(Proof { headers: vec![("authorization".to_owned(), header)], ..Proof::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proof(word: &str, id: &str, secret: &str) -> Proof {
        let values = [("client-id".to_owned(), id.to_owned())].into();
        let credentials = FlowValues::default().with("client-secret", Secret::new(secret));
        let (now, random) = (chrono::DateTime::UNIX_EPOCH, &|| Ok(Secret::new("r")));
        let context = Context { now, server_time: now, random, values: &values, credentials: &credentials };
        ClientAuth::parse(word).unwrap().proof(&context, "https://a.example/token").unwrap()
    }

    #[test]
    fn basic_encodes_before_it_joins() {
        let proof = proof("basic", "a:b", "p w+é");
        let header = proof.headers[0].1.expose().strip_prefix("Basic ").unwrap().to_owned();
        assert_eq!(BASE64_STANDARD.decode(header).unwrap(), b"a%3Ab:p%20w%2B%C3%A9");
        assert!(proof.fields.is_empty());
    }

    #[test]
    fn the_other_methods() {
        let names = |proof: Proof| proof.fields.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(proof("post", "i", "s")), ["client_id", "client_secret"]);
        assert_eq!(names(proof("none", "i", "s")), ["client_id"]);
        assert_eq!(proof("params", "i", "s"), Proof::default());
    }
}
