//! Providers without a client secret, at their vendors' real host names: the JWT that is signed, with its signature, or
//! the token of somebody else that is sent.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use chrono::{SecondsFormat, TimeDelta, Utc};
use gettoken::crypto::signing_key::generated_key;
use ring::rsa;
use ring::signature::{
    KeyPair, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, RsaParameters, UnparsedPublicKey,
};
use serde_json::{Value, json};

use crate::support::environment::TestEnv;
use crate::support::tools;
use crate::support::world::{Reply, Request, World};

/// Everybody knows this key.
const RSA: &str = include_str!("../../cases/keys/rsa.pem");
const TOKEN: &str = r#"{"access_token":"T","token_type":"Bearer","expires_in":3600}"#;

/// A JWT in parts.
fn decoded(jwt: &str) -> (Value, Value, Vec<u8>) {
    let parts: Vec<_> = jwt.split('.').map(|part| BASE64_URL_SAFE_NO_PAD.decode(part).unwrap()).collect();
    let [header, claims, signature] = parts.try_into().unwrap();
    (serde_json::from_slice(&header).unwrap(), serde_json::from_slice(&claims).unwrap(), signature)
}

fn verify(jwt: &str, parameters: &'static RsaParameters) {
    let pem: String = RSA.lines().skip_while(|line| !line.starts_with("---")).skip(1).collect();
    let der = base64::prelude::BASE64_STANDARD.decode(pem.split('-').next().unwrap()).unwrap();
    let key = rsa::KeyPair::from_pkcs8(&der).unwrap();
    let (input, _) = jwt.rsplit_once('.').unwrap();
    let public = UnparsedPublicKey::new(parameters, key.public_key().as_ref());
    public.verify(input.as_bytes(), &decoded(jwt).2).unwrap();
}

/// Runs a call with the key in `key.pem` and returns the request.
fn sent(env: &TestEnv, args: &[&str], reply: &str) -> Request {
    let world = World::always(Reply::json(200, reply));
    let call = env.gettoken(args).args(&["-o", "token"]);
    assert_eq!(call.through(&world).run().success(), "T\n", "{args:?}");
    world.request()
}

/// The claims without moments and random text, once these are right.
fn lasting(mut claims: Value, longest: i64) -> Value {
    let members = claims.as_object_mut().unwrap();
    let (now, moment) = (Utc::now().timestamp(), |value: Value| value.as_i64().unwrap());
    let exp = moment(members.remove("exp").unwrap());
    for name in ["iat", "nbf"] {
        let begin = members.remove(name).map_or(now, moment);
        assert!(begin <= now && exp - begin <= longest, "{name} {begin}, exp {exp}");
    }
    let jti = members.remove("jti");
    assert!(jti.is_none_or(|jti| jti.as_str().unwrap().len() >= 32));
    claims
}

#[test]
fn jwts_are_signed_as_each_vendor_requires() {
    let env = TestEnv::new();
    let key = env.write("key.pem", RSA);
    let key_file = format!("--client-key-file={}", key.display());
    let cases = [
        (
            "google-service-account --client-id a@b --key-id k --scope s --delegated-user u",
            "assertion",
            3600,
            json!({ "iss": "a@b", "sub": "u", "scope": "s", "aud": "https://oauth2.googleapis.com/token" }),
        ),
        (
            "salesforce-jwt --client-id i --domain x.my.salesforce.com --username u",
            "assertion",
            180,
            json!({ "iss": "i", "sub": "u", "aud": "https://login.salesforce.com" }),
        ),
        (
            "docusign --client-id i --user-id u",
            "assertion",
            3600,
            json!({ "iss": "i", "sub": "u", "aud": "account.docusign.com", "scope": "signature impersonation" }),
        ),
        (
            "box-jwt --client-id i --client-secret s --key-id k --subject-id e",
            "assertion",
            60,
            json!({ "iss": "i", "sub": "e", "box_sub_type": "enterprise", "aud": "https://api.box.com/oauth2/token" }),
        ),
        (
            "okta-org --client-id i --domain x.okta.com --key-id k --scope s",
            "client_assertion",
            300,
            json!({ "iss": "i", "sub": "i", "aud": "https://x.okta.com/oauth2/v1/token" }),
        ),
        (
            "oauth2 --client-id i --token-url https://a.example/t --issuer https://a.example",
            "client_assertion",
            300,
            json!({ "iss": "i", "sub": "i", "aud": "https://a.example" }),
        ),
        (
            "oauth2-jwt-bearer --client-id i --token-url https://a.example/t --assertion-subject u",
            "assertion",
            300,
            json!({ "iss": "i", "sub": "u", "aud": "https://a.example/t" }),
        ),
    ];
    for (words, field, longest, expected) in cases {
        let mut args: Vec<&str> = words.split(' ').collect();
        args.push(&key_file);
        let form = sent(&env, &args, TOKEN).form();
        let (header, claims, _) = decoded(&form[field]);
        assert_eq!(header["alg"], "RS256", "{words}");
        assert_eq!(header.get("kid").is_some(), words.contains("--key-id"), "{words}");
        assert_eq!(lasting(claims, longest), expected, "{words}");
        verify(&form[field], &RSA_PKCS1_2048_8192_SHA256);
    }
}

