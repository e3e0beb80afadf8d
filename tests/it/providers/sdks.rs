//! The token requests and signed calls of the vendors' own libraries, which `tests/real/sdks.py` has recorded, beside those
//! of gettoken.
//!
//! `cases/sdks.toml` lists the calls, and names each part of a request that may differ, with the reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;

use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::support::environment::TestEnv;
use crate::support::person::{Talk, callback};
use crate::support::world::{Reply, Request, World};

const CASES: &str = "tests/cases/sdks.toml";
const RSA: &str = include_str!("../../cases/keys/rsa.pem");
const STANDARD: &str =
    r#"{"access_token":"token","token_type":"Bearer","expires_in":3600,"refresh_token":"next"}"#;

/// Headers of every HTTP client, which no token endpoint reads.
const PLAIN: [&str; 6] =
    ["accept-encoding", "connection", "content-length", "content-type", "host", "user-agent"];

#[derive(Deserialize)]
struct Cases {
    sdk: Vec<Sdk>,
}

/// The parts of a request that may differ, and why.
type Reasons = BTreeMap<String, String>;

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Differences {
    only_sdk: Reasons,
    only_gettoken: Reasons,
    differs: Reasons,
}

#[derive(Deserialize)]
struct Sdk {
    name: String,
    packages: Vec<String>,
    call: Vec<Call>,
    #[serde(flatten)]
    differences: Differences,
}

#[derive(Deserialize)]
struct Call {
    name: String,
    gettoken: String,
    #[serde(default)]
    flow: Flow,
    #[serde(default)]
    config: String,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(default = "standard")]
    answers: Vec<String>,
    #[serde(default)]
    varies: BTreeSet<String>,
    time: Option<String>,
    #[serde(default)]
    example: toml::Table,
    #[serde(flatten)]
    differences: Differences,
}

#[derive(Clone, Copy, Default, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Flow {
    #[default]
    Application,
    Refresh,
    Code,
    Device,
}

fn standard() -> Vec<String> {
    vec![STANDARD.to_owned()]
}

/// A request in parts with names such as `body.client_id`.
type Parts = BTreeMap<String, Value>;

/// A server for one call after the other: it sends each call's answers in turn, and the last one again.
struct Server {
    world: World,
    answers: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn new() -> Self {
        let answers = Arc::new(Mutex::new(Vec::<String>::new()));
        let turns = Arc::clone(&answers);
        let world = World::start(move |_| {
            let mut turns = turns.lock().unwrap();
            let body = if turns.len() > 1 { turns.remove(0) } else { turns[0].clone() };
            Reply::json(200, body)
        });
        Self { world, answers }
    }

    /// The requests that gettoken sends for a call.
    fn requests(&self, call: &Call) -> Vec<Request> {
        let before = self.world.requests().len();
        (*self.answers.lock().unwrap()).clone_from(&call.answers);
        run(call, &self.world);
        self.world.requests().split_off(before)
    }
}

/// A home directory with the files that calls name.
fn home(call: &Call, world: &World) -> TestEnv {
    let env = TestEnv::new();
    let account = json!({
        "type": "service_account", "client_email": "robot@project.iam.gserviceaccount.com",
        "private_key": RSA, "private_key_id": "0123456789abcdef",
    });
    let files = [
        ("secret", "client-secret"),
        ("refresh", "the-refresh-token"),
        ("rsa.pem", RSA),
        ("rsa-certificate.pem", include_str!("../../cases/keys/rsa-certificate.pem")),
        ("subject.jwt", include_str!("../../cases/keys/subject.jwt")),
        ("google.json", &account.to_string()),
    ];
    for (name, text) in files {
        env.write(name, text);
    }
    env.write_config(&call.config.replace("HTTP", &world.http_addr().to_string()));
    env
}

