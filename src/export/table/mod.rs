//! Result tables in several formats, one file each.

mod chart;
mod delimited;
mod format;
mod grid;
mod json;
mod layout;
mod markdown;
mod markup;
mod records;
mod style;

pub use format::{TableFormat, write_table};
pub use style::{Ambiguous, TableStyle};
