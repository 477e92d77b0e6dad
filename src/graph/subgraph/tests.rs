//! Small graphs whose answers can be seen; `tests/it/networkx.rs` compares many random ones.

use super::*;
use crate::value::{NodeId, RelId};

/// The graph of some edges, numbered as they stand.
fn graph(n: u32, edges: &[(u32, u32, f64)]) -> Subgraph {
    let rels: Vec<_> =
        (0..).zip(edges).map(|(rel, (from, to, _))| (RelId(rel), NodeId(*from), NodeId(*to))).collect();
    let mut part = Subgraph::new((0..n).map(NodeId).collect(), &rels);
    part.weigh(|rel| Ok::<_, Stopped>(edges[rel.index()].2)).unwrap();
    part
}

fn never() -> bool {
    false
}

#[test]
fn edges_outside_the_part_are_left_out() {
    let rels = [(RelId(0), NodeId(2), NodeId(1)), (RelId(1), NodeId(1), NodeId(9))];
    let part = Subgraph::new(vec![NodeId(2), NodeId(1), NodeId(2)], &rels);
    assert_eq!(part.nodes(), [NodeId(1), NodeId(2)]);
    let edge = Edge { from: 1, to: 0, weight: 1.0, rel: RelId(0) };
    assert_eq!(part.edges().collect::<Vec<_>>(), [edge]);
    assert_eq!(part.edge(0), edge);
}

#[test]
fn an_empty_part_has_empty_answers() {
    let (empty, watch) = (graph(0, &[]), Watch::new(&never));
    let options = RankOptions { damping: 0.85, rounds: 10, tolerance: 0.0, both_ways: false };
    assert_eq!(page_rank(&empty, options, watch), Ok(Vec::new()));
    assert_eq!(betweenness(&empty, true, false, watch), Ok(Vec::new()));
    assert_eq!(closeness(&empty, true, false, watch), Ok(Vec::new()));
    assert!(weak_components(&empty).is_empty());
    assert!(strong_components(&empty).is_empty());
    assert_eq!(topological_order(&empty), Ok(Vec::new()));
    assert!(spanning_tree(&empty).is_empty());
    assert_eq!(louvain(&empty, 1.0, watch), Ok(Communities { of: Vec::new(), modularity: 0.0 }));
}

#[test]
fn long_chains_do_not_recurse() {
    let n = 200_000;
    let edges: Vec<_> = (0..n - 1).map(|at| (at, at + 1, 1.0)).collect();
    let chain = graph(n, &edges);
    assert!(strong_components(&chain).windows(2).all(|pair| pair[0] < pair[1]));
    assert!(weak_components(&chain).iter().all(|component| *component == 0));
    assert_eq!(topological_order(&chain).map(|order| order.len()), Ok(n as usize));
    assert_eq!(shortest_path(&chain, 0, n - 1, true, true).map(|route| route.cost), Some(f64::from(n - 1)));
}

#[test]
fn work_stops_when_it_is_told_to() {
    let stopped = || true;
    let (pair, watch) = (graph(2, &[(0, 1, 1.0)]), Watch::new(&stopped));
    assert_eq!(betweenness(&pair, true, false, watch), Err(Stopped));
    assert_eq!(cycles(&pair, true, CycleLimits { length: 9, count: 9 }, watch), Err(Stopped));
    assert_eq!(k_shortest_paths(&pair, (0, 1), 2, true, true, watch), Err(Stopped));
}

#[test]
fn of_edges_side_by_side_the_shorter_is_walked() {
    let double = graph(2, &[(0, 1, 5.0), (0, 1, 2.0)]);
    let route = shortest_path(&double, 0, 1, true, true);
    assert_eq!(route, Some(Route { nodes: vec![0, 1], edges: vec![1], cost: 2.0 }));
    assert_eq!(shortest_path(&double, 1, 0, true, true), None);
    assert_eq!(shortest_path(&double, 0, 0, true, true).map(|route| route.cost), Some(0.0));
}

#[test]
fn a_loop_is_a_cycle_and_no_triangle() {
    let looped = graph(3, &[(0, 0, 1.0), (0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0)]);
    let watch = Watch::new(&never);
    let limits = CycleLimits { length: 9, count: 9 };
    let found = cycles(&looped, true, limits, watch).map(|all| all.len());
    assert_eq!(found, Ok(2));
    let corners = triangles(&looped, watch).map(|all| all.iter().map(|one| one.count).collect::<Vec<_>>());
    assert_eq!(corners, Ok(vec![1, 1, 1]));
    let first = cycles(&looped, true, CycleLimits { length: 9, count: 1 }, watch).map(|all| all.len());
    assert_eq!(first, Ok(1));
}

#[test]
fn components_are_the_same_in_place_and_copied() {
    use crate::graph::{GraphStore as _, PropertyGraph};
    let mut state = 7u32;
    let mut below = |n: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % n
    };
    for n in [1u32, 5, 40, 300] {
        let mut graph = PropertyGraph::new();
        let (near, far) = (graph.intern_type("NEAR"), graph.intern_type("FAR"));
        for _ in 0..n {
            let (id, labels, properties) = (graph.new_node_id().unwrap(), Vec::new(), Vec::new());
            graph.apply(crate::graph::Change::CreateNode { id, labels, properties }).unwrap();
        }
        for rel_type in [near, far] {
            // Few enough that several components are left.
            let ends: Vec<_> = (0..n / 2).map(|_| (NodeId(below(n)), NodeId(below(n)))).collect();
            graph.add_relationships(rel_type, &ends).unwrap();
        }
        for nodes in [(0..n).collect::<Vec<_>>(), (0..n).filter(|node| node % 3 != 1).collect()] {
            for types in [vec![near], vec![near, far]] {
                let rows = Rows::new(&graph, nodes.iter().copied().map(NodeId).collect(), types);
                let in_place = weak_components(&rows);
                assert_eq!(in_place, weak_components(&rows.pack(Watch::new(&never)).unwrap()));
                assert_eq!(in_place.len(), nodes.len());
            }
        }
    }
}
