//! Untrusted text: from a browser, in a server's headers and bodies, in URLs; and what the program prints.

use std::time::Duration;

use chrono::TimeDelta;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::{Builtin, CANARY, LONGEST_LIFE, builtin, check_error, harmless, now, output, reading, token};
use gettoken::internals::duration;
use gettoken::internals::error::Kind;
use gettoken::internals::http::pem::certificates;
use gettoken::internals::http::{
    Response, check_url, form as encoded, form_decoded, host_of, is_loopback, shown_url,
};
use gettoken::internals::http::{loopback_server, tunnel};
use gettoken::internals::oauth::flow::read_callback;
use gettoken::internals::output::{Format, api_version, pretty};
use gettoken::internals::provider::{BodyFormat, ErrorScope, ExpiryForm, Pointer, Pointers, Provider};
use gettoken::internals::sanitize::{Scrubber, is_visible, visible};
use gettoken::internals::secret::Secret;
use gettoken::internals::settings::Server;
use gettoken::internals::template::Template;
use gettoken::internals::token::{Token, is_token};

/// The `state` of the login, which the callback must repeat.
const STATE: &str = "the-state";

/// Target: a request to the loopback server of a login, from a browser or any local process. The first byte
/// selects the definition.
pub fn callback(data: &[u8]) {
    let [number, bytes @ ..] = data else { return };
    let parsed = loopback_server::parse(bytes);
    let Ok(Some(first)) = parsed else {
        // An invalid request stays invalid with more bytes.
        let more = [bytes, b"\r\n\r\n"].concat();
        assert!(parsed.is_ok() || loopback_server::parse(&more).is_err());
        return;
    };
    // Bytes after the request do not change it.
    let more = loopback_server::parse(&[bytes, b"GET / HTTP/1.1\r\n\r\n"].concat()).ok().flatten();
    let same = more.is_some_and(|more| {
        (more.path, more.query, more.body) == (first.path.clone(), first.query.clone(), first.body)
    });
    assert!(same, "{} {}", first.path, first.query);
    assert!(
        first.method.bytes().chain(first.path.bytes()).chain(first.query.bytes()).all(|byte| byte > b' ')
    );
    assert!(first.headers.iter().all(|(name, _)| !name.bytes().any(|byte| byte.is_ascii_uppercase())));
    check_callback(builtin(*number), &first.query);
}

fn check_callback(builtin: &Builtin, query: &str) {
    let values = |name: &str| -> Vec<String> {
        let start = format!("{name}=");
        query.split('&').filter_map(|pair| Some(form_decoded(pair.strip_prefix(&start)?))).collect()
    };
    let ours = values("state") == [STATE];
    match read_callback(&builtin.person, query, &Secret::new(STATE)) {
        Err(_) => {}
        Ok(Ok(code)) => {
            let name = builtin.provider.authorize.as_ref().map_or("code", |table| table.code.as_str());
            assert!(ours && values("error").len() != 1, "{query}");
            assert!(!code.is_empty() && values(name) == [code.expose()], "{query}");
            assert!(values("iss").len() < 2, "{query}");
        }
        Ok(Err(error)) => {
            assert!(ours && values("error").len() == 1, "{query}");
            assert!(matches!(error.kind(), Kind::Refused | Kind::Login | Kind::Busy), "{query}");
            check_error(&error);
        }
    }
}

/// Target: decoding a body. The first byte selects the format: JSON, form, JSONP or automatic, or a proxy's response.
/// Also reads the certificates in all of it.
pub fn decoding(data: &[u8]) {
    let mut found = 0;
    let read =
        certificates(data, &mut |der| found += usize::from(der.is_none_or(|der| der.len() <= data.len())));
    assert!(read.is_err() || found > 0);
    let [number, body @ ..] = data else { return };
    if number % 5 == 4 {
        return check_tunnel(body);
    }
    check_terminal(body);
    let body = String::from_utf8_lossy(body);
    match number % 5 {
        0 => check_json(&body),
        1 => check_form(&body),
        2 => check_jsonp(&body),
        _ => drop(decoded(BodyFormat::Auto, "while(1);", &body)),
    }
}

