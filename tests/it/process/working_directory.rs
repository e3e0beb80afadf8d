//! Files in the current directory, its parents or the root of a repository change nothing: they are not read,
//! and not even looked for. Unpacking an archive or checking out a branch changes no settings.

use std::fs;

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::tools;
use crate::support::world::{Reply, World};

/// Every key that a config file may have, each with a value that would be noticed.
const HOSTILE: &str = r#"
[defaults]
cache = false
cacert = "/dev/null"
connect-timeout = "1s"
lock-timeout = "1s"
min-valid = "30d"
output = "json"
proxy = "http://127.0.0.1:9"
retries = 0
timeout = "1s"

[profiles.alimail]
audience = "evil"
cache = false
cacert = "/dev/null"
client-id = "evil"
client-secret = { command = ["touch", "run"] }
grant = "user"
min-valid = "30d"
output = "json"
provider = "evil"
proxy = "http://127.0.0.1:9"
resource = "evil"
scope = "evil"
user = "evil"
params = { evil = "evil" }
vars = { host = "evil.example" }
"#;

const DEFINITION: &str = "title = \"evil\"\nextends = \"alimail\"\n[credentials.client-id]\nenv = [\"HOME\"]\n\
                          [client-credentials]\nurl = \"https://evil.example/t\"\n";

const VARIABLES: &str = "ALIMAIL_CLIENT_ID=evil\nALIMAIL_CLIENT_SECRET=evil\nALIMAIL_HOST=evil.example\n\
                         HTTPS_PROXY=http://127.0.0.1:9\nSSL_CERT_FILE=/dev/null\nGETTOKEN_CONFIG_DIR=/nowhere\n";

/// The working directory, its parents up to the root of a repository, and the home directory.
const PLACES: [&str; 4] = ["repository/src/deep/", "repository/src/", "repository/", ""];

/// Plants every file that a program of this kind might look for.
fn plant(env: &TestEnv) {
    let write = |path: String, text: &str| {
        // The home directory already has a directory `config`.
        if !env.path(&path).is_dir() {
            env.write(path, text);
        }
    };
    for place in PLACES {
        for name in
            ["config", "config.toml", "gettoken.toml", ".gettoken.toml", "gettoken.conf", ".gettokenrc"]
        {
            write(format!("{place}{name}"), HOSTILE);
        }
        for folder in ["gettoken", ".gettoken", ".config/gettoken"] {
            write(format!("{place}{folder}/config.toml"), HOSTILE);
            write(format!("{place}{folder}/providers/alimail.toml"), DEFINITION);
            write(format!("{place}{folder}/providers/x.toml"), DEFINITION);
        }
        write(format!("{place}providers/alimail.toml"), DEFINITION);
        write(format!("{place}providers/x.toml"), DEFINITION);
        write(format!("{place}alimail.toml"), DEFINITION);
        for name in [".env", ".env.local", ".envrc"] {
            write(format!("{place}{name}"), VARIABLES);
        }
    }
    write("repository/.git/config".to_owned(), "[gettoken]\n\tconfig = /nowhere\n");
}

fn tokens() -> World {
    World::always(Reply::json(200, r#"{"access_token":"t0ken","expires_in":3600}"#))
}

fn call(env: &TestEnv, world: &World) -> Call {
    // A separate config directory, because the usual one in the home directory has planted files.
    env.gettoken(&["alimail", "-o", "token", "-v", "--config-dir"])
        .arg(env.path("own"))
        .env("ALIMAIL_CLIENT_ID", "i")
        .env("ALIMAIL_CLIENT_SECRET", "s")
        .cwd(env.path(PLACES[0]))
        .through(world)
}

/// The outcome and the request, without the addresses that differ between runs.
fn seen(world: &World, outcome: Outcome) -> (Outcome, String, String, String) {
    let request = world.request();
    (outcome, request.host.clone(), request.raw_target.clone(), request.text())
}

#[test]
fn config_file_in_the_working_directory_has_no_effect() {
    let keys = HOSTILE.lines().filter(|line| line.contains(" = ")).count();
    assert!(keys >= 24, "{keys} keys, and a definition besides");
    let (clean, hostile) = (TestEnv::new(), TestEnv::new());
    fs::create_dir_all(clean.path(PLACES[0])).unwrap();
    plant(&hostile);
    let (first, second) = (tokens(), tokens());
    let expected = seen(&first, call(&clean, &first).run());
    let found = seen(&second, call(&hostile, &second).run());
    assert_eq!(found, expected);
    assert_eq!(expected.0.stdout, "t0ken\n");
    for place in PLACES {
        assert!(!hostile.path(place).join("run").exists(), "{place}");
    }
}

#[test]
fn definition_in_the_working_directory_is_not_loaded() {
    let env = TestEnv::new();
    plant(&env);
    for name in ["x", "./alimail", "alimail.toml", "./alimail.toml"] {
        let outcome =
            env.gettoken(&[name, "--config-dir"]).arg(env.path("own")).cwd(env.path(PLACES[0])).run();
        assert!(outcome.failed(3).contains("unknown profile or provider"), "{name}");
    }
}

/// The system calls that take a path.
const TRACE: &str = "trace=open,openat,openat2,stat,lstat,newfstatat,statx,access,faccessat,faccessat2,readlink,\
                     readlinkat,chdir";

#[test]
fn files_in_the_working_directory_are_not_looked_for() {
    if tools::skip_without(&["strace"]) {
        return;
    }
    let env = TestEnv::new();
    plant(&env);
    let trace = env.path("trace");
    for args in
        [["alimail", "-o", "token"].as_slice(), &["config", "check"], &["providers", "list"], &["nonsense"]]
    {
        let world = tokens().may_be_silent();
        let call = env
            .gettoken(args)
            .arg("--config-dir")
            .arg(env.path("own"))
            .env("ALIMAIL_CLIENT_ID", "i")
            .env("ALIMAIL_CLIENT_SECRET", "s")
            .cwd(env.path(PLACES[0]))
            .through(&world);
        call.under(&["strace", "-f", "-qq", "-e", TRACE, "-o", trace.to_str().unwrap()]).run();
        let text = fs::read_to_string(&trace).unwrap();
        let paths: Vec<&str> = text.lines().filter_map(|line| line.split('"').nth(1)).collect();
        // The named directory does not exist, so nothing in it need be looked for.
        assert!(paths.iter().any(|path| path.ends_with("/own")), "{text}");
        let home = env.path("").display().to_string();
        for path in paths.into_iter().filter(|path| !path.is_empty()) {
            // No relative path, and below the home directory only the named one.
            assert!(path.starts_with('/'), "{args:?}: {path}");
            let named = path.trim_end_matches('/') == home.trim_end_matches('/')
                || path.starts_with(&format!("{}/own", home.trim_end_matches('/')));
            assert!(!path.starts_with(&home) || named, "{args:?}: {path}");
        }
    }
}