fn run(call: &Call, world: &World) {
    let env = home(call, world);
    if call.flow == Flow::Code {
        let mut talk = Talk::start(&env, world, &format!("login {} --no-browser", call.gettoken));
        let address = talk.address();
        talk.say(&callback(&address, &[("code", "the-code"), ("authCode", "the-code")]));
        talk.end().success();
        return;
    }
    let before: &[&str] = if call.flow == Flow::Application { &[] } else { &["login"] };
    let after: &[&str] = match call.flow {
        Flow::Refresh => &["--refresh-token-file", "refresh"],
        Flow::Device => &["--device"],
        _ => &["-o", "token"],
    };
    let words: Vec<&str> = call.gettoken.split(' ').collect();
    let run = env.gettoken(&[before, &words, after].concat()).through(world);
    let http = world.http_addr().to_string();
    call.env
        .iter()
        .fold(run, |run, (name, value)| run.env(name, value.replace("HTTP", &http)))
        .run()
        .success();
}

/// What a recording would have of a request; see `canonical` in `tests/real/sdks.py`.
fn recorded(request: &Request) -> Value {
    let mut found = Map::new();
    found.insert("method".to_owned(), json!(request.method));
    found.insert("url".to_owned(), json!(format!("{}://{}{}", request.scheme, request.host, request.path)));
    found.insert("query".to_owned(), json!(request.query_map()));
    let headers = request.headers.iter().map(|(name, value)| (name.to_lowercase(), value));
    let headers = headers.filter(|(name, value)| {
        let is_plain = PLAIN.contains(&name.as_str()) || name == "authorization";
        !is_plain && (name != "accept" || value.contains("vnd."))
    });
    found.insert("headers".to_owned(), headers.map(|(name, value)| (name, json!(value))).collect());
    if let Some(value) = request.header("authorization") {
        found.insert("authorization".to_owned(), authorization(value));
    }
    if !request.body.is_empty() {
        let kind = request.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default();
        found.insert("type".to_owned(), json!(kind));
        let body = if kind == "application/json" { request.json() } else { json!(request.form()) };
        found.insert("body".to_owned(), body);
    }
    Value::Object(found)
}

/// The request that an example of the definition has at the time of the recording, as [`recorded`] returns it. The clock of a
/// call cannot be set, but a check of the definition shows what it builds.
fn of_example(call: &Call, time: &str) -> Value {
    let mut example = call.example.clone();
    let given = example.get_mut("given").and_then(toml::Value::as_table_mut).into_iter().flatten();
    for (_, value) in given.filter(|(_, value)| value.as_str() == Some("rsa.pem")) {
        // A definition's text has no line breaks.
        let lines = RSA.lines().skip_while(|line| !line.starts_with("-----")).skip(1);
        *value = lines.take_while(|line| !line.starts_with("-----")).collect::<String>().into();
    }
    let request = toml::toml! {
        method = ""
        url = ""
    };
    let answer = toml::Table::from_iter([("body".to_owned(), call.answers[0].as_str().into())]);
    example.extend([("name".to_owned(), "recorded".into()), ("time".to_owned(), time.into())]);
    example.insert("request".to_owned(), request.into());
    if !example.contains_key("bare") {
        example.extend([("answer".to_owned(), answer.into()), ("token".to_owned(), "token".into())]);
    }
    let example = toml::to_string(&toml::Table::from_iter([("example".to_owned(), vec![example].into())]));
    let definition = fs::read_to_string(format!("src/providers/{}.toml", call.gettoken)).unwrap();
    let env = TestEnv::new();
    let file = env.write("recorded.toml", &format!("{definition}\n{}", example.unwrap()));
    let stderr = env.gettoken(&["providers", "check"]).arg(file).run().failed(3);
    let (_, shown) = stderr.split_once("the request would be ").unwrap_or_else(|| panic!("{stderr}"));
    let mut found: Map<String, Value> = serde_json::from_str(shown.lines().next().unwrap()).unwrap();
    for (name, kind) in [("form", "application/x-www-form-urlencoded"), ("json", "application/json")] {
        let body = found.remove(name).unwrap();
        if body != json!({}) {
            found.extend([("type".to_owned(), kind.into()), ("body".to_owned(), body)]);
        }
    }
    Value::Object(found)
}

fn authorization(value: &str) -> Value {
    let (scheme, rest) = value.split_once(' ').unwrap();
    let scheme = scheme.to_lowercase();
    if scheme != "basic" {
        return json!({ "scheme": scheme, "credentials": rest });
    }
    let text = String::from_utf8(BASE64_STANDARD.decode(rest).unwrap()).unwrap();
    let (user, password) = text.split_once(':').unwrap();
    json!({ "scheme": scheme, "user": user, "password": password })
}

