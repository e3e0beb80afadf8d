//! A strict authorization server: single-use codes bound to PKCE, rotating refresh tokens, and a session that
//! is revoked when a spent refresh token is used again.
//!
//! It checks the details of every request, so a test only has to check how gettoken ended. Browsers use its
//! plain port on loopback; gettoken uses `auth.example.com`.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use ring::digest::{SHA256, digest};

use super::environment::TestEnv;
use super::process::{Call, Running};
use super::world::{Reply, Request, World};

/// The profile that `configure` writes.
pub const PROFILE: &str = "work";

/// A reply that replaces the next response to a grant type.
pub type Fault = (&'static str, Reply);

/// The state of the server.
#[derive(Debug)]
pub struct State {
    /// Challenge and redirect URI, by code.
    codes: BTreeMap<String, (String, String)>,
    issued: u32,
    /// The number of access tokens issued.
    pub given: u32,
    /// The number of the one refresh token that is still valid.
    pub current: Option<u32>,
    /// Whether a spent refresh token or code was used again.
    pub theft: bool,
    pub revoked: Vec<String>,
    /// Lifetime of an access token in seconds.
    pub lifetime: u32,
    /// Whether a refresh issues a new refresh token and invalidates the old one.
    pub rotates: bool,
    /// Replies that replace the next responses, with the grant type each is for.
    pub faults: Vec<Fault>,
    /// The issuer that the redirect names, if any (RFC 9207).
    pub issuer: Option<String>,
    /// The delay of the token endpoint.
    pub pause: Duration,
}

/// A server that the test and its world share.
#[derive(Clone)]
pub struct Issuer(Arc<Mutex<State>>);

impl Issuer {
    /// A server without sessions.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            codes: BTreeMap::new(),
            issued: 0,
            given: 0,
            current: None,
            theft: false,
            revoked: Vec::new(),
            lifetime: 3600,
            rotates: true,
            faults: Vec::new(),
            issuer: None,
            pause: Duration::ZERO,
        })))
    }

    /// A world in which this is the only server.
    pub fn world(&self) -> World {
        let server = self.clone();
        World::start(move |request| server.answer(request))
    }

    /// Reads or changes the state.
    pub fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.0.lock().unwrap())
    }

    /// Answers the next request of this grant type with `reply`.
    pub fn fail(&self, grant: &'static str, reply: Reply) {
        self.with(|state| state.faults.push((grant, reply)));
    }

    fn answer(&self, request: &Request) -> Reply {
        let mut state = self.0.lock().unwrap();
        match (request.host.as_str(), request.path.as_str()) {
            (_, "/authorize") => state.authorize(request),
            ("auth.example.com", "/token") => {
                let pause = state.pause;
                state.token(request).delay(pause)
            }
            ("auth.example.com", "/revoke") => state.revoke(request),
            other => panic!("nothing is served at {other:?}"),
        }
    }
}

impl State {
    fn authorize(&mut self, request: &Request) -> Reply {
        assert_eq!(request.method, "GET");
        let asked = request.query_map();
        assert_eq!(asked["response_type"], "code");
        assert_eq!(asked["client_id"], "app");
        assert_eq!(asked["code_challenge_method"], "S256");
        self.issued += 1;
        let code = format!("code-{}", self.issued);
        self.codes.insert(code.clone(), (asked["code_challenge"].clone(), asked["redirect_uri"].clone()));
        let issuer = self.issuer.as_ref().map(|issuer| format!("&iss={issuer}")).unwrap_or_default();
        let location = format!("{}?code={code}&state={}{issuer}", asked["redirect_uri"], asked["state"]);
        Reply::empty(302).header("Location", &location)
    }

    fn token(&mut self, request: &Request) -> Reply {
        assert_eq!(request.method, "POST");
        let form = request.form();
        let grant = form["grant_type"].as_str();
        if let Some(at) = self.faults.iter().position(|(name, _)| *name == grant) {
            return self.faults.remove(at).1;
        }
        assert_eq!(form["client_id"], "app");
        match grant {
            "authorization_code" => self.exchange(&form),
            "refresh_token" => self.refresh(&form),
            other => panic!("no such grant: {other}"),
        }
    }

