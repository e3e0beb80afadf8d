//! Access tokens that a vendor no longer accepts: each vendor reports that in its own way. The token is
//! replaced once, by however many processes, and the request is repeated once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::support::environment::TestEnv;
use crate::support::process::Running;
use crate::support::site::{Site, carries};
use crate::support::world::{Reply, World};

/// The documented ways in which vendors report an invalid or expired token: provider, status, body.
const REJECTIONS: [(&str, u16, &str); 20] = [
    ("alimail", 401, r#"{"detailErrorCode":"InvalidToken","message":"m"}"#),
    ("alimail", 401, ""),
    (
        "azure-china --tenant t.example",
        401,
        r#"{"error":{"code":"InvalidAuthenticationToken","message":"m"}}"#,
    ),
    ("baidu", 200, r#"{"error_code":110,"error_msg":"Access token invalid or no longer valid"}"#),
    ("baidu", 200, r#"{"error_code":111,"error_msg":"Access token expired"}"#),
    (
        "dingtalk",
        200,
        r#"{"errcode":88,"sub_code":"40014","sub_msg":"不合法的access_token","errmsg":"ding talk error[subcode=40014,submsg=不合法的access_token]","request_id":"16l4ew3d47pdp"}"#,
    ),
    ("dingtalk", 200, r#"{"errcode":40014,"errmsg":"不合法的access_token"}"#),
    ("dingtalk", 200, r#"{"errcode":42001,"errmsg":"access_token超时"}"#),
    (
        "dingtalk-v1",
        400,
        r#"{"code":"InvalidAuthentication","requestid":"r","message":"不合法的access_token"}"#,
    ),
    ("entra --tenant t.example", 401, ""),
    ("exmail", 200, r#"{"errcode":42001,"errmsg":"access_token expired"}"#),
    ("feishu", 400, r#"{"code":99991663,"msg":"Invalid access token","error":{"log_id":"l"}}"#),
    ("feishu", 400, r#"{"code":99991677,"msg":"expired","error":{"log_id":"l"}}"#),
    ("feishu-v3", 400, r#"{"code":99991671,"msg":"malformed","error":{"log_id":"l"}}"#),
    (
        "qq-bot",
        200,
        r#"{"message":"token not exist or expire","code":11244,"err_code":11244,"trace_id":"t"}"#,
    ),
    (
        "qq-bot",
        401,
        r#"{"message":"token not exist or expire","code":11244,"err_code":11244,"trace_id":"t"}"#,
    ),
    (
        "wechat",
        200,
        r#"{"errcode":40001,"errmsg":"invalid credential, access_token is invalid or not latest rid: r"}"#,
    ),
    ("wechat-stable", 200, r#"{"errcode":42001,"errmsg":"access_token expired rid: r"}"#),
    ("wecom", 200, r#"{"errcode":42001,"errmsg":"access_token expired, hint: [168]"}"#),
    ("wecom", 200, r#"{"ip_list":[],"errcode":40014,"errmsg":"invalid access_token, hint: [168]"}"#),
];

#[test]
fn rejected_token_is_replaced_and_the_request_repeated() {
    for (provider, status, body) in REJECTIONS {
        let site = Site::new(provider, move |request| {
            if carries(request, "token-1") {
                Reply::json(status, body)
            } else {
                Reply::json(200, r#"{"x":1}"#)
            }
        });
        let words = ["POST", "/x", "-f", "a=b", "-q", "c=d", "-H", "X-Own: e"];
        assert_eq!(site.api(&words).run().success(), r#"{"x":1}"#, "{provider}: {body}");
        assert_eq!((site.fetches(), site.calls().len()), (2, 2), "{provider}: {body}");
        let [first, second] = <[_; 2]>::try_from(site.calls()).unwrap();
        assert_eq!((first.method, first.path, first.body), (second.method, second.path, second.body));
        assert_eq!(first.query.len(), second.query.len());
        assert_eq!(second.headers.iter().find(|(name, _)| name == "x-own").unwrap().1, "e");
        // The new token is in the cache.
        assert_eq!(site.call(&[]).args(&["-o", "token"]).run().success(), "token-2\n");
        assert_eq!(site.fetches(), 2);
    }
}

#[test]
fn second_rejected_token_is_an_error() {
    for (provider, status, body) in REJECTIONS {
        let site = Site::always(provider, Reply::json(status, body));
        let stderr = site.api(&["/x"]).run().failed(5);
        assert!(stderr.contains(provider.split(' ').next().unwrap()), "{stderr}");
        assert_eq!((site.fetches(), site.calls().len()), (2, 2), "{provider}: {stderr}");
    }
}

#[test]
fn reissued_rejected_token_is_not_retried_forever() {
    let rejected = r#"{"errcode":88,"sub_code":"40014","sub_msg":"不合法的access_token"}"#;
    let world = World::start(move |request| {
        let good = r#"{"errcode":0,"access_token":"same","expires_in":7200}"#;
        Reply::json(200, if request.path == "/gettoken" { good } else { rejected })
    });
    let env = TestEnv::new();
    let args = ["api", "dingtalk", "/department/list", "--client-id", "id", "--client-secret-file", "-"];
    let stderr = env.gettoken(&args).stdin("s").through(&world).run().failed(5);
    assert!(stderr.contains("40014") && stderr.contains("same token"), "{stderr}");
    assert!(world.requests().len() <= 4, "{:#?}", world.requests());
}

#[test]
fn ten_calls_with_rejected_tokens_fetch_two() {
    for (provider, status, body) in [REJECTIONS[0], REJECTIONS[5], REJECTIONS[16]] {
        let site = Site::always(provider, Reply::json(status, body));
        for call in 0..10 {
            let stderr = site.api(&["/x"]).run().failed(5);
            // The vendor's own words, and why no other token was fetched.
            assert!(stderr.contains(" refused the request of `"), "{stderr}");
            assert_eq!(
                stderr.contains(&format!("to fetch one, run `gettoken {provider} --force`")),
                call > 0,
                "{stderr}"
            );
        }
        assert_eq!((site.fetches(), site.calls().len()), (2, 11), "{provider}");
        assert!(site.call(&[]).args(&["--force", "-o", "token"]).run().success().contains("token-3"));
    }
}

#[test]
fn session_is_refreshed_once_for_an_api_that_rejects_every_token() {
    let site = Site::always("google", Reply::empty(401));
    site.log_in();
    for _ in 0..5 {
        site.api(&["/x"]).run().failed(5);
    }
    // One imported the session, the other refreshed it.
    assert_eq!(site.fetches(), 2);
}

#[test]
fn rejected_classic_token_points_at_the_stable_one() {
    let body = r#"{"errcode":40001,"errmsg":"invalid credential, access_token is invalid or not latest"}"#;
    let hint = |provider: &str| {
        let site = Site::always(provider, Reply::json(200, body));
        site.api(&["/x"]).run().failed(5)
    };
    assert!(hint("wechat").contains("use `wechat-stable`"));
    assert!(!hint("wechat-stable").contains("use `wechat-stable`"));
    // At the token endpoint, the same code means a wrong secret.
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, body)));
    let call = env.gettoken(&["wechat", "--client-id=id", "--client-secret-file=-"]).stdin("s");
    assert!(!call.through(&world).run().failed(5).contains("wechat-stable"));
}

#[test]
fn body_from_stdin_is_sent_again() {
    let site = Site::new("alimail", |request| {
        if carries(request, "token-1") { Reply::empty(401) } else { Reply::json(200, "{}") }
    });
    site.api(&["/v2/x", "--input", "-"]).stdin("the body").run().success();
    assert!(site.calls().iter().all(|request| request.text() == "the body"));
    assert_eq!(site.calls().len(), 2);
}

#[test]
fn concurrent_calls_replace_a_rejected_token_once() {
    for (provider, status, body) in [REJECTIONS[0], REJECTIONS[5], REJECTIONS[16]] {
        let revoked = Arc::new(AtomicBool::new(false));
        let rejected = Arc::clone(&revoked);
        let site = Site::new(provider, move |request| {
            let is_rejected = rejected.load(Ordering::SeqCst) && carries(request, "token-1");
            if is_rejected { Reply::json(status, body) } else { Reply::json(200, "{}") }
        });
        site.api(&["/x"]).run().success();
        revoked.store(true, Ordering::SeqCst);
        let calls: Vec<Running> = (0..20).map(|_| site.api(&["/x"]).spawn()).collect();
        for call in calls {
            assert_eq!(call.wait().success(), "{}");
        }
        assert_eq!(site.fetches(), 2, "{provider}");
        assert!(site.calls().iter().skip(1).all(|call| carries(call, "token-1") || carries(call, "token-2")));
    }
}

#[test]
fn concurrent_calls_refresh_a_rejected_user_token_once() {
    let site = Site::new("google", |request| {
        if carries(request, "token-1") { Reply::empty(401) } else { Reply::json(200, "{}") }
    });
    site.log_in();
    let calls: Vec<Running> = (0..20).map(|_| site.api(&["/x"]).spawn()).collect();
    for call in calls {
        assert_eq!(call.wait().success(), "{}");
    }
    // One imported the session, the other refreshed it.
    assert_eq!(site.fetches(), 2);
}

#[test]
fn rejected_token_is_replaced_without_the_cache() {
    let site = Site::new("alimail", |request| {
        if carries(request, "token-1") { Reply::empty(401) } else { Reply::json(200, "{}") }
    });
    site.env.write_config("[defaults]\ncache = false\n");
    assert_eq!(site.api(&["/v2/x"]).run().success(), "{}");
    assert_eq!((site.fetches(), site.calls().len()), (2, 2));
    assert!(!site.env.tokens_dir().exists());
}

#[test]
fn refused_replacement_is_the_reported_error() {
    let site = Site::new("alimail", |_| Reply::empty(401));
    site.api(&["/v2/x"]).run().failed(5);
    let fetches = Mutex::new(0);
    let world = World::start(move |request| {
        if request.path.ends_with("/token") {
            let mut fetches = fetches.lock().unwrap();
            *fetches += 1;
            return match *fetches {
                1 => Reply::json(200, r#"{"access_token":"t","expires_in":3600}"#),
                _ => Reply::json(401, r#"{"error":"invalid_client","error_description":"secret was reset"}"#),
            };
        }
        Reply::empty(401)
    });
    let args = ["api", "alimail", "/v2/x", "--client-id", "id", "--client-secret-file", "-"];
    let stderr = site.env.gettoken(&args).stdin("another").through(&world).run().failed(5);
    assert!(stderr.contains("invalid_client") && stderr.contains("secret was reset"), "{stderr}");
    assert_eq!(world.requests().len(), 3);
}

#[test]
fn rejected_user_token_is_refreshed_once() {
    for (provider, status, body) in [
        ("google", 401, r#"{"error":{"code":401,"message":"m","status":"UNAUTHENTICATED"}}"#),
        ("qqmail", 401, ""),
        ("github", 401, r#"{"message":"Bad credentials","status":"401"}"#),
        ("gitee", 401, r#"{"message":"401 Unauthorized: Access token is expired"}"#),
        (
            "dingtalk-user",
            400,
            r#"{"code":"InvalidAuthentication","requestid":"r","message":"不合法的access_token"}"#,
        ),
        ("feishu-user", 400, r#"{"code":99991668,"msg":"m","error":{"log_id":"l"}}"#),
        (
            "wechat-user --redirect-uri https://a.example/",
            200,
            r#"{"errcode":40001,"errmsg":"invalid credential"}"#,
        ),
        ("qq-connect --redirect-uri https://a.example/", 200, r#"{"ret":100014,"msg":"token expired"}"#),
        (
            "qq-connect --redirect-uri https://a.example/",
            200,
            r#"callback( {"error":100016,"error_description":"access token check failed"} );"#,
        ),
    ] {
        let site = Site::new(provider, move |request| {
            if carries(request, "token-1") {
                Reply::json(status, body)
            } else {
                Reply::json(200, r#"{"x":1}"#)
            }
        });
        site.log_in();
        assert_eq!(site.api(&["/x"]).run().success(), r#"{"x":1}"#, "{provider}");
        // One fetch imported the session; the other used the refresh token that the first one returned.
        assert_eq!((site.fetches(), site.calls().len()), (2, 2), "{provider}");
        let refresh = &site.world.requests()[2];
        let used = refresh.query.iter().any(|(_, value)| value == "refresh-1");
        assert!(used || refresh.text().contains("refresh-1"), "{provider}: {refresh:?}");
    }
}

#[test]
fn expired_session_asks_for_a_login() {
    let ended = Arc::new(AtomicBool::new(false));
    let expired = Arc::clone(&ended);
    let world = World::start(move |request| match (request.host.as_str(), expired.load(Ordering::SeqCst)) {
        ("oauth2.googleapis.com", true) => Reply::json(400, r#"{"error":"invalid_grant"}"#),
        ("oauth2.googleapis.com", false) => {
            Reply::json(200, r#"{"access_token":"t","expires_in":3600,"refresh_token":"r"}"#)
        }
        _ => Reply::empty(401),
    });
    let env = TestEnv::new();
    let credentials = ["--client-id", "id", "--client-secret", "s"];
    let login = [&["login", "google", "--refresh-token-file", "-"][..], &credentials].concat();
    env.gettoken(&login).stdin("r").through(&world).run().success();
    ended.store(true, Ordering::SeqCst);
    let call = [&["api", "google", "/x"][..], &credentials].concat();
    let stderr = env.gettoken(&call).through(&world).run().failed(4);
    assert!(stderr.contains("gettoken login google"), "{stderr}");
    assert_eq!(world.requests().len(), 3);
}
