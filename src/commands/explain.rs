//! `gettoken explain`: the meaning of a vendor's error code, and what to do about it, from the provider's definition.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use clap::{Arg, Command};
use serde::{Serialize, Serializer};

use super::Call;
use crate::app::example_runner;
use crate::cli::Names;
use crate::cli::args::{flag, maybe, profile};
use crate::cli::completion::{Sources, Typed};
use crate::color::{self, Stream};
use crate::error::{Error, Kind, Result};
use crate::layout::wrap_indented;
use crate::message::{self, Message, Value};
use crate::oauth::response::{Reading, Refusal, class_of, kind_of};
use crate::output::{self, json};
use crate::provider::{Catalog, Class, ErrorScope, Example, MISSING, Provider, UNREACHABLE};
use crate::report;
use crate::sanitize::{Scrubber, short_word, visible};
use crate::settings::{ConfigDir, unknown_among};
use crate::table::{fields, table};
use crate::token::Timestamp;

/// The version of the JSON output. Raised if a key is removed or changes its meaning, not if one is added.
const VERSION: u8 = 1;

/// What stands in for the vendor's words in examples that do not know them.
const PLACEHOLDER: &str = "message";

/// What vendors' documentation has in place of a value, such as an id.
const VALUE: &str = "xxx";

/// What stands in for a code in an example of the format of errors.
const ANY_CODE: &str = "CODE";

/// The codes of a provider, or one of them.
#[derive(Serialize)]
struct Explained<'a> {
    version: u8,
    provider: &'a str,
    docs: String,
    codes: Vec<Code>,
}

/// A code, or a pattern such as `9000*`.
#[derive(Serialize)]
struct Code {
    code: String,
    /// The provider that sends it, if it is another one of the family.
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<String>,
    /// When the vendor sends it, from the definition's examples, in English.
    when: Option<String>,
    meanings: Vec<Meaning>,
    /// The vendor's own words for it.
    words: Vec<String>,
}

/// What a code means at one kind of endpoint.
#[derive(Clone, PartialEq, Serialize)]
struct Meaning {
    at: EndpointKind,
    /// Absent if the other codes of a response decide.
    class: Option<Class>,
    exit: Option<u8>,
    retryable: Option<bool>,
    /// The seconds that gettoken waits before it repeats the request, if the response does not say.
    wait: Option<u64>,
    /// The definition's hint; for programs, in English.
    #[serde(serialize_with = "english")]
    hint: Option<Message>,
}

fn english<S: Serializer>(hint: &Option<Message>, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    hint.as_ref().map(Message::english).serialize(serializer)
}

/// An [`ErrorScope`] as users see it.
#[derive(Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum EndpointKind {
    Token,
    Login,
    Api,
}

pub fn args(command: Command) -> Command {
    command
        .arg(profile("PROVIDER", "help-explain-provider"))
        .arg(
            Arg::new("code")
                .value_name("CODE")
                .help(message::help("help-explain-code"))
                .allow_negative_numbers(true),
        )
        .arg(flag("json", "help-json"))
}

/// Prints what a code means, or all codes that the definition describes.
pub fn run(Call { home, profile, matches, .. }: Call) -> Result<u8> {
    let wanted: Option<String> = maybe(&matches, "code");
    let provider = find(home, &profile, wanted.as_deref())?;
    // A keyword stands for a provider that is not named by it.
    let name = if home.provider_name(&profile) == provider.name { &profile } else { &provider.name };
    let mut relatives = Vec::new();
    let codes = match &wanted {
        Some(code) => match known(&provider, code) {
            Some(known) => vec![known],
            None => {
                let found: (Vec<_>, Vec<_>) = relatives_with(home, &provider, code).into_iter().unzip();
                relatives = found.0;
                found.1
            }
        },
        None => all(&provider, &Examples::of(&provider)),
    };
    if let Some(code) = wanted.as_ref().filter(|_| codes.is_empty()) {
        return Err(unknown_code(&provider, code));
    }
    if matches.get_flag("json") {
        let docs = visible(&provider.docs);
        let explained = Explained { version: VERSION, provider: &provider.name, docs, codes };
        return output::write(json::line(&explained).expose()).map(|()| 0);
    }
    if codes.is_empty() {
        report::say(Message::new("explain-none").with("provider", &provider.name));
        return Ok(0);
    }
    let text = match wanted {
        None => list(name, &codes),
        Some(_) if relatives.is_empty() => one(&provider, name, &codes[0]),
        Some(_) => of_relatives(&provider, &relatives, &codes),
    };
    output::write(&text).map(|()| 0)
}

