//! The checks of the fuzzer, one function for each target. Each takes untrusted input and asserts what must be
//! true of any input. The program's internal modules are visible only with `--cfg fuzzing`, which `run.sh` sets.
//!
//! `harmless` has its own list of unsafe characters, independent of the one in `sanitize`.

mod files;
mod keys;
mod metadata;
mod resource;
mod shared;
mod words;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::LazyLock;
use std::time::Duration;

use chrono::{DateTime, TimeDelta};

pub use files::{config, definition, entry};
pub use keys::{credential, import, jwt, signing_key};
pub use metadata::metadata;
pub use resource::resource;
pub use shared::shared;
pub use words::{callback, decoding, render_all, times, url, words};

use gettoken::internals::error::{Error, Kind};
use gettoken::internals::http::{JsonField, Payload, Request, Response, check_url};
use gettoken::internals::message::Message;
use gettoken::internals::oauth::flow::{
    Action, AuthorizationCode, ClientCredentials, DeviceCode, Driver, Flow, Memory, Refresh, Started,
};
use gettoken::internals::oauth::response::{Reading, TokenResponse};
use gettoken::internals::output::claims::Stated;
use gettoken::internals::output::{API_VERSIONS, Answer, ApiServer, Format, render};
use gettoken::internals::provider::builtin::DEFINITIONS;
use gettoken::internals::provider::{Api, Catalog, ErrorScope, Pointer, Provider};
use gettoken::internals::sanitize::Scrubber;
use gettoken::internals::secret::Secret;
use gettoken::internals::settings::{self, Settings, TokenOwner};
use gettoken::internals::store::{Entry, UnknownMembers};
use gettoken::internals::token::{Timestamp, Token};

/// The value of every secret of the client. A server may echo it anywhere; it must never be shown.
const CANARY: &str = "s3cret-canary+/~1";
const DAY: i64 = 86_400;
/// Limit for the lifetime of a token and for the wait that an error asks for, in seconds.
const LONGEST_LIFE: i64 = 400 * DAY;
const LONGEST_TOKEN: usize = 64 * 1024;

/// The time of every request: 14 November 2023.
fn now() -> Timestamp {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(1_700_000_000)
}

/// A built-in definition and its settings, with the values of its examples, for both token owners.
struct Builtin {
    provider: Provider,
    application: Settings,
    person: Settings,
}

static BUILTINS: LazyLock<Vec<Builtin>> = LazyLock::new(|| {
    let catalog = Catalog::builtin();
    let find = |name| catalog.find(name).unwrap_or_else(|error| panic!("{}", error.for_people())).0;
    DEFINITIONS.iter().map(|definition| with_settings(find(definition.name))).collect()
});

fn with_settings(provider: Provider) -> Builtin {
    let settings = |owner| {
        let given = values(&provider, "x.example");
        settings::for_example(&provider, &given, owner)
            .unwrap_or_else(|error| panic!("{}", error.for_people()))
    };
    Builtin { application: settings(TokenOwner::Application), person: settings(TokenOwner::Person), provider }
}

/// Values for all variables that `provider` needs: from its examples, else `value`.
fn values(provider: &Provider, value: &str) -> BTreeMap<String, String> {
    let mut values: BTreeMap<String, String> =
        [("client-id", "an-id"), ("client-secret", CANARY)].map(|(k, v)| (k.into(), v.into())).into();
    let needed = provider.vars.iter().filter(|(_, variable)| variable.required || variable.default.is_none());
    for (name, variable) in needed {
        let example = provider.examples.iter().find_map(|example| example.given.get(name));
        let choice = variable.choices.keys().next();
        values.insert(name.clone(), example.or(choice).map_or(value, String::as_str).to_owned());
    }
    values
}

/// The built-in definition that a byte of the input selects.
fn builtin(number: u8) -> &'static Builtin {
    &BUILTINS[usize::from(number) % BUILTINS.len()]
}

