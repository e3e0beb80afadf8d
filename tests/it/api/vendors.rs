//! The calls in the vendors' own samples and documents, made with `gettoken api`: where the token goes, how
//! lists are paginated, and the smoke test for a token.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::support::environment::TestEnv;
use crate::support::providers::{definition, sample};
use crate::support::request::fields;
use crate::support::site::Site;
use crate::support::world::{Reply, Request};
use serde_json::{Value, json};

/// Where the token must be: `query` or the name of a header, and its value.
type Placement = (&'static str, &'static str);

/// Every provider with a smoke test: its arguments, whether a user must log in, the URL, and where the token
/// must be.
const SMOKE: [(&str, bool, &str, Placement); 56] = [
    (
        "alimail",
        false,
        "alimail-cn.aliyuncs.com/v2/organization/$current",
        ("authorization", "bearer token-1"),
    ),
    ("aliyun-oauth", true, "oauth.aliyun.com/v1/userinfo", ("authorization", "Bearer token-1")),
    (
        "anthropic --federation-rule-id f --organization-id o --service-account-id s --subject-file DIR/subject",
        false,
        "api.anthropic.com/v1/models",
        ("authorization", "Bearer token-1"),
    ),
    (
        "atlassian",
        true,
        "api.atlassian.com/oauth/token/accessible-resources",
        ("authorization", "Bearer token-1"),
    ),
    (
        "atlassian-service-account",
        false,
        "api.atlassian.com/oauth/token/accessible-resources",
        ("authorization", "Bearer token-1"),
    ),
    (
        "azure-china --tenant t.example",
        false,
        "microsoftgraph.chinacloudapi.cn/v1.0/organization",
        ("authorization", "Bearer token-1"),
    ),
    ("bitbucket", false, "api.bitbucket.org/2.0/user", ("authorization", "Bearer token-1")),
    ("box --subject-id 42", false, "api.box.com/2.0/users/me", ("authorization", "Bearer token-1")),
    (
        "box-jwt --subject-id e --key-id k --client-key-file DIR/key",
        false,
        "api.box.com/2.0/users/me",
        ("authorization", "Bearer token-1"),
    ),
    (
        "databricks --base-url https://dbc-1.cloud.databricks.com",
        false,
        "dbc-1.cloud.databricks.com/api/2.0/preview/scim/v2/Me",
        ("authorization", "Bearer token-1"),
    ),
    ("dida365", true, "api.dida365.com/open/v1/project", ("authorization", "Bearer token-1")),
    ("dingtalk", false, "oapi.dingtalk.com/department/list", ("query", "access_token=token-1")),
    (
        "dingtalk-user",
        true,
        "api.dingtalk.com/v1.0/contact/users/me",
        ("x-acs-dingtalk-access-token", "token-1"),
    ),
    (
        "entra --tenant t.example",
        false,
        "graph.microsoft.com/v1.0/organization",
        ("authorization", "Bearer token-1"),
    ),
    (
        "entra-v1 --tenant t.example",
        false,
        "graph.microsoft.com/v1.0/organization",
        ("authorization", "Bearer token-1"),
    ),
    ("exmail", false, "api.exmail.qq.com/cgi-bin/department/list", ("query", "access_token=token-1")),
    ("feishu", false, "open.feishu.cn/open-apis/bot/v3/info", ("authorization", "Bearer token-1")),
    (
        "feishu-user",
        true,
        "open.feishu.cn/open-apis/authen/v1/user_info",
        ("authorization", "Bearer token-1"),
    ),
    (
        "feishu-v3 --brand lark",
        false,
        "open.larksuite.com/open-apis/bot/v3/info",
        ("authorization", "Bearer token-1"),
    ),
    ("gitee", true, "gitee.com/api/v5/user", ("authorization", "Bearer token-1")),
    ("github", true, "api.github.com/user", ("authorization", "Bearer token-1")),
    (
        "github-app --installation-id 1 --client-key-file DIR/key",
        false,
        "api.github.com/installation/repositories",
        ("authorization", "Bearer token-1"),
    ),
    ("gitlab", true, "gitlab.com/api/v4/user", ("authorization", "Bearer token-1")),
    ("google", true, "www.googleapis.com/oauth2/v3/userinfo", ("authorization", "Bearer token-1")),
    (
        "huawei-orgid --redirect-uri https://a.example/",
        true,
        "orgid.huaweiapaas.cn/orgid/openapi/v1/oauth2/userinfo",
        ("x-orgid-authorization", "Bearer token-1"),
    ),
    ("hubspot", true, "api.hubapi.com/account-info/v3/details", ("authorization", "Bearer token-1")),
    (
        "ibm-iam",
        false,
        "resource-controller.cloud.ibm.com/v2/resource_instances",
        ("authorization", "Bearer token-1"),
    ),
    ("kakao", true, "kapi.kakao.com/v2/user/me", ("authorization", "Bearer token-1")),
    ("line", false, "api.line.me/v2/bot/info", ("authorization", "Bearer token-1")),
    ("naver", true, "openapi.naver.com/v1/nid/me", ("authorization", "Bearer token-1")),
    ("notion", true, "api.notion.com/v1/users/me", ("authorization", "Bearer token-1")),
    (
        "okta-org --domain example.okta.com --scope s --client-key-file DIR/key",
        false,
        "example.okta.com/api/v1/users",
        ("authorization", "Bearer token-1"),
    ),
    (
        "onelogin --subdomain example",
        false,
        "example.onelogin.com/auth/rate_limit",
        ("authorization", "Bearer token-1"),
    ),
    (
        "openai --identity-provider-id i --service-account-id s --subject-file DIR/subject",
        false,
        "api.openai.com/v1/models",
        ("authorization", "Bearer token-1"),
    ),
    (
        "openrouter --federation-policy-id p --subject-file DIR/subject",
        false,
        "openrouter.ai/api/v1/models",
        ("authorization", "Bearer token-1"),
    ),
    (
        "pingone --environment-id e",
        false,
        "api.pingone.com/v1/environments",
        ("authorization", "Bearer token-1"),
    ),
    ("qq-bot", false, "api.sgroup.qq.com/users/@me", ("authorization", "QQBot token-1")),
    (
        "qq-connect --redirect-uri https://a.example/",
        true,
        "graph.qq.com/user/get_user_info",
        ("query", "access_token=token-1&oauth_consumer_key=id&openid=OPENID"),
    ),
    ("qqmail", true, "mail.qq.com/cgi-bin/api/get_mail_list", ("authorization", "Bearer token-1")),
    (
        "salesforce --domain example.my.salesforce.com",
        false,
        "example.my.salesforce.com/services/oauth2/userinfo",
        ("authorization", "Bearer token-1"),
    ),
    (
        "slack --redirect-uri https://a.example/",
        true,
        "slack.com/api/auth.test",
        ("authorization", "Bearer token-1"),
    ),
    (
        "slack-user --redirect-uri https://a.example/",
        true,
        "slack.com/api/auth.test",
        ("authorization", "Bearer token-1"),
    ),
    ("tailscale", false, "api.tailscale.com/api/v2/tailnet/-/devices", ("authorization", "Bearer token-1")),
    ("ticktick", true, "api.ticktick.com/open/v1/project", ("authorization", "Bearer token-1")),
    ("twitch", false, "api.twitch.tv/helix/streams", ("authorization", "Bearer token-1")),
    (
        "vault-approle --base-url https://vault.example.com",
        false,
        "vault.example.com/v1/auth/token/lookup-self",
        ("x-vault-token", "token-1"),
    ),
    (
        "vault-jwt --base-url https://vault.example.com --subject-file DIR/subject",
        false,
        "vault.example.com/v1/auth/token/lookup-self",
        ("x-vault-token", "token-1"),
    ),
    ("wechat", false, "api.weixin.qq.com/cgi-bin/get_api_domain_ip", ("query", "access_token=token-1")),
    (
        "wechat-stable",
        false,
        "api.weixin.qq.com/cgi-bin/get_api_domain_ip",
        ("query", "access_token=token-1"),
    ),
    (
        "wechat-user --redirect-uri https://a.example/",
        true,
        "api.weixin.qq.com/sns/userinfo",
        ("query", "access_token=token-1&openid=OPENID"),
    ),
    ("wecom", false, "qyapi.weixin.qq.com/cgi-bin/get_api_domain_ip", ("query", "access_token=token-1")),
    ("xero", false, "api.xero.com/connections", ("authorization", "Bearer token-1")),
    (
        "xiaomi-account --redirect-uri https://a.example/",
        true,
        "open.account.xiaomi.com/user/profile",
        ("query", "token=token-1&clientId=id"),
    ),
    (
        "yahoo --redirect-uri https://a.example/",
        true,
        "api.login.yahoo.com/openid/v1/userinfo",
        ("authorization", "Bearer token-1"),
    ),
    ("yandex", true, "login.yandex.ru/info", ("authorization", "OAuth token-1")),
    ("zoom --account-id a", false, "api.zoom.us/v2/users/me", ("authorization", "Bearer token-1")),
];

