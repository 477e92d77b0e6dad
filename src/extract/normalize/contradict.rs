//! Two reports, or two places of one, that tell different values of the same thing: both stay, joined by `CONTRADICTS`.
//!
//! The same thing is the same region, indicator, type, year, unit and subject. Values differ when no number fits both as
//! they are told (超过2700亿元 and 2720亿元 agree) and they are further apart than one step of the last digit of the
//! coarser one (2720亿元 and 2720.3亿元 agree, whether rounded or cut off).
//!
//! A name that a report shortens (营收) means another thing in each paragraph. So an indicator that the lexicon does not
//! know is compared only where each document tells one value of it.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::told;
use super::measure::{Figure, Topic};
use super::merged::{Kind, Merged, NodeRef};
use super::place::Places;
use crate::extract::Lexicon;
use crate::extract::fact::MeasureKind;
use crate::value::Value;

/// Figures of one topic that are compared. What has more values than this is no single thing: the indicator's name is
/// too wide (企业数).
const MOST_VALUES: usize = 6;

/// A later figure and the earlier one that it does not agree with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Contradiction {
    pub(super) later: NodeRef,
    pub(super) earlier: NodeRef,
    pub(super) region: NodeRef,
    pub(super) indicator: NodeRef,
    pub(super) year: i32,
    /// How far apart they are, as a share of the larger one.
    pub(super) gap: f64,
}

/// Joins outcomes that contradict each other; the widest gaps come first.
pub(super) fn merge(figures: &[Figure], merged: &mut Merged, lexicon: &Lexicon) -> Vec<Contradiction> {
    let years = years_of_documents(merged);
    let mut topics: BTreeMap<&Topic, BTreeMap<NodeRef, &Figure>> = BTreeMap::new();
    for figure in figures.iter().filter(|figure| figure.kind == MeasureKind::Observation) {
        let known = topics.entry(&figure.topic).or_default().entry(figure.node).or_insert(figure);
        if figure.grain < known.grain {
            *known = figure;
        }
    }
    let mut found = Vec::new();
    topics.retain(|topic, told| {
        (2..=MOST_VALUES).contains(&told.len())
            && (lexicon.indicators.canonical(merged.get(topic.indicator).name()).is_some()
                || is_told_once_each(told.keys(), merged))
    });
    for told in topics.into_values() {
        let mut told: Vec<&Figure> = told.into_values().collect();
        told.sort_by_cached_key(|figure| when(figure.node, merged, &years));
        for (at, later) in told.iter().enumerate() {
            for earlier in &told[..at] {
                if let Some(gap) = gap(later, earlier).filter(|_| !is_one_sentence(later, earlier, merged)) {
                    found.push(join(later, earlier, gap, merged));
                }
            }
        }
    }
    found.sort_by(|one, other| other.gap.total_cmp(&one.gap));
    found
}

/// Whether no document tells more than one of the figures.
fn is_told_once_each<'n>(nodes: impl Iterator<Item = &'n NodeRef>, merged: &Merged) -> bool {
    let mut seen = BTreeSet::new();
    let documents = nodes.map(|&node| merged.get(node).places.starts().map(|(doc, _)| doc).collect());
    documents.flat_map(|documents: BTreeSet<&str>| documents).all(|doc| seen.insert(doc))
}

/// How far apart two figures are; none when they agree.
fn gap(one: &Figure, other: &Figure) -> Option<f64> {
    let ((low, high), (other_low, other_high)) = (told(one), told(other));
    let gap = (low - other_high).max(other_low - high);
    // One step, less what is lost when decimal fractions are subtracted.
    let step = one.grain.max(other.grain) * (1.0 - 1e-6);
    (gap > 0.0 && gap >= step).then_some(gap)
}

/// Two figures of one sentence are two things, whatever they are called.
fn is_one_sentence(one: &Figure, other: &Figure, merged: &Merged) -> bool {
    merged.get(one.node).places.shares_sentence(&merged.get(other.node).places)
}

fn join(later: &Figure, earlier: &Figure, gap: f64, merged: &mut Merged) -> Contradiction {
    let share = gap / later.value.abs().max(earlier.value.abs()).max(f64::MIN_POSITIVE);
    let mut places = Places::default();
    for node in [later.node, earlier.node] {
        places.add_all(&merged.get(node).places);
    }
    let rel = merged.rel("CONTRADICTS", later.node, earlier.node);
    rel.places = places;
    rel.properties.insert("difference", Value::Float(rounded(later.value - earlier.value)));
    rel.properties.insert("gap", Value::Float(rounded(share)));
    let Topic { region, indicator, year, .. } = later.topic;
    Contradiction { later: later.node, earlier: earlier.node, region, indicator, year, gap: share }
}

/// Without the dust of binary subtraction.
fn rounded(value: f64) -> f64 {
    format!("{value:.6e}").parse().unwrap_or(value)
}

fn years_of_documents(merged: &Merged) -> BTreeMap<String, i64> {
    let text = |value: Option<&Value>| match value {
        Some(Value::String(text)) => Some(text.to_string()),
        _ => None,
    };
    let documents = merged.sorted_nodes().into_iter().map(|node| merged.get(node));
    documents
        .filter(|node| node.kind == Kind::Document)
        .filter_map(|node| match node.properties.get("year") {
            Some(Value::Integer(year)) => Some((text(node.properties.get("doc"))?, *year)),
            _ => None,
        })
        .collect()
}

/// When a figure was told first: the year of the document, then its name and the place.
fn when(node: NodeRef, merged: &Merged, years: &BTreeMap<String, i64>) -> (i64, String, u32) {
    let places = merged.get(node).places.starts();
    let told =
        places.map(|(doc, start)| (years.get(doc).copied().unwrap_or(i64::MIN), doc.to_owned(), start));
    told.min().unwrap_or_default()
}
