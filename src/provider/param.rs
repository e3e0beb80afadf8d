//! One field of a request: its value, and where it goes.

use serde::{Deserialize, Deserializer, de};

use crate::template::Template;

/// Where a field of a request goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParamIn {
    /// The body, `application/x-www-form-urlencoded`.
    Form,
    /// The body, one JSON object.
    Json,
    /// The URL's query.
    Query,
}

/// The value of a field. Text is a template; if a name in it has no value, the field is left out of the
/// request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParamValue {
    Text(Template),
    Bool(bool),
    Integer(i64),
    /// The words of a text, separated by spaces or commas, as an array in JSON.
    List(Template),
    /// A text that is JSON itself.
    Json(Template),
    /// A text that is a number in JSON, if it is a whole one.
    Number(Template),
}

/// A field of a request: `name = "text"`, `name = true`, `name = { value = …, in = "query" }`, `name = { list = "text" }`,
/// `name = { json = "text" }`, or `name = { number = "text" }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    pub content: ParamValue,
    /// The part of the request that it goes into, if it is not the same as for the other fields.
    pub place: Option<ParamIn>,
}

impl Param {
    /// A text field that goes where the other fields of the request go.
    pub fn text(template: Template) -> Self {
        Self { content: ParamValue::Text(template), place: None }
    }

    /// The template, if the value has one.
    pub fn template(&self) -> Option<&Template> {
        match &self.content {
            ParamValue::Text(template)
            | ParamValue::List(template)
            | ParamValue::Json(template)
            | ParamValue::Number(template) => Some(template),
            ParamValue::Bool(_) | ParamValue::Integer(_) => None,
        }
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Param;
    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            "text, true, false, a whole number, { value = …, in = \"form\" | \"json\" | \"query\" }, \
             { list = … }, { json = … } or { number = … }",
        )
    }
    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Param, E> {
        Ok(Param { content: ParamValue::Bool(value), place: None })
    }
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Param, E> {
        let value =
            i64::try_from(value).map_err(|_| E::invalid_value(de::Unexpected::Unsigned(value), &self))?;
        self.visit_i64(value)
    }
    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Param, E> {
        Ok(Param { content: ParamValue::Integer(value), place: None })
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Param, E> {
        Template::parse(text).map(Param::text).map_err(E::custom)
    }
    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Param, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Placed {
            value: Option<Param>,
            r#in: Option<ParamIn>,
            list: Option<Template>,
            json: Option<Template>,
            number: Option<Template>,
        }
        let nested = |content| Ok(Param { content, place: Some(ParamIn::Json) });
        let placed = Placed::deserialize(de::value::MapAccessDeserializer::new(map))?;
        match (placed.value, placed.r#in, placed.list, placed.json, placed.number) {
            (None, None, Some(list), None, None) => nested(ParamValue::List(list)),
            (None, None, None, Some(json), None) => nested(ParamValue::Json(json)),
            (None, None, None, None, Some(number)) => {
                Ok(Param { content: ParamValue::Number(number), place: None })
            }
            (Some(value), Some(place), None, None, None) if value.place.is_none() => {
                Ok(Param { place: Some(place), ..value })
            }
            (Some(_), None, None, None, None) => Err(de::Error::missing_field("in")),
            (None, Some(_), None, None, None) => Err(de::Error::missing_field("value")),
            _ => Err(de::Error::invalid_type(de::Unexpected::Map, &self)),
        }
    }
}

impl<'de> Deserialize<'de> for Param {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}
