//! Flags that are needed before clap parses the command line. Profiles and the user's own providers are
//! subcommands, and `--config-dir` decides where they are read from.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use super::help::Length;
use crate::color::Choice;
use crate::duration;
use crate::provider::builtin::RESOURCE_PROVIDER;

/// The options of every command that take a value.
const WITH_VALUE: [&str; 4] = ["--color", "--config-dir", "--error-format", "--lang"];

/// The first of two passes over argv; clap makes the second.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EarlyArgs<'a> {
    pub config_dir: Option<PathBuf>,
    pub insecure_file_mode: bool,
    /// `--timeout`, which also limits how long reading the config file may take.
    pub timeout: Option<Duration>,
    /// `--error-format json`, which also applies if the rest of the command line is invalid.
    pub json_errors: bool,
    /// The value of `--lang`.
    pub language: Option<&'a str>,
    /// `--color`, which also applies to errors about the command line.
    pub color: Choice,
    /// The page of help that seems to be requested; the word may also be a value.
    pub(super) help: Option<Length>,
    /// The first argument that is no option of every command.
    pub(super) first: &'a str,
    /// All arguments that do not start with `-`: commands, profiles and values, except for the values of options before
    /// the first argument.
    pub(super) words: Vec<&'a str>,
}

impl<'a> EarlyArgs<'a> {
    /// Reads `args`, of which the first is the program's name.
    pub fn read(args: &'a [OsString]) -> Self {
        let mut early = Self::default();
        // Flags after `--` belong to the command of `gettoken exec`.
        let (mut previous, mut is_ours, mut is_first) = ("", true, true);
        for arg in args.iter().skip(1) {
            let word = arg.to_str();
            let is_general = is_first && (WITH_VALUE.contains(&previous) || word.is_some_and(is_general));
            if !is_general {
                early.words.extend(word.filter(|word| !word.starts_with('-')));
                if std::mem::take(&mut is_first) {
                    early.first = word.unwrap_or_default();
                }
            }
            let word = word.unwrap_or_default();
            is_ours &= word != "--";
            if is_ours {
                early.read_flag(previous, word, arg);
            }
            previous = word;
        }
        early
    }

    /// The command line in which `login URL` is the login to the definition for such URLs; `None` for any other.
    pub fn login_by_url(&self, args: &[OsString]) -> Option<Vec<OsString>> {
        let verb = args.iter().position(|arg| self.first == "login" && arg == self.first)?;
        let mut at = verb + 1;
        while let Some(word) = args.get(at).and_then(|arg| arg.to_str()).filter(|word| is_general(word)) {
            at += if WITH_VALUE.contains(&word) { 2 } else { 1 };
        }
        let url = args.get(at)?.to_str().filter(|word| word.contains("://") && !word.starts_with('-'))?;
        let login = [OsString::from(RESOURCE_PROVIDER), format!("--url={url}").into()];
        Some(args[..at].iter().cloned().chain(login).chain(args[at + 1..].iter().cloned()).collect())
    }

    fn set_color(&mut self, word: &str) {
        self.color = Choice::named(word).unwrap_or_default();
    }

    fn read_flag(&mut self, previous: &str, word: &'a str, arg: &OsString) {
        match word {
            "-h" => self.help = Some(Length::Short),
            "--help" | "help" => self.help = Some(Length::Full),
            "--error-format=json" => self.json_errors = true,
            "json" if previous == "--error-format" => self.json_errors = true,
            "always" | "never" if previous == "--color" => self.set_color(word),
            "--insecure-file-mode" => self.insecure_file_mode = true,
            "--color=always" | "--color=never" => self.set_color(&word["--color=".len()..]),
            _ => {}
        }
        let language = if previous == "--lang" { Some(word) } else { word.strip_prefix("--lang=") };
        self.language = language.or(self.language);
        let limit = if previous == "--timeout" { Some(word) } else { word.strip_prefix("--timeout=") };
        self.timeout = limit.and_then(|limit| duration::parse(limit).ok()).or(self.timeout);
        if self.config_dir.is_none() {
            // clap refuses an empty path.
            let named = if previous == "--config-dir" { Some(arg.into()) } else { None };
            let named = named.or_else(|| word.strip_prefix("--config-dir=").map(PathBuf::from));
            self.config_dir = named.filter(|path| !path.as_os_str().is_empty());
        }
    }
}

