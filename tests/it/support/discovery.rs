//! An authorization server that publishes its metadata, and numbers its tokens.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use ring::digest::{SHA256, digest};
use serde_json::{Value, json};

use super::environment::TestEnv;
use super::process::Call;
use super::reply::Reply;
use super::request::Request;
use super::vendor::token;
use super::world::World;

/// The issuer of the servers that are reached by TLS.
pub const ISSUER: &str = "https://sso.example.com/t";

/// The first URL at which its metadata is looked for (RFC 8414 section 3.1), without the scheme.
pub const OAUTH: &str = "sso.example.com/.well-known/oauth-authorization-server/t";
/// The second one.
pub const OPENID: &str = "sso.example.com/.well-known/openid-configuration/t";
/// The third one (OpenID Connect Discovery section 4).
pub const APPENDED: &str = "sso.example.com/t/.well-known/openid-configuration";

/// The metadata of `ISSUER`.
pub fn metadata() -> Value {
    json!({
        "issuer": ISSUER,
        "authorization_endpoint": "https://sso.example.com/t/authorize",
        "token_endpoint": "https://sso.example.com/t/token",
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    })
}

/// `metadata` with one member replaced.
pub fn with(name: &str, value: impl Into<Value>) -> Value {
    let mut metadata = metadata();
    metadata[name] = value.into();
    metadata
}

/// A running server, whose metadata a test can replace.
pub struct Server {
    pub world: World,
    reply: Arc<Mutex<Reply>>,
}

impl Server {
    /// A server with this metadata at its first URL.
    pub fn new(metadata: &Value) -> Self {
        Self::answering(Reply::json(200, metadata.to_string()))
    }

    /// A server that gives this reply at all URLs of its metadata.
    pub fn answering(reply: Reply) -> Self {
        let reply = Arc::new(Mutex::new(reply));
        let (current, count) = (Arc::clone(&reply), AtomicUsize::new(0));
        let world = World::start(move |request| match request.path.as_str() {
            _ if is_for_metadata(request) => current.lock().unwrap().clone(),
            "/t/introspect" => Reply::json(200, r#"{"active":true,"scope":"mail"}"#),
            "/t/revoke" => Reply::empty(200),
            _ => token(count.fetch_add(1, Ordering::SeqCst) + 1, 3600),
        });
        Self { world, reply }
    }

    /// Gives this reply from now on.
    pub fn now(&self, reply: Reply) {
        *self.reply.lock().unwrap() = reply;
    }

    /// Publishes this metadata from now on.
    pub fn publish(&self, metadata: &Value) {
        self.now(Reply::json(200, metadata.to_string()));
    }

    /// A call for an application's token that names only the issuer.
    pub fn call(&self, env: &TestEnv) -> Call {
        call(env, &self.world)
    }

    /// All requests so far: host and path.
    pub fn asked(&self) -> Vec<String> {
        asked(&self.world)
    }

    /// The number of requests for metadata so far.
    pub fn asked_for_metadata(&self) -> usize {
        self.world.requests().iter().filter(|request| is_for_metadata(request)).count()
    }
}

/// A call for an application's token that names only the issuer.
pub fn call(env: &TestEnv, world: &World) -> Call {
    let call = env.gettoken(&["oauth2", "--issuer", ISSUER, "--client-id=id", "-o", "token"]);
    call.env("OAUTH2_CLIENT_SECRET", "s3cret-of-app").through(world)
}

/// All requests so far: host and path.
pub fn asked(world: &World) -> Vec<String> {
    world.requests().iter().map(|request| format!("{}{}", request.host, request.path)).collect()
}

pub fn is_for_metadata(request: &Request) -> bool {
    request.path.contains("/.well-known/")
}

/// Makes every stored document as old as it would be `seconds` later.
pub fn age(env: &TestEnv, seconds: i64) {
    for file in documents(env) {
        let text = fs::read_to_string(&file).unwrap();
        let mut document: Value = serde_json::from_str(text.lines().nth(1).unwrap()).unwrap();
        for name in ["fetched_at", "until"] {
            document[name] = (document[name].as_i64().unwrap() - seconds * 1000).into();
        }
        let line = document.to_string();
        let sum: String =
            digest(&SHA256, line.as_bytes()).as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        fs::write(&file, format!("gettoken-entry 2 {sum}\n{line}\n")).unwrap();
    }
}

/// The files of all stored documents.
pub fn documents(env: &TestEnv) -> Vec<std::path::PathBuf> {
    let Ok(files) = fs::read_dir(env.tokens_dir()) else { return Vec::new() };
    let files = files.map(|file| file.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "document")).collect()
}
