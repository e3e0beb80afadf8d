//! A login by URL on one machine is a session of all: the client that it has registered travels with the session.

use serde_json::json;

use crate::support::environment::TestEnv;
use crate::support::issuer::access_token;
use crate::support::resource::{CLIENT_SECRET, ISSUER, RESOURCE, Resource, agree};
use crate::support::store::{KEY, Store, for_each_store};

fn machine(server: &impl Store) -> TestEnv {
    let env = TestEnv::new();
    env.write_config(&format!(
        "[shared-store]\nurl = \"{}\"\nkey = \"{KEY}\"\n[profiles.files]\nprovider = \"mcp\"\nshared = true\n\
         [profiles.files.vars]\nurl = \"{RESOURCE}\"\nissuer = \"{ISSUER}\"\n",
        server.url()
    ));
    env
}

for_each_store! { every_machine_refreshes_as_the_client_that_one_has_registered }

fn every_machine_refreshes_as_the_client_that_one_has_registered<S: Store>() {
    let Some(server) = S::start() else { return };
    let resource = Resource::new();
    resource.server(|it| it["token_endpoint_auth_methods_supported"] = json!(["client_secret_post"]));
    resource.with(|state| {
        state.registered = json!({
            "client_secret": CLIENT_SECRET, "token_endpoint_auth_method": "client_secret_post",
        });
    });
    let world = resource.world();
    let machines = [(); 3].map(|()| machine(&server));
    let login = machines[0].gettoken(&["login", "files"]).through(&world).spawn();
    agree(&world, &login);
    login.wait().success();
    for (number, env) in (1..).zip([&machines[1], &machines[2], &machines[0]]) {
        let token = || env.gettoken(&["files", "-o", "token"]).through(&world);
        assert_eq!(token().run().success(), access_token(number) + "\n");
        let refresh = token().arg("--rejected").stdin(access_token(number));
        assert_eq!(refresh.run().success(), access_token(number + 1) + "\n");
        let sent = world.requests().pop().unwrap().form();
        assert_eq!((sent["client_id"].as_str(), sent["client_secret"].as_str()), ("client-1", CLIENT_SECRET));
    }
    assert_eq!(resource.with(|state| state.registrations), 1);
    machines[1].gettoken(&["logout", "files"]).through(&world).run().success();
    machines[2].gettoken(&["files"]).through(&world).run().failed(4);
}
