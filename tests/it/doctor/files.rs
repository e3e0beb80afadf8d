//! `gettoken doctor`: config files, cache and credentials. Every problem is reported with a fix, nothing is
//! changed, and no secret is shown. `doctor::network` tests the way to the server.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::{chown, symlink};
use std::path::Path;

use serde_json::Value;

use crate::support::environment::TestEnv;
use crate::support::modes;
use crate::support::process::{Call, Outcome};
use crate::support::tools;
use crate::support::vendor::{SECRET, Vendor};

const PROVIDER: &str = "title = \"Mine\"\n[client-credentials]\nurl = \"https://mine.example/t\"\n";

/// Runs the program as a user who is not in the user database.
const AS_UNKNOWN_USER: [&str; 4] = ["setpriv", "--reuid=54321", "--regid=54321", "--clear-groups"];

fn set_mode(path: &Path, mode: u32) {
    modes::set(path, mode).unwrap();
}

/// The checks of the JSON report, and the exit code.
#[track_caller]
fn report(call: Call) -> (Vec<Value>, i32) {
    read(&call.arg("--json").run())
}

#[track_caller]
fn read(outcome: &Outcome) -> (Vec<Value>, i32) {
    let object: Value =
        serde_json::from_str(&outcome.stdout).unwrap_or_else(|error| panic!("{error}: {outcome:?}"));
    assert_eq!(object["version"], 1, "{outcome:?}");
    assert_eq!(outcome.stdout.matches('\n').count(), 1, "one line: {outcome:?}");
    let version = format!("gettoken {}, ", env!("CARGO_PKG_VERSION"));
    assert!(outcome.stdout.contains(&version) && !outcome.stdout.contains("{program"), "{outcome:?}");
    (object["checks"].as_array().unwrap().clone(), outcome.code.unwrap())
}

/// The checks with this name and state.
fn all(checks: &[Value], name: &str, state: &str) -> Vec<Value> {
    checks.iter().filter(|check| check["name"] == name && check["state"] == state).cloned().collect()
}

#[track_caller]
fn one(checks: &[Value], name: &str, state: &str) -> Value {
    let found = all(checks, name, state);
    assert_eq!(found.len(), 1, "one {state} of {name}: {checks:#?}");
    found[0].clone()
}

#[track_caller]
fn says(check: &Value, key: &str, part: &str) {
    assert!(check[key].as_str().unwrap_or_default().contains(part), "{key} says {part:?}: {check:#}");
}

fn faults(checks: &[Value]) -> Vec<&Value> {
    checks.iter().filter(|check| check["state"] == "fault").collect()
}

/// Every path below the directory.
fn listing(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        found.push(path.display().to_string());
        if path.is_dir() {
            found.extend(listing(&path));
        }
    }
    found.sort();
    found
}

#[test]
fn credentials_that_were_not_tried_are_mentioned() {
    let env = TestEnv::new();
    let ran = |args: &[&str]| env.gettoken(args).run().stdout;
    let report = ran(&["doctor", "钉钉"]);
    assert!(
        report.contains(":\n") && report.contains("\n                          dingtalk-corp"),
        "{report}"
    );
    assert!(!report.contains("\\n") && report.ends_with("1 fault, no warnings\n"), "{report}");
    env.write_config("[profiles.a]\nprovider = \"alimail\"\nclient-id = \"i\"\nclient-secret = \"s\"\n");
    let report = ran(&["doctor"]);
    assert!(
        report.ends_with("The credentials were not sent. To try them, run `gettoken PROFILE --force`.\n")
    );
    let report = ran(&["doctor", "--lang", "zh"]);
    assert!(report.contains("\n未发现问题\n诊断不发送凭证"), "{report}");
    // For one profile, that is a line of the report, and the last line says so too.
    let report = env.gettoken(&["doctor", "a"]).env("HTTPS_PROXY", "http://127.0.0.1:9").run().stdout;
    assert!(report.contains("skipped  credentials"), "{report}");
    assert!(report.contains("not sent; `gettoken a --force` tries them\n"), "{report}");
    assert!(!report.contains('\u{1b}'), "{report}");
    let last = |report: &str| report.rsplit("\n\n").next().unwrap_or_default().replace('\n', " ");
    let end = "; whether the credentials are correct was not checked: run `gettoken a --force` ";
    assert!(last(&report).ends_with(end), "{report}");
    // The colors of the numbers are not escaped.
    let call = env.gettoken(&["doctor", "a", "--color", "always", "--cacert", "/dev/null"]);
    let report = call.env("HTTPS_PROXY", "http://127.0.0.1:9").run().stdout;
    assert!(last(&report).starts_with("\u{1b}[1m\u{1b}[31m"), "{report}");
    assert!(last(&report).ends_with(end), "{report}");
}

