//! TLS for every connection that has it, to a server or to a proxy: which certificate authorities are believed, the
//! system's and those the user names, and how handshakes are done.
//!
//! One bundle file is read, never a file and a folder of the same certificates: on Debian that would
//! take five times as long. On macOS and Windows the system itself decides.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls::client::danger::ServerCertVerifier;
use rustls::client::{Resumption, WebPkiServerVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::{CipherSuite, ClientConfig, RootCertStore};

use super::probe::{Observer, ObservingVerifier};
use crate::error::{Error, Kind, Result};
use crate::trusted_file::{check, shown};

/// On macOS and Windows, where it decides unless the user names any.
const SYSTEM_DECIDES: bool = cfg!(any(windows, target_vendor = "apple"));

/// Where the other systems keep their bundle, the most common first.
const BUNDLES: [&str; 5] = [
    "/etc/ssl/certs/ca-certificates.crt", // Debian, Ubuntu, Arch, Gentoo, NixOS
    "/etc/pki/tls/certs/ca-bundle.crt",   // Fedora, RHEL
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", // RHEL, CentOS
    "/etc/ssl/cert.pem",                  // Alpine, the BSDs
    "/etc/ssl/ca-bundle.pem",             // openSUSE
];

/// Where there is no bundle, there may be one file for each.
const FOLDER: &str = "/etc/ssl/certs";

/// The user's say in the matter.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    /// `--cacert`: believed beside the system's.
    pub extra: Option<PathBuf>,
    /// `SSL_CERT_FILE`: instead of the system's bundle.
    pub file: Option<PathBuf>,
    /// `SSL_CERT_DIR`: instead of the system's bundle; folders separated by `:`.
    pub folders: Vec<PathBuf>,
}

type Judged<T> = std::result::Result<T, rustls::Error>;
type Verifier = Arc<dyn ServerCertVerifier>;

