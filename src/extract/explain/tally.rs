//! How much each rule gave.

use std::collections::BTreeMap;

use crate::extract::Fact;

/// What one rule gave.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RuleTally {
    /// Named things that the rule found first.
    pub entities: usize,
    /// Figures.
    pub measures: usize,
    /// Relations.
    pub relations: usize,
    sum_of_confidence: f64,
}

impl RuleTally {
    /// All its facts.
    pub fn facts(&self) -> usize {
        self.entities + self.measures + self.relations
    }

    /// The mean confidence of its facts.
    pub fn confidence(&self) -> f64 {
        if self.facts() == 0 { 0.0 } else { self.sum_of_confidence / self.facts() as f64 }
    }
}

/// What each rule gave, over any number of documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tallies {
    /// By the rule's id.
    pub rules: BTreeMap<String, RuleTally>,
}

impl Tallies {
    /// Counts more facts, each under the rule that made it first.
    pub fn add(&mut self, facts: &[Fact]) {
        for fact in facts {
            let (evidence, pick): (_, fn(&mut RuleTally) -> &mut usize) = match fact {
                Fact::Document(_) => continue,
                Fact::Entity(entity) => (&entity.evidence, |tally| &mut tally.entities),
                Fact::Measure(measure) => (&measure.evidence, |tally| &mut tally.measures),
                Fact::Relation(relation) => (&relation.evidence, |tally| &mut tally.relations),
            };
            let tally = self.rules.entry(evidence.rule.to_string()).or_default();
            *pick(tally) += 1;
            tally.sum_of_confidence += f64::from(evidence.confidence);
        }
    }
}
