//! Trusted files and directories: those of the user and root, as long as nobody else can change them, their
//! directories or any part of the path. Two users try every owner, group and mode, and symbolic links.
//!
//! The users are in test copies of passwd and group, which are mounted over the system's files for one call.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::providers::some_of;
use crate::support::tools;
use crate::support::vendor::Vendor;
use crate::support::world::{Reply, World};

const ROOT: u32 = 0;
/// The user, and her private group.
const ANNA: u32 = 54331;
/// Another user, and his group.
const BEN: u32 = 54332;
/// A user whose primary group has other members.
const CLEO: u32 = 54333;
/// The primary group of several users.
const SHARED: u32 = 54340;
/// A user id that is not in passwd.
const UNKNOWN_USER: u32 = 54350;

const USERS: &str = "root:x:0:0::/:/bin/sh\n\
    anna:x:54331:54331::/:/bin/sh\n\
    ben:x:54332:54332::/:/bin/sh\n\
    cleo:x:54333:54340::/:/bin/sh\n\
    dora:x:54334:54340::/:/bin/sh\n";
const GROUPS: &str = "root:x:0:\nanna:x:54331:\nben:x:54332:\nshared:x:54340:\n";

/// Inputs that changed less than two seconds ago are not recorded.
const SETTLE_TIME: Duration = Duration::from_millis(2100);

fn cannot_run() -> bool {
    tools::is_not_root() || tools::skip_without(&["setpriv", "unshare", "mount"]) || tools::cannot_mount()
}

fn set(path: &Path, owner: u32, group: u32, mode: u32) {
    chown(path, Some(owner), Some(group)).unwrap();
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Anna's home directory, and the test's passwd and group.
struct Home {
    env: TestEnv,
}

impl Home {
    fn new() -> Self {
        let env = TestEnv::new();
        env.write("users", USERS);
        env.write("groups", GROUPS);
        for list in ["users", "groups"] {
            fs::set_permissions(env.path(list), Permissions::from_mode(0o644)).unwrap();
        }
        fs::set_permissions(env.path(""), Permissions::from_mode(0o755)).unwrap();
        Self { env }
    }

    /// Runs the binary as this user, with the test's passwd and group mounted. `before` runs first, as root.
    fn run_as(&self, user: u32, before: &str, call: Call) -> Call {
        let script = format!(
            "mount --bind \"$1\" /etc/passwd && mount --bind \"$2\" /etc/group && shift 2 && {before} \
             exec setpriv --reuid={user} --regid={user} --clear-groups -- \"$@\""
        );
        let (users, groups) = (self.env.path("users"), self.env.path("groups"));
        let words = ["unshare", "--mount", "--propagation=private", "sh", "-c", &script, "sh"];
        let words = words.map(PathBuf::from).into_iter().chain([users, groups]).collect::<Vec<_>>();
        call.copied_to(&self.env.path("gettoken")).under(&words)
    }

    fn as_anna(&self, call: Call) -> Call {
        self.run_as(ANNA, "", call)
    }
}

/// A setup in which one call reads a config file, a definition, a secret command and a CA.
struct Setup {
    home: Home,
    world: World,
}

/// The files and directories that must be trusted, relative to Anna's home directory.
const FILES: [&str; 4] =
    ["config/gettoken/config.toml", "config/gettoken/providers/own.toml", "tools/helper", "ca/ca.pem"];
const FOLDERS: [&str; 5] = ["config/gettoken", "config/gettoken/providers", "tools", "ca", "config"];

impl Setup {
    fn new() -> Self {
        let (home, world) = (Home::new(), World::always(Reply::json(200, TOKEN)).may_be_silent());
        let env = &home.env;
        let url = format!("https://{}/token", world.https_addr());
        env.write_config("[profiles.work]\nprovider = \"own\"\nclient-id = \"id\"\nclient-secret = { command = [\"~/tools/helper\"] }\n");
        env.write_provider(
            "own",
            &format!("title = \"Own\"\n[client-credentials]\nurl = \"{url}\"\nclient-auth = \"post\"\n"),
        );
        env.write("tools/helper", "#!/bin/sh\necho s3cret\n");
        env.write("ca/ca.pem", &fs::read_to_string(world.ca_pem_path()).unwrap());
        for folder in FOLDERS {
            set(&env.path(folder), ANNA, ANNA, 0o755);
        }
        for file in FILES {
            set(&env.path(file), ANNA, ANNA, 0o755);
        }
        set(&env.path(""), ANNA, ANNA, 0o755);
        Self { home, world }
    }

    fn call(&self) -> Call {
        let call = self.home.env.gettoken(&["work", "-o", "token", "--no-cache", "--retries=0", "--cacert"]);
        call.arg(self.home.env.path("ca/ca.pem"))
    }

    #[track_caller]
    fn assert_accepted(&self, what: &str) {
        let outcome = self.home.as_anna(self.call()).run();
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "t0ken\n"), "{what}: {outcome:?}");
    }

    /// The call is refused with the command that fixes it, and nothing is sent.
    #[track_caller]
    fn assert_refused(&self, what: &str, command: &str) {
        let before = self.world.requests().len();
        let outcome = self.home.as_anna(self.call()).run();
        let code = if what.contains("tools") { 10 } else { 3 };
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(code), ""), "{what}: {outcome:?}");
        assert!(
            outcome.stderr.contains(&format!("hint: run `{command}`\n")),
            "{what}: {command}: {outcome:?}"
        );
        assert_eq!(self.world.requests().len(), before, "{what}");
        self.assert_doctor_agrees(what, command, code);
    }
}

