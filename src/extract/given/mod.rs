//! Facts made elsewhere: this program's own from another run, a language model's, a person's annotations. They are held
//! to what own facts are held to before they may stand beside them.
//!
//! ```text
//! line -> row (fields, types, defaults) -> batch (one document's rows, ends of relations) -> check (quotation, span) -> Fact
//! ```
//!
//! What does not hold is dropped, with the line and the reason; it never stops the others. Knows rows, facts and
//! documents; no files.

mod batch;
mod check;
mod row;

pub use batch::{GivenBatch, GivenReader};
pub use check::Text;
