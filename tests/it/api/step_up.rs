//! Responses of an API that another login would change: more scope (RFC 6750 §3.1), or a stronger or more recent
//! authentication (RFC 9470). The user is told the command; no browser opens.

use std::process::Command;

use crate::support::environment::QUOTE;
use crate::support::site::Site;
use crate::support::tools::skip_without;
use crate::support::world::Reply;

fn challenge(status: u16, header: &str) -> Reply {
    Reply::empty(status).header("WWW-Authenticate", header)
}

/// What is printed for this response to a person's token.
#[track_caller]
fn refused(reply: Reply, code: i32) -> String {
    let site = Site::always("google", reply);
    site.log_in();
    let stderr = site.api(&["https://www.googleapis.com/x", "--grant", "user"]).run().failed(code);
    // The token is not replaced: another one would have the same scope.
    assert_eq!((site.fetches(), site.calls().len()), (1, 1), "{stderr}");
    stderr
}

#[test]
fn missing_scope_is_named_with_the_command_that_requests_it() {
    let header =
        r#"Bearer realm="x", error="insufficient_scope", scope="https://www.googleapis.com/auth/drive b""#;
    let stderr = refused(challenge(403, header), 4);
    assert!(stderr.contains("requires the scope `https://www.googleapis.com/auth/drive b`"), "{stderr}");
    let (_, command) = stderr.split_once("hint: log in again with `").unwrap();
    let (command, _) = command.split_once('`').unwrap();
    assert!(command.starts_with(&format!("gettoken login google --scope {QUOTE}")), "{command}");
    assert!(command.ends_with(&format!("https://www.googleapis.com/auth/drive b{QUOTE}")), "{command}");
    // With a body of the vendor's own, its words are shown too.
    let body =
        r#"{"error":{"code":403,"message":"Request had insufficient scopes.","status":"PERMISSION_DENIED"}}"#;
    let reply =
        Reply::json(403, body).header("WWW-Authenticate", r#"Bearer error="insufficient_scope", scope="a""#);
    let stderr = refused(reply, 4);
    assert!(stderr.contains("PERMISSION_DENIED") && stderr.contains("the scope `a`"), "{stderr}");
}

#[test]
fn stronger_authentication_is_named_with_the_command_that_requests_it() {
    let header =
        r#"Bearer error="insufficient_user_authentication", acr_values="urn:gold silver", max_age="300""#;
    let stderr = refused(challenge(401, header), 4);
    let command = format!("gettoken login google --acr-values {QUOTE}urn:gold silver{QUOTE} --max-age 300s");
    assert!(stderr.contains(&format!("`{command}`")), "{stderr}");
    assert!(stderr.contains("with the authentication `urn:gold silver` and at most 300 s ago"), "{stderr}");
    let stderr = refused(challenge(401, r#"Bearer error="insufficient_user_authentication""#), 4);
    assert!(
        stderr.contains("stronger or more recent") && stderr.contains("`gettoken login google`"),
        "{stderr}"
    );
}

#[test]
fn hostile_values_do_not_reach_the_command() {
    for hostile in [
        "x'; touch pwned; '",
        "$(touch pwned)",
        "`touch pwned`",
        "--cacert=/tmp/x",
        "a\\\\b",
        "a;b",
        "token-1",
    ] {
        let header = format!(r#"Bearer error="insufficient_scope", scope="{hostile}""#);
        let stderr = refused(challenge(403, &header), 4);
        let (_, command) = stderr.split_once("hint: log in again with `").unwrap();
        assert_eq!(command.split_once('`').unwrap().0, "gettoken login google", "{stderr}");
    }
}

/// The shell gives the program exactly the words that are meant.
#[test]
fn the_command_is_one_for_a_shell() {
    if skip_without(&["sh"]) {
        return;
    }
    let header = r#"Bearer error="insufficient_scope", scope="a&b c*(d)|e #f ?g""#;
    let stderr = refused(challenge(403, header), 4);
    let (_, command) = stderr.split_once("hint: log in again with `").unwrap();
    let command = command.split_once('`').unwrap().0.replacen("gettoken", "printf '%s\\n'", 1);
    let output = Command::new("/bin/sh").args(["-c", &command]).output().unwrap();
    let words = String::from_utf8(output.stdout).unwrap();
    let last = words.lines().last().unwrap();
    assert!(last.ends_with("a&b c*(d)|e #f ?g") && words.lines().count() == 4, "{words}");
}

#[test]
fn nobody_can_log_in_for_an_application() {
    for (status, error) in [(403, "insufficient_scope"), (401, "insufficient_user_authentication")] {
        let site =
            Site::always("alimail", challenge(status, &format!(r#"Bearer error="{error}", scope="a""#)));
        let stderr = site.api(&["/x"]).run().failed(5);
        assert!(stderr.contains(error) && !stderr.contains("gettoken login"), "{stderr}");
        assert_eq!((site.fetches(), site.calls().len()), (1, 1), "{stderr}");
    }
}
