//! A statement on its way from text to rows, and the statements kept compiled.

use std::collections::HashMap;
use std::sync::Arc;

use crate::graph::GraphView;
use crate::query::QueryError;
use crate::query::bind::{ProcedureCatalog, bind};
use crate::query::optimize::{Options, optimize, still_holds};
use crate::query::parser::parse;
use crate::query::plan::{QueryPlan, build};
use crate::query::stack::with_room;

/// Statements kept compiled.
const MAX_STATEMENTS: usize = 256;

/// Bytes of the longest statement that is kept: a longer one is hardly run twice, and its plan is large.
const MAX_KEPT_BYTES: usize = 1 << 14;

/// What a plan was made for: it is made anew when the graph has grown to another size or has other indexes, and when what
/// the plan takes for granted is no longer true.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Occasion {
    /// Number of bits of the counts of nodes and relationships: plans last while the graph less than doubles.
    magnitude: (u32, u32),
    indexes: usize,
    labels: usize,
    procedures: usize,
    options: Options,
}

impl Occasion {
    fn of(graph: &dyn GraphView, procedures: &ProcedureCatalog, options: Options) -> Self {
        let bits = |count: usize| usize::BITS - count.leading_zeros();
        Self {
            magnitude: (bits(graph.n_nodes()), bits(graph.n_rels())),
            indexes: graph.indexes().len(),
            labels: graph.vocabulary().names(crate::graph::NameTable::Label).len(),
            procedures: procedures.names().count(),
            options,
        }
    }
}

/// A statement compiled to be run many times, by [`Session::run_prepared`](super::Session::run_prepared).
#[derive(Clone, Debug)]
pub struct Prepared {
    text: Arc<str>,
    occasion: Occasion,
    plan: Arc<QueryPlan>,
}

impl Prepared {
    pub(super) fn new(
        text: &str,
        graph: &dyn GraphView,
        procedures: &ProcedureCatalog,
        options: Options,
    ) -> Result<Self, QueryError> {
        let occasion = Occasion::of(graph, procedures, options);
        let plan = Arc::new(compile(text, graph, procedures, options)?);
        Ok(Self { text: text.into(), occasion, plan })
    }

    /// The plan for the graph as it is now.
    pub(super) fn plan(
        &mut self,
        graph: &dyn GraphView,
        procedures: &ProcedureCatalog,
        options: Options,
    ) -> Result<Arc<QueryPlan>, QueryError> {
        if self.occasion != Occasion::of(graph, procedures, options) || !still_holds(&self.plan, graph) {
            *self = Self::new(&self.text, graph, procedures, options)?;
        }
        Ok(self.plan.clone())
    }

    /// The statement.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Compiled statements by text: those used last.
#[derive(Debug, Default)]
pub(super) struct Statements {
    known: HashMap<Arc<str>, Kept>,
    n_used: u64,
}

/// A statement that is kept.
#[derive(Debug)]
struct Kept {
    prepared: Prepared,
    last_used: u64,
}

impl Statements {
    /// The plan of a statement: the kept one while it fits.
    pub(super) fn compile(
        &mut self,
        text: &str,
        graph: &dyn GraphView,
        procedures: &ProcedureCatalog,
        options: Options,
    ) -> Result<Arc<QueryPlan>, QueryError> {
        self.n_used += 1;
        if let Some(kept) = self.known.get_mut(text) {
            kept.last_used = self.n_used;
            return kept.prepared.plan(graph, procedures, options);
        }
        let prepared = Prepared::new(text, graph, procedures, options)?;
        let plan = prepared.plan.clone();
        if text.len() <= MAX_KEPT_BYTES {
            self.make_room();
            self.known.insert(prepared.text.clone(), Kept { prepared, last_used: self.n_used });
        }
        Ok(plan)
    }

    /// Forgets the statement that was not used for longest, where there are too many.
    fn make_room(&mut self) {
        if self.known.len() < MAX_STATEMENTS {
            return;
        }
        let oldest = self.known.iter().min_by_key(|(_, kept)| kept.last_used);
        if let Some(text) = oldest.map(|(text, _)| text.clone()) {
            self.known.remove(&text);
        }
    }

    /// Forgets all plans, when what they were made for has changed.
    pub(super) fn clear(&mut self) {
        self.known.clear();
    }
}

fn compile(
    text: &str,
    graph: &dyn GraphView,
    procedures: &ProcedureCatalog,
    options: Options,
) -> Result<QueryPlan, QueryError> {
    let statement = parse(text)?;
    let mut plan = with_room(statement.depth, || build(bind(text, &statement, procedures)?))?;
    with_room(plan.levels, || optimize(&mut plan, graph, options));
    Ok(plan)
}
