//! Relations by their ends and type.

use std::collections::BTreeMap;

use super::compare::Comparison;
use super::entities::KnownNames;
use super::form::Forms;
use super::record::ScoredRelation;
use super::tally::Heading;

/// The types that annotations have; a fact of another type is nobody's concern here.
const TYPES: &[&str] = &[
    "PART_OF",
    "DEVELOPS",
    "HAS_PROJECT",
    "IN_INDUSTRY",
    "UNDERTAKES",
    "BUILDS",
    "COOPERATES_WITH",
    "IMPLEMENTS",
    "HOSTS",
];

/// Head, type, tail.
type Triple = (String, String, String);

/// Compares the sets of relations.
pub(super) fn compare(
    gold: &[ScoredRelation],
    facts: &[ScoredRelation],
    known: &KnownNames,
    forms: Forms<'_>,
    comparison: &mut Comparison,
) {
    let gold = triples(gold.iter(), known, forms);
    let facts =
        triples(facts.iter().filter(|fact| TYPES.contains(&fact.relation_type.as_str())), known, forms);
    for (triple, relation) in &gold {
        let is_found = facts.contains_key(triple);
        for detail in ["", &triple.1] {
            let tally = comparison.scores.at(Heading::Relation(detail.to_owned()));
            tally.gold += 1;
            tally.agreed += usize::from(is_found);
        }
        if !is_found {
            comparison.errors.push(format!("missed {}", shown(relation)));
        }
    }
    for (triple, relation) in &facts {
        for detail in ["", &triple.1] {
            comparison.scores.at(Heading::Relation(detail.to_owned())).facts += 1;
        }
        if !gold.contains_key(triple) {
            comparison.errors.push(format!("made up {}", shown(relation)));
        }
    }
}

/// What is told twice counts once.
fn triples<'r>(
    relations: impl Iterator<Item = &'r ScoredRelation>,
    known: &KnownNames,
    forms: Forms<'_>,
) -> BTreeMap<Triple, &'r ScoredRelation> {
    let end = |name: &str| {
        let name = forms.name(name);
        forms.region(known.get(&name).unwrap_or(&name))
    };
    relations
        .map(|relation| {
            ((end(&relation.head), relation.relation_type.clone(), end(&relation.tail)), relation)
        })
        .collect()
}

fn shown(relation: &ScoredRelation) -> String {
    format!("{} {} {}", relation.head, relation.relation_type, relation.tail)
}
