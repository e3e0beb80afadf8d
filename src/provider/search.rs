//! Finds definitions by words that they contain, and those of one family, among which a user must choose.

use super::{Catalog, Provider, texts_in, translation};
use crate::report;
use crate::sanitize::visible;

impl Catalog {
    /// The definitions whose name, title, other names or hosts contain each of `words`, the best match first.
    pub fn search<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> Vec<Provider> {
        let words: Vec<String> = words.into_iter().map(sought).collect();
        let mut found = Vec::new();
        for name in self.names() {
            // A definition that cannot be read is reported when it is used.
            let Ok(Some(provider)) = self.find_for_use(&name) else { continue };
            let texts = searched(&provider);
            let has = |word: &String| texts.iter().any(|text| text.contains(word.as_str()));
            if words.iter().all(has) {
                // The best match is the name itself, then the beginning of a name.
                let rank = words.iter().map(|word| (name != *word, !name.starts_with(word.as_str()))).min();
                found.push((rank, provider));
            }
        }
        found.sort_by(|(rank, one), (other_rank, other)| (rank, &one.name).cmp(&(other_rank, &other.name)));
        found.into_iter().map(|(_, provider)| provider).collect()
    }

    /// The family of the definition called `name`; empty if it has none.
    pub fn family_of(&self, name: &str) -> String {
        let found = self.text(name).ok().flatten();
        found.map(|found| texts_in(&found.text, "family").concat()).unwrap_or_default()
    }

    /// The members of a family, and what each is for, in the user's language; empty if there is only one.
    pub fn members(&self, family: &str) -> Vec<(String, String)> {
        let is_member = |name: &String| !family.is_empty() && self.family_of(name) == family;
        let member = |name: String| {
            let provider = self.find_for_use(&name).ok()??;
            let texts = [self.translated_choose(&provider), provider.choose.clone()];
            // Of a built-in definition, only the text has it.
            let written = || Some(texts_in(&self.text(&name).ok()??.text, "choose").concat());
            let choose = texts.into_iter().find(|text| !text.is_empty()).or_else(written)?;
            Some((name, visible(&choose)))
        };
        let members: Vec<_> = self.names().into_iter().filter(is_member).filter_map(member).collect();
        if members.len() < 2 { Vec::new() } else { members }
    }

    fn translated_choose(&self, provider: &Provider) -> String {
        let is_translated = report::language() == translation::LANGUAGE;
        if is_translated { provider.zh.texts().choose.clone() } else { String::new() }
    }
}

/// A word to search for, in lower case; of a URL, only the host.
fn sought(word: &str) -> String {
    let host = word.split_once("://").and_then(|(_, rest)| rest.split(['/', '?', '#']).next());
    host.unwrap_or(word).to_lowercase()
}

/// The texts of a definition that are searched, in lower case.
fn searched(provider: &Provider) -> Vec<String> {
    let api = provider.api.base.iter();
    let urls =
        provider.calls().map(|(_, call, _)| &call.url).chain(provider.authorize.iter().map(|page| &page.url));
    let hosts = urls.chain(api).filter_map(|url| {
        let url = url.to_string();
        Some(url.split_once("://")?.1.split('/').next()?.to_owned())
    });
    let vars = provider.vars.values();
    let vars = vars.flat_map(|variable| {
        let choices = variable.choices.values().flat_map(|fields| fields.values());
        variable.aliases.values().chain(choices).chain(&variable.default)
    });
    // Other values of variables are no hosts.
    let vars = vars.filter(|value| value.contains('.')).cloned();
    let texts = provider.texts("zh");
    let names = [provider.name.clone(), provider.title.clone(), texts.title].into_iter();
    let names = names.chain(provider.aliases.iter().chain(&provider.keywords).cloned());
    names.chain(hosts).chain(vars).map(|text| text.to_lowercase()).collect()
}
