//! What belongs together: components, communities, triangles.

use super::selection::{PART, Selection, select, watched};
use crate::graph::subgraph::{
    Communities, label_propagation, louvain, strong_components, triangles, weak_components,
};
use crate::query::procedure::native::{NativeProcedure, ProcedureContext, Rows};
use crate::value::Value;

pub(super) const PROCEDURES: &[NativeProcedure] = &[
    NativeProcedure {
        name: "algo.wcc",
        help: "weakly connected components: what hangs together, directions aside",
        inputs: &PART,
        outputs: &[("node", "NODE"), ("component", "INTEGER"), ("size", "INTEGER")],
        call: weak,
    },
    NativeProcedure {
        name: "algo.scc",
        help: "strongly connected components: what leads to each other",
        inputs: &PART,
        outputs: &[("node", "NODE"), ("component", "INTEGER"), ("size", "INTEGER")],
        call: strong,
    },
    NativeProcedure {
        name: "algo.louvain",
        help: "communities by Louvain's way, directions aside; options resolution (1), weight",
        inputs: &PART,
        outputs: &[("node", "NODE"), ("community", "INTEGER"), ("size", "INTEGER"), ("modularity", "FLOAT")],
        call: by_louvain,
    },
    NativeProcedure {
        name: "algo.labelPropagation",
        help: "communities by the spreading of labels, directions aside; options rounds (20), weight",
        inputs: &PART,
        outputs: &[("node", "NODE"), ("community", "INTEGER"), ("size", "INTEGER"), ("modularity", "FLOAT")],
        call: by_labels,
    },
    NativeProcedure {
        name: "algo.triangles",
        help: "triangles at each node, and how clustered its neighbours are, directions aside",
        inputs: &PART,
        outputs: &[("node", "NODE"), ("triangles", "INTEGER"), ("clustering", "FLOAT")],
        call: corners,
    },
];

fn weak(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let part = select(context, arguments, &[])?;
    Ok(grouped(&part, &weak_components(&part.graph), &[]))
}

fn strong(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let part = select(context, arguments, &[])?;
    Ok(grouped(&part, &strong_components(&part.graph), &[]))
}

fn by_louvain(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let part = select(context, arguments, &["resolution"])?;
    let resolution = part.options.number("resolution", 1.0, 0.0)?;
    let found = watched(context, |watch| louvain(&part.graph, resolution, watch))?;
    Ok(communities(&part, &found))
}

fn by_labels(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let part = select(context, arguments, &["rounds"])?;
    let rounds = part.options.count("rounds", 20, 10_000)?;
    let found = watched(context, |watch| label_propagation(&part.graph, rounds, watch))?;
    Ok(communities(&part, &found))
}

fn corners(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let part = select(context, arguments, &[])?;
    let found = watched(context, |watch| triangles(&part.graph, watch))?;
    let row = |found: crate::graph::subgraph::Triangles| {
        vec![Value::Integer(i64::try_from(found.count).unwrap_or(i64::MAX)), Value::Float(found.clustering)]
    };
    Ok(part.ranked(found.into_iter().map(row).collect()))
}

fn communities(part: &Selection, found: &Communities) -> Vec<Vec<Value>> {
    grouped(part, &found.of, &[Value::Float(found.modularity)])
}

/// Rows of node, group and size, the largest groups first; they are numbered anew from 1.
fn grouped(part: &Selection, of: &[u32], more: &[Value]) -> Vec<Vec<Value>> {
    let n_groups = of.iter().max().map_or(0, |most| *most as usize + 1);
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); n_groups];
    (0u32..).zip(of).for_each(|(place, group)| members[*group as usize].push(place));
    members.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let mut rows = Vec::with_capacity(of.len());
    for (number, group) in (1i64..).zip(&members) {
        let size = Value::Integer(i64::try_from(group.len()).unwrap_or(i64::MAX));
        for place in group {
            let own = [part.node(*place), Value::Integer(number), size.clone()];
            rows.push(own.into_iter().chain(more.iter().cloned()).collect());
        }
    }
    rows
}
