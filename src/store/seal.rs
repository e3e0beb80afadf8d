//! The form of every file here: a first line with version and checksum, then one line of JSON that names the key it
//! belongs to. A torn, foreign or future file cannot pass for a sound one.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::secret::Secret;
use crate::sign::sha256;

/// The first word.
const MARK: &str = "gettoken-entry";
/// Raised when the form changes in a way that older programs would misread.
const VERSION: &str = "2";
/// Before the first release; never served, but listed and removed.
const OLD: &str = "1";

#[derive(Serialize, Deserialize)]
struct Line<T> {
    key: String,
    #[serde(flatten)]
    content: T,
}

/// What is written under `key`.
pub fn sealed(key: &str, content: impl Serialize) -> Secret {
    // Strings and numbers always serialize.
    let line = serde_json::to_string(&Line { key: key.to_owned(), content }).unwrap_or_default();
    Secret::new(format!("{MARK} {VERSION} {}\n{line}\n", sha256(line.as_bytes())))
}

/// What was written under `key`, and whether by a version before the first release; or why it cannot be believed.
pub fn opened<T: DeserializeOwned>(key: &str, text: &str) -> Result<(T, bool), String> {
    let (head, rest) = text.split_once('\n').ok_or("it is cut short")?;
    let line = rest.strip_suffix('\n').ok_or("it is cut short")?;
    let (version, checksum) = match head.split(' ').collect::<Vec<_>>()[..] {
        [MARK, version, checksum] => (version, checksum),
        _ => return Err("it is not an entry".into()),
    };
    if version != VERSION && version != OLD {
        return Err("another version of gettoken wrote it".into());
    }
    if checksum != sha256(line.as_bytes()) {
        return Err("its checksum is wrong".into());
    }
    let read: Line<T> = serde_json::from_str(line).map_err(|_| "it cannot be read".to_owned())?;
    if read.key == key { Ok((read.content, version == OLD)) } else { Err("it belongs to another key".into()) }
}
