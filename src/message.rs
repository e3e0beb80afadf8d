//! A message: a code that names the situation, and its parameters. The text is looked up in the message catalog of a language
//! when it is printed.
//!
//! A code is kebab-case, one for each situation, and does not change when a text is reworded: programs read it in
//! `--error-format json`, and the store keeps it. Parameters are raw; unsafe characters in them are escaped here, in
//! one place. No parameter may be a secret. The hint for the situation `CODE` is in the message catalog as `CODE-hint`.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::report;
use crate::sanitize::{shown_path, visible, visible_lines, without_jwt};

/// A language, a string with all codes and texts, and the offsets of each code and its text, sorted by code.
type Language = (&'static str, &'static str, &'static [[u32; 3]]);

/// The files of `src/messages/`, English first; build.rs reads them.
const LANGUAGES: &[Language] = include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// The variable that names the user's language.
pub const LANGUAGE_VARIABLE: &str = "GETTOKEN_LANG";

/// The language that has every text.
pub const ENGLISH: &str = "en";

/// What is between the values of a list, and before its last one.
const LIST_COMMA: &str = "list-comma";
const LIST_AND: &str = "list-and";

/// A message before it is turned into text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[must_use]
pub struct Message {
    code: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    params: Vec<(Cow<'static, str>, Value)>,
}

/// A parameter of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// Shown on one line, shortened if it is very long.
    Text(String),
    /// Text in which line breaks are kept, such as a usage.
    Lines(String),
    /// A message, shown in the same language.
    Message(Message),
    /// Several values, with the text of a code between them.
    List(Vec<Value>, Cow<'static, str>),
}

impl Message {
    /// The message called `code`.
    pub fn new(code: &'static str) -> Self {
        Self { code: code.into(), params: Vec::new() }
    }

    /// A text that is not in a message catalog, such as a definition's hint or another library's error.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new("text").with("text", Value::Lines(text.into()))
    }

    /// Adds a parameter.
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Value>) -> Self {
        self.params.push((name.into(), value.into()));
        self
    }

    /// The name of the situation.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The hint for it, `CODE-hint`, if the message catalog has one.
    pub fn hint(&self) -> Option<Self> {
        let code = format!("{}-hint", self.code);
        text_of(ENGLISH, &code).map(|_| Self { code: code.into(), params: self.params.clone() })
    }

    /// Returns whether this version knows the code and all parameters are given, nested messages and the hint included.
    pub fn is_known(&self) -> bool {
        let has = |name: &str| self.params.iter().any(|(known, _)| known == name);
        text_of(ENGLISH, &self.code).is_some_and(|text| names(text).all(has))
            && self.params.iter().all(|(_, value)| value.is_known())
            && self.hint().is_none_or(|hint| hint.is_known())
    }

    /// Adds the parameters of `outer` after the message's own, so that its own take precedence.
    pub fn within(mut self, outer: &Self) -> Self {
        self.params.extend(outer.params.iter().cloned());
        self
    }

    /// The English text, for programs.
    pub fn english(&self) -> String {
        self.in_language(ENGLISH)
    }

    /// The message called `code`, if `english` is its text: the errors of serde are only texts.
    pub fn recognize(code: &'static str, english: &str) -> Option<Self> {
        let whole = text_of(ENGLISH, code)?;
        let (mut message, mut pattern, mut rest) = (Self::new(code), whole, english);
        for name in names(whole) {
            let (before, after) = pattern.split_once(&format!("{{{name}}}"))?;
            rest = rest.strip_prefix(before)?;
            let next = names(after).next().and_then(|next| after.split_once(&format!("{{{next}}}")));
            let end = match next {
                Some((between, _)) => rest.find(between)?,
                None => rest.len() - rest.strip_suffix(after).map(|_| after.len())?,
            };
            message = message.with(name.to_owned(), &rest[..end]);
            (pattern, rest) = (after, &rest[end..]);
        }
        (pattern == rest).then_some(message)
    }

    /// The parameter called `name`, preferably in `language`: as `NAME-zh`, for example. A text that is not in a
    /// message catalog can be given in several languages that way.
    fn param(&self, name: &str, language: &str) -> Option<&(Cow<'static, str>, Value)> {
        let is_translated =
            |known: &str| known.strip_prefix(name)?.strip_prefix('-').map(|it| it == language);
        let translated = self.params.iter().find(|(known, _)| is_translated(known).unwrap_or(false));
        translated.or_else(|| self.params.iter().find(|(known, _)| known == name))
    }

    /// The text in the user's language.
    pub fn localized(&self) -> String {
        self.in_language(report::language())
    }

    /// The text in `language`, or in English if it has none.
    pub fn in_language(&self, language: &str) -> String {
        let mut rest = text_of(language, &self.code).unwrap_or(&self.code);
        let mut text = String::new();
        while let Some((before, behind)) = rest.split_once('{') {
            text.push_str(before);
            // A brace without a name after it is literal, such as in an example.
            let Some((name, after)) = behind.split_once('}').filter(|(name, _)| is_name(name)) else {
                text.push('{');
                rest = behind;
                continue;
            };
            let value = self.param(name, language);
            debug_assert!(value.is_some(), "`{}` has no parameter `{name}`", self.code);
            let value = value.map(|(_, value)| value.render(language)).unwrap_or_default();
            // The catalog has the space that belongs beside Latin letters.
            if language != ENGLISH && text.ends_with(' ') && begins_wide(&value) && ends_wide(text.trim_end())
            {
                text.pop();
            }
            text.push_str(&value);
            let unspaced = after.strip_prefix(' ').filter(|rest| begins_wide(rest) && ends_wide(&value));
            rest = unspaced.filter(|_| language != ENGLISH).unwrap_or(after);
        }
        text + rest
    }
}

