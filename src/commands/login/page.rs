//! The pages that the browser ends at. They hold nothing of the login, load nothing from anywhere, and
//! leave no referrer.

use crate::listener::Reply;
use crate::message::Message;

const PAGE: &str = include_str!("page.html");

/// Access was granted.
pub fn granted(language: &str) -> Reply {
    page(200, language, "✓", "#1a7f37", ["page-granted-title", "page-granted"])
}

/// Access was denied.
pub fn denied(language: &str) -> Reply {
    page(200, language, "✕", "#cf222e", ["page-denied-title", "page-denied"])
}

/// It is not the answer that is waited for.
pub fn foreign(language: &str) -> Reply {
    page(400, language, "!", "#9a6700", ["page-foreign-title", "page-foreign"])
}

/// There is nothing here: an icon that browsers ask for, or somebody else.
pub fn nothing() -> Reply {
    Reply { status: 404, headers: headers("text/plain"), body: String::new() }
}

fn page(status: u16, language: &str, mark: &str, colour: &str, codes: [&'static str; 2]) -> Reply {
    let [title, words] = codes.map(|code| Message::new(code).in_language(language));
    let body = PAGE
        .replace("$language", if language == "zh" { "zh-CN" } else { language })
        .replace("$mark", mark)
        .replace("$colour", colour)
        .replace("$title", &title)
        .replace("$words", &words);
    Reply { status, headers: headers("text/html; charset=utf-8"), body }
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
