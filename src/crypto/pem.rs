//! The sections of PEM text (RFC 7468), with any other text around them, such as OpenSSL's bag attributes.

use rustls::pki_types::pem::{PemObject, SectionKind};

/// A section, complete or not.
pub struct Section<'a> {
    pub label: &'a str,
    lines: Vec<&'a str>,
    is_complete: bool,
}

impl Section<'_> {
    /// Returns whether the section has the headers of an encrypted key in the form of OpenSSL (RFC 1421 §4.6).
    pub fn is_encrypted(&self) -> bool {
        self.lines.iter().any(|line| line.starts_with("Proc-Type:") && line.contains("ENCRYPTED"))
    }

    /// The bytes, decoded in constant time, as secrets require. `None` if an end is missing, or if it is not base64.
    pub fn der(&self) -> Option<Vec<u8>> {
        // The reader decodes only sections that it knows, and in constant time only those of private keys.
        let body = self.lines.join("\n");
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----");
        let decoded = self.is_complete.then(|| <(SectionKind, Vec<u8>)>::from_pem_slice(pem.as_bytes()).ok());
        decoded.flatten().map(|(_, der)| der)
    }
}

/// The sections in `text`.
pub fn sections(text: &str) -> Vec<Section<'_>> {
    let (mut found, mut open) = (Vec::new(), None::<Section>);
    for line in text.split(['\n', '\r']).map(str::trim) {
        if let Some(label) = marker(line, "-----BEGIN ") {
            found.extend(open.replace(Section { label, lines: Vec::new(), is_complete: false }));
        } else if let Some(end) = marker(line, "-----END ") {
            found.extend(open.take().map(|open| Section { is_complete: open.label == end, ..open }));
        } else if let Some(open) = &mut open {
            open.lines.push(line);
        }
    }
    found.extend(open);
    found
}

/// The label of a line that begins or ends a section.
fn marker<'a>(line: &'a str, start: &str) -> Option<&'a str> {
    let label = line.strip_prefix(start)?.strip_suffix("-----")?;
    // A whole section in one line is no label.
    (!label.contains("--")).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, Option<Vec<u8>>)> {
        sections(text).iter().map(|section| (section.label, section.der())).collect()
    }

    #[test]
    fn sections_are_found_among_other_text() {
        let text = "Bag Attributes\n    friendlyName: x\n-----BEGIN A-----\r\n  AQID\r\n\tBA==  \r\n-----END A-----\r\n\
                    words\n  -----BEGIN B C-----\nBQ==\n  -----END B C-----";
        assert_eq!(read(text), [("A", Some(vec![1, 2, 3, 4])), ("B C", Some(vec![5]))]);
        assert_eq!(read("-----BEGIN A----------END A-----\n-----END A-----\nAQID"), []);
    }

    #[test]
    fn sections_that_are_incomplete_or_not_base64_have_no_bytes() {
        let bad = ["AQID\n", "AQI$\n-----END A-----", "AQID\n-----END B-----", "A\n-----END A-----"];
        for body in bad {
            assert_eq!(read(&format!("-----BEGIN A-----\n{body}")), [("A", None)], "{body}");
        }
        let next = "-----BEGIN A-----\nAQID\n-----BEGIN B-----\nBQ==\n-----END B-----";
        assert_eq!(read(next), [("A", None), ("B", Some(vec![5]))]);
        // The reader would take this line for a marker; here it is part of the body.
        assert_eq!(read("-----BEGIN A-----\n-----BEGIN X\nAQID\n-----END A-----"), [("A", None)]);
    }

    #[test]
    fn headers_tell_that_a_key_is_encrypted() {
        let with = |line: &str| format!("-----BEGIN A-----\n{line}\n\nAQID\n-----END A-----");
        assert!(sections(&with("Proc-Type: 4,ENCRYPTED"))[0].is_encrypted());
        assert!(!sections(&with("AQID"))[0].is_encrypted());
    }
}
