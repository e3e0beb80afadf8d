//! `gettoken api`: from the arguments to the request, and from the response to stdout or a file.

use crate::support::environment::TestEnv;
use crate::support::request::fields;
use crate::support::site::Site;
use crate::support::tools::skip_without;
use crate::support::world::{Reply, World};
use serde_json::json;

const HOST: &str = "alimail-cn.aliyuncs.com";

fn ready() -> Site {
    Site::always("alimail", Reply::json(200, r#"{"ok":true}"#))
}

#[test]
fn path_is_requested_with_the_token() {
    let site = ready();
    assert_eq!(site.api(&["/v2/organization/$current"]).run().success(), r#"{"ok":true}"#);
    let request = site.only_call();
    assert_eq!((request.scheme.as_str(), request.host.as_str()), ("https", HOST));
    assert_eq!((request.method.as_str(), request.raw_target.as_str()), ("GET", "/v2/organization/$current"));
    assert_eq!(request.header("authorization"), Some("bearer token-1"));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert!(request.body.is_empty());
    assert_eq!(request.header("content-type"), None);
    // The second call gets the token from the cache.
    site.api(&["GET", "v2/domains"]).run().success();
    assert_eq!((site.fetches(), site.calls()[1].path.as_str()), (1, "/v2/domains"));
}

#[test]
fn path_and_query_are_percent_encoded() {
    for (path, target) in [
        ("/v2/users/ä b@x.example", "/v2/users/%C3%A4%20b@x.example"),
        ("/v2/部门?q=\"x\"&y=<z>", "/v2/%E9%83%A8%E9%97%A8?q=%22x%22&y=%3Cz%3E"),
        ("/v2/a%20b", "/v2/a%20b"),
        ("//evil.example/v2", "//evil.example/v2"),
        ("@evil.example/v2", "/@evil.example/v2"),
        (".evil.example/v2", "/.evil.example/v2"),
        (
            "/v2/users?$filter=issuer eq 'https://a.example/'",
            "/v2/users?$filter=issuer%20eq%20'https://a.example/'",
        ),
    ] {
        let site = ready();
        site.api(&[path]).run().success();
        let request = site.only_call();
        assert_eq!((request.host.as_str(), request.raw_target.as_str()), (HOST, target));
    }
}

#[test]
fn fields_go_into_the_body_or_the_query() {
    let site = ready();
    site.env.write("text", "line 1\nline 2\n");
    let typed = ["-F", "n=3", "-F", "x=-1.5", "-F", "yes=true", "-F", "no=false", "-F", "nil=null"];
    let more =
        ["-F", "list=[1,\"b\"]", "-F", "text=plain", "-F", "file=@text", "-f", "raw=3", "-f", "at=@text"];
    site.api(&["/v2/x"]).arg("-f").arg("eq=a=b").run().success();
    let words = [&["PUT", "/v2/x"][..], &typed, &more].concat();
    site.api(&words).run().success();
    site.api(&["GET", "/v2/x?a=1", "-f", "b=ä &", "-F", "c=true", "-q", "d=2"]).run().success();
    site.api(&["post", "/v2/x", "-F", "in=@-", "-q", "d=2"]).stdin("from stdin").run().success();
    site.api(&["DELETE", "/v2/x", "-f", "id=7"]).run().success();

    let calls = site.calls();
    assert_eq!((calls[0].method.as_str(), calls[0].json()), ("POST", json!({"eq": "a=b"})));
    assert_eq!(calls[1].method, "PUT");
    assert_eq!(
        calls[1].json(),
        json!({
            "n": 3, "x": -1.5, "yes": true, "no": false, "nil": null, "list": [1, "b"], "text": "plain",
            "file": "line 1\nline 2\n", "raw": "3", "at": "@text",
        })
    );
    assert_eq!(calls[2].method, "GET");
    assert_eq!(calls[2].query_map(), fields(&[("a", "1"), ("b", "ä &"), ("c", "true"), ("d", "2")]));
    assert!(calls[2].body.is_empty());
    assert_eq!((calls[3].method.as_str(), calls[3].json()), ("POST", json!({"in": "from stdin"})));
    assert_eq!(calls[3].query_map(), fields(&[("d", "2")]));
    assert_eq!((calls[4].method.as_str(), calls[4].body.len()), ("DELETE", 0));
    assert_eq!(calls[4].query_map(), fields(&[("id", "7")]));
}

#[test]
fn input_body_is_sent_unchanged() {
    let site = ready();
    let body: Vec<u8> = (0..=255).cycle().take(300_000).collect();
    std::fs::write(site.env.path("body"), &body).unwrap();
    site.api(&["/v2/x", "--input", "body", "-H", "Content-Type: image/png"]).run().success();
    site.api(&["PATCH", "/v2/x", "--input", "-"]).stdin("{\"a\" : 1}\n").run().success();
    let calls = site.calls();
    assert_eq!((calls[0].method.as_str(), &calls[0].body), ("POST", &body));
    let types: Vec<_> = calls[0].headers.iter().filter(|(name, _)| name == "content-type").collect();
    assert_eq!(types.len(), 1);
    assert_eq!(calls[0].header("content-type"), Some("image/png"));
    assert_eq!((calls[1].method.as_str(), calls[1].text().as_str()), ("PATCH", "{\"a\" : 1}\n"));
    assert_eq!(calls[1].header("content-type"), Some("application/json"));
}

#[test]
fn custom_headers_are_sent() {
    let site = ready();
    site.api(&["/v2/x", "-H", "X-One:  two ", "-H", "Accept: text/plain", "-H", "X-Colon: a:b"])
        .run()
        .success();
    let request = site.only_call();
    assert_eq!(request.header("x-one"), Some("two"));
    assert_eq!(request.header("x-colon"), Some("a:b"));
    let accepted: Vec<_> = request.headers.iter().filter(|(name, _)| name == "accept").collect();
    assert_eq!(accepted.len(), 1);
    assert_eq!(request.header("accept"), Some("text/plain"));
}

#[test]
fn long_urls_and_headers_are_sent() {
    // Tokens with many groups and filters with many ids are this long. A command line of Windows has 32,767 characters.
    let long = "x".repeat(if cfg!(windows) { 15_000 } else { 20_000 });
    let site = ready();
    site.api(&[&format!("/v2/users?id={long}"), "-H", &format!("X-Groups: {long}")]).run().success();
    let request = site.only_call();
    assert_eq!(request.raw_target.len(), "/v2/users?id=".len() + long.len());
    assert_eq!(request.header("x-groups"), Some(&*long));
}

#[test]
fn custom_header_cannot_replace_the_token() {
    for (provider, header) in [
        ("alimail", "Authorization: bearer mine"),
        ("alimail", "AUTHORIZATION:mine"),
        ("dingtalk-v1", "X-Acs-Dingtalk-Access-Token: mine"),
    ] {
        let site = Site::always(provider, Reply::json(200, "{}"));
        let stderr = site.api(&["/x", "-H", header]).run().failed(2);
        assert!(stderr.contains("token") && !stderr.contains("mine"), "{stderr}");
        assert!(site.world.may_be_silent().requests().is_empty());
    }
}

#[test]
fn host_and_framing_headers_are_refused() {
    // With `Host`, a server for many hosts would deliver the token to another one (RFC 9110 section 7.2). The
    // other two say where the request ends (RFC 9112 section 6), which only the HTTP client knows.
    for header in ["Host: evil.example", "Transfer-Encoding: chunked", "Content-Length: 3"] {
        let site = ready();
        let stderr = site.api(&["/v2/x", "--timeout", "2s", "-H", header]).run().failed(2);
        assert!(stderr.contains(header.split(':').next().unwrap()), "{stderr}");
        assert!(site.world.may_be_silent().requests().is_empty());
    }
}

#[test]
fn query_cannot_contain_a_second_token() {
    // Which of two values with one name counts is undefined.
    for words in [
        &["/x", "-q", "access_token=mine"][..],
        &["GET", "/x", "-f", "access_token=mine"],
        &["/x?access_token=mine"],
    ] {
        let site = Site::always("dingtalk", Reply::json(200, "{}"));
        let stderr = site.api(words).run().failed(2);
        assert!(stderr.contains("token") && !stderr.contains("mine"), "{stderr}");
        assert!(site.world.may_be_silent().requests().is_empty());
    }
}

/// Neither it nor a query after it would be sent: `/users/a#b` would be the user `a`.
#[test]
fn fragment_is_refused() {
    for words in [
        &["DELETE", "/x#y"][..],
        &["/x#y", "-q", "a=b"],
        &["/x?a=b#"],
        &["#"],
        &["https://api.dingtalk.com/x#y"],
    ] {
        let site = Site::always("dingtalk", Reply::json(200, "{}"));
        let stderr = site.api(words).run().failed(3);
        assert!(stderr.contains("hint: write `%23` for the character `#`"), "{stderr}");
        assert!(site.world.may_be_silent().requests().is_empty());
    }
    let site = Site::always("dingtalk", Reply::json(200, "{}"));
    site.api(&["/x%23y"]).run().success();
    assert!(site.only_call().path.ends_with("/x%23y"));
    // The same for the token endpoint.
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, "{}")).may_be_silent());
    let url = format!("--token-url=http://{}/t#x", world.http_addr());
    for words in [&["oauth2", "--client-id=i", &url][..], &["oauth2", "--client-id=i", &url, "--dry-run"]] {
        let stderr = env.gettoken(words).env("OAUTH2_CLIENT_SECRET", "s").run().failed(3);
        assert!(stderr.contains("begins with `#`"), "{stderr}");
    }
    assert!(world.requests().is_empty());
}

