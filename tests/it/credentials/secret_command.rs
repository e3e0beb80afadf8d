//! `client-secret = { command = […] }`: the command runs without a shell, once, only when a secret is needed,
//! and without exported secrets in its environment. Unless it prints exactly one secret, the exit code is 10.

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

/// Writes a config with this secret command: `argv` is the program and its arguments.
fn configure(env: &TestEnv, argv: &[&str]) {
    let argv = serde_json::to_string(argv).unwrap();
    env.write_config(&format!(
        "[profiles.alimail]\nclient-id = \"i\"\nclient-secret = {{ command = {argv} }}\n"
    ));
}

fn call(env: &TestEnv, world: &World) -> Call {
    env.gettoken(&["alimail", "-o", "token"]).through(world)
}

/// Runs `script` as the secret command. Returns the secret that reaches the vendor.
#[track_caller]
fn printed(script: &str) -> String {
    let (env, world) = (TestEnv::new(), tokens());
    configure(&env, &["sh", "-c", script]);
    call(&env, &world).env("A_VARIABLE", "a value").run().success();
    world.request().form()["client_secret"].clone()
}

/// Runs a secret command that must fail with exit 10 before anything is sent. Returns stderr.
#[track_caller]
fn failed(argv: &[&str]) -> String {
    let (env, world) = (TestEnv::new(), tokens().may_be_silent());
    configure(&env, argv);
    let stderr = call(&env, &world).run().failed(10);
    assert_eq!(world.connections().proxy, 0);
    assert!(stderr.contains(&format!("`{}`", argv[0])), "{stderr}");
    assert!(!stderr.contains("s3cret"), "{stderr}");
    stderr
}

#[test]
fn output_is_the_secret_without_the_trailing_newline() {
    assert_eq!(printed("echo s3cret"), "s3cret");
    assert_eq!(printed("printf ' s3 cret\\r\\n'"), " s3 cret");
    assert_eq!(printed("printf '%s' \"$A_VARIABLE\""), "a value");
}

#[test]
fn arguments_are_passed_without_a_shell() {
    let (env, world) = (TestEnv::new(), tokens());
    configure(&env, &["printf", "%s", "$HOME; `id` * ~"]);
    call(&env, &world).run().success();
    assert_eq!(world.request().form()["client_secret"], "$HOME; `id` * ~");
}

#[test]
fn stdin_is_empty() {
    assert_eq!(printed("cat; echo end"), "end");
}

#[test]
fn stderr_of_the_command_reaches_the_user() {
    let stderr = failed(&["sh", "-c", "echo 'the vault is locked' >&2; echo s3cret; exit 3"]);
    assert!(stderr.contains("the vault is locked"), "{stderr}");
    assert!(stderr.contains("exit status: 3"), "{stderr}");
}

#[test]
fn missing_program_is_reported() {
    assert!(failed(&["no-such-helper"]).contains("cannot run"));
}

#[test]
fn program_without_execute_permission_is_reported() {
    let env = TestEnv::new();
    let path = env.write("helper", "#!/bin/sh\necho s3cret\n").display().to_string();
    failed(&[&path, "show"]);
    fs::set_permissions(&path, Permissions::from_mode(0o700)).unwrap();
    let world = tokens();
    configure(&env, &[&path, "show"]);
    call(&env, &world).run().success();
}

#[test]
fn output_that_is_not_one_secret_is_reported() {
    for (script, expected) in [
        (":", "`client-secret` from the command `sh` is empty"),
        ("echo", "is empty"),
        ("echo s3cret; echo s3cret-2", "from the command `sh` contains a line break at character 7"),
        ("printf 's3cret\\0x'", "the control character U+0000 at character 7"),
        ("printf 's3cret\\377'", "not UTF-8"),
        ("kill -9 $$", "signal: 9"),
    ] {
        let stderr = failed(&["sh", "-c", script]);
        assert!(stderr.contains(expected), "{expected} is not in\n{stderr}");
    }
}

