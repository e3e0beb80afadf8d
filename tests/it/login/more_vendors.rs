//! Further vendors with a user login, at their real host names: the authorization URL, the code exchange and the
//! refresh, field by field, with the vendor's documented responses.

use crate::support::grants::{Place, Vendor, in_header, play, standard};

/// Vendors with a registered redirect URI get this one, so that no test needs their port.
const REDIRECT: &str = "https://www.example.com/back";

#[test]
fn slack() {
    play(&Vendor {
        pkce: false,
        redirect: Some(REDIRECT),
        answer: r#"{"ok":true,"access_token":"first","token_type":"bot","scope":"chat:write,channels:read","expires_in":43200,"refresh_token":"refresh","team":{"name":"Example","id":"T1"}}"#,
        next: r#"{"ok":true,"access_token":"second","token_type":"bot","scope":"chat:write,channels:read","expires_in":43200,"refresh_token":"refresh2"}"#,
        ..in_header(standard(
            "slack --redirect-uri https://www.example.com/back --scope chat:write,channels:read",
            (
                "https://slack.com/oauth/v2/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "chat:write,channels:read")],
            ),
            "https://slack.com/api/oauth.v2.access",
        ))
    });
}

#[test]
fn slack_user() {
    play(&Vendor {
        pkce: false,
        redirect: Some(REDIRECT),
        answer: r#"{"ok":true,"access_token":"bot","token_type":"bot","scope":"commands","authed_user":{"id":"U2","scope":"chat:write,search:read","access_token":"first","token_type":"user","expires_in":43200,"refresh_token":"refresh"}}"#,
        next: r#"{"ok":true,"access_token":"second","token_type":"user","scope":"chat:write,search:read","expires_in":43200,"refresh_token":"refresh2"}"#,
        ..in_header(standard(
            "slack-user --redirect-uri https://www.example.com/back --scope chat:write,search:read",
            (
                "https://slack.com/oauth/v2/authorize",
                &[("client_id", "id"), ("user_scope", "chat:write,search:read")],
            ),
            "https://slack.com/api/oauth.v2.access",
        ))
    });
}

#[test]
fn gitlab() {
    play(&Vendor {
        redirect: Some(REDIRECT),
        answer: r#"{"access_token":"first","token_type":"Bearer","expires_in":7200,"refresh_token":"refresh","created_at":1607635748}"#,
        ..standard(
            "gitlab --redirect-uri https://www.example.com/back",
            (
                "https://gitlab.com/oauth/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "read_user")],
            ),
            "https://gitlab.com/oauth/token",
        )
    });
}

#[test]
fn bitbucket() {
    play(&Vendor {
        pkce: false,
        redirect: Some(REDIRECT),
        answer: r#"{"access_token":"first","scopes":"account","expires_in":7200,"refresh_token":"refresh","token_type":"bearer"}"#,
        ..in_header(standard(
            "bitbucket --redirect-uri https://www.example.com/back",
            (
                "https://bitbucket.org/site/oauth2/authorize",
                &[("client_id", "id"), ("response_type", "code")],
            ),
            "https://bitbucket.org/site/oauth2/access_token",
        ))
    });
}

#[test]
fn atlassian() {
    play(&Vendor {
        pkce: false,
        redirect: Some(REDIRECT),
        place: Place::Json,
        ..standard(
            "atlassian --redirect-uri https://www.example.com/back",
            (
                "https://auth.atlassian.com/authorize",
                &[
                    ("audience", "api.atlassian.com"),
                    ("client_id", "id"),
                    ("prompt", "consent"),
                    ("response_type", "code"),
                    ("scope", "read:me offline_access"),
                ],
            ),
            "https://auth.atlassian.com/oauth/token",
        )
    });
}

#[test]
fn dropbox() {
    play(&Vendor {
        redirect: Some(REDIRECT),
        answer: r#"{"access_token":"first","token_type":"bearer","expires_in":14400,"refresh_token":"refresh","scope":"account_info.read","uid":"1","account_id":"dbid:1"}"#,
        ..standard(
            "dropbox --redirect-uri https://www.example.com/back",
            (
                "https://www.dropbox.com/oauth2/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("token_access_type", "offline")],
            ),
            "https://api.dropboxapi.com/oauth2/token",
        )
    });
}

#[test]
fn spotify() {
    play(&in_header(standard(
        "spotify",
        (
            "https://accounts.spotify.com/authorize",
            &[("client_id", "id"), ("response_type", "code"), ("scope", "user-read-private")],
        ),
        "https://accounts.spotify.com/api/token",
    )));
}

