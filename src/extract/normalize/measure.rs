//! Figures of one document, into the merged graph. The same statement in two documents is one node with two places;
//! another value is another node.

use super::corpus::Report;
use super::entity::Names;
use super::merged::{Kind, Merged, NodeRef};
use super::place::PlaceMaker;
use crate::extract::Lexicon;
use crate::extract::fact::{Comparator, EntityLabel, MeasureFact, MeasureKind, MeasureSpan, MeasureType};
use crate::value::Value;

/// A figure in base units, with what it must share with another figure to speak of the same thing.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub(super) node: NodeRef,
    pub(super) kind: MeasureKind,
    pub(super) topic: Topic,
    pub(super) op: Comparator,
    pub(super) value: f64,
    pub(super) value_max: Option<f64>,
    /// What one step of the last written digit is worth, in base units.
    pub(super) grain: f64,
}

/// What a figure speaks of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Topic {
    pub(super) region: NodeRef,
    pub(super) indicator: NodeRef,
    pub(super) measure_type: MeasureType,
    pub(super) year: i32,
    pub(super) span: MeasureSpan,
    pub(super) unit: String,
    pub(super) subject: Option<String>,
}

/// Enters the measures of a report; gives each node once.
pub(super) fn merge(
    report: &Report,
    names: &mut Names<'_>,
    maker: &mut PlaceMaker,
    merged: &mut Merged,
    lexicon: &Lexicon,
) -> Vec<Figure> {
    let mut figures = Vec::new();
    for measure in &report.measures {
        let region = names.region(merged, &measure.region);
        let indicator = indicator_node(names, merged, measure, lexicon);
        let subject = measure.subject.as_deref().filter(|subject| *subject != measure.region);
        let about = subject.and_then(|subject| subject_node(names, subject));
        let base = |value| in_base(value, measure, lexicon);
        let (value, unit) = base(measure.value);
        let figure = Figure {
            node: region,
            kind: measure.kind,
            topic: Topic {
                region,
                indicator,
                measure_type: measure.measure_type,
                year: measure.year,
                span: measure.span,
                unit,
                subject: about.map(|about| merged.get(about).name()).or(subject).map(str::to_owned),
            },
            op: measure.op,
            value,
            value_max: measure.value_max.map(|value| base(value).0),
            grain: base(last_digit(measure)).0.abs(),
        };
        let node = measure_node(merged, &figure, &measure.text);
        let places = maker.places(&report.id, &measure.evidence, &measure.more);
        places.iter().for_each(|place| merged.get_mut(node).places.add(place.clone()));
        let says = if measure.kind == MeasureKind::Target { "SETS" } else { "REPORTS" };
        merged.tell(says, region, node, &places);
        merged.tell("OF_INDICATOR", node, indicator, &places);
        merged.get_mut(indicator).places.add(places[0].clone());
        if let Some(about) = about {
            merged.tell("FOR", node, about, &places);
        }
        figures.push(Figure { node, ..figure });
    }
    figures
}

/// The node of what is measured, under the name the lexicon gives it.
fn indicator_node(
    names: &mut Names<'_>,
    merged: &mut Merged,
    measure: &MeasureFact,
    lexicon: &Lexicon,
) -> NodeRef {
    let written: Vec<&str> =
        std::iter::once(&measure.indicator).chain(&measure.aliases).map(String::as_str).collect();
    let (canonical, known) = names.indicator(&written, lexicon);
    let node = merged.node(Kind::Indicator, &canonical);
    let indicator = merged.get_mut(node);
    indicator.set("name", canonical.as_str());
    if let Some(known) = known.filter(|known| !known.dimension.is_empty()) {
        indicator.set("dimension", known.dimension.as_str());
    }
    indicator.aliases.extend(written.into_iter().filter(|written| *written != canonical).map(str::to_owned));
    node
}

/// The thing that a figure is about, when the document names it.
fn subject_node(names: &Names<'_>, subject: &str) -> Option<NodeRef> {
    [EntityLabel::Project, EntityLabel::Organization, EntityLabel::Platform]
        .into_iter()
        .find_map(|label| names.find(label, subject))
}

fn measure_node(merged: &mut Merged, figure: &Figure, text: &str) -> NodeRef {
    let topic = &figure.topic;
    let (measure_type, op) = (type_name(topic.measure_type), op_name(figure.op));
    let [region, indicator] = [topic.region, topic.indicator].map(|node| merged.get(node).key.clone());
    let max = figure.value_max.map(|value| value.to_string()).unwrap_or_default();
    let (subject, unit) = (topic.subject.as_deref().unwrap_or_default(), &topic.unit);
    let mut key = format!(
        "{region}\t{indicator}\t{}\t{measure_type}\t{op}\t{}\t{max}\t{unit}\t{subject}",
        topic.year, figure.value
    );
    if !topic.span.is_year() {
        key = format!("{key}\t{}", topic.span.as_str());
    }
    let kind = if figure.kind == MeasureKind::Target { Kind::Target } else { Kind::Observation };
    let node = merged.node(kind, &key);
    let measure = merged.get_mut(node);
    measure.set("value", figure.value);
    measure.set("unit", topic.unit.as_str());
    measure.set("text", text);
    measure.set("op", op);
    measure.set("type", measure_type);
    measure.set("year", i64::from(topic.year));
    if !topic.span.is_year() {
        measure.set("span", topic.span.as_str());
    }
    if let Some(max) = figure.value_max {
        measure.set("value_max", max);
    }
    if let Some(subject) = &topic.subject {
        measure.set("subject", Value::from(subject.as_str()));
    }
    node
}

/// What one step of the last written digit is worth, in the unit as written: 0.1 of 5.0%, 1 of 2720亿元.
fn last_digit(measure: &MeasureFact) -> f64 {
    let decimals = |text: &str| {
        let (_, fraction) = text.split_once('.')?;
        Some(fraction.bytes().take_while(u8::is_ascii_digit).count())
    };
    let n_decimals = decimals(&measure.text).or_else(|| decimals(&measure.value.to_string())).unwrap_or(0);
    10f64.powi(-i32::try_from(n_decimals).unwrap_or(0))
}

/// A value of a measure in base units, without the dust of binary multiplication (1.1亿 is 110000000). A rank stays as
/// it is: its 位 counts no people.
fn in_base(value: f64, measure: &MeasureFact, lexicon: &Lexicon) -> (f64, String) {
    if measure.measure_type == MeasureType::Rank {
        return (value, measure.unit.clone());
    }
    let (value, unit) = lexicon.units.to_base(value, &measure.unit);
    (format!("{value:.11e}").parse().unwrap_or(value), unit)
}

fn type_name(measure_type: MeasureType) -> &'static str {
    match measure_type {
        MeasureType::Level => "level",
        MeasureType::Increment => "increment",
        MeasureType::Growth => "growth",
        MeasureType::Share => "share",
        MeasureType::PointChange => "point_change",
        MeasureType::Rank => "rank",
    }
}

fn op_name(op: Comparator) -> &'static str {
    match op {
        Comparator::Equal => "=",
        Comparator::AtLeast => ">=",
        Comparator::AtMost => "<=",
        Comparator::About => "~",
    }
}
