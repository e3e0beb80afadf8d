//! What a definition does not inherit from the one that it extends. build.rs has this file as a module too.

/// Keys that describe only the definition itself.
pub const NOT_INHERITED: [&str; 13] = [
    "aliases",
    "choose",
    "docs",
    "evidence",
    "evidence-date",
    "evidence-source",
    "example",
    "extends",
    "family",
    "keywords",
    "notes",
    "status",
    "title",
];

/// The same, of the texts in Chinese.
pub const TEXTS_NOT_INHERITED: [&str; 3] = ["choose", "notes", "title"];
