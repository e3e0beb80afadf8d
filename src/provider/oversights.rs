//! What `gettoken providers check` reports although the definition works: keys without effect, and a date in the future.

use chrono::{DateTime, Days, NaiveDate, Utc};
use toml::de::DeTable;

use super::{DefinitionText, Provider, translation};
use crate::error::Result;
use crate::message::Message;

impl Provider {
    /// The oversights in this definition, whose own text is `found`. Inherited keys are not its own.
    pub fn oversights(&self, found: &DefinitionText, now: DateTime<Utc>) -> Result<Vec<Message>> {
        let own = found.table()?;
        let all = [self.unused_tables(&own), self.unused_api_keys(&own), self.untranslated(&own)].concat();
        Ok(all.into_iter().chain(self.future_date(now)).collect())
    }

    /// Requests that are only sent before or after another one.
    fn unused_tables(&self, own: &DeTable) -> Vec<Message> {
        let pairs = [
            ("authorize", "authorization-code", self.authorization_code.is_some()),
            ("device", "device-code", self.device_code.is_some()),
            ("renew", "refresh", self.refresh.is_some()),
        ];
        let unused = pairs.into_iter().filter(|(table, _, has_other)| !has_other && own.contains_key(*table));
        let message =
            |table, other| Message::new("definition-unused-table").with("table", table).with("other", other);
        unused.map(|(table, other, _)| message(table, other)).collect()
    }

    /// Keys for the token in a header, if it is not sent in one.
    fn unused_api_keys(&self, own: &DeTable) -> Vec<Message> {
        let place = match (&self.api.query, &self.api.body) {
            (Some(_), _) => "query",
            (_, Some(_)) => "body",
            (None, None) => return Vec::new(),
        };
        let api = own.get("api").and_then(|api| api.get_ref().as_table());
        let unused =
            ["header", "prefix"].into_iter().filter(|key| api.is_some_and(|api| api.contains_key(*key)));
        let message = |key| Message::new("definition-unused-api").with("key", key).with("place", place);
        unused.map(message).collect()
    }

    /// Chinese texts without an English one.
    fn untranslated(&self, own: &DeTable) -> Vec<Message> {
        let texts = own.get(translation::LANGUAGE).and_then(|texts| texts.get_ref().as_table());
        let english = [
            ("choose", &*self.choose),
            ("notes", &self.notes),
            ("steps", self.console.as_ref().map_or("", |console| &console.steps)),
        ];
        let alone = english.into_iter().filter(|(key, english)| {
            english.is_empty() && texts.is_some_and(|texts| texts.contains_key(*key))
        });
        alone.map(|(key, _)| Message::new("definition-translation-alone").with("name", key)).collect()
    }

    /// A date of evidence that has not come anywhere on earth.
    fn future_date(&self, now: DateTime<Utc>) -> Option<Message> {
        let date: NaiveDate = self.evidence_date.parse().ok()?;
        let is_future = date > now.date_naive() + Days::new(1);
        is_future.then(|| Message::new("definition-evidence-date-future").with("date", &*self.evidence_date))
    }
}
