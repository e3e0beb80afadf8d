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
