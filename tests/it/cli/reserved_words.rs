//! Profiles and definitions named like a command, or like a reserved word that may become one: they keep
//! working, `gettoken fetch NAME` gets their token, and the checks print a warning.

use serde_json::Value;

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::providers::some_of;
use crate::support::tools::skip_without;
use crate::support::vendor::Vendor;
use crate::support::world::{Reply, World};

/// Every command.
const COMMANDS: [&str; 23] = [
    "api",
    "cache",
    "completions",
    "config",
    "demo",
    "docker-credential",
    "doctor",
    "exec",
    "explain",
    "fetch",
    "git-credential",
    "help",
    "import",
    "inspect",
    "introspect",
    "login",
    "logout",
    "man",
    "providers",
    "revoke",
    "setup",
    "status",
    "userinfo",
];
/// Reserved words, which may become commands.
const RESERVED: [&str; 4] = ["keep", "proof", "serve", "token"];
/// Reserved flags, and two with a reserved suffix.
const FLAGS: [&str; 28] = [
    "acr-values",
    "all",
    "api-host",
    "as",
    "authorize-param",
    "cert",
    "certificate",
    "check",
    "color",
    "dpop",
    "for",
    "issuer",
    "jwks",
    "key",
    "lang",
    "login-hint",
    "max-age",
    "mode",
    "prompt",
    "refresh-token",
    "shared",
    "stdin",
    "to",
    "token",
    "url",
    "verify",
    "client-key-file",
    "assertion-profile",
];

const MINIMAL: &str = "title = \"Small\"\n[client-credentials]\nurl = \"https://small.example/token\"\n";

