//! `gettoken setup` on a real terminal, against a mock vendor.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::support::conversation::{Conversation, skip_without_terminal};
use crate::support::environment::TestEnv;
use crate::support::request::Request;
use crate::support::world::{Reply, World};

/// A vendor that knows one secret.
pub fn vendor() -> World {
    World::start(|request: &Request| match request.form().get("client_secret").map(String::as_str) {
        Some("right-s3cret") => {
            Reply::json(200, r#"{"access_token":"t","token_type":"bearer","expires_in":7200}"#)
        }
        _ => Reply::json(
            401,
            r#"{"error":"invalid_client","error_description":"client_id or client_secret is invalid"}"#,
        ),
    })
}

pub fn config(env: &TestEnv) -> String {
    fs::read_to_string(env.config_dir().join("config.toml")).unwrap_or_default()
}

#[test]
fn a_first_profile_is_asked_for_tried_and_written() {
    if skip_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), vendor());
    let mut person = Conversation::start(&env, Some(&world), "setup alimail");
    person.answer("Profile name, to tell accounts apart (a-z, 0-9, `-`, `_`, `.`) [alimail]: ", "");
    person.hear("API开放平台").answer("Client ID (应用ID): ", "  app-1 ").hear("Removed the spaces");
    person.hear("Client secret (应用Secret), not shown [Enter: from a password manager]: ");
    assert!(!person.echoes());
    person
        .say("right-s3cret")
        .hear("1) cn        alimail-cn.aliyuncs.com")
        .hear("7) another one")
        .answer("Number [1]: ", "ch")
        .hear("Type a number from 1 to 7.")
        .answer("Number [1]: ", "cn");
    person.hear("It works: the token is valid for 2h");
    person.hear("Where should gettoken keep the client secret?").hear("1) in a file that only you can read");
    assert!(files(&env).is_empty());
    person.answer("Number [1]: ", "1").hear("Next:").hear("gettoken alimail\r\n");
    person.hear("gettoken api alimail '/v2/organization/$current'");
    assert!(person.echoes());
    let ending = person.end();
    assert_eq!(ending.code, Some(0), "{}", ending.screen);
    assert!(!ending.screen.contains("s3cret"), "{}", ending.screen);
    assert_eq!(
        config(&env),
        "[profiles.alimail]\nclient-id = \"app-1\"\nclient-secret = { file = \"secrets/alimail\" }\n"
    );
    let mode = |path: &str| fs::metadata(env.config_dir().join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("config.toml"), mode("secrets"), mode("secrets/alimail")), (0o600, 0o700, 0o600));
    // The token of the try is in the cache.
    let token = env.gettoken(&["alimail", "-o", "token"]).through(&world).run().success();
    assert_eq!((&*token, world.requests().len()), ("t\n", 1));
}

/// The answers that lead to a written profile, each with the question before it.
const DIALOG: [(&str, &str); 6] = [
    ("Profile name, to tell accounts apart (a-z, 0-9, `-`, `_`, `.`) [alimail]: ", ""),
    ("Client ID (应用ID): ", "app-1"),
    ("[Enter: from a password manager]: ", "right-s3cret"),
    ("Number [1]: ", "1"),
    ("Number [1]: ", ""),
    ("gettoken alimail\r\n", ""),
];

fn dialog(person: &mut Conversation, count: usize) {
    for (question, answer) in &DIALOG[..count] {
        person.answer(question, answer);
    }
}

