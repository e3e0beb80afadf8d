//! Opening the browser: one program with one argument, only URLs that are safe to open, and no secret in its
//! environment. A script that records how it was started takes the browser's place.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use crate::support::environment::TestEnv;
use crate::support::issuer::{Issuer, configure, login};
use crate::support::person::{address, agree, visit, visit_with};
use crate::support::process::{Call, Running};
use crate::support::tools::wait_until;
use crate::support::world::{Reply, World};

/// A home directory with an `xdg-open` that records its arguments, each with a NUL, and its environment.
fn home() -> TestEnv {
    let env = TestEnv::new();
    let script = "#!/bin/sh\nenv > \"$HOME/inherited\"\nfor word in \"$@\"; do printf '%s\\0' \"$word\"; done \
                  > \"$HOME/words.part\"\nmv \"$HOME/words.part\" \"$HOME/words\"\n";
    let path = env.write("bin/xdg-open", script);
    fs::set_permissions(path, Permissions::from_mode(0o700)).unwrap();
    env
}

/// Makes the call find the script, on a desktop with a screen.
fn on_desktop(call: Call, env: &TestEnv) -> Call {
    call.env("DISPLAY", ":0").env("PATH", format!("{}:/usr/bin:/bin", env.path("bin").display()))
}

/// The arguments of the script, which runs asynchronously: waits until it has recorded them.
#[track_caller]
fn browser_args(env: &TestEnv) -> Vec<String> {
    let path = env.path("words");
    wait_until(Duration::from_secs(30), "the browser is opened", || path.exists());
    let text = fs::read_to_string(path).unwrap();
    text.split_terminator('\0').map(str::to_owned).collect()
}

/// A login with a browser, the address that it was opened with, and its server.
fn opened() -> (Issuer, World, TestEnv, Running, String) {
    let (issuer, env) = (Issuer::new(), home());
    let world = issuer.world();
    configure(&env, &world);
    let login = on_desktop(login(&env, &world), &env).spawn();
    let [address] = <[String; 1]>::try_from(browser_args(&env)).unwrap();
    (issuer, world, env, login, address)
}

/// Opens the address, and returns the vendor's page and the cookie that the browser got.
fn enter(address: &str) -> (String, String) {
    let page = visit(address);
    assert_eq!(page.status, 302, "{page:?}");
    let cookie = page.header("set-cookie").unwrap();
    assert!(cookie.contains("; HttpOnly; SameSite=Lax"), "{cookie}");
    (page.header("location").unwrap().to_owned(), cookie.split(';').next().unwrap().to_owned())
}

#[test]
fn browser_is_sent_to_the_vendor_and_logs_in() {
    let (_issuer, _world, _env, login, address) = opened();
    let shown = login.stderr_line("/login-");
    assert_eq!(shown, address, "the address is also shown, and is the only argument");
    assert!(address.starts_with("http://127.0.0.1:") && !address.contains("state"), "{address}");
    let (vendor, cookie) = enter(&address);
    // The same browser may reload the address.
    assert_eq!(visit_with(&address, &[("Cookie", &cookie)]).header("location"), Some(vendor.as_str()));
    let callback = visit(&vendor).header("location").unwrap().to_owned();
    assert_eq!(visit_with(&callback, &[("Cookie", &format!("a=b; {cookie}"))]).status, 200);
    login.wait().success();
}

/// Another user sees the address in the list of processes, and may even learn `state`.
#[test]
fn callback_needs_the_cookie_of_the_opened_browser() {
    let (_issuer, _world, _env, login, address) = opened();
    let (vendor, cookie) = enter(&address);
    let callback = visit(&vendor).header("location").unwrap().to_owned();
    for headers in [&[][..], &[("Cookie", "gettoken-login=x")], &[("Cookie", "gettoken-login=")]] {
        assert_eq!(visit_with(&callback, headers).status, 404);
    }
    assert_eq!(visit_with(&callback, &[("Cookie", &cookie)]).status, 200);
    login.wait().success();
}

