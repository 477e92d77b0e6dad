//! Counts and what they come to.

use std::collections::BTreeMap;
use std::fmt::{Display, Formatter};

/// What is counted: all of a part, or one label, type or attribute of it. Ordered as tables show it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    /// Entities: all of them where the label is empty.
    Entity(String),
    /// Measures: found, wholly right, or an attribute of those found.
    Measure(String),
    /// Relations: all of them where the type is empty.
    Relation(String),
}

impl Display for Heading {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let (part, detail) = match self {
            Self::Entity(detail) => ("entity", detail),
            Self::Measure(detail) => ("measure", detail),
            Self::Relation(detail) => ("relation", detail),
        };
        if detail.is_empty() { f.pad(part) } else { f.pad(&format!("{part} {detail}")) }
    }
}

/// How many there are, and how many of them agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// In both.
    pub agreed: usize,
    /// In the annotations.
    pub gold: usize,
    /// In the facts.
    pub facts: usize,
}

impl Tally {
    /// How much of what was said is right.
    pub fn precision(self) -> f64 {
        ratio(self.agreed, self.facts)
    }

    /// How much of what there is was said.
    pub fn recall(self) -> f64 {
        ratio(self.agreed, self.gold)
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Counts by heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// The counts.
    pub tallies: BTreeMap<Heading, Tally>,
}

impl Scores {
    /// The count of a heading, nothing so far.
    pub(super) fn at(&mut self, heading: Heading) -> &mut Tally {
        self.tallies.entry(heading).or_default()
    }

    /// Adds the counts of another document.
    pub fn add(&mut self, other: &Self) {
        for (heading, tally) in &other.tallies {
            let sum = self.at(heading.clone());
            sum.agreed += tally.agreed;
            sum.gold += tally.gold;
            sum.facts += tally.facts;
        }
    }
}
