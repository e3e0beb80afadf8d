//! Parses the challenges of a `WWW-Authenticate` or `Proxy-Authenticate` header (RFC 9110 §11.6.1).

use crate::sanitize::is_header_name;

/// One challenge. The names of its parameters are in lower case.
#[derive(Debug, Default, PartialEq)]
pub struct Challenge {
    pub scheme: String,
    pub parameters: Vec<(String, String)>,
}

/// Parses a header with any number of challenges. Skips what is malformed.
pub fn parse(header: &str) -> Vec<Challenge> {
    let mut challenges: Vec<Challenge> = Vec::new();
    let (mut rest, mut is_first) = (header, true);
    loop {
        let next = rest.trim_start_matches([',', ' ', '\t']);
        // Only the first word after a comma is a scheme; any other is a token68.
        is_first |= rest[..rest.len() - next.len()].contains(',');
        let Some(first) = next.chars().next() else { return challenges };
        let (word, after) = next.split_at(next.find([',', ' ', '\t', '=', '"']).unwrap_or(next.len()));
        if word.is_empty() {
            rest = &next[first.len_utf8()..];
            continue;
        }
        rest = after;
        if let Some(value) = after.trim_start().strip_prefix('=') {
            let (value, left) = text(value.trim_start());
            // Parameters without a scheme before them belong to a challenge without one.
            let mut last = challenges.pop().unwrap_or_default();
            last.parameters.push((word.to_ascii_lowercase(), value));
            challenges.push(last);
            rest = left;
        } else if is_first && is_header_name(word) {
            challenges.push(Challenge { scheme: word.to_owned(), ..Challenge::default() });
        }
        is_first = false;
    }
}

/// Splits a token or a quoted string (RFC 9110 §5.6.4) from the rest. It may be unterminated.
fn text(value: &str) -> (String, &str) {
    let Some(quoted) = value.strip_prefix('"') else {
        let (token, rest) = value.split_at(value.find([',', ' ', '\t']).unwrap_or(value.len()));
        return (token.to_owned(), rest);
    };
    let (mut text, mut letters) = (String::new(), quoted.char_indices());
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (text, &quoted[at + 1..]),
            '\\' => text.extend(letters.next().map(|(_, letter)| letter)),
            _ => text.push(letter),
        }
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn challenges_are_separated_from_their_parameters() {
        for (header, expected) in [
            ("", ""),
            ("Basic", "Basic"),
            (r#"Bearer realm="a, Basic b", error=x"#, "Bearer realm:a, Basic b error:x"),
            (
                r#"Bearer Error = "x" ,ERROR_description="say \"hi\""#,
                r#"Bearer error:x error_description:say "hi""#,
            ),
            ("Negotiate abc==, DPoP algs=\"ES256\",\tBasic", "Negotiate abc:= | DPoP algs:ES256 | Basic"),
            ("Negotiate YWJj, Basic", "Negotiate | Basic"),
            (r#"error="x", Basic"#, " error:x | Basic"),
            (r#"Bearer error="no end, "#, "Bearer error:no end, "),
            (r#"="", "x", é, Basic"#, "x | Basic"),
        ] {
            let shown = parse(header).into_iter().map(|challenge| {
                let parameters = challenge.parameters.into_iter();
                parameters.fold(challenge.scheme, |shown, (name, value)| format!("{shown} {name}:{value}"))
            });
            assert_eq!(shown.collect::<Vec<_>>().join(" | "), expected, "{header}");
        }
    }
}
