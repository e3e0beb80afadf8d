//! Characters that a client id or secret cannot have: they come from a Windows file, an editor or a copied line
//! break, and would be sent. The error names the character, its position and the source, whatever that is.

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::tools::skip_without;
use crate::support::world::{Reply, World};

fn tokens() -> World {
    World::always(Reply::json(200, r#"{"access_token":"t0ken","expires_in":3600}"#))
}

/// Texts that neither an id nor a secret can be, and the words for their fault.
const UNUSABLE: [(&str, &str); 12] = [
    ("s3cret\r", "a carriage return at character 7"),
    ("s3\r\ncret", "a carriage return at character 3"),
    ("s3cret\n", "a line break at character 7"),
    ("s3\ncret", "a line break at character 3"),
    ("\ts3cret", "a tab at character 1"),
    ("s3\u{1b}[2J", "the control character U+001B at character 3"),
    ("s3cret\u{7f}", "the control character U+007F at character 7"),
    ("é\u{85}", "the control character U+0085 at character 2"),
    ("\u{feff}s3cret", "a byte order mark at character 1"),
    ("s3\u{200b}cret", "the invisible character U+200B at character 3"),
    ("s3\u{202e}cret", "the invisible character U+202E at character 3"),
    ("s3\u{2028}cret", "the invisible character U+2028 at character 3"),
];

/// Texts that are sent as they are.
const USABLE: [&str; 7] = ["a b", " ~!\"\\%25+&=#", "-abc", "--scope", "é中文", "=x", "\u{a0}x"];

fn call(env: &TestEnv, world: &World) -> Call {
    env.gettoken(&["alimail", "--no-cache"]).through(world)
}

/// A way to pass a secret, which is prepared with the text and named in the error.
type Way = (&'static str, fn(&TestEnv, Call, &str) -> Call);

fn config(env: &TestEnv, secret: &str) {
    env.write_config(&format!("[profiles.alimail]\nclient-id = \"i\"\nclient-secret = {secret}\n"));
}

fn toml(text: &str) -> String {
    let escaped = text.chars().map(|letter| format!("\\U{:08x}", u32::from(letter)));
    format!("\"{}\"", escaped.collect::<String>())
}

/// One line break at the end of a file is not part of the secret.
fn line(text: &str) -> String {
    format!("{text}\n")
}

const WAYS: [Way; 8] = [
    ("--client-secret", |_, call, text| call.arg("--client-id=i").arg("--client-secret").arg(text)),
    ("ALIMAIL_CLIENT_SECRET", |_, call, text| call.arg("--client-id=i").env("ALIMAIL_CLIENT_SECRET", text)),
    ("MINE", |env, call, text| {
        config(env, "{ env = \"MINE\" }");
        call.env("MINE", text)
    }),
    ("config.toml:3: `client-secret`", |env, call, text| {
        config(env, &toml(text));
        call
    }),
    ("the file `", |env, call, text| {
        config(env, "{ file = \"~/secret\" }");
        env.write("secret", &line(text));
        call
    }),
    ("the file `", |env, call, text| {
        env.write("secret", &line(text));
        call.args(&["--client-id=i", "--client-secret-file=~/secret"])
    }),
    ("stdin", |_, call, text| call.args(&["--client-id=i", "--client-secret-file=-"]).stdin(line(text))),
    ("the command `cat`", |env, call, text| {
        let path = env.write("secret", &line(text)).display().to_string();
        config(env, &format!("{{ command = [\"cat\", \"{path}\"] }}"));
        call
    }),
];

#[test]
fn secret_with_an_unusable_character_is_refused_from_every_source() {
    if skip_without(&["cat"]) {
        return;
    }
    for (source, prepare) in WAYS {
        // One line break at the end of a file is not part of the secret, in the form of Windows either.
        let has_line_end = ["the ", "stdin"].iter().any(|start| source.starts_with(start));
        for (text, what) in UNUSABLE.into_iter().filter(|(text, _)| !(has_line_end && text.ends_with('\r'))) {
            let (env, world) = (TestEnv::new(), tokens().may_be_silent());
            let code = if source.starts_with("the command") { 10 } else { 3 };
            let stderr = prepare(&env, call(&env, &world), text).run().failed(code);
            assert!(stderr.contains(&format!("contains {what}\n")), "{source}, {text:?}: {stderr}");
            assert!(stderr.contains(source), "{source}, {text:?}: {stderr}");
            // The random name of the home directory may contain anything.
            let shown = stderr.replace(env.path("").to_str().unwrap(), "");
            assert!(!shown.contains("s3") && !shown.contains("cret\n"), "{stderr}");
            let is_of_windows = stderr.contains("Windows line ending");
            assert_eq!(is_of_windows, what.starts_with("a carriage return"), "{stderr}");
            assert_eq!(world.connections().proxy, 0, "{source}, {text:?}");
        }
    }
}

#[test]
fn visible_secret_is_sent_as_it_is_from_every_source() {
    if skip_without(&["cat"]) {
        return;
    }
    for (source, prepare) in WAYS {
        for text in USABLE {
            let (env, world) = (TestEnv::new(), tokens());
            prepare(&env, call(&env, &world), text).run().success();
            assert_eq!(world.request().form()["client_secret"], text, "{source}");
        }
    }
}

#[test]
fn id_with_an_unusable_character_or_spaces_around_it_is_refused() {
    let of_an_id = [
        ("id ", "a space at character 3"),
        (" id", "a space at character 1"),
        ("\u{3000}id", "the invisible character U+3000 at character 1"),
        ("id\u{a0}", "the invisible character U+00A0 at character 3"),
    ];
    for (text, what) in UNUSABLE.into_iter().chain(of_an_id) {
        let (env, world) = (TestEnv::new(), tokens().may_be_silent());
        let run = |call: Call| call.arg("--client-secret-file=-").stdin("s").run().failed(3);
        let fails = |stderr: String, source: &str| {
            let is_named = stderr.contains(&format!("contains {what}\n")) && stderr.contains(source);
            assert!(is_named, "{source}, {text:?}: {stderr}");
        };
        fails(run(call(&env, &world).arg("--client-id").arg(text)), "`client-id` from --client-id");
        fails(run(call(&env, &world).arg("--app-id").arg(text)), "`client-id` from --client-id");
        fails(run(call(&env, &world).env("ALIMAIL_CLIENT_ID", text)), "`client-id` from ALIMAIL_CLIENT_ID");
        env.write_config(&format!("[profiles.alimail]\nclient-id = {}\n", toml(text)));
        fails(run(call(&env, &world)), "config.toml:2: `client-id`");
        assert_eq!(world.connections().proxy, 0);
    }
}

#[test]
fn variable_with_spaces_around_it_is_refused_and_scope_is_not() {
    let (env, world) = (TestEnv::new(), tokens());
    let entra = |args: &[&str]| {
        let call = env.gettoken(&["entra", "--client-id=i", "--client-secret-file=-", "--no-cache"]);
        call.args(args).stdin("s").through(&world).run()
    };
    let stderr = entra(&["--tenant=a "]).failed(3);
    assert!(stderr.contains("`tenant` from --tenant contains a space at character 2"), "{stderr}");
    entra(&["--tenant=a", "--scope= x/.default "]).success();
}

#[test]
fn imported_refresh_token_and_rejected_token_are_checked_too() {
    let (env, world) = (TestEnv::new(), tokens().may_be_silent());
    let import = env.gettoken(&["login", "entra", "--tenant=t", "--client-id=i", "--refresh-token-file=-"]);
    let stderr = import.stdin("\u{feff}token\n").through(&world).run().failed(3);
    assert!(
        stderr.contains("`refresh-token` from stdin contains a byte order mark at character 1"),
        "{stderr}"
    );
    // Otherwise it would be a token other than the cached one, which would be printed again.
    for (text, what) in
        [("token \n", "a space at character 6"), ("to\r\nken", "a carriage return at character 3")]
    {
        let rejected =
            env.gettoken(&["alimail", "--client-id=i", "--client-secret=s", "--rejected"]).stdin(text);
        let stderr = rejected.through(&world).run().failed(3);
        assert!(stderr.contains(&format!("`rejected` from stdin contains {what}")), "{stderr}");
    }
    assert_eq!(world.connections().proxy, 0);
}

#[test]
fn endless_stdin_is_refused() {
    let (env, world) = (TestEnv::new(), tokens().may_be_silent());
    let long =
        call(&env, &world).args(&["--client-id=i", "--client-secret-file=-"]).stdin("x".repeat(100_000));
    let stderr = long.run().failed(3);
    assert!(stderr.contains("stdin has more than 65536 bytes"), "{stderr}");
}
