//! A server's body on a terminal. JSON is indented and colored as it is written, without being read into values: numbers,
//! the order of keys and keys that repeat stay. Nothing in a body can control the terminal.

use clap::builder::styling::{AnsiColor, Style};
use serde::de::IgnoredAny;

use crate::sanitize::{unsafe_to_show, visible_text};

/// The longest JSON text that is indented, in bytes. With [`DEEPEST`], it limits the size of the result.
pub const LARGEST: usize = 2 * 1024 * 1024;

/// The deepest nesting that is indented.
const DEEPEST: usize = 64;

const KEY: Style = AnsiColor::Blue.on_default().bold();
const STRING: Style = AnsiColor::Green.on_default();
const NUMBER: Style = AnsiColor::Cyan.on_default();
const WORD: Style = AnsiColor::Magenta.on_default();

/// `body` as it is shown on a terminal: JSON indented, anything else with its control characters escaped. Ends with a
/// line break unless it is empty.
pub fn body(body: &str, is_colored: bool) -> String {
    let is_json = body.len() <= LARGEST && serde_json::from_str::<IgnoredAny>(body).is_ok();
    let json = if is_json { json(body.trim(), is_colored) } else { None };
    let mut text = json.unwrap_or_else(|| visible_text(body));
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// Shows a body on a terminal while it arrives.
#[derive(Default)]
pub struct Screen {
    /// The beginning of a character, or of a line break of Windows.
    pending: Vec<u8>,
    is_inside_line: bool,
}

impl Screen {
    /// The text to show for the next part of a body. Bytes that are no UTF-8 are replaced.
    pub fn part(&mut self, bytes: &[u8]) -> String {
        self.pending.extend_from_slice(bytes);
        let keep = match std::str::from_utf8(&self.pending) {
            Err(error) if error.error_len().is_none() => self.pending.len() - error.valid_up_to(),
            _ => usize::from(self.pending.ends_with(b"\r")),
        };
        // After an invalid byte, the end may be the beginning of a character: it is replaced too.
        let rest = self.pending.split_off(self.pending.len() - keep);
        let part = std::mem::replace(&mut self.pending, rest);
        let text = visible_text(&String::from_utf8_lossy(&part));
        self.is_inside_line = if text.is_empty() { self.is_inside_line } else { !text.ends_with('\n') };
        text
    }

    /// The text to show at the end of the body, with a line break if the last line has none.
    pub fn end(mut self) -> String {
        let rest = visible_text(&String::from_utf8_lossy(&std::mem::take(&mut self.pending)));
        if rest.is_empty() && !self.is_inside_line { rest } else { rest + "\n" }
    }
}

/// Indents `text`, which must be valid JSON. `None` if it is nested too deeply.
fn json(text: &str, is_colored: bool) -> Option<String> {
    let mut shown = String::with_capacity(2 * text.len());
    let mut depth = 0;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (part, behind) = rest.split_at(length(rest));
        rest = behind.trim_start_matches(WHITESPACE);
        let style = match first {
            // An empty object or array stays in one line.
            '{' | '[' if rest.starts_with(['}', ']']) => {
                shown.push_str(part);
                shown.push_str(&rest[..1]);
                rest = rest[1..].trim_start_matches(WHITESPACE);
                continue;
            }
            '{' | '[' => {
                depth += 1;
                if depth > DEEPEST {
                    return None;
                }
                shown.push_str(part);
                break_line(&mut shown, depth);
                continue;
            }
            '}' | ']' => {
                depth -= 1;
                break_line(&mut shown, depth);
                shown.push_str(part);
                continue;
            }
            ',' => {
                shown.push_str(part);
                break_line(&mut shown, depth);
                continue;
            }
            ':' => {
                shown.push_str(": ");
                continue;
            }
            '"' if rest.starts_with(':') => KEY,
            '"' => STRING,
            't' | 'f' | 'n' => WORD,
            _ => NUMBER,
        };
        if is_colored {
            shown.push_str(&format!("{}{}{}", style.render(), escaped(part), style.render_reset()));
        } else {
            shown.push_str(&escaped(part));
        }
    }
    Some(shown)
}

