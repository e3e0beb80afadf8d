//! The report in its two forms: lines for people, one object for programs.

use serde::Serialize;

use super::check::{Check, State};

/// Raised when a key changes its meaning or goes; new keys may come without it.
const VERSION: u8 = 1;

/// A terminal is at least this wide.
const WIDTH: usize = 80;

/// Room for the state and the spaces around it.
const STATE: usize = 11;

/// Checks under a title of their own.
#[derive(Debug)]
pub struct Group {
    pub title: String,
    pub checks: Vec<Check>,
}

/// One object, in one line.
pub fn for_programs(groups: &[Group]) -> String {
    #[derive(Serialize)]
    struct Object<'a> {
        version: u8,
        checks: Vec<&'a Check>,
    }
    let checks = groups.iter().flat_map(|group| &group.checks).collect();
    // Strings and numbers always serialize.
    serde_json::to_string(&Object { version: VERSION, checks }).unwrap_or_default() + "\n"
}

/// A line each, aligned, under the titles; a count at the end.
pub fn for_people(groups: &[Group]) -> String {
    let checks = || groups.iter().flat_map(|group| &group.checks);
    let names = checks().map(|check| check.name.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for group in groups {
        text.push_str(&format!("{}\n", group.title));
        for check in &group.checks {
            text.push_str(&line(check, names));
        }
        text.push('\n');
    }
    let count = |state| checks().filter(|check| check.state == state).count();
    text + &counted(count(State::Fault), count(State::Warning)) + "\n"
}

fn line(check: &Check, names: usize) -> String {
    let indent = STATE + names + 2;
    let name = check.name.replace('-', " ");
    let mut text = format!("  {:<9}{name:<names$}  {}\n", check.state.word(), wrapped(&check.text, indent));
    if let Some(advice) = &check.advice {
        text.push_str(&format!("{:indent$}{}\n", "", wrapped(&format!("hint: {advice}"), indent)));
    }
    text
}

fn counted(faults: usize, warnings: usize) -> String {
    let plural = |count: usize, word: &str| match count {
        0 => format!("no {word}s"),
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    };
    format!("{}, {}", plural(faults, "fault"), plural(warnings, "warning"))
}

/// `text` in lines that end before the terminal does, the later ones after `indent` spaces. What stands
/// in backquotes, such as a command to type, stays in one piece.
fn wrapped(text: &str, indent: usize) -> String {
    let mut lines = String::new();
    let mut column = indent;
    for word in words(text) {
        let length = word.chars().count();
        if column > indent && column + 1 + length > WIDTH {
            lines.push_str(&format!("\n{:indent$}", ""));
            column = indent;
        } else if column > indent {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += length;
    }
    lines
}

/// The words of `text`; what is between backquotes is one.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, letter) in text.char_indices() {
        match letter {
            '`' => quoted = !quoted,
            ' ' if !quoted => {
                words.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    words.push(&text[start..]);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_before_the_terminal_and_commands_stay_whole() {
        let text = "the folder `/a` may be changed by others, so that nobody can know what it holds: \
                    type `chmod 700 /a/very/long/path/that/does/not/fit` and try again";
        let lines = wrapped(text, 20);
        assert!(lines.lines().all(|line| line.chars().count() <= WIDTH), "{lines}");
        assert!(lines.contains("\n                    "), "{lines}");
        assert!(lines.contains("`chmod 700 /a/very/long/path/that/does/not/fit`"), "{lines}");
        assert_eq!(words("a `b c` d"), ["a", "`b c`", "d"]);
    }

    #[test]
    fn people_and_programs_see_the_same() {
        let check = Check::fault("token-folder", crate::error::Kind::Storage, "it is gone")
            .advice("make one")
            .fact("mode", "0700");
        let groups = [Group { title: "Cache".to_owned(), checks: vec![check] }];
        assert_eq!(
            for_people(&groups),
            "Cache\n  fault    token folder  it is gone\n                         hint: make one\n\n1 fault, no warnings\n"
        );
        assert_eq!(
            for_programs(&groups),
            "{\"version\":1,\"checks\":[{\"name\":\"token-folder\",\"state\":\"fault\",\"text\":\"it is gone\",\"advice\":\"make one\",\"mode\":\"0700\"}]}\n"
        );
    }
}
