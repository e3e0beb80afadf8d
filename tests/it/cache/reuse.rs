//! The cache as a user sees it: when a token is fetched, what the flags do, and what `gettoken cache` shows
//! and deletes. `files` and `damage` have the tests of the files on disk, `key` those of the cache key.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::reply::Reply;
use crate::support::vendor::{self, Vendor};
use crate::support::world::World;
use serde_json::Value;

/// Runs `gettoken cache` with these arguments.
fn cache(env: &TestEnv, args: &[&str]) -> Outcome {
    env.gettoken(&[&["cache"], args].concat()).run()
}

/// Runs a call that must print this token, and nothing on stderr.
#[track_caller]
fn assert_prints_only(call: Call, token: &str) {
    let outcome = call.run();
    assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), (format!("{token}\n").as_str(), ""));
    assert_eq!(outcome.code, Some(0));
}

/// Every file below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The files below the home directory that contain `text`.
fn files_containing(env: &TestEnv, text: &str) -> Vec<PathBuf> {
    let has_text = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap();
        bytes.windows(text.len()).any(|part| part == text.as_bytes())
    };
    files(&env.path("")).into_iter().filter(has_text).collect()
}

#[test]
fn cache_hit_makes_no_connection() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    assert_prints_only(vendor.call(&env), "token-1");
    assert_eq!((vendor.asked(), vendor.connections()), (1, 1), "a miss makes one connection and one request");
    for _ in 0..5 {
        assert_prints_only(vendor.call(&env), "token-1");
    }
    assert_eq!((vendor.asked(), vendor.connections()), (1, 1), "a hit makes none");
}

#[test]
fn json_output_has_from_cache() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    for from_cache in [false, true] {
        let text = vendor.call_as(&env, "oauth2").arg("--output=json").run().success();
        let answer: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            (answer["access_token"].as_str(), answer["from_cache"].as_bool()),
            (Some("token-1"), Some(from_cache))
        );
    }
}

#[test]
fn no_cache_reads_and_writes_nothing() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    assert_prints_only(vendor.call(&env).arg("--no-cache"), "token-1");
    assert_prints_only(vendor.call(&env).arg("--no-cache"), "token-2");
    assert!(!env.tokens_dir().exists(), "nothing was written");
    assert_prints_only(vendor.call(&env), "token-3");
    assert_prints_only(vendor.call(&env).arg("--no-cache"), "token-4");
    assert_prints_only(vendor.call(&env), "token-3");
    for config in ["[defaults]\ncache = false\n", "[profiles.oauth2]\ncache = false\n"] {
        env.write_config(config);
        let before = vendor.asked();
        assert_prints_only(vendor.call(&env), &format!("token-{}", before + 1));
    }
    env.write_config("[defaults]\ncache = false\n[profiles.oauth2]\ncache = true\n");
    assert_prints_only(vendor.call(&env), "token-3");
}

#[test]
fn force_fetches_and_concurrent_forced_calls_share_one_fetch() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    assert_prints_only(vendor.call(&env), "token-1");
    assert_prints_only(vendor.call(&env).arg("--force"), "token-2");
    assert_prints_only(vendor.call(&env), "token-2");
    // Whether this call shares the previous forced fetch depends on how busy the machine is.
    let shared = vendor.call(&env).arg("--force").run().success();
    assert_eq!(shared, format!("token-{}\n", vendor.asked()));
    std::thread::sleep(Duration::from_millis(2_100));
    let before = vendor.asked();
    assert_prints_only(vendor.call(&env).arg("--force"), &format!("token-{}", before + 1));
}

#[test]
fn min_valid_requires_remaining_lifetime() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    assert_prints_only(vendor.call(&env), "token-1");
    assert_prints_only(vendor.call(&env).arg("--min-valid=40m"), "token-1");
    let stderr = |outcome: Outcome, token: &str| {
        assert_eq!(outcome.stdout, format!("{token}\n"), "{outcome:?}");
        outcome.stderr
    };
    // The vendor cannot issue such a long lifetime: the call succeeds, with one request and one warning.
    for number in 2..4 {
        let warning = stderr(vendor.call(&env).arg("--min-valid=2h").run(), &format!("token-{number}"));
        assert!(warning.contains("warning") && warning.lines().count() == 1, "{warning}");
        assert_eq!(vendor.asked(), number);
    }
    assert_prints_only(vendor.call(&env), "token-3");
    env.write_config("[defaults]\nmin-valid = \"300d\"\n");
    assert!(stderr(vendor.call(&env).run(), "token-4").contains("expires sooner"));
}

