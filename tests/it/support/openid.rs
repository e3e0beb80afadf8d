//! An OpenID provider: signs ID tokens, publishes its metadata and keys, and refreshes sessions. Each test says what is
//! wrong with a token.

use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, UnparsedPublicKey,
};
use serde_json::{Value, json};

use super::environment::TestEnv;
use super::jwt::claims;
use super::person::{address, agree};
use super::process::Call;
use super::world::{Reply, Request, World};

/// The profile that [`Openid::configure`] writes.
pub const PROFILE: &str = "work";

/// The issuer, which gettoken reaches by TLS.
pub const ISSUER: &str = "https://auth.example.com";

/// A key pair on P-256.
pub struct Key {
    pub kid: String,
    pair: EcdsaKeyPair,
}

impl Key {
    pub fn new(kid: &str) -> Self {
        let (algorithm, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
        let text = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        Self {
            kid: kid.to_owned(),
            pair: EcdsaKeyPair::from_pkcs8(algorithm, text.as_ref(), &random).unwrap(),
        }
    }

    /// The public key as a JWK.
    pub fn jwk(&self) -> Value {
        let point = self.pair.public_key().as_ref();
        let (x, y) = (encoded(&point[1..33]), encoded(&point[33..]));
        json!({ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.kid, "x": x, "y": y })
    }

    /// A JWT with these claims, and the header changed by `more`.
    pub fn sign(&self, more: &Value, claims: &Value) -> String {
        let mut header = json!({ "alg": "ES256", "typ": "JWT", "kid": self.kid });
        merge(&mut header, more);
        let input =
            format!("{}.{}", encoded(header.to_string().as_bytes()), encoded(claims.to_string().as_bytes()));
        let signature = self.pair.sign(&SystemRandom::new(), input.as_bytes()).unwrap();
        format!("{input}.{}", encoded(signature.as_ref()))
    }

    /// Whether this key has signed `token`.
    pub fn has_signed(&self, token: &str) -> bool {
        let Some((input, signature)) = token.rsplit_once('.') else { return false };
        let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).unwrap_or_default();
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, self.pair.public_key().as_ref());
        key.verify(input.as_bytes(), &signature).is_ok()
    }
}

fn encoded(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Sets the members of `more`, and removes those that are null.
fn merge(into: &mut Value, more: &Value) {
    for (name, value) in more.as_object().unwrap() {
        into[name] = value.clone();
    }
    into.as_object_mut().unwrap().retain(|_, value| !value.is_null());
}

/// Seconds since the epoch.
pub fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}

/// The state of the provider.
pub struct State {
    pub key: Key,
    /// The keys that are published, if not that one.
    pub published: Option<Value>,
    /// What replaces the answer with the keys.
    pub keys_fault: Option<Reply>,
    /// How long access and ID tokens live, in seconds.
    pub lives: (i64, i64),
    /// Whether a refresh brings an ID token.
    pub renews: bool,
    /// Whether there are ID tokens at all.
    pub has_id_tokens: bool,
    /// Members of the header and of the claims that differ.
    pub header: Value,
    pub claims: Value,
    /// Whether the redirect names the issuer (RFC 9207).
    pub names_issuer: bool,
    /// What replaces an ID token.
    pub id_token: Option<String>,
    nonce: Option<String>,
    given: u32,
}

/// A provider that the test and its world share.
#[derive(Clone)]
pub struct Openid(Arc<Mutex<State>>);

