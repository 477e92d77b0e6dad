//! Running statements.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::Error;
use crate::graph::PropertyGraph;
use crate::query::{ErrorClass, QueryError};
use crate::result::ResultTable;
use crate::storage::{self, Meta};
use crate::value::Value;

/// Parameters of a statement by name, without `$`.
pub type Params = BTreeMap<Arc<str>, Value>;

/// A graph in memory, with the notes that go with it into its file.
#[derive(Debug, Default)]
pub struct Database {
    graph: PropertyGraph,
    meta: Meta,
}

impl Database {
    /// A database over a graph.
    pub fn new(graph: PropertyGraph) -> Self {
        Self { graph, meta: Meta::new() }
    }

    /// Opens a graph's file.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let (graph, meta) = storage::open(path)?;
        Ok(Self { graph, meta })
    }

    /// Writes the graph to a file, in the place of what is there: whole or not at all.
    pub fn save(&self, path: &Path) -> Result<(), Error> {
        Ok(storage::save(&self.graph, &self.meta, path)?)
    }

    /// Notes by key: when and from what the graph was built.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// Notes, to be changed.
    pub fn meta_mut(&mut self) -> &mut Meta {
        &mut self.meta
    }

    /// The graph.
    pub fn graph(&self) -> &PropertyGraph {
        &self.graph
    }

    /// Gives the graph back.
    pub fn into_graph(self) -> PropertyGraph {
        self.graph
    }

    /// A session that runs statements one after another.
    pub fn session(&mut self) -> Session<'_> {
        Session { database: self, interrupt: Arc::default() }
    }
}

/// Runs statements; each is its own transaction: it takes effect whole or not at all.
#[derive(Debug)]
pub struct Session<'d> {
    database: &'d mut Database,
    interrupt: Arc<AtomicBool>,
}

impl Session<'_> {
    /// Set this from another thread (or a signal handler) to stop the running statement; it ends with an error and
    /// leaves no trace. The session clears it when a statement starts.
    pub fn interrupt(&self) -> Arc<AtomicBool> {
        self.interrupt.clone()
    }

    /// The graph as it is now.
    pub fn graph(&self) -> &PropertyGraph {
        &self.database.graph
    }

    /// Runs one statement.
    pub fn run(&mut self, _text: &str, _params: &Params) -> Result<ResultTable, Error> {
        Err(QueryError::runtime(ErrorClass::ExecutionError, "NotYet", "the engine is not there yet").into())
    }
}
