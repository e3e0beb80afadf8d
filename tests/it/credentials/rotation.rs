//! Tokens that a system replaces in a file, as Kubernetes does in a projected volume: a new directory, and a link that
//! is renamed onto the one to the old directory.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::json;

use crate::support::environment::TestEnv;
use crate::support::jwt::{claims, unsigned};
use crate::support::process::Call;
use crate::support::world::{Reply, World};

/// The subject may be in a file that others can read.
const FEDERATED: &str = r#"
title = "Federated"
[credentials]
client-secret = { required = false }
subject = { readable = true, default = { file = "/var/run/absent/token" } }
[vars.base]
required = true
help = "where it is"
[client-credentials]
url = "{base}/token"
client-auth = "client_assertion"
"#;

/// Gives each subject a token of its own, and counts.
fn vendor() -> World {
    World::start(|request| {
        let claims = claims(&request.form()["client_assertion"]);
        let token = format!("token-of-{}", claims["sub"].as_str().unwrap());
        Reply::json(200, json!({ "access_token": token, "expires_in": 3600 }).to_string())
    })
}

fn jwt(subject: &str, number: u64) -> String {
    unsigned(&json!({
        "iss": "https://cluster.example", "sub": subject, "aud": ["vendor"], "jti": number.to_string(),
        "iat": number, "nbf": number, "exp": 4_000_000_000_u64 + number,
        "kubernetes.io": { "warnafter": number },
    }))
}

/// A projected volume in a test's home.
struct Volume(PathBuf);

impl Volume {
    fn new(env: &TestEnv) -> Self {
        let folder = env.path("elsewhere/volume");
        fs::create_dir_all(&folder).unwrap();
        // As kubelet creates it: its mount is writable for all, and sticky.
        fs::set_permissions(&folder, Permissions::from_mode(0o1777)).unwrap();
        Self(folder)
    }

    fn token(&self) -> PathBuf {
        self.0.join("token")
    }

    /// What kubelet's atomic writer does.
    fn rotate(&self, number: u64, subject: &str) {
        let folder = format!("..2026_{number}");
        let new = self.0.join(&folder);
        fs::create_dir(&new).unwrap();
        fs::set_permissions(&new, Permissions::from_mode(0o755)).unwrap();
        fs::write(new.join("token"), jwt(subject, number)).unwrap();
        fs::set_permissions(new.join("token"), Permissions::from_mode(0o644)).unwrap();
        let old = fs::read_link(self.0.join("..data")).ok();
        symlink(&folder, self.0.join("..data_tmp")).unwrap();
        fs::rename(self.0.join("..data_tmp"), self.0.join("..data")).unwrap();
        if old.is_none() {
            symlink("..data/token", self.token()).unwrap();
        }
        if let Some(old) = old {
            fs::remove_dir_all(self.0.join(old)).unwrap();
        }
    }
}

fn home(vendor: &World) -> (TestEnv, Volume) {
    let env = TestEnv::new();
    env.write_provider("federated", FEDERATED);
    let volume = Volume::new(&env);
    env.write_config(&format!(
        "[profiles.work]\nprovider = 'federated'\nclient-id = 'i'\nvars.base = 'http://{}'\nsubject = {{ file = '{}' }}\n",
        vendor.http_addr(),
        volume.token().display()
    ));
    (env, volume)
}

fn call(env: &TestEnv) -> Call {
    env.gettoken(&["work", "-o", "token"])
}

fn entries(env: &TestEnv) -> usize {
    let names = fs::read_dir(env.tokens_dir()).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().ends_with(".json")).count()
}

#[test]
fn calls_during_rotations_never_fail_and_share_an_entry() {
    let vendor = vendor();
    let (env, volume) = home(&vendor);
    volume.rotate(0, "a");
    let done = AtomicBool::new(false);
    let failures = thread::scope(|scope| {
        let rotations = scope.spawn(|| {
            let mut number = 0;
            while !done.load(Ordering::SeqCst) || number < 20 {
                number += 1;
                volume.rotate(number, "a");
                thread::sleep(Duration::from_millis(if number < 20 { 20 } else { 5 }));
            }
        });
        let calls = |_| scope.spawn(|| (0..25).map(|_| call(&env).run()).collect::<Vec<_>>());
        let running: Vec<_> = (0..4).map(calls).collect();
        let outcomes: Vec<_> = running.into_iter().flat_map(|calls| calls.join().unwrap()).collect();
        done.store(true, Ordering::SeqCst);
        rotations.join().unwrap();
        assert_eq!(outcomes.len(), 100);
        outcomes.into_iter().filter(|outcome| outcome.stdout != "token-of-a\n").collect::<Vec<_>>()
    });
    assert!(failures.is_empty(), "{failures:#?}");
    assert_eq!((entries(&env), vendor.requests().len()), (1, 1));
}

