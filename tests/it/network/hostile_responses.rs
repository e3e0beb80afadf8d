//! Responses that must not be used: redirects, bodies without a token, tokens that a header or a terminal
//! would misread, and messages that could control a terminal.
//!
//! All but error responses end in exit 8, with nothing on stdout and nothing sent elsewhere.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use gettoken::output::Format;

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::providers::some_of;
use crate::support::tools;
use crate::support::world::{Reply, Request, World};

/// Characters that a form encodes, and one that needs no encoding.
const SECRET: &str = "s3cret-canary/+~1";

fn call(env: &TestEnv, args: &[&str]) -> Call {
    let secret = env.write("secret", SECRET);
    env.gettoken(args).arg("--client-id").arg("an-id").arg("--client-secret-file").arg(secret)
}

/// Runs `alimail` with this response.
fn answered(reply: Reply) -> Outcome {
    let (env, world) = (TestEnv::new(), World::always(reply));
    let outcome = call(&env, &["alimail", "-o", "token", "--retries", "0"]).through(&world).run();
    world.request();
    outcome
}

#[track_caller]
fn assert_no_controls(text: &str) {
    let hidden = |c: char| c.is_control() && c != '\n' || "\u{200b}\u{202e}\u{2066}\u{feff}".contains(c);
    assert!(!text.contains(hidden), "{text:?}");
}

// Redirects.

