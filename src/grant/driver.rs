//! Runs a flow: sends what it wants sent, waits, and shows a person what it has to say.

use std::cell::{Cell, OnceCell};
use std::time::Duration;

use chrono::TimeDelta;

use super::{Action, Context, Flow, FlowValues, Prepared, Step, call};
use crate::error::{Error, Kind, Result};
use crate::escape::Scrubber;
use crate::http::{Request, Response, note_request, note_status};
use crate::provider::CallName;
use crate::reply::{Received, TokenResponse, server_time};
use crate::secret::Secret;
use crate::settings::Settings;
use crate::token::Clock;

/// Sends a request: over the network, or in a test or a demo without one.
pub type Send<'a> = &'a dyn Fn(&Request) -> Result<Response>;

/// Everything that a flow does not do itself. One driver is for one call of the program, all its tries together.
pub struct Driver<'a> {
    pub settings: &'a Settings,
    /// Reads the credential of a name, if there is one. Each is asked for once, before the first request.
    pub read: Box<dyn Fn(&str) -> Result<Option<Secret>> + 'a>,
    pub send: Send<'a>,
    pub clock: Clock<'a>,
    pub random: &'a dyn Fn() -> Result<Secret>,
    pub wait: &'a dyn Fn(Duration),
    /// Shows what a person has to do. What the person brings back goes to the flow as an answer.
    pub person: &'a dyn Fn(Action) -> Result<Option<Secret>>,
    pub memory: Memory,
}

/// What a driver keeps from one try to the next.
#[derive(Default)]
pub struct Memory {
    credentials: OnceCell<FlowValues>,
    /// How far the server's clock is ahead of ours.
    ahead: Cell<TimeDelta>,
}

impl Driver<'_> {
    /// Runs `flow` until there is what a token endpoint gives only once. Nothing is said about that answer yet: what
    /// cannot be had again is to be stored first. An error means that there was no such answer.
    ///
    /// `hold` is called before a credential is spent; what it gives lasts until the answer is read, and comes with it.
    pub fn run<G>(&self, flow: &mut dyn Flow, hold: impl Fn() -> Result<G>) -> Result<(TokenResponse, G)> {
        self.read_credentials(flow.calls())?;
        let mut waited = None;
        let mut step = flow.start(&self.context())?;
        loop {
            step = match step {
                Step::Send { prepared, spends } => {
                    let guard = match spends.then(&hold).transpose() {
                        // Another process has the lock: nothing was sent, so that the flow can wait for this too.
                        Err(error) if error.kind() == Kind::Busy && waited.is_some() => {
                            step = Step::Wait(waited.unwrap_or_default());
                            continue;
                        }
                        guard => guard?,
                    };
                    match self.exchange(flow, &prepared).map_err(|error| marked(error, spends))? {
                        Step::Have(answer) => {
                            let answer = answer.map_error(|error| marked(error, spends));
                            return Ok((answer, guard.map_or_else(&hold, Ok)?));
                        }
                        step => step,
                    }
                }
                Step::Wait(pause) => {
                    (self.wait)(pause);
                    waited = Some(pause);
                    flow.start(&self.context())?
                }
                Step::Person(action) => match (self.person)(action)? {
                    None => flow.start(&self.context())?,
                    Some(body) => {
                        let response = Response { status: 200, headers: Vec::new(), body };
                        let (sent, scrubber) = ((self.clock)(), &Scrubber::default());
                        flow.next(&self.context(), &Received { response: &response, sent, scrubber })?
                    }
                },
                Step::Have(answer) => return Ok((*answer, hold()?)),
            };
        }
    }

    /// Sends one request whose answer is no token.
    pub fn send(&self, name: CallName, values: &FlowValues) -> Result<Response> {
        self.read_credentials(&[name])?;
        let prepared = call::prepare(self.settings, name, &self.context(), values)?;
        note_request(&prepared.request);
        let response = (self.send)(&prepared.request)?;
        note_status(response.status);
        Ok(response)
    }

    /// Sends what `flow` has prepared. The status of an answer that is a token is noted once that is stored.
    fn exchange(&self, flow: &mut dyn Flow, prepared: &Prepared) -> Result<Step> {
        note_request(&prepared.request);
        let sent = (self.clock)();
        let response = match (self.send)(&prepared.request) {
            Ok(response) => response,
            Err(error) => return flow.unanswered(&self.context(), error),
        };
        if let Some(time) = server_time(&response) {
            self.memory.ahead.set(time - (self.clock)());
        }
        let scrubber = &Scrubber::new(&prepared.secrets);
        let step = flow.next(&self.context(), &Received { response: &response, sent, scrubber });
        if !matches!(step, Ok(Step::Have(_))) {
            note_status(response.status);
        }
        step
    }

    fn read_credentials(&self, calls: &[CallName]) -> Result<()> {
        if self.memory.credentials.get().is_none() {
            let mut read = FlowValues::default();
            for name in call::needs(self.settings, calls)? {
                if let Some(secret) = (self.read)(&name)? {
                    read = read.with(name, secret);
                }
            }
            // Nobody else is here.
            let _ = self.memory.credentials.set(read);
        }
        Ok(())
    }

    fn context(&self) -> Context<'_> {
        let now = (self.clock)();
        Context {
            now,
            server_time: now + self.memory.ahead.get(),
            random: self.random,
            values: &self.settings.values,
            credentials: self.memory.credentials.get_or_init(FlowValues::default),
        }
    }
}

/// A request that spends nothing may be repeated after any fault that passes.
fn marked(error: Error, spends: bool) -> Error {
    let nothing = !spends || error.spent_nothing();
    error.nothing_spent(nothing)
}
