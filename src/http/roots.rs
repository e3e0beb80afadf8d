//! Which certificate authorities are believed: the system's, and those the user names.
//!
//! One bundle file is read, never a file and a folder of the same certificates: on Debian that would
//! take five times as long. On macOS and Windows the system itself decides.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ureq::tls::{Certificate, PemItem, RootCerts, parse_pem};

use crate::error::{Error, Kind, Result};
use crate::ownership::shown;

/// Where the systems keep their bundle, the most common first.
#[cfg(not(any(windows, target_vendor = "apple")))]
const BUNDLES: [&str; 5] = [
    "/etc/ssl/certs/ca-certificates.crt", // Debian, Ubuntu, Arch, Gentoo, NixOS
    "/etc/pki/tls/certs/ca-bundle.crt",   // Fedora, RHEL
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", // RHEL, CentOS
    "/etc/ssl/cert.pem",                  // Alpine, the BSDs
    "/etc/ssl/ca-bundle.pem",             // openSUSE
];

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

/// Reads the authorities that `trust` names. One that cannot be read is an error, never a shrug.
pub fn load(trust: &Trust) -> Result<RootCerts> {
    #[cfg(any(windows, target_vendor = "apple"))]
    if trust.extra.is_none() && trust.file.is_none() && trust.folders.is_empty() {
        return Ok(RootCerts::PlatformVerifier);
    }
    let mut roots = Vec::new();
    match &trust.file {
        Some(file) => read_file(file, &mut roots)?,
        None if trust.folders.is_empty() => read_system(&mut roots)?,
        None => {}
    }
    for folder in &trust.folders {
        read_folder(folder, &mut roots)?;
    }
    if let Some(extra) = &trust.extra {
        read_file(extra, &mut roots)?;
    }
    if roots.is_empty() {
        return Err(Error::new(Kind::Config, "no certificate authorities were found on this system").hint(
            "install the package `ca-certificates`, or name a bundle with SSL_CERT_FILE or `--cacert`",
        ));
    }
    Ok(RootCerts::Specific(Arc::new(roots)))
}

#[cfg(not(any(windows, target_vendor = "apple")))]
fn read_system(roots: &mut Vec<Certificate<'static>>) -> Result<()> {
    match BUNDLES.iter().map(Path::new).find(|path| path.exists()) {
        Some(bundle) => read_file(bundle, roots),
        None => read_folder(Path::new("/etc/ssl/certs"), roots).or(Ok(())),
    }
}

// With a bundle of the user's own the platform's verifier cannot be mixed: that bundle alone counts.
#[cfg(any(windows, target_vendor = "apple"))]
fn read_system(_: &mut Vec<Certificate<'static>>) -> Result<()> {
    Ok(())
}

fn read_file(path: &Path, roots: &mut Vec<Certificate<'static>>) -> Result<()> {
    let wrong = |why: &str| Error::new(Kind::Config, format!("{why} `{}`", shown(path)));
    let pem = std::fs::read(path).map_err(|error| wrong("cannot read certificates from").caused_by(error))?;
    let before = roots.len();
    for item in parse_pem(&pem) {
        match item {
            Ok(PemItem::Certificate(certificate)) => roots.push(certificate),
            Ok(_) => {}
            Err(_) => return Err(wrong("there is a broken certificate in")),
        }
    }
    if roots.len() == before {
        return Err(wrong("there is no certificate in"));
    }
    Ok(())
}

fn read_folder(folder: &Path, roots: &mut Vec<Certificate<'static>>) -> Result<()> {
    let wrong = |error| {
        Error::new(Kind::Config, format!("cannot read certificates from `{}`", shown(folder)))
            .caused_by(error)
    };
    for entry in std::fs::read_dir(folder).map_err(wrong)?.flatten() {
        // OpenSSL's folders hold other files, and the same certificate under two names: what is not
        // a certificate is passed over, as OpenSSL does.
        if entry.path().is_file() {
            let _ = read_file(&entry.path(), roots);
        }
    }
    Ok(())
}
