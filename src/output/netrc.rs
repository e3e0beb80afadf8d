//! For wget, git and curl's `--netrc-file`: one line of a netrc file.
//!
//! The format has no standard. Quotes, backslashes and `#` are special to some of its readers (curl since
//! 7.84, Python, wget) and not to others, no escape works in all of them, and old readers cut a long line.
//! Values with any of these are refused.

use super::{Answer, account, check_for_apis, known_server};
use crate::error::{Error, Kind, Result};
use crate::reserved::call;
use crate::secret::Secret;

/// In bytes. curl (7.88) reads a line into 4,096 bytes and silently ignores a longer one. The line also
/// contains the names of the host and the user.
const LONGEST_TOKEN: usize = 3500;
const LONGEST_USER: usize = 255;
const LONGEST_HOST: usize = 253;

/// One line for the token's server.
pub fn line(answer: &Answer) -> Result<Secret> {
    check_for_apis(answer.profile, answer.token)?;
    let host = &known_server(answer)?.host;
    if !is_word(host, LONGEST_HOST) {
        return Err(Error::new(Kind::Config, "server-name-invalid").with("host", host));
    }
    let user = account::basic(answer, account::DEFAULT_USER)?;
    if !is_word(user, LONGEST_USER) {
        return Err(account::refused(user, "user-not-netrc"));
    }
    let token = answer.token.access_token.expose();
    if !is_word(token, LONGEST_TOKEN) {
        return Err(Error::new(Kind::Answer, "token-not-netrc").with("call", call(answer.profile)));
    }
    Ok(Secret::new(format!("machine {host} login {user} password {token}\n")))
}

/// Returns whether every reader takes `text` for one word, unchanged.
fn is_word(text: &str, longest: usize) -> bool {
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"'\\#".contains(&byte);
    !text.is_empty() && text.len() <= longest && text.bytes().all(plain)
}
