//! Keeps help, man pages and README in agreement: the man pages are generated from the clap tree, committed,
//! and compared here. `UPDATE=1 cargo test --locked --test it docs` regenerates them.

mod vendors;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use gettoken::cli::args::{general, global};
use gettoken::cli::{self, EarlyArgs, Names, Verb};
use gettoken::commands::ROOT;
use gettoken::settings::{ConfigDir, Environment};
use serde_json::Value;

use crate::support::environment::TestEnv;
use crate::support::providers::SOURCES;

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
    let mut committed = std::fs::read_to_string(&path).unwrap_or_default();
    // Other tests read the pages at the same time.
    if std::env::var_os("UPDATE").is_some() && committed != text {
        std::fs::write(&path, text).unwrap();
        text.clone_into(&mut committed);
    }
    assert!(committed == text, "{name} is out of date: run `UPDATE=1 cargo test --locked --test it docs`");
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

/// The same in Chinese.
const EXTRA_SECTIONS_ZH: &str = r#".SH 退出码
.TP 4
0
成功，结果已写入标准输出。
.TP
1
gettoken 内部错误。
.TP
2
选项或参数无效。
.TP
3
配置文件无效、缺少凭证、文件权限不安全、使用了 http 链接，或配置了密钥环但系统中没有。
.TP
4
需要用户登录，或解锁密钥环。
.TP
5
平台拒绝请求：凭证、权限范围、接口权限、IP 白名单或额度问题。
.TP
6
网络错误：无法解析域名、连接失败或超时。可以重试。
.TP
7
平台繁忙或触发限流，或等锁超时。可以重试。
.TP
8
响应不可用：重定向、格式错误、过大、不安全，或 TLS 握手失败。
.TP
9
无法写入标准输出，必须写入的缓存写入失败，或使用 \fB\-\-offline\fR 时缓存中没有可用的令牌。
.TP
10
获取密钥的命令执行失败。
.TP
.RB "126、127（仅限 " "gettoken exec" ）
命令无法运行（126）或不存在（127）。其他情况下，退出码为命令的退出码。
.SH 环境变量
各平台自己的环境变量见其帮助（\fBgettoken PROVIDER \-\-help\fR）。
.TP
.B GETTOKEN_CONFIG_DIR
下述文件所在的目录。
.TP
.B GETTOKEN_LANG
帮助和消息的语言，\fBen\fR 或 \fBzh\fR。未设置时由系统区域设置（\fBLC_ALL\fR、\fBLC_MESSAGES\fR 或 \fBLANG\fR）决定：语言为 \fBzh\fR 且字符集为 UTF-8 时使用中文，否则使用英文。供程序读取的输出始终为英文：\fB\-o text\fR、\fB\-\-error\-format json\fR 和 \fB\-\-json\fR。
.TP
.BR NO_COLOR 、 CLICOLOR_FORCE 、 TERM
设置了 \fBNO_COLOR\fR 或 \fBTERM\fR 为 \fBdumb\fR 时不使用颜色；设置了 \fBCLICOLOR_FORCE\fR 时，在管道中也使用颜色。\fB\-\-color\fR 优先。
.TP
.BR HTTPS_PROXY 、 ALL_PROXY 、 NO_PROXY
代理设置，与 curl 相同。也可使用小写名称，且小写优先。
.TP
.BR SSL_CERT_FILE 、 SSL_CERT_DIR
代替系统 CA 证书的证书文件和目录。
.SH 文件
.TP
.I ~/.config/gettoken/config.toml
见 \fBgettoken\-config\fR(5)。
.TP
.I ~/.config/gettoken/providers/NAME.toml
自定义平台的定义，见 \fBgettoken\-provider\fR(5)。
.TP
.I ~/.config/gettoken/tokens/
缓存的令牌和登录状态，仅当前用户可以访问。
.SH 示例
.nf
gettoken demo
T=$(gettoken alimail \-o token)
gettoken alimail \-o header | curl \-H @\- https://alimail\-cn.aliyuncs.com/v2/domains
gettoken dingtalk \-o curl | curl \-K \- https://oapi.dingtalk.com/department/list
gettoken exec alimail \-\- ./report.sh
.fi
"#;

