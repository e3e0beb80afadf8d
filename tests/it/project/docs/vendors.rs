//! What is generated from the definitions besides the manual: `docs/vendors.md`, the tables of `docs/providers.md`, the
//! vendors in the READMEs, and the new providers in the changelog.

use std::collections::BTreeSet;

use toml::Table;

use super::{assert_committed, home, read};
use crate::support::providers::SOURCES;

/// Comments around the generated part of a page.
const BEGIN: &str = "<!-- Generated from the definitions: UPDATE=1 cargo test --locked --test it docs -->\n";
const END: &str = "<!-- End of the generated part -->\n";

/// The columns of a line in a page that people edit.
const WIDTH: usize = 120;

/// The languages of the pages.
#[derive(Clone, Copy, PartialEq)]
enum Language {
    English,
    Chinese,
}

use Language::{Chinese, English};

/// A built-in definition, with the keys of those that it extends.
struct Definition {
    name: String,
    table: Table,
}

/// The table of a definition merged over those that it extends.
fn merged(name: &str) -> Table {
    let own: Table = read(&format!("src/providers/{name}.toml")).parse().unwrap();
    let Some(base) = own.get("extends").and_then(toml::Value::as_str) else { return own };
    let mut below = merged(base);
    for key in ["aliases", "choose", "family", "keywords", "notes"] {
        below.remove(key);
        below.get_mut("zh").and_then(toml::Value::as_table_mut).map(|zh| zh.remove(key));
    }
    overlay(&mut below, own);
    below
}

fn overlay(below: &mut Table, above: Table) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(toml::Value::Table(inner)), toml::Value::Table(own)) => overlay(inner, own),
            (_, value) => drop(below.insert(key, value)),
        }
    }
}

fn definitions() -> Vec<Definition> {
    let named = |name: String| Definition { table: merged(&name), name };
    home().names().into_keys().map(named).collect()
}

impl Definition {
    /// The value at a path such as `console.url`.
    fn at(&self, path: &str) -> Option<&toml::Value> {
        let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
        let value = self.table.get(first)?;
        rest.map_or(Some(value), |rest| rest.split('.').try_fold(value, |value, key| value.get(key)))
    }

    fn text(&self, path: &str) -> &str {
        self.at(path).and_then(toml::Value::as_str).unwrap_or_default()
    }

    /// The text at `path` in a language; the Chinese one is at `chinese` below `zh`.
    fn localized(&self, language: Language, path: &str, chinese: &str) -> &str {
        let text = if language == Chinese { self.text(&format!("zh.{chinese}")) } else { "" };
        if text.is_empty() { self.text(path) } else { text }
    }

    fn title(&self, language: Language) -> &str {
        self.localized(language, "title", "title")
    }

    /// The names of the tables in the table `key`.
    fn keys(&self, key: &str) -> impl Iterator<Item = &String> {
        self.at(key).and_then(toml::Value::as_table).into_iter().flat_map(Table::keys)
    }

    fn is_application(&self) -> bool {
        (self.at("client-credentials").is_some() || self.at("token").is_some()) && !self.is_source()
    }

    fn has_login(&self) -> bool {
        self.at("authorization-code").is_some() || self.at("device-code").is_some()
    }

    /// Whether a system gives the token to whatever runs there.
    fn is_source(&self) -> bool {
        SOURCES.contains(&self.name.as_str())
    }

    /// Whether it is for every server, not for a vendor's.
    fn is_any_server(&self) -> bool {
        self.text("family") == "oauth2"
    }

    /// The credentials, in the words of the vendor's console: the identifier first. Those that are never needed have no
    /// title.
    fn credentials(&self, language: Language) -> Vec<String> {
        let mut names: Vec<&String> = self.keys("credentials").collect();
        names.sort_by_key(|name| (*name != "client-id", *name != "client-secret"));
        let is_used = |name: &&&String| self.at(&format!("credentials.{name}.title")).is_some();
        let mut titles: Vec<String> = names
            .iter()
            .filter(is_used)
            .map(|name| {
                let (path, chinese) = (format!("credentials.{name}.title"), format!("credentials.{name}"));
                self.localized(language, &path, &chinese).to_owned()
            })
            .collect();
        if titles.is_empty() && self.is_any_server() {
            titles = names.into_iter().map(|name| format!("`{name}`")).collect();
        }
        titles
    }

