//! Finds a definition by name: the user's own files first, then the built-in ones, `extends` applied.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Provider, builtin::FILES};
use crate::document;
use crate::error::{Error, Kind, Result};
use crate::escape::visible;
use crate::ownership::{self, shown};

/// More definitions than this in one chain of `extends` is a circle or a muddle.
const DEEPEST: usize = 8;

/// What a definition says of itself alone and never hands on to one that extends it.
const NOT_INHERITED: [&str; 6] = ["docs", "example", "extends", "notes", "status", "title"];

/// The definitions that can be found.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// The user's own files; without it there are the built-in ones alone.
    folder: Option<PathBuf>,
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
    pub fn new(folder: PathBuf) -> Self {
        Self { folder: Some(folder) }
    }

    /// Every name, sorted; a user's file may bear a built-in name and then stands in its place.
    pub fn names(&self) -> BTreeSet<String> {
        let mut names: BTreeSet<String> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
        // A folder that cannot be listed has no definitions; opening one by name tells why.
        for file in self.folder.iter().flat_map(|folder| ownership::names(folder)) {
            if let Some(name) = file.strip_suffix(".toml")
                && super::is_name(name)
            {
                names.insert(name.to_owned());
            }
        }
        names
    }

    /// The text of the definition called `name`, or `None` when there is none.
    pub fn text(&self, name: &str) -> Result<Option<Found>> {
        if !super::is_name(name) {
            return Ok(None);
        }
        if let Some(folder) = &self.folder {
            let path = folder.join(format!("{name}.toml"));
            if let Some((text, _)) = ownership::read(&path)? {
                return Ok(Some(Found { text: text.into(), origin: Origin::File(path) }));
            }
        }
        let builtin = FILES.iter().find(|(known, _)| *known == name);
        Ok(builtin.map(|(_, text)| Found { text: (*text).into(), origin: Origin::Builtin }))
    }

    /// The definition called `name`, complete and, unless it is built in, checked.
    pub fn find(&self, name: &str) -> Result<Provider> {
        let found = self.text(name)?.ok_or_else(|| self.unknown(name))?;
        self.complete(name, &found, 0)
    }

    /// As [`Self::find`], for use: a built-in one comes without its examples, which are most of it.
    pub fn find_for_use(&self, name: &str) -> Result<Provider> {
        let found = self.text(name)?.ok_or_else(|| self.unknown(name))?;
        self.complete(name, &found.without_examples(), 0)
    }

    /// The definition in a file anywhere, complete and checked.
    pub fn read(&self, path: &Path) -> Result<Provider> {
        let (text, _) = ownership::read(path)?
            .ok_or_else(|| Error::new(Kind::Config, format!("`{}` does not exist", shown(path))))?;
        self.parsed(path, text)
    }

    /// The definition that `text`, from the file at `path`, holds; complete and checked.
    pub fn parsed(&self, path: &Path, text: String) -> Result<Provider> {
        let name = path.file_stem().map(|stem| visible(&stem.to_string_lossy())).unwrap_or_default();
        self.complete(&name, &Found { text: text.into(), origin: Origin::File(path.to_owned()) }, 0)
    }

    /// The definitions that come with the program, whatever files there are.
    pub fn builtin() -> Self {
        Self { folder: None }
    }

    fn complete(&self, name: &str, found: &Found, depth: usize) -> Result<Provider> {
        let label = found.origin.label(name);
        // Parsed by itself first: only then is a mistake told with its line.
        let own: Provider = document::parse(&label, &found.text)?;
        let mut provider = match own.extends.as_deref() {
            None => own,
            Some(base) => {
                let merged = self.merged(&label, name, &found.text, base, depth)?;
                toml::Value::Table(merged).try_into().map_err(|error: toml::de::Error| {
                    Error::new(Kind::Config, format!("{label}: {}", visible(error.message())))
                })?
            }
        };
        name.clone_into(&mut provider.name);
        if found.origin != Origin::Builtin
            && let Some(problem) = provider.problems().into_iter().next()
        {
            return Err(Error::new(Kind::Config, format!("{label}: {problem}")));
        }
        Ok(provider)
    }

    /// This file's table over that of the definition it extends.
    fn merged(&self, label: &str, name: &str, text: &str, base: &str, depth: usize) -> Result<toml::Table> {
        if depth == DEEPEST {
            return Err(Error::new(Kind::Config, format!("{label}: `extends` goes round in a circle")));
        }
        // A file that bears a built-in name and extends it means the built-in one.
        let found = if base == name {
            let builtin = FILES.iter().find(|(known, _)| *known == base);
            builtin.map(|(_, text)| Found { text: (*text).into(), origin: Origin::Builtin })
        } else {
            self.text(base)?
        };
        let found = found.ok_or_else(|| self.unknown(base))?.without_examples();
        let base_label = found.origin.label(base);
        let mut below: toml::Table = document::parse(&base_label, &found.text)?;
        if let Some(next) = below.get("extends").and_then(toml::Value::as_str).map(str::to_owned) {
            below = self.merged(&base_label, base, &found.text, &next, depth + 1)?;
        }
        for key in NOT_INHERITED {
            below.remove(key);
        }
        let own: toml::Table = document::parse(label, text)?;
        overlay(&mut below, own);
        below.remove("extends");
        Ok(below)
    }

    fn unknown(&self, name: &str) -> Error {
        let names = self.names();
        let error = Error::new(Kind::Config, format!("unknown provider `{}`", visible(name)));
        match document::nearest(name, names.iter().map(String::as_str)) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint("`gettoken providers list` shows the names"),
        }
    }
}

impl Found {
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
            Self::File(path) => shown(path),
        }
    }
}

/// The `title` of a definition without parsing it: it stands on a line of its own, before any table.
pub fn title(text: &str) -> &str {
    text.lines().find_map(|line| line.strip_prefix("title = \"")?.strip_suffix('"')).unwrap_or_default()
}

fn overlay(below: &mut toml::Table, above: toml::Table) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(toml::Value::Table(inner)), toml::Value::Table(own)) => overlay(inner, own),
            (_, value) => {
                below.insert(key, value);
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
        let catalog = Catalog::new(PathBuf::from("/nonexistent"));
        for (name, text) in FILES {
            let provider = catalog.find(name).unwrap_or_else(|error| panic!("{}", error.for_people()));
            assert_eq!(provider.problems(), Vec::<String>::new(), "{name}");
            assert_eq!(provider.title, title(text), "{name}");
            assert!(!provider.examples.is_empty() && provider.docs.starts_with("https://"), "{name}");
            let bare = Provider { examples: Vec::new(), ..provider };
            assert_eq!(format!("{:?}", catalog.find_for_use(name).unwrap()), format!("{bare:?}"), "{name}");
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
        let catalog = Catalog::new(folder.path().to_owned());
        let over = catalog.find("over").unwrap();
        let grant = over.client_credentials.unwrap();
        assert_eq!((over.title.as_str(), grant.url.to_string().as_str()), ("Over", "https://b.example/t"));
        assert_eq!(grant.method, super::super::Method::Get);
        assert_eq!(grant.params.unwrap().len(), 2);
        assert!(catalog.find("loop").unwrap_err().to_string().contains("circle"));
    }
}
