//! `gettoken setup`: asks for what a profile needs, tries it, and writes it to the config file.

mod choices;
mod credentials;
mod draft;
mod questions;
mod words;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;

use clap::{Arg, Command};

use super::Call;
use crate::app::App;
use crate::app::config_editor::{self, ConfigText, Setting};
use crate::app::credentials::is_in_keyring;
use crate::cli::Fetch;
use crate::cli::args::PROFILE;
use crate::duration;
use crate::error::{Error, Kind, Result};
use crate::layout::{columns, padded};
use crate::message::{self, Message, Value};
use crate::oauth::flow::ClientCredentials;
use crate::provider::{CLIENT_SECRET, Provider, Status, Variable};
use crate::report;
use crate::reserved;
use crate::sanitize::{is_name, visible, visible_lines};
use crate::secret_source::CREDENTIAL_KEYS;
use crate::settings::{ConfigDir, Finding, KeptSecret, Source, unknown_word};
use crate::terminal;
use crate::token::Token;
use crate::trusted_file::{quoted, shown};
use choices::Choices;
use draft::{Draft, SecretPlace};
use questions::tell;

/// What places are called: the keyring and a file.
const PLACES: [&str; 2] = ["setup-secret-keyring", "setup-secret-in-file"];
/// The same, as an offer.
const OFFERS: [&str; 2] = ["setup-secret-keyring", "setup-secret-file"];

/// The hints of a refusal that blames the credentials. The second one names this command.
const CHECK_SECRET: [&str; 2] = ["check-secret", "check-stored-secret"];

/// The argument of `setup`.
pub fn args(command: Command) -> Command {
    command.arg(Arg::new(PROFILE).value_name("PROVIDER").help(message::help("help-setup-provider")))
}

/// Asks for a profile, tries it and writes it.
pub fn run(Call { home, profile: word, args, .. }: Call) -> Result<u8> {
    if !terminal::is_interactive() {
        return Err(without_terminal(home, &word)?);
    }
    // Before anything is typed: whether the file can be written at all.
    config_editor::edit(home, |_| Ok(()), |_| Ok(()), || Ok(()))?;
    let word_given = (!word.is_empty()).then_some(word);
    let word = match &word_given {
        Some(word) if home.definition(word)?.is_some() => {
            if !home.config.names()?.contains(word) {
                choices::tell_family(home, word);
            }
            word.clone()
        }
        word => Choices::new(home).ask(word.as_deref())?,
    };
    let mut draft = begin(home, &word)?;
    ask_grant(&mut draft)?;
    let mut next = Next::Correct;
    let (trial, is_refused) = loop {
        if next == Next::Correct {
            ask_profile(&mut draft)?;
        }
        let error = match attempt(home, &draft) {
            // The secret is known to work before its place is chosen.
            Ok(trial) => break (Some(trial), false),
            Err(error) => tell_failure(&mut draft, error)?,
        };
        next = after_failure(&error)?;
        match next {
            Next::Correct | Next::Repeat => {}
            Next::Save => break (None, error.kind() == Kind::Refused),
            Next::Stop => {
                tell("setup-unchanged");
                return Ok(error.exit_code());
            }
        }
    };
    let is_tried = trial.is_some();
    let token = ask_place(home, &mut draft, trial)?;
    config_editor::edit(
        home,
        |document| draft.write(home, document),
        |after| config_editor::resolve_profile(after, &draft.name).map(drop),
        || draft.store_secret(home),
    )?;
    tell(Message::new("setup-wrote").with("path", &*home.config.path).with("profile", &draft.name));
    if let Some(place) = draft.place(home).filter(|_| draft.typed.is_some()) {
        tell(Message::new("setup-wrote-secret").with("place", place_text(&place, PLACES)));
    }
    let home = home.reread()?;
    if is_refused {
        report_overrides(&home, &draft);
        let call = format!("gettoken setup {}{}", draft.name, same_directory(&home));
        tell(Message::new("setup-refused").with("call", call));
        return Ok(0);
    }
    if !is_tried {
        tell("setup-untried");
    }
    if !report_overrides(&home, &draft) {
        keep_token(&home, &draft, token);
    }
    finish(&home, &draft, args, word_given.as_deref())
}