/// A body on a terminal: JSON says the same after it is indented, and nothing controls the terminal.
fn check_terminal(bytes: &[u8]) {
    let is_harmless = |text: &str| harmless(&text.replace('\t', " ").replace('\n', " "));
    let body = String::from_utf8_lossy(bytes);
    let shown = pretty::body(&body, false);
    assert!(is_harmless(&shown) && (shown.ends_with('\n') || body.is_empty()));
    // What is nested too deeply is not indented.
    let is_deep = body.matches(['{', '[']).count() > 64;
    if let Ok(value) = serde_json::from_str::<Value>(&body)
        && !is_deep
    {
        assert_eq!(serde_json::from_str::<Value>(&shown).ok(), Some(value));
    }
    let mut screen = pretty::Screen::default();
    let parts: String = bytes.chunks(3).map(|part| screen.part(part)).collect();
    assert!(is_harmless(&(parts + &screen.end())));
}

/// A proxy's response to CONNECT. What follows the head belongs to the tunnel, and is not read.
fn check_tunnel(bytes: &[u8]) {
    let mut stream = bytes;
    if let Ok((_, schemes)) = tunnel::read_response(&mut stream) {
        assert!(bytes[..bytes.len() - stream.len()].ends_with(b"\n"));
        assert!(schemes.iter().all(|scheme| !scheme.is_empty() && scheme.is_ascii()));
        assert!(harmless(&schemes.join(", ")));
    }
}

/// The whole body if it can be decoded as `format`.
fn decoded(format: BodyFormat, strip_prefix: &str, body: &str) -> Option<Value> {
    let mut provider = Provider::default();
    provider.reply.format = format;
    strip_prefix.clone_into(&mut provider.reply.strip_prefix);
    // Without error codes, every response is a success.
    provider.errors.code = Pointers::default();
    let response = Response { status: 200, headers: Vec::new(), body: Secret::new(body), cut: None };
    let scrubber = Scrubber::default();
    let fields = reading(&provider, &response, &scrubber);
    fields.check(ErrorScope::Token).ok()?;
    let whole = fields.value(&Pointers(vec![Pointer::Body(String::new())]))?;
    assert!(whole.is_object() || whole.as_array().is_some_and(|items| items.iter().all(Value::is_object)));
    Some(whole)
}

fn check_json(body: &str) {
    let Some(whole) = decoded(BodyFormat::Json, "", body) else {
        return;
    };
    // Another parser agrees.
    let trimmed = body.trim_start_matches('\u{feff}').trim();
    assert_eq!(serde_json::from_str::<Value>(trimmed).ok(), Some(whole.clone()));
    let again = whole.to_string();
    if serde_json::from_str::<Value>(&again).ok().as_ref() != Some(&whole) {
        // A number with more digits than serialization preserves.
        return;
    }
    assert_eq!(decoded(BodyFormat::Json, "", &again).as_ref(), Some(&whole));
    assert_eq!(decoded(BodyFormat::Auto, "", &again).as_ref(), Some(&whole));
    assert_eq!(decoded(BodyFormat::Jsonp, "", &format!(" cb( {again} ) ;\n")).as_ref(), Some(&whole));
    assert_eq!(decoded(BodyFormat::Json, "for(;;);", &format!("for(;;);{again}")).as_ref(), Some(&whole));
    // A duplicate key, at any depth, is ambiguous and therefore an error.
    if let Some(key) = whole.as_object().and_then(|object| object.keys().next()) {
        let key = Value::String(key.clone());
        let twice = format!("{{{key}:1,{}", &again[1..]);
        assert_eq!(decoded(BodyFormat::Json, "", &twice), None, "{twice}");
        assert_eq!(decoded(BodyFormat::Json, "", &format!("{{\"x\":[{twice}]}}")), None, "{twice}");
    }
}

