//! How central nodes are.

use super::selection::{PART, Selection, select, watched};
use crate::graph::subgraph::{RankOptions, betweenness, closeness, page_rank};
use crate::query::procedure::native::{Found, FoundColumn, NativeProcedure, ProcedureContext, Rows};
use crate::value::Value;

pub(super) const PROCEDURES: &[NativeProcedure] = &[
    NativeProcedure {
        name: "algo.pagerank",
        help: "PageRank: who is pointed at by those who are pointed at; options damping (0.85), rounds, weight, directed",
        inputs: &PART,
        outputs: &[("node", "NODE"), ("score", "FLOAT")],
        call: rank,
    },
    NativeProcedure {
        name: "algo.degree",
        help: "number of relationships of each node, and their share of what could be",
        inputs: &PART,
        outputs: &[
            ("node", "NODE"),
            ("degree", "INTEGER"),
            ("incoming", "INTEGER"),
            ("outgoing", "INTEGER"),
            ("score", "FLOAT"),
        ],
        call: degree,
    },
    NativeProcedure {
        name: "algo.betweenness",
        help: "share of shortest paths that lead over each node; options weight (a length), directed",
        inputs: &PART,
        outputs: &[("node", "NODE"), ("score", "FLOAT")],
        call: between,
    },
    NativeProcedure {
        name: "algo.closeness",
        help: "how near each node is to those that lead to it; options weight (a length), directed",
        inputs: &PART,
        outputs: &[("node", "NODE"), ("score", "FLOAT")],
        call: close,
    },
];

/// Ranks are final when they change by less in all.
const TOLERANCE: f64 = 1e-14;

fn rank(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let part = select(context, arguments, &["damping", "rounds"])?;
    let options = RankOptions {
        damping: part.options.number("damping", 0.85, 0.0)?.min(1.0),
        rounds: part.options.count("rounds", 1000, 100_000)?,
        tolerance: TOLERANCE,
        both_ways: !part.directed(true)?,
    };
    let scores = watched(context, |watch| page_rank(&part.graph, options, watch))?;
    Ok(scored(&part, scores))
}

fn degree(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let part = select(context, arguments, &[])?;
    let n_nodes = part.graph.n_nodes();
    let (mut incoming, mut outgoing) = (vec![0i64; n_nodes], vec![0i64; n_nodes]);
    for edge in part.graph.edges() {
        outgoing[edge.from as usize] += 1;
        incoming[edge.to as usize] += 1;
    }
    let most = n_nodes.saturating_sub(1).max(1) as f64;
    let degrees: Vec<i64> = incoming.iter().zip(&outgoing).map(|(one, other)| one + other).collect();
    let scores: Vec<f64> = degrees.iter().map(|degree| *degree as f64 / most).collect();
    let numbers = [degrees, incoming, outgoing].map(FoundColumn::Integers);
    let columns: Vec<_> = numbers.into_iter().chain([FoundColumn::Floats(scores.clone())]).collect();
    Ok(part.ranked(&scores, &columns))
}

fn between(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let part = select(context, arguments, &[])?;
    part.check_work("algo.betweenness")?;
    let directed = part.directed(true)?;
    let scores = watched(context, |watch| betweenness(&part.graph, directed, part.weighted, watch))?;
    Ok(scored(&part, scores))
}

fn close(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let part = select(context, arguments, &[])?;
    part.check_work("algo.closeness")?;
    let directed = part.directed(true)?;
    let scores = watched(context, |watch| closeness(&part.graph, directed, part.weighted, watch))?;
    Ok(scored(&part, scores))
}

fn scored(part: &Selection, scores: Vec<f64>) -> Found {
    part.ranked(&scores.clone(), &[FoundColumn::Floats(scores)])
}
