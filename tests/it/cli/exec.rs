//! `gettoken exec`: the command gets the token but none of the credentials it was fetched with, and its exit
//! status is passed on.

use std::collections::BTreeSet;
use std::process::Command;
use std::time::Duration;

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::tools::skip_without;
use crate::support::world::{Reply, World};

const TOKEN: &str = "tokenCanary1";
const SECRET: &str = "secretCanary1";

/// The profiles `one` and `two-b`, which use the same world.
struct Stage {
    env: TestEnv,
    world: World,
}

impl Stage {
    fn new(reply: Reply) -> Self {
        let (env, world) = (TestEnv::new(), World::always(reply));
        let url = format!("http://{}/token", world.http_addr());
        let secret = env.write("secret", SECRET);
        let secret = secret.display();
        env.write_config(&format!(
            "[profiles.one]\nprovider = \"oauth2\"\nclient-id = \"c\"\nclient-secret = {{ file = '{secret}' }}\nvars.token-url = \"{url}\"\n\
             [profiles.two-b]\nprovider = \"oauth2\"\nclient-id = \"d\"\nclient-secret = {{ env = \"TWO_SECRET\" }}\nvars.token-url = \"{url}\"\n"
        ));
        Self { env, world }
    }

    fn with_token() -> Self {
        Self::new(Reply::json(
            200,
            format!(r#"{{"access_token":"{TOKEN}","token_type":"bearer","expires_in":3600}}"#),
        ))
    }

    /// `gettoken exec` with these arguments.
    fn exec(&self, words: &[&str]) -> Call {
        self.env.gettoken(&[&["exec"], words].concat())
    }
}

fn variables(text: &str) -> BTreeSet<&str> {
    text.split('\0').filter(|line| !line.is_empty()).collect()
}

#[test]
fn command_gets_three_variables_and_no_credential() {
    if skip_without(&["sh"]) {
        return;
    }
    let stage = Stage::with_token();
    let call = stage.exec(&["one", "--", "env", "-0"]);
    let stdout = call
        .env("KEPT", "yes")
        .env("GETTOKEN_ONE_CLIENT_SECRET", SECRET)
        .env("GETTOKEN_ONE_CLIENT_ID", "c")
        .env("ACCESS_TOKEN", "old")
        .env("ACCESS_TOKEN_FILE", "/dev/fd/99")
        .run()
        .success();
    let found = variables(&stdout);
    let expiry = found.iter().find_map(|line| line.strip_prefix("ACCESS_TOKEN_EXPIRES_AT=")).unwrap();
    assert!(expiry.len() == 20 && expiry.ends_with('Z'), "{expiry}");
    let (home, config) = (stage.env.path(""), stage.env.config_dir());
    let expected = [
        format!("ACCESS_TOKEN={TOKEN}"),
        format!("ACCESS_TOKEN_EXPIRES_AT={expiry}"),
        "ACCESS_TOKEN_TYPE=bearer".to_owned(),
        format!("GETTOKEN_CONFIG_DIR={}", config.display()),
        format!("HOME={}", home.display().to_string().trim_end_matches('/')),
        "KEPT=yes".to_owned(),
        "PATH=/usr/bin:/bin".to_owned(),
    ];
    assert_eq!(found, expected.iter().map(String::as_str).collect());
}

#[test]
fn provider_credential_variables_are_removed() {
    if skip_without(&["sh"]) {
        return;
    }
    let stage = Stage::with_token();
    let url = format!("http://{}/token", stage.world.http_addr());
    let stdout = stage
        .exec(&["oauth2", "--", "env", "-0"])
        .env("OAUTH2_CLIENT_ID", "c")
        .env("OAUTH2_CLIENT_SECRET", SECRET)
        .env("OAUTH2_TOKEN_URL", &url)
        .run()
        .success();
    assert!(!stdout.contains("OAUTH2_CLIENT") && !stdout.contains(SECRET), "{stdout}");
    assert!(stdout.contains("OAUTH2_TOKEN_URL="), "other variables must stay: {stdout}");
}

/// Secrets of other profiles are hidden from the command as well.
#[test]
fn secrets_of_other_profiles_are_removed() {
    if skip_without(&["sh"]) {
        return;
    }
    let stage = Stage::with_token();
    let config = std::fs::read_to_string(stage.env.config_dir().join("config.toml")).unwrap();
    stage.env.write_config(&format!("{config}[profiles.alimail]\nclient-id = \"e\"\n"));
    let names = [
        "ALIMAIL_CLIENT_SECRET",
        "GETTOKEN_ALIMAIL_CLIENT_SECRET",
        "GETTOKEN_TWO_B_CLIENT_SECRET",
        "TWO_SECRET",
    ];
    let call = stage.exec(&["one", "--", "env", "-0"]).env("OTHER", "kept");
    let stdout = names.into_iter().fold(call, |call, name| call.env(name, SECRET)).run().success();
    assert!(stdout.contains("OTHER=kept") && !stdout.contains(SECRET), "{stdout}");
}

#[test]
fn several_profiles_prefix_their_variables() {
    if skip_without(&["sh"]) {
        return;
    }
    let stage = Stage::with_token();
    let stdout = stage.exec(&["one", "two-b", "--", "env", "-0"]).env("TWO_SECRET", SECRET).run().success();
    let found: BTreeSet<&str> = variables(&stdout).iter().filter_map(|line| line.split('=').next()).collect();
    for name in
        ["ONE_ACCESS_TOKEN", "TWO_B_ACCESS_TOKEN", "TWO_B_ACCESS_TOKEN_TYPE", "ONE_ACCESS_TOKEN_EXPIRES_AT"]
    {
        assert!(found.contains(name), "{name}: {found:?}");
    }
    assert!(!found.contains("ACCESS_TOKEN") && !found.contains("TWO_SECRET") && !stdout.contains(SECRET));
    assert_eq!(stage.world.requests().len(), 2);
}

#[test]
fn env_name_sets_the_variable_and_is_validated() {
    if skip_without(&["sh"]) {
        return;
    }
    let stage = Stage::with_token();
    let call =
        stage.exec(&["one", "--env-name", "MAIL", "--", "sh", "-c", "echo $MAIL $MAIL_TYPE $ACCESS_TOKEN"]);
    assert_eq!(call.run().success(), format!("{TOKEN} bearer\n"));
    let stderr = stage.exec(&["one", "--env-name", "A=B", "--", "true"]).run().failed(2);
    assert!(stderr.contains("invalid variable name `A=B`"), "{stderr}");
    assert_eq!(stage.world.requests().len(), 1);
    for twice in [["one", "one"], ["two-b", "two-b"]] {
        let stderr = stage.exec(&[&twice[..], &["--", "true"]].concat()).run().failed(2);
        assert!(stderr.contains("two of the profiles would set the same variable"), "{stderr}");
    }
}

#[test]
fn exit_code_and_signal_are_the_commands() {
    if skip_without(&["sh"]) {
        return;
    }
    let stage = Stage::with_token();
    let run = |words: &[&str]| stage.exec(&[&["one", "--"], words].concat()).run();
    for code in [0, 1, 7, 130, 255] {
        assert_eq!(run(&["sh", "-c", &format!("exit {code}")]).code, Some(code));
    }
    assert_eq!(run(&["sh", "-c", "kill -TERM $$"]).signal, Some(15));
    assert_eq!(run(&["sh", "-c", "kill -KILL $$"]).signal, Some(9));
    let stderr = run(&["no-such-command-here"]).failed(127);
    assert_eq!(stderr, "gettoken: error: command `no-such-command-here` not found\n");
    let stderr = run(&["/etc"]).failed(126);
    assert!(stderr.contains("cannot run the command `/etc`"), "{stderr}");
    stage.env.write("plain", "not a program");
    run(&["./plain"]).failed(126);
}

#[test]
fn stdin_stdout_and_arguments_are_the_commands() {
    if skip_without(&["sh"]) {
        return;
    }
    let stage = Stage::with_token();
    assert_eq!(stage.exec(&["one", "--", "cat"]).stdin("in\0put").run().success(), "in\0put");
    let outcome = stage.exec(&["one", "--", "sh", "-c", "echo out; echo err >&2; exit 3"]).run();
    assert_eq!((outcome.code, outcome.stdout.as_str(), outcome.stderr.as_str()), (Some(3), "out\n", "err\n"));
    // Flags after `--` belong to the command.
    let words = ["one", "--", "printf", "%s\n", "-o", "--error-format", "json", "--config-dir", "/x", "--"];
    assert_eq!(stage.exec(&words).run().success(), "-o\n--error-format\njson\n--config-dir\n/x\n--\n");
    let stderr = stage.exec(&["no-such-profile", "--", "x", "--error-format", "json"]).run().failed(3);
    assert!(stderr.starts_with("gettoken: error:"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn signal_reaches_the_command() {
    let stage = Stage::with_token();
    let script = "trap 'echo caught; exit 5' TERM; echo ready; while :; do sleep 0.05; done";
    let running = stage.exec(&["one", "--", "sh", "-c", script]).spawn();
    running.stdout_line("ready");
    running.signal("TERM");
    let outcome = running.wait();
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(5), "ready\ncaught\n"));
}

#[test]
fn command_inherits_signals_descriptors_and_umask_unchanged() {
    if skip_without(&["sh"]) {
        return;
    }
    let stage = Stage::with_token();
    // Only the first 28 signals, because the C library uses two of the higher ones itself.
    let script = "grep -E '^Sig(Blk|Ign|Cgt)' /proc/self/status | sed -E 's/[0-9a-f]{9}([0-9a-f]{7})$/\\1/'; ls /proc/self/fd | wc -l; umask";
    let direct = Command::new("sh").args(["-c", script]).stdin(std::process::Stdio::null()).output().unwrap();
    let stdout = stage.exec(&["one", "--", "sh", "-c", script]).run().success();
    assert_eq!(stdout, String::from_utf8(direct.stdout).unwrap());
}

#[test]
fn command_does_not_run_unless_every_token_is_available() {
    let stage = Stage::new(Reply::json(400, r#"{"error":"invalid_client"}"#));
    let marker = stage.env.path("marker");
    let touch = ["--", "touch", marker.to_str().unwrap()];
    stage.exec(&[&["one"], &touch[..]].concat()).run().failed(5);
    // The second profile has no secret, so the first token is not even fetched.
    stage.exec(&[&["one", "two-b"], &touch[..]].concat()).run().failed(3);
    assert_eq!(stage.world.requests().len(), 1);
    stage.exec(&["one"]).run().failed(2);
    stage.exec(&["one", "--"]).run().failed(2);
    stage.exec(&[&["gone"], &touch[..]].concat()).run().failed(3);
    assert!(!marker.exists());
}

#[test]
fn file_flag_keeps_the_token_out_of_the_environment() {
    if skip_without(&["sh"]) {
        return;
    }
    let stage = Stage::with_token();
    let script = r#"
        [ "$(cat "$ACCESS_TOKEN_FILE")" = "$1" ] && [ "$(cat <"$ACCESS_TOKEN_FILE")" = "$1" ] || echo unequal
        wc -c <"$ACCESS_TOKEN_FILE"
        stat -L -c '%a %h %u' "$ACCESS_TOKEN_FILE"
        sh -c 'sh -c "cat \"\$ACCESS_TOKEN_FILE\""' && echo
        ! grep -q "$1" /proc/self/environ || echo leaked
        case $ACCESS_TOKEN_FILE in /dev/fd/[1-9][0-9]*) ;; *) echo "$ACCESS_TOKEN_FILE" ;; esac
        env | grep -c ACCESS_TOKEN"#;
    let call =
        stage.exec(&["one", "--file", "--", "sh", "-c", script, "sh", TOKEN]).env("ACCESS_TOKEN", "old");
    let id = Command::new("id").arg("-u").output().unwrap().stdout;
    let id = String::from_utf8(id).unwrap();
    assert_eq!(call.run().success(), format!("{}\n600 0 {id}{TOKEN}\n3\n", TOKEN.len()));
}

#[test]
fn several_profiles_have_separate_token_files() {
    if skip_without(&["sh"]) {
        return;
    }
    let stage = Stage::with_token();
    let script = r#"cat "$ONE_ACCESS_TOKEN_FILE" "$TWO_B_ACCESS_TOKEN_FILE""#;
    let call = stage.exec(&["one", "two-b", "--file", "--", "sh", "-c", script]).env("TWO_SECRET", SECRET);
    assert_eq!(call.run().success(), format!("{TOKEN}{TOKEN}"));
}

#[test]
fn secret_command_inherits_no_token_file() {
    if skip_without(&["sh"]) {
        return;
    }
    let stage = Stage::with_token();
    let url = format!("http://{}/token", stage.world.http_addr());
    let seen = stage.env.path("seen");
    let script = format!("ls -l /proc/self/fd >>{}; echo s", seen.display());
    let profile = |name: &str| {
        format!(
            "[profiles.{name}]\nprovider = \"oauth2\"\nclient-id = \"{name}\"\n\
             client-secret = {{ command = [\"sh\", \"-c\", \"{script}\"] }}\nvars.token-url = \"{url}\"\n"
        )
    };
    stage.env.write_config(&(profile("a") + &profile("b")));
    stage.exec(&["a", "b", "--file", "--", "true"]).run().success();
    let seen = std::fs::read_to_string(seen).unwrap();
    assert!(seen.matches("total").count() == 2 && !seen.contains("gettoken"), "{seen}");
}

/// The command line and environment of a process in /proc, as words.
fn proc_words(id: u32) -> Vec<String> {
    let read = |name: &str| std::fs::read(format!("/proc/{id}/{name}")).unwrap_or_default();
    let text = |name: &str| String::from_utf8_lossy(&read(name)).into_owned();
    let words = |name: &str| text(name).split('\0').map(str::to_owned).collect::<Vec<_>>();
    [words("cmdline"), words("environ")].concat()
}

/// Reads /proc of the process in a tight loop until it ends.
fn watch_proc(in_file: bool) -> (BTreeSet<String>, usize) {
    let slow = Reply::json(200, format!(r#"{{"access_token":"{TOKEN}","expires_in":3600}}"#));
    let stage = Stage::new(slow.delay(Duration::from_millis(200)));
    let words: &[&str] = if in_file { &["one", "--file"] } else { &["one"] };
    let running = stage.exec(&[words, &["--", "sleep", "0.5"]].concat()).spawn();
    let (mut seen, mut looks) = (BTreeSet::new(), 0);
    loop {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", running.id())).unwrap();
        // A zombie, which has ended but is not reaped yet.
        if stat.contains(") Z ") {
            break;
        }
        looks += 1;
        seen.extend(
            proc_words(running.id()).into_iter().filter(|word| word.contains(TOKEN) || word.contains(SECRET)),
        );
    }
    assert_eq!(running.wait().code, Some(0));
    (seen, looks)
}

#[test]
fn proc_never_shows_a_secret() {
    if skip_without(&["sh"]) {
        return;
    }
    let (seen, looks) = watch_proc(false);
    assert!(looks > 100, "{looks}");
    assert_eq!(seen, BTreeSet::from([format!("ACCESS_TOKEN={TOKEN}")]));
    let (seen, looks) = watch_proc(true);
    assert!(looks > 100 && seen.is_empty(), "{seen:?}");
}