/// What to do after a failed try.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Correct,
    /// Try the same answers.
    Repeat,
    Save,
    Stop,
}

/// Asks what to do after a failed try. Only answers that can be used at all may be saved.
fn after_failure(error: &Error) -> Result<Next> {
    let mut options = vec![(Next::Correct, "setup-failed-correct"), (Next::Stop, "setup-failed-stop")];
    match error.kind() {
        Kind::Config | Kind::Usage => {}
        kind if kind.retryable() => {
            options.insert(1, (Next::Save, "setup-failed-save-untried"));
            options.insert(0, (Next::Repeat, "setup-failed-repeat"));
        }
        _ => options.insert(1, (Next::Save, "setup-failed-save")),
    }
    let texts: Vec<String> = options.iter().map(|(_, code)| questions::text(*code)).collect();
    Ok(options[questions::choice(&"setup-exists-what".into(), &texts, Some(0))?].0)
}

/// Shows the error of a failed try and returns it. Fails if other answers would not help.
fn tell_failure(draft: &mut Draft, error: Error) -> Result<Error> {
    if error.code() == "setup-overtaken" {
        return Err(error);
    }
    let is_unread = draft.typed.is_none() && matches!(error.kind(), Kind::Config | Kind::Helper);
    draft.is_blamed = is_unread || error.has_hint(&CHECK_SECRET);
    // The next questions are about it.
    let error = CHECK_SECRET.into_iter().fold(error, Error::without_hint);
    report::line("\n");
    report::line(&format!("{}\n", error.for_people()));
    Ok(error)
}

/// Stores the token of the try, so that the next call does not need another one. The vendor may count requests.
fn keep_token(home: &ConfigDir, draft: &Draft, token: Option<Token>) {
    let fetch = Fetch { profile: draft.name.clone(), ..Fetch::default() };
    let (Some(token), Ok(app)) = (token, App::new(home, fetch)) else { return };
    // The next call would get one anyway.
    let _ = app.broker().save_token(&token);
}

/// Begins with a provider, or with an existing profile, which is shown.
fn begin(home: &ConfigDir, word: &str) -> Result<Draft> {
    let provider_name = home.provider_name(word);
    // The definition with its console, and with the environment variables that the profile reads.
    home.definition(word)?.ok_or_else(|| unknown_word(home, word))?;
    let (provider, _) = home.catalog.find(&provider_name)?;
    tell(provider.with_title(Message::new("setup-title").with("provider", &provider.name)));
    let notes = provider.texts(report::language()).notes;
    if !notes.is_empty() {
        report::line(&format!("{}\n", visible_lines(notes.trim_end())));
    }
    let document = config_editor::document(home)?;
    let mut draft = Draft {
        provider: Arc::new(provider),
        name: word.to_owned(),
        shown: None,
        grant: None,
        values: BTreeMap::new(),
        method: None,
        sources: BTreeMap::new(),
        secret: SecretPlace::Nowhere,
        typed: None,
        is_blamed: false,
    };
    let is_profile = home.config.names()?.contains(word);
    if !is_profile {
        draft.name = ask_name(home, &document, &draft.provider)?;
    }
    loop {
        let Some(existing) = document.get(&["profiles", &draft.name]) else { return Ok(draft) };
        show(home, &draft.name, &existing);
        let change = questions::text(Message::new("setup-change").with("profile", &draft.name));
        let options = [change, questions::text("setup-add")];
        if questions::choice(&"setup-exists-what".into(), &options, None)? == 0 {
            // No answer could correct, for example, a misspelled key.
            home.config.profile(&draft.name)?;
            draft.shown = Some(existing);
            draft.secret = SecretPlace::Kept;
            return Ok(draft);
        }
        draft.name = ask_name(home, &document, &draft.provider)?;
        if document.get(&["profiles", &draft.name]).is_some() {
            tell(Message::new("setup-name-exists").with("name", &draft.name));
        }
    }
}