/// Everything below the config directory.
fn files(env: &TestEnv) -> Vec<String> {
    let Ok(listed) = fs::read_dir(env.config_dir()) else { return Vec::new() };
    listed.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_wrong_secret_can_be_corrected() {
    if skip_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), vendor());
    let before = "# mine\n[profiles.wecom]\nclient-id = \"x\" # keep\n";
    env.write_config(before);
    let mut person = Conversation::start(&env, Some(&world), "setup alimail");
    dialog(&mut person, 2);
    person.answer("[Enter: from a password manager]: ", "wr0ng-s3cret").answer("Number [1]: ", "5");
    person
        .hear("Alimail refused the request of `alimail`: invalid_client")
        .hear("hint: ")
        .hear("1) correct the answers and try again")
        .hear("2) save the answers anyway")
        .hear("Number [1]: ");
    assert_eq!(config(&env), before);
    person.say("4").answer("Type a number from 1 to 3.\r\nNumber [1]: ", "");
    // What was typed is offered again, except for the secret, which was refused.
    person
        .answer("Client ID (应用ID) [app-1]: ", "")
        .answer("[Enter: keep it, or other ways]: ", "right-s3cret");
    person.answer("Number [5]: ", "").hear("It works").answer("Number [1]: ", "").hear("Next:");
    let ending = person.end();
    assert_eq!(ending.code, Some(0), "{}", ending.screen);
    assert!(!ending.screen.contains("s3cret"), "{}", ending.screen);
    let added = "\n[profiles.alimail]\nclient-id = \"app-1\"\nclient-secret = { file = \"secrets/alimail\" }\n\n\
                 [profiles.alimail.vars]\nhost = \"sg\"\n";
    assert_eq!(config(&env), format!("{before}{added}"));
    assert_eq!(world.requests().len(), 2);
}

/// A secret that is typed too early, at a question that shows it, is not shown again.
#[test]
fn a_wrong_answer_to_a_menu_is_not_repeated() {
    if skip_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), vendor());
    let mut person = Conversation::start(&env, Some(&world), "setup alimail");
    dialog(&mut person, 4);
    person.hear("Number [1]: ").say("pasted-s3cret").hear("Type a number from 1 to");
    person.answer("Number [1]: ", "").hear("Next:");
    let ending = person.end();
    // Once, by the terminal itself.
    assert_eq!(ending.screen.matches("pasted-s3cret").count(), 1, "{}", ending.screen);
}

/// Enter alone must not try the same secret again.
#[test]
fn a_refused_secret_is_not_the_default() {
    if skip_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), vendor());
    env.write_config(
        "[profiles.alimail]\nclient-id = \"app-1\"\nclient-secret = { file = \"~/secrets/mine\" }\n",
    );
    env.write("secrets/mine", "0ld-s3cret\n");
    let mut person = Conversation::start(&env, Some(&world), "setup alimail");
    person
        .answer("Number: ", "1")
        .answer("[app-1]: ", "")
        .answer("[as before]: ", "")
        .answer("Number [1]: ", "");
    person.hear("Alimail refused").answer("Number [1]: ", "").answer("[app-1]: ", "");
    person
        .answer("[Enter: keep it, or other ways]: ", "")
        .hear("1) type it now")
        .hear("2) leave it as it is");
    person.answer("Number [1]: ", "").answer("not shown while you type: ", "right-s3cret");
    person.answer("Number [1]: ", "").hear("It works").hear("1) as before, in ");
    person.answer("Number [1]: ", "").hear("Next:");
    assert_eq!(person.end().code, Some(0));
    assert!(config(&env).ends_with("client-secret = { file = \"~/secrets/mine\" }\n"), "{}", config(&env));
    assert_eq!(fs::read_to_string(env.path("secrets/mine")).unwrap(), "right-s3cret\n");
}

#[test]
fn a_failed_try_that_is_not_corrected_leaves_nothing() {
    if skip_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), vendor());
    let mut person = Conversation::start(&env, Some(&world), "setup alimail");
    dialog(&mut person, 2);
    person
        .answer("[Enter: from a password manager]: ", "wr0ng-s3cret")
        .answer("Number [1]: ", "")
        .answer("Number [1]: ", "3");
    let ending = person.hear("Nothing was changed.").end();
    assert_eq!((ending.code, files(&env)), (Some(5), Vec::new()));
}

