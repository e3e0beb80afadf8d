//! Finds a definition by name: among the user's own files first, then the built-in ones. Applies `extends`.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::builtin::{Builtin, DEFINITIONS};
use super::inherit::inherit;
use super::{KEY_TABLES, Provider, Translation, text};
use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::report;
use crate::reserved;
use crate::sanitize::{is_name, may_be_token, short_word, visible};
use crate::suggest::{self, folded};
use crate::toml_file;
use crate::trusted_file::ReadPolicy;

/// The longest chain of `extends`. A longer one is a cycle or a mistake.
const MAX_DEPTH: usize = 8;

/// The shortest word of a title, in bytes, that is the name of a vendor.
const SHORTEST_IN_TITLE: usize = 5;

/// The shortest alias, in bytes, that is recognized although it is misspelt.
const SHORTEST_ALIAS: usize = 4;

/// All definitions: the built-in ones and the user's own.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// The directory of the user's own files; if `None`, only built-in definitions exist.
    folder: Option<PathBuf>,
    /// Whether that directory exists. It is set only if nobody else can write to it.
    exists: OnceLock<bool>,
    policy: ReadPolicy,
    /// What [`Self::other_names`] has found.
    other_names: OnceLock<Vec<OtherNames>>,
}

/// A built-in definition as build.rs prepares it.
#[derive(Deserialize)]
struct Prepared {
    /// The definitions that it extends.
    bases: Vec<String>,
    key_fields: String,
    provider: Provider,
}

/// The text of a definition.
#[derive(Clone, Debug)]
pub struct DefinitionText {
    pub name: String,
    pub text: Cow<'static, str>,
    /// The user's own file, unless it is built in.
    pub file: Option<PathBuf>,
}

impl Catalog {
    /// The built-in definitions, and those in `folder`.
    pub fn new(folder: PathBuf, policy: ReadPolicy) -> Self {
        Self { folder: Some(folder), policy, ..Self::builtin() }
    }

    /// Only the built-in definitions, without the user's files.
    pub fn builtin() -> Self {
        Self {
            folder: None,
            exists: OnceLock::new(),
            policy: ReadPolicy::default(),
            other_names: OnceLock::new(),
        }
    }

    /// All names, sorted. A user's file with a built-in name replaces the built-in definition.
    pub fn names(&self) -> BTreeSet<String> {
        let builtin = DEFINITIONS.iter().map(|definition| definition.name.to_owned());
        builtin.chain(self.own_names()).collect()
    }

    /// The names of the user's own files.
    fn own_names(&self) -> impl Iterator<Item = String> {
        // A directory that cannot be listed counts as empty; finding a definition by name reports the error.
        let files = self.folder.iter().flat_map(|folder| self.policy.names(folder));
        let own = files.filter_map(|file| file.strip_suffix(".toml").map(str::to_owned));
        own.filter(|name| is_name(name))
    }

    /// The names of the definitions that may be wrong: the user's own, and all if one of those replaces a built-in one, which
    /// others may extend.
    pub fn names_to_check(&self) -> BTreeSet<String> {
        let own: BTreeSet<String> = self.own_names().collect();
        let replaces = own.iter().any(|name| Builtin::find(name).is_some());
        if replaces { self.names() } else { own }
    }

    /// The directory of the user's own files, if it exists. Fails if somebody else can write to it.
    pub fn folder(&self) -> Result<Option<&Path>> {
        let Some(folder) = &self.folder else { return Ok(None) };
        if self.exists.get().is_none() {
            // Only this function sets it.
            let _ = self.exists.set(self.policy.folder(folder)?);
        }
        Ok(self.exists.get().filter(|exists| **exists).map(|_| folder.as_path()))
    }

    /// The text of the definition called `name`, or `None` if there is none.
    pub fn text(&self, name: &str) -> Result<Option<DefinitionText>> {
        Ok(self.own_text(name)?.or_else(|| builtin(name)))
    }

    /// The same of the user's own files alone.
    fn own_text(&self, name: &str) -> Result<Option<DefinitionText>> {
        if !is_name(name) {
            return Ok(None);
        }
        if let Some(folder) = self.folder()? {
            let path = folder.join(format!("{name}.toml"));
            if let Some((text, _)) = self.policy.read(&path)? {
                return Ok(Some(DefinitionText {
                    name: name.to_owned(),
                    text: text.into(),
                    file: Some(path),
                }));
            }
        }
        Ok(None)
    }

    /// Returns whether the definition called `name` is the user's own.
    pub fn is_own(&self, name: &str) -> bool {
        self.own_text(name).is_ok_and(|text| text.is_some())
    }

