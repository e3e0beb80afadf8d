//! TLS for connections to servers and proxies: the trusted certificate authorities (the system's and the
//! user's), and the handshakes.
//!
//! One bundle file is read, never also a directory of the same certificates: on Debian that would take five
//! times as long. On macOS and Windows the system itself decides.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{Resumption, WebPkiServerVerifier, verify_server_name};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CipherSuite, ClientConfig, DigitallySignedStruct as Signed, RootCertStore, SignatureScheme};

use super::pem::certificates;
use super::probe::{Observer, describe};
use super::tls_error::is_authority;
use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::report;
use crate::trusted_file::{self, check, shown};

/// On macOS and Windows, the system decides unless the user names authorities in its place.
const SYSTEM_DECIDES: bool = cfg!(any(windows, target_vendor = "apple"));

/// The bundles of other systems, the most common first.
const BUNDLES: [&str; 5] = [
    "/etc/ssl/certs/ca-certificates.crt", // Debian, Ubuntu, Arch, Gentoo, NixOS
    "/etc/pki/tls/certs/ca-bundle.crt",   // Fedora, RHEL
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", // RHEL, CentOS
    "/etc/ssl/cert.pem",                  // Alpine, the BSDs
    "/etc/ssl/ca-bundle.pem",             // openSUSE
];

/// The longest file of certificates, in bytes. A system's bundle has a quarter of a mebibyte.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The directory that is used without a bundle, with one file for each certificate.
const FOLDER: &str = "/etc/ssl/certs";

/// The user's choice of certificate authorities.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    /// `--cacert`: trusted in addition to the system's.
    pub extra: Option<PathBuf>,
    /// `SSL_CERT_FILE`: replaces the system's bundle.
    pub file: Option<PathBuf>,
    /// `SSL_CERT_DIR`: directories that replace the system's bundle.
    pub folders: Vec<PathBuf>,
}

/// The trusted certificates.
#[derive(Debug)]
pub struct Authorities {
    pub roots: RootCertStore,
    /// The certificates that the user named. A server may have one of them itself.
    named: Vec<CertificateDer<'static>>,
    /// Whether those that the system itself trusts are trusted too, which are not in `roots`.
    pub besides_system: bool,
}

impl Authorities {
    fn none() -> Self {
        Self { roots: RootCertStore::empty(), named: Vec::new(), besides_system: false }
    }
}

type TlsResult<T> = std::result::Result<T, rustls::Error>;
type Verifier = Arc<dyn ServerCertVerifier>;
type Verified = TlsResult<HandshakeSignatureValid>;

/// The TLS configuration. If `observer` is on, it records the server's certificate.
pub fn config(authorities: Option<Authorities>, observer: &Observer) -> TlsResult<Arc<ClientConfig>> {
    let mut provider = ring::default_provider();
    // In TLS 1.3, prefer AES-128 as browsers do: processors have instructions for SHA-256, but seldom for the
    // SHA-384 that comes with longer keys.
    provider.cipher_suites.sort_by_key(|suite| suite.suite() != CipherSuite::TLS13_AES_128_GCM_SHA256);
    let provider = Arc::new(provider);
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider));
    let verifier = Arc::new(verifier(authorities, provider, observer)?);
    // Not dangerous: rustls' own verifier or the system's decides, apart from certificates that the user named.
    let builder = builder.with_safe_default_protocol_versions()?.dangerous();
    let mut config = builder.with_custom_certificate_verifier(verifier).with_no_client_auth();
    // Connections are not reused, and a resumed session would not show its certificate to a probe.
    config.resumption = Resumption::disabled();
    Ok(Arc::new(config))
}