/// The vendor may be unreachable from the machine on which an account is set up.
#[test]
fn answers_can_be_saved_without_a_successful_try() {
    if skip_without_terminal() {
        return;
    }
    let env = TestEnv::new();
    let nobody = [("HTTPS_PROXY", "http://127.0.0.1:9")];
    let mut person = Conversation::start_with(&env, None, "setup alimail", &nobody);
    dialog(&mut person, 4);
    person.hear("error: ").hear("1) try again with the same answers").answer("Number [1]: ", "1");
    person.hear("error: ").hear("3) save the answers without trying them").answer("Number [1]: ", "3");
    person.hear("Where should gettoken keep").answer("Number [1]: ", "").hear("without a successful try");
    let ending = person.hear("gettoken alimail\r\n").end();
    assert_eq!(ending.code, Some(0), "{}", ending.screen);
    assert!(!ending.screen.contains("It works"), "{}", ending.screen);
    let world = vendor();
    assert_eq!(env.gettoken(&["alimail", "-o", "token"]).through(&world).run().success(), "t\n");
}

#[test]
fn saved_answers_that_were_refused_are_not_called_untried() {
    if skip_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), vendor());
    let mut person = Conversation::start(&env, Some(&world), "setup alimail");
    dialog(&mut person, 2);
    person
        .answer("[Enter: from a password manager]: ", "wr0ng-s3cret")
        .answer("Number [1]: ", "")
        .hear("2) save the answers anyway")
        .answer("Number [1]: ", "2")
        .answer("Number [1]: ", "")
        .hear("the server refused these credentials.");
    let ending = person.end();
    assert_eq!(ending.code, Some(0), "{}", ending.screen);
    assert!(!ending.screen.contains("Next:"), "{}", ending.screen);
}

/// A command that fails must not cost the secret that was typed.
#[test]
fn a_failed_command_asks_only_for_another_place() {
    if skip_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), vendor());
    let mut person = Conversation::start(&env, Some(&world), "setup alimail");
    dialog(&mut person, 4);
    person.hear("It works").answer("Number [1]: ", "2").answer("pass show mail`): ", "no-such-program x");
    person.hear("error: ").hear("Where should gettoken keep").answer("Number [1]: ", "1").hear("Next:");
    assert_eq!(person.end().code, Some(0));
    let secret = fs::read_to_string(env.config_dir().join("secrets/alimail")).unwrap();
    assert_eq!((&*secret, world.requests().len()), ("right-s3cret\n", 1));
}

#[test]
fn another_host_can_be_typed_but_no_misspelt_word() {
    if skip_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), vendor());
    let mut person = Conversation::start(&env, Some(&world), "setup alimail");
    dialog(&mut person, 3);
    person
        .answer("Number [1]: ", "7")
        .answer("host name, for example mail.example.com: ", "hongkong")
        .hear("invalid host `hongkong`");
    person
        .answer("host name, for example mail.example.com: ", "mail.example.com")
        .hear("It works")
        .answer("Number [1]: ", "")
        .hear("Next:");
    assert_eq!(person.end().code, Some(0));
    assert!(config(&env).ends_with("host = \"mail.example.com\"\n"), "{}", config(&env));
    let stderr = env.gettoken(&["alimail", "--host", "hongkong", "--dry-run"]).run().failed(3);
    assert!(stderr.contains("invalid host `hongkong`") && stderr.contains("`sg`"), "{stderr}");
}

#[test]
fn ctrl_c_at_any_question_leaves_nothing() {
    if skip_without_terminal() {
        return;
    }
    for (count, (question, _)) in DIALOG[..DIALOG.len() - 1].iter().enumerate() {
        let (env, world) = (TestEnv::new(), vendor().may_be_silent());
        let mut person = Conversation::start(&env, Some(&world), "setup alimail");
        dialog(&mut person, count);
        person.hear(question).press("half\u{3}");
        let ending = person.end();
        // A shell calls this 130.
        assert_eq!((ending.code, ending.signal), (None, Some(2)), "{count}: {}", ending.screen);
        assert!(person.echoes(), "{count}");
        assert!(ending.screen.ends_with("^C\n") || ending.screen.ends_with('\n'), "{:?}", ending.screen);
        assert_eq!(files(&env), [""; 0], "{count}");
    }
}

