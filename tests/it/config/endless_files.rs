//! Files and streams that never end, or never begin, wherever the program reads one: each call ends by its
//! timeout, and reads no more than its limit.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::tools;
use crate::support::vendor::Vendor;

/// Far above the timeouts of these calls, which are one second, and below every default.
const SOON: Duration = Duration::from_secs(15);

/// Above what any of these calls needs, in bytes. A program that reads without a limit gets more at once.
const MEMORY: &str = "--as=1000000000";

/// How a file does not end.
#[derive(Clone, Copy, Debug)]
enum Form {
    /// A FIFO that nobody writes to.
    Silent,
    /// A FIFO with a writer that does not stop.
    Growing,
    /// A device.
    Device,
}

const FORMS: [Form; 3] = [Form::Silent, Form::Growing, Form::Device];

impl Form {
    /// Creates the file.
    fn put(self, path: &Path) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if matches!(self, Self::Device) {
            return symlink("/dev/zero", path).unwrap();
        }
        assert!(tools::succeeds("mkfifo", &["-m", "600", path.to_str().unwrap()]));
        if matches!(self, Self::Growing) {
            let path = path.to_owned();
            // Ends with its reader. If there is none, it ends with the tests.
            thread::spawn(move || {
                fs::File::options()
                    .write(true)
                    .open(path)
                    .map(|mut pipe| while std::io::Write::write_all(&mut pipe, &[b'a'; 4096]).is_ok() {})
            });
        }
    }

    /// The call with this as its stdin.
    fn as_stdin(self, env: &TestEnv, call: Call) -> Call {
        let script = match self {
            Self::Silent => "exec \"$@\" <>\"$HOME/stdin\"",
            Self::Growing => "yes aaaaaaaa | \"$@\"",
            Self::Device => "exec \"$@\" </dev/zero",
        };
        if matches!(self, Self::Silent) {
            assert!(tools::succeeds("mkfifo", &[env.path("stdin").to_str().unwrap()]));
        }
        call.under(&["sh", "-c", script, "sh"])
    }
}

/// Runs the call, which must end in time by itself, and within its memory.
#[track_caller]
fn ends(call: Call, what: &str) -> Outcome {
    let began = Instant::now();
    let outcome = call.under(&["prlimit", MEMORY]).run();
    assert!(began.elapsed() < SOON, "{what}: {:?}", began.elapsed());
    assert!(outcome.code.is_some_and(|code| code != 1), "{what}: {outcome:?}");
    let has_reason = outcome.stderr.contains("error: ") || outcome.stdout.contains("fault");
    assert!(outcome.code == Some(0) || has_reason, "{what}: {outcome:?}");
    outcome
}

fn cannot_run() -> bool {
    tools::skip_without(&["mkfifo", "prlimit", "yes"])
}

/// The options of most calls: `URL` is the address of a server, `FILE` the file without an end.
const PLAIN: &str = "oauth2 --client-id=i --token-url=URL";
const HTTPS: &str = "oauth2 --client-id=i --client-secret-file=secret --token-url=https://127.0.0.1:9/t";
const PROFILE: &str = "[profiles.p]\nprovider = \"oauth2\"\nclient-id = \"i\"\nclient-secret = ";

/// What reads a file: an option, a variable, a key, or the program itself at a fixed place. Then the options of
/// the call, with `PLAIN` and `HTTPS` for those, and what is in the config file.
const READERS: [(&str, &str, &str); 33] = [
    ("--client-secret-file", "PLAIN --client-secret-file=FILE", ""),
    ("--client-secret-file", "fetch PLAIN --client-secret-file=FILE --dry-run", ""),
    ("--client-secret-file", "doctor PLAIN --client-secret-file=FILE", ""),
    ("--client-secret-file", "login PLAIN --client-secret-file=FILE --device --device-url=URL", ""),
    ("--client-secret-file", "logout PLAIN --client-secret-file=FILE", ""),
    ("--client-key-file", "PLAIN --client-auth=private_key_jwt --client-key-file=FILE", ""),
    ("--subject-file", "PLAIN --client-auth=client_assertion --subject-file=FILE", ""),
    ("--refresh-token-file", "login PLAIN --client-auth=none --refresh-token-file=FILE", ""),
    ("--cacert", "HTTPS --cacert=FILE", ""),
    ("--cacert", "doctor HTTPS --cacert=FILE", ""),
    ("--cacert", "login HTTPS --device --device-url=https://127.0.0.1:9/d --cacert=FILE", ""),
    ("--input", "api PLAIN --client-secret-file=secret POST URL --allow-host=HOST --input=FILE", ""),
    ("--field", "api PLAIN --client-secret-file=secret URL --allow-host=HOST -F a=@FILE", ""),
    ("--output", "api PLAIN --client-secret-file=secret URL --allow-host=HOST --output=FILE", ""),
    ("--config-dir", "PLAIN --client-secret-file=secret --config-dir=FILE", ""),
    ("DEFINITION", "providers check FILE", ""),
    ("SSL_CERT_FILE", "HTTPS", ""),
    ("SSL_CERT_DIR", "HTTPS", ""),
    ("GETTOKEN_CONFIG_DIR", "PLAIN --client-secret-file=secret", ""),
    ("XDG_CONFIG_HOME", "PLAIN --client-secret-file=secret", ""),
    ("HOME", "PLAIN --client-secret-file=secret", ""),
    ("PATH", "p --token-url=URL", "{ command = [\"cat\"] }"),
    ("CREDENTIALS_DIRECTORY", "PLAIN --client-secret-file=secret", ""),
    ("TMPDIR", "demo -o token", ""),
    ("cacert", "HTTPS", "cacert"),
    ("file", "p --token-url=URL", "{ file = \"FILE\" }"),
    ("command", "p --token-url=URL", "{ command = [\"cat\", \"FILE\"] }"),
    ("command", "p --token-url=URL", "{ command = [\"FILE\"] }"),
    ("config/gettoken/config.toml", "PLAIN --client-secret-file=secret", ""),
    ("config/gettoken/config.toml", "doctor PLAIN --client-secret-file=secret", ""),
    ("config/gettoken/providers", "PLAIN --client-secret-file=secret", ""),
    ("config/gettoken/providers/own.toml", "own --client-id=i --client-secret-file=secret", ""),
    ("config/gettoken/tokens", "PLAIN --client-secret-file=secret", ""),
];

