//! Completion candidates for a partially typed command line.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};

use clap::{Command, ValueHint};
use clap_complete::Shell;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, SubcommandCandidates, complete};

use super::args::PROFILE;
use super::verb::{Verb, lenient};
use super::{Lookup, Names, tree};
use crate::error::Result;
use crate::layout::{columns, wrap};
use crate::reserved::is_command;

/// Where the candidates come from. Those that take time are only looked up if they are wanted.
pub struct Sources<'a> {
    pub names: &'a Names,
    pub lookup: Lookup<'a>,
    /// The profiles with stored tokens.
    pub stored: &'a dyn Fn() -> BTreeSet<String>,
    /// The programs that `gettoken exec` could run.
    pub programs: &'a dyn Fn() -> BTreeSet<String>,
    /// The profiles of the config file.
    pub profiles: &'a dyn Fn() -> BTreeSet<String>,
}

/// The command line so far.
pub struct Typed<'a> {
    pub before: Vec<&'a str>,
    /// The word that is completed.
    pub word: &'a str,
}

/// The candidates for an argument of a command, or [`FILES`]. Those that do not begin with the word are left out later.
pub type Values = fn(&Sources, &Typed) -> Names;

/// The candidate in place of which the shell completes file names itself. No text of a user can be the same.
pub const FILES: &str = "\0files";
/// What the scripts read as [`FILES`].
const FILES_LINE: &str = "\n";

/// The most columns of a description.
const MAX_HELP: usize = 60;

/// The candidates for the last of `words`, one per line in the syntax of `shell`. The first word is the name
/// of the program. An empty line asks the shell to complete the name of a file.
pub fn candidates<R>(
    root: &Verb<R>,
    words: Vec<OsString>,
    shell: Shell,
    sources: &Sources,
) -> Result<String> {
    let (words, cut) = if shell == Shell::Bash { join_at_equals(words) } else { (words, 0) };
    let Some(last) = words.len().checked_sub(1) else {
        return Ok(String::new());
    };
    let typed: Vec<&str> = words[..last].iter().filter_map(|word| word.to_str()).collect();
    if let Some(separator) = typed.iter().position(|word| *word == "--")
        && typed[..separator].contains(&"exec")
    {
        let word = words[last].to_string_lossy();
        let is_program = last == separator + 1 && !word.contains(std::path::is_separator);
        return Ok(if is_program { programs(sources, &word, shell) } else { FILES_LINE.to_owned() });
    }
    // Only typed names become subcommands: building one for each name would take longer than everything else.
    let mut typed_names = sources.names.clone();
    typed_names.retain(|name, _| typed.contains(&name.as_str()));
    let tree = tree(root, &typed_names, &lenient(sources.lookup), &typed, true)?;
    let tree = with_names(tree, root, sources, &typed);
    let typed = Typed { before: typed, word: words[last].to_str().unwrap_or_default() };
    let mut tree = with_values(tree, Some(root), sources, &typed);
    // The only error of `complete` is that it has no candidates.
    let found = complete(&mut tree, words, last, None).unwrap_or_default();
    let is_files = |found: &CompletionCandidate| found.get_value().to_string_lossy().ends_with(FILES);
    let (files, found): (Vec<_>, Vec<_>) = found.into_iter().partition(is_files);
    if found.is_empty() && !files.is_empty() {
        return Ok(FILES_LINE.to_owned());
    }
    Ok(found.iter().filter_map(|found| line(found, cut, shell)).collect())
}

/// The programs whose names begin with `word`.
fn programs(sources: &Sources, word: &str, shell: Shell) -> String {
    let programs = (sources.programs)().into_iter().filter(|name| name.starts_with(word));
    programs.filter_map(|name| line(&CompletionCandidate::new(name), 0, shell)).collect()
}

/// Returns `true` if `shell` cannot misread `word` as code. Bash and PowerShell insert candidates unquoted,
/// so that a word from a definition could contain a command. Other shells quote them.
fn is_safe_word(word: &str, shell: Shell) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || "-_.:/%+=".contains(letter);
    !matches!(shell, Shell::Bash | Shell::PowerShell) || word.chars().all(plain)
}

