//! The fields of a request in all its parts, for display and for comparing requests.

use crate::http::{JsonField, Payload, Request};

/// The part of the request (`query`, `header`, `form` or `json`), the field's name, and its value.
pub type ShownField<'a> = (&'static str, &'a str, JsonField);

/// All fields of `request`, in the order in which they are sent.
pub fn fields(request: &Request) -> Vec<ShownField<'_>> {
    let (form, json): (&[_], &[_]) = match &request.body {
        Payload::Form(fields) => (fields, &[]),
        Payload::Json(fields) => (&[], fields),
        Payload::None | Payload::Raw(..) => (&[], &[]),
    };
    let texts = [("query", &request.query[..]), ("header", &request.headers), ("form", form)];
    let texts = texts.into_iter().flat_map(|(place, fields)| {
        fields.iter().map(move |(name, value)| (place, name.as_str(), JsonField::Text(value.clone())))
    });
    texts.chain(json.iter().map(|(name, value)| ("json", name.as_str(), value.clone()))).collect()
}
