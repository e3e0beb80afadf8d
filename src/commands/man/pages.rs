//! The pages in `man/`.

use std::ops::Range;

use crate::packed::Packed;

/// A manual page.
pub struct Page {
    /// `en`, or the language of a directory in `man/`, such as `man/zh_CN/`.
    pub language: &'static str,
    pub name: &'static str,
    pub section: &'static str,
    /// The place of its text in [`TEXTS`].
    range: Range<usize>,
}

/// The sections of the pages: commands and file formats.
pub const SECTIONS: [&str; 2] = ["1", "5"];

/// The language that has every page.
const ENGLISH: &str = "en";

/// All pages, sorted by name and section, English first; build.rs lists them.
static PAGES: &[Page] = include!(concat!(env!("OUT_DIR"), "/manual.rs"));

/// The texts of all pages.
static TEXTS: Packed = Packed::new(include_bytes!(concat!(env!("OUT_DIR"), "/manual.lzma")));

impl Page {
    /// Its text, in the language of man(7).
    pub fn text(&self) -> &'static str {
        TEXTS.get(&self.range)
    }
}

/// Every page, in `language` if there is a translation.
pub fn all(language: &str) -> impl Iterator<Item = &'static Page> {
    let english = PAGES.iter().filter(|page| page.language == ENGLISH);
    english.map(move |page| {
        let is_same = |other: &&Page| (other.name, other.section) == (page.name, page.section);
        PAGES.iter().find(|other| other.language == language && is_same(other)).unwrap_or(page)
    })
}