    fn exchange(&mut self, form: &BTreeMap<String, String>) -> Reply {
        let Some((challenge, redirect_uri)) = self.codes.remove(&form["code"]) else {
            self.theft = true;
            return refusal("invalid_grant");
        };
        let verifier = &form["code_verifier"];
        let proof = BASE64_URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()));
        assert_eq!(proof, challenge, "the verifier does not fit the challenge");
        assert_eq!(form["redirect_uri"], redirect_uri);
        // RFC 7636 section 4.1.
        assert!((43..=128).contains(&verifier.len()), "{verifier}");
        self.current = Some(1);
        self.give(true)
    }

    fn refresh(&mut self, form: &BTreeMap<String, String>) -> Reply {
        let known = self.current.is_some_and(|number| form["refresh_token"] == refresh_token(number));
        if !known {
            // RFC 9700 section 4.14.2: using a spent refresh token ends the whole session.
            (self.theft, self.current) = (true, None);
            return refusal("invalid_grant");
        }
        if self.rotates {
            self.current = self.current.map(|number| number + 1);
        }
        self.give(self.rotates)
    }

    fn give(&mut self, with_refresh_token: bool) -> Reply {
        self.given += 1;
        let next = self.current.filter(|_| with_refresh_token);
        let next = next.map(|number| format!(r#","refresh_token":"{}""#, refresh_token(number)));
        Reply::json(
            200,
            format!(
                r#"{{"access_token":"{}","token_type":"Bearer","expires_in":{}{}}}"#,
                access_token(self.given),
                self.lifetime,
                next.unwrap_or_default()
            ),
        )
    }

    fn revoke(&mut self, request: &Request) -> Reply {
        if let Some(at) = self.faults.iter().position(|(name, _)| *name == "revoke") {
            return self.faults.remove(at).1;
        }
        self.revoked.push(request.form()["token"].clone());
        self.current = None;
        Reply::empty(200)
    }
}

/// The access token with this number.
pub fn access_token(number: u32) -> String {
    format!("AccessCanary{number}")
}

/// The refresh token with this number.
pub fn refresh_token(number: u32) -> String {
    // The end is not that of the access token, so that canary.sh can tell which of them was cut.
    let end = if number < 10 { "" } else { "r" };
    format!("RefreshCanary{number}{end}")
}

/// An error response as in RFC 6749 section 5.2.
pub fn refusal(code: &str) -> Reply {
    Reply::json(400, format!(r#"{{"error":"{code}","error_description":"the words of the server"}}"#))
}

/// Writes a config with one profile for this server.
pub fn configure(env: &TestEnv, world: &World) {
    env.write_config(&format!(
        "[profiles.{PROFILE}]\nprovider = \"oauth2\"\ngrant = \"user\"\nclient-id = \"app\"\n\
         [profiles.{PROFILE}.vars]\nauthorize-url = \"http://{}/authorize\"\nclient-auth = \"none\"\n\
         revoke-url = \"https://auth.example.com/revoke\"\ntoken-url = \"https://auth.example.com/token\"\n",
        world.http_addr()
    ));
}

/// Prepares a login of the profile.
pub fn login(env: &TestEnv, world: &World) -> Call {
    env.gettoken(&["login", PROFILE]).through(world)
}

/// Starts a login of the profile.
pub fn start(env: &TestEnv, world: &World) -> Running {
    login(env, world).spawn()
}

/// Prepares a call for the profile's token.
pub fn token(env: &TestEnv, world: &World) -> Call {
    env.gettoken(&[PROFILE, "-o", "token"]).through(world)
}

/// Prepares a call that reports the token with this number as rejected, which forces a refresh.
pub fn refresh(env: &TestEnv, world: &World, rejected: u32) -> Call {
    token(env, world).arg("--rejected").stdin(format!("{}\n", access_token(rejected)))
}

/// The grant types that the token endpoint received, in order.
pub fn grants(world: &World) -> Vec<String> {
    let asked = world.requests().into_iter().filter(|request| request.path == "/token");
    asked.map(|request| request.form()["grant_type"].clone()).collect()
}
