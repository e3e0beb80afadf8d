//! `gettoken config set`, `get`, `unset` and `list`: a file that people edit, too.

use std::collections::BTreeSet;
use std::fs;
#[cfg(unix)]
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::environment::TestEnv;
use crate::support::modes;
use crate::support::tools;

const TEXT: &str = "# top\n\n[defaults]\ntimeout = \"9s\" # slow\n\n# the office\n[profiles.hr]\nprovider = 'dingtalk'\n\
                    # the old one\nclient-id = \"a\" # key\n# the end\n";

fn path(env: &TestEnv) -> PathBuf {
    env.config_dir().join("config.toml")
}

fn text(env: &TestEnv) -> String {
    fs::read_to_string(path(env)).unwrap()
}

fn set(env: &TestEnv, words: &[&str]) {
    let said = env.gettoken(&[&["config", "set"], words].concat()).run().success();
    assert_eq!(said, "");
}

fn mode(path: &Path) -> u32 {
    modes::of(&fs::metadata(path).unwrap())
}

#[test]
fn a_key_is_changed_and_everything_else_stays() {
    let env = TestEnv::new();
    env.write_config(TEXT);
    set(&env, &["hr.client-id", "b"]);
    assert_eq!(text(&env), TEXT.replace("\"a\"", "\"b\""));
    set(&env, &["profiles.hr.client-id", "a"]);
    set(&env, &["hr.cache", "false"]);
    assert_eq!(text(&env), TEXT.replace("# key\n", "# key\ncache = false\n"));
    env.gettoken(&["config", "unset", "hr.cache"]).run().success();
    set(&env, &["defaults.timeout", "9s"]);
    assert_eq!(text(&env), TEXT);
}

/// As editors on Windows write it.
#[test]
fn line_endings_stay() {
    let env = TestEnv::new();
    let before = "\u{feff}# top\r\n[profiles.alimail] # mine\r\nclient-id = \"a\"\r\n";
    env.write_config(before);
    set(&env, &["alimail.client-id", "b"]);
    assert_eq!(text(&env), before.replace("\"a\"", "\"b\""));
    set(&env, &["defaults.retries", "3"]);
    assert_eq!(text(&env), before.replace("\"a\"", "\"b\"") + "\r\n[defaults]\r\nretries = 3\r\n");
}

