//! Cycles.

use super::selection::{PART, select, watched};
use crate::graph::subgraph::{CycleLimits, cycles};
use crate::query::procedure::native::{NativeProcedure, ProcedureContext, Rows};
use crate::value::Value;

pub(super) const PROCEDURES: &[NativeProcedure] = &[NativeProcedure {
    name: "algo.cycles",
    help: "cycles that meet no node twice; options maxLength (8), limit (1000), directed",
    inputs: &PART,
    outputs: &[("path", "PATH"), ("length", "INTEGER"), ("cost", "FLOAT")],
    call: all_cycles,
}];

fn all_cycles(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let part = select(context, arguments, &["maxLength", "limit"])?;
    let limits = CycleLimits {
        length: part.options.count("maxLength", 8, 10_000)?,
        count: part.options.count("limit", 1000, 1_000_000)?,
    };
    let directed = part.directed(true)?;
    let found = watched(context, |watch| cycles(&part.graph, directed, limits, watch))?;
    let row = |route: &crate::graph::subgraph::Route| {
        let length = i64::try_from(route.edges.len()).unwrap_or(i64::MAX);
        vec![part.path(route), Value::Integer(length), Value::Float(route.cost)]
    };
    Ok(found.iter().map(row).collect())
}
