//! Parses the value of `-o`: the name of a format, with a suggestion if it is misspelt, or a template.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command};

use crate::output::{Format, TEMPLATE};

/// The clap value parser of `-o`.
#[derive(Clone)]
pub struct FormatParser;

impl TypedValueParser for FormatParser {
    type Value = Format;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Format, clap::Error> {
        let read = |word: &str| word.parse::<Format>().map_err(|why| why.to_string());
        if value.to_str().is_some_and(|text| text.starts_with(TEMPLATE)) {
            return TypedValueParser::parse_ref(&read, command, arg, value);
        }
        let words = PossibleValuesParser::new(words()).try_map(move |word| read(&word));
        words.parse_ref(command, arg, value)
    }

    /// The values that help and completions list.
    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue>>> {
        Some(Box::new(words().into_iter().map(PossibleValue::new)))
    }
}

fn words() -> Vec<&'static str> {
    Format::words().chain([TEMPLATE]).collect()
}
