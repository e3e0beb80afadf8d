//! The pages that the browser ends at. They hold nothing of the login, load nothing from anywhere, and
//! leave no referrer.

use crate::http::Response;
use crate::message::Message;
use crate::secret::Secret;

const PAGE: &str = include_str!("page.html");

/// A page: its status, its mark and the mark's colour, and the codes of its title and its words.
pub type Page = (u16, &'static str, &'static str, [&'static str; 2]);

/// Access was granted.
pub const GRANTED: Page = (200, "✓", "#1a7f37", ["page-granted-title", "page-granted"]);
/// Access was denied.
pub const DENIED: Page = (200, "✕", "#cf222e", ["page-denied-title", "page-denied"]);
/// It is not the answer that is waited for.
pub const FOREIGN: Page = (400, "!", "#9a6700", ["page-foreign-title", "page-foreign"]);

/// There is nothing here: an icon that browsers ask for, or somebody else.
pub fn nothing() -> Response {
    Response { status: 404, headers: headers("text/plain"), body: Secret::new("") }
}

/// The response with a page.
pub fn response((status, mark, colour, codes): Page, language: &str) -> Response {
    let [title, words] = codes.map(|code| Message::new(code).in_language(language));
    let body = PAGE
        .replace("$language", if language == "zh" { "zh-CN" } else { language })
        .replace("$mark", mark)
        .replace("$colour", colour)
        .replace("$title", &title)
        .replace("$words", &words);
    Response { status, headers: headers("text/html; charset=utf-8"), body: Secret::new(body) }
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
