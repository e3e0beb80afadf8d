//! `gettoken setup`: asks for what a profile needs, tries it, and writes it to the config file.

mod draft;
mod questions;
mod words;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;

use clap::{Arg, Command};

use super::Call;
use crate::app::config_editor::{self, ConfigText, Setting};
use crate::app::{App, credentials};
use crate::cli::Fetch;
use crate::cli::args::PROFILE;
use crate::duration;
use crate::error::{Error, Kind, Result};
use crate::message::{self, Message, Value};
use crate::oauth::flow::ClientCredentials;
use crate::provider::{Provider, Status, Variable};
use crate::report;
use crate::reserved;
use crate::sanitize::{is_name, visible};
use crate::settings::{ConfigDir, Finding, Source, unknown_word};
use crate::terminal;
use crate::trusted_file::{quoted, shown};
use draft::{Draft, SecretPlace};
use questions::tell;

/// The most names that are listed in columns, and the width of a column.
const COLUMNS: (usize, usize) = (4, 20);

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
        Some(word) => word.clone(),
        None => choose(home)?,
    };
    let mut draft = begin(home, &word)?;
    ask_grant(&mut draft)?;
    loop {
        ask_profile(&mut draft)?;
        let tried = match attempt(home, &draft) {
            // The secret is known to work before its place is chosen.
            Ok(()) => ask_place(home, &mut draft)?,
            Err(error) => Err(error),
        };
        match tried {
            Ok(()) => break,
            // Other answers would not help.
            Err(error) if error.code() == "setup-overtaken" => return Err(error),
            Err(error) => {
                let is_unread = draft.typed.is_none() && matches!(error.kind(), Kind::Config | Kind::Helper);
                draft.is_blamed = is_unread || error.has_hint(&CHECK_SECRET);
                // The next questions are about it.
                let error = CHECK_SECRET.into_iter().fold(error, Error::without_hint);
                report::line("\n");
                report::line(&format!("{}\n", error.for_people()));
                if !questions::confirm(&Message::new("setup-again"), true)? {
                    tell("setup-unchanged");
                    return Ok(error.exit_code());
                }
            }
        }
    }
    config_editor::edit(
        home,
        |document| draft.write(document),
        |after| config_editor::resolve_profile(after, &draft.name).map(drop),
        || draft.store_secret(home),
    )?;
    tell(Message::new("setup-wrote").with("path", &*home.config.path).with("profile", &draft.name));
    let home = home.reread()?;
    report_overrides(&home, &draft);
    finish(&home, &draft, args, word_given.as_deref())
}

/// Asks which provider to set up, or which profile to change.
fn choose(home: &ConfigDir) -> Result<String> {
    let names: Vec<(String, String)> = home.names().into_iter().collect();
    tell("setup-providers");
    let (columns, width) = COLUMNS;
    let rows = names.len().div_ceil(columns);
    for row in 0..rows {
        let cells = (row..names.len()).step_by(rows).map(|at| format!("{:>3}) {}", at + 1, names[at].0));
        let line: String = cells.map(|cell| format!("{cell:width$}")).collect();
        report::line(&format!("{}\n", line.trim_end()));
    }
    loop {
        let typed = questions::value(&Message::new("setup-provider"), None, false)?;
        let by_number = typed.parse::<usize>().ok().and_then(|number| names.get(number.checked_sub(1)?));
        let found: Vec<&(String, String)> = match by_number {
            Some(name) => vec![name],
            None => words::search(&typed, &names),
        };
        match found[..] {
            [(name, _)] => return Ok(name.clone()),
            [] => tell(Message::new("setup-provider-none").with("typed", &typed)),
            _ => {
                tell("setup-provider-several");
                for (name, title) in found {
                    let found = Message::new("status-provider").with("provider", name).with("title", title);
                    report::line(&format!("  {}\n", found.in_language(report::language())));
                }
            }
        }
    }
}

