//! Every output format, read back by the program it is for: no token can become a command, an option or a
//! second header, and a failed write is reported.

use std::fs::File;
use std::io::ErrorKind;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixDatagram;

use chrono::DateTime;
use serde_json::{Value, json};

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::shell::{installed, script, sh, those_installed};
use crate::support::tools;
use crate::support::world::{Reply, World};

/// The arguments for a token that goes into a header, in scripts and tests.
const ASK: &str = "oauth2 --token-url https://auth.example/t --client-id i";

/// The signal that ends a program whose reader is gone, as it ends `cat`.
const SIGPIPE: i32 = 13;

/// Every character that a token may have, and tokens that would do harm if a program interpreted them.
fn nasty_tokens() -> Vec<String> {
    let all: String = (0x21..=0x7e_u8).map(char::from).collect();
    let attacks = [
        "';touch${IFS}pwned;'",
        "$(touch${IFS}pwned)",
        "`touch${IFS}pwned`",
        "\";touch${IFS}pwned;\"",
        "\"\\noutput=pwned\\n\"",
        "end\\",
        "end\"",
        "end'",
        "-o",
        "@/etc/passwd",
        "<x>&y#z?=",
        "%41%0d%0aX:y",
        "!!",
        "~",
    ];
    std::iter::once(all).chain(attacks.map(str::to_owned)).collect()
}

fn world_of(token: &str) -> World {
    World::always(Reply::json(200, json!({"access_token": token, "expires_in": 3600}).to_string()))
}

fn ask(env: &TestEnv, world: &World, more: &[&str]) -> Call {
    let call = ASK.split(' ').fold(env.gettoken(&[]), Call::arg).env("OAUTH2_CLIENT_SECRET", "s");
    more.iter().fold(call, Call::arg).through(world)
}

/// A server that gives each client the token whose index is its id: one server is faster than one for each token.
fn world_of_all(tokens: &[String]) -> World {
    let tokens = tokens.to_vec();
    World::start(move |request| {
        let number: usize = request.form()["client_id"].parse().unwrap();
        Reply::json(200, json!({"access_token": tokens[number], "expires_in": 3600}).to_string())
    })
}

/// Runs a script, in which ASK is replaced by the call, with each of these tokens; it must print the token.
#[track_caller]
fn read_back(shell: &str, text: &str, tokens: &[String]) {
    let (env, world) = (TestEnv::new(), world_of_all(tokens));
    for (number, token) in tokens.iter().enumerate() {
        let call = format!("gettoken oauth2 --token-url https://auth.example/t --client-id {number}");
        let outcome = script(&env, shell, &text.replace("ASK", &call)).through(&world).run();
        assert_eq!(outcome.success(), *token, "{shell}: {text}");
        assert!(!env.path("pwned").exists(), "{shell} ran a part of {token}");
    }
}

// Shells.

#[test]
fn shells_read_the_bare_token() {
    for shell in those_installed(&["sh", "bash", "dash", "zsh"]) {
        read_back(shell, "T=$(ASK -o token); printf '%s' \"$T\"", &nasty_tokens());
    }
}

#[test]
fn shells_read_variables() {
    for shell in those_installed(&["sh", "bash", "dash", "zsh"]) {
        read_back(shell, "eval \"$(ASK -o env)\"; printenv ACCESS_TOKEN | head -c -1", &nasty_tokens());
    }
}

#[test]
fn fish_reads_variables() {
    if !installed("fish") {
        return;
    }
    read_back("fish", "ASK -o fish | source; printenv ACCESS_TOKEN | head -c -1", &nasty_tokens());
}

#[test]
fn powershell_reads_variables() {
    if !installed("pwsh") {
        return;
    }
    let text = "ASK -o powershell | Out-String | Invoke-Expression; [Console]::Write($env:ACCESS_TOKEN)";
    read_back("pwsh", text, &nasty_tokens());
}

#[test]
fn shells_read_a_dotenv_file() {
    let tokens: Vec<String> = nasty_tokens().into_iter().map(|token| token.replace('\'', "")).collect();
    read_back("sh", "ASK -o dotenv > f && . ./f && printf '%s' \"$ACCESS_TOKEN\"", &tokens);
}

#[test]
fn token_with_a_single_quote_is_refused_in_dotenv() {
    let (env, world) = (TestEnv::new(), world_of("it's"));
    let stderr = ask(&env, &world, &["-o", "dotenv"]).run().failed(8);
    assert!(stderr.contains("-o env"), "{stderr}");
}