fn verifier(
    authorities: Option<Authorities>,
    provider: Arc<CryptoProvider>,
    observer: &Observer,
) -> TlsResult<ServerVerifier> {
    let observer = observer.clone();
    #[cfg(any(windows, target_vendor = "apple"))]
    if authorities.is_none() {
        return Ok(ServerVerifier { verifier: system(provider)?, system: None, named: Vec::new(), observer });
    }
    // Without authorities, no server is trusted.
    let Authorities { roots, named, besides_system } = authorities.unwrap_or_else(Authorities::none);
    let verifier =
        WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider)).build();
    let verifier = verifier.map_err(|error| rustls::Error::General(error.to_string()))?;
    #[cfg(any(windows, target_vendor = "apple"))]
    let system = besides_system.then(|| system(provider)).transpose()?;
    #[cfg(not(any(windows, target_vendor = "apple")))]
    let system = {
        debug_assert!(!besides_system, "only there the system decides");
        None
    };
    Ok(ServerVerifier { verifier, system, named, observer })
}

#[cfg(any(windows, target_vendor = "apple"))]
fn system(provider: Arc<CryptoProvider>) -> TlsResult<Verifier> {
    Ok(Arc::new(rustls_platform_verifier::Verifier::new(provider)?))
}

/// Leaves the verdict to `verifier`, and of unknown authorities to `system`, with one exception: like curl, it also accepts
/// the certificate of an authority as a server's own if the user named exactly that certificate. `openssl req -x509` marks
/// self-signed certificates so. A probe has the certificate recorded.
///
/// The extra roots of rustls-platform-verifier would do the same as `system`, but Wine does not support them, so that they
/// could not be tested.
#[derive(Debug)]
struct ServerVerifier {
    verifier: Verifier,
    system: Option<Verifier>,
    named: Vec<CertificateDer<'static>>,
    observer: Observer,
}

