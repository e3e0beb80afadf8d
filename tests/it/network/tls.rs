//! Server authentication: a certificate must be for the requested host and from a trusted CA. If not, the
//! exit code is 8 and nothing is sent; a CA file that cannot be read is a config error, exit 3.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::thread;

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
    for (fault, builder, reason) in [
        ("wrong host", World::builder().wrong_host(), "its certificate is for "),
        ("expired", World::builder().expired_certificate(), "its certificate expired on 2"),
        ("self-signed", World::builder().self_signed(), "an unknown authority"),
        ("another authority", World::builder().untrusted_ca(), "an unknown authority"),
        ("host as common name only", World::builder().cn_only(), "its certificate is for another host"),
    ] {
        let env = TestEnv::new();
        let world = builder.start(|_| token());
        let url = "https://vendor.example/t";
        let stderr = call(&env, url).through(&world).run().failed(8);
        assert!(stderr.contains("TLS connection to `vendor.example`"), "{fault}: {stderr}");
        assert!(stderr.contains(reason) && !stderr.contains("DnsName"), "{fault}: {stderr}");
        assert_eq!(world.requests(), [], "{fault}");
        // A bad certificate is not retried.
        assert_eq!(world.connections().proxy, 1, "{fault}");
        assert!(!env.tokens_dir().join("oauth2").exists());
    }
}

/// A TLS server by OpenSSL. It answers no POST, so that a call over a good connection fails with exit code 6.
struct OpensslServer {
    child: Child,
    port: String,
}

fn openssl(env: &TestEnv, args: &[&str]) {
    let output = Command::new("openssl").args(args).current_dir(env.path("")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Creates `NAME.pem` and `NAME.key`: a certificate of an authority that it signed itself, for the host.
fn create_self_signed(env: &TestEnv, name: &str, host: &str) {
    let (key, pem, subject) = (format!("{name}.key"), format!("{name}.pem"), format!("/CN={name}"));
    let names = format!("subjectAltName=DNS:{host}");
    let create = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", &subject, "-addext", &names];
    openssl(env, &[&create, ["-keyout", &key, "-out", &pem].as_slice()].concat());
}

impl OpensslServer {
    fn start(env: &TestEnv, certificate: &str, args: &[&str]) -> Self {
        let (pem, key) = (format!("{certificate}.pem"), format!("{certificate}.key"));
        let mut child = Command::new("openssl")
            .args(["s_server", "-accept", "0", "-cert", &pem, "-key", &key, "-www"])
            .args(args)
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

    /// Returns what a call that trusts `ca` reports, which must be an error with this exit code.
    #[track_caller]
    fn fails(&self, env: &TestEnv, ca: &str, code: i32) -> String {
        let call = call(env, &format!("https://localhost:{}/", self.port)).arg("--cacert").arg(env.path(ca));
        call.arg("--timeout=3s").arg("--retries=0").run().failed(code)
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
    for (digest, code) in [("-sha1", 8), ("-sha256", 6)] {
        let env = TestEnv::new();
        create_self_signed(&env, "ca", "ca.example");
        env.write("names", "subjectAltName=DNS:localhost\n");
        let request = ["req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"];
        openssl(&env, &[&request, ["-keyout", "leaf.key", "-out", "leaf.csr"].as_slice()].concat());
        let sign =
            ["x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
        openssl(&env, &[&sign, [digest, "-extfile", "names", "-out", "leaf.pem"].as_slice()].concat());
        let server = OpensslServer::start(&env, "leaf", &["-cipher", "DEFAULT:@SECLEVEL=0"]);
        let stderr = server.fails(&env, "ca.pem", code);
        assert_eq!(stderr.contains("TLS connection to `localhost`"), code == 8, "{digest}: {stderr}");
    }
}

/// `openssl req -x509` makes the certificate of an authority, which curl accepts as a server's if it is named exactly.
#[test]
fn self_signed_certificate_is_trusted_if_exactly_it_is_given() {
    if tools::skip_without(&["openssl"]) {
        return;
    }
    let env = TestEnv::new();
    create_self_signed(&env, "own", "localhost");
    create_self_signed(&env, "same", "localhost");
    create_self_signed(&env, "elsewhere", "elsewhere.example");
    let server = OpensslServer::start(&env, "own", &[]);
    server.fails(&env, "own.pem", 6);
    let stderr = server.fails(&env, "same.pem", 8);
    assert!(stderr.contains("that of a certificate authority") && stderr.contains("--cacert"), "{stderr}");
    let stderr = OpensslServer::start(&env, "elsewhere", &[]).fails(&env, "elsewhere.pem", 8);
    assert!(stderr.contains("elsewhere.example"), "{stderr}");
}

#[test]
fn failed_handshake_is_explained() {
    if tools::skip_without(&["openssl"]) {
        return;
    }
    let env = TestEnv::new();
    create_self_signed(&env, "own", "localhost");
    for (args, reason) in [
        (&["-Verify", "1", "-tls1_2"][..], "requires a client certificate"),
        (&["-Verify", "1"], "requires a client certificate"),
        (&["-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0"], "neither TLS 1.2 nor TLS 1.3"),
        (&["-tls1_2", "-cipher", "AES128-SHA"], "no cipher in common"),
    ] {
        let stderr = OpensslServer::start(&env, "own", args).fails(&env, "own.pem", 8);
        assert!(stderr.contains(reason), "{args:?}: {stderr}");
    }
}

#[test]
fn server_without_tls_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/t", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        // The greeting of the client, which a web server without TLS does not understand.
        let _ = stream.read(&mut [0; 4096]);
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
    });
    let stderr = call(&TestEnv::new(), &url).run().failed(8);
    assert!(stderr.contains("did not answer with TLS") && stderr.contains("check the port"), "{stderr}");
    server.join().unwrap();
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
        (&empty, "is empty"),
        (&words, "contains no certificate"),
        (&broken, "certificate 1 in `"),
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