/// The words of the pages' generator in Chinese.
const WORDS_ZH: [(&str, &str); 11] = [
    ("\n.SH NAME\n", "\n.SH 名称\n"),
    ("\n.SH SYNOPSIS\n", "\n.SH 概要\n"),
    ("\n.SH DESCRIPTION\n", "\n.SH 描述\n"),
    ("\n.SH OPTIONS\n", "\n.SH 选项\n"),
    ("\n.SH COMMANDS\n", "\n.SH 命令\n"),
    ("\n.SH SUBCOMMANDS\n", "\n.SH 子命令\n"),
    ("\n.SH \"SEE ALSO\"\n", "\n.SH 参见\n"),
    ("\nPrint help; `\\-h` prints less\n", "\n显示帮助，`\\-h` 显示简要帮助\n"),
    ("\nPrint version\n", "\n显示版本\n"),
    ("Possible values: ", "可选值："),
    ("\"gettoken manual\"", "\"gettoken 手册\""),
];

/// What clap and clap_mangen write that readers would not expect, and the words of our help in its place. A blank line
/// needs no line break around it.
const CORRECTIONS: [(&str, &str); 4] = [
    ("\nPrint help\n", "\nPrint help; `\\-h` prints less\n"),
    ("\nPrint help (see a summary with \\*(Aq\\-h\\*(Aq)\n", "\nPrint help; `\\-h` prints less\n"),
    ("\\fIsubcommands\\fR", "\\fICOMMAND\\fR"),
    ("\n.br\n\n.br\n", "\n.sp\n"),
];

/// The date in the header of the generated pages.
const DATE: &str = "2026-11-28";

/// Aligns text to the left only and divides no words: options and paths can be copied, and Chinese has no spaces that
/// could grow.
const LAYOUT: &str = ".nh\n.ad l\n";

/// Where lines of Chinese text may end, for groff. Other programs do not have its version in `.x`; mandoc warns about
/// an escape that it does not know even there.
const LAYOUT_ZH: &str = r".if \n(.x \{\
.class [Chinese] \[u4E00]-\[u9FFF]
.ec @
.cflags 512 @C'[Chinese]'
.ec
.cflags 128 \[u3001] \[u3002] \[u300B] \[u300D] \[u300F] \[uFF01] \[uFF09] \[uFF0C] \[uFF1A] \[uFF1B] \[uFF1F]
.cflags 266 \[u300A] \[u300C] \[u300E] \[uFF08]
.\}
";

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
is an account of your own with a provider: a table in the config file that contains the client ID and says where to
find the client secret.
Without a profile, use the name of a provider, and set the credentials with flags or environment variables.
.PP
.B gettoken man COMMAND
shows the page of a command, for example
.BR "gettoken man login" ,
and
.B gettoken man list
lists all pages.
"#;

/// The same in Chinese.
const DESCRIPTION_ZH: &str = r#".SH 描述
\fI平台\fR指各家厂商，或遵循 OAuth 2.0 等标准的服务器；平台定义描述其如何颁发令牌。执行 \fBgettoken providers list\fR 列出内置平台。
.PP
\fI配置集\fR是平台上的一个账号：配置文件中的一个表，包含客户端 ID 和客户端密钥的位置。没有配置集时，如果选项或环境变量提供了其余信息，指定平台名称即可。
.PP
\fBgettoken man COMMAND\fR 显示命令的手册页，例如 \fBgettoken man login\fR；\fBgettoken man list\fR 列出所有手册页。
"#;

/// The variable that names the language of the pages, in a process that compares those of one language.
const LANGUAGE: &str = "MAN_PAGES_LANGUAGE";

fn is_chinese() -> bool {
    std::env::var(LANGUAGE).is_ok_and(|language| language == "zh")
}

