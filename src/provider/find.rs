//! Finds a definition by name: the user's own files first, then the built-in ones, `extends` applied.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::builtin::{Builtin, DEFINITIONS};
use super::text;
use super::{KEY_TABLES, Provider};
use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::reserved;
use crate::sanitize::{is_name, visible};
use crate::toml_file;
use crate::trusted_file::Readers;

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
    key_fields: String,
    provider: Provider,
}

/// A definition as it was written.
#[derive(Clone, Debug)]
pub struct DefinitionText {
    pub name: String,
    pub text: Cow<'static, str>,
    /// The user's own file, unless it is built in.
    pub file: Option<PathBuf>,
}

impl Catalog {
    /// The built-in definitions, and those in `folder`.
    pub fn new(folder: PathBuf, readers: Readers) -> Self {
        Self { folder: Some(folder), is_there: OnceLock::new(), readers }
    }

    /// The definitions that come with the program, whatever files there are.
    pub fn builtin() -> Self {
        Self { folder: None, is_there: OnceLock::new(), readers: Readers::default() }
    }

    /// Every name, sorted; a user's file may bear a built-in name and then stands in its place.
    pub fn names(&self) -> BTreeSet<String> {
        let builtin = DEFINITIONS.iter().map(|definition| definition.name.to_owned());
        // A folder that cannot be listed has no definitions; opening one by name tells why.
        let files = self.folder.iter().flat_map(|folder| self.readers.names(folder));
        let own = files.filter_map(|file| file.strip_suffix(".toml").map(str::to_owned));
        builtin.chain(own.filter(|name| is_name(name))).collect()
    }

    /// The folder with the user's own files, if there is one; an error if somebody else may put one there.
    pub fn folder(&self) -> Result<Option<&Path>> {
        let Some(folder) = &self.folder else { return Ok(None) };
        if self.is_there.get().is_none() {
            // Nobody else sets it.
            let _ = self.is_there.set(self.readers.folder(folder)?);
        }
        Ok(self.is_there.get().filter(|is_there| **is_there).map(|_| folder.as_path()))
    }

    /// The text of the definition called `name`, or `None` when there is none.
    pub fn text(&self, name: &str) -> Result<Option<DefinitionText>> {
        if !is_name(name) {
            return Ok(None);
        }
        if let Some(folder) = self.folder()? {
            let path = folder.join(format!("{name}.toml"));
            if let Some((text, _)) = self.readers.read(&path)? {
                return Ok(Some(DefinitionText {
                    name: name.to_owned(),
                    text: text.into(),
                    file: Some(path),
                }));
            }
        }
        Ok(builtin(name))
    }

    /// The definition in a file anywhere.
    pub fn in_file(&self, path: &Path) -> Result<DefinitionText> {
        let missing = || Error::new(Kind::Config, "file-missing").with("path", path);
        let (text, _) = self.readers.read(path)?.ok_or_else(missing)?;
        let name = path.file_stem().map(|stem| visible(&stem.to_string_lossy())).unwrap_or_default();
        Ok(DefinitionText { name, text: text.into(), file: Some(path.to_owned()) })
    }

    /// The definition called `name`, complete and, unless it is built in, checked; and as it was written.
    pub fn find(&self, name: &str) -> Result<(Provider, DefinitionText)> {
        let found = self.text(name)?.ok_or_else(|| self.unknown(name))?;
        Ok((self.complete(&found)?, found))
    }

    /// As [`Self::find`], for use: a built-in one comes without its examples, which are most of it; `None` when
    /// there is none called `name`.
    pub fn find_for_use(&self, name: &str) -> Result<Option<Provider>> {
        let Some(found) = self.text(name)? else { return Ok(None) };
        if let Some(builtin) = Builtin::find(name).filter(|_| found.file.is_none()) {
            let Prepared { bases, key_fields, provider } =
                serde_json::from_str(builtin.prepared).expect("a test reads every one");
            let bases = bases.iter().map(|base| self.text(base)).collect::<Result<Vec<_>>>()?;
            // A file of the user's own may be in the place of one that it extends.
            if bases.iter().flatten().all(|base| base.file.is_none()) {
                return Ok(Some(Provider { name: name.to_owned(), key_fields, ..provider }));
            }
        }
        self.complete(&found.without_examples()).map(Some)
    }

    /// The definition that `found` is, complete and, unless it is built in, checked.
    pub fn complete(&self, found: &DefinitionText) -> Result<Provider> {
        let label = found.label();
        // Read by itself first: only then does a mistake have a line.
        let table = found.table()?;
        let key_fields = key_fields(&table);
        let own: Provider = toml_file::from_table(&label, &found.text, table)?;
        let mut provider = match own.extends.as_deref() {
            None => Provider { key_fields, ..own },
            Some(base) => self.extended(found, base)?,
        };
        provider.name.clone_from(&found.name);
        if found.file.is_some()
            && let Some(problem) = provider.problems().into_iter().next()
        {
            return Err(toml_file::wrong(&label, problem));
        }
        Ok(provider)
    }

    /// This file's table over that of the definition it extends, and so on down.
    fn extended(&self, own: &DefinitionText, base: &str) -> Result<Provider> {
        let bases = self.bases(own, base)?;
        let mut merged = DeTable::new();
        for found in bases.iter().rev().chain([own]) {
            NOT_INHERITED.iter().for_each(|key| drop(merged.remove(*key)));
            overlay(&mut merged, found.table()?);
        }
        let key_fields = key_fields(&merged);
        // Read as a file is: for a reader of another kind the whole vocabulary would be compiled again.
        let merged = Deserializer::from(Spanned::new(0..0, merged));
        Provider::deserialize(merged).map(|provider| Provider { key_fields, ..provider }).map_err(|error| {
            toml_file::wrong(&own.label(), Message::new("toml-fault").with("message", error.message()))
        })
    }