/// Reports whether `word` is an option of every command, alone or with its value.
fn is_general(word: &str) -> bool {
    let is_verbose = |letters: &str| !letters.is_empty() && letters.bytes().all(|letter| letter == b'v');
    ["--insecure-file-mode", "--verbose"].contains(&word)
        || word.strip_prefix('-').is_some_and(is_verbose)
        || WITH_VALUE.contains(&word.split_once('=').map_or(word, |(option, _)| option))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_found_at_any_position() {
        let args = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        let find = |words: &[&str]| EarlyArgs::read(&args(words)).config_dir;
        assert_eq!(find(&["gettoken", "x-mail", "--config-dir", "/x"]), Some("/x".into()));
        assert_eq!(find(&["gettoken", "--config-dir=/x", "x-mail"]), Some("/x".into()));
        assert_eq!(find(&["gettoken", "x-mail"]), None);
        assert_eq!(find(&["gettoken", "exec", "x", "--", "y", "--config-dir=/x"]), None);
        let is_insecure = |words: &[&str]| EarlyArgs::read(&args(words)).insecure_file_mode;
        assert!(is_insecure(&["gettoken", "--config-dir", "/x", "x", "--insecure-file-mode"]));
        assert!(!is_insecure(&["gettoken", "exec", "x", "--", "y", "--insecure-file-mode"]));
        let color = |words: &[&str]| EarlyArgs::read(&args(words)).color;
        assert_eq!(color(&["gettoken", "x", "--color", "always"]), Choice::Always);
        assert_eq!(color(&["gettoken", "--color=never", "x"]), Choice::Never);
        assert_eq!(color(&["gettoken", "exec", "x", "--", "ls", "--color=always"]), Choice::Auto);
        let wants_json = |words: &[&str]| EarlyArgs::read(&args(words)).json_errors;
        assert!(wants_json(&["gettoken", "--error-format", "json", "x"]));
        assert!(wants_json(&["gettoken", "x", "--error-format=json"]));
        let language = |words: &[&str]| EarlyArgs::read(&args(words)).language.map(str::to_owned);
        assert_eq!(language(&["gettoken", "--lang", "zh", "x"]).as_deref(), Some("zh"));
        assert_eq!(language(&["gettoken", "x", "--lang=zh"]).as_deref(), Some("zh"));
        assert_eq!(language(&["gettoken", "exec", "x", "--", "y", "--lang=zh"]), None);
        assert!(!wants_json(&["gettoken", "exec", "x", "--", "y", "--error-format=json"]));
    }

    #[test]
    fn a_url_is_logged_in_to_with_its_definition() {
        let args = |words: &str| words.split(' ').map(OsString::from).collect::<Vec<_>>();
        let replaced = |words: &str| {
            let args = args(words);
            EarlyArgs::read(&args).login_by_url(&args)
        };
        for (words, expected) in [
            (
                "gettoken login https://a.example/x --as b",
                "gettoken login mcp --url=https://a.example/x --as b",
            ),
            (
                "gettoken -v login --lang zh http://[::1]:1",
                "gettoken -v login --lang zh mcp --url=http://[::1]:1",
            ),
        ] {
            assert_eq!(replaced(words), Some(args(expected)), "{words}");
        }
        for words in [
            "gettoken login oauth2 --token-url https://a.example",
            "gettoken login --redirect-uri https://a.example",
            "gettoken login",
            "gettoken api x https://a.example",
            "gettoken https://a.example",
        ] {
            assert_eq!(replaced(words), None, "{words}");
        }
    }

    #[test]
    fn options_of_every_command_may_come_first() {
        let args = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        for words in [
            &["gettoken", "doctor", "x", "--lang", "zh"][..],
            &["gettoken", "--lang", "zh", "doctor", "x"],
            &[
                "gettoken",
                "-vv",
                "--insecure-file-mode",
                "--lang=zh",
                "--config-dir",
                "/x",
                "--color",
                "never",
                "doctor",
                "x",
            ],
        ] {
            let args = args(words);
            let early = EarlyArgs::read(&args);
            assert_eq!((early.first, &early.words[..2]), ("doctor", &["doctor", "x"][..]), "{words:?}");
        }
        let args = args(&["gettoken", "--lang"]);
        assert_eq!(EarlyArgs::read(&args).first, "");
    }
}
