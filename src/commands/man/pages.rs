//! The pages in `man/`, embedded as they are. Compressed, these 300 KB would be 60 KB, but need one more crate.

/// A manual page.
pub struct Page {
    /// `en`, or the language of a directory in `man/`, such as `man/zh_CN/`.
    pub language: &'static str,
    pub name: &'static str,
    pub section: &'static str,
    /// In the language of man(7).
    pub text: &'static str,
}

/// The sections of the pages: commands and file formats.
pub const SECTIONS: [&str; 2] = ["1", "5"];

/// The language that has every page.
const ENGLISH: &str = "en";

/// All pages, sorted by name and section, English first; build.rs lists them.
static PAGES: &[Page] = include!(concat!(env!("OUT_DIR"), "/manual.rs"));

const fn text(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("a page is text"),
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
