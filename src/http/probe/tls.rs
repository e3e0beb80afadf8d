//! The handshake as a request does it, but watched: what the server's certificate is, whether or not it is
//! believed, and what the two sides agreed on.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConnection, DigitallySignedStruct, SignatureScheme};

use super::Certificate;

/// What was seen.
#[derive(Clone, Debug, Default)]
pub struct Secured {
    /// Whether there was a connection to the server itself, through a proxy or not.
    pub begun: bool,
    pub certificate: Option<Certificate>,
    /// `TLSv1_3`, once the handshake is done.
    pub version: Option<String>,
    pub cipher: Option<String>,
    pub took: Option<Duration>,
}

/// Watches the connections to one host.
#[derive(Clone, Debug)]
pub struct Watch {
    host: String,
    seen: Arc<Mutex<Secured>>,
}

/// A handshake that is watched.
pub struct Watched<'a> {
    watch: &'a Watch,
    begun: Instant,
}

impl Watch {
    pub(super) fn new(host: &str) -> Self {
        Self { host: host.to_owned(), seen: Arc::default() }
    }

    pub(super) fn seen(&self) -> Secured {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether connections to `host` are watched.
    pub fn is_on(&self, host: &str) -> bool {
        host == self.host
    }

    /// Forgets the last connection for one that begins now.
    pub fn begin(&self) -> Watched<'_> {
        self.note(|seen| *seen = Secured { begun: true, ..Secured::default() });
        Watched { watch: self, begun: Instant::now() }
    }

    /// A verifier that judges as `verifier` does, and remembers whom.
    pub fn judge(&self, verifier: Arc<dyn ServerCertVerifier>) -> Arc<dyn ServerCertVerifier> {
        Arc::new(Judge { verifier, watch: self.clone() })
    }

    fn note(&self, note: impl FnOnce(&mut Secured)) {
        note(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Watched<'_> {
    /// The handshake is done.
    pub fn end(self, connection: &ClientConnection) {
        self.watch.note(|seen| {
            seen.version = connection.protocol_version().map(|version| format!("{version:?}"));
            seen.cipher = connection.negotiated_cipher_suite().map(|suite| format!("{:?}", suite.suite()));
            seen.took = Some(self.begun.elapsed());
        });
    }
}

/// Remembers the certificate, and leaves the judgement to the verifier that every request has.
struct Judge {
    verifier: Arc<dyn ServerCertVerifier>,
    watch: Watch,
}

impl fmt::Debug for Judge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.verifier.fmt(f)
    }
}

impl ServerCertVerifier for Judge {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        self.watch.note(|seen| seen.certificate = Certificate::parse(end_entity));
        self.verifier.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.verifier.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.verifier.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}
