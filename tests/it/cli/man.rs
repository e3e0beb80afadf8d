//! `gettoken man`: every page of the manual from the program, as text without `man`, and through `man` on a terminal.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::support::environment::TestEnv;
use crate::support::shell::{installed, sh};

fn man(words: &[&str]) -> String {
    TestEnv::new().gettoken(&[&["man"], words].concat()).run().success()
}

#[test]
fn without_a_page_it_shows_that_of_the_program() {
    let text = man(&[]);
    assert!(text.starts_with("gettoken(1)\n\nNAME\n    gettoken - "), "{text}");
    assert!(
        text.contains("\nEXIT STATUS\n") && text.contains("gettoken exec alimail -- ./report.sh"),
        "{text}"
    );
}

#[test]
fn pages_are_found_by_every_usual_form_of_their_names() {
    let page = man(&["gettoken-config.5"]);
    assert!(page.starts_with("GETTOKEN-CONFIG(5)\n"), "{page}");
    for words in [&["5", "config"][..], &["config.5"], &["config(5)"], &["5", "gettoken-config"]] {
        assert_eq!(man(words), page, "{words:?}");
    }
    assert!(man(&["config"]).starts_with("gettoken-config(1)\n"));
    assert!(man(&["provider"]).starts_with("GETTOKEN-PROVIDER(5)\n"));
    assert_eq!(man(&["cache", "list"]), man(&["gettoken-cache-list"]));
}

#[test]
fn every_page_is_listed_and_shown_as_plain_text() {
    let list = man(&["list"]);
    let names: Vec<&str> = list.lines().filter_map(|line| line.split(' ').next()).collect();
    let entries = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/man")).unwrap();
    let files = entries.filter(|entry| entry.as_ref().unwrap().path().is_file()).count();
    assert!(names.len() == files && names.contains(&"gettoken-provider(5)"), "{list}");
    for name in names {
        let text = man(&[name]);
        for line in text.lines() {
            let is_roff = line.starts_with(['.', '\'']) || line.contains("\\f") || line.contains("\\-");
            assert!(!is_roff && !line.contains('\u{1b}'), "{name}: {line}");
        }
        assert!(text.contains("\nNAME\n"), "{text}");
    }
}

#[test]
fn every_page_is_in_chinese_too() {
    let man = |words: &[&str]| {
        TestEnv::new().gettoken(&[&["man"], words].concat()).env("GETTOKEN_LANG", "zh").run().success()
    };
    assert!(man(&["status"]).starts_with("gettoken-status(1)\n\n名称\n    gettoken-status - 查看"));
    assert!(man(&["list"]).contains("gettoken-status(1) "), "{}", man(&["list"]));
    assert!(man(&[]).contains("\n退出码\n") && man(&[]).contains("\n参见\n"), "{}", man(&[]));
    for page in [man(&["5", "config"]), man(&["gettoken-config.5"])] {
        assert!(
            page.starts_with("GETTOKEN-CONFIG(5)\n\n名称\n    gettoken-config - gettoken 的配置文件"),
            "{page}"
        );
        assert!(
            page.contains("\n[profiles.NAME]\n") && page.contains("    connect-timeout = 时长\n"),
            "{page}"
        );
    }
    assert!(man(&["provider"]).contains("\n    gettoken-provider - gettoken 的平台定义\n"));
    let files = |folder: &str| {
        let entries = fs::read_dir(format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let files = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
        files.map(|path| path.file_name().unwrap().to_owned()).collect::<BTreeSet<_>>()
    };
    assert_eq!(files("man"), files("man/zh_CN"));
}

#[test]
fn unknown_page_is_a_usage_error() {
    let stderr = TestEnv::new().gettoken(&["man", "alimial"]).run().failed(2);
    assert!(stderr.contains("there is no manual page `alimial`"), "{stderr}");
    assert!(stderr.contains("`gettoken man list`"), "{stderr}");
}

/// Runs `gettoken man exec` on a terminal, with this text as the program `man`.
fn on_terminal(text: &str) -> Option<String> {
    if !installed("script") {
        return None;
    }
    let env = TestEnv::new();
    let program = env.write("programs/man", text);
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let folder = program.parent().unwrap().display().to_string();
    let call = "script -qec 'ALIMAIL_CLIENT_SECRET=s3cret PATH=$PROGRAMS:$PATH gettoken man exec' /dev/null";
    Some(sh(&env, call).env("PROGRAMS", &folder).run().success())
}

#[test]
fn a_terminal_gets_the_page_from_man_which_sees_no_secret() {
    let Some(shown) = on_terminal("#!/bin/sh\necho man $*; head -c 5; env\n") else { return };
    assert!(shown.contains("man -l -") && shown.contains(".ie"), "{shown}");
    assert!(!shown.contains("s3cret") && !shown.contains("SYNOPSIS"), "{shown}");
}

#[test]
fn a_terminal_gets_text_if_man_fails() {
    let Some(shown) = on_terminal("#!/bin/sh\necho no such option >&2; exit 1\n") else { return };
    assert!(shown.contains("SYNOPSIS") && !shown.contains("no such option"), "{shown}");
}

#[test]
fn pages_say_what_help_says() {
    for (language, description, help) in [
        ("en", "gets new tokens from it until it ends", "Print help; `-h` prints less"),
        ("zh", "gettoken 保存登录状态并自动刷新", "显示帮助，`-h` 显示简要帮助"),
    ] {
        let run =
            |words: &[&str]| TestEnv::new().gettoken(words).env("GETTOKEN_LANG", language).run().success();
        let help_text = run(&["help", "login"]);
        let about = help_text.split(['.', '。']).next().unwrap();
        let page = run(&["man", "login"]);
        assert!(page.contains(about) && page.contains(description) && page.contains(help), "{page}");
        for command in ["api", "doctor", "fetch", "login", "logout"] {
            let page = run(&["man", command]);
            assert!(!page.contains("gettoken-provider(5)\n\n") && !page.contains("see a summary"), "{page}");
        }
        for group in ["cache", "config", "providers"] {
            let page = run(&["man", group]);
            assert!(page.contains("<COMMAND>") && !page.contains("subcommands"), "{page}");
        }
    }
}

/// The columns of a terminal that a line takes, if every character beyond Latin is wide.
fn columns(line: &str) -> usize {
    line.chars().map(|letter| if letter >= '\u{2e80}' { 2 } else { 1 }).sum()
}

/// groff would divide options and, in Chinese text, end lines only at spaces, and fill those up to the width.
#[test]
fn pages_fit_a_terminal() {
    if !installed("groff") {
        return;
    }
    for folder in ["man", "man/zh_CN"] {
        let folder = format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"));
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|section| section != "1") {
                continue;
            }
            let call = format!("groff -ww -K utf8 -t -man -T utf8 -P -cbou -rLL=78n {} 2>&1", path.display());
            // The width of a character depends on the locale.
            let text = sh(&TestEnv::new(), &call).env("LC_ALL", "C.UTF-8").run().success();
            let page = path.display();
            assert!(!text.contains("groff:") && !text.contains("troff:"), "{page}: {text}");
            // The header and the footer are filled with spaces.
            let lines: Vec<&str> = text.lines().filter(|line| line.starts_with(' ')).collect();
            for line in &lines {
                let words = line.trim();
                // Examples are not wrapped.
                let is_example = words.contains("gettoken ");
                assert!(columns(line) <= 80 || is_example, "{page}: {line}");
                assert!(!words.contains('‐'), "{page}: {line}");
                let mut gaps = words.match_indices("   ").map(|(at, _)| words[..at].chars().next_back());
                let is_spread = gaps.any(|before| before.is_some_and(|letter| letter >= '\u{2e80}'));
                assert!(!is_spread, "{page}: {line}");
            }
        }
    }
}

