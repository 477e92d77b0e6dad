//! What is compared: annotations, this program's facts, and the facts of any other that keeps to the same fields.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::error::RecordError;
use crate::extract::Fact;

/// The records of one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// Named things.
    pub entities: Vec<ScoredEntity>,
    /// Figures.
    pub measures: Vec<ScoredMeasure>,
    /// How things stand to each other.
    pub relations: Vec<ScoredRelation>,
}

/// A named thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScoredEntity {
    /// What it is.
    pub label: String,
    /// Other labels that are as right.
    pub also: Vec<String>,
    /// Its name, then its other names.
    pub names: Vec<String>,
}

/// A figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScoredMeasure {
    /// Whose figure it is.
    pub region: String,
    /// What is measured, then other wordings that are as right.
    pub indicators: Vec<String>,
    /// The year it is for.
    pub year: Option<f64>,
    /// `observation` or `target`.
    pub kind: String,
    /// `level`, `increment`, `growth`, `share`, `point_change` or `rank`.
    pub measure_type: String,
    /// `=`, `>=`, `<=` or `~`.
    pub op: String,
    /// The number as written.
    pub value: f64,
    /// The unit as written.
    pub unit: String,
    /// The piece of the document that holds it.
    pub quote: String,
}

/// How two things stand to each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScoredRelation {
    /// Name of the one.
    pub head: String,
    /// The relation.
    pub relation_type: String,
    /// Name of the other.
    pub tail: String,
}

impl Records {
    /// Reads JSON Lines. A measure without a number can match nothing and is left out.
    pub fn read(text: &str) -> Result<Self, RecordError> {
        let mut of_documents = Self::read_by_document(text)?;
        let mut all = of_documents.remove("").unwrap_or_default();
        for records in of_documents.into_values() {
            all.entities.extend(records.entities);
            all.measures.extend(records.measures);
            all.relations.extend(records.relations);
        }
        Ok(all)
    }

    /// Reads JSON Lines of several documents, told apart by `doc` (empty where a line has none).
    pub fn read_by_document(text: &str) -> Result<BTreeMap<String, Self>, RecordError> {
        let mut documents: BTreeMap<String, Self> = BTreeMap::new();
        for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let wrong = |what: String| RecordError { line: at + 1, what };
            let row: Map<String, Value> =
                serde_json::from_str(line).map_err(|error| wrong(format!("no JSON object: {error}")))?;
            let records = documents.entry(word(&row, "doc")).or_default();
            records.add(&row).map_err(wrong)?;
        }
        Ok(documents)
    }

    fn add(&mut self, row: &Map<String, Value>) -> Result<(), String> {
        match word(row, "record").as_str() {
            "entity" => self.entities.push(ScoredEntity {
                label: word(row, "label"),
                also: words(row, "also"),
                names: [vec![word(row, "name")], words(row, "aliases")].concat(),
            }),
            "measure" => self.measures.extend(number(row, "value").map(|value| ScoredMeasure {
                region: word(row, "region"),
                indicators: [vec![word(row, "indicator")], words(row, "aliases")].concat(),
                year: number(row, "year"),
                kind: word(row, "kind"),
                measure_type: word(row, "type"),
                op: word(row, "op"),
                value,
                unit: word(row, "unit"),
                quote: word(row, "quote"),
            })),
            "relation" => self.relations.push(ScoredRelation {
                head: word(row, "head"),
                relation_type: word(row, "type"),
                tail: word(row, "tail"),
            }),
            "document" => {}
            other => {
                return Err(format!(
                    "`record` is `{other}`, expected `document`, `entity`, `measure` or `relation`"
                ));
            }
        }
        Ok(())
    }

    /// The records of facts.
    pub fn of_facts(facts: &[Fact]) -> Self {
        let mut records = Self::default();
        for fact in facts {
            // The fields are those of the annotations: one way to read them is enough.
            if let Ok(Value::Object(row)) = serde_json::to_value(fact) {
                records.add(&row).unwrap_or_default();
            }
        }
        records
    }
}

fn word(row: &Map<String, Value>, key: &str) -> String {
    match row.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(value @ Value::Number(_)) => value.to_string(),
        _ => String::new(),
    }
}

fn words(row: &Map<String, Value>, key: &str) -> Vec<String> {
    let items = row.get(key).and_then(Value::as_array);
    items.into_iter().flatten().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

/// A number, also one in quotation marks.
fn number(row: &Map<String, Value>, key: &str) -> Option<f64> {
    match row.get(key)? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
        _ => None,
    }
}
