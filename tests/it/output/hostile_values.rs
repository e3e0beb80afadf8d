//! Two hundred texts that mean something to somebody: to a shell, to curl, to JSON, to a netrc file, to
//! git, to a log. Each tries to leave a file called `pwned` behind, or to become something else.

/// How many there are.
pub const COUNT: usize = 200;

/// Texts that try to be obeyed.
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

/// All of them, each once.
pub fn texts() -> Vec<String> {
    let mut texts: Vec<String> = ATTACKS.iter().map(|text| (*text).to_owned()).collect();
    // Every sign of the keyboard at the beginning, and in pairs with itself, in the midst and at the end.
    let signs: Vec<char> =
        (0x21..0x7f_u8).map(char::from).filter(|sign| !sign.is_ascii_alphanumeric()).collect();
    texts.extend(signs.iter().map(|sign| format!("{sign}t.k-n_{sign}{sign}a{sign}")));
    texts.extend(signs.iter().map(|sign| format!("t{sign}")));
    texts.push(signs.iter().collect());
    texts.push(signs.iter().rev().collect());
    texts.push("e".repeat(3000));
    texts.push("E".repeat(40_000));
    texts.extend((1..=31_u8).map(|control| format!("a{}b", char::from(control))));
    let mut seen = std::collections::BTreeSet::new();
    texts.retain(|text| seen.insert(text.clone()));
    texts.truncate(COUNT);
    texts
}

/// What RFC 6749, appendix A.12, and every header allow.
pub fn can_be_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| (0x21..=0x7e).contains(&byte))
}