    /// Reads the text of a definition from any file.
    pub fn in_file(&self, path: &Path) -> Result<DefinitionText> {
        let missing = || Error::new(Kind::Config, "file-missing").with("path", path);
        let (text, _) = self.policy.read(path)?.ok_or_else(missing)?;
        let name = path.file_stem().map(|stem| visible(&stem.to_string_lossy())).unwrap_or_default();
        Ok(DefinitionText { name, text: text.into(), file: Some(path.to_owned()) })
    }

    /// The definition called `name`, with its bases merged, and its text. A user's own definition is checked.
    pub fn find(&self, name: &str) -> Result<(Provider, DefinitionText)> {
        let found = self.text(name)?.ok_or_else(|| self.unknown(name))?;
        Ok((self.complete(&found)?, found))
    }

    /// Like [`Self::find`], but without a built-in definition's examples, which are most of it, and console. `None` if
    /// there is no definition called `name`.
    pub fn find_for_use(&self, name: &str) -> Result<Option<Provider>> {
        let own = self.own_text(name)?;
        let builtin = own.is_none().then(|| Builtin::find(name)).flatten();
        if let Some(builtin) = builtin {
            let Prepared { bases, key_fields, provider } =
                serde_json::from_str(builtin.prepared).expect("a test reads every one");
            let own_bases = bases.iter().map(|base| self.own_text(base)).collect::<Result<Vec<_>>>()?;
            // A user's own file may replace a built-in base.
            if own_bases.iter().all(Option::is_none) {
                let zh = Translation::unread(builtin);
                let evidence = Some(builtin.evidence);
                return Ok(Some(Provider { name: name.to_owned(), key_fields, zh, evidence, ..provider }));
            }
        }
        let found = own.or_else(|| builtin.map(DefinitionText::from));
        found.map(|found| self.complete(&found.without_examples())).transpose()
    }

    /// Parses `found` and merges its bases. A user's own definition is checked.
    pub fn complete(&self, found: &DefinitionText) -> Result<Provider> {
        let label = found.label();
        let mut table = found.table()?;
        // An `extends` that is not text is an error below.
        let base = table.get("extends").and_then(|base| base.get_ref().as_str()).map(str::to_owned);
        let bases = base.map_or(Ok(Vec::new()), |base| self.bases(found, &base))?;
        for base in &bases {
            inherit(&mut table, base.table()?);
        }
        let key_fields = key_fields(&table);
        let own: Provider = toml_file::from_table(&label, &found.text, &table)?;
        let provider = Provider { key_fields, name: found.name.clone(), ..own };
        if found.file.is_some()
            && let Some(problem) = provider.problems().into_iter().next()
        {
            return Err(toml_file::wrong(&label, problem));
        }
        Ok(provider)
    }

    /// The chain of definitions that `own` extends, beginning with `base`.
    fn bases(&self, own: &DefinitionText, base: &str) -> Result<Vec<DefinitionText>> {
        let (mut bases, mut next) = (Vec::<DefinitionText>::new(), Some(base.to_owned()));
        while let Some(name) = next {
            let above = bases.last().unwrap_or(own);
            if bases.len() == MAX_DEPTH {
                return Err(toml_file::wrong(&above.label(), "definition-circle"));
            }
            // A file that extends its own name means the built-in definition.
            let base = if name == above.name { builtin(&name) } else { self.text(&name)? };
            let missing = || {
                let (label, why) = (above.label(), self.unknown(&name));
                let is_itself = name == above.name;
                let error = if is_itself { "definition-circle".into() } else { why.message() };
                let hints = why.hints().into_iter().filter(|_| !is_itself);
                hints.fold(toml_file::wrong(&label, error), Error::hint)
            };
            let base = base.ok_or_else(missing)?.without_examples();
            next = base.table()?.get("extends").and_then(|next| next.get_ref().as_str()).map(str::to_owned);
            bases.push(base);
        }
        Ok(bases)
    }

    /// Warnings about a valid definition of the user's own: it uses names that a later version may take.
    pub fn warnings(&self, provider: &Provider, found: &DefinitionText) -> Vec<Message> {
        let is_own = found.file.is_some();
        let is_coming = |flag: &&str| is_own && reserved::is_coming_flag(flag);
        let mut coming: Vec<&str> = provider.flags().filter(is_coming).collect();
        // Flags of a built-in base are no problem: a version that takes them changes the definition too.
        if !coming.is_empty()
            && let Some(base) = self.builtin_base(provider, found)
        {
            coming.retain(|flag| !base.flags().any(|known| known == *flag));
        }
        let warning =
            |flag| Message::new("definition-flag-coming").with("file", found.label()).with("flag", flag);
        let status = (is_own && provider.status.is_some())
            .then(|| Message::new("definition-status-old").with("file", found.label()));
        reserved::provider_warning(&provider.name)
            .into_iter()
            .chain(status)
            .chain(coming.into_iter().map(warning))
            .collect()
    }

