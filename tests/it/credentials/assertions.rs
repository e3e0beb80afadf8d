//! JWTs that are signed here (RFC 7523): a new one for each request, for the server's clock, with the key wherever it
//! is. Nothing shows the key, the assertion or what it is made of.

use std::fs;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use ring::hmac;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use serde_json::{Value, json};

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::tools;
use crate::support::world::{Reply, Request, World};

/// An Ed25519 key in PEM, and what no output may show of it.
const KEY: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";
const KEY_PART: &str = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v";

/// Long enough for HS256.
const SECRET: &str = "hmac-canary-0123456789-0123456789";

/// A client that authenticates with whichever credential the user has.
const CLIENT: &str = r#"
title = "Client"
[credentials]
client-key = { lines = true, required = false }
client-secret = { required = false }
[vars.base]
required = true
help = "where it is"
[client-credentials]
url = "{base}/token"
client-auth = ["private_key_jwt", "client_secret_jwt"]
"#;

/// RFC 7523 §2.1, with a header and claims of every kind.
const BEARER: &str = r#"
title = "Bearer"
[credentials]
client-key = { lines = true }
certificate = { lines = true, secret = false, required = false }
username = { secret = false, required = false }
password = { required = false }
[vars.base]
required = true
help = "where it is"
[vars.alg]
help = "how it is signed"
[assertion]
alg = "{alg}"
header = { kid = "{key-id}", x5t = "{certificate-sha1}", "x5t#S256" = "{certificate-sha256}", x5c = { certificate-chain = true } }
[assertion.claims]
iss = "{client-id}"
sub = "{username}"
aud = ["{token-url}", "urn:two"]
jti = { random = true }
nbf = { from-now = "-10s" }
exp = { from-now = "5m" }
admin = false
level = 3
fingerprint = "{public-key-sha256}"
pass = "{password}"
[client-credentials]
url = "{base}/token"
grant-type = "jwt-bearer"
client-auth = "none"
"#;

fn decoded(part: &str) -> Value {
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

/// Header and claims of a JWT.
fn parts(token: &str) -> (Value, Value) {
    let parts: Vec<&str> = token.split('.').collect();
    assert_eq!(parts.len(), 3);
    (decoded(parts[0]), decoded(parts[1]))
}

fn pair() -> Ed25519KeyPair {
    let der = base64::prelude::BASE64_STANDARD.decode(KEY.lines().nth(1).unwrap()).unwrap();
    Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der).unwrap()
}

#[track_caller]
fn verify(token: &str) {
    let (input, signature) = token.rsplit_once('.').unwrap();
    let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).unwrap();
    UnparsedPublicKey::new(&ED25519, pair().public_key()).verify(input.as_bytes(), &signature).unwrap();
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() as i64
}

