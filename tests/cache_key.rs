//! What tells one stored token from another: every setting that decides which token comes back, or
//! whom it comes from. Changed alone, and in pairs, each has an entry of its own, and none is ever
//! answered with another's token.

#[expect(dead_code, reason = "each test file uses its own part")]
mod support;

use std::collections::BTreeSet;

use support::environment::TestEnv;
use support::process::Call;
use support::vendor::Vendor;

/// A call as it stands before one thing is changed.
#[derive(Clone)]
struct Plan {
    profile: &'static str,
    client_id: &'static str,
    secret: &'static str,
    host: &'static str,
    definition: String,
    flags: Vec<String>,
    env: Vec<(&'static str, String)>,
}

/// A change, by the name that a failure shows.
type Change = (&'static str, fn(&mut Plan));

/// The user's own definition, so that it can be edited.
const DEFINITION: &str = r#"
title = "Own"
docs = "https://vendor.example/docs"
status = "verified"
[credentials]
client-id = { env = ["OWN_ID"] }
client-secret = { env = ["OWN_SECRET"] }
[vars.base]
required = true
help = "where it is"
[vars.tenant]
help = "whose it is"
[client-credentials]
url = "{base}/token"
client-auth = "post"
"#;

const CHANGES: [Change; 18] = [
    ("another client id", |plan| plan.client_id = "id-2"),
    ("another client secret", |plan| plan.secret = "secret-2"),
    ("a scope", |plan| plan.flag("--scope=read")),
    ("an audience", |plan| plan.flag("--audience=https://api.example/")),
    ("a resource", |plan| plan.flag("--resource=https://mail.example/")),
    ("a field of the request", |plan| plan.flag("--param=account=1")),
    ("another value of a field", |plan| plan.flags[0] = "--param=base=2".to_owned()),
    ("another value of the host", |plan| plan.host = "localhost"),
    ("another variable", |plan| plan.flag("--tenant=t")),
    ("another profile", |plan| plan.profile = "second"),
    ("another authority beside the system's", |plan| plan.flag("--cacert=/etc/own-ca.pem")),
    ("SSL_CERT_FILE", |plan| plan.env.push(("SSL_CERT_FILE", "/etc/own-bundle.pem".into()))),
    ("SSL_CERT_DIR", |plan| plan.env.push(("SSL_CERT_DIR", "/etc/own-certs".into()))),
    ("another path in the definition", |plan| plan.edit("/token\"", "/v2/token\"")),
    ("another proof in the definition", |plan| plan.edit("\"post\"", "\"basic\"")),
    ("another header in the definition", |plan| plan.definition += "headers = { x-edition = \"2\" }\n"),
    ("another place in the answer", |plan| plan.definition += "[reply]\nscope = \"/granted\"\n"),
    ("another API", |plan| plan.definition += "[api]\nbase = \"https://api.example\"\n"),
];

impl Plan {
    fn new() -> Self {
        Self {
            profile: "first",
            client_id: "id-1",
            secret: "secret-1",
            host: "127.0.0.1",
            definition: DEFINITION.to_owned(),
            flags: vec!["--param=base=1".to_owned()],
            env: Vec::new(),
        }
    }

    fn flag(&mut self, flag: &str) {
        self.flags.push(flag.to_owned());
    }

    fn edit(&mut self, from: &str, to: &str) {
        assert!(self.definition.contains(from), "{from} is to be edited");
        self.definition = self.definition.replace(from, to);
    }

    fn call(&self, env: &TestEnv, port: &str) -> Call {
        env.write_provider("own", &self.definition);
        let profile = |name: &str| {
            format!("[profiles.{name}]\nprovider = \"own\"\nclient-secret = \"{}\"\n", self.secret)
        };
        env.write_config(&(profile("first") + &profile("second")));
        let base = format!("--base=http://{}:{port}", self.host);
        let call = env.gettoken(&[self.profile, &base, "--client-id", self.client_id, "--output=token"]);
        let call = self.flags.iter().fold(call, Call::arg);
        self.env.iter().fold(call, |call, (name, value)| call.env(name, value))
    }
}

/// The plan as it stands, with each change alone, and with each pair of them.
fn plans() -> Vec<(String, Plan)> {
    let mut plans = vec![("nothing changed".to_owned(), Plan::new())];
    for (number, (name, change)) in CHANGES.iter().enumerate() {
        let mut plan = Plan::new();
        change(&mut plan);
        plans.push(((*name).to_owned(), plan.clone()));
        for (other, second) in &CHANGES[number + 1..] {
            let mut plan = plan.clone();
            second(&mut plan);
            plans.push((format!("{name} and {other}"), plan));
        }
    }
    plans
}

fn port(vendor: &Vendor) -> String {
    vendor.url().trim_start_matches("http://127.0.0.1:").trim_end_matches("/token").to_owned()
}

#[test]
fn whatever_decides_about_a_token_is_part_of_its_key() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    let (port, plans) = (port(&vendor), plans());
    let mut tokens = Vec::new();
    for (number, (name, plan)) in plans.iter().enumerate() {
        let token = plan.call(&env, &port).run().success();
        assert_eq!(token, format!("token-{}\n", number + 1), "{name}: another call's token was served");
        tokens.push(token);
    }
    assert_eq!(tokens.iter().collect::<BTreeSet<_>>().len(), plans.len());
    for ((name, plan), token) in plans.iter().zip(&tokens).rev() {
        assert_eq!(&plan.call(&env, &port).run().success(), token, "{name}: not the token of this call");
    }
    assert_eq!(vendor.asked(), plans.len(), "the second round asked nobody");
}

#[test]
fn what_decides_nothing_shares_the_token() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    let port = port(&vendor);
    let plan = Plan::new();
    let mut explained = Plan::new();
    explained.definition += "[hints]\nE1 = \"ask for more\"\n[errors]\nmessage = \"/why\"\n";
    explained.edit("\"whose it is\"", "\"a directory\"");
    let calls: [&dyn Fn() -> Call; 8] = [
        &|| explained.call(&env, &port),
        &|| plan.call(&env, &port),
        &|| plan.call(&env, &port).arg("--timeout=9").arg("--connect-timeout=9").arg("--retries=1"),
        &|| plan.call(&env, &port).arg("--lock-timeout=9").arg("--min-valid=10m"),
        &|| plan.call(&env, &port).arg("--verbose"),
        &|| plan.call(&env, &port).env("LANG", "C").env("TZ", "Asia/Shanghai"),
        // The same secret from another place is the same secret.
        &|| plan.call(&env, &port).env("GETTOKEN_FIRST_CLIENT_SECRET", "secret-1"),
        &|| plan.call(&env, &port).arg("--client-secret-file=-").stdin("secret-1\n"),
    ];
    for call in calls {
        assert_eq!(call().run().success(), "token-1\n");
    }
    assert_eq!(vendor.asked(), 1);
}

#[test]
fn a_secret_is_not_readable_in_the_key_or_the_entry() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    let mut plan = Plan::new();
    plan.secret = "canary-secret";
    plan.flag("--param=password=canary-param");
    plan.call(&env, &port(&vendor)).run().success();
    for entry in std::fs::read_dir(env.tokens_dir()).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for canary in ["canary-secret", "canary-param"] {
            assert!(!text.contains(canary) && !path.to_str().unwrap().contains(canary), "{path:?}");
        }
    }
}
