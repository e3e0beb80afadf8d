//! `gettoken setup` for existing profiles, for other places of the secret, and for logins.

use std::fs;

use crate::setup::first_run::{config, vendor};
use crate::support::conversation::{Conversation, skip_without_terminal};
/// A word finds what `gettoken providers search` finds. If it may mean another one of the family, gettoken shows what each is
/// for.
#[test]
fn a_family_is_shown_before_one_of_it_is_taken() {
    if skip_without_terminal() {
        return;
    }
    let env = TestEnv::new();
    for (args, answers, family, taken) in [
        ("setup", &["wechat", "wechat"][..], "wechat", "wechat"),
        ("setup", &["jira account", "atlassian-service-account"], "atlassian", "atlassian-service-account"),
        ("setup 微信", &["wechat-stable"], "wechat", "wechat-stable"),
        ("setup jira", &["atlassian"], "atlassian", "atlassian"),
        ("setup dingtalk", &[], "dingtalk", "dingtalk"),
        ("setup 飞书", &[], "feishu", "feishu"),
    ] {
        let mut person = Conversation::start(&env, None, args);
        let (last, first) = answers.split_last().map_or((None, &[][..]), |(last, first)| (Some(last), first));
        for answer in first {
            person.answer("search for: ", answer);
        }
        person.hear(&format!("Which one of `{family}` to use:")).hear(&format!(" {family} "));
        if let Some(answer) = last {
            person.answer("search for: ", answer);
        }
        person.hear(&format!("Setting up {taken}: ")).signal("TERM");
    }
    for (args, taken) in
        [("setup feishu-v3", "feishu-v3"), ("setup 微信登录", "wechat-user"), ("setup 阿里邮箱", "alimail")]
    {
        Conversation::start(&env, None, args).hear(&format!("Setting up {taken}: ")).signal("TERM");
    }
    let ending = Conversation::start(&env, None, "setup nobody").end();
    assert!(ending.code == Some(3) && ending.screen.contains("`nobody`"), "{}", ending.screen);
}

#[cfg(all(feature = "keyring", target_os = "linux"))]
use crate::support::desktop::Desktop;
use crate::support::discovery;
use crate::support::environment::TestEnv;
use crate::support::request::Request;
use crate::support::world::{Reply, World};

const EXISTING: &str = "# mine\n[profiles.mail] # the office\nprovider = \"alimail\"\n# from the console\nclient-id = \"old\" # key\n\
                        client-secret = \"0ld-s3cret\"\nmin-valid = \"5m\"\n[profiles.mail.params]\nx = \"par4m\"\n";

#[test]
fn an_existing_profile_is_shown_and_changed() {
    if skip_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), vendor());
    env.write_config(EXISTING);
    let mut person = Conversation::start(&env, Some(&world), "setup mail");
    person
        .hear("The profile `mail` exists in ")
        .hear("  client-id = old\r\n")
        .hear("  client-secret = (not shown)\r\n");
    person.hear("  params.x = (not shown)\r\n").hear("1) change `mail`");
    // There is no default: Enter alone must not edit the first account.
    person.answer("Number: ", "").hear("An answer is needed").answer("Number: ", "1");
    person.answer("Client ID (应用ID) [old]: ", "new");
    person.answer("not shown while you type [as before]: ", "right-s3cret").answer("Number [1]: ", "");
    person.hear("It works").answer("Number [1]: ", "").hear("gettoken mail\r\n");
    let ending = person.end();
    assert_eq!(ending.code, Some(0), "{}", ending.screen);
    assert!(!ending.screen.contains("s3cret") && !ending.screen.contains("par4m"), "{}", ending.screen);
    let expected =
        EXISTING.replace("\"old\"", "\"new\"").replace("\"0ld-s3cret\"", "{ file = \"secrets/mail\" }");
    assert_eq!(config(&env), expected);

    // Nothing but Enter changes nothing.
    let mut person = Conversation::start(&env, Some(&world), "setup mail");
    person
        .answer("Number: ", "1")
        .answer("[new]: ", "")
        .answer("[as before]: ", "")
        .answer("Number [1]: ", "");
    person.hear("It works").hear("gettoken mail\r\n");
    assert_eq!((person.end().code, config(&env)), (Some(0), expected));
}