#[test]
fn options_of_every_command_may_precede_an_unknown_profile() {
    let env = TestEnv::new();
    for args in [
        ["doctor", "nosuch", "--lang", "en"].as_slice(),
        &["--lang", "en", "doctor", "nosuch"],
        &["-v", "--color=never", "--lang", "en", "doctor", "nosuch"],
    ] {
        let outcome = env.gettoken(args).run();
        assert!(outcome.stdout.contains("the provider is not known"), "{args:?}: {outcome:?}");
    }
}

#[test]
fn fresh_home_has_no_faults_and_is_not_changed() {
    let env = TestEnv::new();
    let before = listing(&env.path(""));
    let outcome = env.gettoken(&["doctor"]).run();
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{outcome:?}");
    assert!(outcome.stdout.ends_with("\nno faults, no warnings\n"), "{outcome:?}");
    assert_eq!(listing(&env.path("")), before);
    for line in outcome.stdout.lines() {
        assert!(line.chars().count() <= 80 || line.contains('/'), "too wide for a terminal: {line}");
        assert!(!line.contains('\u{1b}'), "{line}");
    }
}

#[test]
fn missing_config_directory_is_not_created() {
    let env = TestEnv::new();
    let (checks, code) = report(env.gettoken(&["doctor", "--config-dir"]).arg(env.path("a/b/c")));
    assert_eq!((faults(&checks).len(), code), (0, 0), "{checks:#?}");
    assert_eq!(one(&checks, "config-folder", "ok")["exists"], false);
    assert!(!env.path("a").exists());
}

#[test]
fn text_and_json_reports_agree() {
    let env = TestEnv::new();
    env.write_config("[profiles.oauth2]\nclient-id = \"i\"\n");
    let text = env.gettoken(&["doctor"]).run();
    let (checks, code) = report(env.gettoken(&["doctor"]));
    assert_eq!(text.code, Some(code));
    let flat = text.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for check in checks {
        let words = check["text"].as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        // The free space may change between the two calls.
        assert!(check["name"] == "file-system" || flat.contains(&words), "{words}\n{}", text.stdout);
    }
}

#[cfg(unix)]
#[test]
fn source_of_the_config_directory_is_reported() {
    let env = TestEnv::new();
    let from = |call: Call| one(&report(call).0, "config-folder", "ok")["from"].clone();
    assert_eq!(from(env.gettoken(&["doctor"])), "GETTOKEN_CONFIG_DIR");
    assert_eq!(from(env.gettoken(&["doctor", "--config-dir"]).arg(env.path("x"))), "--config-dir");
    let xdg = env.gettoken(&["doctor"]).without("GETTOKEN_CONFIG_DIR").env("XDG_CONFIG_HOME", env.path("x"));
    assert_eq!(from(xdg), "XDG_CONFIG_HOME");
    let system = env.gettoken(&["doctor"]).without("GETTOKEN_CONFIG_DIR");
    assert_eq!(from(system), "the system's config directory");
}

#[cfg(unix)]
#[test]
fn config_directory_writable_by_others_is_a_fault() {
    let env = TestEnv::new();
    set_mode(&env.config_dir(), 0o777);
    let (checks, code) = report(env.gettoken(&["doctor"]));
    let fault = one(&checks, "config-folder", "fault");
    assert_eq!((fault["mode"].as_str(), code), (Some("0777"), 3), "{fault:#}");
    says(&fault, "text", "is writable by others");
    says(&fault, "advice", "chmod go-w ");
    one(&checks, "config-file", "skipped");
}

/// It becomes a fault once there is a config file to read.
#[cfg(unix)]
#[test]
fn parent_directory_writable_by_others_is_a_warning() {
    let env = TestEnv::new();
    set_mode(&env.path("config"), 0o777);
    let (checks, code) = report(env.gettoken(&["doctor"]));
    let warning = one(&checks, "config-folder", "warning");
    says(&warning, "text", "is writable by others (mode 0777)");
    says(&warning, "advice", &format!("chmod go-w {}", env.path("config").display()));
    assert_eq!(code, 0);
    env.write_config("[profiles.oauth2]\nclient-id = \"i\"\n");
    let (checks, code) = report(env.gettoken(&["doctor"]));
    says(&one(&checks, "config-file", "fault"), "text", "is writable by others (mode 0777)");
    assert_eq!(code, 3);
}

