//! Containers, cron jobs and services start programs without a home, a user name, an environment, standard
//! streams or much memory. The call prints a token all the same, or an error that says why; it never panics,
//! and its output never goes into a file of the cache.

use std::ffi::OsString;
use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{PermissionsExt, chown};

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::tools;
use crate::support::vendor::Vendor;

/// A user id that is not in the user database, and that no other test uses.
const UNKNOWN_USER: u32 = 54323;

/// Asserts a documented exit code, no panic, and a cache without foreign output.
#[track_caller]
fn assert_sound(place: &str, env: &TestEnv, outcome: &Outcome) {
    assert_eq!(outcome.signal, None, "{place}: {outcome:?}");
    assert!(matches!(outcome.code, Some(0 | 3 | 6 | 8 | 9)), "{place}: {outcome:?}");
    assert!(
        !outcome.stderr.contains("panicked") && !outcome.stderr.contains("a bug in"),
        "{place}: {outcome:?}"
    );
    env.gettoken(&["cache", "verify"]).run().success();
    for entry in fs::read_dir(env.tokens_dir()).into_iter().flatten() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap_or_default();
        assert!(!text.contains("gettoken: ") && !text.starts_with("token-"), "{place}: {text}");
    }
}

/// Runs a call in this environment, which must print the token.
#[track_caller]
fn prints_the_token(place: &str, change: impl Fn(&TestEnv, Call) -> Call) {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    let outcome = change(&env, vendor.call(&env)).run();
    assert_sound(place, &env, &outcome);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "token-1\n"), "{place}: {outcome:?}");
}

/// Runs the call through a shell that closes some of its standard streams first.
fn with_closed(closed: &'static str) -> impl Fn(&TestEnv, Call) -> Call {
    move |_, call| call.under(&["sh", "-c", &format!("exec \"$@\" {closed}"), "sh"])
}

fn as_unknown_user(env: &TestEnv, call: Call) -> Call {
    let owner = format!("--reuid={UNKNOWN_USER}");
    let group = format!("--regid={UNKNOWN_USER}");
    fs::set_permissions(env.path(""), Permissions::from_mode(0o755)).unwrap();
    call.copied_to(&env.path("gettoken")).under(&["setpriv", &owner, &group, "--clear-groups"])
}

#[test]
fn works_without_a_home() {
    prints_the_token("no HOME", |_, call| call.without("HOME"));
}

#[test]
fn works_with_a_missing_home() {
    prints_the_token("no such HOME", |_, call| call.env("HOME", "/nonexistent"));
    // One that not even root can create.
    prints_the_token("no such HOME", |_, call| {
        call.env("HOME", "/proc/nonexistent").without("GETTOKEN_CONFIG_DIR")
    });
}

#[test]
fn works_with_a_read_only_home() {
    if tools::is_not_root() || tools::skip_without(&["setpriv"]) {
        return;
    }
    prints_the_token("a home that cannot be written", |env, call| {
        fs::create_dir_all(env.path("fixed")).unwrap();
        fs::set_permissions(env.path("fixed"), Permissions::from_mode(0o555)).unwrap();
        as_unknown_user(env, call.env("HOME", env.path("fixed")).without("GETTOKEN_CONFIG_DIR"))
    });
}

#[test]
fn works_as_a_user_without_a_name() {
    if tools::is_not_root() || tools::skip_without(&["setpriv"]) {
        return;
    }
    prints_the_token("a user without a name", |env, call| {
        fs::create_dir_all(env.path("own")).unwrap();
        chown(env.path("own"), Some(UNKNOWN_USER), Some(UNKNOWN_USER)).unwrap();
        as_unknown_user(env, call.env("HOME", env.path("own")).without("GETTOKEN_CONFIG_DIR"))
    });
    prints_the_token("a user without a name and a home", |env, call| {
        as_unknown_user(env, call.without("HOME").without("GETTOKEN_CONFIG_DIR"))
    });
}

/// Nothing can exist below `/dev/null`, and nobody should look for it there.
#[test]
fn missing_config_directory_is_named_as_such() {
    if tools::is_not_root() || tools::skip_without(&["setpriv"]) {
        return;
    }
    let env = TestEnv::new();
    let run = |args: &[&str]| {
        let call = as_unknown_user(&env, env.gettoken(args));
        call.without("HOME").without("GETTOKEN_CONFIG_DIR").run()
    };
    for args in [["config", "path"], ["config", "init"], ["cache", "path"]] {
        let stderr = run(&args).failed(3);
        assert!(stderr.contains("no config directory") && stderr.contains("GETTOKEN_CONFIG_DIR"), "{stderr}");
    }
    for args in [
        &["alimail"][..],
        &["nobody"],
        &["doctor"],
        &["doctor", "--json"],
        &["config", "check"],
        &["cache", "list"],
        &["cache", "clear"],
        &["config", "set-secret", "alimail"],
        &["alimail", "--client-id=i", "--client-secret-file=-", "--offline"],
    ] {
        let outcome = run(args);
        let all = format!("{}{}", outcome.stdout, outcome.stderr);
        assert!(!all.contains("/dev/null"), "{args:?}: {all}");
    }
    let stderr = run(&["alimail"]).failed(3);
    assert!(stderr.contains("[profiles.alimail] in $GETTOKEN_CONFIG_DIR/config.toml"), "{stderr}");
}

