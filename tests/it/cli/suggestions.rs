//! Misspelt commands, providers and options are suggested as they are spelt, other words suggest nothing, and other
//! names of a provider stand for it.

use std::collections::BTreeSet;
use std::thread;

use crate::support::environment::TestEnv;
use crate::support::providers::{names, sample, some_of};

/// The lowest share of typos whose suggestions begin with the intended word.
const PERCENT: usize = 95;

/// A linear congruential generator (Knuth's MMIX), so that every run tests the same words.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn letter(&mut self) -> u8 {
        b'a' + u8::try_from(self.below(26)).unwrap()
    }

    /// `word` with one letter dropped, doubled, swapped with the next or replaced.
    fn typos(&mut self, word: &str) -> Vec<String> {
        let edits: [fn(&mut Vec<u8>, usize, u8); 4] = [
            |word, at, _| {
                word.remove(at);
            },
            |word, at, _| word.insert(at, word[at]),
            |word, at, _| {
                let next = (at + 1).min(word.len() - 1);
                word.swap(at, next);
            },
            |word, at, letter| word[at] = letter,
        ];
        edits
            .iter()
            .map(|edit| {
                let mut typo = word.as_bytes().to_vec();
                let at = self.below(typo.len());
                edit(&mut typo, at, self.letter());
                String::from_utf8(typo).unwrap()
            })
            .filter(|typo| typo != word && !typo.starts_with('-'))
            .collect()
    }
}

/// A word of the command line, the words before it, and what is before the word itself.
struct Word {
    before: Vec<String>,
    dashes: &'static str,
    word: String,
}

fn help(args: &[&str]) -> String {
    TestEnv::new().gettoken(args).arg("--help").run().success()
}

/// The options that this help describes.
fn options(help: &str) -> Vec<String> {
    let lines = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    let names = lines.filter_map(|line| line.split_once("--")?.1.split([' ', ',', '[', '=', '.']).next());
    names.filter(|name| name.len() > 1).map(str::to_owned).collect()
}

/// All commands, from the manual pages: `gettoken-cache-list.1` is `cache list` if there is `gettoken-cache.1`.
fn commands() -> Vec<Vec<String>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/man");
    let pages: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|file| {
            let file = file.unwrap().file_name().into_string().unwrap();
            Some(file.strip_prefix("gettoken-")?.strip_suffix(".1")?.to_owned())
        })
        .filter(|page| page != "profile")
        .collect();
    let words = |page: &String| match page.split_once('-') {
        Some((parent, command)) if pages.contains(parent) => vec![parent.to_owned(), command.to_owned()],
        _ => vec![page.clone()],
    };
    pages.iter().map(words).collect()
}

fn words() -> Vec<Word> {
    let mut words = Vec::new();
    let mut add = |before: &[String], dashes, word: &str| {
        words.push(Word { before: before.to_vec(), dashes, word: word.to_owned() });
    };
    for command in commands() {
        let (last, parents) = command.split_last().unwrap();
        add(parents, "", last);
        // A command that needs a provider has that provider's options.
        let takes_profile =
            ["api", "fetch", "introspect", "login", "logout", "revoke", "userinfo"].contains(&&**last);
        let args: Vec<String> =
            command.iter().cloned().chain(takes_profile.then(|| "entra".to_owned())).collect();
        let shown: Vec<&str> = args.iter().map(String::as_str).collect();
        options(&help(&shown)).iter().for_each(|option| add(&args, "--", option));
    }
    let general = options(&help(&["entra"]));
    for name in sample() {
        add(&[], "", name);
        add(&["login".to_owned()], "", name);
        let options = options(&help(&[name]));
        let args = [name.clone()];
        // The others were tested with the commands.
        options.iter().filter(|option| !general.contains(option)).for_each(|option| add(&args, "--", option));
    }
    words
}

/// The suggestions of an error.
fn suggestions(stderr: &str) -> Vec<String> {
    let hint = stderr.lines().find(|line| line.starts_with("hint: did you mean "));
    hint.map(|hint| hint.split('`').skip(1).step_by(2).map(str::to_owned).collect()).unwrap_or_default()
}

