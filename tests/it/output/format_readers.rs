//! A reader of each output format, reimplemented from the rules of the program that reads it: a shell, curl, git, a netrc
//! parser. The fuzzer uses these, since they are fast; `round_trip` compares them with the real programs in
//! `external_readers`.

use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::Value;

/// The values in the output; `None` for those that the format does not have.
#[derive(Default)]
pub struct Read {
    pub token: String,
    pub user: Option<String>,
    pub scope: Option<String>,
}

/// Reads one format.
pub type Reader = fn(&str) -> Option<Read>;

/// The reader of each format, by name.
pub const ALL: [(&str, Reader); 19] = [
    ("ci-mask", ci_mask),
    ("curl", |text| bearer(&curl(text, "header")?)),
    ("docker", docker),
    ("dotenv", |text| variable(text, "ACCESS_TOKEN=", '\'', raw)),
    ("env", |text| variable(text, "export ACCESS_TOKEN=", '\'', shell)),
    ("exec-credential", |text| token(object(text)?.pointer("/status/token")?)),
    ("fish", |text| variable(text, "set -gx ACCESS_TOKEN ", '\'', fish)),
    ("gcloud", |text| token(&object(text)?["id_token"])),
    ("git-credential", git),
    ("header", |text| bearer(one_line(text)?)),
    ("headers-json", headers_json),
    ("json", json),
    ("netrc", netrc),
    ("oauthbearer", oauthbearer),
    ("powershell", |text| variable(text, "$env:ACCESS_TOKEN = ", '\'', powershell)),
    ("template=", template),
    ("text", text_for_people),
    ("token", |text| Some(plain(one_line(text)?))),
    ("xoauth2", xoauth2),
];

/// Whether the format may refuse these values. All others must be rendered.
pub fn refusable(format: &str, token: &str, user: &str) -> bool {
    let no_mailbox = user.is_empty() || user.chars().any(char::is_control);
    let no_name = no_mailbox || user.contains(':');
    let no_word = |text: &str| {
        !text.bytes().all(|byte| byte.is_ascii_graphic()) || text.contains(['"', '\'', '\\', '#'])
    };
    match format {
        "docker" | "git-credential" => no_name,
        "dotenv" => token.contains('\''),
        "gcloud" => true,
        "netrc" => no_name || no_word(user) || no_word(token) || token.len() > 3500 || user.len() > 255,
        "oauthbearer" | "xoauth2" => no_mailbox,
        _ => false,
    }
}

fn plain(token: &str) -> Read {
    Read { token: token.to_owned(), ..Read::default() }
}

fn one_line(text: &str) -> Option<&str> {
    text.strip_suffix('\n').filter(|line| !line.contains(['\n', '\r']))
}

fn bearer(line: &str) -> Option<Read> {
    line.strip_prefix("Authorization: Bearer ").map(plain)
}

/// Parses a JSON object that fills exactly one line.
fn object(text: &str) -> Option<Value> {
    serde_json::from_str(one_line(text)?).ok().filter(Value::is_object)
}

fn token(value: &Value) -> Option<Read> {
    value.as_str().map(plain)
}

fn docker(text: &str) -> Option<Read> {
    let object = object(text)?;
    Some(Read { user: Some(object["Username"].as_str()?.to_owned()), ..token(&object["Secret"])? })
}

fn headers_json(text: &str) -> Option<Read> {
    let object = object(text)?;
    // A reader sends every member as a header.
    let is_only = object.as_object().is_some_and(|members| members.len() == 1);
    object["Authorization"].as_str()?.strip_prefix("Bearer ").filter(|_| is_only).map(plain)
}

fn json(text: &str) -> Option<Read> {
    let object = object(text)?;
    let scope = object["scope"].as_str().unwrap_or_default();
    Some(Read { scope: Some(scope.to_owned()), ..token(&object["access_token"])? })
}