#[test]
fn works_without_an_environment() {
    prints_the_token("env -i", |env, call| {
        // Without HOME, the user database names the home directory; the flag keeps this test out of it.
        let secret = env.write("secret", "s");
        let call = call.under(&["env", "-i"]).arg("--config-dir").arg(env.config_dir());
        call.arg("--client-secret-file").arg(secret)
    });
}

#[test]
fn works_with_stdin_closed() {
    prints_the_token("no stdin", with_closed("<&-"));
}

/// With stdout closed, the output must not go to the file that is opened next, such as a cache entry.
#[test]
fn closed_stdout_or_stderr_does_not_corrupt_the_cache() {
    for closed in [">&-", "2>&-", ">&- 2>&-", "<&- >&-", "<&- 2>&-", "<&- >&- 2>&-"] {
        let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
        let change = with_closed(closed);
        // `-v` makes it write to stderr as well.
        let outcome = change(&env, vendor.call(&env).arg("-v").arg("--scope=x")).run();
        assert_sound(closed, &env, &outcome);
        let failing = change(&env, vendor.call(&env).arg("--offline").arg("--scope=other")).run();
        assert_sound(closed, &env, &failing);
        assert_eq!(failing.code, Some(9), "{closed}: {failing:?}");
        // The token was stored intact and is served to the next call.
        assert_eq!(vendor.call(&env).arg("--scope=x").run().success(), "token-1\n", "{closed}");
    }
}

#[test]
fn low_file_descriptor_limit_works_or_is_an_error() {
    if tools::skip_without(&["prlimit"]) {
        return;
    }
    prints_the_token("16 files", |_, call| call.under(&["prlimit", "--nofile=16"]));
    for limit in 3..16 {
        let (env, vendor) = (TestEnv::new(), Vendor::new(3600).may_be_silent());
        let outcome = vendor.call(&env).under(&["prlimit", &format!("--nofile={limit}")]).run();
        // Below six or so the system cannot even load the program.
        if outcome.code != Some(127) {
            assert_sound(&format!("{limit} files"), &env, &outcome);
        }
    }
}

#[test]
fn works_with_names_that_are_not_utf8() {
    let odd = |text: &[u8]| OsString::from_vec(text.to_vec());
    prints_the_token("odd names", |env, call| {
        let folder = env.path(odd(b"h\xffme"));
        fs::create_dir_all(&folder).unwrap();
        call.env("HOME", &folder).env("GETTOKEN_CONFIG_DIR", folder.join(odd(b"c\xfe"))).cwd(folder)
    });
    for locale in ["C", "POSIX", "zh_CN.GB18030", "nonsense", "tr_TR.ISO-8859-9"] {
        prints_the_token(locale, |_, call| {
            call.env("LC_ALL", locale).env("LANG", locale).env("TZ", "Nowhere/At_All")
        });
    }
    prints_the_token("odd variables", |_, call| {
        call.env(odd(b"\xff"), odd(b"\xff")).env("XDG_CONFIG_HOME", odd(b"/x\xff")).env("PATH", odd(b"\xff"))
    });
    // A variable that must be UTF-8 and is not is named in the error.
    let env = TestEnv::new();
    for (name, args) in [
        ("ALIMAIL_CLIENT_ID", ["alimail"].as_slice()),
        ("HTTPS_PROXY", &["alimail", "--client-id=i", "--client-secret=s"]),
    ] {
        let stderr = env.gettoken(args).env(name, odd(b"a\xff")).run().failed(3);
        assert!(stderr.contains(&format!("{name} is not UTF-8")), "{stderr}");
    }
    let outcome = env.gettoken(&[]).arg(odd(b"ali\xffmail")).run();
    assert!(matches!(outcome.code, Some(2 | 3)), "{outcome:?}");
}

#[test]
fn low_memory_limit_does_not_corrupt_the_cache() {
    if tools::skip_without(&["prlimit"]) {
        return;
    }
    prints_the_token("128 MiB of addresses", |_, call| call.under(&["prlimit", "--as=134217728"]));
    for mebibytes in [8, 16, 24, 32, 48, 64] {
        let (env, vendor) = (TestEnv::new(), Vendor::new(3600).may_be_silent());
        let limit = format!("--as={}", mebibytes * 1024 * 1024);
        let outcome = vendor.call(&env).under(&["prlimit", &limit]).run();
        // With no memory at all, the Rust runtime ends the program; the cache stays sound.
        env.gettoken(&["cache", "verify"]).run().success();
        assert!(!outcome.stderr.contains("panicked"), "{mebibytes} MiB: {outcome:?}");
        let ended =
            matches!(outcome.code, Some(0 | 6 | 9 | 127)) || matches!(outcome.signal, Some(6 | 9 | 11));
        assert!(ended, "{mebibytes} MiB: {outcome:?}");
    }
}
