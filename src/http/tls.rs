//! TLS for every connection that has it, to a server or to a proxy: whom we believe, the handshake, and what
//! goes through it. This is our part of ureq's chain of connectors: its own takes no verifier.

use std::fmt;
use std::io::{self, Read, Write};
use std::sync::Arc;
use std::time::Instant;

use rustls::client::danger::ServerCertVerifier;
use rustls::client::{Resumption, WebPkiServerVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::ServerName;
use rustls::{CipherSuite, ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, Either, LazyBuffers, NextTimeout, Transport, TransportAdapter,
};

use super::connect::Result;
use super::failure::answer;
use super::lookup::bare;
use super::probe::{Handshake, Judge, Watch, milliseconds};

use crate::message::Message;

type Judged<T> = std::result::Result<T, rustls::Error>;
type Verifier = Arc<dyn ServerCertVerifier>;

/// How handshakes are done, watched or not.
pub fn config(roots: Option<RootCertStore>, watch: &Watch) -> Judged<Arc<ClientConfig>> {
    let mut provider = ring::default_provider();
    // Of TLS 1.3 first what browsers want first: processors have instructions for SHA-256, and seldom for the SHA-384
    // that comes with longer keys.
    provider.cipher_suites.sort_by_key(|suite| suite.suite() != CipherSuite::TLS13_AES_128_GCM_SHA256);
    let provider = Arc::new(provider);
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider));
    let mut verifier = verifier(roots, provider)?;
    if watch.is_on() {
        verifier = Arc::new(Judge { verifier, watch: watch.clone() });
    }
    // The verifier is rustls' own, or the system's; a watch leaves the judgement to it.
    let builder = builder.with_safe_default_protocol_versions()?.dangerous();
    let mut config = builder.with_custom_certificate_verifier(verifier).with_no_client_auth();
    // No connection serves a second request, and a session that is taken up again shows no certificate.
    config.resumption = Resumption::disabled();
    Ok(Arc::new(config))
}

fn verifier(roots: Option<RootCertStore>, provider: Arc<CryptoProvider>) -> Judged<Verifier> {
    #[cfg(any(windows, target_vendor = "apple"))]
    if roots.is_none() {
        return Ok(Arc::new(rustls_platform_verifier::Verifier::new(provider)?));
    }
    // Without one, nobody is believed.
    let roots = Arc::new(roots.unwrap_or_else(RootCertStore::empty));
    let built = WebPkiServerVerifier::builder_with_provider(roots, provider).build();
    Ok(built.map_err(|error| rustls::Error::General(error.to_string()))?)
}

/// Stands in the chain of connectors.
#[derive(Debug)]
pub struct Tls {
    /// `None` where no connection is in TLS.
    pub config: Option<Arc<ClientConfig>>,
    pub watch: Watch,
}

impl<In: Transport> Connector<In> for Tls {
    type Out = Either<In, Secure>;

    fn connect(&self, details: &ConnectionDetails, chained: Option<In>) -> Result<Option<Self::Out>> {
        let Some(transport) = chained else { return Ok(None) };
        let config = match &self.config {
            Some(config) if details.needs_tls() && !transport.is_tls() => Arc::clone(config),
            _ => return Ok(Some(Either::A(transport))),
        };
        let host = details.uri.host().unwrap_or_default();
        let begun = Instant::now();
        let begin = || Some(Handshake { host: host.to_owned(), ..Handshake::default() });
        self.watch.note(|seen| seen.handshake = begin());
        let name = ServerName::try_from(bare(host).to_owned()).map_err(|_| {
            ureq::Error::Other(answer("tls-refused").with("reason", Message::new("tls-name-unfit")).into())
        })?;
        let wrong = |error| ureq::Error::Io(io::Error::new(io::ErrorKind::InvalidData, error));
        let mut conn = ClientConnection::new(config, name).map_err(wrong)?;
        let mut sock = TransportAdapter::new(transport.boxed(), details.current_time.clone());
        sock.set_timeout(details.timeout);
        conn.complete_io(&mut sock)?;
        self.watch.note(|seen| {
            let handshake = seen.handshake.get_or_insert_default();
            handshake.protocol = conn.protocol_version().map(|version| format!("{version:?}"));
            handshake.cipher = conn.negotiated_cipher_suite().map(|suite| format!("{:?}", suite.suite()));
            handshake.milliseconds = Some(milliseconds(begun.elapsed()));
        });
        let config = details.config;
        let buffers = LazyBuffers::new(config.input_buffer_size(), config.output_buffer_size());
        Ok(Some(Either::B(Secure { buffers, stream: StreamOwned { conn, sock } })))
    }
}

/// A connection in TLS.
pub struct Secure {
    buffers: LazyBuffers,
    stream: StreamOwned<ClientConnection, TransportAdapter>,
}

impl fmt::Debug for Secure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secure")
    }
}

impl Transport for Secure {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<()> {
        self.stream.get_mut().set_timeout(timeout);
        Ok(self.stream.write_all(&self.buffers.output()[..amount])?)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool> {
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
