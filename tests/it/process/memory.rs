//! gettoken's memory is hidden from other processes, even those of the same user, and a crash leaves no core
//! dump.

use std::fs;
use std::process::{Command, Output};
use std::time::Duration;

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Running};
use crate::support::tools;
use crate::support::world::{Reply, World};

/// The user `nobody`, who has no privileges.
const NOBODY: u32 = 65534;
const AS_NOBODY: [&str; 4] = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
const SECRET: &str = "secretCanary1";

/// A home directory that belongs to `nobody`, and a vendor.
struct Stage {
    env: TestEnv,
    world: World,
}

impl Stage {
    fn new(reply: Reply) -> Self {
        let (env, world) = (TestEnv::new(), World::always(reply));
        let url = format!("http://{}/token", world.http_addr());
        env.write_config(&format!(
            "[profiles.one]\nprovider = \"oauth2\"\nclient-id = \"c\"\nvars.token-url = \"{url}\"\n"
        ));
        Self { env, world }
    }

    /// Prepares a call as `nobody`.
    fn call(&self, args: &[&str]) -> Call {
        let call = self.env.gettoken(args).copied_to(&self.env.path("gettoken"));
        tools::chown_recursively(&self.env.path(""), NOBODY, NOBODY);
        call.under(&AS_NOBODY)
    }

    /// A call that waits for the vendor, with the secret in its environment.
    fn waiting(&self, call: Call) -> Running {
        let running = call.env("GETTOKEN_ONE_CLIENT_SECRET", SECRET).spawn();
        while self.world.requests().is_empty() {
            std::thread::sleep(Duration::from_millis(10));
        }
        running
    }
}

fn run_as_nobody(args: &[&str]) -> Output {
    Command::new(AS_NOBODY[0]).args(&AS_NOBODY[1..]).args(args).output().unwrap()
}

fn token() -> Reply {
    Reply::json(200, r#"{"access_token":"tokenCanary1","token_type":"Bearer","expires_in":3600}"#)
}

fn cannot_run() -> bool {
    tools::is_not_root() || tools::skip_without(&["setpriv", "prlimit"])
}

#[test]
fn crash_leaves_no_core_dump() {
    if cannot_run() {
        return;
    }
    let stage = Stage::new(Reply::hang());
    let dumps = || {
        let files = fs::read_dir(stage.env.path("")).unwrap().flatten();
        files.filter(|file| file.file_name().to_string_lossy().starts_with("core")).count()
    };
    let unlimited = ["prlimit", "--core=unlimited"];
    let other = Command::new("prlimit")
        .args(["--core=unlimited", "sh", "-c", "kill -ABRT $$"])
        .current_dir(stage.env.path(""))
        .output();
    assert!(!other.unwrap().status.success());
    if dumps() == 0 {
        return tools::skip("the system writes no memory to the folder of a program that crashes");
    }
    fs::read_dir(stage.env.path("")).unwrap().flatten().for_each(|file| {
        if file.file_name().to_string_lossy().starts_with("core") {
            fs::remove_file(file.path()).unwrap();
        }
    });
    let running = stage.waiting(stage.call(&["one"]).under(&unlimited));
    running.signal("ABRT");
    assert_eq!(running.wait().signal, Some(6));
    assert_eq!(dumps(), 0);
}

#[test]
fn programs_of_the_same_user_cannot_read_its_memory() {
    if cannot_run() {
        return;
    }
    let stage = Stage::new(Reply::hang());
    let mut other = Command::new(AS_NOBODY[0]).args(&AS_NOBODY[1..]).args(["sleep", "60"]).spawn().unwrap();
    let running = stage.waiting(stage.call(&["one"]));
    let read_proc = |id: u32, file: &str| run_as_nobody(&["head", "-c", "1", &format!("/proc/{id}/{file}")]);
    assert!(read_proc(other.id(), "environ").status.success(), "other programs can be read");
    other.kill().unwrap();
    other.wait().unwrap();
    for file in ["environ", "maps", "mem", "auxv"] {
        let seen = read_proc(running.id(), file);
        assert!(!seen.status.success() && seen.stdout.is_empty(), "{file}: {seen:?}");
    }
    if !tools::leave_out_without("what a debugger sees", &["gdb"]) {
        let output = run_as_nobody(&["gdb", "-nx", "-batch", "-p", &running.id().to_string()]);
        assert!(String::from_utf8_lossy(&output.stderr).contains("not permitted"), "{output:?}");
    }
}

/// Only gettoken itself is protected: the command can be read and dumped as usual, and has the limits that
/// gettoken was started with.
#[test]
fn executed_command_is_not_protected() {
    if cannot_run() {
        return;
    }
    let stage = Stage::new(token());
    let script = "ulimit -c; head -c 1 /proc/self/environ >/dev/null && echo open";
    let call = stage.call(&["exec", "one", "--", "sh", "-c", script]).under(&["prlimit", "--core=unlimited"]);
    let stdout = call.env("GETTOKEN_ONE_CLIENT_SECRET", SECRET).run().success();
    assert_eq!(stdout, "unlimited\nopen\n");
}

/// The files below `/proc/self` of a protected process belong to root.
#[test]
fn protected_process_can_open_its_own_descriptors() {
    if cannot_run() {
        return;
    }
    let stage = Stage::new(token());
    let script = format!(
        "echo {SECRET} | ./gettoken one --client-secret-file /dev/fd/0 -o token && \
         GETTOKEN_ONE_CLIENT_SECRET={SECRET} ./gettoken exec one --file -- sh -c 'cat \"$ACCESS_TOKEN_FILE\"'"
    );
    let call = stage.env.gettoken(&[]).copied_to(&stage.env.path("gettoken"));
    tools::chown_recursively(&stage.env.path(""), NOBODY, NOBODY);
    let stdout = call.under(&["sh", "-c", &script]).under(&AS_NOBODY).run().success();
    assert_eq!(stdout, "tokenCanary1\ntokenCanary1");
    assert_eq!(stage.world.requests().len(), 1, "the second call is served from the cache");
}