/// Runs `check` for all of `items`, in as many threads as there are processors.
fn in_parallel<T: Send + Sync, R: Send>(items: &[T], check: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(2, usize::from);
    let size = items.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let parts: Vec<_> = items
            .chunks(size)
            .map(|part| scope.spawn(|| part.iter().map(&check).collect::<Vec<R>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    })
}

#[test]
fn typos_suggest_the_intended_word_first() {
    let mut random = Random(20_261_127);
    let words = words();
    let valid = words.iter().map(|word| format!("{}{}", word.dashes, word.word)).chain(names());
    let valid: BTreeSet<String> = valid.collect();
    let typos = words
        .iter()
        .flat_map(|word| {
            let typos = random.typos(&word.word).into_iter();
            typos.map(move |typo| (word, format!("{}{typo}", word.dashes))).collect::<Vec<_>>()
        })
        // Another word is no typo.
        .filter(|(_, typo)| !valid.contains(typo));
    let typos: Vec<(&Word, String)> = some_of(typos, 10, 0).collect();
    let env = TestEnv::new();
    let wrong = in_parallel(&typos, |(word, typo)| {
        let before: Vec<&str> = word.before.iter().map(String::as_str).collect();
        let outcome = env.gettoken(&before).arg(typo).run();
        let intended = format!("{}{}", word.dashes, word.word);
        let suggested = suggestions(&outcome.stderr);
        (suggested.first() != Some(&intended)).then(|| (format!("{before:?} {typo}"), intended, suggested))
    });
    let wrong: Vec<_> = wrong.into_iter().flatten().collect();
    let right = typos.len() - wrong.len();
    println!(
        "{right} of {} typos are corrected ({:.1} %)",
        typos.len(),
        100.0 * right as f64 / typos.len() as f64
    );
    assert!(typos.len() > 250, "only {} typos", typos.len());
    assert!(right * 100 >= PERCENT * typos.len(), "{right} of {}: {wrong:#?}", typos.len());
}

/// Whether one letter more, less or other, or two that are swapped, make one word of the other.
fn is_one_letter_away(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same..], &other[same..]);
    let rest = |word: &[u8], count: usize| word.get(count..).map(<[u8]>::to_vec);
    let swapped = one.len() > 1 && other.len() > 1 && (one[0], one[1]) == (other[1], other[0]);
    [(1, 0), (0, 1), (1, 1)].iter().any(|(a, b)| rest(one, *a).is_some() && rest(one, *a) == rest(other, *b))
        || swapped && one[2..] == other[2..]
}

/// A word by chance suggests nothing, but what is one letter away from it.
#[test]
fn random_words_suggest_nothing() {
    let mut random = Random(1);
    let words: Vec<String> = some_of(0..200, 4, 0)
        .map(|_| {
            let length = 3 + random.below(12);
            (0..length).map(|_| char::from(random.letter())).collect()
        })
        .collect();
    let env = TestEnv::new();
    let found = in_parallel(&words, |word| {
        let calls = [vec![&**word], vec!["login", word], vec!["cache", word]];
        let flag = format!("--{word}");
        let calls = calls.into_iter().chain([vec!["alimail", &*flag]]);
        let far = |stderr: &String| {
            let suggested = suggestions(stderr);
            !suggested.iter().all(|near| is_one_letter_away(word, near.trim_start_matches('-')))
        };
        calls.map(|args| env.gettoken(&args).run().stderr).filter(far).collect::<Vec<_>>()
    });
    assert_eq!(found.concat(), [""; 0]);
}

#[test]
fn words_of_other_programs_suggest_the_command() {
    for (typed, commands) in [
        ("auth", &["login"][..]),
        ("get", &["fetch"]),
        ("init", &["config init"]),
        ("list", &["providers list", "cache list"]),
        ("ls", &["providers list", "cache list"]),
        ("signin", &["login"]),
        ("whoami", &["cache list"]),
        ("docter", &["doctor"]),
        ("lgoin", &["login"]),
        ("confg", &["config"]),
        ("aliyun", &["alimail"]),
        ("阿里", &["alimail"]),
    ] {
        let stderr = TestEnv::new().gettoken(&[typed]).run().failed(3);
        let suggested = suggestions(&stderr);
        assert!(commands.iter().all(|command| suggested.iter().any(|it| it == command)), "{typed}: {stderr}");
    }
}

