//! Runs a flow: sends its requests, waits, and shows a person what to do.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use chrono::TimeDelta;

use super::request::{self, SignFns};
use super::{Action, Flow, FlowValues, Step, advise};
use crate::error::{Error, Kind, Result};
use crate::http::{Request, Response, note_request, note_status};
use crate::oauth::assertion::{SignFn, Signer};
use crate::oauth::response::{Reading, TokenResponse};
use crate::provider::{Assertion, ErrorScope, RequestKind};
use crate::report;
use crate::sanitize::Scrubber;
use crate::secret::Secret;
use crate::settings::Settings;
use crate::token::{Clock, Timestamp};

/// Sends a request over the network, or answers it in a test or a demo.
pub type SendFn<'a> = Box<dyn Fn(&Request) -> Result<Response> + 'a>;

/// Reads the named credential, if there is one.
pub type ReadCredential<'a> = Box<dyn Fn(&str) -> Result<Option<Secret>> + 'a>;

/// Does what a flow cannot do itself. One driver serves one run of the program, with all its tries.
pub struct Driver<'a> {
    pub settings: &'a Settings,
    /// Each credential is read once, before the first request that uses it.
    pub read: ReadCredential<'a>,
    pub send: SendFn<'a>,
    /// Signs with a key that only a program has.
    pub sign: SignFn<'a>,
    pub clock: Clock<'a>,
    pub random: &'a dyn Fn() -> Result<Secret>,
    pub wait: &'a dyn Fn(Duration),
    /// Shows the person what to do, and returns the value that the person enters or the browser brings back.
    pub person: &'a dyn Fn(Action) -> Result<Option<Secret>>,
    pub memory: Rc<Memory>,
}

/// The values that a driver keeps from one try to the next.
#[derive(Default)]
pub struct Memory {
    credentials: RefCell<FlowValues>,
    /// How far the server's clock is ahead of ours.
    ahead: Cell<TimeDelta>,
}