/// Target: any response to any request of any built-in definition. The first byte selects the definition,
/// the second the flow; the rest is a response as in [`response`].
pub fn reply(data: &[u8]) {
    let [number, flow, rest @ ..] = data else { return };
    let (known, response) = (builtin(*number), response(rest));
    let success = (200..300).contains(&response.status);
    let secret_sent = Cell::new(false);
    // Polling needs a device code first; only the responses after it come from the input.
    let begun = Cell::new(flow % 6 != 4);
    let send = |request: &Request| {
        secret_sent.set(secret_sent.get() || sends_secret(request));
        Ok(if begun.replace(true) { response.clone() } else { device_code(&known.provider) })
    };
    let code = known.provider.authorize.as_ref().map_or("code", |table| table.code.as_str());
    let visited = Cell::new(false);
    let secret = Secret::new(CANARY);
    let (settings, time) = (if flow % 6 == 0 { &known.application } else { &known.person }, Cell::new(now()));
    let flow: &mut dyn Flow = match flow % 6 {
        0 => &mut ClientCredentials::default(),
        1 => &mut Refresh { refresh_token: &secret, scope: Some("a b") },
        2 => match AuthorizationCode::new("http://localhost/".to_owned(), &|| Ok(Secret::new("state"))) {
            Ok(flow) => &mut { flow },
            Err(error) => panic!("{error}"),
        },
        3 | 4 => &mut DeviceCode::default(),
        _ => return check_api(&known.provider, &response),
    };
    let driver = Driver {
        settings,
        read: Box::new(|_| Ok(Some(Secret::new(CANARY)))),
        send: Box::new(send),
        sign: Box::new(|_, _| Ok(vec![0; 64])),
        clock: &|| time.get(),
        random: &|| Ok(Secret::new("state")),
        // Time passes, so that endless polling ends when the code expires.
        wait: &|pause| {
            check_pause(pause);
            time.set(time.get() + TimeDelta::days(1));
        },
        person: &|action| match action {
            // The person visits once: if the flow rejects that callback, no other comes.
            Action::Visit { .. } if visited.replace(true) => {
                Err(Error::new(Kind::Login, Message::text("no other callback")))
            }
            Action::Visit { .. } => Ok(Some(Secret::new(format!("state=state&{code}={CANARY}")))),
            Action::TypeCode(started) => {
                check_started(&started);
                Ok(None)
            }
        },
        memory: Rc::<Memory>::default(),
    };
    let answer = driver.run(flow, || Ok(())).map(|(answer, ())| answer);
    match answer.and_then(TokenResponse::report) {
        Ok(token) => {
            assert!(success, "a token with HTTP {}", response.status);
            check_codes(&known.provider, &response);
            check_token(&token, time.get());
        }
        Err(error) => {
            use Kind::{Answer, Busy, Config, Login, Refused};
            assert!([Answer, Busy, Config, Login, Refused].contains(&error.kind()), "{error:?}");
            check_error(&error);
            let (people, programs) = (error.for_people(), error.for_programs());
            assert!(!secret_sent.get() || !people.contains(CANARY) && !programs.contains(CANARY), "{people}");
        }
    }
}

/// A response with a device code, for a definition that reads it from the body.
fn device_code(provider: &Provider) -> Response {
    let places = &provider.device_reply;
    let fields = [
        (&places.device_code, CANARY),
        (&places.user_code, "CODE"),
        (&places.verification_uri, "https://a.example"),
    ];
    let mut body = serde_json::Map::new();
    for (places, value) in fields {
        if let Some(Pointer::Body(pointer)) = places.0.first() {
            body.insert(pointer.trim_start_matches('/').to_owned(), value.into());
        }
    }
    let body = Secret::new(serde_json::Value::Object(body).to_string());
    Response { status: 200, headers: Vec::new(), body, cut: None }
}

/// Reads `response` as that of a token endpoint.
fn token(provider: &Provider, endpoint: ErrorScope, response: &Response) -> TokenResponse {
    reading(provider, response, &Scrubber::default()).token(endpoint)
}

/// Reads `response` as one that arrived without delay.
fn reading<'a>(provider: &'a Provider, response: &'a Response, scrubber: &'a Scrubber) -> Reading<'a> {
    Reading::new(provider, response, now(), now(), scrubber)
}

/// Parses a response: a line with the status, header lines, an empty line, the body. As in
/// [`gettoken::internals::http`], header names are in lower case and values are visible ASCII.
fn response(data: &[u8]) -> Response {
    let (head, body) = match data.windows(2).position(|pair| pair == b"\n\n") {
        Some(end) => (&data[..end], &data[end + 2..]),
        None => (&b"200"[..], data),
    };
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.parse().ok()).filter(|status| (200..600).contains(status));
    let plain = |value: &str| value.bytes().all(|byte| byte == b'\t' || (0x20..0x7f).contains(&byte));
    let headers = lines.filter_map(|line| line.split_once(':')).filter(|(_, value)| plain(value));
    let head = Response {
        status: status.unwrap_or(200),
        headers: headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect(),
        body: Secret::new(""),
        cut: None,
    };
    // In the charset of its media type.
    Response { body: Secret::new(head.text(body.to_vec())), ..head }
}

