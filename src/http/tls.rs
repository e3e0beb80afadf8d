//! TLS for every connection that has it, to a server or to a proxy: whom we believe, the handshake, and what
//! goes through it. This is our part of ureq's chain of connectors: its own reads the authorities a second
//! time, and its buffers cost more than the handshake.

use std::fmt;
use std::io::{self, Read, Write};
use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::ServerName;
use rustls::{CipherSuite, ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, Either, NextTimeout, Transport, TransportAdapter,
};

use super::buffers::Growing;
use super::connect::{Unreached, unreached};
use super::probe::Watch;
use super::roots::Roots;

/// How handshakes are done: by a `watch`, if there is one, with everything that comes of them.
pub fn config(roots: Roots, watch: Option<&Watch>) -> Result<Arc<ClientConfig>, rustls::Error> {
    let provider = Arc::new(provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider));
    let verifier = verifier(roots, provider)?;
    let verifier = match watch {
        Some(watch) => watch.judge(verifier),
        None => verifier,
    };
    // The verifier is rustls' own, or the system's; a watch leaves the judgement to it.
    let builder = builder.with_safe_default_protocol_versions()?.dangerous();
    let mut config = builder.with_custom_certificate_verifier(verifier).with_no_client_auth();
    if watch.is_some() {
        // A session that is taken up again shows no certificate.
        config.resumption = rustls::client::Resumption::disabled();
    }
    Ok(Arc::new(config))
}

/// Ring's, but of TLS 1.3 first what browsers want first: processors have instructions for SHA-256, and seldom for
/// the SHA-384 that comes with longer keys.
fn provider() -> CryptoProvider {
    let mut provider = ring::default_provider();
    let suites = &mut provider.cipher_suites;
    suites.sort_by_key(|suite| suite.suite() != CipherSuite::TLS13_AES_128_GCM_SHA256);
    provider
}

fn verifier(
    roots: Roots,
    provider: Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, rustls::Error> {
    Ok(match roots {
        Roots::Listed(roots) => {
            let mut store = RootCertStore::empty();
            store.add_parsable_certificates(roots);
            let builder = WebPkiServerVerifier::builder_with_provider(Arc::new(store), provider);
            builder.build().map_err(|error| rustls::Error::General(error.to_string()))?
        }
        #[cfg(any(windows, target_vendor = "apple"))]
        Roots::System => Arc::new(rustls_platform_verifier::Verifier::new(provider)?),
    })
}

/// Stands in the chain of connectors.
#[derive(Debug)]
pub struct Tls {
    /// `None` where no connection is in TLS.
    pub config: Option<Arc<ClientConfig>>,
    pub watch: Option<Watch>,
}

impl<In: Transport> Connector<In> for Tls {
    type Out = Either<In, Secure>;

    fn connect(
        &self,
        details: &ConnectionDetails,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        let Some(transport) = chained else { return Ok(None) };
        let config = match &self.config {
            Some(config) if details.needs_tls() && !transport.is_tls() => Arc::clone(config),
            _ => return Ok(Some(Either::A(transport))),
        };
        let host = details.uri.host().unwrap_or_default();
        // A proxy may be spoken to in TLS of its own.
        let watch = self.watch.as_ref().filter(|watch| watch.is_on(host)).map(Watch::begin);
        let bare = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let name = ServerName::try_from(bare).map_err(|_| unreached(Unreached::Unnameable))?;
        let wrong = |error| ureq::Error::Io(io::Error::new(io::ErrorKind::InvalidData, error));
        let mut conn = ClientConnection::new(config, name).map_err(wrong)?;
        let mut sock = TransportAdapter::new(transport.boxed(), details.current_time.clone());
        sock.set_timeout(details.timeout);
        conn.complete_io(&mut sock)?;
        if let Some(watch) = watch {
            watch.end(&conn);
        }
        let buffers = Growing::new(details.config.input_buffer_size(), details.config.output_buffer_size());
        Ok(Some(Either::B(Secure { buffers, stream: StreamOwned { conn, sock } })))
    }
}

/// A connection in TLS.
pub struct Secure {
    buffers: Growing,
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
