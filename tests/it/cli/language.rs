//! The language of help, errors and messages: how it is chosen, that Chinese is complete, and that output for
//! programs is the same in every language.

use crate::support::environment::TestEnv;

/// Returns whether the text has a Chinese character.
fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

#[test]
fn flag_variable_and_locale_choose_the_language() {
    let env = TestEnv::new();
    let choose = |args: &[&str], variables: &[(&str, &str)]| {
        let call = env.gettoken(&["nobody"]).args(args);
        let call = variables.iter().fold(call, |call, (name, value)| call.env(name, value));
        is_chinese(&call.run().failed(3))
    };
    assert!(!choose(&[], &[]));
    assert!(choose(&["--lang", "zh"], &[]));
    assert!(choose(&["--lang=zh"], &[("GETTOKEN_LANG", "en"), ("LC_ALL", "C")]));
    assert!(!choose(&["--lang=en"], &[("GETTOKEN_LANG", "zh")]));
    assert!(choose(&[], &[("GETTOKEN_LANG", "zh"), ("LC_ALL", "de_DE.UTF-8")]));
    assert!(!choose(&[], &[("GETTOKEN_LANG", "en"), ("LC_ALL", "zh_CN.UTF-8")]));
    assert!(choose(&[], &[("LANG", "zh_CN.UTF-8")]));
    assert!(!choose(&[], &[("LANG", "zh_CN.GBK")]));
    assert!(!choose(&[], &[("LC_ALL", "C.UTF-8"), ("LANG", "zh_CN.UTF-8")]));
}

#[test]
fn unknown_language_is_refused_as_a_flag_and_reported_as_a_variable() {
    let env = TestEnv::new();
    let stderr = env.gettoken(&["cache", "list", "--lang", "fr"]).run().failed(2);
    assert!(stderr.contains("fr") && stderr.contains("en, zh"), "{stderr}");
    let listed = env.gettoken(&["cache", "list"]).env("GETTOKEN_LANG", "fr").run();
    assert!(listed.stderr.contains("warning: ignoring GETTOKEN_LANG"), "{listed:?}");
    listed.success();
    // It is ours, so that the name is not reported as misspelt.
    let stderr = env.gettoken(&["nobody"]).env("GETTOKEN_LANG", "zh").run().failed(3);
    assert!(!stderr.contains("GETTOKEN_LANG"), "{stderr}");
}

#[test]
fn errors_for_programs_are_the_same_in_every_language() {
    let env = TestEnv::new();
    let json = |args: &[&str], language: &str| {
        env.gettoken(args).args(&["--error-format", "json"]).env("GETTOKEN_LANG", language).run()
    };
    for args in [&["nobody"][..], &["alimail", "--bogus"], &["alimail"], &["providers", "list", "--json"]] {
        assert_eq!(json(args, "en"), json(args, "zh"), "{args:?}");
    }
    // The free space of the disk is not the same in two reports.
    assert!(!is_chinese(&json(&["doctor", "--json", "nobody"], "zh").stdout));
}
