//! The request for the claims about a person (OpenID Connect Core §5.3). Its usual form differs from that of a token
//! request: a GET with the access token in a header, without client authentication.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use super::{ClientAuthWords, GrantType, Method, Param, ParamIn, RequestTemplate};
use crate::template::Template;

/// The table as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Userinfo {
    url: Template,
    #[serde(default = "get")]
    method: Method,
    send: Option<ParamIn>,
    #[serde(default)]
    params: BTreeMap<String, Param>,
    headers: Option<BTreeMap<String, Template>>,
}

fn get() -> Method {
    Method::Get
}

/// RFC 6750 §2.1.
fn bearer() -> BTreeMap<String, Template> {
    let token = Template::parse("Bearer {token}").expect("a constant");
    [("Authorization".to_owned(), token)].into()
}

/// Reads the table as a request that does not authenticate the client.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<RequestTemplate>, D::Error> {
    let Some(table) = Option::<Userinfo>::deserialize(deserializer)? else { return Ok(None) };
    Ok(Some(RequestTemplate {
        url: table.url,
        method: table.method,
        send: table.send,
        grant_type: GrantType::default(),
        client_auth: ClientAuthWords::fixed("params"),
        params: Some(table.params),
        headers: table.headers.unwrap_or_else(bearer),
        signature: None,
    }))
}
