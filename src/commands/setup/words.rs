//! Words that `gettoken setup` reads and writes: names, commands, and the values that a definition uses.

use std::collections::BTreeSet;

use super::draft::Draft;
use crate::provider::{Param, Provider, RequestTemplate};

/// Splits a command line into words. Quotation marks keep blanks in a word; nothing else is special, because no shell
/// runs the command. `None` if a quotation mark is not closed.
pub fn split(line: &str) -> Option<Vec<String>> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for letter in line.chars() {
        match quote {
            Some(mark) if letter == mark => quote = None,
            None if letter == '"' || letter == '\'' => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            None if letter.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

/// The opposite of [`split`].
pub fn joined(words: &[String]) -> String {
    let quoted = words.iter().map(|word| match word {
        word if word.contains('"') => format!("'{word}'"),
        word if word.is_empty() || word.contains(|c: char| c.is_whitespace() || c == '\'') => {
            format!("\"{word}\"")
        }
        word => word.clone(),
    });
    quoted.collect::<Vec<_>>().join(" ")
}

/// The value of `name` so far, for a URL that is shown: typed, in the profile, or the default, with its fields.
pub fn value(draft: &Draft, name: &str) -> Option<String> {
    let (name, field) = name.split_once('.').map_or((name, None), |(name, field)| (name, Some(field)));
    let variable = draft.provider.vars.get(name)?;
    let typed = draft.values.get(name).map(String::as_str).filter(|value| !value.is_empty());
    let value = typed.or_else(|| draft.existing_text(name)).or(variable.default.as_deref())?;
    variable.resolved(value, field)
}

/// The variables without a default that the URLs of a login use.
pub fn login_variables(provider: &Provider) -> BTreeSet<String> {
    let calls: [&Option<RequestTemplate>; 3] =
        [&provider.authorization_code, &provider.device, &provider.device_code];
    let pages = provider.authorize.iter().flat_map(|page| [&page.url, &page.redirect]);
    let urls = calls.into_iter().flatten().map(|call| &call.url).chain(pages);
    let names = urls.flat_map(|url| url.names()).filter(|name| provider.vars.contains_key(*name));
    names.map(str::to_owned).collect()
}

/// The variables that name the issuer whose metadata has the endpoints.
pub fn issuer_variables(provider: &Provider) -> impl Iterator<Item = &str> {
    provider.issuer.iter().flat_map(|issuer| issuer.names()).filter(|name| provider.vars.contains_key(*name))
}

/// The variables that the metadata of the issuer decides, unless the profile has them already: its endpoints, and how the
/// client authenticates. None if the user names no issuer.
pub fn discovered_variables(draft: &Draft) -> BTreeSet<String> {
    let provider = &draft.provider;
    let issuer = provider.issuer.as_ref().and_then(|issuer| issuer.fill(|name| value(draft, name)));
    if issuer.is_none_or(|issuer| issuer.is_empty()) {
        return BTreeSet::new();
    }
    let endpoints = provider.vars.iter().filter(|(_, variable)| variable.discovered.is_some());
    let calls = provider.calls().flat_map(|(_, call, _)| call.client_auth.names());
    let names = endpoints.map(|(name, _)| name.as_str()).chain(calls);
    names.filter(|name| draft.existing_text(name).is_none()).map(str::to_owned).collect()
}

/// Returns whether a variable is for servers with a fault, so that nobody is asked for it.
pub fn is_for_few(provider: &Provider, name: &str) -> bool {
    provider.user.resource_on.iter().flat_map(|on| on.names()).any(|known| known == name)
}

/// The values among scope, audience and resource that the user may have to decide: those in the definition's own
/// fields, or a scope for a server that the user names.
pub fn optional_values(provider: &Provider, is_for_person: bool) -> Vec<&'static str> {
    let (scope, call) = match is_for_person {
        true => (&provider.user.scope, &provider.authorization_code),
        false => (&provider.scope, &provider.client_credentials),
    };
    let mut names = vec!["audience", "resource", "scope"];
    names.retain(|name| *name != "scope" || scope.is_none());
    let fields = call.as_ref().and_then(|call| call.params.as_ref()).filter(|_| !is_for_person);
    match fields {
        Some(fields) => {
            let templates = fields.values().filter_map(Param::template);
            let used: BTreeSet<&str> = templates.flat_map(|template| template.names()).collect();
            names.retain(|name| used.contains(name));
        }
        None => {
            let is_required = |name: &str| provider.vars.get(name).is_some_and(|variable| variable.required);
            let is_own = call.as_ref().is_some_and(|call| call.url.names().any(is_required));
            names.retain(|name| *name == "scope" && is_own);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_line_is_split_like_that_of_a_shell() {
        let words = |line: &str| split(line).map(|words| words.join("|"));
        assert_eq!(words("pass show  a/b").as_deref(), Some("pass|show|a/b"));
        assert_eq!(
            words("op read 'op://x y/z' \"\" a\"b c\"d").as_deref(),
            Some("op|read|op://x y/z||ab cd")
        );
        assert_eq!(words(r"C:\x.exe -q").as_deref(), Some(r"C:\x.exe|-q"));
        assert_eq!(words("a 'b"), None);
        assert_eq!(words(" ").as_deref(), Some(""));
        for line in ["a 'b c' \"d'e\" '' f", "x"] {
            let words = split(line).unwrap();
            assert_eq!(split(&joined(&words)), Some(words));
        }
    }
}