/// A server that issues tokens to applications and users, and has an API.
fn server() -> World {
    let tokens = r#"{"access_token":"t0ken","token_type":"Bearer","expires_in":3600,"refresh_token":"next"}"#;
    World::start(move |request| match request.path.as_str() {
        "/token" => Reply::json(200, tokens),
        _ => Reply::json(200, r#"{"called":true}"#),
    })
}

/// A home directory with one profile for each name.
fn home_with_profiles(world: &World, names: &[&str]) -> TestEnv {
    let env = TestEnv::new();
    let url = format!("http://{}/token", world.http_addr());
    let profile = |name: &&str| {
        format!(
            "[profiles.{name}]\nprovider = \"oauth2\"\nclient-id = \"c\"\nclient-secret = \"s3cret\"\nvars.token-url = \"{url}\"\n"
        )
    };
    env.write_config(&names.iter().map(profile).collect::<String>());
    env
}

#[test]
fn fetch_works_for_every_reserved_profile_name() {
    let world = server();
    let names = [&COMMANDS[..], &RESERVED].concat();
    let env = home_with_profiles(&world, &names);
    for name in names {
        let stdout = env.gettoken(&["fetch", name, "-o", "json"]).run().success();
        let answer: Value = serde_json::from_str(&stdout).unwrap();
        assert_eq!((&answer["profile"], &answer["access_token"]), (&name.into(), &"t0ken".into()), "{name}");
        assert!(
            env.gettoken(&["fetch", name, "--help"]).run().success().contains("--token-url"),
            "{name} --help"
        );
        assert_eq!(
            env.gettoken(&["help", "fetch", name]).run().success(),
            env.gettoken(&["fetch", name, "--help"]).run().success(),
            "{name}"
        );
    }
}

#[test]
fn future_command_name_still_works_as_a_profile() {
    let world = server();
    let env = home_with_profiles(&world, &RESERVED);
    for name in RESERVED {
        assert_eq!(env.gettoken(&[name, "-o", "token"]).run().success(), "t0ken\n", "{name}");
    }
}

#[test]
fn command_takes_precedence_over_a_profile() {
    let world = server().may_be_silent();
    let env = home_with_profiles(&world, &COMMANDS);
    COMMANDS.iter().for_each(|name| drop(env.write_provider(name, MINIMAL)));
    let path = env.gettoken(&["cache", "path"]).run().success();
    assert_eq!(path, format!("{}\n", env.tokens_dir().display()));
    assert!(env.gettoken(&["completions", "bash"]).run().success().contains("complete -F"));
    assert!(env.gettoken(&["help"]).run().success().contains("Usage: gettoken"));
    assert!(env.gettoken(&["providers", "list"]).run().success().contains("\nlogin"));
    let help = env.gettoken(&["--help"]).run().success();
    for name in COMMANDS.into_iter().filter(|name| *name != "help") {
        let lines = help.lines().filter(|line| line.trim_start().split(' ').next() == Some(name));
        assert_eq!(lines.count(), 1, "{name} in\n{help}");
    }
}

#[test]
fn every_command_accepts_a_reserved_profile_name() {
    if skip_without(&["sh"]) {
        return;
    }
    let world = server();
    let names = [&COMMANDS[..], &["token"]].concat();
    let env = home_with_profiles(&world, &names);
    env.write("session", "refresh-token");
    for name in names {
        let call = |words: &[&str]| env.gettoken(words);
        let printed = call(&["exec", name, "--", "sh", "-c", "echo $ACCESS_TOKEN"]).run().success();
        assert_eq!(printed, "t0ken\n", "exec {name}");

        let api = format!("http://{}/api", world.http_addr());
        let host = world.http_addr().to_string();
        let called = call(&["api", name, &api, "--allow-host", &host]).run().success();
        assert_eq!(called, r#"{"called":true}"#, "api {name}");

        call(&["login", name, "--refresh-token-file", "session"]).run().success();
        let session = call(&["fetch", name, "--grant", "user", "-o", "token"]).run().success();
        assert_eq!(session, "t0ken\n", "login {name}");
        let out = call(&["logout", name]).run();
        assert!(out.stderr.contains(&format!("logged out of `{name}`")), "{out:?}");

        let input = format!("protocol=http\nhost={host}\n\n");
        let git = call(&["git-credential", name, "get", "--allow-host", &host]).stdin(input).run().success();
        assert!(git.contains("password=t0ken"), "git-credential {name}: {git}");
        let docker = call(&["docker-credential", name, "list", "--allow-host", &host]).run().success();
        assert!(docker.contains(&host), "docker-credential {name}: {docker}");

        let outcome = call(&["doctor", name, "--json"]).run();
        assert!(outcome.stdout.contains(&format!(r#""profile":"{name}""#)), "doctor {name}: {outcome:?}");
        let cleared = call(&["cache", "clear", name]).run();
        assert!(cleared.stderr.contains("removed 1 cached token"), "cache clear {name}: {cleared:?}");
        // The secret is in the config file itself, and that is all that is wrong.
        let kept = call(&["config", "set-secret", name]).stdin("s").run().failed(3);
        assert!(
            kept.contains(&format!("client secret of `{name}` is not kept")),
            "set-secret {name}: {kept}"
        );
    }
}

#[test]
fn fetch_works_for_a_definition_named_like_a_command() {
    let env = TestEnv::new();
    let world = World::always(Reply::json(200, r#"{"access_token":"t0ken","expires_in":60}"#));
    let secret = env.write("secret", "s3cret");
    for name in COMMANDS {
        env.write_provider(name, MINIMAL);
        let call = env.gettoken(&["fetch", name, "-o", "token", "--client-id=i", "--client-secret-file"]);
        assert_eq!(call.arg(&secret).through(&world).run().success(), "t0ken\n", "{name}");
        assert_eq!(env.gettoken(&["providers", "show", name]).run().success(), MINIMAL);
    }
}

// The short form and the long form.

/// Inserts `fetch` before the name.
fn long_form<'a>(words: &[&'a str], name: &str) -> Vec<&'a str> {
    let at = words.iter().position(|word| *word == name).unwrap();
    [&words[..at], &["fetch"], &words[at..]].concat()
}

/// Two calls may run in different seconds, so all digits are masked.
fn without_digits(outcome: Outcome) -> (Option<i32>, String, String) {
    let mask = |text: String| text.replace(|letter: char| letter.is_ascii_digit(), "#");
    (outcome.code, mask(outcome.stdout), mask(outcome.stderr))
}

#[test]
fn short_and_long_form_have_equal_output_and_errors() {
    let world = server();
    let env = home_with_profiles(&world, &["work"]);
    let lines: [&[&str]; 24] = [
        &["work"],
        &["work", "-o", "token"],
        &["work", "-o", "json"],
        &["work", "-o", "header"],
        &["work", "-o", "curl"],
        &["work", "-o", "template={profile} {access_token}"],
        &["work", "-v"],
        &["-v", "work"],
        &["--error-format", "json", "work", "-o", "netrc", "--user", "a b"],
        &["work", "--dry-run"],
        &["work", "--force", "--scope", "a"],
        &["work", "--require-scope", "--scope", "a", "--force"],
        &["work", "--grant", "user"],
        &["work", "--frobnicate"],
        &["work", "another"],
        &["work", "-o", "yaml"],
        &["work", "--offline", "--force"],
        &["dingtalk"],
        &["dingtalk", "--tenant", "t"],
        &["nobody"],
        &["wrok"],
        &["--error-format=json", "nobody"],
        &["-v", "nobody", "-o", "token"],
        &["feishu-user"],
    ];
    env.gettoken(&["work"]).run().success();
    for line in lines {
        let name = ["work", "dingtalk", "nobody", "wrok", "feishu-user"];
        let name = name.into_iter().find(|name| line.contains(name)).unwrap();
        let run = |words: &[&str]| without_digits(env.gettoken(words).run());
        let (code, stdout, stderr) = run(line);
        let found = run(&long_form(line, name));
        // A usage line shows the form that was used.
        let stderr =
            stderr.replace(&format!("Usage: gettoken {name}"), &format!("Usage: gettoken fetch {name}"));
        assert_eq!(found, (code, stdout, stderr), "{line:?}");
    }
}

#[test]
fn short_and_long_form_have_the_same_help() {
    let env = TestEnv::new();
    for name in ["alimail", "oauth2", "entra"] {
        let short = env.gettoken(&[name, "--help"]).run().success();
        let long = env.gettoken(&["fetch", name, "--help"]).run().success();
        assert_eq!(long, short.replace(&format!("gettoken {name}"), &format!("gettoken fetch {name}")));
    }
    assert!(env.gettoken(&["fetch", "--help"]).run().success().contains("Usage: gettoken fetch <PROFILE>"));
    assert!(env.gettoken(&["--help"]).run().success().contains("\n  fetch "));
}

#[test]
fn short_and_long_form_report_a_broken_config() {
    let env = TestEnv::new();
    env.write_config("[profiles.hr\n");
    let short = env.gettoken(&["hr"]).run().failed(3);
    assert!(short.contains("config.toml:1:"), "{short}");
    assert_eq!(env.gettoken(&["fetch", "hr"]).run().failed(3), short);
}

#[test]
fn short_and_long_form_share_the_cached_token() {
    let vendor = Vendor::new(3600);
    let env = TestEnv::new();
    let flags = ["--token-url", &vendor.url(), "--client-id=id", "-o", "token"];
    let call =
        |words: &[&str]| -> Call { env.gettoken(words).args(&flags).env("OAUTH2_CLIENT_SECRET", "secret") };
    assert_eq!(call(&["oauth2"]).run().success(), "token-1\n");
    assert_eq!(call(&["fetch", "oauth2"]).run().success(), "token-1\n");
    assert_eq!(vendor.asked(), 1);
}

#[test]
fn hints_use_the_form_that_works() {
    let world = server();
    let env = home_with_profiles(&world, &["login", "work"]);
    env.write("session", "refresh-token");
    let log_in = |name: &str| env.gettoken(&["login", name, "--refresh-token-file", "session"]).run().stderr;
    assert!(log_in("login").contains("`gettoken fetch login --grant user` prints the token"));
    assert!(log_in("work").contains("`gettoken work --grant user` prints the token"));
    let query = format!("{MINIMAL}[api]\nquery = \"token\"\n[credentials]\nclient-secret.required = false\n");
    for (name, expected) in [("exec", "`gettoken fetch exec -o curl"), ("own", "`gettoken own -o curl")] {
        env.write_provider(name, &query);
        let call = env.gettoken(&["fetch", name, "-o", "header", "--client-id=c", "--client-secret=s"]);
        let stderr = call.through(&world).run().failed(2);
        assert!(stderr.contains(expected), "{stderr}");
    }
}

// Warnings.

/// The warnings, one per line.
fn warnings(outcome: &Outcome) -> Vec<&str> {
    outcome.stderr.lines().filter_map(|line| line.strip_prefix("gettoken: warning: ")).collect()
}

#[test]
fn config_check_warns_about_reserved_names() {
    let world = server().may_be_silent();
    for name in [&COMMANDS[..], &RESERVED].concat() {
        let env = home_with_profiles(&world, &[name]);
        let checked = env.gettoken(&["config", "check"]).run();
        let [warning] = warnings(&checked)[..] else { panic!("{name}: {checked:?}") };
        assert!(warning.contains(&format!("`gettoken fetch {name}`")), "{warning}");
        assert_eq!(warning.contains("a later version"), RESERVED.contains(&name), "{warning}");
        assert!(checked.success().contains(&format!("profile {name} (oauth2): ok")));
    }
    let env = home_with_profiles(&world, &["work"]);
    assert_eq!(env.gettoken(&["config", "check"]).run().stderr, "");
}

#[test]
fn every_check_warns_about_reserved_definition_names() {
    for name in some_of([&COMMANDS[..], &RESERVED].concat(), 4, 0) {
        let env = TestEnv::new();
        let path = env.write_provider(name, MINIMAL).display().to_string();
        for words in [["providers", "check", name], ["providers", "check", &path]] {
            let checked = env.gettoken(&words).run();
            let [warning] = warnings(&checked)[..] else { panic!("{name}: {checked:?}") };
            assert!(warning.contains(&format!("`gettoken fetch {name}`")), "{warning}");
            checked.success();
        }
        let checked = env.gettoken(&["config", "check"]).run();
        assert_eq!(warnings(&checked).len(), 1, "{checked:?}");
        checked.success();
        let stdout = env.gettoken(&["doctor"]).run().success();
        assert!(stdout.contains("  warning  providers") && stdout.contains("`gettoken fetch"), "{stdout}");
        assert!(stdout.contains("1 valid definition of your own"), "{stdout}");
    }
}

#[test]
fn doctor_warns_about_a_reserved_profile_name() {
    let world = server().may_be_silent();
    for name in ["login", "token"] {
        let env = home_with_profiles(&world, &[name]);
        let stdout = env.gettoken(&["doctor", "--json"]).run().success();
        let report: Value = serde_json::from_str(&stdout).unwrap();
        let all = report["checks"].as_array().unwrap();
        let warned: Vec<_> = all.iter().filter(|check| check["state"] == "warning").collect();
        let [warned] = warned[..] else { panic!("{warned:?}") };
        assert_eq!((&warned["name"], &warned["profile"]), (&"name".into(), &name.into()));
        assert!(warned["text"].as_str().unwrap().contains(&format!("`gettoken fetch {name}`")), "{warned}");
    }
}

#[test]
fn reserved_flag_in_a_definition_warns_and_works() {
    let world = World::always(Reply::json(200, r#"{"access_token":"t0ken","expires_in":60}"#));
    for flag in some_of(FLAGS, 4, 0) {
        let env = TestEnv::new();
        let secret = env.write("secret", "s3cret");
        for text in [
            format!("{MINIMAL}params = {{ x = \"{{{flag}}}\" }}\n[vars.{flag}]\nhelp = \"h\"\n"),
            format!("{MINIMAL}[credentials]\nclient-id = {{ flags = [\"{flag}\"] }}\n"),
        ] {
            env.write_provider("own", &text);
            for words in [&["providers", "check", "own"][..], &["config", "check"]] {
                let checked = env.gettoken(words).run();
                let [line] = warnings(&checked)[..] else { panic!("{flag}: {checked:?}") };
                assert!(line.contains(&format!("`--{flag}`")) && line.contains("own.toml"), "{line}");
                checked.success();
            }
            let stdout = env.gettoken(&["doctor"]).run().success();
            assert!(stdout.contains("  warning  providers"), "{stdout}");
            let call =
                env.gettoken(&["own", "-o", "token", "--no-cache", "--client-secret-file"]).arg(&secret);
            let call = call.arg(format!("--{flag}=value"));
            let call = if text.contains("[vars") { call.arg("--client-id=i") } else { call };
            assert_eq!(call.through(&world).run().success(), "t0ken\n", "{flag}");
        }
        assert!(world.requests().iter().any(|request| request.form().get("x").is_some_and(|x| x == "value")));
    }
}

#[test]
fn flags_of_built_in_definitions_cause_no_warning() {
    let env = TestEnv::new();
    let listed = env.gettoken(&["providers", "list"]).run().success();
    let names: Vec<&str> = listed.lines().filter_map(|line| line.split(' ').next()).collect();
    let checked = env.gettoken(&[&["providers", "check"], &names[..]].concat()).run();
    assert_eq!(checked.stderr, "");
    env.write_provider(
        "mine",
        "title = \"Mine\"\nextends = \"oauth2\"\nvars.issuer.default = \"https://a.example\"\n",
    );
    env.write_provider("far", "title = \"Far\"\nextends = \"mine\"\n[vars.key]\nhelp = \"h\"\n");
    let checked = env.gettoken(&["providers", "check", "mine", "far"]).run();
    let [warning] = warnings(&checked)[..] else { panic!("{checked:?}") };
    assert!(warning.contains("far.toml") && warning.contains("`--key`"), "{warning}");
}

#[test]
fn warnings_can_be_json() {
    let env = TestEnv::new();
    env.write_provider("login", MINIMAL);
    let checked = env.gettoken(&["config", "check", "--error-format", "json"]).run();
    let object: Value = serde_json::from_str(&checked.stderr).unwrap();
    assert!(object["warning"]["message"].as_str().unwrap().contains("gettoken fetch login"), "{object}");
    checked.success();
}

#[test]
fn man_pages_list_the_reserved_words() {
    let page = |name: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("man").join(name);
        std::fs::read_to_string(path).unwrap().replace("\\-", "-")
    };
    for folder in ["", "zh_CN/"] {
        let [config, provider] =
            ["config", "provider"].map(|name| page(&format!("{folder}gettoken-{name}.5")));
        for word in COMMANDS.iter().chain(&RESERVED) {
            assert!(config.contains(&format!("\n.BR {word} ")), "{folder}: {word}");
        }
        for flag in &FLAGS[..FLAGS.len() - 2] {
            assert!(provider.contains(&format!("\n.BR {flag} ")), "{folder}: {flag}");
        }
    }
}

// Completion.

/// The candidates for the last of `words`.
fn candidates(env: &TestEnv, words: &[&str]) -> Vec<String> {
    let typed: String = ["gettoken"].iter().chain(words).map(|word| format!("{word}\0")).collect();
    let stdout = env.gettoken(&["completions", "bash", "--words"]).stdin(typed).run().success();
    stdout.lines().map(str::to_owned).collect()
}

#[test]
fn completion_offers_names_after_fetch() {
    let world = server().may_be_silent();
    let env = home_with_profiles(&world, &["login", "hr-bot", "token"]);
    assert_eq!(candidates(&env, &["fet"]), ["fetch"]);
    assert_eq!(candidates(&env, &["fetch", "hr"]), ["hr-bot"]);
    assert_eq!(candidates(&env, &["fetch", "alim"]), ["alimail"]);
    assert_eq!(candidates(&env, &["fetch", "lo"]), ["login"]);
    assert_eq!(candidates(&env, &["toke"]), ["token"]);
    assert!(candidates(&env, &["fetch", "login", "--token"]).contains(&"--token-url".to_owned()));
    assert!(candidates(&env, &["fetch", "entra", "--ten"]).contains(&"--tenant".to_owned()));
    for verb in ["api", "doctor", "exec", "login", "logout"] {
        assert!(candidates(&env, &[verb, "lo"]).contains(&"login".to_owned()), "{verb}");
    }
    // The command and the profile are one candidate.
    assert_eq!(candidates(&env, &["login"]), ["login"]);
    assert_eq!(candidates(&env, &["logi"]), ["login"]);
}
