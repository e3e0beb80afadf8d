//! The built-in definitions: every file of `src/providers/`. No other Rust file may name a vendor.

use std::ops::Range;

use super::Evidence;
use crate::packed::Packed;

/// A built-in definition.
#[derive(Debug)]
pub struct Builtin {
    pub name: &'static str,
    /// The place of its text in [`TEXTS`].
    text: Range<usize>,
    /// Its parsed form, made by build.rs: see [`super::find`].
    pub prepared: &'static str,
    /// The place of its Chinese texts in [`CHINESE`].
    chinese: Range<usize>,
    pub evidence: Evidence,
}

/// The provider in the examples of the help, and the default of `gettoken demo`.
pub const EXAMPLE_PROVIDER: &str = "alimail";

/// The default of `gettoken demo --login`, which has every kind of login.
pub const EXAMPLE_LOGIN: &str = "oauth2";

/// The definition for `gettoken login URL`.
pub const RESOURCE_PROVIDER: &str = "mcp";

/// The formats of `gettoken import`, and what is particular to their vendors.
pub const IMPORTS: [(&str, &str); 1] = [("google-adc", include_str!("../imports/google-adc.toml"))];

/// All built-in definitions, sorted by name; build.rs lists them.
pub static DEFINITIONS: &[Builtin] = include!(concat!(env!("OUT_DIR"), "/providers.rs"));

/// All definitions as they are written.
static TEXTS: Packed = Packed::new(include_bytes!(concat!(env!("OUT_DIR"), "/providers.lzma")));

/// The Chinese texts of all definitions.
static CHINESE: Packed = Packed::new(include_bytes!(concat!(env!("OUT_DIR"), "/providers.zh.lzma")));

const fn text(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("a definition is text"),
    }
}

impl Builtin {
    /// The definition as it is written.
    pub fn text(&self) -> &'static str {
        TEXTS.get(&self.text)
    }

    /// Its texts in Chinese, in JSON: see [`super::translation`].
    pub fn chinese(&self) -> &'static str {
        CHINESE.get(&self.chinese)
    }

    /// The definition called `name`.
    pub fn find(name: &str) -> Option<&'static Self> {
        DEFINITIONS.iter().find(|definition| definition.name == name)
    }
}
