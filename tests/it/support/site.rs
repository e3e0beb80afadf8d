//! A vendor with a token endpoint, which issues numbered tokens, and an API, which the test implements.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::environment::TestEnv;
use super::process::{Call, Outcome};
use super::world::{Reply, Request, World};

/// Suffixes of the paths of token endpoints.
const TOKEN_PATHS: [&str; 13] = [
    "/access_token",
    "/access_tokens",
    "/accessToken",
    "/getAppAccessToken",
    "/get_token",
    "/gettoken",
    "/internal",
    "/login",
    "/oauth.v2.access",
    "/refresh_token",
    "/stable_token",
    "/token",
    "/userAccessToken",
];

/// A vendor, and a home directory with credentials for it.
pub struct Site {
    pub env: TestEnv,
    pub world: World,
    provider: String,
}

impl Site {
    /// A vendor behind `provider` and its flags, in which `DIR/key` and `DIR/subject` are files; `answer` is the handler of its API.
    pub fn new(provider: &str, answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let fetches = Arc::new(AtomicU32::new(0));
        let world = World::start(move |request| {
            if is_fetch(request) {
                token(fetches.fetch_add(1, Ordering::SeqCst) + 1)
            } else {
                answer(request)
            }
        });
        let env = TestEnv::new();
        env.write("secret", "SecretCanary\n");
        for (file, text) in
            [("key", include_str!("../../cases/keys/rsa.pem")), ("subject", "SubjectCanary\n")]
        {
            if provider.contains(&format!("DIR/{file}")) {
                env.write(file, text);
            }
        }
        Self { env, world, provider: provider.to_owned() }
    }

    /// A vendor whose API always sends the same response.
    pub fn always(provider: &str, reply: Reply) -> Self {
        Self::new(provider, move |_| reply.clone())
    }

    /// Prepares an API call with further arguments after the provider.
    pub fn api(&self, words: &[&str]) -> Call {
        self.call(&["api"]).args(words)
    }

    /// Prepares a call of this command with the credentials.
    pub fn call(&self, verb: &[&str]) -> Prepared {
        let in_folder = |word: &str| match word.split_once("DIR/") {
            Some((before, file)) => format!("{before}{}", self.env.path(file).display()),
            None => word.to_owned(),
        };
        let provider: Vec<String> = self.provider.split(' ').map(in_folder).collect();
        let words = [verb, &provider.iter().map(String::as_str).collect::<Vec<_>>()].concat();
        let words = [&words, &["--client-id", "id", "--client-secret-file"][..]].concat();
        let secret = self.env.path("secret");
        Prepared(self.env.gettoken(&words).arg(secret).through(&self.world))
    }

    /// Logs in with an imported refresh token.
    #[track_caller]
    pub fn log_in(&self) {
        let file = self.env.write("refresh", "refresh-0");
        self.call(&["login"]).args(&["--refresh-token-file"]).arg(file).run().success();
    }

    /// Calls the API and returns the outcome and the bytes of stdout.
    pub fn bytes(&self, words: &[&str]) -> (Outcome, Vec<u8>) {
        let path = self.env.path("stdout");
        let outcome = self.api(words).stdout(File::create(&path).expect("a file for stdout")).run();
        (outcome, std::fs::read(path).expect("stdout was a file"))
    }

    /// The API requests, without those to the token endpoint.
    pub fn calls(&self) -> Vec<Request> {
        self.world.requests().into_iter().filter(|request| !is_fetch(request)).collect()
    }

    /// The only API request; panics if there is any other number.
    #[track_caller]
    pub fn only_call(&self) -> Request {
        let only = <[Request; 1]>::try_from(self.calls());
        let [request] = only.unwrap_or_else(|all| panic!("not exactly one call: {all:#?}"));
        request
    }

    /// The number of requests to the token endpoint.
    pub fn fetches(&self) -> usize {
        self.world.requests().iter().filter(|request| is_fetch(request)).count()
    }
}

/// A call that can take more arguments.
pub struct Prepared(Call);

impl Prepared {
    /// Adds arguments.
    pub fn args(self, words: &[&str]) -> Call {
        words.iter().fold(self.0, Call::arg)
    }
}

fn is_fetch(request: &Request) -> bool {
    TOKEN_PATHS.iter().any(|ending| request.path.ends_with(ending))
}

/// A token response with the field names of all vendors.
fn token(number: u32) -> Reply {
    let (token, refresh) = (format!("token-{number}"), format!("refresh-{number}"));
    let body = serde_json::json!({
        "errcode": 0, "access_token": token, "accessToken": token, "tenant_access_token": token, "token": token,
        "expires_in": 7200, "expireIn": 7200, "expire": 7200,
        "refresh_token": refresh, "refreshToken": refresh, "openid": "OPENID",
        "auth": { "client_token": token, "lease_duration": 7200 },
        "expires_at": "2999-01-01T00:00:00Z", "instance_url": "https://example.my.salesforce.com",
    });
    Reply::json(200, body.to_string())
}

/// Whether the request contains this token in a header or in the query.
pub fn carries(request: &Request, token: &str) -> bool {
    let in_headers = request.headers.iter().any(|(_, value)| value.ends_with(token));
    in_headers || request.query.iter().any(|(_, value)| value == token)
}
