//! The sources of a credential, secret or not: all give the same value, none is read without need, and each says what
//! to do if it has nothing.

use std::fs;
#[cfg(feature = "fastpath")]
use std::thread;
#[cfg(feature = "fastpath")]
use std::time::Duration;

use crate::support::environment::TestEnv;
use crate::support::modes;
use crate::support::process::Call;
use crate::support::tools::{self, skip_without};
use crate::support::world::{Reply, Request, World};

/// A definition with a secret, a name that is no secret, a key of several lines, and one that no request uses.
const OWN: &str = r#"
title = "Own"
docs = "https://vendor.example/docs"
[credentials]
client-id = { required = false }
client-secret = { required = false }
api-key = { env = ["OWN_API_KEY"] }
username = { secret = false, required = false }
pin = { required = false }
[vars.base]
required = true
help = "where it is"
[client-credentials]
url = "{base}/token"
client-auth = "params"
params = { grant_type = "own", api_key = "{api-key}", username = "{username}" }
"#;

/// What every source gives.
const SECRET: &str = "s3cret-canary-1";

fn is_for(request: &Request, path: &str) -> bool {
    request.path == path
}

/// A vendor at `/token`, and a server with credentials at other paths.
fn world() -> World {
    World::start(|request| match &*request.path {
        "/text" => Reply::json(200, format!("{SECRET}\n")),
        "/json" if request.header("x-key") == Some("key-canary-2") => {
            assert_eq!(request.query_map()["audience"], "a b");
            Reply::json(200, format!(r#"{{"result":{{"a/b":"{SECRET}"}}}}"#))
        }
        "/number" => Reply::json(200, r#"{"value":1}"#),
        "/lines" => Reply::json(200, format!("{SECRET}\nmore")),
        "/busy" => Reply::json(503, SECRET),
        "/inner" => Reply::json(200, format!(r#"{{"access_token":"{SECRET}","expires_in":3600}}"#)),
        "/token" => Reply::json(200, r#"{"access_token":"t0ken","expires_in":3600}"#),
        _ => Reply::json(403, SECRET),
    })
}

/// A home whose profile `work` has these lines in its table `credentials`.
fn home(world: &World, credentials: &str) -> TestEnv {
    let env = TestEnv::new();
    env.write_provider("own", OWN);
    let addr = world.http_addr();
    env.write_config(&format!(
        "[profiles.work]\nprovider = \"own\"\nvars.base = \"http://{addr}\"\n[profiles.work.credentials]\n{credentials}\n\
         [profiles.inner]\nprovider = \"oauth2\"\nclient-id = \"i\"\nclient-secret = \"inner-canary\"\n\
         vars.token-url = \"http://{addr}/inner\"\n"
    ));
    env.write("config/gettoken/kept", &format!("{SECRET}\n"));
    env.write("config/gettoken/kept.json", &format!("\u{feff}{{\"a\":{{\"b/c\":\"{SECRET}\"}},\"n\":1}}\n"));
    env
}

fn call(env: &TestEnv) -> Call {
    env.gettoken(&["work", "-o", "token"])
}

/// The form that reached the vendor.
#[track_caller]
fn sent(world: &World) -> std::collections::BTreeMap<String, String> {
    let requests = world.requests();
    requests.iter().find(|request| is_for(request, "/token")).expect("the vendor was asked").form()
}

/// All sources but the keyring, as the config file names them.
fn sources(world: &World) -> Vec<String> {
    let addr = world.http_addr();
    vec![
        format!("'{SECRET}'"),
        "{ file = 'kept' }".to_owned(),
        "{ env = 'SOME_VARIABLE' }".to_owned(),
        format!("{{ command = ['echo', '{SECRET}'] }}"),
        format!("{{ url = 'http://{addr}/text' }}"),
        format!(
            "{{ url = '{{env:PLACE}}/json?audience={{env:AUDIENCE}}', headers = {{ X-Key = '{{env:KEY}}' }}, token = '/result/a~1b' }}"
        ),
        "{ profile = 'inner' }".to_owned(),
        "{ file = 'kept.json', token = '/a/b~1c' }".to_owned(),
        format!("{{ command = ['echo', '[\"{SECRET}\"]'], token = '/0' }}"),
    ]
}

#[test]
fn every_source_gives_a_secret_and_what_is_none() {
    if skip_without(&["true"]) {
        return;
    }
    for number in 0..9 {
        let world = world();
        let source = sources(&world).swap_remove(number);
        for (name, rest, field) in
            [("api-key", "", "api_key"), ("username", "api-key = 'k3y-canary'\n", "username")]
        {
            let env = home(&world, &format!("{rest}{name} = {source}"));
            let outcome = call(&env)
                .arg("-v")
                .env("SOME_VARIABLE", SECRET)
                .env("PLACE", format!("http://{}", world.http_addr()))
                .env("AUDIENCE", "a b")
                .env("KEY", "key-canary-2")
                .run();
            assert!(!outcome.stderr.contains("canary"), "{source}: {}", outcome.stderr);
            assert_eq!(outcome.success(), "t0ken\n", "{source}");
            let form =
                world.requests().into_iter().rfind(|request| is_for(request, "/token")).unwrap().form();
            assert_eq!(form[field], SECRET, "{source}");
        }
    }
}

#[cfg(all(feature = "keyring", target_os = "linux"))]
#[test]
fn keyring_gives_a_secret_and_what_is_none() {
    let Some(desktop) = crate::support::desktop::Desktop::start() else { return };
    desktop.keep("gettoken", "mail", SECRET.as_bytes());
    let world = world();
    let env = home(&world, "api-key = { keyring = 'mail' }\nusername = { keyring = 'mail' }");
    assert_eq!(desktop.joined(call(&env)).run().success(), "t0ken\n");
    let form = sent(&world);
    assert_eq!((&*form["api_key"], &*form["username"]), (SECRET, SECRET));
    let env = home(&world, "api-key = { keyring = 'other' }");
    let stderr = desktop.joined(call(&env)).run().failed(3);
    assert!(stderr.contains("`other`"), "{stderr}");
}

#[test]
fn each_source_says_what_to_do_if_it_has_nothing() {
    if skip_without(&["true"]) {
        return;
    }
    let world = world();
    let addr = world.http_addr();
    let url = |rest: &str| format!("{{ url = 'http://{addr}/{rest} }}");
    for (source, code, words) in [
        ("{ file = 'absent' }".to_owned(), 3, &["absent"][..]),
        ("{ file = 'empty' }".to_owned(), 3, &["empty"]),
        (
            "{ env = 'UNSET_VARIABLE' }".to_owned(),
            3,
            &["variable UNSET_VARIABLE is not set", "config.toml:5"],
        ),
        ("{ command = ['false'] }".to_owned(), 10, &["`false`"]),
        ("{ command = ['true'] }".to_owned(), 10, &["api-key"]),
        ("{ command = ['absent-program'] }".to_owned(), 10, &["`absent-program`"]),
        ("{ url = '{env:UNSET_VARIABLE}/x' }".to_owned(), 3, &["`UNSET_VARIABLE`", "api-key"]),
        (url("text', headers = { X-Key = '{env:UNSET_VARIABLE}' }"), 3, &["`UNSET_VARIABLE`"]),
        (url("else?k=canary'"), 8, &["403", "/else"]),
        (url("busy'"), 7, &["503", "/busy"]),
        (url("text', token = '/a'"), 8, &["JSON"]),
        (url("number', token = '/value'"), 8, &["/value"]),
        (url("lines'"), 8, &["line"]),
        ("{ file = 'kept.json', token = '/n' }".to_owned(), 3, &["kept.json", "/n"]),
        ("{ file = 'kept.json', token = '/none' }".to_owned(), 3, &["kept.json", "/none"]),
        ("{ file = 'kept', token = '/n' }".to_owned(), 3, &["JSON"]),
        ("{ command = ['echo', 'canary'], token = '/n' }".to_owned(), 10, &["`echo`", "JSON"]),
        ("{ file = 'kept.json', token = 'n' }".to_owned(), 3, &["{ url = \"…\" }"]),
        ("{ env = 'A', token = '/n' }".to_owned(), 3, &["{ url = \"…\" }"]),
        ("{ file = 'a', command = ['b'], token = '/n' }".to_owned(), 3, &["{ url = \"…\" }"]),
        ("{ url = 'http://vendor.example/x' }".to_owned(), 3, &["https"]),
        ("{ url = 'http://127.0.0.1:1/x' }".to_owned(), 6, &["127.0.0.1"]),
        ("{ profile = 'absent' }".to_owned(), 3, &["`absent`", "`work` needs the token of `absent`"]),
        ("{ profile = 'work' }".to_owned(), 3, &["`work` → `work`"]),
        ("{ sign-command = ['true'] }".to_owned(), 3, &["sign-command", "{ file"]),
        ("{ file = 'a', env = 'B' }".to_owned(), 3, &["{ url = \"…\" }", "config.toml:5"]),
        ("{ url = 'https://a.example', token = 'a' }".to_owned(), 3, &["{ url = \"…\" }"]),
        ("{ command = [] }".to_owned(), 3, &["{ command = [\"…\"] }"]),
        ("\"a\\nb\"".to_owned(), 3, &["line break", "config.toml:5"]),
    ] {
        let env = home(&world, &format!("api-key = {source}"));
        env.write("config/gettoken/empty", "\n");
        let stderr = call(&env).args(&["--retries=0"]).run().failed(code);
        for word in words {
            assert!(stderr.contains(word), "{source}: {word}: {stderr}");
        }
        assert!(!stderr.contains("canary"), "{source}: {stderr}");
    }
    assert!(!world.requests().iter().any(|request| is_for(request, "/token")));
}

/// A link-local address is that of a server for metadata. Whatever is there, http is not the fault.
#[test]
fn server_for_metadata_may_be_asked_with_http() {
    if tools::is_not_root() || skip_without(&["unshare"]) || tools::cannot_isolate_network() {
        return;
    }
    let world = world().may_be_silent();
    let env = home(&world, "api-key = { url = 'http://169.254.0.1:1/x' }");
    let outcome = call(&env).args(&["--retries=0"]).under(&["unshare", "--net"]).run();
    assert!(matches!(outcome.code, Some(6..=8)) && outcome.stderr.contains("169.254.0.1"), "{outcome:#?}");
}

#[test]
fn missing_credential_names_its_table() {
    let world = world().may_be_silent();
    let stderr = call(&home(&world, "")).run().failed(3);
    assert!(
        stderr.contains("GETTOKEN_WORK_API_KEY") && stderr.contains("[profiles.work.credentials]"),
        "{stderr}"
    );
}

#[test]
fn unknown_credential_names_those_that_there_are() {
    let world = world().may_be_silent();
    let env = home(&world, "api-kei = 'x'");
    let stderr = call(&env).run().failed(3);
    assert!(stderr.contains("`api-kei`") && stderr.contains("`api-key`"), "{stderr}");
}

#[test]
fn server_that_is_busy_is_asked_again_within_the_time() {
    let world = World::start({
        let count = std::sync::atomic::AtomicUsize::new(0);
        move |request| match &*request.path {
            "/text" if count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0 => Reply::json(503, "x"),
            "/text" => Reply::json(200, SECRET),
            _ => Reply::json(200, r#"{"access_token":"t0ken","expires_in":3600}"#),
        }
    });
    let env = home(&world, &format!("api-key = {{ url = 'http://{}/text' }}", world.http_addr()));
    assert_eq!(call(&env).run().success(), "t0ken\n");
    assert_eq!(sent(&world)["api_key"], SECRET);
}

/// A server decides by the request who is asked for, and that is in variables.
#[test]
fn variables_of_a_url_are_part_of_the_key() {
    let world = world();
    let env = home(
        &world,
        &format!(
            "api-key = {{ url = 'http://{}/text', headers = {{ X-Job = '{{env:JOB}}' }} }}",
            world.http_addr()
        ),
    );
    for (job, asked) in [("one", 1), ("one", 1), ("two", 2), ("one", 2)] {
        call(&env).env("JOB", job).run().success();
        let count = world.requests().iter().filter(|request| is_for(request, "/token")).count();
        assert_eq!(count, asked, "{job}");
    }
}

#[test]
fn flags_precede_variables_and_these_the_config_file() {
    let world = world();
    let env = home(&world, "api-key = 'from-config'\nusername = 'user-config'");
    env.write("flag", "from-flag\n");
    env.write("user", "user-file\n");
    let last = || world.requests().into_iter().rfind(|request| is_for(request, "/token")).unwrap().form();
    let check = |call: Call, key: &str, user: &str| {
        call.arg("--no-cache").run().success();
        let form = last();
        assert_eq!((&*form["api_key"], &*form["username"]), (key, user));
    };
    check(call(&env), "from-config", "user-config");
    let with_env =
        || call(&env).env("GETTOKEN_WORK_API_KEY", "from-env").env("GETTOKEN_WORK_USERNAME", "user-env");
    check(with_env(), "from-env", "user-env");
    // Another profile's or the definition's own variable is not for this profile.
    check(
        call(&env).env("OWN_API_KEY", "x").env("GETTOKEN_INNER_API_KEY", "x"),
        "from-config",
        "user-config",
    );
    check(with_env().arg("--api-key-file=flag").arg("--username-file=user"), "from-flag", "user-file");
    check(
        with_env().args(&["--api-key-file", "-", "--username", "user-flag"]).stdin("from-stdin\n"),
        "from-stdin",
        "user-flag",
    );
    check(with_env().args(&["--api-key-profile", "inner"]), SECRET, "user-env");
    check(with_env().args(&["--username-profile", "inner"]), "from-env", SECRET);
    // Without a profile, the definition's variable is read.
    let plain = env
        .gettoken(&["own", "-o", "token", "--username=u"])
        .arg(format!("--base=http://{}", world.http_addr()));
    check(plain.env("OWN_API_KEY", "of-definition"), "of-definition", "u");
}

/// The flags of a credential are its name and its name with an ending, and none of them may be gettoken's.
#[test]
fn flags_of_a_credential_clash_with_no_other() {
    let world = world().may_be_silent();
    for (credential, flag) in [
        ("user = { secret = false }", "user"),
        ("refresh-token = {}", "refresh-token-file"),
        ("api-key-file = { secret = false }", "api-key-file"),
        ("second = { flags = ['api-key'] }", "api-key-file"),
    ] {
        let env = home(&world, "api-key = 'k'");
        let path = env.write_provider("own", &OWN.replace("pin = ", &format!("{credential}\npin = ")));
        let outcome = env.gettoken(&["providers", "check", path.to_str().unwrap()]).run();
        assert_eq!(outcome.code, Some(3), "{credential}: {outcome:?}");
        assert!(
            format!("{}{}", outcome.stdout, outcome.stderr).contains(&format!("`{flag}`")),
            "{outcome:?}"
        );
        call(&env).run().failed(3);
    }
}

#[test]
fn secret_value_has_no_flag_and_stdin_has_one_reader() {
    let world = world().may_be_silent();
    let env = home(&world, "api-key = 'x'");
    let stderr = call(&env).arg("--api-key=canary-in-argv").run().failed(2);
    assert!(stderr.contains("--api-key") && !stderr.contains("canary"), "{stderr}");
    call(&env).args(&["--api-key-file=a", "--api-key-profile=inner"]).run().failed(2);
    call(&env).args(&["--username=a", "--username-file=b"]).run().failed(2);
    let stderr = call(&env).args(&["--api-key-file=-", "--username-file=-"]).stdin("x\n").run().failed(2);
    assert!(stderr.contains("`--api-key-file -` and `--username-file -`"), "{stderr}");
}

#[test]
fn unused_credential_is_neither_read_nor_part_of_the_key() {
    let world = world();
    let trap = |env: &TestEnv| {
        let trap = env.path("read");
        assert!(!trap.exists(), "it was read");
    };
    for unused in [
        "",
        "pin = 'a'",
        "pin = { file = 'absent' }",
        "pin = { env = 'UNSET' }",
        "pin = { profile = 'broken' }",
    ] {
        let env = home(&world, &format!("api-key = 'k'\n{unused}"));
        call(&env).run().success();
        let entries = entries(&env);
        let env_2 = home(&world, "api-key = 'k'");
        call(&env_2).run().success();
        assert_eq!(entries, self::entries(&env_2), "{unused}");
    }
    let env = home(&world, "api-key = 'k'\npin = { command = ['touch', 'read'] }");
    call(&env).run().success();
    trap(&env);
    let env = home(
        &world,
        "api-key = 'k'\npin = { profile = 'other' }\n[profiles.other]\nprovider = 'oauth2'\nclient-secret = { file = '/proc/self/nothing' }",
    );
    call(&env).run().success();
}

/// The names of the cache's entries.
fn entries(env: &TestEnv) -> Vec<String> {
    let all = fs::read_dir(env.tokens_dir())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut all: Vec<String> = all.filter(|name| name.ends_with(".json")).collect();
    all.sort();
    all
}

#[cfg(unix)]
#[test]
fn config_file_with_a_secret_must_be_private_whatever_its_name() {
    let world = world();
    for (credentials, is_secret) in [
        ("api-key = 'k'", true),
        ("api-key = { env = 'K' }", false),
        ("api-key = { env = 'K' }\nusername = 'u'", false),
        ("api-key = { env = 'K' }\npin = '1'", true),
    ] {
        let env = TestEnv::new();
        env.write_provider("own", OWN);
        let config = env.write_config(&format!(
            "[profiles.work]\nprovider = 'own'\nvars.base = 'http://{}'\n[profiles.work.credentials]\n{credentials}\n",
            world.http_addr()
        ));
        modes::set(&config, 0o644).unwrap();
        let outcome = call(&env).env("K", "k").run();
        if is_secret {
            let stderr = outcome.failed(3);
            assert!(stderr.contains("chmod"), "{stderr}");
        } else {
            outcome.success();
        }
    }
}

#[cfg(unix)]
#[test]
fn file_that_others_can_read_is_refused_for_a_secret_alone() {
    let world = world();
    let open = |env: &TestEnv| {
        modes::set(env.path("config/gettoken/kept"), 0o644).unwrap();
    };
    let env = home(&world, "api-key = { file = 'kept' }");
    open(&env);
    let stderr = call(&env).run().failed(3);
    assert!(stderr.contains("chmod") && !stderr.contains("canary"), "{stderr}");
    let env = home(&world, "api-key = 'k'\nusername = { file = 'kept' }");
    open(&env);
    call(&env).run().success();
}

/// Every variable with a secret is removed from commands, whichever credential it is for.
#[test]
fn variables_of_credentials_are_hidden_from_children() {
    if skip_without(&["sh"]) {
        return;
    }
    let world = world();
    let env = home(
        &world,
        &format!(
            "api-key = {{ command = ['sh', '-c', 'env > seen; echo k'] }}\n\
             pin = {{ url = 'http://{}/text', headers = {{ X-Key = '{{env:IN_A_URL}}' }} }}\n\
             [profiles.third]\nprovider = 'own'\n[profiles.third.credentials]\npin = {{ env = 'NAMED' }}",
            world.http_addr()
        ),
    );
    let hidden = [
        "OWN_API_KEY",
        "GETTOKEN_WORK_API_KEY_OTHER",
        "GETTOKEN_WORK_PIN",
        "GETTOKEN_THIRD_API_KEY",
        "GETTOKEN_INNER_CLIENT_SECRET",
        "IN_A_URL",
        "NAMED",
    ];
    let value = |number: usize| format!("{number:08}-hidden-{number:08}");
    let with = |call: Call| {
        hidden.iter().enumerate().fold(call, |call, (number, name)| call.env(name, value(number)))
    };
    with(call(&env)).env("GETTOKEN_WORK_USERNAME", "u").run().success();
    let seen = fs::read_to_string(env.path("seen")).unwrap();
    let printed = with(env.gettoken(&["exec", "work", "--", "env"])).run().success();
    for shown in [seen, printed] {
        let left: Vec<&str> = shown.lines().filter(|line| line.contains("-hidden-")).collect();
        // This one belongs to no credential.
        assert_eq!(left, [format!("GETTOKEN_WORK_API_KEY_OTHER={}", value(1))]);
    }
}

#[cfg(feature = "fastpath")]
#[cfg(unix)]
#[test]
fn replay_of_a_value_on_the_command_line_is_never_recorded() {
    let world = world();
    let env = home(&world, "api-key = 'k'");
    let records = || {
        let names = fs::read_dir(env.tokens_dir())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.ends_with(".replay")).count()
    };
    let with_value = || call(&env).arg("--username=user-canary");
    let in_file = || call(&env).arg("--api-key-file").arg(env.path("config/gettoken/kept"));
    with_value().run().success();
    in_file().run().success();
    thread::sleep(Duration::from_millis(2100));
    with_value().run().success();
    assert_eq!(records(), 0);
    in_file().run().success();
    assert_eq!(records(), 1);
    for entry in fs::read_dir(env.tokens_dir()).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        assert!(!text.contains("canary"), "{text}");
    }
}

/// What several lines have in common with no field of a request.
const PEM: &str = "-----BEGIN PRIVATE KEY-----\r\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\r\n-----END PRIVATE KEY-----\r\n";

#[test]
fn several_lines_come_from_every_source_and_into_no_template() {
    if skip_without(&["cat"]) {
        return;
    }
    let world = World::start(|request| match &*request.path {
        "/key" => Reply::json(200, PEM),
        "/json" => Reply::json(200, serde_json::json!({ "key": PEM }).to_string()),
        _ => {
            assert!(request.form()["client_assertion"].starts_with("eyJ"));
            Reply::json(200, r#"{"access_token":"t0ken","expires_in":3600}"#)
        }
    });
    let addr = world.http_addr();
    let inline = serde_json::to_string(PEM).unwrap();
    for source in [
        inline.clone(),
        "{ file = 'key.pem' }".to_owned(),
        "{ env = 'KEY' }".to_owned(),
        "{ command = ['cat', 'config/gettoken/key.pem'] }".to_owned(),
        format!("{{ url = 'http://{addr}/key' }}"),
        format!("{{ url = 'http://{addr}/json', token = '/key' }}"),
    ] {
        let env = TestEnv::new();
        env.write("config/gettoken/key.pem", PEM);
        env.write_provider(
            "own",
            "title = 'Own'\ncredentials.client-key.lines = true\nvars.base = { help = 'b', required = true }\n\
             [client-credentials]\nurl = '{base}/token'\nclient-auth = 'private_key_jwt'\n",
        );
        env.write_config(&format!(
            "[profiles.work]\nprovider = 'own'\nclient-id = 'i'\nvars.base = 'http://{addr}'\nclient-key = {source}\n"
        ));
        let outcome = call(&env).env("KEY", PEM).run();
        assert!(!outcome.stderr.contains("MC4C"), "{}", outcome.stderr);
        assert_eq!(outcome.success(), "t0ken\n", "{source}");
    }
    let env = TestEnv::new();
    let path = env.write_provider(
        "own",
        "title = 'Own'\ncredentials.client-key.lines = true\n[client-credentials]\nurl = 'https://a.example'\n\
         params = { key = '{client-key}' }\n",
    );
    let outcome = env.gettoken(&["providers", "check", path.to_str().unwrap()]).run();
    assert!(outcome.code != Some(0), "{outcome:?}");
    assert!(
        outcome.stdout.contains("several lines") || outcome.stderr.contains("several lines"),
        "{outcome:?}"
    );
}
