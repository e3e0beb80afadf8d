//! The text of a TOML file that is edited key by key. Everything else in it stays as it was written.

use std::ops::Range;
use std::str::FromStr;

use toml_edit::{Array, Document as Parsed, DocumentMut, InlineTable, Item, Key, Table, TableLike, Value};

/// What editors on Windows put at the beginning of a file.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A valid TOML text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigText {
    /// With lines that end with LF, unless the endings in the file are mixed.
    text: String,
    /// Whether all lines in the file end with CRLF.
    is_crlf: bool,
    has_mark: bool,
}

/// A value of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    Bool(bool),
    Number(i64),
    Text(String),
    List(Vec<String>),
    /// A table on one line, such as `{ file = "x" }`.
    Table(Vec<(String, Self)>),
}

impl ConfigText {
    /// Takes a text, if it is valid TOML.
    pub fn new(text: &str) -> Option<Self> {
        Parsed::parse(text).ok()?;
        let marked = text.strip_prefix(BYTE_ORDER_MARK);
        let (text, has_mark) = (marked.unwrap_or(text), marked.is_some());
        let count = |ending: &str| text.matches(ending).count();
        let is_crlf = count("\n") > 0 && count("\n") == count("\r\n");
        let text = if is_crlf { text.replace("\r\n", "\n") } else { text.to_owned() };
        Some(Self { text, is_crlf, has_mark })
    }

    /// The text as it is now, with the line endings of the file.
    pub fn text(&self) -> String {
        let text = if self.is_crlf { self.text.replace('\n', "\r\n") } else { self.text.clone() };
        if self.has_mark { format!("{BYTE_ORDER_MARK}{text}") } else { text }
    }

    /// The value at `path`, if there is one.
    pub fn get(&self, path: &[&str]) -> Option<Setting> {
        let (document, mut found) = (self.parsed(), None);
        let mut table: &dyn TableLike = document.as_table();
        for (at, name) in path.iter().enumerate() {
            let item = table.get(name)?;
            found = (at + 1 == path.len()).then(|| setting(item)).flatten();
            match item.as_table_like() {
                Some(below) => table = below,
                None => break,
            }
        }
        found
    }

    /// The names in the table at `path`, in the order of the file; empty if there is no such table.
    pub fn names(&self, path: &[&str]) -> Vec<String> {
        let document = self.parsed();
        let mut table: Option<&dyn TableLike> = Some(document.as_table());
        for name in path {
            table = table.and_then(|table| table.get(name)?.as_table_like());
        }
        table.into_iter().flat_map(TableLike::iter).map(|(name, _)| name.to_owned()).collect()
    }

    /// Sets the value at `path`. Creates the tables on the way. Returns `false` if something on the way is not a
    /// table.
    pub fn set(&mut self, path: &[&str], value: Setting) -> bool {
        let Some((key, tables)) = path.split_last() else { return false };
        // Comments at the end of the file belong to what is above them, so a new table goes after them.
        if self.names(&path[..path.len().min(2)]).is_empty() {
            self.append(tables);
        }
        let mut document = self.parsed().into_mut();
        if !insert(document.as_table_mut(), tables, key, value) {
            return false;
        }
        self.text = document.to_string();
        true
    }

    /// Adds an empty table at the end, if the file does not have it in any syntax.
    fn append(&mut self, tables: &[&str]) {
        let names: Vec<String> = tables.iter().map(|name| Key::new(*name).to_string()).collect();
        let end = if self.text.is_empty() || self.text.ends_with('\n') { "" } else { "\n" };
        let space = if self.text.is_empty() { "" } else { "\n" };
        let text = format!("{}{end}{space}[{}]\n", self.text, names.join("."));
        if DocumentMut::from_str(&text).is_ok() {
            self.text = text;
        }
    }

    /// Removes the value or table at `path`, with the lines that it is on. Comments on other lines stay. A table that
    /// becomes empty is removed too. Returns whether there was anything.
    pub fn unset(&mut self, path: &[&str]) -> bool {
        if path.is_empty() || self.get(path).is_none() {
            return false;
        }
        self.remove(path);
        // The file itself, and the table of all profiles, may be empty.
        for length in (1..path.len()).rev() {
            if self.names(&path[..length]).is_empty() {
                self.remove(&path[..length]);
            }
        }
        true
    }

