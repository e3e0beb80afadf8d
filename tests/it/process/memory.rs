//! What other processes can see of gettoken's memory: nothing, not even those of the same user, and not
//! after a crash.

use std::fs;
use std::os::unix::fs::chown;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Running};
use crate::support::tools;
use crate::support::world::{Reply, World};

/// A user without any rights.
const NOBODY: u32 = 65534;
const AS_NOBODY: [&str; 4] = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
const SECRET: &str = "secretCanary1";

/// A home that belongs to nobody, and a vendor that gives this reply.
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

    /// Prepares a call by that user.
    fn call(&self, words: &[&str]) -> Call {
        let call = self.env.gettoken(words).copied_to(&self.env.path("gettoken"));
        give_away(&self.env.path(""));
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

fn give_away(path: &Path) {
    chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    if path.is_dir() {
        fs::read_dir(path).unwrap().for_each(|entry| give_away(&entry.unwrap().path()));
    }
}

fn by_nobody(words: &[&str]) -> Output {
    Command::new(AS_NOBODY[0]).args(&AS_NOBODY[1..]).args(words).output().unwrap()
}

fn token() -> Reply {
    Reply::json(200, r#"{"access_token":"tokenCanary1","token_type":"Bearer","expires_in":3600}"#)
}

fn cannot_run() -> bool {
    tools::is_not_root() || tools::lacks(&["setpriv", "prlimit"])
}

#[test]
fn a_crash_leaves_no_memory_on_the_disk() {
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
fn no_program_of_the_same_user_can_look_into_it() {
    if cannot_run() {
        return;
    }
    let stage = Stage::new(Reply::hang());
    let mut other = Command::new(AS_NOBODY[0]).args(&AS_NOBODY[1..]).args(["sleep", "60"]).spawn().unwrap();
    let running = stage.waiting(stage.call(&["one"]));
    let look = |id: u32, file: &str| by_nobody(&["head", "-c", "1", &format!("/proc/{id}/{file}")]);
    assert!(look(other.id(), "environ").status.success(), "of other programs it can be seen");
    other.kill().unwrap();
    other.wait().unwrap();
    for file in ["environ", "maps", "mem", "auxv"] {
        let seen = look(running.id(), file);
        assert!(!seen.status.success() && seen.stdout.is_empty(), "{file}: {seen:?}");
    }
    if !tools::part_lacks("what a debugger sees", &["gdb"]) {
        let told = by_nobody(&["gdb", "-nx", "-batch", "-p", &running.id().to_string()]);
        assert!(String::from_utf8_lossy(&told.stderr).contains("not permitted"), "{told:?}");
    }
}

/// What is closed is our own memory: the command is as open as it would be without us, and its limits are
/// those that we were started with.
#[test]
fn a_command_that_is_run_with_a_token_is_not_closed() {
    if cannot_run() {
        return;
    }
    let stage = Stage::new(token());
    let script = "ulimit -c; head -c 1 /proc/self/environ >/dev/null && echo open";
    let call = stage.call(&["exec", "one", "--", "sh", "-c", script]).under(&["prlimit", "--core=unlimited"]);
    let told = call.env("GETTOKEN_ONE_CLIENT_SECRET", SECRET).run().success();
    assert_eq!(told, "unlimited\nopen\n");
}

/// The system gives the files below `/proc/self` of a closed process to root.
#[test]
fn its_own_descriptors_stay_open_to_it() {
    if cannot_run() {
        return;
    }
    let stage = Stage::new(token());
    let script = format!(
        "echo {SECRET} | ./gettoken one --client-secret-file /dev/fd/0 -o token && \
         GETTOKEN_ONE_CLIENT_SECRET={SECRET} ./gettoken exec one --file -- sh -c 'cat \"$ACCESS_TOKEN_FILE\"'"
    );
    let call = stage.env.gettoken(&[]).copied_to(&stage.env.path("gettoken"));
    give_away(&stage.env.path(""));
    let told = call.under(&["sh", "-c", &script]).under(&AS_NOBODY).run().success();
    assert_eq!(told, "tokenCanary1\ntokenCanary1");
    assert_eq!(stage.world.requests().len(), 1, "the second call is served from the cache");
}
