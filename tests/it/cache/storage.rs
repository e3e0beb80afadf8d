//! The storage of the cache may be full, read-only, owned by another user or missing: the call still gets a
//! token, with one warning, unless `--require-cache` is set.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::environment::TestEnv;
use crate::support::modes;
use crate::support::process::{Call, Outcome};
use crate::support::tools;
#[cfg(unix)]
use crate::support::tools::chown_recursively;
use crate::support::vendor::Vendor;

/// A user id without an entry in /etc/passwd.
const STRANGER: u32 = 54321;

/// The call printed the token, and one warning that it is not stored.
#[track_caller]
fn assert_not_stored(outcome: &Outcome, token: &str) {
    assert_eq!((outcome.code, outcome.signal), (Some(0), None), "{outcome:?}");
    assert_eq!(outcome.stdout, format!("{token}\n"), "{outcome:?}");
    assert_eq!(outcome.stderr.matches("gettoken: warning: ").count(), 1, "{outcome:?}");
    assert_eq!(outcome.stderr.lines().count(), 1, "{outcome:?}");
    assert!(outcome.stderr.contains("cannot store the token"), "{outcome:?}");
}

/// With `--require-cache`, the same call fails.
#[track_caller]
fn assert_require_cache_fails(call: Call) {
    let stderr = call.arg("--require-cache").run().failed(9);
    assert!(stderr.contains("cannot store the token"), "{stderr}");
}

/// A file system mounted over the token directory, unmounted when the value is dropped.
struct Mounted(PathBuf);

impl Mounted {
    /// Mounts a tmpfs of 16 KiB over `folder`, or skips the test.
    fn small(folder: &Path) -> Option<Self> {
        if tools::is_not_root() || tools::skip_without(&["mount", "umount"]) {
            return None;
        }
        fs::create_dir_all(folder).unwrap();
        let path = folder.to_str().unwrap();
        if !tools::succeeds("mount", &["-t", "tmpfs", "-o", "size=16k,mode=0700", "tmpfs", path]) {
            tools::skip("this kernel does not allow mounting a tmpfs");
            return None;
        }
        Some(Self(folder.to_owned()))
    }

    fn fill(&self) {
        let mut file = fs::File::create(self.0.join("filler")).unwrap();
        while std::io::Write::write(&mut file, &[0; 512]).is_ok_and(|written| written > 0) {}
    }

    fn make_read_only(&self) {
        assert!(tools::succeeds("mount", &["-o", "remount,ro", self.0.to_str().unwrap()]));
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        tools::succeeds("umount", &[self.0.to_str().unwrap()]);
    }
}

/// The temporary files left in the token directory.
fn temporary_files(env: &TestEnv) -> Vec<String> {
    let names = fs::read_dir(env.tokens_dir()).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter_map(|name| name.into_string().ok()).filter(|name| name.ends_with(".tmp")).collect()
}

/// The old entry is still valid and served.
#[track_caller]
fn assert_old_entry_is_served(env: &TestEnv, vendor: &Vendor, token: &str) {
    let outcome = vendor.call(env).run();
    assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), (format!("{token}\n").as_str(), ""));
    env.gettoken(&["cache", "verify"]).run().success();
    assert_eq!(temporary_files(env), Vec::<String>::new(), "temporary files are left");
}

#[test]
fn full_disk() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600).may_be_silent());
    let Some(disk) = Mounted::small(&env.tokens_dir()) else { return };
    assert_eq!(vendor.call(&env).run().success(), "token-1\n");
    disk.fill();
    assert_not_stored(&vendor.call(&env).arg("--force").run(), "token-2");
    assert_old_entry_is_served(&env, &vendor, "token-1");
    assert_require_cache_fails(vendor.call(&env).arg("--force"));
    assert_old_entry_is_served(&env, &vendor, "token-1");
    // For another key, even the lock file cannot be created.
    assert_not_stored(&vendor.call(&env).arg("--scope=other").run(), "token-4");
}

#[test]
fn read_only_file_system() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600).may_be_silent());
    let Some(disk) = Mounted::small(&env.tokens_dir()) else { return };
    assert_eq!(vendor.call(&env).run().success(), "token-1\n");
    disk.make_read_only();
    assert_old_entry_is_served(&env, &vendor, "token-1");
    assert_not_stored(&vendor.call(&env).arg("--force").run(), "token-2");
    assert_require_cache_fails(vendor.call(&env).arg("--force"));
    assert_not_stored(&vendor.call(&env).arg("--scope=other").run(), "token-3");
    assert_old_entry_is_served(&env, &vendor, "token-1");
}

