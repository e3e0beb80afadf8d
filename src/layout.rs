//! Lays out text in columns: counts the columns that a text takes, and wraps it between words.
//!
//! Literal values in backticks and short remarks in brackets are never broken. Chinese, which has no spaces
//! between words, is broken between letters, but not before or after punctuation that belongs to them.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Punctuation that does not begin a line.
const CLOSING: &str = "，。、；：？！）》」』】”’…,.;:?!)]}>%";
/// Punctuation that does not end a line.
const OPENING: &str = "（《「『【“‘([{<";

/// The columns of text for people in a pipe.
pub const WIDTH: usize = 80;

/// A longer text in brackets, such as a list of values, is broken.
const MAX_BRACKETS: usize = 40;

/// The columns that `text` takes on a terminal. Escape sequences for colors take none.
pub fn columns(text: &str) -> usize {
    if text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
        return text.len();
    }
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().width();
    // Each further part begins with the rest of an escape sequence, which a letter ends.
    let visible = |part: &str| part.split_once(char::is_alphabetic).map_or(0, |(_, rest)| rest.width());
    first + parts.map(visible).sum::<usize>()
}

/// `text` with spaces after it, so that it takes at least `width` columns.
pub fn padded(text: &str, width: usize) -> String {
    format!("{text}{:1$}", "", width.saturating_sub(columns(text)))
}

/// Wraps `text` at [`WIDTH`], with the lines after the first indented by `indent` spaces.
pub fn wrap_indented(text: &str, indent: usize) -> String {
    wrap(text, WIDTH - indent).replace('\n', &format!("\n{:indent$}", ""))
}

/// Wraps each line of `text` that takes more than `width` columns. The lines that this adds are indented like
/// the line, or if that has two columns or a number like `1)`, like what follows.
pub fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        // No letter takes more columns than bytes.
        if line.len() <= width || columns(line.trim_end()) <= width {
            wrapped.push_str(line);
        } else {
            wrap_line(line, width, &mut wrapped);
        }
    }
    wrapped
}

fn wrap_line(line: &str, width: usize, wrapped: &mut String) {
    let indent = indent(line, width);
    let (mut column, mut rest) = (0, line);
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(piece(rest, width - indent));
        let word = piece.trim_start_matches(' ');
        let (gap, taken) = (piece.len() - word.len(), columns(word.trim_end()));
        if column > indent && column + gap + taken > width {
            wrapped.push('\n');
            wrapped.extend(std::iter::repeat_n(' ', indent));
            wrapped.push_str(word);
            column = indent + taken;
        } else {
            wrapped.push_str(piece);
            column += gap + taken;
        }
        rest = behind;
    }
}

/// The indentation of the lines that follow.
fn indent(line: &str, width: usize) -> usize {
    let text = line.trim_start_matches(' ');
    let first = (line.len() - text.len()).min(width / 2);
    let digits = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    if digits > 0 && text[digits..].starts_with(") ") {
        return first + digits + 2;
    }
    let second = text.find("  ").map(|end| {
        let gap = text[end..].len() - text[end..].trim_start_matches(' ').len();
        first + columns(&text[..end]) + gap
    });
    // The second column would be too narrow.
    second.filter(|second| *second <= width * 2 / 3).unwrap_or(first)
}

/// The length of the first part of `text` after which a line may end: spaces, and then a word, a literal value or
/// a Chinese letter. `room` is the length of a line.
fn piece(text: &str, room: usize) -> usize {
    let (mut literal, mut is_escape) = (0, false);
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        if is_escape || letter == '\u{1b}' {
            is_escape = !letter.is_alphabetic();
            continue;
        }
        if at >= literal {
            if may_end_line(before, letter) {
                return at;
            }
            literal = at + literal_length(&text[at..], room);
        }
        before = letter;
    }
    text.len()
}

/// The length of the literal value at the start of `text`, in backticks or, if it fits, in brackets; 0 if none.
fn literal_length(text: &str, room: usize) -> usize {
    let end = match text.as_bytes()[0] {
        b'`' => text[1..].find('`').map(|end| end + 2),
        b'[' => text.find(']').map(|end| end + 1).filter(|end| *end <= room.min(MAX_BRACKETS)),
        _ => None,
    };
    end.unwrap_or_default()
}

/// Reports whether a line may end between two letters.
fn may_end_line(before: char, after: char) -> bool {
    if before == ' ' || after == ' ' {
        return before != ' ';
    }
    if before.is_ascii() && after.is_ascii() {
        return false;
    }
    let is_wide = |letter: char| letter.width() == Some(2);
    let is_between = match (is_wide(before), is_wide(after)) {
        (true, true) => true,
        // A name such as `API密钥` stays whole.
        (true, false) => CLOSING.contains(before),
        (false, true) => OPENING.contains(after),
        (false, false) => false,
    };
    is_between && !OPENING.contains(before) && !CLOSING.contains(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_as_a_terminal_shows_them() {
        assert_eq!(columns("a 钉钉 b"), 8);
        assert_eq!(columns("\u{1b}[1merror:\u{1b}[0m x"), 8);
        assert_eq!(columns(""), 0);
    }

    #[test]
    fn lines_end_between_words() {
        assert_eq!(wrap("one two three\n", 8), "one two\nthree\n");
        assert_eq!(wrap("one two\nthree\n", 8), "one two\nthree\n");
        assert_eq!(wrap("  one two three", 8), "  one\n  two\n  three");
        assert_eq!(wrap("unbreakable word", 5), "unbreakable\nword");
        assert_eq!(wrap("\u{1b}[1mone\u{1b}[0m two three", 8), "\u{1b}[1mone\u{1b}[0m two\nthree");
    }

    #[test]
    fn a_second_column_stays_a_column() {
        assert_eq!(wrap("  -x  one two\n", 10), "  -x  one\n      two\n");
        assert_eq!(wrap("  --long-flag  one two\n", 12), "  --long-flag\n  one two\n");
        assert_eq!(wrap("  1) one two\n", 9), "  1) one\n     two\n");
    }

    #[test]
    fn literal_values_stay_whole() {
        assert_eq!(wrap("run `a b c` now", 8), "run\n`a b c`\nnow");
        assert_eq!(wrap("the id [env: ID]", 10), "the id\n[env: ID]");
        assert_eq!(wrap("it`s one word", 8), "it`s one\nword");
    }

    #[test]
    fn chinese_is_broken_between_letters() {
        assert_eq!(wrap("获取访问令牌，使用缓存", 12), "获取访问令\n牌，使用缓存");
        assert_eq!(wrap("使用 `a b` 的令牌", 10), "使用 `a b`\n的令牌");
        assert_eq!(wrap("获取（令牌）", 6), "获取\n（令\n牌）");
        assert_eq!(wrap("使用 API密钥", 8), "使用\nAPI密钥");
    }
}
