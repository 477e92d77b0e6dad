//! A fact in one line.

use crate::extract::Fact;
use crate::extract::fact::{EntityFact, MeasureFact, RelationFact};

/// What a fact says; the words of enums are those of its JSON form.
pub(super) fn statement(fact: &Fact) -> String {
    match fact {
        Fact::Document(document) => document.doc.clone(),
        Fact::Entity(entity) => of_entity(entity),
        Fact::Measure(measure) => of_measure(measure),
        Fact::Relation(relation) => of_relation(relation),
    }
}

fn of_entity(entity: &EntityFact) -> String {
    let mut text = format!("{:?} {}", entity.label, entity.name);
    if !entity.aliases.is_empty() {
        text += &format!(" = {}", entity.aliases.join(" = "));
    }
    let details: Vec<&str> = entity.stage.iter().chain(&entity.kind).map(String::as_str).collect();
    if !details.is_empty() {
        text += &format!(" ({})", details.join(", "));
    }
    text
}

fn of_measure(measure: &MeasureFact) -> String {
    let subject = measure.subject.as_ref().map(|subject| format!(" ({subject})")).unwrap_or_default();
    format!(
        "{} {}{subject} {} {} {} {} {}",
        word(&measure.kind),
        measure.region,
        measure.year,
        measure.indicator,
        word(&measure.measure_type),
        word(&measure.op),
        measure.text
    )
}

fn of_relation(relation: &RelationFact) -> String {
    format!("{} -{}-> {}", relation.head, word(&relation.relation_type), relation.tail)
}

/// The word of a plain enum in JSON.
fn word(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
