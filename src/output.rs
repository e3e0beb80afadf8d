//! Writes the answer, and only the answer, to stdout: one reader's form is one file.
//!
//! Every form is quoted for its reader, so that no token can become a command, an option or a
//! second header; what a form cannot carry is refused, never mangled.

mod curl;
mod json;
mod shell;
mod text;

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::error::{Error, Kind, Result};
use crate::ownership::shown;
use crate::secret::Secret;
use crate::token::{Timestamp, Token};

/// The forms of `-o`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Curl,
    Dotenv,
    Env,
    Fish,
    Header,
    Json,
    Powershell,
    Text,
    Token,
}

impl Format {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 9] = [
        Self::Text,
        Self::Token,
        Self::Header,
        Self::Json,
        Self::Env,
        Self::Dotenv,
        Self::Fish,
        Self::Powershell,
        Self::Curl,
    ];

    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::Dotenv => "dotenv",
            Self::Env => "env",
            Self::Fish => "fish",
            Self::Header => "header",
            Self::Json => "json",
            Self::Powershell => "powershell",
            Self::Text => "text",
            Self::Token => "token",
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(word: &str) -> std::result::Result<Self, String> {
        Self::ALL.into_iter().find(|format| format.word() == word).ok_or_else(|| {
            let words = Self::ALL.map(|format| format!("`{}`", format.word())).join(", ");
            format!("an output format is one of {words}")
        })
    }
}

/// Where the vendor's API wants the token.
#[derive(Clone, Debug)]
pub enum Placement {
    /// A header and what stands before the token in it.
    Header { name: String, prefix: String },
    /// A parameter of the URL's query.
    Query { name: String },
}

/// Everything a form may show.
#[derive(Debug)]
pub struct Answer<'a> {
    pub profile: &'a str,
    pub provider: &'a str,
    pub token: &'a Token,
    pub from_cache: bool,
    pub placement: Placement,
    /// Renames the variable in the forms for shells.
    pub env_name: Option<&'a str>,
    pub now: Timestamp,
}

/// The answer in its form, whole.
pub fn render(format: Format, answer: &Answer) -> Result<Secret> {
    Ok(match format {
        Format::Curl => curl::config(answer),
        Format::Header => curl::header(answer)?,
        Format::Json => json::object(answer),
        Format::Text => text::lines(answer),
        Format::Token => Secret::new(format!("{}\n", answer.token.access_token.expose())),
        Format::Dotenv | Format::Env | Format::Fish | Format::Powershell => shell::variables(format, answer)?,
    })
}

/// Where an API's answer goes: stdout, or a file that appears whole or not at all.
pub struct Sink {
    file: File,
    /// The file's name while it is written, and when it is done.
    names: Option<(PathBuf, PathBuf)>,
}

impl Sink {
    /// Opens `path` for writing, or stdout.
    pub fn open(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path else {
            return Ok(Self {
                file: raw_stdout().map_err(|error| unwritable("stdout", error))?,
                names: None,
            });
        };
        let mut partial = path.as_os_str().to_owned();
        partial.push(".part");
        let partial = PathBuf::from(partial);
        let file = File::create(&partial).map_err(|error| unwritable(&shown(&partial), error))?;
        Ok(Self { file, names: Some((partial, path.to_owned())) })
    }

    /// Whether a person sees what is written.
    pub fn is_terminal(&self) -> bool {
        self.file.is_terminal()
    }

    /// Writes all of `bytes`.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).map_err(|error| unwritable("the answer", error))
    }

    /// All is written.
    pub fn finish(mut self) -> Result<()> {
        match self.names.take() {
            Some((partial, path)) => {
                std::fs::rename(partial, &path).map_err(|error| unwritable(&shown(&path), error))
            }
            None => Ok(()),
        }
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        if let Some((partial, _)) = &self.names {
            // What broke off is not left behind.
            let _ = std::fs::remove_file(partial);
        }
    }
}

