//! A protected resource that challenges as RFC 9728 describes, and the authorization server that it names: it registers
//! clients, and checks the redirect URI, the proof of PKCE, the client and the resource of every request.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine};
use ring::digest::{SHA256, digest};
use serde_json::{Value, json};

use super::environment::TestEnv;
use super::issuer::{access_token, refresh_token, refusal};
use super::person::{Page, visit};
use super::process::{Call, Running};
use super::world::{Reply, Request, World};

/// The resource, and the host that its profile is named after.
pub const RESOURCE: &str = "https://mcp.example.com/mcp";
pub const HOST: &str = "mcp.example.com";
/// Its authorization server.
pub const ISSUER: &str = "https://auth.example.com";

/// The paths of their documents.
pub const RESOURCE_METADATA: &str = "/.well-known/oauth-protected-resource/mcp";
pub const SERVER_METADATA: &str = "/.well-known/oauth-authorization-server";

/// The registration's secrets.
pub const CLIENT_SECRET: &str = "ClientSecretCanary";
pub const REGISTRATION_TOKEN: &str = "RegistrationTokenCanary";

/// A code that the browser has got.
#[derive(Debug)]
struct Code {
    challenge: String,
    redirect_uri: String,
    client: String,
    resource: String,
}

/// What the two servers say, and what they have seen.
#[derive(Debug)]
pub struct State {
    /// The `WWW-Authenticate` header of the resource, and its status without a token.
    pub challenge: Option<String>,
    pub status: u16,
    /// The documents, by host and path.
    pub documents: BTreeMap<(String, String), Value>,
    /// The clients with their redirect URIs.
    pub clients: BTreeMap<String, Vec<String>>,
    /// Members of the response of a registration.
    pub registered: Value,
    /// The initial access token that a registration needs.
    pub initial_token: Option<&'static str>,
    pub registrations: u32,
    /// Replies for the next requests to a path of the authorization server.
    pub faults: Vec<(&'static str, Reply)>,
    codes: BTreeMap<String, Code>,
    pub lifetime: u32,
    pub given: u32,
    pub current: Option<u32>,
    pub revoked: Vec<String>,
    /// The scopes that the browser asked for.
    pub scopes: Vec<String>,
    /// Whether a device has been approved.
    pub approved: bool,
}

/// Both servers, shared by the test and its world.
#[derive(Clone)]
pub struct Resource(Arc<Mutex<State>>);

impl Resource {
    /// A resource with a challenge, whose server registers public clients.
    pub fn new() -> Self {
        let metadata = format!("https://{HOST}{RESOURCE_METADATA}");
        let documents = [
            ((HOST, RESOURCE_METADATA), resource_metadata()),
            (("auth.example.com", SERVER_METADATA), server_metadata()),
        ];
        let owned =
            |((host, path), document): ((&str, &str), Value)| ((host.to_owned(), path.to_owned()), document);
        Self(Arc::new(Mutex::new(State {
            challenge: Some(format!(r#"Bearer resource_metadata="{metadata}", scope="files""#)),
            status: 401,
            documents: documents.into_iter().map(owned).collect(),
            clients: BTreeMap::new(),
            registered: json!({}),
            initial_token: None,
            registrations: 0,
            faults: Vec::new(),
            codes: BTreeMap::new(),
            lifetime: 3600,
            given: 0,
            current: None,
            revoked: Vec::new(),
            scopes: Vec::new(),
            approved: false,
        })))
    }

    /// A world with nothing else in it.
    pub fn world(&self) -> World {
        let servers = self.clone();
        World::start(move |request| servers.with(|state| state.answer(request)))
    }

    /// As [`Self::world`], in which any other host answers 404.
    pub fn world_of_any_host(&self) -> World {
        let servers = self.clone();
        World::start(move |request| match request.host.as_str() {
            HOST | "auth.example.com" if request.path != "/x" => servers.with(|state| state.answer(request)),
            _ => Reply::empty(404),
        })
    }

    /// Reads or changes the state.
    pub fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.0.lock().unwrap())
    }

    /// Changes the metadata of the authorization server.
    pub fn server(&self, change: impl FnOnce(&mut Value)) {
        self.with(|state| change(state.document("auth.example.com", SERVER_METADATA)));
    }

    /// Changes the metadata of the resource.
    pub fn resource(&self, change: impl FnOnce(&mut Value)) {
        self.with(|state| change(state.document(HOST, RESOURCE_METADATA)));
    }