/// How handshakes are done, watched or not.
pub fn config(roots: Option<RootCertStore>, observer: &Observer) -> Judged<Arc<ClientConfig>> {
    let mut provider = ring::default_provider();
    // Of TLS 1.3 first what browsers want first: processors have instructions for SHA-256, and seldom for the SHA-384
    // that comes with longer keys.
    provider.cipher_suites.sort_by_key(|suite| suite.suite() != CipherSuite::TLS13_AES_128_GCM_SHA256);
    let provider = Arc::new(provider);
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider));
    let mut verifier = verifier(roots, provider)?;
    if observer.is_on() {
        verifier = Arc::new(ObservingVerifier { verifier, observer: observer.clone() });
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

/// Reads the authorities that `trust` names; `None` where the system decides by itself. One that cannot be read is an
/// error, never a shrug.
pub fn load(trust: &Trust) -> Result<Option<RootCertStore>> {
    if SYSTEM_DECIDES && trust.extra.is_none() && trust.file.is_none() && trust.folders.is_empty() {
        return Ok(None);
    }
    let (mut roots, mut found) = (RootCertStore::empty(), 0);
    for (path, is_folder) in sources(trust) {
        found += if is_folder { read_folder(path, &mut roots)? } else { read_file(path, &mut roots)? };
    }
    if found == 0 {
        return Err(Error::new(Kind::Config, "authorities-missing"));
    }
    Ok(Some(roots))
}

/// The files and folders that [`load`] reads.
pub fn places(trust: &Trust) -> Vec<String> {
    sources(trust).iter().map(|(path, _)| shown(path)).collect()
}

/// The same, and which of them are folders.
fn sources(trust: &Trust) -> Vec<(&Path, bool)> {
    let files = trust.file.iter().map(|file| (file.as_path(), false));
    let mut sources: Vec<_> =
        files.chain(trust.folders.iter().map(|folder| (folder.as_path(), true))).collect();
    if sources.is_empty() {
        sources.extend(system());
    }
    sources.extend(trust.extra.iter().map(|file| (file.as_path(), false)));
    sources
}

fn system() -> Option<(&'static Path, bool)> {
    let bundles = BUNDLES.iter().map(|file| (Path::new(*file), false));
    let mut places = bundles.chain([(Path::new(FOLDER), true)]);
    // With a bundle of the user's own the platform's verifier cannot be mixed: that bundle alone counts.
    places.find(|(path, _)| !SYSTEM_DECIDES && path.exists())
}

/// Adds the certificates of a file, as far as they can be used; answers how many it has. A user who may change the list
/// of authorities, or put another one there, could vouch for any server.
fn read_file(path: &Path, roots: &mut RootCertStore) -> Result<usize> {
    check(path)?;
    let wrong = |code: &'static str| Error::new(Kind::Config, code).with("path", path);
    let pem = std::fs::read(path).map_err(|error| wrong("authorities-unreadable").caused_by(error))?;
    let mut add = |der: &[u8]| drop(roots.add(der.into()));
    match certificates(&pem, &mut add) {
        None => Err(wrong("certificate-broken")),
        Some(0) => Err(wrong("certificate-missing")),
        Some(count) => Ok(count),
    }
}

/// Hands over each of the certificates among the sections of `pem` (RFC 7468); answers how many there are, or `None` if
/// one is broken. rustls' own reader decodes in constant time, as secrets must be, and takes ten times as long for a
/// system's bundle, which is also read into no more memory than its longest certificate takes.
fn certificates(pem: &[u8], found: &mut dyn FnMut(&[u8])) -> Option<usize> {
    let (mut count, mut is_open) = (0, false);
    let (mut text, mut der) = (Vec::new(), Vec::new());
    for line in pem.split(|byte| matches!(byte, b'\n' | b'\r')).map(<[u8]>::trim_ascii) {
        match (line, is_open) {
            (b"-----BEGIN CERTIFICATE-----", false) => is_open = true,
            (b"-----END CERTIFICATE-----", true) => {
                der.clear();
                STANDARD.decode_vec(&text, &mut der).ok()?;
                found(&der);
                text.clear();
                (count, is_open) = (count + 1, false);
            }
            (line, true) => text.extend_from_slice(line),
            (_, false) => {}
        }
    }
    (!is_open).then_some(count)
}

fn read_folder(folder: &Path, roots: &mut RootCertStore) -> Result<usize> {
    check(folder)?;
    let listed = std::fs::read_dir(folder).map_err(|error| {
        Error::new(Kind::Config, "authorities-unreadable").with("path", folder).caused_by(error)
    })?;
    let mut files: Vec<PathBuf> = listed.flatten().map(|entry| entry.path()).collect();
    // OpenSSL opens no others; beside them the same certificates stand under their own names.
    if files.iter().any(|file| is_hashed(file)) {
        files.retain(|file| is_hashed(file));
    }
    let mut count = 0;
    for file in files.iter().filter(|file| file.is_file()) {
        check(file)?;
        // What is not a certificate is passed over, as OpenSSL does.
        count += read_file(file, roots).unwrap_or(0);
    }
    Ok(count)
}

/// Whether a file has the name that OpenSSL gives a certificate: its subject's hash and a number.
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

    const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
    const END: &str = "-----END CERTIFICATE-----";

    fn read(pem: &str) -> Option<Vec<Vec<u8>>> {
        let mut found = Vec::new();
        let count = certificates(pem.as_bytes(), &mut |der| found.push(der.to_vec()))?;
        assert_eq!(count, found.len());
        Some(found)
    }

    #[test]
    fn certificates_are_found_among_other_sections() {
        let key = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----";
        let text = format!("words\n{BEGIN}\nAQID\nBA==\n{END}\n{key}\n{BEGIN}\r\n BQ== \r\n{END}\r\n");
        assert_eq!(read(&text), Some(vec![vec![1, 2, 3, 4], vec![5]]));
        assert_eq!(read(key), Some(vec![]));
        assert_eq!(read(""), Some(vec![]));
    }

    #[test]
    fn a_certificate_that_is_cut_or_no_base64_is_broken() {
        for body in ["AQID", "AQID\nAQ", "AQI$", "AQ"] {
            assert_eq!(read(&format!("{BEGIN}\n{body}\n")), None, "{body}");
        }
        assert_eq!(read(&format!("{BEGIN}\nA$==\n{END}\n")), None);
        assert_eq!(read(&format!("{BEGIN}\nAQID\n{BEGIN}\nAQID\n{END}\n")), None);
    }

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
