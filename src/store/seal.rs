//! The form of every file here: a first line with version and checksum, then one line of JSON that names the key it
//! belongs to. A torn, foreign or future file cannot pass for a sound one.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::crypto::sha256;
use crate::secret::Secret;

/// The first word.
const MARK: &str = "gettoken-entry";
/// Raised when the form changes in a way that older programs would misread.
const VERSION: &str = "2";
/// Before the first release; never served, but listed and removed.
const OLD: &str = "1";

#[derive(Serialize, Deserialize)]
struct SealedLine<T> {
    key: String,
    #[serde(flatten)]
    content: T,
}

/// What is written under `key`.
pub fn sealed(key: &str, content: impl Serialize) -> Secret {
    // Strings and numbers always serialize.
    let line = serde_json::to_string(&SealedLine { key: key.to_owned(), content }).unwrap_or_default();
    Secret::new(format!("{MARK} {VERSION} {}\n{line}\n", sha256(line.as_bytes())))
}

/// Why a file cannot be believed: a message's code.
pub type Fault = &'static str;

/// What was written under `key`, and whether by a version before the first release.
pub fn opened<T: DeserializeOwned>(key: &str, text: &str) -> Result<(T, bool), Fault> {
    let (head, rest) = text.split_once('\n').ok_or("entry-cut-short")?;
    let line = rest.strip_suffix('\n').ok_or("entry-cut-short")?;
    let (version, checksum) = match head.split(' ').collect::<Vec<_>>()[..] {
        [MARK, version, checksum] => (version, checksum),
        _ => return Err("entry-foreign"),
    };
    if version != VERSION && version != OLD {
        return Err("entry-version-unknown");
    }
    if checksum != sha256(line.as_bytes()) {
        return Err("entry-checksum-wrong");
    }
    let read: SealedLine<T> = serde_json::from_str(line).map_err(|_| "entry-unreadable")?;
    if read.key == key { Ok((read.content, version == OLD)) } else { Err("entry-key-wrong") }
}
