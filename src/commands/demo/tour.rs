//! `gettoken demo --tour`: what gettoken does with a token, in five steps.

use std::collections::BTreeSet;

use super::stage::{Stage, print};
use crate::error::{Error, Kind, Result};
use crate::layout::wrap_indented as wrap;
use crate::message::Message;
use crate::oauth::flow;
use crate::provider::{CLIENT_SECRET, RequestKind};
use crate::report;

/// The number of processes that want a token at once.
const HERD: usize = 50;

pub fn play(stage: &Stage) -> Result<()> {
    let name = stage.name();
    if flow::check(stage.settings).is_err() || !stage.mock.plays(RequestKind::ClientCredentials) {
        let error = Error::new(Kind::Usage, "demo-tour-missing").with("provider", name);
        return Err(error);
    }
    if !stage.settings.credentials.contains_key(CLIENT_SECRET) {
        return Err(Error::new(Kind::Usage, "demo-tour-secretless").with("provider", name));
    }
    let mut steps = 1..;
    let mut explain = |text: Message| stage.explain(steps.next().unwrap_or_default(), text);
    let said = |code: &'static str| Message::new(code).with("provider", name);
    print(&format!("{}\n\n", wrap(&said("demo-tour").in_language(report::language()), 0)))?;

    explain(said("demo-tour-fetch"))?;
    let fetched = stage.run(&[name], &[])?;
    stage.conclude(said("demo-tour-fetched").with("time", millis(fetched)))?;

    explain(said("demo-tour-hit"))?;
    // The first hit records the answer that the second one replays.
    stage.quietly(&[name, "-o", "token"], &[])?;
    let hit = stage.run(&[name, "-o", "token"], &[])?;
    stage.conclude(said("demo-tour-hit-done").with("time", millis(hit)))?;

    explain(said("demo-tour-herd").with("count", HERD))?;
    stage.run(&["cache", "clear", name], &[])?;
    print(&format!("$ for i in $(seq {HERD}); do gettoken {name} -o token & done; wait\n"))?;
    let before = stage.mock.requests();
    let printed = stage.herd(HERD, &[name, "-o", "token"], &|_| None)?;
    let different: BTreeSet<&String> = printed.iter().collect();
    let counts = said("demo-tour-herd-done").with("processes", printed.len()).with("tokens", different.len());
    stage.conclude(counts.with("requests", stage.mock.requests() - before))?;

    if stage.settings.provider.api.base.is_some() {
        explain(said("demo-tour-rejected"))?;
        stage.mock.reject_tokens();
        let path = stage.settings.provider.api.smoke.as_deref().unwrap_or("/");
        stage.run(&["api", name, path], &[])?;
        stage.conclude(said("demo-tour-replaced"))?;
    }

    explain(said("demo-tour-refused"))?;
    // The mock sees the secret itself, but verifies no signature that is made with it.
    let call = stage.settings.provider.call(RequestKind::ClientCredentials);
    if call.is_some_and(|call| call.signature.is_some()) {
        stage.mock.refuse();
    }
    let variable = stage.settings.provider.credentials.client_secret().env.first();
    match variable {
        Some(variable) => drop(stage.run(&[name], &[(variable, "wrong")])?),
        None => drop(stage.run(&[name, "--client-secret", "wrong"], &[])?),
    }
    stage.conclude(said("demo-tour-end"))
}

/// Milliseconds with one digit after the point, if there are few.
fn millis(took: std::time::Duration) -> Message {
    let millis = took.as_secs_f64() * 1000.0;
    let count = if millis < 10.0 { format!("{millis:.1}") } else { format!("{millis:.0}") };
    Message::new("demo-milliseconds").with("count", count)
}
