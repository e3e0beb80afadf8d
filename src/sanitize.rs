//! Makes text from others safe to show: a server's message, a file's name, a certificate's names.
//!
//! Control characters could control a terminal, bidirectional and zero-width ones could make it show
//! something other than what was sent, and a server may echo our own secret.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::iter;
use std::path::Path;

use base64::prelude::{BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD, Engine};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::message::Message;
use crate::secret::Secret;

/// RFC 3986 §2.3: everything but the unreserved characters is encoded.
pub const ALL_BUT_UNRESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The length to which a server's message is cut, in characters; enough for the longest seen in practice.
const LONGEST: usize = 1000;

/// The length of the longest name, in characters. A longer word of the command line may be a token.
const LONGEST_WORD: usize = 64;
/// How much is shown of a word that may be a token, in characters.
const SHOWN_OF_TOKEN: usize = 12;

/// In bytes. A shorter secret is not removed from messages, because that would remove ordinary words.
const SHORTEST_SECRET: usize = 4;

/// The longest character reference, such as `#x10FFFF;` with a few zeros before the digits, without its `&`, in bytes.
const LONGEST_REFERENCE: usize = 12;

/// The config directory of users without a home directory. Nothing can exist below `/dev/null`, so nothing is
/// read or stored there.
pub const NOWHERE: &str = "/dev/null/$GETTOKEN_CONFIG_DIR";

/// The path to show for `path`: [`NOWHERE`] is shown as the variable that could name a directory.
pub fn shown_path(path: &Path) -> Cow<'_, str> {
    let shown = if path.starts_with(NOWHERE) { path.strip_prefix("/dev/null").ok() } else { None };
    shown.unwrap_or(path).to_string_lossy()
}

/// `text` with every control, bidirectional and zero-width character escaped, and cut to a reasonable length.
/// Letters of all languages stay.
pub fn visible(text: &str) -> String {
    cut(text, LONGEST)
}

/// The first `most` characters of `text`, escaped.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => escaped(&text[..end], unsafe_to_show) + "…",
        None => escaped(text, unsafe_to_show),
    }
}

/// Returns whether an unknown word of the command line may be a token: it begins as a JWT does, or is longer than any name.
pub fn may_be_token(word: &str) -> bool {
    word.starts_with("eyJ") || word.chars().nth(LONGEST_WORD).is_some()
}

/// An unknown word of the command line as it may be shown. Of one that may be a token, only the beginning is.
pub fn short_word(word: &str) -> Cow<'_, str> {
    match word.char_indices().nth(SHOWN_OF_TOKEN) {
        Some((end, _)) if may_be_token(word) => Cow::Owned(format!("{}…", &word[..end])),
        _ => Cow::Borrowed(word),
    }
}

/// [`short_word`] for a value of any message: a JWT, and nothing else, is cut.
pub fn without_jwt(text: &str) -> Cow<'_, str> {
    let is_of_jwt = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let is_jwt = text.starts_with("eyJ") && text.bytes().all(is_of_jwt);
    if is_jwt { short_word(text) } else { Cow::Borrowed(text) }
}

/// [`visible`] for each line of `text`, without a cut.
pub fn visible_lines(text: &str) -> String {
    escaped(text, |letter| letter != '\n' && unsafe_to_show(letter))
}

/// `text` with every letter escaped that `is_unsafe`.
fn escaped(text: &str, is_unsafe: impl Fn(char) -> bool) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_unsafe(letter) {
            shown.extend(letter.escape_default());
        } else {
            shown.push(letter);
        }
    }
    shown
}

/// Returns whether `text` may name a provider, a profile or a variable.
pub fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.len() <= 64
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.".contains(&b))
}

/// Returns whether every character of `text` may be shown as it is.
pub fn is_visible(text: &str) -> bool {
    !text.chars().any(unsafe_to_show)
}

/// The first character of `text` that may not be shown as it is, and its position, counting from 1.
pub fn unsafe_character(text: &str) -> Option<(usize, char)> {
    (1..).zip(text.chars()).find(|(_, letter)| unsafe_to_show(*letter))
}

