//! Secrets on the command line: a value may begin with `-`, and no error repeats a word that may be a secret,
//! however the command line is mistyped.

use crate::support::environment::TestEnv;
use crate::support::world::{Reply, World};

const SECRET: &str = "S3CR3T-canary";

/// Command lines that cannot work. `SECRET` in each is a secret, or a part of one.
const MISTYPED: [&[&str]; 46] = [
    &["oauth2", "--client-secrets=SECRET"],
    &["oauth2", "--client-secrets", "SECRET"],
    &["oauth2", "--client-sceret=SECRET"],
    &["oauth2", "--client-sceret", "SECRET"],
    &["oauth2", "--client-secret-flie=SECRET"],
    &["oauth2", "--client_secret=SECRET"],
    &["oauth2", "--client-secretSECRET"],
    &["oauth2", "-client-secret=SECRET"],
    &["oauth2", "-client-secret", "SECRET"],
    &["oauth2", "client-secret=SECRET"],
    &["oauth2", "--client-secret:", "SECRET"],
    &["oauth2", "--client-secret", "my", "SECRET"],
    &["oauth2", "--client-secret", "my", "--SECRET"],
    &["oauth2", "--client-secret", "my", "-SECRET"],
    &["oauth2", "--client-secret=my", "SECRET", "--scope", "x"],
    &["oauth2", "--client-secret", "SECRET", "--client-secret", "SECRET"],
    &["oauth2", "--client-secret=SECRET", "--client-secret-file=-"],
    &["oauth2", "--client-secret=SECRET", "--no-such-flag"],
    &["oauth2", "--client-secret", "-SECRET", "--timeout=x"],
    &["oauth2", "--client-id", "i", "SECRET"],
    &["oauth2", "--client-id", "i", "--SECRET"],
    &["oauth2", "--client-secret-file=-", "-SECRET"],
    &["oauth2", "SECRET"],
    &["oauth2", "--rejected", "SECRET"],
    &["oauth2", "--rejected", "-SECRET"],
    &["oauth2", "--rejected", "--SECRET"],
    &["oauth2", "--rejected=SECRET"],
    &["oauth2", "--reject=SECRET"],
    &["oauth2", "--rejected=abcdef012345", "SECRET"],
    &["oauth2", "--param", "SECRET"],
    &["oauth2", "--proxy", "http://u:SECRET@h", "x"],
    &["alimail", "--app-secret", "SECRET", "x"],
    &["alimail", "--app-secret", "my", "SECRET"],
    &["api", "oauth2", "-f", "SECRET"],
    &["api", "oauth2", "-F", "SECRET"],
    &["api", "oauth2", "-H", "SECRET"],
    &["api", "oauth2", "-q", "SECRET"],
    &["api", "oauth2", "--client-secret", "my", "SECRET", "/x", "y"],
    &["api", "oauth2", "--client-secret", "my", "SECRET", "/x"],
    &["exec", "oauth2", "--client-secret", "SECRET", "--", "true"],
    &["exec", "oauth2", "--rejected", "SECRET", "--", "true"],
    &["login", "oauth2", "--client-secret", "my", "SECRET"],
    &["doctor", "oauth2", "--client-secret", "my", "SECRET"],
    &["git-credential", "oauth2", "get", "--client-secret", "SECRET"],
    &["config", "set-secret", "oauth2", "SECRET"],
    &["--client-secret", "SECRET", "oauth2"],
];

#[test]
fn no_error_repeats_what_may_be_a_secret() {
    let env = TestEnv::new();
    for words in MISTYPED {
        let words: Vec<String> = words.iter().map(|word| word.replace("SECRET", SECRET)).collect();
        for format in ["text", "json"] {
            let outcome = env.gettoken(&[&format!("--error-format={format}"), "-v"]).args(&words).run();
            assert!(
                !outcome.stderr.contains("S3CR3T") && !outcome.stderr.contains("canary"),
                "{words:?}: {outcome:?}"
            );
            assert!(!outcome.stderr.contains("`-S`"), "{words:?}: {outcome:?}");
            assert!(matches!(outcome.code, Some(2 | 3)), "{words:?}: {outcome:?}");
        }
    }
}