#[test]
fn variables_include_type_and_expiry() {
    for (format, line) in [
        (
            "env",
            "export ACCESS_TOKEN='t'\nexport ACCESS_TOKEN_TYPE='Bearer'\nexport ACCESS_TOKEN_EXPIRES_AT='2",
        ),
        ("dotenv", "ACCESS_TOKEN='t'\nACCESS_TOKEN_TYPE='Bearer'\nACCESS_TOKEN_EXPIRES_AT='2"),
        (
            "fish",
            "set -gx ACCESS_TOKEN 't'\nset -gx ACCESS_TOKEN_TYPE 'Bearer'\nset -gx ACCESS_TOKEN_EXPIRES_AT '2",
        ),
        (
            "powershell",
            "$env:ACCESS_TOKEN = 't'\n$env:ACCESS_TOKEN_TYPE = 'Bearer'\n$env:ACCESS_TOKEN_EXPIRES_AT = '2",
        ),
    ] {
        let (env, world) = (TestEnv::new(), world_of("t"));
        let printed = ask(&env, &world, &["-o", format]).run().success();
        assert!(printed.starts_with(line) && printed.lines().count() == 3, "{printed}");
    }
}

#[test]
fn env_name_changes_the_variable_names() {
    let (env, world) = (TestEnv::new(), world_of("t"));
    let text = format!(
        "eval \"$(gettoken {ASK} -o env --env-name MAIL)\"; env | grep -c '^MAIL'; echo $ACCESS_TOKEN"
    );
    assert_eq!(sh(&env, &text).through(&world).run().success(), "3\n\n");
}

#[test]
fn invalid_env_name_is_refused() {
    for name in ["", "1A", "A-B", "A B", "A;touch pwned", "$(touch pwned)", "é", "A\nB"] {
        let (env, world) = (TestEnv::new(), world_of("t").may_be_silent());
        let stderr = ask(&env, &world, &["-o", "env", "--env-name", name]).run().failed(2);
        assert!(stderr.contains("--env-name"), "{stderr}");
    }
}

// curl.

#[test]
fn curl_reads_the_header_from_stdin() {
    if !installed("curl") {
        return;
    }
    for token in nasty_tokens() {
        let (env, world) = (TestEnv::new(), world_of(&token));
        let text = format!("gettoken {ASK} -o header | curl -sS -H @- https://api.example/");
        sh(&env, &text).through(&world).run().success();
        let expected = format!("Bearer {token}");
        assert_eq!(world.requests()[1].header("authorization"), Some(expected.as_str()));
    }
}

#[test]
fn curl_reads_a_config_with_a_header() {
    if !installed("curl") {
        return;
    }
    for token in nasty_tokens() {
        let (env, world) = (TestEnv::new(), world_of(&token));
        let text = format!("gettoken {ASK} -o curl | curl -sS -K - https://api.example/");
        sh(&env, &text).through(&world).run().success();
        let expected = format!("Bearer {token}");
        assert_eq!(world.requests()[1].header("authorization"), Some(expected.as_str()));
        assert!(!env.path("pwned").exists());
    }
}

#[test]
fn curl_reads_a_config_with_a_query() {
    if tools::skip_without_url_query() {
        return;
    }
    for token in nasty_tokens() {
        let (env, world) = (TestEnv::new(), world_of(&token));
        sh(
            &env,
            "gettoken dingtalk -o curl | curl -sS -K - 'https://oapi.dingtalk.com/department/list?id=1'",
        )
        .env("DINGTALK_CLIENT_ID", "i")
        .env("DINGTALK_CLIENT_SECRET", "s")
        .through(&world)
        .run()
        .success();
        let query = world.requests()[1].query_map();
        assert_eq!((query["id"].as_str(), query["access_token"].as_str()), ("1", token.as_str()));
        assert!(!env.path("pwned").exists());
    }
}

#[test]
fn header_format_is_refused_for_a_vendor_without_one() {
    for provider in ["dingtalk", "wecom", "wechat", "wechat-stable", "exmail", "baidu"] {
        let (env, world) = (TestEnv::new(), world_of("t").may_be_silent());
        let call = env.gettoken(&[provider, "-o", "header", "--client-id", "i", "--client-secret", "s"]);
        let stderr = call.through(&world).run().failed(2);
        assert!(stderr.contains(&format!("gettoken {provider} -o curl | curl -K - URL")), "{stderr}");
    }
}