#[test]
fn file_size_limit() {
    if tools::skip_without(&["prlimit"]) {
        return;
    }
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    assert_eq!(vendor.call(&env).run().success(), "token-1\n");
    // At 0 nothing can be written, at 100 part of an entry. By default, SIGXFSZ would kill the process.
    for (limit, number) in [("--fsize=0", 2), ("--fsize=100", 4)] {
        let forced = || vendor.call(&env).arg("--min-valid=2h");
        let outcome = forced().under(&["prlimit", limit]).run();
        assert_eq!(
            (outcome.code, outcome.stdout),
            (Some(0), format!("token-{number}\n")),
            "{}",
            outcome.stderr
        );
        assert!(outcome.stderr.contains("cannot store the token"), "{}", outcome.stderr);
        assert_old_entry_is_served(&env, &vendor, "token-1");
        assert_require_cache_fails(forced().under(&["prlimit", limit]));
        assert_old_entry_is_served(&env, &vendor, "token-1");
    }
}

/// A call as a user other than root, who owns the home directory.
fn as_stranger(env: &TestEnv, call: Call) -> Call {
    let user = format!("--reuid={STRANGER}");
    let group = format!("--regid={STRANGER}");
    call.copied_to(&env.path("gettoken")).under(&["setpriv", &user, &group, "--clear-groups"])
}

/// Changes the owner of everything below the home directory to the stranger.
#[cfg(unix)]
fn chown_to_stranger(path: &Path) {
    chown_recursively(path, STRANGER, STRANGER);
}

#[cfg(unix)]
#[test]
fn unwritable_token_directory() {
    if tools::is_not_root() || tools::skip_without(&["setpriv"]) {
        return;
    }
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    chown_to_stranger(&env.path(""));
    assert_eq!(as_stranger(&env, vendor.call(&env)).run().success(), "token-1\n");
    modes::set(env.tokens_dir(), 0o500).unwrap();
    let hit = as_stranger(&env, vendor.call(&env)).run();
    assert_eq!((hit.stdout.as_str(), hit.stderr.as_str()), ("token-1\n", ""), "read-only is enough");
    // The existing lock file can be opened, but no entry can be created.
    assert_not_stored(&as_stranger(&env, vendor.call(&env).arg("--force")).run(), "token-2");
    assert_require_cache_fails(as_stranger(&env, vendor.call(&env).arg("--force")));
    assert_not_stored(&as_stranger(&env, vendor.call(&env).arg("--scope=x")).run(), "token-4");
}

#[test]
fn immutable_token_directory() {
    if tools::is_not_root() || tools::skip_without(&["chattr"]) {
        return;
    }
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    assert_eq!(vendor.call(&env).run().success(), "token-1\n");
    let folder = env.tokens_dir();
    if !tools::succeeds("chattr", &["+i", folder.to_str().unwrap()]) {
        return tools::skip("this file system does not support immutable directories");
    }
    let forced = vendor.call(&env).arg("--force").run();
    let hit = vendor.call(&env).run();
    let required = vendor.call(&env).arg("--force").arg("--require-cache").run();
    // Before any assertion can fail, so that the directory can be removed.
    assert!(tools::succeeds("chattr", &["-i", folder.to_str().unwrap()]));
    assert_not_stored(&forced, "token-2");
    assert_eq!((hit.stdout.as_str(), hit.stderr.as_str()), ("token-1\n", ""));
    required.failed(9);
}

#[cfg(unix)]
#[test]
fn unwritable_config_directory() {
    if tools::is_not_root() || tools::skip_without(&["setpriv"]) {
        return;
    }
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    chown_to_stranger(&env.path(""));
    modes::set(env.config_dir(), 0o500).unwrap();
    assert_not_stored(&as_stranger(&env, vendor.call(&env)).run(), "token-1");
    assert_not_stored(&as_stranger(&env, vendor.call(&env)).run(), "token-2");
    assert_require_cache_fails(as_stranger(&env, vendor.call(&env)));
}

#[test]
fn impossible_config_directory() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    let outcome = vendor.call(&env).env("GETTOKEN_CONFIG_DIR", "/proc/nowhere/gettoken").run();
    assert_not_stored(&outcome, "token-1");
}

#[cfg(unix)]
#[test]
fn unknown_home_directory() {
    if tools::is_not_root() || tools::skip_without(&["setpriv"]) {
        return;
    }
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600).may_be_silent());
    chown_to_stranger(&env.path(""));
    let call = || as_stranger(&env, vendor.call(&env).without("HOME").without("GETTOKEN_CONFIG_DIR"));
    assert_not_stored(&call().run(), "token-1");
    assert_require_cache_fails(call());
    let quiet = call().arg("--no-cache").run();
    assert_eq!((quiet.code, quiet.stderr.as_str()), (Some(0), ""), "{quiet:?}");
}

