//! The places of evidence of an element, as its properties hold them: one list for each part, all of one length.

use crate::value::Value;

/// Keys of properties that begin so hold a part of the places.
const KEYS: &str = "evidence_";

/// The parts of one place of evidence; what a graph does not say is null.
pub(super) struct Place<'v> {
    at: usize,
    properties: &'v [(&'v str, Value)],
}

impl Place<'_> {
    /// A part by its name: `quote`, `doc`, `section`, `start`, `end`, `rule`, `confidence`.
    pub(super) fn part(&self, name: &str) -> Value {
        match list(self.properties, name) {
            Some(items) => items.get(self.at).cloned().unwrap_or(Value::Null),
            None => Value::Null,
        }
    }
}

/// The places of evidence among an element's properties.
pub(super) fn places<'v>(properties: &'v [(&'v str, Value)]) -> impl Iterator<Item = Place<'v>> {
    let n_places = list(properties, "quote").map_or(0, <[Value]>::len);
    (0..n_places).map(move |at| Place { at, properties })
}

/// Whether a property holds a part of the evidence, not one of the element itself.
pub(super) fn is_evidence(key: &str) -> bool {
    key.starts_with(KEYS)
}

fn list<'v>(properties: &'v [(&str, Value)], part: &str) -> Option<&'v [Value]> {
    properties.iter().find(|(key, _)| key.strip_prefix(KEYS) == Some(part)).and_then(|(_, value)| match value
    {
        Value::List(items) => Some(&items[..]),
        _ => None,
    })
}
