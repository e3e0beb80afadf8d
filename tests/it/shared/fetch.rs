//! One machine fetches a token, and all use it.

use std::time::Duration;

use crate::support::environment::TestEnv;
use crate::support::process::Running;
use crate::support::store::{Store, call, for_each_store};
use crate::support::vendor::{Vendor, token};

/// Three machines.
fn machines(server: &impl Store) -> [TestEnv; 3] {
    [server.machine(), server.machine(), server.machine()]
}

fn machines_use_one_token<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::new(3600);
    for env in &machines(&server) {
        assert_eq!(call(&vendor, env).run().success(), "token-1\n");
        // From the cache of this machine.
        assert_eq!(call(&vendor, env).run().success(), "token-1\n");
    }
    assert_eq!(vendor.asked(), 1);
}

fn verbose_calls_say_where_a_token_comes_from<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::new(3600);
    let [one, two, _] = machines(&server);
    let first = call(&vendor, &one).arg("-v").run();
    assert!(first.stderr.contains("this machine fetches the token, generation "), "{}", first.stderr);
    let second = call(&vendor, &two).arg("-v").run();
    assert!(second.stderr.contains("from the shared store"), "{}", second.stderr);
    assert_eq!((first.success(), second.success()), ("token-1\n".into(), "token-1\n".into()));
}

fn concurrent_machines_send_one_request<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::slow(3600, Duration::from_millis(300));
    let machines = machines(&server);
    let running: Vec<Running> = (0..30).map(|number| call(&vendor, &machines[number % 3]).spawn()).collect();
    for outcome in running.into_iter().map(Running::wait) {
        assert_eq!(outcome.success(), "token-1\n");
    }
    assert_eq!(vendor.asked(), 1);
    // The lease is given back.
    assert_eq!(server.value("l"), "");
}

fn a_rejected_token_is_replaced_once<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::slow(3600, Duration::from_millis(100));
    let machines = machines(&server);
    machines.iter().for_each(|env| drop(call(&vendor, env).run().success()));
    let rejecting =
        |number: usize| call(&vendor, &machines[number % 3]).arg("--rejected").stdin("token-1\n").spawn();
    let running: Vec<Running> = (0..12).map(rejecting).collect();
    for outcome in running.into_iter().map(Running::wait) {
        assert_eq!(outcome.success(), "token-2\n");
    }
    assert_eq!(vendor.asked(), 2);
}

fn forced_calls_of_all_machines_send_one_request<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::slow(3600, Duration::from_millis(500));
    let machines = machines(&server);
    assert_eq!(call(&vendor, &machines[0]).run().success(), "token-1\n");
    let running: Vec<Running> =
        machines.iter().map(|env| call(&vendor, env).arg("--force").spawn()).collect();
    for outcome in running.into_iter().map(Running::wait) {
        assert_eq!(outcome.success(), "token-2\n");
    }
    assert_eq!(vendor.asked(), 2);
}

fn a_token_that_ends_soon_is_fetched_once<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::start(|number| token(number, if number == 1 { 1 } else { 3600 }));
    let machines = machines(&server);
    assert_eq!(call(&vendor, &machines[0]).run().success(), "token-1\n");
    std::thread::sleep(Duration::from_millis(1100));
    for env in &machines {
        assert_eq!(call(&vendor, env).run().success(), "token-2\n");
    }
    assert_eq!(vendor.asked(), 2);
}

fn a_call_without_a_cache_uses_the_shared_one<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::new(3600);
    let machines = machines(&server);
    for env in &machines {
        assert_eq!(call(&vendor, env).arg("--no-cache").run().success(), "token-1\n");
        assert!(!env.tokens_dir().exists() || std::fs::read_dir(env.tokens_dir()).unwrap().count() == 0);
    }
    assert_eq!(vendor.asked(), 1);
}

fn profiles_meet_under_a_name_whatever_secret_they_have<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::new(3600);
    let one = server.machine_with("", "share = \"main\"");
    let other = TestEnv::new();
    let config = std::fs::read_to_string(one.config_dir().join("config.toml")).unwrap();
    other.write_config(&config.replace("profiles.fleet", "profiles.another"));
    assert_eq!(call(&vendor, &one).run().success(), "token-1\n");
    let call = vendor.call_as(&other, "another").env("GETTOKEN_ANOTHER_CLIENT_SECRET", "another-s3cret");
    let text = call.run().success();
    assert!(text.contains("token-1"), "{text}");
    assert_eq!(vendor.asked(), 1);
    // Another scope has another token.
    let call = vendor.call_as(&other, "another").args(&["--scope=other", "-o", "token"]);
    assert_eq!(call.run().success(), "token-2\n");
}