#[test]
fn invalid_arguments_send_no_request() {
    for (words, exit) in [
        (&["G3T", "/v2/x"][..], 2),
        (&["GET /", "/v2/x"], 2),
        (&["", "/v2/x"], 2),
        (&[], 2),
        (&["/v2/x", "-f", "nameless"], 2),
        (&["/v2/x", "-f", "=value"], 2),
        (&["/v2/x", "-H", "no colon"], 2),
        (&["/v2/x", "-f", "a=b", "--input", "-"], 2),
        (&["/v2/x", "--smoke"], 2),
        (&["/v2/x", "--input", "missing"], 2),
        (&["/v2/x", "-F", "a=@missing"], 2),
    ] {
        let site = ready();
        site.api(words).run().failed(exit);
        assert!(site.world.may_be_silent().requests().is_empty(), "{words:?}");
    }
}

#[test]
fn file_that_never_ends_is_not_sent() {
    if skip_without(&["mkfifo"]) {
        return;
    }
    for (words, timeout, expected) in [
        (["--input", "pipe"], "--timeout=1s", "`pipe`: reading it timed out"),
        (["--field", "a=@pipe"], "--timeout=1s", "`pipe`: reading it timed out"),
        (["--input", "/dev/zero"], "--timeout=30s", "`/dev/zero`: it is longer than 67108864 bytes"),
    ] {
        let site = ready();
        let pipe = site.env.path("pipe");
        assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
        let stderr = site.api(&["/v2/x", timeout]).args(&words).run().failed(2);
        assert!(stderr.contains(expected), "{stderr}");
        assert!(site.world.may_be_silent().requests().is_empty(), "{words:?}");
    }
}