    /// The nearest built-in definition that `found`, parsed as `provider`, extends.
    fn builtin_base(&self, provider: &Provider, found: &DefinitionText) -> Option<Provider> {
        let bases = self.bases(found, provider.extends.as_deref()?).ok()?;
        self.complete(bases.iter().find(|base| base.file.is_none())?).ok()
    }

    /// The error for an unknown definition, with a suggestion of a similar name.
    pub fn unknown(&self, name: &str) -> Error {
        let names = self.names();
        let others =
            self.other_names().iter().flat_map(|other| other.texts(name).map(|text| (text, &*other.name)));
        let near = suggest::nearest_of(name, names.iter().map(|name| (&**name, &**name)).chain(others));
        let error = Error::new(Kind::Config, "provider-unknown").with("name", &*short_word(name));
        if may_be_token(name) {
            return error.hint("argument-token");
        }
        error.hint(suggest::hint(&near).unwrap_or_else(|| Message::new("providers-list")))
    }

    /// The only definition of which `word` is an alias.
    pub fn by_alias(&self, word: &str) -> Option<String> {
        let word = folded(word);
        let mut found = self.other_names().iter().filter(|other| {
            let mut aliases = other.aliases.iter();
            aliases.any(|alias| folded(alias) == word)
        });
        found.next().filter(|_| found.next().is_none()).map(|other| other.name.clone())
    }

    /// The titles, aliases and keywords of all definitions that can be read.
    pub fn other_names(&self) -> &[OtherNames] {
        let found = |name: String| {
            let found = self.text(&name).ok()??;
            let texts = |key| texts_in(&found.text, key);
            let (aliases, keywords) = (texts("aliases"), texts("keywords"));
            Some(OtherNames { name, title: title(&found.text).to_owned(), aliases, keywords })
        };
        self.other_names.get_or_init(|| self.names().into_iter().filter_map(found).collect())
    }
}

/// What a definition is called besides its name.
#[derive(Clone, Debug, Default)]
pub struct OtherNames {
    pub name: String,
    pub title: String,
    pub aliases: Vec<String>,
    pub keywords: Vec<String>,
}

impl OtherNames {
    /// Whether `word` is one of the aliases or keywords.
    pub fn has(&self, word: &str) -> bool {
        self.aliases.iter().chain(&self.keywords).any(|text| folded(text) == folded(word))
    }

    /// The texts that may suggest this definition in place of `word`: aliases and keywords, short ones only if they are
    /// the word, and the word itself if it is one of the names in the title. `Example Cloud (示例云), …` has three.
    pub fn texts<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a str> {
        let title = self.title.split(['(', ')', ',', ' ']).filter(|part| part.len() >= SHORTEST_IN_TITLE);
        let mut title = title.take_while(|part| !part.starts_with(|first: char| first.is_ascii_lowercase()));
        let is_in_title = title.any(|part| folded(part) == folded(word));
        let others = self.aliases.iter().chain(&self.keywords).map(String::as_str);
        let is_long = |text: &&str| text.len() >= SHORTEST_ALIAS || folded(text) == folded(word);
        others.filter(is_long).chain(is_in_title.then_some(word))
    }
}

fn builtin(name: &str) -> Option<DefinitionText> {
    Builtin::find(name).map(DefinitionText::from)
}

impl From<&'static Builtin> for DefinitionText {
    fn from(definition: &'static Builtin) -> Self {
        Self { name: definition.name.to_owned(), text: definition.text().into(), file: None }
    }
}

impl DefinitionText {
    /// The parsed table. Fails if a text in it is unsafe to show or send.
    pub(super) fn table(&self) -> Result<DeTable<'_>> {
        let table = toml_file::table(&self.label(), &self.text)?;
        // A test checks the built-in ones.
        match self.file.as_ref().and_then(|_| text::fault(&table, "")) {
            Some((at, why)) => Err(toml_file::wrong_in(&self.label(), toml_file::line(&self.text, at), why)),
            None => Ok(table),
        }
    }

    /// Removes the examples at the end of a built-in definition, which a test has checked. A user's own
    /// definition keeps its examples, because it is checked here.
    fn without_examples(mut self) -> Self {
        if let Cow::Borrowed(text) = self.text
            && let Some((rules, _)) = text.split_once("\n[[example]]")
        {
            self.text = rules.into();
        }
        self
    }

    /// The name of the file in messages.
    fn label(&self) -> String {
        match &self.file {
            None => format!("built-in {}.toml", self.name),
            Some(path) => path.to_string_lossy().into_owned(),
        }
    }
}

/// The `title` of a definition in the user's language, without parsing it: it has its own line, before any table. The Chinese one is the
/// first of its table.
pub fn title(text: &str) -> &str {
    title_in(report::language(), text)
}