impl Value {
    /// Several values, with the text of the code `between` them.
    pub fn list(values: impl IntoIterator<Item = impl Into<Self>>, between: &'static str) -> Self {
        Self::List(values.into_iter().map(Into::into).collect(), between.into())
    }

    fn is_known(&self) -> bool {
        match self {
            Self::Text(_) | Self::Lines(_) => true,
            Self::Message(message) => message.is_known(),
            Self::List(values, _) => values.iter().all(Self::is_known),
        }
    }

    /// The text in `language`.
    pub fn in_language(&self, language: &str) -> String {
        self.render(language)
    }

    fn render(&self, language: &str) -> String {
        match self {
            Self::Text(text) => visible(&without_jwt(text)),
            Self::Lines(text) => visible_lines(&without_jwt(text)),
            Self::Message(message) => message.in_language(language),
            Self::List(values, between) => {
                let texts: Vec<String> = values.iter().map(|value| value.render(language)).collect();
                // "a, b and c": the word is before the last one.
                let code =
                    |at| if between == LIST_AND && at + 1 < texts.len() { LIST_COMMA } else { between };
                let mut whole = String::new();
                for (at, text) in texts.iter().enumerate() {
                    if at > 0 {
                        let between = visible_lines(text_of(language, code(at)).unwrap_or(code(at)));
                        let is_english = language == ENGLISH;
                        whole.push_str(if is_english {
                            &between
                        } else {
                            beside(&texts[at - 1], &between, text)
                        });
                    }
                    whole.push_str(text);
                }
                whole
            }
        }
    }
}

/// `between` without the spaces beside Chinese, and after a name such as `应用ID`.
fn beside<'a>(before: &str, between: &'a str, after: &str) -> &'a str {
    let is_name = begins_wide(before) && !before.contains(' ');
    let between = if is_name || ends_wide(before) { between.trim_start() } else { between };
    if begins_wide(after) { between.trim_end() } else { between }
}

/// Returns whether the first letter is Chinese, or Chinese punctuation.
fn begins_wide(text: &str) -> bool {
    text.chars().next().is_some_and(is_wide)
}

fn ends_wide(text: &str) -> bool {
    text.chars().next_back().is_some_and(is_wide)
}

fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}')
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || b"-_".contains(&byte))
}

/// For libraries that require an error type.
impl std::error::Error for Message {}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english())
    }
}

impl From<&'static str> for Message {
    fn from(code: &'static str) -> Self {
        Self::new(code)
    }
}

impl From<&Self> for Message {
    fn from(message: &Self) -> Self {
        message.clone()
    }
}

