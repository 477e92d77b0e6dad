//! How well facts agree with annotations made by hand: precision, recall and F1.
//!
//! ```text
//! annotation lines, facts -> Record -> entities, measures, relations matched -> Scores
//! ```
//!
//! An entity is found when a fact of the same label (or of one that the annotation allows `also`) shares one of its
//! names. A measure is found when a fact has the same amount, in base units, in the same piece of text; it is wholly
//! right when indicator, region, year, kind, type, comparator and sign agree too. A relation is right when both ends
//! and the type agree, each end known by any name of its entity. Names are compared by their letters alone: marks,
//! blanks, width and traditional forms do not count.
//!
//! Knows records and words, nothing of how facts are made. Must not know where annotations are kept.

mod alike;
mod amount;
mod compare;
mod entities;
mod error;
mod form;
mod measures;
mod record;
mod relations;
mod tally;

pub use compare::{Comparison, compare};
pub use error::RecordError;
pub use record::{Records, ScoredEntity, ScoredMeasure, ScoredRelation};
pub use tally::{Heading, Scores, Tally};
