//! The report as text for people, and as JSON for programs.

use crate::check::{Check, Line, State};
use crate::color::{self, Stream};
use crate::layout::{self, WIDTH, columns, padded};
use crate::message::{Message, Value};
use crate::paint::{self, Mark};
use crate::report;

/// The version of the JSON report. Raised if a key is removed or changes its meaning, not if one is added.
const VERSION: u8 = 1;

/// The columns of the state and the spaces around it.
const STATE: usize = 11;

/// The names of the checks, and the codes of what people see.
const NAMES: [(&str, &str); 35] = [
    ("answer", "doctor-check-answer"),
    ("authorities", "doctor-check-authorities"),
    ("cache", "doctor-check-cache"),
    ("certificate", "doctor-check-certificate"),
    ("client-id", "doctor-check-client-id"),
    ("client-secret", "doctor-check-client-secret"),
    ("clock", "doctor-check-clock"),
    ("config-file", "doctor-check-config-file"),
    ("config-folder", "doctor-check-config-folder"),
    ("connection", "doctor-check-connection"),
    ("credentials", "doctor-check-credentials"),
    ("endpoint", "doctor-check-endpoint"),
    ("entries", "doctor-check-entries"),
    ("environment", "doctor-check-environment"),
    ("file-system", "doctor-check-file-system"),
    ("grant", "doctor-check-grant"),
    ("lock", "doctor-check-lock"),
    ("memory", "doctor-check-memory"),
    ("metadata", "doctor-check-metadata"),
    ("name", "doctor-check-name"),
    ("program", "doctor-check-program"),
    ("provider", "doctor-check-provider"),
    ("providers", "doctor-check-providers"),
    ("proxy", "doctor-check-proxy"),
    ("session", "doctor-check-session"),
    ("shared-store", "doctor-check-shared-store"),
    ("shared-store-clock", "doctor-check-shared-store-clock"),
    ("shared-store-memory", "doctor-check-shared-store-memory"),
    ("shared-token", "doctor-check-shared-token"),
    ("tls", "doctor-check-tls"),
    ("token", "doctor-check-token"),
    ("token-folder", "doctor-check-token-folder"),
    ("tunnel", "doctor-check-tunnel"),
    ("values", "doctor-check-values"),
    ("write", "doctor-check-write"),
];

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
/// `untried` says how to do what the checks of all profiles did not.
pub fn text(groups: &[Group], untried: Option<&'static str>) -> String {
    let language = report::language();
    let checks = || groups.iter().flat_map(|(_, checks)| checks);
    let names = checks().map(|check| columns(&name(&check.line(language), language))).max().unwrap_or(0);
    let mut text = String::new();
    for (title, checks) in groups {
        text.push_str(&format!("{}\n", title.in_language(language)));
        for check in checks {
            text.push_str(&line(&check.line(language), names, language));
        }
        text.push('\n');
    }
    let faults = checks().filter(|check| matches!(check.state, State::Fault(_))).count();
    let warnings = checks().filter(|check| check.state == State::Warning).count();
    let counted = |count: usize, codes: [&'static str; 3]| {
        Message::new(codes[count.min(2)]).with("count", count).in_language(language)
    };
    let said = [
        (counted(faults, ["doctor-faults-none", "doctor-faults-one", "doctor-faults"]), faults, Mark::Fault),
        (
            counted(warnings, ["doctor-warnings-none", "doctor-warnings-one", "doctor-warnings"]),
            warnings,
            Mark::Warning,
        ),
    ];
    let code = if faults + warnings == 0 { "doctor-sum-none" } else { "doctor-sum" };
    let sum = Message::new(code).with("faults", &said[0].0).with("warnings", &said[1].0);
    // Nobody should take that for a promise that the vendor accepts them.
    let uncertain = checks().find(|check| check.message.code() == "doctor-untried");
    let sum = match uncertain {
        Some(check) => Message::new("doctor-sum-untried").with("sum", sum).within(&check.message),
        None => sum,
    };
    let sum = layout::wrap(&sum.in_language(language), WIDTH);
    // The colors come last: messages escape them.
    let noteworthy = said.iter().filter(|(_, count, _)| *count > 0);
    let sum = noteworthy
        .fold(sum, |sum, (words, _, mark)| sum.replacen(words, &mark.paint(Stream::Stdout, words), 1));
    let untried = untried.filter(|_| faults == 0).map(|code| Message::new(code).in_language(language));
    let untried = untried.map(|untried| layout::wrap(&format!("{untried}\n"), WIDTH));
    text + &sum + "\n" + &untried.unwrap_or_default()
}

fn line(line: &Line, names: usize, language: &str) -> String {
    let indent = STATE + names + 2;
    let name = padded(&name(line, language), names);
    let (code, mark) = match line.state {
        "ok" => ("doctor-state-ok", Some(Mark::Good)),
        "warning" => ("doctor-state-warning", Some(Mark::Warning)),
        "fault" => ("doctor-state-fault", Some(Mark::Fault)),
        _ => ("doctor-state-skipped", None),
    };
    let state = Message::new(code).in_language(language);
    let state = mark.map_or_else(|| state.clone(), |mark| mark.paint(Stream::Stdout, &state));
    let state = padded(&state, STATE - 2);
    let mut text = format!("  {state}{name}  {}\n", wrap(&line.text, indent));
    if let Some(advice) = &line.advice {
        let advice = Message::new("output-hint").with("hint", Value::Lines(advice.clone()));
        let advice = advice.in_language(language);
        let advice = if color::on(Stream::Stdout) { paint::message(&advice, language) } else { advice };
        text.push_str(&format!("{:indent$}{}\n", "", wrap(&advice, indent)));
    }
    text
}

/// The name of a check for people.
fn name(line: &Line, language: &str) -> String {
    if let Some(label) = &line.label {
        return label.clone();
    }
    let name = line.name;
    let code = NAMES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code);
    code.map_or_else(|| name.replace('-', " "), |code| Message::new(code).in_language(language))
}

/// Wraps `text` at [`WIDTH`], or the width of a narrower terminal, with lines after the first indented by `indent`
/// spaces. Text in backticks, such as a command to type, is never split.
fn wrap(text: &str, indent: usize) -> String {
    let width = color::width(Stream::Stdout).map_or(WIDTH, |width| width.clamp(indent + NARROWEST, WIDTH));
    let text = layout::wrap(text, width - indent);
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let mut rest = line;
        // The terminal would break a long path too, but without the indentation.
        while color::is_terminal(Stream::Stdout) && columns(rest) > width - indent && !rest.contains('`') {
            let fits = |at: &usize| columns(&rest[..*at]) <= width - indent;
            let ends = rest.match_indices('/').map(|(at, _)| at + 1);
            let Some(end) = ends.take_while(fits).last() else { break };
            lines.push(&rest[..end]);
            rest = &rest[end..];
        }
        lines.push(rest);
    }
    lines.join(&format!("\n{:indent$}", ""))
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
            super::text(&groups, None),
            "Cache\n  fault    token dir  it is gone\n                      hint: make one\n\n1 fault, no warnings\n"
        );
        assert_eq!(
            super::json(&groups),
            "{\"version\":1,\"checks\":[{\"name\":\"token-folder\",\"state\":\"fault\",\"text\":\"it is gone\",\"advice\":\"make one\",\"mode\":\"0700\"}]}\n"
        );
    }
}
