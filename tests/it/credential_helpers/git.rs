//! `gettoken git-credential`, called by the real git: bearer tokens if git supports them, otherwise user name
//! and password; nothing for a server that the token is not meant for; and a rejected token is dropped
//! exactly once.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::tools;
use crate::support::world::{Reply, Request, World};

/// The commit that the mock repository advertises.
const COMMIT: &str = "1111111111111111111111111111111111111111";

/// A mock forge that issues `t1`, `t2` … and accepts all tokens but those that it has revoked.
struct Forge {
    env: TestEnv,
    world: World,
    issued: Arc<AtomicUsize>,
    revoked: Arc<Mutex<Vec<String>>>,
}

impl Forge {
    fn new() -> Self {
        let (issued, revoked) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Vec::new())));
        let (counter, list) = (Arc::clone(&issued), Arc::clone(&revoked));
        let world = World::start(move |request| match request.path.as_str() {
            "/token" => token(counter.fetch_add(1, Ordering::SeqCst) + 1, request),
            _ => repository(request, &list.lock().unwrap()),
        });
        let env = TestEnv::new();
        let url = format!("http://{}", world.http_addr());
        env.write_provider(
            "forge",
            &format!(
                "extends = \"oauth2\"\ntitle = \"Forge\"\ndocs = \"https://x.example\"\n[api]\nbase = \"{url}\"\n"
            ),
        );
        env.write_config(&format!(
            "[profiles.forge]\nclient-id = \"c\"\nclient-secret = \"s3cret\"\nvars.token-url = \"{url}/token\"\n"
        ));
        Self { env, world, issued, revoked }
    }

    fn host(&self) -> String {
        self.world.http_addr().to_string()
    }

    fn issued(&self) -> usize {
        self.issued.load(Ordering::SeqCst)
    }

    fn revoke(&self, token: &str) {
        self.revoked.lock().unwrap().push(token.to_owned());
    }

    /// Calls the helper as git does.
    fn helper(&self, operation: &str, attributes: &str) -> Call {
        self.env.gettoken(&["git-credential", "forge", operation]).stdin(attributes)
    }

    fn attributes(&self, more: &str) -> String {
        format!("{more}protocol=http\nhost={}\n\n", self.host())
    }

    /// Runs git with the helper and without this machine's configuration.
    fn git(&self, args: &[&str], input: &str) -> Outcome {
        let helper = format!("credential.helper=!{} git-credential forge", env!("CARGO_BIN_EXE_gettoken"));
        self.git_with(&helper, args, input)
    }

    fn git_with(&self, helper: &str, args: &[&str], input: &str) -> Outcome {
        let mut child = Command::new("git")
            .args(["-c", "credential.helper=", "-c", helper])
            .args(args)
            .current_dir(self.env.path(""))
            .env_clear()
            .env("PATH", std::env::var("PATH").unwrap())
            .env("HOME", self.env.path(""))
            .env("GETTOKEN_CONFIG_DIR", self.env.config_dir())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Outcome {
            code: output.status.code(),
            signal: None,
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    fn ls_remote(&self) -> Outcome {
        self.git(&["ls-remote", &format!("http://{}/repo.git", self.host())], "")
    }
}

/// A host that is cut off could be the beginning of another.
#[test]
fn input_that_is_too_long_is_refused() {
    let forge = Forge::new();
    let host = forge.world.http_addr();
    let filler = "a".repeat(256 * 1024 - format!("path=\nprotocol=http\nhost={host}").len());
    let input = format!("path={filler}\nprotocol=http\nhost={host}.evil.example\n\n");
    assert!(forge.helper("get", &input).run().failed(2).contains("it is longer than"));
    assert_eq!(forge.issued(), 0);
    forge.helper("get", &forge.attributes("path=a\n")).run().success();
}

#[test]
fn attributes_may_end_their_lines_as_on_windows() {
    let forge = Forge::new();
    let windows = |text: &str| text.replace('\n', "\r\n");
    let attributes = windows(&forge.attributes("capability[]=authtype\n"));
    // Whatever follows the blank line is not read.
    let printed = forge.helper("get", &(attributes + "host=evil\r\n")).run().success();
    assert!(printed.contains("authtype=Bearer\n") && printed.contains("credential=t1\n"), "{printed}");
    forge.helper("erase", &windows(&forge.attributes("password=t1\n"))).run().success();
    assert!(forge.helper("get", &forge.attributes("")).run().success().contains("password=t2\n"));
    // Any other carriage return is part of a name that no server has.
    for host in ["evil\r", "\r"].map(|end| format!("{}{end}", forge.host())) {
        assert_eq!(forge.helper("get", &format!("protocol=http\nhost={host}x\n\n")).run().success(), "");
    }
}

fn token(number: usize, request: &Request) -> Reply {
    let form = request.form();
    // A spent refresh token is not accepted again.
    if let Some(refresh) = form.get("refresh_token") {
        let last = format!("r{}", number - 1);
        assert_eq!(*refresh, last, "the refresh token was lost");
    }
    Reply::json(
        200,
        format!(
            r#"{{"access_token":"t{number}","token_type":"Bearer","expires_in":3600,"refresh_token":"r{number}"}}"#
        ),
    )
}

/// The ref advertisement of git's smart HTTP protocol, for a valid bearer token.
fn repository(request: &Request, revoked: &[String]) -> Reply {
    let token = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    let Some(token) = token.filter(|token| !revoked.iter().any(|revoked| revoked == token)) else {
        return Reply::empty(401).header("WWW-Authenticate", "Bearer realm=\"forge\"");
    };
    assert!(token.starts_with('t'), "{token}");
    let line = |text: String| format!("{:04x}{text}", text.len() + 4);
    let service = line("# service=git-upload-pack\n".to_owned());
    let reference = line(format!("{COMMIT} refs/heads/main\0agent=test\n"));
    Reply::empty(200)
        .header("Content-Type", "application/x-git-upload-pack-advertisement")
        .body(format!("{service}0000{reference}0000"))
}

fn fields(text: &str) -> BTreeMap<&str, &str> {
    text.lines().filter_map(|line| line.split_once('=')).collect()
}

/// Whether git supports credentials other than passwords (since 2.46); if not, the test is skipped.
fn git_supports_bearer() -> bool {
    let Ok(output) = Command::new("git").arg("version").output() else {
        tools::skip("`git` is not installed");
        return false;
    };
    let text = String::from_utf8(output.stdout).unwrap();
    let numbers: Vec<u32> =
        text.split([' ', '.']).skip(2).map_while(|word| word.trim().parse().ok()).collect();
    let supported = numbers >= vec![2, 46];
    if !supported {
        tools::skip(&format!("`{}` is older than 2.46", text.trim()));
    }
    supported
}

#[test]
fn git_with_bearer_support_gets_a_bearer_token() {
    let forge = Forge::new();
    let stdout =
        forge.helper("get", &forge.attributes("capability[]=authtype\ncapability[]=state\n")).run().success();
    let found = fields(&stdout);
    assert_eq!(stdout.lines().next(), Some("capability[]=authtype"), "{stdout}");
    assert_eq!((found["authtype"], found["credential"]), ("Bearer", "t1"));
    assert!(found["password_expiry_utc"].parse::<u64>().unwrap() > 1_700_000_000);
    assert!(found.contains_key("ephemeral") && !found.contains_key("password"), "{stdout}");
}

#[test]
fn older_git_gets_a_user_name_and_password() {
    let forge = Forge::new();
    let stdout = forge.helper("get", &forge.attributes("")).run().success();
    let found = fields(&stdout);
    assert_eq!((found["username"], found["password"]), ("oauth2", "t1"));
    let named = forge.helper("get", &forge.attributes("username=me\n")).run().success();
    assert_eq!(fields(&named)["username"], "me");
    let other = forge.helper("get", &forge.attributes("username=me\n")).arg("--user=you").run().success();
    assert_eq!(other, "", "no password for another user");
    assert_eq!(forge.issued(), 1);
}

#[test]
fn git_credential_fill_works_with_and_without_bearer_support() {
    if !git_supports_bearer() {
        return;
    }
    let forge = Forge::new();
    let stdout = forge.git(&["credential", "fill"], &forge.attributes("capability[]=authtype\n")).success();
    assert_eq!((fields(&stdout)["authtype"], fields(&stdout)["credential"]), ("Bearer", "t1"));
    let stdout = forge.git(&["credential", "fill"], &forge.attributes("")).success();
    assert_eq!((fields(&stdout)["username"], fields(&stdout)["password"]), ("oauth2", "t1"));
}

#[test]
fn git_reads_a_repository() {
    if !git_supports_bearer() {
        return;
    }
    let forge = Forge::new();
    for _ in 0..2 {
        assert_eq!(forge.ls_remote().success(), format!("{COMMIT}\trefs/heads/main\n"));
    }
    assert_eq!(forge.issued(), 1, "the second call is a cache hit");
}

#[test]
fn git_reads_a_repository_over_https_at_an_allowed_host() {
    if !git_supports_bearer() {
        return;
    }
    let forge = Forge::new();
    let binary = env!("CARGO_BIN_EXE_gettoken");
    let helper = format!("credential.helper=!{binary} git-credential forge --allow-host git.example");
    let proxy = format!("http.proxy={}", forge.world.proxy_url());
    let authority = format!("http.sslCAInfo={}", forge.world.ca_pem_path());
    let args = ["-c", &proxy, "-c", &authority, "ls-remote", "https://git.example/repo.git"];
    assert_eq!(forge.git_with(&helper, &args, "").success(), format!("{COMMIT}\trefs/heads/main\n"));
    let args = ["-c", &proxy, "-c", &authority, "ls-remote", "https://evil.example/repo.git"];
    let stderr = forge.git_with(&helper, &args, "").failed(128);
    assert!(stderr.contains("could not read Username"), "{stderr}");
    let evil =
        |request: &Request| request.host == "evil.example" && request.header("authorization").is_some();
    assert!(!forge.world.requests().iter().any(evil));
}

#[test]
fn rejected_token_is_dropped_but_not_its_successor() {
    if !git_supports_bearer() {
        return;
    }
    let forge = Forge::new();
    forge.ls_remote().success();
    forge.revoke("t1");
    assert_eq!(forge.ls_remote().code, Some(128));
    forge.ls_remote().success();
    assert_eq!(forge.issued(), 2);
    // A late rejection of the old token changes nothing.
    let late = forge.attributes("capability[]=authtype\nauthtype=Bearer\ncredential=t1\n");
    forge.git(&["credential", "reject"], &late).success();
    let late = forge.attributes("username=oauth2\npassword=t1\n");
    forge.git(&["credential", "reject"], &late).success();
    forge.ls_remote().success();
    assert_eq!(forge.issued(), 2);
    let password = forge.attributes("username=oauth2\npassword=t2\n");
    forge.git(&["credential", "reject"], &password).success();
    forge.ls_remote().success();
    assert_eq!(forge.issued(), 3);
}

#[test]
fn concurrent_rejections_cause_one_request() {
    let forge = Forge::new();
    forge.helper("get", &forge.attributes("")).run().success();
    thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| {
                forge.helper("erase", &forge.attributes("password=t1\n")).run().success();
                let stdout = forge.helper("get", &forge.attributes("")).run().success();
                assert_eq!(fields(&stdout)["password"], "t2");
            });
        }
    });
    assert_eq!(forge.issued(), 2);
}

