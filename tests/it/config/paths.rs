//! Paths in flags, variables and the config file: `~` is the home directory everywhere, never a directory of
//! that name, and an empty path is never the current directory.

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::vendor::Vendor;
use crate::support::world::{Reply, Request, World};

fn tokens() -> World {
    World::always(Reply::json(200, r#"{"access_token":"t0ken","expires_in":3600}"#))
}

/// Asserts that no directory or file called `~` or `~…` was created.
#[track_caller]
fn assert_no_tilde(env: &TestEnv) {
    for entry in std::fs::read_dir(env.path("")).unwrap() {
        let name = entry.unwrap().file_name();
        assert!(!name.as_encoded_bytes().starts_with(b"~"), "{name:?} was created");
    }
}

#[cfg(unix)]
#[test]
fn tilde_is_the_home_directory_for_the_config_directory() {
    let config = "[profiles.mine]\nprovider = \"oauth2\"\nclient-id = \"from-home\"\n";
    let env = TestEnv::new();
    env.write("own/config.toml", config);
    env.write("own/gettoken/config.toml", config);
    let path = |call: Call| call.run().success();
    let whole = |relative: &str| format!("{}\n", env.path(relative).display());
    let by_variable = env.gettoken(&["config", "path"]).env("GETTOKEN_CONFIG_DIR", "~/own");
    assert_eq!(path(by_variable), whole("own/config.toml"));
    assert_eq!(path(env.gettoken(&["config", "path", "--config-dir=~/own"])), whole("own/config.toml"));
    let by_xdg = || env.gettoken(&["config", "path"]).without("GETTOKEN_CONFIG_DIR");
    assert_eq!(path(by_xdg().env("XDG_CONFIG_HOME", "~/own")), whole("own/gettoken/config.toml"));
    // A relative path counts as unset, as the standard demands.
    assert_eq!(path(by_xdg().env("XDG_CONFIG_HOME", "own")), whole(".config/gettoken/config.toml"));
    let vendor = Vendor::new(3600);
    for _ in 0..2 {
        let call = vendor.call_as(&env, "mine").env("GETTOKEN_CONFIG_DIR", "~/own");
        assert!(call.run().success().contains("token-1"));
    }
    assert_eq!(vendor.asked(), 1, "the second call must find the first one's token");
    assert!(env.path("own/tokens").is_dir());
    assert_no_tilde(&env);
}

/// Otherwise, the owner of the current directory would choose where secrets are sent.
#[cfg(unix)]
#[test]
fn relative_home_directory_counts_as_unset() {
    let env = TestEnv::new();
    env.write(".config/gettoken/config.toml", "[profiles.planted]\nprovider = \"oauth2\"\n");
    let call = |args| env.gettoken(args).without("GETTOKEN_CONFIG_DIR").cwd(env.path(""));
    for home in [".", "./", "x/.."] {
        let call = |args| call(args).env("HOME", home);
        let stderr = call(&["config", "path"]).run().failed(3);
        assert!(stderr.contains("no config directory") && stderr.contains("absolute"), "{home}: {stderr}");
        let stderr = call(&["planted"]).run().failed(3);
        assert!(stderr.contains("unknown profile or provider"), "{home}: {stderr}");
        call(&["config", "path", "--config-dir=~/.config/gettoken"]).run().failed(3);
    }
    call(&["config", "path"]).env("HOME", env.path("")).run().success();
}

#[cfg(unix)]
#[test]
fn config_directory_that_is_a_file_or_missing_is_named() {
    let env = TestEnv::new();
    let file = env.write_config("[profiles.mine]\nprovider = \"oauth2\"\n").display().to_string();
    for args in [&["mine"][..], &["alimail"], &["config", "check"]] {
        let named = env.gettoken(args).env("GETTOKEN_CONFIG_DIR", &file).run().failed(3);
        let words =
            format!("`{file}` from GETTOKEN_CONFIG_DIR is a file\n\nhint: use the path of the directory");
        assert!(named.contains(&words), "{named}");
        let named = env.gettoken(args).arg("--config-dir").arg(&file).run().failed(3);
        assert!(named.contains("from --config-dir is a file"), "{named}");
    }
    for folder in ["nowhere", "\"config/gettoken\"", "config/gettoken\r"] {
        let stderr = env.gettoken(&["mine"]).env("GETTOKEN_CONFIG_DIR", folder).run().failed(3);
        assert!(stderr.contains("check GETTOKEN_CONFIG_DIR"), "{stderr}");
    }
    let unset = env.gettoken(&["mine"]).without("GETTOKEN_CONFIG_DIR").run().failed(3);
    assert!(!unset.contains("check "), "{unset}");
    // Nothing is read from a device.
    env.gettoken(&["config", "path"]).env("GETTOKEN_CONFIG_DIR", "/dev/null").run().success();
}

#[test]
fn tilde_of_another_user_is_refused_for_the_config_directory() {
    for args in [
        &["config", "path"][..],
        &["config", "init"],
        &["config", "check"],
        &["cache", "path"],
        &["cache", "list"],
        &["doctor"],
        &["alimail", "--client-id=i", "--client-secret-file=-"],
    ] {
        for folder in ["~nobody/own", "~own"] {
            let env = TestEnv::new();
            let stderr = env.gettoken(args).env("GETTOKEN_CONFIG_DIR", folder).stdin("s").run().failed(3);
            assert!(
                stderr.contains(&format!("cannot expand `{folder}` from GETTOKEN_CONFIG_DIR")),
                "{stderr}"
            );
            let stderr = env.gettoken(args).arg("--config-dir").arg(folder).stdin("s").run().failed(3);
            assert!(stderr.contains("from --config-dir"), "{stderr}");
            assert_no_tilde(&env);
        }
    }
    TestEnv::new().gettoken(&["--help"]).env("GETTOKEN_CONFIG_DIR", "~nobody").run().success();
}

#[cfg(unix)]
#[test]
fn tilde_is_the_home_directory_for_every_file() {
    let world = tokens();
    let env = TestEnv::new();
    let authority = std::fs::read_to_string(world.ca_pem_path()).unwrap();
    env.write("own/ca.pem", &authority);
    env.write("own/secret", "s3cret\n");
    let url = format!("https://{}/t", world.https_addr());
    let call = |args: &[&str]| {
        env.gettoken(&["oauth2", "-o", "token", "--no-cache", "--client-id=i", "--token-url", &url])
            .args(args)
    };
    let secret = "--client-secret-file=~/own/secret";
    call(&[secret, "--cacert=~/own/ca.pem"]).run().success();
    call(&[secret]).env("SSL_CERT_FILE", "~/own/ca.pem").run().success();
    call(&[secret]).env("SSL_CERT_DIR", "/nonexistent/x:~/own").run().failed(3);
    call(&[secret]).env("SSL_CERT_DIR", ":~/own:").run().success();
    env.write_config("[defaults]\ncacert = \"~/own/ca.pem\"\n[profiles.oauth2]\nclient-secret = { file = \"~/own/secret\" }\n");
    call(&[]).run().success();
    let is_sent = |request: &Request| request.form()["client_secret"] == "s3cret";
    assert!(world.requests().iter().all(is_sent));
    assert_no_tilde(&env);
}

#[cfg(unix)]
#[test]
fn tilde_is_the_home_directory_for_imports_definitions_and_answers() {
    let env = TestEnv::new();
    let world =
        World::start(|_| Reply::json(200, r#"{"access_token":"t","refresh_token":"r2","expires_in":9}"#));
    env.write("own/refresh", "r1\n");
    let url = format!("http://{}", world.http_addr());
    let login = env.gettoken(&["login", "oauth2", "--refresh-token-file=~/own/refresh", "--client-id=i"]);
    login.arg("--client-auth=none").arg(format!("--token-url={url}/t")).run().success();
    assert_eq!(world.requests()[0].form()["refresh_token"], "r1");
    let definition = "title = \"A\"\ndocs = \"https://a.example\"\nstatus = \"verified\"\n\
                      [client-credentials]\nurl = \"https://a.example/t\"\nclient-auth = \"post\"\n";
    env.write("own/a.toml", definition);
    env.gettoken(&["providers", "check", "~/own/a.toml"]).run().success();
    env.write("own/body", "{}");
    let api = env.gettoken(&["api", "oauth2", "POST", &format!("{url}/x"), "--input=~/own/body"]);
    let api = api.args(&["--output=~/own/answer", "--client-id=i", "--client-auth=none", "--grant=user"]);
    let host = format!("--allow-host={}", world.http_addr());
    api.args(&[host, format!("--token-url={url}/t")]).run().success();
    assert!(env.path("own/answer").is_file());
    assert_no_tilde(&env);
}

#[cfg(unix)]
#[test]
fn empty_path_is_not_the_current_directory() {
    let env = TestEnv::new();
    env.write("config.toml", "this is = not [ a config");
    for args in [["config", "path", "--config-dir="], ["config", "path", "--config-dir"]] {
        let stderr = env.gettoken(&args).run().failed(2);
        assert!(!stderr.contains("config.toml"), "{stderr}");
    }
    let unset = env.gettoken(&["config", "path"]).env("GETTOKEN_CONFIG_DIR", "");
    assert_eq!(unset.run().success(), format!("{}\n", env.path(".config/gettoken/config.toml").display()));
    let demo = env.gettoken(&["demo", "-o", "token"]).env("TMPDIR", "");
    demo.run();
    assert!(
        std::fs::read_dir(env.path("")).unwrap().all(|it| !it
            .unwrap()
            .path()
            .display()
            .to_string()
            .contains("demo"))
    );
    for source in ["file", "env"] {
        let config =
            format!("[profiles.alimail]\nclient-id = \"i\"\nclient-secret = {{ {source} = \"\" }}\n");
        env.write_config(&config);
        let stderr = env.gettoken(&["alimail"]).run().failed(3);
        assert!(stderr.contains("config.toml:3: a secret must be"), "{stderr}");
    }
}

#[test]
fn empty_cacert_of_a_profile_unsets_the_default() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    env.write_config("[defaults]\ncacert = \"/nonexistent.pem\"\n[profiles.oauth2]\ncacert = \"\"\n");
    vendor.call(&env).arg("-v").run().success();
    let stderr = env
        .gettoken(&["oauth2", "--token-url=https://127.0.0.1:9/t", "--client-id=i", "--retries=0"])
        .env("OAUTH2_CLIENT_SECRET", "s3cret")
        .run()
        .failed(6);
    assert!(!stderr.contains("certificate"), "{stderr}");
}
