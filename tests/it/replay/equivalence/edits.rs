//! Edits of a home directory between two calls: every file that may be an input, the variables, the clock,
//! the cache and the records.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::TestHome;

/// The inputs of the records. `@` is replaced by a single digit, so that variants have the same length.
const CONFIG: &str = r#"
[defaults]
timeout = "10s"
[profiles.work]
provider = "oauth2"
client-id = "work-@"
client-secret = "inline-@"
vars = { token-url = "URL/token" }
[profiles.filed]
provider = "own"
client-id = "filed-@"
client-secret = { file = "secret" }
vars = { base = "URL/filed" }
[profiles.named]
provider = "own"
client-id = "named"
client-secret = { env = "MY_SECRET" }
vars = { base = "URL/named", tenant = "@" }
output = "header"
[profiles.echoed]
provider = "own"
client-id = "echoed"
client-secret = { command = ["/bin/echo", "@"] }
vars = { base = "URL/echoed" }
min-valid = "4@m"
"#;
const BASE: &str = r#"title = "Base"
docs = "https://vendor.example/docs"
[credentials]
client-id = { env = ["OWN_ID"] }
client-secret = { env = ["OWN_SECRET"] }
[vars.base]
help = "where it is"
required = true
env = ["OWN_BASE"]
[vars.tenant]
help = "whose it is"
env = ["OWN_TENANT"]
default = "t@"
[client-credentials]
url = "{base}/{tenant}/token"
[refresh]
url = "{base}/{tenant}/token"
[api]
base = "{base}"
prefix = "Bearer@ "
"#;
const OWN: &str = "title = \"Own\"\nextends = \"base\"\nscope = \"read@\"\n";
const SHADOW: &str = "title = \"Shadow\"\nextends = \"oauth2\"\nscope = \"shade@\"\n";
/// A definition whose name also occurs as another argument of some command lines.
const NAMESAKE: &str = "title = \"Namesake\"\nbroken = @\n";
const SECRET: &str = "s3cret-@\n";

