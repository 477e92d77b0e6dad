//! Messages for people: a [`Diagnostic`] with labels into a source, drawn with carets that stand right under
//! double-width characters. Knows texts and spans, nothing of queries or reports.

mod message;
mod render;

pub use message::{Diagnostic, Label, Severity};
pub use render::render;
