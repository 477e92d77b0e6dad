//! Facts of several extractors on one document: where they speak of the same thing and differ, the surer one stands. Of
//! two that are equally sure the first does, which is this program's own.

use std::collections::BTreeMap;

use crate::extract::fact::{EntityFact, EntityLabel, MeasureFact};
use crate::extract::{Fact, Lexicon};

/// The facts of all batches as one extractor's.
pub(super) fn settle(batches: Vec<Vec<Fact>>, lexicon: &Lexicon) -> Vec<Fact> {
    let mut batches = batches.into_iter();
    let mut facts = batches.next().unwrap_or_default();
    for others in batches {
        facts = join(facts, others, lexicon);
    }
    facts
}

fn join(mut facts: Vec<Fact>, others: Vec<Fact>, lexicon: &Lexicon) -> Vec<Fact> {
    let mut known: BTreeMap<(EntityLabel, String), usize> = BTreeMap::new();
    let mut figures = Figures::default();
    for (at, fact) in facts.iter().enumerate() {
        match fact {
            Fact::Entity(entity) => {
                known.insert((entity.label, entity.name.clone()), at);
            }
            Fact::Measure(measure) => figures.note(at, measure),
            _ => {}
        }
    }
    let mut beaten = vec![false; facts.len()];
    let mut new = Vec::new();
    for other in others {
        match other {
            Fact::Entity(other) => match known.get(&(other.label, other.name.clone())) {
                Some(&at) => {
                    if let Fact::Entity(entity) = &mut facts[at] {
                        join_entity(entity, other);
                    }
                }
                None => new.push(Fact::Entity(other)),
            },
            Fact::Measure(other) => {
                let rivals = figures.near(&other).filter_map(|at| Some((at, as_measure(&facts[at])?)));
                let rivals: Vec<(usize, &MeasureFact)> = rivals
                    .filter(|(_, own)| is_one_figure(own, &other, lexicon) && !is_same(own, &other, lexicon))
                    .collect();
                let sureness = other.evidence.confidence;
                if rivals.iter().all(|(_, own)| own.evidence.confidence < sureness) {
                    rivals.iter().for_each(|(at, _)| beaten[*at] = true);
                    new.push(Fact::Measure(other));
                }
            }
            other => new.push(other),
        }
    }
    let mut beaten = beaten.into_iter();
    facts.retain(|_| !beaten.next().unwrap_or(false));
    facts.extend(new);
    facts
}

fn as_measure(fact: &Fact) -> Option<&MeasureFact> {
    match fact {
        Fact::Measure(measure) => Some(measure),
        _ => None,
    }
}

/// Stage and kind are the surer one's, names and places of both stay; what both have counted counts once.
fn join_entity(entity: &mut EntityFact, other: EntityFact) {
    let is_surer = other.evidence.confidence > entity.evidence.confidence;
    for (own, told) in [(&mut entity.stage, other.stage), (&mut entity.kind, other.kind)] {
        if told.is_some() && (is_surer || own.is_none()) {
            *own = told;
        }
    }
    for alias in other.aliases {
        if alias != entity.name && !entity.aliases.contains(&alias) {
            entity.aliases.push(alias);
        }
    }
    entity.count = entity.count.max(other.count);
    entity.more.push(other.evidence);
    entity.more.extend(other.more);
}

/// Figures by where they begin.
#[derive(Debug, Default)]
struct Figures {
    by_start: BTreeMap<usize, Vec<usize>>,
    longest: usize,
}

impl Figures {
    fn note(&mut self, at: usize, measure: &MeasureFact) {
        let evidence = &measure.evidence;
        self.longest = self.longest.max(evidence.end.saturating_sub(evidence.start));
        self.by_start.entry(evidence.start).or_default().push(at);
    }

    /// Those that share bytes with a figure; one that does not say where it stands has none.
    fn near(&self, other: &MeasureFact) -> impl Iterator<Item = usize> {
        let (start, end) = (other.evidence.start, other.evidence.end);
        let from = start.saturating_sub(self.longest);
        self.by_start.range(from..end.max(from)).flat_map(|(_, figures)| figures.iter().copied())
    }
}

/// Whether both read the same figure of the text: they share bytes, and the number or an end.
fn is_one_figure(one: &MeasureFact, other: &MeasureFact, lexicon: &Lexicon) -> bool {
    let (own, told) = (&one.evidence, &other.evidence);
    let overlap = own.start < told.end && told.start < own.end;
    overlap && (own.start == told.start || own.end == told.end || is_same_number(one, other, lexicon))
}

fn is_same_number(one: &MeasureFact, other: &MeasureFact, lexicon: &Lexicon) -> bool {
    let (value, unit) = lexicon.units.to_base(one.value, &one.unit);
    let (other_value, other_unit) = lexicon.units.to_base(other.value, &other.unit);
    unit == other_unit && (value - other_value).abs() <= 1e-9 * value.abs().max(1.0)
}

/// Whether both say the same of it; what they say it with is another matter.
fn is_same(one: &MeasureFact, other: &MeasureFact, lexicon: &Lexicon) -> bool {
    let name = |measure: &MeasureFact| {
        let known = lexicon.indicators.canonical(&measure.indicator);
        known.map_or_else(|| measure.indicator.clone(), |known| known.name.clone())
    };
    is_same_number(one, other, lexicon)
        && (one.year, one.kind, one.measure_type, one.op)
            == (other.year, other.kind, other.measure_type, other.op)
        && (&one.region, &one.subject) == (&other.region, &other.subject)
        && name(one) == name(other)
}