#[test]
fn values_subcommands_and_profiles_are_suggested() {
    let env = TestEnv::new();
    env.write_config("[profiles.hr-bot]\nprovider = \"dingtalk\"\n");
    for (args, code, suggested) in [
        (&["alimail", "-o", "jsn"][..], 2, "json"),
        (&["feishu-user", "--brand", "larkk"], 2, "lark"),
        (&["completions", "bsh"], 2, "bash"),
        (&["cache", "lst"], 2, "list"),
        (&["config", "chek"], 2, "check"),
        (&["login", "hrbot"], 2, "hr-bot"),
        (&["exec", "hr-bit", "--", "true"], 3, "hr-bot"),
        (&["providers", "show", "alimial"], 3, "alimail"),
        (&["config", "chek", "--error-format", "text"], 2, "check"),
    ] {
        let stderr = env.gettoken(args).run().failed(code);
        assert_eq!(suggestions(&stderr), [suggested], "{args:?}: {stderr}");
        assert_eq!(stderr.matches("did you mean").count() + stderr.matches("similar").count(), 1, "{stderr}");
    }
}

#[test]
fn an_alias_stands_for_the_provider() {
    for (alias, provider) in [("lark", "feishu"), ("企微", "wecom"), ("QQ邮箱", "qqmail"), ("gh", "github")]
    {
        let env = TestEnv::new();
        for args in [&[alias][..], &["fetch", alias], &["logout", alias], &["exec", alias, "--", "true"]] {
            let by_alias = env.gettoken(args).run();
            let args: Vec<&str> = args.iter().map(|arg| if *arg == alias { provider } else { arg }).collect();
            let by_name = env.gettoken(&args).run();
            assert_eq!((by_alias.code, &by_alias.stderr), (by_name.code, &by_name.stderr), "{args:?}");
            assert!(!by_alias.stderr.contains("unknown"), "{by_alias:?}");
        }
        assert_eq!(help(&[alias]), help(&[provider]));
    }
    let shown = |name| TestEnv::new().gettoken(&["providers", "show", name]).run().success();
    assert_eq!(shown("码云"), shown("gitee"));
}

#[test]
fn an_alias_is_not_taken_from_the_value_of_an_option() {
    let env = TestEnv::new();
    let stderr = env.gettoken(&["alimail", "--scope", "lark", "--client-id", "gh"]).run().failed(3);
    assert!(stderr.contains("missing client secret") && stderr.contains("`alimail`"), "{stderr}");
    let stderr = env.gettoken(&["--config-dir", "lark", "alimail"]).run().failed(3);
    assert!(stderr.contains("`alimail`") && stderr.contains("lark/config.toml"), "{stderr}");
}

#[test]
fn a_word_that_may_mean_several_providers_lists_them() {
    for args in [&["钉钉"][..], &["api", "钉钉", "x"], &["exec", "钉钉", "--", "true"]] {
        let stderr = TestEnv::new().gettoken(args).run().stderr;
        for name in ["dingtalk", "dingtalk-corp", "dingtalk-user", "dingtalk-v1"] {
            assert!(stderr.contains(&format!("\n  {name} ")), "{args:?}: {stderr}");
        }
    }
}

#[test]
fn a_profile_or_definition_of_the_user_wins_over_an_alias() {
    let env = TestEnv::new();
    env.write_config("[profiles.lark]\nprovider = \"wecom\"\n");
    let stderr = env.gettoken(&["lark"]).run().failed(3);
    assert!(stderr.contains("corpsecret") && stderr.contains("[profiles.lark]"), "{stderr}");
    let own = "title = \"Own\"\naliases = [\"公司\", \"gh\"]\n\
        [client-credentials]\nurl = \"https://a.example/t\"\n";
    env.write_provider("kc", own);
    let stderr = env.gettoken(&["kc"]).run().failed(3);
    assert!(stderr.contains("[profiles.kc]"), "{stderr}");
    assert!(env.gettoken(&["公司"]).run().failed(3).contains("[profiles.kc]"));
    // Two definitions have this alias now.
    let stderr = env.gettoken(&["gh"]).run().failed(3);
    assert!(stderr.contains("\n  github ") && stderr.contains("\n  kc "), "{stderr}");
}