fn check_form(body: &str) {
    let Some(whole) = decoded(BodyFormat::Form, "", body)
        .filter(|_| !body.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']))
    else {
        return;
    };
    let fields = whole.as_object().into_iter().flatten();
    let fields: Vec<(String, Secret)> =
        fields.map(|(name, value)| (name.clone(), Secret::new(value.as_str().expect("text")))).collect();
    let again = encoded(&fields);
    assert_eq!(decoded(BodyFormat::Form, "", again.expose()).as_ref(), Some(&whole), "{}", again.expose());
    let first = encoded(&fields[..1]);
    let twice = format!("{}&{}", again.expose(), first.expose());
    assert_eq!(decoded(BodyFormat::Form, "", &twice), None, "{twice}");
}

fn check_jsonp(body: &str) {
    if let Some(whole) = decoded(BodyFormat::Jsonp, "", body) {
        let inner =
            body.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')')).map_or(body, |(json, _)| json);
        let plain = serde_json::from_str::<Value>(body.trim_start_matches('\u{feff}').trim()).ok();
        assert!(plain.or(serde_json::from_str(inner.trim()).ok()) == Some(whole), "{body}");
    }
}

/// Target: four lines with a `Retry-After`, a `Date`, an expiry as JSON, and a duration.
pub fn times(text: &str) {
    let mut lines = text.lines();
    let mut line = || lines.next().unwrap_or_default();
    let (wait, date, expiry, span) = (line(), line(), line(), line());
    check_wait(wait, date);
    for form in [
        ExpiryForm::Seconds,
        ExpiryForm::Milliseconds,
        ExpiryForm::EpochSeconds,
        ExpiryForm::EpochMilliseconds,
        ExpiryForm::Rfc3339,
    ] {
        check_expiry(form, expiry, date);
    }
    check_span(span);
    if let Ok(seconds) = span.parse() {
        assert!(harmless(&duration::words(seconds)));
    }
}

fn response(status: u16, wait: &str, date: &str, body: String) -> Response {
    let headers = [("retry-after", wait), ("date", date)].map(|(name, value)| (name.into(), value.into()));
    Response { status, headers: headers.into(), body: Secret::new(body), cut: None }
}

fn check_wait(text: &str, date: &str) {
    let response = response(429, text, date, String::new());
    let (provider, scrubber) = (Provider::default(), Scrubber::default());
    let refusal = reading(&provider, &response, &scrubber).refusal(ErrorScope::Token).expect("a refusal");
    let wait = refusal.retry_after;
    assert!(
        wait.is_none_or(|wait| wait <= Duration::from_secs(LONGEST_LIFE.unsigned_abs())),
        "{text}: {wait:?}"
    );
    if let Some(seconds) = digits(text).filter(|seconds| *seconds <= LONGEST_LIFE) {
        assert_eq!(wait, Some(Duration::from_secs(seconds.unsigned_abs())), "{text}");
    }
}

fn check_expiry(form: ExpiryForm, expiry: &str, date: &str) {
    let mut provider = Provider::default();
    provider.reply.expires_as = form;
    let body = format!("{{\"access_token\":\"t\",\"expires_in\":{expiry}}}");
    let response = response(200, "", date, body);
    let read = token(&provider, ErrorScope::Token, &response).report();
    if let Ok(Some(expires_at)) = read.as_ref().map(|token| token.expires_at) {
        assert!(now() < expires_at && expires_at <= now() + TimeDelta::seconds(LONGEST_LIFE), "{expires_at}");
    }
    let seconds = digits(expiry).filter(|seconds| *seconds > 0 && !expiry.starts_with('0'));
    if let Some(seconds) = seconds.filter(|_| form == ExpiryForm::Seconds) {
        let expected = now() + TimeDelta::seconds(seconds.min(LONGEST_LIFE));
        assert_eq!(read.ok().and_then(|token| token.expires_at), Some(expected), "{expiry}");
    }
}

