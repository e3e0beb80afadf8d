//! Providers whose tokens the system gives out that runs the program: CI systems, clouds, Kubernetes and SPIFFE.
//!
//! The mocks refuse what the real servers refuse, in their words.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::symlink;
use std::path::Path;

use chrono::Utc;
use serde_json::{Value, json};

use crate::support::environment::TestEnv;
use crate::support::jwt::{claims, unsigned};
use crate::support::modes;
use crate::support::process::Call;
use crate::support::providers::SOURCES;
use crate::support::tools;
use crate::support::world::{Reply, Request, World};

const REQUEST_TOKEN: &str = "job-s3cret";
const OWNER: &str = "https://forge.example.com/owner";

/// A JWT for `audience` that expires in `life` seconds.
fn jwt(audience: &Value, life: i64) -> String {
    let exp = Utc::now().timestamp() + life;
    unsigned(&json!({ "iss": "https://issuer.example.com", "sub": "s", "aud": audience, "exp": exp }))
}

fn audience_of(token: &str) -> Value {
    claims(token)["aud"].clone()
}

// GitHub Actions.

/// The endpoint of one job.
fn actions() -> World {
    World::start(|request| {
        let query = request.query_map();
        if request.header("authorization") != Some(&format!("bearer {REQUEST_TOKEN}")) {
            return Reply::json(401, r#"{"message":"You are not authorized"}"#);
        }
        if request.path != "/run/7/idtoken" || request.method != "GET" {
            return Reply::empty(404);
        }
        match (query.get("api-version").map(String::as_str), query.get("audience")) {
            (Some("2.0"), Some(audience)) if audience.contains(' ') => {
                Reply::json(400, r#"{"message":"invalid audience"}"#)
            }
            (Some("2.0"), audience) => {
                let token = jwt(&json!(audience.map_or(OWNER, String::as_str)), 300);
                Reply::json(200, json!({ "count": 1, "value": token }).to_string())
            }
            _ => Reply::json(400, r#"{"message":"No api-version was supplied"}"#),
        }
    })
}

fn in_job(call: Call, world: &World) -> Call {
    let url = format!("http://{}/run/7/idtoken?api-version=2.0", world.http_addr());
    call.env("ACTIONS_ID_TOKEN_REQUEST_URL", url).env("ACTIONS_ID_TOKEN_REQUEST_TOKEN", REQUEST_TOKEN)
}

#[test]
fn audience_is_added_to_the_query_of_the_jobs_url() {
    let (env, world) = (TestEnv::new(), actions());
    let call = |args: &[&str]| in_job(env.gettoken(&["github-actions", "-o", "token"]).args(args), &world);
    let token = call(&["--audience", "https://api.example.com/?a=b&c"]).run().success();
    assert_eq!(audience_of(&token), "https://api.example.com/?a=b&c");
    assert_eq!(world.request().raw_target.matches('?').count(), 1);
    // Each audience has a token of its own, in the cache.
    assert_eq!(audience_of(&call(&[]).run().success()), OWNER);
    assert_eq!(call(&["--audience", "https://api.example.com/?a=b&c"]).run().success(), token);
    assert_eq!(world.requests().len(), 2);
}

#[test]
fn job_without_permission_is_told_the_line_of_its_workflow() {
    let stderr = TestEnv::new().gettoken(&["github-actions"]).run().failed(3);
    for part in ["ACTIONS_ID_TOKEN_REQUEST_URL", "`permissions: id-token: write`", "pull request from a fork"]
    {
        assert_eq!(stderr.matches(part).count(), 1, "{part} in {stderr}");
    }
    assert!(!stderr.contains("gettoken setup"), "{stderr}");
}

#[test]
fn ended_job_and_wrong_audience_are_explained() {
    let (env, world) = (TestEnv::new(), actions());
    let ended =
        in_job(env.gettoken(&["github-actions"]), &world).env("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "old");
    let stderr = ended.run().failed(5);
    assert!(stderr.contains("You are not authorized") && stderr.contains("while the job runs"), "{stderr}");
    let wrong = in_job(env.gettoken(&["github-actions", "--audience", "a b"]), &world).run().failed(5);
    assert!(wrong.contains("invalid audience") && wrong.contains("set --audience"), "{wrong}");
    assert!(!stderr.contains(REQUEST_TOKEN) && !wrong.contains(REQUEST_TOKEN));
}

#[test]
fn profile_of_another_name_reads_what_the_system_sets() {
    let (env, world) = (TestEnv::new(), actions());
    env.write_config("[profiles.job]\nprovider = \"github-actions\"\naudience = \"a\"\n");
    let token = in_job(env.gettoken(&["job", "-o", "token"]), &world).run().success();
    assert_eq!(audience_of(&token), "a");
}

#[test]
fn token_of_a_job_is_the_subject_of_another_profile() {
    let env = TestEnv::new();
    let world = World::start(|request| {
        let form = request.form();
        if audience_of(&form["subject_token"]) != "https://sts.example.com" {
            let words = r#"{"error":"invalid_grant","error_description":"the audience does not match"}"#;
            return Reply::json(400, words);
        }
        Reply::json(
            200,
            r#"{"access_token":"exchanged","token_type":"Bearer","expires_in":3600,"issued_token_type":"urn:ietf:params:oauth:token-type:access_token"}"#,
        )
    });
    let jobs = actions();
    env.write_provider(
        "sts",
        &format!(
            "title = \"STS\"\n[credentials]\nclient-id.required = false\nclient-secret.required = false\n\
             subject = {{}}\n[vars.subject-token-type]\nhelp = \"type\"\n\
             default = \"urn:ietf:params:oauth:token-type:jwt\"\n[client-credentials]\n\
             url = \"http://{}/token\"\nclient-auth = [\"none\"]\ngrant-type = \"token-exchange\"\n",
            world.http_addr()
        ),
    );
    let config = |audience: &str| {
        env.write_config(&format!(
            "[profiles.job]\nprovider = \"github-actions\"\naudience = \"{audience}\"\n\
             [profiles.sts]\nsubject = {{ profile = \"job\" }}\n"
        ));
    };
    config("https://sts.example.com");
    let call = || in_job(env.gettoken(&["sts", "-o", "token"]), &jobs);
    assert_eq!(call().run().success(), "exchanged\n");
    assert_eq!(call().run().success(), "exchanged\n");
    assert_eq!((world.requests().len(), jobs.requests().len()), (1, 1));
    config("https://other.example.com");
    let stderr = call().run().failed(5);
    assert!(stderr.contains("the audience does not match"), "{stderr}");
}

// GitLab CI/CD.

#[test]
fn token_of_a_gitlab_job_is_in_the_variable_that_it_names() {
    let env = TestEnv::new();
    let (one, other) = (jwt(&json!("https://a.example"), 300), jwt(&json!(["https://b.example"]), 300));
    let call = |args: &[&str]| {
        let call = env.gettoken(&["gitlab-ci", "-o", "token"]).args(args);
        call.env("GITLAB_OIDC_TOKEN", &one).env("VAULT_ID_TOKEN", &other)
    };
    assert_eq!(call(&[]).run().success(), format!("{one}\n"));
    let vault = ["--variable", "VAULT_ID_TOKEN", "--audience", "https://b.example"];
    assert_eq!(call(&vault).run().success(), format!("{other}\n"));
    let stderr = call(&["--audience", "https://b.example"]).run().failed(3);
    let parts = ["not for the audience `https://b.example` but for `https://a.example`", "set `aud`"];
    assert!(parts.iter().all(|part| stderr.contains(part)), "{stderr}");
    let stderr = call(&["--variable", "NO_TOKEN"]).run().failed(3);
    assert!(stderr.contains("missing NO_TOKEN") && stderr.contains("`id_tokens: {"), "{stderr}");
    // Nothing is kept: the variable is there as long as the job.
    assert!(!env.tokens_dir().exists() || fs::read_dir(env.tokens_dir()).unwrap().count() == 0);
}

#[test]
fn variable_of_the_token_is_hidden_from_commands() {
    if tools::skip_without(&["sh"]) {
        return;
    }
    let env = TestEnv::new();
    env.write_config("[profiles.vault]\nprovider = \"gitlab-ci\"\nvars.variable = \"VAULT_ID_TOKEN\"\n");
    for (profile, variable) in [("gitlab-ci", "GITLAB_OIDC_TOKEN"), ("vault", "VAULT_ID_TOKEN")] {
        let call = env.gettoken(&["exec", profile, "--", "env"]).env(variable, jwt(&json!("a"), 300));
        let printed = call.run().success();
        assert!(printed.contains("ACCESS_TOKEN=") && !printed.contains(variable), "{printed}");
    }
}

// Google Cloud.

const ACCOUNTS: &str = "/computeMetadata/v1/instance/service-accounts/";

/// The metadata server of a machine with one service account.
fn google(request: &Request) -> Reply {
    let reply = |status, text: &str| {
        Reply::empty(status)
            .header("Content-Type", "application/text")
            .header("Metadata-Flavor", "Google")
            .body(text)
    };
    if request.header("metadata-flavor") != Some("Google") || request.header("x-forwarded-for").is_some() {
        return reply(403, "Missing Metadata-Flavor:Google header.");
    }
    let query = request.query_map();
    match request.path.strip_prefix(ACCOUNTS) {
        Some("default/token") => {
            let scopes = query.get("scopes").map_or("cloud-platform", String::as_str);
            let body = json!({ "access_token": format!("ya29.{scopes}"), "expires_in": 3599, "token_type": "Bearer" });
            reply(200, &body.to_string())
        }
        Some("default/identity") => match query.get("audience") {
            Some(audience) => reply(200, &jwt(&json!(audience), 3600)),
            None => reply(400, "non-empty audience parameter required"),
        },
        _ => reply(404, "Not Found"),
    }
}

fn on_google(env: &TestEnv, world: &World, args: &[&str]) -> Call {
    let call = env.gettoken(&["gcp-metadata", "-o", "token"]).args(args);
    call.env("GCE_METADATA_HOST", world.http_addr().to_string())
}

#[test]
fn access_tokens_and_id_tokens_come_from_googles_metadata_server() {
    let (env, world) = (TestEnv::new(), World::start(google));
    assert_eq!(on_google(&env, &world, &[]).run().success(), "ya29.cloud-platform\n");
    assert_eq!(on_google(&env, &world, &["--scope", "a,b"]).run().success(), "ya29.a,b\n");
    let identity = on_google(&env, &world, &["--kind", "identity", "--audience", "https://run.example"]);
    assert_eq!(audience_of(&identity.run().success()), "https://run.example");
    assert_eq!(world.requests().len(), 3);
    let stderr = on_google(&env, &world, &["--kind", "identity"]).run().failed(5);
    assert!(stderr.contains("non-empty audience") && stderr.contains("needs --audience"), "{stderr}");
    let stderr = on_google(&env, &world, &["--account", "x@y.example"]).run().failed(5);
    assert!(stderr.contains("attach a service account"), "{stderr}");
}

#[test]
fn server_that_is_not_googles_is_not_believed() {
    let body = r#"{"access_token":"t","expires_in":3599,"token_type":"Bearer"}"#;
    for reply in [Reply::json(200, body), Reply::json(200, body).header("Metadata-Flavor", "Other")] {
        let (env, world) = (TestEnv::new(), World::always(reply));
        let stderr = on_google(&env, &world, &[]).run().failed(8);
        assert!(stderr.contains("`Metadata-Flavor: Google`, so it is from another server"), "{stderr}");
    }
}

// Azure.

/// The metadata service of a machine with two identities, of which one has the client ID `user`.
fn imds(request: &Request) -> Reply {
    let refuse = |status, error: &str, words: &str| {
        Reply::json(status, json!({ "error": error, "error_description": words }).to_string())
    };
    let query = request.query_map();
    if request.path != "/metadata/identity/oauth2/token" {
        return Reply::empty(404);
    }
    if request.header("metadata") != Some("true") {
        return refuse(400, "bad_request_102", "Required metadata header not specified");
    }
    if query.get("api-version").map(String::as_str) != Some("2018-02-01") {
        return refuse(400, "bad_request", "api-version is invalid or was not specified in the request");
    }
    let Some(resource) = query.get("resource") else {
        return refuse(400, "invalid_request", "Required query variable 'resource' is missing");
    };
    if resource.contains(".default") {
        return refuse(400, "invalid_resource", "AADSTS50001: The application was not found in the tenant.");
    }
    match query.get("client_id").map(String::as_str) {
        None | Some("user") => Reply::json(
            200,
            json!({
                "access_token": "azure", "refresh_token": "", "expires_in": "3599", "expires_on": "1506484173",
                "not_before": "1506480273", "resource": resource, "token_type": "Bearer"
            })
            .to_string(),
        ),
        Some(_) => refuse(400, "invalid_request", "Identity not found"),
    }
}

const VAULT: [&str; 2] = ["--resource", "https://vault.example"];

fn on_azure(env: &TestEnv, world: &World, args: &[&str]) -> Call {
    let base = format!("http://{}", world.http_addr());
    env.gettoken(&["azure-imds", "-o", "json", "--base-url", &base]).args(args)
}

#[test]
fn managed_identity_of_a_machine_needs_a_resource() {
    let (env, world) = (TestEnv::new(), World::start(imds));
    let answer: Value = serde_json::from_str(&on_azure(&env, &world, &VAULT).run().success()).unwrap();
    assert_eq!(answer["access_token"], "azure");
    assert!((3500..=3599).contains(&answer["expires_in"].as_i64().unwrap()), "{answer}");
    on_azure(&env, &world, &VAULT).args(&["--client-id", "user"]).run().success();
    for (args, words, hint) in [
        (&[][..], "'resource' is missing", "set --resource"),
        (&["--resource", "https://vault.example/.default"], "AADSTS50001", "without a scope"),
        (&["--resource", "https://vault.example", "--client-id", "no"], "Identity not found", "with several"),
    ] {
        let stderr = on_azure(&env, &world, args).run().failed(5);
        assert!(stderr.contains(words) && stderr.contains(hint), "{args:?}: {stderr}");
    }
}

#[test]
fn metadata_service_that_updates_is_asked_again_after_a_while() {
    for (status, wait) in [(404, 10), (410, 10), (429, 4), (500, 2), (503, 2)] {
        let (env, world) = (TestEnv::new(), World::always(Reply::empty(status)));
        let call = on_azure(&env, &world, &VAULT).args(&["--retries", "0", "--error-format", "json"]);
        let error: Value = serde_json::from_str(&call.run().failed(7)).unwrap();
        assert_eq!(error["error"]["retry_after"], wait, "{status}: {error}");
    }
    let ready = Reply::json(200, r#"{"access_token":"t","expires_in":"60","token_type":"Bearer"}"#);
    let (env, world) = (TestEnv::new(), World::in_turn([Reply::empty(500), ready]));
    on_azure(&env, &world, &VAULT).run().success();
}

/// The endpoint of one app.
fn app_service(request: &Request) -> Reply {
    let query = request.query_map();
    if request.header("x-identity-header") != Some("h3ader") {
        return Reply::empty(401);
    }
    let refuse = |words: &str| Reply::json(400, json!({ "statusCode": 400, "message": words }).to_string());
    if query.get("api-version").map(String::as_str) != Some("2019-08-01") {
        return refuse("The api-version is not supported.");
    }
    match query.get("resource") {
        None => refuse("No resource was specified."),
        Some(resource) => {
            let end = (Utc::now().timestamp() + 3600).to_string();
            let body = json!({ "access_token": "app", "expires_on": end, "resource": resource, "token_type": "Bearer" });
            Reply::json(200, body.to_string())
        }
    }
}

#[test]
fn managed_identity_of_an_app_comes_from_its_own_endpoint() {
    let (env, world) = (TestEnv::new(), World::start(app_service));
    let call = |header: &str, args: &[&str]| {
        let call = env.gettoken(&["azure-app-service", "-o", "json"]).args(args);
        let endpoint = format!("http://{}/msi/token", world.http_addr());
        call.env("IDENTITY_ENDPOINT", endpoint).env("IDENTITY_HEADER", header)
    };
    let answer: Value = serde_json::from_str(&call("h3ader", &VAULT).run().success()).unwrap();
    assert_eq!(answer["access_token"], "app");
    assert!((3500..=3600).contains(&answer["expires_in"].as_i64().unwrap()), "{answer}");
    let stderr = call("h3ader", &[]).run().failed(5);
    assert!(stderr.contains("No resource") && stderr.contains("set --resource"), "{stderr}");
    let stderr = call("wr0ng", &VAULT).run().failed(5);
    assert!(stderr.contains("IDENTITY_HEADER of the same process") && !stderr.contains("wr0ng"), "{stderr}");
    let stderr = env.gettoken(&["azure-app-service"]).args(&VAULT).run().failed(3);
    assert!(stderr.contains("IDENTITY_ENDPOINT") && stderr.contains("Settings → Identity"), "{stderr}");
}

// Kubernetes and SPIFFE.

/// Writes `token` as the kubelet does: a new directory, to which a link leads that is replaced.
#[cfg(unix)]
fn project(volume: &Path, number: usize, token: &str) {
    let folder = volume.join(format!("..{number}"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("token"), token).unwrap();
    modes::set(folder.join("token"), 0o644).unwrap();
    let next = volume.join("..data_tmp");
    symlink(format!("..{number}"), &next).unwrap();
    fs::rename(next, volume.join("..data")).unwrap();
    if number == 1 {
        symlink("..data/token", volume.join("token")).unwrap();
    } else {
        fs::remove_dir_all(volume.join(format!("..{}", number - 1))).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn token_of_a_pod_is_the_one_that_is_in_its_volume_now() {
    let env = TestEnv::new();
    let volume = env.path("volume");
    fs::create_dir(&volume).unwrap();
    modes::set(&volume, 0o755).unwrap();
    let path = volume.join("token");
    for number in 1..=3 {
        let token = jwt(&json!(["https://vault.example"]), 600 * i64::try_from(number).unwrap());
        project(&volume, number, &token);
        let flag = format!("--subject-file={}", path.display());
        let call = env.gettoken(&["kubernetes", "-o", "token", "--audience", "https://vault.example", &flag]);
        let outcome = call.run();
        assert_eq!((outcome.stdout.trim(), outcome.stderr.as_str()), (token.as_str(), ""));
    }
    let other = ["--audience", "https://other.example"];
    let flag = format!("--subject-file={}", path.display());
    let stderr = env.gettoken(&["kubernetes", &flag]).args(&other).run().failed(3);
    assert!(stderr.contains("set `audience` in a serviceAccountToken"), "{stderr}");
    let stderr = env.gettoken(&["spiffe", &flag]).args(&other).run().failed(3);
    assert!(stderr.contains("set jwt_audience"), "{stderr}");
    project(&volume, 4, &jwt(&json!(["https://vault.example"]), -60));
    let stderr = env.gettoken(&["kubernetes", &flag]).run().failed(3);
    assert!(stderr.contains("has expired"), "{stderr}");
}

#[test]
fn file_that_is_not_there_is_explained() {
    let env = TestEnv::new();
    let stderr = env.gettoken(&["spiffe"]).run().failed(3);
    assert!(stderr.contains("--subject-file") && stderr.contains("jwt_svids"), "{stderr}");
    let stderr = env.gettoken(&["kubernetes", "--subject-file=/nonexistent/token"]).run().failed(3);
    assert!(stderr.contains("`/nonexistent/token`") && stderr.contains("projected volume"), "{stderr}");
    let usual = "/var/run/secrets/kubernetes.io/serviceaccount/token";
    if !Path::new(usual).exists() {
        let stderr = env.gettoken(&["kubernetes"]).run().failed(3);
        assert!(
            stderr.contains(&format!("missing {usual}")) && stderr.contains("projected volume"),
            "{stderr}"
        );
    }
}

// Where a request may go.

#[test]
fn http_goes_to_no_other_host() {
    let env = TestEnv::new();
    let fails = |provider: &str, variables: &[(&str, &str)], args: &[&str]| {
        let call = env.gettoken(&[provider]).args(args);
        let call = variables.iter().fold(call, |call, (name, value)| call.env(name, value));
        call.run().failed(3)
    };
    for host in [
        "metadata.example.com",
        "10.0.0.1",
        "169.254.169.254.example.com",
        "metadata.google.internal.example.com",
        "[fd00:ec3::254]",
    ] {
        let stderr = fails("gcp-metadata", &[("GCE_METADATA_HOST", host)], &[]);
        assert!(stderr.contains("is not http to a metadata server"), "{stderr}");
        let endpoint = format!("http://{host}/msi/token");
        let variables = [("IDENTITY_ENDPOINT", endpoint.as_str()), ("IDENTITY_HEADER", "h")];
        let stderr = fails("azure-app-service", &variables, &VAULT);
        assert!(stderr.contains("is not http to a metadata server"), "{stderr}");
        let url = format!("http://{host}/idtoken?api-version=2.0");
        let variables =
            [("ACTIONS_ID_TOKEN_REQUEST_URL", url.as_str()), ("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "t")];
        let stderr = fails("github-actions", &variables, &[]);
        assert!(stderr.contains("https"), "{stderr}");
    }
    let stderr = fails("gcp-metadata", &[("GCE_METADATA_HOST", "127.0.0.1@example.com")], &[]);
    assert!(stderr.contains("127.0.0.1@example.com"), "{stderr}");
    // A link-local address is for definitions that say so.
    let url = [
        ("ACTIONS_ID_TOKEN_REQUEST_URL", "http://169.254.169.254/"),
        ("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "t"),
    ];
    assert!(fails("github-actions", &url, &[]).contains("https"));
    env.write_provider(
        "own",
        "title = \"O\"\nnetwork = \"metadata\"\n[client-credentials]\nurl = \"http://a.example/t\"\n",
    );
    assert!(fails("own", &[], &[]).contains("client-credentials.url"));
}

#[test]
fn redirect_of_a_metadata_server_is_not_followed() {
    let (env, world) =
        (TestEnv::new(), World::always(Reply::empty(302).header("Location", "http://169.254.169.254/x")));
    on_google(&env, &world, &[]).run().failed(8);
    world.request();
}

/// Starts a server like [`imds`] at the address of the real one, in a network that has nothing else, and runs a command.
const MACHINE: &str = r#"
import http.server, json, subprocess, sys, threading
from urllib.parse import parse_qs, urlsplit
class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args): pass
    def do_GET(self):
        query = parse_qs(urlsplit(self.path).query)
        right = self.headers["Metadata"] == "true" and query["api-version"] == ["2018-02-01"] and "resource" in query
        body = {"access_token": "azure", "expires_in": "3599", "token_type": "Bearer"} if right else {"error": "invalid_request"}
        self.send_response(200 if right else 400)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())
for command in ["ip link set lo up", "ip address add 169.254.169.254/32 dev lo"]:
    subprocess.run(command.split(), check=True)
server = http.server.ThreadingHTTPServer(("169.254.169.254", 80), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.exit(subprocess.run(sys.argv[1:]).returncode)
"#;

#[test]
fn metadata_service_is_asked_at_its_own_address_without_a_proxy() {
    if tools::is_not_root()
        || tools::skip_without(&["unshare", "ip", "python3"])
        || tools::cannot_isolate_network()
    {
        return;
    }
    let env = TestEnv::new();
    let proxy = "http://127.0.0.1:1";
    let call = env.gettoken(&["azure-imds", "-o", "token"]).args(&VAULT);
    let call = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"]
        .into_iter()
        .fold(call, |call, name| call.env(name, proxy))
        .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    let outcome = call.under(&["unshare", "--net", "python3", "-c", MACHINE]).run();
    assert_eq!(outcome.success(), "azure\n");
}

#[test]
fn machine_without_a_metadata_service_is_told_so() {
    if tools::is_not_root() || tools::skip_without(&["unshare"]) || tools::cannot_isolate_network() {
        return;
    }
    for (provider, words) in [
        ("azure-imds", "only on a virtual machine in Azure"),
        ("gcp-metadata", "only on a machine in Google Cloud"),
    ] {
        let env = TestEnv::new();
        let call = env.gettoken(&[provider, "--retries=0"]).args(&VAULT).under(&["unshare", "--net"]);
        let stderr = call.run().failed(6);
        assert!(stderr.contains(words), "{stderr}");
    }
}

// The demo.

#[test]
fn demo_plays_the_sources_that_are_servers() {
    for name in SOURCES {
        let env = TestEnv::new();
        let outcome = env.gettoken(&["demo", name]).run();
        if ["gitlab-ci", "kubernetes", "spiffe"].contains(&name) {
            assert!(outcome.failed(2).contains("from no server"), "{name}");
            continue;
        }
        assert!(outcome.success().starts_with("access_token: "), "{name}");
        let stderr = env.gettoken(&["demo", name, "--tour"]).run().failed(2);
        assert!(stderr.contains("no client ID and secret"), "{stderr}");
    }
}