impl Setup {
    /// `doctor` reports the same fault with the same command, and exits like the call.
    #[track_caller]
    fn assert_doctor_agrees(&self, what: &str, command: &str, code: i32) {
        let call = self.home.env.gettoken(&["doctor", "work", "--json", "--cacert"]);
        let outcome = self.home.as_anna(call.arg(self.home.env.path("ca/ca.pem"))).run();
        assert_eq!(outcome.code, Some(code), "{what}: {outcome:?}");
        let report: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        let checks = report["checks"].as_array().unwrap();
        let has_command =
            |check: &serde_json::Value| check["state"] == "fault" && check.to_string().contains(command);
        assert!(checks.iter().any(has_command), "{what}, {command}: {report:#}");
    }
}

const TOKEN: &str = r#"{"access_token":"t0ken","expires_in":3600}"#;

/// Tries owners, groups and modes of one path.
fn check_permissions(place: &str, modes: &[u32]) {
    let setup = Setup::new();
    let path = setup.home.env.path(place);
    setup.assert_accepted(place);
    let owners = [ANNA, ROOT, BEN].into_iter();
    let owners = owners.flat_map(|owner| [ANNA, ROOT, SHARED].map(|group| (owner, group)));
    let cases = owners.flat_map(|(owner, group)| modes.iter().map(move |mode| (owner, group, *mode)));
    // Five is no divisor of the number of modes or groups, so every one is tried.
    for (owner, group, mode) in some_of(cases, 5, 0) {
        set(&path, owner, group, mode);
        let what = format!("{place}, {owner}:{group} {mode:o}");
        let is_open = mode & 0o002 != 0 || mode & 0o020 != 0 && group != ANNA;
        if owner == BEN {
            setup.assert_refused(&what, &format!("chown {ANNA} {}", path.display()));
        } else if is_open {
            setup.assert_refused(&what, &format!("chmod go-w {}", path.display()));
        } else {
            setup.assert_accepted(&what);
        }
    }
}

const FILE_MODES: [u32; 4] = [0o755, 0o775, 0o757, 0o777];
/// The sticky bit does not help where files are opened by name.
const DIRECTORY_MODES: [u32; 6] = [0o755, 0o775, 0o2775, 0o757, 0o777, 0o1777];

#[test]
fn config_file_permissions() {
    if !cannot_run() {
        check_permissions(FILES[0], &FILE_MODES);
    }
}

