//! Renders manual pages as plain text, for systems without `man`. It knows the requests of man(7) that ours use.

use crate::layout::{WIDTH, columns as width, padded, wrap_indented as wrap};
use crate::table::table;

/// The columns of the text below a heading.
const BODY: usize = 4;
/// The columns of a text below its tag, if the page does not say.
const HANGING: usize = 8;
/// The largest indentation that is used, so that lists in lists fit.
const MAX_HANGING: usize = 8;
/// The tag of a point in a list.
const POINT: &str = "•";
/// Stands for a space at which a line may not end.
const FIXED_SPACE: char = '\u{a0}';

/// The page as text.
pub fn text(page: &str) -> String {
    let mut renderer = Renderer::default();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line.starts_with(".TS") {
            let rows = lines.by_ref().take_while(|line| !line.starts_with(".TE"));
            renderer.table(&rows.collect::<Vec<_>>());
        } else {
            renderer.line(line);
        }
    }
    renderer.flush();
    renderer.out.replace(FIXED_SPACE, " ").trim_start_matches('\n').to_owned()
}

/// What the page is about: the part after the dash of its first section, NAME.
pub fn summary(page: &str) -> String {
    let name = page.lines().skip_while(|line| !line.starts_with(".SH ")).nth(1).unwrap_or_default();
    plain(name).split_once(" - ").map_or_else(String::new, |(_, summary)| summary.to_owned())
}

#[derive(Default)]
struct Renderer {
    out: String,
    /// The words of the paragraph so far.
    paragraph: String,
    /// The indentations of `.RS`, outermost first.
    bases: Vec<usize>,
    /// The columns that a tag is left of the text, or 0.
    hanging: usize,
    /// The tag of the paragraph.
    tag: Option<String>,
    /// Whether the next line is a tag.
    expects_tag: bool,
    /// Whether the last paragraph was a point of a list.
    in_list: bool,
    /// Whether lines are printed as they are.
    is_verbatim: bool,
}

impl Renderer {
    fn base(&self) -> usize {
        BODY + self.bases.iter().sum::<usize>()
    }

    fn line(&mut self, line: &str) {
        let Some(request) = line.strip_prefix(['.', '\'']) else {
            return self.add(&plain(line));
        };
        let (name, rest) = request.split_once(' ').unwrap_or((request, ""));
        let words = words(rest);
        match name {
            "TH" => {
                let [name, section, ..] = &words[..] else { return };
                self.out.push_str(&format!("{name}({section})\n"));
            }
            "SH" => self.heading(&words.join(" "), 0),
            "SS" => self.heading(&words.join(" "), BODY / 2),
            "sp" => self.paragraph(),
            "PP" | "P" | "LP" => {
                self.paragraph();
                self.hanging = 0;
            }
            "TP" => {
                self.paragraph();
                (self.hanging, self.expects_tag) = (columns(&words, 0), true);
            }
            "IP" => {
                // The points of a list are close together.
                let is_point = words.first().is_some_and(|tag| tag == POINT);
                let is_next = is_point && std::mem::replace(&mut self.in_list, is_point);
                if is_next {
                    self.flush()
                } else {
                    self.paragraph()
                }
                self.in_list = is_point;
                self.hanging = if words.len() > 1 { columns(&words, 1) } else { self.hanging.max(BODY) };
                self.tag = words.first().cloned();
            }
            "RS" => {
                self.flush();
                self.in_list = false;
                self.bases.push(self.hanging.max(BODY));
                self.hanging = 0;
            }
            "RE" => {
                self.flush();
                self.hanging = self.bases.pop().unwrap_or(0);
            }
            "br" => self.flush(),
            "nf" | "EX" => {
                self.flush();
                self.is_verbatim = true;
            }
            "fi" | "EE" => self.is_verbatim = false,
            "B" | "I" => self.add(&words.join(" ")),
            "BR" | "RB" | "BI" | "IB" | "IR" | "RI" => self.add(&words.concat()),
            // Comments, definitions of strings, hyphenation and adjustment.
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        if self.expects_tag {
            self.expects_tag = false;
            self.tag = Some(text.to_owned());
        } else if self.is_verbatim {
            let indent = if text.is_empty() { 0 } else { self.base() + self.hanging };
            self.out.push_str(&format!("{:indent$}{text}\n", ""));
        } else if text.is_empty() {
            self.paragraph();
        } else {
            if !self.paragraph.is_empty() {
                self.paragraph.push(' ');
            }
            self.paragraph.push_str(text);
        }
    }

    fn heading(&mut self, text: &str, indent: usize) {
        self.paragraph();
        self.bases.clear();
        self.hanging = 0;
        self.out.push_str(&format!("{:indent$}{text}\n", ""));
    }

    /// Ends the paragraph with an empty line.
    fn paragraph(&mut self) {
        self.flush();
        self.in_list = false;
        let is_heading = self.out.lines().last().is_some_and(|line| !line.starts_with("    "));
        if !self.out.ends_with("\n\n") && !is_heading || self.out.lines().count() == 1 {
            self.out.push('\n');
        }
    }

    /// Ends the paragraph's last line.
    fn flush(&mut self) {
        self.expects_tag = false;
        let text = std::mem::take(&mut self.paragraph);
        let (base, indent) = (self.base(), self.base() + self.hanging);
        if let Some(tag) = self.tag.take() {
            // A tag that is too long gets a line of its own.
            if width(&tag) + 1 > self.hanging || text.is_empty() {
                self.out.push_str(&format!("{:base$}{}\n", "", wrap(&tag, base)));
            } else {
                self.out.push_str(&format!(
                    "{:base$}{}{}\n",
                    "",
                    padded(&tag, self.hanging),
                    wrap(&text, indent)
                ));
                return;
            }
        }
        if !text.is_empty() {
            self.out.push_str(&format!("{:indent$}{}\n", "", wrap(&text, indent)));
        }
    }

    /// A table of tbl(1): its format, which ends in a point, and rows with tabs.
    fn table(&mut self, lines: &[&str]) {
        self.paragraph();
        let rows = lines.iter().skip_while(|line| !line.ends_with('.')).skip(1);
        let mut rows: Vec<Vec<String>> = rows.map(|row| row.split('\t').map(plain).collect()).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        rows.iter_mut().for_each(|row| row.resize(columns, String::new()));
        let base = self.base();
        for line in table(&rows, Some(WIDTH)).lines() {
            self.out.push_str(&format!("{:base$}{line}\n", ""));
        }
    }
}

/// The number of columns in the argument at `place`, within limits.
fn columns(words: &[String], place: usize) -> usize {
    let named = words.get(place).and_then(|word| word.parse().ok());
    named.unwrap_or(HANGING).clamp(2, MAX_HANGING.min(WIDTH))
}

/// The arguments of a request: separated by spaces, or in quotation marks.
fn words(text: &str) -> Vec<String> {
    let (mut words, mut rest) = (Vec::new(), text.trim());
    while !rest.is_empty() {
        let (word, behind) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => rest.split_once(' ').unwrap_or((rest, "")),
        };
        words.push(plain(word));
        rest = behind.trim_start();
    }
    words
}

