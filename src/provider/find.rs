//! Finds a definition by name: the user's own files first, then the built-in ones, `extends` applied.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::builtin::{FILES, PREPARED};
use super::text;
use super::{DECIDING, Provider};
use crate::document;
use crate::error::{Error, Kind, Result};
use crate::escape::{is_name, visible};
use crate::message::Message;
use crate::ownership::Readers;
use crate::reserved;

/// More definitions than this in one chain of `extends` is a circle or a muddle.
const DEEPEST: usize = 8;

/// What a definition says of itself alone and never hands on to one that extends it.
const NOT_INHERITED: [&str; 6] = ["docs", "example", "extends", "notes", "status", "title"];

/// The definitions that can be found.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// The user's own files; without it there are the built-in ones alone.
    folder: Option<PathBuf>,
    /// Whether there is such a folder, and nobody else may put something into it.
    is_there: OnceLock<bool>,
    readers: Readers,
}

/// A built-in definition as build.rs prepares it.
#[derive(Deserialize)]
struct Prepared {
    /// The definitions that it extends.
    bases: Vec<String>,
    deciding: String,
    provider: Provider,
}

/// Where a definition came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Builtin,
    File(PathBuf),
}

/// A definition as it was written.
#[derive(Clone, Debug)]
pub struct Found {
    pub text: Cow<'static, str>,
    pub origin: Origin,
}

impl Catalog {
    /// The built-in definitions, and those in `folder`.
    pub fn new(folder: PathBuf, readers: Readers) -> Self {
        Self { folder: Some(folder), is_there: OnceLock::new(), readers }
    }

    /// Every name, sorted; a user's file may bear a built-in name and then stands in its place.
    pub fn names(&self) -> BTreeSet<String> {
        let mut names: BTreeSet<String> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
        // A folder that cannot be listed has no definitions; opening one by name tells why.
        for file in self.folder.iter().flat_map(|folder| self.readers.names(folder)) {
            if let Some(name) = file.strip_suffix(".toml")
                && is_name(name)
            {
                names.insert(name.to_owned());
            }
        }
        names
    }

    /// The text of the definition called `name`, or `None` when there is none.
    pub fn text(&self, name: &str) -> Result<Option<Found>> {
        if !is_name(name) {
            return Ok(None);
        }
        if let Some(folder) = self.own()? {
            let path = folder.join(format!("{name}.toml"));
            if let Some((text, _)) = self.readers.read(&path)? {
                return Ok(Some(Found { text: text.into(), origin: Origin::File(path) }));
            }
        }
        Ok(builtin(name))
    }

    /// The definition called `name`, complete and, unless it is built in, checked.
    pub fn find(&self, name: &str) -> Result<Provider> {
        self.find_with_source(name).map(|(provider, _)| provider)
    }

    /// As [`Self::find`], with the definition as it was written.
    pub fn find_with_source(&self, name: &str) -> Result<(Provider, Found)> {
        let found = self.text(name)?.ok_or_else(|| self.unknown(name))?;
        Ok((self.complete(name, &found)?, found))
    }

    /// As [`Self::find`], for use: a built-in one comes without its examples, which are most of it; `None` when
    /// there is none called `name`.
    pub fn find_for_use(&self, name: &str) -> Result<Option<Provider>> {
        let Some(found) = self.text(name)? else { return Ok(None) };
        let prepared = if found.origin == Origin::Builtin { self.prepared(name)? } else { None };
        match prepared {
            Some(provider) => Ok(Some(provider)),
            None => self.complete(name, &found.without_examples()).map(Some),
        }
    }

    /// The built-in definition called `name`, unless a file of the user's own is in the place of one that it extends.
    fn prepared(&self, name: &str) -> Result<Option<Provider>> {
        let Some((_, json)) = PREPARED.iter().find(|(known, _)| *known == name) else { return Ok(None) };
        let Prepared { bases, deciding, provider } = serde_json::from_str(json).map_err(|error| {
            Error::new(Kind::Internal, Message::text(Origin::Builtin.label(name))).caused_by(error)
        })?;
        for base in bases {
            if self.text(&base)?.is_none_or(|found| found.origin != Origin::Builtin) {
                return Ok(None);
            }
        }
        Ok(Some(Provider { name: name.to_owned(), deciding, ..provider }))
    }

    /// The definition in a file anywhere, with its name.
    pub fn in_file(&self, path: &Path) -> Result<(String, Found)> {
        let (text, _) = self
            .readers
            .read(path)?
            .ok_or_else(|| Error::new(Kind::Config, "file-missing").with("path", path))?;
        let name = path.file_stem().map(|stem| visible(&stem.to_string_lossy())).unwrap_or_default();
        Ok((name, Found { text: text.into(), origin: Origin::File(path.to_owned()) }))
    }

    /// The definitions that come with the program, whatever files there are.
    pub fn builtin() -> Self {
        Self { folder: None, is_there: OnceLock::new(), readers: Readers::default() }
    }

