//! Every form of `-o`, read back: what is not refused comes back equal.
//!
//! Three lines: the token, the user's name, the scope.

#![no_main]

#[path = "../../tests/it/output/format_readers.rs"]
mod format_readers;

use format_readers::{ALL, refusable};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut lines = text.splitn(3, '\n');
    let mut line = || lines.next().unwrap_or_default();
    let (token, user, scope) = (line(), line(), line());
    for (format, written) in gettoken_fuzz::written(token, user, scope) {
        let Some(text) = written else {
            assert!(refusable(format, token, user), "{format} refuses {token:?} of {user:?}");
            continue;
        };
        let (_, read) = ALL.iter().find(|(known, _)| *known == format).expect("a reader for every form");
        let read = read(&text).unwrap_or_else(|| panic!("{format} cannot be read: {text:?}"));
        assert_eq!(read.token, token, "{format}: {text:?}");
        assert!(read.user.is_none_or(|read| read == user), "{format}: {text:?}");
        assert!(read.scope.is_none_or(|read| read == scope), "{format}: {text:?}");
    }
});
