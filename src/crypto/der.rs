//! Reads DER (X.690), as far as keys, certificates and signatures need it.

/// The tags that are used here. Structures have the bit 0x20, and numbered fields the bit 0x80.
pub const INTEGER: u8 = 0x02;
pub const BIT_STRING: u8 = 0x03;
pub const OCTET_STRING: u8 = 0x04;
pub const OBJECT_IDENTIFIER: u8 = 0x06;
pub const SEQUENCE: u8 = 0x30;

/// An element of DER, and the bytes after it.
pub struct Element<'a> {
    pub tag: u8,
    pub content: &'a [u8],
    pub rest: &'a [u8],
}

/// The element at the beginning of `der`.
pub fn element(der: &[u8]) -> Option<Element<'_>> {
    let (&[tag, first], mut rest) = der.split_first_chunk()?;
    let mut length = usize::from(first);
    if first >= 0x80 {
        // Up to four bytes with the length follow.
        let (bytes, after) = rest.split_at_checked(length - 0x80).filter(|(bytes, _)| bytes.len() <= 4)?;
        length = bytes.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
        rest = after;
    }
    let (content, rest) = rest.split_at_checked(length)?;
    Some(Element { tag, content, rest })
}

/// The content of the element at the beginning of `der`, if it has this tag. `der` then begins after it.
pub fn take<'a>(der: &mut &'a [u8], tag: u8) -> Option<&'a [u8]> {
    let first = element(der).filter(|first| first.tag == tag)?;
    *der = first.rest;
    Some(first.content)
}

/// The content of `der`, if it is one element with this tag and nothing else.
pub fn whole(mut der: &[u8], tag: u8) -> Option<&[u8]> {
    take(&mut der, tag).filter(|_| der.is_empty())
}
