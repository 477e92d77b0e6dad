//! What belongs together: components, communities, triangles.

use super::selection::{PART, Part, Selection, select, select_in_place, watched};
use crate::graph::subgraph::{
    Communities, label_propagation, louvain, strong_components, triangles, weak_components,
};
use crate::query::procedure::native::{Found, FoundColumn, NativeProcedure, ProcedureContext, Rows};
use crate::value::{NodeId, Value};

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
    let part = select_in_place(context, arguments, &[])?.graph;
    let components = match &part {
        Part::InPlace(rows) => weak_components(rows),
        Part::Copied(graph) => weak_components(graph),
    };
    Ok(grouped(part.nodes(), &components, None))
}

fn strong(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let part = select(context, arguments, &[])?.graph;
    Ok(grouped(part.nodes(), &strong_components(&part), None))
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
    let counts: Vec<i64> = found.iter().map(|found| i64::try_from(found.count).unwrap_or(i64::MAX)).collect();
    let scores: Vec<f64> = counts.iter().map(|count| *count as f64).collect();
    let clustering = FoundColumn::Floats(found.iter().map(|found| found.clustering).collect());
    Ok(part.ranked(&scores, &[FoundColumn::Integers(counts), clustering]))
}

fn communities(part: &Selection, found: &Communities) -> Found {
    grouped(part.graph.nodes(), &found.of, Some(found.modularity))
}

/// Rows of node, group and size, the largest groups first; they are numbered anew from 1. Behind them what is `told` of
/// all.
fn grouped(nodes: &[NodeId], of: &[u32], told: Option<f64>) -> Found {
    let n_groups = of.iter().max().map_or(0, |most| *most as usize + 1);
    let mut sizes = vec![0i64; n_groups];
    of.iter().for_each(|group| sizes[*group as usize] += 1);
    let mut order: Vec<usize> = (0..n_groups).collect();
    order.sort_by_key(|group| std::cmp::Reverse(sizes[*group]));
    // The new number of each group, and where its next node goes.
    let (mut numbers, mut places, mut n_before) = (vec![0i64; n_groups], vec![0usize; n_groups], 0);
    for (number, group) in (1..).zip(order) {
        (numbers[group], places[group]) = (number, n_before);
        n_before += usize::try_from(sizes[group]).unwrap_or(0);
    }
    let n = nodes.len();
    let (mut members, mut components, mut of_size) = (vec![NodeId(0); n], vec![0; n], vec![0; n]);
    for (node, group) in nodes.iter().zip(of.iter().map(|group| *group as usize)) {
        let place = places[group];
        (members[place], components[place], of_size[place]) = (*node, numbers[group], sizes[group]);
        places[group] += 1;
    }
    let columns =
        [FoundColumn::Nodes(members), FoundColumn::Integers(components), FoundColumn::Integers(of_size)];
    let told = told.map(|told| FoundColumn::Floats(vec![told; n]));
    Found::Columns(columns.into_iter().chain(told).collect())
}
