//! The store by itself: writing a graph of 50,000 nodes and 500,000 relationships change by change, saving and opening
//! it, and walking two steps from every node.

#![allow(missing_docs, reason = "criterion's macros make items without docs")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use tuzhi::graph::{Change, Direction, GraphError, GraphStore, GraphView, IndexKey, PropertyGraph, TypeId};
use tuzhi::storage::{Meta, snapshot};
use tuzhi::value::{NodeId, Value};

const NODES: u32 = 50_000;
const RELS: u32 = 500_000;

/// A graph whose relationships come in random order, as a graph grown by queries has them.
fn grown() -> Result<(PropertyGraph, TypeId), GraphError> {
    let mut graph = PropertyGraph::new();
    let (person, follows) = (graph.intern_label("Person"), graph.intern_type("FOLLOWS"));
    let (name, age) = (graph.intern_key("name"), graph.intern_key("age"));
    graph.apply(Change::CreateIndex(IndexKey { label: person, key: name }))?;
    for number in 0..NODES {
        let id = graph.new_node_id()?;
        let properties = vec![
            (name, Value::from(format!("person {number}"))),
            (age, Value::Integer(i64::from(number % 90))),
        ];
        graph.apply(Change::CreateNode { id, labels: vec![person], properties })?;
    }
    let mut state = 88_172_645_463_325_252_u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        NodeId((state % u64::from(NODES)) as u32)
    };
    for _ in 0..RELS {
        let (id, start, end) = (graph.new_rel_id()?, random(), random());
        let properties = Vec::new();
        graph.apply(Change::CreateRelationship { id, rel_type: follows, start, end, properties })?;
    }
    Ok((graph, follows))
}

fn two_steps(graph: &PropertyGraph, follows: TypeId) -> usize {
    let steps = |node| graph.steps(node, Direction::Outgoing, follows);
    let ends = (0..NODES).map(NodeId).flat_map(|node| steps(node).iter()).flat_map(|step| steps(step.node));
    ends.filter(|step| step.node.0 % 2 == 0).count()
}

fn bench(criterion: &mut Criterion) {
    let (graph, follows) = grown().expect("the changes are right");
    let file = snapshot::encode(&graph, &Meta::new());
    let mut group = criterion.benchmark_group("graph");
    group.sample_size(10);
    group.bench_function("grow", |bench| bench.iter(|| black_box(grown().is_ok())));
    group.bench_function("encode", |bench| bench.iter(|| snapshot::encode(black_box(&graph), &Meta::new())));
    group.bench_function("decode", |bench| bench.iter(|| snapshot::decode(black_box(&file)).is_ok()));
    group.bench_function("two steps, grown", |bench| bench.iter(|| two_steps(black_box(&graph), follows)));
    let mut packed = graph.clone();
    packed.pack();
    group.bench_function("two steps, packed", |bench| bench.iter(|| two_steps(black_box(&packed), follows)));
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
