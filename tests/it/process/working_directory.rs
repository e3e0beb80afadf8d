//! A file in the current folder, in one above it, or at the root of a repository changes nothing: it is not read,
//! not even looked for. Whoever unpacks an archive or checks out a branch runs nobody else's settings.

use std::fs;

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::tools;
use crate::support::world::{Reply, World};

/// Every key that a config file may have, each with a value that would be seen.
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

/// The folder the call is made in, those above it up to the root of a repository, and the home folder.
const PLACES: [&str; 4] = ["repository/src/deep/", "repository/src/", "repository/", ""];

/// Plants every file that a program of this kind might look for.
fn plant(env: &TestEnv) {
    let write = |path: String, text: &str| {
        // The home folder has its folder `config` already.
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
    // A config folder of its own: what stands in the home folder's usual one was planted.
    env.gettoken(&["alimail", "-o", "token", "-v", "--config-dir"])
        .arg(env.path("own"))
        .env("ALIMAIL_CLIENT_ID", "i")
        .env("ALIMAIL_CLIENT_SECRET", "s")
        .cwd(env.path(PLACES[0]))
        .through(world)
}

/// What came out, and what was asked, without the addresses that differ from run to run.
fn seen(world: &World, outcome: Outcome) -> (Outcome, String, String, String) {
    let request = world.request();
    (outcome, request.host.clone(), request.raw_target.clone(), request.text())
}

#[test]
fn none_of_its_keys_has_an_effect() {
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
fn a_definition_there_is_no_provider() {
    let env = TestEnv::new();
    plant(&env);
    for word in ["x", "./alimail", "alimail.toml", "./alimail.toml"] {
        let stderr =
            env.gettoken(&[word, "--config-dir"]).arg(env.path("own")).cwd(env.path(PLACES[0])).run();
        assert!(stderr.failed(3).contains("unknown profile or provider"), "{word}");
    }
}

/// The system calls that look at a path.
const LOOKS: &str = "trace=open,openat,openat2,stat,lstat,newfstatat,statx,access,faccessat,faccessat2,readlink,\
                     readlinkat,chdir";

#[test]
fn none_of_its_files_is_even_looked_for() {
    if tools::lacks(&["strace"]) {
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
        call.under(&["strace", "-f", "-qq", "-e", LOOKS, "-o", trace.to_str().unwrap()]).run();
        let text = fs::read_to_string(&trace).unwrap();
        let paths: Vec<&str> = text.lines().filter_map(|line| line.split('"').nth(1)).collect();
        // The folder that was named is not there: nothing in it need be looked for.
        assert!(paths.iter().any(|path| path.ends_with("/own")), "{text}");
        let home = env.path("").display().to_string();
        for path in paths.into_iter().filter(|path| !path.is_empty()) {
            // Nothing relative, and below the home folder nothing but what was named.
            assert!(path.starts_with('/'), "{args:?}: {path}");
            let named = path.trim_end_matches('/') == home.trim_end_matches('/')
                || path.starts_with(&format!("{}/own", home.trim_end_matches('/')));
            assert!(!path.starts_with(&home) || named, "{args:?}: {path}");
        }
    }
}
