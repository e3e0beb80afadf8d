//! Values that were not given, and every place where they could be.

use super::Resolver;
use crate::ownership::shown;
use crate::settings::Missing;

impl Resolver<'_> {
    /// `title` is the vendor's own name for it, `more` a further place, `table` that of the config file.
    pub(super) fn miss(&mut self, name: &str, title: Option<&str>, more: &str, env: &[String], table: &str) {
        let is_credential = matches!(name, "client-id" | "client-secret");
        let what = if is_credential { name.replace('-', " ") } else { name.to_owned() };
        let title = title.map(|title| format!(" ({title})")).unwrap_or_default();
        let env = match env {
            [] => String::new(),
            [name] => format!("the environment variable {name}, "),
            names => format!("one of the environment variables {}, ", names.join(", ")),
        };
        let path = shown(&self.home.config.path);
        self.missing.push(Missing {
            name: name.to_owned(),
            what: format!("a {what}{title}"),
            places: format!(
                "give the {what} with {more}`--{name}`, {env}or `{name} = \"…\"` under [{table}] in {path}"
            ),
        });
    }
}
