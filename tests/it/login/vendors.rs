//! Every vendor with a user login, at its real host name: the authorization URL, the code exchange and the
//! refresh, field by field, with the vendor's documented responses.

use crate::support::environment::TestEnv;
use crate::support::grants::{Fields, Place, Vendor, play, standard};
use crate::support::person::{Talk, callback};
use crate::support::providers::home;
use crate::support::world::{Reply, World};

#[test]
fn qq_mail() {
    play(&Vendor {
        pkce: false,
        answer: r#"{"access_token":"first","expires_in":3600,"refresh_token":"refresh"}"#,
        next: r#"{"access_token":"second","expires_in":3600,"refresh_token":"refresh2"}"#,
        ..standard(
            "qqmail",
            (
                "https://mail.qq.com/cgi-bin/oauth2/authorize",
                &[("client_id", "id"), ("response_type", "code")],
            ),
            "https://mail.qq.com/cgi-bin/oauth2/token",
        )
    });
}

const QQ_EXCHANGE: Fields = &[
    ("client_id", "id"),
    ("client_secret", "secret"),
    ("code", "the-code"),
    ("fmt", "json"),
    ("grant_type", "authorization_code"),
    ("need_openid", "1"),
];

fn qq_connect(answer: &'static str, next: &'static str) -> Vendor {
    Vendor {
        pkce: false,
        redirect: Some("https://www.example.com/qq"),
        place: Place::Query,
        exchange: ("https://graph.qq.com/oauth2.0/token", QQ_EXCHANGE),
        answer,
        refresh: (
            "https://graph.qq.com/oauth2.0/token",
            &[
                ("client_id", "id"),
                ("client_secret", "secret"),
                ("fmt", "json"),
                ("grant_type", "refresh_token"),
                ("need_openid", "1"),
                ("refresh_token", "refresh"),
            ],
        ),
        next,
        ..standard(
            "qq-connect --redirect-uri https://www.example.com/qq --scope get_user_info,list_album",
            (
                "https://graph.qq.com/oauth2.0/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "get_user_info,list_album")],
            ),
            "",
        )
    }
}

#[test]
fn qq_connect_in_json() {
    play(&qq_connect(
        r#"{"access_token":"first","expires_in":7776000,"refresh_token":"refresh","openid":"OPENID"}"#,
        r#"{"access_token":"second","expires_in":"7776000","refresh_token":"refresh2","openid":"OPENID"}"#,
    ));
}

#[test]
fn qq_connect_in_form_text() {
    // The format of the response if `fmt` is ignored.
    play(&qq_connect(
        "access_token=first&expires_in=7776000&refresh_token=refresh",
        "access_token=second&expires_in=7776000&refresh_token=refresh2\n",
    ));
}

#[test]
fn dingtalk_user() {
    let token = "https://api.dingtalk.com/v1.0/oauth2/userAccessToken";
    play(&Vendor {
        pkce: false,
        code: "authCode",
        place: Place::Json,
        exchange: (
            token,
            &[
                ("clientId", "id"),
                ("clientSecret", "secret"),
                ("code", "the-code"),
                ("grantType", "authorization_code"),
            ],
        ),
        repeats: false,
        answer: r#"{"accessToken":"first","refreshToken":"refresh","expireIn":7200,"corpId":"corpxxxx"}"#,
        refresh: (
            token,
            &[
                ("clientId", "id"),
                ("clientSecret", "secret"),
                ("grantType", "refresh_token"),
                ("refreshToken", "refresh"),
            ],
        ),
        next: r#"{"accessToken":"second","refreshToken":"refresh2","expiresIn":7200}"#,
        ..standard(
            "dingtalk-user --corp-id ding1",
            (
                "https://login.dingtalk.com/oauth2/auth",
                &[
                    ("client_id", "id"),
                    ("corpId", "ding1"),
                    ("prompt", "consent"),
                    ("response_type", "code"),
                    ("scope", "openid corpid"),
                ],
            ),
            token,
        )
    });
}

#[test]
fn entra() {
    const TOKEN: &str = "https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token";
    const SCOPE: &str = "openid profile offline_access https://graph.microsoft.com/User.Read";
    play(&Vendor {
        exchange: (
            TOKEN,
            &[
                ("client_id", "id"),
                ("client_secret", "secret"),
                ("code", "the-code"),
                ("grant_type", "authorization_code"),
                ("scope", SCOPE),
            ],
        ),
        refresh: (
            TOKEN,
            &[
                ("client_id", "id"),
                ("client_secret", "secret"),
                ("grant_type", "refresh_token"),
                ("refresh_token", "refresh"),
                ("scope", SCOPE),
            ],
        ),
        ..standard(
            "entra --tenant contoso.example",
            (
                "https://login.microsoftonline.com/contoso.example/oauth2/v2.0/authorize",
                &[
                    ("client_id", "id"),
                    ("response_mode", "query"),
                    ("response_type", "code"),
                    ("scope", SCOPE),
                ],
            ),
            TOKEN,
        )
    });
}