/// An invisible character in words.
pub fn name_of(letter: char) -> Message {
    let code = match letter {
        ' ' => "character-space",
        '\n' => "character-line-break",
        '\r' => "character-carriage-return",
        '\t' => "character-tab",
        '\u{feff}' => "character-byte-order-mark",
        _ if letter.is_control() => "character-control",
        _ => "character-invisible",
    };
    Message::new(code).with("number", format!("U+{:04X}", u32::from(letter)))
}

/// Headers that control framing and routing. Nobody may set them: the token could go to another server.
const FRAMING: &str = "connection content-length expect host keep-alive proxy-authorization proxy-connection \
                       te trailer transfer-encoding upgrade";

/// Returns whether a header of this name controls framing or routing.
pub fn is_framing(name: &str) -> bool {
    FRAMING.split_whitespace().any(|known| known.eq_ignore_ascii_case(name))
}

/// Returns whether `text` is a token (RFC 9110 §5.6.2), as a header's name is.
pub fn is_header_name(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Returns whether `text` is only visible ASCII and spaces: the part of a header's value (RFC 9110 §5.5) that
/// every reader understands alike.
pub fn is_header_value(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..=0x7e).contains(&byte))
}

/// Makes a server's message safe to show and removes the secrets that the server was sent.
///
/// Secrets are removed before anything is cut or escaped: a cut could leave the beginning of one, and
/// escaping could change its form.
#[derive(Default)]
pub struct Scrubber {
    secrets: Vec<Secret>,
    /// The secrets and their base64 and hex forms, made on demand: most responses have nothing to show.
    forms: OnceCell<Vec<Secret>>,
}

impl Scrubber {
    /// Removes `secrets`, except those that are too short to be distinguished from ordinary words.
    pub fn new<'a>(secrets: impl IntoIterator<Item = &'a Secret>) -> Self {
        let secrets = secrets.into_iter().filter(|secret| secret.expose().len() >= SHORTEST_SECRET);
        Self { secrets: secrets.cloned().collect(), forms: OnceCell::new() }
    }

    /// [`visible`], without the secrets.
    pub fn visible(&self, text: &str) -> String {
        // One character more than is shown, so that the cut is still marked.
        visible(&self.scrub_start(text, LONGEST + 1))
    }

    /// [`Self::visible`] on one line, without repeated spaces, cut to `most` characters.
    pub fn line(&self, text: &str, most: usize) -> String {
        // A secret may contain line breaks, so the words are joined again only without it.
        let clean = self.scrub_start(text.trim_start(), LONGEST + 1);
        cut(&clean.split_whitespace().collect::<Vec<_>>().join(" "), most)
    }

    /// `text` with every secret replaced, for callers that make it safe in another way than [`visible`].
    pub fn scrub(&self, text: &str) -> String {
        self.scrub_start(text, usize::MAX)
    }

    /// The first `most` characters of `text`, with every secret replaced.
    pub fn scrub_start(&self, text: &str, most: usize) -> String {
        let forms = self.forms.get_or_init(|| self.secrets.iter().flat_map(forms).collect());
        let mut clean = String::new();
        let mut rest = text;
        for _ in 0..most {
            let Some(letter) = rest.chars().next() else { break };
            let secret = forms.iter().map(|form| echo_length(rest, form.expose())).max().unwrap_or_default();
            if secret == 0 {
                clean.push(letter);
                rest = &rest[letter.len_utf8()..];
            } else {
                clean.push_str("[redacted]");
                rest = &rest[secret..];
            }
        }
        clean
    }
}

/// The length in bytes of `secret` at the beginning of `text`, whichever way each of its characters is
/// written; 0 if `text` begins with something else.
fn echo_length(text: &str, secret: &str) -> usize {
    // Nearly every place is left here.
    if !text.starts_with(['%', '\\', '&', '+'])
        && !text.starts_with(secret.chars().next().unwrap_or_default())
    {
        return 0;
    }
    // An escape may also be meant literally, so every interpretation is followed.
    let mut ends = BTreeSet::from([0]);
    for letter in secret.chars() {
        let written = |start: usize| lengths(letter, &text[start..]).map(move |length| start + length);
        ends = ends.into_iter().flat_map(written).collect();
        if ends.is_empty() {
            break;
        }
    }
    ends.last().copied().unwrap_or_default()
}

