//! Texts and places in them: [`Span`] (a byte range), [`LineIndex`] (offset to line and column) and [`Source`] (a named text).
//! Knows nothing of what the text means.

mod line_index;
mod span;

pub use line_index::{LineColumn, LineIndex, Source, display_width, wide_display_width};
pub use span::Span;