/// Where each new token invalidates the previous one, a useless request would do harm.
#[test]
fn unusable_format_is_refused_before_the_request() {
    for args in [["wechat", "-o", "header", "--no-cache"], ["wechat", "-o", "env", "--env-name=1"]] {
        let (env, world) = (TestEnv::new(), world_of("t").may_be_silent());
        let call = env.gettoken(&args).arg("--client-id").arg("i").arg("--client-secret").arg("s");
        call.through(&world).run().failed(2);
        assert_eq!(world.requests(), [], "{args:?}");
    }
}

// Programs.

#[test]
fn jq_reads_json() {
    if !installed("jq") {
        return;
    }
    read_back("sh", "ASK -o json | jq -j .access_token", &nasty_tokens());
}

#[test]
fn python_reads_json() {
    if !installed("python3") {
        return;
    }
    let text = "ASK -o json | python3 -c 'import json,sys; sys.stdout.write(json.load(sys.stdin)[\"access_token\"])'";
    read_back("sh", text, &nasty_tokens());
}

#[test]
fn kubectl_gets_the_version_of_the_response_that_it_asks_for() {
    let info = |version: &str| {
        json!({"kind": "ExecCredential", "apiVersion": version, "spec": {"interactive": false}}).to_string()
    };
    let (v1, beta) = ("client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1");
    let (env, world) = (TestEnv::new(), world_of("t"));
    // The second round is answered from the cache, and the third from a replay.
    for _ in 0..3 {
        for (asked, expected) in [(String::new(), v1), (info(v1), v1), (info(beta), beta)] {
            let call = ask(&env, &world, &["-o", "exec-credential"]).env("KUBERNETES_EXEC_INFO", &asked);
            let answer: Value = serde_json::from_str(&call.run().success()).unwrap();
            assert_eq!(answer["apiVersion"], expected, "{asked}");
            assert_eq!(answer["status"]["token"], "t");
        }
    }
    assert_eq!(world.requests().len(), 1);
}

