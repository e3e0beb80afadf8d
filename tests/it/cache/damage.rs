//! A damaged entry is a cache miss with one warning: never another token, never a crash, never more than one
//! request. The unit tests try every byte in memory; here the binary reads damaged files.

use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;

use crate::support::environment::TestEnv;
use crate::support::providers::some_of;
use crate::support::reply;
use crate::support::tools;
use crate::support::vendor::{self, Vendor};

/// A home directory with one entry, which every cache miss restores.
struct Stored {
    env: TestEnv,
    vendor: Vendor,
    entry: PathBuf,
}

impl Stored {
    fn new() -> Self {
        let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
        assert_eq!(vendor.call(&env).run().success(), "token-1\n");
        let entry = entries(&env).remove(0);
        Self { env, vendor, entry }
    }

    fn good(&self) -> Vec<u8> {
        fs::read(&self.entry).unwrap()
    }

    /// The next call is a miss: it gets a new token with one request and one warning.
    #[track_caller]
    fn assert_miss(&self, what: &str) {
        let before = self.vendor.asked();
        let outcome = self.vendor.call(&self.env).run();
        let token = format!("token-{}\n", before + 1);
        assert_eq!((outcome.code, outcome.stdout), (Some(0), token), "{what}: {}", outcome.stderr);
        assert_eq!(self.vendor.asked(), before + 1, "{what}: exactly one request");
        assert_eq!(outcome.stderr.matches("gettoken: warning: ").count(), 1, "{what}: {}", outcome.stderr);
        assert_eq!(outcome.stderr.lines().count(), 1, "{what}: {}", outcome.stderr);
        assert!(
            !outcome.stderr.contains("token-"),
            "{what}: the damaged text must not be shown: {}",
            outcome.stderr
        );
    }

    #[track_caller]
    fn assert_miss_with(&self, content: &[u8], what: &str) {
        fs::write(&self.entry, content).unwrap();
        self.assert_miss(what);
    }

    /// After the miss, the entry is valid again.
    #[track_caller]
    fn assert_hit(&self) {
        let (before, outcome) = (self.vendor.asked(), self.vendor.call(&self.env).run());
        assert_eq!((outcome.stdout, outcome.stderr.as_str()), (format!("token-{before}\n"), ""));
        assert_eq!(self.vendor.asked(), before);
    }
}

/// The paths of all entries.
fn entries(env: &TestEnv) -> Vec<PathBuf> {
    let paths = fs::read_dir(env.tokens_dir()).unwrap().map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect()
}

#[test]
fn truncated_entry_is_a_miss() {
    let stored = Stored::new();
    for length in some_of(0..stored.good().len(), 3, 0) {
        stored.assert_miss_with(&stored.good()[..length], &format!("cut to {length} bytes"));
    }
    stored.assert_hit();
}

#[test]
fn flipped_bit_is_a_miss() {
    let stored = Stored::new();
    for index in some_of(0..stored.good().len(), 3, 0) {
        // Every bit is flipped somewhere, also in every third byte; flipping the highest makes the text invalid UTF-8.
        let mut content = stored.good();
        content[index] ^= 1 << (index % 8);
        stored.assert_miss_with(&content, &format!("bit {} of byte {index} flipped", index % 8));
    }
    stored.assert_hit();
}

#[test]
fn foreign_content_is_a_miss() {
    let stored = Stored::new();
    let good = || stored.good();
    let text = || String::from_utf8(good()).unwrap();
    stored.assert_miss_with(&vec![0; good().len()], "zeros, as some file systems leave after a crash");
    stored.assert_miss_with(&[&good()[..], b"}"].concat(), "a tail");
    stored.assert_miss_with(&good().repeat(2), "twice");
    stored.assert_miss_with(&[&good()[..], &good()[40..]].concat(), "a shorter entry over a longer one");
    stored.assert_miss_with(b"{\"access_token\":\"token-0\"}\n", "JSON of another program");
    stored.assert_miss_with(&vec![b'a'; 300 * 1024], "longer than any entry");
    for version in ["0", "1", "3", "10", "99999999999999999999"] {
        let future = text().replacen(" 2 ", &format!(" {version} "), 1);
        stored.assert_miss_with(future.as_bytes(), &format!("version {version}"));
    }
    stored.assert_miss_with(text().replace('\n', "\r\n").as_bytes(), "the line ends of another system");
    stored.assert_hit();
}

#[test]
fn huge_entry_is_not_read() {
    if tools::skip_without(&["prlimit"]) {
        return;
    }
    let stored = Stored::new();
    let good = stored.good();
    let mut file = File::create(&stored.entry).unwrap();
    file.write_all(&good).unwrap();
    file.set_len(1 << 30).unwrap();
    // Less memory than the length of the entry: reading it whole would fail.
    let limit = ["prlimit", "--as=536870912"];
    let outcome = stored.vendor.call(&stored.env).under(&limit).run();
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "token-2\n"), "{}", outcome.stderr);
    assert!(fs::metadata(&stored.entry).unwrap().len() < 4096, "it was replaced");
    stored.assert_hit();
}

#[test]
fn swapped_entries_are_misses() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    let call = |scope: &str| vendor.call(&env).arg("--scope").arg(scope);
    assert_eq!(call("a").run().success(), "token-1\n");
    let first = entries(&env).remove(0);
    assert_eq!(call("b").run().success(), "token-2\n");
    let second = entries(&env).into_iter().find(|path| *path != first).unwrap();
    let (of_first, of_second) = (fs::read(&first).unwrap(), fs::read(&second).unwrap());
    fs::write(&first, of_second).unwrap();
    fs::write(&second, of_first).unwrap();
    for (scope, token) in [("a", "token-3\n"), ("b", "token-4\n")] {
        let outcome = call(scope).run();
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), token), "{outcome:?}");
        assert_eq!(outcome.stderr.matches("gettoken: warning: ").count(), 1, "{outcome:?}");
    }
    assert_eq!(
        (call("a").run().success(), call("b").run().success()),
        ("token-3\n".into(), "token-4\n".into())
    );
}

#[test]
fn damaged_negative_entry_is_ignored() {
    let refusal = |status| reply::Reply::json(status, r#"{"error":"invalid_client"}"#);
    let vendor = Vendor::start(move |number| match number {
        1 => refusal(401),
        _ => vendor::token(number, 3600),
    });
    let env = TestEnv::new();
    vendor.call(&env).run().failed(5);
    vendor.call(&env).run().failed(5);
    assert_eq!(vendor.asked(), 1, "the refusal is cached");
    let paths = fs::read_dir(env.tokens_dir()).unwrap().map(|entry| entry.unwrap().path());
    let refused = paths.filter(|path| path.extension().is_some_and(|ending| ending == "refused"));
    let refused = refused.collect::<Vec<_>>().remove(0);
    let half = fs::metadata(&refused).unwrap().len() / 2;
    File::options().write(true).open(&refused).unwrap().set_len(half).unwrap();
    assert_eq!(vendor.call(&env).run().success(), "token-2\n");
}
