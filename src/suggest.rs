//! Suggestions after a typo: the known words that are near to the typed one.
//!
//! A suggestion that is wrong is worse than none, so the distance is small and depends on the length of the word.

use crate::message::Message;

/// The most suggestions for one word.
const MOST: usize = 3;

/// The shortest word, in characters, whose beginning or part is enough.
const SHORTEST_PART: usize = 4;

/// How near a word is to the typed one; the smallest is the nearest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Distance {
    /// 0 for the same letters in another spelling, 1 for a typo, 2 for a part of the word.
    class: u8,
    /// The number of typos (Damerau-Levenshtein).
    edits: usize,
    /// Whether the words have different first letters.
    begins_otherwise: bool,
    /// Whether the words have different letters: two that are swapped are more likely than one that is wrong.
    has_other_letters: bool,
    /// The difference in length.
    longer: usize,
}

/// The words of `known` that are near to `word`, the nearest first, at most three.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    nearest_of(word, known.into_iter().map(|text| (text, text)))
}

/// As [`nearest`], for texts that each stand for a word to suggest, such as another name for it.
pub fn nearest_of<'a>(word: &str, known: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<&'a str> {
    let mut near: Vec<(Distance, &str)> =
        known.into_iter().filter_map(|(text, shown)| Some((distance(word, text)?, shown))).collect();
    near.sort_by_key(|(distance, _)| *distance);
    let Some((best, _)) = near.first().copied() else { return Vec::new() };
    let mut shown = Vec::new();
    for (distance, text) in near {
        let is_as_good = (distance.class, distance.edits) == (best.class, best.edits);
        if is_as_good && shown.len() < MOST && !shown.contains(&text) {
            shown.push(text);
        }
    }
    shown
}

/// A hint at the words of `known` that are near to `word`.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Message> {
    hint(&nearest(word, known))
}

/// The hint at these words, if there are any.
pub fn hint(words: &[&str]) -> Option<Message> {
    let code = ["did-you-mean", "did-you-mean-two", "did-you-mean-three"].get(words.len().checked_sub(1)?)?;
    let names = ["near", "second", "third"].into_iter();
    Some(names.zip(words).fold(Message::new(code), |message, (name, word)| message.with(name, *word)))
}

/// `text` as it is compared: names are not case-sensitive here, and a space cannot be typed without quotes.
pub fn folded(text: &str) -> String {
    text.to_lowercase().replace(' ', "")
}

/// The distance between two words, if they are near.
fn distance(word: &str, known: &str) -> Option<Distance> {
    // The dashes of an option are no letters of its name. It is rarely another word by chance.
    let is_option = word.starts_with("--") && known.starts_with("--");
    let (word, known) = (folded(word), folded(known));
    let [word, known] = [&word, &known].map(|text| text.strip_prefix("--").unwrap_or(text));
    let lengths = [word, known].map(|text| text.chars().count());
    let (shorter, longer) = (lengths[0].min(lengths[1]), lengths[0].max(lengths[1]));
    let mut found = Distance {
        class: 0,
        edits: 0,
        begins_otherwise: word.chars().next() != known.chars().next(),
        has_other_letters: letters(word) != letters(known),
        longer: longer - shorter,
    };
    let plain = |text: &str| text.replace(['-', '_', '.'], "");
    if !word.is_empty() && plain(word) == plain(known) {
        return Some(found);
    }
    let edits = strsim::damerau_levenshtein(word, known);
    let swapped = word.chars().take(2).eq(known.chars().take(2).collect::<Vec<_>>().into_iter().rev());
    let begins_alike = !found.begins_otherwise || swapped;
    // Most typos are single ones, and few are in the first letter. A Chinese word is short, and each of its characters
    // is as much as several letters.
    let limit = match longer {
        ..3 => 0,
        _ if !word.is_ascii() => usize::from(longer > 3),
        3..5 => usize::from(begins_alike || is_option && longer > 3),
        5 => 1,
        6..9 if begins_alike => 2,
        9.. if begins_alike => 3,
        _ => 1,
    };
    if edits <= limit {
        found.class = 1;
        found.edits = edits;
        return Some(found);
    }
    let length = if word.is_ascii() { lengths[0] } else { 2 * lengths[0] };
    let is_part = || known.split('-').any(|part| part == word) && length + 1 >= SHORTEST_PART;
    let shortest = if is_option { SHORTEST_PART - 1 } else { SHORTEST_PART };
    if is_part() || known.starts_with(word) && length >= shortest {
        found.class = 2;
        return Some(found);
    }
    None
}

/// The letters of `text` in alphabetical order.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_intended_word_is_first() {
        let known = [
            "api",
            "cache",
            "completions",
            "config",
            "doctor",
            "login",
            "logout",
            "client-secret",
            "client-id",
        ];
        for (typed, expected) in [
            ("docter", &["doctor"][..]),
            ("lgoin", &["login"]),
            ("confg", &["config"]),
            ("conf", &["config"]),
            ("comptelion", &["completions"]),
            ("ai", &["api"]),
            ("logi", &["login"]),
            ("CLIENT_ID", &["client-id"]),
            ("clientid", &["client-id"]),
            ("secret", &["client-secret"]),
            ("x", &[]),
            ("xpi", &[]),
            ("init", &[]),
            ("coffee", &[]),
            ("", &[]),
        ] {
            assert_eq!(nearest(typed, known), expected, "{typed}");
        }
    }

    #[test]
    fn chinese_words_are_compared_by_character() {
        let known = [("阿里邮箱", "mail"), ("钉钉", "chat")];
        for (typed, expected) in
            [("阿里邮件", &["mail"][..]), ("阿里", &["mail"]), ("顶钉", &[]), ("钉", &[]), ("你好", &[])]
        {
            assert_eq!(nearest_of(typed, known), expected, "{typed}");
        }
    }

    #[test]
    fn at_most_three_are_named() {
        let hint =
            |typed| did_you_mean(typed, ["abcd1", "abcd2", "abcd3", "abcd4"]).map(|hint| hint.english());
        assert_eq!(hint("abcd").unwrap(), "did you mean `abcd1`, `abcd2` or `abcd3`?");
        assert_eq!(hint("nothing"), None);
        assert_eq!(did_you_mean("ab", ["abc", "abd"]).unwrap().english(), "did you mean `abc` or `abd`?");
    }
}
