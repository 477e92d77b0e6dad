//! Messages for people: a [`Diagnostic`] with labels into a source, drawn with carets that stand right under
//! double-width characters, and the nearest known word for a misspelt one. Knows texts and spans, nothing of queries or reports.

mod json;
mod message;
mod render;
mod suggest;

pub use json::to_json;
pub use message::{Code, Diagnostic, Label, Severity};
pub use render::render;
pub use suggest::nearest;
