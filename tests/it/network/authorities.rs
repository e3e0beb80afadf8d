//! Files of certificate authorities as curl and OpenSSL write and read them: each form works, or is refused in
//! words that say what is wrong, and none can delay a call beyond `--timeout`.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use base64::prelude::{BASE64_STANDARD, Engine};

use crate::support::environment::TestEnv;
use crate::support::modes;
use crate::support::process::Outcome;
use crate::support::tools::skip_without;
use crate::support::world::{Reply, World};

/// Trust settings of OpenSSL for a list of uses with the object identifier of servers, or of mail.
const FOR_SERVERS: &[u8] = b"\x30\x0c\x30\x0a\x06\x08\x2b\x06\x01\x05\x05\x07\x03\x01";
const FOR_MAIL: &[u8] = b"\x30\x0c\x30\x0a\x06\x08\x2b\x06\x01\x05\x05\x07\x03\x04";

fn tokens() -> World {
    World::always(Reply::json(200, r#"{"access_token":"t","expires_in":3600}"#))
}

/// Runs a call with this file as `--cacert`, and another as SSL_CERT_FILE.
fn run(world: &World, file: &[u8]) -> [Outcome; 2] {
    let env = TestEnv::new();
    let path = env.write("ca", "");
    fs::write(&path, file).unwrap();
    let url = format!("--token-url=https://{}/t", world.https_addr());
    let call = || {
        env.gettoken(&["oauth2", "-o", "token", "--no-cache", "--client-id=i", &url])
            .env("OAUTH2_CLIENT_SECRET", "s3cret")
    };
    [call().arg("--cacert").arg(&path).run(), call().env("SSL_CERT_FILE", &path).run()]
}

fn section(label: &str, der: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", BASE64_STANDARD.encode(der))
}

/// The authority of a world, as PEM and as DER.
fn authority(world: &World) -> (String, Vec<u8>) {
    let pem = fs::read_to_string(world.ca_pem_path()).unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = BASE64_STANDARD.decode(body).unwrap();
    (pem, der)
}

#[test]
fn every_usual_form_of_a_certificate_works() {
    let world = tokens();
    let (pem, der) = authority(&world);
    let trusted = section("TRUSTED CERTIFICATE", &[&der, FOR_SERVERS].concat());
    let key = section("PRIVATE KEY", b"key");
    for (form, file) in [
        ("PEM", pem.clone().into_bytes()),
        ("PEM with a byte order mark", format!("\u{feff}{pem}").into_bytes()),
        ("PEM with Windows line endings", pem.replace('\n', "\r\n").into_bytes()),
        ("PEM in one line", section("CERTIFICATE", &der).into_bytes()),
        ("an old label", section("X509 CERTIFICATE", &der).into_bytes()),
        ("OpenSSL's trust settings", trusted.into_bytes()),
        ("no trust settings", section("TRUSTED CERTIFICATE", &der).into_bytes()),
        ("DER", der.clone()),
        ("words and a key before it", format!("Subject: x\n{key}{pem}").into_bytes()),
    ] {
        for outcome in run(&world, &file) {
            assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), ("t\n", ""), "{form}");
        }
    }
}

#[test]
fn invalid_certificate_among_good_ones_is_reported() {
    let world = tokens();
    let (pem, der) = authority(&world);
    let odd = section("CERTIFICATE", &der[..der.len() - 9]);
    for file in [format!("{odd}{pem}"), format!("{pem}{odd}")] {
        for outcome in run(&world, file.as_bytes()) {
            assert!(outcome.stderr.contains("warning: ignoring 1 of 2 certificates in `"), "{outcome:?}");
            assert_eq!(outcome.success(), "t\n");
        }
    }
    for broken in [
        "-----BEGIN CERTIFICATE-----\n????\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nAQID\n",
    ] {
        for outcome in run(&world, format!("{pem}{broken}").as_bytes()) {
            let stderr = outcome.failed(3);
            assert!(
                stderr.contains("certificate 2 in `") && stderr.contains("incomplete, or not base64"),
                "{stderr}"
            );
        }
    }
}

