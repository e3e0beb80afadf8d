//! The fields of a request, wherever they are: for showing it, and for comparing it with another.

use crate::http::{JsonField, Payload, Request};

/// Where a field is: `query`, `header`, `form` or `json`; its name; its value.
pub type ShownField<'a> = (&'static str, &'a str, JsonField);

/// Every field of `request`, in the order in which they are sent.
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
