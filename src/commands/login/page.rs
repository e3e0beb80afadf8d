//! The pages that the browser shows after the redirect. They contain no data of the login, load no resources,
//! and send no referrer.

use crate::http::Response;
use crate::message::Message;
use crate::secret::Secret;

const PAGE: &str = include_str!("page.html");

/// A page: HTTP status, symbol, color of the symbol, and the message codes of title and text.
pub type Page = (u16, &'static str, &'static str, [&'static str; 2]);

/// Access was granted.
pub const GRANTED: Page = (200, "✓", "#1a7f37", ["page-granted-title", "page-granted"]);
/// Access was denied.
pub const DENIED: Page = (200, "✕", "#cf222e", ["page-denied-title", "page-denied"]);
/// The request is not the expected callback.
pub const UNEXPECTED: Page = (400, "!", "#9a6700", ["page-foreign-title", "page-foreign"]);

/// The response to any other request, such as for a favicon.
pub fn not_found() -> Response {
    Response { status: 404, headers: headers("text/plain"), body: Secret::new(""), cut: None }
}

/// Renders a page.
pub fn response((status, mark, color, codes): Page, language: &str) -> Response {
    let [title, text] = codes.map(|code| Message::new(code).in_language(language));
    let body = PAGE
        .replace("$language", if language == "zh" { "zh-CN" } else { language })
        .replace("$mark", mark)
        .replace("$color", color)
        .replace("$title", &title)
        .replace("$text", &text);
    Response { status, headers: headers("text/html; charset=utf-8"), body: Secret::new(body), cut: None }
}

/// Sends the browser to `url` with a cookie.
pub fn redirect(url: &str, cookie: &str) -> Response {
    let mut headers = headers("text/plain");
    headers.extend(
        [("Location", url), ("Set-Cookie", cookie)].map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    Response { status: 302, headers, body: Secret::new(""), cut: None }
}

fn headers(media_type: &str) -> Vec<(String, String)> {
    let pairs = [
        ("Content-Type", media_type),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
