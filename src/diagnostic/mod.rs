//! Messages for people: a [`Diagnostic`] with labels into a source, drawn with carets that stand right under
//! double-width characters, in the user's [`Language`], and the nearest known word for a misspelt one. Knows texts and
//! spans, nothing of queries or reports.

mod catalogue;
mod json;
mod language;
mod message;
mod render;
mod suggest;

pub use catalogue::in_language;
pub use json::to_json;
pub use language::Language;
pub use message::{Code, Diagnostic, Label, Severity};
pub use render::{Manner, render, render_in};
pub use suggest::nearest;
