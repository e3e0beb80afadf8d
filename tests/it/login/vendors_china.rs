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
            "refresh_expires_in":"86400","refresh_token":"refresh","scope":"user_info"},"message":"success"}"#,
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
