//! The words of an error response in an unknown format, as text for one line.

use serde_json::Value;

/// The longest text without a space that cannot be a token, in characters.
const LONGEST_WORD: usize = 64;

/// The texts in a JSON `value`, joined, without the codes that are `shown` already. Texts that may be a token
/// are left out: those without a space, if they are long, or called a token, or if the response is no error.
pub fn of_json(value: &Value, shown: &[String], is_error: bool) -> String {
    let mut texts = Vec::new();
    collect(value, "", is_error, &mut texts);
    texts.retain(|text| !shown.iter().any(|code| code == text));
    texts.join(", ")
}

fn collect<'a>(value: &'a Value, name: &str, is_error: bool, texts: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => {
            let name = name.to_ascii_lowercase();
            let is_word = is_error && text.len() <= LONGEST_WORD && !name.contains("token");
            if text.trim().contains(char::is_whitespace) || !text.is_ascii() || is_word {
                texts.push(text.trim());
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, name, is_error, texts)),
        Value::Object(members) => {
            members.iter().for_each(|(name, member)| collect(member, name, is_error, texts));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The title of a web page, with its markup; empty if there is none.
pub fn title(page: &str) -> &str {
    let lower = page.to_ascii_lowercase();
    let title = lower.find("<title").and_then(|start| Some(start..start + lower[start..].find("</title")?));
    title.map_or("", |title| &page[title])
}

/// The text of a web page or an XML document, without its markup, scripts and styles, in one line.
pub fn of_markup(page: &str) -> String {
    let page = page.replace("<![CDATA[", " ").replace("]]>", " ");
    // Offsets stay the same.
    let lower = page.to_ascii_lowercase();
    let (mut text, mut at) = (String::new(), 0);
    while let Some(tag) = lower[at..].find('<').map(|tag| at + tag) {
        text.push_str(&page[at..tag]);
        text.push(' ');
        let hidden = [("<script", "</script"), ("<style", "</style"), ("<!--", "--")];
        let (start, end) =
            hidden.into_iter().find(|(start, _)| lower[tag..].starts_with(start)).unwrap_or_default();
        let inside = tag + start.len();
        let close = lower[inside..].find(end).map(|length| inside + length + end.len());
        at = close.and_then(|close| Some(close + lower[close..].find('>')? + 1)).unwrap_or(page.len());
    }
    text.push_str(&page[at..]);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn words_are_shown_and_tokens_are_not() {
        let long = "x".repeat(65);
        let answer = json!({
            "a": [{ "b": "no such key" }, 1, null], "accessToken": "short", "code": "E1", "d": long,
            "e": "無效", "f": "word", "token": "with a space"
        });
        let shown = ["E1".to_owned()];
        assert_eq!(of_json(&answer, &shown, true), "no such key, 無效, word, with a space");
        assert_eq!(of_json(&answer, &shown, false), "no such key, 無效, with a space");
        assert_eq!(of_json(&json!("down"), &[], true), "down");
        assert_eq!(of_json(&json!(null), &[], true), "");
    }

    #[test]
    fn markup_is_left_out() {
        for (page, expected) in [
            ("<html><title>403</title><body>No <b>way</b>", "403 No way"),
            ("<STYLE>p { a > b }</Style ><p>x</p><script>if (a<b) {}</script>y", "x y"),
            ("<?xml version='1.0'?><e><![CDATA[a & b]]></e>", "a & b"),
            ("<!-- a > b -->c<!-- d", "c"),
            ("a < b", "a"),
            ("<script>x", ""),
            ("ﬀ<é>ü", "ﬀ ü"),
        ] {
            assert_eq!(of_markup(page), expected, "{page}");
        }
        assert_eq!(title("<html><Title>Log in</Title><p>x"), "<Title>Log in");
        assert_eq!(title("<html><title>Log in"), "");
    }
}
