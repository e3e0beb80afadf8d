//! The file format of entries: a header line with version and checksum, then one line of JSON that includes
//! the key. A truncated file, another program's, or one of a later version is never accepted.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::crypto::sha256;
use crate::secret::Secret;

/// The first word of the header.
const MAGIC: &str = "gettoken-entry";
/// Increased when the format changes in a way that older versions would misread.
const VERSION: &str = "2";
/// The version before the first release: never served, but listed and removed.
const OLD: &str = "1";

#[derive(Serialize, Deserialize)]
struct SealedLine<T> {
    key: String,
    #[serde(flatten)]
    content: T,
}

/// Serializes `content` as the file for `key`.
pub fn sealed(key: &str, content: impl Serialize) -> Secret {
    // Serializing strings and numbers never fails.
    let line = serde_json::to_string(&SealedLine { key: key.to_owned(), content }).unwrap_or_default();
    Secret::new(format!("{MAGIC} {VERSION} {}\n{line}\n", sha256(line.as_bytes())))
}

/// Why a file is rejected: the code of a message.
pub type Fault = &'static str;

/// Parses the file for `key`. Also reports whether a version before the first release wrote it.
pub fn opened<T: DeserializeOwned>(key: &str, text: &str) -> Result<(T, bool), Fault> {
    let (head, rest) = text.split_once('\n').ok_or("entry-cut-short")?;
    let line = rest.strip_suffix('\n').ok_or("entry-cut-short")?;
    let (version, checksum) = match head.split(' ').collect::<Vec<_>>()[..] {
        [MAGIC, version, checksum] => (version, checksum),
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
