//! Definitions and config values with line breaks or other characters that would control a terminal, a header
//! or the config of another program: they are refused, with their key, before anything is shown or sent.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use toml::{Table, Value};

use crate::support::environment::TestEnv;
use crate::support::process::Outcome;
use crate::support::providers::{some_of, tries_every_case};
use crate::support::tools;
use crate::support::world::{Reply, World};

const SMALL: &str = "title = \"Small\"\n[client-credentials]\nurl = \"https://small.example/token\"\n";

/// What a text must not have, and what the error calls it.
const HOSTILE: [(&str, &str); 8] = [
    ("\n", "a line break"),
    ("\r", "a carriage return"),
    ("\r\nX-Evil: yes", "a carriage return"),
    ("\u{1b}[2J", "the control character U+001B"),
    ("\t", "a tab"),
    ("\u{7f}", "the control character U+007F"),
    ("\u{9b}31m", "the control character U+009B"),
    ("\u{202e}", "the invisible character U+202E"),
];

fn silence() -> World {
    World::always(Reply::empty(500)).may_be_silent()
}

/// Asserts that nothing that was planted is in the output.
#[track_caller]
fn assert_clean(outcome: &Outcome) {
    for text in [&outcome.stdout, &outcome.stderr] {
        let odd = |letter: char| letter.is_control() && letter != '\n' || "\u{202e}\u{200b}".contains(letter);
        assert!(!text.contains(odd), "{outcome:?}");
        assert!(!text.lines().any(|line| line.starts_with("PLANTED")), "{outcome:?}");
    }
}

/// The path of every string in `value`: its keys, each after a tab, with `#1` for an index of an array.
fn texts(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(path.to_owned()),
        Value::Table(table) => {
            table.iter().for_each(|(key, value)| texts(value, &format!("{path}\t{key}"), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| texts(item, &format!("{path}\t#{at}"), found));
        }
        _ => {}
    }
}

/// The string at `path`.
fn text_at<'a>(table: &'a mut Table, path: &str) -> &'a mut String {
    let mut keys = path.split('\t').skip(1);
    let mut value = table.get_mut(keys.next().unwrap()).unwrap();
    for key in keys {
        value = match value {
            Value::Array(items) => &mut items[key[1..].parse::<usize>().unwrap()],
            Value::Table(table) => table.get_mut(key).unwrap(),
            other => panic!("{path}: {other:?}"),
        };
    }
    match value {
        Value::String(text) => text,
        other => panic!("{path}: {other:?}"),
    }
}

/// The path as an error names it: without indexes.
fn named(path: &str) -> String {
    let keys = path.split('\t').skip(1).filter(|key| !key.starts_with('#'));
    keys.collect::<Vec<_>>().join(".")
}

/// Tables whose keys are names of their own.
const FREE: [&str; 11] =
    ["choices", "claims", "extra", "form", "given", "headers", "hints", "json", "params", "query", "vars"];

/// The path with `*` for a name that is free: a line break in one hint is as good as in another.
fn pattern(path: &str) -> String {
    let keys: Vec<&str> = path.split('\t').skip(1).filter(|key| !key.starts_with('#')).collect();
    let free = |at: usize| at > 0 && FREE.contains(&keys[at - 1]) && !tries_every_case();
    (0..keys.len()).map(|at| if free(at) { "*" } else { keys[at] }).collect::<Vec<_>>().join(".")
}

