//! Every Chinese vendor with a user login, at its real host name: the authorization URL, the code exchange and the
//! refresh, field by field, with the vendor's documented responses.

use crate::support::environment::TestEnv;
use crate::support::grants::{Fields, Place, Vendor, play, standard};
use crate::support::person::{Talk, callback, query};
use crate::support::request::fields;
use crate::support::world::{Reply, World};

/// The redirect URI of a vendor that accepts only a registered one.
const BACK: &str = "https://www.example.com/back";

const STANDARD: Fields = &[("client_id", "id"), ("response_type", "code")];

#[test]
fn douyin_user() {
    play(&Vendor {
        pkce: false,
        redirect: Some(BACK),
        exchange: (
            "https://open.douyin.com/oauth/access_token/",
            &[
                ("client_key", "id"),
                ("client_secret", "secret"),
                ("code", "the-code"),
                ("grant_type", "authorization_code"),
            ],
        ),
        repeats: false,
        answer: r#"{"data":{"access_token":"first","error_code":0,"expires_in":1296000,"open_id":"OPENID",
            "refresh_expires_in":2592000,"refresh_token":"refresh","scope":"user_info"},"message":"success"}"#,
        refresh: (
            "https://open.douyin.com/oauth/refresh_token/",
            &[("client_key", "id"), ("grant_type", "refresh_token"), ("refresh_token", "refresh")],
        ),
        next: r#"{"data":{"access_token":"second","error_code":0,"expires_in":"86400","open_id":"OPENID",
            "refresh_expires_in":"1296000","refresh_token":"refresh","scope":"user_info"},"message":"success"}"#,
        ..standard(
            "douyin-user --redirect-uri https://www.example.com/back",
            (
                "https://open.douyin.com/platform/oauth/connect/",
                &[("client_key", "id"), ("response_type", "code"), ("scope", "user_info")],
            ),
            "",
        )
    });
}

#[test]
fn oneaccess() {
    play(&Vendor {
        pkce: false,
        redirect: Some(BACK),
        answer: r#"{"access_token":"first","token_type":"Bearer","expires_in":7200,"scope":"get_user_info",
            "refresh_token":"refresh"}"#,
        next: r#"{"access_token":"second","token_type":"Bearer","expires_in":7200,"scope":"get_user_info",
            "refresh_token":"refresh2"}"#,
        ..standard(
            "oneaccess --domain example.huaweioneaccess.com --redirect-uri https://www.example.com/back",
            (
                "https://example.huaweioneaccess.com/api/v1/oauth2/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "get_user_info")],
            ),
            "https://example.huaweioneaccess.com/api/v1/oauth2/token",
        )
    });
}

#[test]
fn huawei_orgid() {
    let token = "https://orgid.huaweiapaas.cn/orgid/openapi/v1/oauth2/token";
    play(&Vendor {
        pkce: false,
        redirect: Some(BACK),
        exchange: (
            token,
            &[
                ("access_type", "offline"),
                ("client_id", "id"),
                ("client_secret", "secret"),
                ("code", "the-code"),
                ("grant_type", "authorization_code"),
            ],
        ),
        ..standard(
            "huawei-orgid --redirect-uri https://www.example.com/back",
            (
                "https://orgid.huaweiapaas.cn/oauth2/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "phone profile email")],
            ),
            token,
        )
    });
}

#[test]
fn weibo() {
    let token = "https://api.weibo.com/oauth2/access_token";
    play(&Vendor {
        pkce: false,
        redirect: Some(BACK),
        // Only apps with the vendor's mobile SDK get a refresh token.
        answer: r#"{"access_token":"first","remind_in":3600,"expires_in":3600,"refresh_token":"refresh"}"#,
        refresh: (
            token,
            &[
                ("client_id", "id"),
                ("client_secret", "secret"),
                ("grant_type", "refresh_token"),
                ("redirect_uri", BACK),
                ("refresh_token", "refresh"),
            ],
        ),
        next: r#"{"access_token":"second","expires_in":3600}"#,
        ..standard(
            "weibo --redirect-uri https://www.example.com/back",
            ("https://api.weibo.com/oauth2/authorize", STANDARD),
            token,
        )
    });
}

