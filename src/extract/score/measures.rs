//! Measures by amount and place, then by what is said of them.

use super::alike::{likeness, longest_piece};
use super::amount::Amount;
use super::compare::Comparison;
use super::form::{Forms, squeeze};
use super::record::ScoredMeasure;
use super::tally::{Heading, Tally};

/// From here on two wordings name one indicator.
const SAME_INDICATOR: f64 = 0.75;
/// Letters that two quotations must share to be of one place.
const SHARED_LETTERS: usize = 8;

/// What a measure says beside its amount: name of the attribute, and whether both agree in it.
type Attributes = [(&'static str, bool); 7];

/// A measure that may be the annotated one.
struct Pair {
    gold: usize,
    fact: usize,
    attributes: Attributes,
    likeness: f64,
}

/// Matches measures, the most alike first, each with one other at most.
pub(super) fn compare(
    gold: &[ScoredMeasure],
    facts: &[ScoredMeasure],
    forms: Forms<'_>,
    comparison: &mut Comparison,
) {
    let (mut found_gold, mut found_facts) = (vec![false; gold.len()], vec![false; facts.len()]);
    let (mut n_found, mut n_right) = (0, 0);
    for pair in pairs(gold, facts, forms) {
        if found_gold[pair.gold] || found_facts[pair.fact] {
            continue;
        }
        (found_gold[pair.gold], found_facts[pair.fact]) = (true, true);
        n_found += 1;
        for (name, agrees) in pair.attributes {
            let tally = comparison.scores.at(Heading::Measure(format!("{name} (of found)")));
            tally.gold += 1;
            tally.facts += 1;
            tally.agreed += usize::from(agrees);
        }
        let wrong = disagreements(&gold[pair.gold], &facts[pair.fact], &pair.attributes);
        n_right += usize::from(wrong.is_empty());
        if !wrong.is_empty() {
            comparison.errors.push(format!("measure `{}`: {}", gold[pair.gold].quote, wrong.join(", ")));
        }
    }
    for (detail, agreed) in [("found", n_found), ("wholly right", n_right)] {
        let tally = Tally { agreed, gold: gold.len(), facts: facts.len() };
        *comparison.scores.at(Heading::Measure(detail.to_owned())) = tally;
    }
    for (measures, is_found, what) in [(gold, found_gold, "missed"), (facts, found_facts, "made up")] {
        let others = measures.iter().zip(is_found).filter(|(_, is_found)| !is_found);
        comparison.errors.extend(others.map(|(measure, _)| {
            format!(
                "{what} measure {} {}{} in `{}`",
                indicator(measure),
                measure.value,
                measure.unit,
                measure.quote
            )
        }));
    }
}

/// All pairs of one amount and one place, the best first.
fn pairs(gold: &[ScoredMeasure], facts: &[ScoredMeasure], forms: Forms<'_>) -> Vec<Pair> {
    let amounts: Vec<Amount> = facts.iter().map(|fact| Amount::of(fact.value, &fact.unit, forms)).collect();
    let places: Vec<String> = facts.iter().map(|fact| squeeze(&fact.quote)).collect();
    let mut pairs = Vec::new();
    for (at, measure) in gold.iter().enumerate() {
        let amount = Amount::of(measure.value, &measure.unit, forms);
        let place = squeeze(&measure.quote);
        for (other, fact) in facts.iter().enumerate() {
            if amount.agrees(&amounts[other]) && is_same_place(&place, &places[other]) {
                let likeness = likeness(&forms.name(indicator(measure)), &forms.name(indicator(fact)));
                pairs.push(Pair {
                    gold: at,
                    fact: other,
                    attributes: attributes(measure, fact, forms),
                    likeness,
                });
            }
        }
    }
    let n_agreed = |pair: &Pair| pair.attributes.iter().filter(|(_, agrees)| *agrees).count();
    pairs.sort_by(|one, other| {
        let by_attributes = n_agreed(other).cmp(&n_agreed(one));
        let by_likeness = || other.likeness.total_cmp(&one.likeness);
        by_attributes.then_with(by_likeness).then_with(|| (other.gold, other.fact).cmp(&(one.gold, one.fact)))
    });
    pairs
}

fn indicator(measure: &ScoredMeasure) -> &str {
    measure.indicators.first().map_or("", String::as_str)
}

fn is_same_place(a: &str, b: &str) -> bool {
    let least = SHARED_LETTERS.min(a.chars().count()).min(b.chars().count());
    a.contains(b) || b.contains(a) || longest_piece(a, b) >= least
}

fn attributes(gold: &ScoredMeasure, fact: &ScoredMeasure, forms: Forms<'_>) -> Attributes {
    let said = forms.name(indicator(fact));
    let wanted = gold.indicators.iter().map(|wanted| forms.name(wanted));
    [
        ("indicator", wanted.into_iter().any(|wanted| likeness(&wanted, &said) >= SAME_INDICATOR)),
        ("region", forms.region(&gold.region) == forms.region(&fact.region)),
        ("year", gold.year == fact.year),
        ("kind", gold.kind == fact.kind),
        ("type", gold.measure_type == fact.measure_type),
        ("op", gold.op == fact.op),
        ("sign", (gold.value < 0.0) == (fact.value < 0.0)),
    ]
}

/// What the fact says for what is annotated.
fn disagreements(gold: &ScoredMeasure, fact: &ScoredMeasure, attributes: &Attributes) -> Vec<String> {
    let wrong = attributes.iter().filter(|(_, agrees)| !agrees);
    wrong
        .map(|&(name, _)| {
            let said = |measure: &ScoredMeasure| match name {
                "indicator" => indicator(measure).to_owned(),
                "region" => measure.region.clone(),
                "year" => measure.year.map(|year| year.to_string()).unwrap_or_default(),
                "kind" => measure.kind.clone(),
                "type" => measure.measure_type.clone(),
                "op" => measure.op.clone(),
                _ => measure.value.to_string(),
            };
            format!("{name} `{}` for `{}`", said(fact), said(gold))
        })
        .collect()
}
