//! Places in the texts, as properties: parallel lists, one entry for each place.

use std::cmp::Ordering;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::extract::fact::Evidence;
use crate::value::Value;

/// Places kept for one element; a city's name stands in a report more often than anyone will read.
const MOST_PLACES: usize = 64;

/// Where places of one rule in one section come from; many share it.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Origin {
    doc: Arc<str>,
    rule: Arc<str>,
    section: Arc<str>,
}

/// One place.
#[derive(Debug)]
pub(super) struct Place {
    origin: Arc<Origin>,
    quote: Arc<str>,
    start: u32,
    end: u32,
    /// In ten-thousandths, so that places have an order and confidence prints as it was set.
    confidence: u32,
}

impl Place {
    /// What places are ordered by: where they stand comes first.
    fn order(&self) -> (&str, u32, u32, &str, &str, &str, u32) {
        let Origin { doc, rule, section } = &*self.origin;
        (doc, self.start, self.end, rule, section, &self.quote, self.confidence)
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.order() == other.order()
    }
}

impl Eq for Place {}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

/// Places of one element, without repeats, by document and position. Most elements have one, and share it with others: a
/// figure's sentence tells the figure, whose it is and what it measures.
#[derive(Clone, Debug, Default)]
pub(super) enum Places {
    /// No place.
    #[default]
    None,
    /// One, which needs no list.
    One(Arc<Place>),
    /// Several, in order.
    Several(Vec<Arc<Place>>),
}

impl Places {
    fn all(&self) -> &[Arc<Place>] {
        match self {
            Self::None => &[],
            Self::One(place) => std::slice::from_ref(place),
            Self::Several(places) => places,
        }
    }

    /// Adds a place; the last one gives way when there are too many.
    pub(super) fn add(&mut self, place: Arc<Place>) {
        let Err(at) = self.all().binary_search(&place) else { return };
        if at == MOST_PLACES {
            return;
        }
        *self = match std::mem::take(self) {
            Self::None => Self::One(place),
            Self::One(other) if at == 0 => Self::Several(vec![place, other]),
            Self::One(other) => Self::Several(vec![other, place]),
            Self::Several(mut places) => {
                places.truncate(MOST_PLACES - 1);
                places.insert(at, place);
                Self::Several(places)
            }
        };
    }

    /// Adds the places of another element.
    pub(super) fn add_all(&mut self, other: &Self) {
        other.all().iter().for_each(|place| self.add(place.clone()));
    }

    /// Document and sentence of the first place.
    pub(super) fn first(&self) -> Option<(&str, &str)> {
        self.all().first().map(|place| (&*place.origin.doc, &*place.quote))
    }

    /// Documents and first bytes.
    pub(super) fn starts(&self) -> impl Iterator<Item = (&str, u32)> {
        self.all().iter().map(|place| (&*place.origin.doc, place.start))
    }

    /// Whether a sentence of one document holds both.
    pub(super) fn shares_sentence(&self, other: &Self) -> bool {
        let mut pairs = self.all().iter().flat_map(|one| other.all().iter().map(move |other| (one, other)));
        pairs.any(|(one, other)| one.origin.doc == other.origin.doc && one.quote == other.quote)
    }

    /// The places as properties.
    pub(super) fn properties(&self) -> Vec<(&'static str, Value)> {
        let Some(surest) = self.all().iter().map(|place| place.confidence).max() else { return Vec::new() };
        let list =
            |of: &dyn Fn(&Place) -> Value| Value::list(self.all().iter().map(|place| of(place)).collect());
        let text = |text: &Arc<str>| Value::String(text.clone());
        vec![
            ("confidence", share(surest)),
            ("evidence_confidence", list(&|place| share(place.confidence))),
            ("evidence_doc", list(&|place| text(&place.origin.doc))),
            ("evidence_end", list(&|place| offset(place.end))),
            ("evidence_quote", list(&|place| text(&place.quote))),
            ("evidence_rule", list(&|place| text(&place.origin.rule))),
            ("evidence_section", list(&|place| text(&place.origin.section))),
            ("evidence_start", list(&|place| offset(place.start))),
        ]
    }
}

fn offset(bytes: u32) -> Value {
    Value::Integer(i64::from(bytes))
}

fn share(ten_thousandths: u32) -> Value {
    Value::Float(f64::from(ten_thousandths) / 1e4)
}

/// Makes places. The texts of evidence are shared by the facts of a document as they come; names of rules and documents
/// are few and shared here.
#[derive(Debug, Default)]
pub(super) struct PlaceMaker {
    names: FxHashSet<Arc<str>>,
    origins: FxHashSet<Arc<Origin>>,
}

impl PlaceMaker {
    /// The place that evidence tells, in the document called `doc`.
    pub(super) fn place(&mut self, doc: &str, evidence: &Evidence) -> Arc<Place> {
        let position = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
        Arc::new(Place {
            origin: self.origin(doc, evidence),
            quote: evidence.quote.clone(),
            start: position(evidence.start),
            end: position(evidence.end),
            confidence: (evidence.confidence.clamp(0.0, 1.0) * 1e4).round() as u32,
        })
    }

    fn origin(&mut self, doc: &str, evidence: &Evidence) -> Arc<Origin> {
        let (doc, rule) = (self.share(doc), self.share(&evidence.rule));
        let origin = Origin { doc, rule, section: evidence.section.clone() };
        if let Some(known) = self.origins.get(&origin) {
            return known.clone();
        }
        let origin = Arc::new(origin);
        self.origins.insert(origin.clone());
        origin
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