#[test]
fn words_of_other_programs_lead_to_the_command() {
    for (words, near) in [
        (&["auth", "login"][..], "`gettoken login`"),
        (&["auth", "logout", "github"], "`gettoken logout`"),
        (&["version"], "`--version`"),
        (&["profiles"], "`status` or `providers list`"),
        (&["help", "dingtlak"], "`dingtalk`"),
        (&["help", "logn"], "`login`"),
    ] {
        let outcome = TestEnv::new().gettoken(words).run();
        assert!(outcome.stderr.contains(&format!("hint: did you mean {near}?\n")), "{words:?}: {outcome:?}");
        assert_eq!(outcome.stdout, "", "{words:?}");
    }
    let stderr = TestEnv::new().gettoken(&["help", "bogus"]).run().failed(2);
    assert!(stderr.contains("unknown profile or provider `bogus`"), "{stderr}");
    assert!(stderr.contains("`gettoken providers list`"), "{stderr}");
    let stderr = TestEnv::new().gettoken(&["man", "alimail"]).run().failed(2);
    assert!(stderr.contains("hint: for help with `alimail`, run `gettoken help alimail`\n"), "{stderr}");
}

#[test]
fn a_missing_argument_is_named() {
    for (words, argument) in [
        (&["login"][..], "after `gettoken login`: PROFILE"),
        (&["logout"], "after `gettoken logout`: PROFILE"),
        (&["introspect"], "after `gettoken introspect`: PROFILE\n"),
        (&["revoke"], "hint: for example, `gettoken revoke keycloak`; see"),
        (&["userinfo", "--lang", "en"], "after `gettoken userinfo`: PROFILE\n"),
        (&["config"], "after `gettoken config`: COMMAND"),
        (&["cache"], "after `gettoken cache`: COMMAND"),
        (
            &["exec", "alimail", "env"],
            "hint: put `--` before the command: `gettoken exec PROFILE -- COMMAND`\n",
        ),
    ] {
        let stderr = TestEnv::new().gettoken(words).run().failed(2);
        assert!(stderr.contains(argument), "{stderr}");
    }
}

#[test]
fn an_unknown_profile_is_one_for_every_command_that_takes_it() {
    for command in ["api", "introspect", "login", "logout", "revoke", "userinfo"] {
        let stderr = TestEnv::new().gettoken(&[command, "nosuch"]).run().failed(2);
        assert!(stderr.contains("unknown profile or provider `nosuch`"), "{command}: {stderr}");
        let stderr = TestEnv::new().gettoken(&[command, "keycloack"]).run().failed(2);
        assert_eq!(suggestions(&stderr), ["keycloak"], "{command}: {stderr}");
    }
}

#[test]
fn options_before_the_profile_are_shown_after_it() {
    let env = TestEnv::new();
    env.write_config("[profiles.sso]\nprovider = \"oauth2\"\n");
    for (words, call) in [
        (&["logout", "--all", "sso"][..], "gettoken logout sso --all"),
        (&["introspect", "--json", "sso"], "gettoken introspect sso --json"),
        (&["login", "--wait", "3s", "sso"], "gettoken login sso --wait DURATION"),
        (&["login", "--wait=3s", "--device", "sso"], "gettoken login sso --wait DURATION --device"),
        (&["-o", "json", "sso"], "gettoken sso -o FORMAT"),
        (&["--client-secret", "hidden", "sso", "--force"], "gettoken sso --client-secret SECRET"),
        (&["--rejected=hidden", "fetch", "sso"], "gettoken fetch sso --rejected"),
    ] {
        let stderr = env.gettoken(words).run().failed(2);
        let hint = format!("hint: put options after the profile: `{call}`\n");
        assert!(stderr.ends_with(&hint) && !stderr.contains("did you mean"), "{words:?}: {stderr}");
        assert!(!stderr.contains("hidden"), "{stderr}");
    }
    let stderr = env.gettoken(&["logout", "sso", "--al"]).run().failed(2);
    assert!(!stderr.contains("after the profile"), "{stderr}");
}