#[test]
fn a_profile_that_no_answer_could_correct_is_refused_before_the_questions() {
    if skip_without_terminal() {
        return;
    }
    let env = TestEnv::new();
    let before = "[profiles.alimail]\nclient-idd = \"old\"\n";
    env.write_config(before);
    let mut person = Conversation::start(&env, None, "setup alimail");
    person.answer("Number: ", "1").hear("config.toml:2: unknown").hear("`client-idd`");
    let ending = person.end();
    assert!(ending.screen.contains("did you mean `client-id`"), "{}", ending.screen);
    assert_eq!((ending.code, config(&env).as_str()), (Some(3), before));
}

#[test]
fn an_existing_profile_that_is_not_to_be_changed_stays() {
    if skip_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), vendor());
    let before = format!("{EXISTING}[profiles.wecom]\nclient-id = \"w\"\n");
    env.write_config(&before);
    let mut person = Conversation::start(&env, Some(&world), "setup alimail");
    person
        .answer("Profile name, to tell accounts apart (a-z, 0-9, `-`, `_`, `.`) [alimail]: ", "mail")
        .hear("2) add another account")
        .answer("Number: ", "2");
    person
        .answer("[alimail]: ", "mail")
        .hear("`mail` exists already; choose another name")
        .answer("Number: ", "2");
    // The names of another provider's profile, and of another provider.
    person.answer("[alimail]: ", "wecom").hear("The name `wecom` belongs to wecom");
    person.answer("[alimail]: ", "dingtalk").hear("The name `dingtalk` belongs to dingtalk");
    person
        .answer("[alimail]: ", "No Name")
        .hear("invalid profile name `No Name`")
        .answer("[alimail]: ", "mail2");
    person
        .answer("(应用ID): ", "id")
        .answer("password manager]: ", "right-s3cret")
        .answer("Number [1]: ", "")
        .answer("Number [1]: ", "");
    person.hear("gettoken mail2\r\n");
    assert_eq!(person.end().code, Some(0));
    let added = "\n[profiles.mail2]\nprovider = \"alimail\"\nclient-id = \"id\"\n\
                 client-secret = { file = \"secrets/mail2\" }\n";
    assert_eq!(config(&env), before + added);
}

#[test]
fn a_profile_that_changed_meanwhile_is_not_overwritten() {
    if skip_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), vendor().may_be_silent());
    env.write_config(EXISTING);
    let mut person = Conversation::start(&env, Some(&world), "setup mail");
    person.answer("Number: ", "1").answer("[old]: ", "new").hear("[as before]: ");
    env.gettoken(&["config", "set", "mail.user", "me"]).run().success();
    let between = config(&env);
    person.say("right-s3cret").answer("Number [1]: ", "").hear("has been changed by another process");
    person.hear("hint: run `gettoken setup mail` again");
    assert_eq!((person.end().code, config(&env)), (Some(3), between));
    assert!(!env.config_dir().join("secrets").exists());
}

#[test]
fn the_provider_is_found_by_a_part_of_its_title() {
    if skip_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), vendor());
    let mut person = Conversation::start(&env, Some(&world), "setup");
    person.hear(") alimail  ").answer("search for: ", "nobody").hear("No provider matches `nobody`");
    person
        .answer("search for: ", "钉钉")
        .hear("Which one of `dingtalk` to use:")
        .hear(") dingtalk-corp  ")
        .hear(") dingtalk-v1 ")
        .answer("search for: ", "999");
    person.answer("search for: ", "阿里邮箱").answer("[alimail]: ", "").answer("(应用ID): ", "id");
    // The secret comes from a program, and is not typed.
    let program = env.write("print-secret", "#!/bin/sh\necho \"$1-$2\"\n");
    fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    person
        .answer("from a password manager]: ", "")
        .answer("Number [1]: ", "2")
        .answer("): ", "'open")
        .hear("Close the quotation marks.");
    person.answer("): ", &format!("{} right 's3cret'", program.display())).answer("Number [1]: ", "");
    person.hear("It works").hear("gettoken alimail\r\n");
    assert_eq!(person.end().code, Some(0));
    let line =
        format!("client-secret = {{ command = [\"{}\", \"right\", \"s3cret\"] }}\n", program.display());
    assert!(config(&env).contains(&line), "{}", config(&env));
}

