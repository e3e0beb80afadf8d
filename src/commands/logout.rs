//! `gettoken logout`: ends a session here and, where the vendor has an endpoint for it, there.

use crate::app::App;
use crate::cli::Fetch;
use crate::error::Result;
use crate::grant::{self, revoke};
use crate::provider::CallName;
use crate::report;
use crate::settings::Home;

/// Forgets the session first, so that nothing stays here whatever the vendor says.
pub fn run(home: &Home, fetch: Fetch) -> Result<()> {
    let app = App::new(home, Fetch { grant: Some("user".to_owned()), ..fetch })?;
    let settings = &app.settings;
    grant::check(settings)?;
    let profile = &settings.profile;
    let Some(token) = app.end_session()? else {
        report::line(&format!("gettoken: nobody is logged in to {profile}\n"));
        return Ok(());
    };
    if grant::offers(settings, &[CallName::Revoke]) {
        let last = token.refresh_token.as_ref().unwrap_or(&token.access_token);
        if let Err(error) = revoke::revoke(&app.driver(&|request| app.send(request)), last) {
            report::warn(format!("the session is forgotten here, but not revoked: {error}"));
        }
    } else {
        report::line(&format!(
            "gettoken: {profile} has no endpoint to revoke a session: it lives on there until it expires\n"
        ));
    }
    report::line(&format!("gettoken: logged out of {profile}\n"));
    Ok(())
}
