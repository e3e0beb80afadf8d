//! Decides whether output to a terminal is colored. Looked at only when something is shown to a person.

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicU8, Ordering};

/// A stream that a person may read. Each has a decision of its own: one may be a pipe and the other a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    Stdout,
    Stderr,
}

/// The values of `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Choice {
    /// On a terminal, unless the environment says otherwise.
    #[default]
    Auto,
    Always,
    Never,
}

impl Choice {
    /// The words for `--color`, in the order of the help.
    pub const WORDS: [&str; 3] = ["auto", "always", "never"];

    /// The choice that `word` names.
    pub fn named(word: &str) -> Option<Self> {
        let choices = [Self::Auto, Self::Always, Self::Never];
        Self::WORDS.iter().position(|known| *known == word).map(|at| choices[at])
    }
}

static CHOICE: AtomicU8 = AtomicU8::new(Choice::Auto as u8);

/// Sets the choice of `--color`.
pub fn set(choice: Choice) {
    CHOICE.store(choice as u8, Ordering::Relaxed);
}

/// Reports whether output to `stream` may contain colors. The flag decides first, then `NO_COLOR`, then
/// `CLICOLOR_FORCE`; without any, a terminal has colors unless `TERM` is `dumb` or not set.
pub fn on(stream: Stream) -> bool {
    let choice = CHOICE.load(Ordering::Relaxed);
    if choice != Choice::Auto as u8 {
        return choice == Choice::Always as u8 && enable(stream);
    }
    !anstyle_query::no_color()
        && (anstyle_query::clicolor_force() || is_terminal(stream) && anstyle_query::term_supports_color())
        && enable(stream)
}

/// Reports whether `stream` is a terminal.
pub fn is_terminal(stream: Stream) -> bool {
    match stream {
        Stream::Stdout => io::stdout().is_terminal(),
        Stream::Stderr => io::stderr().is_terminal(),
    }
}

/// The columns of the terminal that `stream` is, if it is one and tells.
pub fn width(stream: Stream) -> Option<usize> {
    let size = match stream {
        Stream::Stdout => terminal_size::terminal_size_of(io::stdout()),
        Stream::Stderr => terminal_size::terminal_size_of(io::stderr()),
    };
    // A serial console, among others, says 0.
    size.map(|(width, _)| usize::from(width.0)).filter(|width| *width > 0)
}

/// Old Windows consoles print the codes of colors as text unless told otherwise; some cannot do anything else.
fn enable(stream: Stream) -> bool {
    !cfg!(windows) || !is_terminal(stream) || anstyle_query::windows::enable_ansi_colors() != Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_choices() {
        let named = Choice::WORDS.map(Choice::named);
        assert_eq!(named, [Some(Choice::Auto), Some(Choice::Always), Some(Choice::Never)]);
        assert_eq!(Choice::named("red"), None);
    }
}