#[test]
fn erase_keeps_the_refresh_token_of_a_session() {
    let forge = Forge::new();
    forge.issued.store(1, Ordering::SeqCst);
    forge.env.gettoken(&["login", "forge", "--refresh-token-file", "-"]).stdin("r1").run().success();
    let get = |operation: &str, attributes: &str| {
        let call = forge.env.gettoken(&["git-credential", "forge", operation, "--grant", "user"]);
        call.stdin(forge.attributes(attributes)).run().success()
    };
    assert_eq!(fields(&get("get", ""))["password"], "t2");
    assert_eq!(get("erase", "password=t2\n"), "");
    assert_eq!(fields(&get("get", ""))["password"], "t3", "with the refresh token that came with t2");
    assert_eq!(fields(&get("get", ""))["password"], "t3");
}

#[test]
fn other_hosts_and_protocols_get_no_token() {
    let forge = Forge::new();
    let (port, world) = (forge.world.http_addr().port(), forge.world.may_be_silent());
    let env = forge.env;
    for (protocol, host) in [
        ("https", "evil.example".to_owned()),
        ("http", "evil.example".to_owned()),
        ("http", "allowed.example".to_owned()),
        ("https", "allowed.example:8443".to_owned()),
        ("https", "sub.allowed.example".to_owned()),
        ("https", "allowed.example\r".to_owned()),
        ("https", "allowed.example@evil.example".to_owned()),
        ("https", String::new()),
        ("ssh", "allowed.example".to_owned()),
        ("file", String::new()),
        ("http", format!("127.0.0.1:{}", port - 1)),
    ] {
        for operation in ["get", "erase", "store", "capability", "anything"] {
            let call =
                env.gettoken(&["git-credential", "forge", operation, "--allow-host", "allowed.example"]);
            let attributes =
                format!("capability[]=authtype\nprotocol={protocol}\nhost={host}\npassword=x\n\n");
            assert_eq!(call.stdin(attributes).run().success(), "", "{operation} {protocol} {host:?}");
        }
    }
    for attributes in ["", "\n", "protocol=https\n", "host=allowed.example\n"] {
        assert_eq!(env.gettoken(&["git-credential", "forge", "get"]).stdin(attributes).run().success(), "");
    }
    assert!(world.requests().is_empty() && !env.tokens_dir().exists());
}

