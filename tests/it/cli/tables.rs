//! Tables and reports on a terminal: aligned by the width of each character, no wider than the terminal, and colored.

use crate::support::environment::TestEnv;
use crate::support::pty::{leave_out_without_terminal, on_terminal};

/// The columns that `text` takes: Chinese characters take two.
fn columns(text: &str) -> usize {
    text.chars().map(|letter| if letter >= '\u{2e80}' { 2 } else { 1 }).sum()
}

fn env() -> TestEnv {
    let env = TestEnv::new();
    let title =
        "公司统一身份认证平台（测试环境），用于内部系统之间的调用，由信息技术部维护，请勿用于生产环境";
    let name = "a-provider-with-a-name-that-is-longer-than-most";
    let grant = "[client-credentials]\nurl = \"https://a.example/t\"\n";
    env.write_provider(name, &format!("title = \"{title}\"\n{grant}"));
    env.write_config(&format!(
        "[profiles.work]\nprovider = \"{name}\"\nclient-id = \"i\"\nclient-secret = \"s\"\n"
    ));
    env
}

#[test]
fn a_table_fits_the_terminal_and_is_whole_in_a_pipe() {
    let env = env();
    let piped = env.gettoken(&["providers", "list"]).run().success();
    assert!(
        piped
            .starts_with("a-provider-with-a-name-that-is-longer-than-most  unverified  公司统一身份认证平台"),
        "{piped}"
    );
    let starts: Vec<usize> = piped
        .lines()
        .filter_map(|line| Some(columns(&line[..line.find(|c: char| !c.is_ascii())?])))
        .collect();
    assert!(piped.lines().count() > 28 && starts.contains(&61), "{piped}");
    if leave_out_without_terminal() {
        return;
    }
    for width in [60, 80, 120] {
        let shown = on_terminal(env.gettoken(&["providers", "list"]), width).run().success();
        let longest = shown.lines().map(columns).max();
        assert!(longest <= Some(width.into()), "{width}: {longest:?} in {shown}");
        // Nothing of the last column is lost.
        let text: String = shown.split_whitespace().collect();
        assert!(text.contains("Alimail(阿里邮箱)"), "{shown}");
        assert!(text.replace(['-', '…'], "").contains("请勿用于生产环境"), "{shown}");
    }
}

#[test]
fn results_are_colored_on_a_terminal_only() {
    const GREEN: &str = "\u{1b}[1m\u{1b}[32m";
    let env = env();
    let calls = [
        (&["doctor"][..], format!("{GREEN}ok\u{1b}[0m       program")),
        (&["config", "check"], format!(": {GREEN}ok\u{1b}[0m\n")),
        (&["providers", "check", "alimail"], format!("examples {GREEN}pass\u{1b}[0m\n")),
        (&["lgoin"], "gettoken: \u{1b}[1m\u{1b}[31merror:\u{1b}[0m unknown".to_owned()),
        (&["lgoin"], "\n\u{1b}[1m\u{1b}[36mhint:\u{1b}[0m did you mean".to_owned()),
    ];
    let has_terminal = !leave_out_without_terminal();
    for (args, colored) in calls {
        let outcome = env.gettoken(args).run();
        let piped = outcome.stdout + &outcome.stderr;
        assert!(!piped.contains('\u{1b}'), "{args:?}: {piped}");
        if has_terminal {
            let shown =
                on_terminal(env.gettoken(args).env("TERM", "xterm"), 80).run().stdout.replace("\r\n", "\n");
            assert!(shown.contains(&colored), "{args:?}: {shown:?}");
        }
    }
    // stdout and stderr are decided each for itself.
    let outcome = env.gettoken(&["lgoin", "--color", "always"]).run();
    assert!(outcome.stderr.contains("\u{1b}[31merror:"), "{outcome:?}");
}
