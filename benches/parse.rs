//! Text to tree: a query as people write it, and long ones as programs write them.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use tuzhi::query::parser::parse;

const TYPICAL: &str = "\
MATCH (r:Region {name: '江阴市'})-[:SETS]->(t:Target)-[:OF_INDICATOR]->(i:Indicator)
WHERE t.year = 2024 AND i.name CONTAINS '生产总值'
OPTIONAL MATCH (t)-[a:ANSWERED_BY]->(o:Observation)
WITH r, t, i, collect(o) AS outcomes, count(*) AS n
UNWIND outcomes AS outcome
RETURN r.name AS region, i.name, t.value, outcome.value, n
ORDER BY n DESC, i.name SKIP 2 LIMIT 10";

fn bench(c: &mut Criterion) {
    let list = format!("RETURN [{}]", vec!["12345"; 100_000].join(", "));
    let conditions = format!("MATCH (n) WHERE {} RETURN n", vec!["n.a = 1"; 10_000].join(" OR "));
    let nested = format!("RETURN {}1{}", "[(".repeat(100), ")]".repeat(100));
    c.bench_function("parse/typical", |b| b.iter(|| parse(black_box(TYPICAL))));
    c.bench_function("parse/nested 200", |b| b.iter(|| parse(black_box(&nested))));
    let mut long = c.benchmark_group("parse");
    long.sample_size(10);
    long.bench_function("list of 100,000", |b| b.iter(|| parse(black_box(&list))));
    long.bench_function("OR of 10,000", |b| b.iter(|| parse(black_box(&conditions))));
}

criterion_group!(benches, bench);
criterion_main!(benches);
