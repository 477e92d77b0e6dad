//! A statement on its way from text to rows, and the statements kept compiled.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::graph::GraphView;
use crate::query::QueryError;
use crate::query::bind::{ProcedureCatalog, bind};
use crate::query::optimize::{Options, optimize};
use crate::query::parser::parse;
use crate::query::plan::{QueryPlan, build};
use crate::query::stack::with_room;

/// Statements kept compiled.
const MAX_STATEMENTS: usize = 256;

/// What a plan was made for: it is made anew when the graph has grown to another size or has other indexes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Occasion {
    /// Number of bits of the counts of nodes and relationships: plans last while the graph less than doubles.
    magnitude: (u32, u32),
    indexes: usize,
    labels: usize,
    options: Options,
}

impl Occasion {
    fn of(graph: &dyn GraphView, options: Options) -> Self {
        let bits = |count: usize| usize::BITS - count.leading_zeros();
        Self {
            magnitude: (bits(graph.n_nodes()), bits(graph.n_rels())),
            indexes: graph.indexes().len(),
            labels: graph.vocabulary().names(crate::graph::NameTable::Label).len(),
            options,
        }
    }
}

/// Compiled statements by text.
#[derive(Debug, Default)]
pub(super) struct Statements {
    known: BTreeMap<Box<str>, (Occasion, Arc<QueryPlan>)>,
}

impl Statements {
    /// The plan of a statement, from the cache when it still fits.
    pub(super) fn compile(
        &mut self,
        text: &str,
        graph: &dyn GraphView,
        procedures: &ProcedureCatalog,
        options: Options,
    ) -> Result<Arc<QueryPlan>, QueryError> {
        let occasion = Occasion::of(graph, options);
        if let Some((known, plan)) = self.known.get(text)
            && *known == occasion
        {
            return Ok(plan.clone());
        }
        let statement = parse(text)?;
        let mut plan = with_room(statement.depth, || build(bind(text, &statement, procedures)?))?;
        with_room(plan.levels, || optimize(&mut plan, graph, options));
        let plan = Arc::new(plan);
        if self.known.len() >= MAX_STATEMENTS {
            self.known.clear();
        }
        self.known.insert(text.into(), (occasion, plan.clone()));
        Ok(plan)
    }

    /// Forgets all plans, when what they were made for has changed.
    pub(super) fn clear(&mut self) {
        self.known.clear();
    }
}