fn versions_of_a_definition_meet<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::new(3600);
    let (old, new) = (server.machine(), server.machine());
    for (env, more) in [(&old, ""), (&new, "[client-credentials]\nheaders = { x-own = \"1\" }\n")] {
        let text = format!("title = \"Ours\"\nextends = \"oauth2\"\n{more}");
        env.write_provider("ours", &text);
        let config = std::fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
        env.write_config(&config.replace("provider = \"oauth2\"", "provider = \"ours\""));
    }
    assert_eq!(call(&vendor, &old).run().success(), "token-1\n");
    // A path that only this machine has; nothing here uses TLS.
    let call = call(&vendor, &new).arg("--cacert").arg(new.path("authorities.pem"));
    assert_eq!(call.run().success(), "token-1\n");
    assert_eq!(vendor.asked(), 1);
}

fn versions_of_the_program_meet<S: Store>() {
    let Some(server) = S::start() else { return };
    let id = "client-id = \"id\"\nclient-secret = \"secret\"";
    let values = "[profiles.fleet.vars]\ntoken-url = \"http://127.0.0.1:1/token\"";
    let env = server.machine_with("", &format!("{id}\nscope = \"a b\"\naudience = [\"x\", \"y\"]\n{values}"));
    env.gettoken(&["fleet", "--retries=0"]).run().failed(6);
    // With another name, a machine that is updated would fetch a token of its own.
    assert_eq!(server.key("f"), "gettoken:{f59b18178e27a67653ad77e5ad7cb8e0}:f");
}

fn a_refusal_is_shared_with_machines_that_have_the_same_secret<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::start(|number| match number {
        1 => crate::support::world::Reply::json(401, r#"{"error":"invalid_client"}"#),
        _ => token(number, 3600),
    });
    let [one, two, three] = machines(&server);
    for env in [&one, &two] {
        let stderr = call(&vendor, env).run().failed(5);
        assert!(stderr.contains("invalid_client"), "{stderr}");
    }
    assert_eq!(vendor.asked(), 1);
    // The secret was replaced on this machine first.
    let replaced = call(&vendor, &three).env("GETTOKEN_FLEET_CLIENT_SECRET", "new-s3cret");
    assert_eq!(replaced.run().success(), "token-2\n");
    // Then it is right for all.
    assert_eq!(call(&vendor, &two).arg("--force").run().success(), "token-3\n");
}

fn a_pause_that_the_vendor_asks_for_is_kept_by_all<S: Store>() {
    let Some(server) = S::start() else { return };
    let limited =
        || crate::support::world::Reply::json(429, r#"{"error":"slow_down"}"#).header("retry-after", "40");
    let vendor = Vendor::start(move |_| limited());
    let [one, two, _] = machines(&server);
    for env in [&one, &two] {
        let json = call(&vendor, env).args(&["--retries=0", "--error-format=json"]).run().failed(7);
        let error: serde_json::Value = serde_json::from_str(&json).unwrap();
        let pause = error["error"]["retry_after"].as_u64().unwrap();
        assert!((35..=41).contains(&pause), "{json}");
    }
    assert_eq!(vendor.asked(), 1);
}

fn what_is_removed_for_all_is_fetched_anew<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::new(3600);
    let [one, two, _] = machines(&server);
    [&one, &two].into_iter().for_each(|env| drop(call(&vendor, env).run().success()));
    let config = std::fs::read_to_string(one.config_dir().join("config.toml")).unwrap();
    let vars = format!("client-id = \"id\"\n[profiles.fleet.vars]\ntoken-url = \"{}\"\n", vendor.url());
    one.write_config(&(config + &vars));
    let listed = one.gettoken(&["cache", "list", "--shared", "--json"]).run().success();
    assert!(listed.contains("\"generation\":"), "{listed}");
    assert!(!listed.contains("token-1"), "{listed}");
    let said = one.gettoken(&["cache", "clear", "fleet", "--shared"]).run();
    assert!(said.stderr.contains("removed 1 token from the shared store"), "{}", said.stderr);
    assert_eq!(call(&vendor, &one).run().success(), "token-2\n");
    let two_again = call(&vendor, &two).arg("--rejected").stdin("token-1\n");
    assert_eq!(two_again.run().success(), "token-2\n");
    assert_eq!(vendor.asked(), 2);
}

for_each_store!(
    machines_use_one_token,
    verbose_calls_say_where_a_token_comes_from,
    concurrent_machines_send_one_request,
    a_rejected_token_is_replaced_once,
    forced_calls_of_all_machines_send_one_request,
    a_token_that_ends_soon_is_fetched_once,
    a_call_without_a_cache_uses_the_shared_one,
    profiles_meet_under_a_name_whatever_secret_they_have,
    versions_of_a_definition_meet,
    versions_of_the_program_meet,
    a_refusal_is_shared_with_machines_that_have_the_same_secret,
    a_pause_that_the_vendor_asks_for_is_kept_by_all,
    what_is_removed_for_all_is_fetched_anew,
);
