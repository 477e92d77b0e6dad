//! Which sentence gave which fact by which rule, and which sentences gave none.
//!
//! Facts carry the place they were made from; here they are laid beside the sentences they came from. Works on the
//! bytes of a file and its finished facts, whoever made them and whenever. Knows nothing of how rules work.

mod explanation;
mod statement;
mod tally;

pub use explanation::{Explained, Explanation, explain};
pub use tally::{RuleTally, Tallies};
