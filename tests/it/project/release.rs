//! The files of a release agree with each other: targets, scripts, the address, the bill of materials, and the crate.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::tools::{skip, skip_without};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// Runs a program in the project's directory.
fn run(program: &str, args: &[&str]) -> Output {
    Command::new(program).args(args).current_dir(root()).output().unwrap()
}

fn text(output: Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The scripts read TOML with Python's library, which has that since 3.11.
fn skip_without_python() -> bool {
    if skip_without(&["python3"]) {
        return true;
    }
    let is_old = !run("python3", &["-c", "import tomllib"]).status.success();
    if is_old {
        skip("python3 is older than 3.11");
    }
    is_old
}

fn facts(key: &str) -> Vec<String> {
    text(run("python3", &["release/package/facts.py", key])).lines().map(str::to_owned).collect()
}

/// The workflows: name and text.
fn workflows() -> Vec<(String, String)> {
    let files = fs::read_dir(root().join(".github/workflows")).unwrap();
    files
        .map(|file| file.unwrap().path())
        .map(|path| {
            (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// The values of a key in a file of lines `key: value`, without comments.
fn values<'a>(text: &'a str, key: &str) -> Vec<&'a str> {
    let lines = text.lines().map(|line| line.trim_start().trim_start_matches("- "));
    lines.filter_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).collect()
}

#[test]
fn workflows_call_scripts_that_exist() {
    for (name, text) in workflows() {
        for command in values(&text, "run").into_iter().filter(|command| !command.starts_with('{')) {
            let script = command.split(' ').next().unwrap();
            let mode = fs::metadata(root().join(script)).map(|file| file.permissions().mode());
            assert!(mode.is_ok_and(|mode| mode & 0o111 != 0), "{name}: {command}");
            // What an expression contains would be read as shell code.
            assert!(!command.contains("${{"), "{name}: {command}");
        }
    }
}

#[test]
fn workflows_pin_actions_and_only_read_by_default() {
    for (name, text) in workflows() {
        assert!(text.contains("\npermissions:\n  contents: read\n\n"), "{name}");
        let actions = values(&text, "uses");
        assert!(!actions.is_empty(), "{name}");
        for action in actions {
            let (_, pin) = action.split_once('@').unwrap();
            let (commit, version) = pin.split_once(" # v").expect(action);
            assert!(
                commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()),
                "{name}: {action}"
            );
            assert!(!version.is_empty(), "{name}: {action}");
        }
    }
}

#[test]
fn every_list_of_targets_is_the_same() {
    if skip_without_python() {
        return;
    }
    let targets: BTreeSet<String> = facts("targets").into_iter().collect();
    let set = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    let release = read(".github/workflows/release.yml");
    let built = release.split("{ target: ").skip(1).map(|rest| rest.split(',').next().unwrap());
    assert_eq!(set(built.collect()), targets, "release.yml");
    // The install script is for the systems that have a POSIX shell.
    let script = read("release/install.sh");
    let installed = script.lines().filter_map(|line| line.split(") echo ").nth(1)?.strip_suffix(" ;;"));
    let mut posix = targets.clone();
    posix.retain(|target| !target.contains("windows"));
    assert_eq!(set(installed.collect()), posix, "install.sh");
    let build = read("release/build.sh");
    for target in targets {
        assert!(build.contains(&target), "build.sh: {target}");
    }
}

#[test]
fn bill_of_materials_lists_the_crates_of_cargo_tree() {
    if skip_without_python() {
        return;
    }
    let lock: toml::Table = read("Cargo.lock").parse().unwrap();
    for target in ["x86_64-unknown-linux-musl", "aarch64-apple-darwin", "x86_64-pc-windows-gnu"] {
        let options =
            ["tree", "--locked", "--edges=normal", "--prefix=none", "--no-dedupe", "--target", target];
        let tree = text(run(env!("CARGO"), &options));
        let name = |line: &str| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
        let mut expected: BTreeSet<String> = tree.lines().map(name).collect();
        expected.remove(concat!("gettoken v", env!("CARGO_PKG_VERSION")));
        let bill: Value = serde_json::from_str(&text(run("release/sbom.py", &[target]))).unwrap();
        let components = bill["components"].as_array().unwrap();
        let is_crate = |part: &&Value| part["purl"].as_str().unwrap().starts_with("pkg:cargo/");
        let listed = components.iter().filter(is_crate);
        let name = |part: &Value| {
            format!("{} v{}", part["name"].as_str().unwrap(), part["version"].as_str().unwrap())
        };
        assert_eq!(listed.clone().map(name).collect::<BTreeSet<_>>(), expected, "{target}");
        for part in listed {
            let is_same = |package: &&toml::Value| {
                part["name"] == package["name"].as_str().unwrap()
                    && part["version"] == package["version"].as_str().unwrap()
            };
            let package = lock["package"].as_array().unwrap().iter().find(is_same).unwrap();
            assert_eq!(part["hashes"][0]["content"], package["checksum"].as_str().unwrap(), "{part}");
            assert!(part["licenses"][0]["expression"].is_string(), "{part}");
        }
        let others: Vec<&str> = components
            .iter()
            .filter(|part| !is_crate(part))
            .map(|part| part["name"].as_str().unwrap())
            .collect();
        assert!(others.contains(&"rust-std"), "{target}: {others:?}");
        assert_eq!(others.contains(&"dbus"), target.contains("linux"), "{target}: {others:?}");
        assert_eq!(others.contains(&"musl"), target.contains("musl"), "{target}: {others:?}");
    }
}

/// A copy of the files that can contain the project's address.
fn copy_of_documents() -> TempDir {
    let copy = TempDir::new().unwrap();
    fs::create_dir(copy.path().join("release")).unwrap();
    for name in ["Cargo.toml", "README.md", "README.zh-CN.md", "release/address.py"] {
        fs::copy(root().join(name), copy.path().join(name)).unwrap();
    }
    copy
}

#[test]
fn address_is_in_one_place_and_fills_the_documents() {
    if skip_without_python() {
        return;
    }
    text(run("release/address.py", &["check"]));
    let copy = copy_of_documents();
    let script: PathBuf = copy.path().join("release/address.py");
    let address = |args: &[&str]| {
        Command::new("python3").arg(&script).args(args).current_dir(copy.path()).output().unwrap()
    };
    let content = |name: &str| fs::read_to_string(copy.path().join(name)).unwrap();
    text(address(&["set", ""]));
    let before = content("README.md");
    text(address(&["set", "https://git.example.org/someone/gettoken/"]));
    text(address(&["check"]));
    let manifest: toml::Table = content("Cargo.toml").parse().unwrap();
    assert_eq!(manifest["package"]["repository"].as_str(), Some("https://git.example.org/someone/gettoken"));
    for name in ["README.md", "README.zh-CN.md"] {
        let line =
            "curl -fsSL https://git.example.org/someone/gettoken/releases/latest/download/install.sh | sh";
        assert!(content(name).contains(&format!("```sh\n{line}\n```")), "{name}");
    }
    // Another file that names the address, one that is out of date, and a word that is none.
    fs::write(copy.path().join("notes.txt"), "see https://git.example.org/someone/gettoken").unwrap();
    assert!(!address(&["check"]).status.success());
    fs::write(copy.path().join("notes.txt"), format!("git clone git@{}:someone/gettoken", "github.com"))
        .unwrap();
    assert!(!address(&["check"]).status.success());
    fs::remove_file(copy.path().join("notes.txt")).unwrap();
    fs::write(copy.path().join("README.md"), &before).unwrap();
    assert!(!address(&["check"]).status.success());
    assert!(!address(&["set", "git.example.org"]).status.success());
    text(address(&["set", ""]));
    assert_eq!(content("README.md"), before);
    assert_eq!(content("Cargo.toml").parse::<toml::Table>().unwrap()["package"].get("repository"), None);
}

#[test]
fn crate_is_packaged_without_warnings() {
    let target = TempDir::new().unwrap();
    let folder = target.path().to_str().unwrap();
    let options =
        ["package", "--offline", "--locked", "--no-verify", "--allow-dirty", "--target-dir", folder];
    let output = run(env!("CARGO"), &options);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    let address = "warning: manifest has no documentation, homepage or repository";
    let warnings: Vec<&str> = said.lines().filter(|line| line.starts_with("warning:")).collect();
    // Until the address is known.
    let expected = if read("Cargo.toml").contains("\nrepository = ") { vec![] } else { vec![address] };
    assert_eq!(warnings, expected, "{said}");
    let files = text(run(env!("CARGO"), &["package", "--offline", "--locked", "--allow-dirty", "--list"]));
    for file in [
        "build.rs",
        "Cargo.lock",
        "man/gettoken.1",
        "completions/_gettoken",
        "src/providers/alimail.toml",
        "LICENSE-MIT",
    ] {
        assert!(files.lines().any(|line| line == file), "{file}");
    }
    let is_ours =
        |line: &&str| ["release/", "fuzz/", ".ci/", ".github/"].iter().any(|folder| line.starts_with(folder));
    assert_eq!(files.lines().filter(is_ours).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn notes_of_a_release_come_from_the_changelog() {
    if skip_without_python() {
        return;
    }
    let notes = text(run("release/notes.py", &["--draft"]));
    assert!(notes.contains("\n### ") && !notes.contains("## Unreleased"), "{notes}");
    let is_signed = root().join("release/minisign.pub").exists();
    assert_eq!(notes.contains("This release is not signed."), !is_signed, "{notes}");
    assert!(!run("release/notes.py", &["99.0.0"]).status.success());
    let tag = run("release/tag.sh", &["v99.0.0"]);
    assert!(
        String::from_utf8_lossy(&tag.stderr).contains("the tag is v99.0.0, but Cargo.toml has version"),
        "{tag:?}"
    );
}

#[test]
fn releasing_guide_names_scripts_that_exist() {
    let guide = read("RELEASING.md");
    let scripts = guide.split('`').skip(1).step_by(2).filter_map(|code| code.split(' ').next());
    let scripts: Vec<&str> =
        scripts.filter(|word| word.starts_with("release/") || word.starts_with(".ci/")).collect();
    assert!(scripts.len() > 10, "{scripts:?}");
    for script in scripts.into_iter().filter(|script| *script != "release/minisign.pub") {
        assert!(root().join(script).exists(), "{script}");
    }
}