#[test]
fn definition_permissions() {
    if !cannot_run() {
        check_permissions(FILES[1], &FILE_MODES);
    }
}

#[test]
fn secret_command_permissions() {
    if !cannot_run() {
        check_permissions(FILES[2], &FILE_MODES);
    }
}

#[test]
fn ca_file_permissions() {
    if !cannot_run() {
        check_permissions(FILES[3], &FILE_MODES);
    }
}

#[test]
fn config_directory_permissions() {
    if !cannot_run() {
        check_permissions(FOLDERS[0], &DIRECTORY_MODES);
    }
}

#[test]
fn providers_directory_permissions() {
    if !cannot_run() {
        check_permissions(FOLDERS[1], &DIRECTORY_MODES);
    }
}

#[test]
fn parent_directory_permissions() {
    if cannot_run() {
        return;
    }
    thread::scope(|scope| {
        for place in &FOLDERS[2..] {
            scope.spawn(move || check_permissions(place, &[0o755, 0o775, 0o757, 0o777]));
        }
    });
}

/// Even an empty directory must be trusted, because others could add files to it.
#[test]
fn empty_config_directory_permissions() {
    if cannot_run() {
        return;
    }
    let (home, vendor) = (Home::new(), Vendor::new(3600));
    let run = || home.as_anna(vendor.call(&home.env).arg("--no-cache")).run();
    let folder = home.env.config_dir();
    for (owner, mode, code) in [
        (ANNA, 0o755, 0),
        (ROOT, 0o755, 0),
        (BEN, 0o755, 3),
        (ANNA, 0o777, 3),
        (ROOT, 0o1777, 3),
        (ANNA, 0o770, 0),
    ] {
        set(&folder, owner, ANNA, mode);
        assert_eq!(run().code, Some(code), "{owner} {mode:o}: {:?}", run());
    }
}

#[test]
fn secret_file_permissions() {
    if cannot_run() {
        return;
    }
    let (home, vendor) = (Home::new(), Vendor::new(3600).may_be_silent());
    let path = home.env.write("folder/secret", "s3cret\n");
    let run = |flag: &str| {
        let call = vendor.call(&home.env).arg("--no-cache").arg("--client-secret-file").arg(&path);
        home.as_anna(if flag.is_empty() { call } else { call.arg(flag) }).run()
    };
    let refused = |command: &str, flag: &str| {
        let outcome = run(flag);
        assert_eq!(outcome.code, Some(3), "{command}: {outcome:?}");
        assert!(outcome.stderr.contains(command), "{command}: {outcome:?}");
    };
    for flag in ["", "--insecure-file-mode"] {
        set(&home.env.path("folder"), ANNA, ANNA, 0o755);
        set(&path, BEN, ANNA, 0o640);
        refused("chown", flag);
        for (mode, group) in [(0o602, ANNA), (0o660, SHARED), (0o660, ROOT)] {
            set(&path, ANNA, group, mode);
            refused("chmod go-w", flag);
        }
    }
    set(&path, ANNA, ANNA, 0o600);
    assert_eq!(run("").success(), "token-1\n");
    // An untrusted directory is accepted only with the flag, and with a warning.
    for (owner, group, mode) in [(BEN, ANNA, 0o755), (ANNA, SHARED, 0o775), (ROOT, ROOT, 0o777)] {
        set(&home.env.path("folder"), owner, group, mode);
        refused("folder", "");
        let outcome = run("--insecure-file-mode");
        assert!(outcome.stderr.starts_with("gettoken: warning: `/"), "{outcome:?}");
        outcome.success();
    }
}

