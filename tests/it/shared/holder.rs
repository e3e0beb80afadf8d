//! The machine that fetches dies, is suspended, or is slow.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::process::Running;
use crate::support::store::{Store, call, for_each_store};
use crate::support::tools::wait_until;
use crate::support::vendor::{Vendor, token};
use crate::support::world::Reply;

/// A vendor that never answers its first request.
fn silent_at_first() -> Vendor {
    Vendor::start(|number| if number == 1 { Reply::hang() } else { token(number, 3600) })
}

/// A vendor that answers its first request once the flag is set, with a token that lasts `life(number)` seconds.
fn gated(life: fn(usize) -> u64) -> (Vendor, Arc<AtomicBool>) {
    let gate = Arc::new(AtomicBool::new(false));
    let answer = Arc::clone(&gate);
    let vendor = Vendor::start(move |number| {
        while number == 1 && !answer.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(5));
        }
        token(number, life(number))
    });
    (vendor, gate)
}

/// Starts a call, and waits until the vendor has its request.
fn asking(vendor: &Vendor, holder: Running) -> Running {
    wait_until(Duration::from_secs(20), "the holder has asked", || vendor.asked() == 1);
    holder
}

fn a_successor_on_the_same_machine_takes_over_at_once<S: Store>() {
    let Some(server) = S::start() else { return };
    let (vendor, env) = (silent_at_first(), server.machine());
    let mut holder = asking(&vendor, call(&vendor, &env).spawn());
    holder.kill();
    let started = Instant::now();
    assert_eq!(call(&vendor, &env).run().success(), "token-2\n");
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

fn another_machine_takes_over_after_the_lease<S: Store>() {
    let Some(server) = S::start() else { return };
    let (vendor, one, two) = (silent_at_first(), server.machine(), server.machine());
    let mut holder = asking(&vendor, call(&vendor, &one).spawn());
    let waiting = call(&vendor, &two).spawn();
    holder.kill();
    let started = Instant::now();
    assert_eq!(waiting.wait().success(), "token-2\n");
    assert!(started.elapsed() < Duration::from_secs(12), "{:?}", started.elapsed());
    assert_eq!(vendor.asked(), 2);
}

fn a_suspended_machine_does_not_bring_back_an_older_token<S: Store>() {
    let Some(server) = S::start() else { return };
    let (vendor, answer) = gated(|_| 3600);
    let (one, two) = (server.machine(), server.machine());
    let holder = asking(&vendor, call(&vendor, &one).spawn());
    holder.signal("STOP");
    // As if the time of the lease had passed.
    wait_until(Duration::from_secs(15), "the lease ends", || server.value("l").is_empty());
    assert_eq!(call(&vendor, &two).run().success(), "token-2\n");
    answer.store(true, Ordering::SeqCst);
    holder.signal("CONT");
    assert_eq!(holder.wait().success(), "token-2\n");
    assert_eq!(call(&vendor, &one).run().success(), "token-2\n");
    assert_eq!(vendor.asked(), 2);
}

fn a_newer_token_that_has_expired_meanwhile_is_not_served<S: Store>() {
    let Some(server) = S::start() else { return };
    let (vendor, answer) = gated(|number| if number == 3 { 3600 } else { 2 });
    let (one, two) = (server.machine(), server.machine());
    let holder = asking(&vendor, call(&vendor, &one).spawn());
    holder.signal("STOP");
    wait_until(Duration::from_secs(15), "the lease ends", || server.value("l").is_empty());
    call(&vendor, &two).run().success();
    thread::sleep(Duration::from_secs(3));
    answer.store(true, Ordering::SeqCst);
    holder.signal("CONT");
    assert_eq!(holder.wait().success(), "token-3\n");
}

fn a_lease_lasts_as_long_as_a_slow_vendor_takes<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::slow(3600, Duration::from_secs(13));
    let (one, two) = (server.machine(), server.machine());
    let holder = asking(&vendor, call(&vendor, &one).spawn());
    let waiting = call(&vendor, &two).spawn();
    assert_eq!(holder.wait().success(), "token-1\n");
    assert_eq!(waiting.wait().success(), "token-1\n");
    assert_eq!(vendor.asked(), 1);
}

fn a_valid_token_is_served_while_another_machine_fetches<S: Store>() {
    let Some(server) = S::start() else { return };
    // Of 3 seconds, the last half is for fetching the next one early.
    let vendor = Vendor::start(|number| if number == 2 { Reply::hang() } else { token(number, 60) });
    let (one, two) = (server.machine(), server.machine());
    assert_eq!(call(&vendor, &one).run().success(), "token-1\n");
    assert_eq!(call(&vendor, &two).run().success(), "token-1\n");
    let holder = call(&vendor, &one).args(&["--min-valid=2m", "--timeout=30s"]).spawn();
    wait_until(Duration::from_secs(20), "the holder has asked", || vendor.asked() == 2);
    let started = Instant::now();
    let outcome = call(&vendor, &two).arg("--min-valid=59s").arg("--lock-timeout=1s").run();
    assert_eq!(outcome.success(), "token-1\n");
    assert!(started.elapsed() < Duration::from_secs(4), "{:?}", started.elapsed());
    drop(holder);
}

fn waiting_too_long_for_a_machine_is_an_error<S: Store>() {
    let Some(server) = S::start() else { return };
    let (vendor, one, two) = (silent_at_first(), server.machine(), server.machine());
    let holder = asking(&vendor, call(&vendor, &one).spawn());
    let stderr = call(&vendor, &two).arg("--lock-timeout=1s").run().failed(7);
    assert!(stderr.contains("another machine"), "{stderr}");
    drop(holder);
}

for_each_store!(
    a_newer_token_that_has_expired_meanwhile_is_not_served,
    a_successor_on_the_same_machine_takes_over_at_once,
    another_machine_takes_over_after_the_lease,
    a_suspended_machine_does_not_bring_back_an_older_token,
    a_lease_lasts_as_long_as_a_slow_vendor_takes,
    a_valid_token_is_served_while_another_machine_fetches,
    waiting_too_long_for_a_machine_is_an_error,
);
