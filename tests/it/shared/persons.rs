//! A token that was exchanged for a person's is for that person, on every machine.

use crate::support::environment::TestEnv;
use crate::support::reply::Reply;
use crate::support::store::{KEY, Store, for_each_store};
use crate::support::world::World;

/// A vendor that refreshes the session of the person that the refresh token names, and says for whom it exchanges a token.
fn vendor() -> World {
    World::start(|request| {
        let form = request.form();
        let body = match form.get("refresh_token") {
            Some(token) => {
                let who = token.split('-').next().unwrap_or_default();
                format!(r#""access_token":"{who}-access","refresh_token":"{who}-refresh""#)
            }
            None => format!(
                r#""access_token":"for-{}","issued_token_type":"urn:ietf:params:oauth:token-type:access_token""#,
                form["subject_token"]
            ),
        };
        Reply::json(200, format!(r#"{{{body},"token_type":"Bearer","expires_in":3600}}"#))
    })
}

fn machine(server: &impl Store, world: &World) -> TestEnv {
    let env = TestEnv::new();
    let url = format!("http://{}/token", world.http_addr());
    let client = "client-id = \"id\"\nclient-secret = \"secret\"\nshared = true";
    env.write_config(&format!(
        "[shared-store]\nurl = \"{}\"\nkey = \"{KEY}\"\n\
         [profiles.me]\nprovider = \"oauth2\"\ngrant = \"user\"\n{client}\n[profiles.me.vars]\ntoken-url = \"{url}\"\n\
         [profiles.mine]\nprovider = \"oauth2-token-exchange\"\n{client}\nsubject = {{ profile = \"me\" }}\n\
         [profiles.mine.vars]\ntoken-url = \"{url}\"\n",
        server.url()
    ));
    env
}

for_each_store! { a_machine_without_a_copy_gets_the_token_of_the_person_who_is_logged_in }

fn a_machine_without_a_copy_gets_the_token_of_the_person_who_is_logged_in<S: Store>() {
    let Some(server) = S::start() else { return };
    let world = vendor();
    let machines = [(); 3].map(|()| machine(&server, &world));
    let log_in = |who: &str| {
        let call = machines[0].gettoken(&["login", "me", "--refresh-token-file", "-"]);
        call.stdin(format!("{who}-first\n")).run().success();
    };
    let mine = |at: usize| machines[at].gettoken(&["mine", "-o", "token"]).run().success();
    log_in("alice");
    assert_eq!((mine(0), mine(1)), ("for-alice-access\n".into(), "for-alice-access\n".into()));
    machines[0].gettoken(&["logout", "me"]).run().success();
    log_in("bob");
    assert_eq!(mine(2), "for-bob-access\n");
}