/// Each key that any built-in definition uses, once.
#[test]
fn line_break_is_refused_in_every_key_of_the_built_in_definitions() {
    let env = TestEnv::new();
    let listed = env.gettoken(&["providers", "list"]).run().success();
    let mut seen = BTreeSet::new();
    for name in listed.lines().filter_map(|line| line.split(' ').next()) {
        let shown: Table = env.gettoken(&["providers", "show", name]).run().success().parse().unwrap();
        let mut paths = Vec::new();
        texts(&Value::Table(shown.clone()), "", &mut paths);
        let is_new = |path: &String| !path.ends_with("\tanswer\tbody") && seen.insert(pattern(path));
        for path in paths.into_iter().filter(is_new) {
            let mut hostile = shown.clone();
            let text = text_at(&mut hostile, &path);
            let is_multiline =
                ["\tnotes", "\tzh\tnotes"].contains(&&*path) || path.ends_with("\tsignature\ttext");
            text.push_str(if is_multiline { "\u{7}" } else { "\nPLANTED" });
            let own = TestEnv::new();
            own.write_provider("own", &hostile.to_string());
            let calls = [&["providers", "check", "own"][..], &["own", "-o", "curl"]];
            for args in some_of(calls, 2, path.len()) {
                let outcome = own.gettoken(args).run();
                assert_clean(&outcome);
                let what = if is_multiline { "the control character U+0007" } else { "a line break" };
                let stderr = outcome.failed(3);
                let error = format!("{} contains {what}", named(&path));
                assert!(
                    stderr.contains(&error) && stderr.contains("own.toml:"),
                    "{error} is not in\n{stderr}"
                );
            }
        }
    }
    for key in ["title", "docs", "api.prefix", "credentials.client-id.env", "authorize.url"] {
        assert!(seen.contains(key), "{key} is not in {seen:?}");
    }
    assert!(seen.iter().any(|key| key.starts_with("vars.") && key.ends_with(".help")), "{seen:?}");
    assert!(seen.len() > 150, "{}", seen.len());
}

/// Definitions with `text` in the named key.
fn definitions(text: &str) -> Vec<(&'static str, String)> {
    let quoted = serde_json::to_string(text).unwrap().replace('\u{7f}', "\\u007f");
    let places = [
        ("title", "title = \"a@b\"\n[client-credentials]\nurl = \"https://a.example\"\n"),
        ("docs", "docs = \"a@b\"\n"),
        ("extends", "extends = \"a@b\"\n"),
        ("scope", "scope = \"a@b\"\n"),
        ("client-credentials.url", "title = \"T\"\n[client-credentials]\nurl = \"https://a.example/@b\"\n"),
        ("client-credentials.client-auth", "client-credentials.client-auth = \"a@b\"\n"),
        ("client-credentials.params.x", "client-credentials.params.x = \"a@b\"\n"),
        ("client-credentials.headers.x", "client-credentials.headers.x = \"a@b\"\n"),
        ("the key `client-credentials.headers.x", "client-credentials.headers.\"x@b\" = \"y\"\n"),
        ("the key `client-credentials.params.x", "client-credentials.params.\"x@b\" = \"y\"\n"),
        ("client-credentials.signature.key", "client-credentials.signature.key = \"a@b\"\n"),
        ("api.body", "api.body = \"a@b\"\n"),
        ("api.fields.x", "api.fields.x = \"a@b\"\n"),
        ("the key `api.fields.x", "api.fields.\"x@b\" = \"y\"\n"),
        ("user.scope", "user.scope = \"a@b\"\n"),
        ("user.offline-scope", "user.offline-scope = \"a@b\"\n"),
        ("user.scope-separator", "user.scope-separator = \"a@b\"\n"),
        ("authorize.url", "authorize.url = \"https://a.example/@b\"\n"),
        ("authorize.fragment", "authorize = { url = \"https://a.example\", fragment = \"a@b\" }\n"),
        (
            "authorize.redirect",
            "authorize = { url = \"https://a.example\", redirect = \"http://localhost/@\" }\n",
        ),
        ("authorize.code", "authorize = { url = \"https://a.example\", code = \"a@b\" }\n"),
        ("authorize.extra.x", "authorize = { url = \"https://a.example\", extra.x = \"a@b\" }\n"),
        ("credentials.client-id.title", "credentials.client-id.title = \"a@b\"\n"),
        ("credentials.client-secret.env", "credentials.client-secret.env = [\"A\", \"a@b\"]\n"),
        ("credentials.client-id.flags", "credentials.client-id.flags = [\"a@b\"]\n"),
        ("vars.x.help", "vars.x.help = \"a@b\"\n"),
        ("vars.x.default", "vars.x = { help = \"h\", default = \"a@b\" }\n"),
        ("vars.x.aliases.y", "vars.x = { help = \"h\", aliases.y = \"a@b\" }\n"),
        ("the key `vars.x.choices.a", "vars.x = { help = \"h\", choices.\"a@b\" = {} }\n"),
        ("vars.x.choices.a.y", "vars.x = { help = \"h\", choices.a.y = \"a@b\" }\n"),
        ("the key `vars.x", "vars.\"x@b\".help = \"h\"\n"),
        ("reply.strip-prefix", "reply.strip-prefix = \"a@b\"\n"),
        ("reply.access-token", "reply.access-token = [\"/a\", \"/a@b\"]\n"),
        ("errors.ok", "errors.ok = [\"a@b\"]\n"),
        ("errors.token.denied", "errors.token.denied = [\"a@b\"]\n"),
        ("hints.x", "hints.x = \"a@b\"\n"),
        ("the key `hints.x", "hints.\"x@b\" = \"y\"\n"),
        ("api.base", "api.base = \"https://a.example/@b\"\n"),
        ("api.header", "api.header = \"a@b\"\n"),
        ("api.prefix", "api.prefix = \"a@b\"\n"),
        ("api.query", "api.query = \"a@b\"\n"),
        ("api.params.x", "api.params.x = \"a@b\"\n"),
        ("api.smoke", "api.smoke = \"/a@b\"\n"),
        ("api.paging.param", "api.paging = { cursor = \"/c\", param = \"a@b\" }\n"),
        ("example.name", "example = [{ name = \"a@b\", answer = {}, token = \"t\" }]\n"),
        ("example.given.x", "example = [{ name = \"a\", given.x = \"a@b\", answer = {}, token = \"t\" }]\n"),
        (
            "example.answer.headers.x",
            "example = [{ name = \"a\", answer.headers.x = \"a@b\", token = \"t\" }]\n",
        ),
    ];
    let whole = |(place, lines): (&'static str, &str)| {
        // Dotted keys must come before the first table.
        let rest = if lines.contains("title = ") { "" } else { "title = \"T\"\n" };
        let url = "client-credentials.url = \"https://a.example/t\"\n";
        let url = if lines.contains("[client-credentials]") { "" } else { url };
        (place, format!("{rest}{}{url}", lines.replace('@', &quoted[1..quoted.len() - 1])))
    };
    places.into_iter().map(whole).collect()
}

