//! The lower bound for fetching a token: one HTTPS request with bare rustls. It has no settings, no cache and no
//! deadlines, and checks only that the response is complete. benches/run.sh compares gettoken with it.
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
    let args: Vec<String> = env::args().skip(1).collect();
    let [ca_file, host, port, path, body] = args.as_slice() else {
        return Err("usage: floor CA_FILE HOST PORT PATH BODY".into());
    };
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(ca_file)? {
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
    let media_type = "Content-Type: application/x-www-form-urlencoded";
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n{media_type}\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes())?;
    let mut response = Vec::new();
    match stream.read_to_end(&mut response) {
        // Many servers close the connection without `close_notify`; the length shows whether the response is complete.
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => return Err(error.into()),
        _ => {}
    }
    let text = String::from_utf8_lossy(&response);
    let (head, body) = text.split_once("\r\n\r\n").ok_or("the response header is incomplete")?;
    let length = format!("content-length: {}\r\n", body.len());
    if !head.starts_with("HTTP/1.1 200 ") || !format!("{head}\r\n").to_ascii_lowercase().contains(&length) {
        return Err(format!("not a complete response with status 200: {head}").into());
    }
    io::stdout().write_all(&response)?;
    Ok(())
}
