//! Replay records and their inputs: a repeated call is answered from the record, which contains all inputs of
//! the answer and no secret; in case of doubt, no record is written.

#![cfg(feature = "fastpath")]

use std::fs::{self, Permissions};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::providers::some_of;
use crate::support::tools;
use crate::support::vendor::Vendor;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine};

/// Inputs that changed less than two seconds ago are not recorded.
const SETTLE_TIME: Duration = Duration::from_millis(2100);
/// A user and group id without an entry in passwd or group.
const STRANGER: u32 = 54321;

const OWN: &str = "title = \"Own\"\nextends = \"base\"\n";
const BASE: &str = r#"title = "Base"
docs = "https://vendor.example/docs"
[credentials]
client-id = { env = ["OWN_ID"] }
client-secret = { env = ["OWN_SECRET"] }
[vars.base]
help = "where it is"
required = true
[client-credentials]
url = "{base}"
params = { id = "{client-id}", secret = "{client-secret}" }
"#;

fn records(env: &TestEnv) -> Vec<PathBuf> {
    let entries = fs::read_dir(env.tokens_dir()).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|it| it == "replay"))
        .collect()
}

/// Runs a call until it is recorded, if it ever is. Returns all records.
fn record_call(env: &TestEnv, call: &dyn Fn() -> Call) -> Vec<PathBuf> {
    call().run().success();
    thread::sleep(SETTLE_TIME);
    call().run().success();
    records(env)
}

/// The only record of a plain call.
fn record_plain_call(env: &TestEnv, vendor: &Vendor) -> PathBuf {
    let [record] = <[PathBuf; 1]>::try_from(record_call(env, &|| vendor.call(env))).expect("one record");
    record
}

/// A home directory with a profile whose definition extends another, and a secret file.
fn home_with_profile(vendor: &Vendor) -> TestEnv {
    let env = TestEnv::new();
    env.write_provider("own", OWN);
    env.write_provider("base", BASE);
    env.write("config/gettoken/secret", "canary-file\n");
    env.write_config(&format!(
        "[profiles.work]\nprovider = \"own\"\nclient-id = \"id\"\nclient-secret = {{ file = \"secret\" }}\nvars = {{ base = \"{}\" }}\n",
        vendor.url(),
    ));
    env
}

/// Calls with different inputs.
fn calls<'a>(env: &'a TestEnv, vendor: &'a Vendor) -> Vec<Box<dyn Fn() -> Call + 'a>> {
    let dir = || env.config_dir().to_str().unwrap().to_owned();
    vec![
        Box::new(|| env.gettoken(&["work", "-o", "token"])),
        Box::new(|| env.gettoken(&["fetch", "work", "-o", "token"])),
        Box::new(move || env.gettoken(&["--config-dir", &dir(), "work", "-o", "header"])),
        Box::new(|| vendor.call(env)),
        Box::new(|| {
            env.gettoken(&["own", "--client-secret-file=~/config/gettoken/secret", "-o", "token"])
                .arg(format!("--base={}", vendor.url()))
                .env("OWN_ID", "id")
        }),
    ]
}

/// The system calls that access files below the home directory, as strace prints them.
fn trace(env: &TestEnv, call: Call) -> Vec<String> {
    let log = env.path("trace");
    let log = log.to_str().unwrap();
    call.under(&["strace", "-f", "-s", "4096", "-e", "trace=file", "-o", log]).run().success();
    let home = env.path("");
    let text = fs::read_to_string(log).unwrap();
    let is_below = |line: &&str| line.contains(&format!("\"{}", home.display())) && !line.contains("execve(");
    text.lines().filter(is_below).map(str::to_owned).collect()
}

#[test]
fn replayed_call_opens_only_the_record_and_the_entry() {
    if tools::skip_without(&["strace"]) {
        return;
    }
    let vendor = Vendor::new(3600);
    let env = home_with_profile(&vendor);
    for call in calls(&env, &vendor) {
        assert!(trace(&env, call()).iter().any(|line| line.contains("config.toml") && line.contains("open")));
        record_call(&env, &call);
        let opened = trace(&env, call()).into_iter().filter(|line| line.contains("open"));
        let other: Vec<_> = opened.filter(|line| !line.contains("/tokens/")).collect();
        assert!(other.is_empty(), "{other:#?}");
    }
}

