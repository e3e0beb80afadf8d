//! The report as text for people, and as JSON for programs.

use crate::check::{Check, Line, State};
use crate::color::{self, Stream};
use crate::layout;
use crate::message::Message;
use crate::paint::Mark;
use crate::report;

/// The version of the JSON report. Raised if a key is removed or changes its meaning, not if one is added.
const VERSION: u8 = 1;

/// The columns to which text is wrapped.
const WIDTH: usize = 80;

/// The columns of the state and the spaces around it.
const STATE: usize = 11;

/// The columns that text has on the narrowest terminal.
const NARROWEST: usize = 20;

/// A title, and the checks under it.
pub type Group = (Message, Vec<Check>);

/// Renders the report as one line of JSON.
pub fn json(groups: &[Group]) -> String {
    #[derive(serde::Serialize)]
    struct ReportObject<'a> {
        version: u8,
        checks: Vec<Line<'a>>,
    }
    let checks = groups.iter().flat_map(|(_, checks)| checks).map(|check| check.line("en")).collect();
    // Serializing strings and numbers cannot fail.
    serde_json::to_string(&ReportObject { version: VERSION, checks }).unwrap_or_default() + "\n"
}

/// Renders the report as aligned lines under the titles, with the number of faults and warnings at the end.
pub fn text(groups: &[Group]) -> String {
    let language = report::language();
    let checks = || groups.iter().flat_map(|(_, checks)| checks);
    let names = checks().map(|check| check.line(language).name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for (title, checks) in groups {
        text.push_str(&format!("{}\n", title.in_language(language)));
        for check in checks {
            text.push_str(&line(&check.line(language), names));
        }
        text.push('\n');
    }
    let faults = checks().filter(|check| matches!(check.state, State::Fault(_))).count();
    let warnings = checks().filter(|check| check.state == State::Warning).count();
    let counted = |count, word, mark: Mark| match counted(count, word) {
        text if count == 0 => text,
        text => mark.paint(Stream::Stdout, &text),
    };
    let faults = counted(faults, "fault", Mark::Fault);
    text + &format!("{faults}, {}\n", counted(warnings, "warning", Mark::Warning))
}

fn line(line: &Line, names: usize) -> String {
    let indent = STATE + names + 2;
    let name = line.name.replace('-', " ");
    let state = match mark(line.state) {
        Some(mark) => mark.paint(Stream::Stdout, line.state),
        None => line.state.to_owned(),
    };
    let space = (STATE - 2).saturating_sub(layout::columns(&state));
    let mut text = format!("  {state}{:space$}{name:<names$}  {}\n", "", wrap(&line.text, indent));
    if let Some(advice) = &line.advice {
        let hint = Mark::Hint.paint(Stream::Stdout, "hint:");
        text.push_str(&format!("{:indent$}{}\n", "", wrap(&format!("{hint} {advice}"), indent)));
    }
    text
}

/// The color of a state; `skipped` has none.
fn mark(state: &str) -> Option<Mark> {
    match state {
        "ok" => Some(Mark::Good),
        "warning" => Some(Mark::Warning),
        "fault" => Some(Mark::Fault),
        _ => None,
    }
}

fn counted(count: usize, word: &str) -> String {
    match count {
        0 => format!("no {word}s"),
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    }
}

/// Wraps `text` at [`WIDTH`], or the width of a narrower terminal, with lines after the first indented by `indent`
/// spaces. Text in backticks, such as a command to type, is never split.
fn wrap(text: &str, indent: usize) -> String {
    let width = color::width(Stream::Stdout).map_or(WIDTH, |width| width.clamp(indent + NARROWEST, WIDTH));
    layout::wrap(text, width - indent).replace('\n', &format!("\n{:indent$}", ""))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lines_end_before_the_terminal_and_commands_stay_whole() {
        let text = "the folder `/a` may be changed by others, so that nobody can know what it holds: \
                    type `chmod 700 /a/very/long/path/that/does/not/fit` and try again";
        let lines = wrap(text, 20);
        assert!(lines.lines().all(|line| line.chars().count() <= WIDTH), "{lines}");
        assert!(lines.contains("\n                    "), "{lines}");
        assert!(lines.contains("`chmod 700 /a/very/long/path/that/does/not/fit`"), "{lines}");
        assert_eq!(
            wrap("a `b c` d", 74),
            "a\n                                                                          `b c`\n                                                                          d"
        );
    }

    #[test]
    fn people_and_programs_see_the_same() {
        let fault = State::Fault(crate::error::Kind::Storage);
        let check = Check::new("token-folder", fault, Message::text("it is gone"))
            .advice(Message::text("make one"))
            .facts(json!({ "mode": "0700" }));
        let groups = [("doctor-title-cache".into(), vec![check])];
        assert_eq!(
            super::text(&groups),
            "Cache\n  fault    token folder  it is gone\n                         hint: make one\n\n1 fault, no warnings\n"
        );
        assert_eq!(
            super::json(&groups),
            "{\"version\":1,\"checks\":[{\"name\":\"token-folder\",\"state\":\"fault\",\"text\":\"it is gone\",\"advice\":\"make one\",\"mode\":\"0700\"}]}\n"
        );
    }
}
