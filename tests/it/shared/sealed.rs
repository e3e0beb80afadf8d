//! The server can neither read nor change what it stores, and only the right user may ask it.

use std::fs;

use crate::support::modes;
use crate::support::redis::RedisServer;
use crate::support::store::{KEY, OTHER_KEY, Store, call, for_each_store, machine};
use crate::support::vendor::Vendor;
use crate::support::world::World;

/// The least rights that are needed; docs/fleet.md has the same line.
const RIGHTS: &str = "on >store-pw ~gettoken:* resetchannels -@all +ping +get +set +del +pttl +pexpire +time +eval +wait +role +info +select";

fn the_server_has_no_text_of_ours<S: Store>() {
    let Some(server) = S::start_with_files() else { return };
    let vendor = Vendor::new(3600);
    let env = server.machine();
    call(&vendor, &env).run().success();
    call(&vendor, &env).arg("--force").run().success();
    let mut files = vec![server.folder()];
    let mut count = 0;
    while let Some(next) = files.pop() {
        if next.is_dir() {
            files.extend(fs::read_dir(next).unwrap().flatten().map(|entry| entry.path()));
            continue;
        }
        let Ok(bytes) = fs::read(&next) else { continue };
        count += 1;
        let text = String::from_utf8_lossy(&bytes);
        for part in ["token-1", "token-2", "vendor-s3cret", "oauth2", ":\"id\"", "fleet"] {
            assert!(!text.contains(part), "{part} is in {}", next.display());
        }
    }
    assert!(count >= 2);
    assert!(!server.value("e").is_empty());
}

fn an_entry_that_was_changed_or_moved_is_not_used<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::new(3600);
    let one = server.machine();
    call(&vendor, &one).run().success();
    let (key, value) = (server.key("e"), server.value("e"));
    let (generation, sealed) = value.split_once(' ').unwrap();
    let end = if sealed.ends_with('A') { "B" } else { "A" };
    let changed = format!("{generation} {}{end}", &sealed[..sealed.len() - 1]);
    let later = format!("{} {sealed}", generation.parse::<u64>().unwrap() + 1);
    for (number, damaged) in [changed.as_str(), &later, "7 x", "x", "99999999999999 "].into_iter().enumerate()
    {
        server.set(&key, damaged);
        let two = server.machine();
        let outcome = call(&vendor, &two).run();
        assert_eq!(outcome.success(), format!("token-{}\n", number + 2), "{damaged}");
    }
    // What was stored for another token.
    let other = server.machine_with("", "share = \"other\"");
    let moved = server.value("e");
    server.clear();
    call(&vendor, &other).run().success();
    server.set(&server.key("e"), &moved);
    let asked = vendor.asked();
    let another = server.machine_with("", "share = \"other\"");
    let outcome = call(&vendor, &another).run();
    assert!(outcome.stderr.contains("cannot be opened"), "{}", outcome.stderr);
    assert_eq!(outcome.success(), format!("token-{}\n", asked + 1));
}

fn another_key_is_another_store<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::new(3600);
    call(&vendor, &server.machine()).run().success();
    let other = machine(&format!("url = \"{}\"\nkey = \"{OTHER_KEY}\"", server.url()), "");
    assert_eq!(call(&vendor, &other).run().success(), "token-2\n");
    // While keys are replaced, all machines agree.
    let before =
        machine(&format!("url = \"{}\"\nkey = [\"{KEY}\", \"{OTHER_KEY}\", \"{KEY}\"]", server.url()), "");
    let after = machine(&format!("url = \"{}\"\nkey = [\"{OTHER_KEY}\", \"{KEY}\"]", server.url()), "");
    assert_eq!(call(&vendor, &before).run().success(), "token-1\n");
    assert_eq!(call(&vendor, &after).arg("--force").run().success(), "token-3\n");
    assert_eq!(call(&vendor, &before).arg("--rejected").stdin("token-1\n").run().success(), "token-3\n");
}

