//! Texts that few calls need, compressed by build.rs: the manual, and the definitions as they are written. Together they
//! are a megabyte, and a tenth of it compressed. All texts of one kind are decompressed together, in a few milliseconds.

use std::ops::Range;
use std::sync::OnceLock;

/// Compressed texts (DEFLATE, RFC 1951).
pub struct Packed {
    bytes: &'static [u8],
    texts: OnceLock<String>,
}

impl Packed {
    /// The texts in `bytes`, which build.rs wrote.
    pub const fn new(bytes: &'static [u8]) -> Self {
        Self { bytes, texts: OnceLock::new() }
    }

    /// The text at `range` of all texts.
    pub fn get(&self, range: &Range<usize>) -> &str {
        let texts = self.texts.get_or_init(|| {
            let texts = miniz_oxide::inflate::decompress_to_vec(self.bytes).ok();
            texts.and_then(|texts| String::from_utf8(texts).ok()).expect("a test reads them")
        });
        &texts[range.clone()]
    }
}