#[test]
fn password_in_a_url_is_never_repeated() {
    let env = TestEnv::new();
    for url in [
        "https://u:S3CR3T@h.example/x",
        "https://S3CR3T@h.example/x",
        "http://u:S3CR3T@h.example/x",
        "https:/u:S3CR3T@h.example/x",
        "https:u:S3CR3T@h.example/x",
        "u:S3CR3T@h.example/x",
        "//u:S3CR3T@h.example/x",
        "https://u:a/S3CR3T@h.example/x",
        "https://u:a#S3CR3T@h.example/x",
        "https://u:a?S3CR3T@h.example/x",
        "https://u:S3CR3T",
        "u:S3CR3T",
    ] {
        for args in [
            &["oauth2", "--client-id=i", "--client-auth=none", "--token-url", url][..],
            &[
                "oauth2",
                "--client-id=i",
                "--client-auth=none",
                "--token-url=https://127.0.0.1:9/t",
                "--proxy",
                url,
            ],
            &[
                "api",
                "oauth2",
                "--client-id=i",
                "--client-auth=none",
                "--token-url=https://127.0.0.1:9/t",
                url,
            ],
            &[
                "login",
                "oauth2",
                "--client-id=i",
                "--token-url=https://127.0.0.1:9/t",
                "--authorize-url",
                url,
            ],
            &[
                "login",
                "oauth2",
                "--client-id=i",
                "--token-url=https://127.0.0.1:9/t",
                "--device-url",
                url,
                "--device",
            ],
        ] {
            let outcome = env.gettoken(args).args(&["-v", "--retries=0", "--connect-timeout=1s"]).run();
            assert!(!outcome.stderr.contains("S3CR3T"), "{args:?}: {outcome:?}");
            assert_ne!(outcome.code, Some(0), "{args:?}");
        }
    }
}

#[test]
fn mistyped_word_is_named_by_its_position() {
    let env = TestEnv::new();
    let stderr = env.gettoken(&["alimail", "--client-secret", "my", "secret"]).run().failed(2);
    assert!(stderr.contains("unexpected argument: word 4 after `gettoken`"), "{stderr}");
    let stderr = env.gettoken(&["alimail", "--rejected", "token"]).run().failed(2);
    assert!(stderr.contains("word 3") && stderr.contains("`--rejected=SHA256`"), "{stderr}");
    let stderr = env.gettoken(&["alimail", "--client-secrets3cret", "x"]).run().failed(2);
    assert!(stderr.contains("unexpected argument after `alimail`") && !stderr.contains("s3cret"), "{stderr}");
    for (words, before) in [
        (&["alimail", "second"][..], "alimail"),
        (&["fetch", "alimail", "second"], "alimail"),
        (&["config", "path", "second"], "path"),
    ] {
        let stderr = env.gettoken(words).run().failed(2);
        assert!(stderr.contains(&format!("unexpected argument after `{before}`\n")), "{stderr}");
        assert!(stderr.contains("hint: it is not shown, because it may be a secret"), "{stderr}");
        assert!(!stderr.contains("second"), "{stderr}");
    }
    // The name of another flag is shown, and one that is only misspelt.
    let stderr = env.gettoken(&["alimail", "--client-secrets", "x"]).run().failed(2);
    assert!(stderr.contains("`--client-secrets`") && stderr.contains("did you mean `--client-secret`?"));
    let stderr = env.gettoken(&["alimail", "--scopes=x"]).run().failed(2);
    assert!(stderr.contains("`--scopes`") && stderr.contains("did you mean `--scope`?"), "{stderr}");
    let stderr = env.gettoken(&["alimail", "-x"]).run().failed(2);
    assert!(stderr.contains("unexpected argument `-x`"), "{stderr}");
}

#[test]
fn value_may_begin_with_a_hyphen() {
    let world = World::always(Reply::json(200, r#"{"access_token":"t0ken","expires_in":3600}"#));
    let env = TestEnv::new();
    for value in ["-abc", "--scope", "-o", "--", "-", "--config-dir=x"] {
        let call = env.gettoken(&["oauth2", "--token-url", "https://a.example/t", "--no-cache"]);
        let call = ["--client-id", "--client-secret", "--audience", "--resource", "--scope", "--param"]
            .iter()
            .fold(call, |call, flag| {
                call.arg(flag).arg(if *flag == "--param" { format!("-x={value}") } else { value.to_owned() })
            });
        let call = call.through(&world);
        // The first pass would take this for a flag.
        if value == "--config-dir=x" {
            assert!(call.run().failed(2).contains("is the value of another flag"));
            continue;
        }
        call.run().success();
        let form = world.requests().last().unwrap().form();
        for field in ["client_id", "client_secret", "audience", "resource", "scope", "-x"] {
            assert_eq!(form[field], value, "{field}");
        }
    }
    let user =
        env.gettoken(&["alimail", "-o", "xoauth2", "--user", "-me", "--client-id=i", "--client-secret=s"]);
    user.through(&world).run().success();
    let stderr = env.gettoken(&["alimail", "--scope", "--insecure-file-mode"]).run().failed(2);
    assert!(stderr.contains("is the value of another flag"), "{stderr}");
}
