//! Responses in `gettoken api`: bytes do not change, a file appears only when it is complete, and an error is
//! never printed as a response, whatever its status.

use std::fs::{self, OpenOptions};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::support::site::Site;
use crate::support::world::Reply;

#[test]
fn body_is_printed_unchanged() {
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    for media_type in ["image/png", "application/octet-stream", "text/plain", "application/json"] {
        let reply = Reply::empty(200).header("Content-Type", media_type).body(bytes.clone());
        let site = Site::always("alimail", reply);
        let (outcome, printed) = site.bytes(&["/v2/x"]);
        assert_eq!(outcome.code, Some(0), "{outcome:?}");
        assert!(printed == bytes, "{media_type}: {} bytes of {}", printed.len(), bytes.len());
        site.api(&["/v2/x", "--output", "file"]).run().success();
        assert!(fs::read(site.env.path("file")).unwrap() == bytes, "{media_type}");
    }
}

#[test]
fn large_body_arrives_complete() {
    const LENGTH: u64 = 20 * 1024 * 1024;
    for media_type in ["application/json", "application/zip"] {
        let site = Site::always("alimail", Reply::big(LENGTH).header("Content-Type", media_type));
        let (outcome, printed) = site.bytes(&["/v2/x"]);
        assert_eq!(outcome.code, Some(0), "{outcome:?}");
        assert_eq!(printed.len() as u64, LENGTH);
        assert!(printed.iter().all(|byte| *byte == b'a'));
        assert_eq!(site.api(&["/v2/x", "--output", "file"]).run().success(), "");
        assert_eq!(fs::metadata(site.env.path("file")).unwrap().len(), LENGTH);
    }
}

