//! Rows of one document, as a stream of lines gives them.

use std::collections::BTreeMap;

use super::row::Row;
use crate::extract::Fact;
use crate::extract::fact::{DocumentFact, EntityLabel, RelationFact};

/// Facts of one document with their lines; the document comes first when it is told.
#[derive(Clone, Debug, Default)]
pub struct GivenBatch {
    /// What the facts call their document.
    pub doc: String,
    /// Number of the line and fact.
    pub facts: Vec<(usize, Fact)>,
}

/// Reads lines one by one and gives a batch when the document changes.
#[derive(Debug)]
pub struct GivenReader {
    /// The document of lines that name none.
    doc: String,
    n_lines: usize,
    rows: Vec<(usize, Row)>,
    /// Documents told so far, for rows that come back to them.
    documents: BTreeMap<String, DocumentFact>,
    faults: Vec<(usize, String)>,
}

impl GivenReader {
    /// A reader of a file of this name: `2023-wuxi.gold.jsonl` tells of `2023-wuxi` when its lines do not say.
    pub fn new(name: &str) -> Self {
        let stem = [".jsonl", ".json", ".gold", ".facts"]
            .into_iter()
            .fold(name, |name, ending| name.strip_suffix(ending).unwrap_or(name));
        let (rows, documents, faults) = Default::default();
        Self { doc: stem.to_owned(), n_lines: 0, rows, documents, faults }
    }

    /// Takes the next line; gives the batch that it ends.
    pub fn take(&mut self, line: &str) -> Option<GivenBatch> {
        self.n_lines += 1;
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.is_empty() {
            return None;
        }
        let row = match Row::read(line, &self.doc) {
            Ok(row) => row,
            Err(why) => {
                self.faults.push((self.n_lines, why));
                return None;
            }
        };
        let is_next = self.rows.last().is_some_and(|(_, last)| last.doc() != row.doc())
            || matches!(row, Row::Document(_));
        let batch = if is_next { self.finish() } else { None };
        match row {
            Row::Document(document) => {
                self.documents.insert(document.doc.clone(), document.clone());
                self.rows.push((self.n_lines, Row::Document(document)));
            }
            row => {
                if let Some(document) = self.documents.get(row.doc()).filter(|_| self.rows.is_empty()) {
                    self.rows.push((self.n_lines, Row::Document(document.clone())));
                }
                self.rows.push((self.n_lines, row));
            }
        }
        batch
    }

    /// The last batch.
    pub fn finish(&mut self) -> Option<GivenBatch> {
        let rows = std::mem::take(&mut self.rows);
        let doc = rows.first()?.1.doc().to_owned();
        let mut labels: BTreeMap<String, EntityLabel> = BTreeMap::new();
        for (_, row) in &rows {
            if let Row::Entity(entity) = row {
                for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                    labels.entry(name.clone()).or_insert(entity.label);
                }
            }
        }
        let mut facts = Vec::new();
        for (line, row) in rows {
            match row {
                Row::Document(document) => facts.push((line, Fact::Document(document))),
                Row::Entity(entity) => facts.push((line, Fact::Entity(entity))),
                Row::Measure(measure) => facts.push((line, Fact::Measure(measure))),
                Row::Relation(relation, said) => match with_ends(relation, said, &labels) {
                    Ok(relation) => facts.push((line, Fact::Relation(relation))),
                    Err(why) => self.faults.push((line, why)),
                },
            }
        }
        Some(GivenBatch { doc, facts })
    }

    /// Lines that were dropped so far, with the reason.
    pub fn faults(&mut self) -> Vec<(usize, String)> {
        let mut faults = std::mem::take(&mut self.faults);
        faults.sort();
        faults
    }
}

/// A relation with the labels of its ends: as said, as the document's entities have it, or the only one that its type
/// allows.
fn with_ends(
    mut relation: RelationFact,
    said: [Option<EntityLabel>; 2],
    labels: &BTreeMap<String, EntityLabel>,
) -> Result<RelationFact, String> {
    let relation_type = relation.relation_type;
    let allowed = relation_type.ends();
    let mut ends = [EntityLabel::Region; 2];
    for (at, name) in [&relation.head, &relation.tail].into_iter().enumerate() {
        let only = allowed[at].first().copied().filter(|_| allowed[at].len() == 1);
        let listed =
            labels.get(name).copied().filter(|label| said[at].is_some() || allowed[at].contains(label));
        let label = said[at].or(listed).or(only).ok_or_else(|| {
            let side = ["head", "tail"][at];
            format!("`{name}` is no entity of the document: say its label with `{side}_label`")
        })?;
        if !allowed[at].contains(&label) {
            return Err(format!(
                "{relation_type:?} leads from {:?} to {:?}, found {label:?} `{name}`",
                allowed[0], allowed[1]
            ));
        }
        ends[at] = label;
    }
    [relation.head_label, relation.tail_label] = ends;
    Ok(relation)
}