#[test]
fn settings_that_cannot_work_are_refused() {
    let Some(server) = RedisServer::start() else { return };
    let vendor = Vendor::new(3600).may_be_silent();
    let url = server.url();
    for (store, part) in [
        (format!("url = \"{url}\""), "no key"),
        (format!("url = \"{url}\"\nkey = \"short\""), "32 bytes"),
        (format!("key = \"{KEY}\""), "no server"),
        (format!("url = \"redis://10.0.0.1\"\nkey = \"{KEY}\""), "insecure-network"),
        (format!("url = \"redis://me:pw@127.0.0.1\"\nkey = \"{KEY}\""), "set `user` and `password`"),
        (format!("url = \"ftp://x\"\nkey = \"{KEY}\""), "rediss://HOST:PORT"),
        (format!("url = \"{url}\"\nkey = \"{KEY}\"\nprefix = \"a{{b\""), "the prefix"),
        (format!("url = \"{url}\"\nkey = {{ env = \"NOT_SET\" }}"), "NOT_SET"),
        (format!("url = \"{url}\"\nkey = {{ profile = \"x\" }}"), "`file`"),
        (
            format!("url = \"{url}\"\nsentinels = [\"redis://127.0.0.1\"]\nmaster = \"m\"\nkey = \"{KEY}\""),
            "either",
        ),
        (format!("url = \"{url}\"\nkey = \"{KEY}\"\nkee = \"x\""), "kee"),
    ] {
        let stderr = call(&vendor, &machine(&store, "")).run().failed(3);
        assert!(stderr.contains(part), "{store}: {stderr}");
    }
    let checked = machine(&format!("url = \"{url}\""), "").gettoken(&["config", "check"]).run().failed(3);
    assert!(checked.contains("new-key"), "{checked}");
}

#[test]
fn a_profile_says_what_it_shares() {
    let Some(server) = RedisServer::start() else { return };
    let vendor = Vendor::new(3600).may_be_silent();
    let store = format!("url = \"{}\"\nkey = \"{KEY}\"", server.url());
    let env = machine(&store, "");
    let config = fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    env.write_config(&config.replace("shared = true", "share = \"x\""));
    let stderr = call(&vendor, &env).run().failed(3);
    assert!(stderr.contains("`shared = true`"), "{stderr}");
    let stderr = call(&vendor, &machine(&store, "share = \"\"")).run().failed(3);
    assert!(stderr.contains("must not be empty"), "{stderr}");
}

#[test]
fn an_identity_of_the_machine_is_not_shared() {
    let Some(server) = RedisServer::start() else { return };
    let world = World::always(crate::support::vendor::token(1, 3600)).may_be_silent();
    let store = format!("url = \"{}\"\nkey = \"{KEY}\"", server.url());
    let env = machine(&store, "subject = { env = \"SUBJECT\" }");
    env.write_provider(
        "exchange",
        "title = \"Exchange\"\nextends = \"oauth2\"\n[client-credentials]\ngrant-type = \"token-exchange\"\n\
         [credentials.subject]\n",
    );
    let config = fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    let config = config.replace(
        "provider = \"oauth2\"",
        "provider = \"exchange\"\nclient-id = \"id\"\nclient-secret = \"s\"",
    );
    env.write_config(&config);
    let token_url = format!("http://{}/token", world.http_addr());
    let call = || env.gettoken(&["fleet", "-o", "token", "--token-url", &token_url]).env("SUBJECT", "me");
    let stderr = call().run().failed(3);
    assert!(
        stderr.contains("may identify this machine") && stderr.contains("share-subject = true"),
        "{stderr}"
    );
    env.write_config(&config.replace("shared = true", "shared = true\nshare-subject = true"));
    assert_eq!(call().run().success(), "token-1\n");
    // Neither is one that another profile, or a command, brings in.
    let inner =
        "[profiles.inner]\nprovider = \"exchange\"\nclient-id = \"id\"\nsubject = { file = \"subject\" }\n";
    let chained = config.replace("subject = { env = \"SUBJECT\" }", "subject = { profile = \"inner\" }");
    let printed =
        config.replace("subject = { env = \"SUBJECT\" }", "subject = { command = [\"cat\", \"s\"] }");
    let subject = env.write("config/gettoken/subject", "me");
    modes::set(subject, 0o600).unwrap();
    for config in [chained + inner, printed] {
        env.write_config(&config);
        let stderr = call().run().failed(3);
        assert!(stderr.contains("may identify this machine"), "{stderr}");
    }
}

