//! Requests that are signed in a vendor's own way: the server computes the signature again, and finds the secret nowhere.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use base64::prelude::{BASE64_STANDARD, Engine};
use gettoken::crypto::signing_key::generated_key;
use ring::signature::{KeyPair, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use ring::{digest, hmac};
use serde_json::{Value, json};

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::site::Site;
use crate::support::tools;
use crate::support::world::{Reply, Request, World};

const SECRET: &str = "the-signing-secret";
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sha256(text: &str) -> String {
    hex(digest::digest(&digest::SHA256, text.as_bytes()))
}

fn md5_of(text: &str) -> String {
    format!("{:x}", md5::compute(text))
}

fn upper_hmac(text: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
    hex(hmac::sign(&key, text.as_bytes())).to_uppercase()
}

/// Asserts that `milliseconds` is about now.
#[track_caller]
fn assert_now(milliseconds: &str) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
    let sent: u128 = milliseconds.parse().unwrap();
    assert!(milliseconds.len() == 13 && now.abs_diff(sent) < 60_000, "{milliseconds}");
}

/// Asserts that the secret is in no part of the request.
#[track_caller]
fn assert_unsent(request: &Request) {
    let all = format!("{request:?}{}", request.text());
    assert!(!all.contains(SECRET), "{all}");
}

/// A vendor that answers with `token` at `path`, and calls of its API with an empty object.
fn vendor(path: &'static str, token: &'static str) -> World {
    World::start(move |request| Reply::json(200, if request.path == path { token } else { "{}" }))
}

fn call(env: &TestEnv, world: &World, provider: &str, args: &[&str]) -> Call {
    let id = format!("{}_CLIENT_ID", provider.to_uppercase().replace('-', "_"));
    let secret = id.replace("_CLIENT_ID", "_CLIENT_SECRET");
    env.gettoken(&[provider, "-o", "token"]).args(args).env(id, "4711").env(secret, SECRET).through(world)
}

