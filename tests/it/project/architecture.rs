//! The architecture's rules: data flows one way, vendors are data, capabilities are limited to certain files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The dependencies between rooms: each room, and the rooms it may use. A room may always use itself and
/// those in [`OPEN`].
const ARROWS: &[(&str, &[&str])] = &[
    (
        "app",
        &[
            "broker",
            "cli",
            "crypto",
            "duration",
            "http",
            "keyring",
            "oauth",
            "output",
            "path_lookup",
            "permit",
            "provider",
            "secret_source",
            "settings",
            "signals",
            "store",
            "template",
            "token",
            "trusted_file",
        ],
    ),
    (
        "broker",
        &[
            "cli", "crypto", "duration", "oauth", "permit", "provider", "settings", "signals", "store",
            "token",
        ],
    ),
    ("check", &[]),
    ("color", &[]),
    ("cli", &["duration", "output", "provider", "reserved", "suggest"]),
    (
        "commands",
        &[
            "app",
            "broker",
            "cli",
            "commands",
            "crypto",
            "duration",
            "fastpath",
            "http",
            "import",
            "keyring",
            "memory",
            "oauth",
            "output",
            "packed",
            "paint",
            "path_lookup",
            "provider",
            "reserved",
            "secret_source",
            "settings",
            "signals",
            "store",
            "suggest",
            "table",
            "template",
            "terminal",
            "token",
            "toml_file",
            "trusted_file",
        ],
    ),
    ("config", &["duration", "secret_source", "store", "toml_file", "trusted_file"]),
    ("crypto", &[]),
    ("duration", &[]),
    ("error", &[]),
    // Checks the inputs of a record without resolving the settings.
    ("fastpath", &["cli", "settings", "store", "token", "trusted_file"]),
    ("http", &["crypto", "permit", "signals", "template", "trusted_file"]),
    ("keyring", &["signals"]),
    ("layout", &[]),
    ("lib", &[]),
    ("import", &["crypto", "http", "provider", "toml_file"]),
    ("main", &["commands", "memory", "signals"]),
    // The only room that may use the arena.
    ("memory", &["fastpath"]),
    ("message", &[]),
    ("oauth", &["crypto", "duration", "http", "provider", "settings", "template", "token"]),
    ("output", &["duration", "provider", "reserved", "signals", "template", "token", "trusted_file"]),
    ("packed", &[]),
    ("paint", &[]),
    ("path_lookup", &["trusted_file"]),
    ("permit", &[]),
    (
        "provider",
        &[
            "duration",
            // Whether a URL is one of those that a definition may have.
            "http",
            "oauth",
            "packed",
            "reserved",
            "secret_source",
            "suggest",
            "template",
            "toml_file",
            "trusted_file",
        ],
    ),
    ("report", &["paint", "signals"]),
    ("reserved", &[]),
    ("sanitize", &[]),
    ("secret", &[]),
    ("secret_source", &["keyring", "template"]),
    (
        "settings",
        &[
            "cli",
            "config",
            "crypto",
            "duration",
            "fastpath",
            "http",
            "keyring",
            "oauth",
            "output",
            "path_lookup",
            "provider",
            "secret_source",
            "signals",
            "store",
            "suggest",
            "template",
            // Which token the user wants.
            "token",
            "toml_file",
            "trusted_file",
        ],
    ),
    ("signals", &[]),
    ("store", &["crypto", "keyring", "permit", "signals", "token", "trusted_file"]),
    ("suggest", &[]),
    ("table", &[]),
    ("template", &[]),
    ("terminal", &["signals"]),
    ("token", &[]),
    ("toml_file", &["suggest"]),
    ("trusted_file", &["fastpath", "signals"]),
];

/// Rooms that every room may use.
const OPEN: [&str; 8] = ["check", "color", "error", "layout", "message", "report", "sanitize", "secret"];

