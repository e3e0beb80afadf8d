//! A test that cannot run here reports that, does not fail, and is in the list at the end of `cargo test`.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::environment::TestEnv;
use crate::support::skipped;
use crate::support::tools;
use crate::support::vendor::Vendor;
use crate::support::world::{Reply, World};

/// Set when a test runs this program again: what the test does in the second process.
const ROLE: &str = "GETTOKEN_TEST_ROLE";

fn role() -> Option<String> {
    std::env::var(ROLE).ok()
}

/// Runs a script in a shell that is named cargo, so that it counts as a separate run. `$0` is this program.
fn run(script: &str) -> Output {
    let env = TestEnv::new();
    symlink("/bin/sh", env.path("cargo")).unwrap();
    let program = std::env::current_exe().unwrap();
    Command::new(env.path("cargo")).arg("-c").arg(script).arg(program).output().unwrap()
}

/// The shell command that runs one test of this program again, in this role.
fn in_role(test: &str, role: &str) -> String {
    format!("{ROLE}='{role}' \"$0\" --exact {test} --nocapture -q")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn skipped_test_passes_even_from_another_thread() {
    let name = "project::skipped_tests::skipped_test_passes_even_from_another_thread";
    if let Some(role) = role() {
        let (_world, _vendor) = (World::always(Reply::empty(200)), Vendor::new(60));
        match role.as_str() {
            "skips" => tools::skip("it is one"),
            "skips in a thread" => std::thread::spawn(|| tools::skip("it is one")).join().unwrap(),
            "leaves out" => tools::leave_out("a part", "it is one"),
            _ => {}
        }
        return;
    }
    // A shell would `exec` the last command, and no process named cargo would be left.
    let again = |role: &str| run(&format!("{}; exit $?", in_role(name, role)));
    let skips = again("skips");
    assert!(skips.status.success(), "{skips:?}");
    assert!(text(&skips.stderr).contains(&format!("skipped: {name}: it is one\n")), "{skips:?}");
    let skips = again("skips in a thread");
    assert!(skips.status.success(), "{skips:?}");
    // A test that was not skipped must still call its servers.
    for role in ["leaves out", "goes on"] {
        let fails = again(role);
        assert!(!fails.status.success(), "{fails:?}");
        assert!(text(&fails.stderr).contains("the world was never called"), "{fails:?}");
    }
}

/// Eight concurrent processes, started by a process named cargo.
#[test]
fn list_has_each_skipped_test_once_with_its_reason() {
    let name = "project::skipped_tests::list_has_each_skipped_test_once_with_its_reason";
    match role().as_deref() {
        Some("report") => return print!("{}", skipped::report()),
        Some(number) => {
            for _ in 0..2 {
                tools::skip(&format!("{number} is \"odd\"\n"));
                tools::leave_out(&format!("part {number}"), "nobody reads it");
            }
            return;
        }
        None => {}
    }
    let many: String = (0..8).map(|number| format!("{} & ", in_role(name, &number.to_string()))).collect();
    let report = in_role(name, "report");
    let printed = text(&run(&format!("{many} wait; {report}; {report}; exit")).stdout);
    let mut expected = "\n1 test was skipped; it is counted as passed above\n".to_owned();
    for number in 0..8 {
        expected += &format!("  {number} is \"odd\" (1):\n    {name}\n");
    }
    expected += "\na part of 1 test was left out\n  nobody reads it (8):\n";
    for number in 0..8 {
        expected += &format!("    {name}: part {number}\n");
    }
    assert_eq!(printed.matches(&expected).count(), 1, "{printed}");
    // The second report belongs to a run without skipped tests.
    assert_eq!(printed.matches("\nno test was skipped\n").count(), 1, "{printed}");
}

#[test]
fn program_that_prints_the_list_runs_last() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let last = names.filter(|name| name.ends_with(".rs")).max();
    assert_eq!(last.as_deref(), Some("zz_skipped.rs"));
}