#[cfg(unix)]
#[test]
fn missing_home_directory() {
    if tools::is_not_root() || tools::skip_without(&["setpriv"]) {
        return;
    }
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    chown_to_stranger(&env.path(""));
    let call = vendor.call(&env).without("GETTOKEN_CONFIG_DIR").env("HOME", "/nonexistent");
    assert_not_stored(&as_stranger(&env, call).run(), "token-1");
    assert!(!Path::new("/nonexistent").exists());
}

#[cfg(unix)]
#[test]
fn home_is_not_a_directory() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    let outcome = vendor.call(&env).without("GETTOKEN_CONFIG_DIR").env("HOME", "/dev/null").run();
    assert_not_stored(&outcome, "token-1");
}

#[test]
fn token_directory_is_a_file() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    env.write("config/gettoken/tokens", "a file");
    assert_not_stored(&vendor.call(&env).run(), "token-1");
    assert_require_cache_fails(vendor.call(&env));
    assert_eq!(fs::read_to_string(env.tokens_dir()).unwrap(), "a file");
    for verb in ["list", "verify", "clear"] {
        let outcome = env.gettoken(&["cache", verb]).run();
        assert!(matches!(outcome.code, Some(0 | 9)), "{verb}: {outcome:?}");
    }
    assert_eq!(fs::read_to_string(env.tokens_dir()).unwrap(), "a file");
}

#[test]
fn file_system_without_locks() {
    if tools::skip_without(&["strace"]) {
        return;
    }
    for error in ["ENOLCK", "EOPNOTSUPP", "ENOSYS", "EINVAL"] {
        let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
        let inject = format!("inject=flock:error={error}");
        let strace = ["strace", "-f", "-o", "/dev/null", "-e", "trace=flock", "-e", &inject];
        assert_not_stored(&vendor.call(&env).under(&strace).run(), "token-1");
        assert_require_cache_fails(vendor.call(&env).under(&strace));
        // A token that another process could store is served without a lock.
        let before = vendor.asked();
        assert_eq!(vendor.call(&env).run().success(), format!("token-{}\n", before + 1), "{error}");
        let hit = vendor.call(&env).under(&strace).run();
        assert_eq!((hit.stdout, hit.stderr.as_str()), (format!("token-{}\n", before + 1), ""), "{error}");
    }
}

#[test]
fn min_valid_applies_without_locks() {
    if tools::skip_without(&["strace"]) {
        return;
    }
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    assert_eq!(vendor.call(&env).run().success(), "token-1\n");
    let strace = ["strace", "-f", "-o", "/dev/null", "-e", "trace=flock", "-e", "inject=flock:error=ENOLCK"];
    let outcome = vendor.call(&env).arg("--min-valid=2h").under(&strace).run();
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "token-2\n"), "{outcome:?}");
}

#[cfg(unix)]
#[test]
fn thread_limit_is_not_reported_as_a_bug() {
    if tools::is_not_root() || tools::skip_without(&["setpriv", "prlimit"]) {
        return;
    }
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600).may_be_silent());
    // A user id that no other test uses: the limit counts all processes of a user.
    chown_recursively(&env.path(""), STRANGER + 1, STRANGER);
    let limit = ["prlimit", "--nproc=1"];
    let limited = vendor.call(&env).copied_to(&env.path("gettoken")).under(&limit);
    let outcome = limited.under(&["setpriv", "--reuid=54322", "--regid=54321", "--clear-groups"]).run();
    assert!(matches!(outcome.code, Some(0 | 6)), "{outcome:?}");
}

#[test]
fn expiry_margin_applies_without_locks() {
    if tools::skip_without(&["strace"]) {
        return;
    }
    let Some(library) = tools::faketime() else { return };
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    assert_eq!(vendor.call(&env).run().success(), "token-1\n");
    // Half a minute is left, less than the margin.
    let strace = ["strace", "-f", "-o", "/dev/null", "-e", "trace=flock", "-e", "inject=flock:error=ENOLCK"];
    let late = vendor.call(&env).env("LD_PRELOAD", library).env("FAKETIME", "+3570s");
    let outcome = late.env("FAKETIME_DONT_FAKE_MONOTONIC", "1").under(&strace).run();
    assert_not_stored(&outcome, "token-2");
}