    /// The flags of the variables that are required, or of the others that a user may want to set.
    fn flags(&self, is_required: bool) -> Vec<String> {
        let wanted = |name: &&String| {
            let has = |key: &str| self.at(&format!("vars.{name}.{key}")).is_some();
            let required = self.at(&format!("vars.{name}.required")).and_then(toml::Value::as_bool);
            *name != "redirect-uri" && required.unwrap_or(false) == is_required && !has("system")
        };
        self.keys("vars").filter(wanted).map(|name| format!("`--{name}`")).collect()
    }

    /// Where the API expects the token.
    fn placement(&self, language: Language) -> String {
        let [header, query] = [["header", "query"], ["请求头", "查询参数"]][usize::from(language == Chinese)];
        let (query_name, name) = (self.text("api.query"), self.text("api.header"));
        match self.at("api.prefix").and_then(toml::Value::as_str) {
            _ if !query_name.is_empty() => format!("{query} `{query_name}`"),
            _ if !name.is_empty() && name != "Authorization" => format!("{header} `{name}`"),
            None | Some("Bearer ") => header.to_owned(),
            Some(prefix) => format!("{header} `{}`", prefix.trim()),
        }
    }

    /// How a person logs in, and the redirect URI to register.
    fn login(&self, language: Language) -> (String, String) {
        let words = match language {
            English => ["browser", "pasted URL", "device", "your own: `--redirect-uri`", ", ", "any port"],
            Chinese => ["浏览器", "粘贴链接", "设备码", "自行指定：`--redirect-uri`", "、", "任意端口"],
        };
        let [browser, pasted, device, own, separator, port] = words;
        let redirect = match self.text("authorize.redirect") {
            "" => "http://127.0.0.1:{port}/callback",
            "{redirect-uri}" => self.text("vars.redirect-uri.default"),
            redirect => redirect,
        };
        let mut ways = Vec::new();
        if self.at("authorize").is_some() {
            ways.push(if redirect.is_empty() { pasted } else { browser });
        }
        if self.at("device-code").is_some() {
            ways.push(device);
        }
        let uri = match redirect {
            _ if self.at("authorize").is_none() => String::new(),
            "" => own.to_owned(),
            redirect if redirect.contains(":{port}") => {
                let [open, close] = if language == English { [" (", ")"] } else { ["（", "）"] };
                format!("`{}`{open}{port}{close}", redirect.replace(":{port}", ""))
            }
            redirect => format!("`{redirect}`"),
        };
        (ways.join(separator), uri)
    }

    fn evidence(&self) -> &str {
        self.text("evidence")
    }
}

/// A row of a table.
fn row<const N: usize>(cells: [String; N]) -> String {
    let cells = cells.map(|cell| cell.replace('|', "\\|").replace('\n', " "));
    format!("| {} |\n", cells.join(" | ")).replace("|  |", "| |")
}

/// The tables of `docs/providers.md`: one for applications, one for people.
fn tables(definitions: &[Definition], language: Language) -> String {
    let words = match language {
        English => [
            "## Application tokens\n\n| provider | service | id and secret | other flags | token is sent in | evidence |\n",
            "\n## User tokens\n\nProviders marked with \\* also issue application tokens; to get a user token from them, add \
             `--grant user`.\n\n| provider | service | login methods | redirect URI to register | revoked by `logout` | \
             evidence |\n",
            "yes",
            ", ",
            "; optional: ",
        ],
        Chinese => [
            "## 应用令牌\n\n| 平台定义 | 平台 | ID 和密钥 | 其他选项 | 令牌的传递位置 | 依据 |\n",
            "\n## 用户令牌\n\n标有 \\* 的平台也颁发应用令牌，获取用户令牌时须添加 `--grant user`。\n\n\
             | 平台定义 | 平台 | 登录方式 | 须登记的回调地址 | `logout` 时撤销 | 依据 |\n",
            "是",
            "、",
            "；可选：",
        ],
    };
    let [applications, people, yes, separator, optional] = words;
    let mut text = format!("{applications}|---|---|---|---|---|---|\n");
    for it in definitions.iter().filter(|it| it.is_application()) {
        let (required, others) = (it.flags(true).join(separator), it.flags(false).join(separator));
        let flags = match (required.is_empty(), others.is_empty()) {
            (_, true) => required,
            (true, false) => optional.trim_start_matches(['；', ';', ' ']).to_owned() + &others,
            (false, false) => format!("{required}{optional}{others}"),
        };
        text += &row([
            format!("`{}`", it.name),
            it.title(language).to_owned(),
            it.credentials(language).join(separator),
            flags,
            it.placement(language),
            it.evidence().to_owned(),
        ]);
    }
    text += &format!("{people}|---|---|---|---|---|---|\n");
    for it in definitions.iter().filter(|it| it.has_login()) {
        let (ways, redirect) = it.login(language);
        let revoked = if it.at("revoke").is_some() { yes } else { "" };
        text += &row([
            format!("`{}`{}", it.name, if it.is_application() { " \\*" } else { "" }),
            it.title(language).to_owned(),
            ways,
            redirect,
            revoked.to_owned(),
            it.evidence().to_owned(),
        ]);
    }
    text
}

