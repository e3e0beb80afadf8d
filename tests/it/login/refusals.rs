//! Vendors' error responses for codes and refresh tokens, each in its own format: which of them end the
//! session, and how a logout revokes it.

use std::sync::{Arc, Mutex};

use crate::support::environment::TestEnv;
use crate::support::person::{Talk, callback};
use crate::support::process::{Call, Outcome};
use crate::support::request::fields;
use crate::support::world::{Reply, World};

/// A vendor whose answer can be set, and a home directory to log in from.
struct Vendor {
    env: TestEnv,
    world: World,
    answer: Arc<Mutex<Reply>>,
    flags: Vec<String>,
}

impl Vendor {
    fn new(call: &str) -> Self {
        let answer = Arc::new(Mutex::new(Reply::empty(500)));
        let current = Arc::clone(&answer);
        let env = TestEnv::new();
        env.write("secret", "SecretCanary");
        let flags = format!("{call} --client-id id --client-secret-file secret");
        Self {
            env,
            world: World::start(move |_| current.lock().unwrap().clone()),
            answer,
            flags: flags.split(' ').map(str::to_owned).collect(),
        }
    }

    fn answers(&self, status: u16, body: &str) {
        *self.answer.lock().unwrap() = Reply::json(status, body);
    }

    fn login(&self, code: &str) -> Outcome {
        let args = format!("login {} --no-browser", self.flags.join(" "));
        let mut talk = Talk::start(&self.env, &self.world, &args);
        let address = talk.address();
        talk.say(&callback(&address, &[(code, "CodeCanary")]));
        talk.end()
    }

    fn call(&self, verb: &str) -> Call {
        let args = [verb].into_iter().filter(|verb| !verb.is_empty());
        let args: Vec<&str> = args.chain(self.flags.iter().map(String::as_str)).collect();
        self.env.gettoken(&args).through(&self.world)
    }

    /// Reports the token as rejected, so that the session must be refreshed.
    fn refresh(&self) -> Outcome {
        let call = self.call("").arg("--grant").arg("user").arg("--rejected").stdin("AccessCanary\n");
        call.arg("-o").arg("token").run()
    }
}

const REDIRECT: &str = "--redirect-uri https://www.example.com/back";

/// Arguments, the callback's parameter for the code, a good answer.
fn vendors() -> [(&'static str, &'static str, &'static str); 8] {
    const STANDARD: &str = r#"{"access_token":"AccessCanary","token_type":"Bearer","expires_in":3600,
        "refresh_token":"RefreshCanary"}"#;
    [
        (
            "dingtalk-user",
            "authCode",
            r#"{"accessToken":"AccessCanary","refreshToken":"RefreshCanary","expireIn":7200}"#,
        ),
        ("entra --tenant contoso.example", "code", STANDARD),
        ("feishu-user", "code", STANDARD),
        ("github", "code", STANDARD),
        ("google", "code", STANDARD),
        ("huawei", "code", STANDARD),
        ("qq-connect", "code", STANDARD),
        ("wechat-user", "code", STANDARD),
    ]
}

/// The vendor with this name, its parameter for the code, and a good answer.
fn vendor(name: &str) -> (Vendor, &'static str, &'static str) {
    let all = vendors();
    let (call, code, good) = all.iter().find(|(call, ..)| call.split(' ').next() == Some(name)).unwrap();
    // Vendors with a registered redirect URI get one; the others use loopback.
    let registered = ["feishu-user", "huawei", "qq-connect", "wechat-user"].contains(&name);
    let call = if registered { format!("{call} {REDIRECT}") } else { (*call).to_owned() };
    (Vendor::new(&call), code, good)
}

