//! More than two hundred texts with a special meaning to a shell, curl, JSON, a netrc file, git or a log. Each tries to
//! create a file named `pwned`, or to be read as something else.

/// Texts that a reader might interpret.
const ATTACKS: &[&str] = &[
    "'\"`$(touch${IFS}pwned)`\"'",
    "$(touch${IFS}pwned)",
    "`touch${IFS}pwned`",
    "';touch${IFS}pwned;'",
    "\";touch${IFS}pwned;\"",
    "\\';touch${IFS}pwned;\\'",
    "';touch pwned;#",
    "$((1))",
    "${PATH}",
    "$PATH",
    "%PATH%",
    "!!",
    "!1",
    "~",
    "~root",
    "*",
    "?",
    "[a-z]",
    "{a,b}",
    "a;b",
    "a&b",
    "a|b",
    "a>pwned",
    "a<pwned",
    "(touch${IFS}pwned)",
    "-e",
    "--output=pwned",
    "-opwned",
    "@pwned",
    "@-",
    "=pwned",
    "a=b",
    "#pwned",
    "a#b",
    "\\",
    "\\\\",
    "\\n",
    "\\x41",
    "\\u0041",
    "\\\"",
    "a\\",
    "'",
    "\"",
    "''",
    "\"\"",
    "\"\noutput = \"pwned",
    "\"\\noutput=\\\"pwned",
    "a\noutput = pwned",
    "a\r\nX-Injected: 1",
    "a\nX-Injected: 1",
    "a\rb",
    "a\tb",
    " ",
    " a",
    "a ",
    "a b",
    "\n",
    "a\n",
    "\u{1b}[31m",
    "\u{7}",
    "\u{8}",
    "\u{b}",
    "\u{c}",
    "\u{7f}",
    "\u{0}",
    "a\u{0}b",
    "\u{9b}31m",
    "\u{85}",
    "\u{1}auth=Bearer x\u{1}\u{1}",
    "%",
    "%25",
    "%0A",
    "%0a::error::pwned",
    "%s%n",
    "a%0Db",
    "::set-output name=x::y",
    "::stop-commands::x",
    "::add-mask::",
    "{",
    "}",
    "{}",
    "{{",
    "{access_token}",
    "{{access_token}}",
    "null",
    "true",
    "0",
    "-1",
    "1e400",
    "[]",
    "\",\"x\":\"",
    "</script><script>",
    "machine",
    "default",
    "login",
    "password",
    "macdef",
    "a:b",
    ":",
    ",",
    "a,b=c",
    "=2C",
    "=3D",
    "quit=1",
    "host=evil.example",
    "a\nhost=evil.example",
    "é",
    "你好",
    "\u{202e}abc",
    "\u{200b}",
    "\u{feff}a",
    "🔑",
    "\u{fffd}",
];

/// All texts, without duplicates.
pub fn texts() -> Vec<String> {
    let mut texts: Vec<String> = ATTACKS.iter().map(|text| (*text).to_owned()).collect();
    // Every ASCII punctuation character: at the start, doubled, in the middle, and at the end.
    let punctuation: Vec<char> =
        (0x21..0x7f_u8).map(char::from).filter(|mark| !mark.is_ascii_alphanumeric()).collect();
    texts.extend(punctuation.iter().map(|mark| format!("{mark}t.k-n_{mark}{mark}a{mark}")));
    texts.extend(punctuation.iter().map(|mark| format!("t{mark}")));
    texts.push(punctuation.iter().collect());
    texts.push(punctuation.iter().rev().collect());
    texts.push("e".repeat(3000));
    texts.push("E".repeat(40_000));
    texts.extend((1..=31_u8).map(|control| format!("a{}b", char::from(control))));
    let mut seen = std::collections::BTreeSet::new();
    texts.retain(|text| seen.insert(text.clone()));
    texts
}

/// Whether RFC 6749, appendix A.12, and every header allow this token.
pub fn can_be_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| (0x21..=0x7e).contains(&byte))
}