#[test]
fn record_contains_every_accessed_path() {
    if tools::skip_without(&["strace"]) {
        return;
    }
    let vendor = Vendor::new(3600);
    let env = home_with_profile(&vendor);
    for call in calls(&env, &vendor) {
        record_call(&env, &call);
        records(&env).iter().for_each(|record| fs::remove_file(record).unwrap());
        let trace = trace(&env, call());
        let [record] = <[PathBuf; 1]>::try_from(records(&env)).expect("the full path left one record");
        let text = fs::read_to_string(record).unwrap();
        let named: Vec<&str> = text.split('"').collect();
        for line in trace {
            let path = line.split('"').find(|part| part.starts_with('/')).unwrap();
            let is_store = path.contains("/config/gettoken/tokens");
            let is_named = named.contains(&path.trim_end_matches('/'));
            // For a missing file, the type of the file system is that of its nearest existing parent.
            let is_above =
                !line.contains("open") && named.iter().any(|name| Path::new(name).starts_with(path));
            assert!(is_store || is_named || is_above, "{line}\nis not in {named:#?}");
        }
    }
}

#[test]
fn volatile_answers_are_not_recorded() {
    let vendor = &Vendor::new(3600);
    let secret = |env: &TestEnv| env.write("secret", "s");
    type Case<'a> = (&'a str, Box<dyn Fn(&TestEnv) -> Call + 'a>);
    let flagged = |flags: &'static [&'static str]| -> Case {
        let call = Box::new(|env: &TestEnv| flags.iter().fold(vendor.call(env), Call::arg));
        (flags[0], call)
    };
    let printed = |form: &'static str| -> Case {
        (form, Box::new(move |env: &TestEnv| vendor.call_as(env, "oauth2").arg("-o").arg(form)))
    };
    let cases: Vec<Case> = vec![
        flagged(&["-v"]),
        flagged(&["--force"]),
        flagged(&["--no-cache"]),
        flagged(&["--rejected=sha256:0000000000"]),
        flagged(&["--client-secret=s"]),
        flagged(&["--param=a=b"]),
        flagged(&["--dry-run"]),
        ("--proxy", Box::new(|env| vendor.call(env).arg("--proxy=http://u:p@127.0.0.1:9/"))),
        ("stdin", Box::new(|env| vendor.call(env).arg("--client-secret-file=-").stdin("s"))),
        ("a pipe", Box::new(|env| vendor.call(env).arg("--client-secret-file=/dev/stdin").stdin("s"))),
        (
            "a relative file",
            Box::new(|env| {
                secret(env);
                vendor.call(env).arg("--client-secret-file=secret")
            }),
        ),
        printed("text"),
        printed("json"),
        printed("template={access_token} {expires_in}"),
        ("no HOME", Box::new(|env| vendor.call(env).without("HOME"))),
        ("a relative folder", Box::new(|env| vendor.call(env).arg("--config-dir=config/gettoken"))),
        (
            "a relative variable",
            Box::new(|env| vendor.call(env).env("GETTOKEN_CONFIG_DIR", "config/gettoken")),
        ),
    ];
    let prepared: Vec<_> = cases.iter().map(|case| (case, TestEnv::new())).collect();
    for ((_, call), env) in &prepared {
        vendor.call(env).run().success();
        call(env).run();
    }
    thread::sleep(SETTLE_TIME);
    for ((name, call), env) in &prepared {
        for _ in 0..2 {
            call(env).run();
            assert_eq!(records(env), Vec::<PathBuf>::new(), "{name}");
        }
        vendor.call(env).run().success();
        if *name != "--force" {
            assert_eq!(records(env).len(), 1, "{name}: a plain call is recorded in the same home");
        }
    }
}

