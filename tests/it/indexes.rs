//! Patterns between nodes that indexes find: the plan meets from both ends and finds what the plain plan finds.

use tuzhi::database::{Database, Options, Params};
use tuzhi::graph::{Change, GraphStore, IndexKey, PropertyGraph};
use tuzhi::value::Value;

/// 40 people, each of whom follows the next ones by 1, 2 and 3 places, with an index of their numbers.
fn people() -> Database {
    let mut graph = PropertyGraph::new();
    let (person, number, follows) =
        (graph.intern_label("Person"), graph.intern_key("number"), graph.intern_type("FOLLOWS"));
    let nodes: Vec<_> = (0..40)
        .map(|at| {
            let id = graph.new_node_id().unwrap();
            let properties = vec![(number, Value::Integer(at))];
            graph.apply(Change::CreateNode { id, labels: vec![person], properties }).unwrap();
            id
        })
        .collect();
    for (at, &start) in nodes.iter().enumerate() {
        for step in 1..=3 {
            let (id, end) = (graph.new_rel_id().unwrap(), nodes[(at + step) % nodes.len()]);
            let properties = Vec::new();
            graph
                .apply(Change::CreateRelationship { id, rel_type: follows, start, end, properties })
                .unwrap();
        }
    }
    graph.apply(Change::CreateIndex(IndexKey { label: person, key: number })).unwrap();
    Database::new(graph)
}

fn rows(statement: &str, options: Options) -> Vec<Vec<Value>> {
    let database = &mut people();
    let mut session = database.session();
    session.set_optimizer(options);
    session.run(statement, &Params::default()).unwrap().rows
}

fn assert_same(statement: &str, expected: &str) {
    for options in [Options::default(), Options::none()] {
        let found: Vec<String> = rows(statement, options).iter().flatten().map(Value::to_text).collect();
        assert_eq!(found, [expected], "{statement}");
    }
}

#[test]
fn walks_from_two_index_seeks_meet() {
    let common = "MATCH (a:Person)-[:FOLLOWS]->(x:Person)<-[:FOLLOWS]-(b:Person) \
                  WHERE a.number = 3 AND b.number = 4 RETURN count(x) AS n";
    assert_same(common, "2");
    let plan = rows(&format!("EXPLAIN {common}"), Options::default());
    let seeks = plan.iter().flatten().filter(|line| line.to_text().contains("IndexSeek")).count();
    assert_eq!(seeks, 2, "{plan:?}");
}

#[test]
fn both_ends_may_be_the_same_node() {
    assert_same(
        "MATCH (a:Person {number: 3})-[:FOLLOWS]->(x)<-[:FOLLOWS]-(b:Person {number: 3}) RETURN count(*)",
        "0",
    );
    assert_same(
        "MATCH (a:Person {number: 3})-[:FOLLOWS]->(x)-[:FOLLOWS]->(b:Person {number: 7}) RETURN count(*)",
        "3",
    );
    assert_same("MATCH (a:Person {number: 3}), (b:Person {number: 9}) RETURN count(*)", "1");
}
