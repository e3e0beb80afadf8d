//! Every format of `-o`: reading the output returns the same values, unless the format refuses them.
//!
//! Input: three lines with the token, the user name and the scope.

#![no_main]

#[path = "../../tests/it/output/format_readers.rs"]
mod format_readers;

use format_readers::{ALL, refusable};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut lines = text.splitn(3, '\n');
    let mut line = || lines.next().unwrap_or_default();
    let (token, user, scope) = (line(), line(), line());
    for (format, rendered) in gettoken_fuzz::render_all(token, user, scope) {
        let Some(text) = rendered else {
            assert!(refusable(format, token, user), "{format} refuses {token:?} of {user:?}");
            continue;
        };
        let (_, read) = ALL.iter().find(|(known, _)| *known == format).expect("every format has a reader");
        let read = read(&text).unwrap_or_else(|| panic!("{format} cannot be read: {text:?}"));
        assert_eq!(read.token, token, "{format}: {text:?}");
        assert!(read.user.is_none_or(|read| read == user), "{format}: {text:?}");
        assert!(read.scope.is_none_or(|read| read == scope), "{format}: {text:?}");
    }
});
