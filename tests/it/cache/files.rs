//! Files on disk: others can never read them, whatever the umask, and nothing that somebody else planted in
//! their place is followed, trusted, changed or waited for.

use std::fs::{self, Permissions};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};

use crate::support::environment::TestEnv;
use crate::support::process::Outcome;
use crate::support::tools;
use crate::support::vendor::Vendor;

/// Another user on the machine.
const NOBODY: u32 = 65534;

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().mode() & 0o7777
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The path of the only entry.
fn entry(env: &TestEnv) -> PathBuf {
    let found =
        entries(&env.tokens_dir()).into_iter().find(|path| path.extension().is_some_and(|e| e == "json"));
    found.expect("there is an entry")
}

fn warnings(outcome: &Outcome) -> usize {
    outcome.stderr.matches("gettoken: warning: ").count()
}

#[test]
fn mode_bits_do_not_depend_on_the_umask() {
    for umask in ["000", "022", "077"] {
        let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
        let shell = format!("umask {umask}; exec \"$@\"");
        for token in ["token-1\n", "token-2\n"] {
            let call =
                vendor.call(&env).arg("--rejected").stdin("token-1").under(&["sh", "-c", &shell, "sh"]);
            assert_eq!(call.run().success(), token, "umask {umask}");
        }
        assert_eq!(mode(&env.tokens_dir()), 0o700, "umask {umask}");
        for path in entries(&env.tokens_dir()) {
            assert_eq!(mode(&path), 0o600, "umask {umask}: {}", path.display());
        }
    }
}

#[test]
fn umask_777_still_prints_a_token() {
    if tools::is_not_root() || tools::skip_without(&["setpriv"]) {
        return;
    }
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    let copy = env.path("gettoken");
    for path in [env.path(""), env.path("config"), env.config_dir()] {
        chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    for token in ["token-1\n", "token-1\n"] {
        let user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
        let umask = ["sh", "-c", "umask 777; exec \"$@\"", "sh"];
        let outcome = vendor.call(&env).copied_to(&copy).under(&[&user[..], &umask].concat()).run();
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), token), "{outcome:?}");
        assert!(warnings(&outcome) <= 1, "{outcome:?}");
    }
    assert_eq!(mode(&env.tokens_dir()) & 0o077, 0);
}

#[test]
fn files_are_created_with_private_mode_bits() {
    if tools::skip_without(&["strace"]) {
        return;
    }
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    let trace = env.path("trace");
    let calls = "trace=open,openat,creat,mkdir,mkdirat,chmod,fchmod,fchmodat,umask,rename,renameat,renameat2";
    let umask = ["sh", "-c", "umask 000; exec \"$@\"", "sh"];
    let strace = ["strace", "-f", "-o", trace.to_str().unwrap(), "-e", calls];
    assert_eq!(vendor.call(&env).under(&strace).under(&umask).run().success(), "token-1\n");

    let tokens = env.tokens_dir();
    let text = fs::read_to_string(trace).unwrap();
    let ours: Vec<&str> = text.lines().filter(|line| line.contains(tokens.to_str().unwrap())).collect();
    let made: Vec<_> =
        ours.iter().filter(|line| line.contains("O_CREAT") || line.contains("mkdir")).collect();
    assert!(made.len() >= 3, "expected a directory, a lock and an entry: {ours:#?}");
    for line in &made {
        let right = if line.contains("mkdir") { line.contains(", 0700)") } else { line.contains(", 0600)") };
        assert!(right, "created with the wrong mode bits: {line}");
    }
    let temporary: Vec<_> = made.iter().filter(|line| line.contains(".tmp\"")).collect();
    assert!(!temporary.is_empty() && temporary.iter().all(|line| line.contains("O_EXCL")), "{made:#?}");
    assert!(!text.contains("chmod(") && !text.contains("umask("), "mode bits changed later: {text}");
    assert_eq!(
        ours.iter().filter(|line| line.contains("rename")).count(),
        1,
        "the entry must appear through one rename: {ours:#?}"
    );
}

