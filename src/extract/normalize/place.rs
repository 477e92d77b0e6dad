//! Places in the texts, as properties: parallel lists, one entry for each place.

use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::{FxHashSet, FxHasher};

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
    /// In order. Most elements have one, and share it with others: a figure's sentence tells the figure, whose it is and
    /// what it measures.
    places: Vec<Arc<Place>>,
}

impl Places {
    /// Adds a place; the last one gives way when there are too many.
    pub(super) fn add(&mut self, place: Arc<Place>) {
        if let Err(at) = self.places.binary_search(&place)
            && at < MOST_PLACES
        {
            if self.places.len() == MOST_PLACES {
                self.places.pop();
            }
            // Room for one: the first of a vector's own steps is four.
            if self.places.is_empty() {
                self.places.reserve_exact(1);
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
    pub(super) fn properties(&self, lists: &mut Lists) -> Vec<(&'static str, Value)> {
        let Some(surest) = self.places.iter().map(|place| place.confidence).max() else { return Vec::new() };
        let mut texts = |of: fn(&Place) -> &Arc<str>| lists.texts(self.places.iter().map(|place| of(place)));
        let (docs, rules) = (texts(|place| &place.doc), texts(|place| &place.rule));
        let (quotes, sections) = (texts(|place| &place.quote), texts(|place| &place.section));
        let mut offsets = |of: fn(&Place) -> usize| lists.offsets(self.places.iter().map(|place| of(place)));
        let (starts, ends) = (offsets(|place| place.start), offsets(|place| place.end));
        vec![
            ("confidence", share(surest)),
            ("evidence_confidence", lists.shares(self.places.iter().map(|place| place.confidence))),
            ("evidence_doc", docs),
            ("evidence_end", ends),
            ("evidence_quote", quotes),
            ("evidence_rule", rules),
            ("evidence_section", sections),
            ("evidence_start", starts),
        ]
    }
}

/// Lists that were made: most elements have one place, of which only the sentence is its own, and what stands in the
/// same places (a figure, whose it is, what it measures) has the same lists.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Each list once, found by its items, of which no other copy is kept.
    known: HashTable<Value>,
}

impl Lists {
    fn texts<'p>(&mut self, texts: impl Iterator<Item = &'p Arc<str>>) -> Value {
        self.list(texts.cloned().map(Value::String).collect())
    }

    fn offsets(&mut self, offsets: impl Iterator<Item = usize>) -> Value {
        self.list(offsets.map(offset).collect())
    }

    fn shares(&mut self, shares: impl Iterator<Item = u32>) -> Value {
        self.list(shares.map(share).collect())
    }

    fn list(&mut self, items: Vec<Value>) -> Value {
        let is_it = |known: &Value| {
            let known = items_of(known);
            known.len() == items.len() && known.iter().zip(&items).all(|(one, other)| is_same(one, other))
        };
        let rehash = |known: &Value| hash_of(items_of(known));
        match self.known.entry(hash_of(&items), is_it, rehash) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(new) => new.insert(Value::list(items)).get().clone(),
        }
    }
}

fn items_of(list: &Value) -> &[Value] {
    match list {
        Value::List(items) => items,
        _ => &[],
    }
}

fn hash_of(items: &[Value]) -> u64 {
    let mut hash = FxHasher::default();
    for item in items {
        match item {
            Value::String(text) => text.hash(&mut hash),
            Value::Integer(offset) => offset.hash(&mut hash),
            Value::Float(share) => share.to_bits().hash(&mut hash),
            _ => {}
        }
    }
    hash.finish()
}

/// Whether two items are of one kind and the same: 1 is no 1.0 here.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(one), Value::String(other)) => one == other,
        (Value::Integer(one), Value::Integer(other)) => one == other,
        (Value::Float(one), Value::Float(other)) => one.to_bits() == other.to_bits(),
        _ => false,
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
    pub(super) fn place(&mut self, doc: &str, evidence: &Evidence) -> Arc<Place> {
        Arc::new(Place {
            doc: self.share(doc),
            start: evidence.start,
            end: evidence.end,
            rule: self.share(&evidence.rule),
            section: evidence.section.clone(),
            quote: evidence.quote.clone(),
            confidence: (evidence.confidence.clamp(0.0, 1.0) * 1e4).round() as u32,
        })
    }

    /// Places of a fact: the first and its repeats.
    pub(super) fn places(&mut self, doc: &str, first: &Evidence, more: &[Evidence]) -> Vec<Arc<Place>> {
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
