//! Server authentication: a certificate must be for the requested host and from a trusted CA. If not, the
//! exit code is 8 and nothing is sent; a CA file that cannot be read is a config error, exit 3.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::tools;
use crate::support::world::{Reply, World};

/// The answer of every server here.
fn token() -> Reply {
    Reply::json(200, r#"{"access_token":"t","expires_in":3600}"#)
}

fn call(env: &TestEnv, url: &str) -> Call {
    env.gettoken(&["oauth2", "-o", "token", "--client-id=i", "--token-url", url])
        .env("OAUTH2_CLIENT_SECRET", "s3cret-canary")
}

fn local(world: &World) -> String {
    format!("https://{}/t", world.https_addr())
}

// Trusted.

#[test]
fn ca_from_the_flag_is_trusted() {
    let (env, world) = (TestEnv::new(), World::always(token()));
    let call = call(&env, &local(&world)).arg("--cacert").arg(world.ca_pem_path());
    assert_eq!(call.run().success(), "t\n");
}

#[test]
fn ca_from_the_environment_is_trusted() {
    let (env, world) = (TestEnv::new(), World::always(token()));
    let by_file = call(&env, &local(&world)).env("SSL_CERT_FILE", world.ca_pem_path());
    assert_eq!(by_file.run().success(), "t\n");
    let pem = fs::read_to_string(world.ca_pem_path()).unwrap();
    env.write("authorities/own.crt", &pem);
    env.write("authorities/README", "not a certificate");
    let by_folder = call(&env, &local(&world)).arg("--no-cache").env("SSL_CERT_DIR", env.path("authorities"));
    assert_eq!(by_folder.run().success(), "t\n");
}

// Not trusted.

#[test]
fn invalid_certificate_is_refused() {
    for (fault, builder) in [
        ("wrong host", World::builder().wrong_host()),
        ("expired", World::builder().expired_certificate()),
        ("self-signed", World::builder().self_signed()),
        ("another authority", World::builder().untrusted_ca()),
        ("host as common name only", World::builder().cn_only()),
    ] {
        let env = TestEnv::new();
        let world = builder.start(|_| token());
        let url = "https://vendor.example/t";
        let stderr = call(&env, url).through(&world).run().failed(8);
        assert!(stderr.contains("TLS connection to `vendor.example`"), "{fault}: {stderr}");
        assert_eq!(world.requests(), [], "{fault}");
        // A bad certificate is not retried.
        assert_eq!(world.connections().proxy, 1, "{fault}");
        assert!(!env.tokens_dir().join("oauth2").exists());
    }
}

/// A TLS server whose certificate is signed with the given digest.
struct OpensslServer {
    child: Child,
    port: String,
}

impl OpensslServer {
    fn start(env: &TestEnv, digest: &str) -> Self {
        let run = |args: &[&str]| {
            let output = Command::new("openssl").args(args).current_dir(env.path("")).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        };
        env.write("names", "subjectAltName=DNS:localhost\n");
        let ca =
            ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=old CA", "-keyout", "ca.key"];
        run(&[ca.as_slice(), &["-out", "ca.pem"]].concat());
        let leaf = ["req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", "leaf.key"];
        run(&[leaf.as_slice(), &["-out", "leaf.csr"]].concat());
        let sign =
            ["x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
        run(&[sign.as_slice(), &[digest, "-extfile", "names", "-out", "leaf.pem"]].concat());
        let mut child = Command::new("openssl")
            .args(["s_server", "-accept", "0", "-cert", "leaf.pem", "-key", "leaf.key", "-www"])
            .args(["-cipher", "DEFAULT:@SECLEVEL=0"])
            .current_dir(env.path(""))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let accept = lines.into_iter().find(|line| line.starts_with("ACCEPT")).unwrap();
        let port = accept.rsplit_once(':').unwrap().1.to_owned();
        Self { child, port }
    }
}

impl Drop for OpensslServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn certificate_signed_with_sha1_is_refused() {
    if tools::skip_without(&["openssl"]) {
        return;
    }
    for (digest, is_trusted) in [("-sha1", false), ("-sha256", true)] {
        let env = TestEnv::new();
        let server = OpensslServer::start(&env, digest);
        let url = format!("https://localhost:{}/", server.port);
        let call = call(&env, &url).arg("--cacert").arg(env.path("ca.pem"));
        // The certificate with SHA-256 is trusted, but this server answers no POST.
        let stderr = call.arg("--timeout=3s").arg("--retries=0").run().failed(if is_trusted { 6 } else { 8 });
        assert_eq!(stderr.contains("TLS connection to `localhost`"), !is_trusted, "{digest}: {stderr}");
    }
}

#[test]
fn unknown_ca_suggests_cacert() {
    let (env, world) = (TestEnv::new(), World::always(Reply::empty(500)));
    let stderr = call(&env, "https://vendor.example/t").env("HTTPS_PROXY", world.proxy_url()).run().failed(8);
    assert!(stderr.contains("--cacert"), "{stderr}");
}

/// No connection is made: a CA file that the user named must not be ignored.
#[test]
fn unreadable_ca_file_is_reported() {
    let (env, world) = (TestEnv::new(), World::always(token()).may_be_silent());
    let empty = env.write("empty.pem", "");
    let words = env.write("words.pem", "no certificate\n");
    let broken = env.write("broken.pem", "-----BEGIN CERTIFICATE-----\n????\n-----END CERTIFICATE-----\n");
    let missing = env.path("missing.pem");
    for (path, expected) in [
        (&empty, "contains no certificate"),
        (&words, "contains no certificate"),
        (&broken, "contains an invalid certificate"),
        (&missing, "cannot read certificates from"),
    ] {
        let by_flag = call(&env, &local(&world)).arg("--cacert").arg(path);
        let by_variable = call(&env, &local(&world)).env("SSL_CERT_FILE", path);
        for call in [by_flag, by_variable] {
            let stderr = call.run().failed(3);
            assert!(stderr.contains(expected) && stderr.contains(path.to_str().unwrap()), "{stderr}");
        }
    }
    let stderr = call(&env, &local(&world)).env("SSL_CERT_DIR", env.path("nowhere")).run().failed(3);
    assert!(stderr.contains("cannot read certificates from"), "{stderr}");
    assert_eq!(world.connections().https, 0);
}

#[test]
fn verification_cannot_be_disabled() {
    let (env, world) = (TestEnv::new(), World::builder().self_signed().start(|_| token()));
    for flag in ["-k", "--insecure", "--no-verify", "--no-check-certificate"] {
        call(&env, &local(&world)).arg(flag).run().failed(2);
    }
    let call = ["GIT_SSL_NO_VERIFY", "NODE_TLS_REJECT_UNAUTHORIZED", "PYTHONHTTPSVERIFY", "CURL_INSECURE"]
        .into_iter()
        .fold(call(&env, &local(&world)), |call, name| call.env(name, "0"));
    call.env("SSL_CERT_FILE", world.ca_pem_path()).run().failed(8);
    assert_eq!(world.requests(), []);
}