/// Compares the generated part of a page, between the comments, or writes it. Without them, it is at the end.
pub fn assert_generated(name: &str, text: &str) {
    let page = read(name);
    let (before, rest) =
        page.split_once(BEGIN).unwrap_or_else(|| panic!("{name} has no line `{}`", BEGIN.trim()));
    let (_, after) = rest.split_once(END).unwrap_or_else(|| panic!("{name} has no line `{}`", END.trim()));
    assert_committed(name, &format!("{before}{BEGIN}{text}{END}{after}"));
}

#[test]
fn docs_list_every_provider_in_tables() {
    let definitions = definitions();
    assert_generated("docs/providers.md", &tables(&definitions, English));
    assert_generated("docs/zh-CN/providers.md", &tables(&definitions, Chinese));
}

/// The number of columns that a text takes.
fn columns(text: &str) -> usize {
    text.chars().map(|letter| if letter >= '\u{1100}' { 2 } else { 1 }).sum()
}

/// `parts` in lines that are not longer than [`WIDTH`]. A line breaks only between two parts.
fn wrapped(parts: &[String], space: &str) -> String {
    let mut lines = vec![String::new()];
    for part in parts {
        let line = lines.last_mut().unwrap();
        if line.is_empty() {
            line.push_str(part);
        } else if columns(line) + columns(part) + space.len() <= WIDTH {
            line.push_str(space);
            line.push_str(part);
        } else {
            lines.push(part.clone());
        }
    }
    lines.join("\n") + "\n"
}