fn page(command: clap::Command, title: &str) -> String {
    let mut text = Vec::new();
    let has_commands = command.get_subcommands().next().is_some();
    // The section NAME has the short description.
    let has_description = command.get_long_about().is_some();
    let man = clap_mangen::Man::new(command).title(title).date(DATE).manual("gettoken manual");
    let man = man.source(concat!("gettoken ", env!("CARGO_PKG_VERSION")));
    let out = &mut text;
    man.render_title(out).unwrap();
    out.extend_from_slice(LAYOUT.as_bytes());
    if is_chinese() {
        out.extend_from_slice(LAYOUT_ZH.as_bytes());
    }
    man.render_name_section(out).unwrap();
    man.render_synopsis_section(out).unwrap();
    if title == "gettoken" {
        let description = if is_chinese() { DESCRIPTION_ZH } else { DESCRIPTION };
        out.extend_from_slice(description.as_bytes());
    } else if has_description {
        man.render_description_section(out).unwrap();
    }
    man.render_options_section(out).unwrap();
    if has_commands {
        man.render_subcommands_section(out).unwrap();
    }
    let extra = if is_chinese() { EXTRA_SECTIONS_ZH } else { EXTRA_SECTIONS };
    let more = if title == "gettoken" { extra } else { "" };
    let text = format!("{}{more}{}", with_short_values(&String::from_utf8(text).unwrap()), see_also(title));
    let words = CORRECTIONS.into_iter().chain(WORDS_ZH.into_iter().filter(|_| is_chinese()));
    let text = words.fold(text, |text, (english, chinese)| text.replace(english, chinese));
    text.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
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

/// The command with the texts that the help of `other` has.
fn described(command: clap::Command, other: &clap::Command) -> clap::Command {
    let command = command.long_about(None::<&str>).about(other.get_about().cloned().unwrap_or_default());
    match other.get_long_about() {
        Some(long) => command.long_about(long.clone()),
        None => command,
    }
}

/// Commands that take a profile.
const PAGES: [&str; 5] = ["api", "doctor", "fetch", "login", "logout"];

#[test]
fn man_pages_match_the_clap_tree() {
    if std::env::var_os(LANGUAGE).is_some() {
        return assert_pages();
    }
    // A process has one language, and this one must not depend on the developer's.
    for language in ["en", "zh"] {
        let mut test = Command::new(std::env::current_exe().unwrap());
        test.args(["project::docs::man_pages_match_the_clap_tree", "--exact"]);
        let output = test.env(LANGUAGE, language).env("GETTOKEN_LANG", language).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
}

fn assert_pages() {
    let home = home();
    let words: Vec<&str> = ROOT.verbs.iter().map(|verb| verb.name).collect();
    let tree = cli::tree(&ROOT, &Names::new(), &|word| home.definition(word), &words, true).unwrap();
    let mut tree = tree.disable_help_subcommand(true).subcommand_help_heading("COMMANDS");
    tree.build();
    let mut all = Vec::new();
    pages(&tree, "gettoken", &mut all);
    all.retain(|(name, _)| PAGES.iter().all(|verb| *name != format!("gettoken-{verb}")));
    for verb in PAGES {
        let name = format!("gettoken-{verb}");
        let page = described(profile_page(ROOT.find(verb).unwrap()), tree.find_subcommand(verb).unwrap());
        let (page, profile) = match verb {
            "doctor" => (page.override_usage(None::<&str>), "[PROFILE]"),
            _ => (page, "PROFILE"),
        };
        all.push((name.clone(), page.bin_name(format!("gettoken {verb} {profile}")).display_name(name)));
    }
    let page_of_all = profile_page(&ROOT);
    let about = match is_chinese() {
        true => "获取平台或配置集的令牌",
        false => "Get a token from a provider or from a profile of your own",
    };
    let page_of_all = page_of_all.about(about).long_about(None::<&str>);
    all.push((
        "gettoken-profile".to_owned(),
        page_of_all.bin_name("gettoken PROFILE").display_name("gettoken-profile"),
    ));
    all.push(("gettoken".to_owned(), tree));
    let folder = if is_chinese() { "man/zh_CN" } else { "man" };
    for (name, command) in all {
        assert_committed(&format!("{folder}/{name}.1"), &page(command, &name));
    }
}

/// A section of a page that is written by hand, without its words in a human language.
#[derive(Default)]
struct Section {
    heading: String,
    /// The bold words of each term of a list, in order: keys and values.
    terms: Vec<Vec<String>>,
    /// All bold words: what a user types, and names.
    literals: BTreeSet<String>,
    /// Examples as they are, and the words of tables that are in ASCII.
    verbatim: Vec<String>,
}

/// The sections of a page of section 5.
fn sections(page: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let (mut is_term, mut end) = (false, "");
    for line in page.lines() {
        let (request, rest) = line.split_once(' ').unwrap_or((line, ""));
        if [".SH", ".SS"].contains(&request) {
            let heading = plain(rest.trim_matches('"'));
            sections.push(Section { heading, ..Section::default() });
        }
        let Some(section) = sections.last_mut() else { continue };
        match line {
            _ if line == end => end = "",
            ".EX" => end = ".EE",
            ".TS" => end = ".TE",
            _ if end == ".EE" => section.verbatim.push(line.to_owned()),
            _ if end == ".TE" => {
                let cells = line.split('\t').filter(|cell| cell.is_ascii() && !cell.contains(' '));
                section.verbatim.extend(cells.filter(|cell| cell.contains(['-', '_'])).map(plain));
            }
            _ if line.starts_with(".TP") => is_term = true,
            _ => {
                let bold = bold_words(line);
                if std::mem::take(&mut is_term) {
                    section.terms.push(bold.clone());
                }
                section.literals.extend(bold);
            }
        }
    }
    sections
}

/// The bold parts of a line of a page.
fn bold_words(line: &str) -> Vec<String> {
    let Some(request) = line.strip_prefix('.') else { return bold_parts(line, 'R') };
    let (fonts, rest) = request.split_once(' ').unwrap_or((request, ""));
    if fonts.is_empty() || fonts.contains(|font| !['B', 'I', 'R'].contains(&font)) {
        return Vec::new();
    }
    if fonts.len() == 1 {
        return bold_parts(rest, fonts.chars().next().unwrap());
    }
    let mut arguments = Vec::new();
    let mut rest = rest.trim();
    while !rest.is_empty() {
        let (argument, behind) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap(),
            None => rest.split_once(' ').unwrap_or((rest, "")),
        };
        arguments.push(argument);
        rest = behind.trim_start();
    }
    let fonts = fonts.chars().cycle();
    arguments.into_iter().zip(fonts).flat_map(|(argument, font)| bold_parts(argument, font)).collect()
}

/// The bold parts of a text that begins in `font`.
fn bold_parts(text: &str, mut font: char) -> Vec<String> {
    let mut found = Vec::new();
    for (at, part) in text.split("\\f").enumerate() {
        let mut letters = part.chars();
        if at > 0 {
            font = letters.next().unwrap();
        }
        let part = plain(letters.as_str());
        if font == 'B' && !part.is_empty() {
            found.push(part);
        }
    }
    found
}

/// A text of a page without escape sequences, except changes of the font.
fn plain(text: &str) -> String {
    let escapes =
        [("\\-", "-"), ("\\(dq", "\""), ("\\(aq", "'"), ("\\(ga", "`"), ("\\(ti", "~"), ("\\(->", "→")];
    let text = escapes.into_iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    text.replace("\\~", " ").replace("\\&", "").replace("\\:", "").trim().to_owned()
}

#[test]
fn chinese_pages_of_section_5_have_the_keys_of_the_english_ones() {
    for name in ["gettoken-config.5", "gettoken-provider.5"] {
        let english = sections(&read(&format!("man/{name}")));
        let chinese = sections(&read(&format!("man/zh_CN/{name}")));
        assert_eq!(english.len(), chinese.len(), "{name}");
        let headings: BTreeSet<&str> = english.iter().map(|section| section.heading.as_str()).collect();
        for (english, chinese) in english.iter().zip(&chinese) {
            let place = format!("{name}: {}, {}", english.heading, chinese.heading);
            assert!(!english.heading.starts_with('[') || english.heading == chinese.heading, "{place}");
            assert_eq!(english.terms, chinese.terms, "{place}");
            assert_eq!(english.verbatim, chinese.verbatim, "{place}");
            // References to other sections are translated.
            let is_literal = |word: &&String| !headings.contains(word.as_str());
            let literals = |section: &'_ Section| -> BTreeSet<String> {
                section.literals.iter().filter(is_literal).cloned().collect()
            };
            assert_eq!(literals(english), literals(chinese), "{place}");
        }
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

/// The README and the pages of `docs/` in a language, each with its name: the README first.
fn documents(readme: &str, folder: &str) -> Vec<(String, String)> {
    let pages = std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().file_name());
    let mut pages: Vec<_> = pages.filter_map(|page| page.into_string().ok()).collect();
    // It is generated.
    pages.retain(|page| page.ends_with(".md") && page != "vendors.md");
    pages.sort();
    let named = |name: String| (name.clone(), read(&name));
    let pages = pages.iter().map(|page| named(format!("{folder}/{page}")));
    [named(readme.to_owned())].into_iter().chain(pages).collect()
}

fn all_documents() -> [Vec<(String, String)>; 2] {
    [documents("README.md", "docs"), documents("README.zh-CN.md", "docs/zh-CN")]
}

#[test]
fn documents_name_every_provider_format_and_exit_code() {
    for documents in all_documents() {
        let text: String = documents.iter().map(|(_, text)| text.as_str()).collect();
        let readme = &documents[0].0;
        // The others are in tables that are generated.
        for provider in SOURCES {
            assert!(text.contains(&format!("`{provider}`")), "{readme} and its pages do not name {provider}");
        }
        for format in gettoken::output::Format::all() {
            let word = format.word();
            assert!(text.contains(&format!("`{word}`")), "{readme} and its pages do not name -o {word}");
        }
        for code in 0..=10 {
            assert!(
                text.contains(&format!("| {code} |")),
                "{readme} and its pages do not explain exit code {code}"
            );
        }
    }
}

#[test]
fn documents_of_both_languages_show_the_same_commands() {
    let commands = |text: &str| -> Vec<String> {
        let lines = blocks(text).join("\n");
        let commands = lines.lines().map(|line| line.split('#').next().unwrap_or_default().trim().to_owned());
        commands.filter(|line| !line.is_empty()).collect()
    };
    let [english, chinese] = all_documents();
    for ((name, text), (chinese_name, chinese_text)) in english.iter().zip(&chinese) {
        assert_eq!(commands(text), commands(chinese_text), "{name} and {chinese_name}");
    }
    assert_eq!(english.len(), chinese.len(), "docs/ and docs/zh-CN/ have different pages");
}

#[test]
fn links_between_documents_lead_somewhere() {
    for (name, text) in all_documents().concat() {
        let folder = root().join(&name);
        let folder = folder.parent().unwrap();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.starts_with("https:") {
                continue;
            }
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let page = if file.is_empty() { root().join(&name) } else { folder.join(file) };
            assert!(page.is_file(), "{name} links to {target}");
            let page = std::fs::read_to_string(page).unwrap_or_default();
            let headings = page.lines().filter_map(|line| line.strip_prefix('#')).map(anchor);
            assert!(
                heading.is_empty() || headings.into_iter().any(|it| it == heading),
                "{name} links to {target}"
            );
        }
    }
}