#[cfg(all(feature = "keyring", target_os = "linux"))]
#[test]
fn the_keyring_is_offered_if_there_is_one() {
    if skip_without_terminal() {
        return;
    }
    let Some(desktop) = Desktop::start() else { return };
    let (env, world) = (TestEnv::new(), vendor());
    let bus = [("DBUS_SESSION_BUS_ADDRESS", desktop.address())];
    let mut person = Conversation::start_with(&env, Some(&world), "setup alimail", &bus);
    person.answer("[alimail]: ", "").answer("(应用ID): ", "id").answer("password manager]: ", "wr0ng");
    person.answer("Number [1]: ", "").answer("Number [1]: ", "3");
    assert_eq!(person.end().code, Some(5));
    assert_eq!(desktop.kept("gettoken", "alimail"), None);
    let mut person = Conversation::start_with(&env, Some(&world), "setup alimail", &bus);
    person.answer("[alimail]: ", "").answer("(应用ID): ", "id").answer("password manager]: ", "right-s3cret");
    person
        .answer("Number [1]: ", "")
        .hear("It works")
        .hear("2) in the system keyring")
        .answer("Number [1]: ", "2");
    person.hear("Next:");
    assert_eq!(person.end().code, Some(0));
    assert!(config(&env).ends_with("client-secret = { keyring = \"alimail\" }\n"), "{}", config(&env));
    assert!(!env.config_dir().join("secrets").exists());
    let call = env.gettoken(&["alimail", "-o", "token"]).through(&world).env(bus[0].0, bus[0].1);
    assert_eq!(call.run().success(), "t\n");
    // Another profile of that name must not take its secret without a word.
    fs::remove_file(env.config_dir().join("config.toml")).unwrap();
    let mut person = Conversation::start_with(&env, Some(&world), "setup alimail", &bus);
    person.answer("[alimail]: ", "").answer("(应用ID): ", "id").answer("password manager]: ", "right-s3cret");
    person.answer("Number [1]: ", "").answer("Number [1]: ", "2");
    person.answer("A secret called `alimail` is already there. Replace it? [y/N] ", "").hear("Number [1]: ");
    person.press("\u{3}");
    assert_eq!(person.end().signal, Some(2));
}

#[test]
fn a_variable_that_takes_precedence_is_reported() {
    if skip_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), vendor());
    let variables = [("ALIMAIL_CLIENT_SECRET", "wr0ng")];
    let mut person = Conversation::start_with(&env, Some(&world), "setup alimail", &variables);
    person.answer("[alimail]: ", "").answer("(应用ID): ", "id").answer("password manager]: ", "right-s3cret");
    person.answer("Number [1]: ", "").hear("It works").answer("Number [1]: ", "");
    person.hear("ALIMAIL_CLIENT_SECRET is set in this environment").hear("Next:");
    assert_eq!(person.end().code, Some(0));
}

