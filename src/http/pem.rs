//! Finds the certificates in a file: PEM (RFC 7468) with any other text and sections, or one certificate in DER.
//!
//! rustls' own reader decodes in constant time, as secrets require, and takes ten times as long for a system's
//! bundle. This one also needs no more memory than the longest certificate.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::crypto::der::{Element, SEQUENCE, element};
use crate::message::Message;

/// The sections with a certificate, as OpenSSL reads them. In the last one, its trust settings follow.
const LABELS: [&str; 3] = ["CERTIFICATE", "X509 CERTIFICATE", TRUSTED];
const TRUSTED: &str = "TRUSTED CERTIFICATE";

/// Calls `found` with each certificate in `file`, or with `None` for one that OpenSSL does not trust for
/// servers. Fails if there is none, or if a section is malformed.
pub fn certificates(file: &[u8], found: &mut dyn FnMut(Option<&[u8]>)) -> Result<(), Message> {
    let pem = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    if let Some(Element { tag: SEQUENCE, rest: [], .. }) = element(pem) {
        found(Some(pem));
        return Ok(());
    }
    let (mut count, mut open, mut other) = (0, None, None);
    let (mut text, mut der) = (Vec::new(), Vec::new());
    let broken = |count| Message::new("certificate-broken").with("number", count + 1);
    for line in pem.split(|byte| matches!(byte, b'\n' | b'\r')).map(<[u8]>::trim_ascii) {
        match (open, marker(line, b"-----BEGIN "), marker(line, b"-----END ")) {
            (None, Some(label), _) if LABELS.contains(&label) => open = Some(label),
            (None, Some(label), _) => other = other.or(Some(label)),
            (Some(label), _, Some(end)) if end == label => {
                der.clear();
                STANDARD.decode_vec(&text, &mut der).map_err(|_| broken(count))?;
                found(if label == TRUSTED { trusted(&der) } else { Some(&der) });
                text.clear();
                (count, open) = (count + 1, None);
            }
            (Some(_), ..) => text.extend_from_slice(line),
            (None, ..) => {}
        }
    }
    match (open, count, other) {
        (Some(_), ..) => Err(broken(count)),
        (None, 0, None) => Err(if file.is_empty() { "file-empty" } else { "certificate-missing" }.into()),
        (None, 0, Some(other)) => Err(Message::new("certificate-other").with("other", other)),
        _ => Ok(()),
    }
}

/// The label of a line that begins or ends a section (RFC 7468 §3).
fn marker<'a>(line: &'a [u8], start: &[u8]) -> Option<&'a str> {
    let label = str::from_utf8(line.strip_prefix(start)?.strip_suffix(b"-----")?).ok()?;
    // A whole section in one line is no label, and may be a private key.
    (!label.contains("--")).then_some(label)
}