impl Driver<'_> {
    /// Runs `flow` until the token endpoint responds. The caller must store the response before anything is
    /// reported, because it cannot be requested again. Fails if there is no such response.
    ///
    /// `hold` is called before a credential is spent. Its guard is kept, and returned with the response.
    pub fn run<G>(&self, flow: &mut dyn Flow, hold: impl Fn() -> Result<G>) -> Result<(TokenResponse, G)> {
        let (mut held, mut waited) = (None, None);
        let mut step = flow.step(self.settings, None)?;
        loop {
            step = match step {
                Step::Send { call, values, spends } => {
                    let prepared = self.prepare(call, values)?;
                    match spends.then(&hold).transpose() {
                        Ok(guard) => {
                            held = guard;
                            self.exchange(flow, prepared, spends)?
                        }
                        // Another process has the lock and nothing was sent, so a flow that polls can wait for it.
                        Err(error) if error.kind() == Kind::Busy => {
                            flow.unanswered(self.settings, error.with_retry_after(waited))?
                        }
                        Err(error) => return Err(error),
                    }
                }
                Step::Make => return Ok((self.make()?, held.map_or_else(&hold, Ok)?)),
                Step::Wait(pause) => {
                    held = None;
                    waited = Some(pause);
                    (self.wait)(pause);
                    flow.step(self.settings, None)?
                }
                Step::Again(why) => {
                    report::note(|| why);
                    flow.step(self.settings, None)?
                }
                Step::Person(action) => flow.step(self.settings, (self.person)(action)?)?,
                Step::Have(answer) => return Ok((*answer, held.map_or_else(&hold, Ok)?)),
            };
        }
    }

    /// Sends a request of `flow`. The status of a token response is logged later, once the token is stored.
    fn exchange(
        &self,
        flow: &mut dyn Flow,
        (request, secrets): (Request, Vec<Secret>),
        spends: bool,
    ) -> Result<Step> {
        // A request that spends nothing may be repeated after any temporary failure.
        let marked = |error: Error| if spends { error } else { error.nothing_spent(true) };
        note_request(&request);
        let sent = (self.clock)();
        let response = match (self.send)(&request) {
            Ok(response) => response,
            Err(error) => {
                return flow.unanswered(self.settings, self.unreachable(error)).map_err(marked);
            }
        };
        let scrubber = &Scrubber::new(&secrets);
        let answer = Reading::new(&self.settings.provider, &response, sent, (self.clock)(), scrubber);
        let answer = answer.named(&self.settings.profile).expecting(self.memory.ahead.get());
        self.memory.ahead.set(answer.ahead().unwrap_or(self.memory.ahead.get()));
        match flow.next(self.settings, &answer) {
            Ok(Step::Have(answer)) => Ok(Step::Have(answer.map_error(marked).into())),
            step => {
                note_status(response.status);
                step.map_err(marked)
            }
        }
    }

    /// Sends the request called `name` to an endpoint of the authorization server, and reads the response with `read`. The
    /// request spends nothing.
    pub(super) fn ask<T>(
        &self,
        name: RequestKind,
        values: FlowValues,
        read: impl FnOnce(&Reading) -> Result<T>,
    ) -> Result<T> {
        let call = self.settings.provider.call(name);
        self.ask_resource(name, values, |answer| {
            read(answer).map_err(|error| advise(self.settings, answer, call, ErrorScope::Token, error))
        })
    }

    /// As [`Self::ask`], of a protected resource.
    pub(super) fn ask_resource<T>(
        &self,
        name: RequestKind,
        values: FlowValues,
        read: impl FnOnce(&Reading) -> Result<T>,
    ) -> Result<T> {
        let (request, secrets) = self.prepare(name, values)?;
        note_request(&request);
        let sent = (self.clock)();
        let response = (self.send)(&request).map_err(|error| self.unreachable(error).nothing_spent(true))?;
        note_status(response.status);
        let scrubber = &Scrubber::new(&secrets);
        let answer = Reading::new(&self.settings.provider, &response, sent, (self.clock)(), scrubber);
        read(&answer.named(&self.settings.profile)).map_err(|error| error.nothing_spent(true))
    }

    /// Adds the definition's hint for a server that cannot be reached.
    fn unreachable(&self, error: Error) -> Error {
        let hint = self.settings.provider.hint_for_unreachable();
        hint.filter(|_| error.kind() == Kind::Network).into_iter().fold(error, Error::hint)
    }

    /// Reads the credentials called `names` again when they are needed next.
    pub fn forget<'n>(&self, names: impl Iterator<Item = &'n String>) {
        let mut known = self.memory.credentials.borrow_mut();
        names.for_each(|name| drop(known.remove(name)));
    }

    /// The request called `name` and the secrets in it. The credentials that it uses are read first.
    pub(super) fn prepare(&self, name: RequestKind, values: FlowValues) -> Result<(Request, Vec<Secret>)> {
        let known = self.known(request::credentials(self.settings, name)?)?;
        let credentials = known.into_iter().chain(values).collect();
        let now = (self.clock)() + self.memory.ahead.get();
        let signer = self.signer(&credentials, now);
        let sign =
            SignFns { assertion: &|it, url| signer.sign(it, url), text: &|text| signer.sign_text(text) };
        request::prepare(self.settings, name, &credentials, now, self.random, &sign)
    }

    /// All credentials that have been read, after those called `names`, each of which is read once.
    fn known<'n>(&self, names: impl IntoIterator<Item = &'n String>) -> Result<FlowValues> {
        let mut known = self.memory.credentials.borrow_mut();
        for name in names {
            if !known.contains_key(name) {
                known.extend((self.read)(name)?.map(|secret| (name.clone(), secret)));
            }
        }
        Ok(known.clone())
    }

    fn signer<'s>(&'s self, credentials: &'s FlowValues, now: Timestamp) -> Signer<'s> {
        Signer { settings: self.settings, credentials, now, random: self.random, run: &self.sign }
    }

    /// The token of a definition that sends no request.
    fn make(&self) -> Result<TokenResponse> {
        let settings = self.settings;
        let names = request::required_for_token(settings)?;
        let known = self.known(settings.credentials.keys().filter(|name| names.contains(*name)))?;
        let now = (self.clock)();
        let sign = |assertion: &Assertion, values: &FlowValues| self.signer(values, now).sign(assertion, "");
        TokenResponse::made(settings, request::token(settings, known, &sign)?, now)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::oauth::flow::{AuthorizationCode, ClientCredentials, DeviceCode, Refresh};
    use crate::provider::Provider;
    use crate::settings::{TokenOwner, for_example};

    const DEFINITION: &str = r#"
        title = "T"
        client-credentials = { url = "https://a.example/token", client-auth = "none" }
        authorize.url = "https://a.example/authorize"
        authorization-code.url = "https://a.example/token"
        device.url = "https://a.example/device"
        device-code.url = "https://a.example/token"
        refresh.url = "https://a.example/token"
        credentials.client-secret.required = false
        user.refresh-token = "#;

    fn settings(owner: TokenOwner, refresh_token: &str) -> Settings {
        let text = format!("{DEFINITION}\"{refresh_token}\"");
        let mut provider: Provider = crate::toml_file::parse("p.toml", &text).unwrap();
        provider.name = "p".to_owned();
        for_example(&provider, &[("client-id".to_owned(), "i".to_owned())].into(), owner).unwrap()
    }

    /// What a flow did: the last parts of its requests' URLs, `hold`, the seconds that it waited, and its result.
    fn played(
        settings: &Settings,
        flow: &mut dyn Flow,
        pasted: &[&str],
        answers: &[(u16, &str)],
    ) -> (Vec<String>, Result<TokenResponse>) {
        let log = RefCell::<Vec<String>>::default();
        let (answers, pasted) = (RefCell::new(answers.iter()), RefCell::new(pasted.iter()));
        let note = |text: String| log.borrow_mut().push(text);
        let now = Cell::new(chrono::DateTime::UNIX_EPOCH);
        let driver = Driver {
            settings,
            read: Box::new(|_| Ok(None)),
            send: Box::new(|request| {
                note(request.url.rsplit('/').next().unwrap().to_owned());
                match answers.borrow_mut().next().expect("a request too many") {
                    (0, _) => Err(Error::new(Kind::Network, "text")),
                    (status, body) => Ok(Response {
                        status: *status,
                        headers: Vec::new(),
                        body: Secret::new(*body),
                        cut: None,
                    }),
                }
            }),
            clock: &|| now.get(),
            random: &|| Ok(Secret::new("r")),
            sign: Box::new(|_, _| unreachable!()),
            wait: &|pause| {
                note(pause.as_secs().to_string());
                // The clock is set in the meantime.
                now.set(now.get() + TimeDelta::days(1));
            },
            person: &|_| Ok(pasted.borrow_mut().next().map(|query| Secret::new(*query))),
            memory: Rc::default(),
        };
        // Another process has the lock when a pause of 7 s is over.
        let hold = || {
            let words = log.borrow().clone();
            let locked = words.last().is_some_and(|word| word == "7") && !words.contains(&"busy".to_owned());
            note((if locked { "busy" } else { "hold" }).to_owned());
            if locked { Err(Error::new(Kind::Busy, "text")) } else { Ok(()) }
        };
        let answer = driver.run(flow, hold).map(|(answer, ())| answer);
        drop(driver);
        (log.into_inner(), answer)
    }

    const TOKEN: &str = r#"{"access_token":"t","token_type":"Bearer","expires_in":60}"#;

    #[test]
    fn a_device_is_polled_until_the_person_decides_or_the_code_expires() {
        let start = |interval| {
            format!(
                r#"{{"device_code":"d","user_code":"u","verification_uri":"https://v.example","interval":{interval},"expires_in":40}}"#
            )
        };
        let error = |code: &str| (400, format!(r#"{{"error":"{code}"}}"#));
        let pending = || error("authorization_pending");
        let token = || (200, TOKEN.to_owned());
        // Responses after the first, actions after the first request, and the result.
        let cases = [
            (2, vec![pending(), token()], "2 hold token 2 hold token", Ok(())),
            (
                2,
                vec![pending(), error("slow_down"), token()],
                "2 hold token 2 hold token 7 busy 7 hold token",
                Ok(()),
            ),
            (5, vec![error("access_denied")], "5 hold token", Err(Kind::Refused)),
            (5, vec![error("expired_token")], "5 hold token", Err(Kind::Login)),
            (5, vec![error("invalid_client")], "5 hold token", Err(Kind::Refused)),
            // RFC 8628 §3.5: a timeout doubles the pause.
            (
                5,
                vec![(0, "x".to_owned()), (503, String::new()), token()],
                "5 hold token 10 hold token 20 hold token",
                Ok(()),
            ),
            (30, vec![pending()], "30 hold token 10", Err(Kind::Login)),
        ];
        for (interval, answers, done, end) in cases {
            let settings = settings(TokenOwner::Person, "rotates");
            let start = start(interval);
            let answers: Vec<_> = [(200, start.as_str())]
                .into_iter()
                .chain(answers.iter().map(|(s, b)| (*s, b.as_str())))
                .collect();
            let (log, answer) = played(&settings, &mut DeviceCode::default(), &[], &answers);
            assert_eq!(log.join(" "), format!("device {done}"));
            assert_eq!(answer.and_then(TokenResponse::report).map(drop).map_err(|e| e.kind()), end, "{done}");
        }
    }

    #[test]
    fn what_spends_nothing_may_be_sent_again() {
        let old = Secret::new("old");
        let rule = |owner, kind: &str, answer: (u16, &str)| {
            let settings = settings(owner, kind);
            let mut refresh = Refresh { refresh_token: &old, scope: None };
            let mut application = ClientCredentials::default();
            let flow: &mut dyn Flow =
                if owner == TokenOwner::Person { &mut refresh } else { &mut application };
            let (log, answer) = played(&settings, flow, &[], &[answer]);
            (log.join(" "), answer.and_then(TokenResponse::report).unwrap_err().spent_nothing())
        };
        let (application, person) = (TokenOwner::Application, TokenOwner::Person);
        for (owner, kind, answer, log, again) in [
            (application, "rotates", (500, ""), "token hold", true),
            (application, "rotates", (0, "x"), "token", true),
            (person, "kept", (500, ""), "token hold", true),
            (person, "rotates", (500, ""), "hold token", false),
            (person, "rotates", (0, "x"), "hold token", false),
            // The server says that it did nothing.
            (person, "rotates", (503, ""), "hold token", true),
        ] {
            assert_eq!(rule(owner, kind, answer), (log.to_owned(), again), "{owner:?} {kind} {answer:?}");
        }
    }

    #[test]
    fn a_browser_is_sent_until_it_brings_the_answer_of_this_login() {
        let settings = Settings { retries: 2, ..settings(TokenOwner::Person, "rotates") };
        let good = (200, TOKEN);
        for (pasted, answers, log, end) in [
            (&["state=x&code=c", "", "state=r&code=c"][..], &[good][..], "hold token", Ok(())),
            (&["state=r&error=&code=c"], &[good], "hold token", Ok(())),
            (&["state=r&error=access_denied"], &[], "", Err(Kind::Refused)),
            // The code is sent again only if the server says that it did nothing.
            (
                &["state=r&code=c"],
                &[(503, ""), (429, "{}"), good],
                "hold token 1 hold token 1 hold token",
                Ok(()),
            ),
            (&["state=r&code=c"], &[(500, "")], "hold token", Err(Kind::Busy)),
            (&["state=r&code=c"], &[(0, "")], "hold token", Err(Kind::Network)),
        ] {
            let mut flow =
                AuthorizationCode::new("http://127.0.0.1:1/".to_owned(), &|| Ok(Secret::new("r"))).unwrap();
            let (done, answer) = played(&settings, &mut flow, pasted, answers);
            assert_eq!(answer.and_then(TokenResponse::report).map(drop).map_err(|e| e.kind()), end);
            assert_eq!(done.join(" "), log);
        }
    }
}
