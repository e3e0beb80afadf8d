//! For wget, git and curl's `--netrc-file`: one line of a netrc file.
//!
//! The file has no standard. Quotes, backslashes and `#` mean something to some of its readers (curl
//! since 7.84, Python, wget) and nothing to others, and none has a way to write them that all others
//! understand; old readers cut a long line. What holds such a thing is refused.

use super::{Answer, account, known_server};
use crate::error::{Error, Kind, Result};
use crate::reserved::call;
use crate::secret::Secret;

/// curl (7.88) reads a line into 4,096 bytes, and silently takes none of a longer one. A host's name,
/// which has at most 253 letters, and a user's go into it too.
const LONGEST_TOKEN: usize = 3500;
const LONGEST_USER: usize = 255;
const LONGEST_HOST: usize = 253;

/// The line.
pub fn line(answer: &Answer) -> Result<Secret> {
    let host = &known_server(answer)?.host;
    if !is_word(host, LONGEST_HOST) {
        return Err(Error::new(Kind::Config, "server-name-invalid").with("host", host));
    }
    let user = account::basic(answer, account::ANYBODY)?;
    if !is_word(user, LONGEST_USER) {
        return Err(account::refused(user, "user-not-netrc"));
    }
    let token = answer.token.access_token.expose();
    if !is_word(token, LONGEST_TOKEN) {
        return Err(Error::new(Kind::Answer, "token-not-netrc").with("call", call(answer.profile)));
    }
    Ok(Secret::new(format!("machine {host} login {user} password {token}\n")))
}

/// Whether every reader takes `text` for one word, and for itself.
fn is_word(text: &str, longest: usize) -> bool {
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"'\\#".contains(&byte);
    !text.is_empty() && text.len() <= longest && text.bytes().all(plain)
}