impl Openid {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            key: Key::new("k1"),
            published: None,
            keys_fault: None,
            lives: (3600, 3600),
            renews: true,
            has_id_tokens: true,
            header: json!({}),
            claims: json!({}),
            names_issuer: true,
            id_token: None,
            nonce: None,
            given: 0,
        })))
    }

    /// A world in which this is the only server.
    pub fn world(&self) -> World {
        let server = self.clone();
        World::start(move |request| server.0.lock().unwrap().answer(request))
    }

    /// Reads or changes the state.
    pub fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.0.lock().unwrap())
    }

    /// Writes a config with one profile for this provider, whose token is the ID token. `more` are further variables.
    pub fn configure(&self, env: &TestEnv, world: &World, more: &str) {
        env.write_config(&format!(
            "[profiles.{PROFILE}]\nprovider = \"oauth2\"\ngrant = \"user\"\nclient-id = \"app\"\nscope = \"openid\"\n\
             token = \"id\"\n[profiles.{PROFILE}.vars]\nauthorize-url = \"http://{}/authorize\"\nclient-auth = \"none\"\n\
             token-url = \"{ISSUER}/token\"\n{more}",
            world.http_addr()
        ));
    }

    /// A world, and a profile that knows the issuer.
    pub fn prepared(&self) -> (World, TestEnv) {
        let (world, env) = (self.world(), TestEnv::new());
        self.configure(&env, &world, &format!("issuer = \"{ISSUER}\"\n"));
        (world, env)
    }

    /// As [`Self::prepared`], with a person who has logged in.
    #[track_caller]
    pub fn session(&self) -> (World, TestEnv) {
        let (world, env) = self.prepared();
        log_in(&env, &world).success();
        (world, env)
    }
}

/// Logs in.
#[track_caller]
pub fn log_in(env: &TestEnv, world: &World) -> super::process::Outcome {
    let login = env.gettoken(&["login", PROFILE]).through(world).spawn();
    agree(&address(&login));
    login.wait()
}

/// Prepares a call for the token in this format.
pub fn get(env: &TestEnv, world: &World, format: &str) -> Call {
    env.gettoken(&[PROFILE, "-o", format]).through(world)
}

/// How many requests there were for this path.
pub fn count(world: &World, path: &str) -> usize {
    world.requests().iter().filter(|request| request.path == path).count()
}

impl State {
    fn answer(&mut self, request: &Request) -> Reply {
        match request.path.as_str() {
            "/authorize" => self.authorize(request),
            "/token" => self.token(request),
            "/jwks" => self.keys(),
            "/.well-known/openid-configuration" => Reply::json(
                200,
                json!({
                    "issuer": ISSUER,
                    "authorization_endpoint": format!("{ISSUER}/authorize"),
                    "token_endpoint": format!("{ISSUER}/token"),
                    "jwks_uri": format!("{ISSUER}/jwks"),
                    "id_token_signing_alg_values_supported": ["RS256", "ES256"],
                })
                .to_string(),
            ),
            _ => Reply::empty(404),
        }
    }

    fn keys(&self) -> Reply {
        let keys = self.published.clone().unwrap_or_else(|| json!([self.key.jwk()]));
        self.keys_fault.clone().unwrap_or_else(|| Reply::json(200, json!({ "keys": keys }).to_string()))
    }

    fn authorize(&mut self, request: &Request) -> Reply {
        let asked = request.query_map();
        self.nonce = asked.get("nonce").cloned();
        let issuer = if self.names_issuer { "&iss=https%3A%2F%2Fauth.example.com" } else { "" };
        let location = format!("{}?code=code&state={}{issuer}", asked["redirect_uri"], asked["state"]);
        Reply::empty(302).header("Location", &location)
    }

    fn token(&mut self, request: &Request) -> Reply {
        let form = request.form();
        let is_refresh = form["grant_type"] == "refresh_token";
        self.given += 1;
        let access_token = format!("AccessCanary{}", self.given);
        let mut answer =
            json!({ "access_token": access_token, "token_type": "Bearer", "expires_in": self.lives.0 });
        if form["grant_type"] != "client_credentials" {
            answer["refresh_token"] = format!("RefreshCanary{}", self.given).into();
        }
        if self.has_id_tokens && (!is_refresh || self.renews) {
            let nonce = self.nonce.clone().filter(|_| !is_refresh);
            answer["id_token"] = self.id_token(nonce).into();
        }
        Reply::json(200, answer.to_string())
    }

    fn id_token(&self, nonce: Option<String>) -> String {
        let mut claims = json!({
            "iss": ISSUER, "sub": "person", "aud": "app", "iat": now(), "exp": now() + self.lives.1,
            "nonce": nonce, "jti": format!("IdCanary{}", self.given),
        });
        merge(&mut claims, &self.claims);
        self.id_token.clone().unwrap_or_else(|| self.key.sign(&self.header, &claims))
    }
}

/// The ID token's number, which says which response it came with.
#[track_caller]
pub fn number(token: &str) -> String {
    claims(token)["jti"].as_str().unwrap().trim_start_matches("IdCanary").to_owned()
}
