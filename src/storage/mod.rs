//! Graphs in files. A graph is one file `NAME.tuzhi` ([`snapshot`] defines its bytes); [`save`] replaces the file as a
//! whole or not at all, [`open`] reads it and names what is broken. Knows values and graphs, no queries, no reports.

mod error;
mod file;
pub mod snapshot;

pub use error::Error;
pub use file::{open, save};
pub use snapshot::{Damage, Meta};