impl From<Message> for Value {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

impl From<&Message> for Value {
    fn from(message: &Message) -> Self {
        Self::Message(message.clone())
    }
}

/// Our own message, or the words of the operating system with those of a catalog, which has only common ones.
impl From<&io::Error> for Value {
    fn from(error: &io::Error) -> Self {
        if let Some(own) = error.get_ref().and_then(|inner| inner.downcast_ref::<Message>()) {
            return own.into();
        }
        let words = Self::Lines(error.to_string());
        let Some(code) = system_code(error) else { return words };
        let number = error.raw_os_error().map(|number| Message::new("system-number").with("number", number));
        let number = number.map_or(Self::from(""), Self::from);
        let translated =
            Message::new("system-error").with("error", Message::new(code)).with("number", number);
        if cfg!(windows) {
            // Its own words are in the language of the system, and long.
            return translated.into();
        }
        let others = languages().skip(1).map(|language| (format!("text-{language}"), translated.clone()));
        let message = Message::new("text").with("text", words);
        others.fold(message, |message, (name, text)| message.with(name, text)).into()
    }
}

/// The code of the text for a common error of the operating system.
fn system_code(error: &io::Error) -> Option<&'static str> {
    use io::ErrorKind::{
        AddrInUse, AlreadyExists, BrokenPipe, ConnectionRefused, ConnectionReset, HostUnreachable,
        IsADirectory, NetworkUnreachable, NotADirectory, NotFound, PermissionDenied, QuotaExceeded,
        ReadOnlyFilesystem, StorageFull, TimedOut,
    };
    Some(match error.kind() {
        AddrInUse => "system-address-in-use",
        AlreadyExists => "system-already-exists",
        BrokenPipe => "system-broken-pipe",
        ConnectionRefused => "connection-refused",
        ConnectionReset => "connection-reset",
        HostUnreachable | NetworkUnreachable => "system-unreachable",
        IsADirectory => "system-is-a-directory",
        NotADirectory => "system-not-a-directory",
        NotFound => "system-not-found",
        PermissionDenied => "system-permission-denied",
        QuotaExceeded | StorageFull => "system-storage-full",
        ReadOnlyFilesystem => "system-read-only",
        TimedOut => "system-timeout",
        _ => return lookup_code(error),
    })
}

/// The same for a host name that cannot be resolved.
fn lookup_code(error: &io::Error) -> Option<&'static str> {
    let text = error.to_string();
    let [is_unknown, is_temporary] = match error.raw_os_error() {
        // WSAHOST_NOT_FOUND and WSANO_DATA; WSATRY_AGAIN
        Some(number) if cfg!(windows) => [[11001, 11004].contains(&number), number == 11002],
        _ if text.starts_with("failed to lookup address") => [true, text.contains("Temporary failure")],
        _ => [false; 2],
    };
    match () {
        () if is_temporary => Some("system-lookup-failed"),
        () if is_unknown => Some("system-name-unknown"),
        () => None,
    }
}

impl From<&Path> for Value {
    fn from(path: &Path) -> Self {
        Self::Text(shown_path(path).into_owned())
    }
}

macro_rules! from_text {
    ($($type:ty),+) => {
        $(impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::Text(value.to_string())
            }
        })+
    };
}

from_text!(&str, String, &String, Cow<'_, str>, u8, u16, u32, u64, usize, i32, i64);

/// The parameters that a text uses.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
        .filter(|it| is_name(it))
}

thread_local! {
    /// Whether help is left out, see [`without_help`].
    static LEAVES_OUT_HELP: Cell<bool> = const { Cell::new(false) };
}

/// The text of `code`, which has no parameters, in the user's language, for help. Empty if help is left out.
pub fn help(code: &str) -> &'static str {
    if has_help() { text_of(report::language(), code).unwrap_or_default() } else { "" }
}

/// Returns whether [`help`] returns texts.
pub fn has_help() -> bool {
    !LEAVES_OUT_HELP.get()
}

/// Runs `run` without the texts for help, to parse a command line. A call that shows none would spend a tenth of its
/// time on looking them up.
pub fn without_help<T>(run: impl FnOnce() -> T) -> T {
    LEAVES_OUT_HELP.set(true);
    let result = run();
    LEAVES_OUT_HELP.set(false);
    result
}

/// The names of all languages, English first.
pub fn languages() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|(name, ..)| *name)
}