#[test]
fn baidu_netdisk() {
    play(&Vendor {
        pkce: false,
        redirect: Some(BACK),
        place: Place::Query,
        answer: r#"{"expires_in":2592000,"refresh_token":"refresh","access_token":"first","session_secret":"",
            "session_key":"","scope":"basic netdisk"}"#,
        next: r#"{"expires_in":2592000,"refresh_token":"refresh2","access_token":"second","session_secret":"",
            "session_key":"","scope":"basic netdisk"}"#,
        ..standard(
            "baidu-netdisk --redirect-uri https://www.example.com/back",
            (
                "https://openapi.baidu.com/oauth/2.0/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "basic,netdisk")],
            ),
            "https://openapi.baidu.com/oauth/2.0/token",
        )
    });
}

#[test]
fn aliyun_oauth() {
    play(&Vendor {
        redirect: Some(BACK),
        answer: r#"{"access_token":"first","token_type":"Bearer","expires_in":"3600","refresh_token":"refresh"}"#,
        ..standard(
            "aliyun-oauth --redirect-uri https://www.example.com/back",
            (
                "https://signin.aliyun.com/oauth2/v1/auth",
                &[("access_type", "offline"), ("client_id", "id"), ("response_type", "code")],
            ),
            "https://oauth.aliyun.com/v1/token",
        )
    });
}

#[test]
fn tencent_docs() {
    play(&Vendor {
        pkce: false,
        redirect: Some(BACK),
        place: Place::Query,
        answer: r#"{"access_token":"first","token_type":"Bearer","refresh_token":"refresh","expires_in":259200,
            "scope":"scope.file.editable,scope.folder.creatable","user_id":"bcb50c8a"}"#,
        next: r#"{"access_token":"second","token_type":"Bearer","refresh_token":"refresh2","expires_in":259200,
            "scope":"scope.file.editable,scope.folder.creatable","user_id":"bcb50c8a"}"#,
        ..standard(
            "tencent-docs --redirect-uri https://www.example.com/back",
            (
                "https://docs.qq.com/oauth/v2/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "all")],
            ),
            "https://docs.qq.com/oauth/v2/token",
        )
    });
}

#[test]
fn oceanengine_user() {
    play(&Vendor {
        pkce: false,
        redirect: Some(BACK),
        code: "auth_code",
        place: Place::Json,
        exchange: (
            "https://api.oceanengine.com/open_api/oauth2/access_token/",
            &[("app_id", "id"), ("auth_code", "the-code"), ("grant_type", "auth_code"), ("secret", "secret")],
        ),
        repeats: false,
        answer: r#"{"code":0,"message":"OK","request_id":"r","data":{"access_token":"first",
            "expires_in":86400,"refresh_token":"refresh","refresh_token_expires_in":2592000}}"#,
        refresh: (
            "https://api.oceanengine.com/open_api/oauth2/refresh_token/",
            &[
                ("app_id", "id"),
                ("grant_type", "refresh_token"),
                ("refresh_token", "refresh"),
                ("secret", "secret"),
            ],
        ),
        next: r#"{"code":0,"message":"OK","request_id":"r","data":{"access_token":"second",
            "expires_in":86400,"refresh_token":"refresh2","refresh_token_expires_in":2592000}}"#,
        ..standard(
            "oceanengine-user --redirect-uri https://www.example.com/back",
            ("https://open.oceanengine.com/audit/oauth.html", &[("app_id", "id")]),
            "",
        )
    });
}

