//! The import itself: tables of nodes, then tables of relationships.

use std::io::Read;
use std::sync::mpsc::{Receiver, sync_channel};

use super::error::ImportError;
use super::header::{Column, Header};
use super::ids::Ids;
use super::rows::{Chunk, Rejected, Role, Row, Table};
use crate::graph::{Change, GraphError, GraphStore, LabelId, PropertyGraph, TypeId};
use crate::value::NodeId;

/// Chunks that a reader may be ahead.
const CHUNKS_AHEAD: usize = 4;

/// A table to be imported.
pub struct Input {
    /// What it is called in messages.
    pub file: String,
    /// Labels of its nodes, or the type of its relationships.
    pub names: Vec<String>,
    /// Its columns; the first record when none are given.
    pub header: Option<Header>,
    /// Whether the first record is a header, to be passed over when one is given.
    pub has_header: bool,
    /// Its bytes.
    pub bytes: Box<dyn Read + Send>,
}

/// What is told while the import goes on.
pub trait Progress {
    /// So many more rows were taken.
    fn taken(&mut self, n_rows: usize);
    /// A row was not taken.
    fn rejected(&mut self, row: Rejected);
}

/// An import at work.
#[derive(Debug, Default)]
pub struct Import {
    graph: PropertyGraph,
    ids: Ids,
    n_threads: usize,
}

/// A table with its roles resolved.
struct Prepared {
    file: String,
    names: Vec<String>,
    roles: Vec<Role>,
    reader: csv::Reader<Box<dyn Read + Send>>,
}

impl Import {
    /// An import into an empty graph, on so many threads.
    pub fn new(n_threads: usize) -> Self {
        Self { n_threads, ..Self::default() }
    }

    /// Imports tables of nodes.
    pub fn nodes(&mut self, inputs: Vec<Input>, progress: &mut dyn Progress) -> Result<(), ImportError> {
        let tables = inputs.into_iter().map(|input| self.prepare(input)).collect::<Result<Vec<_>, _>>()?;
        // Nodes are not looked up while nodes are read.
        let ids = Ids::default();
        let Self { graph, ids: known, n_threads } = self;
        read_all(tables, &ids, *n_threads, &mut |names, file, chunk| {
            let labels: Vec<LabelId> = names.iter().map(|name| graph.intern_label(name)).collect();
            let mut n_taken = 0;
            chunk.rejected.into_iter().for_each(|row| progress.rejected(row));
            for row in chunk.rows {
                match node(graph, known, &labels, row)? {
                    None => n_taken += 1,
                    Some((line, reason)) => {
                        let file = file.to_owned();
                        progress.rejected(Rejected { file, line, reason, fields: Vec::new() });
                    }
                }
            }
            progress.taken(n_taken);
            Ok(())
        })
    }

    /// Imports tables of relationships; the nodes must be there.
    pub fn relationships(
        &mut self,
        inputs: Vec<Input>,
        progress: &mut dyn Progress,
    ) -> Result<(), ImportError> {
        let mut tables = Vec::new();
        for input in inputs {
            let table = self.prepare(input)?;
            let has = |wanted: fn(&Role) -> bool| table.roles.iter().any(wanted);
            let missing = match () {
                () if !has(|role| matches!(role, Role::Start(_))) => Some(":START_ID"),
                () if !has(|role| matches!(role, Role::End(_))) => Some(":END_ID"),
                () => None,
            };
            if let Some(missing) = missing {
                return Err(ImportError::MissingColumn { file: table.file, missing });
            }
            if table.names.is_empty() && !has(|role| matches!(role, Role::Type)) {
                return Err(ImportError::MissingType { file: table.file });
            }
            tables.push(table);
        }
        let Self { graph, ids, n_threads } = self;
        let mut plain = Plain::default();
        read_all(tables, ids, *n_threads, &mut |names, file, chunk| {
            let of_table = names.first().map(|name| graph.intern_type(name));
            let mut n_taken = 0;
            // Rows that say nothing but their ends are gathered, and written when another kind of row comes.
            chunk.rejected.into_iter().for_each(|row| progress.rejected(row));
            for row in chunk.rows {
                let line = row.line;
                if let (Some(rel_type), [], [], Some(ends)) =
                    (of_table, &row.properties[..], &row.names[..], row.start.zip(row.end))
                {
                    plain.take(graph, rel_type, ends)?;
                    n_taken += 1;
                    continue;
                }
                plain.write(graph)?;
                if relationship(graph, of_table, row)? {
                    n_taken += 1;
                } else {
                    let (file, reason) = (file.to_owned(), "it has no type".to_owned());
                    progress.rejected(Rejected { file, line, reason, fields: Vec::new() });
                }
            }
            progress.taken(n_taken);
            Ok(())
        })?;
        Ok(plain.write(graph)?)
    }

    /// The graph, packed.
    pub fn finish(mut self) -> PropertyGraph {
        self.graph.pack();
        self.graph
    }

    /// The graph so far, to be changed.
    pub fn graph_mut(&mut self) -> &mut PropertyGraph {
        &mut self.graph
    }