fn title_in<'a>(language: &str, text: &'a str) -> &'a str {
    let title = |text: &'a str| {
        let mut lines = text.lines().take_while(|line| !line.starts_with('['));
        lines.find_map(|line| line.strip_prefix("title = \"")?.strip_suffix('"'))
    };
    let table = format!("\n[{language}]\n");
    let translated = text.split_once(&table).and_then(|(_, below)| title(below));
    translated.or_else(|| title(text)).unwrap_or_default()
}

/// The string or strings of the key `key` of a definition, without parsing the rest: they are in their own line, before
/// any table.
pub fn texts_in(text: &str, key: &str) -> Vec<String> {
    let line = text.lines().take_while(|line| !line.starts_with('[')).find(|line| {
        let value = line.strip_prefix(key).map(str::trim_start);
        value.is_some_and(|value| value.starts_with('='))
    });
    let table = line.and_then(|line| DeTable::parse(line).ok());
    let value = table.as_ref().and_then(|table| table.get_ref().get(key)).map(Spanned::get_ref);
    let text = value.and_then(DeValue::as_str).map(str::to_owned);
    let values = value.and_then(DeValue::as_array).into_iter().flatten();
    text.into_iter().chain(values.filter_map(|value| value.get_ref().as_str().map(str::to_owned))).collect()
}

/// See [`Provider::key_fields`].
fn key_fields(table: &DeTable) -> String {
    let tables = table.iter().filter(|(name, _)| KEY_TABLES.contains(&name.get_ref().as_ref()));
    let tables = tables.map(|(name, table)| (name.clone(), table.clone())).collect();
    toml_file::to_json(&tables).to_string()
}

#[cfg(test)]
mod tests {
    use chrono::Utc;

    use super::*;

    #[test]
    fn builtin_files_are_sorted_complete_and_sound() {
        assert!(DEFINITIONS.is_sorted_by_key(|definition| definition.name));
        let catalog = Catalog::builtin();
        for definition in DEFINITIONS {
            let (name, text) = (definition.name, definition.text());
            let (provider, found) =
                catalog.find(name).unwrap_or_else(|error| panic!("{}", error.for_people()));
            assert_eq!(provider.problems(), [], "{name}");
            assert_eq!(provider.oversights(&found, Utc::now()).unwrap(), [], "{name}");
            assert_eq!(provider.title, title_in("en", text), "{name}");
            assert_eq!(provider.texts("zh").title, title_in("zh", text), "{name}");
            assert_eq!(provider.zh.texts().steps.is_empty(), provider.console.is_none(), "{name}");
            assert!(!provider.examples.is_empty() && provider.docs.starts_with("https://"), "{name}");
            assert_eq!(provider.evidence, Some(definition.evidence), "{name}");
            let shown = ["choose", "evidence-source", "family"].map(|key| texts_in(text, key).concat());
            let read = [&provider.choose, &provider.evidence_source, &provider.family].map(String::clone);
            assert_eq!((read, provider.status), (shown, None), "{name}");
            let bare = Provider {
                choose: String::new(),
                console: None,
                evidence_date: String::new(),
                evidence_source: String::new(),
                examples: Vec::new(),
                family: String::new(),
                ..provider
            };
            assert_eq!(
                format!("{:?}", catalog.find_for_use(name).unwrap().unwrap()),
                format!("{bare:?}"),
                "{name}"
            );
        }
    }

    #[test]
    fn the_title_of_a_table_is_not_that_of_the_definition() {
        assert_eq!(title("docs = \"d\"\ntitle = \"T\"\n[credentials.client-id]\ntitle = \"Id\"\n"), "T");
        assert_eq!(title("title='T'\n[credentials.client-id]\ntitle = \"Id\"\n"), "");
    }

    #[test]
    fn every_text_of_a_builtin_definition_is_in_chinese_too() {
        let is_chinese =
            |text: &String| text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
        for Builtin { name, .. } in DEFINITIONS {
            let provider = Catalog::builtin().find_for_use(name).unwrap().unwrap();
            let texts = provider.zh.texts();
            assert!(!texts.title.is_empty(), "{name}");
            assert_eq!(is_chinese(&texts.notes), !provider.notes.is_empty(), "{name}");
            let choose = texts_in(Builtin::find(name).unwrap().text(), "choose");
            assert_eq!(is_chinese(&texts.choose), !choose.is_empty(), "{name}");
            assert!(texts.vars.keys().eq(provider.vars.keys()), "{name}: {:?}", texts.vars.keys());
            assert!(texts.hints.keys().eq(provider.hints.keys()), "{name}: {:?}", texts.hints.keys());
            let english: Vec<_> =
                texts.vars.values().chain(texts.hints.values()).filter(|it| !is_chinese(it)).collect();
            // Words that are values, such as `cn`, are the same in both.
            assert!(english.iter().all(|text| text.contains("cn")), "{name}: {english:?}");
        }
    }
}