/// Asks for the name of the profile. An existing one must be of the same provider.
fn ask_name(home: &ConfigDir, document: &ConfigText, provider: &Provider) -> Result<String> {
    let is_taken = document.get(&["profiles", &provider.name]).is_some();
    let default = Some(provider.name.as_str()).filter(|_| !is_taken);
    loop {
        let name = questions::value(&Message::new("setup-name"), default, false)?;
        if !is_name(&name) {
            tell(Message::new("profile-name-invalid").with("name", &name));
            continue;
        }
        let other = home.provider_name(&name);
        let is_profile = document.get(&["profiles", &name]).is_some();
        let is_provider = name != provider.name && home.catalog.names().contains(&name);
        if is_profile && other != provider.name || !is_profile && is_provider {
            tell(Message::new("setup-name-taken").with("name", &name).with("provider", other));
            continue;
        }
        reserved::profile_warning(&name).iter().for_each(report::warn);
        return Ok(name);
    }
}

/// Shows an existing profile, without secrets.
fn show(home: &ConfigDir, name: &str, profile: &Setting) {
    tell(Message::new("setup-exists").with("profile", name).with("path", &*home.config.path));
    let Setting::Table(items) = profile else { return };
    for (key, value) in items {
        let line = |key: &str, value: &Setting| {
            let text = match value {
                Setting::Text(text) => text.clone(),
                Setting::Bool(it) => it.to_string(),
                Setting::Number(it) => it.to_string(),
                Setting::List(items) => items.join(" "),
                Setting::Table(_) => "…".to_owned(),
            };
            report::line(&format!("  {} = {}\n", visible(key), visible(&text)));
        };
        match value {
            Setting::Text(_) if CREDENTIAL_KEYS.contains(&key.as_str()) || key == "proxy" => {
                report::line(&format!("  {key} = {}\n", questions::text("config-hidden")));
            }
            Setting::Table(items) if key == "params" || key == "credentials" => {
                items.iter().for_each(|(name, value)| {
                    let hidden = Setting::Text(questions::text("config-hidden"));
                    let is_source = matches!(value, Setting::Table(_));
                    line(&format!("{key}.{name}"), if is_source { value } else { &hidden })
                });
            }
            Setting::Table(items) => {
                items.iter().for_each(|(name, value)| line(&format!("{key}.{name}"), value))
            }
            value => line(key, value),
        }
    }
}

/// Asks whose token it is, if the provider has tokens for both.
fn ask_grant(draft: &mut Draft) -> Result<()> {
    let provider = &draft.provider;
    if !provider.has_application_grant() || !provider.has_login() {
        return Ok(());
    }
    let options = [questions::text("setup-grant-app"), questions::text("setup-grant-user")];
    let default = usize::from(draft.existing_text("grant") == Some("user"));
    let chosen = questions::choice(&Message::new("setup-grant"), &options, Some(default))?;
    draft.grant = Some(["app", "user"][chosen]);
    Ok(())
}

/// Reports whether the token is that of a person, who has to log in.
fn is_for_person(draft: &Draft) -> bool {
    match draft.grant {
        Some(grant) => grant == "user",
        None => !draft.provider.has_application_grant(),
    }
}

/// Asks for everything in the profile. Answers of an earlier round are the defaults.
fn ask_profile(draft: &mut Draft) -> Result<()> {
    let provider = Arc::clone(&draft.provider);
    for name in words::issuer_variables(&provider) {
        let question = titled(draft, name, "missing-titled");
        ask_value(draft, name, question, true)?;
    }
    let (choices, others): (Vec<_>, Vec<_>) =
        needed_variables(draft).partition(|(_, it)| !it.choices.is_empty());
    for (name, variable) in choices {
        ask_choice(draft, &name, &variable)?;
    }
    tell_console(draft);
    let title = |code: &'static str, title: &Option<String>| match title {
        Some(title) => provider.credential_name(Message::new(code), &code["setup-".len()..], title),
        None => Message::new(code),
    };
    let declared = provider.credentials.client_id();
    let client_id = title("setup-client-id", &declared.title);
    ask_value(draft, "client-id", client_id, !declared.required)?;
    let secret = title("setup-client-secret", &provider.credentials.client_secret().title);
    credentials::ask_method(draft)?;
    match credentials::has_secret(draft) {
        true => ask_secret(draft, &secret)?,
        false => credentials::without_secret(draft),
    }
    credentials::ask_sources(draft)?;
    for (name, variable) in others {
        if !variable.aliases.is_empty() && variable.choices.is_empty() {
            ask_alias(draft, &name, &variable)?;
            continue;
        }
        let question = titled(draft, &name, "missing-titled");
        ask_value(draft, &name, question, !variable.required)?;
    }
    for name in words::optional_values(&provider, is_for_person(draft)) {
        ask_value(draft, name, Message::new("setup-value").with("name", name), true)?;
    }
    Ok(())
}

