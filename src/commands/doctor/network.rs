//! The way to the token endpoint, step by step. A step that fails skips those that need it, and no step
//! sends anything that the vendor could take for a request of the application's.

use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use super::check::Check;
use super::skipped;
use crate::duration::words;
use crate::error::Error;
use crate::escape::visible;
use crate::grant;
use crate::http::{Attempt, Certificate, Named, Probe, Response, Secured, shown_url};
use crate::settings::Settings;

/// Beyond this a vendor may refuse signatures, and expiry is misjudged.
const SKEW: i64 = 30;

/// What is left to say when the way there cannot even be begun.
const ALL: [&str; 7] = ["proxy", "authorities", "name", "connection", "tls", "answer", "clock"];

/// A title, and what is said under it.
pub fn checks(settings: &Settings) -> (String, Vec<Check>) {
    let title = "Network".to_owned();
    let Some(call) = grant::call(settings) else {
        return (title, skipped(&["endpoint"], "the definition has none for this grant"));
    };
    let lacking: Vec<&str> = call.url.names().filter(|name| settings.value(name).is_none()).collect();
    if !lacking.is_empty() {
        let why = format!("its address needs a value for {}", lacking.join(", "));
        return (title, skipped(&["endpoint"], &why));
    }
    let url = call.url.fill_url(|name| settings.value(name));
    let typed = names_in_path(&call.url.to_string());
    match url.and_then(|url| Ok((Probe::new(settings.network.clone(), &url)?, url))) {
        Ok((probe, url)) => {
            let endpoint = Check::ok("endpoint", shown_url(&url)).fact("url", shown_url(&url));
            (title, [endpoint].into_iter().chain(steps(&probe, typed)).collect())
        }
        Err(error) => {
            let mut checks = vec![Check::failed("endpoint", &error)];
            checks.extend(skipped(&ALL, "there is no address, or no way, to try"));
            (title, checks)
        }
    }
}