impl ServerCertVerifier for ServerVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> TlsResult<ServerCertVerified> {
        use rustls::{CertificateError::UnknownIssuer, Error::InvalidCertificate};
        let by = |verifier: &Verifier, time| {
            verifier.verify_server_cert(end_entity, intermediates, name, ocsp, time)
        };
        let at = |time| match (by(&self.verifier, time), &self.system) {
            (Err(InvalidCertificate(UnknownIssuer)), Some(system)) => by(system, time),
            // The user may have named exactly this certificate.
            (Err(error), Some(system)) if is_authority(&error) => by(system, time).map_err(|_| error),
            (verdict, _) => verdict,
        };
        self.observer.note(|seen| {
            let certificate = describe(end_entity, |time| at(UnixTime::since_unix_epoch(time)).err());
            seen.handshake.get_or_insert_default().certificate = certificate;
        });
        let verdict = at(now);
        // This error comes after the check of the dates. The name is checked here.
        if verdict.as_ref().is_err_and(is_authority) && self.named.contains(end_entity) {
            verify_server_name(&ParsedCertificate::try_from(end_entity)?, name)?;
            return Ok(ServerCertVerified::assertion());
        }
        verdict
    }

    fn verify_tls12_signature(&self, message: &[u8], by: &CertificateDer, signed: &Signed) -> Verified {
        self.verifier.verify_tls12_signature(message, by, signed)
    }

    fn verify_tls13_signature(&self, message: &[u8], by: &CertificateDer, signed: &Signed) -> Verified {
        self.verifier.verify_tls13_signature(message, by, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}

/// Loads the authorities that `trust` names; `None` if the system itself decides. Fails if one of the files
/// or directories cannot be read, or is not read within `limit`.
pub fn load(trust: &Trust, limit: Duration) -> Result<Option<Authorities>> {
    let besides_system = SYSTEM_DECIDES && trust.file.is_none() && trust.folders.is_empty();
    if besides_system && trust.extra.is_none() {
        return Ok(None);
    }
    let (mut authorities, mut found) = (Authorities { besides_system, ..Authorities::none() }, 0);
    for (path, is_folder) in sources(trust) {
        let is_named = [&trust.extra, &trust.file].into_iter().flatten().any(|file| file == path);
        let mut add = |der: &[u8]| {
            let is_usable = authorities.roots.add(der.into()).is_ok();
            authorities.named.extend((is_named && is_usable).then(|| CertificateDer::from(der.to_vec())));
            is_usable
        };
        found += if is_folder { read_folder(path, &mut add)? } else { read_file(path, limit, &mut add)? };
    }
    if found == 0 {
        return Err(Error::new(Kind::Config, "authorities-missing"));
    }
    Ok(Some(authorities))
}

/// The files and directories that [`load`] reads.
pub fn source_paths(trust: &Trust) -> Vec<String> {
    sources(trust).iter().map(|(path, _)| shown(path)).collect()
}

/// The same as paths, with `true` for each directory.
fn sources(trust: &Trust) -> Vec<(&Path, bool)> {
    let files = trust.file.iter().map(|file| (file.as_path(), false));
    let mut sources: Vec<_> =
        files.chain(trust.folders.iter().map(|folder| (folder.as_path(), true))).collect();
    if sources.is_empty() {
        sources.extend(system_source());
    }
    sources.extend(trust.extra.iter().map(|file| (file.as_path(), false)));
    sources
}

fn system_source() -> Option<(&'static Path, bool)> {
    let bundles = BUNDLES.iter().map(|file| (Path::new(*file), false));
    let mut places = bundles.chain([(Path::new(FOLDER), true)]);
    // Where the system decides, its authorities are not files.
    places.find(|(path, _)| !SYSTEM_DECIDES && path.exists())
}

/// Calls `add` with each certificate of a file, and returns how many it accepts. The file must be trusted,
/// because anyone who can change or replace it could vouch for any server.
fn read_file(path: &Path, limit: Duration, add: &mut dyn FnMut(&[u8]) -> bool) -> Result<usize> {
    check(path)?;
    let wrong =
        |error| Error::new(Kind::Config, "authorities-unreadable").with("path", path).caused_by(error);
    let file = trusted_file::read(path, LARGEST, limit).map_err(wrong)?;
    let (mut count, mut usable) = (0, 0);
    let found = certificates(&file, &mut |der| {
        count += 1;
        usable += usize::from(der.is_some_and(&mut *add));
    });
    found.map_err(|fault| Error::new(Kind::Config, fault.with("path", path)))?;
    // A system's bundle may have a few that nobody uses.
    if usable < count && !BUNDLES.iter().any(|bundle| path == Path::new(bundle)) {
        let skipped =
            Message::new(if usable == 0 { "certificates-unusable" } else { "certificates-skipped" });
        let skipped = skipped.with("count", count - usable).with("of", count).with("path", path);
        if usable == 0 {
            return Err(Error::new(Kind::Config, skipped));
        }
        report::warn_once(skipped);
    }
    Ok(usable)
}

fn read_folder(folder: &Path, add: &mut dyn FnMut(&[u8]) -> bool) -> Result<usize> {
    check(folder)?;
    let listed = std::fs::read_dir(folder).map_err(|error| {
        Error::new(Kind::Config, "authorities-unreadable").with("path", folder).caused_by(error)
    })?;
    let mut files: Vec<PathBuf> = listed.flatten().map(|entry| entry.path()).collect();
    // OpenSSL opens only hashed names. The same certificates are there under other names too.
    if files.iter().any(|file| is_hashed(file)) {
        files.retain(|file| is_hashed(file));
    }
    let mut count = 0;
    for file in files.iter().filter(|file| file.is_file()) {
        check(file)?;
        // Files without a certificate are skipped, as in OpenSSL.
        count += read_file(file, Duration::MAX, add).unwrap_or(0);
    }
    Ok(count)
}

/// Returns whether a file is named as OpenSSL expects: the hash of the subject, and a number.
fn is_hashed(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.split_once('.').is_some_and(|(hash, number)| {
        let is_hash = hash.len() == 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openssls_names_are_known() {
        for name in ["/c/0a1b2c3d.0", "/c/0a1b2c3d.12"] {
            assert!(is_hashed(Path::new(name)), "{name}");
        }
        for name in
            ["/c/a.pem", "/c/0a1b2c3d.pem", "/c/0a1b2c3d", "/c/0a1b2c3d.", "/c/0a1b2c3.0", "/c/x1b2c3d4.0"]
        {
            assert!(!is_hashed(Path::new(name)), "{name}");
        }
    }
}
