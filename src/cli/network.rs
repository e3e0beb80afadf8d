//! The arguments that say how fresh a token must be, and how servers are reached.

use clap::{Command, value_parser};

use super::Rejected;
use super::args::{flag, path, secret, text, time};

/// Fewer digits of a SHA-256 than this do not name a token.
const SHORTEST_HASH: usize = 8;

/// Adds when a stored token will do.
pub fn with_freshness(command: Command) -> Command {
    command.next_help_heading("Freshness").args([
        flag("force", "help-force"),
        time("min-valid", "help-min-valid"),
        text("rejected", "SHA256", "help-rejected")
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("-")
            .value_parser(rejected)
            .conflicts_with("force"),
        flag("offline", "help-offline").conflicts_with_all(["force", "rejected", "no-cache"]),
        flag("no-cache", "help-no-cache"),
        flag("require-cache", "help-require-cache").conflicts_with("no-cache"),
        time("lock-timeout", "help-lock-timeout"),
    ])
}

/// Adds how to get at a server, and for how long.
pub fn with_network(command: Command) -> Command {
    command.next_help_heading("Network").args([
        time("timeout", "help-timeout"),
        time("connect-timeout", "help-connect-timeout"),
        text("retries", "NUMBER", "help-retries").value_parser(value_parser!(u8).range(0..=10)),
        path("cacert", "FILE", "help-cacert"),
        text("proxy", "URL", "help-proxy").value_parser(secret),
        flag("ipv4", "help-ipv4").short('4').conflicts_with("ipv6"),
        flag("ipv6", "help-ipv6").short('6'),
    ])
}

fn rejected(text: &str) -> Result<Rejected, String> {
    if text == "-" {
        return Ok(Rejected::Stdin);
    }
    let digits = text.to_ascii_lowercase();
    let hex =
        digits.len() >= SHORTEST_HASH && digits.len() <= 64 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    if hex {
        Ok(Rejected::Sha256(digits))
    } else {
        Err(format!("give {SHORTEST_HASH} to 64 hex digits of the token's SHA-256"))
    }
}
