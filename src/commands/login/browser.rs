//! Opens a URL in the person's browser, without a shell.

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::app::App;
use crate::error::Result;
use crate::http::check_url;
use crate::message::{Message, Value};
use crate::report;

/// How long to wait for a command to fail before the next one is tried. It may run as long as the browser.
const TIME_TO_FAIL: Duration = Duration::from_secs(1);
const POLL: Duration = Duration::from_millis(10);

/// Opens `url`, which leads to `target`, with the first of the `commands` that does not fail, if both URLs are safe.
/// Returns whether there is one. Failures before that are only reported with `-v`.
pub fn open(app: &App, commands: &[String], url: &str, target: &str) -> Result<bool> {
    if !is_safe(url) || !is_safe(target) {
        report::warn("browser-address-unsafe");
        return Ok(false);
    }
    let hidden = app.home.secret_variables(&app.settings)?;
    let mut failures = Vec::new();
    let is_open = commands.iter().any(|command| {
        let words = arguments(command, url);
        let (name, arguments) = words.split_first().expect("the URL is one of the words");
        let message = |code: &'static str| Message::new(code).with("program", name);
        match app.home.program(&words).map(|program| run(&program, arguments, &hidden)) {
            Ok(None) => {
                report::note(|| message("browser-opened"));
                return true;
            }
            Ok(Some(fault)) => failures.push(message("browser-failed").with("error", fault)),
            Err(error) => {
                let messages = [error.message()].into_iter().chain(error.hints());
                let messages = Value::list(messages, "list-semicolon");
                failures.push(Message::new("browser-missing").with("error", messages));
            }
        }
        false
    });
    for failure in failures {
        if is_open { report::note(|| failure) } else { report::say(failure) }
    }
    Ok(is_open)
}

/// Starts a program. Returns why it failed, if it does so soon.
fn run(program: &Path, arguments: &[String], hidden: &[String]) -> Option<String> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    for name in hidden {
        command.env_remove(name);
    }
    let (started, end) = (command.spawn(), Instant::now() + TIME_TO_FAIL);
    let ended = started.and_then(|mut child| {
        loop {
            match child.try_wait()? {
                None if Instant::now() < end => thread::sleep(POLL),
                ended => return Ok(ended),
            }
        }
    });
    match ended {
        Ok(status) => status.filter(|status| !status.success()).map(|status| status.to_string()),
        Err(error) => Some(error.to_string()),
    }
}

/// The words of a command in `BROWSER`, as Python's `webbrowser` reads it: `%s` is the URL, which otherwise is
/// the last argument; without `%s`, the whole text can be the path of a program.
fn arguments(command: &str, url: &str) -> Vec<String> {
    let is_program = !command.contains("%s") && Path::new(command).is_file();
    let mut words = if is_program { vec![command.to_owned()] } else { words(command) };
    // Python starts such a command in the background.
    words.pop_if(|word| word == "&");
    if !words.iter().any(|word| word.contains("%s")) {
        words.push("%s".to_owned());
    }
    words.iter().map(|word| word.replace("%s", url)).collect()
}

/// Splits a command at spaces. Quotation marks keep a word together.
fn words(command: &str) -> Vec<String> {
    let (mut words, mut quote, mut is_inside) = (Vec::<String>::new(), None, false);
    for letter in command.chars() {
        match quote {
            None if letter == '"' || letter == '\'' => quote = Some(letter),
            Some(mark) if mark == letter => quote = None,
            None if letter.is_whitespace() => is_inside = false,
            _ if is_inside => words.iter_mut().last().into_iter().for_each(|word| word.push(letter)),
            _ => {
                words.push(letter.to_string());
                is_inside = true;
            }
        }
    }
    words
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
    fn the_url_is_one_word_of_the_command() {
        let url = "https://a.example/?x=%20y&z";
        for (command, expected) in [
            ("firefox", &["firefox", url][..]),
            ("firefox -P work", &["firefox", "-P", "work", url]),
            ("firefox --url=%s  -x", &["firefox", "--url=https://a.example/?x=%20y&z", "-x"]),
            ("'/a b/c' \"%s\"", &["/a b/c", url]),
            ("x'y z'\"'\" %s %s", &["xy z'", url, url]),
            ("lynx %s &", &["lynx", url]),
            ("lynx &", &["lynx", url]),
            ("sh -c 'x \"%s\"'", &["sh", "-c", "x \"https://a.example/?x=%20y&z\""]),
            ("%s", &[url]),
        ] {
            assert_eq!(arguments(command, url), expected, "{command}");
        }
    }

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