/// The codes of the provider that is typed.
pub fn completions(sources: &Sources, typed: &Typed) -> Names {
    let provider = typed.before.iter().rev().find_map(|word| (sources.lookup)(word).ok().flatten());
    let Some(provider) = provider else { return Names::new() };
    let codes = all(&provider, &Examples::of(&provider)).into_iter();
    // A pattern is no code.
    let codes = codes.filter(|code| !code.code.ends_with('*'));
    let hint =
        |code: &Code| code.meanings.iter().find_map(|meaning| Some(meaning.hint.as_ref()?.localized()));
    codes.map(|code| (code.code.clone(), hint(&code).unwrap_or_default())).collect()
}

/// The definition called `name`, or that of the profile `name`, with examples. Of several definitions with the keyword
/// `name`, it is the only one that describes the code `wanted`.
fn find(home: &ConfigDir, name: &str, wanted: Option<&str>) -> Result<Provider> {
    let mut name = home.provider_name(name);
    if home.catalog.text(&name)?.is_none() {
        let others = home.catalog.other_names().iter().filter(|other| other.has(&name));
        let others: Vec<String> = others.map(|other| other.name.clone()).collect();
        let mut knowing = wanted.map(|code| that_describe(home, others.clone(), code)).unwrap_or_default();
        if knowing.len() == 1 {
            name = knowing.remove(0);
        } else if others.len() > 1 {
            return Err(unknown_among(home, &name, Kind::Usage, &[]));
        } else {
            return Err(unknown_provider(home, &name));
        }
    }
    load(home, &name)
}

/// The definition called `name`, with examples.
fn load(home: &ConfigDir, name: &str) -> Result<Provider> {
    let mut provider = home.catalog.find(name)?.0;
    if provider.examples.is_empty() {
        // A user's definition need not repeat the examples of the built-in one that it extends.
        let base = provider.extends.as_deref().unwrap_or(name);
        provider.examples = Catalog::builtin().find(base).map(|(base, _)| base.examples).unwrap_or_default();
    }
    Ok(provider)
}

/// The other providers of the family that have the code `wanted`, and what it means there. A user's definition belongs to the family of the one that
/// it extends.
fn relatives_with(home: &ConfigDir, provider: &Provider, wanted: &str) -> Vec<(Provider, Code)> {
    let of_base = || provider.extends.as_ref().map(|base| home.catalog.family_of(base)).unwrap_or_default();
    let family = Some(home.catalog.family_of(&provider.name)).filter(|family| !family.is_empty());
    let members = home.catalog.members(&family.unwrap_or_else(of_base)).into_iter().map(|(name, _)| name);
    let others = members.filter(|name| *name != provider.name).filter_map(|name| load(home, &name).ok());
    let with_code = others.filter_map(|relative| {
        let code = known(&relative, wanted)?.of(&relative);
        Some((relative, code))
    });
    with_code.collect()
}

/// The error for a word that is no provider. It may be a code whose provider was forgotten.
fn unknown_provider(home: &ConfigDir, word: &str) -> Error {
    let known = home.catalog.unknown(word);
    let error = Error::new(Kind::Usage, known.message());
    let knowing = that_describe(home, home.catalog.names(), word);
    let with_code = |code: &'static str| Message::new(code).with("code", word);
    match knowing.as_slice() {
        [] if word.starts_with(|first: char| first.is_ascii_digit()) => error.hint("explain-order"),
        [] => known.hints().into_iter().fold(error, Error::hint),
        [provider] => error.hint(with_code("explain-provider-first").with("provider", provider)),
        several => {
            let providers = Value::list(several, "list-comma");
            error.hint(with_code("explain-providers-first").with("providers", providers))
        }
    }
}

/// Those of the definitions called `names` that describe `code` themselves.
fn that_describe(home: &ConfigDir, names: impl IntoIterator<Item = String>, code: &str) -> Vec<String> {
    let describes = |name: &String| {
        let Some(provider) = home.catalog.find_for_use(name).ok().flatten() else { return false };
        let errors = &provider.errors;
        let has_class = [&errors.token, &errors.api].iter().any(|known| known.class_of(code).is_some());
        has_class || [ErrorScope::Token, ErrorScope::Api].iter().any(|at| provider.hint(*at, code).is_some())
    };
    names.into_iter().filter(describes).collect()
}