/// Whether the path of a definition's URL is made of what the user gives.
fn names_in_path(template: &str) -> bool {
    let path = template.split_once("://").map(|(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    path.is_none_or(|path| path.contains('{'))
}

/// From the proxy to the answer. Of a URL that was `typed` by the user a path may be wrong.
fn steps(probe: &Probe, typed: bool) -> Vec<Check> {
    let mut checks = vec![proxy(probe)];
    let trusted = probe.is_secure().then(|| probe.authorities());
    let believes = trusted.as_ref().is_none_or(Result::is_ok);
    checks.extend(trusted.map(|found| match found {
        Ok(found) => authorities(&found.places, found.count),
        Err(error) => Check::failed("authorities", &error),
    }));
    let named = match probe.resolve() {
        Ok(named) => named,
        Err(error) => {
            checks.push(Check::failed("name", &error));
            checks.extend(rest(probe, 3, "the address is not known"));
            return checks;
        }
    };
    checks.push(name(&named));
    let attempts = probe.connect(&named);
    checks.push(connection(&attempts));
    if attempts.iter().all(|attempt| attempt.result.is_err()) {
        checks.extend(rest(probe, 4, "there is no connection"));
    } else if believes {
        checks.extend(talk(probe, typed));
    } else {
        checks.extend(rest(probe, 4, "no authority could be read"));
    }
    checks
}

/// What comes after so many steps, skipped because `why`.
fn rest(probe: &Probe, done: usize, why: &str) -> Vec<Check> {
    let names = ALL[done..].iter().filter(|name| probe.is_secure() || **name != "tls");
    names.map(|name| Check::skipped(name, why)).collect()
}

fn proxy(probe: &Probe) -> Check {
    match probe.proxy() {
        Some((address, source)) => Check::ok("proxy", format!("{address}, from {source}"))
            .fact("address", address)
            .fact("source", source),
        None => Check::ok("proxy", "none").fact("address", Value::Null),
    }
}

fn authorities(places: &[String], count: Option<usize>) -> Check {
    let text = match count {
        Some(count) => format!("{count} from {}", places.join(", ")),
        None => "those of the system".to_owned(),
    };
    Check::ok("authorities", text).fact("count", count).fact("places", places)
}

fn name(named: &Named) -> Check {
    let addresses: Vec<String> = named.addresses.iter().map(|address| address.ip().to_string()).collect();
    let host = visible(&named.host);
    let text = match named.took {
        Some(took) => format!("`{host}` is {}, in {}", addresses.join(", "), milliseconds(took)),
        None if addresses.iter().any(|address| *address == host.trim_matches(['[', ']'])) => {
            format!("{host} is an address")
        }
        None => format!("`{host}` is {}", addresses.join(", ")),
    };
    let took = named.took.map(|took| took.as_millis() as u64);
    Check::ok("name", text).fact("host", host).fact("addresses", addresses).fact("milliseconds", took)
}

/// One family is enough, if the other fails at once.
fn connection(attempts: &[Attempt]) -> Check {
    let words: Vec<String> = attempts.iter().map(attempt).collect();
    let text = words.join("; ");
    let worked = attempts.iter().filter(|attempt| attempt.result.is_ok()).count();
    let slow = attempts.iter().any(|attempt| {
        attempt.result.as_ref().is_err_and(|error| error.kind() == std::io::ErrorKind::TimedOut)
    });
    let check = if worked == 0 {
        Check::fault("connection", crate::error::Kind::Network, text)
            .advice("check the network, a firewall, and whether a proxy is needed")
    } else if slow {
        Check::warning("connection", text).advice("packets are lost on one of the two: mend its route")
    } else {
        Check::ok("connection", text)
    };
    let facts = attempts.iter().map(|attempt| {
        let took = attempt.result.as_ref().ok().map(|took| took.as_millis() as u64);
        let error = attempt.result.as_ref().err().map(|error| visible(&error.to_string()));
        json!({ "address": attempt.address.to_string(), "milliseconds": took, "error": error })
    });
    check.fact("attempts", facts.collect::<Vec<Value>>())
}

fn attempt(attempt: &Attempt) -> String {
    let address = attempt.address;
    match &attempt.result {
        Ok(took) => format!("{address} in {}", milliseconds(*took)),
        Err(error) => match error.kind() {
            std::io::ErrorKind::TimedOut => format!("{address} does not answer"),
            std::io::ErrorKind::ConnectionRefused => format!("{address} refuses"),
            _ => format!("{address}: {error}"),
        },
    }
}

fn milliseconds(took: Duration) -> String {
    format!("{} ms", took.as_millis().max(1))
}

/// TLS, HTTP and the clock, over one connection.
fn talk(probe: &Probe, typed: bool) -> Vec<Check> {
    let asked = probe.ask();
    let now = Utc::now();
    let secured = probe.secured();
    let mut checks = Vec::new();
    if probe.is_secure() {
        match (&asked, secured.version.is_some()) {
            (Err(error), false) if secured.begun => checks.push(tls_fault(error, &secured)),
            (Err(error), false) => checks.push(Check::failed("tunnel", error)),
            _ => checks.push(tls(&secured)),
        }
        if secured.version.is_none() {
            let names = if secured.begun { &ALL[5..] } else { &ALL[4..] };
            checks.extend(skipped(names, "the server was not reached safely"));
            return checks;
        }
    }
    match asked {
        Ok(response) => {
            checks.push(answer(&response, typed));
            checks.push(clock(&response, now));
        }
        Err(error) => {
            checks.push(Check::failed("answer", &error));
            checks.extend(skipped(&["clock"], "there is no answer"));
        }
    }
    checks
}

fn tls(secured: &Secured) -> Check {
    let version =
        secured.version.as_deref().unwrap_or_default().replace('_', ".").replacen("TLSv", "TLS ", 1);
    let mut text = format!("{version}, host name verified");
    if let Some(certificate) = &secured.certificate {
        text.push_str(&format!("; {}", described(certificate)));
    }
    with_certificate(Check::ok("tls", text), secured)
}

fn tls_fault(error: &Error, secured: &Secured) -> Check {
    let mut text = error.to_string();
    if let Some(certificate) = &secured.certificate {
        text.push_str(&format!("; {}", described(certificate)));
    }
    let check = Check::fault("tls", error.kind(), text);
    let check = match error.advice() {
        Some(advice) => check.advice(advice),
        None => check,
    };
    with_certificate(check, secured)
}

/// `certificate of a.example by Authority, until 2027-01-02`
fn described(certificate: &Certificate) -> String {
    format!(
        "certificate of {} by {}, until {}",
        or_unnamed(&certificate.subject),
        or_unnamed(&certificate.issuer),
        certificate.not_after.format("%Y-%m-%d")
    )
}

fn or_unnamed(name: &str) -> String {
    if name.is_empty() { "(no name)".to_owned() } else { visible(name) }
}

fn with_certificate(check: Check, secured: &Secured) -> Check {
    let check = check
        .fact("protocol", secured.version.as_deref())
        .fact("cipher", secured.cipher.as_deref())
        .fact("milliseconds", secured.took.map(|took| took.as_millis() as u64));
    let Some(certificate) = &secured.certificate else { return check };
    let time = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    check
        .fact("subject", certificate.subject.as_str())
        .fact("issuer", certificate.issuer.as_str())
        .fact("not_before", time(certificate.not_before))
        .fact("not_after", time(certificate.not_after))
}

/// Any status shows that something speaks HTTP there; a request without parameters deserves none better.
fn answer(response: &Response, typed: bool) -> Check {
    let status = response.status;
    let said = format!("HTTP {status} to a request without parameters");
    let check = match status {
        300..=399 => {
            let to = response.header("location").map(|url| format!(" to `{}`", shown_url(url)));
            Check::warning("answer", format!("{said}: it redirects{}", to.unwrap_or_default()))
                .advice("gettoken follows no redirect with a secret: is the address right?")
        }
        404 | 410 if typed => Check::warning("answer", format!("{said}: the path may be wrong"))
            .advice("check the values that the address is made of"),
        500..=599 => {
            Check::warning("answer", format!("{said}: the server is in trouble, or takes POST alone"))
                .advice("try again later")
        }
        _ => Check::ok("answer", said),
    };
    check.fact("status", status).fact("server", response.header("server"))
}

fn clock(response: &Response, now: DateTime<Utc>) -> Check {
    // An answer from a cache on the way bears the time at which it was put there.
    let fresh = response.header("age").is_none();
    let date = response.header("date").filter(|_| fresh);
    let Some(date) = date.and_then(|text| DateTime::parse_from_rfc2822(text).ok()) else {
        return Check::skipped("clock", "the answer does not say what time it is there");
    };
    let ahead = (now - date.to_utc()).num_seconds();
    let check = if ahead.abs() > SKEW {
        let side = if ahead > 0 { "ahead of" } else { "behind" };
        Check::warning("clock", format!("this machine is {} {side} the server", words(ahead.abs())))
            .advice("set the clock, by NTP if you can")
    } else {
        Check::ok("clock", format!("within {SKEW}s of the server's"))
    };
    check.fact("seconds_ahead", ahead)
}
