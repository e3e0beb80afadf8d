//! The definitions that come with the program: every file of `src/providers/`. The only Rust file that may name a
//! vendor.

/// A definition that comes with the program.
pub struct Builtin {
    pub name: &'static str,
    pub text: &'static str,
    /// What build.rs makes of it: see [`super::find`].
    pub prepared: &'static str,
}

/// What help shows in its examples, and the demonstration plays when nothing else is named.
pub const EXAMPLE_PROVIDER: &str = "alimail";

/// All of them, sorted by name: build.rs lists them.
pub static DEFINITIONS: &[Builtin] = include!(concat!(env!("OUT_DIR"), "/providers.rs"));

const fn text(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("a definition is text"),
    }
}

impl Builtin {
    /// The definition called `name`.
    pub fn find(name: &str) -> Option<&'static Self> {
        DEFINITIONS.iter().find(|definition| definition.name == name)
    }
}