#[cfg(unix)]
#[test]
fn providers_directory_writable_by_others_is_a_fault() {
    let env = TestEnv::new();
    env.write_provider("good", PROVIDER);
    set_mode(&env.config_dir().join("providers"), 0o777);
    let (checks, code) = report(env.gettoken(&["doctor"]));
    says(&one(&checks, "providers", "fault"), "advice", "chmod go-w ");
    assert_eq!(code, 3);
}

#[test]
fn broken_config_file_does_not_stop_other_checks() {
    let env = TestEnv::new();
    env.write_config("[profiles.hr]\nproivder = \"oauth2\"\n");
    for args in [&["doctor"][..], &["doctor", "hr"], &["doctor", "hr", "--timeout", "3"]] {
        let (checks, code) = report(env.gettoken(args));
        let fault = one(&checks, "config-file", "fault");
        says(&fault, "text", "config.toml:2: ");
        says(&fault, "advice", "`provider`");
        one(&checks, "lock", "ok");
        assert_eq!((faults(&checks).len(), code), (1, 3), "{checks:#?}");
        assert_eq!(all(&checks, "provider", "skipped").len(), args.len().min(2) - 1, "{checks:#?}");
    }
}

#[cfg(unix)]
#[test]
fn config_file_with_a_secret_readable_by_others_is_a_fault() {
    let env = TestEnv::new();
    let path = env.write_config("[profiles.oauth2]\nclient-secret = \"s3cret-c0nfig\"\n");
    assert_eq!(one(&report(env.gettoken(&["doctor"])).0, "config-file", "ok")["holds_secret"], true);
    set_mode(&path, 0o644);
    let outcome = env.gettoken(&["doctor", "--json"]).run();
    assert!(!outcome.stdout.contains("s3cret"), "{outcome:?}");
    let (checks, code) = read(&outcome);
    says(&one(&checks, "config-file", "fault"), "advice", "chmod 600 ");
    assert_eq!(code, 3);
}

#[test]
fn broken_provider_definition_is_named() {
    let env = TestEnv::new();
    env.write_provider("good", PROVIDER);
    one(&report(env.gettoken(&["doctor"])).0, "providers", "ok");
    env.write_provider("bad", "title = \n");
    env.write_provider("doctor", PROVIDER);
    let (checks, code) = report(env.gettoken(&["doctor"]));
    assert_eq!((&one(&checks, "providers", "fault")["provider"], code), (&"bad".into(), 3), "{checks:#?}");
    // A definition named like a command is valid.
    let warned = one(&checks, "providers", "warning");
    assert_eq!(warned["provider"], "doctor");
    says(&warned, "text", "`gettoken fetch doctor`");
    assert_eq!(one(&checks, "providers", "ok")["own"], 3);
    // As an argument, it is reported as the provider of that profile.
    let (checks, _) = report(env.gettoken(&["doctor", "bad"]));
    says(&one(&checks, "provider", "fault"), "text", "bad.toml:1");
}

#[test]
fn unknown_profile_suggests_the_nearest_one() {
    let env = TestEnv::new();
    let (checks, code) = report(env.gettoken(&["doctor", "oauht2", "--cacert", "/x"]));
    says(&one(&checks, "provider", "fault"), "advice", "`oauth2`");
    assert_eq!(code, 3);
    // The value of an option may be the same word.
    let (checks, _) = report(env.gettoken(&["doctor", "x", "--client-id", "x", "--scope", "x"]));
    one(&checks, "provider", "fault");
}

#[cfg(unix)]
#[test]
fn token_directory_that_others_can_write_to_is_a_fault() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    vendor.call(&env).run().success();
    let folder = one(&report(env.gettoken(&["doctor"])).0, "token-folder", "ok");
    assert_eq!((folder["mode"].as_str(), folder["owner"].as_str()), (Some("0700"), Some("you")));
    set_mode(&env.tokens_dir(), 0o777);
    let (checks, code) = report(env.gettoken(&["doctor"]));
    says(&one(&checks, "token-folder", "fault"), "advice", "chmod 700 ");
    one(&checks, "entries", "skipped");
    assert_eq!(code, 9);
}

