//! `client-secret = { command = […] }`: a password manager's program is run without a shell, once and only when a
//! secret is needed, sees nothing it need not see, and is exit 10 when it does not print one secret.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::tools;
use crate::support::world::{Reply, World};

fn tokens() -> World {
    World::always(Reply::json(200, r#"{"access_token":"t0ken","expires_in":3600}"#))
}

/// Writes a config whose secret is what this program prints; `words` are its name and arguments.
fn configure(env: &TestEnv, words: &[&str]) {
    let words = serde_json::to_string(words).unwrap();
    env.write_config(&format!(
        "[profiles.alimail]\nclient-id = \"i\"\nclient-secret = {{ command = {words} }}\n"
    ));
}

fn call(env: &TestEnv, world: &World) -> Call {
    env.gettoken(&["alimail", "-o", "token"]).through(world)
}

/// Runs `script` as the helper and gives the secret that arrives at the vendor.
#[track_caller]
fn printed(script: &str) -> String {
    let (env, world) = (TestEnv::new(), tokens());
    configure(&env, &["sh", "-c", script]);
    call(&env, &world).env("A_VARIABLE", "a value").run().success();
    world.request().form()["client_secret"].clone()
}

/// Runs the helper, which must fail with exit 10 before anything is sent; gives stderr.
#[track_caller]
fn failed(words: &[&str]) -> String {
    let (env, world) = (TestEnv::new(), tokens().may_be_silent());
    configure(&env, words);
    let stderr = call(&env, &world).run().failed(10);
    assert_eq!(world.connections().proxy, 0);
    assert!(stderr.contains(&format!("`{}`", words[0])), "{stderr}");
    assert!(!stderr.contains("s3cret"), "{stderr}");
    stderr
}

#[test]
fn what_it_prints_is_the_secret_without_the_line_break() {
    assert_eq!(printed("echo s3cret"), "s3cret");
    assert_eq!(printed("printf ' s3 cret\\r\\n'"), " s3 cret");
    assert_eq!(printed("printf '%s' \"$A_VARIABLE\""), "a value");
}

#[test]
fn no_shell_touches_its_arguments() {
    let (env, world) = (TestEnv::new(), tokens());
    configure(&env, &["printf", "%s", "$HOME; `id` * ~"]);
    call(&env, &world).run().success();
    assert_eq!(world.request().form()["client_secret"], "$HOME; `id` * ~");
}

#[test]
fn its_input_is_empty() {
    assert_eq!(printed("cat; echo end"), "end");
}

#[test]
fn its_own_complaints_reach_the_user() {
    let stderr = failed(&["sh", "-c", "echo 'the vault is locked' >&2; echo s3cret; exit 3"]);
    assert!(stderr.contains("the vault is locked"), "{stderr}");
    assert!(stderr.contains("exit status: 3"), "{stderr}");
}

#[test]
fn a_program_that_is_not_there_is_told() {
    assert!(failed(&["no-such-helper"]).contains("cannot run"));
}

#[test]
fn a_program_that_may_not_be_run_is_told() {
    let env = TestEnv::new();
    let path = env.write("helper", "#!/bin/sh\necho s3cret\n").display().to_string();
    failed(&[&path, "show"]);
    fs::set_permissions(&path, Permissions::from_mode(0o700)).unwrap();
    let world = tokens();
    configure(&env, &[&path, "show"]);
    call(&env, &world).run().success();
}

#[test]
fn what_is_not_one_secret_is_told() {
    for (script, told) in [
        (":", "found nothing"),
        ("echo", "found nothing"),
        ("echo s3cret; echo s3cret-2", "more than one line"),
        ("printf 's3cret\\0x'", "more than one line"),
        ("printf 's3cret\\377'", "not UTF-8"),
        ("kill -9 $$", "signal: 9"),
    ] {
        let stderr = failed(&["sh", "-c", script]);
        assert!(stderr.contains(told), "{told} is not in\n{stderr}");
    }
}

#[test]
fn a_flood_is_told_as_one() {
    let stderr = failed(&["sh", "-c", "yes s3cret | head -c 1000000"]);
    assert!(stderr.contains("printed more than"), "{stderr}");
}

#[test]
fn an_error_for_programs_says_that_it_was_the_helper() {
    let env = TestEnv::new();
    configure(&env, &["false"]);
    let stderr = env.gettoken(&["alimail", "--error-format", "json"]).run().failed(10);
    let error: serde_json::Value = serde_json::from_str(&stderr).unwrap();
    assert_eq!((&error["error"]["kind"], &error["error"]["retryable"]), (&"helper".into(), &false.into()));
}

/// Another account's secret is none of its business, nor is another vendor's.
#[test]
fn it_does_not_see_an_exported_secret() {
    let (env, world) = (TestEnv::new(), tokens());
    env.write_config(
        "[profiles.mail-2]\nprovider = \"alimail\"\nclient-id = \"i\"\n\
         client-secret = { command = [\"sh\", \"-c\", \"echo seen:$ALIMAIL_CLIENT_SECRET$FEISHU_APP_SECRET\"] }\n\
         [profiles.feishu]\nclient-id = \"j\"\n",
    );
    let call =
        env.gettoken(&["mail-2"]).env("ALIMAIL_CLIENT_SECRET", "s3cret").env("FEISHU_APP_SECRET", "s3cret");
    call.through(&world).run().success();
    assert_eq!(world.request().form()["client_secret"], "seen:");
}

#[test]
fn it_is_not_run_for_a_token_that_is_stored() {
    let (env, world) = (TestEnv::new(), tokens());
    configure(&env, &["sh", "-c", "echo run >> \"$HOME/runs\"; echo s3cret"]);
    for _ in 0..3 {
        assert_eq!(call(&env, &world).run().success(), "t0ken\n");
    }
    assert_eq!(fs::read_to_string(env.path("runs")).unwrap(), "run\n");
    world.request();
}

#[test]
fn it_is_not_run_for_help_a_dry_run_or_a_check() {
    let env = TestEnv::new();
    configure(&env, &["sh", "-c", "touch \"$HOME/runs\"; echo s3cret"]);
    for args in [["alimail", "--help"], ["alimail", "--dry-run"], ["config", "check"], ["cache", "list"]] {
        env.gettoken(&args).run().success();
    }
    assert!(!env.path("runs").exists());
}

#[test]
fn it_is_not_run_when_a_better_place_has_the_secret() {
    let (env, world) = (TestEnv::new(), tokens());
    configure(&env, &["sh", "-c", "touch \"$HOME/runs\"; echo s3cret"]);
    call(&env, &world).env("ALIMAIL_CLIENT_SECRET", "from the environment").run().success();
    assert_eq!(world.request().form()["client_secret"], "from the environment");
    assert!(!env.path("runs").exists());
}

// Which program it is.

/// A program that gives itself away, at `place` in the home folder.
fn plant(env: &TestEnv, place: &str) -> String {
    let path = env.write(place, "#!/bin/sh\ntouch \"$HOME/hijacked\"\necho stolen\n");
    fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
    path.display().to_string()
}

fn set_mode(path: impl AsRef<std::path::Path>, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Runs a config that names `word` as its helper where `path` is PATH, in a folder with a planted helper.
/// It must be exit 10, with nothing run and nothing sent; gives stderr.
#[track_caller]
fn not_run(env: &TestEnv, word: &str, path: &str) -> String {
    let world = tokens().may_be_silent();
    configure(env, &[word, "show"]);
    let stderr = call(env, &world).cwd(env.path("work")).env("PATH", path).run().failed(10);
    assert!(!env.path("hijacked").exists(), "PATH={path}: {stderr}");
    assert_eq!(world.connections().proxy, 0);
    stderr
}

#[test]
fn a_program_in_the_current_folder_is_never_run() {
    let env = TestEnv::new();
    plant(&env, "work/vault-cli");
    plant(&env, "work/bin/vault-cli");
    for path in
        ["", ".", ":", ".:/usr/bin:/bin", "/usr/bin:/bin:", "/usr/bin::/bin", "./", "bin", "../work", "./bin"]
    {
        let stderr = not_run(&env, "vault-cli", path);
        let is_there = !path.is_empty();
        assert!(stderr.contains("no such program in PATH"), "{path:?}: {stderr}");
        assert_eq!(stderr.contains("skipped a program"), is_there, "{path:?}: {stderr}");
    }
}

#[test]
fn a_relative_path_is_never_run() {
    let env = TestEnv::new();
    plant(&env, "work/vault-cli");
    plant(&env, "work/bin/vault-cli");
    for word in [
        "./vault-cli",
        "bin/vault-cli",
        "../work/vault-cli",
        ".//vault-cli",
        "vault-cli/../vault-cli",
        "~root/x",
    ] {
        let stderr = not_run(&env, word, "/usr/bin:/bin");
        assert!(
            stderr.contains("relative path") && stderr.contains("hint: use the name of a program in PATH"),
            "{stderr}"
        );
    }
    for word in ["", ".", ".."] {
        not_run(&env, word, "/usr/bin:/bin");
    }
}

#[test]
fn a_program_that_anybody_could_have_put_there_is_never_run() {
    let env = TestEnv::new();
    fs::create_dir(env.path("work")).unwrap();
    let in_path = |place: &str| not_run(&env, "vault-cli", &env.path(place).display().to_string());
    plant(&env, "open/vault-cli");
    plant(&env, "sticky/vault-cli");
    plant(&env, "above/bin/vault-cli");
    let loose = plant(&env, "safe/vault-cli");
    set_mode(env.path("open"), 0o777);
    set_mode(env.path("sticky"), 0o1777);
    set_mode(env.path("above"), 0o777);
    set_mode(&loose, 0o777);
    std::os::unix::fs::symlink(env.path("open"), env.path("link")).unwrap();
    fs::create_dir(env.path("links")).unwrap();
    std::os::unix::fs::symlink(&loose, env.path("links/vault-cli")).unwrap();
    for place in ["open", "sticky", "above/bin", "safe", "link", "links"] {
        assert!(in_path(place).contains("hint: skipped a program of that name: "), "{place}");
        // A whole path says who is trusted, not that what stands there is theirs.
        if place != "sticky" {
            let whole = env.path(place).join("vault-cli").display().to_string();
            assert!(not_run(&env, &whole, "/bin").contains("refusing to run"), "{place}");
        }
    }
}

#[test]
fn a_program_of_another_user_among_everybodys_files_is_never_run() {
    if tools::is_not_root() {
        return;
    }
    let env = TestEnv::new();
    fs::create_dir(env.path("work")).unwrap();
    let planted = plant(&env, "sticky/vault-cli");
    set_mode(env.path("sticky"), 0o1777);
    chown(&planted, Some(65534), None).unwrap();
    assert!(not_run(&env, &planted, "/bin").contains("belongs to another user"));
}

/// A folder of PATH that is passed over does not hide the right one behind it.
#[test]
fn the_right_program_is_found_behind_a_wrong_one() {
    for path in [".:BIN", "OPEN:BIN", ":BIN", "/nowhere:BIN", "BIN:."] {
        let (env, world) = (TestEnv::new(), tokens());
        plant(&env, "work/vault-cli");
        plant(&env, "open/vault-cli");
        set_mode(env.path("open"), 0o777);
        let right = env.write("bin/vault-cli", "#!/bin/sh\necho s3cret\n");
        set_mode(right, 0o755);
        let place = |name: &str| env.path(name).display().to_string();
        let path = path.replace("BIN", &place("bin")).replace("OPEN", &place("open"));
        configure(&env, &["vault-cli", "show"]);
        call(&env, &world).cwd(env.path("work")).env("PATH", path + ":/usr/bin:/bin").run().success();
        assert_eq!(world.request().form()["client_secret"], "s3cret");
        assert!(!env.path("hijacked").exists());
    }
}

#[test]
fn a_program_below_the_home_folder_may_be_named_with_a_tilde() {
    let (env, world) = (TestEnv::new(), tokens());
    set_mode(env.write("tools/secret", "#!/bin/sh\necho \"$1\"\n"), 0o700);
    configure(&env, &["~/tools/secret", "~/s3cret"]);
    call(&env, &world).run().success();
    // An argument is the program's own business.
    assert_eq!(world.request().form()["client_secret"], "~/s3cret");
}

#[test]
fn without_a_path_the_systems_programs_are_found() {
    let (env, world) = (TestEnv::new(), tokens());
    configure(&env, &["printf", "s3cret"]);
    call(&env, &world).without("PATH").run().success();
    assert_eq!(world.request().form()["client_secret"], "s3cret");
}

// What it does to us.

#[test]
fn a_flood_without_end_is_ended() {
    let stderr = failed(&["yes", "s3cret"]);
    assert!(stderr.contains("printed more than"), "{stderr}");
}

/// A password manager may start its agent, which keeps what it inherited.
#[test]
fn a_daemon_that_it_leaves_behind_is_not_waited_for() {
    let began = Instant::now();
    assert_eq!(printed("sleep 100 2>/dev/null & echo s3cret"), "s3cret");
    assert!(began.elapsed() < Duration::from_secs(20));
}

#[test]
fn one_that_hangs_is_ended_with_all_that_it_started() {
    let (env, world) = (TestEnv::new(), tokens().may_be_silent());
    // The first closes its output and hangs; the second hangs in something that it has started.
    let scripts = ["echo s3cret; exec >&- 2>&-; sleep 300", "sleep 300 & echo $! > \"$HOME/started\"; wait"];
    let began = Instant::now();
    thread::scope(|scope| {
        for script in scripts {
            let (env, world) = (&env, &world);
            scope.spawn(move || {
                let words = serde_json::to_string(&["sh", "-c", script]).unwrap();
                let config = env.write(
                    format!("config-{}/config.toml", script.len()),
                    &format!(
                        "[profiles.alimail]\nclient-id = \"i\"\nclient-secret = {{ command = {words} }}\n"
                    ),
                );
                let call = call(env, world).arg("--config-dir").arg(config.parent().unwrap());
                // Without a terminal, so that it is ended with what it has started.
                let stderr = call.under(&["setsid", "--wait"]).run().failed(10);
                assert!(stderr.contains("`sh` did not finish within 30 s"), "{stderr}");
            });
        }
    });
    assert!(began.elapsed() < Duration::from_secs(50));
    let started = fs::read_to_string(env.path("started")).unwrap();
    let state = fs::read_to_string(format!("/proc/{}/status", started.trim())).unwrap_or_default();
    assert!(!state.contains("Name:\tsleep") || state.contains("State:\tZ"), "{state}");
}

/// What is caught or ignored here must not be so there.
#[test]
fn it_has_the_signals_that_every_program_has() {
    let ignored = printed("sed -n 's/^SigIgn:[^0-9a-f]*//p' /proc/$$/status");
    let ignored = u64::from_str_radix(&ignored, 16).unwrap();
    for (name, number) in [("SIGPIPE", 13), ("SIGXFSZ", 25)] {
        assert_eq!(ignored >> (number - 1) & 1, 0, "{name} is ignored: {ignored:x}");
    }
}