/// Whether the request contains the secret, so that the server can echo it.
fn sends_secret(request: &Request) -> bool {
    let contains = |value: &Secret| value.expose().contains(CANARY);
    let in_body = match &request.body {
        Payload::Form(fields) => fields.iter().any(|(_, value)| contains(value)),
        Payload::Json(fields) => {
            fields.iter().any(|(_, value)| matches!(value, JsonField::Text(value) if contains(value)))
        }
        Payload::None | Payload::Raw(..) => false,
    };
    let in_header = |(name, value): &(String, Secret)| name == "authorization" || contains(value);
    in_body || request.query.iter().any(|(_, value)| contains(value)) || request.headers.iter().any(in_header)
}

fn check_api(provider: &Provider, response: &Response) {
    let scrubber = Scrubber::default();
    let reading = reading(provider, response, &scrubber);
    match reading.refusal(ErrorScope::Api) {
        Some(refusal) => check_error(&reading.error(refusal)),
        None => assert!((200..300).contains(&response.status), "HTTP {} is no refusal", response.status),
    }
    check_step_up(&reading);
    check_claims(provider, response);
}

/// What another login must ask for goes into a command that a person types into a shell.
fn check_step_up(reading: &Reading) {
    let Some(step_up) = reading.step_up() else { return };
    // It is put into single quotes.
    let is_safe = |byte: u8| byte == b' ' || byte.is_ascii_graphic() && !b"'`\\".contains(&byte);
    let is_plain =
        |text: &String| text.bytes().all(is_safe) && text.split(' ').all(|it| !it.starts_with('-'));
    assert!(step_up.scope.iter().chain(&step_up.acr_values).all(is_plain), "{step_up:?}");
}

/// Claims never contain what the server was sent, and are one line each for people and one for programs.
fn check_claims(provider: &Provider, response: &Response) {
    let secret = Secret::new(CANARY);
    let scrubber = Scrubber::new([&secret]);
    let reading = reading(provider, response, &scrubber);
    let claims = match reading.claims(ErrorScope::Api) {
        Ok(claims) => claims,
        Err(error) => return check_error(&error),
    };
    let members = &claims.members;
    let signature = claims.jwt.as_ref().map(|_| "not checked");
    let stated = Stated { profile: "p", provider: "q", claims: members, signature, now: now() };
    let (text, object) = (stated.lines("sub"), stated.userinfo());
    assert_eq!(text.lines().count(), members.len() + usize::from(claims.jwt.is_some()), "{text:?}");
    assert!(text.lines().all(harmless) && harmless(object.trim_end_matches('\n')), "{text:?}");
    let read: serde_json::Value = serde_json::from_str(&object).expect("a JSON object");
    assert_eq!(read["claims"].as_object(), Some(members));
}

/// A vendor's error code is an error, even beside a token.
fn check_codes(provider: &Provider, response: &Response) {
    for code in reading(provider, response, &Scrubber::default()).codes() {
        assert!(code.is_empty() || provider.errors.ok.contains(&code), "a token beside the code {code:?}");
    }
}

fn check_started(started: &Started) {
    let uris = [Some(&started.verification_uri), started.verification_uri_complete.as_ref()];
    for uri in uris.into_iter().flatten() {
        assert!(harmless(uri) && check_url(uri).is_ok(), "{uri:?}");
    }
    assert!(harmless(&started.user_code) && !started.user_code.is_empty(), "{:?}", started.user_code);
    check_pause(started.interval);
    assert!(started.lifetime.as_secs() <= DAY.unsigned_abs(), "{:?}", started.lifetime);
}

/// The pause between two polls: between one second and one day.
fn check_pause(pause: Duration) {
    assert!((1..=DAY.unsigned_abs()).contains(&pause.as_secs()), "{pause:?}");
}

/// An accepted token fits into a header, survives a round trip through the store, and can be shown.
fn check_token(token: &Token, asked_at: Timestamp) {
    check_parts(token);
    assert_eq!(token.issued_at, asked_at);
    assert!(token.token_type.eq_ignore_ascii_case("bearer"), "{:?}", token.token_type);
    assert!(token.lifetime().is_none_or(|life| life > TimeDelta::zero()), "{:?}", token.expires_at);
    let entry = Entry {
        profile: "p".into(),
        provider: "q".into(),
        stored_at: now(),
        forced: false,
        replacement: false,
        session: token.refresh_token.is_some(),
        client_id: None,
        server: None,
        asked_scope: None,
        asked_resource: Vec::new(),
        login: None,
        replaces: None,
        issuer: None,
        client: None,
        generation: None,
        confirmed_at: None,
        token: token.clone(),
        rest: UnknownMembers::default(),
    };
    let read = Entry::parse("key", entry.text("key").expose()).expect("what is written can be read");
    assert_eq!(read.token, *token);
    check_output(token);
}

