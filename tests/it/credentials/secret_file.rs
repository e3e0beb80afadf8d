//! Secret files: the owner and mode that they need, and what is accepted in place of a regular file.

use std::fs;
use std::os::unix::fs::{chown, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::environment::TestEnv;
use crate::support::modes;
use crate::support::process::{Call, Outcome};
use crate::support::tools;
use crate::support::world::{Reply, World};

fn tokens() -> World {
    World::always(Reply::json(200, r#"{"access_token":"t0ken","expires_in":3600}"#))
}

/// Writes the secret to a file with this mode.
fn secret(env: &TestEnv, place: &str, mode: u32) -> PathBuf {
    let path = env.write(place, "s3cret\n");
    modes::set(&path, mode).unwrap();
    path
}

fn call(env: &TestEnv, world: &World, path: &Path) -> Call {
    let args = ["alimail", "-o", "token", "--no-cache", "--client-id", "i", "--client-secret-file"];
    env.gettoken(&args).arg(path).through(world)
}

/// Asserts that the secret was sent and nothing was printed to stderr.
#[track_caller]
fn accepted(call: impl FnOnce(&TestEnv, &World) -> Outcome) {
    let (env, world) = (TestEnv::new(), tokens());
    let outcome = call(&env, &world);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    assert_eq!(world.request().form()["client_secret"], "s3cret");
}

/// Asserts exit 3 with this message, and that nothing was sent.
#[track_caller]
fn refused(message: &str, call: impl FnOnce(&TestEnv, &World) -> Outcome) {
    let (env, world) = (TestEnv::new(), tokens().may_be_silent());
    let stderr = call(&env, &world).failed(3);
    assert!(stderr.contains(message), "{message} is not in\n{stderr}");
    assert_eq!(world.connections().proxy, 0);
}

// Owner and mode.

#[test]
fn private_file_is_accepted() {
    accepted(|env, world| call(env, world, &secret(env, "secret", 0o600)).run());
}

#[test]
fn group_readable_file_is_refused() {
    refused("is readable by others", |env, world| call(env, world, &secret(env, "secret", 0o640)).run());
}

#[test]
fn world_readable_file_is_refused() {
    refused("is readable by others", |env, world| call(env, world, &secret(env, "secret", 0o644)).run());
}

#[test]
fn world_writable_file_is_refused() {
    refused("is writable by others", |env, world| call(env, world, &secret(env, "secret", 0o666)).run());
}

#[test]
fn file_of_another_user_is_refused() {
    if tools::is_not_root() {
        return;
    }
    refused("belongs to another user", |env, world| {
        let path = secret(env, "secret", 0o600);
        chown(&path, Some(65534), None).unwrap();
        call(env, world, &path).run()
    });
}

/// Anybody could replace the file there by another one of the user's, unless the directory is sticky like /tmp.
#[test]
fn file_in_a_world_writable_directory_is_refused_unless_sticky() {
    let with = |mode: u32| {
        move |env: &TestEnv, world: &World| {
            let path = secret(env, "open/secret", 0o600);
            modes::set(env.path("open"), mode).unwrap();
            call(env, world, &path).run()
        }
    };
    accepted(with(0o1777));
    refused("is writable by others", with(0o777));
}

#[test]
fn symbolic_link_is_judged_by_its_target() {
    accepted(|env, world| {
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
    modes::set(&path, mode).unwrap();
    path
}

#[test]
fn named_pipe_is_read_once_it_has_a_writer() {
    accepted(|env, world| {
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
fn inherited_file_descriptor_is_accepted() {
    accepted(|env, world| {
        let path = secret(env, "secret", 0o600);
        let script = format!("exec 3<'{}'; exec \"$@\"", path.display());
        call(env, world, Path::new("/dev/fd/3")).under(&["sh", "-c", &script, "sh"]).run()
    });
    accepted(|env, world| {
        let script = "echo s3cret | { exec 3<&0 </dev/null; exec \"$@\"; }";
        call(env, world, Path::new("/dev/fd/3")).under(&["sh", "-c", script, "sh"]).run()
    });
    // The mode of the open file still counts.
    refused("is readable by others", |env, world| {
        let path = secret(env, "secret", 0o644);
        let script = format!("exec 3<'{}'; exec \"$@\"", path.display());
        call(env, world, Path::new("/dev/fd/3")).under(&["sh", "-c", &script, "sh"]).run()
    });
}

#[test]
fn systemd_credential_is_accepted() {
    // systemd writes it with mode 0400, or with an ACL that shows as 0440.
    let run = |mode: u32, place: &'static str| {
        move |env: &TestEnv, world: &World| {
            let path = secret(env, place, mode);
            let folder = env.path("credentials");
            fs::create_dir_all(&folder).unwrap();
            call(env, world, &path).env("CREDENTIALS_DIRECTORY", folder).run()
        }
    };
    accepted(run(0o400, "credentials/secret"));
    accepted(run(0o440, "credentials/secret"));
    refused("is readable by others", run(0o444, "credentials/secret"));
    refused("is readable by others", run(0o440, "credentials/below/secret"));
    refused("is readable by others", run(0o440, "secret"));
}

// No secret file.

#[test]
fn named_pipe_without_a_writer_times_out() {
    let began = Instant::now();
    refused("reading it timed out", |env, world| call(env, world, &pipe(env, 0o600)).run());
    assert!(began.elapsed() < Duration::from_secs(50));
}

/// The config file, a definition and a secret are read in time too, also if the config file sets the limit.
#[test]
fn timeout_limits_how_long_a_named_pipe_may_take() {
    let run = |place: &str, config: &str, args: &[&str]| {
        let env = TestEnv::new();
        if !config.is_empty() {
            env.write_config(config);
        }
        env.write_provider("other", "");
        let path = env.path(place);
        assert!(Command::new("mkfifo").args(["-m", "600"]).arg(&path).status().unwrap().success());
        let began = Instant::now();
        let stderr = env.gettoken(args).run().failed(3);
        assert!(began.elapsed() < Duration::from_secs(15), "{place}: {stderr}");
        assert!(stderr.contains(&format!("{place}`: reading it timed out")), "{stderr}");
    };
    run("config/gettoken/config.toml", "", &["alimail", "--timeout=1s"]);
    run("config/gettoken/config.toml", "", &["alimail", "--timeout", "1"]);
    run("config/gettoken/providers/own.toml", "", &["own", "--timeout=1s"]);
    run("config/gettoken/providers/own.toml", "[defaults]\ntimeout = \"1s\"\n", &["own"]);
    let secret = ["alimail", "--client-id=i", "--client-secret-file=pipe"];
    run("pipe", "", &[&secret[..], &["--timeout=1s"]].concat());
    run("pipe", "[defaults]\ntimeout = \"1s\"\n", &secret);
}

#[test]
fn endless_device_is_refused() {
    for path in ["/dev/zero", "/dev/urandom"] {
        refused(path, |env, world| call(env, world, Path::new(path)).run());
    }
}

#[test]
fn oversized_file_is_refused() {
    refused("is longer than 1048576 bytes", |env, world| {
        let path = secret(env, "secret", 0o600);
        fs::write(&path, "x".repeat(10 * 1024 * 1024)).unwrap();
        call(env, world, &path).run()
    });
}

// `--insecure-file-mode`, for files whose mode cannot be changed.

#[test]
fn refusal_suggests_insecure_file_mode() {
    for json in [false, true] {
        refused("--insecure-file-mode", |env, world| {
            let call = call(env, world, &secret(env, "secret", 0o644));
            let call = if json { call.arg("--error-format=json") } else { call };
            call.run()
        });
    }
}

#[test]
fn insecure_file_mode_accepts_a_readable_file_with_a_warning() {
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
fn insecure_file_mode_applies_to_the_config_file_in_any_position() {
    let (env, world) = (TestEnv::new(), tokens());
    let path = env.write_config("[profiles.alimail]\nclient-id = \"i\"\nclient-secret = \"s3cret\"\n");
    modes::set(&path, 0o644).unwrap();
    let stderr = env.gettoken(&["alimail", "--no-cache"]).through(&world).run().failed(3);
    assert!(stderr.contains("--insecure-file-mode"), "{stderr}");
    for args in [["--insecure-file-mode", "alimail"], ["alimail", "--insecure-file-mode"]] {
        let outcome = env.gettoken(&args).arg("--no-cache").through(&world).run();
        assert_eq!(outcome.stderr.matches("is readable by others").count(), 1, "{outcome:?}");
        outcome.success();
    }
}

/// The flag is only about reading: a file that others can write is never trusted.
#[test]
fn insecure_file_mode_does_not_accept_a_writable_file() {
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

/// On a mounted volume, the mode of the directory may not be changeable either.
#[test]
fn insecure_file_mode_accepts_a_writable_directory_with_a_warning() {
    let (env, world) = (TestEnv::new(), tokens());
    let path = secret(&env, "open/secret", 0o600);
    modes::set(env.path("open"), 0o777).unwrap();
    let outcome = call(&env, &world, &path).arg("--insecure-file-mode").run();
    let folder = env.path("open");
    let warning = format!("gettoken: warning: `{}` is writable by others (mode 0777)\n", folder.display());
    assert_eq!((outcome.code, outcome.stderr), (Some(0), warning));
    assert_eq!(world.request().form()["client_secret"], "s3cret");
}

/// Neither the config nor the environment can set it, nor the arguments of a command that `exec` runs.
#[test]
fn insecure_file_mode_is_only_a_command_line_flag() {
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
