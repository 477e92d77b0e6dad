//! Was the promise kept: a target meets the outcomes of the same region, indicator, type, year, unit and subject.
//!
//! Both sides are intervals. What is told: `= 5` is [5, 5], `>= 5` is [5, ∞), a range is a range. What is promised
//! depends on which way the indicator is wanted to go: 增长6% is kept by 6 or more, 下降3% by a fall of 3 or more, a
//! jobless rate of 3% by 3 or less, 6%左右 by what is not clearly short of 6. A promise is kept when all of what is
//! told lies in what is promised, broken when nothing of it does, else unknown (the property `met` is missing).
//!
//! A topic that is asked in one wording and told in another is joined by `wording`; the property `wording` says so.

use std::collections::BTreeMap;

use super::measure::{Figure, Topic};
use super::merged::{Merged, NodeRef};
use super::place::Places;
use super::wording;
use crate::extract::Lexicon;
use crate::extract::fact::{Comparator, MeasureKind, MeasureType};
use crate::value::Value;

/// How far from 6% a figure may be and still be 6%左右.
const ABOUT: f64 = 0.05;

/// Joins each target with its outcomes.
pub(super) fn merge(figures: &[Figure], merged: &mut Merged, lexicon: &Lexicon) {
    let mut topics: BTreeMap<&Topic, (Vec<&Figure>, Vec<&Figure>)> = BTreeMap::new();
    for figure in figures {
        let (targets, outcomes) = topics.entry(&figure.topic).or_default();
        match figure.kind {
            MeasureKind::Target => targets.push(figure),
            MeasureKind::Observation => outcomes.push(figure),
        }
    }
    for (topic, (targets, outcomes)) in &topics {
        let is_falling = is_falling(topic, merged, lexicon);
        join(targets, outcomes, is_falling, merged);
    }
    // What has no answer in its own words may have one in others.
    let alone = |is_alone: fn(&(Vec<&Figure>, Vec<&Figure>)) -> bool| -> Vec<&Topic> {
        topics.iter().filter(|(_, figures)| is_alone(figures)).map(|(topic, _)| *topic).collect()
    };
    let asked = alone(|(_, outcomes)| outcomes.is_empty());
    let told = alone(|(targets, _)| targets.is_empty());
    for (asked, told) in wording::pairs(&asked, &told, merged, lexicon) {
        let is_falling = is_falling(asked, merged, lexicon);
        for (target, outcome) in join(&topics[asked].0, &topics[told].1, is_falling, merged) {
            let answer = merged.rel("ANSWERED_BY", target, outcome);
            answer.properties.insert("wording", Value::from("similar"));
        }
    }
}

/// Joins the targets of a topic with its outcomes; gives the ends of what it has joined.
fn join(
    targets: &[&Figure],
    outcomes: &[&Figure],
    is_falling: bool,
    merged: &mut Merged,
) -> Vec<(NodeRef, NodeRef)> {
    let mut joined = Vec::new();
    for (target, outcome) in targets.iter().flat_map(|target| outcomes.iter().map(move |it| (target, it))) {
        let mut places = Places::default();
        places.add_all(&merged.get(target.node).places);
        places.add_all(&merged.get(outcome.node).places);
        let answer = merged.rel("ANSWERED_BY", target.node, outcome.node);
        answer.places = places;
        if let Some(met) = is_met(target, outcome, is_falling) {
            answer.properties.insert("met", Value::Boolean(met));
        }
        joined.push((target.node, outcome.node));
    }
    joined
}

/// Whether less is better: a place in a ranking, or an indicator that is wanted to fall.
fn is_falling(topic: &Topic, merged: &Merged, lexicon: &Lexicon) -> bool {
    topic.measure_type == MeasureType::Rank
        || lexicon.aims.is_lower_better(merged.get(topic.indicator).name())
}

/// Whether the outcome keeps the promise; none when it cannot be told.
fn is_met(target: &Figure, outcome: &Figure, is_falling: bool) -> Option<bool> {
    let (low, high) = told(outcome);
    let (from, to) = promised(target, is_falling);
    if from <= low && high <= to {
        Some(true)
    } else if high < from || to < low {
        Some(false)
    } else {
        None
    }
}

/// Where the truth lies, as told.
pub(super) fn told(figure: &Figure) -> (f64, f64) {
    let (low, high) = range(figure);
    let slack = ABOUT * low.abs().max(high.abs());
    match figure.op {
        Comparator::Equal => (low, high),
        Comparator::AtLeast => (low, f64::INFINITY),
        Comparator::AtMost => (f64::NEG_INFINITY, high),
        Comparator::About => (low - slack, high + slack),
    }
}

/// Where the truth must lie for the promise to be kept.
fn promised(figure: &Figure, is_falling: bool) -> (f64, f64) {
    let (low, high) = range(figure);
    // A promised change below zero is a fall that may go further.
    let is_change = matches!(figure.topic.measure_type, MeasureType::Growth | MeasureType::PointChange);
    let is_down = is_falling || is_change && high < 0.0;
    let slack = if figure.op == Comparator::About { ABOUT * low.abs().max(high.abs()) } else { 0.0 };
    match figure.op {
        Comparator::AtLeast => (low, f64::INFINITY),
        Comparator::AtMost => (f64::NEG_INFINITY, high),
        _ if is_down => (f64::NEG_INFINITY, high + slack),
        _ => (low - slack, f64::INFINITY),
    }
}

fn range(figure: &Figure) -> (f64, f64) {
    let other = figure.value_max.unwrap_or(figure.value);
    (figure.value.min(other), figure.value.max(other))
}
