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
        for fact in facts {
            match fact {
                Fact::Document(_) => census.documents += 1,
                Fact::Entity(entity) => {
                    *census.entities.entry(format!("{:?}", entity.label)).or_default() += 1;
                }
                Fact::Measure(measure) if measure.kind == MeasureKind::Target => census.targets += 1,
                Fact::Measure(_) => census.observations += 1,
                Fact::Relation(_) => census.relations += 1,
            }
        }
        census
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