/// The certificate in a section that also has OpenSSL's trust settings (`X509_CERT_AUX`), unless they exclude
/// servers: a list of the uses that it is trusted for, and one of those that it is rejected for.
fn trusted(der: &[u8]) -> Option<&[u8]> {
    /// The object identifiers of server authentication and of any use.
    const SERVERS: [&[u8]; 2] = [b"\x06\x08\x2b\x06\x01\x05\x05\x07\x03\x01", b"\x06\x04\x55\x1d\x25\x00"];
    const REJECTED: u8 = 0xa0;
    let certificate = element(der)?;
    let whole = &der[..der.len() - certificate.rest.len()];
    if certificate.rest.is_empty() {
        return Some(whole);
    }
    let mut rest = element(certificate.rest).filter(|settings| settings.tag == SEQUENCE)?.content;
    while !rest.is_empty() {
        let list = element(rest)?;
        let servers = SERVERS.iter().any(|id| list.content.windows(id.len()).any(|part| part == *id));
        if list.tag == SEQUENCE && !servers || list.tag == REJECTED && servers {
            return None;
        }
        rest = list.rest;
    }
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The certificates in `file`, with nothing for those that are not trusted for servers, or the error.
    fn read(file: &[u8]) -> Result<Vec<Vec<u8>>, String> {
        let mut found = Vec::new();
        certificates(file, &mut |der| found.push(der.unwrap_or_default().to_vec()))
            .map(|()| found)
            .map_err(|why| why.with("path", "f").english())
    }

    fn section(label: &str, der: &[u8]) -> String {
        format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", STANDARD.encode(der))
    }

    const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
    const END: &str = "-----END CERTIFICATE-----";

    #[test]
    fn certificates_are_found_among_other_sections() {
        let key = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----";
        let text = format!("words\n{BEGIN}\nAQID\nBA==\n{END}\n{key}\n{BEGIN}\r\n BQ== \r\n{END}\r\n");
        assert_eq!(read(text.as_bytes()), Ok(vec![vec![1, 2, 3, 4], vec![5]]));
        assert_eq!(read(format!("\u{feff}{BEGIN}\nBQ==\n{END}").as_bytes()), Ok(vec![vec![5]]));
        assert_eq!(read(section("X509 CERTIFICATE", &[5]).as_bytes()), Ok(vec![vec![5]]));
        assert_eq!(read(&[0x30, 1, 5]), Ok(vec![vec![0x30, 1, 5]]));
    }

    #[test]
    fn what_is_no_certificate_is_named() {
        assert_eq!(read(b"").unwrap_err(), "the file `f` is empty");
        for text in ["\u{feff}", "words", "BQ==", "-----END CERTIFICATE-----"] {
            assert_eq!(read(text.as_bytes()).unwrap_err(), "`f` contains no certificate", "{text}");
        }
        // More than one element of DER, or less.
        for der in [&[0x30, 1, 5, 0][..], &[0x30, 2, 5], &[0x30], &[0x30, 0x85, 0, 0, 0, 0, 1, 5]] {
            assert_eq!(read(der).unwrap_err(), "`f` contains no certificate", "{der:?}");
        }
        for label in ["RSA PRIVATE KEY", "CERTIFICATE REQUEST", "PKCS7"] {
            let expected = format!("`f` contains no certificate, but `{label}`");
            assert_eq!(read(section(label, &[5]).as_bytes()).unwrap_err(), expected);
        }
    }

    #[test]
    fn a_certificate_that_is_cut_or_no_base64_is_broken() {
        let good = section("CERTIFICATE", &[5]);
        for body in ["AQID\n", "AQID\nAQ\n", "AQI$\n", "AQ\n"] {
            let text = format!("{good}{BEGIN}\n{body}");
            let expected = "certificate 2 in `f` is incomplete, or not base64";
            assert_eq!(read(text.as_bytes()).unwrap_err(), expected, "{body}");
        }
        for text in [
            format!("{BEGIN}\nA$==\n{END}\n{good}"),
            format!("{BEGIN}\nAQID\n{good}"),
            format!("{BEGIN}\nAQID\n-----END TRUSTED CERTIFICATE-----\n{good}"),
        ] {
            assert!(read(text.as_bytes()).unwrap_err().starts_with("certificate 1 in"), "{text}");
        }
    }

    #[test]
    fn trust_settings_of_openssl_are_respected() {
        const SERVER: [u8; 10] = [6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 1];
        const MAIL: [u8; 10] = [6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 4];
        const ANY: [u8; 6] = [6, 4, 0x55, 0x1d, 0x25, 0];
        let list = |tag: u8, items: &[u8]| [&[tag, items.len().try_into().unwrap()][..], items].concat();
        let certificate = list(0x30, &[5]);
        let read = |settings: &[u8]| {
            let der = [certificate.clone(), settings.to_vec()].concat();
            read(section(TRUSTED, &der).as_bytes()).unwrap()
        };
        let name = list(0x0c, b"name");
        for settings in [
            vec![],
            list(0x30, &[]),
            list(0x30, &name),
            list(0x30, &list(0x30, &SERVER)),
            list(0x30, &list(0x30, &ANY)),
            list(0x30, &[list(0x30, &[MAIL, SERVER].concat()), list(0xa0, &MAIL), name.clone()].concat()),
            list(0x30, &list(0xa0, &MAIL)),
        ] {
            assert_eq!(read(&settings), std::slice::from_ref(&certificate), "{settings:02x?}");
        }
        for settings in [
            list(0x30, &list(0x30, &MAIL)),
            list(0x30, &list(0x30, &[])),
            list(0x30, &list(0xa0, &SERVER)),
            list(0x30, &list(0xa0, &ANY)),
            list(0x30, &[list(0x30, &SERVER), list(0xa0, &SERVER)].concat()),
            // Malformed settings.
            vec![0],
            list(0x31, &[]),
            list(0x30, &[0x30, 9]),
        ] {
            assert_eq!(read(&settings), [Vec::<u8>::new()], "{settings:02x?}");
        }
    }
}