/// What an attacker may put in the place of one of our files.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Planted {
    Directory,
    Fifo,
    Foreign,
    HardLink,
    Symlink,
    /// Points to a missing file, which must not be created.
    DanglingSymlink,
    /// Others may read and write it.
    Open,
}

const PLANTED: [Planted; 7] = [
    Planted::Directory,
    Planted::Fifo,
    Planted::Foreign,
    Planted::HardLink,
    Planted::Symlink,
    Planted::DanglingSymlink,
    Planted::Open,
];

impl Planted {
    /// Creates it at `path`. `victim` is the target of links, `good` the content of a valid entry.
    fn create(self, path: &Path, victim: &Path, good: &[u8]) {
        match self {
            Self::Directory => {
                fs::create_dir(path).unwrap();
                fs::write(path.join("inside"), "inside").unwrap();
            }
            Self::Fifo => assert!(tools::succeeds("mkfifo", &["-m", "600", path.to_str().unwrap()])),
            Self::HardLink => fs::hard_link(victim, path).unwrap(),
            Self::Symlink => symlink(victim, path).unwrap(),
            Self::DanglingSymlink => symlink(victim.with_extension("none"), path).unwrap(),
            Self::Foreign | Self::Open => {
                fs::write(path, good).unwrap();
                let bits = if self == Self::Open { 0o666 } else { 0o600 };
                fs::set_permissions(path, Permissions::from_mode(bits)).unwrap();
                if self == Self::Foreign {
                    chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
                }
            }
        }
    }

    /// How many warnings a call prints if this is in the place of the entry, the temporary file or the lock:
    /// one if the call could not use or replace it, none if it did.
    fn expected_warnings(self, ending: &str) -> usize {
        match (ending, self) {
            ("json", _) | (_, Self::Directory) | ("lock", Self::Symlink | Self::DanglingSymlink) => 1,
            _ => 0,
        }
    }
}

/// Plants everything in one place: the call still gets a token, with at most one warning.
fn plant_everything_at(ending: &str) {
    let foreign = tools::part_is_not_root("files planted by another user");
    for planted in PLANTED.into_iter().filter(|planted| !foreign || *planted != Planted::Foreign) {
        let case = format!("{planted:?} at the place of .{ending}");
        let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
        assert_eq!(vendor.call(&env).run().success(), "token-1\n");
        let (entry, victim) = (entry(&env), env.path("victim"));
        // The target of the hard link looks like an entry in every other way.
        let good = fs::read(&entry).unwrap();
        fs::write(&victim, &good).unwrap();
        fs::set_permissions(&victim, Permissions::from_mode(0o600)).unwrap();
        fs::remove_file(&entry).unwrap();
        let path = entry.with_extension(ending);
        let _ = fs::remove_file(&path);
        planted.create(&path, &victim, &good);

        let outcome = vendor.call(&env).run();
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "token-2\n"), "{case}: {outcome:?}");
        assert_eq!(fs::read(&victim).unwrap(), good, "{case}");
        assert_eq!(mode(&victim), 0o600, "{case}");
        assert!(!victim.with_extension("none").exists(), "{case}");
        if planted == Planted::Directory {
            assert!(path.join("inside").exists(), "{case}: the directory was emptied");
        }
        assert_eq!(warnings(&outcome), planted.expected_warnings(ending), "{case}: {outcome:?}");
        // Whatever could be replaced was replaced.
        if planted.expected_warnings(ending) == 0 || ending == "json" && planted != Planted::Directory {
            assert_eq!(vendor.call(&env).run().success(), "token-2\n", "{case}");
        }
    }
}

#[test]
fn planted_entry_is_not_used() {
    plant_everything_at("json");
}

#[test]
fn planted_temporary_file_is_not_written() {
    plant_everything_at("tmp");
}

#[test]
fn planted_lock_file_is_not_followed() {
    plant_everything_at("lock");
}

/// An untrusted token directory is not used: the call gets a token with one warning.
fn check_untrusted_directory(prepare: impl Fn(&TestEnv)) {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    assert_eq!(vendor.call(&env).run().success(), "token-1\n");
    prepare(&env);
    let outcome = vendor.call(&env).run();
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "token-2\n"), "{outcome:?}");
    assert_eq!(warnings(&outcome), 1, "{outcome:?}");
    assert!(outcome.stderr.contains("the token "), "{outcome:?}");
    let required = vendor.call(&env).arg("--require-cache").run();
    required.failed(9);
}