#[test]
fn a_key_file_in_json_names_the_account() {
    let env = TestEnv::new();
    let file = json!({ "type": "service_account", "client_email": "a@b", "private_key": RSA, "private_key_id": "k" });
    let path = env.write("sa.json", &file.to_string());
    let world = World::always(Reply::json(200, r#"{"id_token":"T"}"#));
    let call = env.gettoken(&["google-service-account", "--audience", "https://s.run.app", "-o", "token"]);
    let call = call.env("GOOGLE_APPLICATION_CREDENTIALS", &path).through(&world);
    assert_eq!(call.run().success(), "T\n");
    let assertion = &world.request().form()["assertion"];
    let (header, claims, _) = decoded(assertion);
    assert_eq!((&header["kid"], &claims["iss"]), (&json!("k"), &json!("a@b")));
    assert_eq!((&claims["target_audience"], claims.get("scope")), (&json!("https://s.run.app"), None));
    verify(assertion, &RSA_PKCS1_2048_8192_SHA256);
}

#[test]
fn an_app_signs_for_its_installation() {
    let env = TestEnv::new();
    let key = env.write("key.pem", RSA);
    let end = (Utc::now() + TimeDelta::hours(1)).to_rfc3339_opts(SecondsFormat::Secs, true);
    let world = World::always(Reply::json(201, json!({ "token": "T", "expires_at": end }).to_string()));
    let call = env.gettoken(&["github-app", "--client-id", "i", "--installation-id", "42", "-o", "token"]);
    let call = call.args(&["--repositories", "a, b", "--permissions", r#"{"contents":"read"}"#]);
    let call = call.env("GITHUB_APP_PRIVATE_KEY_PATH", key).through(&world);
    assert_eq!(call.run().success(), "T\n");
    let request = world.request();
    assert_eq!((&*request.host, &*request.path), ("api.github.com", "/app/installations/42/access_tokens"));
    assert_eq!(request.json(), json!({ "permissions": { "contents": "read" }, "repositories": ["a", "b"] }));
    let jwt = request.header("authorization").unwrap().strip_prefix("Bearer ").unwrap();
    assert_eq!(lasting(decoded(jwt).1, 660), json!({ "iss": "i" }));
    verify(jwt, &RSA_PKCS1_2048_8192_SHA256);

    let call = env.gettoken(&["github-app", "--client-id", "i", "--installation-id", "42"]);
    let key = env.path("key.pem");
    let call = call.args(&["--permissions", "{contents"]).env("GITHUB_APP_PRIVATE_KEY_PATH", key);
    assert!(call.run().failed(3).contains("`permissions` is not valid JSON"));
}

#[test]
fn a_token_that_needs_no_request_is_signed() {
    let env = TestEnv::new();
    let (rsa, ec) = (env.write("rsa.pem", RSA), env.write("ec.pem", generated_key().unwrap().expose()));
    let call = env.gettoken(&["snowflake", "--account", "O-A", "--username", "U", "-o", "token"]);
    let jwt = call.env("SNOWFLAKE_PRIVATE_KEY_PATH", rsa).run().success();
    let claims = lasting(decoded(jwt.trim_end()).1, 3600);
    let issuer = claims["iss"].as_str().unwrap();
    assert!(issuer.starts_with("O-A.U.SHA256:") && claims["sub"] == "O-A.U", "{claims}");
    verify(jwt.trim_end(), &RSA_PKCS1_2048_8192_SHA256);

    let call = env.gettoken(&["apple-connect", "--issuer-id", "I", "--key-id", "K", "-o", "token"]);
    let jwt = call.env("APP_STORE_CONNECT_KEY_PATH", ec).run().success();
    let (header, claims, signature) = decoded(jwt.trim_end());
    assert_eq!(header, json!({ "alg": "ES256", "kid": "K", "typ": "JWT" }));
    assert_eq!(lasting(claims, 1200), json!({ "iss": "I", "aud": "appstoreconnect-v1" }));
    assert_eq!(signature.len(), 64);
}

#[test]
fn a_certificate_is_named_by_its_digest() {
    if tools::skip_without(&["openssl"]) {
        return;
    }
    let env = TestEnv::new();
    let key = env.write("key.pem", RSA);
    let made = std::process::Command::new("openssl")
        .args(["req", "-x509", "-new", "-subj", "/CN=t", "-days", "2", "-key"])
        .arg(&key)
        .current_dir(env.path(""))
        .output();
    let certificate = env.write("cert.pem", &String::from_utf8(made.unwrap().stdout).unwrap());
    let certificate = format!("--certificate-file={}", certificate.display());
    let key = format!("--client-key-file={}", key.display());
    for (provider, host) in
        [("entra", "login.microsoftonline.com"), ("azure-china", "login.partner.microsoftonline.cn")]
    {
        let args = [provider, "--tenant", "t", "--client-id", "i", &certificate, &key];
        let form = sent(&env, &args, TOKEN).form();
        let (header, claims, _) = decoded(&form["client_assertion"]);
        let names: Vec<&str> = header.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!((names, &header["alg"]), (vec!["alg", "typ", "x5t#S256"], &json!("PS256")));
        let aud = format!("https://{host}/t/oauth2/v2.0/token");
        assert_eq!(lasting(claims, 660), json!({ "iss": "i", "sub": "i", "aud": aud }));
        verify(&form["client_assertion"], &RSA_PSS_2048_8192_SHA256);
        assert!(!form.contains_key("client_secret"));

        let args = [&args[..], &["--certificate-alg", "RS256", "--x5c", "yes", "--no-cache"]].concat();
        let form = sent(&env, &args, TOKEN).form();
        let (header, ..) = decoded(&form["client_assertion"]);
        assert!(header["x5t"].is_string() && header.get("x5t#S256").is_none(), "{header}");
        assert_eq!(header["x5c"].as_array().unwrap().len(), 1);
        verify(&form["client_assertion"], &RSA_PKCS1_2048_8192_SHA256);
    }
}

/// A projected token, which others may read and which a pod's variables name.
#[test]
fn a_pods_identity_needs_no_other_credential() {
    let env = TestEnv::new();
    let token = env.write("token", "jwt\n");
    let world = World::always(Reply::json(200, TOKEN));
    let call = env.gettoken(&["entra", "-o", "token"]);
    let call = call.env("AZURE_CLIENT_ID", "i").env("AZURE_TENANT_ID", "t");
    let call = call.env("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.us/");
    assert_eq!(call.env("AZURE_FEDERATED_TOKEN_FILE", token).through(&world).run().success(), "T\n");
    let request = world.request();
    assert_eq!(request.host, "login.microsoftonline.us");
    assert_eq!(request.form()["client_assertion"], "jwt");
}

#[test]
fn a_token_of_somebody_else_is_exchanged() {
    let env = TestEnv::new();
    let subject = format!("--subject-file={}", env.write("subject", "jwt\n").display());
    let cases = [
        ("gcp-workload-identity --pool-provider projects/1/x", "subject_token"),
        ("oauth2-token-exchange --token-url https://a.example/t", "subject_token"),
        ("oauth2-assertion --token-url https://a.example/t", "assertion"),
        ("openrouter --federation-policy-id p", "subject_token"),
        ("openai --identity-provider-id p --service-account-id s", "subject_token"),
        ("anthropic --federation-rule-id r --organization-id o --service-account-id s", "assertion"),
    ];
    for (words, field) in cases {
        let mut args: Vec<&str> = words.split(' ').collect();
        args.push(&subject);
        let request = sent(&env, &args, TOKEN);
        assert_eq!(request.header("authorization"), None, "{words}");
        let is_json = request.header("content-type").unwrap().starts_with("application/json");
        let body = if is_json { request.json() } else { json!(request.form()) };
        assert_eq!(body[field], "jwt", "{words}");
        assert!(body.get("client_id").is_none() && body.get("client_secret").is_none(), "{body}");
    }
    let end = (Utc::now() + TimeDelta::hours(1)).to_rfc3339_opts(SecondsFormat::Secs, true);
    let reply = json!({ "accessToken": "T", "expireTime": end }).to_string();
    let args = ["google-impersonation", "--service-account", "a@b", "--scope", "s1 s2", &subject];
    let request = sent(&env, &args, &reply);
    assert_eq!(request.header("authorization"), Some("Bearer jwt"));
    assert_eq!(request.json(), json!({ "lifetime": "3600s", "scope": ["s1", "s2"] }));
    let reply = r#"{"auth":{"client_token":"T","lease_duration":3600}}"#;
    let args =
        ["vault-jwt", "--base-url", "https://a.example", "--role", "ci", "--namespace", "team", &subject];
    let request = sent(&env, &args, reply);
    assert_eq!(
        (request.path.as_str(), request.header("x-vault-namespace")),
        ("/v1/auth/jwt/login", Some("team"))
    );
    assert_eq!(request.json(), json!({ "jwt": "jwt", "role": "ci" }));
}

#[test]
fn several_audiences_and_an_actor_are_exchanged_for_any_token() {
    let env = TestEnv::new();
    let (subject, actor) = (env.write("subject", "s\n"), env.write("actor", "a\n"));
    let files =
        [format!("--subject-file={}", subject.display()), format!("--actor-file={}", actor.display())];
    let words = "oauth2-token-exchange --token-url https://a.example/t --client-id i --audience x --audience y \
                 --resource https://r.example/ --actor-token-type jwt --subject-token-type id_token \
                 --requested-token-type id-jag";
    let mut args: Vec<&str> = words.split_whitespace().collect();
    args.extend(files.iter().map(String::as_str));
    let reply = r#"{"access_token":"T","issued_token_type":"urn:ietf:params:oauth:token-type:id-jag","token_type":"N_A"}"#;
    let body = sent(&env, &args, reply).text();
    for part in [
        "client_id=i",
        "subject_token=s",
        "actor_token=a",
        "audience=x",
        "audience=y",
        "resource=https%3A%2F%2Fr.example%2F",
        "actor_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Ajwt",
        "subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aid_token",
        "requested_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aid-jag",
    ] {
        assert!(body.split('&').any(|field| field == part), "{part} in {body}");
    }
}

/// The providers of this file, which have no row in `cases/vendors.toml`.
pub const PROVIDERS: [&str; 18] = [
    "anthropic",
    "apple-connect",
    "box-jwt",
    "docusign",
    "gcp-workload-identity",
    "github-app",
    "google-impersonation",
    "google-service-account",
    "oauth2-assertion",
    "oauth2-jwt-bearer",
    "oauth2-password",
    "oauth2-token-exchange",
    "okta-org",
    "openai",
    "openrouter",
    "salesforce-jwt",
    "snowflake",
    "vault-jwt",
];

#[test]
fn a_password_is_sent_as_the_standard_says() {
    let env = TestEnv::new();
    let password = format!("--password-file={}", env.write("password", "p w\n").display());
    let args = [
        "oauth2-password",
        "--token-url",
        "https://a.example/t",
        "--client-id",
        "i",
        "--username",
        "u",
        &password,
    ];
    let form = json!(sent(&env, &args, TOKEN).form());
    assert_eq!(
        form,
        json!({ "grant_type": "password", "client_id": "i", "username": "u", "password": "p w" })
    );
}
