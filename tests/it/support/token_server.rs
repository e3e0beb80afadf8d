//! A server with all endpoints that are about a token, and profiles for it: `app`, an application's, and `me`, a
//! person's.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::environment::TestEnv;
use super::process::Call;
use super::world::{Reply, Request, World};

/// The client secret of both profiles.
pub const SECRET: &str = "SecretCanary";

/// The server, and a home directory with the profiles.
pub struct TokenServer {
    pub env: TestEnv,
    pub world: World,
}

/// The access token with this number.
pub fn token(number: usize) -> String {
    format!("AccessCanary{number}")
}

impl TokenServer {
    /// A server that issues tokens; `answer` is the handler of its other endpoints.
    pub fn new(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        Self::with(answer, "")
    }

    /// As `new`, with further lines in both profiles.
    pub fn with(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static, lines: &str) -> Self {
        let issued = Arc::new(AtomicUsize::new(0));
        let world = World::start(move |request| match request.path.as_str() {
            "/token" => {
                let number = issued.fetch_add(1, Ordering::SeqCst) + 1;
                let is_session = request.form()["grant_type"] == "refresh_token";
                let refresh = if is_session { r#","refresh_token":"RefreshCanary""# } else { "" };
                let token = token(number);
                Reply::json(
                    200,
                    format!(
                        r#"{{"access_token":"{token}","token_type":"Bearer","expires_in":3600{refresh}}}"#
                    ),
                )
            }
            _ => answer(request),
        });
        let env = TestEnv::new();
        let profile = |name: &str, more: &str| {
            format!(
                "[profiles.{name}]\nprovider = \"oauth2\"\nclient-id = \"id\"\n\
                 client-secret = \"{SECRET}\"\n{more}{lines}\n[profiles.{name}.vars]\n\
                 authorize-url = \"https://auth.example.com/authorize\"\n\
                 introspect-url = \"https://auth.example.com/introspect\"\n\
                 revoke-url = \"https://auth.example.com/revoke\"\n\
                 token-url = \"https://auth.example.com/token\"\n\
                 userinfo-url = \"https://auth.example.com/userinfo\"\n"
            )
        };
        env.write_config(&(profile("app", "") + &profile("me", "grant = \"user\"\n")));
        Self { env, world }
    }

    /// A server whose other endpoints always send the same response.
    pub fn always(reply: Reply) -> Self {
        Self::new(move |_| reply.clone())
    }

    /// Allows the test to send no request.
    pub fn may_be_silent(self) -> Self {
        Self { world: self.world.may_be_silent(), ..self }
    }

    /// Prepares a call with these words.
    pub fn call(&self, words: &[&str]) -> Call {
        self.env.gettoken(words).through(&self.world)
    }

    /// Gets the application's token, which is the first.
    #[track_caller]
    pub fn fetch(&self) {
        assert_eq!(self.call(&["app", "-o", "token"]).run().success(), token(1) + "\n");
    }

    /// Begins the person's session. Its first access token is that of the login.
    #[track_caller]
    pub fn log_in(&self) {
        let file = self.env.write("refresh", "RefreshCanary");
        self.call(&["login", "me", "--refresh-token-file"]).arg(file).run().success();
    }

    /// The requests to `path`.
    pub fn requests(&self, path: &str) -> Vec<Request> {
        self.world.requests().into_iter().filter(|request| request.path == path).collect()
    }

    /// Whether any file in the token directory contains `text`.
    pub fn is_stored(&self, text: &str) -> bool {
        let Ok(files) = std::fs::read_dir(self.env.tokens_dir()) else { return false };
        let mut texts = files.flatten().filter_map(|file| std::fs::read(file.path()).ok());
        texts.any(|bytes| String::from_utf8_lossy(&bytes).contains(text))
    }
}