#[test]
fn another_subject_behind_the_same_path_gets_its_own_token() {
    let vendor = vendor();
    let (env, volume) = home(&vendor);
    for (number, subject) in ["a", "b", "b", "a"].into_iter().enumerate() {
        volume.rotate(number as u64, subject);
        assert_eq!(call(&env).run().success(), format!("token-of-{subject}\n"));
    }
    assert_eq!((entries(&env), vendor.requests().len()), (2, 2));
}

/// Any claim may decide what a subject gets, and without a name for it, the whole token is the subject.
#[test]
fn subjects_that_differ_in_any_lasting_claim_share_no_token() {
    let vendor = World::start(|request| {
        let token = request.form()["client_assertion"].split('.').nth(1).unwrap().to_owned();
        Reply::json(200, json!({ "access_token": token, "expires_in": 3600 }).to_string())
    });
    let (env, _volume) = home(&vendor);
    let of = |claims: serde_json::Value| {
        let subject = unsigned(&claims);
        let path = env.write("subject", &subject);
        let call = env.gettoken(&["work", "-o", "token", "--subject-file"]).arg(path);
        (call.through(&vendor).run().success(), subject)
    };
    for claims in [
        json!({ "iss": "i", "sub": "s", "environment": "production", "exp": 4_000_000_000_u64 }),
        json!({ "iss": "i", "sub": "s", "environment": "test", "exp": 4_000_000_000_u64 }),
        json!({ "iss": "i", "sub": "s", "scope": "read admin" }),
        json!({ "iss": "i", "sub": "s", "scope": "read" }),
        json!({ "iss": "i", "preferred_username": "alice" }),
        json!({ "iss": "i", "preferred_username": "bob" }),
        json!({ "name": "alice", "jti": "1" }),
        json!({ "name": "alice", "jti": "2" }),
    ] {
        let (token, subject) = of(claims.clone());
        assert_eq!(Some(token.trim()), subject.split('.').nth(1), "{claims}");
    }
    let again =
        json!({ "iss": "i", "sub": "s", "scope": "read", "jti": "n", "iat": 1, "exp": 4_000_000_009_u64 });
    let before = vendor.requests().len();
    of(again);
    assert_eq!(vendor.requests().len(), before);
}

/// A replay must not outlive the subject that it was recorded for.
#[cfg(feature = "fastpath")]
#[test]
fn replay_ends_with_a_rotation() {
    let vendor = vendor();
    let (env, volume) = home(&vendor);
    volume.rotate(1, "a");
    call(&env).run().success();
    thread::sleep(Duration::from_millis(2100));
    call(&env).run().success();
    volume.rotate(2, "b");
    assert_eq!(call(&env).run().success(), "token-of-b\n");
}

#[test]
fn readable_is_for_the_declared_credential_alone() {
    let vendor = vendor();
    let (env, volume) = home(&vendor);
    volume.rotate(0, "a");
    call(&env).run().success();
    // The same definition without it.
    env.write_provider("federated", &FEDERATED.replace("readable = true, ", ""));
    let stderr = call(&env).run().failed(3);
    assert!(stderr.contains("chmod"), "{stderr}");
    assert!(!stderr.contains(&jwt("a", 0)), "{stderr}");
}

#[test]
fn file_that_others_can_change_is_refused_even_if_readable() {
    let vendor = vendor().may_be_silent();
    let (env, volume) = home(&vendor);
    volume.rotate(0, "a");
    let file = fs::canonicalize(volume.token()).unwrap();
    fs::set_permissions(&file, Permissions::from_mode(0o646)).unwrap();
    call(&env).run().failed(3);
    fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
    fs::set_permissions(file.parent().unwrap(), Permissions::from_mode(0o777)).unwrap();
    call(&env).run().failed(3);
}

#[test]
fn file_of_a_default_that_is_missing_says_so() {
    let vendor = vendor().may_be_silent();
    let env = TestEnv::new();
    env.write_provider("federated", FEDERATED);
    let call =
        env.gettoken(&["federated", "--client-id=i", &format!("--base=http://{}", vendor.http_addr())]);
    let stderr = call.run().failed(3);
    assert!(stderr.contains("/var/run/absent/token"), "{stderr}");
}