#[test]
fn coding() {
    play(&Vendor {
        pkce: false,
        redirect: Some(BACK),
        repeats: false,
        answer: r#"{"access_token":"first","refresh_token":"refresh","team":"example","expires_in":"864000"}"#,
        next: r#"{"access_token":"second","refresh_token":"refresh2","team":"example","expires_in":"864000"}"#,
        ..standard(
            "coding --team example --redirect-uri https://www.example.com/back",
            (
                "https://example.coding.net/oauth_authorize.html",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "user:profile:ro")],
            ),
            "https://example.coding.net/api/oauth/access_token",
        )
    });
}

/// A vendor that wants the credentials in a header, and issues no refresh token.
fn play_with_basic(vendor: &Vendor) {
    let (env, answer) = (TestEnv::new(), vendor.answer);
    let world = World::start(move |_| Reply::json(200, answer));
    env.write("secret", "secret\n");
    let flags = format!("{} --client-id id --client-secret-file secret", vendor.call);
    let mut talk = Talk::start(&env, &world, &format!("login {flags} --no-browser"));
    let address = talk.address();
    assert_eq!(address.split_once('?').unwrap().0, vendor.authorize.0);
    let mut parameters = query(&address);
    parameters.remove("state").unwrap();
    let redirect_uri = parameters.remove("redirect_uri").unwrap();
    assert_eq!(parameters, fields(vendor.authorize.1));

    talk.say(&callback(&address, &[(vendor.code, "the-code")]));
    assert_eq!(talk.end().success(), "");
    let request = world.request();
    assert_eq!(format!("https://{}{}", request.host, request.path), vendor.exchange.0);
    assert_eq!(request.header("authorization"), Some("Basic aWQ6c2VjcmV0"));
    let mut form = request.form();
    assert_eq!(form.remove("redirect_uri"), Some(redirect_uri));
    assert_eq!(form, fields(vendor.exchange.1));

    let args: Vec<&str> = flags.split(' ').chain(["-o", "token"]).collect();
    assert_eq!(env.gettoken(&args).through(&world).run().success(), "first\n");
    assert_eq!(world.requests().len(), 1);
}

fn dida365_at(call: &'static str, authorize: &'static str, token: &'static str) {
    let vendor = Vendor {
        exchange: (
            token,
            &[
                ("code", "the-code"),
                ("grant_type", "authorization_code"),
                ("scope", "tasks:read tasks:write"),
            ],
        ),
        answer: r#"{"access_token":"first","token_type":"bearer","expires_in":15551999,
            "scope":"tasks:read tasks:write"}"#,
        ..standard(
            call,
            (
                authorize,
                &[("client_id", "id"), ("response_type", "code"), ("scope", "tasks:read tasks:write")],
            ),
            "",
        )
    };
    play_with_basic(&vendor);
}

#[test]
fn dida365() {
    dida365_at(
        "dida365 --redirect-uri https://www.example.com/back",
        "https://dida365.com/oauth/authorize",
        "https://dida365.com/oauth/token",
    );
}

#[test]
fn ticktick() {
    dida365_at(
        "ticktick --redirect-uri https://www.example.com/back",
        "https://ticktick.com/oauth/authorize",
        "https://ticktick.com/oauth/token",
    );
}

#[test]
fn xiaomi_account() {
    play(&Vendor {
        pkce: false,
        redirect: Some(BACK),
        answer: r#"&&&START&&&{"access_token":"first","expires_in":7776000,"refresh_token":"refresh",
            "openId":"OPENID","mac_key":"k","mac_algorithm":"HmacSHA1","token_type":"mac"}"#,
        refresh: (
            "https://account.xiaomi.com/oauth2/token",
            &[
                ("client_id", "id"),
                ("client_secret", "secret"),
                ("grant_type", "refresh_token"),
                ("redirect_uri", BACK),
                ("refresh_token", "refresh"),
            ],
        ),
        next: r#"&&&START&&&{"access_token":"second","expires_in":7776000,"refresh_token":"refresh2",
            "openId":"OPENID","token_type":"mac"}"#,
        ..standard(
            "xiaomi-account --redirect-uri https://www.example.com/back",
            (
                "https://account.xiaomi.com/oauth2/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("skip_confirm", "false")],
            ),
            "https://account.xiaomi.com/oauth2/token",
        )
    });
}

