//! Responses in `gettoken api` on a terminal: JSON is indented and colored, and nothing controls the terminal.

use crate::support::pty::{leave_out_without_terminal, on_terminal};
use crate::support::site::Site;
use crate::support::world::Reply;

/// The output of an API call on a terminal, with Unix line breaks.
fn shown(reply: Reply, args: &[&str]) -> String {
    let site = Site::always("alimail", reply);
    let call = site.api(&["/v2/x"]).args(args).env("TERM", "xterm");
    on_terminal(call, 80).run().success().replace("\r\n", "\n")
}

#[test]
fn json_is_indented_and_colored() {
    if leave_out_without_terminal() {
        return;
    }
    let body = r#"{"z":1.50,"a":["钉钉",true,{}],"z":12345678901234567890}"#;
    let plain = "{\n  \"z\": 1.50,\n  \"a\": [\n    \"钉钉\",\n    true,\n    {}\n  ],\n  \"z\": 12345678901234567890\n}\n";
    for media_type in ["application/json", "text/plain", "application/problem+json; charset=utf-8"] {
        let reply = Reply::json(200, body).header("Content-Type", media_type);
        assert_eq!(shown(reply, &["--color", "never"]), plain, "{media_type}");
    }
    let colored = shown(Reply::json(200, body), &[]);
    assert!(
        colored.starts_with("{\n  \u{1b}[1m\u{1b}[34m\"z\"\u{1b}[0m: \u{1b}[36m1.50\u{1b}[0m,\n"),
        "{colored:?}"
    );
}

#[test]
fn pages_are_indented_one_by_one() {
    if leave_out_without_terminal() {
        return;
    }
    let site = Site::new("alimail", |request| {
        let is_last = request.query_map().contains_key("cursor");
        Reply::json(
            200,
            if is_last { r#"{"hasMore":false}"# } else { r#"{"hasMore":true,"nextCursor":"2"}"# },
        )
    });
    let call = site.api(&["/x", "--paginate", "--color", "never"]).env("TERM", "xterm");
    let shown = on_terminal(call, 80).run().success().replace("\r\n", "\n");
    assert_eq!(shown, "{\n  \"hasMore\": true,\n  \"nextCursor\": \"2\"\n}\n{\n  \"hasMore\": false\n}\n");
}

#[test]
fn nothing_in_a_body_controls_the_terminal() {
    if leave_out_without_terminal() {
        return;
    }
    let nasty: Vec<u8> = (0..=255).chain("\u{9b}2J\u{202e}\u{200b}".bytes()).collect();
    let large = nasty.repeat(10_000);
    for media_type in ["image/png", "application/json", "text/plain", "text/event-stream"] {
        for body in [&nasty, &large] {
            let shown = shown(Reply::empty(200).header("Content-Type", media_type).body(body.clone()), &[]);
            let hidden = |c: char| c.is_control() && !"\n\t".contains(c) || "\u{200b}\u{202e}".contains(c);
            let found = shown.chars().find(|letter| hidden(*letter));
            assert_eq!(found, None, "{media_type}: {} bytes", body.len());
            assert!(shown.contains("\\u{1b}") && shown.ends_with('\n'), "{media_type}");
        }
    }
    let shown = shown(Reply::json(200, "{\"a\":\"\u{7f}\u{9b}31m\u{202e}\"}"), &["--color", "never"]);
    assert_eq!(shown, "{\n  \"a\": \"\\u007f\\u009b31m\\u202e\"\n}\n");
}

#[test]
fn a_pipe_and_a_file_get_the_bytes_of_the_server() {
    let body = "{\"b\":1,\"a\":\"\u{9b}\"}";
    let site = Site::always("alimail", Reply::json(200, body));
    let outcome = site.api(&["/v2/x", "--color", "always"]).run();
    assert_eq!(outcome.success(), body);
    site.api(&["/v2/x", "--output", "file"]).run().success();
    assert_eq!(std::fs::read_to_string(site.env.path("file")).unwrap(), body);
}
