//! Years, months, days and periods in a text: 2024年, 明年四月, 2023年1-6月, 近三年, 上世纪90年代, “十四五”期间.
//!
//! A pure function of a folded string and the lexicon. Years that depend on when a text was written stay relative
//! (去年 is one before); who reads them resolves them. Knows nothing of figures or documents.

mod moment;
mod parts;
mod read;

pub use moment::{Moment, Time, Year};
pub(in crate::extract) use read::years;
pub use read::{TimeExpression, read};