#[test]
fn output_file_appears_only_when_complete() {
    let cut = "HTTP/1.1 200 \r\nContent-Type: application/zip\r\nContent-Length: 100\r\n\r\nhalf";
    for (reply, exit) in [
        (Reply::raw(cut), 6),
        (Reply::close(), 6),
        (Reply::json(404, r#"{"message":"no such folder"}"#), 5),
        (Reply::empty(302).header("Location", "https://evil.example/"), 8),
    ] {
        let site = Site::always("alimail", reply);
        site.api(&["/v2/x", "--output", "new"]).run().failed(exit);
        site.env.write("old", "as it was");
        site.api(&["/v2/x", "--output", "old"]).run().failed(exit);
        assert_eq!(fs::read_to_string(site.env.path("old")).unwrap(), "as it was");
        // No partial file is left under another name either.
        let mut names: Vec<_> =
            fs::read_dir(site.env.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["config", "old", "secret"]);
    }
}

/// In a directory that others may write to, a link could be anywhere.
#[cfg(unix)]
#[test]
fn planted_temporary_file_is_not_written() {
    let site = Site::always("alimail", Reply::json(200, r#"{"a":1}"#));
    let victim = site.env.write("victim", "as it was");
    std::os::unix::fs::symlink(&victim, site.env.path("file.part")).unwrap();
    site.api(&["/v2/x", "--output", "file"]).run().success();
    assert_eq!(fs::read_to_string(&victim).unwrap(), "as it was");
    assert!(fs::read_to_string(site.env.path("file")).unwrap().contains("\"a\""));
    assert!(!fs::symlink_metadata(site.env.path("file")).unwrap().is_symlink());
}

/// Each call writes to a file of its own until its answer is complete.
#[test]
fn concurrent_calls_with_one_output_file_do_not_mix() {
    let number = AtomicUsize::new(0);
    let site = Site::new("alimail", move |_| {
        let body =
            if number.fetch_add(1, Ordering::SeqCst).is_multiple_of(2) { "a" } else { "b" }.repeat(200);
        let head = "HTTP/1.1 200 \r\nContent-Type: application/zip\r\nContent-Length: 200\r\n\r\n";
        Reply::drip(format!("{head}{body}"), Duration::from_millis(2))
    });
    site.env.write("file.part", "of another program");
    let running: Vec<_> = (0..4)
        .map(|_| {
            thread::sleep(Duration::from_millis(150));
            site.api(&["/v2/x", "--output", "file"]).spawn()
        })
        .collect();
    for call in running {
        call.wait().success();
        let text = fs::read_to_string(site.env.path("file")).unwrap();
        assert!(["a", "b"].iter().any(|letter| text == letter.repeat(200)), "{text}");
    }
    assert_eq!(fs::read_to_string(site.env.path("file.part")).unwrap(), "of another program");
}

#[test]
fn hyphen_is_stdout() {
    let site = Site::always("alimail", Reply::json(200, r#"{"a":1}"#));
    assert_eq!(site.api(&["/v2/x", "--output", "-"]).run().success(), r#"{"a":1}"#);
    assert!(!site.env.path("-").exists());
}

#[test]
fn unwritable_output_file_fails_before_any_request() {
    let site = Site::always("alimail", Reply::json(200, "{}"));
    for path in ["missing/file", "/proc/file"] {
        let stderr = site.api(&["POST", "/v2/x", "--output", path]).run().failed(9);
        assert!(stderr.contains("file"), "{stderr}");
    }
    assert!(site.calls().is_empty());
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let outcome = site.api(&["/v2/x"]).stdout(full).run();
    assert_eq!(outcome.code, Some(9), "{outcome:?}");
}

#[test]
fn truncated_body_fails() {
    let cut = "HTTP/1.1 200 \r\nContent-Type: application/zip\r\nContent-Length: 100\r\n\r\nhalf";
    let site = Site::always("alimail", Reply::raw(cut));
    let outcome = site.api(&["/v2/x"]).run();
    assert_eq!(outcome.code, Some(6), "{outcome:?}");
    // Output is streamed, so what had arrived was already printed.
    assert_eq!(outcome.stdout, "half");
}

#[test]
fn timeout_applies_until_the_body_begins() {
    // Neither gets to the body: one server sends nothing, the other one byte of a header at a time.
    let slowly = Reply::drip(format!("HTTP/1.1 200 \r\nX: {}", "y".repeat(40)), Duration::from_millis(200));
    for reply in [Reply::hang(), slowly] {
        let site = Site::always("alimail", reply);
        let stderr = site.api(&["/v2/x", "--timeout", "1s"]).run().failed(6);
        assert!(stderr.contains("did not answer within 1 s"), "{stderr}");
    }
}

#[test]
fn error_response_shows_the_vendors_code_and_message() {
    for (provider, reply, exit, words) in [
        (
            "alimail",
            Reply::json(403, r#"{"detailErrorCode":"Forbidden","message":"应用没有权限"}"#),
            5,
            ["Forbidden", "应用没有权限"],
        ),
        ("alimail", Reply::json(404, r#"{"message":"no such folder"}"#), 5, ["alimail", "no such folder"]),
        ("alimail", Reply::empty(404), 5, ["alimail", "HTTP 404"]),
        ("alimail", Reply::empty(429).header("Retry-After", "7"), 7, ["alimail", "retry after: 7 s"]),
        ("alimail", Reply::empty(502).body("<html>502</html>"), 7, ["alimail", "HTTP 502"]),
        (
            "dingtalk",
            Reply::json(
                200,
                r#"{"errcode":88,"sub_code":"60011","sub_msg":"没有调用该接口的权限","request_id":"r1"}"#,
            ),
            5,
            ["60011", "没有调用该接口的权限"],
        ),
        (
            "dingtalk",
            Reply::json(200, r#"{"errcode":88,"sub_code":"90002","sub_msg":"qps"}"#),
            7,
            ["90002", "qps"],
        ),
        (
            "dingtalk",
            Reply::json(200, r#"{"errcode":404,"errmsg":"请求的URI地址不存在"}"#),
            5,
            ["404", "URI"],
        ),
        (
            "dingtalk",
            Reply::json(200, r#"{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"xxx"}"#),
            7,
            ["deny", "banned"],
        ),
        (
            "dingtalk-v1",
            Reply::json(
                403,
                r#"{"requestid":"r1","code":"Forbidden.AccessDenied.QpsLimitForApi","message":"慢一点"}"#,
            ),
            7,
            ["QpsLimitForApi", "慢一点"],
        ),
        (
            "wecom",
            Reply::json(200, r#"{"ip_list":[],"errcode":60020,"errmsg":"not allow to access from your ip"}"#),
            5,
            ["60020", "企业可信IP"],
        ),
        (
            "wecom",
            Reply::json(200, r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#),
            7,
            ["45009", "freq"],
        ),
        (
            "feishu",
            Reply::json(400, r#"{"code":99991672,"msg":"Access denied","error":{"log_id":"l1"}}"#),
            5,
            ["99991672", "Access denied"],
        ),
        (
            "feishu",
            Reply::json(429, r#"{"code":99991400,"msg":"slow"}"#).header("x-ogw-ratelimit-reset", "9"),
            7,
            ["99991400", "retry after: 9 s"],
        ),
        (
            "baidu",
            Reply::json(200, r#"{"error_code":17,"error_msg":"Open api daily request limit reached"}"#),
            5,
            ["17", "daily request limit"],
        ),
    ] {
        let site = Site::always(provider, reply);
        let stderr = site.api(&["/x"]).run().failed(exit);
        for word in words {
            assert!(stderr.contains(word), "{provider}: {word} is not in {stderr}");
        }
        // The call is not retried, because a new token would be refused as well.
        assert_eq!((site.fetches(), site.calls().len()), (1, 1), "{provider}: {stderr}");
    }
}

#[test]
fn error_message_has_no_control_characters_and_no_token() {
    let body = r#"{"detailErrorCode":"\u001b]0;x\u0007","message":"bad \u001b[2J token token-1 \u202e"}"#;
    let site = Site::always("alimail", Reply::json(403, body));
    let stderr = site.api(&["/v2/x", "-v"]).run().failed(5);
    assert!(!stderr.contains("token-1") && !stderr.contains("SecretCanary"), "{stderr}");
    assert!(!stderr.contains(|letter: char| letter != '\n' && (letter.is_control() || letter == '\u{202e}')));
}

#[test]
fn verbose_output_omits_the_query() {
    // This vendor's token is in the query.
    let site = Site::always("dingtalk", Reply::json(200, r#"{"errcode":0}"#));
    let outcome = site.api(&["/department/list", "-v", "-q", "name=PrivateCanary"]).run();
    assert_eq!(outcome.code, Some(0));
    assert!(outcome.stderr.contains("/department/list"), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("token-1") && !outcome.stderr.contains("Canary"), "{}", outcome.stderr);
}
