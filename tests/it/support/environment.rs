//! `TestEnv`: a home directory for one test, with its config directory, cache and providers.
//!
//! It writes files and returns paths; reading what the binary stored is left to the test.

use std::fs::{self, DirBuilder};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::modes;
use super::process::Call;
#[cfg(unix)]
use super::signals;
use super::witness;

/// The config directory, relative to the home directory; the binary gets it from `GETTOKEN_CONFIG_DIR`.
const CONFIG_DIR: &str = "config/gettoken";

/// The quotation mark of the shell; on Windows, that of both `cmd` and PowerShell.
pub const QUOTE: &str = if cfg!(windows) { "\"" } else { "'" };

/// The directories of the system's programs.
const PATH: &str = if cfg!(windows) { r"C:\windows\system32;C:\windows" } else { "/usr/bin:/bin" };

/// A temporary home directory, removed when the value is dropped.
pub struct TestEnv {
    home: TempDir,
    test: String,
}

impl TestEnv {
    /// An empty home directory: no config, no cache, no session.
    pub fn new() -> Self {
        #[cfg(unix)]
        signals::restore_for_children();
        let home = tempfile::tempdir().expect("a temporary home folder");
        make_folder(&home.path().join(CONFIG_DIR));
        Self { home, test: witness::test() }
    }

    /// Prepares a call of the built binary with these arguments and an empty environment.
    pub fn gettoken(&self, args: &[&str]) -> Call {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gettoken"));
        let is_verbose = args.iter().any(|arg| arg.starts_with("-v") || *arg == "--verbose");
        // These tests could not pass with `-v`: it prevents recording, and is one more word.
        let is_quiet = ["replay", "position"].iter().any(|word| self.test.contains(word));
        command
            .args((witness::is_watching() && !is_verbose && !is_quiet).then_some(witness::VERBOSE))
            .args(args)
            .current_dir(self.home.path())
            .env_clear()
            .env("PATH", PATH)
            .env("HOME", self.home.path())
            .env("GETTOKEN_CONFIG_DIR", self.config_dir());
        if cfg!(windows) {
            command.env("TEMP", self.home.path());
            // Without it, Windows has no network.
            command.envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));
            // Windows always has a screen, but a user who comes by SSH does not see it.
            command.env("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22");
        }
        Call::new(command, &self.test)
    }

    /// The directory of `config.toml`, `providers/` and `tokens/`.
    pub fn config_dir(&self) -> PathBuf {
        self.path(CONFIG_DIR)
    }

    /// The directory of the cache; it does not exist before the first token is stored.
    pub fn tokens_dir(&self) -> PathBuf {
        self.config_dir().join("tokens")
    }

    /// A path in the home directory, with the separators of the system.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        let path = self.home.path().join(relative);
        if cfg!(windows) { path.components().collect() } else { path }
    }

    /// Writes `config.toml` with mode 0600.
    pub fn write_config(&self, text: &str) -> PathBuf {
        self.write(Path::new(CONFIG_DIR).join("config.toml"), text)
    }

    /// Writes a user-defined provider, `providers/NAME.toml`.
    pub fn write_provider(&self, name: &str, text: &str) -> PathBuf {
        self.write(Path::new(CONFIG_DIR).join("providers").join(format!("{name}.toml")), text)
    }

    /// Writes a file below the home directory with mode 0600, which the binary requires for secrets.
    pub fn write(&self, relative: impl AsRef<Path>, text: &str) -> PathBuf {
        let path = self.path(relative);
        make_folder(path.parent().expect("a file has a folder"));
        fs::write(&path, text).expect("the file can be written");
        modes::set(&path, 0o600).expect("its mode can be set");
        let name = path.strip_prefix(self.home.path()).unwrap_or(&path).display().to_string();
        witness::note(&self.test, "given", || serde_json::json!({ "path": name, "text": text }));
        path
    }
}

/// Creates a directory and its parents so that others cannot write to them, whatever the umask.
fn make_folder(path: &Path) {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o755);
    builder.recursive(true).create(path).expect("a folder");
}

impl Drop for TestEnv {
    fn drop(&mut self) {
        witness::note_files(&self.test, self.home.path());
    }
}
