//! The clocks of machines and of the server differ.

use std::time::Duration;

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::store::{Store, call, for_each_store};
use crate::support::tools;
use crate::support::vendor::{Vendor, token};

/// `call` on a machine whose clock is wrong by `offset` seconds.
fn at(call: Call, library: &std::path::Path, offset: i64) -> Call {
    let call = call.env("LD_PRELOAD", library).env("FAKETIME", format!("{offset:+}s"));
    call.env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
}

fn machines_with_other_clocks_agree_on_the_lifetime<S: Store>() {
    let Some(library) = tools::faketime() else { return };
    let Some(server) = S::start() else { return };
    let vendor = Vendor::start(|number| token(number, if number == 1 { 120 } else { 3600 }));
    let machines: Vec<TestEnv> = (0..3).map(|_| server.machine()).collect();
    for (env, offset) in machines.iter().zip([-600, 600, 0]) {
        let text = at(call(&vendor, env), &library, offset).run().success();
        assert_eq!(text, "token-1\n", "{offset}");
        let json = at(vendor.call_as(env, "fleet").args(&["-o", "json"]), &library, offset).run().success();
        let left: serde_json::Value = serde_json::from_str(&json).unwrap();
        let left = left["expires_in"].as_i64().unwrap();
        assert!((110..=120).contains(&left), "{offset}: {left}");
    }
    // A machine that is ahead fetches the next one, and all take it.
    let text = at(call(&vendor, &machines[1]), &library, 600).arg("--min-valid=10m").run().success();
    assert_eq!(text, "token-2\n");
    for (env, offset) in machines.iter().zip([-600, 600, 0]) {
        let text = at(call(&vendor, env), &library, offset).arg("--min-valid=10m").run().success();
        assert_eq!(text, "token-2\n", "{offset}");
    }
    assert_eq!(vendor.asked(), 2);
}

fn generations_grow_although_the_clock_of_the_server_is_set_back<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::new(3600);
    let env = server.machine();
    call(&vendor, &env).run().success();
    let generation = |value: String| value.split(' ').next().unwrap().parse::<u64>().unwrap();
    // As if the last one had been given out an hour later.
    let first = generation(server.value("e")) + 3_600_000;
    server.set(&server.key("f"), &first.to_string());
    assert_eq!(call(&vendor, &env).arg("--force").run().success(), "token-2\n");
    assert_eq!(generation(server.value("e")), first + 1);
    std::thread::sleep(Duration::from_millis(10));
    assert_eq!(call(&vendor, &env).arg("--rejected").stdin("token-2\n").run().success(), "token-3\n");
    assert_eq!(generation(server.value("e")), first + 2);
}

for_each_store!(
    machines_with_other_clocks_agree_on_the_lifetime,
    generations_grow_although_the_clock_of_the_server_is_set_back,
);