/// Whoever comes second ends the login, so nobody can be logged in by somebody else.
#[test]
fn second_browser_ends_the_login() {
    let (issuer, _world, env, login, address) = opened();
    let (vendor, cookie) = enter(&address);
    assert_eq!(visit(&address).status, 400);
    let stderr = login.wait().failed(4);
    assert!(stderr.contains("opened a second time") && stderr.contains("hint: log in again"), "{stderr}");
    let callback = visit(&vendor).header("location").unwrap().to_owned();
    let late = std::panic::catch_unwind(|| visit_with(&callback, &[("Cookie", &cookie)]).status);
    assert!(late.is_err(), "the port is closed");
    assert!(!env.tokens_dir().join("work").exists());
    assert!(issuer.with(|state| state.current.is_none()));
}

/// A login with this authorization URL that does not wait for the callback.
fn login_at(env: &TestEnv, url: &str) -> Call {
    let args = ["login", "oauth2", "--client-id", "app", "--token-url", "https://auth.example.com/token"];
    on_desktop(env.gettoken(&args), env).arg("--wait").arg("0").arg("--authorize-url").arg(url)
}

#[test]
fn https_url_is_opened() {
    // `$` and parentheses are special only to a shell, and none is involved.
    for url in ["https://auth.example.com/authorize", "https://auth.example.com/$(id)/;id;&id?x=$HOME"] {
        let env = home();
        let stderr = login_at(&env, url).run().failed(4);
        let args = browser_args(&env);
        assert_eq!(args.len(), 1, "{args:?}");
        assert!(args[0].starts_with("http://127.0.0.1:"), "{args:?}");
        assert!(stderr.contains(&args[0]), "{stderr}");
    }
}

#[test]
fn unsafe_url_is_not_opened() {
    let urls = [
        "",
        "-https://auth.example.com/",
        "--help",
        "a:$(id)",
        "file:///etc/passwd",
        "http://auth.example.com/authorize",
        "http://127.0.0.1.evil.example/",
        "http://127.0.0.1@evil.example/",
        "https://",
        "https:/auth.example.com/",
        "https:///authorize",
        "https://auth.example.com/'id'",
        "https://auth.example.com/\";id;\"",
        "https://auth.example.com/\nid",
        "https://auth.example.com/\u{1b}]0;title\u{7}",
        "https://auth.example.com/ id",
        "https://auth.example.com/\\id",
        "https://auth.example.com/`id`",
        "https://auth.example.com/\u{202e}",
        "javascript:alert(1)",
        "vscode://file/etc/passwd",
        "\\\\evil.example\\share",
    ];
    // The script may start late, so all are checked after the last login has ended.
    let homes = urls.map(|url| (url, home()));
    for (url, env) in &homes {
        let outcome = login_at(env, url).run();
        assert_ne!(outcome.code, Some(0), "{url:?}");
        assert_eq!(outcome.stdout, "");
    }
    for (url, env) in &homes {
        assert!(!env.path("inherited").exists(), "{url:?} was opened");
    }
}

#[test]
fn printed_url_cannot_control_the_terminal() {
    for url in
        ["https://auth.example.com/\u{1b}]0;title\u{7}", "https://auth.example.com/\u{202e}\rgettoken: "]
    {
        let outcome = login_at(&home(), url).run();
        let unsafe_letter = |letter: char| letter != '\n' && (letter.is_control() || letter == '\u{202e}');
        assert!(!outcome.stderr.contains(unsafe_letter), "{:?}", outcome.stderr);
    }
}