/// The text of `code` in `language`, else in English.
fn text_of(language: &str, code: &str) -> Option<&'static str> {
    let text = |language: &str| {
        let (_, whole, index) = LANGUAGES.iter().find(|(name, ..)| *name == language)?;
        // As bytes, which need no check that a letter ends there: every call looks up its help texts.
        let code_of = |[begin, middle, _]: &[u32; 3]| &whole.as_bytes()[*begin as usize..*middle as usize];
        let [_, begin, end] = index[index.binary_search_by_key(&code.as_bytes(), code_of).ok()?];
        Some(&whole[begin as usize..end as usize])
    };
    text(language).or_else(|| text(ENGLISH))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn a_text_is_made_of_the_code_and_what_is_unsafe_is_escaped() {
        let message =
            Message::new("caused").with("message", Message::new("list-and")).with("cause", "a\nb\u{1b}");
        assert_eq!(message.english(), " and : a\\nb\\u{1b}");
        assert_eq!(Message::text("a\nb\r").english(), "a\nb\\r");
        let own = Message { code: "{ x = {name} }".into(), params: Vec::new() };
        assert_eq!(own.with("name", "y").english(), "{ x = y }");
        let list = Value::list(["a", "b", "c"], "list-and");
        assert_eq!(Message::new("text").with("text", list).english(), "a, b and c");
    }

    #[test]
    fn a_hint_borrows_the_parameters_of_its_error() {
        let outer = Message::new("text").with("text", "outer").with("cause", "c");
        let inner = Message::new("caused").with("message", "own");
        assert_eq!(inner.within(&outer).english(), "own: c");
    }

    #[test]
    fn a_message_without_all_its_parameters_is_unknown() {
        assert!(Message::text("a").is_known());
        for incomplete in [Message::new("text"), Message::new("no-such-code").with("text", "a")] {
            assert!(!incomplete.is_known());
            let list = Value::list([incomplete.clone()], "list-and");
            assert!(!Message::new("text").with("text", incomplete).is_known());
            assert!(!Message::new("text").with("text", list).is_known());
        }
    }

    #[test]
    fn a_parameter_can_be_given_in_another_language() {
        let message = Message::text("a").with("text-zh", "b").with("text-zh-x", "c");
        assert_eq!(message.english(), "a");
        assert_eq!(message.in_language("zh"), "b");
        assert_eq!(message.in_language("fr"), "a");
        let hint = Message::new("text").within(&message);
        assert_eq!(hint.in_language("zh"), "b");
    }

    #[test]
    fn chinese_values_have_no_spaces_around_them() {
        let of = |source| Message::new("value-source").with("name", "x").with("source", source);
        assert_eq!(of(Message::new("source-stdin")).in_language("zh"), "x 来自标准输入");
        assert_eq!(of(Message::text("--x")).in_language("zh"), "x 来自 --x");
        let name = Message::new("credential-client-secret");
        let text = Message::new("value-source").with("name", name).with("source", "X").in_language("zh");
        assert_eq!(text, "客户端密钥来自 X");
        for (items, expected) in [
            (&["a", "b"][..], "a 和 b"),
            (&["甲", "b"], "甲和 b"),
            (&["甲", "乙"], "甲和乙"),
            (&["应用ID", "应用Secret"], "应用ID和应用Secret"),
            (&["客户端 ID", "变量 `x`", "密钥"], "客户端 ID、变量 `x` 和密钥"),
        ] {
            assert_eq!(Value::list(items.iter().copied(), LIST_AND).in_language("zh"), expected);
        }
    }

    #[test]
    fn what_is_stored_is_read_again() {
        let message = Message::new("text").with("text", Value::list(["a"], "list-and")).with("n", 3_u64);
        let stored = serde_json::to_string(&message).unwrap();
        assert_eq!(serde_json::from_str::<Message>(&stored).unwrap(), message);
    }

    #[test]
    fn a_text_is_recognized_with_its_parameters() {
        let name = || Message::new("template-name-invalid").with("name", "{a b}").with("text", "x/{a b}y`");
        assert_eq!(Message::recognize("template-name-invalid", &name().english()), Some(name()));
        let negative = Message::new("duration-negative");
        assert_eq!(Message::recognize("duration-negative", &negative.english()), Some(negative));
        for other in ["", "a duration cannot be", "unclosed `{` in `x", "invalid name `a` of `b`"] {
            for code in ["duration-negative", "template-unclosed", "template-name-invalid"] {
                assert_eq!(Message::recognize(code, other), None, "{code}: {other}");
            }
        }
    }

    #[test]
    fn every_language_has_all_codes_with_the_same_parameters() {
        assert_eq!(LANGUAGES[0].0, ENGLISH);
        let texts = |(_, whole, index): &Language| {
            let text = |[begin, middle, end]: &[u32; 3]| {
                let part = |from: u32, to: u32| &whole[from as usize..to as usize];
                (part(*begin, *middle), names(part(*middle, *end)).collect::<BTreeSet<_>>())
            };
            index.iter().map(text).collect::<BTreeMap<_, _>>()
        };
        let english = texts(&LANGUAGES[0]);
        for language in &LANGUAGES[1..] {
            let mut texts = texts(language);
            let wrong: Vec<_> =
                english.iter().filter(|(code, names)| texts.remove(*code).as_ref() != Some(names)).collect();
            assert!(wrong.is_empty(), "{}: missing, or with other parameters: {wrong:#?}", language.0);
            assert!(texts.is_empty(), "{}: not in English: {texts:#?}", language.0);
        }
    }
}
