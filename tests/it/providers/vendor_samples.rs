//! The vendors' published samples and gettoken, side by side: both are run, and the vendor must see the same
//! requests, for the token and for the first API call.
//!
//! The samples are kept as published, placeholders included. They run with curl, which they use or can be
//! translated to.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::environment::TestEnv;
use crate::support::shell::{installed, sh};
use crate::support::tools;
use crate::support::world::{Reply, Request, World};

/// What a vendor sees of a request, apart from its sender.
#[derive(Debug, PartialEq)]
struct VisibleRequest {
    method: String,
    url: String,
    query: BTreeMap<String, String>,
    form: BTreeMap<String, String>,
    json: Value,
    media_type: Option<String>,
    authorization: Option<String>,
}

impl VisibleRequest {
    fn of(request: &Request) -> Self {
        // RFC 8259 §11: JSON has no charset.
        let essence = |text: &str| text.trim_end_matches("; charset=utf-8").to_owned();
        let media_type = request.header("content-type").map(essence);
        let is_json = media_type.as_deref() == Some("application/json");
        let is_form = media_type.is_some() && !is_json;
        Self {
            method: request.method.clone(),
            url: format!("{}://{}{}", request.scheme, request.host, request.path),
            query: request.query_map(),
            form: if is_form { request.form() } else { BTreeMap::new() },
            json: if is_json { request.json() } else { Value::Null },
            media_type,
            authorization: request.header("authorization").map(str::to_owned),
        }
    }
}

/// Runs the sample, then the script, and compares their requests. Returns the script's stdout, or `None` if
/// curl is missing.
#[track_caller]
fn side_by_side(answer: &str, sample: &str, script: &str, variables: &[(&str, &str)]) -> Option<String> {
    if !installed("curl") {
        return None;
    }
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, answer)));
    let run = |text: &str| {
        let script = variables.iter().fold(sh(&env, text), |script, (name, value)| script.env(name, value));
        script.through(&world).run().success()
    };
    run(sample);
    let printed = run(script);
    let seen: Vec<VisibleRequest> = world.requests().iter().map(VisibleRequest::of).collect();
    let (theirs, ours) = seen.split_at(seen.len() / 2);
    assert_eq!(theirs, ours);
    assert!(!ours.is_empty());
    Some(printed)
}

const ALIMAIL_ANSWER: &str = r#"{"access_token": "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.x.y", "token_type": "Bearer", "expires_in": 3600}"#;

#[test]
fn alimail_token_request_matches_the_sample() {
    let Some(printed) = side_by_side(
        ALIMAIL_ANSWER,
        r#"curl -X POST "https://alimail-cn.aliyuncs.com/oauth2/v2.0/token" \
             -H "Content-Type: application/x-www-form-urlencoded" \
             -d "grant_type=client_credentials" \
             -d "client_id=YOUR_CLIENT_ID" \
             -d "client_secret=YOUR_CLIENT_SECRET""#,
        "gettoken alimail",
        // The variables that the vendor's sample code reads.
        &[("ALIMAIL_CLIENT_ID", "YOUR_CLIENT_ID"), ("ALIMAIL_CLIENT_SECRET", "YOUR_CLIENT_SECRET")],
    ) else {
        return;
    };
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines[0], "access_token: eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.x.y");
    assert_eq!(lines[1], "token_type: Bearer");
    assert!(lines[2].starts_with("expires_at: "), "{printed}");
}

/// The sample writes the scheme in lower case.
#[test]
fn alimail_api_call_matches_the_sample() {
    side_by_side(
        ALIMAIL_ANSWER,
        r#"curl -sS -X POST "https://alimail-cn.aliyuncs.com/oauth2/v2.0/token" \
             -H "Content-Type: application/x-www-form-urlencoded" -d "grant_type=client_credentials" \
             -d "client_id=$ALIMAIL_CLIENT_ID" -d "client_secret=$ALIMAIL_CLIENT_SECRET" &&
           curl -sS -H 'Authorization: bearer eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.x.y' \
             'https://alimail-cn.aliyuncs.com/v2/organization/$current'"#,
        "gettoken alimail -o header | curl -sS -H @- 'https://alimail-cn.aliyuncs.com/v2/organization/$current'",
        &[("ALIMAIL_CLIENT_ID", "YOUR_CLIENT_ID"), ("ALIMAIL_CLIENT_SECRET", "YOUR_CLIENT_SECRET")],
    );
}

/// `requests.get(url, params=params)`, and the field `errcode` beside the token.
#[test]
fn dingtalk_token_request_matches_the_sample() {
    let Some(printed) = side_by_side(
        r#"{"errcode": 0, "errmsg": "ok", "access_token": "96fc7a7axxx", "expires_in": 7200}"#,
        "curl -sS -G https://oapi.dingtalk.com/gettoken \
           --data-urlencode appkey=your_app_key --data-urlencode appsecret=your_app_secret",
        "gettoken dingtalk -o token",
        &[("DINGTALK_APP_KEY", "your_app_key"), ("DINGTALK_APP_SECRET", "your_app_secret")],
    ) else {
        return;
    };
    assert_eq!(printed, "96fc7a7axxx\n");
}

