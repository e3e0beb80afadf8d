//! Text from a server is shown but cannot control the terminal: every field that reaches a user, on a pipe
//! and on a terminal.

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::tools;
use crate::support::world::{Reply, World};

/// Clear the screen, set the title, write the clipboard, hide a link, the one-byte CSI, overwrite the line,
/// backspace, ring the bell, right-to-left override, zero-width characters, and string terminators.
const NASTY: [&str; 11] = [
    r"\u001b[2J\u001b[1;1H",
    r"\u001b]0;title\u0007",
    r"\u001b]52;c;ZXZpbA==\u0007",
    r"\u001b]8;;https://evil.example\u001b\\here",
    r"\u009b31m",
    r"a\rgettoken: logged in",
    r"a\u0008\u0008b",
    r"\u0007",
    r"\u202egnihton",
    r"a\u200bb\u2066c\ufeff",
    r"a\u007f\u0000\u0090b",
];

/// A response with the text in one field: the field, the provider, the status and the body.
const FIELDS: [(&str, &str, u16, &str); 10] = [
    ("error", "alimail", 401, r#"{"error":"no NASTY"}"#),
    ("error_description", "alimail", 401, r#"{"error":"e","error_description":"no NASTY"}"#),
    ("error_uri", "alimail", 401, r#"{"error":"e","error_uri":"https://x/NASTY"}"#),
    ("request id", "alimail", 401, r#"{"error":"e","requestId":"NASTY"}"#),
    ("errmsg", "wecom", 200, r#"{"errcode":40001,"errmsg":"no NASTY"}"#),
    ("error of a gateway", "alimail", 502, r#"{"error":"NASTY","message":"NASTY"}"#),
    ("scope", "alimail", 200, r#"{"access_token":"t","expires_in":60,"scope":"NASTY"}"#),
    ("token_type", "alimail", 200, r#"{"access_token":"t","expires_in":60,"token_type":"NASTY"}"#),
    ("access_token", "alimail", 200, r#"{"access_token":"tNASTY","expires_in":60}"#),
    ("refresh_token", "alimail", 200, r#"{"access_token":"t","expires_in":60,"refresh_token":"NASTY"}"#),
];

/// Headers cannot contain every character that JSON can, but they can contain invalid UTF-8.
const HEADERS: [(&str, &str); 5] = [
    ("Content-Type", "text/html\u{9b}31m\u{202e}"),
    ("Content-Encoding", "x-\u{9b}2J\u{202e}"),
    ("Location", "https://evil.example/\u{9b}2J\u{202e}"),
    ("Retry-After", "\u{9b}2J"),
    ("Date", "\u{9b}2J\u{202e}"),
];

fn call(env: &TestEnv, provider: &str, format: &str) -> Call {
    let secret = env.write("secret", "s3cret");
    let args = [provider, "-vvv", "--retries=0", "--no-cache", "--client-id=i", "--error-format", format];
    env.gettoken(&args).arg("--client-secret-file").arg(secret)
}

/// The same call on a pseudo-terminal, whose output is captured.
fn on_terminal(call: Call) -> Call {
    call.under(&["bash", "-c", r#"exec script -qec "$(printf '%q ' "$@")" /dev/null"#, "bash"])
}

#[track_caller]
fn assert_harmless(what: &str, text: &str) {
    // A terminal ends lines with CRLF.
    let text = text.replace("\r\n", "\n");
    let hidden = |c: char| c.is_control() && c != '\n' || "\u{200b}\u{202e}\u{2066}\u{feff}".contains(c);
    assert!(!text.contains(hidden), "{what}: {text:?}");
    assert!(text.contains("client ID from --client-id"), "{what}: {text:?}");
}

/// The output for this response, on a pipe and, if available, on a terminal.
fn outputs(provider: &str, reply: &Reply, terminal: bool) -> Vec<String> {
    let run = |format: &str, change: fn(Call) -> Call| {
        let (env, world) = (TestEnv::new(), World::always(reply.clone()));
        let outcome = change(call(&env, provider, format)).through(&world).run();
        format!("{}{}", outcome.stdout, outcome.stderr)
    };
    let mut texts = vec![run("text", |call| call), run("json", |call| call)];
    if terminal {
        texts.push(run("text", on_terminal));
    }
    texts
}

#[test]
fn response_fields_are_sanitized() {
    let terminal = !tools::leave_out_without("output on a terminal", &["bash", "script"]);
    // All at once: each character is sanitized on its own, and the text is below the length limit.
    let nasty = NASTY.join(" ");
    assert!(nasty.len() < 500);
    for (field, provider, status, body) in FIELDS {
        let reply = Reply::json(status, body.replace("NASTY", &nasty));
        for text in outputs(provider, &reply, terminal) {
            assert_harmless(field, &text);
        }
    }
}

#[test]
fn response_headers_are_sanitized() {
    let terminal = !tools::leave_out_without("output on a terminal", &["bash", "script"]);
    for (name, value) in HEADERS {
        for status in [200, 302, 401, 429, 503] {
            let reply = Reply::empty(status).header(name, value).body("?");
            for text in outputs("alimail", &reply, terminal) {
                assert_harmless(&format!("{name} {status}"), &text);
            }
        }
    }
}

#[test]
fn invalid_http_is_sanitized() {
    let terminal = !tools::leave_out_without("output on a terminal", &["bash", "script"]);
    for bytes in [
        "HTTP/1.1 200 \u{1b}[2J\r\n\r\n",
        "HTTP/1.1 401 No\r\nX: \u{1b}]0;x\u{7}\r\n\r\n",
        "\u{1b}[2J\r\n\r\n",
    ] {
        for text in outputs("alimail", &Reply::raw(bytes), terminal) {
            assert_harmless(bytes, &text);
        }
    }
}

#[test]
fn long_error_messages_are_truncated() {
    for field in ["error", "error_description", "requestId"] {
        let words = "no ".repeat(300_000);
        let body = format!(r#"{{"error":"e","{field}":"{words}"}}"#)
            .replace(r#""error":"e","error":"#, r#""error":"#);
        for text in outputs("alimail", &Reply::json(401, body), false) {
            assert!(text.len() < 10_000, "{field}: {} bytes", text.len());
        }
    }
}