#[test]
fn kubectl_is_told_that_a_version_is_not_supported_before_the_request() {
    let (env, world) = (TestEnv::new(), world_of("t").may_be_silent());
    for (info, reason) in [
        (
            r#"{"apiVersion":"client.authentication.k8s.io/v1alpha1"}"#,
            "`client.authentication.k8s.io/v1alpha1`",
        ),
        (r#"{"apiVersion":"example.com/v1"}"#, "`example.com/v1`"),
        (r#"{"kind":"ExecCredential"}"#, "`apiVersion`"),
        ("not JSON", "`apiVersion`"),
    ] {
        let call = |format| ask(&env, &world, &["-o", format]).env("KUBERNETES_EXEC_INFO", info);
        let stderr = call("exec-credential").run().failed(3);
        assert!(stderr.contains("KUBERNETES_EXEC_INFO") && stderr.contains(reason), "{stderr}");
        assert_eq!(world.requests(), [], "{info}");
    }
    // No other format reads the variable.
    let call = ask(&env, &world, &["-o", "token"]).env("KUBERNETES_EXEC_INFO", "not JSON");
    assert_eq!(call.run().success(), "t\n");
}

/// Without a host in the definition: the token endpoint is not where the token belongs.
#[test]
fn format_with_a_host_asks_for_one_that_the_definition_does_not_name() {
    for (provider, variable) in [("oauth2", "OAUTH2_CLIENT_SECRET"), ("keycloak", "KEYCLOAK_CLIENT_SECRET")] {
        for format in ["netrc", "docker"] {
            let (env, world) = (TestEnv::new(), world_of("t").may_be_silent());
            let server = match provider {
                "oauth2" => &["--token-url=https://auth.example/t"][..],
                _ => &["--base-url=https://auth.example", "--realm=r"],
            };
            let call = env.gettoken(&[provider, "-o", format, "--client-id=i"]).args(server);
            let stderr = call.env(variable, "s").through(&world).run().failed(2);
            assert!(stderr.contains("--api-host") && !stderr.contains("auth.example"), "{stderr}");
            assert_eq!(world.requests(), []);
        }
    }
}

#[test]
fn api_host_names_the_server_of_the_token() {
    for (host, netrc, docker) in [
        ("api.example", "api.example", "https://api.example"),
        ("API.example:8443", "api.example", "https://api.example:8443"),
        ("https://api.example/", "api.example", "https://api.example"),
        ("http://127.0.0.1:5000", "127.0.0.1", "http://127.0.0.1:5000"),
        ("[::1]:5000", "::1", "https://[::1]:5000"),
    ] {
        let (env, world) = (TestEnv::new(), world_of("t"));
        env.write_config(&format!("[profiles.oauth2]\napi-host = {host:?}\n"));
        let expected = format!("machine {netrc} login oauth2 password t\n");
        assert_eq!(ask(&env, &world, &["-o", "netrc"]).run().success(), expected);
        let printed = ask(&env, &world, &["-o", "docker"]).run().success();
        assert!(printed.contains(&format!("{docker:?}")), "{printed}");
        let printed = ask(&env, &world, &["-o", "netrc", "--api-host=other.example"]).run().success();
        assert!(printed.starts_with("machine other.example "), "{printed}");
        // The host does not change which token it is.
        assert_eq!(world.requests().len(), 1);
    }
}

#[test]
fn api_host_replaces_the_host_of_the_definition() {
    let (env, world) = (TestEnv::new(), world_of("t"));
    let call = |host: &[&str]| {
        let call = env.gettoken(&["alimail", "-o", "netrc", "--client-id=i"]).args(host);
        call.env("ALIMAIL_CLIENT_SECRET", "s").through(&world).run().success()
    };
    assert!(call(&[]).starts_with("machine alimail-cn.aliyuncs.com "), "{}", call(&[]));
    assert!(call(&["--api-host=mail.example"]).starts_with("machine mail.example "));
}

#[test]
fn invalid_api_host_is_refused() {
    for host in [
        "",
        "a b",
        "https://api.example/path",
        "http://api.example",
        "ftp://api.example",
        "a@b",
        "a\nb",
        "api.example:",
        "api.example:0",
        "api.example:99999",
        "api.example:+1",
        "a:1:2",
        "::1",
        "[::1",
        "[api.example]",
        ".example",
        "a..example",
        ".",
    ] {
        let (env, world) = (TestEnv::new(), world_of("t").may_be_silent());
        let stderr = ask(&env, &world, &["-o", "netrc", &format!("--api-host={host}")]).run().failed(2);
        assert!(stderr.contains("invalid host"), "{stderr}");
        env.write_config(&format!("[profiles.oauth2]\napi-host = {host:?}\n"));
        let stderr = ask(&env, &world, &["-o", "netrc"]).run().failed(3);
        assert!(stderr.contains("config.toml:2: invalid host"), "{stderr}");
    }
}

#[test]
fn json_has_the_documented_fields() {
    let env = TestEnv::new();
    let reply = json!({"access_token": "t", "token_type": "bearer", "expires_in": 3600, "scope": "a b"});
    let world = World::always(Reply::json(200, reply.to_string()));
    let object =
        || -> Value { serde_json::from_str(&ask(&env, &world, &["-o", "json"]).run().success()).unwrap() };
    let (first, second) = (object(), object());
    let keys: Vec<&str> = first.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = [
        "access_token",
        "expires_at",
        "expires_in",
        "from_cache",
        "profile",
        "provider",
        "scope",
        "token_type",
        "version",
    ];
    assert_eq!(keys, expected);
    assert_eq!(
        (&first["version"], &first["profile"], &first["provider"]),
        (&json!(1), &json!("oauth2"), &json!("oauth2"))
    );
    assert_eq!((&first["token_type"], &first["scope"]), (&json!("bearer"), &json!("a b")));
    assert_eq!((&first["from_cache"], &second["from_cache"]), (&json!(false), &json!(true)));
    assert_eq!(first["expires_at"], second["expires_at"]);
}

#[test]
fn jq_reads_the_expiry_as_a_date() {
    if !installed("jq") {
        return;
    }
    let (env, world) = (TestEnv::new(), world_of("t"));
    let text =
        format!("gettoken {ASK} -o json | jq '(.expires_at | fromdate) - now - .expires_in | fabs < 60'");
    assert_eq!(sh(&env, &text).env("TZ", "Asia/Shanghai").through(&world).run().success(), "true\n");
}

#[test]
fn unknown_expiry_is_null() {
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, r#"{"access_token":"t"}"#)));
    let object: Value = serde_json::from_str(&ask(&env, &world, &["-o", "json"]).run().success()).unwrap();
    assert_eq!(
        (&object["expires_at"], &object["expires_in"], &object["scope"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    assert!(ask(&env, &world, &[]).run().success().contains("\nexpires_at: unknown"));
    let env_lines = ask(&env, &world, &["-o", "env"]).run().success();
    assert!(env_lines.contains("export ACCESS_TOKEN_EXPIRES_AT=''\n"), "{env_lines}");
}

// Text.

#[test]
fn text_shows_the_expiry_in_the_local_time_zone() {
    let (env, world) = (TestEnv::new(), world_of("t"));
    let object: Value = serde_json::from_str(&ask(&env, &world, &["-o", "json"]).run().success()).unwrap();
    let end = DateTime::parse_from_rfc3339(object["expires_at"].as_str().unwrap()).unwrap();
    for (zone, offset) in [("Asia/Shanghai", "+08:00"), ("UTC", "+00:00"), ("Asia/Kolkata", "+05:30")] {
        let text = ask(&env, &world, &[]).env("TZ", zone).run().success();
        let line = text.lines().find_map(|line| line.strip_prefix("expires_at: ")).unwrap();
        let (shown, left) = line.split_once(" (in ").unwrap();
        assert!(shown.ends_with(offset), "{line}");
        assert_eq!(DateTime::parse_from_str(shown, "%Y-%m-%d %H:%M:%S %:z").unwrap(), end, "{line}");
        assert!(left.starts_with("59m") || left == "1h)", "{line}");
    }
}

#[test]
fn text_has_one_line_per_field() {
    let env = TestEnv::new();
    let reply = json!({"access_token": "t", "token_type": "Bearer", "expires_in": 86_400, "scope": "a b"});
    let world = World::always(Reply::json(200, reply.to_string()));
    let text = ask(&env, &world, &[]).run().success();
    let names: Vec<&str> = text.lines().map(|line| line.split_once(": ").unwrap().0).collect();
    assert_eq!(names, ["access_token", "token_type", "expires_at", "scope"]);
}

// Stdout.

#[test]
fn unknown_format_lists_the_known_ones() {
    let stderr = TestEnv::new().gettoken(&["alimail", "-o", "yaml"]).run().failed(2);
    for format in ["text", "token", "header", "json", "env", "dotenv", "fish", "powershell", "curl"] {
        assert!(stderr.contains(format), "{format} is not in\n{stderr}");
    }
}

#[test]
fn failed_write_to_stdout_is_an_error() {
    let (env, world) = (TestEnv::new(), world_of("t0ken"));
    let full = || File::options().write(true).open("/dev/full").unwrap();
    for format in ["text", "token", "json", "env", "curl"] {
        let stderr = ask(&env, &world, &["-o", format]).stdout(full()).run().failed(9);
        assert!(stderr.contains("cannot write to stdout") && !stderr.contains("t0ken"), "{stderr}");
    }
    for args in [["providers", "list"], ["completions", "bash"], ["alimail", "--help"], ["demo", "alimail"]] {
        env.gettoken(&args).stdout(full()).run().failed(9);
    }
}

#[test]
fn closed_stdout_ends_the_program_quietly() {
    let (env, world) = (TestEnv::new(), world_of("t"));
    for call in [ask(&env, &world, &[]), env.gettoken(&["providers", "list"]), env.gettoken(&["--help"])] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let outcome = call.stdout(writer).run();
        assert_eq!((outcome.signal, outcome.stderr.as_str()), (Some(SIGPIPE), ""), "{outcome:?}");
    }
}

/// On a datagram socket, every write is a message of its own.
#[test]
fn output_is_written_with_a_single_write() {
    let (env, world) = (TestEnv::new(), world_of(&"t".repeat(20_000)));
    for format in ["text", "token", "json", "env"] {
        let (reader, writer) = UnixDatagram::pair().unwrap();
        ask(&env, &world, &["-o", format]).stdout(OwnedFd::from(writer)).run().success();
        let mut message = vec![0; 100_000];
        let length = reader.recv(&mut message).unwrap();
        assert!(message[..length].ends_with(b"\n"), "{format}: {length} bytes");
        reader.set_nonblocking(true).unwrap();
        let next = reader.recv(&mut message).map_err(|error| error.kind());
        assert!(
            matches!(next, Ok(0) | Err(ErrorKind::WouldBlock | ErrorKind::ConnectionReset)),
            "{format}: {next:?}"
        );
    }
}