#[test]
fn every_hostile_character_is_refused_in_every_key() {
    for (number, (text, what)) in HOSTILE.into_iter().enumerate() {
        for (place, definition) in some_of(definitions(text), 3, number) {
            let env = TestEnv::new();
            let path = env.write_provider("own", &definition).display().to_string();
            let outcome = env.gettoken(&["providers", "check", &path]).run();
            assert_clean(&outcome);
            let stderr = outcome.failed(3);
            assert!(
                stderr.contains(place) && stderr.contains(&format!("contains {what}")),
                "{place}: {text:?} in\n{definition}\n{stderr}"
            );
        }
    }
}

#[test]
fn no_command_loads_a_hostile_definition() {
    let injected = "Bearer \\\"\\noutput = \\\"/tmp/PLANTED\\nPLANTED\\u001b[2J\\u202e";
    for (place, more) in [
        ("api.header", format!("[api]\nheader = \"X: a{injected}\"\n")),
        ("api.prefix", format!("[api]\nprefix = \"{injected}\"\n")),
        ("api.query", format!("[api]\nquery = \"{injected}\"\n")),
        ("vars.zone.help", format!("[vars.zone]\nhelp = \"{injected}\"\n")),
        (
            "the key `vars.zone.choices.a",
            format!("[vars.zone]\nhelp = \"h\"\nchoices.\"a{injected}\" = {{}}\n"),
        ),
        ("notes", String::new()),
    ] {
        let (env, world) = (TestEnv::new(), silence());
        let text = if place == "notes" {
            format!("notes = \"{injected}\"\n{SMALL}{more}")
        } else {
            format!("{SMALL}{more}")
        };
        env.write_provider("own", &text);
        env.write_config("[profiles.work]\nprovider = \"own\"\nclient-id = \"c\"\nclient-secret = \"s\"\n");
        let commands: [&[&str]; 20] = [
            &["work", "-o", "curl"],
            &["work", "-o", "header"],
            &["work", "-o", "token"],
            &["work", "--dry-run"],
            &["work", "--help"],
            &["work", "-h"],
            &["fetch", "work"],
            &["own", "--help"],
            &["help", "own"],
            &["login", "work"],
            &["logout", "work"],
            &["api", "work", "/x"],
            &["api", "work", "--help"],
            &["exec", "work", "--", "env"],
            &["git-credential", "work", "get"],
            &["docker-credential", "work", "list"],
            &["demo", "own"],
            &["config", "check"],
            &["providers", "check", "own"],
            &["doctor"],
        ];
        for args in commands {
            let outcome = env.gettoken(args).stdin("\n").through(&world).run();
            assert_clean(&outcome);
            assert_eq!(outcome.code, Some(3), "{place}: {args:?}: {outcome:?}");
            let outputs = [&outcome.stdout, &outcome.stderr]
                .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
            assert!(
                outputs.iter().any(|text| text.contains(place) && text.contains(" contains ")),
                "{args:?}: {outcome:?}"
            );
        }
        for args in [&["--help"][..], &["providers", "list"], &["login", "--help"]] {
            let outcome = env.gettoken(args).run();
            assert_clean(&outcome);
            assert_eq!(outcome.code, Some(0), "{args:?}: {outcome:?}");
        }
        for typed in ["own\0--\0", "own\0--zone\0\0", "ow\0", "login\0own\0--\0", "own\0-o\0\0"] {
            for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
                let call =
                    env.gettoken(&["completions", shell, "--words"]).stdin(format!("gettoken\0{typed}"));
                let outcome = call.run();
                let plain = |letter: char| !letter.is_control() || "\n\t".contains(letter);
                assert!(
                    outcome.stdout.chars().all(plain) && !outcome.stdout.contains("PLANTED"),
                    "{outcome:?}"
                );
            }
        }
        assert_eq!(world.connections().proxy, 0);
    }
}

