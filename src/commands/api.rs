//! `gettoken api`: sends an API request with the token in the place that the definition names.
//!
//! If the vendor rejects the token, according to the error codes in its definition, gettoken replaces the
//! token by compare-and-swap and repeats the request once.

mod pages;
mod progress;
mod target;

use std::io::Read;
use std::path::PathBuf;

use chrono::Utc;
use clap::{Arg, Command};

use super::Call;
use crate::app::App;
use crate::cli::args::{
    api_host, flag, maybe, path, read_fetch, several, token_kind, token_requirements, with_network,
    with_request,
};
use crate::color::{self, Stream};
use crate::error::{Error, Kind, Result};
use crate::http::{Client, Request, Response, ResponseBody, from_io, note_request, note_status, shown_url};
use crate::message::{self, Message};
use crate::oauth::flow::resource;
use crate::oauth::response::Reading;
use crate::output::{self, pretty};
use crate::provider::{Class, Provider};
use crate::report;
use crate::sanitize::{Scrubber, visible};
use crate::secret::Secret;
use crate::settings::expand;
use crate::token::Token;

use pages::next_page;

/// The number of response bytes to buffer before printing any, to find out whether it is an error.
const MAX_BUFFERED: u64 = 1024 * 1024;
/// The maximum size of one page of a list, in bytes. The next URL may be at its end, so all of it is buffered.
const MAX_PAGE: u64 = 64 * 1024 * 1024;

/// Parts of media types whose bodies are sequences of JSON texts, which may not end.
const STREAMS: [&str; 4] = ["jsonl", "ndjson", "json-seq", "stream"];

/// Adds the arguments of `gettoken api PROFILE`.
pub fn args(command: Command, provider: &Provider) -> Command {
    let words = Arg::new("words").value_name("METHOD PATH").num_args(1..=2).required_unless_present("smoke");
    let command = with_request(command, provider)
        .override_usage("gettoken api <PROFILE> [METHOD] <PATH or URL> [OPTIONS]")
        .arg(words.help(message::help("help-api-words")).help_heading(None::<&str>))
        .args(token_requirements())
        .args(token_kind(provider))
        .next_help_heading(message::help("help-heading-call"))
        .args(api_host(provider))
        .args([
            several("raw-field", "NAME=TEXT", "help-raw-field").short('f').value_parser(pair),
            several("field", "NAME=VALUE", "help-field").short('F').value_parser(pair),
            several("query", "NAME=VALUE", "help-query").short('q').value_parser(pair),
            several("header", "NAME:VALUE", "help-header").short('H').value_parser(header),
            path("input", "FILE", "help-input").conflicts_with_all(["field", "raw-field"]),
            flag("include", "help-include").short('i'),
            flag("paginate", "help-paginate"),
            path("output", "FILE", "help-api-output"),
            several("allow-host", "HOST", "help-api-host"),
            flag("smoke", "help-smoke").conflicts_with("words"),
        ]);
    with_network(command)
}

fn pair(text: &str) -> Result<(String, Secret), Message> {
    let (name, value) = split(text, '=', "NAME=VALUE")?;
    Ok((name, Secret::new(value)))
}

fn header(text: &str) -> Result<(String, Secret), Message> {
    let (name, value) = split(text, ':', "NAME:VALUE")?;
    Ok((name, Secret::new(value.trim())))
}

fn split<'a>(text: &'a str, at: char, form: &'static str) -> Result<(String, &'a str), Message> {
    let parts = text.split_once(at).filter(|(name, _)| !name.trim().is_empty());
    let (name, value) = parts.ok_or_else(|| Message::new("pair-expected").with("form", form))?;
    Ok((name.trim().to_owned(), value))
}

/// Sends the request, and with `--paginate` a request for each further page.
pub fn run(call: Call) -> Result<u8> {
    let matches = &call.matches;
    let mut app = App::new(call.home, read_fetch(&call.profile, matches))?;
    // The base URL may be known only with the token.
    let mut early = None;
    if !app.settings.provider.api.base_from.0.is_empty() {
        early = Some(app.token()?.token);
        app.settings.found_base = early.as_ref().and_then(|token| token.api_base.clone());
    }
    let mut request = target::request(app.home, &app.settings, matches)?;
    let paginate = matches.get_flag("paginate");
    if paginate {
        pages::check(&app.settings)?;
    }
    let (include, smoke) = (matches.get_flag("include"), matches.get_flag("smoke"));
    let output = maybe(matches, "output").map(|path: PathBuf| expand(&path));
    // argv may contain a secret.
    drop(call);
    let mut token = early.map_or_else(|| app.token().map(|outcome| outcome.token), Ok)?;
    output::check_for_apis(&app.settings.profile, &token)?;
    let client = app.client();
    let mut sink = output::Sink::open(output.as_deref(), app.settings.network.timeout)?;
    loop {
        let mut response = send(&client, &app, &request, &token, paginate)?;
        if let Some((Class::TokenInvalid, error)) = response.refusal {
            report::note(|| "token-rejected");
            token = app.replace_token(&token, error)?;
            response = send(&client, &app, &request, &token, paginate)?;
        }
        if let Some((_, error)) = response.refusal {
            return Err(error);
        }
        if smoke {
            let works = Message::new("api-works").with("profile", &app.settings.profile);
            report::say(works.with("status", response.head.status));
            return Ok(0);
        }
        let next = if paginate { next_page(&app.settings, &request, &response.buffered)? } else { None };
        if include {
            sink.write(head(&response.head).as_bytes())?;
        }
        if sink.is_terminal() {
            show(&mut response, &mut sink)?;
            let Some(url) = next else { return Ok(0) };
            request = Request { query: Vec::new(), url, ..request };
            continue;
        }
        let length = response.head.header("content-length").and_then(|length| length.parse().ok());
        let mut bar = progress::Bar::new(length);
        sink.write(&response.buffered)?;
        copy(&mut response.rest, &mut sink, &mut bar)?;
        let Some(url) = next else {
            return sink.finish().map(|()| 0);
        };
        if !response.buffered.ends_with(b"\n") {
            sink.write(b"\n")?;
        }
        request = Request { query: Vec::new(), url, ..request };
    }
}

