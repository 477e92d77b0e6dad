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
    table.rows.iter().flatten().map(Value::to_text).map(Into::into).collect()
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