/// Five redirect statuses to six kinds of target.
#[test]
fn no_redirect_is_followed() {
    let elsewhere = World::always(Reply::json(200, r#"{"access_token":"stolen"}"#)).may_be_silent();
    let (plain, secure) = (elsewhere.http_addr(), elsewhere.https_addr());
    let targets = move |origin: &str| {
        [
            ("the same origin", format!("{origin}/other")),
            ("another port", format!("https://{secure}/token")),
            ("another host", format!("https://localhost:{}/token", secure.port())),
            ("without TLS", format!("http://{plain}/token")),
            ("a file", "file:///etc/passwd".to_owned()),
            ("a relative one", "/other".to_owned()),
        ]
    };
    let mut refused = 0;
    for (number, status) in (0..6).flat_map(|number| [301, 302, 303, 307, 308].map(|status| (number, status)))
    {
        let env = TestEnv::new();
        let redirecting = Arc::new(AtomicBool::new(false));
        let switch = Arc::clone(&redirecting);
        let world = World::start(move |request| {
            if !switch.load(Ordering::SeqCst) {
                return Reply::json(200, r#"{"access_token":"good","expires_in":3600}"#);
            }
            let (_, target) = &targets(&format!("https://{}", request.host))[number];
            Reply::json(status, r#"{"access_token":"stolen"}"#).header("Location", target)
        });
        let url = format!("https://{}/token", world.https_addr());
        let args =
            ["oauth2", "-o", "token", "--retries=0", "--token-url", &url, "--cacert", world.ca_pem_path()];
        assert_eq!(call(&env, &args).run().success(), "good\n");
        let stored = entries(&env);
        redirecting.store(true, Ordering::SeqCst);
        let stderr = call(&env, &args).arg("--force").run().failed(8);
        assert!(stderr.contains(&format!("redirect (HTTP {status})")), "{stderr}");
        assert_eq!(world.requests().len(), 2, "{stderr}");
        // The cached token is unchanged and still served.
        assert_eq!(entries(&env), stored);
        assert_eq!(call(&env, &args).run().success(), "good\n");
        refused += 1;
    }
    assert_eq!(refused, 30);
    let found = elsewhere.connections();
    assert_eq!((found.http, found.https, found.proxy), (0, 0, 0));
}

/// The cached tokens, without negative entries.
fn entries(env: &TestEnv) -> Vec<Vec<u8>> {
    let files = fs::read_dir(env.tokens_dir()).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    found.sort();
    found.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Here the secret is in the URL, which a redirect would repeat.
#[test]
fn redirect_that_repeats_the_secret_is_not_followed_or_shown() {
    for status in [301, 302, 303, 307, 308] {
        let env = TestEnv::new();
        let world = World::start(move |request| {
            let target = format!("https://evil.example{}", request.raw_target);
            Reply::empty(status).header("Location", &target)
        });
        let stderr = call(&env, &["dingtalk", "-vvv"]).through(&world).run().failed(8);
        assert!(stderr.contains("https://evil.example/gettoken"), "{stderr}");
        assert!(!stderr.contains("s3cret-canary"), "{stderr}");
        world.request();
    }
}

#[test]
fn redirect_without_a_target_is_refused() {
    assert!(answered(Reply::empty(302)).failed(8).contains("redirect"));
}

#[test]
fn token_in_a_redirect_response_is_not_used() {
    let reply = Reply::json(302, r#"{"access_token":"t"}"#).header("Location", "https://evil.example/");
    answered(reply).failed(8);
}

// Bodies.

#[test]
fn html_page_is_refused() {
    let page = "<!DOCTYPE html><html><body>Please log in</body></html>";
    let stderr = answered(Reply::empty(200).header("Content-Type", "text/html").body(page)).failed(8);
    assert!(stderr.contains("text/html"), "{stderr}");
}

#[test]
fn body_that_is_not_a_json_object_is_refused() {
    let deep = "[".repeat(200_000);
    let nested = format!("{{\"access_token\":\"t\",\"x\":{}{}}}", "[".repeat(500), "]".repeat(500));
    for body in [
        "",
        " ",
        "null",
        "[]",
        "\"t\"",
        "7",
        "{",
        "{\"access_token\":\"t\"",
        "access_token=t",
        &deep,
        &nested,
    ] {
        answered(Reply::json(200, body)).failed(8);
    }
}

#[test]
fn success_without_a_token_is_refused() {
    let stderr = answered(Reply::json(200, r#"{"expires_in":3600}"#)).failed(8);
    assert!(stderr.contains("without a token"), "{stderr}");
}

/// Forty tokens, valid and invalid, in every output format: nothing printed can control a terminal.
#[test]
fn no_output_format_prints_a_control_character() {
    let formats: Vec<String> = Format::all()
        .map(|format| match format.word() {
            "template" => "template={access_token} {access_token:json}".to_owned(),
            word => word.to_owned(),
        })
        .collect();
    let good = [
        "t",
        "ya29.a0AfB_byD-x~y+z/w==",
        "'",
        "\"",
        "\\",
        "$(id)",
        "`id`",
        "!",
        "%0A",
        "::add-mask::x",
        "{}",
        "a,b;c",
        "<x>",
        "eyJhbGciOiJub25lIn0.e30.e30",
        "&|>",
        "#",
        "-o",
        "@x",
        "*",
        "~",
        "[",
        "^",
        ":",
        "=",
    ];
    let bad = [
        "",
        " ",
        "a b",
        " a",
        "a ",
        "a\tb",
        "a\n",
        "a\rb",
        "a\r\nX: y",
        "\0",
        "\u{1b}[2J",
        "\u{7}",
        "\u{8}",
        "\u{7f}",
        "\u{9b}31m",
        "\u{85}",
        "é",
        "\u{202e}",
        "\u{200b}",
        "\u{feff}",
    ];
    assert!(good.len() + bad.len() >= 40);
    let all: Vec<(&str, bool)> =
        good.iter().map(|text| (*text, true)).chain(bad.iter().map(|text| (*text, false))).collect();
    let formats = &formats;
    thread::scope(|scope| {
        for part in all.chunks(all.len().div_ceil(4)) {
            scope.spawn(move || {
                part.iter().for_each(|(token, good)| print_in_every_format(formats, token, *good))
            });
        }
    });
}

fn print_in_every_format(formats: &[String], token: &str, good: bool) {
    let body = serde_json::json!({"access_token": token, "expires_in": 3600}).to_string();
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, body)));
    for format in formats {
        let args = ["alimail", "--user=me", "--retries=0", "-o", format];
        let outcome = call(&env, &args).through(&world).run();
        // A token that a format cannot express is refused like an invalid one.
        let refused = !good || outcome.code != Some(0);
        let hidden = |letter: char| {
            letter.is_control() && letter != '\n' || "\u{200b}\u{202e}\u{feff}".contains(letter)
        };
        assert!(!outcome.stdout.contains(hidden), "{token:?} {format}: {outcome:?}");
        assert_no_controls(&outcome.stderr);
        assert_eq!(outcome.stdout.is_empty(), refused, "{token:?} {format}: {outcome:?}");
        assert!(good || matches!(outcome.code, Some(2 | 8)), "{token:?} {format}: {outcome:?}");
    }
    assert!(!good || !world.requests().is_empty());
}

#[test]
fn token_that_is_invalid_in_a_header_is_refused() {
    let long = format!("\"{}\"", "x".repeat(64 * 1024 + 1));
    let tokens = [
        r#""""#,
        r#"" ""#,
        r#""a b""#,
        r#""a\tb""#,
        r#""a\n""#,
        r#""a\r\nX-Evil: 1""#,
        r#""a\u0000b""#,
        r#""a\u001b[31mb""#,
        r#""a\u007fb""#,
        r#""a\u009bb""#,
        r#""é""#,
        r#""a\u202eb""#,
        "12345",
        "null",
        "true",
        r#"["t"]"#,
        r#"{"t":"t"}"#,
        &long,
    ];
    for token in tokens {
        let body = format!(r#"{{"access_token":{token},"token_type":"Bearer","expires_in":3600}}"#);
        let stderr = answered(Reply::json(200, body)).failed(8);
        assert_no_controls(&stderr);
    }
}

#[test]
fn duplicate_json_keys_are_refused() {
    answered(Reply::json(200, r#"{"access_token":"a","access_token":"b","expires_in":60}"#)).failed(8);
    answered(Reply::json(200, r#"{"access_token":"a","x":{"y":1,"y":2}}"#)).failed(8);
}

#[test]
fn unsupported_token_type_is_refused() {
    for kind in ["mac", "DPoP", "N_A", "pop\\u001b[2J", " "] {
        let body = format!(r#"{{"access_token":"t","token_type":"{kind}","expires_in":60}}"#);
        let stderr = answered(Reply::json(200, body)).failed(8);
        assert!(stderr.contains("bearer"), "{stderr}");
        assert_no_controls(&stderr);
    }
}

#[test]
fn invalid_lifetime_is_refused() {
    for lifetime in ["-1", "\"-3600\"", "\"soon\"", "\"\"", "true", "[60]", "{}", "\"NaN\"", "1e999"] {
        let body = format!(r#"{{"access_token":"t","expires_in":{lifetime}}}"#);
        answered(Reply::json(200, body)).failed(8);
    }
}

#[test]
fn oversized_body_is_refused() {
    let token = r#"{"access_token":"t","x":""#;
    for reply in [Reply::big(2 * 1024 * 1024), Reply::json(200, token).chunked_forever()] {
        let stderr = answered(reply).failed(8);
        assert!(stderr.contains("more than 1048576 bytes"), "{stderr}");
    }
}

#[test]
fn oversized_headers_are_refused() {
    let reply = Reply::json(200, r#"{"access_token":"t"}"#).header("X-Long", &"x".repeat(128 * 1024));
    assert!(answered(reply).failed(8).contains("headers"));
}

#[test]
fn large_headers_are_accepted() {
    for length in [1, 15, 20, 40] {
        let reply = Reply::json(200, r#"{"access_token":"t"}"#).header("X-Long", &"x".repeat(length * 1024));
        assert_eq!(answered(reply).stdout, "t\n", "{length} KiB");
    }
}

#[test]
fn truncated_body_is_refused() {
    let outcome = answered(Reply::json(200, r#"{"access_token":"t"}"#).header("Content-Length", "1000"));
    assert!(matches!(outcome.code, Some(6 | 8)), "{outcome:?}");
    assert_eq!(outcome.stdout, "");
}

#[test]
fn non_http_response_is_refused() {
    for bytes in ["SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 2x0\r\n\r\n", "\0\0\0\0"] {
        let stderr = answered(Reply::raw(bytes)).failed(8);
        assert!(!stderr.contains("protocol: ") && !stderr.contains("parse fail"), "{stderr}");
    }
}

// Error messages.

#[test]
fn server_message_cannot_control_the_terminal() {
    for nasty in [
        r"\u001b[2J\u001b[1;1H",
        r"\u001b]0;title\u0007",
        r"\u001b]52;c;ZXZpbA==\u0007",
        r"\u009b31m",
        r"a\rb",
        r"a\u0008\u0008b",
        r"\u202egnihton",
        r"a\u200bb\u2066c\ufeff",
        r"a\u007f\u0000b",
    ] {
        for format in ["text", "json"] {
            let body = format!(
                r#"{{"error":"invalid_client{nasty}","error_description":"no: {nasty}","requestId":"{nasty}"}}"#
            );
            let (env, world) = (TestEnv::new(), World::always(Reply::json(401, body)));
            let stderr =
                call(&env, &["alimail", "-vvv", "--error-format", format]).through(&world).run().failed(5);
            assert_no_controls(&stderr);
            assert!(stderr.contains("no: "), "{stderr}");
        }
    }
}

#[test]
fn server_message_in_other_languages_is_shown_unchanged() {
    let body = r#"{"error":"e","error_description":"无效的密钥 – clé non valide 🔑"}"#;
    let stderr = answered(Reply::json(401, body)).failed(5);
    assert!(stderr.contains("无效的密钥 – clé non valide 🔑"), "{stderr}");
}

#[test]
fn long_server_message_is_cut() {
    let body = format!(r#"{{"error":"e","error_description":"{}"}}"#, "no ".repeat(200_000));
    let stderr = answered(Reply::json(401, body)).failed(5);
    assert!(stderr.len() < 10_000, "{} bytes", stderr.len());
}

/// The stderr of a call whose server repeats a part of the request in its error message.
fn repeated(args: &[&str], part: fn(&Request) -> String) -> String {
    let (env, world) = (
        TestEnv::new(),
        World::start(move |request| {
            let body = serde_json::json!({"error": "e", "error_description": format!("repeated: {}", part(request))});
            Reply::json(401, body.to_string())
        }),
    );
    let stderr = call(&env, args).arg("-vvv").through(&world).run().failed(5);
    assert!(stderr.contains("repeated: "), "{stderr}");
    stderr
}

#[test]
fn secret_echoed_in_plain_text_is_not_shown() {
    let stderr = repeated(&["alimail"], |request| format!("{}!", request.form()["client_secret"]));
    assert!(!stderr.contains("s3cret"), "{stderr}");
}

#[test]
fn secret_echoed_in_its_encoded_form_is_not_shown() {
    for stderr in [
        repeated(&["alimail"], Request::text),
        repeated(&["feishu"], Request::text),
        repeated(&["dingtalk"], |request| request.raw_target.clone()),
    ] {
        assert!(!stderr.contains("s3cret"), "{stderr}");
    }
}

/// RFC 7617: base64 hides nothing.
#[test]
fn echoed_basic_credentials_are_not_shown() {
    let header = |request: &Request| request.header("authorization").unwrap().to_owned();
    let stderr = repeated(&["okta", "--domain", "example.okta.com"], header);
    // `an-id:s3cret-canary/+~1`, form-encoded and then in base64.
    assert!(!stderr.contains("YW4taWQ6czNjcmV0LWNhbmFyeSUyRiUyQn4x"), "{stderr}");
}

#[test]
fn secret_is_not_shown_in_any_part_of_a_response() {
    let places = [
        ("redirect", Reply::empty(302).header("Location", &format!("https://login.example/{SECRET}"))),
        ("media type", Reply::empty(200).header("Content-Type", SECRET).body("?")),
        ("encoding", Reply::empty(200).header("Content-Encoding", SECRET).body("?")),
        ("type of the token", Reply::json(200, format!(r#"{{"access_token":"t","token_type":"{SECRET}"}}"#))),
        ("code", Reply::json(401, format!(r#"{{"error":"{SECRET}"}}"#))),
        ("request id", Reply::json(401, format!(r#"{{"error":"e","requestId":"{SECRET}"}}"#))),
    ];
    let shown: Vec<&str> = places
        .into_iter()
        .filter(|(_, reply)| answered(reply.clone()).stderr.contains("s3cret"))
        .map(|(place, _)| place)
        .collect();
    assert_eq!(shown, [""; 0]);
}

/// Letters that occur in no message of gettoken.
const RARE: &str = "QZXQXZZQXQZXZQXQQZXXZQZQXZXQZQXZXQZXQZXXQZQ";

/// The texts with letters of `RARE` among the output of a call and the files that it stored.
fn leaks(env: &TestEnv, outcome: &Outcome) -> Vec<String> {
    let files = fs::read_dir(env.tokens_dir()).into_iter().flatten().flatten();
    let stored = files.map(|file| String::from_utf8_lossy(&fs::read(file.path()).unwrap()).into_owned());
    let both = [outcome.stdout.clone(), outcome.stderr.clone()].into_iter();
    // The name of the temporary directory may have them too.
    let home = env.path("").display().to_string();
    both.chain(stored)
        .map(|text| text.replace(&home, ""))
        .filter(|text| text.contains(['Q', 'X', 'Z']))
        .collect()
}

/// A server's message is cut after this many characters.
#[test]
fn secret_split_by_the_cut_is_not_shown() {
    const CUT: usize = 1000;
    let put = |place: &str, text: &str| match place {
        "Location" => Reply::empty(302).header(place, &format!("https://login.example/{text}")),
        "Content-Type" => Reply::empty(200).header(place, text).body("?"),
        "token_type" => Reply::json(200, serde_json::json!({"access_token": "t", place: text}).to_string()),
        "error" => Reply::json(401, serde_json::json!({ place: text }).to_string()),
        _ => Reply::json(401, serde_json::json!({"error": "e", place: text}).to_string()),
    };
    let places = ["error_description", "error", "requestId", "token_type", "Content-Type", "Location"];
    thread::scope(|tests| {
        for place in places {
            tests.spawn(move || {
                let lengths = CUT - 50 - RARE.len()..=CUT + 1;
                for before in some_of(lengths, if place.ends_with("n") { 3 } else { 7 }, 0) {
                    let world = World::always(put(place, &format!("{}{RARE}.", "#".repeat(before))));
                    let env = TestEnv::new();
                    let secret = env.write("secret", RARE);
                    for format in ["json", "text"] {
                        let call =
                            env.gettoken(&["alimail", "--client-id=an-id", "--retries=0"]).through(&world);
                        let call =
                            call.args(&["--error-format", format, "--client-secret-file"]).arg(&secret);
                        let outcome = call.run();
                        assert!(outcome.code.is_some_and(|code| code > 0), "{place}, {before}: {outcome:?}");
                        assert_eq!(leaks(&env, &outcome), [""; 0], "{place}, {before}, {format}");
                    }
                }
            });
        }
    });
}

#[test]
fn scope_with_control_characters_is_refused() {
    let body = r#"{"access_token":"t","expires_in":60,"scope":"a\u001b[2J"}"#;
    assert_no_controls(&answered(Reply::json(200, body)).failed(8));
}

/// Runs a command, then prints its peak memory in KiB after its stderr.
const MEASURE: &str = "import resource, subprocess, sys\n\
                       code = subprocess.call(sys.argv[1:])\n\
                       print('KiB:', resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)\n\
                       sys.exit(code)\n";

/// 256 MiB, an endless body, one that decompresses a thousandfold, and deeply nested ones.
#[test]
fn huge_response_does_not_fill_the_memory() {
    if tools::skip_without(&["python3"]) {
        return;
    }
    let zeros = Reply::json(200, "\0".repeat(64 * 1024)).header("Content-Encoding", "gzip");
    for (what, reply) in [
        ("256 MiB", Reply::big(256 * 1024 * 1024)),
        ("without end", Reply::json(200, r#"{"access_token":"t","x":""#).chunked_forever()),
        ("compressed", zeros),
        ("nested", Reply::json(200, "[".repeat(200_000))),
        ("nested in an object", Reply::json(200, format!("{{\"a\":{}", "[".repeat(200_000)))),
    ] {
        let (env, world) = (TestEnv::new(), World::always(reply));
        let call = call(&env, &["alimail", "--retries=0"]).through(&world);
        let stderr = call.under(&["python3", "-c", MEASURE]).run().failed(8);
        let most: u64 = stderr.rsplit_once("KiB: ").unwrap().1.trim().parse().unwrap();
        assert!(most < 32 * 1024, "{what}: {most} KiB");
    }
}
