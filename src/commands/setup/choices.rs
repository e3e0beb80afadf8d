//! The question which provider to set up, or which profile to change.

use std::collections::BTreeSet;

use super::questions::{self, tell};
use crate::error::Result;
use crate::layout::{columns, padded};
use crate::message::Message;
use crate::report;
use crate::settings::{ConfigDir, unknown_word};
use crate::suggest::folded;
use crate::table::fields;

/// All providers and profiles. Each is known by its position, which is shown as a number from 1.
pub struct Choices<'a> {
    home: &'a ConfigDir,
    /// Names and titles.
    names: Vec<(String, String)>,
    profiles: BTreeSet<String>,
}

impl<'a> Choices<'a> {
    pub fn new(home: &'a ConfigDir) -> Self {
        let profiles = home.config.names().unwrap_or_default().into_iter().collect();
        Self { home, names: home.names().into_iter().collect(), profiles }
    }

    /// Asks for one of them. `given` is the word on the command line, which is taken as the first answer.
    pub fn ask(&self, given: Option<&str>) -> Result<String> {
        let mut shown = BTreeSet::new();
        if let Some(word) = given {
            match self.found(word, &shown)[..] {
                [at] => return Ok(self.names[at].0.clone()),
                [] => return Err(unknown_word(self.home, word)),
                ref several => shown.extend(self.tell_found(several)),
            }
        } else {
            tell("setup-providers");
            self.tell_lines(&(0..self.names.len()).collect::<Vec<_>>());
        }
        loop {
            let typed = questions::value(&Message::new("setup-provider"), None, false)?;
            let number = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let found = match number.filter(|at| *at < self.names.len()) {
                Some(at) => vec![at],
                None => self.found(&typed, &shown),
            };
            match found[..] {
                [at] => return Ok(self.names[at].0.clone()),
                [] => tell(Message::new("setup-provider-none").with("typed", &typed)),
                ref several => shown.extend(self.tell_found(several)),
            }
        }
    }

    /// What `typed` means: a name, or words of `gettoken providers search`. If those fit one member of a family, all of it,
    /// unless it has been shown.
    fn found(&self, typed: &str, shown: &BTreeSet<usize>) -> Vec<usize> {
        let found = self.search(typed);
        let exact = self.position(|name| folded(name) == folded(typed));
        let exact = exact.or_else(|| {
            let name = self.home.by_alias(typed)?;
            self.position(|known| known == name)
        });
        let is_clear = |at: &usize| {
            found.len() < 2
                || shown.contains(at)
                || self.profiles.contains(&self.names[*at].0)
                || self.family(*at).is_empty()
        };
        match (exact.filter(is_clear), &found[..]) {
            (Some(at), _) => vec![at],
            (None, [at]) if !shown.contains(at) => {
                let family = self.family(*at);
                if family.is_empty() { found } else { family.into_iter().map(|(at, _)| at).collect() }
            }
            _ => found,
        }
    }

    /// The providers that `gettoken providers search` finds, and the profiles with these words in their lines.
    fn search(&self, typed: &str) -> Vec<usize> {
        let providers = self.home.catalog.search(typed.split_whitespace());
        let mut found: Vec<usize> =
            providers.iter().filter_map(|provider| self.position(|name| name == provider.name)).collect();
        let has = |at: &usize| {
            let (name, title) = &self.names[*at];
            let line = format!("{name} {title}").to_lowercase();
            self.profiles.contains(name)
                && typed.split_whitespace().all(|word| line.contains(&word.to_lowercase()))
        };
        let profiles: Vec<usize> =
            (0..self.names.len()).filter(|at| !found.contains(at)).filter(has).collect();
        found.extend(profiles);
        found
    }

    fn position(&self, is_it: impl Fn(&str) -> bool) -> Option<usize> {
        self.names.iter().position(|(name, _)| is_it(name))
    }

    /// The members of the family of the one at `at`, and what each is for; empty if it has no other.
    fn family(&self, at: usize) -> Vec<(usize, String)> {
        let catalog = &self.home.catalog;
        let members = catalog.members(&catalog.family_of(&self.names[at].0)).into_iter();
        members.filter_map(|(name, choose)| Some((self.position(|known| known == name)?, choose))).collect()
    }

    /// Shows several providers: those of a family by what they are for. Returns which have been shown.
    fn tell_found(&self, found: &[usize]) -> Vec<usize> {
        let (alone, related): (Vec<usize>, Vec<usize>) =
            found.iter().partition(|at| self.family(**at).is_empty());
        if !alone.is_empty() {
            tell("setup-provider-several");
            self.tell_lines(&alone);
        }
        let mut shown = alone;
        for at in related {
            if shown.contains(&at) {
                continue;
            }
            let members = self.family(at);
            let row = |(at, choose): &(usize, String)| {
                (format!("{}) {}", at + 1, self.names[*at].0), choose.clone())
            };
            let rows: Vec<_> = members.iter().map(row).collect();
            tell_members(&self.home.catalog.family_of(&self.names[at].0), &rows);
            shown.extend(members.into_iter().map(|(at, _)| at));
        }
        shown
    }

    /// Shows names and titles, a line each.
    fn tell_lines(&self, found: &[usize]) {
        let width = found.iter().map(|at| columns(&self.names[*at].0)).max().unwrap_or(0);
        for at in found {
            let (name, title) = &self.names[*at];
            let line = format!("{:>3}) {}  {title}", at + 1, padded(name, width));
            report::line(&format!("{}\n", line.trim_end()));
        }
    }
}

/// Shows what the members of the family of the provider called `name` are for, if it has one.
pub fn tell_family(home: &ConfigDir, name: &str) {
    let family = home.catalog.family_of(name);
    let members = home.catalog.members(&family);
    if !members.is_empty() {
        tell_members(&family, &members);
    }
}

fn tell_members(family: &str, rows: &[(String, String)]) {
    tell(Message::new("providers-choose").with("family", family));
    report::line(&fields(rows));
}
