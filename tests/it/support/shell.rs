//! Shell scripts as a user types them, with the built `gettoken` first in `PATH`.
//!
//! The environment is empty as in `TestEnv`, but scripts can run the programs that read the output: `sh`,
//! `curl`, `jq` and the like.

use std::path::Path;
use std::process::{Command, Stdio};

use super::environment::TestEnv;
use super::process::{Outcome, signal_of};
use super::tools;
use super::witness;
use super::world::World;

/// Where these programs are installed.
const FOLDERS: [&str; 3] = ["/usr/local/bin", "/usr/bin", "/bin"];

/// A script that is being prepared.
pub struct Script(Command);

/// Prepares `text` for `shell`, which must accept a script with `-c`.
pub fn script(env: &TestEnv, shell: &str, text: &str) -> Script {
    let built = Path::new(env!("CARGO_BIN_EXE_gettoken"));
    let folder = built.parent().expect("the binary is in a folder");
    // With `timeout`, so that a shell that hangs fails one test and not the whole run.
    let mut command = Command::new("timeout");
    command
        .args(["60", shell, "-c", text])
        .current_dir(env.path(""))
        .env_clear()
        .env("PATH", format!("{}:{}", folder.display(), FOLDERS.join(":")))
        .env("HOME", env.path(""))
        .env("GETTOKEN_CONFIG_DIR", env.config_dir())
        // Of the calls of `oauth2` in scripts.
        .env("OAUTH2_CLIENT_SECRET", "s")
        .stdin(Stdio::null());
    Script(command)
}

/// Prepares `text` for `sh`.
pub fn sh(env: &TestEnv, text: &str) -> Script {
    script(env, "sh", text)
}

impl Script {
    /// Sets one environment variable.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.0.env(name, value);
        self
    }

    /// Makes this world answer for every https host, for both gettoken and curl.
    pub fn through(self, world: &World) -> Self {
        self.env("HTTPS_PROXY", &world.proxy_url()).env("SSL_CERT_FILE", world.ca_pem_path())
    }

    /// Runs the script and waits for it to end.
    pub fn run(mut self) -> Outcome {
        let output = self.0.output().expect("`timeout` and the shell can be started");
        let text = |bytes| String::from_utf8(bytes).expect("the output is UTF-8");
        let (stdout, stderr) = (text(output.stdout), text(output.stderr));
        let code = output.status.code();
        witness::note(&witness::test(), "run", || {
            let args: Vec<_> = self.0.get_args().map(|arg| arg.to_string_lossy()).collect();
            serde_json::json!({ "args": args, "code": code, "stdout": stdout, "stderr": stderr })
        });
        Outcome { code, signal: signal_of(output.status), stdout, stderr }
    }
}

/// Whether a program is installed; if not, the test is skipped.
pub fn installed(program: &str) -> bool {
    tools::missing_in(&FOLDERS, program).inspect(|reason| tools::skip(reason)).is_none()
}

/// The programs that are installed; for each of the others, a part of the test is left out.
pub fn those_installed<'a>(programs: &[&'a str]) -> Vec<&'a str> {
    let installed = |program: &&str| match tools::missing_in(&FOLDERS, program) {
        Some(reason) => {
            tools::leave_out(&format!("what `{program}` makes of it"), &reason);
            false
        }
        None => true,
    };
    programs.iter().copied().filter(installed).collect()
}
