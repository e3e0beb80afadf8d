//! The colors of help.

use clap::builder::styling::{AnsiColor, Style};
use clap::builder::{StyledStr, Styles};

use crate::color::{self, Stream};
use crate::sanitize::visible_lines;

pub const HEADING: Style = Style::new().bold();
pub const LITERAL: Style = AnsiColor::Cyan.on_default().bold();
const PLACEHOLDER: Style = AnsiColor::Cyan.on_default();

/// Bold headings; commands and flags in bold cyan, and what to put in place in cyan.
pub const STYLES: Styles =
    Styles::plain().header(HEADING).usage(HEADING).literal(LITERAL).placeholder(PLACEHOLDER);

/// The text of `help` for `stream`. Texts of definitions in it cannot control the terminal.
pub fn text(help: &StyledStr, stream: Stream) -> String {
    // The text of a definition may have been written on Windows.
    sanitized(&help.ansi().to_string().replace("\r\n", "\n"), color::on(stream))
}

/// Escapes everything in `text` that could control a terminal, except for the codes of our own styles, which are
/// kept or left out.
fn sanitized(text: &str, is_colored: bool) -> String {
    let styles =
        [HEADING, LITERAL, PLACEHOLDER].map(|style| format!("{}{}", style.render(), style.render_reset()));
    let is_ours = |code: &str| styles.iter().any(|style| style.split('\u{1b}').any(|known| known == code));
    let mut parts = text.split('\u{1b}');
    let mut clean = visible_lines(parts.next().unwrap_or_default());
    for part in parts {
        let (code, rest) = part.split_at(part.find('m').map_or(0, |end| end + 1));
        if code.is_empty() || !is_ours(code) {
            clean.push_str(&visible_lines(&format!("\u{1b}{part}")));
            continue;
        }
        if is_colored {
            clean.push('\u{1b}');
            clean.push_str(code);
        }
        clean.push_str(&visible_lines(rest));
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_styles_reach_the_terminal() {
        let (bold, reset) = (HEADING.render(), HEADING.render_reset());
        let ours = format!("{bold}Usage:{reset} a\n{}b{reset}", LITERAL.render());
        assert_eq!(sanitized(&ours, true), ours);
        assert_eq!(sanitized(&ours, false), "Usage: a\nb");
        assert_eq!(sanitized("a\u{1b}[2Jb\u{1b}]0;x\u{7}", true), "a\\u{1b}[2Jb\\u{1b}]0;x\\u{7}");
    }
}
