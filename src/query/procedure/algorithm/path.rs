//! Shortest paths.

use super::selection::{PART, Selection, select, watched};
use crate::graph::subgraph::{Route, k_shortest_paths, shortest_path};
use crate::query::procedure::input::count;
use crate::query::procedure::native::{NativeProcedure, ProcedureContext, ProcedureInput, Rows};
use crate::value::Value;

/// Paths at most.
const MAX_PATHS: usize = 10_000;

const SOURCE: ProcedureInput = ProcedureInput::needed("source", "NODE");
const TARGET: ProcedureInput = ProcedureInput::needed("target", "NODE");

pub(super) const PROCEDURES: &[NativeProcedure] = &[
    NativeProcedure {
        name: "algo.shortestPath",
        help: "the least costly path between two nodes; options weight (a length; each step is 1 without), directed",
        inputs: &[SOURCE, TARGET, PART[0], PART[1], PART[2]],
        outputs: &[("path", "PATH"), ("cost", "FLOAT"), ("length", "INTEGER")],
        call: shortest,
    },
    NativeProcedure {
        name: "algo.kShortestPaths",
        help: "the k least costly paths between two nodes that meet none twice; options weight, directed",
        inputs: &[SOURCE, TARGET, ProcedureInput::needed("k", "INTEGER"), PART[0], PART[1], PART[2]],
        outputs: &[("rank", "INTEGER"), ("path", "PATH"), ("cost", "FLOAT"), ("length", "INTEGER")],
        call: shortest_ones,
    },
];

fn shortest(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let part = select(context, &arguments[2..], &[])?;
    let (from, to) = (part.place("source", &arguments[0])?, part.place("target", &arguments[1])?);
    let found = shortest_path(&part.graph, from, to, part.directed(true)?, part.weighted);
    Ok(found.iter().map(|route| row(&part, route)).collect())
}

fn shortest_ones(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let k = count("k", &arguments[2], MAX_PATHS)?;
    let part = select(context, &arguments[3..], &[])?;
    let ends = (part.place("source", &arguments[0])?, part.place("target", &arguments[1])?);
    let directed = part.directed(true)?;
    let found =
        watched(context, |watch| k_shortest_paths(&part.graph, ends, k, directed, part.weighted, watch))?;
    let ranked = (1i64..).zip(&found);
    Ok(ranked
        .map(|(rank, route)| std::iter::once(Value::Integer(rank)).chain(row(&part, route)).collect())
        .collect())
}

fn row(part: &Selection, route: &Route) -> Vec<Value> {
    let length = i64::try_from(route.edges.len()).unwrap_or(i64::MAX);
    vec![part.path(route), Value::Float(route.cost), Value::Integer(length)]
}