/// Invariants of every token, from a server or from the disk.
fn check_parts(token: &Token) {
    let carried = |text: &str| {
        !text.is_empty()
            && text.len() <= LONGEST_TOKEN
            && text.bytes().all(|byte| (0x21..=0x7e).contains(&byte))
    };
    assert!(carried(token.access_token.expose()), "{:?}", token.access_token.expose());
    assert!(token.refresh_token.as_ref().is_none_or(|token| carried(token.expose())));
    for text in [Some(&token.token_type), token.scope.as_ref(), token.account.as_ref()].into_iter().flatten()
    {
        assert!(harmless(text), "{text:?}");
    }
    let life = token.lifetime().map(|life| life.num_seconds());
    assert!(life.is_none_or(|life| (0..=LONGEST_LIFE).contains(&life)), "{life:?}");
}

/// The token in every output format: lines without unsafe characters.
fn check_output(token: &Token) {
    for format in Format::all() {
        if let Some(text) = output(&format, token, "me", "Bearer ") {
            assert!(text.ends_with('\n') && text.split('\n').all(harmless), "{format:?}: {text:?}");
        }
    }
}

/// Renders the token in `format`; `None` if the format cannot represent it.
fn output(format: &Format, token: &Token, user: &str, prefix: &str) -> Option<String> {
    placed(format, token, user, &Api { prefix: prefix.into(), ..Api::default() })
}

/// A token without special characters.
fn plain_token() -> Token {
    Token {
        id_token: None,
        access_token: Secret::new("t0ken"),
        token_type: "Bearer".into(),
        issued_token_type: None,
        api_base: None,
        scope: None,
        refresh_token: None,
        refresh_expires_at: None,
        account: None,
        issued_at: now(),
        expires_at: None,
    }
}

/// As [`output`], where `api` says how a request carries the token.
fn placed(format: &Format, token: &Token, user: &str, api: &Api) -> Option<String> {
    let answer = Answer {
        profile: "p",
        provider: "q",
        token,
        from_cache: false,
        api,
        headers: api
            .headers
            .iter()
            .filter_map(|(name, text)| Some((name.clone(), text.fill(|_| None)?)))
            .collect(),
        env_name: None,
        user: Some(user),
        server: Some(ApiServer { url: "https://a.example".into(), host: "a.example".into() }),
        exec_api: API_VERSIONS[0],
        now: now(),
    };
    match render(format, &answer) {
        Ok(text) => Some(text.expose().to_owned()),
        Err(error) => {
            assert!([Kind::Answer, Kind::Usage].contains(&error.kind()), "{error:?}");
            check_error(&error);
            None
        }
    }
}

/// An error as printed on stderr: no control characters, only the expected lines, not too long.
fn check_error(error: &Error) {
    assert!(harmless(&error.to_string()), "{error}");
    let people = error.for_people();
    assert!(people.starts_with("gettoken: error: ") && people.split('\n').all(harmless), "{people:?}");
    assert!(people.len() < 100_000, "{} bytes", people.len());
    for line in people.lines().skip(1).filter(|line| !line.is_empty()) {
        let ours = ["hint: ", "request id: ", "retry after: "];
        assert!(
            error.hints().iter().any(|hint| hint.english().contains('\n'))
                || ours.iter().any(|word| line.starts_with(word)),
            "{people}"
        );
    }
    let programs = error.for_programs();
    assert!(programs.split_once('\n').is_some_and(|(line, rest)| harmless(line) && rest.is_empty()));
    assert!(serde_json::from_str::<serde_json::Value>(&programs).is_ok(), "{programs}");
    let wait = error.retry_after().unwrap_or_default();
    assert!(wait.as_secs() <= LONGEST_LIFE.unsigned_abs(), "{wait:?}");
}

/// Whether `text` has no control, bidirectional or invisible characters.
fn harmless(text: &str) -> bool {
    let hidden = [
        0x00ad..=0x00ad,
        0x061c..=0x061c,
        0x180e..=0x180e,
        0x200b..=0x200f,
        0x2028..=0x202e,
        0x2060..=0x206f,
        0xfeff..=0xfeff,
        0xfff9..=0xfffb,
        0xe0000..=0xe007f_u32,
    ];
    let harmless = |char: char| {
        let code = u32::from(char);
        code >= 0x20 && !(0x7f..=0x9f).contains(&code) && !hidden.iter().any(|range| range.contains(&code))
    };
    text.chars().all(harmless)
}
