//! What a definition is based on.

use serde::{Deserialize, Serialize};

use super::{Provider, Status};
use crate::message::{self, Message};

/// What somebody has done to confirm a definition, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// gettoken has got a token from the vendor.
    Live,
    /// A test compares the requests with those of the vendor's own library.
    Sdk,
    /// The vendor's documentation or library has been read.
    Documented,
    /// Other people's clients, or copies of the vendor's documentation, have been read.
    Client,
    Unverified,
}

impl Evidence {
    /// The evidence called `word`. A test compares that of every built-in definition.
    pub const fn named(word: &str) -> Self {
        match word.as_bytes() {
            b"live" => Self::Live,
            b"sdk" => Self::Sdk,
            b"documented" => Self::Documented,
            b"client" => Self::Client,
            _ => Self::Unverified,
        }
    }

    /// The code of the word for people.
    const fn code(self) -> &'static str {
        match self {
            Self::Live => "evidence-live",
            Self::Sdk => "evidence-sdk",
            Self::Documented => "evidence-documented",
            Self::Client => "evidence-client",
            Self::Unverified => "evidence-unverified",
        }
    }

    /// The word for people, in a message.
    pub fn message(self) -> Message {
        Message::new(self.code())
    }

    /// The word for people.
    pub fn word(self) -> &'static str {
        message::help(self.code())
    }

    /// The same in the words of earlier versions: whether the vendor itself says what the definition says.
    pub fn status(self) -> Status {
        match self {
            Self::Live | Self::Sdk | Self::Documented => Status::Verified,
            Self::Client | Self::Unverified => Status::Unverified,
        }
    }
}

impl Provider {
    /// What the definition is based on. One that was written for an earlier version has a `status`.
    pub fn evidence(&self) -> Evidence {
        let earlier =
            if self.status == Some(Status::Verified) { Evidence::Documented } else { Evidence::Unverified };
        self.evidence.unwrap_or(earlier)
    }
}