#[test]
fn twitch() {
    play(&Vendor {
        pkce: false,
        redirect: Some(REDIRECT),
        answer: r#"{"access_token":"first","expires_in":14124,"refresh_token":"refresh","scope":["user:read:email"],"token_type":"bearer"}"#,
        ..standard(
            "twitch --redirect-uri https://www.example.com/back",
            (
                "https://id.twitch.tv/oauth2/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "user:read:email")],
            ),
            "https://id.twitch.tv/oauth2/token",
        )
    });
}

#[test]
fn reddit() {
    play(&Vendor {
        pkce: false,
        redirect: Some(REDIRECT),
        ..in_header(standard(
            "reddit --redirect-uri https://www.example.com/back",
            (
                "https://www.reddit.com/api/v1/authorize",
                &[
                    ("client_id", "id"),
                    ("duration", "permanent"),
                    ("response_type", "code"),
                    ("scope", "identity"),
                ],
            ),
            "https://www.reddit.com/api/v1/access_token",
        ))
    });
}

#[test]
fn linear() {
    play(&Vendor {
        redirect: Some(REDIRECT),
        answer: r#"{"access_token":"first","token_type":"Bearer","expires_in":86399,"scope":"read write","refresh_token":"refresh"}"#,
        ..standard(
            "linear --redirect-uri https://www.example.com/back --actor-type app --scope read,write",
            (
                "https://linear.app/oauth/authorize",
                &[("actor", "app"), ("client_id", "id"), ("response_type", "code"), ("scope", "read,write")],
            ),
            "https://api.linear.app/oauth/token",
        )
    });
}

#[test]
fn notion() {
    play(&Vendor {
        pkce: false,
        redirect: Some(REDIRECT),
        place: Place::Json,
        answer: r#"{"access_token":"first","token_type":"bearer","refresh_token":"refresh","bot_id":"b","workspace_name":"w"}"#,
        next: r#"{"access_token":"second","token_type":"bearer","refresh_token":"refresh2","bot_id":"b","workspace_name":"w"}"#,
        ..in_header(standard(
            "notion --redirect-uri https://www.example.com/back",
            (
                "https://api.notion.com/v1/oauth/authorize",
                &[("client_id", "id"), ("owner", "user"), ("response_type", "code")],
            ),
            "https://api.notion.com/v1/oauth/token",
        ))
    });
}

#[test]
fn hubspot() {
    play(&Vendor {
        pkce: false,
        redirect: Some(REDIRECT),
        answer: r#"{"token_type":"bearer","refresh_token":"refresh","access_token":"first","hub_id":1,"scopes":["oauth"],"expires_in":1800}"#,
        ..standard(
            "hubspot --redirect-uri https://www.example.com/back",
            (
                "https://app.hubspot.com/oauth/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "oauth")],
            ),
            "https://api.hubapi.com/oauth/v3/token",
        )
    });
}

#[test]
fn cognito() {
    play(&Vendor {
        redirect: Some(REDIRECT),
        ..in_header(standard(
            "cognito --redirect-uri https://www.example.com/back --domain example.auth.eu-west-1.amazoncognito.com",
            (
                "https://example.auth.eu-west-1.amazoncognito.com/oauth2/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "openid")],
            ),
            "https://example.auth.eu-west-1.amazoncognito.com/oauth2/token",
        ))
    });
}

#[test]
fn databricks() {
    play(&Vendor {
        redirect: Some(REDIRECT),
        ..in_header(standard(
            "databricks --redirect-uri https://www.example.com/back --base-url https://dbc-1.cloud.databricks.com",
            (
                "https://dbc-1.cloud.databricks.com/oidc/v1/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "all-apis offline_access")],
            ),
            "https://dbc-1.cloud.databricks.com/oidc/v1/token",
        ))
    });
}

#[test]
fn databricks_account() {
    play(&Vendor {
        redirect: Some(REDIRECT),
        ..in_header(standard(
            "databricks-account --redirect-uri https://www.example.com/back --account-id a-1",
            (
                "https://accounts.cloud.databricks.com/oidc/accounts/a-1/v1/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "all-apis offline_access")],
            ),
            "https://accounts.cloud.databricks.com/oidc/accounts/a-1/v1/token",
        ))
    });
}