#[test]
fn no_cache_ignores_a_broken_cache_directory() {
    let env = TestEnv::new();
    env.write_config("[defaults]\ncache = false\n");
    fs::write(env.tokens_dir(), "").unwrap();
    let (checks, code) = report(env.gettoken(&["doctor"]));
    one(&checks, "cache", "ok");
    one(&checks, "token-folder", "warning");
    assert_eq!(code, 0, "{checks:#?}");
}

#[cfg(unix)]
#[test]
fn symbolic_link_to_a_token_directory_that_others_can_write_to_is_a_fault() {
    let env = TestEnv::new();
    fs::create_dir(env.path("elsewhere")).unwrap();
    symlink(env.path("elsewhere"), env.tokens_dir()).unwrap();
    set_mode(&env.path("elsewhere"), 0o700);
    one(&report(env.gettoken(&["doctor"])).0, "token-folder", "ok");
    set_mode(&env.path("elsewhere"), 0o777);
    let (checks, code) = report(env.gettoken(&["doctor"]));
    one(&checks, "token-folder", "fault");
    assert_eq!(code, 9);
    assert!(listing(&env.path("elsewhere")).is_empty());
}

#[cfg(unix)]
#[test]
fn cache_entries_are_counted_and_a_damaged_one_is_a_fault() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    // The second call may record a replay for the third.
    for _ in 0..2 {
        assert_eq!(vendor.call(&env).run().success(), "token-1\n");
    }
    let before = listing(&env.path(""));
    let (checks, code) = report(env.gettoken(&["doctor"]));
    assert_eq!((one(&checks, "entries", "ok")["sound"].as_u64(), code), (Some(1), 0), "{checks:#?}");
    assert!(all(&checks, "entries", "warning").is_empty(), "{checks:#?}");
    assert_eq!(listing(&env.path("")), before);

    let entry = before.iter().find(|path| path.ends_with(".json")).unwrap();
    fs::write(entry, "gettoken-entry 1 torn").unwrap();
    fs::write(env.tokens_dir().join("x\u{1b}[31m.txt"), "").unwrap();
    fs::write(env.tokens_dir().join("left.tmp"), "").unwrap();
    let (checks, code) = report(env.gettoken(&["doctor"]));
    says(&one(&checks, "entries", "fault"), "text", "ignoring ");
    let strays = one(&checks, "entries", "warning");
    says(&strays, "text", "left.tmp");
    says(&strays, "text", "x\\u{1b}[31m.txt");
    assert_eq!(code, 9);
    // `cache verify` agrees.
    env.gettoken(&["cache", "verify"]).run().failed(9);
}

#[test]
fn unwritable_config_directory_is_a_fault() {
    if tools::is_not_root() || tools::skip_without(&["setpriv"]) {
        return;
    }
    let env = TestEnv::new();
    // Another user can read the directory but not write to it.
    for path in [env.path(""), env.path("config"), env.config_dir()] {
        set_mode(&path, 0o755);
    }
    let call = env.gettoken(&["doctor", "--json"]).copied_to(&env.path("gettoken")).under(&AS_UNKNOWN_USER);
    let (checks, code) = read(&call.run());
    one(&checks, "lock", "fault");
    says(&one(&checks, "write", "fault"), "advice", "GETTOKEN_CONFIG_DIR");
    assert_eq!(code, 9);
}

#[cfg(unix)]
#[test]
fn config_directory_of_another_user_is_a_fault() {
    if tools::is_not_root() {
        return;
    }
    let env = TestEnv::new();
    chown(env.config_dir(), Some(65534), Some(65534)).unwrap();
    let fault = one(&report(env.gettoken(&["doctor"])).0, "config-folder", "fault");
    assert_eq!(fault["owner"], "65534", "{fault:#}");
}

/// As on NFS without a lock server.
#[test]
fn file_system_without_locks_is_a_fault() {
    if tools::skip_without(&["strace"]) {
        return;
    }
    let env = TestEnv::new();
    let strace = ["strace", "-f", "-o", "/dev/null", "-e", "trace=flock", "-e", "inject=flock:error=ENOLCK"];
    let (checks, code) = read(&env.gettoken(&["doctor", "--json"]).under(&strace).run());
    says(&one(&checks, "lock", "fault"), "text", "os error 37");
    one(&checks, "write", "ok");
    assert_eq!(code, 9);
}

