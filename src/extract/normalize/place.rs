//! Places in the texts, as properties: parallel lists, one entry for each place.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::extract::fact::Evidence;
use crate::value::Value;

/// Places kept for one element; a city's name stands in a report more often than anyone will read.
const MOST_PLACES: usize = 64;

/// One place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    doc: Arc<str>,
    start: usize,
    end: usize,
    rule: Arc<str>,
    section: Arc<str>,
    quote: Arc<str>,
    /// In ten-thousandths, so that places have an order and confidence prints as it was set.
    confidence: u32,
}

/// Places of one element, without repeats, by document and position.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// In order. Most elements have one: a tree would take ten times its room.
    places: Vec<Place>,
}

impl Places {
    /// Adds a place; the last one gives way when there are too many.
    pub(super) fn add(&mut self, place: Place) {
        if let Err(at) = self.places.binary_search(&place)
            && at < MOST_PLACES
        {
            if self.places.len() == MOST_PLACES {
                self.places.pop();
            }
            self.places.insert(at, place);
        }
    }

    /// Adds the places of another element.
    pub(super) fn add_all(&mut self, other: &Self) {
        other.places.iter().for_each(|place| self.add(place.clone()));
    }

    /// Document and sentence of the first place.
    pub(super) fn first(&self) -> Option<(&str, &str)> {
        self.places.first().map(|place| (&*place.doc, &*place.quote))
    }

    /// Documents and first bytes.
    pub(super) fn starts(&self) -> impl Iterator<Item = (&str, usize)> {
        self.places.iter().map(|place| (&*place.doc, place.start))
    }

    /// Whether a sentence of one document holds both.
    pub(super) fn shares_sentence(&self, other: &Self) -> bool {
        let mut pairs = self.places.iter().flat_map(|one| other.places.iter().map(move |other| (one, other)));
        pairs.any(|(one, other)| one.doc == other.doc && one.quote == other.quote)
    }

    /// The places as properties.
    pub(super) fn properties(&self) -> Vec<(&'static str, Value)> {
        let Some(surest) = self.places.iter().map(|place| place.confidence).max() else { return Vec::new() };
        let list = |of: fn(&Place) -> Value| Value::list(self.places.iter().map(of).collect());
        vec![
            ("confidence", share(surest)),
            ("evidence_confidence", list(|place| share(place.confidence))),
            ("evidence_doc", list(|place| Value::String(place.doc.clone()))),
            ("evidence_end", list(|place| offset(place.end))),
            ("evidence_quote", list(|place| Value::String(place.quote.clone()))),
            ("evidence_rule", list(|place| Value::String(place.rule.clone()))),
            ("evidence_section", list(|place| Value::String(place.section.clone()))),
            ("evidence_start", list(|place| offset(place.start))),
        ]
    }
}

fn offset(bytes: usize) -> Value {
    Value::Integer(i64::try_from(bytes).unwrap_or(i64::MAX))
}

fn share(ten_thousandths: u32) -> Value {
    Value::Float(f64::from(ten_thousandths) / 1e4)
}

/// Makes places. The texts of evidence are shared by the facts of a document as they come; names of rules and documents
/// are few and shared here.
#[derive(Debug, Default)]
pub(super) struct PlaceMaker {
    names: FxHashSet<Arc<str>>,
}

impl PlaceMaker {
    /// The place that evidence tells, in the document called `doc`.
    pub(super) fn place(&mut self, doc: &str, evidence: &Evidence) -> Place {
        Place {
            doc: self.share(doc),
            start: evidence.start,
            end: evidence.end,
            rule: self.share(&evidence.rule),
            section: evidence.section.clone(),
            quote: evidence.quote.clone(),
            confidence: (evidence.confidence.clamp(0.0, 1.0) * 1e4).round() as u32,
        }
    }

    /// Places of a fact: the first and its repeats.
    pub(super) fn places(&mut self, doc: &str, first: &Evidence, more: &[Evidence]) -> Vec<Place> {
        std::iter::once(first).chain(more).map(|evidence| self.place(doc, evidence)).collect()
    }

    fn share(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.names.get(name) {
            return known.clone();
        }
        let name: Arc<str> = name.into();
        self.names.insert(name.clone());
        name
    }
}
