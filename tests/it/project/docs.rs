//! Keeps help, man pages and README in agreement: the man pages are generated from the clap tree, committed,
//! and compared here. `UPDATE=1 cargo test --test it docs` regenerates them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use gettoken::cli::args::{general, global};
use gettoken::cli::{self, EarlyArgs, Names, Verb};
use gettoken::commands::ROOT;
use gettoken::settings::{ConfigDir, Environment};
use serde_json::Value;

use crate::support::environment::TestEnv;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The program without a config and without user-defined providers.
fn home() -> ConfigDir {
    let args = ["gettoken", "--config-dir=/nonexistent"].map(OsString::from);
    ConfigDir::without_config(&EarlyArgs::read(&args), Environment::empty())
}

/// Compares `text` with the committed file, or writes the file.
fn assert_committed(name: &str, text: &str) {
    let path = root().join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == text, "{name} is out of date: run `UPDATE=1 cargo test --test it docs`");
}

/// Sections of gettoken(1) that are not in the clap tree.
const EXTRA_SECTIONS: &str = r#".SH "EXIT STATUS"
.TP 4
0
Success: the result is on standard output.
.TP
1
A bug in gettoken.
.TP
2
Invalid flags or arguments.
.TP
3
Invalid config file, missing credential, unsafe file mode, http URL, or no keyring although one is configured.
.TP
4
A person must log in or unlock the keyring.
.TP
5
The vendor refused the request: wrong credentials, scope, permission, IP allowlist or quota.
.TP
6
Network error: host name not found, connection failed, or timeout. A retry may succeed.
.TP
7
The vendor is busy or limits the number of requests, or another process holds the lock for too long. A retry may
succeed.
.TP
8
The response cannot be used: it is a redirect, or it is malformed, too large or unsafe, or TLS failed.
.TP
9
Standard output could not be written, a required cache write failed, or
.B \-\-offline
found no usable token in the cache.
.TP
10
A secret command failed.
.TP
.RB "126, 127 (only " "gettoken exec" )
The command cannot be run (126) or does not exist (127).
Otherwise, the exit status is that of the command.
.SH ENVIRONMENT
The help of each provider
.RB ( "gettoken PROVIDER \-\-help" )
lists its own variables.
.TP
.B GETTOKEN_CONFIG_DIR
The directory that contains the files below.
.TP
.B GETTOKEN_LANG
The language of help and messages,
.B en
or
.BR zh .
Without it, the locale decides
.RB ( LC_ALL ,
.B LC_MESSAGES
or
.BR LANG ):
Chinese if its language is
.B zh
and its character set is UTF-8, otherwise English.
Output for programs is always in English: that of
.B \-o
.BR text ,
.B \-\-error\-format json
and
.BR \-\-json .
.TP
.BR NO_COLOR ", " CLICOLOR_FORCE ", " TERM
No colors if
.B NO_COLOR
is set or
.B TERM
is
.BR dumb ;
colors in a pipe too if
.B CLICOLOR_FORCE
is set.
.B \-\-color
takes precedence.
.TP
.BR HTTPS_PROXY ", " ALL_PROXY ", " NO_PROXY
The proxy settings, as in curl.
The same names in lower case also work, and take precedence.
.TP
.BR SSL_CERT_FILE ", " SSL_CERT_DIR
Certificate authorities to trust instead of the system's.
.SH FILES
.TP
.I ~/.config/gettoken/config.toml
See
.BR gettoken\-config (5).
.TP
.I ~/.config/gettoken/providers/NAME.toml
Your own provider definitions; see
.BR gettoken\-provider (5).
.TP
.I ~/.config/gettoken/tokens/
Cached tokens and sessions, accessible only by you.
.SH EXAMPLES
.nf
gettoken demo
T=$(gettoken alimail \-o token)
gettoken alimail \-o header | curl \-H @\- https://alimail\-cn.aliyuncs.com/v2/domains
gettoken dingtalk \-o curl | curl \-K \- https://oapi.dingtalk.com/department/list
gettoken exec alimail \-\- ./report.sh
.fi
"#;

/// The section DESCRIPTION of gettoken(1).
const DESCRIPTION: &str = r#".SH DESCRIPTION
A
.I provider
is a vendor, or any server that follows a standard such as OAuth 2.0; a definition describes how it issues tokens.
Many are built in, and
.B gettoken providers list
lists them.
A
.I profile
is an account of your own with a provider: a table in the config file with a client id, and with the place of the client
secret.
Without a profile, the name of a provider is enough if flags or environment variables have the rest.
.PP
.B gettoken man COMMAND
shows the page of a command, for example
.BR "gettoken man login" ,
and
.B gettoken man list
lists all pages.
"#;

