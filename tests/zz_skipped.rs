//! The last test program, because `cargo test` runs them in alphabetical order. It tests nothing, never
//! fails, and prints which tests the others have skipped.

use std::io::Write;

#[expect(dead_code, reason = "each program uses its own part")]
#[path = "it/support/skipped.rs"]
mod skipped;

fn main() {
    // Test runners ask every program for the names of its tests; this one has none.
    if std::env::args().any(|arg| arg == "--list") {
        return;
    }
    // A closed stdout is no reason to fail.
    let _ = write!(std::io::stdout(), "\n{}\n", skipped::report());
}
