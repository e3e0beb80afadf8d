//! `Vendor`: a token endpoint on loopback http that numbers its tokens, and the call that asks it.
//!
//! The numbers tell which request a token came from, so a test of the cache can say whose token it got.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::environment::TestEnv;
use super::process::Call;
use super::reply::Reply;
use super::world::World;

/// A running vendor. Like every world it fails the test that never asked it.
pub struct Vendor {
    world: World,
}

impl Vendor {
    /// Gives `token-1`, `token-2` … which live for so many seconds.
    pub fn new(life: u64) -> Self {
        Self::start(move |number| token(number, life))
    }

    /// As `new`, after a pause.
    pub fn slow(life: u64, delay: Duration) -> Self {
        Self::start(move |number| token(number, life).delay(delay))
    }

    /// Answers the request of each number, which begins with 1, as the test says.
    pub fn start(answer: impl Fn(usize) -> Reply + Send + Sync + 'static) -> Self {
        let count = AtomicUsize::new(0);
        Self { world: World::start(move |_| answer(count.fetch_add(1, Ordering::SeqCst) + 1)) }
    }

    /// Says that this vendor may end without a call.
    pub fn may_be_silent(self) -> Self {
        Self { world: self.world.may_be_silent() }
    }

    /// The token endpoint.
    pub fn url(&self) -> String {
        format!("http://{}/token", self.world.http_addr())
    }

    /// A call that asks for the bare token.
    pub fn call(&self, env: &TestEnv) -> Call {
        self.call_as(env, "oauth2").arg("--output=token")
    }

    /// A call by a profile of `oauth2`, or by that name itself, in the form that is the default.
    pub fn call_as(&self, env: &TestEnv, profile: &str) -> Call {
        env.gettoken(&[profile, "--token-url", &self.url(), "--client-id=id", "--client-auth=none"])
    }

    /// How many requests there were.
    pub fn asked(&self) -> usize {
        self.world.requests().len()
    }

    /// How many connections there were.
    pub fn connections(&self) -> usize {
        self.world.connections().http
    }
}

/// The answer that gives `token-NUMBER`.
pub fn token(number: usize, life: u64) -> Reply {
    let body = format!(r#"{{"access_token":"token-{number}","token_type":"Bearer","expires_in":{life}}}"#);
    Reply::json(200, body)
}