#[test]
fn file_without_a_usable_certificate_is_refused_in_exact_words() {
    let world = tokens().may_be_silent();
    let (_, der) = authority(&world);
    let utf_16: Vec<u8> = "\u{feff}-----BEGIN".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (file, expected) in [
        (vec![], "` is empty"),
        (b"words\n".to_vec(), "` contains no certificate"),
        (utf_16, "expected PEM text"),
        (section("EC PRIVATE KEY", b"k").into_bytes(), "contains no certificate, but `EC PRIVATE KEY`"),
        (section("CERTIFICATE REQUEST", b"r").into_bytes(), "but `CERTIFICATE REQUEST`"),
        // As an unquoted variable or a YAML file makes of it. It could be a private key.
        (section("PRIVATE KEY", b"k").replace('\n', " ").into_bytes(), "` contains no certificate\n"),
        (section("CERTIFICATE", &der).replace('\n', " ").into_bytes(), "on a line of its own"),
        (section("CERTIFICATE", &der).replace('\n', "").into_bytes(), "` contains no certificate\n"),
        (
            section("CERTIFICATE", b"\x30\x01x").into_bytes(),
            "contains no certificate that is valid and trusted",
        ),
        (section("TRUSTED CERTIFICATE", &[&der, FOR_MAIL].concat()).into_bytes(), "trusted for servers"),
        (b"\x30\x03\x02\x01\x00".to_vec(), "contains no certificate that is valid"),
    ] {
        for outcome in run(&world, &file) {
            let stderr = outcome.failed(3);
            assert!(stderr.contains(expected), "{expected} is not in\n{stderr}");
        }
    }
    assert_eq!(world.connections().https, 0);
}

/// A path to read, and the words of the error.
#[track_caller]
fn ends_in_time(prepare: impl Fn(&TestEnv) -> String, expected: &str) {
    let world = tokens().may_be_silent();
    for is_flag in [true, false] {
        let env = TestEnv::new();
        let path = prepare(&env);
        let url = format!("--token-url=https://{}/t", world.https_addr());
        let call = env.gettoken(&["oauth2", "--client-id=i", "--timeout=1s", &url]);
        let call = call.env("OAUTH2_CLIENT_SECRET", "s3cret");
        let call = if is_flag { call.arg("--cacert").arg(&path) } else { call.env("SSL_CERT_FILE", &path) };
        let began = Instant::now();
        let stderr = call.run().failed(3);
        assert!(began.elapsed() < Duration::from_secs(20), "{path}");
        assert!(stderr.contains(expected) && stderr.contains(&path), "{stderr}");
    }
    assert_eq!(world.connections().https, 0);
}

#[test]
fn file_that_never_ends_is_refused() {
    if skip_without(&["mkfifo"]) {
        return;
    }
    ends_in_time(|_| "/dev/zero".to_owned(), "it is longer than 16777216 bytes");
    ends_in_time(|env| env.path("").display().to_string(), "Is a directory");
    let pipe = |env: &TestEnv| {
        let path = env.path("pipe");
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        modes::set(&path, 0o600).unwrap();
        path.display().to_string()
    };
    ends_in_time(pipe, "reading it timed out");
}

#[test]
fn pipe_with_a_certificate_works() {
    if skip_without(&["sh"]) {
        return;
    }
    let (env, world) = (TestEnv::new(), tokens());
    let url = format!("https://{}/t", world.https_addr());
    let text = format!(
        "gettoken oauth2 -o token --client-id i --token-url {url} --cacert <(cat '{}')",
        world.ca_pem_path()
    );
    assert_eq!(crate::support::shell::script(&env, "bash", &text).run().success(), "t\n");
}
