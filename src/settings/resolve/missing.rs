//! Values that were not given, and every place where they could be.

use super::Resolver;
use crate::message::{Message, Value};
use crate::settings::Missing;

impl Resolver<'_> {
    /// `title` is the vendor's own name for it, `more` the code of a further place, `table` that of the config file.
    pub(super) fn miss(
        &mut self,
        name: &str,
        title: Option<&str>,
        more: Option<&'static str>,
        env: &[String],
        table: &str,
    ) {
        let is_credential = matches!(name, "client-id" | "client-secret");
        let what = if is_credential { name.replace('-', " ") } else { name.to_owned() };
        let places = Message::new(if env.is_empty() { "missing-places" } else { "missing-places-env" })
            .with("what", &what)
            .with("more", more.map_or(Value::from(""), |more| Message::new(more).into()))
            .with("name", name)
            .with("variables", Message::new(if env.len() > 1 { "variables" } else { "variable" }))
            .with("names", Value::list(env, "list-comma"))
            .with("table", table)
            .with("path", &*self.home.config.path);
        let what = match title {
            Some(title) => Message::new("missing-titled").with("what", what).with("title", title),
            None => Message::new("missing").with("what", what),
        };
        self.missing.push(Missing { name: name.to_owned(), what, places });
    }
}
