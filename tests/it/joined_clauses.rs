//! Clauses that are found as one pattern give what they give one after the other, also where a condition of the later one
//! fails on what the earlier one leaves out.

use tuzhi::database::{Database, Options, Params, Pass};
use tuzhi::result::ResultTable;
use tuzhi::value::Value;

const PEOPLE: &str = "CREATE (:P {n: 1})-[:IN]->(:C), (p:P {n: 2})-[:IN]->(:C), (p)-[:LIKES]->(:T {x: 'A'}), \
                      (:P {n: 3})-[:LIKES]->(:T {x: 5})";

fn database() -> Database {
    let mut database = Database::default();
    database.session().run(PEOPLE, &Params::new()).unwrap();
    // So many of them that it is worth beginning with the things they like.
    let many = "UNWIND range(1, 3000) AS n CREATE (:P {n: -n})-[:IN]->(:C)";
    database.session().run(many, &Params::new()).unwrap();
    database
}

fn texts(table: &ResultTable) -> Vec<String> {
    table.rows.iter().flatten().map(Value::to_text).collect()
}

const JOINED: &str = "MATCH (p:P)-[:IN]->(c:C) MATCH (p)-[:LIKES]->(t:T) WHERE toLower(t.x) = $x RETURN p.n";

#[test]
fn a_condition_that_fails_too_early_does_not_count() {
    let mut database = database();
    let mut session = database.session();
    let params = Params::from([("x".into(), "a".into())]);
    let plan = session.run(&format!("EXPLAIN {JOINED}"), &params).unwrap();
    let plan = texts(&plan).concat();
    assert!(plan.contains("LabelScan (t:T)"), "the later clause comes first: {plan}");
    for options in [Options::default(), Options::default().without(Pass::JoinClauses), Options::none()] {
        session.set_optimizer(options);
        assert_eq!(texts(&session.run(JOINED, &params).unwrap()), ["2"]);
    }
    session.set_optimizer(Options::default());
    let mut prepared = session.prepare(JOINED).unwrap();
    for _ in 0..2 {
        assert_eq!(texts(&session.run_prepared(&mut prepared, &params).unwrap()), ["2"]);
    }
}

#[test]
fn a_condition_that_fails_where_it_is_asked_does() {
    let mut database = database();
    let mut session = database.session();
    session.run("MATCH (p:P {n: 3}) CREATE (p)-[:IN]->(:C)", &Params::new()).unwrap();
    let params = Params::from([("x".into(), "a".into())]);
    let error = session.run(JOINED, &params).unwrap_err().to_string();
    assert!(error.contains("toLower"), "{error}");
}

/// Walks from two ends that meet: a relationship of the one side may be none of several of the other.
#[test]
fn walks_that_meet_use_no_relationship_twice() {
    let mut database = Database::default();
    let mut session = database.session();
    for text in [
        "UNWIND range(0, 599) AS i CREATE (:N {i: i})",
        "UNWIND range(0, 8999) AS e MATCH (a:N {i: (e * 7919) % 600}), (b:N {i: (e * e + 31 * e) % 599 + 1}) CREATE (a)-[:R]->(b)",
    ] {
        session.run(text, &Params::new()).unwrap();
    }
    let mut n_joins = 0;
    let (some, others) = ("[30, 31, 32, 33, 34, 35, 36]", "[40, 41, 42, 43, 44, 45]");
    for pattern in [
        "(a:N)-[:R]-(b:N)-[:R]-(z:N)".to_owned(),
        format!("(a:N)-[:R]-(b:N)-[:R]-(:N)-[:R]-(z:N) WHERE a.i IN {some} AND z.i IN {others}"),
        format!("(a:N)-[:R]-(b:N)-[:R]-(:N)-[:R]-(:N)-[:R]-(z:N) WHERE a.i IN {some} AND z.i IN {others}"),
        format!("(a:N)-[:R]->(b:N)-[:R]-(:N)-[:R]-(z:N) WHERE a.i IN {some} AND z.i IN {some}"),
    ] {
        let text = format!("MATCH {pattern} RETURN count(*), sum(b.i)");
        session.set_optimizer(Options::default());
        n_joins += usize::from(
            texts(&session.run(&format!("EXPLAIN {text}"), &Params::new()).unwrap())
                .concat()
                .contains("HashJoin"),
        );
        let found = texts(&session.run(&text, &Params::new()).unwrap());
        session.set_optimizer(Options::default().without(Pass::HashJoins));
        assert_eq!(found, texts(&session.run(&text, &Params::new()).unwrap()), "{pattern}");
    }
    assert!(n_joins > 0, "some of the walks meet");
}