/// The variables that the user must or should decide.
fn needed_variables(draft: &Draft) -> impl Iterator<Item = (String, Variable)> + use<> {
    let provider = Arc::clone(&draft.provider);
    let is_for_person = is_for_person(draft);
    let in_login = words::login_variables(&provider);
    let discovered = words::discovered_variables(draft);
    provider.vars.clone().into_iter().filter(move |(name, variable)| {
        let is_needed = variable.required
            || !variable.choices.is_empty() && !credentials::decide(&provider, name, variable)
            || !variable.aliases.is_empty()
            || is_for_person && in_login.contains(name);
        is_needed && !words::is_for_few(&provider, name) && !discovered.contains(name)
    })
}

/// The question for a variable, with its help.
fn titled(draft: &Draft, name: &str, code: &'static str) -> Message {
    let help = draft.provider.texts(report::language()).vars.remove(name).unwrap_or_default();
    Message::new(code).with("what", name).with("title", help)
}

fn ask_choice(draft: &mut Draft, name: &str, variable: &Variable) -> Result<()> {
    let words: Vec<String> = variable.choices.keys().cloned().collect();
    let known = draft.answered(name);
    // A method of client authentication has none if the credentials decide it.
    let of_client = draft.provider.client_credentials.as_ref().map(|request| &request.client_auth);
    let of_client = of_client.filter(|words| words.names().any(|known| known == name));
    let known = known.or(variable.default.as_deref()).or_else(|| of_client?.last());
    let default = words.iter().position(|word| Some(word.as_str()) == known).unwrap_or(0);
    let question = titled(draft, name, "setup-menu");
    let chosen = questions::choice(&question, &words, Some(default))?;
    draft.values.insert(name.to_owned(), words[chosen].clone());
    Ok(())
}

/// Asks for the value of a variable with short words for common values; any other can be typed.
fn ask_alias(draft: &mut Draft, name: &str, variable: &Variable) -> Result<()> {
    let known = draft.answered(name);
    let known = known.filter(|known| !known.is_empty()).or(variable.default.as_deref());
    let mut words: Vec<&str> = variable.aliases.keys().map(String::as_str).collect();
    for word in [known, variable.default.as_deref()].into_iter().flatten() {
        if !words.contains(&word) {
            words.insert(0, word);
        }
    }
    let width = words.iter().map(|word| columns(word)).max().unwrap_or(0);
    let text = |word: &&str| match variable.aliases.get(*word) {
        Some(value) => format!("{}  {}", padded(word, width), visible(value)),
        None => (*word).to_owned(),
    };
    let mut texts: Vec<String> = words.iter().map(text).collect();
    texts.push(questions::text("setup-menu-other"));
    let default = words.iter().position(|word| Some(*word) == known);
    let chosen = questions::choice(&Message::new("setup-menu-alias").with("name", name), &texts, default)?;
    let value = match words.get(chosen) {
        Some(word) => (*word).to_owned(),
        None => loop {
            let typed = questions::value(&Message::new("setup-alias-other").with("name", name), None, false)?;
            if !variable.is_mistyped(&typed) {
                break typed;
            }
            tell(
                Message::new("choice-unknown")
                    .with("value", typed)
                    .with("source", Source::Typed.message())
                    .with("name", name),
            );
        },
    };
    draft.values.insert(name.to_owned(), value);
    Ok(())
}

