//! `TestEnv`: a home folder that only one test sees, with its config folder, cache and providers.
//!
//! It writes files and names paths; it never reads what the binary stored, which is the test's own business.

use std::fs::{self, DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::process::Call;
use super::signals;
use super::witness;

/// Where the config folder lies inside the home folder; the binary learns it from `GETTOKEN_CONFIG_DIR`.
const CONFIG_DIR: &str = "config/gettoken";

/// A temporary home folder, removed when the value is dropped.
pub struct TestEnv {
    home: TempDir,
    test: String,
}

impl TestEnv {
    /// An empty home folder: no config, no cache, no session.
    pub fn new() -> Self {
        signals::give_back_to_children();
        let home = tempfile::tempdir().expect("a temporary home folder");
        make_folder(&home.path().join(CONFIG_DIR));
        Self { home, test: witness::test() }
    }

    /// Prepares a call of the built binary with these arguments and nothing inherited.
    pub fn gettoken(&self, args: &[&str]) -> Call {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gettoken"));
        let speaks = args.iter().any(|arg| arg.starts_with("-v") || *arg == "--verbose");
        command
            .args((witness::is_watching() && !speaks).then_some(witness::LOUD))
            .args(args)
            .current_dir(self.home.path())
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", self.home.path())
            .env("GETTOKEN_CONFIG_DIR", self.config_dir());
        Call::new(command, &self.test)
    }

    /// The folder that holds `config.toml`, `providers/` and `tokens/`.
    pub fn config_dir(&self) -> PathBuf {
        self.path(CONFIG_DIR)
    }

    /// The folder the cache lives in; it does not exist before the first token is stored.
    pub fn tokens_dir(&self) -> PathBuf {
        self.config_dir().join("tokens")
    }

    /// A path inside the home folder.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.home.path().join(relative)
    }

    /// Writes `config.toml`, readable by its owner alone.
    pub fn write_config(&self, text: &str) -> PathBuf {
        self.write(Path::new(CONFIG_DIR).join("config.toml"), text)
    }

    /// Writes a provider of the user's own, `providers/NAME.toml`.
    pub fn write_provider(&self, name: &str, text: &str) -> PathBuf {
        self.write(Path::new(CONFIG_DIR).join("providers").join(format!("{name}.toml")), text)
    }

    /// Writes any file below the home folder with mode 0600, the only one the binary takes for a secret.
    pub fn write(&self, relative: impl AsRef<Path>, text: &str) -> PathBuf {
        let path = self.path(relative);
        make_folder(path.parent().expect("a file has a folder"));
        fs::write(&path, text).expect("the file can be written");
        fs::set_permissions(&path, Permissions::from_mode(0o600)).expect("its mode can be set");
        let name = path.strip_prefix(self.home.path()).unwrap_or(&path).display().to_string();
        witness::note(&self.test, "given", || serde_json::json!({ "path": name, "text": text }));
        path
    }
}

/// Makes a folder, and those above it, that nobody else may change whatever the umask.
fn make_folder(path: &Path) {
    DirBuilder::new().recursive(true).mode(0o755).create(path).expect("a folder");
}

impl Drop for TestEnv {
    fn drop(&mut self) {
        witness::note_files(&self.test, self.home.path());
    }
}