#[test]
fn tencent_ciam() {
    play(&Vendor {
        redirect: Some(BACK),
        ..standard(
            "tencent-ciam --domain example.portal.tencentciam.com --redirect-uri https://www.example.com/back",
            (
                "https://example.portal.tencentciam.com/oauth2/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "openid")],
            ),
            "https://example.portal.tencentciam.com/oauth2/token",
        )
    });
}

#[test]
fn taobao() {
    play(&Vendor {
        pkce: false,
        redirect: Some(BACK),
        ..standard(
            "taobao --redirect-uri https://www.example.com/back",
            (
                "https://oauth.taobao.com/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("view", "web")],
            ),
            "https://oauth.taobao.com/token",
        )
    });
}

#[test]
fn jd() {
    play(&Vendor {
        pkce: false,
        redirect: Some(BACK),
        exchange: (
            "https://open-oauth.jd.com/oauth2/access_token",
            &[
                ("app_key", "id"),
                ("app_secret", "secret"),
                ("code", "the-code"),
                ("grant_type", "authorization_code"),
            ],
        ),
        repeats: false,
        answer: r#"{"access_token":"first","expires_in":86400,"refresh_token":"refresh","scope":"snsapi_base",
            "open_id":"OPENID","time":1484009717389,"token_type":"bearer","code":0}"#,
        refresh: (
            "https://open-oauth.jd.com/oauth2/refresh_token",
            &[
                ("app_key", "id"),
                ("app_secret", "secret"),
                ("grant_type", "refresh_token"),
                ("refresh_token", "refresh"),
            ],
        ),
        next: r#"{"access_token":"second","expires_in":86400,"refresh_token":"refresh2","code":0}"#,
        ..standard(
            "jd --redirect-uri https://www.example.com/back",
            (
                "https://open-oauth.jd.com/oauth2/to_login",
                &[("app_key", "id"), ("response_type", "code"), ("scope", "snsapi_base")],
            ),
            "",
        )
    });
}

#[test]
fn pinduoduo() {
    play(&Vendor {
        pkce: false,
        redirect: Some(BACK),
        place: Place::Json,
        repeats: false,
        answer: r#"{"access_token":"first","expires_in":86399,"refresh_token":"refresh",
            "scope":["pdd.goods.list.get","pdd.mall.info.get"],"owner_id":"1","owner_name":"pdd1"}"#,
        next: r#"{"access_token":"second","expires_in":86399,"refresh_token":"refresh2",
            "scope":["pdd.goods.list.get","pdd.mall.info.get"],"owner_id":"1","owner_name":"pdd1"}"#,
        ..standard(
            "pinduoduo --redirect-uri https://www.example.com/back",
            ("https://fuwu.pinduoduo.com/service-market/auth", STANDARD),
            "https://open-api.pinduoduo.com/oauth/token",
        )
    });
}

#[test]
fn tencent_ads() {
    play(&Vendor {
        pkce: false,
        redirect: Some(BACK),
        code: "authorization_code",
        place: Place::Query,
        exchange: (
            "https://api.e.qq.com/oauth/token",
            &[
                ("authorization_code", "the-code"),
                ("client_id", "id"),
                ("client_secret", "secret"),
                ("grant_type", "authorization_code"),
            ],
        ),
        answer: r#"{"code":0,"message":"","data":{"authorizer_info":{"account_id":20000,"scope_list":[]},
            "access_token":"first","refresh_token":"refresh","access_token_expires_in":86400}}"#,
        next: r#"{"code":0,"message":"","data":{"access_token":"second","refresh_token":"refresh",
            "access_token_expires_in":86400,"refresh_token_expires_in":2592000}}"#,
        ..standard(
            "tencent-ads --redirect-uri https://www.example.com/back",
            ("https://developers.e.qq.com/oauth/authorize", &[("client_id", "id")]),
            "https://api.e.qq.com/oauth/token",
        )
    });
}
