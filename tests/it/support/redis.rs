//! `RedisServer`: a real server of a shared store, and the machines that use it. Each test has its own server, on a free
//! port and on a socket in its own directory.

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use super::environment::TestEnv;
use super::process::Call;
use super::tools::{self, wait_until};
use super::vendor::Vendor;

/// The key of every machine: 32 bytes in base64.
pub const KEY: &str = "a2V5LWtleS1rZXkta2V5LWtleS1rZXkta2V5LWtleTE=";
/// Another one.
pub const OTHER_KEY: &str = "b3RoZXItb3RoZXItb3RoZXItb3RoZXItb3RoZXItb3Q=";

/// A running server; it ends when the value is dropped.
pub struct RedisServer {
    folder: TempDir,
    pub port: u16,
    child: Child,
    args: Vec<String>,
}

impl RedisServer {
    /// Starts a server, or skips the test if there is none on this machine.
    pub fn start() -> Option<Self> {
        Self::with(&[])
    }

    /// As `start`, with further arguments.
    pub fn with(args: &[&str]) -> Option<Self> {
        if tools::skip_without(&["redis-server", "redis-cli"]) {
            return None;
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        let port = free_port();
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        let child = spawn(&folder, port, &args);
        let server = Self { folder, port, child, args };
        server.wait();
        Some(server)
    }

    fn wait(&self) {
        let answers = || self.cli(&["PING"]).trim() == "PONG" || self.cli(&["PING"]).contains("NOAUTH");
        wait_until(Duration::from_secs(20), "the server answers", answers);
    }

    /// The socket in the file system.
    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("s")
    }

    /// The URL of the socket.
    pub fn url(&self) -> String {
        format!("unix:{}", self.socket().display())
    }

    /// The directory with the server's files.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// Runs `redis-cli` with these arguments, and returns what it prints.
    pub fn cli(&self, args: &[&str]) -> String {
        let socket = self.socket();
        let output = Command::new("redis-cli").arg("-s").arg(socket).args(args).output().expect("redis-cli");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// The value of the only key of this kind: `e`, `l`, `f` or `r`.
    pub fn value(&self, kind: &str) -> String {
        self.cli(&["GET", &self.key(kind)]).trim().to_owned()
    }

    /// The name of the only key of this kind, or an empty text.
    pub fn key(&self, kind: &str) -> String {
        let keys = self.cli(&["KEYS", &format!("gettoken:*:{kind}")]);
        keys.lines().next().unwrap_or_default().trim().to_owned()
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(tools::succeeds("kill", &[&format!("-{name}"), &pid]));
    }

    /// Ends the server at once.
    pub fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Starts it again, with an empty database unless its arguments say otherwise.
    pub fn start_again(&mut self) {
        self.child = spawn(&self.folder, self.port, &self.args);
        self.wait();
    }

    /// A machine that shares the tokens of the profile `fleet`.
    pub fn machine(&self) -> TestEnv {
        self.machine_with("", "")
    }

    /// As `machine`, with further lines in the tables of the store and of the profile.
    pub fn machine_with(&self, store: &str, profile: &str) -> TestEnv {
        machine(&format!("url = \"{}\"\nkey = \"{KEY}\"\n{store}", self.url()), profile)
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A machine with these lines in the tables of the store and of the profile `fleet`.
pub fn machine(store: &str, profile: &str) -> TestEnv {
    let env = TestEnv::new();
    let profile = format!("[profiles.fleet]\nprovider = \"oauth2\"\nshared = true\n{profile}");
    env.write_config(&format!("[shared-store]\n{store}\n{profile}\n"));
    env
}

/// A call of the profile `fleet` that prints the bare token.
pub fn call(vendor: &Vendor, env: &TestEnv) -> Call {
    vendor.call_as(env, "fleet").arg("--output=token")
}

/// A port that is free now.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}

fn spawn(folder: &TempDir, port: u16, args: &[String]) -> Child {
    let mut command = Command::new("redis-server");
    command.arg("--port").arg(port.to_string()).args(["--bind", "127.0.0.1"]);
    command.arg("--unixsocket").arg(folder.path().join("s")).args(["--unixsocketperm", "600"]);
    command.arg("--dir").arg(folder.path());
    if !args.iter().any(|arg| arg == "--save") {
        command.args(["--save", ""]);
    }
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("redis-server starts")
}