fn unknown_code(provider: &Provider, code: &str) -> Error {
    let error = Error::new(Kind::Refused, "explain-unknown").with("provider", &provider.name);
    let error = error.with("code", &*short_word(code));
    if provider.docs.is_empty() { error } else { error.hint(docs(provider)) }
}

fn docs(provider: &Provider) -> Message {
    Message::new("explain-docs").with("docs", &provider.docs)
}

/// The examples that are refusals, each with what gettoken reads from it.
struct Examples<'a>(Vec<(&'a Example, Refusal)>);

/// The code of a refusal that says most: one that the definition describes, or else the first.
fn decisive<'a>(provider: &Provider, at: ErrorScope, codes: &'a [String]) -> Option<&'a String> {
    let errors = &provider.errors;
    let known = if at == ErrorScope::Api { &errors.api } else { &errors.token };
    let is_described = |code: &&String| known.class_of(code).is_some() || provider.hint(at, code).is_some();
    codes.iter().find(is_described).or(codes.first())
}

impl<'a> Examples<'a> {
    fn of(provider: &'a Provider) -> Self {
        let (now, scrubber) = (Timestamp::default(), Scrubber::default());
        let read = |example: &'a Example| {
            let response = example_runner::response(example);
            let refusal = Reading::new(provider, &response, now, now, &scrubber).refusal(example.at)?;
            Some((example, refusal))
        };
        Self(provider.examples.iter().filter(|example| example.error.is_some()).filter_map(read).collect())
    }

    /// Those that are about `code`.
    fn with(&self, provider: &Provider, code: &str) -> Vec<&(&'a Example, Refusal)> {
        let is_about = |(example, refusal): &&(&Example, Refusal)| {
            decisive(provider, example.at, &refusal.codes).is_some_and(|it| it == code)
        };
        self.0.iter().filter(is_about).collect()
    }
}

/// Every code that the definition describes, sorted.
fn all(provider: &Provider, examples: &Examples) -> Vec<Code> {
    let errors = &provider.errors;
    let of_codes = provider.hints.keys().filter(|key| !key.starts_with(MISSING) && *key != UNREACHABLE);
    let hints = of_codes.map(|key| {
        let (place, code) = key.split_once(':').unwrap_or(("", key));
        if ["api", "token"].contains(&place) { code } else { key }
    });
    let classes = errors.token.codes().chain(errors.api.codes()).map(String::as_str);
    let waits = errors.wait.keys().map(String::as_str);
    let shown = examples.0.iter().filter_map(|(example, _)| example.code.as_deref());
    let shown = shown.filter(|code| *code != ANY_CODE);
    let codes: BTreeSet<&str> = classes.chain(waits).chain(hints).chain(shown).collect();
    let mut codes: Vec<&str> = codes.into_iter().collect();
    codes.sort_by(|one, other| in_order(one, other));
    codes.into_iter().filter_map(|code| explain(provider, examples, code)).collect()
}

