//! `RedisServer`: a real Redis server of a shared store. Each test has its own, on a free port and on a socket in its own
//! directory.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use super::store::{Store, free_port};
use super::tools::{self, wait_until};

/// A running server; it ends when the value is dropped.
pub struct RedisServer {
    folder: TempDir,
    pub port: u16,
    child: Child,
    args: Vec<String>,
}

impl RedisServer {
    /// Starts a server with further arguments, or skips the test if there is none on this machine.
    pub fn with(args: &[&str]) -> Option<Self> {
        if tools::skip_without(&["redis-server", "redis-cli"]) {
            return None;
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        let port = free_port();
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        let child = spawn(&folder, port, &args);
        let mut server = Self { folder, port, child, args };
        // Another process may have taken the port meanwhile.
        while !server.answers() {
            server.port = free_port();
            server.child = spawn(&server.folder, server.port, &server.args);
        }
        Some(server)
    }

    /// Waits until the server answers. Returns `false` if it has ended instead.
    fn answers(&mut self) -> bool {
        let mut has_ended = false;
        wait_until(Duration::from_secs(20), "the server answers", || {
            has_ended = self.child.try_wait().is_ok_and(|status| status.is_some());
            let answer = self.cli(&["PING"]);
            has_ended || answer.trim() == "PONG" || answer.contains("NOAUTH")
        });
        !has_ended
    }

    /// The socket in the file system.
    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("s")
    }

    /// Runs `redis-cli` with these arguments, and returns what it prints.
    pub fn cli(&self, args: &[&str]) -> String {
        let socket = self.socket();
        let output = Command::new("redis-cli").arg("-s").arg(socket).args(args).output().expect("redis-cli");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Store for RedisServer {
    fn start() -> Option<Self> {
        Self::with(&[])
    }

    fn start_with_files() -> Option<Self> {
        Self::with(&["--appendonly", "yes", "--appendfsync", "always", "--save", "1 1"])
    }

    fn url_at(port: u16) -> String {
        format!("redis://127.0.0.1:{port}")
    }

    /// That of the socket.
    fn url(&self) -> String {
        format!("unix:{}", self.socket().display())
    }

    fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    fn value(&self, kind: &str) -> String {
        self.cli(&["GET", &self.key(kind)]).trim().to_owned()
    }

    fn key(&self, kind: &str) -> String {
        let keys = self.cli(&["KEYS", &format!("gettoken:*:{kind}")]);
        keys.lines().next().unwrap_or_default().trim().to_owned()
    }

    fn set(&self, key: &str, value: &str) {
        assert_eq!(self.cli(&["SET", key, value]).trim(), "OK");
    }

    fn clear(&self) {
        self.cli(&["FLUSHALL"]);
    }

    fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(tools::succeeds("kill", &[&format!("-{name}"), &pid]));
    }

    fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// With an empty database unless its arguments say otherwise.
    fn start_again(&mut self) {
        self.child = spawn(&self.folder, self.port, &self.args);
        assert!(self.answers(), "the server has ended");
    }

    fn start_anew(&mut self) {
        self.start_again();
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.stop();
    }
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