#[test]
fn values_have_the_type_of_their_key() {
    let env = TestEnv::new();
    for (words, expected) in [
        (&["defaults.retries", "3"][..], "[defaults]\nretries = 3\n"),
        (&["alimail.cache", "true"], "[profiles.alimail]\ncache = true\n"),
        (&["alimail.min-valid", "5m"], "[profiles.alimail]\nmin-valid = \"5m\"\n"),
        (&["alimail.client-id", "5"], "[profiles.alimail]\nclient-id = \"5\"\n"),
        (&["alimail.client-id", "-5"], "[profiles.alimail]\nclient-id = \"-5\"\n"),
        (&["alimail.scope", "a b"], "[profiles.alimail]\nscope = \"a b\"\n"),
        (&["alimail.scope", "a", "b"], "[profiles.alimail]\nscope = [\"a\", \"b\"]\n"),
        (&["alimail.resource", r#"["a", "b"]"#], "[profiles.alimail]\nresource = [\"a\", \"b\"]\n"),
        (&["alimail.vars.host", "sg"], "[profiles.alimail.vars]\nhost = \"sg\"\n"),
        (&["alimail.host", "sg"], "[profiles.alimail.vars]\nhost = \"sg\"\n"),
        (
            &["alimail.client-secret.command", "pass", "show", "-n", "x"],
            "[profiles.alimail]\nclient-secret = { command = [\"pass\", \"show\", \"-n\", \"x\"] }\n",
        ),
    ] {
        let _ = fs::remove_file(path(&env));
        set(&env, words);
        assert_eq!(text(&env), expected, "{words:?}");
    }
}

#[test]
fn the_shared_store_is_set_key_by_key() {
    let env = TestEnv::new();
    for (key, value) in [
        ("url", "rediss://redis.example:6380"),
        ("user", "gettoken"),
        ("password.file", "redis"),
        ("key.env", "STORE_KEY"),
        ("insecure-network", "false"),
    ] {
        set(&env, &[&format!("shared-store.{key}"), value]);
    }
    let expected = "[shared-store]\nurl = \"rediss://redis.example:6380\"\nuser = \"gettoken\"\n\
                    password = { file = \"redis\" }\nkey = { env = \"STORE_KEY\" }\ninsecure-network = false\n";
    assert_eq!(text(&env), expected);
    assert_eq!(env.gettoken(&["config", "get", "shared-store.user"]).run().success(), "gettoken\n");
    let listed = env.gettoken(&["config", "list"]).run().success();
    assert!(listed.contains("shared-store.password.file = redis\n"), "{listed}");
    env.gettoken(&["config", "unset", "shared-store.user"]).run().success();
    // Secrets in the file are not shown, whatever they are written like.
    let secrets =
        "[shared-store]\nurl = \"unix:/s\"\npassword = \"hunter2\"\nkey = [\"hunter3\", { env = \"A\" }]\n";
    env.write_config(secrets);
    let listed = env.gettoken(&["config", "list"]).run().success();
    assert!(
        listed.contains("shared-store.password = ") && listed.contains("shared-store.key = "),
        "{listed}"
    );
    let json = env.gettoken(&["config", "list", "--json"]).run().success();
    assert!(json.contains(r#""key":{"hidden":true}"#), "{json}");
    assert!(!listed.contains("hunter") && !json.contains("hunter"), "{listed}{json}");
    let stderr = env.gettoken(&["config", "get", "shared-store.password"]).run().failed(2);
    assert!(!stderr.contains("hunter"), "{stderr}");
}

#[test]
fn a_wrong_key_or_value_is_refused_and_nothing_is_written() {
    let env = TestEnv::new();
    env.write_config(TEXT);
    for (words, code, expected) in [
        (&["hr.clientid", "x"][..], 2, "did you mean `hr.client-id`?"),
        (&["hr.vars", "x"], 2, "`hr.vars` is a table"),
        (&["alimail.hots", "x"], 2, "did you mean `alimail.host`?"),
        (&["defaults.timeuot", "5s"], 2, "did you mean `defaults.timeout`?"),
        (&["timeout", "5s"], 2, "did you mean `defaults.timeout`?"),
        (&["client-id", "x"], 2, "write `PROFILE.client-id`"),
        (&["defaults.timeout", "5x"], 2, "invalid duration `5x`"),
        (&["defaults.retries", "99"], 3, "`retries` must be between 0 and 10"),
        (&["defaults.retries", "many"], 2, "must be a number"),
        (&["defaults.cache", "yes"], 2, "must be one of `true`, `false`"),
        (&["defaults.output", "xml"], 2, "invalid value for `defaults.output`"),
        (&["hr.grant", "me"], 2, "must be one of `app`, `user`"),
        (&["hr.audience", "[1]"], 2, "not an array of strings"),
        (&["hr.client-id", "a", "b"], 2, "takes one value"),
        (&["hr.provider", "dingtlk"], 3, "did you mean `dingtalk`?"),
        (&["hr.vars.tenant", "x"], 3, "`hr.vars.tenant` was not changed"),
        (&["hr.client-id", "a\nb"], 3, "a line break"),
        (&["new.client-id", "x"], 3, "gettoken config set new.provider NAME"),
        (&["Hr.client-id", "x"], 2, "unknown key"),
        (&["hr"], 2, "VALUE"),
        (&["shared-store.urll", "x"], 2, "did you mean `shared-store.url`?"),
        (&["shared-store.key", "x"], 2, "shared-store.key.file"),
        (&["shared-store.key.url", "x"], 2, "unknown key"),
        (&["shared-store.on-failure", "x"], 2, "must be one of `fail`, `local`"),
        (&["shared-store.url", "redis://10.0.0.1"], 3, "would not be encrypted"),
        (&["shared-store.prefix", "{x}"], 3, "`shared-store.prefix` was not changed"),
    ] {
        let outcome = env.gettoken(&[&["config", "set"], words].concat()).run();
        assert!(outcome.stderr.contains(expected), "{words:?}: {outcome:#?}");
        outcome.failed(code);
        assert_eq!(text(&env), TEXT, "{words:?}");
    }
}

#[test]
fn secrets_are_neither_taken_nor_printed() {
    let env = TestEnv::new();
    let secrets = "[profiles.alimail]\nclient-secret = \"hunter2\"\nproxy = \"http://me:hunter2@proxy:1\"\n\
                   [profiles.alimail.params]\nfield = \"hunter2\"\n\
                   [profiles.wecom]\nclient-secret = { keyring = \"wecom\" }\nproxy = \"http://proxy:1\"\n";
    env.write_config(secrets);
    for key in ["alimail.client-secret", "wecom.client-secret", "alimail.params.field"] {
        let stderr = env.gettoken(&["config", "set", key, "hunter3"]).run().failed(2);
        assert!(stderr.contains("secret") && !stderr.contains("hunter"), "{stderr}");
        let stderr = env.gettoken(&["config", "get", key]).run().failed(2);
        assert!(!stderr.contains("hunter"), "{stderr}");
    }
    env.gettoken(&["config", "set", "alimail.proxy", "http://me:hunter3@proxy"]).run().failed(2);
    env.gettoken(&["config", "get", "alimail.proxy"]).run().failed(2);
    assert_eq!(text(&env), secrets);
    let listed = env.gettoken(&["config", "list"]).run().success();
    let expected = "alimail.client-secret = (not shown)\nalimail.proxy = (not shown)\n\
                    alimail.params.field = (not shown)\nwecom.client-secret.keyring = wecom\n\
                    wecom.proxy = http://proxy:1\n";
    assert_eq!(listed, expected);
    let listed = env.gettoken(&["config", "list", "--json"]).run().success();
    let listed: Value = serde_json::from_str(&listed).unwrap();
    let hidden = json!({ "hidden": true });
    assert_eq!(
        listed,
        json!({
            "version": 1,
            "path": path(&env),
            "shared-store": {},
            "defaults": {},
            "profiles": {
                "alimail": { "client-secret": hidden, "proxy": hidden, "params": { "field": hidden } },
                "wecom": { "client-secret": { "keyring": "wecom" }, "proxy": "http://proxy:1" },
            },
        })
    );
    env.gettoken(&["config", "unset", "alimail.client-secret"]).run().success();
    assert!(!text(&env).contains("client-secret = \"hunter2\""));
}

#[test]
fn a_key_is_printed_as_it_is_in_the_file() {
    let env = TestEnv::new();
    env.write_config(TEXT);
    let get = |key: &str| env.gettoken(&["config", "get", key]).run();
    assert_eq!(get("hr.client-id").success(), "a\n");
    assert_eq!(get("defaults.timeout").success(), "9s\n");
    assert!(get("hr.user").failed(3).contains("`hr.user` is not set"));
    assert!(get("nobody.user").failed(3).contains("is not set"));
    get("hr.nothing").failed(2);
    set(&env, &["hr.audience", "a", "b"]);
    assert_eq!(get("hr.audience").success(), "a\nb\n");
}

#[test]
fn the_last_key_takes_its_profile_along() {
    let env = TestEnv::new();
    env.write_config(TEXT);
    let unset = |key: &str| env.gettoken(&["config", "unset", key]).run();
    assert!(unset("hr.provider").failed(3).contains("would have no provider"));
    assert!(unset("hr.user").failed(3).contains("is not set"));
    unset("hr.client-id").success();
    let outcome = unset("hr.provider");
    assert_eq!(outcome.stderr, "gettoken: removed the profile `hr`\n");
    outcome.success();
    assert_eq!(
        text(&env),
        "# top\n\n[defaults]\ntimeout = \"9s\" # slow\n\n# the office\n# the old one\n# the end\n"
    );
    set(&env, &["wecom.client-id", "x"]);
    unset("wecom").success();
    unset("defaults.timeout").success();
    assert_eq!(text(&env), "# top\n\n# the office\n# the old one\n# the end\n");
}

/// A script may store the secret later, and a missing one is no reason to keep the key out.
#[test]
fn a_secret_that_is_not_there_yet_is_a_warning() {
    let env = TestEnv::new();
    let outcome = env.gettoken(&["config", "set", "wecom.client-secret.file", "/nowhere/x"]).run();
    assert!(outcome.stderr.contains("/nowhere/x` does not exist"), "{outcome:#?}");
    outcome.success();
    set(&env, &["wecom.client-secret.keyring", "x"]);
    set(&env, &["wecom.client-secret.service", "y"]);
    assert_eq!(text(&env), "[profiles.wecom]\nclient-secret = { keyring = \"x\", service = \"y\" }\n");
}

#[cfg(unix)]
#[test]
fn a_new_file_is_private_and_an_old_one_keeps_its_mode() {
    let env = TestEnv::new();
    let folder = env.path("new/gettoken");
    let call = env.gettoken(&["config", "set", "alimail.client-id", "x"]).env("GETTOKEN_CONFIG_DIR", &folder);
    call.run().success();
    assert_eq!((mode(&folder), mode(&folder.join("config.toml"))), (0o700, 0o600));
    env.write_config(TEXT);
    for bits in [0o644, 0o400, 0o640] {
        modes::set(path(&env), bits).unwrap();
        set(&env, &["hr.client-id", &bits.to_string()]);
        assert_eq!(mode(&path(&env)), bits);
    }
    let names: BTreeSet<_> =
        fs::read_dir(env.config_dir()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(names, BTreeSet::from(["config.toml".into()]), "nothing is left behind");
}

#[cfg(unix)]
#[test]
fn the_owner_of_the_file_stays() {
    if tools::is_not_root() {
        return;
    }
    let env = TestEnv::new();
    // A file of root, which any user may have, and its group.
    std::os::unix::fs::chown(env.write_config(TEXT), Some(0), Some(1)).unwrap();
    set(&env, &["hr.client-id", "b"]);
    let metadata = fs::metadata(path(&env)).unwrap();
    assert_eq!((metadata.uid(), metadata.gid()), (0, 1));
}

#[cfg(unix)]
#[test]
fn the_users_own_link_is_followed() {
    let env = TestEnv::new();
    let real = env.write("dotfiles/gettoken.toml", TEXT);
    symlink("../../dotfiles/gettoken.toml", path(&env)).unwrap();
    set(&env, &["hr.client-id", "b"]);
    assert!(path(&env).is_symlink());
    assert_eq!(fs::read_to_string(&real).unwrap(), TEXT.replace("\"a\"", "\"b\""));
    fs::remove_file(&real).unwrap();
    let stderr = env.gettoken(&["config", "set", "wecom.client-id", "b"]).run().failed(3);
    assert!(stderr.contains("points to a file that does not exist"), "{stderr}");
    assert!(fs::read_dir(env.path("dotfiles")).unwrap().next().is_none());
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_change_is_refused() {
    let env = TestEnv::new();
    env.write_config(TEXT);
    for (path, bits) in [(path(&env), 0o666), (env.config_dir(), 0o777)] {
        let before = mode(&path);
        modes::set(&path, bits).unwrap();
        let stderr = env.gettoken(&["config", "set", "hr.client-id", "b"]).run().failed(3);
        assert!(stderr.contains("chmod"), "{stderr}");
        assert_eq!(text(&env), TEXT);
        modes::set(&path, before).unwrap();
    }
}

#[test]
fn a_mistake_elsewhere_is_not_written_over() {
    let env = TestEnv::new();
    // A key that is unknown does not matter to another profile, but text that is no TOML could hide anything.
    let unknown = format!("{TEXT}[profiles.wecom]\nclinet-id = 1\n");
    env.write_config(&unknown);
    set(&env, &["hr.client-id", "b"]);
    assert_eq!(text(&env), unknown.replace("\"a\"", "\"b\""));
    env.gettoken(&["config", "set", "wecom.user", "b"]).run().failed(3);
    let broken = format!("{TEXT}[profiles.wecom]\nclient-id = x\n");
    env.write_config(&broken);
    for args in [&["config", "set", "hr.client-id", "b"][..], &["config", "unset", "hr"], &["config", "list"]]
    {
        let stderr = env.gettoken(args).run().failed(3);
        assert!(stderr.contains("config.toml:13"), "{stderr}");
        assert_eq!(text(&env), broken);
    }
}

#[test]
fn twenty_at_once_lose_nothing() {
    let env = TestEnv::new();
    env.write_config(TEXT);
    let names: Vec<String> = (1..=20).map(|number| format!("hr{number}.provider")).collect();
    let calls: Vec<_> =
        names.iter().map(|key| env.gettoken(&["config", "set", key, "wecom"]).spawn()).collect();
    for call in calls {
        call.wait().success();
    }
    let now = text(&env);
    for number in 1..=20 {
        assert!(now.contains(&format!("[profiles.hr{number}]\nprovider = \"wecom\"\n")), "{number}: {now}");
    }
    assert!(now.starts_with(TEXT));
    assert_eq!(fs::read_dir(env.config_dir()).unwrap().count(), 1);
}

/// Killed at each system call that changes a file.
#[test]
fn a_kill_at_any_step_leaves_a_complete_file() {
    if tools::skip_without(&["strace"]) {
        return;
    }
    let env = TestEnv::new();
    let new = TEXT.replace("\"a\"", "\"b\"");
    let mut kept = BTreeSet::new();
    for call in ["openat", "write", "fsync", "rename", "unlink", "fchmod", "flock"] {
        for number in 1..=40 {
            env.write_config(TEXT);
            let inject = format!("inject={call}:signal=KILL:when={number}");
            let strace = ["strace", "-f", "-o", "/dev/null", "-e", &format!("trace={call}"), "-e", &inject];
            let outcome = env.gettoken(&["config", "set", "hr.client-id", "b"]).under(&strace).run();
            let now = text(&env);
            assert!(now == TEXT || now == new, "{inject}: {now}");
            if outcome.code == Some(0) {
                break;
            }
            kept.insert((call, now == TEXT));
            // What was left behind does not matter to the next one.
            set(&env, &["hr.client-id", "c"]);
            assert_eq!(text(&env), TEXT.replace("\"a\"", "\"c\""), "{inject}");
            assert_eq!(fs::read_dir(env.config_dir()).unwrap().count(), 1, "{inject}");
        }
    }
    // Before the file is renamed, and after.
    assert!(kept.contains(&("fsync", true)) && kept.iter().any(|(_, is_old)| !is_old), "{kept:?}");
}

#[test]
fn a_full_disk_leaves_the_old_file() {
    if tools::skip_without(&["prlimit", "strace"]) {
        return;
    }
    let env = TestEnv::new();
    env.write_config(TEXT);
    let full = |call: &str, error: &str| {
        let inject = format!("inject={call}:error={error}");
        let trace = format!("trace={call}");
        let strace = ["strace", "-f", "-o", "/dev/null", "-e", &trace, "-e", &inject].map(str::to_owned);
        env.gettoken(&["config", "set", "hr.client-id", "b"]).under(&strace)
    };
    let limited = env.gettoken(&["config", "set", "hr.client-id", "b"]).under(&["prlimit", "--fsize=50"]);
    for call in [limited, full("fsync", "EIO"), full("rename", "ENOSPC"), full("flock", "ENOLCK")] {
        let stderr = call.run().failed(3);
        assert!(stderr.contains("cannot write `"), "{stderr}");
        assert_eq!(text(&env), TEXT);
        assert_eq!(fs::read_dir(env.config_dir()).unwrap().count(), 1);
    }
    let inject = ["strace", "-f", "-o", "/dev/null", "-e", "trace=flock", "-e", "inject=flock:error=ENOLCK"];
    env.gettoken(&["config", "get", "hr.client-id"]).under(&inject).run().success();
}

#[test]
fn a_profile_that_is_not_there_cannot_be_removed() {
    let env = TestEnv::new();
    let unset = |name: &str| env.gettoken(&["config", "unset", name]).run().failed(2);
    let stderr = unset("nosuch");
    assert!(stderr.contains("there is no profile `nosuch` in "), "{stderr}");
    assert!(stderr.contains("it has no profiles"), "{stderr}");
    set(&env, &["bot.provider", "dingtalk"]);
    let stderr = unset("nosuch");
    assert!(stderr.contains("hint: the profiles are bot\n"), "{stderr}");
    assert!(unset("bto").contains("did you mean `bot`?"), "{}", unset("bto"));
    // The name of a key has no profile.
    assert!(unset("scope").contains("write `PROFILE.scope`"), "{}", unset("scope"));
}

/// What `setup` wrote to a file can be replaced and removed without `setup`.
#[cfg(unix)]
#[test]
fn the_secret_is_replaced_and_removed_where_gettoken_keeps_it() {
    let env = TestEnv::new();
    let run = |words: &str| env.gettoken(&words.split(' ').collect::<Vec<_>>()).stdin("s3cret-2\n").run();
    let own = env.config_dir().join("secrets/mail");
    env.write_config("[profiles.mail] # mine\nprovider = \"alimail\"\nclient-id = \"i\"\n");
    // Without a keyring, a profile without a secret gets a private file.
    let stderr = run("config set-secret mail").stderr;
    assert!(stderr.contains("stored in ") && stderr.contains("secrets/mail") && !stderr.contains("s3cret-2"));
    let written = std::fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    assert!(written.contains("# mine") && written.ends_with("client-secret = { file = \"secrets/mail\" }\n"));
    for secret in ["s3cret-3", "s3cret-4"] {
        env.gettoken(&["config", "set-secret", "mail"]).stdin(secret).run().success();
        assert_eq!(std::fs::read_to_string(&own).unwrap(), format!("{secret}\n"));
    }
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&own).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    let stderr = run("config get mail.client-secret").failed(2);
    assert!(stderr.contains("`gettoken config get mail.client-secret.file`"), "{stderr}");
    let stderr = run("config set mail.client-secret x").failed(2);
    assert!(stderr.contains("`gettoken config set-secret mail`"), "{stderr}");

    let stderr = run("config unset mail").stderr;
    assert!(stderr.contains("`gettoken config remove-secret mail`") && own.exists(), "{stderr}");
    // Another profile may read it.
    env.write_config(
        "[profiles.other]\nprovider = \"alimail\"\nclient-secret = { file = \"secrets/mail\" }\n",
    );
    let stderr = run("config remove-secret mail").failed(3);
    assert!(stderr.contains("`other`") && own.exists(), "{stderr}");
    env.write_config("");
    assert!(run("config remove-secret mail").stderr.contains("removed: "));
    assert!(!own.exists());
    run("config remove-secret mail").failed(3);
}

#[test]
fn a_secret_that_is_kept_elsewhere_stays_there() {
    for (source, place) in [
        ("{ env = \"MAIL_SECRET\" }", "MAIL_SECRET"),
        ("{ command = [\"pass\", \"mail\"] }", "the command `pass`"),
        ("{ file = \"~/new\" }", "new`"),
        ("\"1nline\"", "config.toml`"),
    ] {
        let env = TestEnv::new();
        let config = format!("[profiles.alimail]\nclient-id = \"i\"\nclient-secret = {source}\n");
        env.write_config(&config);
        let stderr = env.gettoken(&["config", "set-secret", "alimail"]).stdin("s3cret").run().failed(3);
        assert!(stderr.contains("config.toml:3: ") && stderr.contains(place), "{stderr}");
        assert!(stderr.contains("`gettoken config unset alimail.client-secret`"), "{stderr}");
        let stderr = env.gettoken(&["config", "remove-secret", "alimail"]).run().failed(3);
        assert!(stderr.contains(place) && stderr.contains("hint: remove it there"), "{stderr}");
        assert_eq!(std::fs::read_to_string(env.config_dir().join("config.toml")).unwrap(), config);
        // The hint works.
        env.gettoken(&["config", "unset", "alimail.client-secret"]).run().success();
        env.gettoken(&["config", "set-secret", "alimail"]).stdin("s3cret").run().success();
        // Windows always has a keyring.
        assert!(cfg!(windows) || env.config_dir().join("secrets/alimail").exists());
    }
}