#[test]
fn no_signal_leaves_the_terminal_without_echo() {
    if skip_without_terminal() {
        return;
    }
    for (signal, number) in [("TERM", 15), ("HUP", 1), ("QUIT", 3), ("USR1", 10), ("ALRM", 14)] {
        let (env, world) = (TestEnv::new(), vendor().may_be_silent());
        let mut person = Conversation::start(&env, Some(&world), "setup alimail");
        dialog(&mut person, 2);
        person.hear(DIALOG[2].0);
        assert!(!person.echoes());
        person.signal(signal);
        let ending = person.end();
        assert_eq!((ending.code, ending.signal), (None, Some(number)), "{signal}: {}", ending.screen);
        assert!(person.echoes(), "{signal}");
        assert_eq!(files(&env), [""; 0], "{signal}");
    }
}

/// A shell shows its prompt while the program is stopped.
#[test]
fn a_stopped_question_is_asked_again() {
    if skip_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), vendor());
    let mut person = Conversation::start(&env, Some(&world), "setup alimail");
    dialog(&mut person, 2);
    for signal in ["TSTP", "CONT", "WINCH", "CONT"] {
        person.hear("[Enter: from a password manager]: ");
        person.signal(signal);
        if signal == "WINCH" {
            // Of no interest: the question is not repeated.
            person.signal("CONT");
        }
    }
    person.hear("[Enter: from a password manager]: ");
    assert!(!person.echoes());
    person.say("right-s3cret").answer("Number [1]: ", "").hear("It works").answer("Number [1]: ", "");
    assert_eq!(person.end().code, Some(0));
}

#[test]
fn without_a_terminal_the_commands_that_do_the_same_are_listed() {
    let env = TestEnv::new();
    let stderr = env.gettoken(&["setup", "dingtalk-corp"]).run().failed(2);
    for line in [
        "  gettoken config set dingtalk-corp.vars.corp-id VALUE\n",
        "  gettoken config set dingtalk-corp.client-id ID\n",
        "  gettoken config set dingtalk-corp.client-secret.file PATH\n",
    ] {
        assert!(stderr.contains(line), "{stderr}");
    }
    // They do.
    let secret = env.write("s", "right-s3cret");
    let set = |key: &str, value: &str| env.gettoken(&["config", "set", key, value]).run().success();
    set("alimail.client-id", "app-1");
    set("alimail.client-secret.file", secret.to_str().unwrap());
    let token = env.gettoken(&["alimail", "-o", "token"]).through(&vendor()).run().success();
    assert_eq!(token, "t\n");
    assert!(env.gettoken(&["setup"]).run().failed(2).contains("config set PROFILE.provider PROVIDER"));
    assert!(env.gettoken(&["setup", "alimial"]).run().failed(3).contains("did you mean `alimail`?"));
}

#[test]
fn an_answer_that_the_terminal_cuts_off_is_not_taken() {
    if skip_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), vendor());
    let mut person = Conversation::start(&env, Some(&world), "setup alimail");
    dialog(&mut person, 2);
    person.answer(DIALOG[2].0, &"x".repeat(5000)).hear("the answer is too long for a terminal");
    person.answer(DIALOG[2].0, "right-s3cret").answer("Number [1]: ", "").answer("Number [1]: ", "");
    assert_eq!(person.end().code, Some(0));
}

#[test]
fn the_end_of_the_input_ends_the_questions() {
    if skip_without_terminal() {
        return;
    }
    let env = TestEnv::new();
    let mut person = Conversation::start(&env, None, "setup alimail");
    let ending = person.hear("[alimail]: ").press("\u{4}").hear("nothing was changed").end();
    assert_eq!((ending.code, files(&env)), (Some(2), Vec::new()));
}