#[test]
fn malformed_attributes_are_a_usage_error() {
    let forge = Forge::new();
    let env = (forge.world.may_be_silent(), forge.env).1;
    for attributes in ["protocol\n", "protocol=https\nhost=a\nhost=b\n"] {
        let stderr = env.gettoken(&["git-credential", "forge", "get"]).stdin(attributes).run().failed(2);
        assert!(stderr.contains("invalid credential attributes"), "{stderr}");
    }
    let outcome = env.gettoken(&["git-credential", "forge", "get", "--allow-host", "a/b@c"]).run();
    assert!(outcome.clone().failed(2).contains("invalid host"), "{outcome:?}");
}

#[test]
fn answers_after_the_blank_line_without_waiting_for_eof() {
    let forge = Forge::new();
    let mut child = Command::new(env!("CARGO_BIN_EXE_gettoken"))
        .args(["git-credential", "forge", "get"])
        .env_clear()
        .env("GETTOKEN_CONFIG_DIR", forge.env.config_dir())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(forge.attributes("").as_bytes()).unwrap();
    let text = std::io::read_to_string(child.stdout.take().unwrap()).unwrap();
    assert_eq!(fields(&text)["password"], "t1");
    assert!(child.wait().unwrap().success());
    drop(stdin);
}

#[test]
fn failure_prints_nothing_to_stdout() {
    let world = World::always(Reply::json(401, r#"{"error":"invalid_client"}"#));
    let env = TestEnv::new();
    let host = world.http_addr();
    env.write_config(&format!(
        "[profiles.oauth2]\nclient-id = \"c\"\nclient-secret = \"s\"\nvars.token-url = \"http://{host}/token\"\n"
    ));
    let call = env.gettoken(&["git-credential", "oauth2", "get", "--allow-host", &host.to_string()]);
    call.stdin(format!("protocol=http\nhost={host}\n\n")).run().failed(5);
}