#[test]
fn dingtalk_api_call_matches_the_sample() {
    if tools::skip_without_url_query() {
        return;
    }
    side_by_side(
        // The sample reads `department` of the second answer, and nothing else.
        r#"{"errcode": 0, "errmsg": "ok", "access_token": "96fc+7a/7a==", "expires_in": 7200, "department": []}"#,
        "curl -sS -G https://oapi.dingtalk.com/gettoken \
           --data-urlencode appkey=your_app_key --data-urlencode appsecret=your_app_secret &&
         curl -sS -G https://oapi.dingtalk.com/department/list --data-urlencode access_token=96fc+7a/7a==",
        "gettoken dingtalk -o curl | curl -sS -K - https://oapi.dingtalk.com/department/list",
        &[("DINGTALK_APP_KEY", "your_app_key"), ("DINGTALK_APP_SECRET", "your_app_secret")],
    );
}

/// The sample's placeholders are Chinese and have a space, which tests the encoding like any secret.
#[test]
fn azure_china_token_request_matches_the_sample() {
    let Some(printed) = side_by_side(
        r#"{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":".........."}"#,
        r#"curl -X "POST" "https://login.chinacloudapi.cn/387c56a8-cf86-45de-b9f5-b4de88cac054/oauth2/v2.0/token" \
             -H 'Content-Type: application/x-www-form-urlencoded' \
             --data-urlencode "grant_type=client_credentials" \
             --data-urlencode "client_id=替换API Key" \
             --data-urlencode "client_secret=替换API Secret" \
             --data-urlencode "Type=oauth2" \
             --data-urlencode "scope=d6b7c858-55fa-4d04-85a6-131af690abd4/.default""#,
        "gettoken azure-china --host chinacloudapi --tenant 387c56a8-cf86-45de-b9f5-b4de88cac054 \
           --scope d6b7c858-55fa-4d04-85a6-131af690abd4/.default -o token",
        &[("AZURE_CLIENT_ID", "替换API Key"), ("AZURE_CLIENT_SECRET", "替换API Secret")],
    ) else {
        return;
    };
    assert_eq!(printed, "..........\n");
}

/// The second sample of the same page, in C#, leaves out the field that no documentation names.
#[test]
fn azure_china_token_request_matches_the_second_sample() {
    side_by_side(
        r#"{"token_type":"Bearer","expires_in":3599,"access_token":"t"}"#,
        r#"curl -sS "https://login.chinacloudapi.cn/387c56a8-cf86-45de-b9f5-b4de88cac054/oauth2/v2.0/token" \
             --data-urlencode "client_id=您的API Key" \
             --data-urlencode "client_secret=您的API Secret" \
             --data-urlencode "scope=d6b7c858-55fa-4d04-85a6-131af690abd4/.default" \
             --data-urlencode "grant_type=client_credentials""#,
        "gettoken azure-china --host chinacloudapi --tenant 387c56a8-cf86-45de-b9f5-b4de88cac054 --type '' \
           --scope d6b7c858-55fa-4d04-85a6-131af690abd4/.default",
        &[("AZURE_CLIENT_ID", "您的API Key"), ("AZURE_CLIENT_SECRET", "您的API Secret")],
    );
}

#[test]
fn azure_china_api_call_matches_the_sample() {
    side_by_side(
        r#"{"token_type":"Bearer","expires_in":3599,"access_token":"eyJ0.e.s"}"#,
        r#"curl -sS "https://login.chinacloudapi.cn/387c56a8-cf86-45de-b9f5-b4de88cac054/oauth2/v2.0/token" \
             -d grant_type=client_credentials -d client_id=a -d client_secret=b -d Type=oauth2 \
             --data-urlencode "scope=d6b7c858-55fa-4d04-85a6-131af690abd4/.default" &&
           curl -sS -H "Authorization: Bearer eyJ0.e.s" https://api.example.com/devices"#,
        "gettoken azure-china --host chinacloudapi --tenant 387c56a8-cf86-45de-b9f5-b4de88cac054 \
           --scope d6b7c858-55fa-4d04-85a6-131af690abd4/.default -o curl |
         curl -sS -K - https://api.example.com/devices",
        &[("AZURE_CLIENT_ID", "a"), ("AZURE_CLIENT_SECRET", "b")],
    );
}

#[test]
fn adobe_token_request_matches_the_sample() {
    side_by_side(
        r#"{"access_token": "{ACCESS_TOKEN}", "token_type": "bearer", "expires_in": 86399}"#,
        "curl -X POST 'https://ims-na1.adobelogin.com/ims/token/v3' \
           -H 'Content-Type: application/x-www-form-urlencoded' \
           -d 'client_id={CLIENT_ID}&client_secret={CLIENT_SECRET}&grant_type=client_credentials&scope={SCOPE}'",
        "gettoken adobe --scope '{SCOPE}'",
        &[("ADOBE_CLIENT_ID", "{CLIENT_ID}"), ("ADOBE_CLIENT_SECRET", "{CLIENT_SECRET}")],
    );
}