/// Asks for a value, unless the existing profile has several.
fn ask_value(draft: &mut Draft, name: &str, question: Message, may_be_empty: bool) -> Result<()> {
    if matches!(draft.existing(name), Some(Setting::List(_))) {
        return Ok(());
    }
    let default = draft.provider.vars.get(name).and_then(|variable| variable.default.as_deref());
    let known = draft.values.get(name).map(String::as_str).filter(|value| !value.is_empty());
    let known = known.or_else(|| draft.existing_text(name)).or(default).map(str::to_owned);
    let value = questions::value(&question, known.as_deref(), may_be_empty)?;
    draft.values.insert(name.to_owned(), value);
    Ok(())
}

/// Says where the vendor shows the credentials.
fn tell_console(draft: &Draft) {
    let provider = &draft.provider;
    if let Some(console) = &provider.console {
        let value = |name: &str| words::value(draft, name);
        let code = match console.status {
            Status::Verified => "setup-console",
            Status::Unverified => "setup-console-unverified",
        };
        tell(code);
        if let Some(url) = console.url.as_ref().and_then(|url| url.fill(value)) {
            report::line(&format!("  {}\n", visible(&url)));
        }
        let steps = provider.texts(report::language()).steps;
        report::line(&format!("  {}\n", visible(&steps)));
    } else if !provider.docs.is_empty() {
        tell(Message::new("setup-docs").with("url", &provider.docs));
    }
}

/// Asks for the client secret. Enter alone keeps a known one that was not refused, or else offers other ways.
fn ask_secret(draft: &mut Draft, question: &Message) -> Result<()> {
    let is_existing = draft.secret == SecretPlace::Kept && draft.existing("client-secret").is_some();
    let is_command = matches!(draft.secret, SecretPlace::Command(_));
    let is_known = draft.typed.is_some() || is_existing || is_command;
    // A command that failed may have to be changed.
    let keeps = is_known && !is_command && !draft.is_blamed;
    let is_required = draft.provider.credentials.client_secret().required;
    let mut hint = match (keeps, is_known, is_required) {
        (true, ..) => "setup-hidden-known",
        (_, true, _) => "setup-hidden-refused",
        (_, _, true) => "setup-hidden-command",
        _ => "setup-hidden-other",
    };
    loop {
        if let Some(secret) = questions::secret(question, hint)? {
            // Once it works, the user chooses the place.
            (draft.secret, draft.typed) = (SecretPlace::File, Some(secret));
            return Ok(());
        }
        if keeps {
            return Ok(());
        }
        let mut options = vec![(None, "setup-secret-typed")];
        if is_known {
            options.push((Some(draft.secret.clone()), "setup-secret-kept"));
        }
        options.push((Some(SecretPlace::Command(Vec::new())), "setup-secret-from-command"));
        if !is_required {
            options.push((Some(SecretPlace::Nowhere), "setup-secret-none"));
        }
        let texts: Vec<String> = options.iter().map(|(_, code)| questions::text(*code)).collect();
        // A user without a secret has typed none.
        let default = if is_required || is_known { 0 } else { options.len() - 1 };
        let chosen = questions::choice(&"setup-secret-how".into(), &texts, Some(default))?;
        match options.swap_remove(chosen) {
            (None, _) => hint = "setup-hidden",
            (_, "setup-secret-kept") => return Ok(()),
            (Some(SecretPlace::Command(_)), _) => {
                draft.secret = SecretPlace::Command(ask_command(draft)?);
                draft.typed = None;
                return Ok(());
            }
            (Some(place), _) => {
                (draft.secret, draft.typed) = (place, None);
                return Ok(());
            }
        }
    }
}

