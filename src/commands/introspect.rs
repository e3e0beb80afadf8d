//! `gettoken introspect`: asks the vendor whether a token is active (RFC 7662).

use clap::Command;

use super::Call;
use crate::app::{App, Subject, dry_run};
use crate::cli::args::{flag, unless_declared, with_owner};
use crate::error::{Kind, Result};
use crate::message::{self, Message};
use crate::output;
use crate::provider::{Provider, RequestKind};
use crate::report;

/// Adds the arguments of `gettoken introspect PROFILE`.
pub fn args(command: Command, provider: &Provider) -> Command {
    let token = [
        flag("refresh-token", "help-introspect-refresh-token").conflicts_with("stdin"),
        flag("stdin", "help-introspect-stdin"),
    ];
    with_owner(command, provider)
        .next_help_heading(message::help("help-heading-token"))
        .args(token.into_iter().filter_map(|arg| unless_declared(provider, arg)))
        .args([flag("json", "help-json"), flag("dry-run", "help-dry-run")])
}

/// Prints what the vendor says. Returns the exit code of a refusal if the token is not active.
pub fn run(call: Call) -> Result<u8> {
    let json = call.matches.get_flag("json");
    let subject = call.subject();
    let app = App::new(call.home, call.into_fetch())?;
    if app.settings.dry_run {
        return dry_run::print(&app, RequestKind::Introspect, subject.hint()).map(|()| 0);
    }
    let app = app.ready_for(RequestKind::Introspect)?;
    let said = app.introspect(subject)?;
    let stated = app.stated(&said.claims);
    output::write(&match json {
        true => stated.introspection(said.is_active, subject.hint()),
        false => stated.lines("active"),
    })?;
    if !said.is_active && subject == Subject::AccessToken {
        report::say(Message::new("introspect-inactive").with("profile", &app.settings.profile));
    }
    Ok(if said.is_active { 0 } else { Kind::Refused.exit_code() })
}