#[test]
fn azure_china() {
    const TOKEN: &str = "https://login.partner.microsoftonline.cn/contoso.example/oauth2/v2.0/token";
    const SCOPE: &str = "openid profile offline_access https://microsoftgraph.chinacloudapi.cn/User.Read";
    play(&Vendor {
        exchange: (
            TOKEN,
            &[
                ("client_id", "id"),
                ("client_secret", "secret"),
                ("code", "the-code"),
                ("grant_type", "authorization_code"),
                ("scope", SCOPE),
            ],
        ),
        refresh: (
            TOKEN,
            &[
                ("client_id", "id"),
                ("client_secret", "secret"),
                ("grant_type", "refresh_token"),
                ("refresh_token", "refresh"),
                ("scope", SCOPE),
            ],
        ),
        ..standard(
            "azure-china --tenant contoso.example",
            (
                "https://login.partner.microsoftonline.cn/contoso.example/oauth2/v2.0/authorize",
                &[
                    ("client_id", "id"),
                    ("response_mode", "query"),
                    ("response_type", "code"),
                    ("scope", SCOPE),
                ],
            ),
            TOKEN,
        )
    });
}

#[test]
fn feishu_user() {
    play(&Vendor {
        redirect: Some("https://www.example.com/feishu"),
        answer: r#"{"code":0,"access_token":"first","expires_in":7200,"refresh_token":"refresh",
            "refresh_token_expires_in":604800,"scope":"offline_access","token_type":"Bearer"}"#,
        next: r#"{"code":0,"access_token":"second","expires_in":7200,"refresh_token":"refresh2",
            "refresh_token_expires_in":604800,"scope":"offline_access","token_type":"Bearer"}"#,
        ..standard(
            "feishu-user --redirect-uri https://www.example.com/feishu",
            (
                "https://accounts.feishu.cn/open-apis/authen/v1/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "offline_access")],
            ),
            "https://accounts.feishu.cn/oauth/v3/token",
        )
    });
}

#[test]
fn wechat_user() {
    play(&Vendor {
        pkce: false,
        redirect: Some("https://www.example.com/wechat"),
        place: Place::Query,
        exchange: (
            "https://api.weixin.qq.com/sns/oauth2/access_token",
            &[
                ("appid", "id"),
                ("code", "the-code"),
                ("grant_type", "authorization_code"),
                ("secret", "secret"),
            ],
        ),
        repeats: false,
        answer: r#"{"access_token":"first","expires_in":7200,"refresh_token":"refresh","openid":"OPENID","scope":"snsapi_userinfo"}"#,
        refresh: (
            "https://api.weixin.qq.com/sns/oauth2/refresh_token",
            &[("appid", "id"), ("grant_type", "refresh_token"), ("refresh_token", "refresh")],
        ),
        next: r#"{"access_token":"second","expires_in":7200,"refresh_token":"refresh2","openid":"OPENID","scope":"snsapi_userinfo"}"#,
        ..standard(
            "wechat-user --redirect-uri https://www.example.com/wechat",
            (
                "https://open.weixin.qq.com/connect/oauth2/authorize",
                &[("appid", "id"), ("response_type", "code"), ("scope", "snsapi_userinfo")],
            ),
            "",
        )
    });
}

#[test]
fn wechat_url_has_the_required_parameter_order_and_fragment() {
    let env = TestEnv::new();
    let args =
        "login wechat-user --client-id id --client-secret s --no-browser --redirect-uri https://a.example/";
    let stderr = env.gettoken(&args.split(' ').collect::<Vec<_>>()).run().failed(4);
    let address = stderr.lines().find(|line| line.contains("state=")).unwrap();
    let names: Vec<&str> =
        address.split(['?', '&']).skip(1).map(|pair| pair.split('=').next().unwrap()).collect();
    assert_eq!(names, ["appid", "redirect_uri", "response_type", "scope", "state"]);
    assert!(address.ends_with("#wechat_redirect"), "{address}");
}

