//! Texts that few calls need, compressed by build.rs: the manual, and the definitions as they are written. Together they
//! are 1.3 MB, and 0.2 MB compressed. All texts of one kind are decompressed together, in about ten milliseconds.

use std::io::Read;
use std::ops::Range;
use std::sync::OnceLock;

use lzma_rust2::LzmaReader;

/// Compressed texts (LZMA, in the format of `.lzma` files).
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
            let mut texts = String::new();
            let read = LzmaReader::new_mem_limit(self.bytes, u32::MAX, None)
                .and_then(|mut reader| reader.read_to_string(&mut texts));
            read.expect("a test reads them");
            texts
        });
        &texts[range.clone()]
    }
}