#[cfg(unix)]
#[test]
fn fallback_lock_directory_is_a_warning() {
    if tools::is_not_root() || tools::skip_without(&["setpriv"]) {
        return;
    }
    let (env, owner) = (TestEnv::new(), Some(54321));
    set_mode(&env.path(""), 0o755);
    for (folder, mode) in [(env.tokens_dir(), 0o500), (env.path("run"), 0o700)] {
        fs::create_dir(&folder).unwrap();
        set_mode(&folder, mode);
        chown(folder, owner, owner).unwrap();
    }
    let call = env.gettoken(&["doctor", "--json"]).env("XDG_RUNTIME_DIR", env.path("run"));
    let (checks, _) = read(&call.copied_to(&env.path("gettoken")).under(&AS_UNKNOWN_USER).run());
    let lock = one(&checks, "lock", "warning");
    assert_eq!(lock["place"].as_str(), env.path("run/gettoken").to_str(), "{lock:#}");
    one(&checks, "write", "fault");
    assert!(listing(&env.path("run")).is_empty(), "nothing is left behind");
}

#[test]
fn locks_without_effect_are_a_fault() {
    if tools::skip_without(&["strace"]) {
        return;
    }
    let env = TestEnv::new();
    let strace = ["strace", "-f", "-o", "/dev/null", "-e", "trace=flock", "-e", "inject=flock:retval=0"];
    let (checks, code) = read(&env.gettoken(&["doctor", "--json"]).under(&strace).run());
    says(&one(&checks, "lock", "fault"), "text", "two processes at once");
    assert_eq!(code, 9);
}

#[cfg(unix)]
#[test]
fn file_system_type_and_free_space_are_reported() {
    let env = TestEnv::new();
    let checks = report(env.gettoken(&["doctor"])).0;
    let disk = checks.iter().find(|check| check["name"] == "file-system").unwrap();
    assert!(disk["type"].is_string() && disk["free_bytes"].is_u64(), "{disk:#}");
}

#[test]
fn every_configured_profile_is_checked_without_sending_anything() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600).may_be_silent());
    env.write_config(&format!(
        "[profiles.a]\nprovider = \"oauth2\"\nclient-id = \"i\"\nclient-secret = \"s3cret\"\n[profiles.a.vars]\ntoken-url = \"{}\"\n\
         [profiles.b]\nprovider = \"oauth2\"\n[profiles.c]\nprovider = \"no-such\"\n",
        vendor.url()
    ));
    let (checks, code) = report(env.gettoken(&["doctor"]));
    let of = |name: &str| checks.iter().filter(|check| check["profile"] == name).cloned().collect::<Vec<_>>();
    assert!(faults(&of("a")).is_empty(), "{checks:#?}");
    says(&one(&of("b"), "client-id", "fault"), "advice", "GETTOKEN_B_CLIENT_ID");
    says(&one(&of("c"), "provider", "fault"), "text", "no-such");
    assert_eq!((vendor.connections(), code), (0, 3));
}

#[test]
fn missing_settings_are_reported_with_every_source() {
    let env = TestEnv::new();
    let (checks, code) = report(env.gettoken(&["doctor", "auth0"]));
    says(&one(&checks, "client-id", "fault"), "advice", "AUTH0_CLIENT_ID");
    says(&one(&checks, "client-secret", "fault"), "advice", "--client-secret-file");
    says(&one(&checks, "values", "fault"), "advice", "--domain");
    says(&one(&checks, "endpoint", "skipped"), "text", "domain");
    one(&checks, "token", "skipped");
    assert_eq!(code, 3);
}

/// A doctor call for a port where nothing listens.
fn offline(env: &TestEnv) -> Call {
    env.gettoken(&["doctor", "oauth2", "--token-url", "http://127.0.0.1:9/t", "--client-id", "an-1d"])
}

