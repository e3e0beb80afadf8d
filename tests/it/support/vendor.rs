//! `Vendor`: a token endpoint on loopback http that numbers its tokens, and the call that uses it.
//!
//! The number says which request issued a token, so a test of the cache can tell tokens apart.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::environment::TestEnv;
use super::process::Call;
use super::reply::Reply;
use super::world::World;

/// The client secret of every call. No message contains it as a word.
pub const SECRET: &str = "vendor-s3cret";

/// A running vendor. Like every `World`, it fails a test that never called it.
pub struct Vendor {
    world: World,
}

impl Vendor {
    /// Issues `token-1`, `token-2` … with a lifetime of `life` seconds.
    pub fn new(life: u64) -> Self {
        Self::start(move |number| token(number, life))
    }

    /// Like `new`, with a delay before each response.
    pub fn slow(life: u64, delay: Duration) -> Self {
        Self::start(move |number| token(number, life).delay(delay))
    }

    /// Answers each request with `answer(number)`, counting from 1.
    pub fn start(answer: impl Fn(usize) -> Reply + Send + Sync + 'static) -> Self {
        let count = AtomicUsize::new(0);
        Self { world: World::start(move |_| answer(count.fetch_add(1, Ordering::SeqCst) + 1)) }
    }

    /// Allows the test to send no request.
    pub fn may_be_silent(self) -> Self {
        Self { world: self.world.may_be_silent() }
    }

    /// The token endpoint.
    pub fn url(&self) -> String {
        format!("http://{}/token", self.world.http_addr())
    }

    /// A call that prints the bare token.
    pub fn call(&self, env: &TestEnv) -> Call {
        self.call_as(env, "oauth2").arg("--output=token")
    }

    /// A call of `oauth2` or a profile of it, in the default output format.
    pub fn call_as(&self, env: &TestEnv, profile: &str) -> Call {
        let call = env.gettoken(&[profile, "--token-url", &self.url(), "--client-id=id"]);
        let call = call.env("OAUTH2_CLIENT_SECRET", SECRET);
        // Of a profile; a definition that extends `oauth2` reads the other one.
        let own = format!("GETTOKEN_{}_CLIENT_SECRET", profile.to_uppercase().replace(['-', '.'], "_"));
        if profile == "oauth2" { call } else { call.env(own, SECRET) }
    }

    /// The number of requests so far.
    pub fn asked(&self) -> usize {
        self.world.requests().len()
    }

    /// The number of connections so far.
    pub fn connections(&self) -> usize {
        self.world.connections().http
    }
}

/// A response that issues `token-NUMBER`.
pub fn token(number: usize, life: u64) -> Reply {
    let body = format!(r#"{{"access_token":"token-{number}","token_type":"Bearer","expires_in":{life}}}"#);
    Reply::json(200, body)
}