/// Formats one candidate as a line for `shell`, without the `cut` bytes that are already typed.
fn line(found: &CompletionCandidate, cut: usize, shell: Shell) -> Option<String> {
    let word = found.get_value().to_str()?.get(cut..).filter(|word| is_safe_word(word, shell))?;
    let help = found.get_help().map(|help| short(&help.to_string())).unwrap_or_default();
    let help = Some(help).filter(|help| !help.is_empty() && shell != Shell::Bash);
    let (word, between) = match shell {
        Shell::Zsh => (word.replace('\\', "\\\\").replace(':', "\\:"), ":"),
        _ => (word.to_owned(), "\t"),
    };
    Some(help.map_or(format!("{word}\n"), |help| format!("{word}{between}{help}\n")))
}

/// Rejoins words that Bash splits at `=`. It splits `--output=js` into three words and expects a replacement
/// for the third only, so this also returns the number of bytes to cut from the candidates for the last word.
fn join_at_equals(words: Vec<OsString>) -> (Vec<OsString>, usize) {
    let mut joined: Vec<OsString> = Vec::new();
    let mut cut = 0;
    let mut continues = false;
    for word in words {
        let is_equals = word == "=";
        match joined.last_mut() {
            Some(before) if continues || is_equals => {
                before.push(&word);
                cut = before.len() - if is_equals { 0 } else { word.len() };
            }
            _ => {
                cut = 0;
                joined.push(word);
            }
        }
        continues = is_equals;
    }
    (joined, cut)
}

/// The first sentence of a help text, without remarks in brackets, and cut after a word if it is still long.
fn short(help: &str) -> String {
    let line = help.lines().next().unwrap_or_default();
    let ends = [" [", "; ", ", such as"].iter().filter_map(|end| line.find(end));
    let text = &line[..ends.min().unwrap_or(line.len())];
    if columns(text) <= MAX_HELP {
        return text.to_owned();
    }
    let lines = wrap(text, MAX_HELP - 1);
    lines.lines().next().unwrap_or_default().trim_end_matches(',').to_owned() + "…"
}

/// Adds the names as candidates: next to the commands, and below typed commands.
fn with_names<R>(tree: Command, root: &Verb<R>, sources: &Sources, typed: &[&str]) -> Command {
    let with_words = |command: Command, names: Names| {
        command.allow_external_subcommands(true).add(SubcommandCandidates::new(move || as_candidates(&names)))
    };
    // At the top level, a name that is also a command refers to the command.
    let mut free = sources.names.clone();
    free.retain(|name, _| !is_command(name));
    let parents = root.verbs.iter().filter(|verb| verb.profile.is_some() && typed.contains(&verb.name));
    parents.fold(with_words(tree, free), |tree, verb| {
        let mut names = sources.names.clone();
        if verb.is_login {
            let can_log_in = |name: &str| match (sources.lookup)(name) {
                Ok(provider) => provider.is_some_and(|it| it.authorize.is_some() || it.device.is_some()),
                Err(_) => false,
            };
            names.retain(|name, _| can_log_in(name));
        }
        tree.mut_subcommand(verb.name, |verb| with_words(verb, names))
    })
}

