//! Merges a definition with the one that it extends.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::not_inherited::{NOT_INHERITED, TEXTS_NOT_INHERITED};
use super::translation;

/// Adds to `own` what it inherits from `base`.
pub fn inherit<'a>(own: &mut DeTable<'a>, mut base: DeTable<'a>) {
    NOT_INHERITED.iter().for_each(|key| drop(base.remove(*key)));
    remove_outdated_texts(&mut base, own);
    add(own, base);
}

/// Removes from `base` the Chinese texts whose English ones `own` replaces.
fn remove_outdated_texts(base: &mut DeTable, own: &DeTable) {
    let Some(DeValue::Table(texts)) = base.get_mut(translation::LANGUAGE).map(Spanned::get_mut) else {
        return;
    };
    TEXTS_NOT_INHERITED.iter().for_each(|key| drop(texts.remove(*key)));
    let console = own.get("console").and_then(|console| console.get_ref().as_table());
    if console.is_some_and(|console| console.contains_key("steps")) {
        texts.remove("steps");
    }
    for (key, text) in [("credentials", "title"), ("hints", ""), ("vars", "help")] {
        let own = own.get(key).map(Spanned::get_ref);
        let texts = texts.get_mut(key).map(Spanned::get_mut);
        let (Some(DeValue::Table(own)), Some(DeValue::Table(texts))) = (own, texts) else { continue };
        for (name, value) in own {
            let table = value.get_ref().as_table();
            if table.is_none_or(|table| table.contains_key(text)) {
                texts.remove(name.get_ref().as_ref());
            }
        }
    }
}

