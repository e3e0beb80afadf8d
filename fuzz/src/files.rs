//! Files that may be broken or hostile: definitions, the config file, cache entries.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;

use serde_json::Value;

use super::{
    CANARY, check_error, check_output, check_parts, harmless, now, output, placed, plain_token, token, values,
};
use gettoken::internals::cli::{EarlyArgs, Fetch};
use gettoken::internals::config::Config;
use gettoken::internals::crypto::sha256;
use gettoken::internals::error::{Error, Kind};
use gettoken::internals::http::{Payload, Request, Response, host_of, shown_url};
use gettoken::internals::oauth::flow::api::ApiCall;
use gettoken::internals::oauth::flow::{self, FlowValues};
use gettoken::internals::output::Format;
use gettoken::internals::provider::{Catalog, DefinitionText, ErrorScope, Example, Provider, RequestKind};
use gettoken::internals::secret::Secret;
use gettoken::internals::secret_source::SecretSource;
use gettoken::internals::settings::{self, ConfigDir, Environment, Settings, TokenOwner};
use gettoken::internals::store::{Entry, NegativeEntry};
use gettoken::internals::template::Template;
use gettoken::internals::token::Token;

/// All requests that a definition can describe.
const REQUESTS: [RequestKind; 10] = [
    RequestKind::Authorize,
    RequestKind::AuthorizationCode,
    RequestKind::ClientCredentials,
    RequestKind::Device,
    RequestKind::DeviceCode,
    RequestKind::Refresh,
    RequestKind::Renew,
    RequestKind::Revoke,
    RequestKind::Introspect,
    RequestKind::Userinfo,
];

/// Target: a user's definition. The first line is the value of every variable, which may be untrusted; the
/// rest is the file.
pub fn definition(text: &str) {
    let (value, text) = text.split_once('\n').unwrap_or(("v", text));
    let found = DefinitionText {
        name: "own".to_owned(),
        text: text.to_owned().into(),
        file: Some("/own.toml".into()),
    };
    match Catalog::builtin().complete(&found) {
        Err(error) => check_file_error(&error, "/own.toml", text),
        Ok(provider) => {
            assert!(provider.problems().is_empty());
            for owner in [TokenOwner::Application, TokenOwner::Person] {
                check_requests(&provider, owner, value, [value, text].concat().contains("s3cret"));
            }
            for example in &provider.examples {
                check_example(&provider, example);
            }
            check_placement(&provider);
        }
    }
}

/// Every request of `provider`, with a hostile value for every variable.
fn check_requests(provider: &Provider, owner: TokenOwner, value: &str, names_canary: bool) {
    let mut given = values(provider, value);
    for name in ["client-id", "scope", "audience", "resource"] {
        given.insert(name.to_owned(), value.to_owned());
    }
    let settings = match settings::for_example(provider, &given, owner) {
        Ok(settings) => settings,
        Err(error) => return check_error(&error),
    };
    assert_eq!(settings.key(), settings.clone().key());
    for call in REQUESTS {
        let flow = ["client-secret", "code", "code-verifier", "device-code", "refresh-token", "token"];
        let flow = flow.map(|name| (name, CANARY)).into_iter();
        let flow = flow.chain([("redirect-uri", "http://localhost/"), ("state", "s")]);
        let secrets: FlowValues = flow.map(|(name, value)| (name.to_owned(), Secret::new(value))).collect();
        match flow::request(&settings, call, &secrets, now()) {
            Ok(request) => check_request(&settings, call, &request, names_canary),
            Err(error) => check_error(&error),
        }
    }
    check_call(&settings, names_canary);
}

/// A call of the API: no secret is sent, however it is signed, and it goes where the user sends it.
fn check_call(settings: &Settings, names_canary: bool) {
    let secrets: FlowValues = [("client-secret".to_owned(), Secret::new(CANARY))].into();
    let (token, random) = (plain_token(), || Ok(Secret::new("random")));
    let (token, credentials) = (&token, &secrets);
    let sign = |_: &[u8]| Ok(b"signature".to_vec());
    let call =
        ApiCall { settings, token, credentials, nonce: None, now: now(), random: &random, sign: &sign };
    for (method, body) in
        [("GET", Payload::None), ("POST", Payload::Raw("application/json".into(), b"{}".to_vec()))]
    {
        let (url, headers) = ("https://api.example/a?b=c".to_owned(), Vec::new());
        match call.complete(Request { method: method.into(), url, query: Vec::new(), headers, body }) {
            Ok(request) => {
                assert_eq!(host_of(&request.url).as_deref(), Some("api.example"));
                let mut values = request.query.iter().chain(&request.headers).map(|(_, value)| value);
                assert!(names_canary || values.all(|value| !value.expose().contains(CANARY)), "{request:?}");
            }
            Err(error) => check_error(&error),
        }
    }
}

