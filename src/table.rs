//! Tables for people: columns are aligned by the width that a terminal gives each character, and a table that is wider
//! than the terminal is fitted to it. In a pipe nothing is cut.

use crate::layout;

/// The space between two columns.
const GAP: usize = 2;

/// The width below which no column is cut.
const NARROWEST: usize = 8;

/// The width that the last column keeps if it is that wide.
const LAST: usize = 24;

/// Lays out `rows`, which have the same number of columns. With a `width`, cells that are too long are cut, except in
/// the last column, where words go on in the next line.
pub fn table(rows: &[Vec<String>], width: Option<usize>) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or_default();
    let Some(last) = count.checked_sub(1) else { return String::new() };
    let mut widths: Vec<usize> = (0..count).map(|column| widest(rows, column)).collect();
    if let Some(width) = width {
        fit(&mut widths, width);
    }
    let before = widths[..last].iter().map(|width| width + GAP).sum::<usize>();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths).take(last) {
            let cell = cut(cell, *width);
            let space = width + GAP - layout::columns(&cell);
            line.push_str(&format!("{cell}{:space$}", ""));
        }
        let end = row.get(last).map_or("", String::as_str);
        let wrapped = if width.is_some() { layout::wrap(end, widths[last]) } else { end.to_owned() };
        let ends: Vec<String> = wrapped.lines().map(|line| cut(line, widths[last])).collect();
        line.push_str(&ends.join(&format!("\n{:before$}", "")));
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Lines with a name and a text each. The texts are aligned and wrapped.
pub fn fields(rows: &[(String, String)]) -> String {
    let names = rows.iter().map(|(name, _)| layout::columns(name)).max().unwrap_or(0);
    let row = |(name, text): &(String, String)| {
        let text = layout::wrap_indented(text, names + 4);
        format!("  {}  {text}", layout::padded(name, names)).trim_end().to_owned() + "\n"
    };
    rows.iter().map(row).collect()
}

fn widest(rows: &[Vec<String>], column: usize) -> usize {
    rows.iter().filter_map(|row| row.get(column)).map(|cell| layout::columns(cell)).max().unwrap_or_default()
}

/// Reduces `widths` until a table has at most `width` columns: first the last one, then whichever is the widest.
fn fit(widths: &mut [usize], width: usize) {
    let Some((last, others)) = widths.split_last_mut() else { return };
    let gaps = GAP * others.len();
    let least = (*last).min(LAST);
    while others.iter().sum::<usize>() + gaps + least > width {
        let Some(widest) = others.iter_mut().max().filter(|widest| **widest > NARROWEST) else { break };
        *widest -= 1;
    }
    *last = (*last).min(width.saturating_sub(others.iter().sum::<usize>() + gaps)).max(least);
}

/// `text`, or as much of its beginning as fits in `width` columns, with a mark that there is more.
fn cut(text: &str, width: usize) -> String {
    if layout::columns(text) <= width {
        return text.to_owned();
    }
    let mut shown = String::new();
    for letter in text.chars() {
        shown.push(letter);
        if layout::columns(&shown) >= width {
            shown.pop();
            break;
        }
    }
    shown + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    }

    #[test]
    fn columns_are_aligned_by_width() {
        let rows = rows(&[&["NAME", "OWNER"], &["钉钉", "x"], &["abc", ""]]);
        assert_eq!(table(&rows, None), "NAME  OWNER\n钉钉  x\nabc\n");
        assert_eq!(table(&[], Some(80)), "");
    }

    #[test]
    fn a_table_is_fitted_to_the_terminal() {
        let (long, words) =
            ("a-very-long-name-of-a-profile-that-somebody-chose", "some words that do not fit at all");
        let rows = rows(&[
            &[long, "x", words],
            &["钉钉钉钉钉钉钉钉钉钉钉钉钉钉钉钉钉钉", "y", "someone@a-long-domain.example"],
        ]);
        assert_eq!(
            table(&rows, Some(50)),
            "a-very-long-name-of-…  x  some words that do not\n                          fit at all\n\
             钉钉钉钉钉钉钉钉钉钉…  y  someone@a-long-domain.e…\n"
        );
        for width in [40, 50, 60, 80, 100] {
            assert!(table(&rows, Some(width)).lines().all(|line| layout::columns(line) <= width), "{width}");
        }
        assert!(table(&rows, None).contains(long));
    }
}
