//! Keys and certificates, which users copy from anywhere, and credentials that other systems give out.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta};

use super::{CANARY, check_error, harmless};
use gettoken::internals::crypto::algorithm::Algorithm;
use gettoken::internals::crypto::certificate::Certificates;
use gettoken::internals::crypto::key_set::KeySet;
use gettoken::internals::crypto::signing_key::SigningKey;
use gettoken::internals::error::Kind;
use gettoken::internals::http::host_of;
use gettoken::internals::import::{self, Allowed, Draft, Location};
use gettoken::internals::message::Message;
use gettoken::internals::oauth::id_token::{self, Expected};
use gettoken::internals::oauth::jws::{Jws, NotJws};
use gettoken::internals::oauth::jwt::{claims, der_to_fixed};
use gettoken::internals::secret::Secret;
use gettoken::internals::secret_source::UrlSource;
use gettoken::internals::settings::{CredentialRef, Source};
use gettoken::internals::template::Template;
use gettoken::internals::token::LONGEST_LIFE;

/// Target: a private key, a certificate, or a signature in DER. Errors never quote the input.
pub fn signing_key(text: &str) {
    match SigningKey::parse(&Secret::new(text)) {
        Ok(key) => check_key(&key),
        Err(error) => check(&error),
    }
    if let Err(error) = Certificates::parse(text).map(|certificates| check_certificates(&certificates)) {
        check(&error);
    }
    for (algorithm, length) in [(Algorithm::ES256, 64), (Algorithm::ES384, 96)] {
        let fixed = der_to_fixed(text.as_bytes(), algorithm);
        assert!(fixed.is_none_or(|fixed| fixed.len() == length && text.len() < length + 16), "{text:?}");
    }
}

/// Target: a JWT that somebody else has made, and after a line break the keys that verify it. A token that holds names its
/// key and an algorithm with public keys.
pub fn jwt(text: &str) {
    let (token, keys) = text.split_once('\n').unwrap_or((text, ""));
    let keys = KeySet::parse(keys.as_bytes());
    let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
    let received = id_token::received(token, &Secret::new("token"), now, 0);
    assert!((0..=LONGEST_LIFE).contains(&(received.expires_at - now).num_seconds()));
    let jws = match Jws::parse(token) {
        Ok(jws) => jws,
        Err(NotJws::Broken(why)) => return assert!(harmless(&why.english()), "{why:?}"),
        Err(_) => return,
    };
    let expected = Expected { issuer: None, client_id: "id" };
    if let Err(why) = id_token::check(&jws.claims, &expected, now) {
        assert!(harmless(&why.english()), "{why:?}");
    }
    if keys.is_ok_and(|keys| jws.verify(&keys, None).is_ok()) {
        assert!(jws.algorithm().is_ok_and(|algorithm| !algorithm.is_symmetric()), "{text:?}");
        assert!(!jws.header.contains_key("crit"), "{text:?}");
    }
}

/// Target: a token whose claims are read, and the response of a server to be searched for a credential. The cache key
/// has a digest, never the text.
pub fn credential(text: &str) {
    let (pointer, body) = text.split_once('\n').unwrap_or(("", text));
    let token = (!pointer.is_empty()).then(|| pointer.to_owned());
    let is_whole = token.is_none();
    let url = Template::parse("https://a.example/").expect("a constant");
    let source = UrlSource { url, headers: BTreeMap::new(), token };
    match source.read(&Secret::new(body)) {
        Ok(found) => assert!(!is_whole || found.expose() == body),
        Err(code) => assert!(["credential-url-no-json", "credential-url-no-token"].contains(&code)),
    }
    let parts = body.split('.').count();
    assert!(claims(body).is_none() || parts == 3, "{body:?}");
    let known = CredentialRef::new(Source::Stdin, Some(Secret::new(body)));
    let [digest] = &known.identity()[..] else { panic!("one digest") };
    assert!(digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()), "{digest}");
}

/// Target: a file of another program's credentials. A profile has no secret, no URL of a strange host, no command, and
/// only values that may be shown; errors show nothing unsafe.
pub fn import(text: &str) {
    for format in import::formats() {
        let rules = import::rules(format).expect("a built-in format");
        let location = Location::File("/adc.json".to_owned());
        match import::read(&rules, &Secret::new(text), &location, &Allowed::default(), "name") {
            Ok(drafts) => drafts.iter().for_each(|draft| check_draft(draft, text)),
            Err(error) => {
                assert!(matches!(error.kind(), Kind::Config | Kind::Refused), "{}", error.for_people());
                check_error(&error);
            }
        }
    }
}

fn check_draft(draft: &Draft, text: &str) {
    assert!(draft.kept.is_none() && ["name", "name-source"].contains(&draft.name.as_str()), "{draft:?}");
    for (path, value) in &draft.keys {
        let shown = value.to_string();
        assert!(harmless(&shown) && !path.is_empty(), "{text:?}");
        assert!(value.get("command").is_none() && !shown.contains("-----BEGIN"), "{text:?}");
        let url = value.get("url").and_then(|url| url.as_str());
        let base = value.as_str().filter(|_| path == &["base-url"]);
        if let Some(url) = url.or(base) {
            let host = host_of(url).expect("a URL that was checked");
            let host = host.split(':').next().unwrap_or_default();
            let is_known = host.ends_with(".googleapis.com") || host == "accounts.google.com";
            assert!(is_known || url.starts_with("http://"), "{text:?}");
        }
    }
}

/// A key that is accepted signs with the algorithms that fit it, and with no others.
fn check_key(key: &SigningKey) {
    assert!(key.public_key_sha256().is_some_and(|digest| digest.len() == 44));
    assert!(!key.algorithms().is_empty());
    for algorithm in Algorithm::ALL {
        let signed = key.sign(*algorithm, b"input");
        assert_eq!(key.check(*algorithm).is_ok(), key.algorithms().contains(algorithm));
        match signed {
            Ok(signature) => assert!(key.algorithms().contains(algorithm) && signature.len() >= 64),
            Err(error) => check(&error),
        }
    }
}

fn check_certificates(certificates: &Certificates) {
    assert_eq!((certificates.sha256().len(), certificates.sha1().len()), (43, 27));
    assert!(!certificates.chain().is_empty());
    let _ = certificates.not_after();
}

/// An error has a hint and does not quote the input.
fn check(error: &Message) {
    let hint = error.hint().unwrap_or_else(|| panic!("{error} has no hint"));
    for text in ["en", "zh"].map(|language| error.in_language(language) + &hint.in_language(language)) {
        assert!(harmless(&text) && !text.contains(CANARY) && text.len() < 1000, "{text}");
    }
}