#[test]
fn record_is_private_and_contains_no_secret() {
    let vendor = Vendor::new(3600);
    let env = home_with_profile(&vendor);
    let call =
        || env.gettoken(&["work", "-o", "header"]).env("GETTOKEN_WORK_CLIENT_SECRET", "canary-variable");
    record_call(&env, &call);
    record_call(&env, &|| env.gettoken(&["work", "-o", "env"]));
    let records = records(&env);
    assert_eq!(records.len(), 2);
    for record in records {
        assert_eq!(record.metadata().unwrap().mode() & 0o7777, 0o600);
        let text = fs::read_to_string(record).unwrap();
        for secret in ["token-1", "token-2", "canary-variable", "canary-file"] {
            let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
            let percent: String = secret.bytes().map(|byte| format!("%{byte:02X}")).collect();
            let base64 = BASE64_STANDARD.encode(secret);
            let url = BASE64_URL_SAFE_NO_PAD.encode(secret);
            let backwards: String = secret.chars().rev().collect();
            for form in
                [secret, &hex, &hex.to_uppercase(), &percent, base64.trim_end_matches('='), &url, &backwards]
            {
                assert!(!text.contains(form), "{form} in {text:?}");
            }
        }
    }
}

#[test]
fn flipped_bit_in_a_record_changes_no_answer() {
    const HOMES: usize = 4;
    let vendor = Vendor::new(3600);
    thread::scope(|scope| {
        for home in 0..HOMES {
            // Not in the thread, which does not have the name of the test.
            let (vendor, env) = (&vendor, TestEnv::new());
            scope.spawn(move || {
                let record = record_plain_call(&env, vendor);
                let (expected, sound) = (vendor.call(&env).run(), fs::read(&record).unwrap());
                assert!(expected.stdout.starts_with("token-"), "{expected:?}");
                for at in some_of((home..sound.len()).step_by(HOMES), 5, home) {
                    let mut bytes = sound.clone();
                    bytes[at] ^= 1 << (at % 8);
                    fs::write(&record, bytes).unwrap();
                    assert_eq!(vendor.call(&env).run(), expected, "byte {at}");
                }
            });
        }
    });
    assert_eq!(vendor.asked(), HOMES);
}

#[test]
fn untrusted_record_is_replaced() {
    let vendor = Vendor::new(3600);
    let env = TestEnv::new();
    let record = record_plain_call(&env, &vendor);
    let (beside, text) = (record.with_extension("beside"), fs::read(&record).unwrap());
    let tamper: [(&str, &dyn Fn()); 5] = [
        ("a symbolic link", &|| {
            fs::rename(&record, &beside).unwrap();
            symlink(&beside, &record).unwrap();
        }),
        ("a second name", &|| {
            let _ = fs::remove_file(&beside);
            fs::hard_link(&record, &beside).unwrap();
        }),
        ("a pipe", &|| {
            fs::remove_file(&record).unwrap();
            assert!(tools::succeeds("mkfifo", &["-m", "600", record.to_str().unwrap()]));
        }),
        ("others may read it", &|| fs::set_permissions(&record, Permissions::from_mode(0o644)).unwrap()),
        ("another user's", &|| {
            if !tools::part_is_not_root("a record of another user") {
                chown(&record, Some(STRANGER), None).unwrap();
            }
        }),
    ];
    for (name, tamper) in tamper {
        tamper();
        assert_eq!(vendor.call(&env).run().success(), "token-1\n", "{name}");
        let metadata = record.symlink_metadata().unwrap();
        assert!(metadata.is_file() && metadata.nlink() == 1 && metadata.mode() & 0o777 == 0o600, "{name}");
        assert_eq!(metadata.uid(), env.path("").metadata().unwrap().uid(), "{name}");
        assert!(fs::read(&record).unwrap().len().abs_diff(text.len()) < 16, "{name}: not a record");
    }
    assert_eq!(vendor.asked(), 1);
}