    /// Answers the next request to `path` of the authorization server with `reply`.
    pub fn fail(&self, path: &'static str, reply: Reply) {
        self.with(|state| state.faults.push((path, reply)));
    }
}

/// The metadata of the resource (RFC 9728 section 2).
pub fn resource_metadata() -> Value {
    json!({ "resource": RESOURCE, "authorization_servers": [ISSUER], "scopes_supported": ["files", "mail"] })
}

/// The metadata of the authorization server (RFC 8414 section 2).
pub fn server_metadata() -> Value {
    let at = |path: &str| format!("{ISSUER}{path}");
    json!({
        "issuer": ISSUER,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "revocation_endpoint": at("/revoke"),
        "registration_endpoint": at("/register"),
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["none", "client_secret_basic", "client_secret_post"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "scopes_supported": ["files", "mail", "offline_access"],
        "authorization_response_iss_parameter_supported": true,
    })
}

impl State {
    fn document(&mut self, host: &str, path: &str) -> &mut Value {
        self.documents.get_mut(&(host.to_owned(), path.to_owned())).expect("a document")
    }

    fn answer(&mut self, request: &Request) -> Reply {
        let (host, path) = (request.host.as_str(), request.path.as_str());
        if let Some(document) = self.documents.get(&(host.to_owned(), path.to_owned())) {
            assert_eq!((request.method.as_str(), request.header("authorization")), ("GET", None));
            return Reply::json(200, document.to_string());
        }
        if let Some(at) = self.faults.iter().position(|(known, _)| *known == path) {
            return self.faults.remove(at).1;
        }
        match (host, path) {
            (HOST, "/mcp" | "/mcp/tools" | "/") => self.use_resource(request),
            (_, path) if path.starts_with("/.well-known/") => Reply::empty(404),
            ("auth.example.com", "/register") => self.register(request),
            ("auth.example.com", "/token") => self.token(request),
            ("auth.example.com", "/device") => device(request),
            ("auth.example.com", "/revoke") => {
                self.revoked.push(request.form()["token"].clone());
                Reply::empty(200)
            }
            (_, "/authorize") => self.authorize(request),
            other => panic!("nothing is served at {other:?}"),
        }
    }

    fn use_resource(&self, request: &Request) -> Reply {
        let current = format!("Bearer {}", access_token(self.given));
        if request.header("authorization") == Some(&current) {
            return Reply::json(200, r#"{"tools":[]}"#);
        }
        let refused = Reply::json(self.status, r#"{"error":"unauthorized"}"#);
        match &self.challenge {
            Some(challenge) => refused.header("WWW-Authenticate", challenge),
            None => refused,
        }
    }

    fn register(&mut self, request: &Request) -> Reply {
        let expected = self.initial_token.map(|token| format!("Bearer {token}"));
        if request.header("authorization") != expected.as_deref() {
            return Reply::json(
                401,
                r#"{"error":"invalid_token","error_description":"no registration without a token"}"#,
            );
        }
        let asked = request.json();
        assert_eq!(asked["client_name"], "gettoken");
        assert_eq!(asked["application_type"], "native");
        assert_eq!(asked["response_types"], json!(["code"]));
        let uris = asked["redirect_uris"].as_array().expect("redirect URIs");
        let uris: Vec<String> = uris.iter().map(|uri| uri.as_str().unwrap().to_owned()).collect();
        self.registrations += 1;
        let id = format!("client-{}", self.registrations);
        self.clients.insert(id.clone(), uris);
        let mut answer = json!({
            "client_id": id,
            "registration_access_token": REGISTRATION_TOKEN,
            "registration_client_uri": format!("{ISSUER}/register/{id}"),
        });
        let more = self.registered.as_object().expect("members").clone();
        answer.as_object_mut().unwrap().extend(more);
        Reply::json(201, answer.to_string())
    }

    /// The redirect URIs of a client, whose port does not matter (RFC 8252 section 7.3).
    fn accepts(&self, client: &str, redirect_uri: &str) -> bool {
        let bare = |uri: &str| {
            let rest = uri.strip_prefix("http://127.0.0.1").expect("a loopback redirect URI");
            rest[rest.find('/').unwrap()..].to_owned()
        };
        let known = self.clients.get(client);
        known.is_some_and(|uris| uris.iter().any(|uri| bare(uri) == bare(redirect_uri)))
    }

    fn authorize(&mut self, request: &Request) -> Reply {
        let asked = request.query_map();
        assert_eq!(
            (asked["response_type"].as_str(), asked["code_challenge_method"].as_str()),
            ("code", "S256")
        );
        let (client, redirect_uri) = (asked["client_id"].clone(), asked["redirect_uri"].clone());
        if !self.accepts(&client, &redirect_uri) {
            return Reply::json(400, r#"{"error":"invalid_client"}"#);
        }
        self.scopes.push(asked.get("scope").cloned().unwrap_or_default());
        let code = format!("code-{}", self.codes.len() + 1);
        let location = format!("{redirect_uri}?code={code}&state={}&iss={ISSUER}", asked["state"]);
        let (challenge, resource) = (asked["code_challenge"].clone(), asked["resource"].clone());
        self.codes.insert(code, Code { challenge, redirect_uri, client, resource });
        Reply::empty(302).header("Location", &location)
    }

    fn token(&mut self, request: &Request) -> Reply {
        let form = request.form();
        let Some(client) = self.client(request, &form) else {
            return Reply::json(401, r#"{"error":"invalid_client","error_description":"unknown client"}"#);
        };
        assert_eq!(form.get("resource").map(String::as_str), Some(self.identifier().as_str()), "{form:?}");
        match form["grant_type"].as_str() {
            "authorization_code" => {
                let code = self.codes.remove(&form["code"]).expect("a code that is used once");
                let proof = BASE64_URL_SAFE_NO_PAD.encode(digest(&SHA256, form["code_verifier"].as_bytes()));
                assert_eq!(proof, code.challenge);
                assert_eq!((&form["redirect_uri"], &client), (&code.redirect_uri, &code.client));
                assert_eq!(form["resource"], code.resource);
                self.current = Some(1);
            }
            "refresh_token" => {
                if self.current.is_none_or(|number| form["refresh_token"] != refresh_token(number)) {
                    self.current = None;
                    return refusal("invalid_grant");
                }
                self.current = self.current.map(|number| number + 1);
            }
            "urn:ietf:params:oauth:grant-type:device_code" if self.approved => self.current = Some(1),
            "urn:ietf:params:oauth:grant-type:device_code" => return refusal("authorization_pending"),
            other => panic!("no such grant: {other}"),
        }
        self.give()
    }

    /// The identifier in the resource's metadata, or its URL.
    fn identifier(&self) -> String {
        let of_host = self.documents.iter().find(|((host, _), _)| host == HOST);
        let stated = of_host.and_then(|(_, document)| document["resource"].as_str());
        stated.unwrap_or(RESOURCE).to_owned()
    }

    /// The client of a token request, if it is known and has authenticated as it was registered.
    fn client(&self, request: &Request, form: &BTreeMap<String, String>) -> Option<String> {
        let basic = request.header("authorization").and_then(|header| header.strip_prefix("Basic "));
        let pair = basic.map(|basic| String::from_utf8(BASE64_STANDARD.decode(basic).unwrap()).unwrap());
        let (id, secret) = match &pair {
            Some(pair) => {
                pair.split_once(':').map(|(id, secret)| (id.to_owned(), Some(secret.to_owned())))?
            }
            None => (form.get("client_id")?.clone(), form.get("client_secret").cloned()),
        };
        let expected = self.registered.get("client_secret").and_then(Value::as_str);
        let is_right = !id.starts_with("client-") || secret.as_deref() == expected;
        (self.clients.contains_key(&id) && is_right).then_some(id)
    }

    fn give(&mut self) -> Reply {
        self.given += 1;
        let refresh = self.current.map(refresh_token);
        let (access, lifetime) = (access_token(self.given), self.lifetime);
        let answer = json!({
            "access_token": access, "token_type": "Bearer", "expires_in": lifetime, "refresh_token": refresh,
        });
        Reply::json(200, answer.to_string())
    }
}

fn device(request: &Request) -> Reply {
    assert_eq!(request.form()["resource"], RESOURCE);
    let answer = json!({
        "device_code": "device", "user_code": "WDJB-MJHT", "verification_uri": "https://auth.example.com/activate",
        "expires_in": 60, "interval": 1,
    });
    Reply::json(200, answer.to_string())
}

/// Prepares a login to the resource.
pub fn login(env: &TestEnv, world: &World, more: &[&str]) -> Call {
    env.gettoken(&["login", RESOURCE]).args(more).through(world)
}

/// Opens the URL that a login prints, and follows the redirect.
#[track_caller]
pub fn agree(world: &World, login: &Running) -> Page {
    let sent_back = browse(world, &super::person::address(login));
    assert_eq!(sent_back.status, 302, "{sent_back:?}");
    visit(sent_back.header("location").expect("a redirect says where"))
}

/// Opens the page of the authorization server, which the browser reaches without TLS.
#[track_caller]
pub fn browse(world: &World, address: &str) -> Page {
    let rest = address.strip_prefix(ISSUER).unwrap_or_else(|| panic!("not at {ISSUER}: {address}"));
    visit(&format!("http://{}{rest}", world.http_addr()))
}

/// Logs in to the end.
#[track_caller]
pub fn logged_in(env: &TestEnv, world: &World, more: &[&str]) -> String {
    let login = login(env, world, more).spawn();
    agree(world, &login);
    let outcome = login.wait();
    let stderr = outcome.stderr.clone();
    outcome.success();
    stderr
}

/// The paths of all requests with their hosts, in order.
pub fn asked(world: &World) -> Vec<String> {
    world.requests().into_iter().map(|request| format!("{}{}", request.host, request.path)).collect()
}
