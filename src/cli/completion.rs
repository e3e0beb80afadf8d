//! What may stand next on a command line that is still being typed.

use std::ffi::{OsStr, OsString};

use clap::Command;
use clap_complete::Shell;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate, SubcommandCandidates, complete};

use super::args::PROFILE;
use super::verb::{Verb, lenient};
use super::{Lookup, Names, tree};
use crate::error::Result;
use crate::reserved::is_command;

/// What may stand in the place of the last of `words`, the program's own name being the first: a line for each, as
/// `shell` reads it. Nothing where a file is meant: each shell has a way of its own with those.
pub fn candidates<R>(
    root: &Verb<R>,
    words: Vec<OsString>,
    shell: Shell,
    names: &Names,
    lookup: Lookup,
) -> Result<String> {
    let (words, cut) = if shell == Shell::Bash { joined(words) } else { (words, 0) };
    let Some(last) = words.len().checked_sub(1) else {
        return Ok(String::new());
    };
    let typed: Vec<&str> = words[..last].iter().filter_map(|word| word.to_str()).collect();
    // Only those that were typed are subcommands: to build one for each name takes longer than all the rest.
    let mut spoken = names.clone();
    spoken.retain(|name, _| typed.contains(&name.as_str()));
    let tree = tree(root, &spoken, &lenient(lookup), &typed, true)?;
    let mut tree = with_names(tree, root, names, &typed);
    // Its one error says that there is nothing.
    let found = complete(&mut tree, words, last, None).unwrap_or_default();
    Ok(found.iter().filter_map(|found| line(found, cut, shell)).collect())
}

/// Whether `shell` takes `word` for one word and for itself. Bash and PowerShell put onto the command line
/// what they are given: in a word that a definition chooses there could be a command. The others quote it.
fn is_one_word(word: &str, shell: Shell) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || "-_.:/%+=".contains(letter);
    !matches!(shell, Shell::Bash | Shell::PowerShell) || word.chars().all(plain)
}

/// One candidate as `shell` reads it, on a line.
fn line(found: &CompletionCandidate, cut: usize, shell: Shell) -> Option<String> {
    let word = found.get_value().to_str()?.get(cut..).filter(|word| is_one_word(word, shell))?;
    let help = found.get_help().map(ToString::to_string).unwrap_or_default();
    let help = help.lines().next().filter(|help| !help.is_empty() && shell != Shell::Bash);
    let (word, between) = match shell {
        Shell::Zsh => (word.replace('\\', "\\\\").replace(':', "\\:"), ":"),
        _ => (word.to_owned(), "\t"),
    };
    Some(help.map_or(format!("{word}\n"), |help| format!("{word}{between}{help}\n")))
}

/// Bash makes three words of `--output=js`, and wants only the third one back: the words as they were typed, and
/// how much of the last one it has already.
fn joined(words: Vec<OsString>) -> (Vec<OsString>, usize) {
    let mut whole: Vec<OsString> = Vec::new();
    let mut cut = 0;
    let mut continues = false;
    for word in words {
        let is_sign = word == "=";
        match whole.last_mut() {
            Some(before) if continues || is_sign => {
                before.push(&word);
                cut = before.len() - if is_sign { 0 } else { word.len() };
            }
            _ => {
                cut = 0;
                whole.push(word);
            }
        }
        continues = is_sign;
    }
    (whole, cut)
}

/// Offers the names that there are: beside the commands, below those that were typed, and as their arguments.
fn with_names<R>(tree: Command, root: &Verb<R>, names: &Names, typed: &[&str]) -> Command {
    let with_words = |command: Command, names: Names| {
        command.allow_external_subcommands(true).add(SubcommandCandidates::new(move || offered(&names)))
    };
    // Beside the commands, a name that is one of theirs is that command.
    let mut free = names.clone();
    free.retain(|name, _| !is_command(name));
    let parents = root.verbs.iter().filter(|verb| verb.profile.is_some() && typed.contains(&verb.name));
    let tree = parents.fold(with_words(tree, free), |tree, verb| {
        tree.mut_subcommand(verb.name, |verb| with_words(verb, names.clone()))
    });
    tree.mut_subcommands(|verb| with_values(verb, names, typed))
}

/// Offers the names as values of the arguments that are one.
fn with_values(verb: Command, names: &Names, typed: &[&str]) -> Command {
    if !typed.contains(&verb.get_name()) {
        return verb;
    }
    let values = names.clone();
    let values = ArgValueCandidates::new(move || offered(&values));
    verb.mut_args(|it| if it.get_id() == PROFILE { it.add(values.clone()) } else { it })
        .mut_subcommands(|verb| with_values(verb, names, typed))
}

fn offered(names: &Names) -> Vec<CompletionCandidate> {
    let about = |help: &String| (!help.is_empty()).then(|| help.clone().into());
    names.iter().map(|(name, help)| CompletionCandidate::new(name).help(about(help))).collect()
}

/// The words on stdin: behind each stands a NUL, and behind the last one perhaps the end of a line, which
/// PowerShell adds.
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
    fn bash_gets_back_what_stands_behind_the_sign() {
        for (typed, whole, cut) in [
            (vec!["g", "--output", "=", "js"], vec!["g", "--output=js"], 9),
            (vec!["g", "--output", "="], vec!["g", "--output="], 9),
            (vec!["g", "--output", "=", "json", "x"], vec!["g", "--output=json", "x"], 0),
            (vec!["g", "x"], vec!["g", "x"], 0),
        ] {
            assert_eq!(joined(words_of(&typed)), (words_of(&whole), cut), "{typed:?}");
        }
    }
}
