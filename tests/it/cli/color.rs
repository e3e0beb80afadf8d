//! Colors: on a terminal only, and as the flag and the environment say.

use crate::support::environment::TestEnv;
use crate::support::pty::{leave_out_without_terminal, on_terminal};

/// Whether the help is colored in a pipe, or on a terminal, with these flags and variables.
fn is_colored(terminal: bool, flags: &[&str], variables: &[(&str, &str)]) -> bool {
    let env = TestEnv::new();
    let mut call = env.gettoken(&["--help"]).args(flags);
    for (name, value) in variables {
        call = call.env(name, value);
    }
    let call = if terminal { on_terminal(call, 80) } else { call };
    let text = call.run().success();
    assert!(text.contains("Usage:"), "{text}");
    text.contains('\u{1b}')
}

#[test]
fn a_pipe_is_colored_only_if_forced() {
    for (expected, flags, variables) in [
        (false, [].as_slice(), [("TERM", "xterm")].as_slice()),
        (true, &[], &[("CLICOLOR_FORCE", "1")]),
        (false, &[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]),
        (true, &["--color", "always"], &[("NO_COLOR", "1")]),
        (false, &["--color=never"], &[("CLICOLOR_FORCE", "1")]),
    ] {
        assert_eq!(is_colored(false, flags, variables), expected, "{flags:?} {variables:?}");
    }
}

#[test]
fn a_terminal_is_colored_unless_told_otherwise() {
    if leave_out_without_terminal() {
        return;
    }
    for (expected, flags, variables) in [
        (true, [].as_slice(), [("TERM", "xterm")].as_slice()),
        (false, &[], &[("TERM", "dumb")]),
        (false, &[], &[("TERM", "xterm"), ("NO_COLOR", "1")]),
        (true, &[], &[("TERM", "xterm"), ("NO_COLOR", "")]),
        (false, &["--color", "never"], &[("TERM", "xterm")]),
        (true, &["--color=always"], &[("TERM", "dumb")]),
    ] {
        assert_eq!(is_colored(true, flags, variables), expected, "{flags:?} {variables:?}");
    }
}

#[test]
fn a_definition_keeps_its_own_flag() {
    let env = TestEnv::new();
    env.write_provider(
        "paint",
        "title = \"Paint\"\n[client-credentials]\nurl = \"https://paint.example/{color}\"\n[vars.color]\nhelp = \"A color\"\nrequired = true\n",
    );
    let args = ["paint", "--color", "red", "--client-id=i", "--client-secret=s", "--dry-run"];
    let stdout = env.gettoken(&args).run().success();
    assert!(stdout.contains("https://paint.example/red"), "{stdout}");
}
