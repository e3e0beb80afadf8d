//! `gettoken userinfo`: the claims about the person who logged in (OpenID Connect Core §5.3).

use clap::Command;

use super::Call;
use crate::app::{App, dry_run};
use crate::cli::Fetch;
use crate::cli::args::{flag, with_network, with_request};
use crate::error::Result;
use crate::message;
use crate::output;
use crate::provider::{Provider, RequestKind};

/// Adds the arguments of `gettoken userinfo PROFILE`.
pub fn args(command: Command, provider: &Provider) -> Command {
    let command = with_request(command, provider)
        .next_help_heading(message::help("help-heading-output"))
        .args([flag("json", "help-json"), flag("dry-run", "help-dry-run")]);
    with_network(command)
}

pub fn run(call: Call) -> Result<u8> {
    let json = call.matches.get_flag("json");
    let home = call.home;
    let fetch = Fetch { grant: Some("user".to_owned()), ..call.into_fetch() };
    let app = App::new(home, fetch)?;
    if app.settings.dry_run {
        return dry_run::print(&app, RequestKind::Userinfo, None).map(|()| 0);
    }
    let mut app = app.ready_for(RequestKind::Userinfo)?;
    let said = app.userinfo()?;
    let stated = app.stated(&said);
    output::write(&if json { stated.userinfo() } else { stated.lines("sub") }).map(|()| 0)
}
