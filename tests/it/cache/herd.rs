//! Many concurrent processes: the vendor gets one request per key, all processes get the same token, and one
//! that dies or stops does not block the others. `long/herd.sh` is the long version.

use std::collections::BTreeSet;
use std::fs;
#[cfg(unix)]
use std::os::unix::fs::MetadataExt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome, Running};
use crate::support::reply::Reply;
use crate::support::tools::{self, wait_until};
use crate::support::vendor::{Vendor, token};

/// The number of processes in a herd. Wine starts only some ten a second, and a herd must start within the window in which
/// forced calls share one request.
const HERD: usize = if cfg!(windows) { 20 } else { 200 };
/// The number of waiting processes in tests that kill or stop the lock's holder.
const WAITING: usize = if cfg!(windows) { 10 } else { 50 };
/// How long the vendor takes to respond.
const PAUSE: Duration = Duration::from_millis(300);
/// Longer than any wait that succeeds.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Serializes the herds, so that each has the whole machine.
fn lock_herds() -> MutexGuard<'static, ()> {
    static HERDS: Mutex<()> = Mutex::new(());
    // A poisoned mutex means that another test failed.
    HERDS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts `size` calls and waits for all of them.
fn herd(size: usize, call: impl Fn(usize) -> Call) -> Vec<Outcome> {
    let running: Vec<Running> = (0..size).map(|number| call(number).spawn()).collect();
    running.into_iter().map(Running::wait).collect()
}

/// Every call printed this token and nothing on stderr.
#[track_caller]
fn assert_all_got(outcomes: &[Outcome], token: &str) {
    let kinds: BTreeSet<_> = outcomes
        .iter()
        .map(|outcome| (outcome.code, outcome.stdout.as_str(), outcome.stderr.as_str()))
        .collect();
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), [(Some(0), format!("{token}\n").as_str(), "")]);
}

/// A vendor that holds back its responses, from request `first` on, until the gate opens.
fn gated(first: usize) -> (Vendor, Arc<AtomicBool>) {
    let gate = Arc::new(AtomicBool::new(false));
    let open = Arc::clone(&gate);
    let vendor = Vendor::start(move |number| {
        let end = Instant::now() + TIMEOUT;
        while number >= first && !open.load(Ordering::SeqCst) && Instant::now() < end {
            thread::sleep(Duration::from_millis(5));
        }
        token(number, 3600).delay(PAUSE)
    });
    (vendor, gate)
}

/// The number of processes that wait for a lock on a file in the cache; /proc/locks marks them with an arrow.
#[cfg(unix)]
fn count_waiters(env: &TestEnv) -> usize {
    let inodes: Vec<String> = fs::read_dir(env.tokens_dir())
        .into_iter()
        .flatten()
        .map(|entry| format!(":{} ", entry.unwrap().metadata().unwrap().ino()))
        .collect();
    let locks = fs::read_to_string("/proc/locks").unwrap();
    let waits = |line: &&str| line.contains("-> FLOCK") && inodes.iter().any(|inode| line.contains(inode));
    locks.lines().filter(waits).count()
}

/// Stores `token-1`, with a lifetime of an hour, as if it had been fetched `age` seconds ago.
fn store_token_of_age(env: &TestEnv, vendor: &Vendor, age: u64) -> Option<()> {
    let library = tools::faketime()?;
    let past = vendor.call(env).env("LD_PRELOAD", library).env("FAKETIME", format!("-{age}s"));
    assert_eq!(past.env("FAKETIME_DONT_FAKE_MONOTONIC", "1").run().success(), "token-1\n");
    Some(())
}

#[test]
fn herd_with_an_empty_cache_sends_one_request() {
    let _lock = lock_herds();
    let (env, vendor) = (TestEnv::new(), Vendor::slow(3600, PAUSE));
    assert_all_got(&herd(HERD, |_| vendor.call(&env)), "token-1");
    assert_eq!((vendor.asked(), vendor.connections()), (1, 1));
}

#[test]
fn herd_with_an_expired_entry_sends_one_request() {
    let _lock = lock_herds();
    let vendor = Vendor::start(|number| token(number, if number == 1 { 1 } else { 3600 }).delay(PAUSE));
    let env = TestEnv::new();
    assert_eq!(vendor.call(&env).run().success(), "token-1\n");
    thread::sleep(Duration::from_secs(1));
    assert_all_got(&herd(HERD, |_| vendor.call(&env)), "token-2");
    assert_eq!(vendor.asked(), 2);
}