/// Numbers by value, before words.
fn in_order(one: &str, other: &str) -> Ordering {
    let number = |code: &str| code.trim_end_matches('*').parse::<i64>().ok();
    match (number(one), number(other)) {
        (Some(first), Some(second)) => first.cmp(&second).then_with(|| one.cmp(other)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => one.cmp(other),
    }
}

/// What the code `wanted` means, if the definition has it.
fn known(provider: &Provider, wanted: &str) -> Option<Code> {
    // Some vendors write a number as AADSTS700027.
    let number = wanted.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let examples = Examples::of(provider);
    [wanted, number].into_iter().find_map(|code| explain(provider, &examples, code).filter(Code::is_known))
}

fn explain(provider: &Provider, examples: &Examples, code: &str) -> Option<Code> {
    // A pattern means what every code means that it matches.
    let sample = code.trim_end_matches('*');
    let has_login = provider.authorization_code.is_some() || provider.device_code.is_some();
    let places = [
        (EndpointKind::Token, ErrorScope::Token, provider.has_application_grant()),
        (EndpointKind::Login, ErrorScope::User, has_login),
        (EndpointKind::Api, ErrorScope::Api, true),
    ];
    let found = examples.with(provider, code);
    let mut meanings: Vec<Meaning> = Vec::new();
    for (at, endpoint, _) in places.into_iter().filter(|(.., exists)| *exists) {
        let shown = || Some(found.iter().find(|(example, _)| example.at == endpoint)?.1.class);
        let class = class_of(provider, endpoint, sample).or_else(shown);
        let hint = provider.hint(endpoint, code);
        if class.is_none() && hint.is_none() {
            continue;
        }
        let wait = provider.errors.wait_after(sample).map(|wait| wait.0.as_secs());
        let kind = class.map(kind_of);
        meanings.push(Meaning {
            at,
            class,
            exit: kind.map(Kind::exit_code),
            retryable: kind.map(Kind::retryable),
            wait,
            hint,
        });
    }
    let own = |at: ErrorScope| found.iter().find(|(example, _)| example.at == at);
    let first = own(ErrorScope::Token).or_else(|| own(ErrorScope::User)).or_else(|| own(ErrorScope::Api));
    let mut words: Vec<String> = Vec::new();
    for text in found.iter().filter_map(|(_, refusal)| refusal.message.as_deref()) {
        let is_text = !text.starts_with(PLACEHOLDER) && !text.ends_with(VALUE);
        if is_text && text != code && !words.iter().any(|known| known == text) {
            words.push(visible(text));
        }
    }
    let when = first.map(|(example, _)| visible(&example.name));
    let is_described = !meanings.is_empty() || when.is_some();
    is_described.then(|| Code { code: visible(code), provider: None, when, meanings, words })
}

impl Code {
    fn of(self, provider: &Provider) -> Self {
        Self { provider: Some(provider.name.clone()), ..self }
    }

    /// Whether anything is known about it that does not apply to every code.
    fn is_known(&self) -> bool {
        !self.meanings.is_empty() || self.when.is_some()
    }

    /// The meanings, with the places that have the same in one.
    fn grouped(&self) -> Vec<(Vec<EndpointKind>, &Meaning)> {
        let mut groups: Vec<(Vec<EndpointKind>, &Meaning)> = Vec::new();
        for meaning in &self.meanings {
            let same = |known: &Meaning| Meaning { at: meaning.at, ..known.clone() } == *meaning;
            match groups.iter_mut().find(|(_, known)| same(known)) {
                Some((places, _)) => places.push(meaning.at),
                None => groups.push((vec![meaning.at], meaning)),
            }
        }
        groups
    }
}

fn say(code: &'static str) -> String {
    Message::new(code).in_language(report::language())
}

fn place_code(place: EndpointKind) -> &'static str {
    match place {
        EndpointKind::Token => "explain-at-token",
        EndpointKind::Login => "explain-at-login",
        EndpointKind::Api => "explain-at-api",
    }
}

fn class_code(class: Class) -> &'static str {
    match class {
        Class::TokenInvalid => "explain-class-token-invalid",
        Class::BadCredentials => "explain-class-bad-credentials",
        Class::RateLimit => "explain-class-rate-limit",
        Class::Transient => "explain-class-transient",
        Class::Quota => "explain-class-quota",
        Class::Denied => "explain-class-denied",
        Class::Reauth => "explain-class-reauth",
    }
}

/// What to do if the definition has no hint.
fn advice_code(class: Class) -> &'static str {
    match class {
        Class::TokenInvalid => "explain-advice-token-invalid",
        Class::BadCredentials => "explain-advice-bad-credentials",
        Class::RateLimit => "explain-advice-rate-limit",
        Class::Transient => "explain-advice-transient",
        Class::Quota => "explain-advice-quota",
        Class::Denied => "explain-advice-denied",
        Class::Reauth => "explain-advice-reauth",
    }
}