/// A response: the part of the body that was read to detect an error, and the unread rest.
struct ApiResponse<'a> {
    head: Response,
    buffered: Vec<u8>,
    rest: ResponseBody<'a>,
    refusal: Option<(Class, Error)>,
}

/// Sends `request` with the token. If `paged`, buffers the body; fails if it is longer than [`MAX_PAGE`].
fn send<'a>(
    client: &'a Client,
    app: &App,
    request: &Request,
    token: &Token,
    paged: bool,
) -> Result<ApiResponse<'a>> {
    let settings = &app.settings;
    let request = app.api_request(request.clone(), token)?;
    let scrubber = Scrubber::new([&token.access_token]);
    note_request(&request);
    let (mut head, mut rest) = client.stream(&request)?;
    note_status(head.status);
    let limit = match head.status {
        _ if paged => MAX_PAGE + 1,
        ..300 if !may_be_an_error(&head) => 0,
        _ => MAX_BUFFERED,
    };
    let mut buffered = Vec::new();
    let read = rest.by_ref().take(limit).read_to_end(&mut buffered).map_err(from_io);
    // The beginning of an error explains more than its missing end.
    if head.status < 400 || buffered.is_empty() {
        read?;
    }
    if buffered.len() as u64 > MAX_PAGE {
        return Err(settings.error(Kind::Answer, "api-page-too-large").with("bytes", MAX_PAGE));
    }
    head.body = Secret::new(head.text(buffered.clone()));
    if (300..400).contains(&head.status) && head.status != 304 {
        let target = shown_url(&scrubber.scrub(head.header("location").unwrap_or_default()));
        let error = settings.error(Kind::Answer, "api-redirect");
        return Err(error.with("status", head.status).with("url", target));
    }
    let now = Utc::now();
    let reading = Reading::new(&settings.provider, &head, now, now, &scrubber).named(&settings.profile);
    let refusal = resource::refusal(settings, &reading, token.scope.as_deref());
    Ok(ApiResponse { head, buffered, rest, refusal })
}

/// Reports whether the media type is textual: vendors also return errors as text with status 200.
fn may_be_an_error(head: &Response) -> bool {
    let media_type = head.header("content-type").unwrap_or("application/json").to_ascii_lowercase();
    ["json", "text", "javascript", "xml", "form"].iter().any(|word| media_type.contains(word))
}

fn head(response: &Response) -> String {
    let lines: String =
        response.headers.iter().map(|(name, value)| format!("{name}: {}\r\n", visible(value))).collect();
    format!("HTTP/1.1 {}\r\n{lines}\r\n", response.status)
}

/// Prints a body on a terminal: JSON indented and colored, and nothing that could control the terminal.
fn show(response: &mut ApiResponse, sink: &mut output::Sink) -> Result<()> {
    let mut body = std::mem::take(&mut response.buffered);
    let media_type = response.head.header("content-type").unwrap_or_default().to_ascii_lowercase();
    if media_type.contains("json") && !STREAMS.iter().any(|word| media_type.contains(word)) {
        let limit = pretty::LARGEST.saturating_sub(body.len()) as u64;
        response.rest.by_ref().take(limit).read_to_end(&mut body).map_err(from_io)?;
    }
    let mut part = vec![0; 64 * 1024];
    let mut count = response.rest.read(&mut part).map_err(from_io)?;
    if count == 0 {
        let text = pretty::body(&response.head.text(body), color::on(Stream::Stdout));
        return sink.write(text.as_bytes());
    }
    let mut screen = pretty::Screen::default();
    sink.write(screen.part(&body).as_bytes())?;
    while count > 0 {
        sink.write(screen.part(&part[..count]).as_bytes())?;
        count = response.rest.read(&mut part).map_err(from_io)?;
    }
    sink.write(screen.end().as_bytes())
}

fn copy(from: &mut dyn Read, sink: &mut output::Sink, bar: &mut progress::Bar) -> Result<()> {
    let mut part = vec![0; 64 * 1024];
    while let count @ 1.. = from.read(&mut part).map_err(from_io)? {
        sink.write(&part[..count])?;
        bar.advance(count);
    }
    bar.finish();
    Ok(())
}
