//! For mail programs: the initial response of a SASL exchange, in base64 as in IMAP and SMTP.

use base64::prelude::{BASE64_STANDARD, Engine};

use super::{Answer, account, check_for_apis};
use crate::error::Result;
use crate::secret::Secret;

/// The mechanism that preceded the standard.
pub fn xoauth2(answer: &Answer) -> Result<Secret> {
    check_for_apis(answer.profile, answer.token)?;
    let user = account::mailbox(answer)?;
    Ok(encoded(&format!("user={user}\u{1}auth=Bearer {}\u{1}\u{1}", answer.token.access_token.expose())))
}

/// RFC 7628 §3.1: a GS2 header, then the fields that are required.
pub fn oauthbearer(answer: &Answer) -> Result<Secret> {
    check_for_apis(answer.profile, answer.token)?;
    // RFC 5801 §4: these two characters are escaped in a name.
    let user = account::mailbox(answer)?.replace('=', "=3D").replace(',', "=2C");
    Ok(encoded(&format!("n,a={user},\u{1}auth=Bearer {}\u{1}\u{1}", answer.token.access_token.expose())))
}

fn encoded(response: &str) -> Secret {
    let response = Secret::new(response);
    Secret::new(BASE64_STANDARD.encode(response.expose()) + "\n")
}