/// Asks where to keep a secret that was typed. A command that prints it is tried, if the secret itself was. Returns the
/// token of the last try.
fn ask_place(home: &ConfigDir, draft: &mut Draft, trial: Option<Option<Token>>) -> Result<Option<Token>> {
    let is_tried = trial.is_some();
    let token = trial.flatten();
    if draft.typed.is_none() {
        return Ok(token);
    }
    let keyring = is_in_keyring(&draft.item());
    let existing = draft.existing_place(home);
    let mut options: Vec<(SecretPlace, String)> = Vec::new();
    options.extend(existing.iter().map(|place| {
        let text = Message::new("setup-secret-before").with("place", place_text(place, PLACES));
        (SecretPlace::AsBefore(place.clone()), questions::text(text))
    }));
    let (item, file) =
        (KeptSecret::Keyring(draft.item()), KeptSecret::File(home.own_secret_file(&draft.name).0));
    if existing.as_ref() != Some(&file) {
        options.push((SecretPlace::File, questions::text(place_text(&file, OFFERS))));
    }
    match &keyring {
        Ok(_) if existing.as_ref() != Some(&item) => {
            options.push((SecretPlace::Keyring, questions::text(place_text(&item, OFFERS))));
        }
        Ok(_) => {}
        Err(error) => {
            tell("setup-keyring-none");
            report::note(|| error.message().clone());
        }
    }
    options.push((SecretPlace::Command(Vec::new()), questions::text("setup-secret-command")));
    let texts: Vec<String> = options.iter().map(|(_, text)| text.clone()).collect();
    loop {
        let chosen = questions::choice(&"setup-secret-where".into(), &texts, Some(0))?;
        let place = options[chosen].0.clone();
        let is_taken = match place {
            SecretPlace::Keyring => *keyring.as_ref().unwrap_or(&false),
            // Nobody else reads an old secret of this profile.
            SecretPlace::File => home.other_user_of(&file, &draft.name)?.is_some(),
            _ => false,
        };
        let replace = Message::new("setup-secret-replace").with("name", &draft.name);
        if is_taken && !questions::confirm(&replace, false)? {
            continue;
        }
        if !matches!(place, SecretPlace::Command(_)) {
            draft.secret = place;
            return Ok(token);
        }
        draft.secret = SecretPlace::Command(ask_command(draft)?);
        let tried = if is_tried { attempt(home, draft) } else { Ok(None) };
        match tried {
            Ok(token) => {
                draft.typed = None;
                return Ok(token);
            }
            // The secret itself works: only its place is asked again.
            Err(error) => drop(tell_failure(draft, error)?),
        }
    }
}

