//! Finds the tables of a config file without parsing it: a file with a hundred profiles costs as much as one with the
//! profile that is asked for.

use std::ops::Range;

/// A table, with its header.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// That of the name of the profile that it belongs to.
    name_length: usize,
    pub whole: Range<usize>,
}

/// The tables of `text`, if it is written plainly enough: nothing but comments before the first header, and at the start
/// of a line no bracket but that of a header `[defaults]` or `[profiles.NAME…]`, without quotation marks. `None` for any
/// other file: only a parser knows what it means.
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
            Some(above) => above.whole.end = at,
            None if is_preamble(&text[..at]) => {}
            None => return None,
        }
        tables.push(Table { name_length: name.len(), whole: at..text.len() });
    }
    (!has_long_string(text) && (!tables.is_empty() || is_preamble(text))).then_some(tables)
}

/// Whether there may be a string over several lines, which may hold what looks like a header. Three quotation marks begin
/// it. Two are looked for first: a search for three is slow.
fn has_long_string(text: &str) -> bool {
    text.contains("\"\"") && text.contains("\"\"\"") || text.contains("''") && text.contains("'''")
}

/// Whether the rest of the first line of `text` is empty or a comment.
fn is_blank(text: &str) -> bool {
    let rest = text.trim_start_matches([' ', '\t']);
    rest.is_empty() || rest.starts_with(['\n', '#']) || rest.starts_with("\r\n")
}

/// Whether there is nothing but comments.
fn is_preamble(text: &str) -> bool {
    text.lines().all(is_blank)
}

/// The profile that the table at `path` belongs to, and nothing for `[defaults]`.
fn profile_of(path: &str) -> Option<&str> {
    if path == "defaults" {
        return Some("");
    }
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let mut keys = path.strip_prefix("profiles.")?.split('.');
    let are_bare = keys.clone().all(|key| !key.is_empty() && key.bytes().all(is_bare));
    keys.next().filter(|_| are_bare)
}

impl Table {
    /// The profile that it belongs to.
    pub fn profile<'a>(&self, text: &'a str) -> Option<&'a str> {
        let name = text[self.whole.start..].strip_prefix("[profiles.")?;
        Some(&name[..self.name_length])
    }
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::super::Config;
    use super::*;
    use crate::secret::Secret;

    /// Statements, headers and oddities as people write them, in any order.
    const PIECES: [&str; 40] = [
        "[defaults]\n",
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

    /// A small generator (xorshift64).
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
            // Mostly what a plain file has.
            let mut piece = |_| match below(&mut state, 3) {
                0 => PIECES[below(&mut state, PIECES.len())],
                _ => ["[profiles.a]\n", "[profiles.b]\n", "client-id = \"x\"\n", "x = \"1\"\n"]
                    [below(&mut state, 4)],
            };
            let text: String = (0..length).map(&mut piece).collect();
            let Some(tables) = find(&text) else { continue };
            // A file of broken syntax has no meaning that could be compared.
            if DeTable::parse(&text).is_err() {
                continue;
            }
            found += 1;
            let config = |tables| Config { text: Secret::new(&*text), tables, ..Config::default() };
            let (quick, whole) = (config(Some(tables)), config(None));
            let names = whole.names().unwrap();
            assert_eq!(quick.names().unwrap(), names, "{text}");
            let names =
                names.iter().map(String::as_str).map(Some).chain([None, Some("nobody"), Some("vars")]);
            for name in names {
                let read = |config: &Config| config.read(name).map_err(|error| error.to_string());
                assert_eq!(
                    format!("{:?}", read(&quick)),
                    format!("{:?}", read(&whole)),
                    "{name:?} of {text}"
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
