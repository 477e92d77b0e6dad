//! Counts of facts by kind.

use std::collections::BTreeMap;
use std::fmt::{Display, Formatter};

use crate::extract::Fact;
use crate::extract::fact::MeasureKind;

/// How many facts of each kind there are.
#[derive(Debug, Default)]
pub(super) struct Census {
    pub(super) documents: usize,
    targets: usize,
    observations: usize,
    relations: usize,
    /// Entities by label.
    entities: BTreeMap<String, usize>,
}

impl Census {
    /// Counts.
    pub(super) fn of(facts: &[Fact]) -> Self {
        let mut census = Self::default();
        census.add(facts);
        census
    }

    /// Counts more.
    pub(super) fn add(&mut self, facts: &[Fact]) {
        for fact in facts {
            match fact {
                Fact::Document(_) => self.documents += 1,
                Fact::Entity(entity) => {
                    *self.entities.entry(format!("{:?}", entity.label)).or_default() += 1;
                }
                Fact::Measure(measure) if measure.kind == MeasureKind::Target => self.targets += 1,
                Fact::Measure(_) => self.observations += 1,
                Fact::Relation(_) => self.relations += 1,
            }
        }
    }

    /// Whether the documents hold nothing to know.
    pub(super) fn is_empty(&self) -> bool {
        self.targets + self.observations + self.relations == 0 && self.entities.is_empty()
    }
}

impl Display for Census {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let labels: Vec<String> =
            self.entities.iter().map(|(label, count)| format!("{label} {count}")).collect();
        write!(
            f,
            "{} entities ({}), {} targets, {} observations, {} relations",
            self.entities.values().sum::<usize>(),
            labels.join(", "),
            self.targets,
            self.observations,
            self.relations
        )
    }
}