/// Vendor, HTTP status, body, exit code, and texts that reach the user.
type Case = (&'static str, u16, &'static str, i32, [&'static str; 2]);

#[test]
fn rejected_code_is_reported_with_the_vendors_message() {
    let cases: [Case; 13] = [
        (
            "dingtalk-user",
            400,
            r#"{"code":"invalidParameter.authCode.notFound","message":"不存在的临时授权码","requestid":"r1"}"#,
            4,
            ["invalidParameter.authCode.notFound", "不存在的临时授权码"],
        ),
        (
            "dingtalk-user",
            400,
            r#"{"requestid":"r1","code":"invalidClientIdOrSecret","message":"无效的clientId或者clientSecret"}"#,
            5,
            ["invalidClientIdOrSecret", "AppSecret"],
        ),
        (
            "entra",
            400,
            r#"{"error":"invalid_grant","error_description":"AADSTS70008: The provided authorization code has expired.","error_codes":[70008]}"#,
            4,
            ["invalid_grant", "AADSTS70008"],
        ),
        (
            "entra",
            401,
            r#"{"error":"invalid_client","error_description":"AADSTS7000218: The request body must contain client_secret.","error_codes":[7000218]}"#,
            5,
            ["invalid_client", "public client flows"],
        ),
        (
            "feishu-user",
            400,
            r#"{"error":"invalid_grant","error_description":"The authorization code is invalid.","code":20003}"#,
            4,
            ["20003", "The authorization code is invalid."],
        ),
        (
            "feishu-user",
            400,
            r#"{"error":"invalid_client","error_description":"The client secret is invalid.","code":20002}"#,
            5,
            ["20002", "App Secret"],
        ),
        (
            "github",
            200,
            r#"{"error":"bad_verification_code","error_description":"The code passed is incorrect or expired."}"#,
            4,
            ["bad_verification_code", "incorrect or expired"],
        ),
        (
            "github",
            200,
            r#"{"error":"incorrect_client_credentials","error_description":"The client_id and/or client_secret passed are incorrect."}"#,
            5,
            ["incorrect_client_credentials", "are incorrect."],
        ),
        (
            "google",
            400,
            r#"{"error":"invalid_grant","error_description":"Malformed auth code."}"#,
            4,
            ["invalid_grant", "Malformed auth code."],
        ),
        (
            "huawei",
            400,
            r#"{"error":1101,"sub_error":20156,"error_description":"code is used"}"#,
            4,
            ["20156", "code is used"],
        ),
        (
            "qq-connect",
            200,
            r#"callback( {"error":100020,"error_description":"code is reused error"} );"#,
            4,
            ["100020", "code is reused error"],
        ),
        (
            "wechat-user",
            200,
            r#"{"errcode":40029,"errmsg":"invalid code, rid: 6aac005a-01bfdbee-79769285"}"#,
            4,
            ["40029", "invalid code, rid"],
        ),
        (
            "wechat-user",
            200,
            r#"{"errcode":40013,"errmsg":"invalid appid, rid: 6aac005a-01bfdbee-79769285"}"#,
            5,
            ["40013", "invalid appid"],
        ),
    ];
    for (name, status, body, exit, texts) in cases {
        let (vendor, code, _) = vendor(name);
        vendor.answers(status, body);
        let stderr = vendor.login(code).failed(exit);
        for text in texts {
            assert!(stderr.contains(text), "{name}: {text} is not in {stderr}");
        }
        assert!(!stderr.contains("Canary"), "{stderr}");
        // There was one request, and there is no session.
        vendor.world.request();
        vendor.refresh().failed(4);
        vendor.world.request();
    }
}

#[test]
fn rejected_refresh_token_ends_the_session() {
    for (name, status, body) in [
        (
            "dingtalk-user",
            400,
            r#"{"code":"invalidParameter.authCode.notFound","message":"m","requestid":"r"}"#,
        ),
        (
            "entra",
            400,
            r#"{"error":"invalid_grant","error_description":"AADSTS700082: The refresh token has expired due to inactivity.","error_codes":[700082]}"#,
        ),
        (
            "entra",
            400,
            r#"{"error":"interaction_required","error_description":"AADSTS50076: You must use multi-factor authentication.","error_codes":[50076]}"#,
        ),
        ("feishu-user", 400, r#"{"error":"invalid_grant","error_description":"m","code":20037}"#),
        ("feishu-user", 400, r#"{"error":"invalid_grant","error_description":"m","code":20073}"#),
        ("github", 200, r#"{"error":"bad_refresh_token","error_description":"m"}"#),
        (
            "google",
            400,
            r#"{"error":"invalid_grant","error_description":"Token has been expired or revoked."}"#,
        ),
        ("huawei", 400, r#"{"error":1203,"sub_error":11205,"error_description":"m"}"#),
        ("qq-connect", 200, r#"callback( {"error":100022,"error_description":"m"} );"#),
        ("wechat-user", 200, r#"{"errcode":42002,"errmsg":"refresh_token expired, rid: r"}"#),
    ] {
        let (vendor, code, good) = vendor(name);
        vendor.answers(200, good);
        vendor.login(code).success();
        vendor.answers(status, body);
        let stderr = vendor.refresh().failed(4);
        assert!(stderr.contains(&format!("gettoken login {name}")), "{stderr}");
        assert!(!stderr.contains("Canary"), "{stderr}");
        let requests = vendor.world.requests().len();
        vendor.refresh().failed(4);
        assert_eq!(vendor.world.requests().len(), requests, "{name}");
    }
}

#[test]
fn other_errors_keep_the_session() {
    for (name, status, body, exit) in [
        ("dingtalk-user", 400, r#"{"requestid":"r","code":"invalidClientIdOrSecret","message":"m"}"#, 5),
        ("dingtalk-user", 403, r#"{"requestid":"r","code":"Forbidden.AccessDenied.QpsLimitForApi"}"#, 7),
        ("entra", 400, r#"{"error":"invalid_grant","error_description":"m","error_codes":[50196]}"#, 7),
        ("entra", 400, r#"{"error":"invalid_grant","error_description":"m","error_codes":[65001]}"#, 5),
        ("entra", 503, r#"{"error":"temporarily_unavailable","error_codes":[90033]}"#, 7),
        ("feishu-user", 500, r#"{"code":20050,"error":"server_error"}"#, 7),
        ("feishu-user", 400, r#"{"error":"invalid_client","code":20002}"#, 5),
        ("github", 200, r#"{"error":"incorrect_client_credentials"}"#, 5),
        ("google", 500, r#"{"error":"internal_failure"}"#, 7),
        ("huawei", 400, r#"{"error":1302,"error_description":"m"}"#, 7),
        ("huawei", 400, r#"{"error":1203,"sub_error":12304,"error_description":"m"}"#, 5),
        ("wechat-user", 200, r#"{"errcode":-1,"errmsg":"system error, rid: r"}"#, 7),
    ] {
        let (vendor, code, good) = vendor(name);
        vendor.answers(200, good);
        vendor.login(code).success();
        vendor.answers(status, body);
        let call = vendor.call("").arg("--grant").arg("user").arg("--retries").arg("0");
        call.arg("--rejected").stdin("AccessCanary\n").run().failed(exit);
        vendor.answers(200, &good.replace("AccessCanary", "next"));
        let call = vendor.call("").arg("--grant").arg("user").arg("--force");
        assert_eq!(call.arg("-o").arg("token").run().success(), "next\n", "{name}: {body}");
    }
}

#[test]
fn logout_revokes_the_session_at_the_vendor() {
    for (name, url, sent) in [
        ("google", "oauth2.googleapis.com/revoke", &[("token", "RefreshCanary")][..]),
        ("huawei", "oauth-login.cloud.huawei.com/oauth2/v3/revoke", &[("token", "RefreshCanary")]),
        (
            "feishu-user",
            "accounts.feishu.cn/oauth/v1/revoke",
            &[
                ("client_id", "id"),
                ("client_secret", "SecretCanary"),
                ("token", "RefreshCanary"),
                ("token_type_hint", "refresh_token"),
            ],
        ),
    ] {
        let (vendor, code, good) = vendor(name);
        vendor.answers(200, good);
        vendor.login(code).success();
        assert_eq!(vendor.call("logout").run().success(), "");
        let request = vendor.world.requests().pop().unwrap();
        assert_eq!(request.host.clone() + &request.path, url);
        assert_eq!((request.method.as_str(), request.form()), ("POST", fields(sent)));
        vendor.refresh().failed(4);
    }
    // Without a revocation endpoint, the session ends only locally.
    let (vendor, code, good) = vendor("wechat-user");
    vendor.answers(200, good);
    vendor.login(code).success();
    let outcome = vendor.call("logout").run();
    let (first, second) = outcome.stderr.trim().split_once('\n').unwrap();
    assert!(first.contains("logged out of "), "{outcome:?}");
    assert!(second.contains("this one stays valid at the vendor until it expires"), "{outcome:?}");
    assert_eq!(outcome.success(), "");
    vendor.world.request();
    vendor.refresh().failed(4);
}

#[test]
fn documented_response_causes_no_warning() {
    let mut warnings = Vec::new();
    // The documented scopes, in the vendor's own spelling of those requested.
    for (name, good) in [
        (
            "google",
            r#"{"access_token":"AccessCanary","expires_in":3599,"refresh_token":"RefreshCanary",
                "scope":"openid https://www.googleapis.com/auth/userinfo.email","token_type":"Bearer"}"#,
        ),
        (
            "entra",
            r#"{"token_type":"Bearer","scope":"User.Read profile openid email","expires_in":3599,
                "access_token":"AccessCanary","refresh_token":"RefreshCanary"}"#,
        ),
        (
            "entra",
            r#"{"token_type":"Bearer","scope":"https://graph.microsoft.com/user.read Profile OpenID email",
                "expires_in":3599,"access_token":"AccessCanary","refresh_token":"RefreshCanary"}"#,
        ),
    ] {
        let (vendor, code, _) = vendor(name);
        vendor.answers(200, good);
        let login = vendor.login(code);
        assert_eq!(login.code, Some(0), "{login:?}");
        warnings.extend(login.stderr.lines().filter(|line| line.contains("warning")).map(str::to_owned));
    }
    assert!(warnings.is_empty(), "{warnings:#?}");
}
