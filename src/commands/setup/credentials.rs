//! The questions of `gettoken setup` about credentials: which ones the client has, and where those are kept that are not
//! typed, such as a private key.

use std::collections::BTreeSet;
use std::path::absolute;

use super::draft::{Draft, SecretPlace};
use super::{ask_command, is_for_person, questions};
use crate::app::config_editor::Setting;
use crate::error::Result;
use crate::message::Message;
use crate::oauth::client_auth::ClientAuth;
use crate::oauth::flow;
use crate::provider::{
    Assertion, CLIENT_SECRET, Credential, Provider, RequestKind, RequestTemplate, Variable,
};
use crate::settings::name_in_messages;

/// The credentials of a method of client authentication.
pub type Names = &'static [&'static str];

/// Asks with which credentials the client authenticates, if the definition has alternatives. The sources of the others
/// are removed.
pub fn ask_method(draft: &mut Draft) -> Result<()> {
    let options = options(draft);
    if options.len() < 2 {
        draft.method = options.first().copied();
        return Ok(());
    }
    let is_known = |names: &Names| names.iter().any(|name| draft.source_of(name).is_some());
    let known = draft.method.and_then(|method| options.iter().position(|names| *names == method));
    let default = known.or_else(|| options.iter().position(is_known)).unwrap_or(0);
    let texts: Vec<String> = options.iter().map(|names| questions::text(option_text(names))).collect();
    let chosen = options[questions::choice(&"setup-auth".into(), &texts, Some(default))?];
    draft.method = Some(chosen);
    let others = options.iter().flat_map(|names| names.iter()).filter(|name| !chosen.contains(*name));
    for name in others.filter(|name| **name != CLIENT_SECRET) {
        draft.sources.insert((*name).to_owned(), None);
    }
    Ok(())
}

fn option_text(names: &Names) -> &'static str {
    match names.first() {
        None => "setup-auth-none",
        Some(&CLIENT_SECRET) => "setup-auth-secret",
        Some(&"subject") => "setup-auth-subject",
        Some(_) => "setup-auth-key",
    }
}

/// The alternatives of the request that gets the token, without repetitions.
fn options(draft: &Draft) -> Vec<Names> {
    let kinds = match is_for_person(draft) {
        true => [RequestKind::AuthorizationCode, RequestKind::DeviceCode].as_slice(),
        false => &[RequestKind::ClientCredentials],
    };
    let mut calls = kinds.iter().filter_map(|kind| draft.provider.call(*kind));
    let Some(call) = calls.next() else { return Vec::new() };
    let value = |name: &str| super::words::value(draft, name);
    let chosen = call.client_auth.chosen(value).and_then(|word| ClientAuth::parse(&word));
    if let Some(method) = chosen {
        return vec![method.credentials];
    }
    let mut options: Vec<Names> = Vec::new();
    for method in methods(call) {
        if !options.contains(&method.credentials) {
            options.push(method.credentials);
        }
    }
    options
}

/// Reports whether the credentials of the user decide what the variable could choose: each method of client
/// authentication has credentials of its own, or it is a detail of the assertion that a client signs.
pub fn decide(provider: &Provider, name: &str, variable: &Variable) -> bool {
    let of_assertion = provider.client_assertion.iter().flat_map(Assertion::names).any(|known| known == name);
    let credentials: Option<BTreeSet<Names>> = variable
        .choices
        .keys()
        .map(|word| ClientAuth::parse(word).map(|method| method.credentials))
        .collect();
    of_assertion || credentials.is_some_and(|different| different.len() == variable.choices.len())
}

/// The methods that a definition names.
fn methods(call: &RequestTemplate) -> impl Iterator<Item = &'static ClientAuth> {
    call.client_auth.words().filter_map(|word| ClientAuth::parse(&word.to_string()))
}

/// The names of everything that the requests for the token use, if the client authenticates with these credentials.
pub fn used(provider: &Provider, is_for_person: bool, method: Option<Names>) -> BTreeSet<String> {
    let mut used: BTreeSet<String> =
        method.unwrap_or_default().iter().map(|name| (*name).to_owned()).collect();
    for (kind, ..) in RequestKind::ENDPOINTS {
        let is_of_person = kind != RequestKind::ClientCredentials;
        let Some(call) = provider.call(kind).filter(|_| is_of_person == is_for_person) else { continue };
        let by_client = methods(call).find(|known| method.is_none_or(|names| known.credentials == names));
        used.extend(flow::names(provider, kind, call, by_client));
    }
    if !is_for_person {
        used.extend(flow::names_of_token(provider));
    }
    used
}

