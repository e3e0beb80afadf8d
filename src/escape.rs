//! Makes text that others wrote safe to show: a server's words, a file's name, a certificate's.
//!
//! Control characters could drive a terminal, bidirectional and zero-width ones could make it show
//! something else than what was sent, and a server may echo our own secret back at us.

use base64::prelude::{BASE64_STANDARD, Engine};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use crate::secret::Secret;

/// RFC 3986 §2.3: everything but the unreserved characters is encoded.
pub const ALL_BUT_UNRESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A server's message is shown up to here, in characters; enough for the longest seen in the field.
const LONGEST: usize = 1000;

/// A secret shorter than this is not looked for in a message: it would blot out ordinary words.
const SHORTEST_SECRET: usize = 4;

/// `text` with every control, bidirectional or zero-width character written as an escape, cut to
/// a bearable length. Letters of all languages stay.
pub fn visible(text: &str) -> String {
    let mut shown = String::new();
    for (count, letter) in text.chars().enumerate() {
        if count == LONGEST {
            shown.push('…');
            break;
        }
        if unsafe_to_show(letter) {
            shown.extend(letter.escape_default());
        } else {
            shown.push(letter);
        }
    }
    shown
}

/// Whether every character of `text` may be shown as it is.
pub fn is_visible(text: &str) -> bool {
    !text.chars().any(unsafe_to_show)
}

/// `text` with each of `secrets`, plain or encoded, replaced.
pub fn scrubbed(text: &str, secrets: &[&Secret]) -> String {
    let mut clean = text.to_owned();
    for secret in secrets.iter().filter(|secret| secret.expose().len() >= SHORTEST_SECRET) {
        for form in forms(secret.expose()) {
            clean = clean.replace(form.as_str(), "[redacted]");
        }
    }
    clean
}

/// The ways in which a server may repeat what we sent: as it is, as we and as others encode it.
fn forms(secret: &str) -> [Zeroizing<String>; 5] {
    let json = serde_json::to_string(secret).unwrap_or_default();
    [
        secret.to_owned(),
        utf8_percent_encode(secret, ALL_BUT_UNRESERVED).to_string(),
        utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string(),
        json.trim_matches('"').to_owned(),
        BASE64_STANDARD.encode(secret),
    ]
    .map(Zeroizing::new)
}

/// Characters that a terminal obeys, or that hide what is there.
fn unsafe_to_show(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{00ad}' | '\u{061c}' | '\u{180e}' | '\u{feff}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_visible_and_chinese_stays() {
        assert_eq!(
            visible("a\u{1b}[31m\r\n\u{9b}\u{202e}不合法"),
            "a\\u{1b}[31m\\r\\n\\u{9b}\\u{202e}不合法"
        );
    }

    #[test]
    fn long_text_is_cut() {
        assert_eq!(visible(&"x".repeat(5000)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn an_echoed_secret_is_replaced() {
        let secret = Secret::new("p w+d/1");
        assert_eq!(scrubbed("bad p w+d/1 and p%20w%2Bd%2F1", &[&secret]), "bad [redacted] and [redacted]");
    }
}