#[test]
fn extended_definition_is_checked_too() {
    let (env, world) = (TestEnv::new(), silence());
    env.write_provider("base", &format!("{SMALL}[api]\nprefix = \"a\\nb\"\n"));
    env.write_provider("over", "title = \"Over\"\nextends = \"base\"\n");
    // Even if the value is overridden.
    env.write_provider("above", "title = \"Above\"\nextends = \"base\"\napi.prefix = \"Bearer \"\n");
    for name in ["over", "above"] {
        for args in [&["providers", "check", name][..], &[name, "-o", "header"]] {
            let stderr = env.gettoken(args).through(&world).run().failed(3);
            assert!(stderr.contains("base.toml:5: api.prefix contains a line break"), "{stderr}");
        }
    }
    env.write_provider("own", "title = \"Own\"\nextends = \"alimail\"\napi.prefix = \"a\\u0000b\"\n");
    let stderr = env.gettoken(&["own", "-o", "header"]).through(&world).run().failed(3);
    assert!(stderr.contains("own.toml:3: api.prefix contains the control character U+0000"), "{stderr}");
}

#[test]
fn invalid_header_or_variable_name_is_refused() {
    for (more, expected) in [
        ("[api]\nheader = \"@/etc/passwd\"\n", "api.header: invalid HTTP header name `@/etc/passwd`"),
        ("[api]\nheader = \"X Y\"\n", "api.header"),
        ("[api]\nheader = \"X: a\"\n", "api.header"),
        ("[api]\nheader = \"\"\n", "api.header"),
        ("[api]\nprefix = \"Träger \"\n", "api.prefix may contain only visible ASCII characters"),
        ("[api]\nquery = \"\"\n", "api.query is empty"),
        ("headers = { \"x y\" = \"z\" }\n", "client-credentials.headers: invalid HTTP header name `x y`"),
        ("headers = { x = \"ü\" }\n", "client-credentials.headers.x may contain only visible ASCII"),
        ("[errors]\nmessage = \"header:x y\"\n", "neither a JSON Pointer"),
        ("[credentials]\nclient-id.env = [\"A; touch PLANTED\"]\n", "invalid environment variable name"),
        ("[vars.x]\nhelp = \"h\"\nenv = [\"A=B\"]\n", "invalid environment variable name `A=B`"),
    ] {
        let env = TestEnv::new();
        env.write_provider("own", &format!("{SMALL}{more}"));
        for args in [&["providers", "check", "own"][..], &["own", "-o", "curl"], &["own", "--help"]] {
            let stderr = env.gettoken(args).run().failed(3);
            assert!(stderr.contains(expected), "{expected} is not in\n{stderr}");
        }
    }
}

