//! Finds the tables of a config file without parsing it, so that a file with a hundred profiles costs no more
//! than one with only the profile that is used.

use std::ops::Range;

/// A table with its header.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The length of the name of its profile, in bytes.
    name_length: usize,
    pub range: Range<usize>,
}

/// What a table is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Defaults,
    Profile(&'a str),
    SharedStore,
}

/// The table of the shared store.
const SHARED_STORE: &str = "shared-store";

/// The tables of `text` if it is simple enough: only comments before the first header, and no bracket at the
/// start of a line except for headers `[defaults]`, `[shared-store]` and `[profiles.NAME…]` without quotation marks. `None` for
/// any other file, which needs a parser.
pub(super) fn find(text: &str) -> Option<Vec<Table>> {
    let mut tables: Vec<Table> = Vec::new();
    for (at, _) in text.match_indices('[') {
        let indent = text.as_bytes()[..at].rsplit(|byte| *byte == b'\n').next();
        if !indent.unwrap_or_default().iter().all(|byte| b" \t".contains(byte)) {
            continue;
        }
        let (path, after) = text[at + 1..].split_once(']')?;
        let name = profile_of(path).filter(|_| is_blank(after))?;
        match tables.last_mut() {
            Some(above) => above.range.end = at,
            None if is_preamble(&text[..at]) => {}
            None => return None,
        }
        tables.push(Table { name_length: name.len(), range: at..text.len() });
    }
    (!has_long_string(text) && (!tables.is_empty() || is_preamble(text))).then_some(tables)
}

/// Returns whether there may be a multi-line string, which could contain text like a header. It would begin
/// with three quotation marks. Searching for three is slow, so this searches for two first.
fn has_long_string(text: &str) -> bool {
    text.contains("\"\"") && text.contains("\"\"\"") || text.contains("''") && text.contains("'''")
}

/// Returns whether the rest of the first line of `text` is empty or a comment.
fn is_blank(text: &str) -> bool {
    let rest = text.trim_start_matches([' ', '\t']);
    rest.is_empty() || rest.starts_with(['\n', '#']) || rest.starts_with("\r\n")
}

/// Returns whether there is nothing but comments and blank lines.
fn is_preamble(text: &str) -> bool {
    text.lines().all(is_blank)
}

/// The profile that the table at `path` belongs to, or an empty text for those of no profile.
fn profile_of(path: &str) -> Option<&str> {
    if path == "defaults" || path == SHARED_STORE {
        return Some("");
    }
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let mut keys = path.strip_prefix("profiles.")?.split('.');
    let are_bare = keys.clone().all(|key| !key.is_empty() && key.bytes().all(is_bare));
    keys.next().filter(|_| are_bare)
}

impl Table {
    /// The profile that it belongs to, if it does.
    pub fn profile<'a>(&self, text: &'a str) -> Option<&'a str> {
        let name = text[self.range.start..].strip_prefix("[profiles.")?;
        Some(&name[..self.name_length])
    }

    /// What it is a part of.
    pub fn part<'a>(&self, text: &'a str) -> Part<'a> {
        let header = || text[self.range.start..].strip_prefix('[')?.strip_prefix(SHARED_STORE);
        match self.profile(text) {
            Some(name) => Part::Profile(name),
            None if header().is_some() => Part::SharedStore,
            None => Part::Defaults,
        }
    }
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::super::Config;
    use super::*;
    use crate::secret::Secret;

    /// Statements, headers and oddities as people write them, in any order.
    const PIECES: [&str; 42] = [
        "[defaults]\n",
        "[shared-store]\n",
        "[shared-store.x]\n",
        "[profiles.a]\n",
        "[profiles.a.vars]\n",
        "[profiles.b]\n",
        "[profiles.b.params]\n",
        "[profiles.c-1]\n",
        "  [profiles.d]  # it's\r\n",
        "[ profiles.e ]\n",
        "[profiles.\"f.g\"]\n",
        "[profiles.f.g]\n",
        "[profiles]\n",
        "[profile.a]\n",
        "[[profiles.a]]\n",
        "[profiles.a",
        "profiles.a.client-id = \"x\"\n",
        "profiles.h = { client-id = \"x\" }\n",
        "a.client-id = \"x\"\n",
        "client-id = \"x\"\n",
        "client-id = 'x'\n",
        "client-id = 7\n",
        "client-secrt = \"x\"\n",
        "client-secret = { file = \"x\" }\n",
        "client-secret = { command = [\n\"x\",\n\"[profiles.a]\" ] }\n",
        "scope = [\n\"a\",\n\"[profiles.b]\",\n]\n",
        "scope = [\n[profiles.b]\n]\n",
        "scope = [[\n\"a\"]]\n",
        "scope = \"[\"\n",
        "vars = { x = \"1\" }\n",
        "vars = {\nx = \"1\",\n}\n",
        "x = \"1\"\n",
        "vars.y = \"1\"\n",
        "user = \"\"\"\n[profiles.a]\n\"\"\"\n",
        "user = '''\n[profiles.b]\n'''\n",
        "# [profiles.a]\n",
        "# \"\"\"\n",
        "timeout = \"1s\"\n",
        "\n",
        "\t",
        "\u{feff}",
        "]",
    ];

    /// A small random number generator (xorshift64).
    fn below(state: &mut u64, end: usize) -> usize {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        usize::try_from(*state >> 33).unwrap() % end
    }

    #[test]
    fn a_profile_read_by_itself_is_that_of_the_whole_file() {
        let (mut state, mut found) = (1, 0);
        for _ in 0..100_000 {
            let length = below(&mut state, 6) + 1;
            // Mostly lines of a simple file.
            let mut piece = |_| match below(&mut state, 3) {
                0 => PIECES[below(&mut state, PIECES.len())],
                _ => ["[profiles.a]\n", "[profiles.b]\n", "client-id = \"x\"\n", "x = \"1\"\n"]
                    [below(&mut state, 4)],
            };
            let text: String = (0..length).map(&mut piece).collect();
            let Some(tables) = find(&text) else { continue };
            // A file with invalid syntax cannot be compared.
            if DeTable::parse(&text).is_err() {
                continue;
            }
            found += 1;
            let config = |tables| Config { text: Secret::new(&*text), tables, ..Config::default() };
            let (quick, whole) = (config(Some(tables)), config(None));
            let names = whole.names().unwrap();
            assert_eq!(quick.names().unwrap(), names, "{text}");
            let names = names.iter().map(String::as_str).chain(["nobody", "vars"]).map(Part::Profile);
            for part in names.chain([Part::Defaults, Part::SharedStore]) {
                let read = |config: &Config| config.read(part).map_err(|error| error.to_string());
                assert_eq!(
                    format!("{:?}", read(&quick)),
                    format!("{:?}", read(&whole)),
                    "{part:?} of {text}"
                );
            }
        }
        assert!(found > 5_000, "{found} are too few to prove anything");
    }

    #[test]
    fn a_file_that_takes_a_parser_is_left_to_it() {
        let count = |text: &str| find(text).map(|tables| tables.len());
        assert_eq!(count("# [x]\n\n [defaults] # y\na = \"[\"\n[profiles.a]\r\n[profiles.a.vars]"), Some(3));
        assert_eq!(count(""), Some(0));
        for text in [
            "a = 1",
            "a.b = 1\n[defaults]",
            "[profiles]",
            "[profiles.\"a\"]",
            "[[defaults]]",
            "[defaults] x",
            "[x]",
        ] {
            assert_eq!(count(text), None, "{text}");
        }
    }
}
