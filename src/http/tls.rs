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
    Buffers, ConnectionDetails, LazyBuffers, NextTimeout, Transport, TransportAdapter,
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

/// Does the handshake over `transport`.
pub fn secure(
    transport: Box<dyn Transport>,
    config: Arc<ClientConfig>,
    details: &ConnectionDetails,
    watch: &Watch,
) -> Result<Secure> {
    let host = details.uri.host().unwrap_or_default();
    let begun = Instant::now();
    watch.note(|seen| seen.handshake = Some(Handshake { host: host.to_owned(), ..Handshake::default() }));
    let name = ServerName::try_from(bare(host).to_owned()).map_err(|_| {
        ureq::Error::Other(answer("tls-refused").with("reason", Message::new("tls-name-unfit")).into())
    })?;
    let mut conn = ClientConnection::new(config, name).map_err(io::Error::other)?;
    let mut sock = TransportAdapter::new(transport, details.current_time.clone());
    sock.set_timeout(details.timeout);
    conn.complete_io(&mut sock)?;
    watch.note(|seen| {
        let handshake = seen.handshake.get_or_insert_default();
        handshake.protocol = conn.protocol_version().map(|version| format!("{version:?}"));
        handshake.cipher = conn.negotiated_cipher_suite().map(|suite| format!("{:?}", suite.suite()));
        handshake.milliseconds = Some(milliseconds(begun.elapsed()));
    });
    let config = details.config;
    let buffers = LazyBuffers::new(config.input_buffer_size(), config.output_buffer_size());
    Ok(Secure { buffers, stream: StreamOwned { conn, sock } })
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