#[test]
fn the_browser_inherits_no_secret() {
    let profiles = [
        ("google", "", "GOOGLE_CLIENT_SECRET"),
        ("work", "", "GETTOKEN_WORK_CLIENT_SECRET"),
        ("work", "client-secret = { env = \"MY_SECRET\" }\n", "MY_SECRET"),
    ];
    for (profile, secret, variable) in profiles {
        let env = home();
        env.write_config(&format!(
            "[profiles.work]\nprovider = \"google\"\n{secret}[profiles.google]\nclient-id = \"app\"\n"
        ));
        let call = on_desktop(env.gettoken(&["login", profile, "--client-id", "app", "--wait", "0"]), &env);
        call.env(variable, "BrowserCanary").run().failed(4);
        assert_eq!(browser_args(&env).len(), 1);
        let inherited = fs::read_to_string(env.path("inherited")).unwrap();
        assert!(!inherited.contains("BrowserCanary"), "{profile}, {secret:?}: {inherited}");
    }
}

#[test]
fn browser_is_not_opened_without_a_screen_or_over_ssh() {
    for (name, value, reason) in [
        ("DISPLAY", "", "no display"),
        ("SSH_CONNECTION", "192.0.2.1 22 192.0.2.2 22", "remote session"),
        ("SSH_TTY", "/dev/pts/0", "remote session"),
    ] {
        let env = home();
        let stderr = login_at(&env, "https://auth.example.com/authorize").env(name, value).run().failed(4);
        assert!(stderr.contains(reason), "{stderr}");
        assert!(!env.path("inherited").exists(), "{name}");
    }
    let env = home();
    let stderr = login_at(&env, "https://auth.example.com/authorize").arg("--no-browser").run().failed(4);
    assert!(stderr.contains("https://auth.example.com/authorize?"), "{stderr}");
    assert!(!env.path("inherited").exists());
    // Nobody asks why a browser that is not wanted was not opened.
    let login = login_at(&env, "https://auth.example.com/authorize").arg("--no-browser").env("DISPLAY", "");
    let stderr = login.run().failed(4);
    assert!(stderr.contains("paste the URL") && !stderr.contains("display"), "{stderr}");
}

/// A login without a screen, with this `BROWSER`, in which `{}` is the directory of the recording script.
fn login_with_browser(env: &TestEnv, browser: &str) -> Call {
    let folder = env.path("bin").display().to_string();
    login_at(env, "https://auth.example.com/authorize")
        .env("DISPLAY", "")
        .env("BROWSER", browser.replace("{}", &folder))
        .arg("-v")
}

#[test]
fn browser_variable_is_used_without_a_screen_and_over_ssh() {
    // The expected arguments; `URL` is the address.
    for (browser, expected) in [
        ("{}/xdg-open", "URL"),
        ("xdg-open", "URL"),
        ("{}/xdg-open --new-tab", "--new-tab URL"),
        ("{}/xdg-open --url=%s -x", "--url=URL -x"),
        ("'{}/xdg-open' \"%s\"", "URL"),
        ("/nowhere/browser:no-such-browser::{}/xdg-open", "URL"),
        ("false:{}/xdg-open %s;id", "URL;id"),
        ("{}/xdg-open:touch", "URL"),
        ("{}/xdg-open $(id) %s", "$(id) URL"),
        ("{}/xdg-open &", "URL"),
    ] {
        let env = home();
        let call = login_with_browser(&env, browser).env("SSH_CONNECTION", "192.0.2.1 22 192.0.2.2 22");
        let stderr = call.run().failed(4);
        let url = stderr.lines().find(|line| line.contains("/login-")).unwrap();
        assert_eq!(browser_args(&env).join(" "), expected.replace("URL", url), "{browser}: {stderr}");
        assert!(!stderr.contains("not opening a browser"), "{stderr}");
    }
}

#[test]
fn path_of_a_browser_may_contain_spaces() {
    let env = home();
    fs::create_dir(env.path("my bin")).unwrap();
    fs::rename(env.path("bin/xdg-open"), env.path("my bin/a browser")).unwrap();
    login_with_browser(&env, &env.path("my bin/a browser").display().to_string()).run().failed(4);
    assert_eq!(browser_args(&env).len(), 1);
}

