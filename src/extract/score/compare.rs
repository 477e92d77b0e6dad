//! One document's facts against its annotations.

use super::form::Forms;
use super::record::Records;
use super::tally::Scores;
use super::{entities, measures, relations};
use crate::extract::Lexicon;

/// How a document's facts compare with its annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The counts.
    pub scores: Scores,
    /// What was missed, what was made up and what is half right, one line each.
    pub errors: Vec<String>,
}

/// Compares facts with annotations of the same document. The lexicon gives the simplified forms of characters.
pub fn compare(gold: &Records, facts: &Records, lexicon: &Lexicon) -> Comparison {
    let forms = Forms { characters: &lexicon.characters };
    let mut comparison = Comparison::default();
    let known = entities::compare(&gold.entities, &facts.entities, forms, &mut comparison);
    measures::compare(&gold.measures, &facts.measures, forms, &mut comparison);
    relations::compare(&gold.relations, &facts.relations, &known, forms, &mut comparison);
    comparison
}
