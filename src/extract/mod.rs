//! From the bytes of a report to facts with evidence: a pure function of bytes and lexicon, no files, no clock.
//!
//! ```text
//! bytes -> document (format, decode, fold, furniture, repeats, identity, sections, sentences)
//!       -> token, mention (entities, quantities) -> measure, relation -> Fact
//! facts -> normalize (merge names across documents) -> Vec<Change>
//! ```
//!
//! Every step keeps byte spans into the folded text, which maps back to the original file.
//! Words, names, units and rules are tables under `data/lexicon/`; see [`lexicon`]. Knows the graph's writes, no queries.

pub mod document;
pub mod explain;
pub mod fact;
pub mod given;
pub mod lexicon;
mod lines;
pub mod llm;
pub mod measure;
pub mod mention;
mod normalize;
pub(crate) mod packed;
mod pipeline;
pub mod quantity;
pub mod relation;
pub mod score;
pub mod time;
mod token;

/// Sentences that one step of the work is done for before the next begins. Each step takes much code, more than a
/// processor's cache of instructions: sentence by sentence one would push the other out of it.
const BATCH: usize = 32;

pub use document::Document;
pub use fact::Fact;
pub use lexicon::Lexicon;
pub use lines::lines;
pub use normalize::{
    Account, Builder, Built, Decision, Disagreement, FactCounts, Merge, MergeList, MergeWarning, Statement,
    Survey, batches, build,
};
pub use pipeline::{Extraction, documents, extract, extract_with};
