//! Writes the answer, and only the answer, to stdout. Each format has its own file.
//!
//! Every format is quoted for its reader, so that no token can become a command, an option or a second
//! header. A value that a format cannot represent is refused, never altered.

mod account;
mod ci;
pub mod claims;
mod curl;
pub mod docker;
mod format;
mod gcloud;
pub mod git;
mod headers_json;
pub mod json;
mod kubectl;
mod netrc;
pub mod pretty;
mod sasl;
mod shell;
mod stdout;
mod template;
mod text;

pub use format::{Format, Known, TEMPLATE};
pub use kubectl::{API_VERSIONS, EXEC_CREDENTIAL, api_version};
pub use shell::{NAME, is_variable, pairs};
pub use stdout::{Sink, is_terminal, write};

use crate::error::{Error, Kind, Result};
use crate::provider::Api;
use crate::sanitize::{is_header_value, is_visible};
use crate::secret::Secret;
use crate::token::{Timestamp, Token, is_token};

/// The formats, in the order of the help; the first is the default.
static FORMATS: [Known; 18] = [
    ("text", text::lines),
    ("token", text::token),
    ("header", curl::header),
    ("headers-json", headers_json::object),
    ("json", json::object),
    ("env", shell::env),
    ("dotenv", shell::dotenv),
    ("fish", shell::fish),
    ("powershell", shell::powershell),
    ("curl", curl::config),
    ("netrc", netrc::line),
    ("xoauth2", sasl::xoauth2),
    ("oauthbearer", sasl::oauthbearer),
    ("git-credential", git::credential),
    ("docker", docker::credential),
    (EXEC_CREDENTIAL, kubectl::exec_credential),
    ("gcloud", gcloud::executable),
    ("ci-mask", ci::mask),
];

/// Everything that a format may show.
#[derive(Debug)]
pub struct Answer<'a> {
    pub profile: &'a str,
    pub provider: &'a str,
    pub token: &'a Token,
    pub from_cache: bool,
    /// Where the vendor's API expects the token.
    pub api: &'a Api,
    /// Further headers that the API expects.
    pub headers: Vec<(String, String)>,
    /// The name of the variable in the formats for shells, if not [`NAME`].
    pub env_name: Option<&'a str>,
    /// Whose token it is, for formats that include a user name.
    pub user: Option<&'a str>,
    /// The server that the token is for, if the definition says so.
    pub server: Option<ApiServer>,
    /// The version of the response to kubectl.
    pub exec_api: &'static str,
    pub now: Timestamp,
}

/// A server of the vendor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiServer {
    /// Scheme, host and port: `https://api.example.com`.
    pub url: String,
    /// Only the host.
    pub host: String,
}

/// The server, for formats that name it. Fails if it is unknown.
fn known_server<'a>(answer: &'a Answer) -> Result<&'a ApiServer> {
    answer
        .server
        .as_ref()
        .ok_or_else(|| Error::new(Kind::Usage, "server-unknown").with("provider", answer.provider))
}

/// Fails if the token is no access token, for formats and commands that hand it to a server as one.
pub fn check_for_apis(profile: &str, token: &Token) -> Result<()> {
    match token.is_for_apis() {
        true => Ok(()),
        false => Err(Error::new(Kind::Usage, "token-not-for-apis").with("profile", profile)),
    }
}

/// Fails if any part of the token would end a line or a field in one of the formats. No server's response and
/// no stored entry yields such a token, but every format relies on this check.
fn check(token: &Token) -> Result<()> {
    let code = if !is_token(token.access_token.expose()) {
        "token-unprintable"
    } else if !is_header_value(&token.token_type) {
        "token-type-unprintable"
    } else if token.scope.as_deref().is_some_and(|scope| !is_visible(scope)) {
        "token-scope-unprintable"
    } else {
        return Ok(());
    };
    Err(Error::new(Kind::Answer, code))
}

