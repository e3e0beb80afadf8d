//! Colors of the words that say how something went. The word is always there, so nothing is lost without its color.

use clap::builder::styling::{AnsiColor, Style};

use crate::color::{self, Stream};
use crate::message;

/// The meaning of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Good,
    Warning,
    Fault,
    Hint,
}

impl Mark {
    fn style(self) -> Style {
        match self {
            Self::Good => AnsiColor::Green.on_default().bold(),
            Self::Warning => AnsiColor::Yellow.on_default().bold(),
            Self::Fault => AnsiColor::Red.on_default().bold(),
            Self::Hint => AnsiColor::Cyan.on_default().bold(),
        }
    }

    /// `text` in the color of the mark, if `stream` has colors.
    pub fn paint(self, stream: Stream, text: &str) -> String {
        if color::on(stream) { self.painted(text) } else { text.to_owned() }
    }

    fn painted(self, text: &str) -> String {
        let style = self.style();
        format!("{}{text}{}", style.render(), style.render_reset())
    }
}

/// `text` for stdout, with the last occurrence of the word `code` in the color of `mark`.
pub fn last_word(mark: Mark, code: &str, text: &str) -> String {
    let word = message::help(code);
    let Some(at) = text.rfind(word) else { return text.to_owned() };
    // A word may begin with a space, so that it is not found at the end of another word.
    let (before, rest) = text.split_at(at + word.len() - word.trim_start().len());
    let (word, after) = rest.split_at(word.trim_start().len());
    format!("{before}{}{after}", mark.paint(Stream::Stdout, word))
}

/// The codes of the words that begin a message.
const BEGINNINGS: [(&str, Mark); 3] =
    [("mark-error", Mark::Fault), ("mark-warning", Mark::Warning), ("mark-hint", Mark::Hint)];

/// Paints `error:`, `warning:` and `hint:` at the beginning of each paragraph of a message for stderr.
pub fn message(text: &str, language: &str) -> String {
    let marks = BEGINNINGS.map(|(code, mark)| (message::Message::new(code).in_language(language), mark));
    let paint = |paragraph: &str| {
        let named = ["gettoken: ", ""].into_iter().find_map(|name| {
            let rest = paragraph.strip_prefix(name)?;
            let (word, mark) = marks.iter().find(|(word, _)| rest.starts_with(word))?;
            Some(format!("{name}{}{}", mark.painted(word), &rest[word.len()..]))
        });
        named.unwrap_or_else(|| paragraph.to_owned())
    };
    text.split("\n\n").map(paint).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_word_of_a_paragraph_is_painted() {
        assert_eq!(
            message("gettoken: error: an error: x\n\nhint: do it\nhint: y\n", "en"),
            "gettoken: \u{1b}[1m\u{1b}[31merror:\u{1b}[0m an error: x\n\n\u{1b}[1m\u{1b}[36mhint:\u{1b}[0m do it\nhint: y\n"
        );
        assert_eq!(message("gettoken: logged in\n", "en"), "gettoken: logged in\n");
    }
}
