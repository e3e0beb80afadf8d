//! The ID token in place of the access token (`--token id`): it is handed on only if it was issued to this client, by the
//! issuer that is expected, and for this login. It is checked once, when it is new.

use super::{App, now};
use crate::broker::{Broker, Outcome};
use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::oauth::id_token::{Expected, check, is_asked_for};
use crate::oauth::jws::{Jws, NotJws};
use crate::report;
use crate::settings::TokenOwner;
use crate::token::{IdToken, TokenKind};

impl App<'_> {
    /// The outcome with the token that the user wants. An ID token that was not verified yet is verified first.
    pub(super) fn hand_on(&self, broker: &Broker, outcome: Outcome) -> Result<Outcome> {
        let kind = self.settings.token_kind;
        if kind == TokenKind::Access {
            return Ok(outcome);
        }
        let Some(id_token) = &outcome.token.id_token else { return Err(self.without_id_token()) };
        if let Some(fault) = id_token.fault {
            return Err(self.id_token_refused(Message::new(fault)));
        }
        if !id_token.is_verified {
            self.verify_id_token(id_token)?;
            broker.note_verified(id_token);
        }
        Ok(Outcome { token: outcome.token.chosen(kind).into_owned(), ..outcome })
    }

    /// The error for a response without an ID token.
    fn without_id_token(&self) -> Error {
        let settings = &self.settings;
        let asks = settings.value("scope").is_some_and(|scope| is_asked_for(&scope));
        let kind = match settings.owner {
            _ if asks => Kind::Answer,
            TokenOwner::Person => Kind::Login,
            TokenOwner::Application => Kind::Config,
        };
        let error = settings.error(kind, "id-token-missing");
        match settings.owner {
            TokenOwner::Application if settings.provider.has_login() => error.hint("id-token-of-person"),
            _ if asks => error,
            _ => error.hint("id-token-scope"),
        }
    }

    fn id_token_refused(&self, why: Message) -> Error {
        let error = self.settings.error(Kind::Answer, "id-token-refused").with("why", why);
        if self.settings.owner == TokenOwner::Person { error.hint("log-in") } else { error }
    }

    /// Checks the claims of an ID token, and its signature if the issuer's keys can be found. Without them, it is enough
    /// that it came from the token endpoint over TLS (OpenID Connect Core §3.1.3.7, item 6).
    fn verify_id_token(&self, id_token: &IdToken) -> Result<()> {
        let refused = |why| self.id_token_refused(why);
        let jws = Jws::parse(id_token.value.expose()).map_err(|fault| {
            refused(match fault {
                NotJws::Broken(why) => why,
                NotJws::Encrypted(_) => "id-token-encrypted".into(),
                NotJws::Opaque => "id-token-unreadable".into(),
            })
        })?;
        let issuer = self.issuer();
        let client_id = self.settings.value("client-id").unwrap_or_default();
        let expected = Expected { issuer: issuer.as_deref(), client_id: &client_id };
        check(&jws.claims, &expected, now()).map_err(refused)?;
        let has_keys = issuer.is_some() || self.settings.provider.jwks_url.is_some();
        if has_keys && self.settings.freshness.offline {
            return Err(self.settings.error(Kind::Storage, "id-token-unverified-offline"));
        }
        let Some(source) = self.key_source(issuer.as_deref())? else {
            jws.check_algorithm_without_keys().map_err(refused)?;
            report::note(|| "id-token-not-verified");
            return Ok(());
        };
        self.verify_signature(&jws, &source, &|why| refused(why))
    }
}