#[test]
fn concurrent_forced_calls_send_one_request() {
    let _lock = lock_herds();
    // The vendor answers once all processes have started: on a busy machine, that may take longer than the
    // window in which concurrent forced calls share one request.
    let (vendor, answer) = gated(2);
    let env = TestEnv::new();
    assert_eq!(vendor.call(&env).run().success(), "token-1\n");
    let running: Vec<Running> = (0..HERD).map(|_| vendor.call(&env).arg("--force").spawn()).collect();
    answer.store(true, Ordering::SeqCst);
    let outcomes: Vec<_> = running.into_iter().map(Running::wait).collect();
    assert_all_got(&outcomes, "token-2");
    assert_eq!(vendor.asked(), 2);
}

#[test]
fn rejected_token_is_replaced_by_one_request() {
    let _lock = lock_herds();
    let (env, vendor) = (TestEnv::new(), Vendor::slow(3600, PAUSE));
    assert_eq!(vendor.call(&env).run().success(), "token-1\n");
    let rejecting = |_| vendor.call(&env).arg("--rejected").stdin("token-1\n");
    assert_all_got(&herd(HERD, rejecting), "token-2");
    assert_all_got(&herd(20, rejecting), "token-2");
    assert_eq!(vendor.asked(), 2);
}

#[test]
fn ten_keys_send_ten_requests() {
    let _lock = lock_herds();
    let (env, vendor) = (TestEnv::new(), Vendor::slow(3600, PAUSE));
    let outcomes = herd(HERD, |number| vendor.call(&env).arg(format!("--scope=s{}", number % 10)));
    assert_eq!(vendor.asked(), 10);
    let mut given = BTreeSet::new();
    for key in 0..10 {
        let of_key: Vec<_> = outcomes.iter().skip(key).step_by(10).cloned().collect();
        assert_all_got(&of_key, of_key[0].stdout.trim());
        given.insert(of_key[0].stdout.clone());
    }
    assert_eq!(given.len(), 10, "two keys got the same token");
}

#[test]
fn stale_while_revalidate_sends_one_request() {
    let _lock = lock_herds();
    let (env, vendor) = (TestEnv::new(), Vendor::slow(3600, PAUSE));
    // 200 s of an hour are left: enough to be served, but due for a refresh.
    if store_token_of_age(&env, &vendor, 3400).is_none() {
        return;
    }
    let outcomes = herd(WAITING, |_| vendor.call(&env));
    let served = |token: &str| outcomes.iter().filter(|outcome| outcome.stdout == token).count();
    assert!(
        outcomes.iter().all(|outcome| outcome.code == Some(0) && outcome.stderr.is_empty()),
        "{outcomes:#?}"
    );
    assert_eq!(served("token-1\n") + served("token-2\n"), WAITING);
    assert!(served("token-2\n") >= 1);
    assert_eq!(vendor.asked(), 2);
    assert_eq!(vendor.call(&env).run().success(), "token-2\n");
}

/// A vendor that never answers its first request, which a first process has sent.
fn unresponsive_holder() -> (TestEnv, Vendor, Running) {
    let vendor =
        Vendor::start(|number| if number == 1 { Reply::hang() } else { token(number, 3600).delay(PAUSE) });
    let env = TestEnv::new();
    let holder = vendor.call(&env).spawn();
    wait_until(TIMEOUT, "the holder has asked", || vendor.asked() == 1);
    (env, vendor, holder)
}

#[cfg(unix)]
#[test]
fn killed_lock_holder_is_replaced_by_one_waiter() {
    let _lock = lock_herds();
    let (env, vendor, mut holder) = unresponsive_holder();
    let waiters: Vec<Running> = (0..WAITING).map(|_| vendor.call(&env).spawn()).collect();
    wait_until(TIMEOUT, "all wait", || count_waiters(&env) == WAITING);
    holder.kill();
    let outcomes: Vec<_> = waiters.into_iter().map(Running::wait).collect();
    assert_all_got(&outcomes, "token-2");
    assert_eq!(vendor.asked(), 2);
}

#[cfg(unix)]
#[test]
fn stopped_lock_holder_ends_in_a_lock_timeout() {
    let _lock = lock_herds();
    let (env, vendor, holder) = unresponsive_holder();
    holder.signal("STOP");
    let outcomes = herd(20, |_| vendor.call(&env).arg("--lock-timeout=1s"));
    for outcome in outcomes {
        let stderr = outcome.failed(7);
        assert!(stderr.contains("another process") && stderr.contains("--lock-timeout"), "{stderr}");
    }
    // No lock file has to be removed by hand.
    assert_eq!(vendor.call(&env).arg("--no-cache").run().success(), "token-2\n");
    drop(holder);
    assert_eq!(vendor.call(&env).run().success(), "token-3\n");
}