    /// Whether the user's own files may be read at all.
    pub fn check(&self) -> Result<()> {
        self.own().map(drop)
    }

    /// The folder with the user's own files, if there is one; an error if somebody else may put one there.
    fn own(&self) -> Result<Option<&Path>> {
        let Some(folder) = &self.folder else { return Ok(None) };
        if self.is_there.get().is_none() {
            // Nobody else sets it.
            let _ = self.is_there.set(self.readers.folder(folder)?);
        }
        Ok(self.is_there.get().filter(|is_there| **is_there).map(|_| folder.as_path()))
    }

    /// The definition called `name` that `found` is, complete and, unless it is built in, checked.
    pub fn complete(&self, name: &str, found: &Found) -> Result<Provider> {
        let label = found.origin.label(name);
        // Read by itself first: only then does a mistake have a line.
        let table = found.table(&label)?;
        let deciding = deciding(&table);
        let own: Provider = document::from_table(&label, &found.text, table)?;
        let mut provider = match own.extends.as_deref() {
            None => Provider { deciding, ..own },
            Some(base) => self.extended(name, found, base)?,
        };
        name.clone_into(&mut provider.name);
        if found.origin != Origin::Builtin
            && let Some(problem) = provider.problems().into_iter().next()
        {
            return Err(document::wrong(&label, problem));
        }
        Ok(provider)
    }

    /// This file's table over that of the definition it extends, and so on down.
    fn extended(&self, name: &str, own: &Found, base: &str) -> Result<Provider> {
        let label = own.origin.label(name);
        let bases = self.bases(&label, name, base)?;
        let mut merged = DeTable::new();
        for (name, found) in bases.iter().rev() {
            overlay(&mut merged, found.table(&found.origin.label(name))?);
        }
        overlay(&mut merged, own.table(&label)?);
        merged.remove("extends");
        let deciding = deciding(&merged);
        // Read as a file is: for a reader of another kind the whole vocabulary would be compiled again.
        let merged = Deserializer::from(Spanned::new(0..0, merged));
        Provider::deserialize(merged).map(|provider| Provider { deciding, ..provider }).map_err(|error| {
            document::wrong(&label, Message::new("toml-fault").with("message", error.message()))
        })
    }

    /// The definitions below the one called `name`, the nearest first, by name.
    fn bases(&self, label: &str, name: &str, base: &str) -> Result<Vec<(String, Found)>> {
        let mut bases: Vec<(String, Found)> = Vec::new();
        let (mut above, mut next) = (name.to_owned(), Some(base.to_owned()));
        while let Some(base) = next {
            if bases.len() == DEEPEST {
                let label = bases.last().map_or(label.to_owned(), |(name, found)| found.origin.label(name));
                return Err(document::wrong(&label, "definition-circle"));
            }
            // A file that bears a built-in name and extends it means the built-in one.
            let found = if base == above { builtin(&base) } else { self.text(&base)? };
            let found = found.ok_or_else(|| self.unknown(&base))?.without_examples();
            let label = found.origin.label(&base);
            let table = found.table(&label)?;
            next = table.get("extends").and_then(|next| next.get_ref().as_str()).map(str::to_owned);
            drop(table);
            above.clone_from(&base);
            bases.push((base, found));
        }
        Ok(bases)
    }

    /// What the user should know of a definition of his own that is right: where it uses words that a
    /// later version may take.
    pub fn warnings(&self, provider: &Provider, found: &Found) -> Vec<Message> {
        let label = found.origin.label(&provider.name);
        let is_own = found.origin != Origin::Builtin;
        let mut coming: Vec<&str> =
            provider.flags().filter(|flag| is_own && reserved::is_coming_flag(flag)).collect();
        // What comes from a built-in definition comes with that version.
        if !coming.is_empty()
            && let Some(base) = self.builtin_base(&provider.name, found)
        {
            coming.retain(|flag| !base.flags().any(|known| known == *flag));
        }
        let flags = coming
            .into_iter()
            .map(|flag| Message::new("definition-flag-coming").with("file", &label).with("flag", flag));
        reserved::provider_warning(&provider.name).into_iter().chain(flags).collect()
    }

    /// The built-in definition that the one called `name` extends, directly or not.
    fn builtin_base(&self, name: &str, found: &Found) -> Option<Provider> {
        let label = found.origin.label(name);
        let table = found.table(&label).ok()?;
        let bases = self.bases(&label, name, table.get("extends")?.get_ref().as_str()?).ok()?;
        let (name, found) = bases.iter().find(|(_, found)| found.origin == Origin::Builtin)?;
        self.complete(name, found).ok()
    }

    /// Says that there is no definition called `name`, and which is near.
    pub fn unknown(&self, name: &str) -> Error {
        let names = self.names();
        let error = Error::new(Kind::Config, "provider-unknown").with("name", name);
        error.hint(match document::nearest(name, names.iter().map(String::as_str)) {
            Some(near) => Message::new("did-you-mean").with("near", near),
            None => Message::new("providers-list"),
        })
    }
}