/// What a place is called.
fn place_text(place: &KeptSecret, [keyring, file]: [&'static str; 2]) -> Message {
    match place {
        KeptSecret::Keyring(_) => Message::new(keyring),
        KeptSecret::File(path) => Message::new(file).with("path", shown(path)),
    }
}

fn ask_command(draft: &Draft) -> Result<Vec<String>> {
    let known = match &draft.secret {
        SecretPlace::Command(words) if !words.is_empty() => Some(words::joined(words)),
        _ => None,
    };
    loop {
        let line = questions::value(&Message::new("setup-command"), known.as_deref(), false)?;
        match words::split(&line) {
            Some(words) if !words.is_empty() => return Ok(words),
            _ => tell("setup-command-quotes"),
        }
    }
}

/// Requests a token as the profile will. Nothing is stored. A login is only checked for missing values.
fn attempt(home: &ConfigDir, draft: &Draft) -> Result<Option<Token>> {
    let mut document = config_editor::document(&home.reread()?)?;
    draft.write(home, &mut document)?;
    let after = home.with_text(document.text())?;
    let settings = draft.settings(&after)?;
    let app = App::of(&after, settings);
    app.check()?;
    let app = app.with_fresh_endpoints()?;
    if is_for_person(draft) {
        return Ok(None);
    }
    let (response, ()) = app.driver().run(&mut ClientCredentials::default(), || Ok(()))?;
    let token = response.token?;
    match token.expires_at {
        Some(at) => {
            let left = duration::message((at - token.issued_at).num_seconds());
            tell(Message::new("setup-works-for").with("left", left));
        }
        None => tell("setup-works"),
    }
    Ok(Some(token))
}

/// Warns about environment variables that take precedence over what was written. Returns whether there are any.
fn report_overrides(home: &ConfigDir, draft: &Draft) -> bool {
    let mut findings = Vec::new();
    let fetch = Fetch { profile: draft.name.clone(), ..Fetch::default() };
    // A profile that cannot be resolved is an error of the next call.
    let _ = home.resolve(fetch, &mut findings);
    let mut is_any = false;
    for finding in findings {
        if let Finding::Value(_, Source::Env(variable)) = finding {
            report::warn(Message::new("setup-overridden").with("variable", variable));
            is_any = true;
        }
    }
    is_any
}

/// The option that makes another call use the config directory of this one.
fn same_directory(home: &ConfigDir) -> String {
    if home.chosen == "--config-dir" { format!(" --config-dir {}", quoted(&home.dir)) } else { String::new() }
}

/// Shows the commands to type next, or runs a login.
fn finish(home: &ConfigDir, draft: &Draft, args: Vec<OsString>, word: Option<&str>) -> Result<u8> {
    let name = &draft.name;
    let more = same_directory(home);
    let call = |line: String| report::line(&format!("  {line}{more}\n"));
    let log_in =
        is_for_person(draft) && questions::confirm(&Message::new("setup-login").with("profile", name), true)?;
    if log_in {
        return super::run(login_args(home, args, word, name));
    }
    tell("setup-next");
    if is_for_person(draft) {
        call(format!("gettoken login {name}"));
    }
    call(reserved::call(name));
    if let Some(path) = &draft.provider.api.smoke {
        call(format!("gettoken api {name} {}", quoted(Path::new(path))));
    }
    Ok(0)
}

/// The command line of the login: that of `setup`, with its flags.
fn login_args(home: &ConfigDir, mut args: Vec<OsString>, word: Option<&str>, name: &str) -> Vec<OsString> {
    // What was typed may be an alias of the word.
    let is_word =
        |arg: &OsString, word| arg.to_str().is_some_and(|arg| home.canonical(arg.to_owned()) == word);
    if let Some(at) = word.and_then(|word| args.iter().rposition(|arg| is_word(arg, word))) {
        args.remove(at);
    }
    if let Some(at) = args.iter().rposition(|arg| arg == "setup") {
        args[at] = "login".into();
        args.insert(at + 1, name.into());
    }
    args
}

/// The error that there is no terminal, with the commands that do the same.
fn without_terminal(home: &ConfigDir, word: &str) -> Result<Error> {
    let error = Error::new(Kind::Usage, "setup-without-terminal");
    let name = if word.is_empty() { "PROFILE" } else { word };
    let provider = if word.is_empty() { None } else { home.definition(word)? };
    if provider.is_none() && !word.is_empty() {
        return Ok(unknown_word(home, word));
    }
    let mut lines = Vec::new();
    if word.is_empty() {
        lines.push(format!("gettoken config set {name}.provider PROVIDER"));
    }
    let required = provider.iter().flat_map(|it| &it.vars).filter(|(_, variable)| variable.required);
    let issuer = provider.iter().flat_map(|it| words::issuer_variables(it)).next();
    // The server names its endpoints itself.
    let required = required.map(|(name, it)| issuer.filter(|_| it.discovered.is_some()).unwrap_or(name));
    lines.extend(required.map(|variable| format!("gettoken config set {name}.vars.{variable} VALUE")));
    lines.push(format!("gettoken config set {name}.client-id ID"));
    let is_needed = |key: &str| {
        provider.as_ref().is_none_or(|provider| {
            let is_for_person = !provider.has_application_grant();
            let declared =
                provider.credentials.get(key).is_some_and(|it| it.required && it.default.is_none());
            declared
                && (key == CLIENT_SECRET || credentials::used(provider, is_for_person, None).contains(key))
        })
    };
    let declared = provider.iter().flat_map(|it| it.credentials.read_when_needed()).map(|(key, _)| key);
    let others = declared.filter(|key| *key != CLIENT_SECRET);
    for key in std::iter::once(CLIENT_SECRET).chain(others).filter(|key| is_needed(key)) {
        let table = if CREDENTIAL_KEYS.contains(&key) { "" } else { "credentials." };
        lines.push(format!("gettoken config set {name}.{table}{key}.file PATH"));
    }
    let lines = lines.iter().map(|line| format!("\n  {line}")).collect::<String>();
    Ok(error.hint(Message::new("setup-commands").with("lines", Value::Lines(lines))))
}