/// A JWT without what differs from call to call.
fn signed(text: &str) -> Option<Value> {
    let parts: Vec<&str> = text.split('.').collect();
    let [header, claims, _] = parts.as_slice() else { return None };
    let decode = |part: &str| {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(part).ok()?;
        serde_json::from_slice::<Value>(&bytes).ok()
    };
    let (header, mut claims) = (decode(header)?, decode(claims)?);
    let members = claims.as_object_mut()?;
    let mut once = |name: &str| members.remove(name);
    let [exp, iat, nbf] = ["exp", "iat", "nbf"].map(|name| once(name).and_then(|value| value.as_i64()));
    let has_id = once("jti").is_some();
    if let Some((exp, begin)) = exp.zip(iat.or(nbf).or_else(|| Some(chrono::Utc::now().timestamp()))) {
        members.insert("lifetime".to_owned(), json!(exp - begin));
    }
    Some(json!({ "jwt": { "header": header, "claims": claims, "has-id": has_id } }))
}

/// Adds the parts of a value to `parts`.
fn split(value: &Value, name: &str, call: &Call, parts: &mut Parts) {
    match value {
        _ if call.varies.contains(name) => drop(parts.insert(name.to_owned(), json!("(varies)"))),
        Value::Object(members) => {
            for (member, value) in members {
                let name = if name.is_empty() { member.clone() } else { format!("{name}.{member}") };
                split(value, &name, call, parts);
            }
        }
        Value::String(text) => match signed(text) {
            Some(jwt) => split(&jwt, name, call, parts),
            None => drop(parts.insert(name.to_owned(), value.clone())),
        },
        _ => drop(parts.insert(name.to_owned(), value.clone())),
    }
}

fn parts(request: &Value, call: &Call) -> Parts {
    let mut parts = Parts::new();
    split(request, "", call, &mut parts);
    if call.differences.differs.contains_key("place") {
        // The same fields, in the query or in the body.
        parts.remove("type");
        parts = parts.into_iter().map(|(name, value)| (name.replace("query.", "body."), value)).collect();
    }
    parts
}

fn words(value: &Value) -> BTreeSet<&str> {
    value.as_str().unwrap_or_default().split(' ').collect()
}

fn are_equal(name: &str, theirs: &Value, mine: &Value) -> bool {
    // RFC 6749 §3.3: a list of words without order.
    if theirs.is_string() && mine.is_string() && (name == "body.scope" || name == "query.scope") {
        return words(theirs) == words(mine);
    }
    // Ours may be shorter, and is dated back by a minute at most.
    if name.ends_with(".jwt.claims.lifetime") {
        let (theirs, mine) = (theirs.as_i64().unwrap(), mine.as_i64().unwrap());
        return theirs - 300 <= mine && mine <= theirs + 60;
    }
    theirs == mine
}

/// One comparison: what is allowed to differ, what of it did, and everything else that did.
struct Comparison<'a> {
    sdk: &'a Sdk,
    call: &'a Call,
    used: BTreeSet<String>,
    faults: Vec<String>,
}

impl Comparison<'_> {
    /// Notes a difference of a kind, which is `only-sdk`, `only-gettoken` or `differs`.
    fn note(&mut self, kind: &str, name: &str, theirs: Option<&Value>, mine: Option<&Value>) {
        let allows = |differences: &Differences| reasons(differences, kind).contains_key(name);
        if allows(&self.sdk.differences) || allows(&self.call.differences) {
            self.used.insert(format!("{kind} {name}"));
        } else {
            let show = |value: Option<&Value>| value.map_or("nothing".to_owned(), ToString::to_string);
            let (theirs, mine) = (show(theirs), show(mine));
            self.faults.push(format!("{}: {kind} {name}: {theirs} in the SDK, {mine} here", self.call.name));
        }
    }

    fn compare(&mut self, theirs: &Parts, mine: &Parts) {
        for name in theirs.keys().chain(mine.keys()).collect::<BTreeSet<_>>() {
            match (theirs.get(name), mine.get(name)) {
                (Some(theirs), Some(mine)) if are_equal(name, theirs, mine) => {}
                (theirs, None) => self.note("only-sdk", name, theirs, None),
                (None, mine) => self.note("only-gettoken", name, None, mine),
                (theirs, mine) => self.note("differs", name, theirs, mine),
            }
        }
        if self.call.differences.differs.contains_key("place") {
            self.used.insert("differs place".to_owned());
        }
    }
}

