//! How the client proves itself at the token endpoint (RFC 6749 §2.3).

use base64::prelude::{BASE64_STANDARD, Engine};

use crate::http::form;
use crate::provider::ClientAuth;
use crate::secret::Secret;

/// What the authentication adds to a request.
#[derive(Debug, Default, PartialEq)]
pub struct Proof {
    pub fields: Vec<(String, Secret)>,
    pub headers: Vec<(String, Secret)>,
}

/// What `method` adds for this client.
pub fn proof(method: ClientAuth, id: &str, secret: Option<&Secret>) -> Proof {
    let field = |name: &str, value: Secret| (name.to_owned(), value);
    let id_field = field("client_id", Secret::new(id));
    match (method, secret) {
        (ClientAuth::Params, _) => Proof::default(),
        (ClientAuth::Basic, Some(secret)) => {
            Proof { headers: vec![field("authorization", basic(id, secret))], ..Proof::default() }
        }
        (ClientAuth::Post, Some(secret)) => {
            Proof { fields: vec![id_field, field("client_secret", secret.clone())], ..Proof::default() }
        }
        (ClientAuth::None | ClientAuth::Basic | ClientAuth::Post, _) => {
            Proof { fields: vec![id_field], ..Proof::default() }
        }
    }
}

/// Both halves are form-encoded first, so that a colon in an id cannot end it (RFC 6749 §2.3.1).
fn basic(id: &str, secret: &Secret) -> Secret {
    let encoded = |text: &str| {
        let pair = form(&[(String::new(), Secret::new(text))]);
        Secret::new(&pair.expose()[1..])
    };
    let pair = Secret::new(format!("{}:{}", encoded(id).expose(), encoded(secret.expose()).expose()));
    Secret::new(format!("Basic {}", BASE64_STANDARD.encode(pair.expose())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_encodes_before_it_joins() {
        let proof = proof(ClientAuth::Basic, "a:b", Some(&Secret::new("p w+é")));
        let header = proof.headers[0].1.expose().strip_prefix("Basic ").unwrap().to_owned();
        assert_eq!(BASE64_STANDARD.decode(header).unwrap(), b"a%3Ab:p%20w%2B%C3%A9");
        assert!(proof.fields.is_empty());
    }

    #[test]
    fn the_other_methods() {
        let secret = Secret::new("s");
        let names = |proof: Proof| proof.fields.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(proof(ClientAuth::Post, "i", Some(&secret))), ["client_id", "client_secret"]);
        assert_eq!(names(proof(ClientAuth::None, "i", Some(&secret))), ["client_id"]);
        assert_eq!(proof(ClientAuth::Params, "i", Some(&secret)), Proof::default());
    }
}