#[test]
fn fifo_as_an_input_prevents_recording() {
    if tools::skip_without(&["mkfifo"]) {
        return;
    }
    let vendor = Vendor::new(3600);
    let env = home_with_profile(&vendor);
    let call = || env.gettoken(&["work", "-o", "token"]);
    let old = record_call(&env, &call);
    let secret = env.config_dir().join("secret");
    fs::remove_file(&secret).unwrap();
    assert!(tools::succeeds("mkfifo", &["-m", "600", secret.to_str().unwrap()]));
    let before = fs::read(&old[0]).unwrap();
    for _ in 0..2 {
        let running = call().spawn();
        fs::write(&secret, "canary-file\n").unwrap();
        assert_eq!(running.wait().success(), "token-1\n");
    }
    assert!(secret.metadata().unwrap().file_type().is_fifo());
    assert_eq!((records(&env), fs::read(&old[0]).unwrap()), (old, before));
}

#[test]
fn new_definition_named_like_an_argument_changes_no_answer() {
    let vendor = Vendor::new(3600);
    let env = TestEnv::new();
    let dir = env.config_dir();
    let call = || {
        let words = ["--config-dir", dir.to_str().unwrap(), "oauth2", "--token-url", &vendor.url()];
        env.gettoken(&words)
            .arg("--client-id=id")
            .env("OAUTH2_CLIENT_SECRET", "secret")
            .arg("--scope")
            .arg("namesake")
            .arg("-otoken")
    };
    assert_eq!(record_call(&env, &call).len(), 1);
    env.write_provider("namesake", "broken");
    // `-v` prevents a replay.
    assert_eq!(call().run().success(), call().arg("-v").run().success());
}

#[test]
fn stdout_errors_are_the_same_on_replay() {
    let vendor = Vendor::new(3600);
    let env = TestEnv::new();
    let record = record_plain_call(&env, &vendor);
    let full = || fs::File::options().write(true).open("/dev/full").unwrap();
    let file = || fs::File::create(env.path("out")).unwrap();
    for _ in 0..2 {
        vendor.call(&env).stdout(full()).run().failed(9);
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        assert_eq!(vendor.call(&env).stdout(writer).run().signal, Some(13));
        if !tools::leave_out_without("a limit on the size of files", &["prlimit"]) {
            let limited = vendor.call(&env).under(&["prlimit", "--fsize=0"]);
            limited.stdout(file()).run().failed(9);
        }
        // The second round runs without the record.
        let _ = fs::remove_file(&record);
    }
}

#[test]
fn input_readable_through_a_group_is_not_recorded() {
    if tools::is_not_root() || tools::skip_without(&["setpriv", "chown"]) {
        return;
    }
    let vendor = Vendor::new(3600);
    let env = home_with_profile(&vendor);
    let config = env.write_config(&format!(
        "[profiles.work]\nprovider = \"oauth2\"\nclient-id = \"id\"\nclient-secret = {{ env = \"SECRET\" }}\nvars.token-url = \"{}\"\n",
        vendor.url(),
    ));
    assert!(tools::succeeds("chown", &["-R", &STRANGER.to_string(), env.path("").to_str().unwrap()]));
    chown(&config, Some(0), Some(STRANGER)).unwrap();
    fs::set_permissions(&config, Permissions::from_mode(0o640)).unwrap();
    let binary = env.path("gettoken");
    let call = |group: u32| {
        let (user, group) = (format!("--reuid={STRANGER}"), format!("--regid={group}"));
        let call = env.gettoken(&["work", "-o", "token"]).env("SECRET", "s").copied_to(&binary);
        call.under(&["setpriv", &user, &group, "--clear-groups"])
    };
    assert_eq!(record_call(&env, &|| call(STRANGER)), Vec::<PathBuf>::new());
    call(STRANGER + 1).run().failed(3);
}

#[test]
fn clear_removes_replay_records() {
    let vendor = Vendor::new(3600);
    let env = TestEnv::new();
    record_plain_call(&env, &vendor);
    env.gettoken(&["cache", "clear"]).run().success();
    assert!(!env.tokens_dir().exists());
}
