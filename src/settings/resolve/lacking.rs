//! What was not given, and every place where it could be.

use super::Places;
use crate::ownership::shown;
use crate::provider::{Credential, Variable};
use crate::settings::Missing;

impl Places<'_> {
    pub(super) fn missing(&self, what: &str, key: &str, declared: &Credential, more: &str) -> Missing {
        let title = declared.title.as_ref().map(|title| format!(" ({title})")).unwrap_or_default();
        Missing {
            name: key.to_owned(),
            what: format!("a {what}{title}"),
            places: format!(
                "give the {what} with {more}`--{key}`, {}or `{key} = \"…\"` under [{}] in {}",
                env_place(&declared.env),
                self.table,
                shown(&self.home.config.path),
            ),
        }
    }

    pub(super) fn missing_variable(&self, name: &str, declared: &Variable) -> Missing {
        Missing {
            name: name.to_owned(),
            what: format!("a {name}"),
            places: format!(
                "give the {name} with `--{name}`, {}or `{name} = \"…\"` under [{}.vars] in {}",
                env_place(&declared.env),
                self.table,
                shown(&self.home.config.path),
            ),
        }
    }
}

fn env_place(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [name] => format!("the environment variable {name}, "),
        names => format!("one of the environment variables {}, ", names.join(", ")),
    }
}