/// Group write permission is accepted only if the group is private to the user.
#[test]
fn group_write_requires_a_private_group() {
    if cannot_run() {
        return;
    }
    let setup = Setup::new();
    let (home, path) = (&setup.home, setup.home.env.path(FILES[0]));
    set(&path, ANNA, ANNA, 0o664);
    setup.assert_accepted("a private group");
    let command = format!("chmod go-w {}", path.display());
    let rewrite = |list: &str, text: String| fs::write(home.env.path(list), text).unwrap();
    for (list, text, more) in [
        ("groups", GROUPS, "again:x:54331:ben\n"),
        ("groups", GROUPS, "+:::\n"),
        ("users", USERS, "eve:x:54339:54331::/:/bin/sh\n"),
        ("users", USERS, "+::::::\n"),
    ] {
        rewrite(list, format!("{text}{more}"));
        setup.assert_refused(more, &command);
        rewrite(list, text.to_owned());
        setup.assert_accepted("as before");
    }
    rewrite("groups", GROUPS.replace("anna:x:54331:", "anna:x:54331:anna,root"));
    setup.assert_accepted("the user and root are in it");
    rewrite("groups", GROUPS.replace("anna:x:54331:", "anna:x:54331:anna,ben"));
    setup.assert_refused("another member", &command);

    // A user without an entry in passwd, and one whose group is shared.
    for user in [UNKNOWN_USER, CLEO] {
        let (home, vendor) = (Home::new(), Vendor::new(3600));
        let group = if user == CLEO { SHARED } else { user };
        let config = home.env.write_config("[defaults]\nretries = 1\n");
        set(&home.env.config_dir(), user, group, 0o755);
        for (mode, code) in [(0o644, 0), (0o664, 3)] {
            set(&config, user, group, mode);
            let outcome = home.run_as(user, "", vendor.call(&home.env).arg("--no-cache")).run();
            assert_eq!(outcome.code, Some(code), "{user} {mode:o}: {outcome:?}");
        }
    }
}

#[test]
fn acl_entry_for_another_user_is_refused() {
    if cannot_run() || tools::skip_without(&["setfacl"]) {
        return;
    }
    let setup = Setup::new();
    for place in [FILES[0], FOLDERS[0], FOLDERS[4]] {
        let path = setup.home.env.path(place);
        let path = path.to_str().unwrap();
        set(Path::new(path), ANNA, ANNA, 0o775);
        setup.assert_accepted(place);
        assert!(tools::succeeds("setfacl", &["-m", "u:54332:rwx", path]));
        setup.assert_refused(place, &format!("chmod go-w {path}"));
        fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
        setup.assert_accepted(place);
    }
}

// Symbolic links.

/// The target of a link is checked, and so is every directory and link on the way.
#[test]
fn symlinks_and_their_targets_are_checked() {
    if cannot_run() {
        return;
    }
    let setup = Setup::new();
    let path = |name: &str| setup.home.env.path(name);
    // As in a repository of dotfiles.
    for folder in ["dotfiles", "ben", "tmp"] {
        fs::create_dir(path(folder)).unwrap();
        set(&path(folder), ANNA, ANNA, 0o755);
    }
    fs::rename(path("config/gettoken"), path("dotfiles/gettoken")).unwrap();
    symlink("../dotfiles/gettoken", path("config/gettoken")).unwrap();
    setup.assert_accepted("a link to a folder");
    set(&path("dotfiles"), ANNA, ANNA, 0o777);
    setup.assert_refused("the parent of its target", &format!("chmod go-w {}", path("dotfiles").display()));
    set(&path("dotfiles"), ANNA, ANNA, 0o755);

    // A link to a link in Ben's directory, which he can point elsewhere.
    set(&path("ben"), BEN, BEN, 0o755);
    let relink = |target: &Path, at: &Path| {
        let _ = fs::remove_file(at);
        symlink(target, at).unwrap();
    };
    relink(&path("dotfiles/gettoken"), &path("ben/link"));
    relink(&path("ben/link"), &path("config/gettoken"));
    setup.assert_refused("a link to a link of another", &format!("chown {ANNA} {}", path("ben").display()));
    relink(&path("ben/../dotfiles/gettoken"), &path("config/gettoken"));
    setup.assert_refused("through Ben's directory", &format!("chown {ANNA} {}", path("ben").display()));

    // A sticky directory such as /tmp: a link that Anna owns is trusted, one that Ben owns is not.
    set(&path("tmp"), ROOT, ROOT, 0o1777);
    relink(&path("dotfiles/gettoken"), &path("tmp/link"));
    relink(&path("tmp/link"), &path("config/gettoken"));
    assert!(tools::succeeds("chown", &["-h", "54331", path("tmp/link").to_str().unwrap()]));
    setup.assert_accepted("a link of one's own in everybody's folder");
    assert!(tools::succeeds("chown", &["-h", "54332", path("tmp/link").to_str().unwrap()]));
    setup.assert_refused(
        "another's link in everybody's folder",
        &format!("chown {ANNA} {}", path("tmp/link").display()),
    );
    relink(&path("config/gettoken"), &path("config/gettoken"));
    let outcome = setup.home.as_anna(setup.call()).run();
    assert_eq!(outcome.code, Some(3), "a link to itself: {outcome:?}");
}

