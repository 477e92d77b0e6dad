//! What linking did, for a person to read: contradictions side by side, promises answered.

use std::collections::{BTreeMap, BTreeSet};

use super::contradict::Contradiction;
use super::corpus::Report;
use super::measure::Figure;
use super::merge_list::{Merge, MergeWarning};
use super::merged::{Merged, NodeRef};
use crate::extract::fact::{DocumentFact, EntityLabel, MeasureFact, MeasureKind};
use crate::value::Value;

/// What was made of the facts of all documents beside the graph itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// Different documents, by name and content.
    pub documents: Vec<DocumentFact>,
    /// Facts that stand.
    pub facts: FactCounts,
    /// Values that do not agree, the widest gap first.
    pub contradictions: Vec<Disagreement>,
    /// Different targets.
    pub n_targets: usize,
    /// Those of them that an outcome answers.
    pub n_answered: usize,
    /// Those of them that were met by one.
    pub n_met: usize,
    /// Forms of names that were joined with a thing, sorted.
    pub merges: Vec<Merge>,
    /// Lines of the list of merges that led nowhere.
    pub merge_warnings: Vec<MergeWarning>,
    /// The list as it is to be written.
    pub merge_list: String,
}

/// How many facts the documents hold, each document's counted for itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactCounts {
    /// Entities by label.
    pub entities: BTreeMap<EntityLabel, usize>,
    /// Promised figures.
    pub targets: usize,
    /// Figures that were told.
    pub observations: usize,
    /// Relations.
    pub relations: usize,
}

impl FactCounts {
    /// Adds a document's facts.
    pub(super) fn add(&mut self, report: &Report) {
        for entity in &report.entities {
            *self.entities.entry(entity.label).or_default() += 1;
        }
        let is_target = |measure: &&MeasureFact| measure.kind == MeasureKind::Target;
        let n_targets = report.measures.iter().filter(is_target).count();
        self.targets += n_targets;
        self.observations += report.measures.len() - n_targets;
        self.relations += report.relations.len();
    }
}

/// Two values told of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// Whose figure it is.
    pub region: String,
    /// What is measured.
    pub indicator: String,
    /// The year it is for.
    pub year: i32,
    /// How far apart the values are, as a share of the larger one.
    pub gap: f64,
    /// What was told later.
    pub later: Statement,
    /// What was told before.
    pub earlier: Statement,
}

/// A value and the first place that tells it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// The figure as written.
    pub text: String,
    /// The document's name.
    pub doc: String,
    /// The sentence.
    pub quote: String,
}

impl Account {
    /// Of a graph whose targets and outcomes are linked.
    pub(super) fn of(figures: &[Figure], contradictions: &[Contradiction], merged: &Merged) -> Self {
        let targets = figures.iter().filter(|figure| figure.kind == MeasureKind::Target);
        let answers = || merged.rels().filter(|((rel_type, _, _), _)| *rel_type == "ANSWERED_BY");
        let met =
            answers().filter(|(_, rel)| matches!(rel.properties.get("met"), Some(Value::Boolean(true))));
        Self {
            contradictions: contradictions.iter().map(|found| disagreement(found, merged)).collect(),
            n_targets: n_different(targets.map(|figure| figure.node)),
            n_answered: n_different(answers().map(|((_, target, _), _)| target)),
            n_met: n_different(met.map(|((_, target, _), _)| target)),
            ..Self::default()
        }
    }
}

fn n_different(nodes: impl Iterator<Item = NodeRef>) -> usize {
    nodes.collect::<BTreeSet<_>>().len()
}

fn disagreement(found: &Contradiction, merged: &Merged) -> Disagreement {
    let name = |node| merged.get(node).name().to_owned();
    Disagreement {
        region: name(found.region),
        indicator: name(found.indicator),
        year: found.year,
        gap: found.gap,
        later: statement(found.later, merged),
        earlier: statement(found.earlier, merged),
    }
}

fn statement(node: NodeRef, merged: &Merged) -> Statement {
    let node = merged.get(node);
    let text = match node.properties.get("text") {
        Some(Value::String(text)) => text.to_string(),
        _ => String::new(),
    };
    let (doc, quote) = node.places.first().unwrap_or_default();
    Statement { text, doc: doc.to_owned(), quote: quote.to_owned() }
}