/// The name of a vendor: its title without what distinguishes several definitions.
fn vendor(title: &str, language: Language) -> String {
    let ends: &[char] = if language == English { &[','] } else { &[',', '，', '（', '('] };
    let name = title.split(ends).next().unwrap_or_default();
    // A word in brackets is the Chinese name, or distinguishes.
    match name.split_once(" (") {
        Some((name, rest)) if !is_chinese(rest) => name.to_owned(),
        _ => name.trim().to_owned(),
    }
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

/// The vendors in China, which have a Chinese name, and elsewhere.
fn vendors(definitions: &[Definition], language: Language) -> [Vec<String>; 2] {
    let mut found = [Vec::new(), Vec::new()];
    for it in definitions.iter().filter(|it| !it.is_any_server()) {
        let place = &mut found[usize::from(!is_chinese(it.title(English)))];
        let name = vendor(it.title(language), language);
        if !place.contains(&name) {
            place.push(name);
        }
    }
    found.each_mut().map(|names| {
        names.sort_by_key(|name| name.to_lowercase());
        std::mem::take(names)
    })
}

#[test]
fn docs_readmes_list_every_vendor() {
    let definitions = definitions();
    for (name, language) in [("README.md", English), ("README.zh-CN.md", Chinese)] {
        let (titles, [comma, stop], space) = match language {
            English => (["**In China:** ", "**Elsewhere:** "], [",", "."], " "),
            Chinese => (["**国内**：", "**国外**："], ["、", "。"], ""),
        };
        let paragraphs = vendors(&definitions, language).into_iter().zip(titles).map(|(names, title)| {
            let last = names.len() - 1;
            let mark =
                |(at, name): (usize, String)| format!("{name}{}", if at == last { stop } else { comma });
            let mut parts: Vec<String> = names.into_iter().enumerate().map(mark).collect();
            parts[0].insert_str(0, title);
            wrapped(&parts, space)
        });
        let text = paragraphs.collect::<Vec<_>>().join("\n");
        assert_generated(name, &format!("\n{text}\n"));
    }
}

/// Each provider is in an entry of the changelog. Those that no other entry names are in that of the new ones.
#[test]
fn docs_changelog_names_every_provider() {
    const ENTRY: &str = "- New providers: ";
    let page = read("CHANGELOG.md");
    let (before, rest) = page.split_once(ENTRY).expect("the changelog has an entry for new providers");
    let end = rest.find("\n- ").into_iter().chain(rest.find("\n\n")).min().unwrap() + 1;
    let (listed, after) = rest.split_at(end);
    let mut names: BTreeSet<String> = listed.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    let others = format!("{before}{after}");
    let is_new = |name: &String| !others.contains(&format!("`{name}`"));
    names.extend(home().names().into_keys().filter(is_new));
    let last = names.len() - 1;
    let mark = |(at, name): (usize, String)| format!("`{name}`{}", if at == last { "." } else { "," });
    let mut parts: Vec<String> = ENTRY.trim_end().split_inclusive(": ").map(str::to_owned).collect();
    parts.extend(names.into_iter().enumerate().map(mark));
    let entry = wrapped(&parts, " ").replace('\n', "\n  ");
    assert_committed("CHANGELOG.md", &format!("{before}{}\n{after}", entry.trim_end()));
}

/// What `docs/vendors.md` says about a definition before its codes: a list.
pub fn details(name: &str, is_english: bool) -> String {
    let language = if is_english { English } else { Chinese };
    let it = Definition { name: name.to_owned(), table: merged(name) };
    let (labels, marks) = match language {
        English => (
            [
                "For",
                "Evidence",
                "Register",
                "ID and secret",
                "Also required",
                "Redirect URI to register",
                "Note",
            ],
            [": ", ", ", "; ", " (", ")", "not confirmed by the vendor's documentation"],
        ),
        Chinese => (
            ["适用", "依据", "登记", "ID 和密钥", "另需", "须登记的回调地址", "说明"],
            ["：", "，", "；", "（", "）", "未经平台文档确认"],
        ),
    };
    let [colon, comma, semicolon, open, close, unconfirmed] = marks;
    let [choose, evidence, register, credentials, required, redirect, note] = labels;
    let mut lines = vec![(choose, it.localized(language, "choose", "choose").to_owned())];
    let (source, date) = (it.text("evidence-source"), it.text("evidence-date"));
    lines.push((evidence, format!("{}{comma}{date}{colon}{source}", it.evidence())));
    if it.at("console").is_some() {
        let (url, steps) = (it.text("console.url"), it.localized(language, "console.steps", "steps"));
        let place = match url {
            "" => String::new(),
            url if url.contains('{') => format!("`{url}`{comma}"),
            url => format!("<{url}>{comma}"),
        };
        let is_sure = it.text("console.status") == "verified";
        let doubt = if is_sure { String::new() } else { format!("{open}{unconfirmed}{close}") };
        lines.push((register, format!("{place}{steps}{doubt}")));
    }
    let variables = |name: &str| -> Vec<String> {
        let list = it.at(&format!("credentials.{name}.env")).and_then(toml::Value::as_array);
        let names = list.into_iter().flatten().filter_map(toml::Value::as_str);
        names.map(|name| format!("`{name}`")).collect()
    };
    let variables: Vec<String> = ["client-id", "client-secret"].into_iter().flat_map(variables).collect();
    let titles = it.credentials(language);
    if !titles.is_empty() {
        let variables = if variables.is_empty() {
            String::new()
        } else {
            format!("{semicolon}{}", variables.join(comma))
        };
        lines.push((credentials, format!("{}{variables}", titles.join(comma))));
    }
    let is_required = |name: &&String| {
        let required = it.at(&format!("vars.{name}.required")).and_then(toml::Value::as_bool);
        required.unwrap_or(false)
            && *name != "redirect-uri"
            && it.at(&format!("vars.{name}.system")).is_none()
    };
    let variable = |name: &String| {
        let help = it.localized(language, &format!("vars.{name}.help"), &format!("vars.{name}"));
        format!("`--{name}`{open}{help}{close}")
    };
    lines.push((required, it.keys("vars").filter(is_required).map(variable).collect::<Vec<_>>().join(comma)));
    lines.push((redirect, it.login(language).1));
    lines.push((
        note,
        it.localized(language, "notes", "notes").trim().replace("\r\n", "\n").replace('\n', " "),
    ));
    let lines = lines.into_iter().filter(|(_, text)| !text.is_empty());
    lines.map(|(label, text)| format!("- {label}{colon}{text}\n")).collect()
}