/// A call with these options, and a config file if it needs one. `name` is what reads the file at `path`.
fn reader(env: &TestEnv, vendor: &Vendor, (name, words, config): (&str, &str, &str), path: &str) -> Call {
    let mut text = "[defaults]\ntimeout = \"1s\"\nretries = 0\n".to_owned();
    if config == "cacert" {
        text.push_str(&format!("cacert = \"{path}\"\n"));
    } else if !config.is_empty() {
        text.push_str(&format!("{PROFILE}{}\n", config.replace("FILE", path)));
    }
    let is_elsewhere =
        name == "--config-dir" || name.ends_with("config.toml") || name.ends_with("_CONFIG_DIR");
    if !is_elsewhere {
        env.write_config(&text);
    }
    let url = vendor.url();
    let host = url.split('/').nth(2).unwrap();
    let words = words.replace("PLAIN", PLAIN).replace("HTTPS", HTTPS).replace("FILE", path);
    let words = words.replace("URL", &url).replace("HOST", host);
    let mut words: Vec<&str> = words.split(' ').collect();
    if is_elsewhere {
        words.push("--timeout=1s");
    }
    let call = env.gettoken(&words);
    match name {
        "XDG_CONFIG_HOME" | "HOME" => call.without("GETTOKEN_CONFIG_DIR").arg("--timeout=1s").env(name, path),
        "PATH" => call.env(name, format!("{path}:/usr/bin:/bin")),
        _ if name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_') => call.env(name, path),
        _ => call,
    }
}

#[test]
fn file_without_an_end_never_blocks_a_call() {
    if cannot_run() {
        return;
    }
    let vendor = Vendor::new(3600);
    let try_all = |form: Form| {
        for case in READERS {
            let env = TestEnv::new();
            env.write("secret", "s3cret\n");
            let path = env.path(if case.0.contains('/') { case.0 } else { "file" });
            form.put(&path);
            ends(reader(&env, &vendor, case, path.to_str().unwrap()), &format!("{form:?}, {case:?}"));
        }
    };
    thread::scope(|scope| FORMS.iter().for_each(|form| drop(scope.spawn(|| try_all(*form)))));
}

/// The options whose value is a path, in the help of every command. `--field` also takes text.
#[test]
fn every_option_with_a_path_is_tried() {
    let mut names = BTreeSet::new();
    for command in [
        "oauth2",
        "fetch oauth2",
        "login oauth2",
        "logout oauth2",
        "api oauth2",
        "exec",
        "doctor oauth2",
        "git-credential",
        "docker-credential",
        "config set-secret",
        "cache clear",
        "demo",
        "providers check",
    ] {
        let words: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let help = TestEnv::new().gettoken(&words).run().success();
        let with_path = help.lines().filter(|line| line.contains("<FILE>") || line.contains("<DIR>"));
        let option =
            |line: &str| line.split_whitespace().find(|word| word.starts_with("--")).map(str::to_owned);
        names.extend(with_path.filter_map(option));
    }
    let tried = READERS
        .iter()
        .map(|(name, ..)| (*name).to_owned())
        .filter(|name| name.starts_with("--") && name != "--field");
    assert_eq!(names, tried.collect());
}

/// Every file that the program has stored itself.
#[test]
fn stored_file_without_an_end_never_blocks_a_call() {
    if cannot_run() {
        return;
    }
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    let plain = || vendor.call(&env).args(&["--timeout=1s", "--lock-timeout=1s", "--retries=0"]);
    for _ in 0..2 {
        plain().run().success();
    }
    thread::sleep(Duration::from_millis(2100));
    plain().run().success();
    let paths = fs::read_dir(env.tokens_dir()).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<_> = paths.map(|path| (fs::read(&path).unwrap(), path)).collect();
    assert!(files.len() >= 2, "{files:?}");
    let restore = || {
        for (content, path) in &files {
            let _ = fs::remove_file(path);
            env.write(path, std::str::from_utf8(content).unwrap());
        }
    };
    for (_, path) in &files {
        for form in FORMS {
            restore();
            fs::remove_file(path).unwrap();
            form.put(path);
            let what = format!("{}, {form:?}", path.display());
            ends(plain(), &what);
            ends(plain().arg("--force"), &what);
            for words in [&["cache", "list"][..], &["cache", "verify"], &["doctor"], &["cache", "clear"]] {
                ends(env.gettoken(words), &format!("{what}, {words:?}"));
            }
        }
    }
}

