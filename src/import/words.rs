//! Splits a command line into words as a POSIX shell does (XCU §2.2), but expands nothing.

/// The words of `line`; `None` if a quote is not closed, or if an operator of the shell would be needed.
pub fn split(line: &str) -> Option<Vec<String>> {
    let (mut words, mut word) = (Vec::new(), None::<String>);
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ' ' | '\t' => words.extend(word.take()),
            '\'' => {
                let word = word.get_or_insert_default();
                loop {
                    match letters.next()? {
                        '\'' => break,
                        letter => word.push(letter),
                    }
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match letters.next()? {
                        '"' => break,
                        '\\' => match letters.next()? {
                            letter @ ('"' | '\\' | '$' | '`') => word.push(letter),
                            letter => word.extend(['\\', letter]),
                        },
                        letter => word.push(letter),
                    }
                }
            }
            '\\' => word.get_or_insert_default().push(letters.next()?),
            '|' | '&' | ';' | '<' | '>' | '(' | ')' | '`' | '$' | '\n' | '\r' => return None,
            letter => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_line_is_split_as_a_shell_does_but_nothing_is_expanded() {
        let is = |line: &str, words: &[&str]| {
            assert_eq!(split(line).expect(line), words, "{line}");
        };
        is("", &[]);
        is("/bin/a  --b c", &["/bin/a", "--b", "c"]);
        is(r#"/a 'b c' "d \"e\" $f" \g '' "\h""#, &["/a", "b c", "d \"e\" $f", "g", "", "\\h"]);
        for line in ["'", "\"", "\\", "a | b", "a;b", "a $(b)", "a `b`", "a > b", "a & b", "a\nb", "$HOME"] {
            assert_eq!(split(line), None, "{line:?}");
        }
    }
}