#[test]
fn world_writable_token_directory_is_not_used() {
    check_untrusted_directory(|env| {
        fs::set_permissions(env.tokens_dir(), Permissions::from_mode(0o777)).unwrap();
    });
}

#[test]
fn token_directory_of_another_user_is_not_used() {
    if tools::is_not_root() {
        return;
    }
    check_untrusted_directory(|env| chown(env.tokens_dir(), Some(NOBODY), Some(NOBODY)).unwrap());
}

#[test]
fn symlinked_token_directory_that_others_can_write_to_is_not_used() {
    for (mode, parent) in [(0o777, 0o755), (0o700, 0o777)] {
        check_untrusted_directory(|env| {
            let elsewhere = env.path("dotfiles/tokens");
            fs::create_dir(env.path("dotfiles")).unwrap();
            fs::rename(env.tokens_dir(), &elsewhere).unwrap();
            symlink(&elsewhere, env.tokens_dir()).unwrap();
            fs::set_permissions(&elsewhere, Permissions::from_mode(mode)).unwrap();
            fs::set_permissions(env.path("dotfiles"), Permissions::from_mode(parent)).unwrap();
        });
    }
}

#[test]
fn token_directory_that_others_can_only_read_is_closed_once() {
    for (bits, linked) in
        [(0o755, false), (0o750, false), (0o711, false), (0o704, true), (0o755, true), (0o700, true)]
    {
        let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
        vendor.call(&env).run().success();
        let mut folder = env.tokens_dir();
        if linked {
            folder = env.path("dotfiles/tokens");
            fs::create_dir(env.path("dotfiles")).unwrap();
            fs::set_permissions(env.path("dotfiles"), Permissions::from_mode(0o755)).unwrap();
            fs::rename(env.tokens_dir(), &folder).unwrap();
            symlink("../../dotfiles/tokens", env.tokens_dir()).unwrap();
        }
        fs::set_permissions(&folder, Permissions::from_mode(bits)).unwrap();
        let outcomes = [(); 3].map(|()| vendor.call(&env).run());
        for outcome in &outcomes {
            assert_eq!(
                (outcome.code, outcome.stdout.as_str()),
                (Some(0), "token-1\n"),
                "{bits:o}: {outcome:?}"
            );
        }
        let warned = outcomes.each_ref().map(warnings);
        assert_eq!(warned, [usize::from(bits != 0o700), 0, 0], "{bits:o}: {outcomes:?}");
        assert_eq!((mode(&folder), vendor.asked()), (0o700, 1), "{bits:o}");
        env.gettoken(&["cache", "clear"]).run().success();
        assert_eq!(vendor.call(&env).run().success(), "token-2\n");
    }
}

#[test]
fn token_directory_that_is_a_dangling_link_is_named() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    symlink(env.path("nowhere"), env.tokens_dir()).unwrap();
    let outcome = vendor.call(&env).run();
    assert_eq!(outcome.stdout, "token-1\n");
    let words = "the token directory is a link to a place that does not exist";
    assert!(outcome.stderr.contains(words), "{outcome:?}");
    let report = env.gettoken(&["doctor"]).run();
    let report = report.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(report.contains(words), "{report}");
    assert!(!env.path("nowhere").exists());
}

#[test]
fn fifo_in_the_cache_does_not_block_cache_commands() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    assert_eq!(vendor.call(&env).run().success(), "token-1\n");
    let path = entry(&env);
    fs::remove_file(&path).unwrap();
    Planted::Fifo.create(&path, &path, b"");
    assert_eq!(env.gettoken(&["cache", "list", "--json"]).run().success(), "[]\n");
    env.gettoken(&["cache", "verify"]).run().failed(9);
    assert!(fs::symlink_metadata(&path).unwrap().file_type().is_fifo());
    env.gettoken(&["cache", "clear"]).run().success();
    assert!(!path.exists());
}