#[test]
fn header_injection_is_refused() {
    for header in ["X-One: a\r\nX-Two: b", "X-One: a\nX-Two: b", "X-One\r\nX-Two: b", "X One: a"] {
        let site = ready();
        let outcome = site.api(&["/v2/x", "-H", header]).run();
        assert!(matches!(outcome.code, Some(2 | 3)), "{header:?}: {outcome:?}");
        assert!(site.world.may_be_silent().requests().iter().all(|request| request.path != "/v2/x"));
    }
}

#[test]
fn token_is_sent_only_to_allowed_hosts() {
    for (url, exit) in [
        ("https://evil.example/v2", 2),
        ("https://alimail-cn.aliyuncs.com.evil.example/v2", 2),
        ("https://alimail-cn.aliyuncs.com:8443/v2", 2),
        ("https://alimail-cn.aliyuncs.com@evil.example/v2", 3),
        ("http://alimail-cn.aliyuncs.com/v2", 3),
        ("ftp://alimail-cn.aliyuncs.com/v2", 3),
    ] {
        let site = ready();
        let stderr = site.api(&[url]).run().failed(exit);
        assert!(stderr.contains("hint") || exit == 3, "{stderr}");
        assert!(site.world.may_be_silent().requests().is_empty(), "{url}");
    }
    let site = ready();
    site.api(&["https://ALIMAIL-CN.aliyuncs.com/v2/x"]).run().success();
    site.api(&["https://other.example/v2/y", "--allow-host", "other.example"]).run().success();
    let hosts: Vec<String> = site.calls().into_iter().map(|request| request.host.to_lowercase()).collect();
    assert_eq!(hosts, [HOST, "other.example"]);
}

