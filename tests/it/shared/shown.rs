//! What `doctor` and `status` say of a shared token.

use crate::support::redis::RedisServer;
use crate::support::store::{DEAD_PORT, KEY, OTHER_KEY, Store, call, for_each_store, machine};
use crate::support::vendor::Vendor;

/// The configuration of a machine, with the vendor in it.
pub fn configured(env: &crate::support::environment::TestEnv, vendor: &Vendor) {
    let config = std::fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    let vars = format!(
        "client-id = \"id\"\nclient-secret = \"vendor-s3cret\"\n[profiles.fleet.vars]\ntoken-url = \"{}\"\n",
        vendor.url()
    );
    env.write_config(&(config + &vars));
}

#[test]
fn doctor_says_whether_the_store_keeps_what_it_gets() {
    let Some(server) = RedisServer::with(&["--maxmemory", "50mb", "--maxmemory-policy", "allkeys-lru"])
    else {
        return;
    };
    let vendor = Vendor::new(3600);
    let env = server.machine();
    configured(&env, &vendor);
    let doctor = || env.gettoken(&["doctor", "fleet"]).run().stdout;
    let text = doctor();
    assert!(text.contains("Redis 7") || text.contains("usable"), "{text}");
    assert!(text.contains("no token is shared yet"), "{text}");
    assert!(text.contains("allkeys-lru") && text.contains("maxmemory-policy noeviction"), "{text}");
    env.gettoken(&["fleet"]).run().success();
    server.cli(&["CONFIG", "SET", "maxmemory-policy", "noeviction"]);
    let text = doctor();
    assert!(text.contains("shared, generation ") && text.contains("appendonly yes"), "{text}");
    server.cli(&["CONFIG", "SET", "appendonly", "yes"]);
    let text = doctor();
    assert!(text.contains("the server keeps what is stored"), "{text}");
    assert!(!text.contains("token-1"), "{text}");
    let (key, value) = (server.key("e"), server.value("e"));
    server.cli(&["SET", &key, &format!("{}AAAA", &value[..value.len() - 4])]);
    assert!(doctor().contains("cannot be opened"), "{}", doctor());
    let json = env.gettoken(&["doctor", "fleet", "--json"]).run().stdout;
    assert!(
        json.contains("\"shared-store\"") && json.contains("\"role\": \"master\"")
            || json.contains("\"role\":\"master\""),
        "{json}"
    );
}

#[test]
fn doctor_says_why_the_store_cannot_be_used() {
    let vendor = Vendor::new(3600);
    for (store, code, part) in [
        (
            format!("url = \"redis://127.0.0.1:{}\"\nkey = \"{KEY}\"", DEAD_PORT),
            6,
            "cannot connect to the shared store",
        ),
        (format!("url = \"redis://127.0.0.1:{}\"\nkey = \"x\"", DEAD_PORT), 3, "32 bytes"),
    ] {
        let env = machine(&store, "");
        configured(&env, &vendor);
        let outcome = env.gettoken(&["doctor", "fleet"]).run();
        assert!(outcome.stdout.contains(part), "{}", outcome.stdout);
        assert_eq!(outcome.code, Some(code));
    }
}

#[test]
fn doctor_works_with_few_rights() {
    let Some(server) = RedisServer::start() else { return };
    let grant = |rights: &str| {
        let rights: Vec<&str> = rights.split(' ').collect();
        server.cli(&[&["ACL", "SETUSER", "store"], &*rights].concat());
    };
    grant("on >store-pw ~gettoken:* resetchannels -@all +get +set +del +pttl +pexpire +time +eval");
    let vendor = Vendor::new(3600);
    let env = server.machine_with("user = \"store\"\npassword = \"store-pw\"", "");
    configured(&env, &vendor);
    let outcome = env.gettoken(&["doctor", "fleet"]).run();
    assert!(outcome.stdout.contains("a server of unknown version"), "{}", outcome.stdout);
    for missing in ["set", "del", "pttl", "pexpire", "eval"] {
        // Without this, the lease of the previous probe would still be there.
        server.cli(&["FLUSHALL"]);
        grant(&format!("-{missing}"));
        let outcome = env.gettoken(&["doctor", "fleet"]).run();
        assert!(outcome.stdout.contains("give the user the rights"), "{missing}: {}", outcome.stdout);
        grant(&format!("+{missing}"));
    }
}

fn status_says_that_a_token_is_shared<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::new(3600);
    let env = server.machine();
    configured(&env, &vendor);
    env.gettoken(&["fleet"]).run().success();
    let text = env.gettoken(&["status", "fleet"]).run().success();
    assert!(text.contains("shared, generation ") && text.contains(", confirmed "), "{text}");
    let json = env.gettoken(&["status", "fleet", "--json"]).run().success();
    assert!(json.contains("\"generation\""), "{json}");
    let generation = server.value("e").split(' ').next().unwrap_or_default().to_owned();
    for args in [&["cache", "list"][..], &["cache", "list", "--shared"]] {
        let table = env.gettoken(args).run().success();
        assert!(table.contains("GENERATION") && table.contains(&generation), "{table}");
    }
    // Without the store, it is only here.
    let alone = machine(&format!("url = \"redis://127.0.0.1:{}\"\nkey = \"{OTHER_KEY}\"", DEAD_PORT), "");
    configured(&alone, &vendor);
    call(&vendor, &alone);
    alone.gettoken(&["fleet"]).run().success();
    let text = alone.gettoken(&["status", "fleet"]).run().success();
    assert!(text.contains("not shared yet"), "{text}");
}

#[test]
fn demo_shows_machines_that_share_a_token() {
    if crate::support::tools::skip_without(&["redis-server"]) {
        return;
    }
    let env = crate::support::environment::TestEnv::new();
    std::fs::create_dir(env.path("tmp")).unwrap();
    let text = env.gettoken(&["demo", "--fleet"]).env("TMPDIR", env.path("tmp")).run().success();
    for part in
        ["Processes: 30. Tokens: 1. Requests to the vendor: 1.", "Requests to the vendor: 1.", "PROVIDER"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(std::fs::read_dir(env.path("tmp")).unwrap().count(), 0);
    let bare = env.gettoken(&["demo", "--fleet"]).env("TMPDIR", env.path("tmp")).env("PATH", env.path("tmp"));
    let stderr = bare.run().failed(3);
    assert!(stderr.contains("redis-server"), "{stderr}");
    env.gettoken(&["demo", "github", "--fleet"]).run().failed(2);
}

for_each_store!(status_says_that_a_token_is_shared,);
