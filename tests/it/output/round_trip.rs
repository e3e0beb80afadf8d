//! Every format of `-o`, read back by its readers: the value comes back unchanged or is refused, and nothing
//! else happens.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::external_readers::{QUERY, Reader, SCOPE, TOKEN, USER};
use super::format_readers::{self, Read, refusable};
use super::hostile_values::{can_be_token, texts};
use crate::support::environment::TestEnv;
use crate::support::process::Outcome;
use crate::support::providers::some_of;
use crate::support::tools;
use crate::support::world::{Reply, Request, World};
use base64::prelude::{BASE64_STANDARD, Engine};

/// The number of concurrent calls.
const WORKERS: usize = 4;

/// A definition whose token goes into the query, not into a header.
const TOKEN_IN_QUERY: &str =
    "extends = \"oauth2\"\ntitle = \"q\"\ndocs = \"https://x.example\"\n[api]\nquery = \"access_token\"\n";

/// A server that gives client `token-7` the text with index 7 as its token and `scope-7` the same as its
/// scope, and that echoes what is sent to it.
fn world() -> World {
    let texts = texts();
    World::start(move |request| match request.path.as_str() {
        "/token" => token(&request.form()["client_id"], &texts),
        path => Reply::empty(200).body(echo(path, request) + "\0"),
    })
}

fn token(client: &str, texts: &[String]) -> Reply {
    let (what, number) = client.split_once('-').unwrap_or((client, "0"));
    let text = texts[number.parse::<usize>().unwrap()].as_str();
    let (token, scope) = match what {
        "token" => (text, "s"),
        "scope" => ("token", text),
        _ => ("token", "s"),
    };
    let answer = serde_json::json!({
        "access_token": token, "token_type": "Bearer", "expires_in": 3600, "scope": scope,
    });
    Reply::json(200, answer.to_string())
}

