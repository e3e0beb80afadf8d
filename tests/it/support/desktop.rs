//! `Desktop`: a session bus with GNOME Keyring, as in a desktop session.
//!
//! The keyring stores its files in a separate directory, so any file that a test finds in the home directory
//! was written by gettoken.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::process::Call;
use super::tools;

/// Longer than any keyring takes to start.
const TIMEOUT: Duration = Duration::from_secs(20);

/// A running session; it ends when the value is dropped.
pub struct Desktop {
    bus: Child,
    keyring: Option<Child>,
    address: String,
    home: TempDir,
}

impl Desktop {
    /// A session with an unlocked keyring, or `None` after printing why there is none.
    pub fn start() -> Option<Self> {
        if tools::skip_without(&["dbus-daemon", "dbus-send", "gnome-keyring-daemon", "secret-tool"]) {
            return None;
        }
        let mut desktop = Self::without_keyring()?;
        let mut keyring = desktop
            .command("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .stdin(Stdio::piped())
            .spawn()
            .expect("the keyring can be started");
        keyring.stdin.take().expect("its stdin is a pipe").write_all(b"password").expect("it reads");
        desktop.keyring = Some(keyring);
        let end = Instant::now() + TIMEOUT;
        while !desktop.is_unlocked() {
            assert!(Instant::now() < end, "the keyring does not answer");
            thread::sleep(Duration::from_millis(50));
        }
        Some(desktop)
    }

    /// A session bus without services, which activates none.
    pub fn without_keyring() -> Option<Self> {
        if tools::skip_without(&["dbus-daemon"]) {
            return None;
        }
        let home = tempfile::tempdir().expect("a folder for the session");
        let socket = home.path().join("bus");
        let config = home.path().join("bus.conf");
        std::fs::write(
            &config,
            format!(
                "<busconfig><type>session</type><listen>unix:path={}</listen><policy context='default'>\
                 <allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/><allow own='*'/>\
                 </policy></busconfig>",
                socket.display()
            ),
        )
        .expect("the bus's config can be written");
        let mut bus = Command::new("dbus-daemon")
            .arg("--nofork")
            .arg("--print-address")
            .arg(format!("--config-file={}", config.display()))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the bus can be started");
        let mut address = String::new();
        let stdout = bus.stdout.take().expect("its stdout is a pipe");
        BufReader::new(stdout).read_line(&mut address).expect("it prints its address");
        Some(Self { bus, keyring: None, address: address.trim().to_owned(), home })
    }

    /// Prepares a command that runs in this session.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", self.home.path())
            .env("XDG_RUNTIME_DIR", self.home.path())
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// Makes a call use this session bus.
    pub fn joined(&self, call: Call) -> Call {
        call.env("DBUS_SESSION_BUS_ADDRESS", &self.address)
    }

    /// The address of the bus.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Stores `secret` as another program would.
    pub fn keep(&self, service: &str, account: &str, secret: &[u8]) {
        let mut tool = self
            .command("secret-tool")
            .args(["store", "--label=a test's", "service", service, "username", account])
            .stdin(Stdio::piped())
            .spawn()
            .expect("secret-tool can be started");
        tool.stdin.take().expect("its stdin is a pipe").write_all(secret).expect("it reads");
        assert!(tool.wait().expect("it ends").success());
    }

    /// The secret that another program finds, if any.
    pub fn kept(&self, service: &str, account: &str) -> Option<String> {
        let output = self.secret_tool(&["lookup", "service", service, "username", account]);
        output.status.success().then(|| String::from_utf8(output.stdout).expect("it is text"))
    }

    /// The number of items of `service`.
    pub fn count(&self, service: &str) -> usize {
        let output = self.secret_tool(&["search", "--all", "service", service]);
        String::from_utf8_lossy(&output.stdout).lines().filter(|line| line.starts_with("label = ")).count()
    }

    fn secret_tool(&self, args: &[&str]) -> Output {
        let mut command = self.command("secret-tool");
        command.args(args).stdout(Stdio::piped()).output().expect("secret-tool can be started")
    }

    /// Locks the login collection.
    pub fn lock(&self) {
        let status = self
            .service("Lock", &["array:objpath:/org/freedesktop/secrets/collection/login"])
            .status()
            .expect("dbus-send can be started");
        assert!(status.success());
    }

    fn is_unlocked(&self) -> bool {
        let output = self.service("ReadAlias", &["string:default"]).stdout(Stdio::piped()).output();
        output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("collection/login"))
    }

    fn service(&self, method: &str, args: &[&str]) -> Command {
        let mut command = self.command("dbus-send");
        command
            .args([
                "--session",
                "--print-reply",
                "--dest=org.freedesktop.secrets",
                "/org/freedesktop/secrets",
            ])
            .arg(format!("org.freedesktop.Secret.Service.{method}"))
            .args(args);
        command
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        for child in self.keyring.iter_mut().chain([&mut self.bus]) {
            // Neither has an effect on a child that has already exited.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// A bus that accepts connections and never responds.
pub struct Silence {
    address: String,
    _listener: UnixListener,
}

impl Silence {
    /// Listens on a socket in `folder`.
    pub fn start(folder: &Path) -> Self {
        let path: PathBuf = folder.join("silent");
        // The kernel completes connections until the backlog is full; nothing here accepts them.
        let listener = UnixListener::bind(&path).expect("a socket");
        Self { address: format!("unix:path={}", path.display()), _listener: listener }
    }

    /// Makes a call use this bus.
    pub fn met_by(&self, call: Call) -> Call {
        call.env("DBUS_SESSION_BUS_ADDRESS", &self.address)
    }
}
