//! One line: a JSON object with the fields of the annotation guidelines.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::extract::fact::{
    Comparator, DocumentFact, DocumentFormat, DocumentKind, EntityFact, EntityLabel, Evidence, MeasureFact,
    MeasureKind, MeasureSpan, MeasureType, PROJECT_STAGES, RelationFact, RelationType,
};

/// Who has told it when nothing is said: a person who annotates.
const RULE: &str = "given";
const CONFIDENCE: f32 = 1.0;
/// Years that reports speak of.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// What a line says.
#[derive(Clone, Debug)]
pub(super) enum Row {
    Document(DocumentFact),
    Entity(EntityFact),
    Measure(MeasureFact),
    /// The labels of its ends, as far as they are said.
    Relation(RelationFact, [Option<EntityLabel>; 2]),
}

/// All fields of all records, none of them sure to be there. Other fields are nobody's concern.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a JSON object")]
struct Fields {
    record: Option<String>,
    doc: Option<String>,
    #[serde(default)]
    section: String,
    start: Option<usize>,
    end: Option<usize>,
    quote: Option<String>,
    rule: Option<String>,
    confidence: Option<f32>,
    label: Option<String>,
    name: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    stage: Option<String>,
    kind: Option<String>,
    count: Option<usize>,
    region: Option<String>,
    subject: Option<String>,
    indicator: Option<String>,
    year: Option<i32>,
    #[serde(rename = "type")]
    row_type: Option<String>,
    op: Option<String>,
    value: Option<f64>,
    value_max: Option<f64>,
    span: Option<String>,
    unit: Option<String>,
    text: Option<String>,
    head: Option<String>,
    head_label: Option<String>,
    tail: Option<String>,
    tail_label: Option<String>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    parents: Vec<String>,
    #[serde(default)]
    path: String,
    #[serde(default)]
    sha256: String,
    #[serde(default)]
    characters: usize,
    format: Option<DocumentFormat>,
    #[serde(default)]
    more: Vec<Evidence>,
}

impl Row {
    /// Reads a line. `doc` is the document when the line names none.
    pub(super) fn read(line: &str, doc: &str) -> Result<Self, String> {
        let fields: Fields = serde_json::from_str(line).map_err(|error| plain(&error))?;
        let record = fields.record.clone();
        match record.as_deref() {
            Some("document") => fields.document(doc),
            Some("entity") => fields.entity(doc),
            Some("measure") => fields.measure(doc),
            Some("relation") => fields.relation(doc),
            Some(other) => {
                Err(format!("unknown record `{other}`, expected document, entity, measure or relation"))
            }
            None => Err("no field `record`, expected document, entity, measure or relation".to_owned()),
        }
    }

    /// What the row calls its document.
    pub(super) fn doc(&self) -> &str {
        match self {
            Self::Document(document) => &document.doc,
            Self::Entity(entity) => &entity.evidence.doc,
            Self::Measure(measure) => &measure.evidence.doc,
            Self::Relation(relation, _) => &relation.evidence.doc,
        }
    }
}

impl Fields {
    fn document(self, doc: &str) -> Result<Row, String> {
        let kind = self.kind.map(|kind| word::<DocumentKind>("kind", kind)).transpose()?;
        Ok(Row::Document(DocumentFact {
            doc: self.doc.unwrap_or_else(|| doc.to_owned()),
            title: self.title,
            region: self.region,
            parents: self.parents,
            year: self.year,
            kind: kind.unwrap_or_default(),
            format: self.format.unwrap_or_default(),
            path: self.path,
            sha256: self.sha256,
            characters: self.characters,
        }))
    }

    fn entity(mut self, doc: &str) -> Result<Row, String> {
        if let Some(stage) = self.stage.as_deref().filter(|stage| !PROJECT_STAGES.contains(stage)) {
            return Err(format!("unknown stage `{stage}`, expected {}", PROJECT_STAGES.join(", ")));
        }
        Ok(Row::Entity(EntityFact {
            label: word("label", needed("label", self.label.take())?)?,
            name: needed("name", self.name.take())?,
            aliases: std::mem::take(&mut self.aliases),
            stage: self.stage.take(),
            kind: self.kind.take(),
            count: self.count.unwrap_or(1),
            more: std::mem::take(&mut self.more),
            evidence: self.evidence(doc)?,
        }))
    }

