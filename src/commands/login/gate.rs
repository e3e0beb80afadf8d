//! Binds a login to the browser that gettoken opens. All users of the machine can see the address in the command line of
//! a browser: if it had the vendor's URL with `state`, another user could complete the login first, as himself. So the
//! browser gets an address of ours. It leads to the vendor's page only once, and sets a cookie that the callback needs.

use std::sync::{Mutex, PoisonError};

use super::page;
use crate::crypto::random_text;
use crate::error::Result;
use crate::http::Response;
use crate::http::loopback_server::IncomingRequest;
use crate::secret::Secret;

/// The name of the cookie.
const COOKIE: &str = "gettoken-login";

/// The address, and what it leads to.
pub struct Gate {
    path: String,
    cookie: Secret,
    /// The URL of the vendor's page, while a browser is needed, and whether a browser has been sent there.
    target: Mutex<Option<(String, bool)>>,
}

/// What a request to the address got.
pub enum Visit {
    /// A redirect to the vendor's page.
    Sent(Response),
    /// Nothing: another browser was there before.
    Second,
}

impl Gate {
    /// A gate that lets every callback pass until it is closed.
    pub fn new() -> Result<Self> {
        let path = format!("/login-{}", random_text()?.expose());
        Ok(Self { path, cookie: random_text()?, target: Mutex::new(None) })
    }

    fn with_target<T>(&self, work: impl FnOnce(&mut Option<(String, bool)>) -> T) -> T {
        work(&mut self.target.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Closes the gate, and returns the address that leads through it to `url`. It is on the host of `redirect_uri`,
    /// because cookies are bound to a host.
    pub fn close(&self, redirect_uri: &str, url: &str) -> String {
        self.with_target(|target| *target = Some((url.to_owned(), false)));
        let origin = redirect_uri.split('/').take(3).collect::<Vec<_>>().join("/");
        origin + &self.path
    }

    /// Opens the gate again, because no browser could be opened.
    pub fn open(&self) {
        self.with_target(|target| *target = None);
    }

    /// Answers a request to the address; `None` if it is to another one.
    pub fn visit(&self, request: &IncomingRequest) -> Option<Visit> {
        let has_cookie = self.has_cookie(request);
        self.with_target(|target| {
            let (url, was_visited) = target.as_mut().filter(|_| request.path == self.path)?;
            if *was_visited && !has_cookie {
                return Some(Visit::Second);
            }
            *was_visited = true;
            let cookie = format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Lax", self.cookie.expose());
            Some(Visit::Sent(page::redirect(url, &cookie)))
        })
    }

    /// Returns whether a callback comes from the right browser.
    pub fn admits(&self, request: &IncomingRequest) -> bool {
        self.has_cookie(request) || self.with_target(|target| target.is_none())
    }

    fn has_cookie(&self, request: &IncomingRequest) -> bool {
        let cookies = request.header("cookie").unwrap_or_default().split(';');
        let mut pairs = cookies.filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(name, value)| name == COOKIE && value == self.cookie.expose())
    }
}
