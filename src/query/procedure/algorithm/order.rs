//! Spanning trees and orders.

use super::selection::{PART, select};
use crate::graph::subgraph::{spanning_tree, topological_order};
use crate::query::procedure::input::wrong;
use crate::query::procedure::native::{NativeProcedure, ProcedureContext, Rows};
use crate::value::Value;

pub(super) const PROCEDURES: &[NativeProcedure] = &[
    NativeProcedure {
        name: "algo.spanningTree",
        help: "relationships of a spanning tree of least weight, one tree a component, directions aside; option weight",
        inputs: &PART,
        outputs: &[
            ("relationship", "RELATIONSHIP"),
            ("source", "NODE"),
            ("target", "NODE"),
            ("weight", "FLOAT"),
        ],
        call: tree,
    },
    NativeProcedure {
        name: "algo.topologicalSort",
        help: "nodes so that every relationship leads to a later one; an error where there is a cycle",
        inputs: &PART,
        outputs: &[("node", "NODE"), ("position", "INTEGER")],
        call: sorted,
    },
];

fn tree(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let part = select(context, arguments, &[])?;
    let row = |number: u32| {
        let edge = part.edge(number);
        vec![
            Value::Relationship(edge.rel),
            part.node(edge.from),
            part.node(edge.to),
            Value::Float(edge.weight),
        ]
    };
    Ok(spanning_tree(&part.graph).into_iter().map(row).collect())
}

fn sorted(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let part = select(context, arguments, &[])?;
    match topological_order(&part.graph) {
        Ok(order) => {
            let rows = (1i64..).zip(order).map(|(at, place)| vec![part.node(place), Value::Integer(at)]);
            Ok(rows.collect())
        }
        Err(place) => {
            let name = name_of(context, &part.node(place));
            Err(wrong(format!(
                "there is no such order: a cycle leads from {name} back to it; `algo.cycles` lists the cycles"
            )))
        }
    }
}

/// A node as a message calls it.
fn name_of(context: &ProcedureContext<'_>, node: &Value) -> String {
    let graph = context.functions.graph;
    let name = match (node, graph.vocabulary().key("name")) {
        (Value::Node(node), Some(key)) => graph.node_property(*node, key),
        _ => Value::Null,
    };
    if name.is_null() { node.to_string() } else { format!("`{}`", name.to_text()) }
}
