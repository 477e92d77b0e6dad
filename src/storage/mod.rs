//! Graphs in files. A graph is one file `NAME.tuzhi` ([`snapshot`] defines its bytes) and, while it is written to, a log
//! beside it (`NAME.tuzhi.log`). [`GraphFile`] opens both, commits to the log and folds it into a new file; [`save`]
//! replaces a file as a whole or not at all. All files are reached through [`disk`]. Knows values and graphs, no
//! queries, no reports.

mod check;
pub mod disk;
mod error;
mod graph_file;
mod log;
mod place;
mod save;
pub mod snapshot;

pub use check::{Checkup, Part, check};
pub use error::Error;
pub use graph_file::{GraphFile, SyncMode};
pub use save::save;
#[cfg(test)]
pub(crate) use save::save_on;
pub use snapshot::{Damage, Meta};