#[test]
fn source_of_a_secret_is_named_and_its_value_is_not_shown() {
    let env = TestEnv::new();
    let file = env.write("secret", "s3cret-value\n");
    let source = |call: Call, state: &str| {
        let outcome = call.arg("--json").arg("-vv").run();
        for secret in ["s3cret-value", "an-1d"] {
            assert!(!outcome.stdout.contains(secret) && !outcome.stderr.contains(secret), "{outcome:?}");
        }
        one(&read(&outcome).0, "client-secret", state)["source"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        source(offline(&env).env("OAUTH2_CLIENT_SECRET", "s3cret-value"), "ok"),
        "OAUTH2_CLIENT_SECRET"
    );
    assert_eq!(
        source(offline(&env).arg("--client-secret-file").arg(&file), "ok"),
        format!("the file `{}`", file.display())
    );
    assert_eq!(
        source(offline(&env).args(&["--client-secret-file", "-"]).stdin("s3cret-value"), "ok"),
        "stdin"
    );
    assert_eq!(source(offline(&env).arg("--client-secret=s3cret-value"), "warning"), "--client-secret");
    env.write_config("[profiles.oauth2]\nclient-secret = \"s3cret-value\"\n");
    assert!(source(offline(&env), "ok").contains("[profiles.oauth2]"));
}

#[cfg(unix)]
#[test]
fn secret_file_readable_by_others_does_not_stop_other_checks() {
    let env = TestEnv::new();
    let file = env.write("secret", "s3cret\n");
    set_mode(&file, 0o640);
    let (checks, code) = report(offline(&env).arg("--client-secret-file").arg(&file));
    says(&one(&checks, "client-secret", "fault"), "advice", "chmod 600 ");
    one(&checks, "client-id", "ok");
    one(&checks, "token", "skipped");
    one(&checks, "connection", "fault");
    assert_eq!(code, 3);
}

#[cfg(unix)]
#[test]
fn secret_file_replaceable_by_others_is_a_fault() {
    let env = TestEnv::new();
    let file = env.write("open/secret", "s3cret\n");
    set_mode(&env.path("open"), 0o777);
    let fault =
        one(&report(offline(&env).arg("--client-secret-file").arg(&file)).0, "client-secret", "fault");
    says(&fault, "text", "is writable by others");
    says(&fault, "advice", "chmod go-w ");
}

#[test]
fn secret_command_is_located_but_not_run() {
    if tools::skip_without(&["sh"]) {
        return;
    }
    let env = TestEnv::new();
    let program = env.write("bin/helper", "#!/bin/sh\ntouch ran\necho s3cret\n");
    env.write_config("[profiles.oauth2]\nclient-secret = { command = [\"helper\", \"argum3nt\"] }\n");
    let call = || offline(&env).env("PATH", env.path("bin"));
    let (checks, code) = report(call());
    says(&one(&checks, "client-secret", "fault"), "text", "no such program in PATH");
    assert_eq!(code, 10);

    set_mode(&program, 0o700);
    let outcome = call().arg("--json").run();
    assert!(!outcome.stdout.contains("argum3nt"), "{outcome:?}");
    let found = one(&read(&outcome).0, "client-secret", "ok");
    assert_eq!(found["program"].as_str(), program.to_str());
    assert_eq!(found["run"], false);

    set_mode(&program, 0o707);
    says(&one(&report(call()).0, "client-secret", "fault"), "advice", "/helper` is writable by others");
    set_mode(&program, 0o700);
    set_mode(&env.path("bin"), 0o777);
    says(&one(&report(call()).0, "client-secret", "fault"), "advice", "/bin` is writable by others");
    assert!(!env.path("ran").exists());
}

#[test]
fn cached_token_is_reported_with_its_expiry_and_not_shown() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(7200));
    vendor.call(&env).run().success();
    let flags = ["--token-url", &vendor.url(), "--client-id=id"];
    let call = env.gettoken(&["doctor", "oauth2", "--json"]).args(&flags);
    let outcome = call.env("OAUTH2_CLIENT_SECRET", SECRET).run();
    assert!(!outcome.stdout.contains("token-1"), "{outcome:?}");
    let (checks, code) = read(&outcome);
    let token = one(&checks, "token", "ok");
    assert_eq!((token["stored"].as_bool(), code), (Some(true), 0), "{checks:#?}");
    says(&token, "text", "valid for another 1h 59m");
    assert!(token["expires_at"].as_str().unwrap().ends_with('Z'), "{token:#}");
}

#[test]
fn missing_session_is_a_fault_only_for_the_user_grant() {
    let env = TestEnv::new();
    let (checks, code) = report(offline(&env).args(&["--client-auth", "none", "--grant", "user"]));
    // The first fault sets the exit code, and this one precedes the network's.
    says(&one(&checks, "session", "fault"), "advice", "gettoken login oauth2");
    assert_eq!(code, 4);
    let (checks, _) = report(offline(&env).env("OAUTH2_CLIENT_SECRET", "secret"));
    assert!(checks.iter().all(|check| check["name"] != "session"), "{checks:#?}");
}

#[cfg(unix)]
#[test]
fn failure_to_write_the_report_is_an_error() {
    let env = TestEnv::new();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    env.gettoken(&["doctor"]).stdout(full).run().failed(9);
}