/// A vendor of device logins.
fn devices() -> World {
    World::start(|request: &Request| match request.path.as_str() {
        "/login/device/code" => Reply::json(
            200,
            r#"{"device_code":"d","user_code":"WDJB","verification_uri":"https://github.com/login/device","expires_in":900,"interval":0}"#,
        ),
        _ => Reply::json(200, r#"{"access_token":"t","token_type":"bearer","scope":""}"#),
    })
}

#[test]
fn a_login_is_offered_where_a_person_must_log_in() {
    if skip_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), devices());
    let mut person = Conversation::start(&env, Some(&world), "setup github");
    person.answer("[github]: ", "").hear("github.com/settings/developers").answer("client ID: ", "id");
    person
        .answer("other ways]: ", "")
        .hear("3) not at all")
        .answer("Number [3]: ", "")
        .answer("Log in to `github` now? [Y/n] ", "n");
    person
        .hear("gettoken login github\r\n")
        .hear("gettoken github\r\n")
        .hear("gettoken api github /user\r\n");
    assert_eq!(
        (person.end().code, config(&env)),
        (Some(0), "[profiles.github]\nclient-id = \"id\"\n".to_owned())
    );

    let mut person = Conversation::start(&env, Some(&world), "setup gh");
    person
        .answer("Number: ", "1")
        .answer("[id]: ", "")
        .answer("other ways]: ", "")
        .answer("Number [3]: ", "");
    person.answer("now? [Y/n] ", "").hear("WDJB").hear("logged in");
    assert_eq!(person.end().code, Some(0));
    let token = env.gettoken(&["github", "-o", "token"]).through(&world).run().success();
    assert_eq!(token, "t\n");
}

#[test]
fn a_provider_with_both_kinds_of_tokens_asks_which() {
    if skip_without_terminal() {
        return;
    }
    let (env, world) = (TestEnv::new(), vendor());
    let mut person = Conversation::start(&env, Some(&world), "setup oauth2");
    let url = format!("http://{}/token", world.http_addr());
    person.answer("[oauth2]: ", "sso").hear("1) the application's own").answer("Number [1]: ", "1");
    // Without an issuer, the endpoint is asked for.
    person.answer("(optional): ", "").hear("5) post").answer("Number [5]: ", "").answer("Client ID: ", "id");
    person.answer("other ways]: ", "right-s3cret").answer("endpoint): ", "").hear("An answer is needed");
    person.answer("endpoint): ", &url).answer("scope (optional): ", "read").hear("It works");
    person.answer("Number [1]: ", "").hear("Next:");
    assert_eq!(person.end().code, Some(0));
    let expected = format!(
        "[profiles.sso]\nprovider = \"oauth2\"\nclient-id = \"id\"\nclient-secret = {{ file = \"secrets/sso\" }}\n\
         grant = \"app\"\nscope = \"read\"\n\n[profiles.sso.vars]\nclient-auth = \"post\"\ntoken-url = \"{url}\"\n"
    );
    assert_eq!(config(&env), expected);
    assert_eq!(world.request().form()["scope"], "read");
}

#[test]
fn an_issuer_makes_the_questions_about_endpoints_unnecessary() {
    if skip_without_terminal() {
        return;
    }
    let (env, server) = (TestEnv::new(), discovery::Server::new(&discovery::metadata()));
    let mut person = Conversation::start(&env, Some(&server.world), "setup oauth2");
    person.answer("[oauth2]: ", "sso").hear("1) the application's own").answer("Number [1]: ", "1");
    person.answer("(optional): ", discovery::ISSUER).answer("Client ID: ", "id");
    person.answer("Number [1]: ", "2").answer("other ways]: ", "right-s3cret");
    person.answer("scope (optional): ", "").hear("It works");
    person.answer("Number [1]: ", "").hear("Next:");
    assert_eq!(person.end().code, Some(0));
    let expected = format!(
        "[profiles.sso]\nprovider = \"oauth2\"\nclient-id = \"id\"\nclient-secret = {{ file = \"secrets/sso\" }}\n\
         grant = \"app\"\n\n[profiles.sso.vars]\nissuer = \"{}\"\n",
        discovery::ISSUER
    );
    assert_eq!(config(&env), expected);
    assert_eq!(server.asked_for_metadata(), 1);
}

#[test]
fn a_file_that_cannot_be_written_is_reported_before_anything_is_asked() {
    if skip_without_terminal() {
        return;
    }
    let env = TestEnv::new();
    env.write_config("[profiles.a\n");
    let mut person = Conversation::start(&env, None, "setup alimail");
    let ending = person.hear("config.toml:1").end();
    assert_eq!(ending.code, Some(3));
    assert!(!ending.screen.contains("Name of"), "{}", ending.screen);
}
