//! Containers, cron jobs and services start programs without what a login has: no home, no user, no environment, no
//! open files, hardly any memory. A token comes all the same, or an error that says why; nothing panics, and what
//! is printed never lands in a file of ours.

use std::ffi::OsString;
use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{PermissionsExt, chown};

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::tools;
use crate::support::vendor::Vendor;

/// A user who is in no list of users, and is in no other test.
const STRANGER: u32 = 54323;

/// What every end must keep: a documented exit code, no panic, no mixture in the cache.
#[track_caller]
fn is_sound(place: &str, env: &TestEnv, outcome: &Outcome) {
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

/// Runs a call in this place, which gives the token.
#[track_caller]
fn gives_the_token(place: &str, change: impl Fn(&TestEnv, Call) -> Call) {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    let outcome = change(&env, vendor.call(&env)).run();
    is_sound(place, &env, &outcome);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "token-1\n"), "{place}: {outcome:?}");
}

/// Runs it by a shell, which closes some of its files first.
fn with_closed(closed: &'static str) -> impl Fn(&TestEnv, Call) -> Call {
    move |_, call| call.under(&["sh", "-c", &format!("exec \"$@\" {closed}"), "sh"])
}

fn as_stranger(env: &TestEnv, call: Call) -> Call {
    let owner = format!("--reuid={STRANGER}");
    let group = format!("--regid={STRANGER}");
    fs::set_permissions(env.path(""), Permissions::from_mode(0o755)).unwrap();
    call.copied_to(&env.path("gettoken")).under(&["setpriv", &owner, &group, "--clear-groups"])
}

#[test]
fn one_without_a_home() {
    gives_the_token("no HOME", |_, call| call.without("HOME"));
}

#[test]
fn two_with_a_home_that_is_not_there() {
    gives_the_token("no such HOME", |_, call| call.env("HOME", "/nonexistent"));
    // One that not even root can make.
    // One that not even root can make.
    gives_the_token("no such HOME", |_, call| {
        call.env("HOME", "/proc/nonexistent").without("GETTOKEN_CONFIG_DIR")
    });
}

#[test]
fn three_with_a_home_that_cannot_be_written() {
    if tools::is_not_root() || tools::lacks(&["setpriv"]) {
        return;
    }
    gives_the_token("a home that cannot be written", |env, call| {
        fs::create_dir_all(env.path("fixed")).unwrap();
        fs::set_permissions(env.path("fixed"), Permissions::from_mode(0o555)).unwrap();
        as_stranger(env, call.env("HOME", env.path("fixed")).without("GETTOKEN_CONFIG_DIR"))
    });
}

#[test]
fn four_as_a_user_without_a_name() {
    if tools::is_not_root() || tools::lacks(&["setpriv"]) {
        return;
    }
    gives_the_token("a user without a name", |env, call| {
        fs::create_dir_all(env.path("own")).unwrap();
        chown(env.path("own"), Some(STRANGER), Some(STRANGER)).unwrap();
        as_stranger(env, call.env("HOME", env.path("own")).without("GETTOKEN_CONFIG_DIR"))
    });
    gives_the_token("a user without a name and a home", |env, call| {
        as_stranger(env, call.without("HOME").without("GETTOKEN_CONFIG_DIR"))
    });
}

#[test]
fn five_without_an_environment() {
    gives_the_token("env -i", |env, call| {
        // Without a HOME, the list of users says where the home is: a copy of its own keeps this test from it.
        call.under(&["env", "-i"]).arg("--config-dir").arg(env.config_dir())
    });
}

#[test]
fn six_without_stdin() {
    gives_the_token("no stdin", with_closed("<&-"));
}

/// Whoever closes stdout wants no answer, and gets none: not into the entry that is opened next either.
#[test]
fn seven_eight_nine_without_stdout_or_stderr() {
    for closed in [">&-", "2>&-", ">&- 2>&-", "<&- >&-", "<&- 2>&-", "<&- >&- 2>&-"] {
        let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
        let change = with_closed(closed);
        // -v makes it write to stderr as well.
        let outcome = change(&env, vendor.call(&env).arg("-v").arg("--scope=x")).run();
        is_sound(closed, &env, &outcome);
        let failing = change(&env, vendor.call(&env).arg("--offline").arg("--scope=other")).run();
        is_sound(closed, &env, &failing);
        assert_eq!(failing.code, Some(9), "{closed}: {failing:?}");
        // The token was stored, whole, and is served to the next.
        assert_eq!(vendor.call(&env).arg("--scope=x").run().success(), "token-1\n", "{closed}");
    }
}

#[test]
fn ten_with_hardly_any_open_files() {
    if tools::lacks(&["prlimit"]) {
        return;
    }
    gives_the_token("16 files", |_, call| call.under(&["prlimit", "--nofile=16"]));
    for limit in 3..16 {
        let (env, vendor) = (TestEnv::new(), Vendor::new(3600).may_be_silent());
        let outcome = vendor.call(&env).under(&["prlimit", &format!("--nofile={limit}")]).run();
        // Below six or so the system cannot even load the program.
        if outcome.code != Some(127) {
            is_sound(&format!("{limit} files"), &env, &outcome);
        }
    }
}

#[test]
fn eleven_where_nothing_is_utf_8() {
    let odd = |text: &[u8]| OsString::from_vec(text.to_vec());
    gives_the_token("odd names", |env, call| {
        let folder = env.path(odd(b"h\xffme"));
        fs::create_dir_all(&folder).unwrap();
        call.env("HOME", &folder).env("GETTOKEN_CONFIG_DIR", folder.join(odd(b"c\xfe"))).cwd(folder)
    });
    for locale in ["C", "POSIX", "zh_CN.GB18030", "nonsense", "tr_TR.ISO-8859-9"] {
        gives_the_token(locale, |_, call| {
            call.env("LC_ALL", locale).env("LANG", locale).env("TZ", "Nowhere/At_All")
        });
    }
    gives_the_token("odd variables", |_, call| {
        call.env(odd(b"\xff"), odd(b"\xff")).env("XDG_CONFIG_HOME", odd(b"/x\xff")).env("PATH", odd(b"\xff"))
    });
    // What must be text and is none is told by its name.
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
fn twelve_with_hardly_any_memory() {
    if tools::lacks(&["prlimit"]) {
        return;
    }
    gives_the_token("128 MiB of addresses", |_, call| call.under(&["prlimit", "--as=134217728"]));
    for mebibytes in [8, 16, 24, 32, 48, 64] {
        let (env, vendor) = (TestEnv::new(), Vendor::new(3600).may_be_silent());
        let limit = format!("--as={}", mebibytes * 1024 * 1024);
        let outcome = vendor.call(&env).under(&["prlimit", &limit]).run();
        // Where there is no memory at all the language's runtime ends the program; the cache stays sound.
        env.gettoken(&["cache", "verify"]).run().success();
        assert!(!outcome.stderr.contains("panicked"), "{mebibytes} MiB: {outcome:?}");
        let ended =
            matches!(outcome.code, Some(0 | 6 | 9 | 127)) || matches!(outcome.signal, Some(6 | 9 | 11));
        assert!(ended, "{mebibytes} MiB: {outcome:?}");
    }
}