fn unwritable(what: &str, error: io::Error) -> Error {
    Error::new(Kind::Storage, format!("cannot write {what}")).caused_by(error)
}

/// Writes `text` to stdout at once, so that a reader sees all of it or nothing.
pub fn write(text: &str) -> Result<()> {
    // std's stdout writes line by line; a file of the same descriptor does not.
    let written = raw_stdout().and_then(|mut stdout| stdout.write_all(text.as_bytes()));
    written.map_err(|error| Error::new(Kind::Storage, "cannot write to stdout").caused_by(error))
}

#[cfg(unix)]
fn raw_stdout() -> io::Result<File> {
    use std::os::fd::AsFd;
    io::stdout().as_fd().try_clone_to_owned().map(File::from)
}

#[cfg(windows)]
fn raw_stdout() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    io::stdout().as_handle().try_clone_to_owned().map(File::from)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    pub fn token(text: &str) -> Token {
        let at = |seconds: i64| chrono::Utc.timestamp_opt(1_700_000_000 + seconds, 0).unwrap();
        Token {
            access_token: Secret::new(text),
            token_type: "Bearer".into(),
            scope: Some("a b".into()),
            refresh_token: None,
            account: None,
            issued_at: at(0),
            expires_at: Some(at(7200)),
        }
    }

    fn rendered(format: Format, token: &Token, placement: Placement) -> String {
        let now = token.issued_at + chrono::TimeDelta::seconds(60);
        let answer =
            Answer { profile: "hr", provider: "x", token, from_cache: true, placement, env_name: None, now };
        render(format, &answer).unwrap().expose().to_owned()
    }

    fn header() -> Placement {
        Placement::Header { name: "Authorization".into(), prefix: "bearer ".into() }
    }

    #[test]
    fn each_form_is_quoted_for_its_reader() {
        let nasty = token(r#"a'b"c\d$e`f"#);
        for (format, expected) in [
            (Format::Token, "a'b\"c\\d$e`f\n".to_owned()),
            (Format::Header, "Authorization: bearer a'b\"c\\d$e`f\n".to_owned()),
            (Format::Curl, "header = \"Authorization: bearer a'b\\\"c\\\\d$e`f\"\n".to_owned()),
        ] {
            assert_eq!(rendered(format, &nasty, header()), expected);
        }
        let env = rendered(Format::Env, &nasty, header());
        assert!(env.starts_with("export ACCESS_TOKEN='a'\\''b\"c\\d$e`f'\n"), "{env}");
        let fish = rendered(Format::Fish, &nasty, header());
        assert!(fish.starts_with("set -gx ACCESS_TOKEN 'a\\'b\"c\\\\d$e`f'\n"), "{fish}");
        let powershell = rendered(Format::Powershell, &nasty, header());
        assert!(powershell.starts_with("$env:ACCESS_TOKEN = 'a''b\"c\\d$e`f'\n"), "{powershell}");
    }

    #[test]
    fn a_query_token_has_no_header() {
        let token = token("t&=x");
        let query = Placement::Query { name: "access_token".into() };
        assert_eq!(rendered(Format::Curl, &token, query.clone()), "url-query = \"access_token=t&=x\"\n");
        let answer = Answer {
            profile: "d",
            provider: "d",
            token: &token,
            from_cache: false,
            placement: query,
            env_name: None,
            now: token.issued_at,
        };
        let error = render(Format::Header, &answer).unwrap_err();
        assert_eq!(error.kind(), Kind::Usage);
        assert!(error.hints()[0].contains("-o curl"), "{error:?}");
    }

    #[test]
    fn json_is_one_object_on_one_line() {
        let text = rendered(Format::Json, &token("t"), header());
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            value,
            serde_json::json!({
                "version": 1, "profile": "hr", "provider": "x", "access_token": "t", "token_type": "Bearer",
                "expires_at": "2023-11-15T00:13:20Z", "expires_in": 7140, "scope": "a b", "from_cache": true,
            })
        );
        assert_eq!(text.matches('\n').count(), 1);
    }
}