#[test]
fn too_much_output_is_reported() {
    let stderr = failed(&["sh", "-c", "yes s3cret | head -c 1000000"]);
    assert!(stderr.contains("printed more than"), "{stderr}");
}

#[test]
fn json_error_has_kind_helper() {
    let env = TestEnv::new();
    configure(&env, &["false"]);
    let stderr = env.gettoken(&["alimail", "--error-format", "json"]).run().failed(10);
    let error: serde_json::Value = serde_json::from_str(&stderr).unwrap();
    assert_eq!((&error["error"]["kind"], &error["error"]["retryable"]), (&"helper".into(), &false.into()));
}

/// Neither the secret of another account nor that of another vendor is passed on.
#[test]
fn exported_secrets_are_not_in_its_environment() {
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
fn cache_hit_does_not_run_the_command() {
    let (env, world) = (TestEnv::new(), tokens());
    configure(&env, &["sh", "-c", "echo run >> \"$HOME/runs\"; echo s3cret"]);
    for _ in 0..3 {
        assert_eq!(call(&env, &world).run().success(), "t0ken\n");
    }
    assert_eq!(fs::read_to_string(env.path("runs")).unwrap(), "run\n");
    world.request();
}

#[test]
fn help_dry_run_and_check_do_not_run_the_command() {
    let env = TestEnv::new();
    configure(&env, &["sh", "-c", "touch \"$HOME/runs\"; echo s3cret"]);
    for args in [["alimail", "--help"], ["alimail", "--dry-run"], ["config", "check"], ["cache", "list"]] {
        env.gettoken(&args).run().success();
    }
    assert!(!env.path("runs").exists());
}

#[test]
fn command_is_not_run_if_the_environment_has_the_secret() {
    let (env, world) = (TestEnv::new(), tokens());
    configure(&env, &["sh", "-c", "touch \"$HOME/runs\"; echo s3cret"]);
    call(&env, &world).env("ALIMAIL_CLIENT_SECRET", "from the environment").run().success();
    assert_eq!(world.request().form()["client_secret"], "from the environment");
    assert!(!env.path("runs").exists());
}

// Finding the program.

/// Writes a program to `place` in the home directory that leaves a mark if it runs. Returns its path.
fn plant(env: &TestEnv, place: &str) -> String {
    let path = env.write(place, "#!/bin/sh\ntouch \"$HOME/hijacked\"\necho stolen\n");
    fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
    path.display().to_string()
}

fn set_mode(path: impl AsRef<std::path::Path>, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Runs a secret command with this PATH, from a directory with a planted program. The exit code must be 10,
/// with nothing run and nothing sent. Returns stderr.
#[track_caller]
fn not_run(env: &TestEnv, program: &str, path: &str) -> String {
    let world = tokens().may_be_silent();
    configure(env, &[program, "show"]);
    let stderr = call(env, &world).cwd(env.path("work")).env("PATH", path).run().failed(10);
    assert!(!env.path("hijacked").exists(), "PATH={path}: {stderr}");
    assert_eq!(world.connections().proxy, 0);
    stderr
}

#[test]
fn program_in_the_current_directory_is_not_run() {
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
fn relative_path_is_not_run() {
    let env = TestEnv::new();
    plant(&env, "work/vault-cli");
    plant(&env, "work/bin/vault-cli");
    for program in [
        "./vault-cli",
        "bin/vault-cli",
        "../work/vault-cli",
        ".//vault-cli",
        "vault-cli/../vault-cli",
        "~root/x",
    ] {
        let stderr = not_run(&env, program, "/usr/bin:/bin");
        assert!(
            stderr.contains("relative path") && stderr.contains("hint: use the name of a program in PATH"),
            "{stderr}"
        );
    }
    for program in ["", ".", ".."] {
        not_run(&env, program, "/usr/bin:/bin");
    }
}

#[test]
fn program_that_others_can_replace_is_not_run() {
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
        // By its absolute path, the user's own program in a sticky directory is accepted.
        if place != "sticky" {
            let whole = env.path(place).join("vault-cli").display().to_string();
            assert!(not_run(&env, &whole, "/bin").contains("refusing to run"), "{place}");
        }
    }
}

#[test]
fn program_of_another_user_in_a_sticky_directory_is_not_run() {
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

#[test]
fn later_path_entry_is_used_if_an_earlier_one_is_untrusted() {
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
fn tilde_in_the_program_path_is_expanded() {
    let (env, world) = (TestEnv::new(), tokens());
    set_mode(env.write("tools/secret", "#!/bin/sh\necho \"$1\"\n"), 0o700);
    configure(&env, &["~/tools/secret", "~/s3cret"]);
    call(&env, &world).run().success();
    // Arguments are passed unchanged.
    assert_eq!(world.request().form()["client_secret"], "~/s3cret");
}

#[test]
fn unset_path_falls_back_to_the_system_directories() {
    let (env, world) = (TestEnv::new(), tokens());
    configure(&env, &["printf", "s3cret"]);
    call(&env, &world).without("PATH").run().success();
    assert_eq!(world.request().form()["client_secret"], "s3cret");
}

// Commands that misbehave.

#[test]
fn endless_output_is_stopped() {
    let stderr = failed(&["yes", "s3cret"]);
    assert!(stderr.contains("printed more than"), "{stderr}");
}

/// A password manager may start an agent that keeps the inherited stdout open.
#[test]
fn background_daemon_is_not_waited_for() {
    let began = Instant::now();
    assert_eq!(printed("sleep 100 2>/dev/null & echo s3cret"), "s3cret");
    assert!(began.elapsed() < Duration::from_secs(20));
}

#[test]
fn hung_command_is_killed_with_its_children() {
    let (env, world) = (TestEnv::new(), tokens().may_be_silent());
    // The first closes its output and hangs; the second waits for a child that hangs.
    let scripts = ["echo s3cret; exec >&- 2>&-; sleep 300", "sleep 300 & echo $! > \"$HOME/started\"; wait"];
    let began = Instant::now();
    thread::scope(|scope| {
        for script in scripts {
            let (env, world) = (&env, &world);
            scope.spawn(move || {
                let argv = serde_json::to_string(&["sh", "-c", script]).unwrap();
                let config = env.write(
                    format!("config-{}/config.toml", script.len()),
                    &format!(
                        "[profiles.alimail]\nclient-id = \"i\"\nclient-secret = {{ command = {argv} }}\n"
                    ),
                );
                let call = call(env, world).arg("--config-dir").arg(config.parent().unwrap());
                // Without a terminal, so that its process group is killed with it.
                let stderr = call.arg("--timeout=2s").under(&["setsid", "--wait"]).run().failed(10);
                assert!(stderr.contains("`sh` did not finish within 2 s"), "{stderr}");
                assert!(stderr.contains("hint: set the limit with `--timeout`"), "{stderr}");
            });
        }
    });
    assert!(began.elapsed() < Duration::from_secs(25));
    let started = fs::read_to_string(env.path("started")).unwrap();
    let state = fs::read_to_string(format!("/proc/{}/status", started.trim())).unwrap_or_default();
    assert!(!state.contains("Name:\tsleep") || state.contains("State:\tZ"), "{state}");
}

/// Signals that gettoken catches or ignores are reset for the command.
#[test]
fn command_starts_with_default_signal_handling() {
    let ignored = printed("sed -n 's/^SigIgn:[^0-9a-f]*//p' /proc/$$/status");
    let ignored = u64::from_str_radix(&ignored, 16).unwrap();
    for (name, number) in [("SIGPIPE", 13), ("SIGXFSZ", 25)] {
        assert_eq!(ignored >> (number - 1) & 1, 0, "{name} is ignored: {ignored:x}");
    }
}