    fn prepare(&mut self, input: Input) -> Result<Prepared, ImportError> {
        let Input { file, names, header, has_header, bytes } = input;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(has_header)
            .flexible(true)
            .buffer_capacity(1 << 18)
            .from_reader(bytes);
        let header = match header {
            Some(header) => header,
            None => {
                let first = reader.headers();
                let first = first.map_err(|error| ImportError::Unreadable { file: file.clone(), error })?;
                Header::parse(&file, first.iter())?
            }
        };
        let roles = header.columns.iter().map(|column| self.role(column)).collect();
        Ok(Prepared { file, names, roles, reader })
    }

    fn role(&mut self, column: &Column) -> Role {
        match column {
            Column::Property { key, field, is_list } => {
                Role::Property(self.graph.intern_key(key), *field, *is_list)
            }
            Column::Id { key, field, space } => {
                let key = key.as_ref().map(|key| self.graph.intern_key(key));
                Role::Id(key, *field, self.ids.space(space))
            }
            Column::Labels => Role::Labels,
            Column::Start(space) => Role::Start(self.ids.space(space)),
            Column::End(space) => Role::End(self.ids.space(space)),
            Column::Type => Role::Type,
            Column::Ignored => Role::Ignored,
        }
    }
}

/// Relationships of one type without properties, to be written together.
#[derive(Default)]
struct Plain {
    rel_type: Option<TypeId>,
    ends: Vec<(NodeId, NodeId)>,
}

impl Plain {
    fn take(
        &mut self,
        graph: &mut PropertyGraph,
        rel_type: TypeId,
        ends: (NodeId, NodeId),
    ) -> Result<(), GraphError> {
        if self.rel_type != Some(rel_type) {
            self.write(graph)?;
            self.rel_type = Some(rel_type);
        }
        self.ends.push(ends);
        Ok(())
    }

    fn write(&mut self, graph: &mut PropertyGraph) -> Result<(), GraphError> {
        match self.rel_type.take() {
            Some(rel_type) => graph.add_relationships(rel_type, &std::mem::take(&mut self.ends)),
            None => Ok(()),
        }
    }
}

/// Creates a node; gives line and reason when it cannot be.
fn node(
    graph: &mut PropertyGraph,
    ids: &mut Ids,
    labels: &[LabelId],
    row: Row,
) -> Result<Option<(u64, String)>, ImportError> {
    if let Some((space, id)) = &row.id
        && ids.get(*space, id).is_some()
    {
        return Ok(Some((row.line, format!("another node has the id `{id}`"))));
    }
    let node = graph.new_node_id()?;
    let mut labels = labels.to_vec();
    labels.extend(row.names.iter().map(|name| graph.intern_label(name)));
    graph.apply(Change::CreateNode { id: node, labels, properties: row.properties })?;
    if let Some((space, id)) = &row.id {
        ids.insert(*space, id, node);
    }
    Ok(None)
}

/// Creates a relationship; tells whether it could be.
fn relationship(graph: &mut PropertyGraph, of_table: Option<TypeId>, row: Row) -> Result<bool, ImportError> {
    let rel_type = row.names.first().map(|name| graph.intern_type(name)).or(of_table);
    let ends: Option<(NodeId, NodeId)> = row.start.zip(row.end);
    let (Some(rel_type), Some((start, end))) = (rel_type, ends) else { return Ok(false) };
    let id = graph.new_rel_id()?;
    graph.apply(Change::CreateRelationship { id, rel_type, start, end, properties: row.properties })?;
    Ok(true)
}

/// Takes what was read of a table.
type Take<'t> = dyn FnMut(&[String], &str, Chunk) -> Result<(), ImportError> + 't;

/// Reads all tables, as many at a time as there are threads, and hands their rows on in the order of the tables.
fn read_all(
    tables: Vec<Prepared>,
    ids: &Ids,
    n_threads: usize,
    take: &mut Take<'_>,
) -> Result<(), ImportError> {
    if n_threads <= 1 {
        for Prepared { file, names, roles, mut reader } in tables {
            let mut result = Ok(());
            Table { file: &file, roles, ids }.read(&mut reader, &mut |chunk| {
                result = take(&names, &file, chunk);
                result.is_ok()
            })?;
            result?;
        }
        return Ok(());
    }
    std::thread::scope(|scope| {
        let mut waiting = tables.into_iter();
        let mut at_work = std::collections::VecDeque::new();
        loop {
            while at_work.len() < n_threads
                && let Some(Prepared { file, names, roles, mut reader }) = waiting.next()
            {
                let (send, chunks): (_, Receiver<Result<Chunk, ImportError>>) = sync_channel(CHUNKS_AHEAD);
                let name = file.clone();
                scope.spawn(move || {
                    let table = Table { file: &name, roles, ids };
                    let read = table.read(&mut reader, &mut |chunk| send.send(Ok(chunk)).is_ok());
                    if let Err(error) = read {
                        // Nobody listens any more when another table failed first.
                        let _ = send.send(Err(error));
                    }
                });
                at_work.push_back((file, names, chunks));
            }
            let Some((file, names, chunks)) = at_work.pop_front() else { return Ok(()) };
            for chunk in chunks {
                take(&names, &file, chunk?)?;
            }
        }
    })
}