fn echo(path: &str, request: &Request) -> String {
    assert!(request.header("x-injected").is_none(), "{request:#?}");
    let authorization = request.header("authorization").unwrap_or_default();
    let basic = || {
        let bytes = BASE64_STANDARD.decode(authorization.trim_start_matches("Basic ")).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    match path {
        "/header" => authorization.strip_prefix("Bearer ").unwrap().to_owned(),
        "/query" => request.query_map()["access_token"].clone(),
        "/password" => basic().split_once(':').unwrap().1.to_owned(),
        "/user" => basic().split_once(':').unwrap().0.to_owned(),
        path => panic!("unexpected path {path}"),
    }
}

/// A home directory, a server, and an empty working directory in which nothing may appear.
struct Stage {
    env: TestEnv,
    world: World,
}

impl Stage {
    fn new() -> Self {
        let (env, world) = (TestEnv::new(), world());
        env.write_provider("queried", TOKEN_IN_QUERY);
        std::fs::create_dir(env.path("empty")).unwrap();
        Self { env, world }
    }

    fn empty(&self) -> PathBuf {
        self.env.path("empty")
    }

    fn echo(&self) -> String {
        format!("http://{}", self.world.http_addr())
    }

    fn call(&self, provider: &str, client: &str, format: &str, user: &str) -> Outcome {
        let url = format!("{}/token", self.echo());
        let args = [provider, "--token-url", &url, "--client-id", client, "-o", format];
        let more = [format!("--user={user}"), format!("--api-host={}", self.echo())];
        self.env.gettoken(&args).args(&more).env("OAUTH2_CLIENT_SECRET", "secret").cwd(self.empty()).run()
    }

    /// Writes every answer to a file, runs `reader` on the files, and compares what it reads.
    fn read_back(&self, reader: &Reader, answers: &BTreeMap<String, String>) {
        static FOLDERS: AtomicUsize = AtomicUsize::new(0);
        let number = FOLDERS.fetch_add(1, Ordering::SeqCst);
        let folder = self.env.path(format!("read-{number}/answers"));
        for (index, answer) in answers.values().enumerate() {
            self.env.write(folder.join(format!("{index:04}")), answer);
        }
        let Some(read) = reader.read(&folder, &self.echo(), &self.empty()) else {
            return;
        };
        let expected: Vec<&String> = answers.keys().collect();
        assert_eq!(read.len(), expected.len(), "{} of {}", reader.needs, reader.format);
        for (read, expected) in read.iter().zip(expected) {
            assert!(read == expected, "{} reads {} of {expected:?} as {read:?}", reader.needs, reader.format);
        }
    }

    fn assert_nothing_happened(&self) {
        let left: Vec<_> =
            std::fs::read_dir(self.empty()).unwrap().flatten().map(|entry| entry.path()).collect();
        assert!(left.is_empty(), "{left:?}");
        assert!(!Path::new("pwned").exists() && !self.env.path("pwned").exists());
    }
}

/// Calls `ask` for every third text, beginning with the one at `first`, several at a time. Returns the answers by text,
/// without those refused.
fn answers(
    texts: &[String],
    first: usize,
    ask: impl Fn(usize, &str) -> Option<String> + Sync,
) -> BTreeMap<String, String> {
    let indexes: Vec<usize> = some_of(0..texts.len(), 3, first).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        loop {
            let Some(index) = indexes.get(next.fetch_add(1, Ordering::SeqCst)) else { return found };
            let text = &texts[*index];
            found.extend(ask(*index, text).map(|answer| (text.clone(), answer)));
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}

/// The stdout of a success, or `None` for a failure that was expected with this exit code.
#[track_caller]
fn unless_refused(outcome: Outcome, refused: Option<i32>) -> Option<String> {
    match refused {
        Some(code) => {
            let stderr = outcome.failed(code);
            assert!(!stderr.chars().any(|letter| letter.is_control() && letter != '\n'), "{stderr:?}");
            None
        }
        None => Some(outcome.success()),
    }
}

/// Reads every answer with our own reader of the format, if there is one, and compares this `part` of it.
fn read_by_model(format: &str, answers: &BTreeMap<String, String>, part: fn(Read) -> Option<String>) {
    let Some((_, read)) = format_readers::ALL.iter().find(|(word, _)| *word == format) else { return };
    for (expected, answer) in answers {
        let found = read(answer).and_then(part);
        assert_eq!(found.as_ref(), Some(expected), "{format}: {answer:?}");
    }
}

fn formats(readers: &'static [Reader]) -> Vec<&'static str> {
    let mut formats: Vec<&str> = readers.iter().map(|reader| reader.format).collect();
    formats.dedup();
    formats
}

#[test]
fn there_are_at_least_two_hundred_texts() {
    assert!(texts().len() >= 200);
    assert!(texts().iter().filter(|text| can_be_token(text)).count() > 100);
}

#[test]
fn every_format_has_a_reader() {
    let read = formats(TOKEN);
    for format in gettoken::output::Format::all() {
        // gcloud accepts only JWTs, which have no special characters.
        assert!(format.word() == "gcloud" || read.contains(&format.word()), "{format:?}");
    }
}

#[test]
fn token_survives_a_round_trip_or_is_refused() {
    let stage = Stage::new();
    for (at, format) in formats(TOKEN).into_iter().enumerate() {
        let found = answers(&texts(), at, |index, text| {
            let refused = (!can_be_token(text) || refusable(format, text, "me")).then_some(8);
            // An invalid token is refused before it is formatted.
            if refused.is_some() && !can_be_token(text) && format != "text" {
                return None;
            }
            unless_refused(stage.call("oauth2", &format!("token-{index}"), format, "me"), refused)
        });
        assert!(found.len() > 10, "{format}");
        read_by_model(format, &found, |read| Some(read.token));
        for reader in TOKEN.iter().filter(|reader| reader.format == format) {
            stage.read_back(reader, &found);
        }
    }
    stage.assert_nothing_happened();
}

#[test]
fn token_in_the_query_survives_a_round_trip() {
    if tools::skip_without_url_query() {
        return;
    }
    let stage = Stage::new();
    let tokens: Vec<String> = texts().into_iter().filter(|text| can_be_token(text)).collect();
    let all = texts();
    let found = answers(&tokens, 0, |_, text| {
        let index = all.iter().position(|known| known == text).unwrap();
        Some(stage.call("queried", &format!("token-{index}"), "curl", "me").success())
    });
    stage.read_back(&QUERY, &found);
    stage.assert_nothing_happened();
}

#[test]
fn user_name_survives_a_round_trip_or_is_refused() {
    let stage = Stage::new();
    stage.call("oauth2", "plain", "token", "me").success();
    // An argument cannot have a NUL byte.
    let names: Vec<String> = texts().into_iter().filter(|text| !text.contains('\0')).collect();
    for (at, format) in formats(USER).into_iter().enumerate() {
        let found = answers(&names, at, |_, name| {
            let refused = refusable(format, "token", name).then_some(2);
            unless_refused(stage.call("oauth2", "plain", format, name), refused)
        });
        assert!(found.len() > 10, "{format}");
        read_by_model(format, &found, |read| read.user);
        for reader in USER.iter().filter(|reader| reader.format == format) {
            stage.read_back(reader, &found);
        }
    }
    stage.assert_nothing_happened();
}

#[test]
fn scope_survives_a_round_trip_or_is_refused() {
    let stage = Stage::new();
    let all = texts();
    for (at, format) in formats(SCOPE).into_iter().enumerate() {
        let tried = AtomicUsize::new(0);
        let found = answers(&all, at, |index, text| {
            let is_visible = !text.chars().any(char::is_control);
            tried.fetch_add(usize::from(is_visible), Ordering::SeqCst);
            let outcome = stage.call("oauth2", &format!("scope-{index}"), format, "me");
            // Control characters are refused; letters of all languages are not.
            let refused = outcome.code == Some(8);
            unless_refused(outcome, refused.then_some(8))
        });
        let is_visible = |text: &String| !text.chars().any(char::is_control);
        assert!(found.len() + 5 > tried.into_inner(), "{format}: {}", found.len());
        assert!(found.keys().all(is_visible), "{format}");
        read_by_model(format, &found, |read| read.scope);
        for reader in SCOPE.iter().filter(|reader| reader.format == format) {
            stage.read_back(reader, &found);
        }
    }
    stage.assert_nothing_happened();
}

#[test]
fn unknown_format_suggests_the_nearest_one() {
    let stage = Stage { world: world().may_be_silent(), env: TestEnv::new() };
    let stderr_of = |format: &str| stage.env.gettoken(&["oauth2", "-o", format]).run().failed(2);
    assert!(stderr_of("heder").contains("did you mean `header`?"));
    assert!(stderr_of("template").contains("did you mean `template=`?"));
    let unknown = stderr_of("template={acess_token}");
    assert!(
        unknown.contains("unknown name `{acess_token}` in the template: expected one of `{access_token}`"),
        "{unknown}"
    );
    assert!(stderr_of("template={").contains("unclosed"));
    stage.env.write_config("[profiles.oauth2]\noutput = \"heder\"\n");
    let stderr = stage.env.gettoken(&["oauth2"]).run().failed(3);
    assert!(stderr.contains("config.toml:2: ") && stderr.contains("did you mean `header`?"), "{stderr}");
}

#[test]
fn format_and_user_name_can_be_configured() {
    let stage = Stage::new();
    let url = stage.echo();
    let profile = format!("client-id = \"plain\"\nclient-secret = \"s\"\nvars.token-url = \"{url}/token\"\n");
    let config = |more: &str| stage.env.write_config(&format!("[profiles.oauth2]\n{profile}{more}"));
    config("output = \"template={{{profile}: {access_token}\"\n");
    assert_eq!(stage.env.gettoken(&["oauth2"]).run().success(), "{oauth2: token\n");
    config("output = \"git-credential\"\nuser = \"me\"\n");
    let stdout = stage.env.gettoken(&["oauth2"]).run().success();
    assert!(stdout.starts_with("username=me\npassword=token\n"), "{stdout}");
    let stdout = stage.env.gettoken(&["oauth2", "--user", "you"]).run().success();
    assert!(stdout.starts_with("username=you\n"), "{stdout}");
}