/// The anchor that code hosts make of a heading.
fn anchor(heading: &str) -> String {
    let heading = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
    kept.map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

#[test]
fn badges_are_true() {
    let manifest = read("Cargo.toml");
    let value = |key: &str| {
        let line = manifest.lines().find_map(|line| line.strip_prefix(&format!("{key} = \"")));
        line.and_then(|line| line.strip_suffix('"')).unwrap().to_owned()
    };
    let license = value("license").replace('-', "--").replace(' ', "_");
    for name in ["README.md", "README.zh-CN.md"] {
        let text = read(name);
        for badge in [format!("rust-{}+", value("rust-version")), format!("license-{license}")] {
            assert!(text.contains(&format!("/badge/{badge}-")), "{name}: {badge}");
        }
    }
}

#[test]
fn readmes_are_short() {
    for name in ["README.md", "README.zh-CN.md"] {
        assert!(read(name).lines().count() <= 250, "{name}");
    }
}

#[test]
fn no_document_contains_a_home_path() {
    let mut found = Vec::new();
    let others = [
        "CHANGELOG.md",
        "SECURITY.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "STYLE.md",
        ".ci/run",
        "Cargo.toml",
    ];
    let others = others.map(|name| (name.to_owned(), read(name)));
    for (name, text) in all_documents().concat().into_iter().chain(others) {
        for word in ["/home/", "/root/"] {
            if text.contains(word) {
                found.push(format!("{name}: {word}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:?}");
}

/// The words of a table of codes in one language.
struct CodeTable {
    is_english: bool,
    heading: &'static str,
    /// The word for the vendor's documentation, and what is around its link.
    documentation: [&'static str; 2],
    separator: &'static str,
    parentheses: [&'static str; 2],
    /// The catalog of messages, which has the words for classes and endpoints.
    messages: toml::Table,
}

impl CodeTable {
    fn english() -> Self {
        Self {
            is_english: true,
            heading: "| Code | Meaning | When | What to do | Vendor's words |\n|---|---|---|---|---|\n",
            documentation: ["; [documentation](", ")"],
            separator: "; ",
            parentheses: [" (", ")"],
            messages: read("src/messages/en.toml").parse().unwrap(),
        }
    }

    fn chinese() -> Self {
        Self {
            is_english: false,
            heading: "| 错误码 | 含义 | 处理办法 | 平台原文 |\n|---|---|---|---|\n",
            documentation: ["（[平台文档](", ")）"],
            separator: "；",
            parentheses: ["（", "）"],
            messages: read("src/messages/zh.toml").parse().unwrap(),
        }
    }

    fn say(&self, code: &str) -> &str {
        self.messages[code].as_str().unwrap()
    }

    fn cell(&self, texts: impl IntoIterator<Item = String>) -> String {
        let escaped = |text: String| text.replace('|', "\\|").replace('\n', " ");
        let mut texts: Vec<String> = texts.into_iter().map(escaped).collect();
        texts.dedup();
        texts.join(self.separator)
    }

    /// The meanings of a code, each with its endpoints if they differ.
    fn meanings(&self, meanings: &[Value]) -> String {
        let words = |meaning: &Value| {
            let class = self.say(&format!("explain-class-{}", meaning["class"].as_str()?));
            let place = self.say(&format!("explain-at-{}", meaning["at"].as_str()?));
            Some((class.to_owned(), place.to_owned()))
        };
        let classes: Vec<(String, String)> = meanings.iter().filter_map(words).collect();
        let is_same = classes.iter().all(|(class, _)| *class == classes[0].0);
        let [open, close] = self.parentheses;
        self.cell(classes.into_iter().map(|(class, place)| match is_same {
            true => class,
            false => format!("{class}{open}{place}{close}"),
        }))
    }
}

/// The Chinese texts of a built-in definition: its title, and its hints by the English ones.
fn chinese_texts(name: &str) -> (String, BTreeMap<String, String>) {
    let definition: toml::Table = read(&format!("src/providers/{name}.toml")).parse().unwrap();
    let base = definition.get("extends").and_then(toml::Value::as_str);
    let mut hints = base.map(|base| chinese_texts(base).1).unwrap_or_default();
    let empty = toml::Table::new();
    let table = |from: &toml::Table, key: &str| from.get(key).and_then(toml::Value::as_table).cloned();
    let zh = table(&definition, "zh").unwrap_or_default();
    let chinese = table(&zh, "hints").unwrap_or_default();
    for (key, english) in table(&definition, "hints").unwrap_or(empty) {
        if let (Some(english), Some(chinese)) = (english.as_str(), chinese.get(&key)) {
            hints.insert(english.to_owned(), chinese.as_str().unwrap().to_owned());
        }
    }
    let title = zh.get("title").unwrap_or(&definition["title"]).as_str().unwrap();
    (title.to_owned(), hints)
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

#[test]
fn docs_describe_every_vendor() {
    let env = TestEnv::new();
    let (english, chinese) = (CodeTable::english(), CodeTable::chinese());
    let (mut text, mut text_zh) = (String::new(), String::new());
    for (name, title) in home().names() {
        let found = env.gettoken(&["explain", &name, "--json"]).run().success();
        let found: Value = serde_json::from_str(&found).unwrap();
        let (title_zh, hints_zh) = chinese_texts(&name);
        let docs = found["docs"].as_str().unwrap();
        for (text, title, table) in [(&mut text, &title, &english), (&mut text_zh, &title_zh, &chinese)] {
            let [before, after] = table.documentation;
            let details = vendors::details(&name, table.is_english);
            text.push_str(&format!("\n## {name}\n\n{title}{before}{docs}{after}\n\n{details}"));
            if !found["codes"].as_array().unwrap().is_empty() {
                text.push_str(&format!("\n{}", table.heading));
            }
        }
        for code in found["codes"].as_array().unwrap() {
            let meanings = code["meanings"].as_array().unwrap();
            let hints: Vec<String> =
                meanings.iter().filter_map(|meaning| Some(meaning["hint"].as_str()?.to_owned())).collect();
            let translated = |hint: &String| match hints_zh.get(hint) {
                Some(hint) => hint.clone(),
                None => panic!("{name}: no Chinese for the hint `{hint}`"),
            };
            let hints_zh: Vec<String> = hints.iter().map(translated).collect();
            let when = code["when"].as_str().map(str::to_owned);
            let words = strings(&code["words"]);
            let code = code["code"].as_str().unwrap();
            text.push_str(&format!(
                "| `{code}` | {} | {} | {} | {} |\n",
                english.meanings(meanings),
                english.cell(when),
                english.cell(hints),
                english.cell(words.clone())
            ));
            text_zh.push_str(&format!(
                "| `{code}` | {} | {} | {} |\n",
                chinese.meanings(meanings),
                chinese.cell(hints_zh),
                chinese.cell(words)
            ));
        }
    }
    vendors::assert_generated("docs/vendors.md", &(text + "\n"));
    vendors::assert_generated("docs/zh-CN/vendors.md", &(text_zh + "\n"));
}
