//! The config file: its path, the sample, its errors, and its permissions.
//!
//! Invalid files are in `cases/bad-config.toml`.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::chown;
use std::path::Path;

use serde::Deserialize;

use crate::support::environment::TestEnv;
use crate::support::modes;
use crate::support::tools;
use crate::support::world::{Reply, World};

fn tokens() -> World {
    World::always(Reply::json(200, r#"{"access_token":"t0ken","expires_in":3600}"#))
}

fn mode(path: &Path) -> u32 {
    modes::of(&fs::metadata(path).unwrap())
}

fn set_mode(path: &Path, mode: u32) {
    modes::set(path, mode).unwrap();
}

// The path.

#[cfg(unix)]
#[test]
fn config_directory_comes_from_flag_then_variable_then_xdg() {
    let env = TestEnv::new();
    let home = env.path("").display().to_string();
    let home = home.trim_end_matches('/');
    let path = |args: &[&str], variable: &str, xdg: &str| {
        let call = env.gettoken(args).env("GETTOKEN_CONFIG_DIR", variable).env("XDG_CONFIG_HOME", xdg);
        call.run().success()
    };
    let plain = ["config", "path"];
    assert_eq!(path(&plain, "", ""), format!("{home}/.config/gettoken/config.toml\n"));
    assert_eq!(path(&plain, "", "/xdg"), "/xdg/gettoken/config.toml\n");
    assert_eq!(path(&plain, "/variable", "/xdg"), "/variable/config.toml\n");
    assert_eq!(
        path(&["config", "path", "--config-dir", "/flag"], "/variable", "/xdg"),
        "/flag/config.toml\n"
    );
    assert_eq!(path(&["--config-dir=/flag", "config", "path"], "/variable", "/xdg"), "/flag/config.toml\n");
}

// The sample.

#[cfg(unix)]
#[test]
fn init_writes_a_private_sample() {
    let env = TestEnv::new();
    let folder = env.path("new/folder");
    let init = env.gettoken(&["config", "init", "--config-dir"]).arg(&folder).run();
    let file = folder.join("config.toml");
    assert!(init.stderr.contains(&file.display().to_string()), "{init:?}");
    assert_eq!(init.success(), "");
    assert_eq!((mode(&file), mode(&folder)), (0o600, 0o700));
    env.gettoken(&["config", "check", "--config-dir"]).arg(&folder).run().success();
}

/// A config file there would be refused.
#[cfg(unix)]
#[test]
fn init_refuses_a_directory_that_others_can_write() {
    let env = TestEnv::new();
    for folder in [env.config_dir(), env.path("config")] {
        set_mode(&folder, 0o777);
        let stderr = env.gettoken(&["config", "init"]).run().failed(3);
        assert!(stderr.contains(&format!("chmod go-w {}", folder.display())), "{stderr}");
        assert!(!env.config_dir().join("config.toml").exists());
        set_mode(&folder, 0o755);
    }
    env.gettoken(&["config", "init"]).run().success();
}

#[test]
fn init_never_overwrites() {
    let env = TestEnv::new();
    let path = env.write_config("# mine\n");
    let stderr = env.gettoken(&["config", "init"]).run().failed(3);
    assert!(stderr.contains("already exists"), "{stderr}");
    assert_eq!(fs::read_to_string(path).unwrap(), "# mine\n");
}

#[cfg(unix)]
#[test]
fn init_does_not_follow_a_symlink() {
    let env = TestEnv::new();
    let target = env.write("precious", "mine");
    std::os::unix::fs::symlink(&target, env.config_dir().join("config.toml")).unwrap();
    env.gettoken(&["config", "init"]).run().failed(3);
    assert_eq!(fs::read_to_string(target).unwrap(), "mine");
}

/// The sample that `config init` writes, as it is and with its settings, all of which are commented out.
fn sample(env: &TestEnv, language: &str) -> [String; 2] {
    env.gettoken(&["config", "init", "--lang", language]).run().success();
    let path = env.config_dir().join("config.toml");
    let sample = fs::read_to_string(&path).unwrap();
    fs::remove_file(path).unwrap();
    let uncommented = |line: &str| {
        let bare = line.strip_prefix("# ").filter(|bare| bare.starts_with('[') || bare.contains(" = "));
        format!("{}\n", bare.unwrap_or(line))
    };
    let settings = sample.lines().map(uncommented).collect();
    [sample, settings]
}

/// A user uncomments some of the settings.
#[cfg(unix)]
#[test]
fn sample_is_valid_when_uncommented() {
    let env = TestEnv::new();
    let [_, settings] = sample(&env, "en");
    env.write_config(&settings);
    env.write(".secrets/hr-bot", "s3cret");
    let checked = env.gettoken(&["config", "check"]).env("MAIL_CHINA_SECRET", "s3cret").run().success();
    for profile in
        ["profile alimail (alimail)", "profile hr-bot (dingtalk)", "profile mail-china (azure-china)"]
    {
        assert!(checked.contains(&format!("{profile}: ok")), "{checked}");
    }
}

#[test]
fn sample_in_chinese_has_the_same_settings() {
    let env = TestEnv::new();
    let ([english, english_settings], [chinese, chinese_settings]) = (sample(&env, "en"), sample(&env, "zh"));
    let parsed = |text: &str| text.parse::<toml::Table>().unwrap();
    assert_eq!(parsed(&english), parsed(&chinese));
    assert_eq!(parsed(&english_settings), parsed(&chinese_settings));
    let comments = |text: &str| -> Vec<String> {
        let comments = text.lines().filter_map(|line| Some(line.rsplit_once("# ")?.1.to_owned()));
        comments.filter(|comment| !comment.contains(" = ") && !comment.starts_with('[')).collect()
    };
    let (english, chinese) = (comments(&english), comments(&chinese));
    assert_eq!(english.len(), chinese.len());
    assert!(english.iter().all(|comment| comment.is_ascii() || comment.contains('…')), "{english:?}");
    assert!(
        chinese.iter().all(|comment| comment.contains(|letter: char| letter > '\u{2fff}')),
        "{chinese:?}"
    );
}

// `config check`.

#[test]
fn check_lists_profiles_and_missing_credentials() {
    let env = TestEnv::new();
    env.write_config("[profiles.alimail]\nclient-id = \"i\"\n[profiles.hr]\nprovider = \"wecom\"\n");
    let checked = env.gettoken(&["config", "check"]).run().success();
    assert!(checked.contains("profile alimail (alimail): ok, but needs client secret"), "{checked}");
    assert!(checked.contains("profile hr (wecom): ok, but needs corpid"), "{checked}");
}

#[test]
fn check_reports_a_missing_file() {
    assert!(TestEnv::new().gettoken(&["config", "check"]).run().success().contains("does not exist"));
}

#[test]
fn check_finds_an_invalid_definition() {
    let env = TestEnv::new();
    env.write_provider("broken", "titel = \"x\"\n");
    let stderr = env.gettoken(&["config", "check"]).run().failed(3);
    assert!(stderr.contains("broken.toml:1: unknown field `titel`"), "{stderr}");
}

#[derive(Deserialize)]
struct Table {
    case: Vec<BadConfig>,
    later: Vec<BadConfig>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BadConfig {
    text: String,
    line: usize,
    expected: Vec<String>,
}

fn bad_configs() -> Table {
    toml::from_str(include_str!("../../cases/bad-config.toml")).unwrap()
}

/// Each file is refused with its line number and the expected words, and no secret is shown.
#[track_caller]
fn assert_reported(cases: &[BadConfig]) {
    let mut wrong = Vec::new();
    for case in cases {
        let env = TestEnv::new();
        let path = env.write_config(&case.text);
        let outcome = env.gettoken(&["config", "check"]).run();
        let start = format!("gettoken: error: {}:{}: ", path.display(), case.line);
        let right = outcome.code == Some(3)
            && outcome.stdout.is_empty()
            && outcome.stderr.starts_with(&start)
            && case.expected.iter().all(|part| outcome.stderr.contains(part))
            && !outcome.stderr.contains("s3cret");
        if !right {
            wrong.push(format!("{}\nline {}: {:?}\n{}", case.text, case.line, case.expected, outcome.stderr));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n---\n"));
}

#[test]
fn syntax_errors_have_a_line_number() {
    assert_reported(&bad_configs().case);
}

#[test]
fn value_errors_have_a_line_number() {
    assert_reported(&bad_configs().later);
}

#[test]
fn unreadable_files_are_reported() {
    let long = format!("# {}\n", "x".repeat(10 * 1024 * 1024));
    for bytes in [
        b"[defaults]\n\xff\n".as_slice(),
        b"[defaults]\n\0\n",
        // UTF-16 with a byte order mark, as some editors write it.
        b"\xff\xfe[\0d\0",
        b"[defaults]\noutput = \"\x00\"\n",
        long.as_bytes(),
    ] {
        let env = TestEnv::new();
        let path = env.write_config("");
        fs::write(&path, bytes).unwrap();
        let stderr = env.gettoken(&["config", "check"]).run().failed(3);
        assert!(stderr.contains(&path.display().to_string()), "{stderr}");
    }
    let env = TestEnv::new();
    fs::create_dir(env.config_dir().join("config.toml")).unwrap();
    env.gettoken(&["alimail"]).run().failed(3);
}

#[test]
fn there_are_at_least_sixty_cases() {
    let Table { case, later } = bad_configs();
    assert!(case.len() + later.len() >= 60, "{}", case.len() + later.len());
}

/// Some editors write a byte order mark and CRLF line ends.
#[test]
fn byte_order_mark_and_crlf_are_accepted() {
    let env = TestEnv::new();
    env.write_config(
        "\u{feff}[profiles.alimail]\r\n\tclient-id = \"i\"\r\n\tscope = [\r\n\t\t\"a\",\r\n\t]\r\n",
    );
    assert!(env.gettoken(&["config", "check"]).run().success().contains("profile alimail (alimail): ok"));
}

#[test]
fn broken_config_does_not_stop_help_and_diagnosis() {
    let env = TestEnv::new();
    env.write_config("[profiles.alimail\n");
    for args in [
        ["config", "path"].as_slice(),
        &["--help"],
        &["--version"],
        &["alimail", "--help"],
        &["providers", "list"],
        &["providers", "show", "alimail"],
        &["cache", "path"],
        &["demo"],
    ] {
        env.gettoken(args).run().success();
    }
    for args in [["alimail", "-o", "token"], ["hr-bot", "-o", "token"], ["config", "check", "-v"]] {
        assert!(env.gettoken(&args).run().failed(3).contains("config.toml:1: "), "{args:?}");
    }
}

const FAULTY: &str = "[profiles.alimail]\nclient-id = \"i\"\n\n[profiles.hr]\nprovder = \"wecom\"\n\n\
    [profiles.it]\nprovider = \"wecom\"\ncache = 1\n";

#[test]
fn error_in_another_profile_is_ignored() {
    let (env, world) = (TestEnv::new(), tokens());
    env.write_config(FAULTY);
    env.gettoken(&["alimail"]).env("ALIMAIL_CLIENT_SECRET", "s3cret").through(&world).run().success();
    assert!(env.gettoken(&["hr"]).run().failed(3).contains("config.toml:5: unknown field `provder`"));
    let checked = env.gettoken(&["config", "check"]).run().failed(3);
    for fault in ["config.toml:5: unknown field `provder`", "config.toml:9: invalid type: integer"] {
        assert!(checked.contains(fault), "{checked}");
    }
    // Each fault names its profile, and the others are listed too.
    let of_line = |part: &str| checked.lines().find(|line| line.contains(part)).unwrap().to_owned();
    assert!(of_line("config.toml:5").ends_with("(profile `hr`)"), "{checked}");
    assert!(of_line("config.toml:9").ends_with("(profile `it`)"), "{checked}");
    assert!(of_line("profile alimail (alimail): ok").starts_with("profile"), "{checked}");
    let doctor = env.gettoken(&["doctor", "--json"]).run().stdout;
    assert!(doctor.contains("config.toml:5: unknown field `provder`"), "{doctor}");
}

#[test]
fn fault_of_the_whole_file_is_reported_once() {
    let env = TestEnv::new();
    env.write_config("[defaults]\nretries = true\n[profiles.a]\nprovider = \"wecom\"\n[profiles.b]\nprovider = \"alimail\"\n");
    let checked = env.gettoken(&["config", "check"]).run().failed(3);
    assert_eq!(checked.matches("config.toml:2: ").count(), 1, "{checked}");
    assert!(!checked.contains("(profile"), "{checked}");
}

/// An invalid profile hides the names of its variables, which a child must not inherit.
#[test]
fn exec_refuses_to_run_while_another_profile_is_invalid() {
    let (env, world) = (TestEnv::new(), tokens());
    env.write_config(FAULTY);
    let call = env.gettoken(&["exec", "alimail", "--", "touch"]).arg(env.path("started"));
    let stderr = call.env("ALIMAIL_CLIENT_SECRET", "s3cret").through(&world).run().failed(3);
    assert!(stderr.contains("config.toml:5: "), "{stderr}");
    assert!(!env.path("started").exists());
}

// Permissions.

#[cfg(unix)]
#[test]
fn config_with_a_secret_must_not_be_readable_by_others() {
    for bits in [0o644, 0o640, 0o604, 0o660] {
        let (env, world) = (TestEnv::new(), tokens().may_be_silent());
        let path = env.write_config("[profiles.alimail]\nclient-id = \"i\"\nclient-secret = \"s3cret\"\n");
        set_mode(&path, bits);
        let stderr = env.gettoken(&["alimail"]).through(&world).run().failed(3);
        assert!(stderr.contains(&format!("hint: run `chmod 600 {}`\n", path.display())), "{stderr}");
        assert_eq!(world.connections().proxy, 0);
        set_mode(&path, 0o600);
        env.gettoken(&["alimail"]).through(&world).run().success();
    }
}

/// Whichever profile is used.
#[cfg(unix)]
#[test]
fn secret_of_another_profile_counts_as_well() {
    let env = TestEnv::new();
    let path = env.write_config("[profiles.alimail]\n[profiles.wecom]\nclient-secret = \"s3cret\"\n");
    set_mode(&path, 0o644);
    let stderr = env.gettoken(&["alimail", "--client-id", "i"]).run().failed(3);
    assert!(stderr.contains(&format!("hint: run `chmod 600 {}`\n", path.display())), "{stderr}");
}

#[test]
fn config_without_a_secret_may_be_readable() {
    let (env, world) = (TestEnv::new(), tokens());
    let path = env.write_config("[profiles.alimail]\nclient-id = \"i\"\nclient-secret = { env = \"S\" }\n");
    set_mode(&path, 0o644);
    env.gettoken(&["alimail"]).env("S", "s3cret").through(&world).run().success();
}

#[cfg(unix)]
#[test]
fn secret_file_must_not_be_readable_by_others() {
    let (env, world) = (TestEnv::new(), tokens());
    let secret = env.write("my secrets/it's one", "s3cret");
    let quoted = format!("'{}'", secret.display().to_string().replace('\'', r"'\''"));
    let run = || {
        let call = env.gettoken(&["alimail", "--no-cache", "--client-id", "i", "--client-secret-file"]);
        call.arg(&secret).through(&world).run()
    };
    for bits in [0o644, 0o640, 0o604, 0o606] {
        set_mode(&secret, bits);
        let stderr = run().failed(3);
        assert!(stderr.contains("hint: run `chmod ") && stderr.contains(&quoted), "{stderr}");
    }
    assert_eq!(world.requests(), []);
    for bits in [0o600, 0o400, 0o700] {
        set_mode(&secret, bits);
        run().success();
    }
}

#[test]
fn missing_or_empty_secret_file_is_an_error() {
    let env = TestEnv::new();
    env.write("empty", "\n");
    for (file, expected) in [("missing", "does not exist"), ("empty", "is empty"), (".", "cannot read")] {
        let path = env.path(file);
        let stderr =
            env.gettoken(&["alimail", "--client-id", "i", "--client-secret-file"]).arg(path).run().failed(3);
        assert!(stderr.contains(expected), "{stderr}");
    }
}

#[cfg(unix)]
#[test]
fn config_that_others_can_write_is_refused() {
    let env = TestEnv::new();
    let path = env.write_config("[defaults]\nproxy = \"http://evil.example\"\n");
    set_mode(&path, 0o666);
    let stderr = env.gettoken(&["alimail"]).run().failed(3);
    assert!(stderr.contains(&format!("chmod go-w {}", path.display())), "{stderr}");
}

#[cfg(unix)]
#[test]
fn config_of_another_user_is_refused() {
    if tools::is_not_root() {
        return;
    }
    let env = TestEnv::new();
    let path = env.write_config("[defaults]\nproxy = \"http://evil.example\"\n");
    chown(&path, Some(65534), None).unwrap();
    assert!(env.gettoken(&["alimail"]).run().failed(3).contains("belongs to another user"));
}
