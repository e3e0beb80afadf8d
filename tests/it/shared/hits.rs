//! A cached token of a shared profile costs no more than another one.

use std::fs;

use crate::support::store::{Store, call, for_each_store};
use crate::support::tools;
use crate::support::vendor::Vendor;

/// The system calls of a call, without their arguments.
fn trace(call: crate::support::process::Call, file: &std::path::Path) -> Vec<String> {
    let name = file.display().to_string();
    call.under(&["strace", "-qq", "-f", "-o", &name]).run().success();
    let text = fs::read_to_string(file).unwrap();
    let names = text
        .lines()
        .filter_map(|line| line.split_once(' ')?.1.trim().split_once('(').map(|(name, _)| name.to_owned()));
    // Memory is requested in amounts that depend on addresses.
    names.filter(|name| !["brk", "mmap", "munmap", "madvise"].contains(&name.as_str())).collect()
}

fn a_hit_makes_no_further_system_calls<S: Store>() {
    if tools::skip_without(&["strace"]) {
        return;
    }
    let Some(server) = S::start() else { return };
    let vendor = Vendor::new(3600);
    let (shared, own) = (server.machine(), server.machine());
    let config = fs::read_to_string(own.config_dir().join("config.toml")).unwrap();
    // As long as the other one, so that reads are alike.
    own.write_config(&config.replace("shared = true", "#hared = true"));
    let mut traces = Vec::new();
    for env in [&shared, &own] {
        call(&vendor, env).run().success();
        // The second one may record an answer for replay, which needs files that are two seconds old.
        let hit = || call(&vendor, env).arg("--min-valid=1m");
        hit().run().success();
        traces.push(trace(hit(), &env.path("trace")));
    }
    assert_eq!(traces[0], traces[1]);
    assert!(!traces[0].iter().any(|name| ["socket", "connect"].contains(&name.as_str())), "{:?}", traces[0]);
}

for_each_store!(a_hit_makes_no_further_system_calls,);