#[cfg(unix)]
#[test]
fn stopped_lock_holder_does_not_delay_a_valid_token() {
    let _lock = lock_herds();
    // The first token is due for a refresh, the second has less left than the margin; both are still valid.
    for age in [3400, 3560] {
        let vendor = Vendor::start(|number| if number == 2 { Reply::hang() } else { token(number, 3600) });
        let env = TestEnv::new();
        if store_token_of_age(&env, &vendor, age).is_none() {
            return;
        }
        let holder = vendor.call(&env).spawn();
        wait_until(TIMEOUT, "the holder has asked", || vendor.asked() == 2);
        holder.signal("STOP");
        // Waiting for the holder would end with the lock timeout, long after the timeout of the test.
        assert_all_got(&herd(20, |_| vendor.call(&env).arg("--lock-timeout=10m")), "token-1");
        assert_eq!(vendor.asked(), 2);
    }
}

#[test]
fn negative_cache_entry_is_shared() {
    let _lock = lock_herds();
    let vendor = Vendor::start(|_| {
        Reply::json(401, r#"{"error":"invalid_client","error_description":"wrong secret"}"#).delay(PAUSE)
    });
    let env = TestEnv::new();
    for outcome in herd(WAITING, |_| vendor.call(&env)) {
        let stderr = outcome.failed(5);
        assert!(stderr.contains("invalid_client: wrong secret"), "{stderr}");
    }
    assert_eq!(vendor.asked(), 1);
    // The refusal is still cached a little later, and `--force` ignores it.
    let stderr = vendor.call(&env).run().failed(5);
    assert!(stderr.contains("--force"), "{stderr}");
    assert_eq!(vendor.asked(), 1);
    vendor.call(&env).arg("--force").run().failed(5);
    assert_eq!(vendor.asked(), 2);
    // Another key has its own refusal.
    vendor.call(&env).arg("--scope=other").run().failed(5);
    assert_eq!(vendor.asked(), 3);
}

#[cfg(unix)]
#[test]
fn clear_keeps_waiters_on_one_request() {
    let _lock = lock_herds();
    let (vendor, answer) = gated(1);
    let env = TestEnv::new();
    let holder = vendor.call(&env).spawn();
    wait_until(TIMEOUT, "the holder has asked", || vendor.asked() == 1);
    let waiters: Vec<Running> = (0..20).map(|_| vendor.call(&env).spawn()).collect();
    wait_until(TIMEOUT, "all wait", || count_waiters(&env) == 20);
    // Stopped while the holder ends and the cache is cleared, so that they wake to an empty cache.
    waiters.iter().for_each(|waiter| waiter.signal("STOP"));
    answer.store(true, Ordering::SeqCst);
    assert_all_got(&[holder.wait()], "token-1");
    env.gettoken(&["cache", "clear"]).run().success();
    waiters.iter().for_each(|waiter| waiter.signal("CONT"));
    let outcomes: Vec<_> = waiters.into_iter().map(Running::wait).collect();
    assert_all_got(&outcomes, "token-2");
    assert_eq!(vendor.asked(), 2, "the waiters must share one request");
}

#[test]
fn requests_for_one_key_never_overlap() {
    let _lock = lock_herds();
    let (asking, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (counted, highest) = (Arc::clone(&asking), Arc::clone(&most));
    let vendor = Vendor::start(move |number| {
        highest.fetch_max(counted.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        thread::sleep(Duration::from_millis(5));
        counted.fetch_sub(1, Ordering::SeqCst);
        token(number, 3600)
    });
    let env = TestEnv::new();
    vendor.call(&env).run().success();
    // Each call fetches, because no token lives that long; some delete the lock file in between. There are
    // few enough calls that none waits longer than `cache clear` waits for a lock.
    let outcomes = herd(30, |number| match number % 6 {
        0 => env.gettoken(&["cache", "clear", "oauth2"]),
        _ => vendor.call(&env).arg("--min-valid=2h"),
    });
    assert!(outcomes.iter().all(|outcome| outcome.code == Some(0)), "{outcomes:#?}");
    assert_eq!((vendor.asked(), most.load(Ordering::SeqCst)), (26, 1), "two processes held the lock at once");
}

#[cfg(unix)]
#[test]
fn lock_timeout_counts_while_stopped() {
    let _lock = lock_herds();
    let (env, vendor, holder) = unresponsive_holder();
    let waiter = vendor.call(&env).arg("--lock-timeout=1s").spawn();
    wait_until(TIMEOUT, "it waits", || count_waiters(&env) == 1);
    waiter.signal("STOP");
    thread::sleep(Duration::from_millis(1_200));
    waiter.signal("CONT");
    waiter.wait().failed(7);
    drop(holder);
}