/// Adds the candidates for values: files, the known values of variables, names where an argument takes one, and what
/// the command itself knows.
fn with_values<R>(command: Command, verb: Option<&Verb<R>>, sources: &Sources, typed: &Typed) -> Command {
    let own = verb.map_or(&[][..], |verb| verb.values);
    let provider = (sources.lookup)(command.get_name()).ok().flatten();
    let is_clear = command.get_name() == "clear";
    let command = command.mut_args(|arg| {
        let is_path = arg.get_value_hint() == ValueHint::AnyPath;
        let known = arg.get_id().as_str().strip_prefix("var:").zip(provider.as_ref());
        let known = known.and_then(|(name, provider)| provider.vars.get(name));
        if arg.get_id() == PROFILE {
            let stored = || (sources.stored)().into_iter().map(|name| (name, String::new())).collect();
            let names = if is_clear { stored() } else { sources.names.clone() };
            arg.add(ArgValueCompleter::new(move |word: &OsStr| beginning(&names, word, is_path)))
        } else if is_path {
            arg.add(ArgValueCompleter::new(|word: &OsStr| beginning(&Names::new(), word, true)))
        } else if let Some(variable) =
            known.filter(|variable| !variable.aliases.is_empty() && variable.choices.is_empty())
        {
            let aliases = variable.aliases.clone();
            arg.add(ArgValueCompleter::new(move |word: &OsStr| beginning(&aliases, word, false)))
        } else if let Some((_, values)) = own.iter().find(|(id, _)| arg.get_id() == id) {
            let mut values = values(sources, typed);
            let is_path = values.remove(FILES).is_some();
            arg.add(ArgValueCompleter::new(move |word: &OsStr| beginning(&values, word, is_path)))
        } else {
            arg
        }
    });
    command.mut_subcommands(|below| {
        if !typed.before.contains(&below.get_name()) {
            return below;
        }
        let verb = verb.and_then(|verb| verb.find(below.get_name()));
        with_values(below, verb, sources, typed)
    })
}

/// The names that begin with `word`; if there is none, perhaps the names of files.
fn beginning(names: &Names, word: &OsStr, or_files: bool) -> Vec<CompletionCandidate> {
    let mut found = as_candidates(names);
    found.retain(|name| name.get_value().as_encoded_bytes().starts_with(word.as_encoded_bytes()));
    if found.is_empty() && or_files { vec![CompletionCandidate::new(FILES)] } else { found }
}

fn as_candidates(names: &Names) -> Vec<CompletionCandidate> {
    let about = |help: &String| (!help.is_empty()).then(|| help.clone().into());
    names.iter().map(|(name, help)| CompletionCandidate::new(name).help(about(help))).collect()
}

/// Splits the input of `--words` into words. Each ends with a NUL; PowerShell appends a line break.
pub fn words(input: &[u8]) -> Vec<OsString> {
    let input = input.strip_suffix(b"\n").unwrap_or(input);
    let input = input.strip_suffix(b"\r").unwrap_or(input);
    let input = input.strip_suffix(b"\0").unwrap_or(input);
    let word = |word: &[u8]| OsStr::new(&*String::from_utf8_lossy(word)).to_owned();
    input.split(|byte| *byte == 0).map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(text: &[&str]) -> Vec<OsString> {
        text.iter().map(OsString::from).collect()
    }

    #[test]
    fn words_are_read_as_shells_write_them() {
        assert_eq!(words(b"gettoken\0ali\0"), words_of(&["gettoken", "ali"]));
        assert_eq!(words(b"gettoken\0\0"), words_of(&["gettoken", ""]));
        assert_eq!(words(b"gettoken\0a b\nc\0\r\n"), words_of(&["gettoken", "a b\nc"]));
    }

    #[test]
    fn descriptions_are_short() {
        assert_eq!(short("Scope to request; can be repeated"), "Scope to request");
        assert_eq!(short("The client id [env: X]"), "The client id");
        assert!(columns(&short(&"word ".repeat(30))) <= MAX_HELP);
    }

    #[test]
    fn words_that_bash_splits_are_joined() {
        for (typed, joined, cut) in [
            (vec!["g", "--output", "=", "js"], vec!["g", "--output=js"], 9),
            (vec!["g", "--output", "="], vec!["g", "--output="], 9),
            (vec!["g", "--output", "=", "json", "x"], vec!["g", "--output=json", "x"], 0),
            (vec!["g", "x"], vec!["g", "x"], 0),
        ] {
            assert_eq!(join_at_equals(words_of(&typed)), (words_of(&joined), cut), "{typed:?}");
        }
    }
}
