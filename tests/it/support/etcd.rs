//! `EtcdServer`: a real etcd server of a shared store. Each test has its own, on free ports and with its own directory.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use super::store::{Store, free_port};
use super::tools::{self, wait_until};

/// A running server; it ends when the value is dropped.
pub struct EtcdServer {
    folder: TempDir,
    pub port: u16,
    peer: u16,
    scheme: &'static str,
    child: Child,
    args: Vec<String>,
    /// Further arguments of `etcdctl`.
    pub as_user: Vec<String>,
}

impl EtcdServer {
    /// Starts a server with `scheme` and further arguments, or skips the test if there is none on this machine.
    pub fn with(scheme: &'static str, args: &[&str]) -> Option<Self> {
        if tools::skip_without(&["etcd", "etcdctl"]) {
            return None;
        }
        // In memory if possible: the server waits for the disk at each write, which the other tests keep busy.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.expect("a temporary folder");
        let (port, peer) = (free_port(), free_port());
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        let child = spawn(&folder, scheme, port, peer, &args);
        let mut server = Self { folder, port, peer, scheme, child, args, as_user: Vec::new() };
        // Another process may have taken a port meanwhile.
        while !server.answers() {
            (server.port, server.peer) = (free_port(), free_port());
            server.child = spawn(&server.folder, scheme, server.port, server.peer, &server.args);
        }
        Some(server)
    }

    /// Waits until the server answers. Returns `false` if it has ended instead.
    fn answers(&mut self) -> bool {
        let mut has_ended = false;
        wait_until(Duration::from_secs(30), "the server answers", || {
            let health = self.cli(&["endpoint", "health"]);
            has_ended = self.child.try_wait().is_ok_and(|status| status.is_some());
            has_ended || health.contains("is healthy") || health.contains("user name is empty")
        });
        !has_ended
    }

    /// Runs `etcdctl` with these arguments, and returns what it prints.
    pub fn cli(&self, args: &[&str]) -> String {
        let mut command = Command::new("etcdctl");
        command.env("ETCDCTL_API", "3");
        match self.args.iter().position(|arg| arg == "--cert-file") {
            // A certificate that vouches for itself.
            Some(at) => command.args(["--cacert", &self.args[at + 1], "--endpoints"]),
            None => command.arg("--endpoints"),
        };
        command.arg(format!("{}://localhost:{}", self.scheme, self.port));
        let output = command.args(&self.as_user).args(args).output().expect("etcdctl");
        let text = [output.stdout, output.stderr].concat();
        String::from_utf8_lossy(&text).into_owned()
    }
}

impl Store for EtcdServer {
    fn start() -> Option<Self> {
        Self::with("http", &[])
    }

    fn start_with_files() -> Option<Self> {
        Self::start()
    }

    fn url_at(port: u16) -> String {
        format!("etcd://127.0.0.1:{port}")
    }

    fn url(&self) -> String {
        let scheme = if self.scheme == "https" { "etcds://localhost" } else { "etcd://127.0.0.1" };
        format!("{scheme}:{}", self.port)
    }

    fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    fn value(&self, kind: &str) -> String {
        let key = self.key(kind);
        if key.is_empty() {
            return key;
        }
        self.cli(&["get", "--print-value-only", &key]).trim().to_owned()
    }

    fn key(&self, kind: &str) -> String {
        let keys = self.cli(&["get", "--prefix", "--keys-only", "gettoken:"]);
        let end = format!(":{kind}");
        keys.lines().find(|key| key.ends_with(&end)).unwrap_or_default().to_owned()
    }

    fn set(&self, key: &str, value: &str) {
        assert_eq!(self.cli(&["put", "--", key, value]).trim(), "OK");
    }

    fn clear(&self) {
        self.cli(&["del", "--prefix", ""]);
    }

    fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(tools::succeeds("kill", &[&format!("-{name}"), &pid]));
    }

    fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    fn start_again(&mut self) {
        self.child = spawn(&self.folder, self.scheme, self.port, self.peer, &self.args);
        assert!(self.answers(), "the server has ended");
    }

    fn start_anew(&mut self) {
        std::fs::remove_dir_all(self.folder.path().join("data")).expect("its data");
        self.start_again();
    }
}

impl Drop for EtcdServer {
    fn drop(&mut self) {
        self.stop();
    }
}

fn spawn(folder: &TempDir, scheme: &str, port: u16, peer: u16, args: &[String]) -> Child {
    let client = format!("{scheme}://127.0.0.1:{port}");
    let peer = format!("http://127.0.0.1:{peer}");
    let mut command = Command::new("etcd");
    command.env_clear().arg("--data-dir").arg(folder.path().join("data"));
    command.args(["--listen-client-urls", &client, "--advertise-client-urls", &client]);
    command.args(["--listen-peer-urls", &peer, "--initial-advertise-peer-urls", &peer]);
    command.args(["--initial-cluster", &format!("default={peer}")]);
    // The weakest, because other tests use the processor too.
    command.args(["--bcrypt-cost", "4"]);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("etcd starts")
}
