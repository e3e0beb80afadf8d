//! The signature algorithms of a JWS (RFC 7518 §3.1).

use crate::message::{Message, Value};

/// A value of `alg`. There is no `none`: a token without a signature proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    RS256,
    RS384,
    RS512,
    PS256,
    PS384,
    PS512,
    ES256,
    ES384,
    EdDSA,
    /// The name of RFC 9864 for EdDSA with this curve.
    Ed25519,
    HS256,
    HS384,
    HS512,
}

use Algorithm::*;

impl Algorithm {
    pub const ALL: &'static [Self] =
        &[RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, EdDSA, Ed25519, HS256, HS384, HS512];

    /// The algorithm called `name`; upper and lower case differ (RFC 7515 §4.1.1).
    pub fn parse(name: &str) -> Result<Self, Message> {
        let found = Self::ALL.iter().find(|algorithm| algorithm.name() == name);
        let unknown = || Message::new("algorithm-unknown").with("name", name).with("names", names(Self::ALL));
        found.copied().ok_or_else(unknown)
    }

    /// The value of `alg` in a header.
    pub fn name(self) -> &'static str {
        match self {
            RS256 => "RS256",
            RS384 => "RS384",
            RS512 => "RS512",
            PS256 => "PS256",
            PS384 => "PS384",
            PS512 => "PS512",
            ES256 => "ES256",
            ES384 => "ES384",
            EdDSA => "EdDSA",
            Ed25519 => "Ed25519",
            HS256 => "HS256",
            HS384 => "HS384",
            HS512 => "HS512",
        }
    }

    /// Returns whether the key that verifies is the one that signs.
    pub fn is_symmetric(self) -> bool {
        matches!(self, HS256 | HS384 | HS512)
    }

    /// The length of its signatures in bytes, if it does not depend on the key.
    pub fn signature_size(self) -> Option<usize> {
        match self {
            RS256 | RS384 | RS512 | PS256 | PS384 | PS512 => None,
            HS256 => Some(32),
            HS384 => Some(48),
            ES256 | EdDSA | Ed25519 | HS512 => Some(64),
            ES384 => Some(96),
        }
    }
}

/// The names of `algorithms`, for a message.
pub fn names(algorithms: &[Algorithm]) -> Value {
    Value::list(algorithms.iter().map(|algorithm| algorithm.name()), "list-comma")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_is_written() {
        for algorithm in Algorithm::ALL {
            assert_eq!(Algorithm::parse(algorithm.name()), Ok(*algorithm));
        }
        for name in ["none", "rs256", "ES512", "ES256K", ""] {
            let error = Algorithm::parse(name).unwrap_err();
            assert_eq!(error.english(), format!("unknown algorithm `{name}`"));
            assert!(error.hint().unwrap().english().contains("RS256, RS384"));
        }
    }
}
