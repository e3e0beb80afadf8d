//! A replayed answer equals the full one: over random command lines, environments and edits, the exit code,
//! stdout and stderr are the same with and without replay records.
//!
//! A failure prints its seed. `GETTOKEN_TEST_SEED` repeats it; `GETTOKEN_TEST_ROUNDS` sets the round count.

#![cfg(feature = "fastpath")]

mod edits;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use std::{env, thread};

use gettoken::output::Format;

use crate::support::environment::TestEnv;
use crate::support::process::Outcome;
use crate::support::reply::Reply;
use crate::support::request::Request;
use crate::support::tools;
use crate::support::world::World;

const HOMES: usize = 4;
const LINES: usize = 20;
/// The number of edits per round.
const EDITS: usize = 3;
/// Inputs that changed less than two seconds ago are not recorded.
const SETTLE_TIME: Duration = Duration::from_millis(2100);

/// The formats to choose from; the most common one more often.
fn formats() -> Vec<&'static str> {
    let all = Format::all().map(|format| match format.word() {
        "template" => "template={access_token} of {profile}{scope}",
        word => word,
    });
    all.chain(["token"; 3]).collect()
}

const EXTRA_FLAGS: [&[&str]; 22] = [
    &[],
    &[],
    &[],
    &[],
    &[],
    &["--scope", "read"],
    &["--scope", "mail"],
    &["--audience=a"],
    &["--offline"],
    &["--min-valid=10m"],
    &["--min-valid", "50m"],
    &["--user=me"],
    &["--env-name=NAME"],
    &["--grant=app"],
    &["--grant=user"],
    &["--cacert=/etc/own.pem"],
    &["--require-cache"],
    &["--client-secret-file=~/secret"],
    &["--client-secret-file", "secret"],
    &["--no-cache"],
    &["--resource=https://a.example/"],
    &["-v"],
];

/// A small random number generator (xorshift64*), which is the same on every platform.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % end
    }

    fn pick<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// A home directory, the command lines that run in it, and the history of its edits.
struct TestHome {
    env: TestEnv,
    random: Random,
    url: String,
    /// Part of every new token, so that an old token can be recognized.
    generation: Arc<AtomicUsize>,
    variables: BTreeMap<&'static str, String>,
    cwd: PathBuf,
    /// Clock offset in seconds.
    offset: i64,
    /// The path of libfaketime.
    faketime: Option<PathBuf>,
    lines: Vec<Vec<String>>,
    history: Vec<String>,
    compared: usize,
}