    fn measure(mut self, doc: &str) -> Result<Row, String> {
        let year = self.year.ok_or_else(|| missing("year"))?;
        if !YEARS.contains(&year) {
            return Err(format!("found year {year}, expected one from {} to {}", YEARS.start(), YEARS.end()));
        }
        let value = self.value.ok_or_else(|| missing("value"))?;
        let unit = self.unit.take().unwrap_or_default();
        let text = self.text.take().unwrap_or_else(|| format!("{value}{unit}"));
        let op = self.op.take().map(|op| word::<Comparator>("op", op)).transpose()?;
        let span = self.span.take().map(|span| word::<MeasureSpan>("span", span)).transpose()?;
        Ok(Row::Measure(MeasureFact {
            region: needed("region", self.region.take())?,
            subject: self.subject.take().filter(|subject| !subject.is_empty()),
            indicator: needed("indicator", self.indicator.take())?,
            aliases: std::mem::take(&mut self.aliases),
            year,
            span: span.unwrap_or_default(),
            kind: word::<MeasureKind>("kind", needed("kind", self.kind.take())?)?,
            measure_type: word::<MeasureType>("type", needed("type", self.row_type.take())?)?,
            op: op.unwrap_or_default(),
            value,
            value_max: self.value_max,
            unit,
            text,
            more: std::mem::take(&mut self.more),
            evidence: self.evidence(doc)?,
        }))
    }

    fn relation(mut self, doc: &str) -> Result<Row, String> {
        let label = |name: &str, label: Option<String>| label.map(|label| word(name, label)).transpose();
        let labels =
            [label("head_label", self.head_label.take())?, label("tail_label", self.tail_label.take())?];
        let relation = RelationFact {
            head: needed("head", self.head.take())?,
            head_label: labels[0].unwrap_or(EntityLabel::Region),
            relation_type: word::<RelationType>("type", needed("type", self.row_type.take())?)?,
            tail: needed("tail", self.tail.take())?,
            tail_label: labels[1].unwrap_or(EntityLabel::Region),
            more: std::mem::take(&mut self.more),
            evidence: self.evidence(doc)?,
        };
        Ok(Row::Relation(relation, labels))
    }

    fn evidence(self, doc: &str) -> Result<Evidence, String> {
        let confidence = self.confidence.unwrap_or(CONFIDENCE);
        if !(0.0..=1.0).contains(&confidence) {
            return Err(format!("found confidence {confidence}, expected one from 0 to 1"));
        }
        let (start, end) = match (self.start, self.end) {
            (Some(start), Some(end)) if start <= end => (start, end),
            (None, None) => (0, 0),
            (start, end) => {
                return Err(format!(
                    "found start {} and end {}, expected a range of bytes",
                    told(start),
                    told(end)
                ));
            }
        };
        Ok(Evidence {
            doc: self.doc.map_or_else(|| doc.into(), Arc::from),
            section: self.section.into(),
            start,
            end,
            quote: needed("quote", self.quote)?.into(),
            rule: self.rule.map_or(RULE.into(), Into::into),
            confidence,
        })
    }
}

fn told(number: Option<usize>) -> String {
    number.map_or("none".to_owned(), |number| number.to_string())
}

fn missing(field: &str) -> String {
    format!("no field `{field}`")
}

fn needed(field: &str, value: Option<String>) -> Result<String, String> {
    value.filter(|value| !value.trim().is_empty()).ok_or_else(|| missing(field))
}

/// A word of a closed list.
fn word<T: DeserializeOwned>(field: &str, found: String) -> Result<T, String> {
    serde_json::from_value(Value::String(found.clone())).map_err(|error| {
        let expected = error.to_string();
        let expected = expected.split_once("expected ").map_or("another", |(_, expected)| expected);
        format!("unknown {field} `{found}`, expected {expected}")
    })
}

/// What the JSON reader says, with the place in the line.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text);
    let is_object = !matches!(error.classify(), serde_json::error::Category::Data);
    let what = if is_object { "this is no JSON object: " } else { "" };
    format!("{what}{text} (column {})", error.column())
}
