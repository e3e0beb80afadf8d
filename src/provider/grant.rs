//! The words of a token request: its grant type, and how the client authenticates.

use serde::{Deserialize, Deserializer, de};

use crate::oauth::client_auth::ClientAuth;
use crate::template::Template;
use crate::toml_file::strings;

/// The grant type of an application's own request, which decides its standard fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum GrantType {
    /// RFC 6749 §4.4.
    #[default]
    #[serde(rename = "client_credentials")]
    ClientCredentials,
    /// RFC 6749 §4.3, for servers that offer nothing better.
    #[serde(rename = "password")]
    Password,
    /// RFC 7523 §2.1: an assertion that is signed here.
    #[serde(rename = "jwt-bearer")]
    JwtBearer,
    /// RFC 8693: another token, of somebody else or for somewhere else.
    #[serde(rename = "token-exchange")]
    TokenExchange,
}

impl GrantType {
    /// The value of the field `grant_type`.
    pub fn word(self) -> &'static str {
        match self {
            Self::ClientCredentials => "client_credentials",
            Self::Password => "password",
            Self::JwtBearer => "urn:ietf:params:oauth:grant-type:jwt-bearer",
            Self::TokenExchange => "urn:ietf:params:oauth:grant-type:token-exchange",
        }
    }
}

/// The method of client authentication, or several in order of preference. See [`crate::oauth::client_auth`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientAuthWords {
    words: Vec<Template>,
    /// Whether the definition says nothing about it.
    is_default: bool,
}

impl Default for ClientAuthWords {
    fn default() -> Self {
        Self { words: vec![Template::parse("post").expect("a constant")], is_default: true }
    }
}

impl ClientAuthWords {
    /// The one method that a request always has.
    pub fn fixed(word: &str) -> Self {
        Self { words: vec![Template::parse(word).expect("a constant")], is_default: false }
    }

    /// The words and variables, in order of preference.
    pub fn words(&self) -> impl Iterator<Item = &Template> {
        self.words.iter()
    }

    /// The methods that it names, without those that variables stand for.
    pub fn methods(&self) -> impl Iterator<Item = &'static ClientAuth> {
        self.words.iter().filter_map(|word| ClientAuth::parse(&word.to_string()))
    }

    /// The methods from which the server's metadata may choose. None if the definition or the user has chosen one: a list
    /// of words without a variable is the vendor's rule.
    pub fn open_to(
        &self,
        value: impl Fn(&str) -> Option<String>,
        choices: impl Fn(&str) -> Vec<String>,
    ) -> Vec<String> {
        if self.is_default {
            return ["basic", "post", "none"].map(str::to_owned).to_vec();
        }
        if self.names().next().is_none() || self.chosen(value).is_some() {
            return Vec::new();
        }
        let literal = self.literal().map(str::to_owned);
        literal.chain(self.names().flat_map(choices)).collect()
    }

    /// The names of the variables that decide it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.words.iter().flat_map(Template::names)
    }

    /// The method that the user has chosen with a variable.
    pub fn chosen(&self, value: impl Fn(&str) -> Option<String>) -> Option<String> {
        let mut by_variable = self.words.iter().filter(|word| word.names().next().is_some());
        by_variable.find_map(|word| word.fill(&value))
    }

    /// The method to use: the one that the user has chosen, else the first whose credentials the user `has`, else the
    /// last. Empty if only a variable without a value could decide it.
    pub fn word(&self, value: impl Fn(&str) -> Option<String>, has: &dyn Fn(&str) -> bool) -> String {
        let literal: Vec<&str> = self.literal().collect();
        let is_usable = |word: &&&str| {
            ClientAuth::parse(word).is_some_and(|method| method.credentials.iter().all(|name| has(name)))
        };
        let first = || literal.iter().find(is_usable).or(literal.last()).map(|word| (*word).to_owned());
        self.chosen(value).or_else(first).unwrap_or_default()
    }

    /// The method to use if the user has neither chosen one nor has the credentials of one.
    pub fn last(&self) -> Option<&str> {
        self.literal().last()
    }

    /// The methods that no variable decides.
    fn literal(&self) -> impl Iterator<Item = &str> {
        self.words.iter().filter_map(Template::literal)
    }
}

impl<'de> Deserialize<'de> for ClientAuthWords {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = strings(deserializer, "a method such as \"post\", or an array of them")?;
        let words: Result<Vec<_>, _> = words.iter().map(|word| Template::parse(word)).collect();
        words.map(|words| Self { words, is_default: false }).map_err(de::Error::custom)
    }
}
