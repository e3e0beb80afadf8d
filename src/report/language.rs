//! The language of the texts that a person reads: help, errors, reports and prompts. Output for programs is always
//! in English.
//!
//! It is chosen when the first such text is needed, so that a call that shows none does not even look.

use std::sync::OnceLock;

use super::warn;
use crate::message::{ENGLISH, LANGUAGE_VARIABLE, Message, languages};

/// The variables of the locale (POSIX.1-2017 §8.2). The first one that is set applies.
const LOCALE: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language given by `--lang`.
static FLAG: OnceLock<&str> = OnceLock::new();

/// Sets the language to the value of `--lang`, unless there is no such language: clap reports that.
pub fn set_language(word: &str) {
    if let Some(known) = known(word) {
        // It is set once, before any text is shown.
        let _ = FLAG.set(known);
    }
}

/// The user's language: the name of a file in `src/messages/`, without its extension.
pub fn language() -> &'static str {
    static CHOSEN: OnceLock<&str> = OnceLock::new();
    if let Some(language) = CHOSEN.get() {
        return language;
    }
    let (language, unknown) = choose(FLAG.get().copied(), |name| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(|value| value.to_string_lossy().into_owned())
    });
    // Set before the warning, which needs it.
    if CHOSEN.set(language).is_ok()
        && let Some(word) = unknown
    {
        warn(Message::new("language-unknown").with("value", word).with("names", names()));
    }
    language
}

/// The names of all languages, for people.
fn names() -> String {
    languages().collect::<Vec<_>>().join(", ")
}

/// Chooses the language, and returns the value of [`LANGUAGE_VARIABLE`] if it is none.
fn choose(
    flag: Option<&'static str>,
    variable: impl Fn(&str) -> Option<String>,
) -> (&'static str, Option<String>) {
    if let Some(language) = flag {
        return (language, None);
    }
    let own = variable(LANGUAGE_VARIABLE);
    if let Some(language) = own.as_deref().and_then(known) {
        return (language, None);
    }
    let locale = LOCALE.iter().find_map(|name| variable(name)).unwrap_or_default();
    (of_locale(&locale), own)
}

/// The language called `word`.
fn known(word: &str) -> Option<&'static str> {
    languages().find(|language| *language == word)
}

/// The language of a locale such as `zh_CN.UTF-8`. Only the characters of ASCII can be written in every character
/// set, so others than English require UTF-8.
fn of_locale(locale: &str) -> &'static str {
    let (locale, set) =
        locale.split('@').next().unwrap_or_default().split_once('.').unwrap_or((locale, "utf8"));
    let language = locale.split(['_', '-', '@']).next().unwrap_or_default();
    let is_utf_8 = ["utf8", "utf-8"].iter().any(|name| set.eq_ignore_ascii_case(name));
    known(language).filter(|_| is_utf_8).unwrap_or(ENGLISH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_decides_if_nothing_else_does() {
        for (locale, language) in [
            ("zh_CN.UTF-8", "zh"),
            ("zh_TW.utf8", "zh"),
            ("zh_HK", "zh"),
            ("zh-Hans-CN", "zh"),
            ("zh", "zh"),
            ("zh_CN.UTF-8@pinyin", "zh"),
            ("zh_CN@pinyin", "zh"),
            ("zh_CN.GBK", "en"),
            ("zh_CN.GB18030", "en"),
            ("zha_CN.UTF-8", "en"),
            ("de_DE.UTF-8", "en"),
            ("C.UTF-8", "en"),
            ("POSIX", "en"),
            ("", "en"),
        ] {
            assert_eq!(of_locale(locale), language, "{locale}");
        }
    }

    #[test]
    fn the_flag_precedes_the_variable_and_that_the_locale() {
        let set = |pairs: &'static [(&str, &str)]| {
            move |name: &str| {
                pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            }
        };
        assert_eq!(choose(Some("en"), set(&[("GETTOKEN_LANG", "zh")])), ("en", None));
        assert_eq!(choose(None, set(&[("GETTOKEN_LANG", "zh"), ("LC_ALL", "C")])), ("zh", None));
        assert_eq!(choose(None, set(&[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")])), ("en", None));
        assert_eq!(choose(None, set(&[("LC_MESSAGES", "zh_CN"), ("LANG", "C")])), ("zh", None));
        assert_eq!(choose(None, set(&[("LANG", "zh_CN.UTF-8")])), ("zh", None));
        let unknown = Some("fr".to_owned());
        assert_eq!(choose(None, set(&[("GETTOKEN_LANG", "fr"), ("LANG", "zh_CN")])), ("zh", unknown));
        assert_eq!(choose(None, set(&[])), ("en", None));
    }
}