/// Returns whether the client secret is one of the credentials.
pub fn has_secret(draft: &Draft) -> bool {
    draft.provider.credentials.client_secret().required
        || used(&draft.provider, is_for_person(draft), draft.method).contains(CLIENT_SECRET)
}

/// Forgets the client secret, which this client does not have.
pub fn without_secret(draft: &mut Draft) {
    (draft.secret, draft.typed) = (SecretPlace::Nowhere, None);
}

/// Asks where the other credentials are kept, apart from those that the definition itself finds.
pub fn ask_sources(draft: &mut Draft) -> Result<()> {
    let provider = draft.provider.clone();
    let used = used(&provider, is_for_person(draft), draft.method);
    for (name, declared) in provider.credentials.read_when_needed() {
        if name != CLIENT_SECRET && declared.default.is_none() && used.contains(name) {
            ask_source(draft, name, declared)?;
        }
    }
    Ok(())
}

/// Asks where one credential is kept. A private key is never typed: it stays in its file.
fn ask_source(draft: &mut Draft, name: &str, declared: &Credential) -> Result<()> {
    let what = name_in_messages(name, "value-name");
    let what = match &declared.title {
        Some(title) => draft.provider.credential_name(what, name, title),
        None => what,
    };
    let is_needed = declared.required || draft.method.is_some_and(|names| names.contains(&name));
    let known = draft.source_of(name).cloned();
    let text_of = |key: &str| match &known {
        Some(Setting::Table(items)) => items.iter().find_map(|(known, value)| match value {
            Setting::Text(text) if known == key => Some(text.clone()),
            _ => None,
        }),
        _ => None,
    };
    if !draft.provider.credentials.is_secret(name) && !declared.lines {
        let known =
            known.as_ref().and_then(|known| if let Setting::Text(text) = known { Some(text) } else { None });
        let typed = questions::value(&what, known.map(String::as_str), !is_needed)?;
        draft.sources.insert(name.to_owned(), Some(typed).filter(|it| !it.is_empty()).map(Setting::Text));
        return Ok(());
    }
    let known_file = text_of("file");
    let mut options: Vec<&'static str> = vec!["file"];
    if !declared.lines {
        options.extend(["profile", "env", "command"]);
    }
    if known.is_some() && known_file.is_none() {
        options.insert(0, "");
    }
    let mut chosen = "file";
    if options.len() > 1 {
        let texts = options.iter().map(|key| questions::text(source_text(key))).collect::<Vec<_>>();
        let question = Message::new("setup-source").with("what", &what);
        chosen = options[questions::choice(&question, &texts, Some(0))?];
    }
    let source = match chosen {
        "" => return Ok(()),
        "command" => Setting::List(ask_command(draft)?),
        "file" => {
            let question = Message::new("setup-source-path").with("what", what);
            let typed = questions::value(&question, known_file.as_deref(), !is_needed)?;
            let is_as_written = typed.starts_with('~') || known_file.as_ref() == Some(&typed);
            // Paths in the config file are relative to that file.
            let path = if is_as_written || typed.is_empty() { None } else { absolute(&typed).ok() };
            Setting::Text(path.and_then(|path| Some(path.to_str()?.to_owned())).unwrap_or(typed))
        }
        key => {
            let code = if key == "env" { "setup-source-variable" } else { "setup-source-name" };
            Setting::Text(questions::value(&code.into(), text_of(key).as_deref(), false)?)
        }
    };
    let is_empty = source == Setting::Text(String::new());
    let source = (!is_empty).then(|| Setting::Table(vec![(chosen.to_owned(), source)]));
    draft.sources.insert(name.to_owned(), source);
    Ok(())
}

fn source_text(key: &str) -> &'static str {
    match key {
        "" => "setup-secret-kept",
        "command" => "setup-source-command",
        "env" => "setup-source-env",
        "profile" => "setup-source-profile",
        _ => "setup-source-file",
    }
}
