//! Entities by their names.

use std::collections::BTreeMap;

use super::compare::Comparison;
use super::form::Forms;
use super::record::ScoredEntity;
use super::tally::Heading;

/// From each form of a name to the name of the entity as annotated.
pub(super) type KnownNames = BTreeMap<String, String>;

/// Matches each annotated entity with a fact that shares a name and has an allowed label; gives the names by which
/// relations may speak of them.
pub(super) fn compare(
    gold: &[ScoredEntity],
    facts: &[ScoredEntity],
    forms: Forms<'_>,
    comparison: &mut Comparison,
) -> KnownNames {
    let fact_names: Vec<Vec<String>> = facts.iter().map(|fact| names(fact, forms)).collect();
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, names) in fact_names.iter().enumerate() {
        for name in names {
            by_name.entry(name).or_default().push(at);
        }
    }
    let mut is_taken = vec![false; facts.len()];
    let mut known = KnownNames::new();
    for entity in gold {
        let names = names(entity, forms);
        let canonical = entity.names.first().map(|name| forms.name(name)).unwrap_or_default();
        let hit = names
            .iter()
            .flat_map(|name| by_name.get(name.as_str()).into_iter().flatten().copied())
            .find(|&at| !is_taken[at] && is_allowed(entity, &facts[at].label));
        known.extend(names.into_iter().map(|name| (name, canonical.clone())));
        for detail in ["", &entity.label] {
            let tally = comparison.scores.at(Heading::Entity(detail.to_owned()));
            tally.gold += 1;
            tally.agreed += usize::from(hit.is_some());
            tally.facts += usize::from(hit.is_some());
        }
        match hit {
            None => comparison.errors.push(format!("missed {} {}", entity.label, shown(entity))),
            Some(at) => {
                is_taken[at] = true;
                for name in &fact_names[at] {
                    known.entry(name.clone()).or_insert_with(|| canonical.clone());
                }
            }
        }
    }
    for (fact, _) in facts.iter().zip(is_taken).filter(|(_, is_taken)| !is_taken) {
        for detail in ["", &fact.label] {
            comparison.scores.at(Heading::Entity(detail.to_owned())).facts += 1;
        }
        comparison.errors.push(format!("made up {} {}", fact.label, shown(fact)));
    }
    known
}

fn is_allowed(entity: &ScoredEntity, label: &str) -> bool {
    entity.label == label || entity.also.iter().any(|also| also == label)
}

fn shown(entity: &ScoredEntity) -> &str {
    entity.names.first().map_or("", String::as_str)
}

/// Forms of its names, each once, the name itself first.
fn names(entity: &ScoredEntity, forms: Forms<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in entity.names.iter().filter(|name| !name.is_empty()) {
        let name = forms.name(name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