/// What only certain files may do: the words for it in the code, and those files.
const CAPABILITIES: &[(&str, &[&str], &[&str])] = &[
    (
        "read the environment",
        &["env::var", "vars_os", "temp_dir", "home_dir", "config_dir()"],
        // libdbus reads the address of the bus from there.
        &["report/language.rs", "settings.rs", "settings/environment.rs", "keyring/secret_service.rs"],
    ),
    (
        "open a connection",
        &["ureq::"],
        &["http.rs", "http/connect.rs", "http/failure.rs", "http/probe.rs", "http/tunnel.rs", "http/url.rs"],
    ),
    // The loopback server connects only to itself, to wake up.
    ("connect to a socket", &["TcpStream::connect"], &["http/race.rs", "http/loopback_server.rs"]),
    ("look up a name", &["to_socket_addrs"], &["http/lookup.rs"]),
    (
        "open the keyring",
        &["dbus_secret_service", "keyring_core", "security_framework", "windows_native_keyring_store"],
        &["keyring/credential_manager.rs", "keyring/keychain.rs", "keyring/secret_service.rs"],
    ),
    (
        "ask the keyring for an item",
        &["keyring::read", "keyring::write", "keyring::remove"],
        &["app/credentials.rs", "commands/config/secret.rs", "store/local/keyring.rs"],
    ),
    (
        "read stdin",
        &["io::stdin"],
        &[
            "app/credentials.rs",
            // Only checks whether it is a terminal.
            "commands/api/target.rs",
            "commands/login/authorization_code.rs",
            "terminal.rs",
            "terminal/console.rs",
            "terminal/tty.rs",
        ],
    ),
    (
        "ask for the time",
        &["Utc::now", "SystemTime"],
        &[
            "app.rs",
            "app/example_runner.rs",
            // Once per call, before anything is resolved.
            "commands.rs",
            "commands/api.rs",
            "commands/cache.rs",
            "commands/demo/token.rs",
            "commands/doctor/network.rs",
            "commands/doctor/profile.rs",
            "commands/inspect.rs",
            "commands/login.rs",
            "commands/status.rs",
            "commands/login/device.rs",
            "commands/login/authorization_code.rs",
            // Whether the system was suspended meanwhile.
            "permit.rs",
        ],
    ),
    // `color.rs` only asks what they are: terminals, and how wide.
    ("write to stdout", &["io::stdout", "println!("], &["color.rs", "output/stdout.rs"]),
    ("write to stderr", &["io::stderr", "eprintln!("], &["color.rs", "report.rs"]),
    (
        "run another program",
        &["process::Command", "process::{"],
        &[
            "app/helper.rs",
            "commands/demo/stage.rs",
            "commands/exec.rs",
            "commands/login/browser.rs",
            "commands/man.rs",
        ],
    ),
    (
        "call what the compiler cannot check",
        &["unsafe {"],
        &[
            "memory.rs",
            "output/stdout.rs",
            "signals.rs",
            "signals/postponed.rs",
            "signals/windows.rs",
            "terminal/console.rs",
            "trusted_file/rule.rs",
            "trusted_file/security.rs",
        ],
    ),
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every Rust file below `folder`: its relative path, and its text without unit tests and comments.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                found.push((name, code(&std::fs::read_to_string(path).unwrap())));
            }
        }
    }
    found
}

fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// `store/lock.rs` and `store.rs` are in the room `store`.
fn room(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or_default()
}

/// The rooms that `text` names after `crate::` or, in main, after `gettoken::`.
fn used_rooms(text: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for start in ["crate::", "gettoken::"] {
        for (at, _) in text.match_indices(start) {
            // A longer word that ends in `gettoken::` would also match; there is none.
            let rest = &text[at + start.len()..];
            if let Some(list) = rest.strip_prefix('{') {
                let end = list.find("};").unwrap_or(list.len());
                let mut depth = 0;
                let top: String = list[..end]
                    .chars()
                    .filter(|letter| {
                        depth += i32::from(*letter == '{') - i32::from(*letter == '}');
                        depth == 0
                    })
                    .collect();
                let words = top.split(',').filter_map(|item| item.trim().split(':').next());
                rooms.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
            } else {
                let word: String =
                    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                rooms.insert(word);
            }
        }
    }
    // The empty word of `crate::` before a macro parameter.
    rooms.remove("");
    rooms
}

/// Every dependency that is not in the table, as a message.
fn forbidden_dependencies(files: &[(String, String)]) -> Vec<String> {
    let table: BTreeMap<_, _> = ARROWS.iter().copied().collect();
    let mut wrong = Vec::new();
    for (file, text) in files {
        let from = room(file);
        let Some(allowed) = table.get(from) else {
            wrong.push(format!("{file} is in no room of the table"));
            continue;
        };
        for to in used_rooms(text) {
            if to != from && !OPEN.contains(&to.as_str()) && !allowed.contains(&to.as_str()) {
                wrong.push(format!("{file} may not use `{to}`"));
            }
        }
    }
    wrong
}

/// Host names in code, and their files. The servers for metadata are the only ones that http may reach, so a
/// definition, which may be anybody's, cannot add one.
const HOSTS: [(&str, &str); 2] =
    [("http/url.rs", "\"metadata.google.internal\""), ("http/url.rs", "\"metadata.tencentyun.com\"")];