/// actions/runner decodes the data of a workflow command, `%25` last.
fn ci_mask(text: &str) -> Option<Read> {
    let data = one_line(text)?.strip_prefix("::add-mask::")?;
    Some(plain(&data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")))
}

/// curl's config file: `name = "value"`, where a backslash escapes the next character (curl(1), `--config`).
fn curl(text: &str, option: &str) -> Option<String> {
    let value = one_line(text)?.strip_prefix(option)?.strip_prefix(" = \"")?;
    let (mut read, mut letters) = (String::new(), value.chars());
    loop {
        match letters.next()? {
            '"' => return letters.next().is_none().then_some(read),
            '\\' => read.push(match letters.next()? {
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                'v' => '\u{b}',
                other => other,
            }),
            letter => read.push(letter),
        }
    }
}

/// The first of three variables, each assigned on its own line.
fn variable(
    text: &str,
    start: &str,
    quote: char,
    unquoted: fn(&mut std::str::Chars) -> Option<String>,
) -> Option<Read> {
    let mut letters = text.strip_prefix(start)?.strip_prefix(quote)?.chars();
    let value = unquoted(&mut letters)?;
    let rest = letters.as_str().strip_prefix('\n')?;
    // Only the two companion variables follow.
    let (name, sign) = start.split_at(start.trim_end_matches(['=', ' ']).len());
    let mut lines = rest.lines();
    for companion in ["_TYPE", "_EXPIRES_AT"] {
        lines.next()?.strip_prefix(name)?.strip_prefix(companion)?.strip_prefix(sign)?;
    }
    lines.next().is_none().then(|| plain(&value))
}

/// Reads up to the next single quote, without escapes.
fn raw(letters: &mut std::str::Chars) -> Option<String> {
    let (value, rest) = letters.as_str().split_once('\'')?;
    *letters = rest.chars();
    Some(value.to_owned())
}

/// POSIX shell, §2.2.2: no escapes within single quotes; outside them, a backslash quotes one character.
fn shell(letters: &mut std::str::Chars) -> Option<String> {
    let mut value = raw(letters)?;
    while let Some(rest) = letters.as_str().strip_prefix("\\'") {
        value.push('\'');
        *letters = rest.strip_prefix('\'')?.chars();
        value.push_str(&raw(letters)?);
    }
    Some(value)
}

/// fish: within single quotes, a backslash escapes itself and the single quote.
fn fish(letters: &mut std::str::Chars) -> Option<String> {
    let mut value = String::new();
    loop {
        match letters.next()? {
            '\'' => return Some(value),
            '\\' => match letters.next()? {
                quoted @ ('\\' | '\'') => value.push(quoted),
                other => value.extend(['\\', other]),
            },
            letter => value.push(letter),
        }
    }
}

/// PowerShell: within single quotes, only a doubled quote is special.
fn powershell(letters: &mut std::str::Chars) -> Option<String> {
    let mut value = raw(letters)?;
    while let Some(rest) = letters.as_str().strip_prefix('\'') {
        value.push('\'');
        *letters = rest.chars();
        value.push_str(&raw(letters)?);
    }
    Some(value)
}

/// git-credential(1): one attribute per line; the value starts after the first `=`.
fn git(text: &str) -> Option<Read> {
    let mut read = Read::default();
    let mut names = Vec::new();
    for line in text.strip_suffix('\n')?.split('\n') {
        let (name, value) = line.split_once('=')?;
        names.push(name);
        match name {
            "username" => read.user = Some(value.to_owned()),
            "password" => value.clone_into(&mut read.token),
            "password_expiry_utc" => {}
            _ => return None,
        }
    }
    (names == ["username", "password", "password_expiry_utc"]).then_some(read)
}

/// Pairs of words separated by white space.
fn netrc(text: &str) -> Option<Read> {
    let words: Vec<&str> = one_line(text)?.split_ascii_whitespace().collect();
    match words[..] {
        ["machine", _, "login", user, "password", token] => {
            Some(Read { user: Some(user.to_owned()), ..plain(token) })
        }
        _ => None,
    }
}

fn sasl(text: &str) -> Option<String> {
    String::from_utf8(BASE64_STANDARD.decode(one_line(text)?).ok()?).ok()
}

/// `user=NAME ^A auth=Bearer TOKEN ^A ^A`
fn xoauth2(text: &str) -> Option<Read> {
    let response = sasl(text)?;
    let fields: Vec<&str> = response.split('\u{1}').collect();
    match fields[..] {
        [user, auth, "", ""] => {
            let user = user.strip_prefix("user=")?.to_owned();
            Some(Read { user: Some(user), ..plain(auth.strip_prefix("auth=Bearer ")?) })
        }
        _ => None,
    }
}

/// RFC 7628 §3.1 with the header of RFC 5801 §4.
fn oauthbearer(text: &str) -> Option<Read> {
    let response = sasl(text)?;
    let fields: Vec<&str> = response.split('\u{1}').collect();
    match fields[..] {
        [header, auth, "", ""] => {
            let parts: Vec<&str> = header.split(',').collect();
            let ["n", user, ""] = parts[..] else { return None };
            let user = user.strip_prefix("a=")?;
            if user.contains('=')
                && user.matches('=').count() != user.matches("=2C").count() + user.matches("=3D").count()
            {
                return None;
            }
            let user = user.replace("=2C", ",").replace("=3D", "=");
            Some(Read { user: Some(user), ..plain(auth.strip_prefix("auth=Bearer ")?) })
        }
        _ => None,
    }
}

/// `{access_token} {scope}`: a token contains no space.
fn template(text: &str) -> Option<Read> {
    let (token, scope) = one_line(text)?.split_once(' ')?;
    Some(Read { scope: Some(scope.to_owned()), ..plain(token) })
}

/// `name: value`, one per line.
fn text_for_people(text: &str) -> Option<Read> {
    let mut lines = text.strip_suffix('\n')?.split('\n');
    let token = lines.next()?.strip_prefix("access_token: ")?;
    lines.next()?.strip_prefix("token_type: Bearer").filter(|rest| rest.is_empty())?;
    lines.next()?.strip_prefix("expires_at: ")?;
    let scope = lines.next().map_or(Some(""), |line| line.strip_prefix("scope: "))?;
    lines.next().is_none().then(|| Read { scope: Some(scope.to_owned()), ..plain(token) })
}