/// Every call that reads stdin, and its exit code.
const STDIN_READERS: [(&str, i32); 11] = [
    ("PLAIN --client-secret-file=-", 3),
    ("fetch PLAIN --client-secret-file=- --dry-run", 3),
    ("login PLAIN --client-auth=none --refresh-token-file=-", 3),
    ("PLAIN --client-secret-file=secret --rejected", 3),
    ("api PLAIN --client-secret-file=secret POST URL --allow-host=HOST --input=-", 2),
    ("api PLAIN --client-secret-file=secret URL --allow-host=HOST -F a=@-", 2),
    ("git-credential --timeout=1s p get", 2),
    ("docker-credential --timeout=1s p get", 2),
    ("docker-credential p store", 2),
    ("config set-secret k", 3),
    ("completions bash --words", 3),
];

#[test]
fn stdin_without_an_end_never_blocks_a_call() {
    if cannot_run() {
        return;
    }
    let vendor = Vendor::new(3600).may_be_silent();
    let try_all = |form: Form| {
        for (words, code) in STDIN_READERS {
            let env = TestEnv::new();
            env.write("secret", "s3cret\n");
            let call = reader(
                &env,
                &vendor,
                (
                    "",
                    words,
                    "\"s\"\n[profiles.k]\nprovider = \"oauth2\"\nclient-secret = { keyring = \"k\" }",
                ),
                "",
            );
            let outcome = ends(form.as_stdin(&env, call), &format!("{form:?}, {words}"));
            // Lines without an end are answered, as the command line to complete and as git's attributes.
            let is_answered =
                matches!(form, Form::Growing | Form::Device) && words.starts_with("completions");
            if is_answered {
                continue;
            }
            assert_eq!(outcome.code, Some(code), "{form:?}, {words}: {outcome:?}");
            if matches!(form, Form::Silent) {
                assert!(outcome.stderr.contains("reading it timed out"), "{words}: {outcome:?}");
                assert!(
                    outcome.stderr.contains("`--timeout`, or with `timeout` under [defaults]"),
                    "{outcome:?}"
                );
            }
        }
    };
    thread::scope(|scope| FORMS.iter().for_each(|form| drop(scope.spawn(|| try_all(*form)))));
    assert_eq!(vendor.asked(), 0);
}

/// A login also reads redirect addresses that a person pastes.
#[test]
fn pasted_addresses_without_an_end_do_not_block_a_login() {
    if cannot_run() {
        return;
    }
    for form in FORMS {
        let (env, vendor) = (TestEnv::new(), Vendor::new(3600).may_be_silent());
        let words =
            "login PLAIN --client-auth=none --no-browser --authorize-url=https://127.0.0.1:9/a --wait=2s";
        let outcome =
            ends(form.as_stdin(&env, reader(&env, &vendor, ("", words, ""), "")), &format!("{form:?}"));
        assert_eq!(outcome.code, Some(4), "{form:?}: {outcome:?}");
    }
}

/// An answer is written to a device or FIFO, not put in its place.
#[test]
fn output_file_that_is_no_regular_file_is_written_to() {
    if cannot_run() {
        return;
    }
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    env.write("secret", "s3cret\n");
    let words = "api PLAIN --client-secret-file=secret URL --allow-host=HOST";
    let api = |output: &str| reader(&env, &vendor, ("", words, ""), "").arg("--output").arg(output);
    let null = env.path("null");
    symlink("/dev/null", &null).unwrap();
    assert_eq!(api(null.to_str().unwrap()).run().success(), "");
    assert!(fs::symlink_metadata(&null).unwrap().is_symlink() && !env.path("null.part").exists());
    assert!(api("/dev/stdout").run().success().contains("access_token"));
    let pipe = env.path("pipe");
    assert!(tools::succeeds("mkfifo", &["-m", "600", pipe.to_str().unwrap()]));
    let running = api("pipe").spawn();
    assert!(fs::read_to_string(&pipe).unwrap().contains("access_token"));
    running.wait().success();
    // Another FIFO: a process that another test has just forked may still hold the read end of the first.
    let unread = env.path("unread");
    assert!(tools::succeeds("mkfifo", &["-m", "600", unread.to_str().unwrap()]));
    assert!(api("unread").run().failed(9).contains("cannot write"));
    assert!(api(".").run().failed(9).contains("cannot write"));
    // Another user's FIFO, or one that others can write to, in a shared directory.
    assert!(tools::succeeds("chmod", &["666", pipe.to_str().unwrap()]));
    assert!(api("pipe").run().failed(3).contains("chmod go-w"));
}
