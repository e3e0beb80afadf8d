//! How a memo is written: fields with a NUL behind each, which neither words nor paths can hold, after a
//! first one that names the form, the build and a checksum of the rest.

use super::checksum;
use crate::witness::Identity;

/// Which build this is: what another one remembers means nothing here.
const BUILD: &str = env!("GETTOKEN_BUILD");

/// What an answer rested on, and the answer, but for the token.
#[derive(Debug, PartialEq, Eq)]
pub struct Memo<'a> {
    /// The command line without the program.
    pub words: Vec<&'a str>,
    pub user: u32,
    /// The names of variables that were asked for.
    pub variables: Vec<&'a str>,
    pub salt: u64,
    /// Of the variables' values.
    pub fingerprint: u64,
    /// Files that were read, and those that were missed.
    pub files: Vec<(&'a str, Option<Identity>)>,
    pub key: &'a str,
    pub entry: Identity,
    /// The token is fresh from then, in milliseconds since the epoch.
    pub from: i64,
    /// The token is fresh until then, in milliseconds since the epoch.
    pub until: i64,
    /// Where in the entry the token begins, in bytes.
    pub at: usize,
    /// The token's length, in bytes.
    pub length: usize,
    /// Of the token: bits that fell over on the disk do not pass.
    pub checksum: u64,
    /// What stands before the token in the answer.
    pub before: &'a str,
    /// What stands after it.
    pub after: &'a str,
}

impl<'a> Memo<'a> {
    /// The memo's file; `None` when it cannot be written so that it reads back the same.
    pub fn text(&self) -> Option<String> {
        let mut fields = Fields::default();
        for number in [u64::from(self.user), self.salt, self.fingerprint, self.checksum] {
            fields.put(&number.to_string());
        }
        for number in [self.at, self.length, self.words.len(), self.variables.len(), self.files.len()] {
            fields.put(&number.to_string());
        }
        for number in [self.from, self.until] {
            fields.put(&number.to_string());
        }
        for text in self.words.iter().chain(&self.variables).chain([&self.key, &self.before, &self.after]) {
            fields.put(text);
        }
        fields.put(&self.entry.text());
        for (path, identity) in &self.files {
            fields.put(path);
            fields.put(&identity.map(|identity| identity.text()).unwrap_or_default());
        }
        let text = format!("gettoken-memo {BUILD} {:016x}\0{}", checksum(&fields.0), fields.0);
        (Memo::parse(&text).as_ref() == Some(self)).then_some(text)
    }

    /// Reads what [`Self::text`] wrote, if this very build did.
    pub fn parse(text: &'a str) -> Option<Self> {
        let rest = text.strip_prefix("gettoken-memo ")?.strip_prefix(BUILD)?.strip_prefix(' ')?;
        let (sum, body) = rest.split_once('\0')?;
        if u64::from_str_radix(sum, 16) != Ok(checksum(body)) {
            return None;
        }
        let mut fields = body.split_terminator('\0');
        let mut next = || fields.next();
        let user = next()?.parse().ok()?;
        let salt = next()?.parse().ok()?;
        let fingerprint = next()?.parse().ok()?;
        let checksum = next()?.parse().ok()?;
        let (at, length) = (next()?.parse().ok()?, next()?.parse().ok()?);
        let counts: [usize; 3] = [next()?.parse().ok()?, next()?.parse().ok()?, next()?.parse().ok()?];
        let (from, until) = (next()?.parse().ok()?, next()?.parse().ok()?);
        Some(Self {
            user,
            salt,
            fingerprint,
            checksum,
            at,
            length,
            from,
            until,
            words: (0..counts[0]).map(|_| next()).collect::<Option<_>>()?,
            variables: (0..counts[1]).map(|_| next()).collect::<Option<_>>()?,
            key: next()?,
            before: next()?,
            after: next()?,
            entry: Identity::parse(next()?)?,
            files: (0..counts[2])
                .map(|_| {
                    let (path, identity) = (next()?, next()?);
                    // None was there, or one that must be told from others.
                    let known = if identity.is_empty() { None } else { Some(Identity::parse(identity)?) };
                    Some((path, known))
                })
                .collect::<Option<_>>()?,
        })
    }
}

/// Fields, each with a NUL behind it.
#[derive(Default)]
struct Fields(String);

impl Fields {
    fn put(&mut self, field: &str) {
        self.0.push_str(field);
        self.0.push('\0');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity() -> Identity {
        Identity::parse("1 2 3 4 -5").unwrap()
    }

    fn memo() -> Memo<'static> {
        Memo {
            words: vec!["x", "-o", "token", "a\nb", ""],
            user: 1000,
            variables: vec!["HOME"],
            salt: u64::MAX,
            fingerprint: 1,
            files: vec![("/etc/x y", None), ("/z", Some(identity()))],
            key: "x-00",
            entry: identity(),
            from: -1,
            until: i64::MAX,
            at: 10,
            length: 20,
            checksum: 7,
            before: "Authorization: Bearer ",
            after: "\n",
        }
    }

    #[test]
    fn it_reads_back_as_it_was_written() {
        let text = memo().text().unwrap();
        assert_eq!(Memo::parse(&text), Some(memo()));
        // A NUL would make two fields of one.
        assert_eq!(Memo { after: "a\0b", ..memo() }.text(), None);
    }

    #[test]
    fn no_damage_passes() {
        let text = memo().text().unwrap();
        for end in 0..text.len() {
            assert_eq!(Memo::parse(&text[..end]), None, "cut at {end}");
        }
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            if let Ok(changed) = String::from_utf8(bytes) {
                assert_eq!(Memo::parse(&changed), None, "changed at {at}");
            }
        }
        assert_eq!(Memo::parse(&(text + "\0")), None);
    }
}
