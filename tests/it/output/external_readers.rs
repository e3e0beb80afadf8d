//! The programs that read each output format. A reader is a script that gets a directory of outputs and the address of
//! an echo server, and prints what it read from each, followed by a NUL byte.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::tools;

/// A reader: the format it reads, what must be installed, the interpreter's argv, and the script.
pub struct Reader {
    pub format: &'static str,
    pub needs: &'static str,
    pub argv: &'static [&'static str],
    pub script: &'static str,
}

const SH: &[&str] = &["sh", "-c"];
const BASH: &[&str] = &["bash", "--norc", "-c"];
const FISH: &[&str] = &["fish", "--no-config", "-c"];
const ZSH: &[&str] = &["zsh", "-f", "-c"];
const PYTHON: &[&str] = &["python3", "-I", "-c"];
const POWERSHELL: &[&str] = &["pwsh", "-NoProfile", "-Command"];

const EVAL: &str = r#"for f in "$1"/*; do (eval "$(cat "$f")"; printf '%s\0' "$ACCESS_TOKEN"); done"#;

/// The start of every Python script.
macro_rules! python {
    ($body:literal) => {
        concat!(
            "import sys, os, json, base64, netrc, shlex\n",
            "def each(read):\n",
            "    for name in sorted(os.listdir(sys.argv[2])):\n",
            "        path = os.path.join(sys.argv[2], name)\n",
            "        sys.stdout.buffer.write(read(path).encode() + b'\\0')\n",
            "def text(path):\n",
            "    return open(path, newline='', encoding='utf-8').read()\n",
            "def sasl(path):\n",
            "    return base64.b64decode(text(path).strip(), validate=True).decode()\n",
            "def unescaped(name):\n",
            "    return name.replace('=2C', ',').replace('=3D', '=')\n",
            $body
        )
    };
}