#[test]
fn notes_may_have_several_lines() {
    for (end, sign) in [("\n", "LF"), ("\r\n", "CRLF")] {
        let text =
            format!("title = \"Small\"\nnotes = \"\"\"\nFirst line.\n\nSecond one.\"\"\"\n{}", &SMALL[16..]);
        let env = TestEnv::new();
        env.write_provider("small", &text.replace('\n', end));
        env.gettoken(&["providers", "check", "small"]).run().success();
        let help = env.gettoken(&["small", "--help"]).run().success();
        assert!(help.contains("\nFirst line.\n\nSecond one.\n"), "{sign}: {help:?}");
        assert!(!help.contains('\r'), "{sign}");
    }
}

#[test]
fn example_response_may_have_any_characters() {
    let env = TestEnv::new();
    let example = "[[example]]\nname = \"a\"\nanswer.body = \"\\r\\n{\\\"access_token\\\":\\\"t\\\",\\\"scope\\\":\\\"\\\"}\\n\\t\"\ntoken = \"t\"\n";
    env.write_provider("small", &format!("{SMALL}{example}"));
    env.gettoken(&["providers", "check", "small"]).run().success();
}

/// Two shells insert a completion as it is; the others quote it.
#[test]
fn completion_that_a_shell_would_run_is_not_offered() {
    let env = TestEnv::new();
    let choices = "choices = { plain = {}, \"two words\" = {}, \"$(touch PLANTED)\" = {}, \"`x`\" = {}, \"a;b\" = {} }\n";
    env.write_provider("own", &format!("{SMALL}[vars.zone]\nhelp = \"h\"\n{choices}"));
    for (shell, count) in [("bash", 1), ("powershell", 1), ("zsh", 5), ("fish", 5), ("elvish", 5)] {
        let call = env.gettoken(&["completions", shell, "--words"]);
        let stdout = call.stdin("gettoken\0own\0--zone\0\0").run().success();
        assert!(stdout.contains("plain"), "{shell}: {stdout}");
        assert_eq!(stdout.lines().count(), count, "{shell}: {stdout}");
    }
}

// Output for other programs.

