//! Files with secrets: whose they may be, who may read them, and what is taken where a file is none.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::tools;
use crate::support::world::{Reply, World};

fn tokens() -> World {
    World::always(Reply::json(200, r#"{"access_token":"t0ken","expires_in":3600}"#))
}

/// A file with the secret and this mode.
fn secret(env: &TestEnv, place: &str, mode: u32) -> PathBuf {
    let path = env.write(place, "s3cret\n");
    fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
    path
}

fn call(env: &TestEnv, world: &World, path: &Path) -> Call {
    let args = ["alimail", "-o", "token", "--no-cache", "--client-id", "i", "--client-secret-file"];
    env.gettoken(&args).arg(path).through(world)
}

/// The secret was sent, and nothing was said.
#[track_caller]
fn taken(call: impl FnOnce(&TestEnv, &World) -> Outcome) {
    let (env, world) = (TestEnv::new(), tokens());
    let outcome = call(&env, &world);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    assert_eq!(world.request().form()["client_secret"], "s3cret");
}

/// Exit 3 and these words, with nothing sent.
#[track_caller]
fn refused(words: &str, call: impl FnOnce(&TestEnv, &World) -> Outcome) {
    let (env, world) = (TestEnv::new(), tokens().may_be_silent());
    let stderr = call(&env, &world).failed(3);
    assert!(stderr.contains(words), "{words} is not in\n{stderr}");
    assert_eq!(world.connections().proxy, 0);
}

// The ten.

#[test]
fn one_file_that_is_the_users_alone() {
    taken(|env, world| call(env, world, &secret(env, "secret", 0o600)).run());
}

#[test]
fn two_a_file_that_the_group_may_read() {
    refused("is readable by others", |env, world| call(env, world, &secret(env, "secret", 0o640)).run());
}

#[test]
fn three_a_file_that_everybody_may_read() {
    refused("is readable by others", |env, world| call(env, world, &secret(env, "secret", 0o644)).run());
}

#[test]
fn four_a_file_that_everybody_may_change() {
    refused("is writable by others", |env, world| call(env, world, &secret(env, "secret", 0o666)).run());
}

#[test]
fn five_a_file_of_another_user() {
    if tools::is_not_root() {
        return;
    }
    refused("belongs to another user", |env, world| {
        let path = secret(env, "secret", 0o600);
        chown(&path, Some(65534), None).unwrap();
        call(env, world, &path).run()
    });
}

/// There it could be replaced by another file of the user's, unless the folder is one like /tmp.
#[test]
fn six_a_file_in_a_folder_that_everybody_may_write_to() {
    let with = |mode: u32| {
        move |env: &TestEnv, world: &World| {
            let path = secret(env, "open/secret", 0o600);
            fs::set_permissions(env.path("open"), Permissions::from_mode(mode)).unwrap();
            call(env, world, &path).run()
        }
    };
    taken(with(0o1777));
    refused("is writable by others", with(0o777));
}

#[test]
fn seven_a_link_counts_as_what_it_leads_to() {
    taken(|env, world| {
        symlink(secret(env, "secret", 0o600), env.path("link")).unwrap();
        call(env, world, &env.path("link")).run()
    });
    refused("is readable by others", |env, world| {
        symlink(secret(env, "secret", 0o644), env.path("link")).unwrap();
        call(env, world, &env.path("link")).run()
    });
}

/// A named pipe with this mode.
fn pipe(env: &TestEnv, mode: u32) -> PathBuf {
    let path = env.path("pipe");
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
    path
}

#[test]
fn eight_a_named_pipe_is_read_once_somebody_writes_to_it() {
    taken(|env, world| {
        let path = pipe(env, 0o600);
        let running = call(env, world, &path).spawn();
        fs::write(path, "s3cret\n").unwrap();
        running.wait()
    });
    refused("is readable by others", |env, world| {
        let path = pipe(env, 0o644);
        let running = call(env, world, &path).spawn();
        fs::write(path, "s3cret\n").unwrap();
        running.wait()
    });
}

#[test]
fn nine_an_open_file_of_the_shell() {
    taken(|env, world| {
        let path = secret(env, "secret", 0o600);
        let script = format!("exec 3<'{}'; exec \"$@\"", path.display());
        call(env, world, Path::new("/dev/fd/3")).under(&["sh", "-c", &script, "sh"]).run()
    });
    taken(|env, world| {
        let script = "echo s3cret | { exec 3<&0 </dev/null; exec \"$@\"; }";
        call(env, world, Path::new("/dev/fd/3")).under(&["sh", "-c", script, "sh"]).run()
    });
    // It is still the file that it is.
    refused("is readable by others", |env, world| {
        let path = secret(env, "secret", 0o644);
        let script = format!("exec 3<'{}'; exec \"$@\"", path.display());
        call(env, world, Path::new("/dev/fd/3")).under(&["sh", "-c", &script, "sh"]).run()
    });
}

#[test]
fn ten_a_credential_of_a_service() {
    // systemd writes it with mode 0400, or with an access list that looks like 0440.
    let run = |mode: u32, place: &'static str| {
        move |env: &TestEnv, world: &World| {
            let path = secret(env, place, mode);
            let folder = env.path("credentials");
            fs::create_dir_all(&folder).unwrap();
            call(env, world, &path).env("CREDENTIALS_DIRECTORY", folder).run()
        }
    };
    taken(run(0o400, "credentials/secret"));
    taken(run(0o440, "credentials/secret"));
    refused("is readable by others", run(0o444, "credentials/secret"));
    refused("is readable by others", run(0o440, "credentials/below/secret"));
    refused("is readable by others", run(0o440, "secret"));
}

// What is none of these.

#[test]
fn a_pipe_that_nobody_writes_to_is_left_in_time() {
    let began = Instant::now();
    refused("reading it timed out", |env, world| call(env, world, &pipe(env, 0o600)).run());
    assert!(began.elapsed() < Duration::from_secs(50));
}

#[test]
fn what_has_no_end_is_no_secret() {
    for path in ["/dev/zero", "/dev/urandom"] {
        refused(path, |env, world| call(env, world, Path::new(path)).run());
    }
}

#[test]
fn a_file_that_is_too_long_for_any_secret_is_told() {
    refused("is longer than 1048576 bytes", |env, world| {
        let path = secret(env, "secret", 0o600);
        fs::write(&path, "x".repeat(10 * 1024 * 1024)).unwrap();
        call(env, world, &path).run()
    });
}

// Where a mode cannot be changed.

#[test]
fn the_refusal_names_what_to_type() {
    for json in [false, true] {
        refused("--insecure-file-mode", |env, world| {
            let call = call(env, world, &secret(env, "secret", 0o644));
            let call = if json { call.arg("--error-format=json") } else { call };
            call.run()
        });
    }
}

#[test]
fn a_file_that_others_may_read_is_taken_with_a_warning_if_the_user_says_so() {
    for mode in [0o640, 0o644, 0o444] {
        let (env, world) = (TestEnv::new(), tokens());
        let path = secret(&env, "secret", mode);
        let outcome = call(&env, &world, &path).arg("--insecure-file-mode").run();
        let warning =
            format!("gettoken: warning: `{}` contains a secret and is readable by others\n", path.display());
        assert_eq!((outcome.code, outcome.stderr), (Some(0), warning));
        assert_eq!(world.request().form()["client_secret"], "s3cret");
    }
}

#[test]
fn the_word_holds_for_the_config_file_and_before_the_profile_too() {
    let (env, world) = (TestEnv::new(), tokens());
    let path = env.write_config("[profiles.alimail]\nclient-id = \"i\"\nclient-secret = \"s3cret\"\n");
    fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
    let stderr = env.gettoken(&["alimail", "--no-cache"]).through(&world).run().failed(3);
    assert!(stderr.contains("--insecure-file-mode"), "{stderr}");
    for args in [["--insecure-file-mode", "alimail"], ["alimail", "--insecure-file-mode"]] {
        let outcome = env.gettoken(&args).arg("--no-cache").through(&world).run();
        assert_eq!(outcome.stderr.matches("is readable by others").count(), 1, "{outcome:?}");
        outcome.success();
    }
}

/// It is about who may read: what somebody else may have written is never believed.
#[test]
fn the_word_does_not_hold_for_what_others_may_change() {
    refused("is writable by others", |env, world| {
        call(env, world, &secret(env, "secret", 0o666)).arg("--insecure-file-mode").run()
    });
    if tools::part_is_not_root("a file of another user") {
        return;
    }
    refused("belongs to another user", |env, world| {
        let path = secret(env, "secret", 0o600);
        chown(&path, Some(65534), None).unwrap();
        call(env, world, &path).arg("--insecure-file-mode").run()
    });
}

/// A folder that others may change is one thing more that cannot be changed where volumes are mounted so.
#[test]
fn the_word_holds_for_a_folder_that_others_may_change() {
    let (env, world) = (TestEnv::new(), tokens());
    let path = secret(&env, "open/secret", 0o600);
    fs::set_permissions(env.path("open"), Permissions::from_mode(0o777)).unwrap();
    let outcome = call(&env, &world, &path).arg("--insecure-file-mode").run();
    let folder = env.path("open");
    let warning = format!("gettoken: warning: `{}` is writable by others (mode 0777)\n", folder.display());
    assert_eq!((outcome.code, outcome.stderr), (Some(0), warning));
    assert_eq!(world.request().form()["client_secret"], "s3cret");
}

/// Neither the config nor the environment can say it, nor the words of a command that is run.
#[test]
fn nobody_says_it_but_the_command_line() {
    refused("is readable by others", |env, world| {
        let call = call(env, world, &secret(env, "secret", 0o644));
        call.env("GETTOKEN_INSECURE_FILE_MODE", "1").env("INSECURE_FILE_MODE", "true").run()
    });
    for table in ["[defaults]", "[profiles.alimail]"] {
        refused("unknown field `insecure-file-mode`", |env, world| {
            env.write_config(&format!("{table}\ninsecure-file-mode = true\n"));
            call(env, world, &secret(env, "secret", 0o600)).run()
        });
    }
    refused("is readable by others", |env, world| {
        let path = secret(env, "secret", 0o644);
        env.write_config(&format!(
            "[profiles.alimail]\nclient-id = \"i\"\nclient-secret = {{ file = \"{}\" }}\n",
            path.display()
        ));
        env.gettoken(&["exec", "alimail", "--", "true", "--insecure-file-mode"]).through(world).run()
    });
}
