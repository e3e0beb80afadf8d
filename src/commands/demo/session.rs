//! `gettoken demo --login`: a person's session, from the login in a browser to the logout, and a login on another device.
//! The demo does what the person and the browser would do.

use super::stage::{Stage, print};
use crate::error::{Error, Kind, Result};
use crate::http::{Payload, Request, split_query};
use crate::layout::wrap_indented as wrap;
use crate::message::Message;
use crate::provider::RequestKind;
use crate::report;
use crate::secret::Secret;

/// The number of redirects after which the browser gives up.
const MAX_REDIRECTS: usize = 5;

pub fn play(stage: &Stage) -> Result<()> {
    let name = stage.name();
    let said = |code: &'static str| Message::new(code).with("provider", name);
    let plays = |kind| stage.mock.plays(kind);
    let (in_browser, on_device) = (
        plays(RequestKind::AuthorizationCode) && stage.settings.provider.authorize.is_some(),
        plays(RequestKind::Device) && plays(RequestKind::DeviceCode),
    );
    if !in_browser && !on_device {
        return Err(Error::new(Kind::Usage, "demo-login-missing").with("provider", name));
    }
    let mut steps = 1..;
    let mut explain = |text: Message| stage.explain(steps.next().unwrap_or_default(), text);
    print(&format!("{}\n\n", wrap(&said("demo-login-intro").in_language(report::language()), 0)))?;
    if in_browser {
        explain(said("demo-login-browser"))?;
        browser(stage)?;
        let renews = stage.mock.renews();
        explain(said(if renews { "demo-login-stored" } else { "demo-login-stored-once" }))?;
        stage.run(&["status", name], &[])?;
        explain(said("demo-login-token"))?;
        stage.run(&[name], &[])?;
        if renews {
            explain(said("demo-login-refresh"))?;
            stage.run(&[name, "--force"], &[])?;
        }
        explain(said("demo-login-logout"))?;
        stage.run(&["logout", name], &[])?;
    }
    if on_device {
        explain(said("demo-login-device"))?;
        stage.log_in(&["login", name, "--device"], &mut |_| Ok(None))?;
        stage.run(&["status", name], &[])?;
        explain(said("demo-login-logout"))?;
        stage.run(&["logout", name], &[])?;
    }
    stage.conclude(said("demo-login-end"))
}

/// Logs in with a browser. If the redirect address is not on this machine, the person pastes it.
fn browser(stage: &Stage) -> Result<()> {
    let name = stage.name();
    let redirect = stage.settings.provider.authorize.as_ref().map(|page| page.redirect.clone());
    let redirect = redirect.and_then(|redirect| {
        redirect.fill(|name| if name == "port" { Some("0".to_owned()) } else { stage.settings.value(name) })
    });
    let is_here = redirect.as_deref().is_some_and(|uri| {
        ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"].iter().any(|start| uri.starts_with(start))
    });
    let say = |code: &'static str| {
        let text = Message::new("demo-aside").with("text", Message::new(code)).localized();
        print(&format!("{}\n", wrap(&text, 0)))
    };
    let mut is_shown = false;
    let mut act = |line: &str| {
        if !line.starts_with("http") {
            return Ok(None);
        }
        let is_first = !std::mem::replace(&mut is_shown, true);
        if is_here {
            if is_first {
                say("demo-person-browser")?;
            }
            // Where no program can be started, a second address follows. It is in vain after the first.
            let visited = visit(stage, line);
            return if is_first { visited.map(|()| None) } else { Ok(None) };
        }
        if !is_first {
            return Ok(None);
        }
        say("demo-person-paste")?;
        let query = stage.mock.visit(line).ok_or_else(|| Error::new(Kind::Internal, "demo-login-failed"))?;
        let address = format!("{}?{query}", redirect.as_deref().unwrap_or_default());
        Ok(Some(address))
    };
    if is_here {
        stage.log_in(&["login", name], &mut act)
    } else {
        stage.log_in(&["login", name, "--no-browser"], &mut act)
    }
}

/// Opens an address like a browser: follows redirects and keeps the cookie.
fn visit(stage: &Stage, address: &str) -> Result<()> {
    let (mut address, mut cookie) = (address.to_owned(), None::<String>);
    for _ in 0..MAX_REDIRECTS {
        let (url, query) = split_query(&address);
        let headers =
            cookie.iter().map(|cookie| ("cookie".to_owned(), Secret::new(cookie.as_str()))).collect();
        let request =
            Request { method: "GET".into(), url: url.to_owned(), query, headers, body: Payload::None };
        let response = stage.browser().send(&request)?;
        if let Some(set) = response.header("set-cookie") {
            cookie = set.split(';').next().map(str::to_owned);
        }
        match response.header("location") {
            Some(location) => address = location.split('#').next().unwrap_or_default().to_owned(),
            None => break,
        }
    }
    Ok(())
}