#[test]
fn redirect_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        for target in
            ["https://evil.example/?x", "/v2/elsewhere", "https://alimail-cn.aliyuncs.com/v2/elsewhere"]
        {
            let site = Site::always("alimail", Reply::empty(status).header("Location", target));
            let stderr = site.api(&["/v2/x"]).run().failed(8);
            assert!(stderr.contains("redirect"), "{stderr}");
            site.only_call();
        }
    }
}

#[test]
fn include_flag_prints_status_and_headers() {
    let reply = Reply::json(200, "{}").header("X-Odd", "a\tb");
    let site = Site::always("alimail", reply);
    let printed = site.api(&["/v2/x", "-i"]).run().success();
    let (head, body) = printed.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200\r\n"), "{head}");
    assert!(head.contains("\r\ncontent-type: application/json"), "{head}");
    assert_eq!(body, "{}");
}

#[test]
fn response_without_a_body_prints_nothing() {
    let site = Site::always("alimail", Reply::empty(204));
    assert_eq!(site.api(&["DELETE", "/v2/x"]).run().success(), "");
    let site = ready();
    assert_eq!(site.api(&["HEAD", "/v2/x"]).run().success(), "");
    let printed = site.api(&["HEAD", "/v2/x", "-i"]).run().success();
    assert!(printed.starts_with("HTTP/1.1 200\r\n") && printed.ends_with("\r\n\r\n"), "{printed:?}");
    assert!(printed.contains("content-length: 11"), "{printed}");
}

/// Vendors have several APIs, each with tokens of its own.
#[test]
fn the_definition_for_another_host_of_the_vendor_is_named() {
    let env = TestEnv::new();
    let call = |profile: &str, url: &str| {
        let args = ["api", profile, url, "--client-id=i", "--client-secret-file=-"];
        env.gettoken(&args).stdin("s").run().failed(2)
    };
    let stderr = call("dingtalk", "https://api.dingtalk.com/v1.0/contact/users/me");
    assert!(
        stderr.contains(
            "`api.dingtalk.com` takes the tokens of `dingtalk-corp`, `dingtalk-suite`, `dingtalk-v1`"
        ),
        "{stderr}"
    );
    assert!(stderr.contains("allow it with `--allow-host api.dingtalk.com`"), "{stderr}");
    let stderr = call("dingtalk", "https://other.example/x");
    assert!(!stderr.contains("takes the tokens") && stderr.contains("--allow-host"), "{stderr}");
}
