//! The form of a record: fields with a NUL behind each, which neither words nor paths can hold, after a first one that
//! names the form, the build and a checksum of the rest.

use super::inputs::State;
use super::replay::checksum;

/// This build: the records of another one mean nothing here.
const BUILD: &str = env!("GETTOKEN_BUILD");

/// The inputs of an answer, and the answer, but for the token.
#[derive(Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// The command line without the program.
    pub words: List<'a>,
    pub user: u32,
    /// The names of variables that were asked for.
    pub variables: List<'a>,
    pub salt: u64,
    /// Of the variables' values.
    pub fingerprint: u64,
    /// Files that were read or missed, and folders on the way there, each a path and its state.
    pub files: List<'a>,
    pub key: &'a str,
    pub entry: State,
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
    /// The answer up to the token.
    pub before: &'a str,
    /// The answer behind it.
    pub after: &'a str,
}

/// NUL-terminated texts in one buffer; borrowed, because allocating a `Vec` here would cost every hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List<'a>(&'a str);

impl<'a> List<'a> {
    /// The list that was written as `text`.
    pub fn of(text: &'a str) -> Self {
        Self(text)
    }

    /// The texts, in their order.
    pub fn iter(self) -> impl Iterator<Item = &'a str> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let (text, after) = cut(rest)?;
            rest = after;
            Some(text)
        })
    }
}

/// The text before the first NUL, and behind it. Fields are short: a search made for long texts costs more.
fn cut(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().position(|byte| byte == 0)?;
    Some((&text[..end], &text[end + 1..]))
}

/// Texts as a list, unless one holds a NUL itself.
pub fn listed<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut list = String::new();
    for text in texts {
        put(&mut list, text)?;
    }
    Some(list)
}

fn put(list: &mut String, text: &str) -> Option<()> {
    list.push_str(text);
    list.push('\0');
    (!text.contains('\0')).then_some(())
}

impl<'a> Record<'a> {
    /// The record's file; `None` when it cannot be written so that it reads back the same.
    pub fn text(&self) -> Option<String> {
        let lists = [self.words, self.variables, self.files];
        let mut body = String::new();
        for number in [self.salt, self.fingerprint, self.checksum] {
            put(&mut body, &number.to_string())?;
        }
        for number in [self.from, self.until] {
            put(&mut body, &number.to_string())?;
        }
        for number in [self.at, self.length].into_iter().chain(lists.map(|list| list.0.len())) {
            put(&mut body, &number.to_string())?;
        }
        for text in [&self.user.to_string(), self.key, &self.entry.text(), self.before, self.after] {
            put(&mut body, text)?;
        }
        for list in lists {
            body.push_str(list.0);
        }
        Some(format!("gettoken-replay {BUILD} {:016x}\0{body}", checksum(&*body)))
    }

    /// Reads what [`Self::text`] wrote, if this very build did.
    pub fn parse(text: &'a str) -> Option<Self> {
        let rest = text.strip_prefix("gettoken-replay ")?.strip_prefix(BUILD)?.strip_prefix(' ')?;
        let (sum, mut body) = cut(rest)?;
        if u64::from_str_radix(sum, 16) != Ok(checksum(body)) {
            return None;
        }
        let mut next = || {
            let (field, rest) = cut(body)?;
            body = rest;
            Some(field)
        };
        let (salt, fingerprint) = (next()?.parse().ok()?, next()?.parse().ok()?);
        let checksum = next()?.parse().ok()?;
        let (from, until) = (next()?.parse().ok()?, next()?.parse().ok()?);
        let (at, length) = (next()?.parse().ok()?, next()?.parse().ok()?);
        let sizes: [usize; 3] = [next()?.parse().ok()?, next()?.parse().ok()?, next()?.parse().ok()?];
        let (user, key, entry) = (next()?.parse().ok()?, next()?, State::parse(next()?)?);
        let (before, after) = (next()?, next()?);
        let (words, rest) = body.split_at_checked(sizes[0])?;
        let (variables, files) = rest.split_at_checked(sizes[1])?;
        (files.len() == sizes[2]).then_some(())?;
        let [words, variables, files] = [words, variables, files].map(List);
        let record = Self {
            words,
            user,
            variables,
            salt,
            fingerprint,
            files,
            key,
            entry,
            from,
            until,
            at,
            length,
            checksum,
            before,
            after,
        };
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> State {
        State::parse("f 1 2 3 4 -5").unwrap()
    }

    fn record() -> Record<'static> {
        Record {
            words: List::of("x\0-o\0token\0a\nb\0\0"),
            user: 1000,
            variables: List::of("HOME\0"),
            salt: u64::MAX,
            fingerprint: 1,
            files: List::of("/etc/x y\0-\0/z\0f 1 2 3 4 5\0"),
            key: "x-00",
            entry: state(),
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
        let text = record().text().unwrap();
        assert_eq!(Record::parse(&text), Some(record()));
        assert_eq!(record().words.iter().collect::<Vec<_>>(), ["x", "-o", "token", "a\nb", ""]);
        assert_eq!(listed(record().files.iter()).as_deref(), Some(record().files.0));
        assert_eq!(listed(["a\0b"]), None);
        // A NUL would make two fields of one.
        assert_eq!(Record { after: "a\0b", ..record() }.text(), None);
    }

    #[test]
    fn no_damage_passes() {
        let text = record().text().unwrap();
        for end in 0..text.len() {
            assert_eq!(Record::parse(&text[..end]), None, "cut at {end}");
        }
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            if let Ok(changed) = String::from_utf8(bytes) {
                assert_eq!(Record::parse(&changed), None, "changed at {at}");
            }
        }
        assert_eq!(Record::parse(&(text + "\0")), None);
    }
}