    fn remove(&mut self, path: &[&str]) {
        for name in self.names(path) {
            self.remove(&[path, &[name.as_str()]].concat());
        }
        let Some((key, tables)) = path.split_last() else { return };
        match self.lines(path) {
            Some(lines) => {
                let at = lines.start;
                self.text.replace_range(lines, "");
                self.close_gap(at);
            }
            None => {
                let mut document = self.parsed().into_mut();
                let mut table: Option<&mut dyn TableLike> = Some(document.as_table_mut());
                for name in tables {
                    table = table.and_then(|table| table.get_mut(name)?.as_table_like_mut());
                }
                if table.is_some_and(|table| table.remove(key).is_some()) {
                    self.text = document.to_string();
                }
            }
        }
    }

    /// Removes one of two empty lines that meet at the offset `at`, and an empty line at an end of the text.
    fn close_gap(&mut self, at: usize) {
        let (before, after) = self.text.split_at(at);
        let is_open = before.is_empty() || before.ends_with("\n\n");
        if is_open && after.starts_with('\n') {
            self.text.remove(at);
        } else if after.is_empty() && before.ends_with("\n\n") {
            self.text.pop();
        }
    }

    /// The lines of the value, or of the header of the table, at `path`. `None` if it is on a line with others or in no
    /// line of its own.
    fn lines(&self, path: &[&str]) -> Option<Range<usize>> {
        let document = self.parsed();
        let mut table: &dyn TableLike = document.as_table();
        let (key, tables) = path.split_last()?;
        for name in tables {
            let item = table.get(name)?;
            if item.is_inline_table() {
                return None;
            }
            table = item.as_table_like()?;
        }
        let (written, item) = table.get_key_value(key)?;
        let span = match item {
            // The span of a table is its header. One without a header has the span of another key or none.
            Item::Table(table) => table.span().filter(|span| self.text[span.clone()].starts_with('['))?,
            _ => written.span()?.start..item.span()?.end,
        };
        let begin = self.text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[span.end..].find('\n').map_or(self.text.len(), |at| span.end + at + 1);
        Some(begin..end)
    }

    fn parsed(&self) -> Parsed<String> {
        Parsed::parse(self.text.clone()).expect("only a valid text is kept")
    }
}

/// Sets `key` in the table that the names `tables` lead to from `table`.
fn insert(table: &mut dyn TableLike, tables: &[&str], key: &str, value: Setting) -> bool {
    if let Some((name, below)) = tables.split_first() {
        if !table.contains_key(name) {
            let mut new = Table::new();
            new.decor_mut().set_prefix("\n");
            // A table that only contains others needs no header.
            new.set_implicit(!below.is_empty());
            table.insert(name, Item::Table(new));
        }
        let Some(next) = table.get_mut(name) else { return false };
        let is_new = |table: &dyn TableLike| !table.contains_key(below.first().unwrap_or(&key));
        let is_new = next.as_table_like().is_some_and(is_new);
        let is_set = next.as_table_like_mut().is_some_and(|next| insert(next, below, key, value));
        // A key behind others would have the space before the brace in front of its comma.
        if let Some(table) = next.as_inline_table_mut().filter(|_| is_new) {
            table.fmt();
        }
        return is_set;
    }
    let mut new = Item::Value(written(value));
    if let (Some(Item::Value(old)), Item::Value(new)) = (table.get(key), &mut new) {
        // The decor is the rest of the line, with its comment.
        *new.decor_mut() = old.decor().clone();
    }
    match table.get_mut(key) {
        Some(old) => *old = new,
        None => drop(table.insert(key, new)),
    }
    true
}

fn setting(item: &Item) -> Option<Setting> {
    Some(match item {
        Item::Value(Value::Boolean(it)) => Setting::Bool(*it.value()),
        Item::Value(Value::Integer(it)) => Setting::Number(*it.value()),
        Item::Value(Value::String(it)) => Setting::Text(it.value().clone()),
        Item::Value(Value::Array(items)) => {
            let text = |item: &Value| item.as_str().map_or_else(|| item.to_string(), str::to_owned);
            Setting::List(items.iter().map(text).collect())
        }
        // No setting has such a value.
        Item::Value(Value::Float(_) | Value::Datetime(_)) | Item::ArrayOfTables(_) | Item::None => {
            return None;
        }
        Item::Value(Value::InlineTable(_)) | Item::Table(_) => {
            let table = item.as_table_like()?;
            Setting::Table(
                table.iter().filter_map(|(name, item)| Some((name.to_owned(), setting(item)?))).collect(),
            )
        }
    })
}