fn reasons<'a>(differences: &'a Differences, kind: &str) -> &'a Reasons {
    match kind {
        "only-sdk" => &differences.only_sdk,
        "only-gettoken" => &differences.only_gettoken,
        _ => &differences.differs,
    }
}

/// The differences that are allowed, as `Comparison::used` has them.
fn allowed(differences: &Differences) -> BTreeSet<String> {
    let kinds = ["only-sdk", "only-gettoken", "differs"];
    kinds
        .iter()
        .flat_map(|kind| reasons(differences, kind).keys().map(move |name| format!("{kind} {name}")))
        .collect()
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases/sdks")
}

/// Compares all calls of a library, and returns the faults.
fn compare(sdk: &Sdk, server: &Server) -> Vec<String> {
    let text = fs::read_to_string(folder().join(format!("{}.json", sdk.name))).unwrap_or_default();
    let recording: Value = serde_json::from_str(&text).unwrap_or_default();
    let calls: BTreeMap<String, Vec<Value>> =
        serde_json::from_value(recording["calls"].clone()).unwrap_or_default();
    let mut faults = Vec::new();
    let listed: BTreeSet<&String> = sdk.call.iter().map(|call| &call.name).collect();
    if recording["packages"] != json!(sdk.packages) || calls.keys().collect::<BTreeSet<_>>() != listed {
        faults.push(format!("{0}: run tests/real/sdks.py --update {0}", sdk.name));
    }
    let mut used = BTreeSet::new();
    for call in &sdk.call {
        let theirs = calls.get(&call.name).cloned().unwrap_or_default();
        let mine: Vec<Value> = match &call.time {
            Some(time) => vec![of_example(call, time)],
            None => server.requests(call).iter().map(recorded).collect(),
        };
        let mut comparison = Comparison { sdk, call, used: BTreeSet::new(), faults: Vec::new() };
        if theirs.len() != mine.len() {
            faults.push(format!("{}: {} requests, not {}: {mine:#?}", call.name, mine.len(), theirs.len()));
        }
        for (theirs, mine) in theirs.iter().zip(&mine) {
            comparison.compare(&parts(theirs, call), &parts(mine, call));
        }
        let stale = allowed(&call.differences).into_iter().filter(|name| !comparison.used.contains(name));
        comparison.faults.extend(stale.map(|name| format!("{}: no longer {name}", call.name)));
        faults.append(&mut comparison.faults);
        used.append(&mut comparison.used);
    }
    let stale = allowed(&sdk.differences).into_iter().filter(|name| !used.contains(name));
    faults.extend(stale.map(|name| format!("{}: no longer {name}", sdk.name)));
    faults
}

#[test]
fn token_requests_are_those_of_the_vendors_libraries() {
    let sdks = toml::from_str::<Cases>(&fs::read_to_string(CASES).unwrap()).unwrap().sdk;
    // A call mostly waits for its process.
    let queue = Mutex::new(sdks.iter());
    let worker = || {
        let server = Server::new();
        let mut faults = Vec::new();
        loop {
            let Some(sdk) = queue.lock().unwrap().next() else { return faults };
            faults.extend(compare(sdk, &server));
        }
    };
    let faults: Vec<String> = thread::scope(|scope| {
        let workers: Vec<_> = (0..4).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no call failed")).collect()
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_recording_is_of_a_listed_library() {
    let names: BTreeSet<String> = toml::from_str::<Cases>(&fs::read_to_string(CASES).unwrap())
        .unwrap()
        .sdk
        .into_iter()
        .map(|sdk| format!("{}.json", sdk.name))
        .collect();
    let files = fs::read_dir(folder()).unwrap();
    let files: BTreeSet<String> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(files, names);
}