#[test]
fn browser_variable_without_a_usable_command_leaves_the_usual_way() {
    for browser in ["", ":", " : ", "/nowhere/browser", "false"] {
        let env = home();
        login_with_browser(&env, browser).env("DISPLAY", ":0").run().failed(4);
        assert_eq!(browser_args(&env).len(), 1, "{browser:?}");
        let env = home();
        let stderr = login_with_browser(&env, browser).run().failed(4);
        assert!(stderr.contains("paste the URL"), "{browser:?}: {stderr}");
        let is_named = !browser.trim_matches([' ', ':']).is_empty();
        assert_eq!(stderr.contains("cannot open a browser"), is_named, "{browser:?}: {stderr}");
        assert!(!env.path("inherited").exists(), "{browser:?}");
    }
}

/// In quotes, the shell does not expand it.
#[test]
fn tilde_in_the_browser_variable_is_the_home_directory() {
    let env = home();
    login_with_browser(&env, "~/bin/xdg-open").run().failed(4);
    assert_eq!(browser_args(&env).len(), 1);
}

#[test]
fn browser_variable_runs_no_untrusted_program_and_passes_on_no_secret() {
    let env = home();
    env.write_config("[profiles.oauth2]\nclient-secret = { env = \"MY_SECRET\" }\n");
    let call = login_with_browser(&env, "{}/xdg-open").env("MY_SECRET", "BrowserCanary");
    call.env("OAUTH2_CLIENT_SECRET", "BrowserCanary").run().failed(4);
    assert_eq!(browser_args(&env).len(), 1);
    assert!(!fs::read_to_string(env.path("inherited")).unwrap().contains("BrowserCanary"));

    fs::remove_file(env.path("inherited")).unwrap();
    fs::set_permissions(env.path("bin"), Permissions::from_mode(0o777)).unwrap();
    for browser in ["{}/xdg-open", "xdg-open", "./xdg-open", "bin/xdg-open"] {
        let call = login_with_browser(&env, browser).env("MY_SECRET", "BrowserCanary");
        let stderr = call.run().failed(4);
        assert!(stderr.contains("cannot open a browser"), "{browser}: {stderr}");
        assert!(!env.path("inherited").exists(), "{browser}");
    }
}

#[test]
fn login_continues_if_the_browser_cannot_be_started() {
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let world = issuer.world();
    configure(&env, &world);
    let login = login(&env, &world).env("DISPLAY", ":0").env("PATH", env.path("")).spawn();
    agree(&address(&login));
    login.wait().success();
}

#[test]
fn browser_in_an_untrusted_path_entry_is_not_run() {
    let env = home();
    fs::set_permissions(env.path("bin"), Permissions::from_mode(0o777)).unwrap();
    let folder = env.path("bin").display().to_string();
    for path in [".", "", ":", ".:/nowhere", &folder] {
        let call = login_at(&env, "https://auth.example.com/authorize").cwd(env.path("bin")).arg("-v");
        let stderr = call.env("PATH", path).run().failed(4);
        assert!(stderr.contains("cannot open a browser") || path.is_empty(), "{path:?}: {stderr}");
        assert!(!env.path("inherited").exists(), "{path:?}");
    }
}

#[test]
fn verification_url_is_shown_but_not_opened() {
    // RFC 8628 section 3.3.1 permits opening it; a phishing code must not open by itself.
    let env = home();
    let world = World::always(Reply::json(
        200,
        r#"{"device_code":"d","user_code":"ABCD","verification_uri":"https://auth.example.com/device",
            "verification_uri_complete":"https://auth.example.com/device?user_code=ABCD","expires_in":1}"#,
    ));
    let args = ["login", "github", "--client-id", "app", "--device"];
    let stderr = on_desktop(env.gettoken(&args), &env).through(&world).run().failed(4);
    assert!(stderr.contains("https://auth.example.com/device") && stderr.contains("ABCD"), "{stderr}");
    assert!(!env.path("inherited").exists());
}
