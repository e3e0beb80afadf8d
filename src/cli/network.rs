//! The arguments that say how fresh a token must be, and how servers are reached.

use clap::{Command, value_parser};

use super::Rejected;
use super::args::{flag, path, secret, text, time};

/// Fewer digits of a SHA-256 than this do not name a token.
const SHORTEST_HASH: usize = 8;

const REJECTED: &str = "Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 \
is given";

/// Adds when a stored token will do.
pub fn with_freshness(command: Command) -> Command {
    command.next_help_heading("Freshness").args([
        flag("force", "Ask the vendor even if a stored token is valid"),
        time("min-valid", "Want at least this much life left [default: 60s]"),
        text("rejected", "SHA256", REJECTED)
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("-")
            .value_parser(rejected)
            .conflicts_with("force"),
        flag("offline", "Answer from the cache or fail")
            .conflicts_with_all(["force", "rejected", "no-cache"]),
        flag("no-cache", "Neither read nor write the cache"),
        flag("require-cache", "Fail if the token cannot be stored").conflicts_with("no-cache"),
        time("lock-timeout", "Longest wait for another process's request [default: --timeout and 5s]"),
    ])
}

/// Adds how to get at a server, and for how long.
pub fn with_network(command: Command) -> Command {
    command.next_help_heading("Network").args([
        time("timeout", "For the whole call [default: 30s]"),
        time("connect-timeout", "For resolving the name, and for connecting [default: 10s]"),
        text(
            "retries",
            "NUMBER",
            "How often a request that failed for a passing reason is repeated [default: 2]",
        )
        .value_parser(value_parser!(u8).range(0..=10)),
        path(
            "cacert",
            "FILE",
            "Certificate authorities to believe besides the system's [env: SSL_CERT_FILE, SSL_CERT_DIR]",
        ),
        text("proxy", "URL", "Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]")
            .value_parser(secret),
        flag("ipv4", "Connect over IPv4 only").short('4').conflicts_with("ipv6"),
        flag("ipv6", "Connect over IPv6 only").short('6'),
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