fn written(value: Setting) -> Value {
    match value {
        Setting::Bool(it) => it.into(),
        Setting::Number(it) => it.into(),
        Setting::Text(it) => it.into(),
        Setting::List(items) => Value::Array(items.into_iter().collect::<Array>()),
        Setting::Table(items) => {
            let items = items.into_iter().map(|(name, value)| (name, written(value)));
            Value::InlineTable(items.collect::<InlineTable>())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# top\n[defaults] # of all\ncache = true # why\n\n# the office\n[profiles.hr]\n# its id\n\
                        client-id = \"a\" # old\nprovider = 'p'\n# last\n\n[profiles.hr.vars]\ntenant = \"t\"\n\
                        # end\n";

    fn text(it: &str) -> Setting {
        Setting::Text(it.to_owned())
    }

    fn edited(before: &str, edit: impl FnOnce(&mut ConfigText)) -> String {
        let mut document = ConfigText::new(before).unwrap();
        edit(&mut document);
        assert!(DocumentMut::from_str(&document.text()).is_ok(), "{}", document.text());
        document.text()
    }

    #[test]
    fn line_endings_and_a_byte_order_mark_stay() {
        let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
        for edit in [
            |it: &mut ConfigText| assert!(it.set(&["profiles", "hr", "client-id"], text("b"))),
            |it: &mut ConfigText| assert!(it.set(&["profiles", "new", "client-id"], text("b"))),
            |it: &mut ConfigText| assert!(it.unset(&["profiles", "hr", "client-id"])),
        ] {
            assert_eq!(edited(&windows(TEXT), edit), windows(&edited(TEXT, edit)));
        }
        let mixed = "a = 1\r\n[profiles.a]\nx = 1\r\n";
        let now = edited(mixed, |it| assert!(it.set(&["profiles", "a", "y"], text("z"))));
        assert_eq!(now.replace('\r', ""), "a = 1\n[profiles.a]\nx = 1\ny = \"z\"\n");
    }

    #[test]
    fn a_table_on_one_line_is_well_spaced() {
        let table = || Setting::Table(vec![("file".to_owned(), text("/f"))]);
        let now = edited("[profiles]\na = { x = 1 }\n", |it| {
            assert!(it.set(&["profiles", "a", "y"], table()));
            assert!(it.set(&["profiles", "a", "vars", "z"], text("1")));
        });
        assert_eq!(now, "[profiles]\na = { x = 1, y = { file = \"/f\" }, vars = { z = \"1\" } }\n");
        let now = edited("profiles = { a = { x = 1 } }\n", |it| {
            assert!(it.set(&["profiles", "b", "x"], text("1")));
            assert!(it.set(&["profiles", "b", "y"], text("2")));
        });
        assert_eq!(now, "profiles = { a = { x = 1 }, b = { x = \"1\", y = \"2\" } }\n");
        let now = edited("[profiles]\na = {x=1}\n", |it| assert!(it.set(&["profiles", "a", "x"], text("2"))));
        assert_eq!(now, "[profiles]\na = {x=\"2\"}\n");
    }

    #[test]
    fn a_value_is_replaced_where_it_is() {
        let now = edited(TEXT, |it| assert!(it.set(&["profiles", "hr", "client-id"], text("b\"c"))));
        assert_eq!(now, TEXT.replace("\"a\"", "'b\"c'"));
    }

    #[test]
    fn a_new_key_and_a_new_table_are_added() {
        let mut now = ConfigText::default();
        assert!(now.set(&["profiles", "a", "client-id"], text("x")));
        assert!(now.set(&["profiles", "a", "vars", "host"], text("h")));
        assert!(now.set(&["profiles", "a", "audience"], Setting::List(vec!["p".into(), "q".into()])));
        let table = Setting::Table(vec![("file".to_owned(), text("/f"))]);
        assert!(now.set(&["profiles", "a", "client-secret"], table.clone()));
        assert!(now.set(&["defaults", "retries"], Setting::Number(3)));
        let expected = "[profiles.a]\nclient-id = \"x\"\naudience = [\"p\", \"q\"]\n\
                        client-secret = { file = \"/f\" }\n\n[profiles.a.vars]\nhost = \"h\"\n\n\
                        [defaults]\nretries = 3\n";
        assert_eq!(now.text(), expected);
        assert_eq!(now.get(&["profiles", "a", "client-secret"]), Some(table));
        assert_eq!(now.get(&["profiles", "a", "client-secret", "file"]), Some(text("/f")));
        assert_eq!(now.names(&["profiles"]), ["a"]);
        assert_eq!(now.get(&["profiles", "a", "client-id", "x"]), None);
        assert!(!now.set(&["profiles", "a", "client-id", "x"], text("y")));
    }

    #[test]
    fn a_new_table_goes_behind_all_comments() {
        let before = "[defaults]\n# cache = true\n\n# [profiles.x]\n# y = 1";
        let now = edited(before, |it| assert!(it.set(&["profiles", "a.b", "y"], text("z"))));
        assert_eq!(now, format!("{before}\n\n[profiles.\"a.b\"]\ny = \"z\"\n"));
        let now = edited(before, |it| assert!(it.set(&["defaults", "store"], text("file"))));
        assert_eq!(now, before.replace("[defaults]\n", "[defaults]\nstore = \"file\"\n"));
    }

    #[test]
    fn a_key_is_removed_without_the_comments_around_it() {
        let now = edited(TEXT, |it| assert!(it.unset(&["profiles", "hr", "client-id"])));
        assert_eq!(now, TEXT.replace("client-id = \"a\" # old\n", ""));
        let now = edited(TEXT, |it| assert!(it.unset(&["profiles", "hr", "vars", "tenant"])));
        assert_eq!(now, TEXT.replace("[profiles.hr.vars]\ntenant = \"t\"\n", ""));
        let now = edited(TEXT, |it| assert!(it.unset(&["profiles", "hr"])));
        assert_eq!(
            now,
            "# top\n[defaults] # of all\ncache = true # why\n\n# the office\n# its id\n# last\n\n# end\n"
        );
        assert_eq!(edited(TEXT, |it| assert!(!it.unset(&["profiles", "nobody"]))), TEXT);
    }

    #[test]
    fn no_empty_lines_pile_up() {
        let before = "[profiles.a]\nx = 1\n\n[profiles.b]\nx = 1\n\n[profiles.c]\nx = 1\n";
        let without = |name: &str| edited(before, |it| assert!(it.unset(&["profiles", name])));
        assert_eq!(without("a"), "[profiles.b]\nx = 1\n\n[profiles.c]\nx = 1\n");
        assert_eq!(without("b"), "[profiles.a]\nx = 1\n\n[profiles.c]\nx = 1\n");
        assert_eq!(without("c"), "[profiles.a]\nx = 1\n\n[profiles.b]\nx = 1\n");
    }

    #[test]
    fn every_syntax_of_a_table_can_be_edited() {
        for (before, expected) in [
            ("profiles.a.x = 1 # c\nprofiles.a.y = 2\n", "profiles.a.y = 2\n"),
            ("[profiles]\na = { x = 1, y = 2 }\n", "[profiles]\na = { y = 2 }\n"),
            ("[profiles]\na.x = 1\n", ""),
            ("[profiles]\na = { x = 1 }\n", ""),
            ("[profiles.a]\nx = [ # c\n 1,\n]\ny = 2\n", "[profiles.a]\ny = 2\n"),
            ("profiles.a.x = 1", ""),
            ("[profiles.\"a\"]\r\nx = 1\r\n[defaults]\r\n", "[defaults]\r\n"),
        ] {
            assert_eq!(
                edited(before, |it| assert!(it.unset(&["profiles", "a", "x"]))),
                expected,
                "{before:?}"
            );
            let set = edited(before, |it| assert!(it.set(&["profiles", "a", "z"], text("n"))));
            assert_eq!(
                ConfigText::new(&set).unwrap().get(&["profiles", "a", "z"]),
                Some(text("n")),
                "{set:?}"
            );
            assert_eq!(
                ConfigText::new(&set).unwrap().get(&["profiles", "a", "x"]),
                ConfigText::new(before).unwrap().get(&["profiles", "a", "x"])
            );
        }
    }
}