    /// The definitions below `own`, the nearest first, which is called `base`.
    fn bases(&self, own: &DefinitionText, base: &str) -> Result<Vec<DefinitionText>> {
        let (mut bases, mut next) = (Vec::<DefinitionText>::new(), Some(base.to_owned()));
        while let Some(name) = next {
            let above = bases.last().unwrap_or(own);
            if bases.len() == DEEPEST {
                return Err(toml_file::wrong(&above.label(), "definition-circle"));
            }
            // A file that bears a built-in name and extends it means the built-in one.
            let base = if name == above.name { builtin(&name) } else { self.text(&name)? };
            let base = base.ok_or_else(|| self.unknown(&name))?.without_examples();
            next = base.table()?.get("extends").and_then(|next| next.get_ref().as_str()).map(str::to_owned);
            bases.push(base);
        }
        Ok(bases)
    }

    /// What the user should know of a definition of his own that is right: where it uses words that a
    /// later version may take.
    pub fn warnings(&self, provider: &Provider, found: &DefinitionText) -> Vec<Message> {
        let is_own = found.file.is_some();
        let is_coming = |flag: &&str| is_own && reserved::is_coming_flag(flag);
        let mut coming: Vec<&str> = provider.flags().filter(is_coming).collect();
        // What comes from a built-in definition comes with that version.
        if !coming.is_empty()
            && let Some(base) = self.builtin_base(provider, found)
        {
            coming.retain(|flag| !base.flags().any(|known| known == *flag));
        }
        let warning =
            |flag| Message::new("definition-flag-coming").with("file", found.label()).with("flag", flag);
        reserved::provider_warning(&provider.name)
            .into_iter()
            .chain(coming.into_iter().map(warning))
            .collect()
    }

    /// The built-in definition that `provider`, which is `found`, extends, directly or not.
    fn builtin_base(&self, provider: &Provider, found: &DefinitionText) -> Option<Provider> {
        let bases = self.bases(found, provider.extends.as_deref()?).ok()?;
        self.complete(bases.iter().find(|base| base.file.is_none())?).ok()
    }

    /// Says that there is no definition called `name`, and which is near.
    pub fn unknown(&self, name: &str) -> Error {
        let names = self.names();
        let near = toml_file::did_you_mean(name, names.iter().map(String::as_str));
        let error = Error::new(Kind::Config, "provider-unknown").with("name", name);
        error.hint(near.unwrap_or_else(|| Message::new("providers-list")))
    }
}

fn builtin(name: &str) -> Option<DefinitionText> {
    let definition = Builtin::find(name)?;
    Some(DefinitionText { name: name.to_owned(), text: definition.text.into(), file: None })
}

impl DefinitionText {
    /// What it holds, if no text of it can do harm where it is shown or sent.
    fn table(&self) -> Result<DeTable<'_>> {
        let table = toml_file::table(&self.label(), &self.text)?;
        // Of the built-in ones a test says so.
        match self.file.as_ref().and_then(|_| text::fault(&table, "")) {
            Some((at, why)) => Err(toml_file::wrong_in(&self.label(), toml_file::line(&self.text, at), why)),
            None => Ok(table),
        }
    }

    /// A built-in definition without the examples at its end, which a test has checked; a user's own as
    /// it is, since it is checked here.
    fn without_examples(mut self) -> Self {
        if let Cow::Borrowed(text) = self.text
            && let Some((rules, _)) = text.split_once("\n[[example]]")
        {
            self.text = rules.into();
        }
        self
    }

    /// What a message calls the file.
    fn label(&self) -> String {
        match &self.file {
            None => format!("built-in {}.toml", self.name),
            Some(path) => path.to_string_lossy().into_owned(),
        }
    }
}

/// The `title` of a definition without parsing it: it stands on a line of its own, before any table.
pub fn title(text: &str) -> &str {
    text.lines().find_map(|line| line.strip_prefix("title = \"")?.strip_suffix('"')).unwrap_or_default()
}

/// See [`Provider::key_fields`].
fn key_fields(table: &DeTable) -> String {
    let tables = table.iter().filter(|(name, _)| KEY_TABLES.contains(&name.get_ref().as_ref()));
    let tables = tables.map(|(name, table)| (name.clone(), table.clone())).collect();
    // A table is read as whatever it holds.
    let value = Value::deserialize(Deserializer::from(Spanned::new(0..0, tables)));
    value.unwrap_or_default().to_string()
}

/// Puts `above` over `below`, table by table.
fn overlay<'a>(below: &mut DeTable<'a>, above: DeTable<'a>) {
    for (key, value) in above {
        match (below.get_mut(&key).map(Spanned::get_mut), value.into_inner()) {
            (Some(DeValue::Table(inner)), DeValue::Table(own)) => overlay(inner, own),
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
        assert!(DEFINITIONS.is_sorted_by_key(|definition| definition.name));
        let catalog = Catalog::builtin();
        for Builtin { name, text, .. } in DEFINITIONS {
            let (provider, _) = catalog.find(name).unwrap_or_else(|error| panic!("{}", error.for_people()));
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
        let over = catalog.find("over").unwrap().0;
        let grant = over.client_credentials.unwrap();
        assert_eq!((over.title.as_str(), grant.url.to_string().as_str()), ("Over", "https://b.example/t"));
        assert_eq!(grant.method, super::super::Method::Get);
        assert_eq!(grant.params.unwrap().len(), 2);
        assert!(catalog.find("loop").unwrap_err().to_string().contains("circle"));
    }
}