fn page(command: clap::Command, title: &str) -> String {
    let mut text = Vec::new();
    let has_commands = command.get_subcommands().next().is_some();
    // The section NAME has the short description.
    let has_description = command.get_long_about().is_some();
    let man = clap_mangen::Man::new(command).title(title).manual("gettoken manual");
    let man = man.source(concat!("gettoken ", env!("CARGO_PKG_VERSION")));
    let out = &mut text;
    man.render_title(out).unwrap();
    man.render_name_section(out).unwrap();
    man.render_synopsis_section(out).unwrap();
    if title == "gettoken" {
        out.extend_from_slice(DESCRIPTION.as_bytes());
    } else if has_description {
        man.render_description_section(out).unwrap();
    }
    man.render_options_section(out).unwrap();
    if has_commands {
        man.render_subcommands_section(out).unwrap();
    }
    let more = if title == "gettoken" { EXTRA_SECTIONS } else { "" };
    format!("{}{more}{}", with_short_values(&String::from_utf8(text).unwrap()), see_also(title))
}

/// The page with the possible values of each option in one paragraph, instead of a list with a line for each.
fn with_short_values(page: &str) -> String {
    const LIST: &str = "\\fIPossible values:\\fR\n.RS 14\n";
    let mut parts = page.split(LIST);
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let (list, rest) = part.split_once(".RE\n").unwrap();
        let values: Vec<&str> = list.lines().filter(|line| !line.starts_with(".IP")).collect();
        text.push_str(&format!("Possible values: {}\n{rest}", values.join(", ")));
    }
    text
}

/// The section SEE ALSO of a page, without the page itself.
fn see_also(title: &str) -> String {
    let pages = [("gettoken", 1), ("gettoken-profile", 1), ("gettoken-config", 5), ("gettoken-provider", 5)];
    let others = pages.into_iter().filter(|page| *page != (title, 1));
    let lines: Vec<String> =
        others.map(|(name, section)| format!(".BR {} ({section})", name.replace('-', "\\-"))).collect();
    format!(".SH \"SEE ALSO\"\n{}\n", lines.join(",\n"))
}

/// Collects the pages of all commands below `command`; `before` is the command line up to it.
fn pages(command: &clap::Command, before: &str, found: &mut Vec<(String, clap::Command)>) {
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let command_line = format!("{before} {}", sub.get_name());
        pages(sub, &command_line, found);
        let name = command_line.replace(' ', "-");
        found.push((
            name.clone(),
            sub.clone().disable_help_subcommand(true).bin_name(command_line).display_name(name),
        ));
    }
}

/// The arguments that a profile has below this command.
fn profile_page<R>(verb: &Verb<R>) -> clap::Command {
    let profile = verb.profile.unwrap()(clap::Command::new("PROFILE"), &general());
    (verb.args)(profile).args(global())
}

/// Commands that take a profile, and the descriptions of their pages.
const PAGES: [(&str, &str); 5] = [
    ("api", "Call the vendor's API with the token"),
    ("doctor", "Diagnose problems with the configuration, the cache and the network"),
    ("fetch", "Get a token, even from a profile whose name is a command"),
    ("login", "Log in to a provider or a profile of your own"),
    ("logout", "Log out of a provider or a profile of your own"),
];

#[test]
fn man_pages_match_the_clap_tree() {
    let home = home();
    let words: Vec<&str> = ROOT.verbs.iter().map(|verb| verb.name).collect();
    let tree = cli::tree(&ROOT, &Names::new(), &|word| home.definition(word), &words, true).unwrap();
    let mut tree = tree.disable_help_subcommand(true).subcommand_help_heading("COMMANDS");
    tree.build();
    let mut all = Vec::new();
    pages(&tree, "gettoken", &mut all);
    all.retain(|(name, _)| PAGES.iter().all(|(verb, _)| *name != format!("gettoken-{verb}")));
    for (verb, about) in PAGES {
        let name = format!("gettoken-{verb}");
        let page = profile_page(ROOT.find(verb).unwrap()).about(about);
        let (page, profile) = match verb {
            "doctor" => (page.override_usage(None::<&str>), "[PROFILE]"),
            _ => (page, "PROFILE"),
        };
        all.push((name.clone(), page.bin_name(format!("gettoken {verb} {profile}")).display_name(name)));
    }
    let page_of_all = profile_page(&ROOT);
    all.push((
        "gettoken-profile".to_owned(),
        page_of_all
            .about("Get a token from a provider or from your own profile")
            .bin_name("gettoken PROFILE")
            .display_name("gettoken-profile"),
    ));
    all.push(("gettoken".to_owned(), tree));
    for (name, command) in all {
        assert_committed(&format!("man/{name}.1"), &page(command, &name));
    }
}

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// The shell blocks of a Markdown file.
fn blocks(text: &str) -> Vec<String> {
    let parts = text.split("```").skip(1).step_by(2);
    let commands =
        parts.filter_map(|part| part.strip_prefix("sh\n").or_else(|| part.strip_prefix("console\n")));
    commands.map(|block| block.trim().to_owned()).collect()
}

#[test]
fn readme_begins_with_the_demo_and_the_test_command() {
    for name in ["README.md", "README.zh-CN.md"] {
        let blocks = blocks(&read(name));
        assert_eq!(blocks[0], "cargo run --locked -- demo", "{name}");
        assert_eq!(blocks[1], "cargo test --locked", "{name}");
    }
    assert!(read(".ci/run").contains("cargo test --locked"), ".ci/run must use the README's test command");
}

