//! The certificates of a private key, as the header of a JWS names them (RFC 7515 §4.1.6 to §4.1.8).

use std::time::Duration;

use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine};
use chrono::{DateTime, Utc};
use ring::digest::{Algorithm, SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use rustls::pki_types::{CertificateDer, UnixTime};
use webpki::{EndEntityCert, KeyUsage};

use super::der::{SEQUENCE, whole};
use super::pem::sections;
use super::signing_key::SigningKey;
use crate::message::Message;

/// A certificate, and those of the authorities that lead to its root, if they are known.
#[derive(Debug)]
pub struct Certificates {
    leaf: CertificateDer<'static>,
    authorities: Vec<CertificateDer<'static>>,
}

impl Certificates {
    /// Reads the certificates in PEM text; the first is that of the key. There may be other sections, such as the
    /// private key, and other text between them.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut found = Vec::new();
        for section in sections(text).iter().filter(|section| section.label == "CERTIFICATE") {
            let der = section.der().filter(|der| whole(der, SEQUENCE).is_some());
            let broken = || Message::new("key-certificate-broken").with("number", found.len() + 1);
            found.push(CertificateDer::from(der.ok_or_else(broken)?));
        }
        let mut certificates = found.into_iter();
        let leaf = certificates.next().ok_or("key-certificate-missing")?;
        Ok(Self { leaf, authorities: certificates.collect() })
    }

    /// The SHA-256 of the certificate in base64url: `x5t#S256`.
    pub fn sha256(&self) -> String {
        self.thumbprint(&SHA256)
    }

    /// The SHA-1 of the certificate in base64url: `x5t`. It only names the certificate.
    pub fn sha1(&self) -> String {
        self.thumbprint(&SHA1_FOR_LEGACY_USE_ONLY)
    }

    fn thumbprint(&self, algorithm: &'static Algorithm) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(digest(algorithm, &self.leaf))
    }

    /// All certificates in base64, with padding: `x5c`.
    pub fn chain(&self) -> Vec<String> {
        let all = std::iter::once(&self.leaf).chain(&self.authorities);
        all.map(|der| BASE64_STANDARD.encode(der)).collect()
    }

    /// When the certificate expires; `None` if it cannot be read. Our reader knows only version 3.
    pub fn not_after(&self) -> Option<DateTime<Utc>> {
        let leaf = EndEntityCert::try_from(&self.leaf).ok()?;
        // The verifier checks the validity first, and its error has the date.
        let end_of_time = UnixTime::since_unix_epoch(Duration::MAX);
        let usage = KeyUsage::client_auth();
        match leaf.verify_for_usage(&[], &[], &[], end_of_time, usage, None, None).err()? {
            webpki::Error::CertExpired { not_after, .. } => {
                DateTime::from_timestamp(i64::try_from(not_after.as_secs()).ok()?, 0)
            }
            _ => None,
        }
    }

    /// Fails if the certificate is for another key. One that cannot be read is not checked: the server decides.
    pub fn check_key(&self, key: &SigningKey) -> Result<(), Message> {
        let Ok(leaf) = EndEntityCert::try_from(&self.leaf) else { return Ok(()) };
        let info = leaf.subject_public_key_info();
        // Its end, because the identifier of the algorithm before it can have other forms.
        let is_same = key.public_key().is_some_and(|public| info.ends_with(public));
        if is_same { Ok(()) } else { Err("key-certificate-other".into()) }
    }
}

#[cfg(test)]
mod tests {
    use rcgen::{
        BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, PublicKeyData, date_time_ymd,
    };

    use super::*;
    use crate::crypto::signing_key::tests::RSA_PEM;
    use crate::secret::Secret;

    fn parameters() -> CertificateParams {
        let mut parameters = CertificateParams::new(vec!["client".to_owned()]).unwrap();
        parameters.not_after = date_time_ymd(2031, 2, 3);
        parameters
    }

    fn code_of(text: &str) -> String {
        Certificates::parse(text).unwrap_err().code().to_owned()
    }

    #[test]
    fn thumbprints_are_those_of_the_first_certificate() {
        let mut parameters_of_ca = parameters();
        parameters_of_ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issuer = CertifiedIssuer::self_signed(parameters_of_ca, KeyPair::generate().unwrap()).unwrap();
        let pair = KeyPair::generate().unwrap();
        let leaf = parameters().signed_by(&pair, &issuer).unwrap();
        let text =
            format!("\u{feff}Bag Attributes\n{}{}\n{}", pair.serialize_pem(), leaf.pem(), issuer.pem());
        let read = Certificates::parse(&text.replace('\n', "\r\n")).unwrap();
        let hash = |algorithm| BASE64_URL_SAFE_NO_PAD.encode(digest(algorithm, leaf.der()));
        assert_eq!((read.sha256(), read.sha1()), (hash(&SHA256), hash(&SHA1_FOR_LEGACY_USE_ONLY)));
        assert_eq!(read.chain(), [leaf.der(), issuer.der()].map(|der| BASE64_STANDARD.encode(der)));
        assert_eq!(read.not_after().unwrap().to_rfc3339(), "2031-02-03T00:00:00+00:00");
        let key = SigningKey::parse(&Secret::new(text)).unwrap();
        assert_eq!(read.check_key(&key), Ok(()));
        let info = digest(&SHA256, &pair.subject_public_key_info());
        assert_eq!(key.public_key_sha256().unwrap(), BASE64_STANDARD.encode(info));
        for other in [SigningKey::parse(&Secret::new(RSA_PEM)).unwrap(), SigningKey::hmac(&Secret::new("s"))]
        {
            assert_eq!(read.check_key(&other).unwrap_err().code(), "key-certificate-other");
        }
        // A certificate that signs itself, as an authority or not.
        let own = Certificates::parse(&issuer.pem()).unwrap();
        assert_eq!(own.not_after(), read.not_after());
    }

    #[test]
    fn unusable_certificates_are_refused() {
        let section =
            |body: &str| format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n");
        for text in [
            "",
            "words",
            RSA_PEM,
            "-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----",
        ] {
            assert_eq!(code_of(text), "key-certificate-missing", "{text}");
        }
        for body in ["", "MA", "AQID", "MAAA", "$"] {
            assert_eq!(code_of(&section(body)), "key-certificate-broken", "{body}");
        }
        let error = Certificates::parse(&(section("MAA=") + &section("MAE="))).unwrap_err();
        assert_eq!(error.english(), "certificate 2 is incomplete, or not base64");
        // Nothing but its hash is needed of one that cannot be read.
        let read = Certificates::parse(&section("MAA=")).unwrap();
        assert_eq!((read.not_after(), read.sha256().len(), read.sha1().len()), (None, 43, 27));
        assert_eq!(read.check_key(&SigningKey::hmac(&Secret::new("s"))), Ok(()));
    }
}