#[test]
fn token_requests_are_signed_with_a_secret_that_is_not_sent() {
    let (env, oppo) =
        (TestEnv::new(), World::always(Reply::json(200, r#"{"code":0,"data":{"auth_token":"t"}}"#)));
    assert_eq!(call(&env, &oppo, "oppo-push", &[]).run().success(), "t\n");
    // The second call is answered from the cache, without a signature.
    assert_eq!(call(&env, &oppo, "oppo-push", &[]).run().success(), "t\n");
    let request = oppo.request();
    let form = request.form();
    assert_now(&form["timestamp"]);
    assert_eq!(form["sign"], sha256(&format!("4711{}{SECRET}", form["timestamp"])));
    assert_unsent(&request);

    let vivo = World::always(Reply::json(200, r#"{"result":0,"authToken":"t"}"#));
    assert_eq!(call(&env, &vivo, "vivo-push", &["--app-key", "key"]).run().success(), "t\n");
    let request = vivo.request();
    let body = request.json();
    assert_now(&body["timestamp"].to_string());
    let sign = md5_of(&format!("4711key{}{SECRET}", body["timestamp"]));
    assert_eq!((&body["appId"], &body["sign"]), (&json!(4711), &Value::from(sign)));
    assert_unsent(&request);
}

#[test]
fn calls_of_the_api_are_signed_one_by_one() {
    let env = TestEnv::new();
    let world = vendor("/v1.0/token", r#"{"result":{"access_token":"t","expire_time":7200},"success":true}"#);
    let run = |args: &[&str]| {
        let call = env.gettoken(&["api", "tuya"]).args(args).env("TUYA_CLIENT_ID", "4711");
        call.env("TUYA_CLIENT_SECRET", SECRET).through(&world).run().success()
    };
    run(&["/v1.0/devices?b=2", "-q", "a=1 é"]);
    run(&["POST", "/v1.0/commands", "-F", "n=1"]);
    let requests = world.requests();
    let mut nonces = Vec::new();
    for (request, token, rest) in [
        (&requests[0], "", format!("GET\n{EMPTY}\n\n/v1.0/token?grant_type=1")),
        (&requests[1], "t", format!("GET\n{EMPTY}\n\n/v1.0/devices?a=1 é&b=2")),
        (&requests[2], "t", format!("POST\n{}\n\n/v1.0/commands", sha256(r#"{"n":1}"#))),
    ] {
        let header = |name: &str| request.header(name).unwrap_or_default().to_owned();
        let (time, nonce) = (header("t"), header("nonce"));
        assert_now(&time);
        assert_eq!(header("access_token"), token);
        assert_eq!(header("sign"), upper_hmac(&format!("4711{token}{time}{nonce}{rest}")), "{request:?}");
        assert!(nonce.len() == 32 && nonce.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{nonce}");
        assert_unsent(request);
        nonces.push(nonce);
    }
    nonces.dedup();
    assert_eq!((requests.len(), nonces.len()), (3, 3));
}

/// A vendor in the way of many Chinese platforms: one URL, and a signature over all fields.
#[test]
fn all_fields_are_signed_and_those_of_the_user_come_first() {
    let site = Site::always("taobao --redirect-uri https://a.example/", Reply::json(200, "{}"));
    site.log_in();
    site.api(&["/router/rest?fields=nick", "-q", "method=x", "-q", "v=3.0"]).run().success();
    let request = site.only_call();
    let mut query: BTreeMap<String, String> = request.query_map();
    let sign = query.remove("sign").unwrap();
    assert_eq!(
        (query["v"].as_str(), query["fields"].as_str(), query["format"].as_str()),
        ("3.0", "nick", "json")
    );
    let time = &query["timestamp"];
    assert!(time.len() == 19 && time.as_bytes()[10] == b' ', "{time}");
    let fields: String = query.iter().map(|(name, value)| format!("{name}{value}")).collect();
    assert_eq!(sign, md5_of(&format!("SecretCanary{fields}SecretCanary")).to_uppercase());
    assert!(query["session"].starts_with("token-") && !format!("{request:?}").contains("SecretCanary"));
}

#[test]
fn dry_run_shows_neither_signature_nor_secret() {
    let (env, world) = (TestEnv::new(), World::always(Reply::empty(500)).may_be_silent());
    let shown = call(&env, &world, "tuya", &["--dry-run", "-vvvv"]).run();
    assert!(!shown.stderr.contains(SECRET), "{shown:?}");
    let shown = shown.success();
    assert!(shown.contains("header sign: …\n") && shown.contains("header nonce: …\n"), "{shown}");
    assert!(shown.contains("header client_id: 4711\n") && !shown.contains(SECRET), "{shown}");
    assert!(world.requests().is_empty());
}

/// The key of RFC 7515.
const RSA: &str = include_str!("../../cases/keys/rsa.pem");
const CLIENT_KEY: &str =
    "[credentials]\nclient-key = { lines = true }\nclient-secret = { required = false }\n";
const BY_KEY: &str = "title = \"By key\"\n[client-credentials]\nurl = \"https://key.example/token\"\nclient-auth = \"params\"\n\
    params = { id = \"{client-id}\", sign = \"{signature}\", time = \"{timestamp-ms}\" }\n\
    signature = { digest = \"rsa-sha256\", encoding = \"base64\", text = \"{sorted-pairs}\" }\n";

fn base64_of_key() -> String {
    let lines = RSA.lines().skip_while(|line| !line.starts_with("-----")).skip(1);
    lines.take_while(|line| !line.starts_with("-----")).collect()
}

/// Verifies the signature over all other fields with the public key, and that the private key was not sent.
#[track_caller]
fn verify_by_key(request: &Request) -> BTreeMap<String, String> {
    let mut fields: BTreeMap<String, String> = request.query_map();
    if !request.body.is_empty() {
        fields.extend(request.form());
    }
    let sign = BASE64_STANDARD.decode(fields.remove("sign").unwrap()).unwrap();
    let pairs: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let pair = ring::rsa::KeyPair::from_pkcs8(&BASE64_STANDARD.decode(base64_of_key()).unwrap()).unwrap();
    let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, pair.public_key().as_ref());
    public.verify(pairs.join("&").as_bytes(), &sign).unwrap();
    assert_no_key(&format!("{request:?}{}", request.text()));
    fields
}

/// Asserts that no line of the private key is in `text`.
#[track_caller]
fn assert_no_key(text: &str) {
    let lines = RSA.lines().filter(|line| line.len() == 64);
    assert!(!lines.into_iter().any(|line| text.contains(line) || text.contains(&line[..24])), "{text}");
}

fn by_key(env: &TestEnv, world: &World, args: &[&str]) -> Call {
    env.write_provider("by-key", &format!("{BY_KEY}{CLIENT_KEY}"));
    env.gettoken(&["by-key", "--client-id", "4711", "-vvvv"]).args(args).through(world)
}

#[test]
fn private_key_signs_requests_in_every_form() {
    let base64 = base64_of_key();
    let pkcs1 = BASE64_STANDARD.encode(&BASE64_STANDARD.decode(&base64).unwrap()[26..]);
    for key in [RSA, &base64, &pkcs1] {
        let (env, world) = (TestEnv::new(), World::always(Reply::json(200, r#"{"access_token":"t"}"#)));
        let file = env.write("key", key);
        let file = file.display().to_string();
        let outcome = by_key(&env, &world, &["-o", "token", "--client-key-file", &file]).run();
        assert_no_key(&format!("{outcome:?}"));
        assert_eq!(outcome.success(), "t\n");
        let fields = verify_by_key(&world.request());
        assert_eq!((fields["id"].as_str(), fields.len()), ("4711", 2));
        assert_now(&fields["time"]);
    }
}

#[test]
fn program_signs_requests_with_a_key_that_it_has() {
    if tools::skip_without(&["openssl"]) {
        return;
    }
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, r#"{"access_token":"t"}"#)));
    let key = env.write("key", RSA);
    env.write_config(&format!(
        "[profiles.by-key]\nclient-key = {{ sign-command = [\"openssl\", \"dgst\", \"-sha256\", \"-sign\", \"{}\"] }}\n",
        key.display()
    ));
    assert_eq!(by_key(&env, &world, &["-o", "token"]).run().success(), "t\n");
    verify_by_key(&world.request());
}

#[test]
fn key_that_cannot_sign_is_refused_before_the_request_and_never_shown() {
    let (env, world) = (TestEnv::new(), World::always(Reply::empty(500)).may_be_silent());
    let ec = generated_key().unwrap();
    let damaged = RSA.replacen("MIIE", "MIIF", 1);
    for (key, error) in [
        (ec.expose(), "`RS256` cannot be used with a P-256 key"),
        (&damaged, "the private key is incomplete or damaged"),
        ("secret", "it contains no private key"),
    ] {
        let file = env.write("key", key).display().to_string();
        let outcome = by_key(&env, &world, &["--client-key-file", &file]).run();
        assert_no_key(&format!("{outcome:?}"));
        let stderr = outcome.failed(3);
        assert!(stderr.contains(error) && stderr.contains(&file), "{stderr}");
    }
    let file = env.write("key", RSA).display().to_string();
    let shown = by_key(&env, &world, &["--dry-run", "--client-key-file", &file]).run();
    assert_no_key(&format!("{shown:?}"));
    assert!(shown.success().contains("form sign=…\n"));
    let stderr = by_key(&env, &world, &[]).run().failed(3);
    assert!(stderr.contains("--client-key-file"), "{stderr}");
    assert!(world.requests().is_empty());
    // A definition must say where the key is.
    env.write_provider("by-key", BY_KEY);
    let stderr = env.gettoken(&["providers", "check", "by-key"]).run().failed(3);
    assert!(
        stderr.contains("[client-credentials.signature] signs with the credential `client-key`"),
        "{stderr}"
    );
}

/// A login, a refresh and a call at one URL, each with a signature by the private key.
#[test]
fn private_key_signs_a_session_and_its_calls() {
    let (env, count) = (TestEnv::new(), AtomicUsize::new(0));
    let world = World::start(move |request| {
        let count = count.fetch_add(1, Ordering::SeqCst);
        let token = json!({ "access_token": format!("t{count}"), "expires_in": "3600", "refresh_token": format!("r{count}") });
        match request.query_map()["method"].as_str() {
            "alipay.system.oauth.token" => Reply::json(
                200,
                json!({ "alipay_system_oauth_token_response": token, "sign": "s" }).to_string(),
            ),
            _ if count == 1 => {
                let error = json!({ "code": "20001", "msg": "m", "sub_code": "aop.invalid-auth-token" });
                Reply::json(200, json!({ "error_response": error, "sign": "s" }).to_string())
            }
            _ => Reply::json(200, r#"{"alipay_user_info_share_response":{"code":"10000"},"sign":"s"}"#),
        }
    });
    let key = env.write("key", &base64_of_key()).display().to_string();
    let profile =
        ["alipay", "--app-id", "4711", "--redirect-uri", "https://a.example/", "--client-key-file", &key];
    let refresh = env.write("refresh", "r").display().to_string();
    let run = |words: &[&str], more: &[&str]| {
        let outcome = env.gettoken(&[words, &profile, more].concat()).through(&world).run();
        assert_no_key(&format!("{outcome:?}"));
        outcome.success()
    };
    run(&["login"], &["-vvvv", "--refresh-token-file", &refresh]);
    let words =
        ["POST", "/gateway.do", "-q", "method=alipay.user.info.share", "-f", &*format!("biz_content={BIZ}")];
    let body = run(&["api", "-vvvv"], &words);
    assert!(body.contains("10000"), "{body}");
    let sent: Vec<_> = world.requests().iter().map(verify_by_key).collect();
    let parts = sent.iter().map(|fields| {
        let given = |name: &str| fields.get(name).cloned().unwrap_or_default();
        (given("grant_type"), given("refresh_token"), given("auth_token"), given("biz_content"))
    });
    let expected = [
        ("refresh_token", "r", "", ""),
        ("", "", "t0", BIZ),
        ("refresh_token", "r0", "", ""),
        ("", "", "t2", BIZ),
    ];
    let expected = expected.map(|(a, b, c, d)| (a.to_owned(), b.to_owned(), c.to_owned(), d.to_owned()));
    assert_eq!(parts.collect::<Vec<_>>(), expected);
}

/// The content of a call that needs encoding.
const BIZ: &str = "{\"name\":\"茶 & 1\"}";

#[test]
fn refused_time_is_corrected_once() {
    let env = TestEnv::new();
    let late = || {
        Reply::json(200, r#"{"code":1013,"msg":"request time is invalid"}"#)
            .header("date", "Tue, 14 Nov 2023 22:13:20 GMT")
    };
    let world = World::in_turn([late(), late()]);
    let stderr = call(&env, &world, "tuya", &["-v"]).run().failed(5);
    // First what has happened, then what is done about it.
    let about = ["sending GET", "received HTTP", "signing again for its time"];
    let found = stderr.lines().filter_map(|line| about.iter().find(|it| line.contains(**it)));
    assert_eq!(found.collect::<Vec<_>>(), [0, 1, 2, 0, 1].map(|at| &about[at]), "{stderr}");
    assert!(stderr.contains("set the clock of this machine"), "{stderr}");
    let requests = world.requests();
    assert_eq!(requests.len(), 2);
    let second = requests[1].header("t").unwrap();
    assert!(second.starts_with("17000000"), "{second}");
}

const BODY: &str = "title = \"Body\"\n[client-credentials]\nurl = \"https://body.example/token\"\n[reply]\naccount = \"/corp\"\n\
                    [api]\nbase = \"https://body.example\"\nbody = \"corpAccessToken\"\nfields = { corpId = \"{account}\" }\n";

#[test]
fn token_goes_into_the_body_of_a_call() {
    let env = TestEnv::new();
    let world = vendor("/token", r#"{"access_token":"t","expires_in":7200,"corp":"c"}"#);
    env.write_provider("body", BODY);
    env.write_provider("form", &BODY.replace("fields =", "send = \"form\"\nfields ="));
    let run = |words: &[&str]| {
        let call = env.gettoken(words).args(&["--client-id=i"]).env("X", "y");
        let secret = env.write("secret", SECRET);
        call.arg("--client-secret-file").arg(secret).through(&world).run()
    };
    run(&["api", "body", "/a"]).success();
    run(&["api", "body", "/a", "-F", "data={}", "-f", "corpId=mine"]).success();
    run(&["api", "form", "/a", "-f", "x=1"]).success();
    let calls: Vec<Request> = world.requests().into_iter().filter(|request| request.path == "/a").collect();
    assert_eq!(calls[0].json(), json!({ "corpAccessToken": "t", "corpId": "c" }));
    assert_eq!(calls[1].json(), json!({ "corpAccessToken": "t", "corpId": "mine", "data": {} }));
    assert_eq!(calls[2].text(), "x=1&corpAccessToken=t&corpId=c");
    assert!(calls.iter().all(|call| call.method == "POST" && call.header("authorization").is_none()));
    // Nothing is sent if there is no body, or no room in it.
    let list = env.write("list.json", "[1]");
    let list = list.to_str().unwrap();
    for (words, expected) in [
        (&["api", "body", "GET", "/a"][..], "which a GET request does not have"),
        (&["api", "body", "/a", "--input", list], "must be a JSON object"),
        (&["api", "body", "/a", "-f", "corpAccessToken=mine"], "corpAccessToken"),
        (&["body", "-o", "curl"], "in the field `corpAccessToken` of the body"),
        (&["body", "-o", "header"], "use `gettoken api body POST PATH`"),
    ] {
        let stderr = run(words).failed(2);
        assert!(stderr.contains(expected), "{stderr}");
    }
    assert_eq!(world.requests().iter().filter(|request| request.path == "/a").count(), 3);
}

#[test]
fn mistakes_in_a_signature_are_explained() {
    let env = TestEnv::new();
    let base = "title = \"T\"\n[client-credentials]\nurl = \"https://a.example\"\nclient-auth = \"params\"\nparams = { s = \"{signature}\" }\n";
    for (text, expected) in [
        (
            "[client-credentials.signature]\ndigest = \"hmac-sha256\"\ntext = \"x\"\n",
            "needs a `key` for an HMAC",
        ),
        (
            "[client-credentials.signature]\ndigest = \"md5\"\nkey = \"k\"\ntext = \"x\"\n",
            "no other digest has one",
        ),
        ("[client-credentials.signature]\ndigest = \"md4\"\ntext = \"x\"\n", "`md5`"),
        (
            "[client-credentials.signature]\ndigest = \"md5\"\ntext = \"{nobody}\"\n",
            "`{nobody}`, which is not declared",
        ),
        (
            "[client-credentials.signature]\ndigest = \"md5\"\ntext = \"{signature}\"\n",
            "`{signature}`, which is not declared",
        ),
        ("", "`{signature}`, which is not declared"),
        (
            "[client-credentials.signature]\ndigest = \"md5\"\ntext = \"x\"\n[api]\nparams = { x = \"{client-secret}\" }\n",
            "would send a secret",
        ),
        (
            "[client-credentials.signature]\ndigest = \"md5\"\ntext = \"x\"\n[api.signature]\ndigest = \"md5\"\ntext = \"x\"\n",
            "[api.signature]: no parameter or header contains the signature",
        ),
        (
            "[client-credentials.signature]\ndigest = \"md5\"\ntext = \"x\"\n[api]\nquery = \"a\"\nbody = \"b\"\nsend = \"query\"\n",
            "api.send must be `form` or `json`",
        ),
    ] {
        let path = env.write("own.toml", &format!("{base}{text}"));
        let stderr = env.gettoken(&["providers", "check"]).arg(path).run().failed(3);
        assert!(stderr.contains(expected), "{expected}\n{stderr}");
    }
    for method in ["", "client-auth = \"basic\"\n"] {
        let signature = "[client-credentials.signature]\ndigest = \"md5\"\ntext = \"{client-secret}\"\n";
        let text = base.replace("client-auth = \"params\"\n", method) + signature;
        let stderr = env.gettoken(&["providers", "check"]).arg(env.write("own.toml", &text)).run().failed(3);
        assert!(stderr.contains("also sends the secret that it signs with"), "{stderr}");
    }
}

#[test]
fn the_query_of_the_url_is_signed_too() {
    let env = TestEnv::new();
    env.write_provider(
        "own",
        "title = \"T\"\n[client-credentials]\nurl = \"https://a.example/t?zone=c%6E\"\nclient-auth = \"params\"\n\
         params = { app = \"{client-id}\", s = \"{signature}\" }\n\
         [client-credentials.signature]\ndigest = \"md5\"\ntext = \"{sorted-pairs}{client-secret}\"\n",
    );
    let world = World::always(Reply::json(200, r#"{"access_token":"t","expires_in":60}"#));
    call(&env, &world, "own", &["--client-id", "4711", "--client-secret", SECRET]).run().success();
    let request = &world.requests()[0];
    assert_unsent(request);
    assert!(request.text().contains(&md5_of(&format!("app=4711&zone=cn{SECRET}"))), "{request:?}");
}
