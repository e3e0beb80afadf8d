//! Cache keys: every setting that can change which token comes back, or from whom, is in the key. Each
//! setting changed alone, and each pair of them, has its own entry and never gets another's token.

use std::collections::BTreeSet;

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::vendor::Vendor;

/// The arguments, files and variables of a call.
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

/// A change to a plan, and the name that a failure shows.
type Change = (&'static str, fn(&mut Plan));

/// A user-defined provider, so that it can be edited.
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

const CHANGES: [Change; 22] = [
    ("another client id", |plan| plan.client_id = "id-2"),
    ("another client secret", |plan| plan.secret = "secret-2"),
    ("a scope", |plan| plan.flag("--scope=read")),
    ("an audience", |plan| plan.flag("--audience=https://api.example/")),
    ("a resource", |plan| plan.flag("--resource=https://mail.example/")),
    ("another resource first", |plan| plan.flags.insert(1, "--resource=urn:a".to_owned())),
    ("another resource last", |plan| plan.flags.push("--resource=urn:b".to_owned())),
    ("two audiences", |plan| plan.flags.extend(["--audience=a", "--audience=b"].map(str::to_owned))),
    ("an audience with a comma", |plan| plan.flag("--audience=a,b")),
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
        assert!(self.definition.contains(from), "{from} is not in the definition");
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

/// The unchanged plan, with each change alone, and with each pair of changes.
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
fn settings_that_change_the_token_are_in_the_key() {
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
        assert_eq!(&plan.call(&env, &port).run().success(), token, "{name}: another call's token was served");
    }
    assert_eq!(vendor.asked(), plans.len(), "the second round must use the cache");
}

#[test]
fn other_settings_share_the_entry() {
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
        // The same secret from another source is the same secret.
        &|| plan.call(&env, &port).env("GETTOKEN_FIRST_CLIENT_SECRET", "secret-1"),
        &|| plan.call(&env, &port).arg("--client-secret-file=-").stdin("secret-1\n"),
    ];
    for call in calls {
        assert_eq!(call().run().success(), "token-1\n");
    }
    assert_eq!(vendor.asked(), 1);
}