#[test]
fn readmes_name_every_provider_format_and_exit_code() {
    let home = home();
    for name in ["README.md", "README.zh-CN.md"] {
        let text = read(name);
        for provider in home.names().keys() {
            assert!(text.contains(&format!("`{provider}`")), "{name} does not name {provider}");
        }
        for format in gettoken::output::Format::all() {
            assert!(
                text.contains(&format!("`{}`", format.word())),
                "{name} does not name -o {}",
                format.word()
            );
        }
        for code in 0..=10 {
            assert!(text.contains(&format!("| {code} |")), "{name} does not explain exit code {code}");
        }
    }
}

#[test]
fn readmes_show_the_same_commands() {
    let shown = |name: &str| -> Vec<String> {
        let lines = blocks(&read(name)).join("\n");
        let commands = lines.lines().map(|line| line.split('#').next().unwrap_or_default().trim().to_owned());
        commands.filter(|line| !line.is_empty()).collect()
    };
    assert_eq!(shown("README.md"), shown("README.zh-CN.md"));
}

#[test]
fn no_document_contains_a_home_path() {
    let mut found = Vec::new();
    for name in [
        "README.md",
        "README.zh-CN.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "STYLE.md",
        ".ci/run",
        "Cargo.toml",
    ] {
        let text = read(name);
        for word in ["/home/", "/root/"] {
            if text.contains(word) {
                found.push(format!("{name}: {word}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:?}");
}

const CODES: &str = "# Error codes of the built-in providers

`gettoken explain PROVIDER CODE` explains one of these codes, `gettoken explain PROVIDER` lists those of a provider, and
the standard codes of OAuth 2.0 are known for every provider. A trailing `*` stands for any ending.

| Meaning | Exit status | What gettoken does |
|---|---|---|
| wrong credentials | 5 | does not try again |
| no permission | 5 | does not try again |
| quota used up | 5 | does not try again |
| token rejected | 5 | `gettoken api` gets a new token and repeats the call once |
| login required | 4 | asks for `gettoken login` |
| too many requests | 7 | waits and tries again |
| temporary failure | 7 | waits and tries again |

This page is generated from the definitions: `UPDATE=1 cargo test --test it docs`.
";

/// The words for a class in the output of `explain`.
fn class_words(class: &str) -> &'static str {
    match class {
        "bad-credentials" => "wrong credentials",
        "denied" => "no permission",
        "quota" => "quota used up",
        "token-invalid" => "token rejected",
        "reauth" => "login required",
        "rate-limit" => "too many requests",
        "transient" => "temporary failure",
        other => panic!("no words for {other}"),
    }
}

/// A row of the table for one code.
fn code_row(code: &Value) -> String {
    let cell = |texts: Vec<String>| {
        let mut texts: Vec<String> =
            texts.into_iter().map(|text| text.replace('|', "\\|").replace('\n', " ")).collect();
        texts.dedup();
        texts.join("; ")
    };
    let list = |value: &Value| value.as_array().unwrap().clone();
    let meanings = list(&code["meanings"]);
    let classes: Vec<(String, String)> = meanings
        .iter()
        .filter_map(|meaning| {
            let class = class_words(meaning["class"].as_str()?);
            let place = match meaning["at"].as_str().unwrap() {
                "token" => "token endpoint",
                "login" => "login",
                _ => "API",
            };
            Some((class.to_owned(), place.to_owned()))
        })
        .collect();
    let is_same = classes.iter().all(|(class, _)| *class == classes[0].0);
    let classes =
        classes.into_iter().map(|(class, place)| if is_same { class } else { format!("{class} ({place})") });
    let hints = meanings.iter().filter_map(|meaning| meaning["hint"].as_str().map(str::to_owned));
    let words = list(&code["words"]).iter().map(|text| text.as_str().unwrap().to_owned()).collect();
    let when = code["when"].as_str().map(str::to_owned).into_iter().collect();
    format!(
        "| `{}` | {} | {} | {} | {} |\n",
        code["code"].as_str().unwrap(),
        cell(classes.collect()),
        cell(when),
        cell(hints.collect()),
        cell(words)
    )
}

#[test]
fn docs_list_the_codes_of_every_provider() {
    let env = TestEnv::new();
    let mut text = CODES.to_owned();
    for (name, title) in home().names() {
        let found = env.gettoken(&["explain", &name, "--json"]).run().success();
        let found: Value = serde_json::from_str(&found).unwrap();
        let rows: String = found["codes"].as_array().unwrap().iter().map(code_row).collect();
        text.push_str(&format!(
            "\n## {name}\n\n{title}; [documentation]({})\n\n",
            found["docs"].as_str().unwrap()
        ));
        text.push_str("| Code | Meaning | When | What to do | Vendor's words |\n|---|---|---|---|---|\n");
        text.push_str(&rows);
    }
    assert_committed("docs/codes.md", &text);
}