/// Renders the whole answer in `format`.
pub fn render(format: &Format, answer: &Answer) -> Result<Secret> {
    check(answer.token)?;
    format.render(answer)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    fn render(format: &str, answer: &Answer) -> Result<Secret> {
        super::render(&format.parse().unwrap(), answer)
    }

    pub fn token(text: &str) -> Token {
        let at = |seconds: i64| chrono::Utc.timestamp_opt(1_700_000_000 + seconds, 0).unwrap();
        Token {
            access_token: Secret::new(text),
            token_type: "Bearer".into(),
            scope: Some("a b".into()),
            refresh_token: None,
            refresh_expires_at: None,
            id_token: None,
            account: None,
            issued_token_type: None,
            api_base: None,
            issued_at: at(0),
            expires_at: Some(at(7200)),
        }
    }

    fn answer<'a>(token: &'a Token, api: &'a Api) -> Answer<'a> {
        Answer {
            profile: "hr",
            provider: "x",
            token,
            from_cache: true,
            api,
            headers: Vec::new(),
            env_name: None,
            user: None,
            server: Some(ApiServer { url: "https://a.example:1".into(), host: "a.example".into() }),
            exec_api: API_VERSIONS[0],
            now: token.issued_at + chrono::TimeDelta::seconds(60),
        }
    }

    fn rendered(format: &str, token: &Token, api: &Api) -> String {
        render(format, &answer(token, api)).unwrap().expose().to_owned()
    }

    fn for_user(format: &str, token: &Token, user: &str) -> Result<String> {
        let api = header();
        let answer = Answer { user: Some(user), ..answer(token, &api) };
        Ok(render(format, &answer)?.expose().to_owned())
    }

    fn header() -> Api {
        Api { header: "Authorization".into(), prefix: "bearer ".into(), ..Api::default() }
    }

    #[test]
    fn each_form_is_quoted_for_its_reader() {
        let nasty = token(r#"a'b"c\d$e`f"#);
        for (format, expected) in [
            ("token", "a'b\"c\\d$e`f\n".to_owned()),
            ("header", "Authorization: bearer a'b\"c\\d$e`f\n".to_owned()),
            ("curl", "header = \"Authorization: bearer a'b\\\"c\\\\d$e`f\"\n".to_owned()),
        ] {
            assert_eq!(rendered(format, &nasty, &header()), expected);
        }
        let env = rendered("env", &nasty, &header());
        assert!(env.starts_with("export ACCESS_TOKEN='a'\\''b\"c\\d$e`f'\n"), "{env}");
        let fish = rendered("fish", &nasty, &header());
        assert!(fish.starts_with("set -gx ACCESS_TOKEN 'a\\'b\"c\\\\d$e`f'\n"), "{fish}");
        let powershell = rendered("powershell", &nasty, &header());
        assert!(powershell.starts_with("$env:ACCESS_TOKEN = 'a''b\"c\\d$e`f'\n"), "{powershell}");
    }

    #[test]
    fn a_query_token_has_no_header() {
        let token = token("t&=x");
        let query = Api { query: Some("access_token".into()), ..Api::default() };
        assert_eq!(rendered("curl", &token, &query), "url-query = \"access_token=t&=x\"\n");
        let error = render("header", &answer(&token, &query)).unwrap_err();
        assert_eq!(error.kind(), Kind::Usage);
        assert!(error.hints()[0].english().contains("-o curl"), "{error:?}");
    }

    #[test]
    fn json_is_one_object_on_one_line() {
        let text = rendered("json", &token("t"), &header());
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            value,
            serde_json::json!({
                "version": 1, "profile": "hr", "provider": "x", "access_token": "t", "token_type": "Bearer",
                "expires_at": "2023-11-15T00:13:20Z", "expires_in": 7140, "scope": "a b", "from_cache": true,
            })
        );
        assert_eq!(text.matches('\n').count(), 1);
    }

    #[test]
    fn mail_programs_get_their_first_words() {
        // The example in the documentation of XOAUTH2.
        let token = token("ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg");
        assert_eq!(
            for_user("xoauth2", &token, "someuser@example.com").unwrap(),
            "dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ==\n"
        );
        use base64::prelude::{BASE64_STANDARD, Engine};
        let text = for_user("oauthbearer", &token, "a=b,c@d").unwrap();
        assert_eq!(
            BASE64_STANDARD.decode(text.trim()).unwrap(),
            b"n,a=a=3Db=2Cc@d,\x01auth=Bearer ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg\x01\x01"
        );
    }

    #[test]
    fn helpers_get_their_objects_and_lines() {
        for (format, expected) in [
            (
                "exec-credential",
                r#"{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"expirationTimestamp":"2023-11-15T00:13:20Z","token":"t%"}}"#,
            ),
            ("docker", r#"{"ServerURL":"https://a.example:1","Username":"<token>","Secret":"t%"}"#),
            ("git-credential", "username=oauth2\npassword=t%\npassword_expiry_utc=1700007200"),
            ("netrc", "machine a.example login oauth2 password t%"),
            ("ci-mask", "::add-mask::t%25"),
        ] {
            assert_eq!(rendered(format, &token("t%"), &header()), format!("{expected}\n"));
        }
    }

    #[test]
    fn a_name_that_a_reader_cannot_carry_is_a_bad_flag() {
        let token = token("t");
        for (format, name) in [
            ("xoauth2", "a\u{1}b"),
            ("oauthbearer", ""),
            ("git-credential", "a\nhost=evil"),
            ("git-credential", "a:b"),
            ("docker", "a:b"),
            ("netrc", "a b"),
            ("netrc", "ä"),
        ] {
            let error = for_user(format, &token, name).unwrap_err();
            assert_eq!(error.kind(), Kind::Usage, "{format:?} {name:?}");
        }
        let nobody = render("xoauth2", &answer(&token, &header())).unwrap_err();
        assert!(nobody.kind() == Kind::Usage && nobody.hints()[0].english().contains("--user"), "{nobody:?}");
    }

    #[test]
    fn a_token_that_a_reader_cannot_carry_is_refused() {
        for (format, text) in [("netrc", "a#b"), ("netrc", "a\"b"), ("gcloud", "opaque"), ("gcloud", "a.b.c")]
        {
            let error = render(format, &answer(&token(text), &header())).unwrap_err();
            assert_eq!(error.kind(), Kind::Answer, "{format:?} {text}");
        }
        // {"alg":"none"} and two empty objects.
        let jwt = token("eyJhbGciOiJub25lIn0.e30.e30");
        assert!(rendered("gcloud", &jwt, &header()).contains(r#""expiration_time":1700007200"#));
    }

    /// Line breaks, other control characters, and characters that control shells and terminals.
    const HOSTILE: [&str; 9] = [
        "\n",
        "\r",
        "\r\nX: y",
        "\"\noutput = \"/tmp/x",
        "\0",
        "\u{1b}[2J",
        "\u{9b}",
        "\u{202e}",
        "\u{2028}",
    ];

    #[test]
    fn a_placement_never_makes_a_second_line() {
        let token = token("t");
        for text in HOSTILE {
            let text = format!("a{text}b");
            let named = Api { header: text.clone(), prefix: "Bearer ".into(), ..Api::default() };
            let prefixed = Api { header: "Authorization".into(), prefix: text.clone(), ..Api::default() };
            let query = Api { query: Some(text.clone()), ..Api::default() };
            for placement in [named, prefixed, query] {
                for format in ["curl", "header"] {
                    let error = render(format, &answer(&token, &placement)).unwrap_err();
                    let is_query = placement.query.is_some() && format == "header";
                    let kind = if is_query { Kind::Usage } else { Kind::Config };
                    assert_eq!(error.kind(), kind, "{format:?} {placement:?}");
                    assert!(is_visible(&error.to_string()), "{error}");
                }
            }
        }
        for name in ["", "a b", "@/etc/passwd", "a;", "a:b", "\"", "é"] {
            let placement = Api { header: name.into(), prefix: String::new(), ..Api::default() };
            assert_eq!(render("curl", &answer(&token, &placement)).unwrap_err().kind(), Kind::Config);
        }
        // Characters that can be escaped are escaped.
        let quoted = Api { header: "X".into(), prefix: "\"\\n ".into(), ..Api::default() };
        assert_eq!(rendered("curl", &token, &quoted), "header = \"X: \\\"\\\\n t\"\n");
        let query = Api { query: Some("+a=b&c@d\"".into()), ..Api::default() };
        assert_eq!(rendered("curl", &token, &query), "url-query = \"%2Ba%3Db%26c%40d%22=t\"\n");
        let nameless = Api { query: Some(String::new()), ..Api::default() };
        assert_eq!(render("curl", &answer(&token, &nameless)).unwrap_err().kind(), Kind::Config);
    }

    #[test]
    fn no_form_carries_a_token_that_ends_a_line() {
        let api = header();
        let template = "template={access_token}{scope}{token_type}".parse().unwrap();
        let formats: Vec<Format> = Format::all().chain([template]).collect();
        for text in HOSTILE {
            let hostile = [
                token(&format!("eyJhbGciOiJub25lIn0.e30.e30{text}")),
                Token { token_type: format!("Bearer{text}"), ..token("t") },
                Token { scope: Some(format!("a{text}")), ..token("t") },
            ];
            for token in hostile {
                let answer = Answer { user: Some("me"), ..answer(&token, &api) };
                for format in &formats {
                    let error = super::render(format, &answer).unwrap_err();
                    assert_eq!(error.kind(), Kind::Answer, "{format:?} {text:?}");
                    assert!(!error.to_string().contains(text), "{error}");
                }
                assert!(git::bearer(&answer).is_err() && docker::credential_for("a", &answer).is_err());
                assert!(pairs(NAME, &token).is_err());
            }
        }
        for text in ["", " ", "a b"] {
            assert!(render("token", &answer(&token(text), &header())).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_host_is_one_word_of_a_netrc_file() {
        let token = token("t");
        for host in ["", "a b", "a\nmachine b", "a#", "\"a\""] {
            let server = ApiServer { url: format!("https://{host}"), host: host.to_owned() };
            let api = header();
            let answer = Answer { server: Some(server), ..answer(&token, &api) };
            assert_eq!(render("netrc", &answer).unwrap_err().kind(), Kind::Config, "{host:?}");
        }
    }

    #[test]
    fn a_template_is_filled() {
        let read = |text: &str| text.parse::<Format>();
        let all =
            "template={{{profile}}} {provider} {token_type} {access_token} {expires_at} {expires_in} {scope}";
        assert_eq!(rendered(all, &token("t"), &header()), "{hr} x Bearer t 2023-11-15T00:13:20Z 7140 a b\n");
        let unknown = read("template={acess_token}").unwrap_err().english();
        assert!(unknown.contains("`{acess_token}`") && unknown.contains("`{access_token}`"), "{unknown}");
        for wrong in ["template=", "template={", "template={}"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
