//! `Certificates`: a certificate authority for one test, which signs a leaf for any host.
//!
//! Each fault makes a client refuse an otherwise correct connection, so each changes exactly one thing in the
//! leaf.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::PrivatePkcs8KeyDer;

/// The names of a server on this machine; its leaf contains all of them.
const LOOPBACK: [&str; 3] = ["127.0.0.1", "::1", "localhost"];

/// The fault in the leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The host is only in the common name, which RFC 9525 section 2 no longer allows.
    CnOnly,
    Expired,
    SelfSigned,
    /// Signed by a CA that is not in the file that the test gets.
    UntrustedCa,
    WrongHost,
}

/// The CA, and the leaves it has signed so far.
pub(super) struct Certificates {
    issuer: CertifiedIssuer<'static, KeyPair>,
    trusted_pem: String,
    fault: Option<Fault>,
    configs: Mutex<HashMap<String, Arc<ServerConfig>>>,
}

impl Certificates {
    pub(super) fn new(fault: Option<Fault>) -> Self {
        let issuer = certificate_authority("gettoken test CA");
        let trusted_pem = match fault {
            Some(Fault::UntrustedCa) => certificate_authority("gettoken other test CA").pem(),
            _ => issuer.pem(),
        };
        Self { issuer, trusted_pem, fault, configs: Mutex::default() }
    }

    /// The CA certificate that a client should trust, as PEM.
    pub(super) fn trusted_pem(&self) -> &str {
        &self.trusted_pem
    }

    /// The TLS configuration for `host`. Cached, because every new leaf needs a new key.
    pub(super) fn server_config(&self, host: &str) -> Arc<ServerConfig> {
        let mut configs = self.configs.lock().unwrap();
        let config = configs.entry(host.to_owned()).or_insert_with(|| Arc::new(self.sign(host)));
        Arc::clone(config)
    }

    fn sign(&self, host: &str) -> ServerConfig {
        let key = KeyPair::generate().expect("a key can be made");
        let leaf = self.leaf(host);
        let signed = match self.fault {
            Some(Fault::SelfSigned) => leaf.self_signed(&key),
            _ => leaf.signed_by(&key, &self.issuer),
        };
        let chain = vec![signed.expect("a leaf can be signed").der().clone()];
        let key = PrivatePkcs8KeyDer::from(key.serialize_der());
        // The provider is explicit, so that a second one in the dependency tree causes no ambiguity.
        ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("ring speaks TLS 1.2 and 1.3")
            .with_no_client_auth()
            .with_single_cert(chain, key.into())
            .expect("the key belongs to the leaf")
    }

    fn leaf(&self, host: &str) -> CertificateParams {
        let mut leaf = CertificateParams::new(self.names(host)).expect("a host name fits a certificate");
        leaf.distinguished_name.push(DnType::CommonName, host);
        if self.fault == Some(Fault::Expired) {
            leaf.not_after = date_time_ymd(2020, 1, 1);
        }
        leaf
    }

    /// The subject alternative names of the leaf for `host`.
    fn names(&self, host: &str) -> Vec<String> {
        match self.fault {
            Some(Fault::CnOnly) => Vec::new(),
            Some(Fault::WrongHost) => vec!["wrong-host.example".to_owned()],
            _ if LOOPBACK.contains(&host) => LOOPBACK.map(str::to_owned).to_vec(),
            _ => vec![host.to_owned()],
        }
    }
}

fn certificate_authority(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().expect("a key can be made");
    CertifiedIssuer::self_signed(params, key).expect("a CA can sign itself")
}
