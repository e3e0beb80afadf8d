//! The vendor's words reach the user whatever their format is: on one line, without the secret and without
//! control characters, in both error formats and in what is stored.

use std::fs;

use crate::support::environment::TestEnv;
use crate::support::world::{Reply, World};

/// It has characters that every encoding writes in another way.
const SECRET: &str = "s3cret-canary/+~1&é";

fn typed(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Reply {
    Reply::empty(status).header("Content-Type", media_type).body(body)
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

/// Bodies and the words in them that a user must see.
fn shapes() -> Vec<(Reply, &'static str)> {
    let json = "application/json";
    let html = "text/html";
    let words = "no such key";
    let long = |text: &str| format!("{text} {}", "x ".repeat(500_000));
    // 无效的密钥 in GBK.
    let gbk = [0xce, 0xde, 0xd0, 0xa7, 0xb5, 0xc4, 0xc3, 0xdc, 0xd4, 0xbf].to_vec();
    let gbk_json = [b"{\"errmsg\":\"", &gbk[..], b"\"}"].concat();
    vec![
        (
            typed(403, "text/plain", "Your IP 192.0.2.7 is not on the allow list"),
            "192.0.2.7 is not on the allow",
        ),
        (typed(401, json, r#"{"message":"No API key found"}"#), "No API key found"),
        (typed(403, html, "<html><head><title>403 Forbidden</title></head><p>nginx"), "403 Forbidden nginx"),
        (typed(403, html, "<style>p{}</style><script>a<b</script><h1>no such\r\nkey</h1>"), words),
        (typed(400, json, r#"{"fault":{"faultstring":"no such key","detail":{"errorcode":"x"}}}"#), words),
        (typed(400, json, r#"{"a":{"b":[{"c":{"d":"no such key"}}]}}"#), words),
        (typed(400, json, r#"["no such key"]"#), words),
        (typed(400, json, r#"[{"reason":"denied"}]"#), "denied"),
        (typed(400, json, r#""no such key""#), words),
        (typed(400, json, r#"{"errors":[{"message":"no such key"}]}"#), words),
        (typed(400, json, r#"{"error":{"code":403,"message":"no such key"}}"#), words),
        (typed(400, json, r#"{"error":"e","reason":"no such key"}"#), "e: no such key"),
        (typed(400, json, r#"{"Message":"no such key","Message2":1}"#), words),
        (typed(400, json, r#"{"message":{"en":"no such key"}}"#), words),
        (typed(400, json, r#"{"msg":"no such key"}"#), words),
        (typed(400, json, r#"{"status":"DENIED"}"#), "DENIED"),
        (
            typed(
                403,
                "application/problem+json",
                r#"{"type":"about:blank","title":"T","detail":"no such key"}"#,
            ),
            words,
        ),
        (typed(403, "application/problem+json", r#"{"title":"no such key","status":403}"#), words),
        (typed(403, "text/xml", "<?xml version='1.0'?><Error><Message>no such key</Message></Error>"), words),
        (typed(403, "text/xml", "<e><![CDATA[no such key]]></e>"), words),
        (typed(400, "application/x-www-form-urlencoded", "error=denied&hint=no+such+key"), "denied"),
        (typed(403, "text/plain; charset=GBK", gbk.clone()), "无效的密钥"),
        (typed(403, "application/json;charset=\"gb2312\"", gbk_json), "无效的密钥"),
        (typed(403, "text/plain; charset=utf-16le", utf16("no such key", u16::to_le_bytes)), words),
        (typed(403, "text/plain", utf16("\u{feff}no such key", u16::to_be_bytes)), words),
        (typed(403, "text/plain; charset=latin1", *b"cl\xe9 inconnue"), "clé inconnue"),
        (typed(403, "text/plain; charset=none", *b"no such key \xff\xfe"), words),
        (typed(403, "text/plain", utf16("no such key", u16::to_le_bytes)), words),
        (typed(403, "text/plain", *b"\xef\xbb\xbfno such key"), words),
        (typed(403, "text/plain", long(words)), words),
        (typed(403, html, long("<p>no such key</p>")), words),
        (typed(400, json, format!("{{\"m\":\"{}\"}}", long(words))), words),
        (typed(403, "text/plain", "\r\n\r\n  no\u{1b}[31m such\r\nkey \u{202e}\u{7}"), "such key"),
        (typed(400, json, "{\"message\":\"no such key\",}"), words),
        (typed(400, json, r#"{"message":"x","message":"no such key"}"#), words),
        (typed(503, "text/plain", "no such key"), words),
        (
            typed(401, json, "")
                .header("WWW-Authenticate", r#"Bearer error="e", error_description="no such key""#),
            words,
        ),
        (
            typed(401, json, "").header("WWW-Authenticate", r#"Bearer error_description="no \such key""#),
            words,
        ),
        (
            typed(401, json, "").header("WWW-Authenticate", "Bearer Error_Description = \"无效的密钥\""),
            "无效的密钥",
        ),
        (typed(400, json, r#"{"error":"e","message":"no such key"}"#).header("Content-Length", "99"), words),
        (typed(403, "text/plain", "no such key").header("Content-Length", "99"), words),
        (typed(200, json, r#"{"error":{"reason":"no such key"}}"#), words),
        (typed(302, json, r#"{"error":"x","error_description":"no such key"}"#), words),
        (typed(200, html, "<title>no such key</title><p>log in here"), words),
        (typed(200, json, r#"{"success":false,"msg":"no such key"}"#), words),
        (typed(200, json, r#"{"success":false,"info":"no such key"}"#), words),
        (Reply::empty(403), "HTTP 403"),
        (typed(403, json, "{}"), "HTTP 403"),
        (typed(403, json, "null"), "HTTP 403"),
        (typed(403, html, "<html></html>"), "HTTP 403"),
    ]
}

#[test]
fn words_of_any_format_are_shown_on_one_line() {
    for (reply, words) in shapes() {
        let (env, world) = (TestEnv::new(), World::always(reply.clone()));
        let secret = env.write("secret", SECRET);
        let call = |more: &str| {
            let call = env.gettoken(&["alimail", "--client-id=id", "--retries=0", more]);
            call.arg("--client-secret-file").arg(&secret).through(&world).run()
        };
        let people = call("--no-cache");
        let programs = call("--error-format=json");
        assert!(people.code.is_some_and(|code| code > 3), "{reply:?}: {people:?}");
        for (outcome, first) in [(&people, true), (&programs, false)] {
            assert_eq!(outcome.stdout, "");
            let line = outcome.stderr.lines().next().unwrap();
            assert!(line.contains(words), "{words} of {reply:?} is not in {line}");
            assert!(!first || line.chars().count() < 400, "{line}");
            assert_safe(&outcome.stderr);
        }
        assert!(
            people.stderr.lines().skip(1).all(|line| line.is_empty() || line.starts_with("hint: ")),
            "{people:?}"
        );
        for file in fs::read_dir(env.tokens_dir()).into_iter().flatten().flatten() {
            assert_safe(&String::from_utf8_lossy(&fs::read(file.path()).unwrap()));
        }
    }
}

#[track_caller]
fn assert_safe(text: &str) {
    let hidden = |c: char| c.is_control() && c != '\n' || "\u{200b}\u{202e}\u{2066}\u{feff}".contains(c);
    assert!(!text.contains(hidden), "{text:?}");
}

/// The secret in each place of a body without known fields, however it is written.
#[test]
fn words_of_any_format_do_not_show_the_secret() {
    let json = serde_json::Value::from(SECRET).to_string();
    let html = SECRET.replace('&', "&amp;").replace('é', "&#233;");
    let query = "s3cret-canary%2f%2b~1%26%c3%a9";
    for body in [
        format!("your key {SECRET} is unknown"),
        format!("<html><title>{SECRET}</title><p>{html}<b>{SECRET}</b>"),
        format!("<!-- {SECRET} --> <a href='/?secret={query}'>x</a>{query}"),
        format!("{{\"x\":{{\"y\":[{json},\"the key {SECRET}\"]}}}}"),
        format!("{{\"message\":{json}}}"),
        format!("[{json}]"),
        json.clone(),
        format!("error=denied&secret={query}"),
        // Across the edges at which a line and a page are cut.
        format!("{}{SECRET}", "# ".repeat(95)),
        SECRET.chars().map(|letter| format!("{letter}\0")).collect(),
        format!("<p>{}{SECRET}", "<i>".repeat(16 * 1024 / 3 - 3)),
        format!("{{\"x\":\"{}{SECRET}\"}}", "# ".repeat(95)),
    ] {
        for status in [200, 403] {
            let (env, world) = (TestEnv::new(), World::always(typed(status, "text/plain", body.clone())));
            let secret = env.write("secret", SECRET);
            let call =
                env.gettoken(&["alimail", "--client-id=id", "--retries=0", "-vv", "--client-secret-file"]);
            let outcome = call.arg(&secret).through(&world).run();
            let files = fs::read_dir(env.tokens_dir()).into_iter().flatten().flatten();
            let stored: String = files
                .map(|file| String::from_utf8_lossy(&fs::read(file.path()).unwrap()).into_owned())
                .collect();
            for text in [outcome.stderr, stored] {
                assert!(!text.contains("s3cr") && !text.contains("canary"), "{body}: {text}");
            }
        }
    }
}

/// A response that may hold a token is not shown: one with status 200, and members that are called a token.
#[test]
fn tokens_in_an_unknown_format_are_not_shown() {
    for (status, body) in [
        (200, "eyTokenCanary".to_owned()),
        (200, r#"{"data":{"key":"eyTokenCanary"}}"#.to_owned()),
        (200, r#"{"access_token":"eyTokenCanary","access_token":"eyTokenCanary"}"#.to_owned()),
        (200, "<r><token>eyTokenCanary</token></r>".to_owned()),
        (200, "token=eyTokenCanary".to_owned()),
        (400, r#"{"x":1,"refresh_token":"eyTokenCanary"}"#.to_owned()),
        (400, r#"{"x":1,"data":{"accessToken":"eyTokenCanary"}}"#.to_owned()),
        (400, format!(r#"{{"x":"eyTokenCanary{}"}}"#, "x".repeat(60))),
        (400, r#"{"access_token":"eyTokenCanary"}<!-- 3 ms -->"#.to_owned()),
        (400, r#"{"refresh_token":"eyTokenCanary"#.to_owned()),
    ] {
        let (env, world) = (TestEnv::new(), World::always(typed(status, "text/plain", body.clone())));
        let secret = env.write("secret", SECRET);
        let call = env.gettoken(&["alimail", "--client-id=id", "--retries=0", "--client-secret-file"]);
        let outcome = call.arg(&secret).through(&world).run();
        assert!(!outcome.stderr.contains("eyTokenCanary"), "{body}: {outcome:?}");
    }
}