/// The attack: a link makes one of the user's own files her config file.
#[test]
fn planted_symlink_to_a_users_file_is_refused() {
    if cannot_run() {
        return;
    }
    let setup = Setup::new();
    let path = |name: &str| setup.home.env.path(name);
    let given = setup.home.env.write(
        "downloads/gettoken/config.toml",
        "[profiles.work]\nprovider = \"oauth2\"\nclient-id = \"id\"\nclient-secret = { command = [\"~/tools/helper\"] }\n\
         vars = { token-url = \"https://evil.example/token\" }\n",
    );
    tools::chown_recursively(&path("downloads"), ANNA, ANNA);
    let config = path("config/gettoken/config.toml");
    fs::remove_file(&config).unwrap();
    symlink(&given, &config).unwrap();
    for mode in [0o777, 0o1777] {
        set(&path("config/gettoken"), ROOT, ROOT, mode);
        setup.assert_refused(
            "a link in a folder that others may write to",
            &format!("chmod go-w {}", path("config/gettoken").display()),
        );
    }
    // The same one level up.
    fs::rename(path("config/gettoken"), path("config/real")).unwrap();
    symlink(path("downloads/gettoken"), path("config/gettoken")).unwrap();
    set(&path("config"), ANNA, ANNA, 0o777);
    setup.assert_refused("a linked directory", &format!("chmod go-w {}", path("config").display()));
    assert_eq!(setup.world.tunnels().len() + setup.world.requests().len(), 0);
}

/// A parent directory only has to be trusted if something is read below it.
#[test]
fn parent_directory_is_checked_when_a_file_is_read() {
    if cannot_run() {
        return;
    }
    let (home, vendor) = (Home::new(), Vendor::new(3600));
    tools::chown_recursively(&home.env.path("config"), ANNA, ANNA);
    // As Kubernetes mounts an empty volume.
    set(&home.env.path("config"), ROOT, ROOT, 0o777);
    let run = |flag: &str| {
        let call = vendor.call(&home.env);
        home.as_anna(if flag.is_empty() { call } else { call.arg(flag) }).run()
    };
    for _ in 0..2 {
        assert_eq!(run("").success(), "token-1\n");
    }
    let config = home.env.write_config("[defaults]\nretries = 1\n");
    tools::chown_recursively(&config, ANNA, ANNA);
    let command = format!("chmod go-w {}", home.env.path("config").display());
    assert!(run("").failed(3).contains(&format!("hint: run `{command}`\n")));
    let outcome = run("--insecure-file-mode");
    assert_eq!(outcome.stderr.matches("is writable by others").count(), 1, "{outcome:?}");
    assert_eq!(outcome.success(), "token-1\n");
}