fn check_request(settings: &Settings, call: RequestKind, request: &Request, names_canary: bool) {
    assert!(names_canary || !request.url.contains(CANARY), "{}", request.url);
    assert!(names_canary || !format!("{request:?}").contains(CANARY), "{request:?}");
    assert!(harmless(&shown_url(&request.url)));
    let provider = &settings.provider;
    let template = match call {
        RequestKind::Authorize => provider.authorize.as_ref().map(|table| &table.url),
        RequestKind::AuthorizationCode => provider.authorization_code.as_ref().map(|call| &call.url),
        RequestKind::ClientCredentials => provider.client_credentials.as_ref().map(|call| &call.url),
        RequestKind::Device => provider.device.as_ref().map(|call| &call.url),
        RequestKind::DeviceCode => provider.device_code.as_ref().map(|call| &call.url),
        RequestKind::Refresh => provider.refresh.as_ref().map(|call| &call.url),
        RequestKind::Renew => provider.renew.as_ref().map(|call| &call.url),
        RequestKind::Revoke => provider.revoke.as_ref().map(|call| &call.url),
        RequestKind::Introspect => provider.introspect.as_ref().map(|call| &call.url),
        RequestKind::Userinfo => provider.userinfo.as_ref().map(|call| &call.url),
    };
    check_host(template.expect("there is a request"), &request.url);
}

/// If the template has a fixed host, it is the host of the request.
fn check_host(template: &Template, url: &str) {
    let text = template.to_string().replace("{{", "\0");
    let fixed = text.split('{').next().unwrap_or_default().replace('\0', "{");
    let Some((scheme, rest)) = fixed.split_once("://") else { return };
    if let Some(end) = rest.find(['/', '?', '#']) {
        assert!(url.starts_with(&format!("{scheme}://{}", &rest[..end])), "{url}");
        let host = host_of(url);
        assert!(host.is_none() || host == host_of(&format!("{scheme}://{}/", &rest[..end])), "{url}");
    }
}

/// The token is placed in a single line of output, and each further header in another.
fn check_placement(provider: &Provider) {
    let api = &provider.api;
    for format in ["curl", "header"] {
        match placed(&format_named(format), &plain_token(), "me", api) {
            Some(text) => {
                let lines = text.strip_suffix('\n').expect("a line");
                // The token's, and one for each further header.
                let most = 1 + api.headers.len();
                assert!(lines.split('\n').count() <= most && lines.split('\n').all(harmless), "{text:?}");
            }
            None => {
                let is_outside = api.body.is_some() || api.signature.is_some();
                assert!(is_outside || api.query.is_some() && format == "header", "{api:?}");
            }
        }
    }
}

/// The format called `name`.
fn format_named(name: &str) -> Format {
    name.parse().expect("a format")
}

/// Reads the response of an example with the rules of its definition.
fn check_example(provider: &Provider, example: &Example) {
    let headers = example.answer.headers.iter();
    let response = Response {
        status: example.answer.status.unwrap_or(200),
        headers: headers.map(|(name, value)| (name.to_ascii_lowercase(), value.clone())).collect(),
        body: Secret::new(example.answer.body.clone()),
        cut: None,
    };
    for endpoint in [ErrorScope::Token, ErrorScope::User] {
        match token(provider, endpoint, &response).report() {
            Ok(token) => check_parts(&token),
            Err(error) => check_error(&error),
        }
    }
}

/// Target: the config file. An error names the line and never contains a secret.
pub fn config(text: &str) {
    match Config::parse(Path::new("config.toml"), text.to_owned()) {
        Err(error) => {
            check_file_error(&error, "config.toml", text);
            for secret in secrets_of(text) {
                assert!(!error.for_people().contains(&secret), "{secret:?} in {}", error.for_people());
            }
        }
        Ok(config) => check_config(config, text),
    }
}

fn check_config(mut config: Config, text: &str) {
    // A path that cannot exist: nothing is read from the disk.
    config.path = "/dev/null/config.toml".into();
    // A profile parsed alone equals the one parsed with the whole file.
    if let Ok(all) = config.all() {
        assert_eq!(config.names().unwrap_or_default(), all.keys().cloned().collect());
        for (name, profile) in &all {
            let by_itself = config.profile(name).expect("the whole file is valid").expect("it exists");
            assert_eq!(format!("{profile:?}"), format!("{by_itself:?}"));
        }
    }
    let mut words = Vec::new();
    for name in config.names().unwrap_or_default() {
        check_file_error(&config.wrong("profiles", &name, "wrong"), "config.toml", text);
        // Other secret sources would read files or environment variables of this machine.
        if let Ok(Some(profile)) = config.profile(&name)
            && matches!(profile.client_secret, None | Some(SecretSource::Inline(_)))
        {
            words.push(name);
        }
    }
    let args = ["gettoken", "--config-dir=/dev/null"].map(OsString::from);
    let early = EarlyArgs::read(&args);
    let mut home = ConfigDir::without_config(&early, Environment::empty());
    (home.config, home.catalog) = (config, Catalog::builtin());
    for word in words.into_iter().take(4) {
        let fetch = Fetch { profile: word, ..Fetch::default() };
        match home.resolve(fetch, &mut Vec::new()) {
            Ok((settings, _)) => assert!(text.contains(CANARY) || !format!("{settings:?}").contains(CANARY)),
            Err(error) => check_error(&error),
        }
    }
}

