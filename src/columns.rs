//! Text in columns, by the width that a terminal gives each letter: a Chinese character takes two columns.

/// The columns to which text is wrapped.
pub const WIDTH: usize = 80;

/// The letters that take two columns: those of East Asian scripts, full-width forms, and pictures (UAX #11).
const WIDE: [(u32, u32); 11] = [
    (0x1100, 0x115f),
    (0x2e80, 0x303e),
    (0x3041, 0xa4cf),
    (0xa960, 0xa97c),
    (0xac00, 0xd7a3),
    (0xf900, 0xfaff),
    (0xfe30, 0xfe6f),
    (0xff00, 0xff60),
    (0xffe0, 0xffe6),
    (0x1f300, 0x1faff),
    (0x20000, 0x3fffd),
];

fn is_wide(letter: char) -> bool {
    let code = u32::from(letter);
    code >= WIDE[0].0 && WIDE.iter().any(|(first, last)| (*first..=*last).contains(&code))
}

/// The number of columns that `text` takes. Accents that follow their letter take none.
pub fn width(text: &str) -> usize {
    let columns = |letter: char| match letter {
        '\u{300}'..='\u{36f}' => 0,
        _ => 1 + usize::from(is_wide(letter)),
    };
    text.chars().map(columns).sum()
}

/// `text` with spaces after it, so that it takes at least `columns`.
pub fn padded(text: &str, columns: usize) -> String {
    format!("{text}{:1$}", "", columns.saturating_sub(width(text)))
}

/// Wraps `text` at [`WIDTH`], with the lines after the first indented by `indent` spaces. Chinese text may be broken
/// after each character; text in backticks, such as a command to type, is never split.
pub fn wrap(text: &str, indent: usize) -> String {
    let (mut lines, mut column) = (String::new(), indent);
    for (part, has_space) in parts(text) {
        let (space, length) = (usize::from(has_space && column > indent), width(part));
        if column > indent && column + space + length > WIDTH {
            lines.push_str(&format!("\n{:indent$}", ""));
            column = indent;
        } else if space == 1 {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(part);
        column += length;
    }
    lines
}

/// The parts of `text` between which a line may end, each with whether a space is before it.
fn parts(text: &str) -> Vec<(&str, bool)> {
    let (mut parts, mut start, mut has_space) = (Vec::new(), 0, false);
    let (mut is_quoted, mut is_after_wide) = (false, false);
    for (at, letter) in text.char_indices() {
        is_quoted ^= letter == '`';
        // No line begins with a closing mark.
        let may_break = is_after_wide && !is_quoted && letter.is_alphanumeric();
        if letter == ' ' && !is_quoted || may_break {
            if start < at {
                parts.push((&text[start..at], has_space));
                has_space = false;
            }
            has_space |= letter == ' ';
            start = at + usize::from(letter == ' ');
        }
        is_after_wide = is_wide(letter);
    }
    if start < text.len() {
        parts.push((&text[start..], has_space));
    }
    parts
}

/// Lines with a name and a text each. The texts are aligned and wrapped.
pub fn fields(rows: &[(String, String)]) -> String {
    let names = rows.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    let row = |(name, text): &(String, String)| {
        format!("  {}  {}\n", padded(name, names), wrap(text, names + 4)).replace(" \n", "\n")
    };
    rows.iter().map(row).collect()
}

/// A table: rows of the same length. The columns are aligned, and the last one is wrapped if a person reads it: for
/// programs, a row is a line.
pub fn table(rows: &[Vec<String>], wraps: bool) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> =
        (0..columns).map(|column| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0)).collect();
    let indent = widths.iter().rev().skip(1).map(|columns| columns + 2).sum();
    let line = |row: &Vec<String>| {
        let Some((last, cells)) = row.split_last() else { return "\n".to_owned() };
        let cells = cells.iter().zip(&widths).map(|(cell, columns)| padded(cell, *columns) + "  ");
        let cells = cells.chain([if wraps { wrap(last, indent) } else { last.clone() }]).collect::<String>();
        format!("{}\n", cells.trim_end())
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_characters_take_two_columns() {
        for (text, columns) in [("", 0), ("abc", 3), ("钉钉", 4), ("「a」，", 7), ("e\u{301}é", 2), ("ａ", 2)]
        {
            assert_eq!(width(text), columns, "{text}");
        }
        assert_eq!(padded("钉钉", 6), "钉钉  ");
        assert_eq!(
            table(&[vec!["钉钉".into(), "x".into()], vec!["abc".into(), "y".into()]], true),
            "钉钉  x\nabc   y\n"
        );
    }

    #[test]
    fn lines_end_between_words_and_between_chinese_characters() {
        let long = "word ".repeat(40);
        assert!(wrap(&long, 10).lines().all(|line| width(line) <= WIDTH));
        let chinese = "在开发者后台的权限管理中申请接口权限，".repeat(6);
        let lines = wrap(&chinese, 10);
        assert!(lines.lines().count() > 2 && lines.lines().all(|line| width(line) <= WIDTH), "{lines}");
        assert!(lines.lines().all(|line| !line.trim_start().starts_with('，')), "{lines}");
        let command = format!("run `{}`", "x ".repeat(50));
        assert_eq!(wrap(&command, 0).lines().count(), 2);
        assert_eq!(fields(&[("a".into(), "b c".into()), ("钉".into(), "d".into())]), "  a   b c\n  钉  d\n");
    }
}