/// The real curl reads its config: one header or one parameter, and no other option.
#[test]
fn curl_sends_what_the_definition_says_and_nothing_more() {
    if tools::skip_without(&["curl"]) {
        return;
    }
    let world = World::always(Reply::json(200, r#"{"access_token":"t'\"\\0ken%","expires_in":3600}"#));
    let url = format!("http://{}", world.http_addr());
    let env = TestEnv::new();
    for (api, header, query) in [
        ("header = \"X-Token!\"\nprefix = \"a \\\"b\\\\n' # \"", Some("a \"b\\n' # t'\"\\0ken%"), None),
        ("query = \"+a=b&c@d#%\\\"\"", None, Some("+a=b&c@d#%\"")),
    ] {
        env.write_provider(
            "own",
            &format!("title = \"Own\"\n[client-credentials]\nurl = \"{url}/token\"\n[api]\n{api}\n"),
        );
        env.gettoken(&["providers", "check", "own"]).run().success();
        env.write_config("[profiles.own]\nclient-id = \"c\"\nclient-secret = \"s\"\n");
        let config = env.gettoken(&["own", "-o", "curl"]).run().success();
        assert_eq!(config.matches('\n').count(), 1, "{config}");
        let path = env.write("curlrc", &config);
        let status = Command::new("curl")
            .args(["-sS", "-q", "--noproxy", "*", "-o", "/dev/null", "-K"])
            .arg(path)
            .arg(format!("{url}/api"))
            .stdin(Stdio::null())
            .status()
            .unwrap();
        if !status.success() && query.is_some() {
            tools::skip("this curl has no url-query");
            continue;
        }
        let request = world.requests().pop().unwrap();
        assert_eq!(request.path, "/api");
        assert_eq!(request.header("x-token!"), header);
        let found = request.query_map();
        let expected: Vec<(&str, &str)> = query.map(|name| (name, "t'\"\\0ken%")).into_iter().collect();
        let found: Vec<(&str, &str)> =
            found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn demo_exports_only_valid_variable_names() {
    let env = TestEnv::new();
    let example = "[[example]]\nname = \"a\"\nanswer.body = '{\"access_token\":\"t\",\"expires_in\":60}'\ntoken = \"t\"\nexpires-in = 60\n";
    let env_names =
        "[credentials]\nclient-id.env = [\"my.id\", \"MY_ID\"]\nclient-secret.env = [\"my-secret\"]\n";
    env.write_provider("small", &format!("{SMALL}{env_names}{example}"));
    // Killed at the end, so its directory stays.
    let running = env.gettoken(&["demo", "small", "--serve"]).env("TMPDIR", env.path("")).spawn();
    let line = running.stdout_line("export MY_ID=");
    assert_eq!(line, "export MY_ID='demo-client-id'");
}

// Values from the config file, flags and the environment.

const ZONED: &str = "title = \"Zoned\"\n[client-credentials]\nurl = \"https://{zone}.example/token\"\nheaders = { x-zone = \"{zone}\" }\n\
                     [vars.zone]\nhelp = \"h\"\nenv = [\"ZONE\"]\n";

#[test]
fn hostile_value_is_refused_from_every_source() {
    let (env, world) = (TestEnv::new(), silence());
    env.write_provider("zoned", ZONED);
    let profile = "[profiles.zoned]\nclient-id = \"c\"\nclient-secret = \"s\"\n";
    for (text, what) in HOSTILE {
        let quoted = serde_json::to_string(&format!("a{text}b")).unwrap().replace('\u{7f}', "\\u007f");
        let lines = [
            (format!("vars.zone = {quoted}"), "zone"),
            (format!("scope = {quoted}"), "scope"),
            (format!("scope = [\"x\", {quoted}]"), "scope"),
            (format!("audience = {quoted}"), "audience"),
            (format!("resource = {quoted}"), "resource"),
            (format!("user = {quoted}"), "user"),
        ];
        for (number, (line, key)) in lines.into_iter().enumerate() {
            env.write_config(&format!("{profile}{line}\n"));
            let calls = [&["zoned", "-o", "curl"][..], &["config", "check"], &["zoned", "-o", "json"]];
            for args in some_of(calls, 3, number) {
                let outcome = env.gettoken(args).env("ZONE", "").through(&world).run();
                assert_clean(&outcome);
                let stderr = outcome.failed(3);
                assert!(
                    stderr.contains(&format!("config.toml:4: `{key}` contains {what}")),
                    "{line}: {stderr}"
                );
            }
        }
        env.write_config(profile);
        let value = format!("a{text}b");
        for flag in ["--zone", "--scope", "--audience", "--resource"] {
            let outcome =
                env.gettoken(&["zoned", "-o", "curl"]).arg(format!("{flag}={value}")).through(&world).run();
            assert_clean(&outcome);
            let stderr = outcome.failed(3);
            assert!(stderr.contains(&format!("from {flag} contains {what}")), "{stderr}");
        }
        let stderr = env.gettoken(&["zoned"]).env("ZONE", &value).through(&world).run().failed(3);
        assert!(stderr.contains(&format!("`zone` from ZONE contains {what}")), "{stderr}");
    }
    assert_eq!(world.connections().proxy, 0);
}

/// The user's own parameters are data: they are encoded and reach the server unchanged.
#[test]
fn parameter_with_a_line_break_is_encoded() {
    let (env, world) =
        (TestEnv::new(), World::always(Reply::json(200, r#"{"access_token":"t","expires_in":60}"#)));
    env.write_provider("small", SMALL);
    env.write_config(
        "[profiles.small]\nclient-id = \"c\"\nclient-secret = \"s\"\n[profiles.small.params]\n\"a\\nb\" = \"c\\r\\nd: e\"\n",
    );
    env.gettoken(&["small", "--param", "x=1\n2"]).through(&world).run().success();
    let form = world.request().form();
    assert_eq!((form["a\nb"].as_str(), form["x"].as_str()), ("c\r\nd: e", "1\n2"));
}

#[test]
fn output_template_may_have_several_lines() {
    let (env, world) =
        (TestEnv::new(), World::always(Reply::json(200, r#"{"access_token":"t","expires_in":60}"#)));
    env.write_provider("small", SMALL);
    env.write_config("[profiles.small]\nclient-id = \"c\"\nclient-secret = \"s\"\noutput = \"template=a\\n{access_token}\\tb\"\n");
    assert_eq!(env.gettoken(&["small"]).through(&world).run().success(), "a\nt\tb\n");
}
