//! The least that a new token can take: one request over TLS with nothing around it. No settings, no cache, no
//! deadlines, no care for what comes back. benches/run.sh times gettoken beside it.
//!
//! usage: floor CA_FILE HOST PORT PATH BODY

use std::env;
use std::error::Error;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, Stream};

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = env::args().skip(1).collect();
    let [authorities, host, port, path, body] = words.as_slice() else {
        return Err("usage: floor CA_FILE HOST PORT PATH BODY".into());
    };
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(authorities)? {
        roots.add(certificate?)?;
    }
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let mut connection = ClientConnection::new(Arc::new(config), ServerName::try_from(host.clone())?)?;
    let mut socket = TcpStream::connect(format!("{host}:{port}"))?;
    socket.set_nodelay(true)?;
    let mut stream = Stream::new(&mut connection, &mut socket);
    let length = body.len();
    let form = "Content-Type: application/x-www-form-urlencoded";
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n{form}\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        // Many servers close the connection without a word of TLS; whether all came, the length says.
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => return Err(error.into()),
        _ => {}
    }
    let text = String::from_utf8_lossy(&answer);
    let (head, body) = text.split_once("\r\n\r\n").ok_or("the answer has no end of its head")?;
    let length = format!("content-length: {}\r\n", body.len());
    if !head.starts_with("HTTP/1.1 200 ") || !format!("{head}\r\n").to_ascii_lowercase().contains(&length) {
        return Err(format!("the answer is not whole: {head}").into());
    }
    io::stdout().write_all(&answer)?;
    Ok(())
}