/// The possible lengths in bytes of `letter` at the beginning of `text`: as it is, percent-encoded or form-encoded (RFC
/// 3986 §2.1, WHATWG URL §5), escaped in JSON (RFC 8259 §7) or JavaScript, or as a character reference in HTML. Each
/// escape may have been escaped again up to two times.
fn lengths(letter: char, text: &str) -> impl Iterator<Item = usize> {
    let plain = text.starts_with(letter).then(|| letter.len_utf8());
    let plus = (letter == ' ' && text.starts_with('+')).then_some(1);
    let backslashes = [1, 2, 4, 8].into_iter().filter(move |count| letter == '\\' && begins(text, *count));
    let escaped = (1..=7).filter(|count| begins(text, *count)).find_map(|count| {
        let is_same = match text[count..].chars().next()? {
            next @ ('"' | '\'' | '/') => next == letter,
            'b' => letter == '\u{8}',
            'f' => letter == '\u{c}',
            'n' => letter == '\n',
            'r' => letter == '\r',
            't' => letter == '\t',
            _ => false,
        };
        is_same.then_some(count + 1)
    });
    let mut bytes = [0; 4];
    let bytes = letter.encode_utf8(&mut bytes).as_bytes();
    let octets = |mark| hex_units(bytes.iter().map(|byte| u16::from(*byte)), text, mark, 2);
    let mut units = [0; 2];
    let units = letter.encode_utf16(&mut units);
    let unicode = |mark, digits| hex_units(units.iter().copied(), text, mark, digits);
    // Escaped again in each page that quotes another.
    let nested = iter::successors(text.strip_prefix('&'), |rest| rest.strip_prefix("amp;")).take(3);
    let references = nested.filter_map(move |rest| {
        let (name, _) = rest.get(..rest.len().min(LONGEST_REFERENCE)).unwrap_or(rest).split_once(';')?;
        (html_character(name)? == letter).then_some(text.len() - rest.len() + name.len() + 1)
    });
    // `%25` is double encoding, for a URL in a field of another URL.
    let octets = ["%", "%25", "%2525", "\\x"].map(octets);
    let unicode = [("\\u", 4), ("\\\\u", 4), ("\\\\\\\\u", 4), ("%u", 4), ("\\x", 2)]
        .map(|(mark, digits)| unicode(mark, digits));
    let found = [plain, plus, escaped].into_iter().chain(octets).chain(unicode).flatten();
    found.chain(references).chain(backslashes)
}

/// Returns whether `text` begins with `count` backslashes.
fn begins(text: &str, count: usize) -> bool {
    text.get(..count).is_some_and(|start| start.bytes().all(|byte| byte == b'\\'))
}

/// The length of `units`, each written as `mark` and that many hexadecimal `digits`, if `text` begins with them.
fn hex_units(units: impl Iterator<Item = u16>, text: &str, mark: &str, digits: usize) -> Option<usize> {
    let mut length = 0;
    for unit in units {
        let number = text[length..].strip_prefix(mark)?.get(..digits)?;
        // `from_str_radix` would accept a sign.
        let sound = number.bytes().all(|digit| digit.is_ascii_hexdigit());
        if !sound || u16::from_str_radix(number, 16).ok()? != unit {
            return None;
        }
        length += mark.len() + digits;
    }
    Some(length)
}

/// The names of visible ASCII characters in HTML, each followed by its character.
const HTML_NAMES: &str = "amp& apos' ast* bsol\\ colon: comma, commat@ dollar$ equals= excl! grave` gt> Hat^ lbrack[ lcub{ \
                          lowbar_ lpar( lsqb[ lt< num# percnt% period. plus+ quest? quot\" QUOT\" rbrack] rcub} rpar) rsqb] \
                          semi; sol/ verbar| vert|";