impl TestHome {
    fn new(
        seed: u64,
        number: usize,
        url: String,
        generation: Arc<AtomicUsize>,
        faketime: Option<PathBuf>,
    ) -> Self {
        let env = TestEnv::new();
        let random = Random((seed ^ ((number as u64 + 1) << 40)).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let cwd = env.path("");
        let mut it = Self {
            variables: BTreeMap::from([
                ("HOME", env.path("").to_str().unwrap().to_owned()),
                ("GETTOKEN_CONFIG_DIR", env.config_dir().to_str().unwrap().to_owned()),
                ("OWN_ID", "own".into()),
                ("OWN_SECRET", "own-secret".into()),
                ("OWN_BASE", url.clone()),
                ("KEYCLOAK_CLIENT_SECRET", "a".into()),
                ("MY_SECRET", "mine".into()),
            ]),
            env,
            random,
            url,
            generation,
            cwd,
            offset: 0,
            faketime,
            lines: Vec::new(),
            history: vec![format!("GETTOKEN_TEST_SEED={seed}, home {number}")],
            compared: 0,
        };
        for (path, text) in it.texts() {
            // Only the edits create these.
            if !path.ends_with("oauth2.toml") && !path.ends_with("read.toml") {
                it.env.write(path.strip_prefix(it.env.path("")).unwrap(), &it.filled(text, 1));
            }
        }
        it.env.write("session", "refresh-token");
        let file = it.env.path("session").to_str().unwrap().to_owned();
        it.run(&["login", "own", "--refresh-token-file", &file].map(str::to_owned)).success();
        let mut lines = BTreeSet::new();
        while lines.len() < LINES {
            lines.insert(it.line());
        }
        it.lines = lines.into_iter().collect();
        for line in &it.lines {
            it.run(line);
        }
        it
    }
    /// A random command line.
    fn line(&mut self) -> Vec<String> {
        let random = &mut self.random;
        let mut words: Vec<String> = Vec::new();
        let mut add = |more: &[&str]| words.extend(more.iter().map(|word| (*word).to_owned()));
        match random.below(9) {
            0 => add(&["--config-dir", self.env.config_dir().to_str().unwrap()]),
            1 => add(&["--error-format", "json"]),
            2 => add(&[&format!("--config-dir={}", self.env.path("other").display())]),
            3 if random.below(3) == 0 => add(&["--config-dir", "config/gettoken"]),
            _ => {}
        }
        if random.below(4) == 0 {
            add(&["fetch"]);
        }
        match random.below(8) {
            0 | 1 => {
                let url = format!("{}/plain/token", self.url);
                add(&["oauth2", "--token-url", &url, "--client-id=id"]);
            }
            2 => add(&["keycloak", "--base-url", &self.url, "--realm=r", "--client-id=id"]),
            3 => add(&["filed"]),
            4 => add(&["named"]),
            5 => add(&["echoed"]),
            6 => add(&["work"]),
            _ => add(&["own"]),
        }
        add(random.pick(&EXTRA_FLAGS));
        if random.below(8) > 0 {
            add(&["-o", random.pick(&formats())]);
        }
        add(&["--retries=0"]);
        words
    }

    fn run(&self, line: &[String]) -> Outcome {
        let mut call = self.env.gettoken(&[]).cwd(&self.cwd).without("HOME").without("GETTOKEN_CONFIG_DIR");
        call = call.env("OAUTH2_CLIENT_SECRET", "secret");
        for (name, value) in &self.variables {
            call = call.env(name, value);
        }
        if self.offset != 0
            && let Some(library) = &self.faketime
        {
            call = call.env("LD_PRELOAD", library).env("FAKETIME", format!("{:+}s", self.offset));
            call = call.env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        }
        line.iter().fold(call, |call, word| call.arg(word)).run()
    }

    /// The token directories that calls may use.
    fn stores(&self) -> [PathBuf; 4] {
        ["config/gettoken", "other", ".config/gettoken", "xdg/gettoken"]
            .map(|dir| self.env.path(dir).join("tokens"))
    }

    fn stored_files(&self, ending: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for entry in self.stores().iter().filter_map(|store| fs::read_dir(store).ok()).flatten().flatten() {
            if entry.path().extension().is_some_and(|it| it == ending) {
                found.push(entry.path());
            }
        }
        found.sort();
        found
    }

    /// Runs each command line twice from the same state: on a copy without records, then on the original.
    fn compare(&mut self) {
        let real = |store: &Path| store.with_extension("real");
        for store in self.stores().iter().filter(|store| store.symlink_metadata().is_ok()) {
            fs::rename(store, real(store)).unwrap();
            assert!(tools::succeeds("cp", &["-a", real(store).to_str().unwrap(), store.to_str().unwrap()]));
        }
        for record in self.stored_files("replay") {
            let _ = fs::remove_file(&record).or_else(|_| fs::remove_dir(&record));
        }
        let expected: Vec<Outcome> = self.lines.iter().map(|line| masked(self.run(line))).collect();
        for store in self.stores() {
            let _ = fs::remove_dir_all(&store);
            if real(&store).exists() {
                fs::rename(real(&store), &store).unwrap();
            }
        }
        for (line, expected) in self.lines.iter().zip(&expected) {
            let got = masked(self.run(line));
            assert!(
                got == *expected,
                "gettoken {}\nwith records {got:#?}\nwithout {expected:#?}\n{:#?}\n{:#?}\n{}",
                line.join(" "),
                self.history,
                self.variables,
                self.cwd.display(),
            );
        }
        self.compared += self.lines.len();
    }

    /// Waits and runs every command line, so that it is recorded; then edits, and compares after each edit.
    fn round(&mut self) -> usize {
        self.offset = 0;
        thread::sleep(SETTLE_TIME);
        for line in &self.lines {
            self.run(line);
        }
        let records = self.stored_files("replay").len();
        for _ in 0..EDITS {
            self.generation.fetch_add(1, Ordering::SeqCst);
            let done = self.edit();
            self.history.push(done);
            self.compare();
        }
        records
    }
}

/// Masks digits, since two calls may run in different seconds. Tokens have no digits.
fn masked(outcome: Outcome) -> Outcome {
    let mask = |text: &str| {
        let mut masked = text.replace(|letter: char| letter.is_ascii_digit(), "#");
        while masked.contains("##") {
            masked = masked.replace("##", "#");
        }
        // At a full minute or hour, the second unit is left out.
        let masked = masked.replace("#h #m", "#m #s").replace("in #h)", "in #m #s)");
        masked.replace("in #m)", "in #m #s)")
    };
    Outcome { stdout: mask(&outcome.stdout), stderr: mask(&outcome.stderr), ..outcome }
}

/// A token without digits, which depends only on the request and the generation.
fn answer(request: &Request, generations: &[Arc<AtomicUsize>]) -> Reply {
    let home: usize =
        request.path.split('/').nth(1).and_then(|number| number.parse().ok()).unwrap_or_default();
    let mut hasher = DefaultHasher::new();
    (&request.path, &request.body, request.header("authorization")).hash(&mut hasher);
    generations[home].load(Ordering::SeqCst).hash(&mut hasher);
    let letters: String = format!("{:016x}", hasher.finish())
        .chars()
        .map(|digit| char::from(b'a' + u8::try_from(digit.to_digit(16).unwrap()).unwrap()))
        .collect();
    Reply::json(200, format!(r#"{{"access_token":"{letters}","token_type":"Bearer","expires_in":3600}}"#))
}

#[test]
fn replayed_answers_equal_full_answers() {
    let number = |name: &str| env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let (seed, rounds) =
        (number("GETTOKEN_TEST_SEED").unwrap_or(1), number("GETTOKEN_TEST_ROUNDS").unwrap_or(4));
    let generations: Vec<_> = (0..HOMES).map(|_| Arc::new(AtomicUsize::new(0))).collect();
    let known = generations.clone();
    let faketime = tools::part_faketime("a clock that moves");
    tools::part_is_not_root("files of another user");
    let world = World::start(move |request| answer(request, &known));
    let totals: Vec<(usize, usize)> = thread::scope(|scope| {
        let homes: Vec<_> = generations
            .iter()
            .enumerate()
            .map(|(number, generation)| {
                let url = format!("http://{}/{number}", world.http_addr());
                let faketime = faketime.clone();
                scope.spawn(move || {
                    let mut records = 0;
                    let mut compared = 0;
                    for epoch in 0..rounds.div_ceil(4) {
                        // Edits accumulate until nothing works any more, so start over every few rounds.
                        let mut home = TestHome::new(
                            seed.wrapping_add(epoch * 1000),
                            number,
                            url.clone(),
                            Arc::clone(generation),
                            faketime.clone(),
                        );
                        for _ in 0..(rounds - epoch * 4).min(4) {
                            records += home.round();
                        }
                        compared += home.compared;
                    }
                    (compared, records)
                })
            })
            .collect();
        homes.into_iter().map(|home| home.join().unwrap()).collect()
    });
    let (compared, records) = totals.iter().fold((0, 0), |sum, total| (sum.0 + total.0, sum.1 + total.1));
    println!("{compared} comparisons, {records} records");
    assert!(
        records * 4 * EDITS > compared,
        "{records} records for {compared} comparisons: too few to prove anything"
    );
}