/// Adds the keys of `base` that `own` does not have, table by table. They have no place in the text of `own`, so an
/// error about them is reported at its first line.
fn add<'a>(own: &mut DeTable<'a>, base: DeTable<'a>) {
    for (key, value) in base {
        let value = match (own.get_mut(&key).map(Spanned::get_mut), value.into_inner()) {
            (Some(DeValue::Table(own)), DeValue::Table(base)) => {
                add(own, base);
                continue;
            }
            (Some(_), _) => continue,
            (None, DeValue::Table(base)) => {
                let mut table = DeTable::new();
                add(&mut table, base);
                DeValue::Table(table)
            }
            (None, value) => value,
        };
        own.insert(Spanned::new(0..0, key.into_inner()), Spanned::new(0..0, value));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{Catalog, ErrorScope, Method};
    use crate::trusted_file::ReadPolicy;

    #[test]
    fn chinese_texts_are_inherited_until_the_english_ones_are_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write(
            "base.toml",
            "title = \"Base\"\nnotes = \"note\"\nclient-credentials.url = \"https://a.example/t\"\n\
             vars.x = { help = \"x\" }\nvars.y = { help = \"y\" }\nhints = { a = \"a\", b = \"b\" }\n\
             [zh]\ntitle = \"题\"\nnotes = \"注\"\nvars = { x = \"甲\", y = \"乙\" }\nhints = { a = \"丙\", b = \"丁\" }\n",
        );
        write(
            "own.toml",
            "title = \"Own\"\nextends = \"base\"\nvars.x.default = \"1\"\nvars.y.help = \"own\"\nhints.b = \"own\"\n",
        );
        let (own, _) = Catalog::new(folder.path().to_owned(), ReadPolicy::default()).find("own").unwrap();
        let texts = own.texts("zh");
        let vars: Vec<&str> = texts.vars.values().map(String::as_str).collect();
        assert_eq!((&*texts.title, &*texts.notes, &vars[..]), ("Own", "", &["甲", "own"][..]));
        let hint = |code: &str| own.hint(ErrorScope::Token, code).unwrap();
        assert_eq!((hint("a").english(), hint("a").in_language("zh")), ("a".to_owned(), "丙".to_owned()));
        assert_eq!(hint("b").in_language("zh"), "own");
    }

    #[test]
    fn a_table_keeps_the_keys_that_it_does_not_set() {
        let folder = tempfile::tempdir().unwrap();
        let base = "title = \"Base\"\n\
            vars.zone = { help = \"z\", default = \"a\", choices = { a = { x = \"1\" }, b = { x = \"2\" } } }\n\
            credentials.client-id = { title = \"Id\", env = [\"BASE_ID\"] }\n\
            client-credentials = { url = \"https://a.example/t\", params = { x = { value = \"1\", in = \"query\" } } }\n\
            authorize = { url = \"https://a.example/a\", extra = { a = \"1\" } }\n\
            authorization-code.url = \"https://a.example/c\"\n\
            device.url = \"https://a.example/d\"\n\
            device-code.url = \"https://a.example/e\"\n\
            refresh.url = \"https://a.example/r\"\n\
            revoke.url = \"https://a.example/v\"\n\
            errors.unreadable.class = \"rate-limit\"\n\
            errors.token = { denied = [\"1\"], quota = [\"2\"] }\n\
            api.paging = { cursor = \"/next\", param = \"page\" }\n";
        let catalog = Catalog::new(folder.path().to_owned(), ReadPolicy::default());
        let find = |name: &str, text: &str| {
            std::fs::write(folder.path().join(format!("{name}.toml")), text).unwrap();
            catalog
                .find(name)
                .map(|(provider, _)| format!("{provider:#?}"))
                .map_err(|error| error.to_string())
        };
        let before = find("base", base).unwrap();
        // Each changes one key of a table, and nothing else may change.
        for (table, key, value) in [
            ("client-credentials", "method", "\"GET\""),
            ("client-credentials", "headers", "{ a = \"b\" }"),
            ("client-credentials.params.x", "in", "\"form\""),
            ("client-credentials.params.x", "value", "true"),
            ("authorize", "pkce", "false"),
            ("authorize.extra", "a", "\"2\""),
            ("authorization-code", "client-auth", "\"basic\""),
            ("device", "client-auth", "\"none\""),
            ("device-code", "send", "\"json\""),
            ("refresh", "method", "\"GET\""),
            ("revoke", "client-auth", "\"none\""),
            ("errors.unreadable", "retry-after", "\"1m\""),
            ("errors.token", "denied", "[\"3\"]"),
            ("api.paging", "param", "\"p\""),
            ("credentials.client-id", "title", "\"Key\""),
            ("vars.zone", "default", "\"b\""),
            ("vars.zone.choices.a", "x", "\"3\""),
        ] {
            let own = format!("title = \"Base\"\nextends = \"base\"\n[{table}]\n{key} = {value}\n");
            let after = find("own", &own).unwrap_or_else(|error| panic!("[{table}] {key}: {error}"));
            let changed = |from: &str, to: &str| {
                let known: BTreeSet<&str> = to.lines().map(str::trim).collect();
                from.lines().map(str::trim).filter(|line| !known.contains(line)).count()
            };
            // `name`, `extends` and `key_fields` differ too; a nested value has up to six lines.
            assert!(changed(&before, &after) <= 9 && before != after, "[{table}] {key}:\n{after}");
            assert!(after.contains("https://a.example/t") || table.starts_with("client-cr"), "{after}");
        }
        for (text, expected) in [
            ("[refresh]\nmethod = \"PUT\"\n", "own.toml:4: unknown variant `PUT`"),
            ("[refresh]\nurll = \"x\"\n", "own.toml:4: unknown field `urll`"),
            ("[client-credentials.params.y]\nin = \"query\"\n", "own.toml:3: missing field `value`"),
            ("[vars.zone]\ndefault = \"c\"\n", "must be one of `choices`"),
        ] {
            let error = find("own", &format!("title = \"O\"\nextends = \"base\"\n{text}")).unwrap_err();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }

    #[test]
    fn an_extending_file_overrides_key_by_key() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write(
            "base.toml",
            "title = \"Base\"\nscope = \"a\"\n[client-credentials]\nurl = \"https://a.example/t\"\nmethod = \"GET\"\n[client-credentials.params]\nid = \"{client-id}\"\nx = \"1\"\n",
        );
        write(
            "over.toml",
            "title = \"Over\"\nextends = \"base\"\n[client-credentials]\nurl = \"https://b.example/t\"\nclient-auth = \"params\"\n[client-credentials.params]\nx = \"2\"\n",
        );
        write(
            "loop.toml",
            "title = \"L\"\nextends = \"pool\"\n[client-credentials]\nurl = \"https://b.example/t\"\n",
        );
        write(
            "pool.toml",
            "title = \"P\"\nextends = \"loop\"\n[client-credentials]\nurl = \"https://b.example/t\"\n",
        );
        let catalog = Catalog::new(folder.path().to_owned(), ReadPolicy::default());
        let over = catalog.find("over").unwrap().0;
        let grant = over.client_credentials.unwrap();
        assert_eq!((over.title.as_str(), grant.url.to_string().as_str()), ("Over", "https://b.example/t"));
        assert_eq!(grant.method, Method::Get);
        assert_eq!(grant.params.unwrap().len(), 2);
        assert!(catalog.find("loop").unwrap_err().to_string().contains("cycle"));
    }
}