/// RFC 8259 §2.
const WHITESPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// The length of the first token in valid JSON.
fn length(text: &str) -> usize {
    let is_end = |letter: char| WHITESPACE.contains(&letter) || ",:]}".contains(letter);
    match text.as_bytes()[0] {
        b'"' => {
            let mut is_escaped = false;
            let end = text.bytes().skip(1).position(|byte| {
                let is_end = byte == b'"' && !is_escaped;
                is_escaped = byte == b'\\' && !is_escaped;
                is_end
            });
            end.map_or(text.len(), |end| end + 2)
        }
        b'{' | b'}' | b'[' | b']' | b',' | b':' => 1,
        _ => text.find(is_end).unwrap_or(text.len()),
    }
}

fn break_line(text: &mut String, depth: usize) {
    text.push('\n');
    text.extend(std::iter::repeat_n("  ", depth));
}

/// Replaces characters of a string that could control the terminal with their JSON escapes, which mean the same.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if unsafe_to_show(letter) {
            let mut units = [0; 2];
            letter.encode_utf16(&mut units).iter().for_each(|unit| shown.push_str(&format!("\\u{unit:04x}")));
        } else {
            shown.push(letter);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_indented_and_says_the_same() {
        let text = r#" {"b":1.0,"a" : [1E400,-0, {} ,[ ],[[2]]],"b":"x\" y\\","c":{"d":null,"e":true},"":"\u4e2d"} "#;
        let shown = body(text, false);
        assert_eq!(
            shown,
            "{\n  \"b\": 1.0,\n  \"a\": [\n    1E400,\n    -0,\n    {},\n    [],\n    [\n      [\n        2\n      ]\n    ]\n  ],\n  \"b\": \"x\\\" y\\\\\",\n  \"c\": {\n    \"d\": null,\n    \"e\": true\n  },\n  \"\": \"\\u4e2d\"\n}\n"
        );
        assert_eq!(body(&shown, false), shown);
        for (text, shown) in [("[]", "[]\n"), ("1", "1\n"), ("\"a\"\n", "\"a\"\n"), ("", ""), ("{ }", "{}\n")]
        {
            assert_eq!(body(text, false), shown);
        }
    }

    #[test]
    fn each_type_has_its_color() {
        assert_eq!(
            body(r#"{"a":["b",1,null]}"#, true),
            "{\n  \u{1b}[1m\u{1b}[34m\"a\"\u{1b}[0m: [\n    \u{1b}[32m\"b\"\u{1b}[0m,\n    \u{1b}[36m1\u{1b}[0m,\n    \u{1b}[35mnull\u{1b}[0m\n  ]\n}\n"
        );
    }

    #[test]
    fn parts_are_shown_as_they_arrive() {
        let text = "a\r\n中\u{1b}\u{9b}文";
        for size in 1..8 {
            let mut screen = Screen::default();
            let shown: String = text.as_bytes().chunks(size).map(|part| screen.part(part)).collect();
            assert_eq!(shown + &screen.end(), "a\n中\\u{1b}\\u{9b}文\n", "{size}");
        }
        let mut screen = Screen::default();
        assert_eq!(screen.part(b"\xff\x9b1m\n") + &screen.end(), "\u{fffd}\u{fffd}1m\n");
        assert_eq!(Screen::default().end(), "");
        let mut screen = Screen::default();
        assert_eq!(screen.part(b"\xe4\xb8") + &screen.end(), "\u{fffd}\n");
    }

    #[test]
    fn nothing_controls_the_terminal() {
        let text = "{\"a\u{202e}\":\"\u{9b}31m\u{7f}\u{200b}\u{e0001}\"}";
        assert_eq!(body(text, false), "{\n  \"a\\u202e\": \"\\u009b31m\\u007f\\u200b\\udb40\\udc01\"\n}\n");
        let parsed = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(parsed(&body(text, false)), parsed(text));
        assert_eq!(body("{\"a\": \u{1b}[2J\r\nx\ty", false), "{\"a\": \\u{1b}[2J\nx\ty\n");
        // What is nested too deeply is shown as it is.
        let deep = "[".repeat(200) + &"]".repeat(200);
        assert_eq!(body(&deep, false), deep + "\n");
    }
}