#[test]
fn google() {
    play(&Vendor {
        answer: r#"{"access_token":"first","expires_in":3599,"refresh_token":"refresh",
            "scope":"openid https://www.googleapis.com/auth/userinfo.email","token_type":"Bearer"}"#,
        ..standard(
            "google",
            (
                "https://accounts.google.com/o/oauth2/v2/auth",
                &[
                    ("access_type", "offline"),
                    ("client_id", "id"),
                    ("prompt", "consent"),
                    ("response_type", "code"),
                    ("scope", "openid email"),
                ],
            ),
            "https://oauth2.googleapis.com/token",
        )
    });
}

#[test]
fn github() {
    // Like the vendor, the mock server answers form-encoded if the request does not accept JSON.
    play(&Vendor {
        answer: r#"{"access_token":"first","expires_in":28800,"refresh_token":"refresh",
            "refresh_token_expires_in":15897600,"scope":"","token_type":"bearer"}"#,
        next: r#"{"access_token":"second","expires_in":28800,"refresh_token":"refresh2",
            "refresh_token_expires_in":15897600,"scope":"","token_type":"bearer"}"#,
        ..standard(
            "github",
            ("https://github.com/login/oauth/authorize", &[("client_id", "id"), ("response_type", "code")]),
            "https://github.com/login/oauth/access_token",
        )
    });
}

#[test]
fn gitee() {
    play(&Vendor {
        pkce: false,
        redirect: Some("https://www.example.com/gitee"),
        answer: r#"{"access_token":"first","token_type":"bearer","expires_in":86400,"refresh_token":"refresh",
            "scope":"user_info","created_at":1527410404}"#,
        next: r#"{"access_token":"second","token_type":"bearer","expires_in":86400,"refresh_token":"refresh2",
            "scope":"user_info","created_at":1527496804}"#,
        ..standard(
            "gitee --redirect-uri https://www.example.com/gitee",
            (
                "https://gitee.com/oauth/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "user_info")],
            ),
            "https://gitee.com/oauth/token",
        )
    });
}

#[test]
fn huawei() {
    play(&Vendor {
        pkce: false,
        redirect: Some("https://www.example.com/huawei"),
        answer: r#"{"access_token":"first","expires_in":3600,"refresh_token":"refresh","scope":"openid profile",
            "token_type":"Bearer"}"#,
        ..standard(
            "huawei --redirect-uri https://www.example.com/huawei",
            (
                "https://oauth-login.cloud.huawei.com/oauth2/v3/authorize",
                &[
                    ("access_type", "offline"),
                    ("client_id", "id"),
                    ("response_type", "code"),
                    ("scope", "openid profile"),
                ],
            ),
            "https://oauth-login.cloud.huawei.com/oauth2/v3/token",
        )
    });
}

#[test]
fn auth0() {
    play(&Vendor {
        redirect: Some("https://www.example.com/auth0"),
        ..standard(
            "auth0 --domain example.auth0.com --audience https://api.example.com/ --redirect-uri https://www.example.com/auth0",
            (
                "https://example.auth0.com/authorize",
                &[
                    ("audience", "https://api.example.com/"),
                    ("client_id", "id"),
                    ("response_type", "code"),
                    ("scope", "openid profile offline_access"),
                ],
            ),
            "https://example.auth0.com/oauth/token",
        )
    });
}

#[test]
fn keycloak() {
    play(&Vendor {
        answer: r#"{"access_token":"first","expires_in":300,"refresh_expires_in":1800,"refresh_token":"refresh",
            "token_type":"Bearer","not-before-policy":0,"session_state":"s","scope":"openid email profile"}"#,
        next: r#"{"access_token":"second","expires_in":300,"refresh_expires_in":1800,"refresh_token":"refresh2",
            "token_type":"Bearer","not-before-policy":0,"session_state":"s","scope":"openid email profile"}"#,
        ..standard(
            "keycloak --base-url https://sso.example.com/auth --realm office",
            (
                "https://sso.example.com/auth/realms/office/protocol/openid-connect/auth",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "openid")],
            ),
            "https://sso.example.com/auth/realms/office/protocol/openid-connect/token",
        )
    });
}

#[test]
fn okta() {
    play(&Vendor {
        redirect: Some("https://www.example.com/okta"),
        ..standard(
            "okta --domain example.okta.com --client-auth post --redirect-uri https://www.example.com/okta",
            (
                "https://example.okta.com/oauth2/default/v1/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "openid profile offline_access")],
            ),
            "https://example.okta.com/oauth2/default/v1/token",
        )
    });
}

