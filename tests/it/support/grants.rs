//! A login at a vendor, from the authorization URL to the second token. Each request must have exactly the
//! expected fields.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use ring::digest::{SHA256, digest};

use super::environment::TestEnv;
use super::person::{Talk, callback, query};
use super::request::fields;
use super::world::{Reply, Request, World};

/// Which part of a request has the fields.
#[derive(Clone, Copy, PartialEq)]
pub enum Place {
    Form,
    Json,
    Query,
}

/// The fields that must be sent.
pub type Fields = &'static [(&'static str, &'static str)];

/// A vendor: the requests it must receive and the responses it sends.
pub struct Vendor {
    /// The provider and its flags.
    pub call: &'static str,
    /// The authorization URL, and its parameters besides state, challenge and redirect URI.
    pub authorize: (&'static str, Fields),
    pub pkce: bool,
    /// The redirect URI that the definition or the call sets; otherwise it is on loopback.
    pub redirect: Option<&'static str>,
    /// The parameter of the callback that contains the code.
    pub code: &'static str,
    pub place: Place,
    /// Whether the credentials are sent with Basic authentication (RFC 7617).
    pub basic: bool,
    /// The URL that exchanges the code, and its fields besides the code verifier and the redirect URI.
    pub exchange: (&'static str, Fields),
    /// Whether the exchange repeats the redirect URI.
    pub repeats: bool,
    pub answer: &'static str,
    pub refresh: (&'static str, Fields),
    pub next: &'static str,
}

/// The fields of a request, all of them where the vendor expects them.
#[track_caller]
fn sent(request: &Request, vendor: &Vendor) -> BTreeMap<String, String> {
    let place = vendor.place;
    let method = if place == Place::Query { "GET" } else { "POST" };
    assert_eq!(request.method, method);
    // Base64 of id:secret.
    assert_eq!(request.header("authorization"), vendor.basic.then_some("Basic aWQ6c2VjcmV0"));
    // Gitee refuses requests without a User-Agent.
    assert!(request.header("user-agent").is_some());
    if place != Place::Query {
        assert!(request.query.is_empty(), "{request:?}");
    }
    match place {
        Place::Form => request.form(),
        Place::Query => request.query_map(),
        Place::Json => {
            let text = |value: &serde_json::Value| value.as_str().expect("fields are text").to_owned();
            let body = request.json();
            body.as_object().unwrap().iter().map(|(name, value)| (name.clone(), text(value))).collect()
        }
    }
}

fn url(request: &Request) -> String {
    format!("{}://{}{}", request.scheme, request.host, request.path)
}

/// Logs in, gets the token, refreshes it, and checks every request.
pub fn play(vendor: &Vendor) {
    let answers = [vendor.answer, vendor.next];
    let next = AtomicUsize::new(0);
    let env = TestEnv::new();
    let world = World::start(move |request| reply(request, answers[next.fetch_add(1, Ordering::SeqCst)]));
    env.write("secret", "secret\n");
    let flags = format!("{} --client-id id --client-secret-file secret", vendor.call);
    let mut talk = Talk::start(&env, &world, &format!("login {flags} --no-browser"));
    let address = talk.address();
    let mut parameters = query(&address);
    assert_eq!(address.split_once('?').unwrap().0, vendor.authorize.0);
    let redirect_uri = parameters.remove("redirect_uri").unwrap();
    match vendor.redirect {
        Some(expected) => assert_eq!(redirect_uri, expected),
        None => assert!(is_loopback(&redirect_uri), "{redirect_uri}"),
    }
    assert!(parameters.remove("state").is_some_and(|state| state.len() >= 22));
    let asks_for_id_token =
        parameters.get("scope").is_some_and(|scope| scope.split(' ').any(|it| it == "openid"));
    assert_eq!(parameters.remove("nonce").is_some(), asks_for_id_token);
    let challenge = parameters.remove("code_challenge");
    assert_eq!(parameters.remove("code_challenge_method").as_deref(), vendor.pkce.then_some("S256"));
    assert_eq!(parameters, fields(vendor.authorize.1));

    talk.say(&callback(&address, &[(vendor.code, "the-code")]));
    assert_eq!(talk.end().success(), "");
    let request = world.request();
    assert_eq!(url(&request), vendor.exchange.0);
    let mut form = sent(&request, vendor);
    let hash = form.remove("code_verifier").map(|verifier| digest(&SHA256, verifier.as_bytes()));
    assert_eq!(hash.map(|hash| BASE64_URL_SAFE_NO_PAD.encode(hash)), challenge);
    assert_eq!(form.remove("redirect_uri"), vendor.repeats.then_some(redirect_uri));
    assert_eq!(form, fields(vendor.exchange.1));

    let args: Vec<&str> = flags.split(' ').chain(["--grant", "user", "-o", "token"]).collect();
    let token = || env.gettoken(&args).through(&world);
    assert_eq!(token().run().success(), "first\n");
    assert_eq!(world.requests().len(), 1);
    assert_eq!(token().arg("--rejected").stdin("first\n").run().success(), "second\n");
    let request = world.requests().pop().unwrap();
    assert_eq!(url(&request), vendor.refresh.0);
    assert_eq!(sent(&request, vendor), fields(vendor.refresh.1));
    assert_eq!(token().run().success(), "second\n");
    assert_eq!(world.requests().len(), 2);
}

fn is_loopback(uri: &str) -> bool {
    let port = uri.rsplit_once(':').map_or("", |(_, rest)| rest);
    let port = port.strip_suffix("/callback").unwrap_or(port);
    (uri.starts_with("http://127.0.0.1:") || uri.starts_with("http://localhost:"))
        && port.parse::<u16>().is_ok_and(|port| port > 0)
}

/// GitHub answers form-encoded unless the request accepts JSON.
fn reply(request: &Request, body: &'static str) -> Reply {
    if request.host == "github.com" && request.header("accept") != Some("application/json") {
        return Reply::empty(200).body("access_token=first&scope=&token_type=bearer");
    }
    Reply::json(200, body)
}

const STANDARD: Fields = &[
    ("client_id", "id"),
    ("client_secret", "secret"),
    ("code", "the-code"),
    ("grant_type", "authorization_code"),
];
const STANDARD_REFRESH: Fields = &[
    ("client_id", "id"),
    ("client_secret", "secret"),
    ("grant_type", "refresh_token"),
    ("refresh_token", "refresh"),
];
const BEARER: &str =
    r#"{"access_token":"first","token_type":"Bearer","expires_in":3599,"refresh_token":"refresh"}"#;
const NEXT: &str = r#"{"access_token":"second","token_type":"Bearer","expires_in":3599}"#;

/// A vendor that follows the standard and has one token endpoint.
pub fn standard(call: &'static str, authorize: (&'static str, Fields), token: &'static str) -> Vendor {
    Vendor {
        call,
        authorize,
        pkce: true,
        redirect: None,
        code: "code",
        place: Place::Form,
        basic: false,
        exchange: (token, STANDARD),
        repeats: true,
        answer: BEARER,
        refresh: (token, STANDARD_REFRESH),
        next: NEXT,
    }
}

/// The same vendor, if the credentials are in a header.
pub fn in_header(vendor: Vendor) -> Vendor {
    Vendor {
        basic: true,
        exchange: (vendor.exchange.0, &[("code", "the-code"), ("grant_type", "authorization_code")]),
        refresh: (vendor.refresh.0, &[("grant_type", "refresh_token"), ("refresh_token", "refresh")]),
        ..vendor
    }
}