/// The character that `&name;` means in HTML, for those that servers escape.
fn html_character(name: &str) -> Option<char> {
    let number = match (name, name.strip_prefix('#')) {
        ("nbsp", _) => return Some(' '),
        ("NewLine", _) => return Some('\n'),
        ("Tab", _) => return Some('\t'),
        (_, None) => return HTML_NAMES.split(' ').find_map(|word| word.strip_prefix(name)?.parse().ok()),
        (_, Some(number)) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        },
    };
    char::from_u32(number)
}

/// The secret itself; its base64 within any longer text, in both alphabets, without the digits at either end
/// that depend on the text around it; and its hexadecimal digits. Also those of its percent-encoded form, which
/// is what client authentication puts into base64 (RFC 6749 §2.3.1).
fn forms(secret: &Secret) -> Vec<Secret> {
    let mut forms = vec![secret.clone()];
    let secret = secret.expose();
    let encoded = utf8_percent_encode(secret, ALL_BUT_UNRESERVED).to_string();
    let texts = if encoded == secret { vec![secret] } else { vec![secret, &encoded] };
    for text in texts {
        for before in 0..3 {
            let mut bytes = vec![0; before];
            bytes.extend_from_slice(text.as_bytes());
            // Six bits per digit: the digits that depend only on the secret.
            let decided = (before * 8).div_ceil(6)..bytes.len() * 8 / 6;
            for alphabet in [&BASE64_STANDARD_NO_PAD, &BASE64_URL_SAFE_NO_PAD] {
                let whole = alphabet.encode(&bytes);
                forms.extend(whole.get(decided.clone()).map(Secret::new));
            }
        }
        let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
        forms.extend([hex.to_ascii_uppercase(), hex].map(Secret::new));
    }
    forms.retain(|form| form.expose().len() >= SHORTEST_SECRET);
    forms
}

/// [`visible_lines`] for a text of any length on a terminal: tabs stay, and so do the line breaks of Windows.
pub fn visible_text(text: &str) -> String {
    escaped(&text.replace("\r\n", "\n"), |letter| unsafe_to_show(letter) && !matches!(letter, '\n' | '\t'))
}

