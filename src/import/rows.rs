//! Rows of a table, read and typed: the part of an import that needs no graph to write to.

use std::io::Read;

use csv::ByteRecord;

use super::error::ImportError;
use super::field::FieldType;
use super::ids::Ids;
use crate::graph::KeyId;
use crate::value::{NodeId, Value};

/// Rows handed over at a time.
const CHUNK_ROWS: usize = 4096;

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The table.
    pub file: String,
    /// The line it begins in, from 1.
    pub line: u64,
    /// Why.
    pub reason: String,
    /// The row itself.
    pub fields: Vec<String>,
}

/// What is read from a row, resolved.
#[derive(Clone, Debug)]
pub(super) enum Role {
    Property(KeyId, FieldType, bool),
    Id(Option<KeyId>, FieldType, usize),
    Labels,
    Start(usize),
    End(usize),
    Type,
    Ignored,
}

/// A row ready to be written.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) id: Option<(usize, Box<str>)>,
    /// Labels or type, as the row says.
    pub(super) names: Vec<Box<str>>,
    pub(super) start: Option<NodeId>,
    pub(super) end: Option<NodeId>,
    pub(super) properties: Vec<(KeyId, Value)>,
}

/// Some rows in order.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    pub(super) rows: Vec<Row>,
    pub(super) rejected: Vec<Rejected>,
}

/// A table to be read.
pub(super) struct Table<'i> {
    pub(super) file: &'i str,
    pub(super) roles: Vec<Role>,
    pub(super) ids: &'i Ids,
}

impl Table<'_> {
    /// Reads all rows and hands them to `take` in chunks, until it wants no more.
    pub(super) fn read(
        &self,
        reader: &mut csv::Reader<Box<dyn Read + Send>>,
        take: &mut dyn FnMut(Chunk) -> bool,
    ) -> Result<(), ImportError> {
        let (mut record, mut chunk) = (ByteRecord::new(), Chunk::default());
        loop {
            let more = reader.read_byte_record(&mut record);
            let more = more.map_err(|error| ImportError::Unreadable { file: self.file.to_owned(), error })?;
            if !more {
                break;
            }
            let line = record.position().map_or(0, csv::Position::line);
            match self.row(&record) {
                Ok(row) => chunk.rows.push(Row { line, ..row }),
                Err(reason) => chunk.rejected.push(self.rejected(line, reason, &record)),
            }
            if chunk.rows.len() + chunk.rejected.len() >= CHUNK_ROWS && !take(std::mem::take(&mut chunk)) {
                return Ok(());
            }
        }
        take(chunk);
        Ok(())
    }

    fn rejected(&self, line: u64, reason: String, record: &ByteRecord) -> Rejected {
        let fields = record.iter().map(|field| String::from_utf8_lossy(field).into_owned()).collect();
        Rejected { file: self.file.to_owned(), line, reason, fields }
    }

    fn row(&self, record: &ByteRecord) -> Result<Row, String> {
        if record.len() != self.roles.len() {
            return Err(format!("it has {} fields, the header {}", record.len(), self.roles.len()));
        }
        let mut row = Row::default();
        if self.roles.iter().any(|role| matches!(role, Role::Property(..))) {
            row.properties.reserve(self.roles.len());
        }
        for (role, field) in self.roles.iter().zip(record) {
            let text = std::str::from_utf8(field).map_err(|_| "it is not in UTF-8".to_owned())?;
            self.field(role, text, &mut row)?;
        }
        Ok(row)
    }

    fn field(&self, role: &Role, text: &str, row: &mut Row) -> Result<(), String> {
        match role {
            Role::Ignored => {}
            // What is empty is not there.
            Role::Property(..) | Role::Labels | Role::Type if text.is_empty() => {}
            Role::Property(key, field, false) => row.properties.push((*key, field.value(text)?)),
            Role::Property(key, field, true) => {
                let items: Result<Vec<Value>, String> =
                    text.split(';').map(|item| field.value(item)).collect();
                row.properties.push((*key, Value::list(items?)));
            }
            Role::Id(..) | Role::Start(_) | Role::End(_) if text.is_empty() => {
                return Err("it has no id".to_owned());
            }
            Role::Id(key, field, space) => {
                if let Some(key) = key {
                    row.properties.push((*key, field.value(text)?));
                }
                row.id = Some((*space, text.into()));
            }
            Role::Labels => row.names.extend(text.split(';').filter(|name| !name.is_empty()).map(Box::from)),
            Role::Type => row.names = vec![text.into()],
            Role::Start(space) => row.start = Some(self.node(*space, text)?),
            Role::End(space) => row.end = Some(self.node(*space, text)?),
        }
        Ok(())
    }

    fn node(&self, space: usize, id: &str) -> Result<NodeId, String> {
        self.ids.get(space, id).ok_or_else(|| format!("no node has the id `{id}`"))
    }
}