#[test]
fn yahoo() {
    play(&Vendor {
        pkce: false,
        redirect: Some(REDIRECT),
        refresh: (
            "https://api.login.yahoo.com/oauth2/get_token",
            &[
                ("grant_type", "refresh_token"),
                ("redirect_uri", "https://www.example.com/back"),
                ("refresh_token", "refresh"),
            ],
        ),
        ..in_header(standard(
            "yahoo --redirect-uri https://www.example.com/back",
            (
                "https://api.login.yahoo.com/oauth2/request_auth",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "openid")],
            ),
            "https://api.login.yahoo.com/oauth2/get_token",
        ))
    });
}

#[test]
fn line() {
    play(&Vendor {
        redirect: Some(REDIRECT),
        ..standard(
            "line --redirect-uri https://www.example.com/back",
            (
                "https://access.line.me/oauth2/v2.1/authorize",
                &[("client_id", "id"), ("response_type", "code"), ("scope", "profile openid")],
            ),
            "https://api.line.me/oauth2/v2.1/token",
        )
    });
}

#[test]
fn kakao() {
    play(&Vendor {
        pkce: false,
        redirect: Some(REDIRECT),
        answer: r#"{"token_type":"bearer","access_token":"first","expires_in":43199,"refresh_token":"refresh","refresh_token_expires_in":5184000,"scope":"account_email profile_nickname"}"#,
        ..standard(
            "kakao --redirect-uri https://www.example.com/back --scope account_email,profile_nickname",
            (
                "https://kauth.kakao.com/oauth/authorize",
                &[
                    ("client_id", "id"),
                    ("response_type", "code"),
                    ("scope", "account_email,profile_nickname"),
                ],
            ),
            "https://kauth.kakao.com/oauth/token",
        )
    });
}

#[test]
fn naver() {
    play(&Vendor {
        pkce: false,
        redirect: Some(REDIRECT),
        answer: r#"{"access_token":"first","refresh_token":"refresh","token_type":"bearer","expires_in":"3600"}"#,
        ..standard(
            "naver --redirect-uri https://www.example.com/back",
            ("https://nid.naver.com/oauth2.0/authorize", &[("client_id", "id"), ("response_type", "code")]),
            "https://nid.naver.com/oauth2.0/token",
        )
    });
}

#[test]
fn yandex() {
    play(&Vendor {
        redirect: Some(REDIRECT),
        answer: r#"{"token_type":"bearer","access_token":"first","expires_in":31536000,"refresh_token":"refresh"}"#,
        ..standard(
            "yandex --redirect-uri https://www.example.com/back",
            ("https://oauth.yandex.com/authorize", &[("client_id", "id"), ("response_type", "code")]),
            "https://oauth.yandex.com/token",
        )
    });
}

#[test]
fn zoho() {
    play(&Vendor {
        pkce: false,
        redirect: Some(REDIRECT),
        answer: r#"{"access_token":"first","refresh_token":"refresh","api_domain":"https://www.zohoapis.eu","token_type":"Bearer","expires_in":3600}"#,
        ..standard(
            "zoho --redirect-uri https://www.example.com/back --data-center eu",
            (
                "https://accounts.zoho.eu/oauth/v2/auth",
                &[
                    ("access_type", "offline"),
                    ("client_id", "id"),
                    ("prompt", "consent"),
                    ("response_type", "code"),
                    ("scope", "AaaServer.profile.READ"),
                ],
            ),
            "https://accounts.zoho.eu/oauth/v2/token",
        )
    });
}

#[test]
fn box_files() {
    play(&Vendor {
        pkce: false,
        redirect: Some(REDIRECT),
        answer: r#"{"access_token":"first","expires_in":3600,"restricted_to":[],"token_type":"bearer","refresh_token":"refresh"}"#,
        ..standard(
            "box --redirect-uri https://www.example.com/back",
            (
                "https://account.box.com/api/oauth2/authorize",
                &[("client_id", "id"), ("response_type", "code")],
            ),
            "https://api.box.com/oauth2/token",
        )
    });
}

#[test]
fn xero() {
    play(&Vendor {
        redirect: Some(REDIRECT),
        ..in_header(standard(
            "xero --redirect-uri https://www.example.com/back",
            (
                "https://login.xero.com/identity/connect/authorize",
                &[
                    ("client_id", "id"),
                    ("response_type", "code"),
                    ("scope", "openid profile email accounting.settings.read offline_access"),
                ],
            ),
            "https://identity.xero.com/connect/token",
        ))
    });
}