/// In a user namespace without root, the system's directories belong to `nobody`, and so do Ben's files.
#[test]
fn user_namespace_trusts_system_directories() {
    let nested = |user: &str| {
        let words = ["--reuid=54331", "--regid=54331", "--clear-groups", "unshare", "--user", user];
        words.map(str::to_owned)
    };
    if cannot_run() {
        return;
    }
    let words = nested("--map-root-user");
    let words: Vec<&str> = words.iter().map(String::as_str).chain(["true"]).collect();
    if !tools::succeeds("setpriv", &words) {
        return tools::skip("users may not create namespaces here");
    }
    let (home, vendor) = (Home::new(), Vendor::new(3600));
    let config = home.env.write_config("[defaults]\nretries = 1\n");
    tools::chown_recursively(&home.env.path(""), ANNA, ANNA);
    for user in ["--map-root-user", "--map-current-user"] {
        let run = || {
            let call = vendor.call(&home.env).arg("--no-cache").copied_to(&home.env.path("gettoken"));
            call.under(&[&["setpriv".to_owned()], &nested(user)[..]].concat()).run()
        };
        run().success();
        tools::chown_recursively(&config, BEN, BEN);
        set(&config, BEN, BEN, 0o644);
        assert!(run().failed(3).contains("belongs to another user"), "{user}");
        tools::chown_recursively(&config, ANNA, ANNA);
    }
}

// Replay records.

#[test]
fn replay_record_depends_on_directory_permissions() {
    if cannot_run() {
        return;
    }
    let (home, vendor) = (Home::new(), Vendor::new(3600));
    let path = |name: &str| home.env.path(name);
    let config = format!(
        "[profiles.work]\nprovider = \"own\"\nclient-id = \"id\"\n[profiles.work.vars]\ntoken-url = \"{}\"\n",
        vendor.url()
    );
    home.env.write_config(&config);
    home.env.write_provider(
        "own",
        "title = \"Own\"\nextends = \"oauth2\"\n[client-credentials]\nclient-auth = \"none\"\n",
    );
    for place in ["", "config"] {
        tools::chown_recursively(&path(place), ANNA, ANNA);
        set(&path(place), ANNA, ANNA, 0o755);
    }
    // Write permission for a private group does not prevent a record.
    set(&path("config"), ANNA, ANNA, 0o775);
    tools::chown_recursively(&path("users"), ROOT, ROOT);
    tools::chown_recursively(&path("groups"), ROOT, ROOT);
    thread::sleep(SETTLE_TIME);
    let run = || home.as_anna(home.env.gettoken(&["work", "-o", "token"])).run();
    let records = || {
        fs::read_dir(home.env.tokens_dir())
            .unwrap()
            .flatten()
            .filter(|entry| entry.path().extension().is_some_and(|it| it == "replay"))
            .count()
    };
    run().success();
    thread::sleep(SETTLE_TIME);
    assert_eq!(run().success(), "token-1\n");
    assert_eq!(records(), usize::from(cfg!(feature = "fastpath")));
    for (place, owner, group, mode) in [
        ("", ANNA, ANNA, 0o777),
        ("config", ANNA, ANNA, 0o757),
        ("config", ANNA, SHARED, 0o775),
        ("config", BEN, ANNA, 0o755),
        ("config/gettoken", ANNA, ANNA, 0o777),
        ("config/gettoken", BEN, ANNA, 0o755),
        ("config/gettoken", ANNA, ANNA, 0o1777),
        ("config/gettoken/providers", ANNA, ANNA, 0o777),
        ("config/gettoken/providers", BEN, ANNA, 0o755),
    ] {
        assert_eq!(run().success(), "token-1\n");
        set(&path(place), owner, group, mode);
        let outcome = run();
        assert_eq!(outcome.code, Some(3), "{place} {owner}:{group} {mode:o}: {outcome:?}");
        set(&path(place), ANNA, ANNA, if place == "config" { 0o775 } else { 0o755 });
    }
    assert_eq!(run().success(), "token-1\n");
    fs::write(path("groups"), GROUPS.replace("anna:x:54331:", "anna:x:54331:ben")).unwrap();
    assert_eq!(run().code, Some(3), "Ben is in the group now");
    assert_eq!(vendor.asked(), 1);
}

// Read-only file systems.

