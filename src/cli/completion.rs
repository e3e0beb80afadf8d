//! Completion candidates for a partially typed command line.

use std::ffi::{OsStr, OsString};

use clap::Command;
use clap_complete::Shell;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate, SubcommandCandidates, complete};

use super::args::PROFILE;
use super::verb::{Verb, lenient};
use super::{Lookup, Names, tree};
use crate::error::Result;
use crate::reserved::is_command;

/// The candidates for the last of `words`, one per line in the syntax of `shell`. The first word is the name
/// of the program. Files have no candidates: shells complete those themselves.
pub fn candidates<R>(
    root: &Verb<R>,
    words: Vec<OsString>,
    shell: Shell,
    names: &Names,
    lookup: Lookup,
) -> Result<String> {
    let (words, cut) = if shell == Shell::Bash { join_at_equals(words) } else { (words, 0) };
    let Some(last) = words.len().checked_sub(1) else {
        return Ok(String::new());
    };
    let typed: Vec<&str> = words[..last].iter().filter_map(|word| word.to_str()).collect();
    // Only typed names become subcommands: building one for each name would take longer than everything else.
    let mut typed_names = names.clone();
    typed_names.retain(|name, _| typed.contains(&name.as_str()));
    let tree = tree(root, &typed_names, &lenient(lookup), &typed, true)?;
    let mut tree = with_names(tree, root, names, &typed);
    // The only error of `complete` is that it has no candidates.
    let found = complete(&mut tree, words, last, None).unwrap_or_default();
    Ok(found.iter().filter_map(|found| line(found, cut, shell)).collect())
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
    let help = found.get_help().map(ToString::to_string).unwrap_or_default();
    let help = help.lines().next().filter(|help| !help.is_empty() && shell != Shell::Bash);
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

/// Adds all names as candidates: next to the commands, below typed commands, and for their arguments.
fn with_names<R>(tree: Command, root: &Verb<R>, names: &Names, typed: &[&str]) -> Command {
    let with_words = |command: Command, names: Names| {
        command.allow_external_subcommands(true).add(SubcommandCandidates::new(move || as_candidates(&names)))
    };
    // At the top level, a name that is also a command refers to the command.
    let mut free = names.clone();
    free.retain(|name, _| !is_command(name));
    let parents = root.verbs.iter().filter(|verb| verb.profile.is_some() && typed.contains(&verb.name));
    let tree = parents.fold(with_words(tree, free), |tree, verb| {
        tree.mut_subcommand(verb.name, |verb| with_words(verb, names.clone()))
    });
    tree.mut_subcommands(|verb| with_values(verb, names, typed))
}

/// Adds the names as candidates for arguments that take a provider or profile.
fn with_values(verb: Command, names: &Names, typed: &[&str]) -> Command {
    if !typed.contains(&verb.get_name()) {
        return verb;
    }
    let values = names.clone();
    let values = ArgValueCandidates::new(move || as_candidates(&values));
    verb.mut_args(|it| if it.get_id() == PROFILE { it.add(values.clone()) } else { it })
        .mut_subcommands(|verb| with_values(verb, names, typed))
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
