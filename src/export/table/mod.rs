//! Result tables in several formats, one file each.

mod delimited;
mod format;
mod json;
mod layout;
mod markdown;
mod text;

pub use format::{TableFormat, write_table};