/// The readers of the token.
pub const TOKEN: &[Reader] = &[
    Reader { format: "env", needs: "sh", argv: SH, script: EVAL },
    Reader { format: "env", needs: "bash", argv: BASH, script: EVAL },
    Reader { format: "env", needs: "zsh", argv: ZSH, script: EVAL },
    Reader {
        format: "dotenv",
        needs: "sh",
        argv: SH,
        script: r#"for f in "$1"/*; do (. "$f"; printf '%s\0' "$ACCESS_TOKEN"); done"#,
    },
    Reader {
        format: "dotenv",
        needs: "python3",
        argv: PYTHON,
        script: python!("each(lambda p: text(p).split('\\n')[0].removeprefix('ACCESS_TOKEN=').strip(\"'\"))"),
    },
    Reader {
        format: "fish",
        needs: "fish",
        argv: FISH,
        script: r#"for f in $argv[2]/*; source $f; printf '%s\0' $ACCESS_TOKEN; end"#,
    },
    Reader {
        format: "powershell",
        needs: "pwsh",
        argv: POWERSHELL,
        script: r#"& { Get-ChildItem $args[1] | ForEach-Object { Get-Content -Raw $_ | Invoke-Expression; [Console]::Write($env:ACCESS_TOKEN + "`0") } }"#,
    },
    Reader {
        format: "header",
        needs: "curl",
        argv: SH,
        script: r#"for f in "$1"/*; do curl -sS -H @- "$2/header" <"$f"; done"#,
    },
    Reader {
        format: "curl",
        needs: "curl",
        argv: SH,
        script: r#"for f in "$1"/*; do curl -sS -K - "$2/header" <"$f"; done"#,
    },
    Reader {
        format: "netrc",
        needs: "curl",
        argv: SH,
        script: r#"for f in "$1"/*; do curl -sS --netrc-file "$f" "$2/password"; done"#,
    },
    Reader {
        format: "netrc",
        needs: "wget",
        argv: SH,
        script: r#"for f in "$1"/*; do cp "$f" "$HOME/.netrc"; wget -q -O - --auth-no-challenge "$2/password"; done; rm "$HOME/.netrc""#,
    },
    Reader {
        format: "netrc",
        needs: "python3",
        argv: PYTHON,
        script: python!("each(lambda p: netrc.netrc(p).authenticators('127.0.0.1')[2])"),
    },
    Reader {
        format: "headers-json",
        needs: "jq",
        argv: SH,
        script: r#"jq -j '(.Authorization | ltrimstr("Bearer ")) + "\u0000"' "$1"/*"#,
    },
    Reader {
        format: "headers-json",
        needs: "python3",
        argv: PYTHON,
        script: python!("each(lambda p: json.loads(text(p))['Authorization'].removeprefix('Bearer '))"),
    },
    Reader { format: "json", needs: "jq", argv: SH, script: r#"jq -j '.access_token + "\u0000"' "$1"/*"# },
    Reader {
        format: "json",
        needs: "python3",
        argv: PYTHON,
        script: python!("each(lambda p: json.loads(text(p))['access_token'])"),
    },
    Reader {
        format: "exec-credential",
        needs: "jq",
        argv: SH,
        script: r#"jq -j 'select(.apiVersion == "client.authentication.k8s.io/v1" and .kind == "ExecCredential") | .status.token + "\u0000"' "$1"/*"#,
    },
    Reader {
        format: "docker",
        needs: "jq",
        argv: SH,
        script: r#"jq -j 'select(.Username == "me") | .Secret + "\u0000"' "$1"/*"#,
    },
    Reader { format: "git-credential", needs: "git", argv: SH, script: GIT_PASSWORD },
    Reader {
        format: "xoauth2",
        needs: "python3",
        argv: PYTHON,
        script: python!(
            "each(lambda p: sasl(p).removeprefix('user=me\\x01auth=Bearer ').removesuffix('\\x01\\x01'))"
        ),
    },
    Reader {
        format: "oauthbearer",
        needs: "python3",
        argv: PYTHON,
        script: python!(
            "each(lambda p: sasl(p).removeprefix('n,a=me,\\x01auth=Bearer ').removesuffix('\\x01\\x01'))"
        ),
    },
    Reader {
        format: "ci-mask",
        needs: "python3",
        argv: PYTHON,
        // As actions/runner decodes the data of a command: %25 last.
        script: python!(
            "each(lambda p: text(p).removeprefix('::add-mask::').removesuffix('\\n').replace('%0D', '\\r').replace('%0A', '\\n').replace('%25', '%'))"
        ),
    },
    Reader { format: "token", needs: "python3", argv: PYTHON, script: LINE },
    Reader { format: "template={access_token}", needs: "python3", argv: PYTHON, script: LINE },
    Reader {
        format: "text",
        needs: "python3",
        argv: PYTHON,
        script: python!("each(lambda p: text(p).split('\\n')[0].removeprefix('access_token: '))"),
    },
];

/// The reader of a token in the query.
pub const QUERY: Reader = Reader {
    format: "curl",
    needs: "curl",
    argv: SH,
    script: r#"for f in "$1"/*; do curl -sS -K - "$2/query" <"$f"; done"#,
};

/// The readers of the user name.
pub const USER: &[Reader] = &[
    Reader { format: "git-credential", needs: "git", argv: SH, script: GIT_USER },
    Reader { format: "docker", needs: "jq", argv: SH, script: r#"jq -j '.Username + "\u0000"' "$1"/*"# },
    Reader {
        format: "netrc",
        needs: "python3",
        argv: PYTHON,
        script: python!("each(lambda p: netrc.netrc(p).authenticators('127.0.0.1')[0])"),
    },
    Reader {
        format: "netrc",
        needs: "curl",
        argv: SH,
        script: r#"for f in "$1"/*; do curl -sS --netrc-file "$f" "$2/user"; done"#,
    },
    Reader {
        format: "xoauth2",
        needs: "python3",
        argv: PYTHON,
        script: python!(
            "each(lambda p: sasl(p).removeprefix('user=').removesuffix('\\x01auth=Bearer token\\x01\\x01'))"
        ),
    },
    Reader {
        format: "oauthbearer",
        needs: "python3",
        argv: PYTHON,
        script: python!("each(lambda p: unescaped(sasl(p).split(',')[1].removeprefix('a=')))"),
    },
];

/// The readers of the scope.
pub const SCOPE: &[Reader] = &[
    Reader { format: "json", needs: "jq", argv: SH, script: r#"jq -j '(.scope // "") + "\u0000"' "$1"/*"# },
    Reader { format: "template={scope}", needs: "python3", argv: PYTHON, script: LINE },
    Reader {
        format: "text",
        needs: "python3",
        argv: PYTHON,
        script: python!("each(lambda p: (text(p).split('\\nscope: ') + ['\\n'])[1].removesuffix('\\n'))"),
    },
];

const LINE: &str = python!("each(lambda p: text(p).removesuffix('\\n'))");

const GIT_PASSWORD: &str = r#"for f in "$1"/*; do
  printf 'protocol=https\nhost=git.example\n\n' | git -c credential.helper= -c credential.helper="!cat '$f' #" credential fill |
    sed -n 's/^password=//p' | tr '\n' '\0'
done"#;

const GIT_USER: &str = r#"for f in "$1"/*; do
  printf 'protocol=https\nhost=git.example\n\n' | git -c credential.helper= -c credential.helper="!cat '$f' #" credential fill |
    sed -n 's/^username=//p' | tr '\n' '\0'
done"#;

impl Reader {
    /// The reason why this reader cannot be used here, if there is one.
    fn missing(&self) -> Option<String> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders: Vec<_> = std::env::split_paths(&path).collect();
        tools::missing_in(&folders, self.needs)
    }

    /// What the reader reads from every file in `folder`, or `None` if it is not installed. It runs in `cwd`,
    /// which it must not change.
    pub fn read(&self, folder: &Path, echo: &str, cwd: &Path) -> Option<Vec<String>> {
        if let Some(reason) = self.missing() {
            tools::leave_out(&format!("what `{}` reads of `{}`", self.needs, self.format), &reason);
            return None;
        }
        let output = Command::new(self.argv[0])
            .args(&self.argv[1..])
            .arg(self.script)
            .args(["reader".as_ref(), folder.as_os_str(), echo.as_ref()])
            .current_dir(cwd)
            .env_clear()
            .envs(std::env::vars().filter(|(name, _)| name == "PATH" || name == "PYENV_ROOT"))
            .env("HOME", folder.parent().unwrap())
            .env("LC_ALL", "C.UTF-8")
            .stderr(Stdio::inherit())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let text = text.strip_suffix('\0').unwrap_or_else(|| panic!("{} read nothing", self.needs));
        Some(text.split('\0').map(str::to_owned).collect())
    }
}
