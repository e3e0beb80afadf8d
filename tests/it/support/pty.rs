//! Calls on a pseudo-terminal.

use super::process::Call;
use super::tools;

/// Runs `script`, which connects the call to a new terminal of `$0` columns and copies what appears there.
const ON_TERMINAL: &str = r#"exec script -qec "stty cols $0 rows 24; exec $(printf '%q ' "$@")" /dev/null"#;

/// The same call on a terminal of this width. Its stdout is then everything that appears there.
pub fn on_terminal(call: Call, columns: u16) -> Call {
    call.under(&["bash", "-c", ON_TERMINAL, &columns.to_string()])
}

/// Whether calls on a terminal are impossible here; if so, that part of the test is left out.
pub fn leave_out_without_terminal() -> bool {
    tools::leave_out_without("output on a terminal", &["bash", "script", "stty"])
}
