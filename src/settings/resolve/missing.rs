//! Values that were not given, and every place where they could be.

use super::Resolver;
use crate::message::{Message, Value};
use crate::settings::Missing;

impl Resolver<'_> {
    /// `title` is the vendor's own name for it.
    pub(super) fn miss(&mut self, name: &str, title: Option<&str>, env: &[String]) {
        let is_credential = matches!(name, "client-id" | "client-secret");
        let what = if is_credential { name.replace('-', " ") } else { name.to_owned() };
        let more = match name {
            "client-secret" => Message::new("missing-secret-file").into(),
            _ => Value::from(""),
        };
        let places = Message::new(if env.is_empty() { "missing-places" } else { "missing-places-env" })
            .with("what", &what)
            .with("more", more)
            .with("name", name)
            .with("variables", Message::new(if env.len() > 1 { "variables" } else { "variable" }))
            .with("names", Value::list(env, "list-comma"))
            .with("table", &*self.table_of(name))
            .with("path", &*self.home.config.path);
        let what = match title {
            Some(title) => Message::new("missing-titled").with("what", what).with("title", title),
            None => Message::new("missing").with("what", what),
        };
        self.missing.push(Missing { name: name.to_owned(), what, places });
    }
}