fn check_span(text: &str) {
    let (number, unit) = match text.char_indices().last() {
        Some((at, 's' | 'm' | 'h' | 'd')) => text.split_at(at),
        _ => (text, "s"),
    };
    let each = [("s", 1), ("m", 60), ("h", 3600), ("d", DAY)];
    let each = each.iter().find(|(word, _)| *word == unit).map_or(1, |(_, each)| *each);
    match (digits(number), duration::parse(text)) {
        (Some(number), read) if number < i64::MAX / DAY => {
            assert_eq!(read, Ok(Duration::from_secs((number * each).unsigned_abs())), "{text}");
        }
        (Some(_), _) => {}
        (None, read) => assert!(number.len() > 17 || read.is_err(), "{text}: {read:?}"),
    }
}

const DAY: i64 = super::DAY;

/// The number, if `text` is a short run of digits.
fn digits(text: &str) -> Option<i64> {
    let plain = !text.is_empty() && text.len() < 18 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

/// Target: two lines with a URL for a secret or a token, and a value for a URL template.
pub fn url(text: &str) {
    let (url, value) = text.split_once('\n').unwrap_or((text, text));
    assert!(harmless(&shown_url(url)) && !shown_url(url).contains(['?', '#']), "{url}");
    if check_url(url).is_ok() {
        check_accepted(url);
    }
    check_filled(value);
}

/// A second parser of RFC 3986 §3 finds the same scheme and host.
fn check_accepted(url: &str) {
    let (scheme, rest) = url.split_once("://").expect("a scheme");
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    assert!(!authority.is_empty() && !authority.contains(['@', '\\']), "{url}");
    // The fragment is not sent.
    let sent = url.split('#').next().unwrap_or_default();
    assert!(sent.bytes().all(|byte| byte > b' ' && byte != 0x7f), "{url:?}");
    assert_eq!(host_of(url), Some(authority.to_ascii_lowercase()), "{url}");
    let server = Server::parse(url);
    if let Some(server) = &server {
        assert_eq!(
            server.url().split_once("://").map(|(scheme, _)| scheme.to_owned()),
            Some(scheme.to_ascii_lowercase())
        );
        assert!(scheme.eq_ignore_ascii_case("https") || is_loopback(server.host()), "{url}");
    }
    if scheme.eq_ignore_ascii_case("http") {
        let host = authority
            .rsplit_once(':')
            .filter(|(_, port)| !port.ends_with(']'))
            .map_or(authority, |(host, _)| host);
        let lower = host.to_ascii_lowercase();
        let numbers = lower
            .strip_prefix("127.")
            .is_some_and(|rest| rest.bytes().all(|byte| b"0123456789.".contains(&byte)));
        let name = lower.strip_suffix('.').unwrap_or(&lower);
        let localhost = name == "localhost" || name.ends_with(".localhost");
        assert!(localhost || numbers || lower.starts_with("[0") || lower.starts_with("[:"), "{url}");
    }
    check_allowed(url, server);
}

/// The token goes only to the host that the user named.
fn check_allowed(url: &str, server: Option<Server>) {
    let (settings, allowed) = (&builtin(0).application, ["git.example".to_owned()]);
    if settings.may_send_token(server, &allowed).expect("a host") {
        let host = host_of(url).unwrap_or_default();
        let servers = settings.servers(&allowed).expect("a host");
        let own = servers
            .iter()
            .map(Server::url)
            .any(|url| url.strip_prefix("https://") == Some(host.trim_end_matches(":443")));
        assert!(own, "{url}");
    }
}

fn check_filled(value: &str) {
    let template = |text: &str| Template::parse(text).expect("a template");
    let fill = |text: &str| template(text).fill_url(|_| Some(value.to_owned()));
    let filled = fill("https://a.example/{x}/b?c={x}").expect("any value fits a path");
    check_url(&filled).expect("a URL");
    assert_eq!(host_of(&filled).as_deref(), Some("a.example"));
    let parts = filled.strip_prefix("https://a.example/").and_then(|rest| rest.split_once("/b?c="));
    let (path, query) = parts.expect("both places");
    for part in [path, query] {
        assert_eq!(percent_decode_str(part).decode_utf8().as_deref(), Ok(value));
    }
    // A value for the host can only be a host.
    if let Ok(filled) = fill("https://{x}/b")
        && check_url(&filled).is_ok()
    {
        assert_eq!(host_of(&filled), Some(value.to_ascii_lowercase()));
    }
}

/// Target: text from a server, after a line with a secret.
pub fn words(text: &str) {
    let (secret, text) = text.split_once('\n').unwrap_or(("", text));
    let shown = visible(text);
    assert!(harmless(&shown), "{shown:?}");
    assert_eq!(harmless(text), is_visible(text));
    let count = text.chars().count();
    assert!(shown.chars().count() <= 1001 * "\\u{10ffff}".len());
    if count <= 1000 {
        assert_eq!(
            visible(&shown).chars().take(900).collect::<String>(),
            shown.chars().take(900).collect::<String>()
        );
        // No harmless character is lost.
        let mut rest = shown.chars();
        assert!(
            text.chars()
                .filter(|letter| harmless(&letter.to_string()))
                .all(|letter| rest.any(|shown| shown == letter))
        );
    }
    check_scrubbed(secret, text);
    // `KUBERNETES_EXEC_INFO` comes from the program that wants the token.
    match api_version(Some(text)) {
        Ok(version) => assert!(text.contains(version.rsplit('/').next().unwrap_or_default())),
        Err(error) => check_error(&error),
    }
}

fn check_scrubbed(secret: &str, text: &str) {
    // The replacement `[redacted]` itself contains such a secret.
    if secret.len() < 4 || secret.contains(['[', ']']) || "redacted".contains(secret) {
        return;
    }
    let secret = Secret::new(secret);
    let echoes = [
        secret.expose().to_owned(),
        encoded(&[(String::new(), secret.clone())]).expose()[1..].to_owned(),
        Value::String(secret.expose().to_owned()).to_string(),
    ];
    for echo in echoes {
        let clean = Scrubber::new([&secret]).scrub(&format!("{text}{echo}{text}"));
        assert!(!clean.contains(secret.expose()) && !clean.contains(&echo), "{clean:?}");
    }
}

/// Renders a token, a user name and a scope in every format: its name, and its text unless the format cannot
/// represent them. Empty if the store would not accept such a token or scope.
pub fn render_all(token: &str, user: &str, scope: &str) -> Vec<(&'static str, Option<String>)> {
    if !is_token(token) || !is_visible(scope) {
        return Vec::new();
    }
    let token = Token {
        id_token: None,
        access_token: Secret::new(token),
        token_type: "Bearer".into(),
        issued_token_type: None,
        api_base: None,
        scope: Some(scope.to_owned()).filter(|scope| !scope.is_empty()),
        refresh_token: Some(Secret::new(CANARY)),
        refresh_expires_at: None,
        account: None,
        issued_at: now(),
        expires_at: Some(now() + TimeDelta::seconds(3600)),
    };
    let template = "template={access_token} {scope}".parse::<Format>().expect("a template");
    let formats = Format::all().chain([template]);
    let written: Vec<_> =
        formats.map(|format| (format.word(), output(&format, &token, user, "Bearer "))).collect();
    assert!(written.iter().flat_map(|(_, text)| text).all(|text| !text.contains(CANARY)
        || scope.contains(CANARY)
        || user.contains(CANARY)
        || token.access_token.expose().contains(CANARY)));
    written
}