#[test]
fn smoke_test_sends_the_token_to_the_vendor() {
    for (provider, person, target, placement) in SMOKE {
        let site = Site::always(provider, Reply::json(200, r#"{"secret":"AnswerCanary"}"#));
        if person {
            site.log_in();
        }
        let outcome = site.api(&["--smoke"]).run();
        assert_eq!(outcome.clone().success(), "", "{provider}");
        let name = provider.split(' ').next().unwrap();
        assert!(outcome.stderr.contains(name) && outcome.stderr.contains("works: HTTP 200"), "{outcome:?}");
        assert!(!outcome.stderr.contains("Canary"), "{outcome:?}");
        let request = site.only_call();
        assert_eq!((request.method.as_str(), request.scheme.as_str()), ("GET", "https"));
        assert_eq!(request.host.clone() + &request.path, target);
        assert_placed(&request, placement);
    }
}

/// The token is in the expected place, and nowhere else.
#[track_caller]
fn assert_placed(request: &Request, (place, value): Placement) {
    if place == "query" {
        let query = request.raw_target.split_once('?').map_or("", |(_, query)| query);
        assert_eq!(query, value);
        assert!(request.headers.iter().all(|(_, value)| !value.contains("token-1")), "{request:#?}");
    } else {
        assert_eq!(request.header(place), Some(value));
        assert!(!request.raw_target.contains("token-1"));
        let carriers = request.headers.iter().filter(|(_, value)| value.contains("token-1"));
        assert_eq!(carriers.count(), 1);
    }
}

#[test]
fn smoke_test_without_a_definition_fails() {
    let env = TestEnv::new();
    let list = env.gettoken(&["providers", "list", "--json"]).run().success();
    let rows: Value = serde_json::from_str(&list).unwrap();
    let with: BTreeSet<&str> = SMOKE.iter().filter_map(|(call, ..)| call.split(' ').next()).collect();
    let all: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    // These have the call too: one extends salesforce, and one signs its tokens itself.
    // The response to the token request names zoho's host, so that the token is wanted first.
    let others = ["salesforce-jwt", "apple-connect", "zoho"];
    // Of a definition that is not listed here, the examples are enough.
    let has_call =
        |name: &str| with.contains(name) || others.contains(&name) || definition(name).contains("\nsmoke = ");
    let without: Vec<&&str> = all.iter().filter(|name| !has_call(name)).collect();
    for name in without.into_iter().filter(|name| sample().contains(**name)) {
        let stderr = env.gettoken(&["api", name, "--smoke"]).run().failed(3);
        assert!(stderr.contains("declares no `smoke` call"), "{name}: {stderr}");
    }
}

#[test]
fn smoke_test_fails_for_a_refused_token() {
    let site = Site::always("alimail", Reply::json(403, r#"{"detailErrorCode":"Forbidden","message":"no"}"#));
    let stderr = site.api(&["--smoke"]).run().failed(5);
    assert!(stderr.contains("Forbidden") && !stderr.contains("works"), "{stderr}");
}

/// Salesforce's API sends a list of errors.
#[test]
fn salesforce_error_in_a_list_has_a_code_and_a_message() {
    let call = "salesforce --domain example.my.salesforce.com";
    let used_up = r#"[{"message":"TotalRequests Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]"#;
    let site = Site::always(call, Reply::json(403, used_up));
    let stderr = site.api(&["/services/data"]).run().failed(5);
    assert!(stderr.contains("REQUEST_LIMIT_EXCEEDED") && stderr.contains("TotalRequests Limit"), "{stderr}");
    assert!(stderr.contains("Company Information"), "{stderr}");
    // A session that has ended is replaced once, whatever the status.
    let ended = r#"[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]"#;
    let site = Site::always(call, Reply::json(403, ended));
    let stderr = site.api(&["/services/data"]).run().failed(5);
    assert!(stderr.contains("INVALID_SESSION_ID"), "{stderr}");
    assert_eq!((site.calls().len(), site.fetches()), (2, 2));
    // A list that is no error is the answer.
    let site = Site::always(call, Reply::json(200, r#"[{"label":"Spring '26"}]"#));
    assert_eq!(site.api(&["/services/data"]).run().success(), r#"[{"label":"Spring '26"}]"#);
}

/// The JSON documents in the output, one per page.
fn pages(text: &str) -> Vec<Value> {
    serde_json::Deserializer::from_str(text).into_iter().map(Result::unwrap).collect()
}

#[test]
fn alimail_paginates_by_cursor() {
    let site = Site::new("alimail", |request| {
        Reply::json(
            200,
            match request.query_map().get("cursor").map(String::as_str) {
                None | Some("") => r#"{"messages":[{"id":"1"}],"hasMore":true,"nextCursor":"a+b/c="}"#,
                Some("a+b/c=") => r#"{"messages":[{"id":"2"}],"hasMore":true,"nextCursor":"last"}"#,
                // The last page may still have a cursor.
                _ => r#"{"messages":[{"id":"3"}],"hasMore":false,"nextCursor":"again"}"#,
            },
        )
    });
    let path = "/v2/users/ada@example.com/mailFolders/2/messages?cursor=&size=100&orderby=DES";
    let printed = site.api(&[path, "-q", "$select=id,subject", "--paginate"]).run().success();
    let ids: Vec<Value> = pages(&printed).iter().map(|page| page["messages"][0]["id"].clone()).collect();
    assert_eq!(ids, ["1", "2", "3"]);
    let queries: Vec<_> = site.calls().iter().map(Request::query_map).collect();
    for (query, cursor) in queries.iter().zip(["", "a+b/c=", "last"]) {
        let expected = [("$select", "id,subject"), ("cursor", cursor), ("orderby", "DES"), ("size", "100")];
        assert_eq!(query, &fields(&expected));
    }
    assert_eq!((queries.len(), site.fetches()), (3, 1));
    // Without the flag, only one page is printed.
    assert_eq!(pages(&site.api(&[path]).run().success()).len(), 1);
    let words = [path, "--paginate", "--output", "all.json"];
    assert_eq!(site.api(&words).run().success(), "");
    assert_eq!(pages(&std::fs::read_to_string(site.env.path("all.json")).unwrap()).len(), 3);
}

#[test]
fn large_pages_are_paginated() {
    let site = Site::new("alimail", |request| {
        let filler = "x".repeat(2 * 1024 * 1024);
        Reply::json(
            200,
            match request.query_map().get("cursor") {
                None => json!({"messages": [filler], "hasMore": true, "nextCursor": "2"}).to_string(),
                Some(_) => r#"{"messages":["last"],"hasMore":false}"#.to_owned(),
            },
        )
    });
    let printed = site.api(&["/v2/messages", "--paginate"]).run().success();
    assert_eq!(site.calls().len(), 2);
    assert_eq!(pages(&printed)[1]["messages"][0], "last");
}

#[test]
fn azure_china_paginates_by_next_link() {
    let site = Site::new("azure-china --tenant t.example", |request| {
        let next = "https://microsoftgraph.chinacloudapi.cn/v1.0/users?$top=1&$skiptoken=a%2Bb";
        Reply::json(
            200,
            match request.query_map().get("$skiptoken").map(String::as_str) {
                None => json!({"value": [1], "@odata.nextLink": next}).to_string(),
                Some("a+b") => json!({"value": [2]}).to_string(),
                Some(other) => panic!("no such page: {other}"),
            },
        )
    });
    let printed = site.api(&["/v1.0/users", "-q", "$top=1", "--paginate"]).run().success();
    assert_eq!(pages(&printed)[1]["value"], json!([2]));
    assert!(site.calls().iter().all(|call| call.header("authorization") == Some("Bearer token-1")));
    assert_eq!(site.calls().len(), 2);
}

#[test]
fn next_link_to_another_host_is_refused() {
    for next in [
        "https://evil.example/v1.0/users",
        "https://microsoftgraph.chinacloudapi.cn.evil.example/",
        "https://microsoftgraph.chinacloudapi.cn@evil.example/",
        "https://microsoftgraph.chinacloudapi.cn:8443/",
        "http://microsoftgraph.chinacloudapi.cn/v1.0/users",
        "file:///etc/passwd",
    ] {
        let body = json!({"value": [1], "@odata.nextLink": next}).to_string();
        let site = Site::always("azure-china --tenant t.example", Reply::json(200, body));
        let stderr = site.api(&["/v1.0/users", "--paginate"]).run().failed(8);
        assert!(stderr.contains("refusing to follow the next page"), "{stderr}");
        site.only_call();
    }
}

#[test]
fn repeated_cursor_ends_pagination() {
    let requests = AtomicU32::new(0);
    let site = Site::new("alimail", move |_| {
        // Ends the list for a program that follows the cycle.
        if requests.fetch_add(1, Ordering::SeqCst) >= 10 {
            return Reply::json(403, r#"{"message":"asked too often"}"#);
        }
        Reply::json(200, r#"{"messages":[],"hasMore":true,"nextCursor":"same"}"#)
    });
    let outcome = site.api(&["/v2/messages", "--paginate"]).run();
    assert_eq!(outcome.code, Some(8), "{outcome:?}");
    assert_eq!(site.calls().len(), 2);
}

#[test]
fn error_on_a_later_page_fails_the_call() {
    let site = Site::new("alimail", |request| match request.query_map().get("cursor") {
        None => Reply::json(200, r#"{"messages":[1],"hasMore":true,"nextCursor":"2"}"#),
        Some(_) => Reply::json(403, r#"{"detailErrorCode":"Forbidden","message":"no"}"#),
    });
    let outcome = site.api(&["/v2/messages", "--paginate"]).run();
    assert_eq!(outcome.code, Some(5), "{outcome:?}");
    site.api(&["/v2/messages", "--paginate", "--output", "all.json"]).run().failed(5);
    assert!(!site.env.path("all.json").exists());
}

#[test]
fn paginate_with_post_is_refused() {
    let site = Site::always("dingtalk", Reply::json(200, r#"{"errcode":0}"#));
    let stderr = site.api(&["POST", "/topapi/v2/user/list", "--paginate"]).run().failed(2);
    assert!(stderr.contains("paginate"), "{stderr}");
    assert!(site.world.may_be_silent().requests().iter().all(|request| request.method != "POST"));
}

#[test]
fn dingtalk_lists_departments() {
    let answer = r#"{"errcode":0,"errmsg":"ok","department":[{"id":1,"name":"公司","parentid":0}]}"#;
    let site = Site::always("dingtalk", Reply::json(200, answer));
    let printed = site.api(&["/department/list", "-q", "fetch_child=true"]).run().success();
    assert_eq!(printed, answer);
    let expected = [("access_token", "token-1"), ("fetch_child", "true")];
    assert_eq!(site.only_call().query_map(), fields(&expected));
}

#[test]
fn qqmail_lists_and_sends_mail() {
    let site = Site::new("qqmail", |request| match (request.method.as_str(), request.path.as_str()) {
        ("GET", "/cgi-bin/api/get_mail_list") => Reply::json(200, r#"{"mails":[{"id":"1"}]}"#),
        ("GET", "/cgi-bin/api/get_contacts") => Reply::json(200, r#"{"contacts":[{"name":"张三"}]}"#),
        ("POST", "/cgi-bin/api/send_mail") => Reply::json(200, r#"{"result":"ok"}"#),
        other => panic!("nothing is served at {other:?}"),
    });
    site.api(&["/cgi-bin/api/get_mail_list"]).run().failed(4);
    site.log_in();
    let list =
        site.api(&["/cgi-bin/api/get_mail_list", "-q", "folder=inbox", "-q", "page=1"]).run().success();
    assert_eq!(list, r#"{"mails":[{"id":"1"}]}"#);
    assert_eq!(site.api(&["/cgi-bin/api/get_contacts"]).run().success(), r#"{"contacts":[{"name":"张三"}]}"#);
    let mail = ["-f", "to=ada@example.com", "-f", "subject=你好", "-f", "content=<b>x</b>"];
    let words = [&["/cgi-bin/api/send_mail"][..], &mail].concat();
    assert_eq!(site.api(&words).run().success(), r#"{"result":"ok"}"#);
    let calls = site.calls();
    assert_eq!(calls[0].query_map(), fields(&[("folder", "inbox"), ("page", "1")]));
    assert_eq!(calls[2].json(), json!({"to": "ada@example.com", "subject": "你好", "content": "<b>x</b>"}));
    assert!(calls.iter().all(|call| call.header("authorization") == Some("Bearer token-1")));
    assert_eq!(site.fetches(), 1);
}

#[test]
fn grant_flag_selects_user_or_application_token() {
    let site = Site::always("entra --tenant t.example", Reply::json(200, "{}"));
    site.log_in();
    site.api(&["/v1.0/me", "--grant", "user"]).run().success();
    site.api(&["/v1.0/organization"]).run().success();
    let carried: Vec<_> =
        site.calls().iter().map(|call| call.header("authorization").unwrap().to_owned()).collect();
    assert_eq!(carried, ["Bearer token-1", "Bearer token-2"]);
}
