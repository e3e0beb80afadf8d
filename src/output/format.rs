//! The words of `-o`, and the template that stands for a form of the user's own.

use std::str::FromStr;

use super::template;
use crate::template::Template;

/// The forms of `-o`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    CiMask,
    Curl,
    Docker,
    Dotenv,
    Env,
    ExecCredential,
    Fish,
    Gcloud,
    GitCredential,
    Header,
    Json,
    Netrc,
    Oauthbearer,
    Powershell,
    /// Text of the user's with names to be filled in.
    Template(Template),
    Text,
    Token,
    Xoauth2,
}

/// What stands before the text of a template.
pub const TEMPLATE: &str = "template=";

impl Format {
    /// All that are one word, in the order of the help.
    pub const ALL: [Self; 17] = [
        Self::Text,
        Self::Token,
        Self::Header,
        Self::Json,
        Self::Env,
        Self::Dotenv,
        Self::Fish,
        Self::Powershell,
        Self::Curl,
        Self::Netrc,
        Self::Xoauth2,
        Self::Oauthbearer,
        Self::GitCredential,
        Self::Docker,
        Self::ExecCredential,
        Self::Gcloud,
        Self::CiMask,
    ];

    /// The word on the command line.
    pub fn word(&self) -> &'static str {
        match self {
            Self::CiMask => "ci-mask",
            Self::Curl => "curl",
            Self::Docker => "docker",
            Self::Dotenv => "dotenv",
            Self::Env => "env",
            Self::ExecCredential => "exec-credential",
            Self::Fish => "fish",
            Self::Gcloud => "gcloud",
            Self::GitCredential => "git-credential",
            Self::Header => "header",
            Self::Json => "json",
            Self::Netrc => "netrc",
            Self::Oauthbearer => "oauthbearer",
            Self::Powershell => "powershell",
            Self::Template(_) => TEMPLATE,
            Self::Text => "text",
            Self::Token => "token",
            Self::Xoauth2 => "xoauth2",
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        if let Some(text) = word.strip_prefix(TEMPLATE) {
            return template::parse(text).map(Self::Template);
        }
        Self::ALL.into_iter().find(|format| format.word() == word).ok_or_else(|| {
            let words: Vec<_> = Self::ALL.iter().map(|format| format!("`{}`", format.word())).collect();
            format!("an output format is one of {}, or `{TEMPLATE}` and a text", words.join(", "))
        })
    }
}
