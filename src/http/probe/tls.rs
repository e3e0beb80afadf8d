//! TLS as ureq does it, but watched: what the server's certificate is, whether or not it is believed, and
//! what the two sides agreed on.

use std::fmt;
use std::io::{Read, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    ClientConfig, ClientConnection, DigitallySignedStruct, RootCertStore, SignatureScheme, StreamOwned,
};
use ureq::tls::RootCerts;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, Either, LazyBuffers, NextTimeout, Transport, TransportAdapter,
};

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

/// Stands in the chain of connectors and watches the connections to one host; by default, to none.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    host: String,
    seen: Arc<Mutex<Secured>>,
    config: Option<Arc<ClientConfig>>,
}

impl Watch {
    pub(super) fn new(host: &str) -> Self {
        Self { host: host.to_owned(), seen: Arc::default(), config: None }
    }

    /// The same watch, with the authorities that it believes. Where the system decides by itself, ureq
    /// does the handshake, and nothing of it is seen.
    pub fn with(&self, roots: &RootCerts) -> Self {
        let config = match roots {
            RootCerts::Specific(roots) => {
                let roots: Vec<_> = roots.iter().map(|root| CertificateDer::from(root.der())).collect();
                self.config(roots)
            }
            _ => None,
        };
        Self { config, ..self.clone() }
    }

    pub(super) fn seen(&self) -> Secured {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether there is nothing more to do before HTTP.
    pub(super) fn is_open(&self) -> bool {
        let seen = self.seen();
        seen.version.is_some() || !seen.begun && self.config.is_none()
    }

    fn note(&self, note: impl FnOnce(&mut Secured)) {
        note(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn config(&self, roots: Vec<CertificateDer>) -> Option<Arc<ClientConfig>> {
        let provider = Arc::new(ring::default_provider());
        let mut store = RootCertStore::empty();
        store.add_parsable_certificates(roots);
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(store), provider.clone());
        let judge = Judge { verifier: verifier.build().ok()?, watch: self.clone() };
        let builder =
            ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().ok()?;
        // Nothing is believed here that is not believed elsewhere: the judge asks the usual verifier.
        let builder = builder.dangerous().with_custom_certificate_verifier(Arc::new(judge));
        Some(Arc::new(builder.with_no_client_auth()))
    }
}

impl<In: Transport> Connector<In> for Watch {
    type Out = Either<In, Tls>;

    fn connect(
        &self,
        details: &ConnectionDetails,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        let Some(transport) = chained else { return Ok(None) };
        let host = details.uri.host().unwrap_or_default();
        // A proxy may be spoken to in TLS of its own.
        let config = match &self.config {
            Some(config) if host == self.host && details.needs_tls() && !transport.is_tls() => config.clone(),
            _ => return Ok(Some(Either::A(transport))),
        };
        self.note(|seen| *seen = Secured { begun: true, ..Secured::default() });
        let start = Instant::now();
        let bare = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let name =
            ServerName::try_from(bare).map_err(|_| ureq::Error::Tls("its name fits no certificate"))?;
        let mut conn = ClientConnection::new(config, name)?;
        let mut sock = TransportAdapter::new(transport.boxed(), details.current_time.clone());
        sock.set_timeout(details.timeout);
        conn.complete_io(&mut sock)?;
        self.note(|seen| {
            seen.version = conn.protocol_version().map(|version| format!("{version:?}"));
            seen.cipher = conn.negotiated_cipher_suite().map(|suite| format!("{:?}", suite.suite()));
            seen.took = Some(start.elapsed());
        });
        let config = details.config;
        let buffers = LazyBuffers::new(config.input_buffer_size(), config.output_buffer_size());
        Ok(Some(Either::B(Tls { buffers, stream: StreamOwned { conn, sock } })))
    }
}

/// Remembers the certificate, and leaves the judgement to the verifier that every request has.
struct Judge {
    verifier: Arc<WebPkiServerVerifier>,
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

/// A connection in TLS.
pub struct Tls {
    buffers: LazyBuffers,
    stream: StreamOwned<ClientConnection, TransportAdapter>,
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tls")
    }
}

impl Transport for Tls {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        self.stream.get_mut().set_timeout(timeout);
        Ok(self.stream.write_all(&self.buffers.output()[..amount])?)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        self.stream.get_mut().set_timeout(timeout);
        let came = self.stream.read(self.buffers.input_append_buf())?;
        self.buffers.input_appended(came);
        Ok(came > 0)
    }

    fn is_open(&mut self) -> bool {
        // No connection serves a second request.
        false
    }

    fn is_tls(&self) -> bool {
        true
    }
}