/// Runs `gettoken man exec` on a terminal without `man`, after these assignments, with this text as the program `less`.
fn without_man(assignments: &str, text: &str) -> Option<String> {
    if !installed("script") {
        return None;
    }
    let env = TestEnv::new();
    for (name, text) in [("less", text), ("sh", "#!/bin/sh\nexec /bin/sh \"$@\"\n")] {
        let program = env.write(format!("programs/{name}"), text);
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let call = format!(
        "export SHELL=/bin/sh TERM=xterm; script -qec 'ALIMAIL_CLIENT_SECRET=s3cret; export ALIMAIL_CLIENT_SECRET; {assignments} \
         PATH=$PROGRAMS exec $(command -v gettoken) man exec' /dev/null"
    );
    Some(sh(&env, &call).env("PROGRAMS", &env.path("programs").display().to_string()).run().success())
}

const LESS: &str = "#!/bin/sh\necho less $* with $LESS; /usr/bin/env; read -r line; echo \"got $line\"\n";

#[test]
fn without_man_a_terminal_gets_the_text_in_a_pager_which_sees_no_secret() {
    for (assignments, first) in [
        ("", "less with FRX"),
        ("LESS=-i", "less with -i"),
        ("PAGER=\"less -S\"", "less -S with FRX"),
        ("PAGER= MANPAGER=", "less with FRX"),
        ("MANPAGER=\"less -x\" PAGER=other", "less -x with FRX"),
        ("PAGER=\"less | /bin/cat\"", "less with FRX"),
    ] {
        let Some(shown) = without_man(assignments, LESS) else { return };
        assert!(shown.contains(first) && shown.contains("got gettoken-exec(1)"), "{assignments}: {shown}");
        assert!(!shown.contains("s3cret") && !shown.contains("SYNOPSIS"), "{assignments}: {shown}");
    }
}

#[test]
fn without_a_pager_a_terminal_gets_the_text() {
    for assignments in
        ["PAGER=nosuch", "PAGER=./less", "PAGER=\"nosuch 2>&1 | nosuch\"", "TERM=dumb", "TERM="]
    {
        let Some(shown) = without_man(assignments, LESS) else { return };
        assert!(shown.contains("SYNOPSIS") && !shown.contains("less with"), "{assignments}: {shown}");
    }
}

#[test]
fn an_interrupt_is_for_the_pager() {
    let text = "#!/bin/sh\nread -r line\ntrap \"echo pager lives\" INT\nkill -INT 0\nexit 1\n";
    let Some(shown) = without_man("", text) else {
        return;
    };
    assert!(shown.contains("pager lives") && !shown.contains("SYNOPSIS"), "{shown}");
}