#[test]
fn offline_uses_the_cache_or_fails() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(1));
    let nothing = vendor.call(&env).arg("--offline").run().failed(9);
    assert!(nothing.contains("no cached token"), "{nothing}");
    assert_eq!(vendor.connections(), 0);
    assert_prints_only(vendor.call(&env), "token-1");
    std::thread::sleep(Duration::from_millis(1_100));
    let expired = vendor.call(&env).arg("--offline").run().failed(9);
    assert!(expired.contains("expires too soon"), "{expired}");
    let long = Vendor::new(3600);
    assert_prints_only(long.call(&env), "token-1");
    assert_prints_only(long.call(&env).arg("--offline"), "token-1");
    assert_eq!((vendor.asked(), long.asked()), (1, 1));
    let wished = long.call(&env).arg("--offline").arg("--min-valid=2h").run().failed(9);
    assert!(wished.contains("expires too soon"), "{wished}");
}

#[test]
fn rejected_fetches_only_if_the_cached_token_is_the_rejected_one() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    let rejecting = |token: &str| vendor.call(&env).arg("--rejected").stdin(format!("{token}\n"));
    assert_prints_only(vendor.call(&env), "token-1");
    assert_prints_only(rejecting("token-0"), "token-1");
    assert_prints_only(rejecting("token-1"), "token-2");
    assert_prints_only(rejecting("token-1"), "token-2");
    assert_eq!(vendor.asked(), 2);
    let digits = |token: &str| {
        let digest = ring::digest::digest(&ring::digest::SHA256, token.as_bytes());
        digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let by_hash = |hash: &str| vendor.call(&env).arg(format!("--rejected={hash}"));
    assert_prints_only(by_hash(&digits("token-1")), "token-2");
    assert_prints_only(by_hash(&digits("token-2")[..8]), "token-3");
    assert_prints_only(by_hash(&digits("token-2").to_uppercase()), "token-3");
    assert_eq!(vendor.asked(), 3);
    by_hash("1234567").run().failed(2);
}

