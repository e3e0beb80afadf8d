//! Writes a parsed TOML table as JSON. The types are then read by serde_json, which reads the store, the built-in
//! definitions and the responses too: a second implementation for TOML would be 400 KB.

use toml::de::{DeArray, DeInteger, DeTable, DeValue};

/// A table in JSON, with a line for each key and each element of an array.
pub struct Json {
    pub text: String,
    /// For each line, the offset in the TOML text, in bytes, of what is on it.
    offsets: Vec<usize>,
}

/// Writes `table` as JSON.
pub fn write(table: &DeTable) -> Json {
    let mut json = Json { text: String::new(), offsets: Vec::new() };
    json.table(table, 0);
    json.end_line(0);
    json
}

impl Json {
    /// A 1-based line of the JSON.
    pub fn line(&self, line: usize) -> &str {
        line.checked_sub(1).and_then(|line| self.text.lines().nth(line)).unwrap_or_default()
    }

    /// The offset, in the TOML text, of what is on a 1-based line of the JSON.
    pub fn offset(&self, line: usize) -> usize {
        line.checked_sub(1).and_then(|line| self.offsets.get(line)).copied().unwrap_or_default()
    }

    /// Ends the current line; what is on it is at `offset` in the TOML text.
    fn end_line(&mut self, offset: usize) {
        self.text.push('\n');
        self.offsets.push(offset);
    }

    /// Writes `table`, which is at `offset`. Its last line has only the brace: serde_json reports a missing key there.
    fn table(&mut self, table: &DeTable, offset: usize) {
        self.text.push('{');
        let mut at = offset;
        for (number, (key, value)) in table.iter().enumerate() {
            if number > 0 {
                self.text.push(',');
            }
            self.end_line(at);
            at = key.span().start;
            self.string(key.get_ref());
            self.text.push(':');
            self.value(value.get_ref(), at);
        }
        self.end_line(at);
        self.text.push('}');
    }

    fn array(&mut self, array: &DeArray, offset: usize) {
        self.text.push('[');
        let mut at = offset;
        for (number, value) in array.iter().enumerate() {
            if number > 0 {
                self.text.push(',');
            }
            self.end_line(at);
            at = value.span().start;
            self.value(value.get_ref(), at);
        }
        self.end_line(at);
        self.text.push(']');
    }

    /// Writes `value`, which is at `offset`.
    fn value(&mut self, value: &DeValue, offset: usize) {
        match value {
            DeValue::String(text) => self.string(text),
            DeValue::Integer(number) => self.text.push_str(&integer(number)),
            // JSON has no infinity, which no key allows.
            DeValue::Float(number) => {
                let number: Option<f64> = number.as_str().parse().ok();
                let number = number.and_then(serde_json::Number::from_f64);
                self.text.push_str(&number.map_or("null".to_owned(), |number| number.to_string()));
            }
            DeValue::Boolean(truth) => self.text.push_str(if *truth { "true" } else { "false" }),
            DeValue::Datetime(time) => self.string(&time.to_string()),
            DeValue::Array(array) => self.array(array, offset),
            DeValue::Table(table) => self.table(table, offset),
        }
    }

    fn string(&mut self, text: &str) {
        // Text can always be written as JSON.
        self.text.push_str(&serde_json::to_string(text).unwrap_or_default());
    }
}

/// An integer in decimal. One that is out of range becomes a number that no integer type takes.
fn integer(number: &DeInteger) -> String {
    let decimal = i64::from_str_radix(number.as_str(), number.radix());
    decimal.map_or_else(|_| format!("{}.0", f64::MAX), |number| number.to_string())
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;

    #[test]
    fn each_line_has_the_place_of_what_is_on_it() {
        let toml = "a = [\n  1,\n  \"x\",\n]\n[b]\nc = 0x10\nd = inf\n[[e]]\nf = 1979-05-27\n";
        let json = write(DeTable::parse(toml).unwrap().get_ref());
        let value: serde_json::Value = serde_json::from_str(&json.text).unwrap();
        let expected = serde_json::json!({
            "a": [1, "x"], "b": { "c": 16, "d": null }, "e": [{ "f": "1979-05-27" }]
        });
        assert_eq!(value, expected);
        for (text, line) in [("1", 2), ("\"x\"", 3), ("\"c\"", 6), ("\"d\"", 7), ("\"e\"", 8), ("\"f\"", 9)] {
            let at = json.text.lines().position(|line| line.starts_with(text)).unwrap();
            assert_eq!(toml[..json.offset(at + 1)].matches('\n').count() + 1, line, "{text}");
        }
    }
}