/// Begins with a provider, or with an existing profile, which is shown.
fn begin(home: &ConfigDir, word: &str) -> Result<Draft> {
    let provider_name = home.provider_name(word);
    // The definition with its console, and with the environment variables that the profile reads.
    home.definition(word)?.ok_or_else(|| unknown_word(home, word))?;
    let (provider, _) = home.catalog.find(&provider_name)?;
    tell(provider.with_title(Message::new("setup-title").with("provider", &provider.name)));
    let document = config_editor::document(home)?;
    let mut draft = Draft {
        provider: Arc::new(provider),
        name: word.to_owned(),
        shown: None,
        grant: None,
        values: BTreeMap::new(),
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
            Setting::Text(_) if key == "client-secret" || key == "proxy" => {
                report::line(&format!("  {key} = {}\n", questions::text("config-hidden")));
            }
            Setting::Table(items) if key == "params" => {
                items.iter().for_each(|(name, _)| {
                    line(&format!("{key}.{name}"), &Setting::Text(questions::text("config-hidden")))
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
    if provider.client_credentials.is_none() || !has_login(provider) {
        return Ok(());
    }
    let options = [questions::text("setup-grant-app"), questions::text("setup-grant-user")];
    let default = usize::from(draft.existing_text("grant") == Some("user"));
    let chosen = questions::choice(&Message::new("setup-grant"), &options, Some(default))?;
    draft.grant = Some(["app", "user"][chosen]);
    Ok(())
}

fn has_login(provider: &Provider) -> bool {
    provider.authorization_code.is_some() || provider.device_code.is_some()
}

/// Reports whether the token is that of a person, who has to log in.
fn is_for_person(draft: &Draft) -> bool {
    match draft.grant {
        Some(grant) => grant == "user",
        None => draft.provider.client_credentials.is_none(),
    }
}

/// Asks for everything in the profile. Answers of an earlier round are the defaults.
fn ask_profile(draft: &mut Draft) -> Result<()> {
    let provider = Arc::clone(&draft.provider);
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
    let credentials = &provider.credentials;
    let client_id = title("setup-client-id", &credentials.client_id.title);
    ask_value(draft, "client-id", client_id, !credentials.client_id.required)?;
    let secret = title("setup-client-secret", &credentials.client_secret.title);
    ask_secret(draft, &secret)?;
    for (name, variable) in others {
        let question = titled(draft, &name);
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
    provider.vars.clone().into_iter().filter(move |(name, variable)| {
        variable.required
            || !variable.choices.is_empty()
            || !variable.aliases.is_empty()
            || is_for_person && in_login.contains(name)
    })
}

/// The question for a variable, with its help.
fn titled(draft: &Draft, name: &str) -> Message {
    let help = draft.provider.texts(report::language()).vars.remove(name).unwrap_or_default();
    Message::new("setup-variable").with("name", name).with("help", help)
}

fn ask_choice(draft: &mut Draft, name: &str, variable: &Variable) -> Result<()> {
    let words: Vec<String> = variable.choices.keys().cloned().collect();
    let known = draft.values.get(name).map(String::as_str).or_else(|| draft.existing_text(name));
    let known = known.or(variable.default.as_deref());
    let default = words.iter().position(|word| Some(word.as_str()) == known).unwrap_or(0);
    let question = titled(draft, name);
    let chosen = questions::choice(&question, &words, Some(default))?;
    draft.values.insert(name.to_owned(), words[chosen].clone());
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
    let mut hint = if keeps { "setup-hidden-known" } else { "setup-hidden-other" };
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
        options.push((Some(SecretPlace::Command(Vec::new())), "setup-secret-command"));
        let is_required = draft.provider.credentials.client_secret.required;
        if !is_required {
            options.push((Some(SecretPlace::Nowhere), "setup-secret-none"));
        }
        let texts: Vec<String> = options.iter().map(|(_, code)| questions::text(*code)).collect();
        // Whoever has no secret has typed none.
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

/// Asks where to keep a secret that was typed. A command that prints it is tried, and its error returned inside.
fn ask_place(home: &ConfigDir, draft: &mut Draft) -> Result<Result<()>> {
    if draft.typed.is_none() {
        return Ok(Ok(()));
    }
    let keyring = credentials::is_in_keyring(&draft.item());
    let file = draft.file(home);
    let in_file = Message::new("setup-secret-file").with("path", shown(&file));
    let mut options = vec![(SecretPlace::File, questions::text(in_file))];
    if keyring.is_ok() {
        options.push((SecretPlace::Keyring, questions::text("setup-secret-keyring")));
    }
    options.push((SecretPlace::Command(Vec::new()), questions::text("setup-secret-command")));
    let texts: Vec<String> = options.iter().map(|(_, text)| text.clone()).collect();
    let in_keyring = is_existing_source(draft, "keyring", &draft.name);
    let used = if in_keyring { SecretPlace::Keyring } else { SecretPlace::File };
    let default = options.iter().position(|(place, _)| *place == used).unwrap_or(0);
    loop {
        let chosen = questions::choice(&"setup-secret-where".into(), &texts, Some(default))?;
        let place = options[chosen].0.clone();
        let is_taken = match place {
            SecretPlace::Keyring => *keyring.as_ref().unwrap_or(&false) && !in_keyring,
            SecretPlace::File => {
                file.exists() && !is_existing_source(draft, "file", &format!("secrets/{}", draft.name))
            }
            _ => false,
        };
        let replace = Message::new("setup-secret-replace").with("name", &draft.name);
        if is_taken && !questions::confirm(&replace, false)? {
            continue;
        }
        if !matches!(place, SecretPlace::Command(_)) {
            draft.secret = place;
            return Ok(Ok(()));
        }
        draft.secret = SecretPlace::Command(ask_command(draft)?);
        draft.typed = None;
        return Ok(attempt(home, draft));
    }
}

/// Reports whether the existing profile reads its secret from `value`.
fn is_existing_source(draft: &Draft, key: &str, value: &str) -> bool {
    let table = Setting::Table(vec![(key.to_owned(), Setting::Text(value.to_owned()))]);
    draft.existing("client-secret") == Some(&table)
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
fn attempt(home: &ConfigDir, draft: &Draft) -> Result<()> {
    let mut document = config_editor::document(&home.reread()?)?;
    draft.write(&mut document)?;
    let after = home.with_text(document.text())?;
    let settings = draft.settings(&after)?;
    let app = App::of(&after, settings);
    app.check()?;
    if is_for_person(draft) {
        return Ok(());
    }
    let (response, ()) = app.driver().run(&mut ClientCredentials, || Ok(()))?;
    let token = response.token?;
    match token.expires_at {
        Some(at) => {
            let left = duration::message((at - token.issued_at).num_seconds());
            tell(Message::new("setup-works-for").with("left", left));
        }
        None => tell("setup-works"),
    }
    Ok(())
}

/// Warns about environment variables that take precedence over what was written.
fn report_overrides(home: &ConfigDir, draft: &Draft) {
    let mut findings = Vec::new();
    let fetch = Fetch { profile: draft.name.clone(), ..Fetch::default() };
    if home.resolve(fetch, &mut findings).is_err() {
        return;
    }
    for finding in findings {
        if let Finding::Value(_, Source::Env(variable)) = finding {
            report::warn(Message::new("setup-overridden").with("variable", variable));
        }
    }
}

/// Shows the commands to type next, or runs a login.
fn finish(home: &ConfigDir, draft: &Draft, args: Vec<OsString>, word: Option<&str>) -> Result<u8> {
    let name = &draft.name;
    let more = if home.chosen == "--config-dir" {
        format!(" --config-dir {}", quoted(&home.dir))
    } else {
        String::new()
    };
    let call = |line: String| report::line(&format!("  {line}{more}\n"));
    let log_in =
        is_for_person(draft) && questions::confirm(&Message::new("setup-login").with("profile", name), true)?;
    if log_in {
        return super::run(login_args(args, word, name));
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
fn login_args(mut args: Vec<OsString>, word: Option<&str>, name: &str) -> Vec<OsString> {
    if let Some(at) = word.and_then(|word| args.iter().rposition(|arg| arg == word)) {
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
    lines.extend(required.map(|(variable, _)| format!("gettoken config set {name}.vars.{variable} VALUE")));
    lines.push(format!("gettoken config set {name}.client-id ID"));
    lines.push(format!("gettoken config set {name}.client-secret.file PATH"));
    let lines = lines.iter().map(|line| format!("\n  {line}")).collect::<String>();
    Ok(error.hint(Message::new("setup-commands").with("lines", Value::Lines(lines))))
}