/// Reports whether `letter` may not be shown as it is.
pub fn unsafe_to_show(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{00ad}' | '\u{061c}' | '\u{180e}' | '\u{feff}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// `text` as one word of the shell, for a command that a person may copy: on Windows for PowerShell and `cmd`, elsewhere
/// for a POSIX shell.
pub fn shell_word(text: &str) -> String {
    let plain: &[u8] = if cfg!(windows) { br"-_./:\" } else { b"-_./:@,+%=" };
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || plain.contains(&byte);
    match !text.is_empty() && text.bytes().all(is_plain) {
        true => text.to_owned(),
        false if cfg!(windows) => windows_word(text),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}

/// `cmd` knows only double quotation marks, and PowerShell replaces variables in them.
fn windows_word(text: &str) -> String {
    if text.contains(['"', '$', '`']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_of_a_shell_is_quoted_only_if_it_must_be() {
        for (text, windows, elsewhere) in [
            ("https://a.example/x", "https://a.example/x", "https://a.example/x"),
            ("", "\"\"", "''"),
            ("a b&c", "\"a b&c\"", "'a b&c'"),
            ("it's", "\"it's\"", r"'it'\''s'"),
            ("/x/$y", "'/x/$y'", "'/x/$y'"),
            ("it's $x", "'it''s $x'", r"'it'\''s $x'"),
        ] {
            assert_eq!(shell_word(text), if cfg!(windows) { windows } else { elsewhere });
        }
    }

    #[test]
    fn controls_become_visible_and_chinese_stays() {
        assert_eq!(
            visible("a\u{1b}[31m\r\n\u{9b}\u{202e}不合法"),
            "a\\u{1b}[31m\\r\\n\\u{9b}\\u{202e}不合法"
        );
    }

    #[test]
    fn what_is_unsafe_is_named() {
        for (text, named) in [
            ("a\r\nb", "a carriage return"),
            ("\n", "a line break"),
            ("\u{1b}[31m", "the control character U+001B"),
            ("a\tb", "a tab"),
            ("\u{feff}a", "a byte order mark"),
            ("\u{9b}31m", "the control character U+009B"),
            ("\u{202e}x", "the invisible character U+202E"),
            ("x\u{200b}", "the invisible character U+200B"),
        ] {
            let (_, letter) = unsafe_character(text).unwrap();
            assert_eq!(name_of(letter).english(), named, "{text:?}");
        }
        assert_eq!(unsafe_character("Mail (邮箱) “x”"), None);
    }

    #[test]
    fn headers_are_made_of_tokens_and_visible_letters() {
        assert!(is_header_name("x-vendor-access-token") && is_header_name("!#$%&'*+-.^_`|~09AZaz"));
        for wrong in ["", "a b", "a:", "a\r", "a\n", "@file", "a;", "\"a\"", "é", "a\0", "(a)", "a/b"] {
            assert!(!is_header_name(wrong), "{wrong:?}");
        }
        assert!(is_header_value("Bearer \"x\\y\" ~") && is_header_value(""));
        for wrong in ["a\n", "\r", "a\tb", "\u{7f}", "é", "\0"] {
            assert!(!is_header_value(wrong), "{wrong:?}");
        }
    }

    #[test]
    fn long_text_is_cut() {
        assert_eq!(visible(&"x".repeat(5000)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn a_word_that_may_be_a_token_is_cut() {
        let long = "x".repeat(65);
        for (word, shown) in [
            ("aliMail", "aliMail"),
            (&long[..64], &long[..64]),
            (&long, "xxxxxxxxxxxx…"),
            ("eyJhbGciOiJSUzI1NiJ9.e30.e30", "eyJhbGciOiJS…"),
        ] {
            assert_eq!(short_word(word), shown);
        }
        assert_eq!(without_jwt("eyJhbGciOiJSUzI1NiJ9.e30.e30"), "eyJhbGciOiJS…");
        assert_eq!(without_jwt(&long), long);
    }

    #[test]
    fn an_echoed_secret_is_replaced_in_every_form() {
        let secret = Secret::new("p w+d/1é&\"x");
        let scrubber = Scrubber::new([&secret]);
        for echo in [
            "p w+d/1é&\"x",
            "p%20w%2Bd%2F1%C3%A9%26%22x",
            "p+w%2bd/1%c3%a9&%22x",
            "p%2520w%252Bd%252F1%25C3%25A9%2526%2522x",
            r#"p w+d\/1\u00e9&\"x"#,
            r"p w+d/1\u00E9\u0026\u0022x",
            "p w+d/1&#233;&amp;&quot;x",
            "p w+d/1&#xe9;&#38;&#x22;x",
            "cCB3K2QvMcOpJiJ4",
            "7020772b642f31c3a9262278",
            "7020772B642F31C3A9262278",
            r#"p w+d\\/1\\u00e9&\\\"x"#,
            r"p\x20w\x2bd\x2F1\xe9\x26\x22x",
            "p&nbsp;w&plus;d&sol;1&#xe9;&amp;&QUOT;x",
            "p&#32;w&#43;d&#x2f;1&#0233;&#x0026;&#34;x",
            "p w+d/1&amp;#233;&amp;amp;&amp;amp;quot;x",
            r"p\x20w\x2bd\x2F1\xc3\xa9\x26\x22x",
            "p%u0020w%u002bd%u002F1%u00e9%u0026%u0022x",
            r#"p w+d\\\/1\\\\u00e9&\\\\\\\"x"#,
            "p%252520w%25252Bd%25252F1%2525C3%2525A9%252526%252522x",
        ] {
            assert_eq!(scrubber.visible(&format!("<{echo}>")), "<[redacted]>", "{echo}");
        }
        assert_eq!(scrubber.visible("p w+d/2 and p w+d/1"), "p w+d/2 and p w+d/1");
    }

    #[test]
    fn base64_of_a_text_that_holds_the_secret_is_replaced() {
        let secret = Secret::new("s3cret-value?>");
        let scrubber = Scrubber::new([&secret]);
        for before in ["", "i", "id", "id:", "user:id:"] {
            for after in ["", "x", "xy", "xyz"] {
                let text = format!("{before}{}{after}", secret.expose());
                for encoded in [
                    base64::prelude::BASE64_STANDARD.encode(&text),
                    BASE64_STANDARD_NO_PAD.encode(&text),
                    BASE64_URL_SAFE_NO_PAD.encode(&text),
                    BASE64_STANDARD_NO_PAD.encode(&text).replace('/', "%2f").replace('+', "%2B"),
                ] {
                    let shown = scrubber.visible(&encoded);
                    assert!(shown.contains("[redacted]"), "{text}: {encoded}: {shown}");
                    // Two digits at either end also encode bits of the neighbors.
                    assert!(shown.len() <= "[redacted]".len() + text.len() * 4 / 3, "{shown}");
                }
            }
        }
    }

    /// Every form of the secret at every offset of both cuts.
    #[test]
    fn the_cut_comes_after_the_secrets() {
        // In no form does a part of four characters occur in the text around it.
        let secret = "QX/Zq+QZ&jQéXzQ=\"XQ";
        let wrapped = Secret::new(secret);
        let scrubber = Scrubber::new([&wrapped]);
        let pair = format!("id:{secret}");
        let encoded = utf8_percent_encode(secret, ALL_BUT_UNRESERVED).to_string();
        let json = serde_json::to_string(secret).unwrap();
        let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
        let padded = base64::prelude::BASE64_STANDARD.encode(&pair);
        let forms = [
            secret.to_owned(),
            encoded.clone(),
            encoded
                .replace("%2F", "%2f")
                .replace("%2B", "%2b")
                .replace("%C3%A9", "%c3%a9")
                .replace("%3D", "%3d"),
            encoded.replace('%', "%25"),
            secret.replace('&', "&amp;").replace('"', "&quot;"),
            secret.replace('&', "&#38;").replace('"', "&#34;").replace('+', "&#43;"),
            secret.replace('+', "&plus;").replace('/', "&sol;").replace('=', "&equals;"),
            json.trim_matches('"').to_owned(),
            json.trim_matches('"').replace('/', "\\/").replace('é', "\\u00e9"),
            serde_json::to_string(&json).unwrap().replace('/', "\\\\/"),
            secret.chars().map(|c| format!("\\u{:04X}", u32::from(c))).collect(),
            secret.chars().map(|c| format!("\\x{:02x}", u32::from(c))).collect(),
            padded.clone(),
            padded.trim_end_matches('=').to_owned(),
            padded.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D"),
            BASE64_URL_SAFE_NO_PAD.encode(&pair),
            BASE64_STANDARD_NO_PAD.encode(secret),
            BASE64_URL_SAFE_NO_PAD.encode(secret),
            BASE64_STANDARD_NO_PAD.encode(format!("id:{encoded}")),
            BASE64_URL_SAFE_NO_PAD.encode(format!("k={encoded}&")),
            hex.to_uppercase(),
            hex,
        ];
        for form in forms {
            let length = form.chars().count();
            let letters: Vec<char> = form.chars().collect();
            // Base64 shares up to two digits at either end with the text around it.
            let parts: Vec<String> = letters.windows(9).map(|part| part.iter().collect()).collect();
            for cut in [LONGEST, 200] {
                for before in cut - length - 2..=cut + 2 {
                    let text = format!("{}{form}.", "#".repeat(before));
                    let shown =
                        if cut == LONGEST { scrubber.visible(&text) } else { scrubber.line(&text, cut) };
                    assert!(shown.chars().count() <= cut + 1, "{form}, {before}: {shown}");
                    let leaked = parts.iter().find(|part| shown.contains(part.as_str()));
                    assert_eq!(leaked, None, "{form}, {before}: {shown}");
                }
            }
        }
    }

    #[test]
    fn a_secret_that_is_hardly_one_is_left() {
        let short = Secret::new("abc");
        assert_eq!(Scrubber::new([&short]).visible("abc"), "abc");
    }
}
