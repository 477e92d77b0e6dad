//! Statements give the same on any number of threads, row for row.

use std::fmt::Write as _;

use tuzhi::database::{Database, Params};
use tuzhi::graph::{GraphStore as _, PropertyGraph};
use tuzhi::value::NodeId;

/// Large enough that work is divided.
const PERSONS: u32 = 51_000;

fn network() -> Database {
    let mut graph = PropertyGraph::new();
    let knows = graph.intern_type("KNOWS");
    let mut database = Database::new(graph);
    let create = "UNWIND range(0, $n - 1) AS i CREATE (:Person {id: i, city: 'c' + toString(i % 7), \
                  age: CASE WHEN i % 11 = 0 THEN null ELSE i % 90 END, weight: toFloat(i % 1000) / 3})";
    let params = Params::from([("n".into(), i64::from(PERSONS).into())]);
    database.session().run(create, &params).expect("created");
    let mut graph = database.into_graph();
    let near = |from: u32, by: u32| (NodeId(from), NodeId((from + by) % PERSONS));
    let ends: Vec<_> =
        (0..PERSONS).flat_map(|from| [near(from, 1), near(from, 2), near(from, from % 50)]).collect();
    graph.add_relationships(knows, &ends).expect("joined");
    Database::new(graph)
}

#[test]
fn any_number_of_threads_gives_the_same_rows() {
    let mut database = network();
    for query in [
        "MATCH (p:Person) RETURN p.city, count(*), avg(p.age), sum(p.weight), min(p.age), max(p.weight)",
        "MATCH (p:Person) WHERE p.age > 40 RETURN p.age AS age, p.city AS city, count(p.age) AS n ORDER BY n LIMIT 9",
        "MATCH (a:Person)-[:KNOWS]->(b) RETURN a.city, b.city, count(*), sum(b.age)",
        "MATCH (a)-[:KNOWS]->(b)-[:KNOWS]->(c), (a)-[:KNOWS]->(c) WHERE c.age > 10 RETURN count(*)",
        "MATCH (a)-[:KNOWS]->(b)-[:KNOWS]->(c) WHERE b.age < 20 RETURN b.city, count(*)",
        "MATCH (a)-[:KNOWS]->(b)-[:KNOWS]->(c), (a)-[:KNOWS]->(c) RETURN c.city, count(*), sum(a.age)",
        "MATCH (a)-[:KNOWS]-(b)-[:KNOWS]-(c) WHERE a <> c RETURN count(*)",
        "MATCH (a:Person)-[:KNOWS]->(b)-[:KNOWS]->(c)-[:KNOWS]->(d)-[:KNOWS]->(e) WHERE d.age < 60 RETURN a.city, count(*)",
        "MATCH (a:Person)-[:KNOWS]->(b)-[:KNOWS]->(c)-[:KNOWS]->(d)<-[:KNOWS]-(e)-[:KNOWS]->(f) RETURN count(*)",
        "MATCH (a:Person) WHERE a.age < 9 OPTIONAL MATCH (a)-[:KNOWS]->(b) WHERE b.age > 80 RETURN count(*), count(b)",
        "MATCH (p:Person) RETURN count(DISTINCT p.city), count(p.age)",
        "MATCH (p:Person) WITH p.city AS city, sum(p.age) AS s RETURN city, s ORDER BY s DESC",
    ] {
        let mut results = Vec::new();
        for threads in [1, 3] {
            let mut session = database.session();
            session.set_threads(threads);
            let table = session.run(query, &Params::new()).expect(query);
            let mut text = String::new();
            table.rows.iter().for_each(|row| {
                row.iter().for_each(|value| write!(text, "{}|", value.to_text()).expect("written"));
                text.push('\n');
            });
            results.push(text);
        }
        assert!(results[0].lines().count() > 0, "{query}");
        assert!(results.iter().all(|text| *text == results[0]), "{query}\n{}", results.join("\n"));
    }
}

#[test]
fn an_error_in_one_part_ends_the_statement() {
    let mut database = network();
    let mut session = database.session();
    session.set_threads(4);
    let query = "MATCH (p:Person) RETURN sum(10 / (p.id - 50000)) AS n";
    let error = session.run(query, &Params::new()).expect_err("a division by zero");
    assert!(error.to_string().contains("zero"), "{error}");
}
