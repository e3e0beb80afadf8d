//! Private keys and certificates as OpenSSL writes them, and signatures as it verifies them. The commands in the hints
//! do what the hints say.

use std::fs;
use std::process::{Command, Output};

use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine};
use gettoken::crypto::algorithm::Algorithm;
use gettoken::crypto::certificate::Certificates;
use gettoken::crypto::der::{INTEGER, OCTET_STRING, SEQUENCE, take, whole};
use gettoken::crypto::signing_key::SigningKey;
use gettoken::secret::Secret;
use ring::digest::{SHA256, digest};
use serde_json::json;

use crate::support::environment::TestEnv;
use crate::support::tools;

/// The kinds of keys that can be used, and how OpenSSL creates one.
const KINDS: [(&str, &str); 4] = [
    ("RSA", "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem"),
    ("P-256", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem"),
    ("P-384", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out key.pem"),
    ("Ed25519", "genpkey -algorithm ED25519 -out key.pem"),
];

fn run(env: &TestEnv, command: &str) -> Output {
    let words = command.split(' ');
    Command::new("openssl").args(words).current_dir(env.path("")).output().unwrap()
}

/// Runs `openssl` with these words, and returns what it prints.
#[track_caller]
fn openssl(env: &TestEnv, command: &str) -> Vec<u8> {
    let output = run(env, command);
    assert!(output.status.success(), "openssl {command}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn text(env: &TestEnv, file: &str) -> String {
    fs::read_to_string(env.path(file)).unwrap()
}

#[track_caller]
fn read(text: &str) -> SigningKey {
    SigningKey::parse(&Secret::new(text)).unwrap_or_else(|error| panic!("{error}"))
}

/// What is wrong with the key, and the hint, in English.
#[track_caller]
fn refused(text: &str) -> (String, String) {
    let error = SigningKey::parse(&Secret::new(text)).expect_err("the key is refused");
    (error.english(), error.hint().unwrap().english())
}

/// The command of OpenSSL in a hint.
fn command_in(hint: &str) -> String {
    let quoted = hint.split('`').find(|part| part.starts_with("openssl ")).unwrap();
    quoted.strip_prefix("openssl ").unwrap().to_owned()
}

/// The key in `key.pem` as a JWK.
fn jwk(env: &TestEnv, kind: &str) -> String {
    let encode = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
    let der = openssl(env, "pkcs8 -topk8 -nocrypt -in key.pem -outform DER");
    let mut rest = whole(&der, SEQUENCE).unwrap();
    take(&mut rest, INTEGER).unwrap();
    take(&mut rest, SEQUENCE).unwrap();
    let key = take(&mut rest, OCTET_STRING).unwrap();
    if kind == "Ed25519" {
        let public = openssl(env, "pkey -in key.pem -pubout -outform DER");
        let (d, x) = (whole(key, OCTET_STRING).unwrap(), public.last_chunk::<32>().unwrap());
        return json!({ "kty": "OKP", "crv": kind, "d": encode(d), "x": encode(x) }).to_string();
    }
    let mut parts = whole(key, SEQUENCE).unwrap();
    take(&mut parts, INTEGER).unwrap();
    if kind == "RSA" {
        let names = ["n", "e", "d", "p", "q", "dp", "dq", "qi"];
        // With a zero before a number whose first bit is set, as some programs write it.
        let mut jwk: serde_json::Map<_, _> = names
            .map(|name| (name.to_owned(), encode(take(&mut parts, INTEGER).unwrap()).into()))
            .into_iter()
            .collect();
        jwk.insert("kty".into(), "RSA".into());
        return serde_json::Value::Object(jwk).to_string();
    }
    let d = take(&mut parts, OCTET_STRING).unwrap();
    let (x, y) = parts[parts.len() - 2 * d.len()..].split_at(d.len());
    json!({ "kty": "EC", "crv": kind, "d": encode(d), "x": encode(x), "y": encode(y) }).to_string()
}

/// Every form of the key in `key.pem`.
fn forms(env: &TestEnv, kind: &str) -> Vec<String> {
    openssl(env, "req -x509 -key key.pem -subj /CN=a -days 30 -out certificate.pem");
    openssl(env, "pkcs12 -export -inkey key.pem -in certificate.pem -passout pass:p -out key.p12");
    let bag = openssl(env, "pkcs12 -in key.p12 -nodes -passin pass:p");
    let mut forms = vec![text(env, "key.pem"), jwk(env, kind), String::from_utf8(bag).unwrap()];
    if kind != "Ed25519" {
        openssl(env, "pkey -in key.pem -traditional -out traditional.pem");
        let traditional = text(env, "traditional.pem");
        assert!(traditional.contains(if kind == "RSA" { "RSA PRIVATE KEY" } else { "EC PRIVATE KEY" }));
        forms.push(text(env, "certificate.pem") + &traditional);
        forms.push(traditional.replace('\n', "\r\n"));
    }
    forms
}

/// Verifies with OpenSSL and the public key in `public.pem`.
fn verify(env: &TestEnv, algorithm: Algorithm, signature: &[u8]) {
    let digits = &algorithm.name()[2..];
    let signature = match algorithm {
        Algorithm::ES256 | Algorithm::ES384 => in_der(signature),
        _ => signature.to_vec(),
    };
    fs::write(env.path("signature"), signature).unwrap();
    let dgst = format!("dgst -sha{digits} -verify public.pem -signature signature");
    match &algorithm.name()[..2] {
        "Ed" => openssl(env, "pkeyutl -verify -pubin -inkey public.pem -rawin -in input -sigfile signature"),
        "PS" => {
            let padding = "-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest";
            openssl(env, &format!("{dgst} {padding} input"))
        }
        _ => openssl(env, &format!("{dgst} input")),
    };
}

/// An ECDSA signature as OpenSSL reads it.
fn in_der(fixed: &[u8]) -> Vec<u8> {
    let element = |tag: u8, content: &[u8]| [&[tag, content.len().try_into().unwrap()], content].concat();
    let number = |half: &[u8]| {
        let digits = &half[half.iter().take_while(|byte| **byte == 0).count()..];
        let positive = if digits[0] < 0x80 { digits.to_vec() } else { [&[0], digits].concat() };
        element(INTEGER, &positive)
    };
    let (r, s) = fixed.split_at(fixed.len() / 2);
    element(SEQUENCE, &[number(r), number(s)].concat())
}

#[test]
fn openssl_verifies_every_form_of_key_with_every_algorithm() {
    if tools::skip_without(&["openssl"]) {
        return;
    }
    for (kind, create) in KINDS {
        let env = TestEnv::new();
        env.write("input", "header.claims");
        openssl(&env, create);
        let public = openssl(&env, "pkey -in key.pem -pubout -outform DER");
        openssl(&env, "pkey -in key.pem -pubout -out public.pem");
        for form in forms(&env, kind) {
            let key = read(&form);
            for algorithm in key.algorithms() {
                verify(&env, *algorithm, &key.sign(*algorithm, b"header.claims").unwrap());
            }
            let fingerprint = BASE64_STANDARD.encode(digest(&SHA256, &public));
            assert_eq!(key.public_key_sha256(), Some(fingerprint), "{kind}");
            assert_eq!(Certificates::parse(&text(&env, "certificate.pem")).unwrap().check_key(&key), Ok(()));
        }
    }
}

#[test]
fn openssl_computes_the_same_hmac() {
    if tools::skip_without(&["openssl"]) {
        return;
    }
    let env = TestEnv::new();
    env.write("input", "header.claims");
    let secret = "s3cret-canary".repeat(5);
    let key = SigningKey::hmac(&Secret::new(&*secret));
    for algorithm in key.algorithms() {
        let digits = &algorithm.name()[2..];
        let expected =
            openssl(&env, &format!("dgst -sha{digits} -mac HMAC -macopt key:{secret} -binary input"));
        assert_eq!(key.sign(*algorithm, b"header.claims").unwrap(), expected);
    }
}

#[test]
fn openssl_computes_the_same_thumbprints() {
    if tools::skip_without(&["openssl"]) {
        return;
    }
    let env = TestEnv::new();
    openssl(&env, KINDS[1].1);
    openssl(&env, "req -x509 -key key.pem -subj /CN=a -days 30 -out certificate.pem");
    let certificate = Certificates::parse(&text(&env, "certificate.pem")).unwrap();
    for (name, own) in [("sha256", certificate.sha256()), ("sha1", certificate.sha1())] {
        let shown = openssl(&env, &format!("x509 -in certificate.pem -noout -fingerprint -{name}"));
        let own = BASE64_URL_SAFE_NO_PAD.decode(own).unwrap();
        let own: Vec<String> = own.iter().map(|byte| format!("{byte:02X}")).collect();
        assert!(String::from_utf8(shown).unwrap().ends_with(&format!("={}\n", own.join(":"))));
    }
    let end = String::from_utf8(openssl(&env, "x509 -in certificate.pem -noout -enddate")).unwrap();
    let own = certificate.not_after().unwrap().format("notAfter=%b %e %H:%M:%S %Y GMT\n").to_string();
    assert_eq!(own, end);
    let der = openssl(&env, "x509 -in certificate.pem -outform DER");
    assert_eq!(certificate.chain(), [BASE64_STANDARD.encode(der)]);
}

#[test]
fn key_of_another_type_is_refused_with_its_name() {
    if tools::skip_without(&["openssl"]) {
        return;
    }
    let env = TestEnv::new();
    let curve = |name: &str| format!("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:{name} -out key.pem");
    let rsa = |option: &str| format!("genpkey -algorithm RSA -pkeyopt {option} -out key.pem");
    let of_type = |name: &str| format!("private keys of type `{name}` are not supported");
    let cases = [
        (curve("P-521"), of_type("P-521")),
        (curve("secp256k1"), of_type("secp256k1")),
        (curve("P-256 -pkeyopt ec_param_enc:explicit"), of_type("EC")),
        ("genpkey -algorithm X25519 -out key.pem".to_owned(), of_type("X25519")),
        ("genpkey -algorithm ED448 -out key.pem".to_owned(), of_type("Ed448")),
        ("genpkey -algorithm RSA-PSS -out key.pem".to_owned(), of_type("RSA-PSS")),
        (rsa("rsa_keygen_bits:1024"), "RSA keys with 1024 bits are not supported".to_owned()),
        (rsa("rsa_keygen_pubexp:3"), "the public exponent of the RSA key is less than 65537".to_owned()),
    ];
    for (create, expected) in &cases {
        openssl(&env, create);
        let mut forms = vec![text(&env, "key.pem")];
        if run(&env, "pkey -in key.pem -traditional -out traditional.pem").status.success() {
            forms.push(text(&env, "traditional.pem"));
        }
        for form in forms {
            let (error, hint) = refused(&form);
            assert_eq!(error, *expected, "{create}");
            assert!(hint.contains("2048") || hint.contains("3072"), "{hint}");
        }
    }
}

#[test]
fn encrypted_key_is_read_after_the_command_of_its_hint() {
    if tools::skip_without(&["openssl"]) {
        return;
    }
    let env = TestEnv::new();
    env.write("PASSPHRASE.txt", "p\n");
    for (_, create) in &KINDS[..3] {
        openssl(&env, create);
        for form in ["", "-traditional "] {
            openssl(
                &env,
                &format!("pkey -in key.pem {form}-aes256 -passout file:PASSPHRASE.txt -out KEY.pem"),
            );
            let (error, hint) = refused(&text(&env, "KEY.pem"));
            assert_eq!(error, "the private key is encrypted");
            let command = hint.split('[').nth(1).unwrap().split(']').next().unwrap();
            let words: Vec<&str> = command.split('"').skip(1).step_by(2).collect();
            assert_eq!(words[0], "openssl");
            let decrypted = String::from_utf8(openssl(&env, &words[1..].join(" "))).unwrap();
            assert_eq!(
                read(&decrypted).public_key_sha256(),
                read(&text(&env, "key.pem")).public_key_sha256()
            );
        }
    }
}

#[test]
fn key_without_its_public_key_is_read_after_the_command_of_its_hint() {
    if tools::skip_without(&["openssl"]) {
        return;
    }
    let env = TestEnv::new();
    for (_, create) in &KINDS[1..3] {
        openssl(&env, create);
        for change in ["-no_public", "-conv_form compressed"] {
            openssl(&env, &format!("ec -in key.pem {change} -out KEY.pem"));
            let (error, hint) = refused(&text(&env, "KEY.pem"));
            assert_eq!(error, "the private key does not contain its public key in the uncompressed form");
            openssl(&env, &command_in(&hint));
            let whole = read(&text(&env, "key.pem"));
            assert_eq!(read(&text(&env, "NEW.pem")).public_key_sha256(), whole.public_key_sha256());
        }
    }
}

#[test]
fn other_files_are_refused_with_a_way_to_a_key() {
    if tools::skip_without(&["openssl"]) {
        return;
    }
    let env = TestEnv::new();
    for (_, create) in KINDS {
        openssl(&env, create);
        let public = String::from_utf8(openssl(&env, "pkey -in key.pem -pubout")).unwrap();
        assert_eq!(refused(&public).0, "it contains no private key, but `PUBLIC KEY`");
        let der = openssl(&env, "pkey -in key.pem -outform DER");
        assert_eq!(
            read(&BASE64_STANDARD.encode(&der)).public_key_sha256(),
            read(&text(&env, "key.pem")).public_key_sha256()
        );
        let (error, hint) = refused(&BASE64_STANDARD.encode(text(&env, "key.pem")));
        assert_eq!(error, "the private key is PEM in base64");
        assert!(hint.contains("base64 -d"), "{hint}");
        fs::write(env.path("FILE"), &der).unwrap();
        openssl(&env, "pkey -inform DER -in FILE -out KEY.pem");
        assert_eq!(
            read(&text(&env, "KEY.pem")).public_key_sha256(),
            read(&text(&env, "key.pem")).public_key_sha256()
        );
        let (error, _) = refused(&String::from_utf8_lossy(&der));
        assert_eq!(error, "the private key is not text, but binary, such as PKCS #12 or DER");
    }
}

#[test]
fn key_of_openssh_is_read_after_the_command_of_its_hint() {
    if tools::skip_without(&["ssh-keygen"]) {
        return;
    }
    let env = TestEnv::new();
    for kind in ["-t rsa -b 2048", "-t ecdsa -b 256"] {
        let shell = |command: &str| {
            assert!(tools::succeeds("sh", &["-c", &format!("cd '{}' && {command}", env.path("").display())]));
        };
        shell(&format!("rm -f COPY && ssh-keygen -q {kind} -N '' -f COPY"));
        let (error, hint) = refused(&text(&env, "COPY"));
        assert_eq!(error, "the private key is in the format of OpenSSH");
        shell(hint.split('`').nth(1).unwrap());
        read(&text(&env, "COPY"));
    }
}
