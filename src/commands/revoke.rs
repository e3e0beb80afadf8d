//! `gettoken revoke`: revokes an access token at the vendor (RFC 7009), and forgets it. `gettoken logout` ends a session.

use clap::Command;

use super::Call;
use crate::app::{App, Revoked, Subject, dry_run};
use crate::cli::args::{flag, unless_declared, with_owner};
use crate::error::{Error, Result};
use crate::message::{self, Message};
use crate::provider::{Provider, RequestKind};
use crate::report;
use crate::settings::TokenOwner;

/// Adds the arguments of `gettoken revoke PROFILE`.
pub fn args(command: Command, provider: &Provider) -> Command {
    with_owner(command, provider)
        .next_help_heading(message::help("help-heading-token"))
        .args(unless_declared(provider, flag("stdin", "help-revoke-stdin")))
        .arg(flag("dry-run", "help-dry-run"))
}

pub fn run(call: Call) -> Result<u8> {
    let subject = call.subject();
    let app = App::new(call.home, call.into_fetch())?;
    let forget = Message::new("revoke-forget").with("profile", &app.settings.profile);
    let advise = |error: Error| match error.code() {
        "request-missing" | "endpoint-not-published" => error.hint(forget),
        _ => error,
    };
    if app.settings.dry_run {
        return dry_run::print(&app, RequestKind::Revoke, subject.hint()).map_err(advise).map(|()| 0);
    }
    let app = app.ready_for(RequestKind::Revoke).map_err(advise)?;
    let revoked = app.revoke(subject)?;
    let is_session = app.settings.owner == TokenOwner::Person;
    let code = match revoked {
        Revoked::Nothing => "revoke-nothing",
        Revoked::Session => "revoked-session",
        Revoked::Token if is_session && subject != Subject::Stdin => "revoked-session-stays",
        Revoked::Token => "revoked",
    };
    report::say(Message::new(code).with("profile", &app.settings.profile));
    Ok(0)
}