#[test]
fn key_and_entry_contain_no_secret() {
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

/// A definition with variables, a choice, and every table that is part of the key.
const FULL: &str = r#"
title = "Full"
docs = "https://vendor.example/docs"
scope = "all"
[credentials]
client-id = { env = ["FULL_ID"] }
client-secret = { env = ["FULL_SECRET"] }
[vars.region]
default = "eu"
help = "where"
choices = { eu = { host = "eu.vendor.example" }, us = { host = "us.vendor.example" } }
[client-credentials]
url = "https://{region.host}/token"
client-auth = "basic"
params = { grant_type = "client_credentials", scope = "{scope}", long = true, days = { value = 7, in = "query" } }
[refresh]
url = "https://{region.host}/refresh"
[authorization-code]
url = "https://{region.host}/code"
[authorize]
url = "https://{region.host}/authorize"
[reply]
access-token = ["/data/token", "/token"]
[api]
base = "https://api.vendor.example"
"#;

/// Keys are frozen, so that stored entries can always be found. Each was computed by hand from the lines
/// above it. Values are percent-encoded, `#` means the SHA-256 of what follows.
const FROZEN: [Frozen; 7] = [
    // client-auth=post, client-id=id, cred.client-secret=#secret, definition=#{…}, grant-type=client_credentials,
    // kind=application, profile=plain, provider=own, server=https://vendor.example/token,
    // var.base=https://vendor.example; where definition is
    // {"client-credentials":{"client-auth":"post","url":"{base}/token"}}
    Frozen {
        config: "[profiles.plain]\nprovider = \"own\"\nclient-id = \"id\"\nclient-secret = \"secret\"\nvars.base = \"https://vendor.example\"\n",
        args: &["plain"],
        key: "plain-7582d394a43200e50479af5819a4401e",
    },
    // audience=https://api.example, client-auth=basic, client-id=id, cred.client-secret=#secret, definition=#{…},
    // grant-type=client_credentials, kind=application, param.a=#1, param.b=#x y, profile=full, provider=full,
    // resource=urn:r, scope=read write, server=https://us.vendor.example/token, trust.cacert=/ca.pem, var.region=us,
    // var.region.host=us.vendor.example
    Frozen {
        config: "[profiles.full]\nclient-id = \"id\"\nclient-secret = \"secret\"\nvars.region = \"us\"\nparams.b = \"x y\"\n",
        args: &[
            "full",
            "--scope=read",
            "--scope=write",
            "--audience=https://api.example",
            "--resource=urn:r",
            "--param=a=1",
            "--cacert=/ca.pem",
        ],
        key: "full-5484b8b0e9b6978fc60f90f3b230ef5a",
    },
    // As the first, but cred.client-secret=command,printf,a%20b and profile=helper.
    Frozen {
        config: "[profiles.helper]\nprovider = \"own\"\nclient-id = \"id\"\nclient-secret = { command = [\"printf\", \"a b\"] }\nvars.base = \"https://vendor.example\"\n",
        args: &["helper"],
        key: "helper-7b7ee67910ebeb0c1c36e0d45907c3ab",
    },
    // As the first, but cred.client-secret=keyring,gettoken,held and profile=held.
    Frozen {
        config: "[profiles.held]\nprovider = \"own\"\nclient-id = \"id\"\nclient-secret = { keyring = \"held\" }\nvars.base = \"https://vendor.example\"\n",
        args: &["held"],
        key: "held-811740517f0c1f0144d52d7dc20316f8",
    },
    // As the first, but cred.client-secret=#"https://idp.example"|"me"|["a","b"] and profile=signed: a JWT
    // with a new signature is the same secret.
    Frozen {
        config: "[profiles.signed]\nprovider = \"own\"\nclient-id = \"id\"\nclient-secret = \"e30.eyJpc3MiOiJodHRwczovL2lkcC5leGFtcGxlIiwic3ViIjoibWUiLCJhdWQiOlsiYSIsImIiXSwiaWF0IjoxfQ.c2ln\"\nvars.base = \"https://vendor.example\"\n",
        args: &["signed"],
        key: "signed-a52cd90c6cd193d4b47c229ea0f7e024",
    },
    // client-id=id, kind=session, profile=full, provider=full, server=https://eu.vendor.example/refresh
    Frozen {
        config: "[profiles.full]\nclient-id = \"id\"\nclient-secret = \"secret\"\nscope = \"a b\"\n",
        args: &["login", "full", "--refresh-token-file=-", "--param=a=1"],
        key: "full-db83d8b3e61353a765a76c398df8243d",
    },
    // Of the version whose default host was login.chinacloudapi.cn. An application's key also depends on the definition.
    Frozen {
        config: "[profiles.azure-china]\nclient-id = \"id\"\nclient-secret = \"secret\"\nvars.tenant = \"t\"\n",
        args: &["login", "azure-china", "--refresh-token-file=-"],
        key: "azure-china-c8b6e06f5e4c7bfcae1d7622f0129579",
    },
];

/// A call, and the key under which it would store its token.
struct Frozen {
    config: &'static str,
    args: &'static [&'static str],
    key: &'static str,
}

#[test]
fn keys_are_frozen() {
    let has_keyring = cfg!(feature = "keyring");
    for frozen in FROZEN.into_iter().filter(|frozen| has_keyring || !frozen.key.starts_with("held-")) {
        let env = TestEnv::new();
        env.write_provider("own", DEFINITION);
        env.write_provider("full", FULL);
        env.write_config(frozen.config);
        // The server is unreachable, but the lock is taken first.
        let call = env.gettoken(frozen.args).args(&["--proxy=http://127.0.0.1:1", "--retries=0"]);
        let outcome = call.stdin("refresh-token").run();
        let names = std::fs::read_dir(env.tokens_dir()).unwrap().map(|entry| entry.unwrap().file_name());
        let names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
        let lock = format!("{}.lock", frozen.key);
        assert!(names.contains(&lock), "{lock} is not in {names:?}: {outcome:?}");
    }
}