/// Values of a config file that may be secrets, and are too long to occur in a message by chance.
fn secrets_of(text: &str) -> Vec<String> {
    let Ok(table) = text.parse::<toml::Table>() else { return Vec::new() };
    let mut found = Vec::new();
    for profile in table.get("profiles").and_then(toml::Value::as_table).into_iter().flatten() {
        for (key, value) in profile.1.as_table().into_iter().flatten() {
            match value {
                _ if !matches!(key.as_str(), "client-secret" | "proxy") => {}
                toml::Value::String(secret) => found.push(secret.clone()),
                toml::Value::Integer(secret) => found.push(secret.to_string()),
                _ => {}
            }
        }
    }
    found.retain(|secret| secret.len() > 7 && text.matches(secret.as_str()).count() == 1);
    found
}

/// An error in a file: it has the file's name, the number of an existing line, and no unsafe characters.
fn check_file_error(error: &Error, name: &str, text: &str) {
    check_error(error);
    assert_eq!(error.kind(), Kind::Config);
    let message = error.to_string();
    let Some(rest) = message.strip_prefix(&format!("{name}:")) else { return };
    if let Some((line, _)) =
        rest.split_once(": ").filter(|(line, _)| line.bytes().all(|byte| byte.is_ascii_digit()))
    {
        let line: usize = line.parse().expect("a number");
        assert!((1..=text.matches('\n').count() + 1).contains(&line), "{message}");
    }
    // A syntax error does not quote the file.
    if text.parse::<toml::Table>().is_err() {
        assert!(
            !message.contains("s3cret") && !error.hints().iter().any(|h| h.english().contains("s3cret")),
            "{message}"
        );
    }
}

/// Target: a cache entry or negative entry. After `=` comes the content, for which a valid checksum is added;
/// any other text is the whole file.
pub fn entry(text: &str) {
    let sealed;
    let text = match text.strip_prefix('=') {
        Some(line) => {
            sealed = format!("gettoken-entry 2 {}\n{line}\n", sha256(line.as_bytes()));
            &sealed
        }
        None => text,
    };
    match Entry::parse("key", text) {
        Ok(entry) => check_entry(&entry, text),
        Err(why) => assert!(harmless(&why), "{why:?}"),
    }
    match NegativeEntry::parse("key", text) {
        Ok(negative) => check_negative(negative, text),
        Err(why) => assert!(harmless(&why), "{why:?}"),
    }
}

fn check_entry(entry: &Entry, text: &str) {
    check_sealed(text);
    if entry.token.is_usable() {
        check_parts(&entry.token);
        check_output(&entry.token);
        assert!(output(&format_named("token"), &entry.token, "me", "").is_some());
    } else {
        // A session with only a refresh token, or no token at all: no format can render it.
        if let Some(refresh_token) = entry.token.refresh_token.clone() {
            check_parts(&Token { access_token: refresh_token, ..entry.token.clone() });
        }
        assert!(Format::all().all(|format| output(&format, &entry.token, "me", "").is_none()));
    }
    assert!(Entry::parse("yek", text).is_err());
    let again = Entry::parse("key", entry.text("key").expose()).expect("what is written can be read");
    assert_eq!(
        (again.token, again.stored_at, again.session),
        (entry.token.clone(), entry.stored_at, entry.session)
    );
}

fn check_negative(negative: NegativeEntry, text: &str) {
    check_sealed(text);
    assert!(NegativeEntry::parse("yek", text).is_err());
    let again =
        NegativeEntry::parse("key", negative.text("key").expose()).expect("what is written can be read");
    assert_eq!((again.at, again.until), (negative.at, negative.until));
    let error = negative.error();
    assert!([Kind::Busy, Kind::Network, Kind::Refused].contains(&error.kind()));
    check_error(&error);
}

/// An independent parser accepts the key, version and checksum.
fn check_sealed(text: &str) {
    let (head, rest) = text.split_once('\n').expect("two lines");
    let line = rest.strip_suffix('\n').expect("an end");
    assert_eq!(head, format!("gettoken-entry 2 {}", sha256(line.as_bytes())));
    let content: BTreeMap<String, Value> = serde_json::from_str(line).expect("an object");
    assert_eq!(content["key"], "key");
}
