//! What a certificate says of itself: whose it is, who vouches for it, and how long it holds. For showing
//! alone; whether it is to be believed is decided elsewhere.
//!
//! A few fields of the DER of RFC 5280 §4.1, read without recursion; anything unexpected is no certificate.

use chrono::{DateTime, NaiveDateTime, Utc};

const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const OBJECT_IDENTIFIER: u8 = 0x06;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const BMP_STRING: u8 = 0x1e;
/// `[0]`, which holds the version and may be missing.
const VERSION: u8 = 0xa0;

/// id-at-commonName, id-at-organizationName.
const NAMES: [&[u8]; 2] = [&[0x55, 4, 3], &[0x55, 4, 10]];

/// A server's certificate, in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The common name, else the organization; empty where the certificate names neither.
    pub subject: String,
    pub issuer: String,
    pub not_before: DateTime<Utc>,
    pub not_after: DateTime<Utc>,
}

impl Certificate {
    /// Reads a certificate's DER.
    pub fn parse(der: &[u8]) -> Option<Self> {
        let mut certificate = Reader(Reader(der).expect(SEQUENCE)?);
        let mut fields = Reader(certificate.expect(SEQUENCE)?);
        let (tag, _) = fields.next()?;
        if tag == VERSION {
            // The serial number.
            fields.next()?;
        }
        // The algorithm of the signature.
        fields.expect(SEQUENCE)?;
        let issuer = name(fields.expect(SEQUENCE)?);
        let mut validity = Reader(fields.expect(SEQUENCE)?);
        let subject = name(fields.expect(SEQUENCE)?);
        let (not_before, not_after) = (time(validity.next()?)?, time(validity.next()?)?);
        Some(Self { subject, issuer, not_before, not_after })
    }
}

/// Elements one after the other.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// The next element: its tag and its content.
    fn next(&mut self) -> Option<(u8, &'a [u8])> {
        let (&tag, rest) = self.0.split_first()?;
        let (&first, rest) = rest.split_first()?;
        // X.690 §8.1.3: a length below 128, or how many bytes the length has.
        let (length, rest) = match usize::from(first) {
            short @ 0..=0x7f => (short, rest),
            long @ 0x81..=0x84 => {
                let (bytes, rest) = rest.split_at_checked(long - 0x80)?;
                (bytes.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)), rest)
            }
            _ => return None,
        };
        let (content, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((tag, content))
    }

    fn expect(&mut self, wanted: u8) -> Option<&'a [u8]> {
        self.next().filter(|(tag, _)| *tag == wanted).map(|(_, content)| content)
    }
}

/// The most telling part of a distinguished name.
fn name(rdns: &[u8]) -> String {
    let mut found = [None, None];
    let mut sets = Reader(rdns);
    while let Some(set) = sets.expect(SET) {
        let mut attributes = Reader(set);
        while let Some(attribute) = attributes.expect(SEQUENCE) {
            let mut parts = Reader(attribute);
            let (Some(kind), Some(value)) = (parts.expect(OBJECT_IDENTIFIER), parts.next()) else { continue };
            if let Some(at) = NAMES.iter().position(|known| *known == kind) {
                found[at].get_or_insert_with(|| text(value));
            }
        }
    }
    found.into_iter().flatten().next().unwrap_or_default()
}

fn text((tag, content): (u8, &[u8])) -> String {
    if tag == BMP_STRING {
        let units: Vec<u16> =
            content.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        return String::from_utf16_lossy(&units);
    }
    String::from_utf8_lossy(content).into_owned()
}

/// RFC 5280 §4.1.2.5: both forms end in Z and have seconds; two digits of a year mean 1950 to 2049.
fn time((tag, content): (u8, &[u8])) -> Option<DateTime<Utc>> {
    let digits = std::str::from_utf8(content).ok()?;
    let whole = match tag {
        UTC_TIME if digits.get(..1)? >= "5" => format!("19{digits}"),
        UTC_TIME => format!("20{digits}"),
        GENERALIZED_TIME => digits.to_owned(),
        _ => return None,
    };
    NaiveDateTime::parse_from_str(&whole, "%Y%m%d%H%M%SZ").ok().map(|time| time.and_utc())
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, DnType, KeyPair, date_time_ymd};

    use super::*;

    fn der(subject: &[(DnType, &str)], until: (i32, u8, u8)) -> Vec<u8> {
        let mut params = CertificateParams::new(vec!["a.example".to_owned()]).unwrap();
        params.distinguished_name = rcgen::DistinguishedName::new();
        for (kind, value) in subject {
            params.distinguished_name.push(kind.clone(), *value);
        }
        params.not_before = date_time_ymd(1975, 1, 2);
        params.not_after = date_time_ymd(until.0, until.1, until.2);
        params.self_signed(&KeyPair::generate().unwrap()).unwrap().der().to_vec()
    }

    #[test]
    fn names_and_times_are_read() {
        let both = [(DnType::OrganizationName, "Beispiel AG"), (DnType::CommonName, "a.example 例子")];
        let certificate = Certificate::parse(&der(&both, (2051, 3, 4))).unwrap();
        assert_eq!(
            (certificate.subject.as_str(), certificate.issuer.as_str()),
            ("a.example 例子", "a.example 例子")
        );
        assert_eq!(certificate.not_before.to_rfc3339(), "1975-01-02T00:00:00+00:00");
        assert_eq!(certificate.not_after.to_rfc3339(), "2051-03-04T00:00:00+00:00");
        assert_eq!(Certificate::parse(&der(&both[..1], (2030, 1, 1))).unwrap().subject, "Beispiel AG");
        assert_eq!(Certificate::parse(&der(&[], (2030, 1, 1))).unwrap().subject, "");
    }

    #[test]
    fn whatever_a_server_sends_is_read_or_not() {
        let good = der(&[(DnType::CommonName, "a.example")], (2030, 1, 1));
        for length in 0..good.len() {
            Certificate::parse(&good[..length]);
        }
        for at in 0..good.len() {
            for wrong in [0, 0x7f, 0x80, 0x84, 0xff] {
                let mut bytes = good.clone();
                bytes[at] = wrong;
                Certificate::parse(&bytes);
            }
        }
    }
}