impl TestHome {
    /// Every file that may be an input, and its content.
    pub fn texts(&self) -> [(PathBuf, &'static str); 8] {
        let dir = self.env.config_dir();
        let own = |name: &str| dir.join("providers").join(name);
        [
            (dir.join("config.toml"), CONFIG),
            (dir.join("secret"), SECRET),
            (self.env.path("secret"), SECRET),
            (self.env.path("other/config.toml"), CONFIG),
            (own("base.toml"), BASE),
            (own("own.toml"), OWN),
            (own("oauth2.toml"), SHADOW),
            (own("read.toml"), NAMESAKE),
        ]
    }

    pub fn filled(&self, text: &str, variant: usize) -> String {
        text.replace('@', &variant.to_string()).replace("URL", &self.url)
    }

    /// Makes one random edit and returns its description.
    pub fn edit(&mut self) -> String {
        match self.random.below(14) {
            0..=3 => self.edit_file(),
            4..=6 => self.edit_variable(),
            7 => self.edit_clock(),
            8 | 9 => {
                let ending = self.random.pick(&["json", "json", "replay"]);
                self.damage(self.stored_files(ending))
            }
            10 => {
                let line = self.lines[self.random.below(self.lines.len())].clone();
                self.run(&[line, vec!["--force".to_owned()]].concat());
                "--force".to_owned()
            }
            11 | 12 => self.edit_folder(),
            _ => self.edit_store(),
        }
    }

    /// Makes a directory on the path to the files untrusted, or restores them all.
    fn edit_folder(&mut self) -> String {
        let folders = ["", "config", "config/gettoken", "config/gettoken/providers", "other"];
        let folders = folders.map(|folder| self.env.path(folder));
        let (folder, done) = (&folders[self.random.below(folders.len())], self.random.below(6));
        let set = |folder: &PathBuf, mode| fs::set_permissions(folder, Permissions::from_mode(mode));
        let _ = match done {
            0 => set(folder, 0o777),
            1 => set(folder, 0o1777),
            // A sticky directory of root counts as the system's and is not checked again: only root could give it away.
            2 if folder.metadata().is_ok_and(|metadata| metadata.permissions().mode() & 0o1000 != 0) => {
                set(folder, 0o700)
            }
            2 => chown(folder, Some(54321), None),
            _ => folders.iter().try_for_each(|folder| {
                set(folder, [0o755, 0o700][done % 2]).and_then(|()| chown(folder, Some(0), None))
            }),
        };
        format!("{} edited in manner {done}", folder.display())
    }

    fn edit_file(&mut self) -> String {
        let texts = self.texts();
        let (path, text) = &texts[self.random.below(texts.len())];
        let variant = self.random.below(3) + 1;
        let text = self.filled(text, variant);
        let (beside, done) = (path.with_extension("beside"), self.random.below(11));
        let modified = path.metadata().and_then(|metadata| metadata.modified());
        let keep_time = |path: &Path| {
            let file = File::options().append(true).open(path);
            file.and_then(|file| {
                file.set_modified(modified.as_ref().map_or(SystemTime::UNIX_EPOCH, |at| *at))
            })
        };
        let write = |path: &Path| {
            fs::write(path, &text).and_then(|()| fs::set_permissions(path, Permissions::from_mode(0o600)))
        };
        // An edit of a missing file fails and changes nothing.
        let _ = match done {
            0 | 1 => write(path),
            2 | 3 => write(path).and_then(|()| keep_time(path)),
            4 => write(&beside).and_then(|()| keep_time(&beside)).and_then(|()| fs::rename(&beside, path)),
            5 => fs::remove_file(path),
            6 => {
                fs::set_permissions(path, Permissions::from_mode([0o644, 0o666, 0o600][self.random.below(3)]))
            }
            7 => {
                File::options().append(true).open(path).and_then(|file| file.set_modified(SystemTime::now()))
            }
            8 => chown(path, Some([0, 54321][self.random.below(2)]), None),
            9 => write(&beside).and_then(|()| fs::remove_file(path)).and_then(|()| symlink(&beside, path)),
            _ => write(&beside),
        };
        format!("{} edited in manner {done}", path.display())
    }

    fn edit_variable(&mut self) -> String {
        let path = |name: &str| self.env.path(name).to_str().unwrap().to_owned();
        let (own, other, xdg, home) = (path("config/gettoken"), path("other"), path("xdg"), path(""));
        let deeper = format!("{}/deeper", self.url);
        let choices: [(&'static str, [&str; 2]); 20] = [
            ("HOME", [&home, &other]),
            ("GETTOKEN_CONFIG_DIR", [&own, &other]),
            ("XDG_CONFIG_HOME", [&xdg, "relative"]),
            ("OWN_ID", ["own", "own-2"]),
            ("OWN_SECRET", ["own-secret", "another"]),
            ("OWN_BASE", [&self.url, &deeper]),
            ("OWN_TENANT", ["a", "b"]),
            ("MY_SECRET", ["mine", "yours"]),
            ("GETTOKEN_WORK_CLIENT_ID", ["a", "b"]),
            ("GETTOKEN_WORK_CLIENT_SECRET", ["a", "b"]),
            ("GETTOKEN_FILED_CLIENT_SECRET", ["a", "b"]),
            ("GETTOKEN_NAMED_TENANT", ["a", "b"]),
            ("HTTPS_PROXY", ["http://127.0.0.1:9", "none"]),
            ("NO_PROXY", ["*", "a"]),
            ("SSL_CERT_FILE", ["/etc/a.pem", "/etc/b.pem"]),
            ("SSL_CERT_DIR", ["/etc", "/a:/b"]),
            ("XDG_RUNTIME_DIR", [&xdg, "/tmp"]),
            ("TZ", ["Asia/Shanghai", "UTC"]),
            ("LANG", ["C", "zh_CN.UTF-8"]),
            ("KEYCLOAK_CLIENT_SECRET", ["a", "b"]),
        ];
        let (name, [one, two]) = choices[self.random.below(choices.len())];
        let value = self.random.pick(&[one, two, "", "unset"]);
        match value {
            "unset" => drop(self.variables.remove(name)),
            _ => drop(self.variables.insert(name, value.to_owned())),
        }
        let is_set = |name: &str| self.variables.get(name).is_some_and(|value| !value.is_empty());
        if !is_set("HOME") && !is_set("GETTOKEN_CONFIG_DIR") {
            // Otherwise /etc/passwd would give the home directory of the user who runs the tests.
            self.variables.insert("GETTOKEN_CONFIG_DIR", own.clone());
        }
        format!("{name}={value}")
    }

    fn edit_clock(&mut self) -> String {
        self.offset = [-30, -3600, 2400, 3380, 3550, 3700, 90_000_000][self.random.below(7)];
        format!("clock {:+}", self.offset)
    }

    fn edit_store(&mut self) -> String {
        let done = self.random.below(5);
        let tokens = self.env.tokens_dir();
        let _ = match done {
            0 => fs::set_permissions(&tokens, Permissions::from_mode(0o755)),
            1 => fs::set_permissions(&tokens, Permissions::from_mode(0o700)),
            2 => chown(&tokens, Some([0, 54321][self.random.below(2)]), None),
            3 => {
                self.cwd = self.env.path(self.random.pick(&["", "other"]));
                Ok(())
            }
            _ => {
                self.run(&["cache".to_owned(), "clear".to_owned()]);
                Ok(())
            }
        };
        format!("store edited in manner {done}")
    }

    /// Damages one of these files.
    fn damage(&mut self, paths: Vec<PathBuf>) -> String {
        if paths.is_empty() {
            return "nothing to damage".to_owned();
        }
        let (path, other) = (&paths[self.random.below(paths.len())], &paths[self.random.below(paths.len())]);
        let (beside, done) = (path.with_extension("beside"), self.random.below(10));
        let mut bytes = fs::read(path).unwrap_or_default();
        let _ = match done {
            0 => fs::remove_file(path),
            1 | 2 if !bytes.is_empty() => {
                let at = self.random.below(bytes.len());
                bytes[at] ^= 1 << self.random.below(8);
                fs::write(path, &bytes)
            }
            3 if !bytes.is_empty() => fs::write(path, &bytes[..self.random.below(bytes.len())]),
            4 | 5 => fs::rename(path, &beside)
                .and_then(|()| fs::rename(other, path))
                .and_then(|()| fs::rename(&beside, other)),
            6 => fs::set_permissions(path, Permissions::from_mode(0o644)),
            7 => fs::hard_link(path, &beside),
            8 => fs::rename(path, &beside).and_then(|()| symlink(&beside, path)),
            _ => fs::copy(other, path).map(|_| ()),
        };
        format!("{} and {} damaged in manner {done}", path.display(), other.display())
    }
}
