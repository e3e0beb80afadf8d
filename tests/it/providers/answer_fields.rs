//! The fields of a token response, each missing, null, empty, of another type and odd: what is printed, and
//! what is refused. `man 5 gettoken-provider` has the same rules.

use serde_json::{Value, json};

use crate::support::environment::TestEnv;
use crate::support::process::Outcome;
use crate::support::vendor::Vendor;
use crate::support::world::Reply;

/// Runs a call with these arguments for each response. A response is the members after `{`.
fn answers(responses: &[&'static str], args: &[&str]) -> Vec<Outcome> {
    let bodies = responses.to_owned();
    let (env, vendor) = (
        TestEnv::new(),
        Vendor::start(move |number| Reply::json(200, format!("{{{}}}", bodies[number - 1]))),
    );
    let call = || vendor.call_as(&env, "oauth2").args(&["-o", "json", "--no-cache"]).args(args).run();
    responses.iter().map(|_| call()).collect()
}

/// Checks the exit codes of calls with these arguments.
#[track_caller]
fn assert_exits(rows: &[(&'static str, i32)], args: &[&str]) {
    let responses: Vec<_> = rows.iter().map(|(response, _)| *response).collect();
    for (outcome, (response, code)) in answers(&responses, args).into_iter().zip(rows) {
        assert_eq!(outcome.code, Some(*code), "{response}: {outcome:?}");
        assert_eq!(outcome.stdout.is_empty(), *code != 0, "{response}: {outcome:?}");
    }
}

#[test]
fn access_token_is_text() {
    assert_exits(
        &[
            (r#""access_token":"t""#, 0),
            (r#""expires_in":60"#, 8),
            (r#""access_token":null"#, 8),
            (r#""access_token":"""#, 8),
            (r#""access_token":" ""#, 8),
            (r#""access_token":5"#, 8),
            (r#""access_token":true"#, 8),
            (r#""access_token":["t"]"#, 8),
            (r#""access_token":{"value":"t"}"#, 8),
        ],
        &[],
    );
}

#[test]
fn token_type_is_bearer() {
    assert_exits(
        &[
            (r#""access_token":"t""#, 0),
            (r#""access_token":"t","token_type":null"#, 0),
            (r#""access_token":"t","token_type":"""#, 0),
            (r#""access_token":"t","token_type":"bEARER""#, 0),
            (r#""access_token":"t","token_type":"Bearer ""#, 8),
            (r#""access_token":"t","token_type":" ""#, 8),
            (r#""access_token":"t","token_type":"DPoP""#, 8),
            (r#""access_token":"t","token_type":5"#, 8),
            (r#""access_token":"t","token_type":false"#, 8),
            (r#""access_token":"t","token_type":["Bearer"]"#, 8),
            (r#""access_token":"t","token_type":["DPoP"]"#, 8),
            (r#""access_token":"t","token_type":{}"#, 8),
        ],
        &[],
    );
}

/// A lifetime that the response states, or `null` for one that it leaves open, or the exit code.
#[test]
fn lifetime_is_a_number_of_seconds() {
    let rows = [
        (r#""x":0"#, Ok(Value::Null)),
        (r#""expires_in":null"#, Ok(Value::Null)),
        (r#""expires_in":0"#, Ok(Value::Null)),
        (r#""expires_in":"0""#, Ok(Value::Null)),
        (r#""expires_in":-0.0"#, Ok(Value::Null)),
        (r#""expires_in":3600"#, Ok(json!(3600))),
        (r#""expires_in":"3600""#, Ok(json!(3600))),
        (r#""expires_in":" 3600 ""#, Ok(json!(3600))),
        (r#""expires_in":3600.9"#, Ok(json!(3600))),
        (r#""expires_in":3.6e3"#, Ok(json!(3600))),
        (r#""expires_in":"+3600""#, Ok(json!(3600))),
        (r#""expires_in":1e300"#, Ok(json!(400 * 86_400))),
        (r#""expires_in":"99999999999999999999999""#, Ok(json!(400 * 86_400))),
        (r#""expires_in":0.5"#, Err(8)),
        (r#""expires_in":-1"#, Err(8)),
        (r#""expires_in":"-1""#, Err(8)),
        (r#""expires_in":"""#, Err(8)),
        (r#""expires_in":"1h""#, Err(8)),
        (r#""expires_in":"3 600""#, Err(8)),
        (r#""expires_in":"0x10""#, Err(8)),
        (r#""expires_in":"NaN""#, Err(8)),
        (r#""expires_in":"inf""#, Err(8)),
        (r#""expires_in":"1e999""#, Err(8)),
        (r#""expires_in":"never""#, Err(8)),
        (r#""expires_in":true"#, Err(8)),
        (r#""expires_in":false"#, Err(8)),
        (r#""expires_in":[]"#, Err(8)),
        (r#""expires_in":[3600]"#, Err(8)),
        (r#""expires_in":{}"#, Err(8)),
        (r#""expires_in":{"seconds":3600}"#, Err(8)),
    ];
    let responses = rows.clone().map(|(field, _)| &*format!(r#""access_token":"t",{field}"#).leak());
    for (outcome, (field, expected)) in answers(&responses, &[]).into_iter().zip(rows) {
        let life = match outcome.code {
            Some(0) => Ok(serde_json::from_str::<Value>(&outcome.stdout).unwrap()["expires_in"].clone()),
            code => Err(code.unwrap()),
        };
        // The call itself takes time.
        let near = |life: &Value, expected: &Value| match (life.as_i64(), expected.as_i64()) {
            (Some(life), Some(expected)) => (expected - 10..=expected).contains(&life),
            _ => life == expected,
        };
        match (&life, &expected) {
            (Ok(life), Ok(expected)) if near(life, expected) => {}
            _ => assert_eq!(life, expected, "{field}: {outcome:?}"),
        }
    }
}

#[test]
fn required_scope_is_in_text_or_a_list_of_texts() {
    assert_exits(
        &[
            // RFC 6749 section 5.1: a missing scope is the requested one.
            (r#""access_token":"t""#, 0),
            (r#""access_token":"t","scope":"read write""#, 0),
            (r#""access_token":"t","scope":"write,read,more""#, 0),
            (r#""access_token":"t","scope":["write","read"]"#, 0),
            (r#""access_token":"t","scope":null"#, 5),
            (r#""access_token":"t","scope":"""#, 5),
            (r#""access_token":"t","scope":" ""#, 5),
            (r#""access_token":"t","scope":"read""#, 5),
            (r#""access_token":"t","scope":"read WRITE""#, 5),
            (r#""access_token":"t","scope":"read https://api.example.com/write""#, 5),
            (r#""access_token":"t","scope":"read api.write""#, 5),
            (r#""access_token":"t","scope":"read writer""#, 5),
            (r#""access_token":"t","scope":["read"]"#, 5),
            (r#""access_token":"t","scope":[]"#, 5),
            (r#""access_token":"t","scope":["read","write",5]"#, 5),
            (r#""access_token":"t","scope":["read","write",null]"#, 5),
            (r#""access_token":"t","scope":[["read","write"]]"#, 5),
            (r#""access_token":"t","scope":{"read":true,"write":true}"#, 5),
            (r#""access_token":"t","scope":{"scope":"read write"}"#, 5),
            (r#""access_token":"t","scope":5"#, 5),
            (r#""access_token":"t","scope":true"#, 5),
        ],
        &["--scope=read write", "--require-scope"],
    );
}

#[test]
fn error_is_found_beside_a_token() {
    assert_exits(
        &[
            (r#""access_token":"t","error":null"#, 0),
            (r#""access_token":"t","error":"""#, 0),
            (r#""access_token":"t","error":{}"#, 0),
            (r#""access_token":"t","error":[]"#, 0),
            (r#""access_token":"t","error":"invalid_client""#, 5),
            (r#""access_token":"t","error":7"#, 5),
            (r#""access_token":"t","error":true"#, 5),
            (r#""access_token":"t","error":{"code":"invalid_client"}"#, 8),
            (r#""access_token":"t","error":["invalid_client"]"#, 8),
        ],
        &[],
    );
}

#[test]
fn refresh_and_id_token_of_any_type_do_not_lose_the_access_token() {
    for field in ["refresh_token", "id_token"] {
        for value in ["null", r#""""#, "5", "true", "[]", "{}", r#"["t"]"#, r#""a b""#, r#""a.!.c""#] {
            let response: &str = format!(r#""access_token":"t","{field}":{value}"#).leak();
            assert_exits(&[(response, 0)], &[]);
        }
    }
}

/// The words of a definition replace the default, which is the empty type.
#[test]
fn definition_names_further_types_for_bearer() {
    let kinds = ["Bearer", "bot", "USER", "N_A", "", "mac"];
    for (words, accepted) in [
        ("", &["Bearer", ""][..]),
        ("token-types = [\"bot\", \"user\", \"N_A\"]", &["Bearer", "bot", "USER", "N_A"]),
        ("token-types = [\"\", \"mac\"]", &["Bearer", "", "mac"]),
        ("token-types = []", &["Bearer"]),
    ] {
        for kind in kinds {
            let body = format!(r#"{{"access_token":"t","token_type":"{kind}","expires_in":3600}}"#);
            let (env, vendor) = (TestEnv::new(), Vendor::start(move |_| Reply::json(200, body.as_str())));
            let text = format!("title = \"Own\"\nextends = \"oauth2\"\n[reply]\n{words}\n");
            env.write_provider("own", &text);
            let outcome = vendor.call_as(&env, "own").args(&["-o", "json"]).run();
            assert_eq!(outcome.code == Some(0), accepted.contains(&kind), "{words} {kind}: {outcome:?}");
            if outcome.code == Some(0) {
                // Programs that build a header from it must send Bearer.
                assert!(outcome.stdout.contains(r#""token_type":"Bearer""#), "{outcome:?}");
                // The stored token is served again.
                vendor.call_as(&env, "own").arg("--offline").run().success();
            }
        }
    }
}
