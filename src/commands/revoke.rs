//! `gettoken revoke`: revokes an access token at the vendor (RFC 7009), and forgets it. `gettoken logout` ends a session.

use clap::Command;

use super::Call;
use crate::app::{App, Revoked, Subject, dry_run};
use crate::cli::args::{flag, unless_declared, with_owner};
use crate::error::Result;
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
    let hint = || Message::new("revoke-forget").with("profile", &app.settings.profile);
    app.check_request(RequestKind::Revoke)
        .map_err(|error| if error.code() == "request-missing" { error.hint(hint()) } else { error })?;
    if app.settings.dry_run {
        return dry_run::print(&app.settings, RequestKind::Revoke, subject.hint()).map(|()| 0);
    }
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