/// A vendor whose responses have this member besides the token.
fn lasting(member: &'static str) -> Vendor {
    Vendor::start(move |number| Reply::json(200, format!(r#"{{"access_token":"token-{number}"{member}}}"#)))
}

#[test]
fn a_token_of_unknown_expiry_is_not_stored() {
    for member in ["", r#","expires_in":0"#, r#","expires_in":null"#] {
        let (env, vendor) = (TestEnv::new(), lasting(member));
        for number in 1..3 {
            let outcome = vendor.call(&env).run();
            // The warning says how to have it stored.
            assert_eq!(
                outcome.stderr,
                "gettoken: warning: not caching the token: its expiry is unknown; to cache it, set \
                 `reply.default-lifetime` in a definition that extends `oauth2`\n"
            );
            assert_eq!(outcome.success(), format!("token-{number}\n"));
        }
        assert_eq!(files_containing(&env, "token-"), Vec::<PathBuf>::new());
        // Without a cache, there is nothing to warn about.
        assert_prints_only(vendor.call(&env).arg("--no-cache"), "token-3");
        let stderr = vendor.call(&env).arg("--require-cache").run().failed(9);
        assert!(stderr.contains("error: not caching the token"), "{stderr}");
        // The definition that the warning asks for.
        let text = "title = \"Own\"\nextends = \"oauth2\"\n[reply]\ndefault-lifetime = \"1h\"\n";
        env.write_provider("own", text);
        for _ in 0..2 {
            assert_prints_only(
                vendor.call_as(&env, "own").args(&["-o", "token", "--min-valid=50m"]),
                "token-5",
            );
        }
    }
}

#[test]
fn unknown_expiry_does_not_satisfy_min_valid() {
    for member in ["", r#","expires_in":0"#, r#","expires_in":null"#] {
        let (env, vendor) = (TestEnv::new(), lasting(member));
        for args in [&["--min-valid=1s"][..], &["--min-valid=10m"], &["--min-valid=10m", "--no-cache"]] {
            let stderr = vendor.call(&env).args(args).run().failed(8);
            assert!(stderr.contains("the lifetime of the token is unknown"), "{stderr}");
            assert!(stderr.contains("hint: ") && !stderr.contains("token-1"), "{stderr}");
        }
        env.write_config("[defaults]\nmin-valid = \"10m\"\n");
        vendor.call(&env).run().failed(8);
        vendor.call(&env).arg("--min-valid=0").run().success();
    }
}

#[test]
fn token_of_a_vendor_with_a_documented_lifetime_is_stored_for_five_minutes() {
    for member in ["", r#","expireIn":0"#, r#","expireIn":null"#, r#","expireIn":"0""#] {
        let env = TestEnv::new();
        let world = World::always(Reply::json(200, format!(r#"{{"accessToken":"token"{member}}}"#)));
        for number in 0..30 {
            let args = ["dingtalk-v1", "-o", "json", "--client-id=i", "--client-secret-file"];
            let secret = env.write("secret", "s3cret");
            let outcome = env.gettoken(&args).arg(secret).through(&world).run();
            assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{number}");
            let answer: Value = serde_json::from_str(&outcome.stdout).unwrap();
            assert!((200..=300).contains(&answer["expires_in"].as_i64().unwrap()), "{answer}");
        }
        world.request();
    }
}

/// The expiry of a JWT (RFC 7519 section 4.1.4) counts if the response states none.
#[test]
fn token_that_is_a_jwt_is_stored_until_it_expires() {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let jwt = |claims: String| {
        let part = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
        format!("{}.{}.c2ln", part(r#"{"alg":"RS256"}"#), part(&claims))
    };
    // The claims, a further member of the response, and the lifetime, `None` if it is unknown, or the exit code.
    for (claims, member, expected) in [
        (format!(r#"{{"exp":{}}}"#, now + 1800), "", Ok(Some(1800))),
        (format!(r#"{{"exp":{}.5}}"#, now + 1800), r#","expires_in":0"#, Ok(Some(1800))),
        (format!(r#"{{"exp":{}}}"#, now + 1800), r#","expires_in":3600"#, Ok(Some(3600))),
        (format!(r#"{{"exp":{}}}"#, now - 1800), "", Err(8)),
        (format!(r#"{{"exp":"{}"}}"#, now + 1800), "", Ok(None)),
        (r#"{"exp":null}"#.to_owned(), "", Ok(None)),
        (r#"{"exp":0}"#.to_owned(), "", Ok(None)),
        (r#"{"exp":[1]}"#.to_owned(), "", Ok(None)),
        ("{}".to_owned(), "", Ok(None)),
        ("[5]".to_owned(), "", Ok(None)),
        ("not JSON".to_owned(), "", Ok(None)),
    ] {
        let body = format!(r#"{{"access_token":"{}"{member}}}"#, jwt(claims.clone()));
        let (env, vendor) = (TestEnv::new(), Vendor::start(move |_| Reply::json(200, body.as_str())));
        let lives = [(); 2].map(|()| {
            let outcome = vendor.call_as(&env, "oauth2").args(&["-o", "json"]).run();
            let answer: Value = serde_json::from_str(&outcome.stdout).unwrap_or_default();
            if outcome.code == Some(0) {
                Ok(answer["expires_in"].as_i64())
            } else {
                Err(outcome.code.unwrap())
            }
        });
        for life in lives {
            match (life, expected) {
                (Ok(Some(life)), Ok(Some(expected))) => assert!((expected - 60..=expected).contains(&life)),
                _ => assert_eq!(life, expected, "{claims} {member}"),
            }
        }
        let is_stored = matches!(expected, Ok(Some(_)));
        assert_eq!(vendor.asked(), if is_stored { 1 } else { 2 }, "{claims} {member}");
    }
}

#[test]
fn valid_token_is_served_while_the_vendor_is_down() {
    let vendor = Vendor::start(|number| if number == 1 { vendor::token(1, 3600) } else { Reply::empty(503) });
    let env = TestEnv::new();
    assert_prints_only(vendor.call(&env), "token-1");
    let outcome = vendor.call(&env).arg("--min-valid=2h").arg("--retries=0").run();
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "token-1\n"));
    assert!(outcome.stderr.contains("still valid"), "{outcome:?}");
    // `--force` never falls back to the cached token.
    vendor.call(&env).arg("--force").arg("--retries=0").run().failed(7);
}

#[test]
fn list_shows_entries_and_never_a_token() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    let empty = cache(&env, &["list"]);
    assert_eq!((empty.code, empty.stdout.as_str()), (Some(0), ""));
    assert_eq!(cache(&env, &["list", "--json"]).success(), "[]\n");
    assert_prints_only(vendor.call(&env), "token-1");
    env.write_config("[profiles.other]\nprovider = \"oauth2\"\n");
    assert_prints_only(vendor.call_as(&env, "other").arg("--scope=a b").arg("--output=token"), "token-2");
    let text = cache(&env, &["list"]).success();
    assert_eq!(text.lines().count(), 3, "{text}");
    assert!(text.contains("oauth2") && text.contains("other") && text.contains("59m"), "{text}");
    let json = cache(&env, &["list", "--json"]).success();
    let rows: Value = serde_json::from_str(&json).unwrap();
    let profiles: Vec<&str> =
        rows.as_array().unwrap().iter().filter_map(|row| row["profile"].as_str()).collect();
    assert_eq!(profiles, ["oauth2", "other"]);
    assert!(rows[0]["expires_in"].as_i64().is_some_and(|left| (3000..=3600).contains(&left)), "{json}");
    for text in [text, json] {
        assert!(!text.contains("token-1") && !text.contains("token-2"), "{text}");
    }
}

#[test]
fn clear_leaves_no_token_on_disk() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    env.write_config("[profiles.a]\nprovider = \"oauth2\"\n[profiles.a-b]\nprovider = \"oauth2\"\n");
    let fetch = |profile: &str| vendor.call_as(&env, profile).arg("--output=token").run().success();
    assert_eq!((fetch("a"), fetch("a-b")), ("token-1\n".into(), "token-2\n".into()));
    // The temporary file of a killed writer also contains the token.
    let entry = files_containing(&env, "token-1").remove(0);
    fs::copy(&entry, entry.with_extension("tmp")).unwrap();
    assert_eq!(files_containing(&env, "token-1").len(), 2);

    let outcome = cache(&env, &["clear", "a"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), ""));
    assert_eq!(files_containing(&env, "token-1"), Vec::<PathBuf>::new(), "{outcome:?}");
    assert_eq!(fetch("a-b"), "token-2\n", "another profile's token is still there");

    assert_eq!(fetch("a"), "token-3\n");
    cache(&env, &["clear"]).success();
    assert_eq!(files_containing(&env, "token-"), Vec::<PathBuf>::new());
    assert!(!env.tokens_dir().exists(), "the directory must be removed: {:?}", files(&env.tokens_dir()));
    cache(&env, &["clear"]).success();
    cache(&env, &["clear", "unknown"]).success();
    assert_eq!(fetch("a"), "token-4\n");
}

#[test]
fn path_prints_the_directory_and_verify_finds_damage() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    assert_eq!(cache(&env, &["path"]).success(), format!("{}\n", env.tokens_dir().display()));
    assert_eq!(cache(&env, &["verify"]).success(), "0 entries are valid\n");
    assert_prints_only(vendor.call(&env), "token-1");
    cache(&env, &["verify"]).success();
    let entry = files_containing(&env, "token-1").remove(0);
    let text = fs::read_to_string(&entry).unwrap();
    fs::write(&entry, text.replace("token-1", "token-9")).unwrap();
    let stderr = cache(&env, &["verify"]).failed(9);
    assert!(stderr.contains(entry.to_str().unwrap()) && stderr.contains("checksum"), "{stderr}");
    assert!(!stderr.contains("token-9"), "{stderr}");
    let outcome = vendor.call(&env).run();
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "token-2\n"), "{outcome:?}");
    cache(&env, &["verify"]).success();
}

#[cfg(unix)]
#[test]
fn clear_does_not_follow_a_symlinked_directory() {
    let env = TestEnv::new();
    let foreign = env.write("project/package.json", "{}");
    env.write("project/Cargo.lock", "");
    std::os::unix::fs::symlink(env.path("project"), env.tokens_dir()).unwrap();
    let outcome = cache(&env, &["clear"]);
    assert!(foreign.exists() && env.path("project/Cargo.lock").exists(), "{outcome:?}");
}

#[test]
fn clear_removes_only_cache_files() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    assert_prints_only(vendor.call(&env), "token-1");
    let foreign = env.tokens_dir().join("notes.json");
    fs::write(&foreign, "mine").unwrap();
    cache(&env, &["clear"]).success();
    assert!(foreign.exists(), "a foreign file was removed");
    assert_eq!(files_containing(&env, "token-1"), Vec::<PathBuf>::new());
}

#[test]
fn clear_continues_after_an_error() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    env.write_config("[profiles.a]\nprovider = \"oauth2\"\n[profiles.b]\nprovider = \"oauth2\"\n");
    for profile in ["a", "b"] {
        vendor.call_as(&env, profile).run().success();
    }
    // A directory in the place of the first profile's temporary file cannot be removed.
    fs::create_dir_all(files_containing(&env, "token-1")[0].with_extension("tmp").join("inside")).unwrap();
    let outcome = cache(&env, &["clear"]);
    assert_eq!(files_containing(&env, "token-"), Vec::<PathBuf>::new(), "{outcome:?}");
    assert_eq!(outcome.code, Some(9), "a file is left, so `clear` must fail");
}