/// Runs a call as Anna with a tmpfs mounted at `config/gettoken`. `script` fills it from the directory
/// `from`; then it becomes read-only unless `writable` is set.
fn mounted(home: &Home, script: &str, writable: bool, call: Call) -> Call {
    let place = home.env.config_dir().display().to_string();
    let from = home.env.path("from").display().to_string();
    let close = if writable { String::new() } else { format!("mount -o remount,ro,bind '{place}' &&") };
    let before = format!(
        "mount -t tmpfs -o mode=0777 none '{place}' && (cd '{place}' && umask 0 && FROM='{from}' && {script}) && {close}"
    );
    home.run_as(ANNA, &before, call)
}

/// As Kubernetes mounts a ConfigMap or a Secret: world-writable directories, links to the current version.
const VOLUME: &str = "mkdir -m 0777 ..1 && cp \"$FROM\"/* ..1 && chmod MODE ..1/* && ln -s ..1 ..data && \
    for file in ..1/*; do ln -s ..data/\"${file##*/}\" \"${file##*/}\"; done";

#[test]
fn read_only_file_system_is_trusted_whatever_its_mode() {
    if cannot_run() {
        return;
    }
    let (home, vendor) = (Home::new(), Vendor::new(3600));
    home.env.write("from/config.toml", &format!(
        "[profiles.work]\nprovider = \"oauth2\"\nclient-id = \"id\"\nclient-secret = {{ file = \"secret\" }}\n\
         vars = {{ token-url = \"{}\", client-auth = \"post\" }}\n", vendor.url()
    ));
    home.env.write("from/secret", "s3cret\n");
    let run = |script: &str, mode: &str, writable: bool, flags: &[&str]| {
        let call = home.env.gettoken(&["work", "-o", "token", "--no-cache"]).args(flags);
        mounted(&home, &VOLUME.replace("MODE", mode).replace("&& ln -s ..1", script), writable, call).run()
    };
    let plain = "&& ln -s ..1";
    for mode in ["0644", "0666"] {
        // Who may read a secret is still checked.
        let stderr = run(plain, mode, false, &[]).failed(3);
        assert!(stderr.contains("is readable by others"), "{mode}: {stderr}");
        run(plain, mode, false, &["--insecure-file-mode"]).success();
    }
    // The same files on a writable file system are refused, with or without the flag.
    for flags in [&[][..], &["--insecure-file-mode"]] {
        let stderr = run(plain, "0644", true, flags).failed(3);
        assert!(stderr.contains("is writable by others (mode 0777)"), "{stderr}");
    }
    // The owner is still checked.
    for (place, name) in [("..1/config.toml", "config.toml"), ("..1", "..1"), (".", "gettoken")] {
        let foreign = format!("&& chown {BEN} {place} && ln -s ..1");
        let stderr = run(&foreign, "0644", false, &[]).failed(3);
        assert!(stderr.contains("belongs to another user") && stderr.contains(name), "{place}: {stderr}");
    }
    // A volume with the user's group, with definitions and a secret command.
    let definitions = "&& chown root:SHARED . ..1 ..1/* && chmod 2777 . ..1 && mkdir -m 0777 providers && \
         mv ..1/own.toml providers && cp \"$FROM\"/helper . && chmod 0777 helper && ln -s ..1"
        .replace("SHARED", &SHARED.to_string());
    home.env.write(
        "from/own.toml",
        &format!(
            "title = \"Own\"\n[client-credentials]\nurl = \"{}\"\nclient-auth = \"post\"\n",
            vendor.url()
        ),
    );
    home.env.write("from/helper", "#!/bin/sh\necho s3cret\n");
    let helper = home.env.config_dir().join("helper").display().to_string();
    home.env.write("from/config.toml", &format!(
        "[profiles.work]\nprovider = \"own\"\nclient-id = \"id\"\nclient-secret = {{ command = [\"{helper}\"] }}\n"));
    let before = vendor.asked();
    run(&definitions, "0666", false, &[]).success();
    assert_eq!(vendor.asked(), before + 1);
}