/// One code, for people, who call the provider `name`.
fn one(provider: &Provider, name: &str, code: &Code) -> String {
    let language = report::language();
    let mut rows: Vec<(String, String)> = Vec::new();
    let row = |name: &'static str, text: String| (say(name), text);
    rows.extend(code.words.iter().map(|words| row("explain-words", words.clone())));
    let groups = code.grouped();
    for (places, meaning) in &groups {
        let places: Vec<Message> = places.iter().map(|place| Message::new(place_code(*place))).collect();
        let everywhere = groups.len() == 1 && places.len() == code.meanings.len() && places.len() > 1;
        let title = match everywhere {
            true => say("explain-meaning"),
            false => Value::list(places, "list-comma").in_language(language),
        };
        let mut text = meaning.class.map(|class| say(class_code(class))).unwrap_or_default();
        // With several meanings, each has its exit status in its line.
        if let Some(exit) = meaning.exit.filter(|_| groups.len() > 1) {
            let exit = Message::new("explain-exit").with("exit", exit);
            text.push_str(&exit.in_language(language));
        }
        rows.extend(meaning.class.map(|_| (title, text)));
        let exit = meaning.exit.filter(|_| groups.len() == 1);
        rows.extend(exit.map(|exit| row("explain-exit-status", exit.to_string())));
        if let Some(wait) = meaning.wait {
            let wait = Message::new("explain-waits").with("seconds", wait);
            rows.push(row("explain-wait", wait.in_language(language)));
        }
        let advice = |class| Message::new(advice_code(class)).with("profile", name);
        let advice = meaning.hint.clone().or_else(|| meaning.class.map(advice));
        rows.extend(advice.map(|advice| row("explain-advice", advice.in_language(language))));
    }
    let is_repeated = |at: usize| at > 0 && rows[..at].contains(&rows[at]);
    let rows: Vec<_> = (0..rows.len()).filter(|at| !is_repeated(*at)).map(|at| rows[at].clone()).collect();
    let docs = (!provider.docs.is_empty()).then(|| row("explain-documentation", visible(&provider.docs)));
    let rows: Vec<_> = rows.into_iter().chain(docs).collect();
    let title = Message::new("explain-heading").with("code", &code.code);
    format!("{}\n\n{}", provider.with_title(title).in_language(language), fields(&rows))
}

/// A code that `provider` does not have, for people, as each of its relatives means it. Those that mean the same are one.
fn of_relatives(provider: &Provider, relatives: &[Provider], codes: &[Code]) -> String {
    let names = relatives.iter().map(|relative| format!("`{}`", relative.name));
    let title =
        Message::new("explain-of-others").with("code", &codes[0].code).with("provider", &provider.name);
    let title = title.with("others", Value::list(names, "list-and")).in_language(report::language());
    let meaning = |at: usize| (&codes[at].meanings, &codes[at].words);
    let is_first = |at: &usize| (0..*at).all(|before| meaning(before) != meaning(*at));
    let texts =
        (0..codes.len()).filter(is_first).map(|at| one(&relatives[at], &relatives[at].name, &codes[at]));
    [wrap_indented(&title, 0) + "\n"].into_iter().chain(texts).collect::<Vec<_>>().join("\n")
}

/// All codes of what people call `name`, a line each.
fn list(name: &str, codes: &[Code]) -> String {
    let titles = ["explain-title-code", "explain-title-meaning", "explain-title-details"].map(say).to_vec();
    let mut rows = vec![titles];
    for code in codes {
        // What to do says more than the vendor's words, which are quoted.
        let about = |meaning: Option<&Meaning>| {
            let hint = meaning.and_then(|meaning| meaning.hint.clone());
            let words = code.words.first().map(|words| Message::new("explain-quoted").with("words", words));
            hint.or(words).map_or_else(|| "-".to_owned(), |about| about.localized())
        };
        let mut classes: Vec<Class> = Vec::new();
        for meaning in &code.meanings {
            let Some(class) = meaning.class.filter(|class| !classes.contains(class)) else { continue };
            // A second meaning is on a line of its own.
            let (code, about) = match classes.is_empty() {
                true => (code.code.clone(), about(Some(meaning))),
                false => {
                    let at = Message::new("explain-at").with("place", Message::new(place_code(meaning.at)));
                    (String::new(), at.in_language(report::language()))
                }
            };
            rows.push(vec![code, say(class_code(class)), about]);
            classes.push(class);
        }
        if classes.is_empty() {
            rows.push(vec![code.code.clone(), "-".to_owned(), about(code.meanings.first())]);
        }
    }
    let more = Message::new("explain-more").with("profile", name);
    format!("{}\n{}\n", table(&rows, color::width(Stream::Stdout)), more.in_language(report::language()))
}