/// Vendors named in code: the name of a definition as a whole word.
fn vendors_named(files: &[(String, String)], names: &[String]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (file, text) in files.iter().filter(|(file, _)| file != "provider/builtin.rs") {
        let mut lower = text.to_lowercase();
        for (_, host) in HOSTS.iter().filter(|(allowed, _)| allowed == file) {
            lower = lower.replacen(host, "", 1);
        }
        for name in names {
            let is_word = |at: usize| {
                let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
                !inside(lower[..at].chars().next_back()) && !inside(lower[at + name.len()..].chars().next())
            };
            if lower.match_indices(name.as_str()).any(|(at, _)| is_word(at)) {
                wrong.push(format!("{file} names `{name}`"));
            }
        }
    }
    wrong
}

fn vendors() -> Vec<String> {
    std::fs::read_dir(source().join("providers"))
        .unwrap()
        .flatten()
        .filter_map(|entry| Some(entry.file_name().to_str()?.strip_suffix(".toml")?.to_owned()))
        // A standard, not a vendor, and words of the language and of texts.
        .filter(|name| !["box", "line", "oauth2"].contains(&&**name))
        .collect()
}

#[test]
fn rooms_use_only_allowed_rooms() {
    let wrong = forbidden_dependencies(&files(&source()));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn forbidden_dependency_is_detected() {
    let planted = |file: &str, text: &str| forbidden_dependencies(&[(file.to_owned(), code(text))]);
    assert_eq!(
        planted("oauth/response/expiry.rs", "use crate::store::Store;"),
        ["oauth/response/expiry.rs may not use `store`"]
    );
    assert_eq!(
        planted("store.rs", "use crate::{\n    http::Client,\n    crypto,\n};"),
        ["store.rs may not use `http`"]
    );
    assert_eq!(planted("store.rs", "fn f() { crate::http::send() }"), ["store.rs may not use `http`"]);
    assert_eq!(planted("utils.rs", ""), ["utils.rs is in no room of the table"]);
    assert!(planted("store.rs", "// crate::http\nuse crate::crypto::sha256;").is_empty());
}

/// Files of a command that name the module of another command.
fn commands_that_use_another(files: &[(String, String)]) -> Vec<String> {
    let command = |file: &str| {
        let below = file.strip_prefix("commands/")?;
        below.split(['/', '.']).next().map(str::to_owned)
    };
    let commands: BTreeSet<String> = files.iter().filter_map(|(file, _)| command(file)).collect();
    let mut wrong = Vec::new();
    for (file, text) in files {
        let Some(own) = command(file) else { continue };
        let depth = file.matches('/').count();
        let up = "super::".repeat(depth);
        for other in commands.iter().filter(|other| **other != own) {
            let paths = [format!("commands::{other}"), format!("use {up}{other}")];
            if paths.iter().any(|path| text.contains(path.as_str())) {
                wrong.push(format!("{file} uses the command `{other}`"));
            }
        }
        if text.contains("commands::{") || text.contains(&format!("use {up}{{")) && depth == 1 {
            wrong.push(format!("{file} uses commands through a list, which this test cannot check"));
        }
    }
    wrong
}

#[test]
fn commands_do_not_use_each_other() {
    let wrong = commands_that_use_another(&files(&source()));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn command_that_uses_another_is_detected() {
    let planted = |text: &str| {
        let files =
            [("commands/fetch.rs", ""), ("commands/login/page.rs", ""), ("commands/api/pages.rs", text)];
        commands_that_use_another(&files.map(|(file, text)| (file.to_owned(), code(text))))
    };
    assert_eq!(planted("use super::super::fetch;"), ["commands/api/pages.rs uses the command `fetch`"]);
    assert_eq!(
        planted("use crate::commands::login::page;"),
        ["commands/api/pages.rs uses the command `login`"]
    );
    assert!(planted("use super::target::ask;\nuse crate::cli::Login;").is_empty());
}

#[test]
fn no_vendor_is_named_in_code() {
    let wrong = vendors_named(&files(&source()), &vendors());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn vendor_named_in_code_is_detected() {
    let planted = |text: &str| vendors_named(&[("oauth/flow.rs".to_owned(), code(text))], &vendors());
    assert_eq!(planted("if name == \"wecom\" {}"), ["oauth/flow.rs names `wecom`"]);
    assert!(planted("// as wecom does\nlet wecommend = 1;").is_empty());
    let host = "[\"metadata.google.internal\"]";
    assert_eq!(planted(host), ["oauth/flow.rs names `google`"]);
    let of_http = |text: &str| vendors_named(&[("http/url.rs".to_owned(), code(text))], &vendors());
    assert!(of_http(host).is_empty());
    assert_eq!(of_http(&(host.to_owned() + host)), ["http/url.rs names `google`"]);
}

#[test]
fn capabilities_are_limited_to_certain_files() {
    let mut wrong = Vec::new();
    for (file, text) in files(&source()) {
        for (capability, words, rooms) in CAPABILITIES {
            let allowed =
                rooms.contains(&file.as_str()) || file == "main.rs" && *capability == "read the environment";
            if !allowed && words.iter().any(|word| text.contains(word)) {
                wrong.push(format!("{file} may not {capability}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Settings return their findings as values, and the caller prints them.
#[test]
fn settings_do_not_print() {
    let prints = |(file, text): &(String, String)| room(file) == "settings" && text.contains("report::");
    let wrong: Vec<_> = files(&source()).into_iter().filter(prints).map(|(file, _)| file).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn top_level_modules_have_a_doc_comment() {
    for file in std::fs::read_dir(source()).unwrap().flatten() {
        let path = file.path();
        if path.extension().is_some_and(|ending| ending == "rs") {
            assert!(std::fs::read_to_string(&path).unwrap().starts_with("//! "), "{}", path.display());
        }
    }
}

/// libtest hides what a passing test prints, and the final list would not contain the test.
#[test]
fn tests_are_skipped_only_through_tools() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let wrong: Vec<String> = files(&tests)
        .into_iter()
        .filter(|(file, text)| file != "it/project/architecture.rs" && text.contains("eprint"))
        .map(|(file, _)| format!("{file} prints, but only `tools::skip` and `tools::leave_out` may"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The codes of the message catalog, which has one per line.
fn message_codes() -> BTreeSet<String> {
    let text = std::fs::read_to_string(source().join("messages/en.toml")).unwrap();
    text.lines().filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect()
}

/// The string literals in `text`, provided that none contains an escaped quotation mark.
fn strings(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

#[test]
fn message_codes_and_catalog_agree() {
    const BEFORE: [&str; 6] =
        ["Message::new(", ".hint(", "report::note(|| ", "report::say(", "report::warn(", "Error::new(Kind::"];
    let (codes, mut used, mut unknown) = (message_codes(), BTreeSet::new(), Vec::new());
    for (file, text) in files(&source()) {
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(");
        used.extend(text.split('"').filter(|quoted| codes.contains(*quoted)).map(str::to_owned));
        for start in BEFORE {
            for (at, _) in text.match_indices(start) {
                let rest = &text[at + start.len()..];
                let rest = if start.ends_with("Kind::") { rest.split_once(", ").unwrap().1 } else { rest };
                if let Some(code) = rest.starts_with('"').then(|| strings(rest).next()).flatten()
                    && !codes.contains(code)
                {
                    unknown.push(format!("{file}: `{code}` is not in the catalog"));
                }
            }
        }
    }
    assert_eq!(unknown, Vec::<String>::new());
    let is_used = |code: &&String| {
        let of = |suffix| code.strip_suffix(suffix).is_some_and(|code: &str| used.contains(code));
        used.contains(*code) || ["-hint", "-long", "-examples", "-shown"].into_iter().any(of)
    };
    let unused: Vec<&String> = codes.iter().filter(|code| !is_used(code)).collect();
    assert_eq!(unused, Vec::<&String>::new(), "unused texts");
}

/// Former names of files, modules and types, which nobody would search for.
const OUTDATED: &str = "apart ask asked chosen document dress endpoint escape fit given item keeping lacking lending memo \
                        ownership patience place places play program reach refused rehearsal seen sign spoken \
                        strangers told watch window witness";

/// Files, modules and types in `files` that have one of these names.
fn outdated_names(files: &[(String, String)]) -> Vec<String> {
    let is_outdated = |name: &str| OUTDATED.split_whitespace().any(|old| old == name.to_lowercase());
    let mut found = Vec::new();
    for (file, text) in files {
        let stem = file.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        let named =
            words.windows(2).filter(|pair| ["enum", "mod", "struct", "trait", "type"].contains(&pair[0]));
        let names = named.map(|pair| pair[1]).chain([stem]).filter(|name| is_outdated(name));
        found.extend(names.map(|name| format!("{file}: {name}")));
    }
    found
}

#[test]
fn no_file_module_or_type_has_an_outdated_name() {
    assert_eq!(outdated_names(&files(&source())), Vec::<String>::new());
    let planted = ("store/memo.rs".to_owned(), "pub struct Asked(u8);".to_owned());
    assert_eq!(outdated_names(&[planted]), ["store/memo.rs: Asked", "store/memo.rs: memo"]);
}