#[test]
fn zoom_token_request_matches_the_sample() {
    side_by_side(
        r#"{"access_token": "t", "token_type": "bearer", "expires_in": 3600, "scope": "user:read:user:admin"}"#,
        r#"curl -X POST "https://zoom.us/oauth/token" \
             -H "Authorization: Basic $(printf %s clientId:clientSecret | base64)" \
             -H "Content-Type: application/x-www-form-urlencoded" \
             -d "grant_type=account_credentials&account_id=accountId""#,
        "gettoken zoom",
        &[
            ("ZOOM_ACCOUNT_ID", "accountId"),
            ("ZOOM_CLIENT_ID", "clientId"),
            ("ZOOM_CLIENT_SECRET", "clientSecret"),
        ],
    );
}

#[test]
fn openrouter_token_request_matches_the_sample() {
    side_by_side(
        r#"{"access_token": "t", "issued_token_type": "urn:ietf:params:oauth:token-type:access_token",
            "token_type": "Bearer", "expires_in": 900, "scope": "inference"}"#,
        r#"curl https://openrouter.ai/api/v1/oauth/token \
             -d grant_type=urn:ietf:params:oauth:grant-type:token-exchange \
             -d subject_token_type=urn:ietf:params:oauth:token-type:jwt \
             -d federation_policy_id="$FEDERATION_POLICY_ID" \
             -d subject_token="$IDP_JWT""#,
        r#"OPENROUTER_IDENTITY_TOKEN=$IDP_JWT OPENROUTER_FEDERATION_POLICY_ID=$FEDERATION_POLICY_ID gettoken openrouter"#,
        &[("FEDERATION_POLICY_ID", "4b2f7d1e-8c3a-4e5f-9a6b-1c2d3e4f5a6b"), ("IDP_JWT", "h.p.s")],
    );
}

#[test]
fn openai_token_request_matches_the_sample() {
    side_by_side(
        r#"{"access_token": "t", "issued_token_type": "urn:ietf:params:oauth:token-type:access_token",
            "token_type": "Bearer", "expires_in": 3600}"#,
        r#"curl https://auth.openai.com/oauth/token \
             -H "Content-Type: application/json" \
             -d '{
               "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
               "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
               "subject_token": "'"$EXTERNAL_OIDC_JWT"'",
               "identity_provider_id": "'"$IDENTITY_PROVIDER_ID"'",
               "service_account_id": "'"$SERVICE_ACCOUNT_ID"'"
             }'"#,
        r#"printf %s "$EXTERNAL_OIDC_JWT" | gettoken openai --subject-file - \
             --identity-provider-id "$IDENTITY_PROVIDER_ID" --service-account-id "$SERVICE_ACCOUNT_ID""#,
        &[("EXTERNAL_OIDC_JWT", "h.p.s"), ("IDENTITY_PROVIDER_ID", "idp_1"), ("SERVICE_ACCOUNT_ID", "sa_1")],
    );
}

/// The URL has a query, to which the samples append the audience.
#[test]
fn github_actions_token_request_matches_the_sample() {
    side_by_side(
        r#"{"value": "h.p.s"}"#,
        r#"curl -sSf -H "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \
             "${ACTIONS_ID_TOKEN_REQUEST_URL}&audience=https%3A%2F%2Fapi.openai.com%2Fv1""#,
        "gettoken github-actions --audience https://api.openai.com/v1",
        &[
            ("ACTIONS_ID_TOKEN_REQUEST_URL", "https://run.example.com/idtoken?api-version=2.0"),
            ("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "request-token"),
        ],
    );
}

/// The samples hide a refusal: one prints a Python exception, the other only the text. gettoken shows the
/// vendor's code and message.
#[test]
fn dingtalk_refusal_shows_code_and_message() {
    let env = TestEnv::new();
    let world = World::always(Reply::json(200, r#"{"errcode":40096,"errmsg":"不合法的appKey或appSecret"}"#));
    let stderr = env
        .gettoken(&["dingtalk", "-o", "token"])
        .env("DINGTALK_APP_KEY", "your_app_key")
        .env("DINGTALK_APP_SECRET", "your_app_secret")
        .through(&world)
        .run()
        .failed(5);
    assert!(stderr.contains("40096: 不合法的appKey或appSecret"), "{stderr}");
    assert!(stderr.contains("DINGTALK_APP_SECRET"), "{stderr}");
}

/// The QQ Mail article requires consent in a browser first: credentials alone get no token.
#[test]
fn qqmail_requires_a_user_login() {
    let env = TestEnv::new();
    let stderr = env
        .gettoken(&["qqmail", "-o", "token"])
        .env("QQMAIL_CLIENT_ID", "YOUR_CLIENT_ID")
        .env("QQMAIL_CLIENT_SECRET", "YOUR_CLIENT_SECRET")
        .run()
        .failed(4);
    assert!(stderr.contains("qqmail") && stderr.contains("log"), "{stderr}");
    let help = env.gettoken(&["qqmail", "--help"]).run().success();
    assert!(help.contains("unverified"), "{help}");
    assert!(help.contains("授权码"), "{help}");
}