fn token() -> Reply {
    Reply::json(200, r#"{"access_token":"t0ken","token_type":"Bearer","expires_in":3600}"#)
}

fn refusal() -> Reply {
    Reply::json(401, r#"{"error":"invalid_client"}"#)
}

/// The date of a server whose clock is this many seconds ahead.
fn date(ahead: i64) -> String {
    let at = chrono::DateTime::from_timestamp(now() + ahead, 0).unwrap();
    at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn home(definition: &str, world: &World, credentials: &str) -> TestEnv {
    let env = TestEnv::new();
    env.write_provider("own", definition);
    env.write("config/gettoken/key.pem", KEY);
    env.write_config(&format!(
        "[profiles.work]\nprovider = 'own'\nclient-id = 'the-id'\nvars.base = 'http://{}'\n{credentials}\n",
        world.http_addr()
    ));
    env
}

fn call(env: &TestEnv) -> Call {
    env.gettoken(&["work", "-o", "token"])
}

fn assertion(request: &Request) -> String {
    let form = request.form();
    form.get("client_assertion").or_else(|| form.get("assertion")).expect("an assertion").clone()
}

const WITH_KEY: &str = "client-key = { file = 'key.pem' }";

#[test]
fn each_try_has_an_assertion_of_its_own() {
    for (credentials, alg) in
        [(WITH_KEY.to_owned(), "EdDSA"), (format!("client-secret = '{SECRET}'"), "HS256")]
    {
        let world = World::in_turn([Reply::json(503, "{}"), token()]);
        let env = home(CLIENT, &world, &credentials);
        assert_eq!(call(&env).run().success(), "t0ken\n");
        let url = format!("http://{}/token", world.http_addr());
        let mut ids = Vec::new();
        for request in world.requests() {
            let form = request.form();
            assert_eq!(
                form["client_assertion_type"],
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            );
            assert_eq!((&*form["grant_type"], &*form["client_id"]), ("client_credentials", "the-id"));
            assert!(!form.contains_key("client_secret"));
            let token = assertion(&request);
            let (header, claims) = parts(&token);
            assert_eq!(header, json!({ "alg": alg, "typ": "JWT" }));
            assert_eq!(
                (&claims["iss"], &claims["sub"], &claims["aud"]),
                (&json!("the-id"), &json!("the-id"), &json!(url))
            );
            let (from, until) = (claims["iat"].as_i64().unwrap(), claims["exp"].as_i64().unwrap());
            assert!(from <= now() && until > now() && until - from <= 300, "{claims}");
            ids.push(claims["jti"].as_str().unwrap().to_owned());
            if alg == "EdDSA" {
                verify(&token);
            } else {
                let (input, signature) = token.rsplit_once('.').unwrap();
                let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
                hmac::verify(&key, input.as_bytes(), &BASE64_URL_SAFE_NO_PAD.decode(signature).unwrap())
                    .unwrap();
            }
        }
        assert!(ids[0] != ids[1] && ids.iter().all(|id| id.len() >= 32), "{ids:?}");
    }
}

/// What the assertions of these two requests say about the time.
fn issued(world: &World) -> Vec<i64> {
    world
        .requests()
        .iter()
        .map(|request| parts(&assertion(request)).1["iat"].as_i64().unwrap() - now())
        .collect()
}

#[test]
fn refused_assertion_is_signed_again_for_the_servers_clock() {
    for ahead in [300, -300] {
        let world = World::start(move |request| {
            let claims = parts(&assertion(request)).1;
            let (from, until) = (claims["iat"].as_i64().unwrap(), claims["exp"].as_i64().unwrap());
            let is_valid = (from..until).contains(&(now() + ahead));
            (if is_valid { token() } else { refusal() }).header("Date", &date(ahead))
        });
        let env = home(CLIENT, &world, WITH_KEY);
        let outcome = call(&env).arg("-v").run();
        assert!(outcome.stderr.contains("signing again for its time"), "{}", outcome.stderr);
        assert_eq!(outcome.success(), "t0ken\n", "{ahead}");
        let issued = issued(&world);
        assert_eq!(issued.len(), 2);
        assert!((issued[1] - issued[0] - ahead).abs() <= 3, "{issued:?}");
    }
}

#[test]
fn assertion_is_corrected_once() {
    for (replies, count) in [
        // The server refuses for another reason.
        (vec![(401, 300); 3], 2),
        // Its time is known before the first refusal.
        (vec![(503, 300), (401, 300), (401, 300)], 2),
        // Without a notable difference there is nothing to correct.
        (vec![(401, 5); 2], 1),
        (vec![(401, 0); 2], 1),
        // Its clock is at another time in every response.
        (vec![(401, 300), (401, -300), (401, 300)], 2),
    ] {
        let next = AtomicUsize::new(0);
        let played = replies.clone();
        let world = World::start(move |_| {
            let (status, ahead) = played[next.fetch_add(1, Ordering::SeqCst)];
            Reply::json(status, r#"{"error":"invalid_client"}"#).header("Date", &date(ahead))
        });
        let env = home(CLIENT, &world, WITH_KEY);
        call(&env).run().failed(5);
        assert_eq!(world.requests().len(), count, "{replies:?}");
    }
}

#[test]
fn clock_does_not_repeat_a_request_without_an_assertion() {
    let world = World::start(|_| refusal().header("Date", &date(300)));
    let env = TestEnv::new();
    env.gettoken(&["oauth2", "--client-id=i", "--token-url", &format!("http://{}/token", world.http_addr())])
        .env("OAUTH2_CLIENT_SECRET", "s3cret-canary")
        .run()
        .failed(5);
    assert_eq!(world.requests().len(), 1);
}

#[test]
fn bearer_assertion_has_every_kind_of_member() {
    let world = World::start(|_| token());
    let env = home(BEARER, &world, &format!("{WITH_KEY}\ncredentials = {{ username = 'me' }}"));
    call(&env).run().success();
    let request = world.request();
    assert_eq!(request.form()["grant_type"], "urn:ietf:params:oauth:grant-type:jwt-bearer");
    let token = assertion(&request);
    verify(&token);
    let (header, claims) = parts(&token);
    // Members without a value are left out.
    assert_eq!(header, json!({ "alg": "EdDSA", "typ": "JWT" }));
    let url = format!("http://{}/token", world.http_addr());
    assert_eq!(claims["aud"], json!([url, "urn:two"]));
    assert_eq!(
        (&claims["sub"], &claims["admin"], &claims["level"]),
        (&json!("me"), &json!(false), &json!(3))
    );
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["nbf"].as_i64().unwrap(), 310);
    assert_eq!(claims["fingerprint"].as_str().unwrap().len(), 44);
    assert_eq!(claims.get("pass"), None);
}

#[test]
fn key_id_comes_from_a_jwk() {
    let world = World::start(|_| token());
    let pair = pair();
    let seed = base64::prelude::BASE64_STANDARD.decode(KEY.lines().nth(1).unwrap()).unwrap();
    let encode = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
    let jwk = json!({
        "kty": "OKP", "crv": "Ed25519", "kid": "k-1", "d": encode(&seed[16..]), "x": encode(pair.public_key().as_ref()),
    });
    let env = home(CLIENT, &world, "client-key = { env = 'JWK' }");
    call(&env).env("JWK", jwk.to_string()).run().success();
    let token = assertion(&world.request());
    verify(&token);
    assert_eq!(parts(&token).0["kid"], "k-1");
}

fn openssl(env: &TestEnv, command: &str) {
    let output =
        Command::new("openssl").args(command.split(' ')).current_dir(env.config_dir()).output().unwrap();
    assert!(output.status.success(), "openssl {command}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn certificate_must_be_that_of_the_key() {
    if tools::skip_without(&["openssl"]) {
        return;
    }
    let world = World::start(|_| token());
    let env = home(BEARER, &world, &format!("{WITH_KEY}\ncertificate = {{ file = 'certificate.pem' }}"));
    openssl(&env, "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out other.pem");
    openssl(&env, "req -x509 -key other.pem -subj /CN=a -days 30 -out certificate.pem");
    let stderr = call(&env).run().failed(3);
    assert!(stderr.contains("not that of the private key") && stderr.contains("certificate.pem"), "{stderr}");
    openssl(&env, "req -x509 -key key.pem -subj /CN=a -days 30 -out certificate.pem");
    call(&env).run().success();
    let (header, _) = parts(&assertion(&world.request()));
    assert_eq!((header["x5t"].as_str().unwrap().len(), header["x5t#S256"].as_str().unwrap().len()), (27, 43));
    assert_eq!(header["x5c"].as_array().unwrap().len(), 1);
    fs::write(env.path("config/gettoken/certificate.pem"), "no certificate").unwrap();
    let stderr = call(&env).run().failed(3);
    assert!(stderr.contains("certificate.pem"), "{stderr}");
}

#[test]
fn unusable_keys_say_why() {
    let world = World::start(|_| token()).may_be_silent();
    for (credentials, words) in [
        ("client-secret = 'canary-short'", &["32 bytes", "HS256"][..]),
        ("client-key = 'no-key-canary'", &["no private key", "BEGIN PRIVATE KEY"]),
        ("client-key = '-----BEGIN PUBLIC KEY-----'", &["client-key"]),
        ("client-key = { file = 'absent.pem' }", &["absent.pem"]),
        ("client-key = { file = 'public.pem' }", &["public.pem", "PUBLIC KEY"]),
        ("client-key = { file = 'cut.pem' }", &["cut.pem", "incomplete or damaged"]),
    ] {
        let env = home(CLIENT, &world, credentials);
        env.write(
            "config/gettoken/public.pem",
            "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAcanary\n-----END PUBLIC KEY-----\n",
        );
        env.write("config/gettoken/cut.pem", &KEY.replace("rAMcrn9g", ""));
        let stderr = call(&env).run().failed(3);
        for word in words {
            assert!(stderr.contains(word), "{credentials}: {word}: {stderr}");
        }
        assert!(!stderr.contains("canary") && !stderr.contains(KEY_PART), "{stderr}");
    }
    let env = home(BEARER, &world, WITH_KEY);
    let stderr = call(&env).arg("--alg=RS256").run().failed(3);
    assert!(stderr.contains("`RS256`") && stderr.contains("Ed25519") && stderr.contains("EdDSA"), "{stderr}");
    let stderr = call(&env).arg("--alg=none").run().failed(3);
    assert!(stderr.contains("`none`"), "{stderr}");
    assert_eq!(world.requests().len(), 0);
}

#[test]
fn command_signs_in_place_of_a_key() {
    if tools::skip_without(&["openssl"]) {
        return;
    }
    for (create, alg, form) in [
        ("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out hidden.pem", "RS256", "raw"),
        ("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out hidden.pem", "ES256", "der"),
    ] {
        let world = World::in_turn([Reply::json(503, "{}"), token()]);
        let command = "sign-command = ['sh', '-c', 'env > seen; echo >> signed; openssl dgst -sha256 -sign config/gettoken/hidden.pem']";
        let env =
            home(BEARER, &world, &format!("client-key = {{ {command}, sign-command-form = '{form}' }}"));
        openssl(&env, create);
        openssl(&env, "pkey -in hidden.pem -pubout -out public.pem");
        let outcome = call(&env).env("GETTOKEN_WORK_PASSWORD", "pass-canary").env("SOMETHING", "else").run();
        assert_eq!(outcome.success(), "t0ken\n");
        for request in world.requests() {
            let token = assertion(&request);
            assert_eq!(parts(&token).0["alg"], alg);
            assert_eq!(parts(&token).1["pass"], "pass-canary");
            let (input, signature) = token.rsplit_once('.').unwrap();
            let mut signature = BASE64_URL_SAFE_NO_PAD.decode(signature).unwrap();
            if form == "der" {
                assert_eq!(signature.len(), 64);
                signature = der(&signature);
            }
            fs::write(env.path("config/gettoken/input"), input).unwrap();
            fs::write(env.path("config/gettoken/signature"), signature).unwrap();
            openssl(&env, "dgst -sha256 -verify public.pem -signature signature input");
            fs::remove_file(env.path("config/gettoken/input")).unwrap();
        }
        // Once for each request, and without the variables that contain secrets.
        assert_eq!(fs::read_to_string(env.path("signed")).unwrap().lines().count(), 2);
        let seen = fs::read_to_string(env.path("seen")).unwrap();
        assert!(seen.contains("SOMETHING=else") && !seen.contains("canary"), "{seen}");
        // A cached token needs no signature.
        call(&env).env("GETTOKEN_WORK_PASSWORD", "pass-canary").run().success();
        assert_eq!(fs::read_to_string(env.path("signed")).unwrap().lines().count(), 2);
    }
}

/// RFC 3279 §2.2.3.
fn der(fixed: &[u8]) -> Vec<u8> {
    let number = |half: &[u8]| {
        let digits = &half[half.iter().take_while(|byte| **byte == 0).count()..];
        let digits = if digits[0] < 0x80 { digits.to_vec() } else { [&[0], digits].concat() };
        [&[2, digits.len() as u8], &*digits].concat()
    };
    let (r, s) = fixed.split_at(32);
    let both = [number(r), number(s)].concat();
    [&[0x30, both.len() as u8], &*both].concat()
}

#[test]
fn command_that_does_not_sign_says_so() {
    if tools::skip_without(&["false"]) {
        return;
    }
    let world = World::start(|_| token()).may_be_silent();
    for (source, code, word) in [
        ("sign-command = ['false']", 10, "`false`"),
        ("sign-command = ['absent-program']", 10, "`absent-program`"),
        ("sign-command = ['echo', 'x'], sign-command-form = 'der'", 10, "not a signature in DER"),
        ("sign-command = ['true']", 10, "not a signature for `RS256`"),
        ("sign-command = ['echo', 'c2lnbmF0dXJl']", 10, "base64"),
        ("sign-command = ['sleep', '9']", 10, "`sleep`"),
        ("sign-command = []", 3, "config.toml"),
        ("sign-command = ['true'], sign-command-form = 'pem'", 3, "config.toml"),
        ("file = 'key.pem', sign-command-form = 'der'", 3, "config.toml"),
        ("sign-command = ['true'], file = 'key.pem'", 3, "config.toml"),
    ] {
        let env = home(BEARER, &world, &format!("client-key = {{ {source} }}"));
        let stderr = call(&env).arg("--timeout=1s").run().failed(code);
        assert!(stderr.contains(word), "{source}: {stderr}");
    }
    // ECDSA in DER without saying so.
    let env = home(BEARER, &world, "client-key = { sign-command = ['head', '-c', '70', '/dev/urandom'] }");
    let stderr = call(&env).arg("--alg=ES256").run().failed(10);
    assert!(stderr.contains("sign-command-form"), "{stderr}");
    assert_eq!(world.requests().len(), 0);
}

#[test]
fn dry_run_shows_header_and_claims_alone() {
    let world = World::start(|_| token()).may_be_silent();
    for (definition, credentials, words) in [
        (CLIENT, WITH_KEY.to_owned(), &[r#""iss":"the-id""#, "client_assertion=…", "/token\""][..]),
        (CLIENT, format!("client-secret = '{SECRET}'"), &["client_assertion=…", r#""sub":"the-id""#]),
        (CLIENT, "client-key = { sign-command = ['touch', 'ran'] }".to_owned(), &["client_assertion=…"]),
        (CLIENT, "client-key = { command = ['touch', 'ran'] }".to_owned(), &["client_assertion=…"]),
        (
            BEARER,
            format!(
                "{WITH_KEY}\ncredentials = {{ username = 'user-canary', password = 'pass-canary' }}\nvars.alg = 'EdDSA'"
            ),
            &["assertion=…", r#""level":3"#, r#""alg":"EdDSA""#, r#""pass":"…""#],
        ),
    ] {
        let credentials = match credentials.split_once("\nvars.alg") {
            Some((before, after)) => format!("vars.alg{after}\n{before}"),
            None => credentials,
        };
        let env = home(definition, &world, &credentials);
        let shown = env.gettoken(&["work", "--dry-run"]).run().success();
        for word in words {
            assert!(shown.contains(word), "{word}: {shown}");
        }
        for secret in ["canary", KEY_PART, "eyJ"] {
            assert!(!shown.contains(secret), "{secret}: {shown}");
        }
        assert!(!env.path("ran").exists());
    }
    assert_eq!(world.requests().len(), 0);
}

#[test]
fn nothing_shows_a_key_an_assertion_or_what_it_contains() {
    // A server that repeats what it was sent.
    let world = World::start(|request| {
        // `gettoken doctor` looks whether there is a server.
        if request.path == "/api" || request.method == "HEAD" {
            return Reply::json(200, "{}");
        }
        let text = format!("{} {}", assertion(request), request.text());
        Reply::json(400, json!({ "error": "invalid_scope", "error_description": text }).to_string())
    });
    let env = home(BEARER, &world, &format!("{WITH_KEY}\ncredentials = {{ password = 'pass-canary-1' }}"));
    let secrets = |shown: &str| {
        let assertions: Vec<String> =
            world.requests().iter().filter(|it| it.method == "POST").map(assertion).collect();
        let signatures = assertions.iter().map(|token| token.rsplit('.').next().unwrap().to_owned());
        for secret in ["pass-canary-1".to_owned(), KEY_PART.to_owned()]
            .into_iter()
            .chain(assertions.iter().cloned())
            .chain(signatures)
        {
            assert!(!shown.contains(&secret), "{secret}: {shown}");
        }
    };
    for words in [
        &["work"][..],
        &["work", "-v"],
        &["work", "-vvvv", "--force"],
        &["work", "--error-format=json", "--force"],
        &["doctor", "work"],
        &["doctor"],
        &["status"],
        &["status", "work"],
        &["cache", "list"],
        &["providers", "show", "own"],
        &["config", "show"],
        &["exec", "work", "--", "env"],
        &["api", "work", "/api"],
    ] {
        let outcome = env.gettoken(words).args(&["--lang", "en"]).run();
        secrets(&format!("{}{}", outcome.stdout, outcome.stderr));
    }
    for entry in fs::read_dir(env.tokens_dir()).unwrap() {
        secrets(&fs::read_to_string(entry.unwrap().path()).unwrap_or_default());
    }
}

#[cfg(feature = "fastpath")]
#[cfg(unix)]
#[test]
fn record_of_a_replay_has_no_assertion() {
    let world = World::start(|_| token());
    let env = home(BEARER, &world, &format!("{WITH_KEY}\ncredentials = {{ password = 'pass-canary-1' }}"));
    call(&env).run().success();
    std::thread::sleep(Duration::from_millis(2100));
    call(&env).run().success();
    let files: Vec<_> = fs::read_dir(env.tokens_dir()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.iter().any(|path| path.extension().is_some_and(|it| it == "replay")), "{files:?}");
    let assertion = assertion(&world.request());
    for path in files {
        let text = fs::read_to_string(path).unwrap();
        assert!(!text.contains("canary") && !text.contains(KEY_PART) && !text.contains(&assertion));
    }
}

/// A definition whose token is the assertion itself.
#[test]
fn token_that_is_made_here_needs_no_server() {
    let world = World::start(|_| token()).may_be_silent();
    let definition = "title = 'Own'\ntoken = '{assertion}'\ncredentials.client-key.lines = true\nvars.base = { help = 'b' }\n\
                      [assertion.claims]\niss = '{client-id}'\nexp = { from-now = '5m' }\njti = { random = true }\n";
    let env = home(definition, &world, WITH_KEY);
    let first = call(&env).run().success();
    verify(first.trim());
    assert_eq!(parts(first.trim()).1["iss"], "the-id");
    // It is cached until it expires.
    assert_eq!(call(&env).run().success(), first);
    assert_ne!(call(&env).arg("--force").run().success(), first);
    assert_eq!(world.requests().len(), 0);
}
