//! Text to tree and to plan: a query as people write it, a look-up, long ones as programs write them; and a look-up run a
//! thousand times, compiled each time, once by the cache, and once by hand.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use tuzhi::database::{Database, Params};
use tuzhi::graph::{Change, GraphStore, IndexKey};
use tuzhi::query::bind::{ProcedureCatalog, bind};
use tuzhi::query::optimize::{Options, optimize};
use tuzhi::query::parser::parse;
use tuzhi::query::plan::build;
use tuzhi::value::Value;

const TYPICAL: &str = "\
MATCH (r:Region {name: '江阴市'})-[:SETS]->(t:Target)-[:OF_INDICATOR]->(i:Indicator)
WHERE t.year = 2024 AND i.name CONTAINS '生产总值'
OPTIONAL MATCH (t)-[a:ANSWERED_BY]->(o:Observation)
WITH r, t, i, collect(o) AS outcomes, count(*) AS n
UNWIND outcomes AS outcome
RETURN r.name AS region, i.name, t.value, outcome.value, n
ORDER BY n DESC, i.name SKIP 2 LIMIT 10";

const LOOK_UP: &str = "MATCH (r:Region {name: $name}) RETURN r.code AS code";

fn bench(c: &mut Criterion) {
    let list = format!("RETURN [{}]", vec!["12345"; 100_000].join(", "));
    let conditions = format!("MATCH (n) WHERE {} RETURN n", vec!["n.a = 1"; 10_000].join(" OR "));
    let nested = format!("RETURN {}1{}", "[(".repeat(100), ")]".repeat(100));
    c.bench_function("parse/typical", |b| b.iter(|| parse(black_box(TYPICAL))));
    c.bench_function("parse/nested 200", |b| b.iter(|| parse(black_box(&nested))));
    plans(c);
    runs(c);
    let mut long = c.benchmark_group("parse");
    long.sample_size(10);
    long.bench_function("list of 100,000", |b| b.iter(|| parse(black_box(&list))));
    long.bench_function("OR of 10,000", |b| b.iter(|| parse(black_box(&conditions))));
}

/// Text to optimized plan.
fn plans(c: &mut Criterion) {
    let database = regions();
    let graph = database.graph();
    let procedures = ProcedureCatalog::default();
    for (name, text) in [("typical", TYPICAL), ("look-up", LOOK_UP)] {
        c.bench_function(&format!("plan/{name}"), |b| {
            b.iter(|| {
                let text = black_box(text);
                let statement = parse(text).expect("the text is a statement");
                let mut plan = build(bind(text, &statement, &procedures).expect("names are known"))
                    .expect("it is short");
                optimize(&mut plan, graph, Options::default());
                plan
            });
        });
    }
}

/// A look-up by an index, a thousand times with other parameters.
fn runs(c: &mut Criterion) {
    let params: Vec<Params> =
        (0..1000).map(|at| Params::from([("name".into(), Value::from(format!("区{at}")))])).collect();
    let mut database = regions();
    let mut group = c.benchmark_group("1,000 look-ups");
    group.sample_size(20);
    group.bench_function("compiled each time", |b| {
        b.iter(|| {
            let mut session = database.session();
            for (at, params) in params.iter().enumerate() {
                // Another text each time: nothing kept serves.
                session.run(&format!("{LOOK_UP} SKIP {at} - {at}"), params).expect("it runs");
            }
        });
    });
    group.bench_function("same text", |b| {
        b.iter(|| {
            let mut session = database.session();
            params.iter().for_each(|params| drop(session.run(LOOK_UP, params).expect("it runs")));
        });
    });
    group.bench_function("prepared", |b| {
        b.iter(|| {
            let mut session = database.session();
            let mut prepared = session.prepare(LOOK_UP).expect("the text is a statement");
            params
                .iter()
                .for_each(|params| drop(session.run_prepared(&mut prepared, params).expect("it runs")));
        });
    });
}

/// Two thousand regions with an index on their names.
fn regions() -> Database {
    let mut database = Database::default();
    let made = "UNWIND range(0, 1999) AS at CREATE (:Region {name: '区' + at, code: at})";
    database.session().run(made, &Params::new()).expect("it runs");
    let mut graph = database.into_graph();
    let (label, key) = (graph.intern_label("Region"), graph.intern_key("name"));
    graph.apply(Change::CreateIndex(IndexKey { label, key })).expect("the index is new");
    Database::new(graph)
}

criterion_group!(benches, bench);
criterion_main!(benches);