/// The text without its escape sequences.
fn plain(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, behind)) = rest.split_once('\\') {
        out.push_str(before);
        let named = |length: usize| behind.get(..length).unwrap_or_default();
        let (shown, length) = match named(1) {
            "f" => ("", if named(2) == "f(" { 4 } else { 2 }),
            "(" => (
                match named(3) {
                    "(aq" => "'",
                    "(bu" => "•",
                    "(->" => "→",
                    "(dq" => "\"",
                    "(ga" => "`",
                    "(rs" => "\\",
                    "(ti" => "~",
                    _ => "",
                },
                3,
            ),
            // A string: the only one is `Aq`, an apostrophe.
            "*" => ("'", 4),
            "-" => ("-", 1),
            "~" => ("\u{a0}", 1),
            "e" | "\\" => ("\\", 1),
            "&" | "|" | ":" => ("", 1),
            // A comment.
            "\"" => ("", behind.len()),
            "" => ("", 0),
            _ => ("\\", 0),
        };
        out.push_str(shown);
        rest = behind.get(length..).unwrap_or_default();
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::super::pages;
    use super::*;

    #[test]
    fn requests_become_text() {
        let page = ".TH x 1\n.SH NAME\nx \\- a thing\n.SH OPTIONS\n.TP\n\\fB\\-\\-all\\fR\nEverything.\n\
                    .TP 8\n.BR \\-a \", \" \\-b\nShort.\n.IP \\(bu 2\none\n.RS 14\n.IP \\(bu 2\ntwo\n.RE\n\
                    .PP\nEnd\\&.\n.nf\na  b\n.fi\n";
        let expected = "x(1)\n\nNAME\n    x - a thing\n\nOPTIONS\n    --all   Everything.\n\n    \
                        -a, -b  Short.\n\n    • one\n\n        • two\n\n    End.\n    a  b\n";
        assert_eq!(text(page), expected);
        assert_eq!(summary(page), "a thing");
    }

    #[test]
    fn no_request_or_escape_of_our_pages_is_left() {
        for page in pages::all("en").chain(pages::all("zh")) {
            let shown = text(page.text());
            for line in shown.lines() {
                assert!(!line.starts_with(".S") && !line.contains("\\f") && !line.contains("\\-"), "{line}");
            }
            assert!(!summary(page.text()).is_empty(), "{}", page.name);
        }
    }
}