const ANSWER: &str =
    r#"{"access_token":"first","token_type":"Bearer","expires_in":3599,"refresh_token":"refresh"}"#;

/// The scope of the session is sent, not that of the call: the token would be for another resource.
#[test]
fn entra_refreshes_with_the_scope_of_the_login() {
    for (flags, expected) in [
        (&["--scope=https://outlook.office.com/IMAP.AccessAsUser.All"][..], true),
        // The scope of an imported session is not known.
        (&[], false),
    ] {
        let (env, world) = (TestEnv::new(), World::always(Reply::json(200, ANSWER)));
        let args = ["--tenant=t.example", "--client-id=id"];
        let login = env.gettoken(&["login", "entra", "--refresh-token-file=-"]).args(&args).args(flags);
        login.stdin("imported\n").through(&world).run().success();
        let call = env.gettoken(&["entra", "--grant=user", "-o=token", "--rejected"]).args(&args);
        call.stdin("first\n").through(&world).run().success();
        for request in world.requests() {
            let scope = "https://outlook.office.com/IMAP.AccessAsUser.All offline_access";
            assert_eq!(request.form().get("scope").map(String::as_str), expected.then_some(scope));
        }
        assert_eq!(world.requests().len(), 2);
    }
}

#[test]
fn azure_china_accepts_both_names_of_its_host_as_the_issuer() {
    for (host, issuer, accepted) in [
        ("partner", "https://login.chinacloudapi.cn/t/v2.0", true),
        ("partner", "https://login.partner.microsoftonline.cn/t/v2.0", true),
        ("chinacloudapi", "https://login.partner.microsoftonline.cn/t/v2.0", true),
        ("login.own.example", "https://login.own.example/t/v2.0", true),
        ("partner", "https://login.microsoftonline.com/t/v2.0", false),
        ("partner", "https://login.chinacloudapi.cn.example/t/v2.0", false),
    ] {
        let (env, world) = (TestEnv::new(), World::always(Reply::json(200, ANSWER)));
        let args = format!("login azure-china --tenant t --client-id id --no-browser --wait 1 --host {host}");
        let mut talk = Talk::start(&env, &world, &args);
        let address = talk.address();
        talk.say(&callback(&address, &[("code", "the-code"), ("iss", issuer)]));
        let outcome = talk.end();
        assert_eq!(outcome.code, Some(if accepted { 0 } else { 4 }), "{host} {issuer}: {outcome:?}");
        assert_eq!(world.may_be_silent().requests().len(), usize::from(accepted));
    }
}

// Vendors with several definitions.

#[test]
fn login_to_a_provider_without_one_names_that_of_the_same_vendor() {
    let home = home();
    for (provider, other) in [
        ("atlassian-service-account", "atlassian"),
        ("dingtalk", "dingtalk-user"),
        ("dingtalk-corp", "dingtalk-user"),
        ("dingtalk-v1", "dingtalk-user"),
        ("douyin", "douyin-user"),
        ("douyin-stable", "douyin-user"),
        ("entra-v1", "entra"),
        ("feishu", "feishu-user"),
        ("feishu-v3", "feishu-user"),
        ("oceanengine", "oceanengine-user"),
        ("wechat", "wechat-user"),
        ("wechat-stable", "wechat-user"),
    ] {
        let stderr = TestEnv::new().gettoken(&["login", provider]).run().failed(3);
        assert!(stderr.contains(&format!("`gettoken login {other}`")), "{stderr}");
        assert!(home.definition(other).unwrap().unwrap().has_login(), "{other}");
    }
    let stderr = TestEnv::new().gettoken(&["login", "alimail"]).run().failed(3);
    assert!(
        stderr.contains(
            "hint: get an application token, which needs no login, with `gettoken alimail --grant app`"
        ),
        "{stderr}"
    );
}

#[test]
fn login_takes_a_word_for_several_providers_if_only_one_has_a_login() {
    for (word, provider) in [("钉钉", "dingtalk-user"), ("抖音", "douyin-user"), ("微信", "wechat-user")]
    {
        let env = TestEnv::new();
        let stderr = env.gettoken(&["login", word]).run().failed(3);
        assert!(stderr.contains(&format!("for `{provider}`")), "{stderr}");
        let stderr = env.gettoken(&[word]).run().failed(3);
        assert!(stderr.contains("may mean several providers"), "{stderr}");
    }
    for word in ["腾讯", "企业邮箱"] {
        let stderr = TestEnv::new().gettoken(&["login", word]).run().failed(2);
        assert!(stderr.contains("may mean several providers"), "{stderr}");
    }
}