#[test]
fn the_right_user_has_few_rights() {
    let Some(server) = RedisServer::start() else { return };
    let rights: Vec<&str> = RIGHTS.split(' ').collect();
    assert_eq!(server.cli(&[&["ACL", "SETUSER", "store"], &*rights].concat()).trim(), "OK");
    server.cli(&["ACL", "SETUSER", "default", "on", ">admin-pw"]);
    let vendor = Vendor::new(3600);
    let user = "user = \"store\"\npassword = \"store-pw\"\n";
    let one = server.machine_with(user, "");
    assert_eq!(call(&vendor, &one).run().success(), "token-1\n");
    assert_eq!(call(&vendor, &server.machine_with(user, "")).run().success(), "token-1\n");
    for wrong in ["", "user = \"store\"\npassword = \"wrong-pw\"\n", "password = \"wrong-pw\"\n"] {
        let env = server.machine_with(wrong, "");
        let stderr = call(&vendor, &env).run().failed(3);
        assert!(stderr.contains("user or the password") && !stderr.contains("wrong-pw"), "{wrong}: {stderr}");
        // Not as if it were down.
        assert!(!env.tokens_dir().join("shared-store.down").exists());
    }
    let elsewhere = server.machine_with(&format!("{user}prefix = \"other\"\n"), "");
    let stderr = call(&vendor, &elsewhere).run().failed(3);
    assert!(stderr.contains("may not do that"), "{stderr}");
    // What is still good here is served.
    let broken =
        fs::read_to_string(one.config_dir().join("config.toml")).unwrap().replace("store-pw", "other-pw");
    one.write_config(&broken);
    assert_eq!(call(&vendor, &one).run().success(), "token-1\n");
    assert_eq!(vendor.asked(), 1);
}

#[test]
fn variables_replace_the_table_and_reach_no_child() {
    let Some(server) = RedisServer::with(&["--requirepass", "store-pw"]) else { return };
    let vendor = Vendor::new(3600);
    let env = machine("url = \"redis://127.0.0.1:1\"", "");
    env.write("print", "#!/bin/sh\nenv >printed\necho store-pw\n");
    let with = |call: crate::support::process::Call| {
        call.env("GETTOKEN_SHARED_STORE_URL", server.url())
            .env("GETTOKEN_SHARED_STORE_KEY", KEY)
            .env("GETTOKEN_SHARED_STORE_PASSWORD", "store-pw")
    };
    assert_eq!(with(call(&vendor, &env)).run().success(), "token-1\n");
    let exec = vendor.call_as(&env, "fleet").run();
    exec.success();
    let one =
        with(env.gettoken(&["exec", "fleet", "--token-url", &vendor.url(), "--client-id=id", "--", "env"]));
    let listed = one.env("GETTOKEN_FLEET_CLIENT_SECRET", "vendor-s3cret").run();
    assert!(!listed.stdout.contains("GETTOKEN_SHARED_STORE"), "{}", listed.stdout);
    // A misspelt one is found.
    let stderr = call(&vendor, &env).arg("--force").env("GETTOKEN_SHARED_STORE_KEYY", "x").run().failed(3);
    assert!(stderr.contains("GETTOKEN_SHARED_STORE_KEYY"), "{stderr}");
}

fn a_new_key_is_a_key<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::new(3600);
    let key = machine("", "").gettoken(&["config", "new-key"]).run().success();
    let store = format!("url = \"{}\"\nkey = \"{}\"", server.url(), key.trim());
    assert_eq!(call(&vendor, &machine(&store, "")).run().success(), "token-1\n");
    assert_eq!(call(&vendor, &machine(&store, "")).run().success(), "token-1\n");
}

for_each_store!(
    the_server_has_no_text_of_ours,
    an_entry_that_was_changed_or_moved_is_not_used,
    another_key_is_another_store,
    a_new_key_is_a_key,
);