fn builtin(name: &str) -> Option<Found> {
    let (_, text) = FILES.iter().find(|(known, _)| *known == name)?;
    Some(Found { text: (*text).into(), origin: Origin::Builtin })
}

impl Found {
    /// What it holds, if no text of it can do harm where it is shown or sent. `label` is what messages
    /// call it.
    fn table(&self, label: &str) -> Result<DeTable<'_>> {
        let table = document::table(label, &self.text)?;
        // Of the built-in ones a test says so.
        let fault = if self.origin == Origin::Builtin { None } else { text::fault(&table) };
        match fault {
            Some((at, why)) => Err(document::wrong_at(label, &self.text, at, why)),
            None => Ok(table),
        }
    }

    /// A built-in definition without the examples at its end, which a test has checked; a user's own as
    /// it is, since it is checked here.
    fn without_examples(self) -> Self {
        match self.text {
            Cow::Borrowed(text) if self.origin == Origin::Builtin => {
                let rules = text.split_once("\n[[example]]").map_or(text, |(rules, _)| rules);
                Self { text: rules.into(), origin: self.origin }
            }
            _ => self,
        }
    }
}

impl Origin {
    /// What a message calls the file.
    pub fn label(&self, name: &str) -> String {
        match self {
            Self::Builtin => format!("built-in {name}.toml"),
            Self::File(path) => path.to_string_lossy().into_owned(),
        }
    }
}

/// The `title` of a definition without parsing it: it stands on a line of its own, before any table.
pub fn title(text: &str) -> &str {
    text.lines().find_map(|line| line.strip_prefix("title = \"")?.strip_suffix('"')).unwrap_or_default()
}

/// See [`Provider::deciding`].
fn deciding(table: &DeTable) -> String {
    let tables = table.iter().filter(|(name, _)| DECIDING.contains(&name.get_ref().as_ref()));
    let tables = tables.map(|(name, table)| (name.clone(), table.clone())).collect();
    // A table is read as whatever it holds.
    let value = Value::deserialize(Deserializer::from(Spanned::new(0..0, tables)));
    value.unwrap_or_default().to_string()
}

/// Puts `above` over `below`, whose words of its own are then no longer said.
fn overlay<'a>(below: &mut DeTable<'a>, above: DeTable<'a>) {
    for key in NOT_INHERITED {
        below.remove(key);
    }
    overlay_tables(below, above);
}

fn overlay_tables<'a>(below: &mut DeTable<'a>, above: DeTable<'a>) {
    for (key, value) in above {
        match (below.get_mut(&key).map(Spanned::get_mut), value.into_inner()) {
            (Some(DeValue::Table(inner)), DeValue::Table(own)) => overlay_tables(inner, own),
            (_, value) => {
                below.insert(key, Spanned::new(0..0, value));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builtin_files_are_sorted_complete_and_sound() {
        let names: Vec<_> = FILES.iter().map(|(name, _)| *name).collect();
        assert!(names.is_sorted(), "{names:?}");
        let catalog = Catalog::builtin();
        for (name, text) in FILES {
            let provider = catalog.find(name).unwrap_or_else(|error| panic!("{}", error.for_people()));
            assert_eq!(provider.problems(), [], "{name}");
            assert_eq!(provider.title, title(text), "{name}");
            assert!(!provider.examples.is_empty() && provider.docs.starts_with("https://"), "{name}");
            let bare = Provider { examples: Vec::new(), ..provider };
            assert_eq!(
                format!("{:?}", catalog.find_for_use(name).unwrap().unwrap()),
                format!("{bare:?}"),
                "{name}"
            );
        }
    }

    #[test]
    fn an_extending_file_overrides_key_by_key() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write(
            "base.toml",
            "title = \"Base\"\nscope = \"a\"\n[client-credentials]\nurl = \"https://a.example/t\"\nmethod = \"GET\"\n[client-credentials.params]\nid = \"{client-id}\"\nx = \"1\"\n",
        );
        write(
            "over.toml",
            "title = \"Over\"\nextends = \"base\"\n[client-credentials]\nurl = \"https://b.example/t\"\nclient-auth = \"params\"\n[client-credentials.params]\nx = \"2\"\n",
        );
        write(
            "loop.toml",
            "title = \"L\"\nextends = \"pool\"\n[client-credentials]\nurl = \"https://b.example/t\"\n",
        );
        write(
            "pool.toml",
            "title = \"P\"\nextends = \"loop\"\n[client-credentials]\nurl = \"https://b.example/t\"\n",
        );
        let catalog = Catalog::new(folder.path().to_owned(), Readers::default());
        let over = catalog.find("over").unwrap();
        let grant = over.client_credentials.unwrap();
        assert_eq!((over.title.as_str(), grant.url.to_string().as_str()), ("Over", "https://b.example/t"));
        assert_eq!(grant.method, super::super::Method::Get);
        assert_eq!(grant.params.unwrap().len(), 2);
        assert!(catalog.find("loop").unwrap_err().to_string().contains("circle"));
    }
}
