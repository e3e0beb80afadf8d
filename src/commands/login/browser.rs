//! Opens a URL in the person's browser, without a shell.

use std::process::{Command, Stdio};

use crate::app::App;
use crate::error::Result;
use crate::http::check_url;
use crate::message::{Message, Value};
use crate::report;

/// Opens `url` with `program`, if [`is_safe`]. Failures to start it are only reported with `-v`, because the
/// URL is printed as well.
pub fn open(app: &App, (program, arguments): (&str, &[&str]), url: &str) -> Result<()> {
    if !is_safe(url) {
        report::warn("browser-address-unsafe");
        return Ok(());
    }
    let found = match app.home.programs().find(program) {
        Ok(found) => found,
        Err(error) => {
            let messages = [error.message()].into_iter().chain(error.hints());
            let messages = Value::list(messages, "list-semicolon");
            report::note(|| Message::new("browser-missing").with("error", messages));
            return Ok(());
        }
    };
    let mut command = Command::new(found);
    command.args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    for name in app.home.secret_variables(&app.settings.provider)? {
        command.env_remove(name);
    }
    match command.spawn() {
        // Do not wait for the process: it may run as long as the browser.
        Ok(_) => report::note(|| Message::new("browser-opened").with("program", program)),
        Err(error) => report::note(|| {
            Message::new("browser-failed").with("program", program).with("error", error.to_string())
        }),
    }
    Ok(())
}

/// Accepts https URLs, and http URLs on loopback, without characters that could end the argument.
fn is_safe(url: &str) -> bool {
    check_url(url).is_ok()
        && url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'`\\<>^{|}".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_urls_are_opened() {
        for good in [
            "https://a.example/x?y=%20&z=1#f",
            "http://127.0.0.1:80/x",
            "http://localhost/x",
            "http://[::1]/x",
            "http://[::1]:80/x",
        ] {
            assert!(is_safe(good), "{good}");
        }
        for bad in [
            "file:///etc/passwd",
            "a:$(id)",
            "https://x/\";id;\"",
            "-https://x",
            "--help",
            "https://x/\nid",
            "https://x/ y",
            "http://a.example/",
            "javascript:alert(1)",
            "https://",
            "https://x/'y",
            "https://x/`id`",
            "",
        ] {
            assert!(!is_safe(bad), "{bad}");
        }
    }
}
