//! What leads on from where a walk has come, and what a graph keeps of constraints.

use tuzhi::database::{Database, Params};
use tuzhi::query::walk::{Onward, onward, walk_to_cypher};

fn database() -> Database {
    let mut database = Database::default();
    let made = "CREATE (w:Region {name: '无锡市'}), (j:Region {name: '江阴市'}), (h:Industry {name: '氢能'}), (i:Industry {name: '集成电路'}), \
                (j)-[:PART_OF]->(w), (j)-[:DEVELOPS]->(h), (j)-[:DEVELOPS]->(i), (w)-[:DEVELOPS]->(h)";
    database.session().run(made, &Params::new()).unwrap();
    database
}

fn offered(text: &str) -> Vec<(String, usize)> {
    let database = database();
    onward(text, database.graph()).into_iter().map(|Onward { text, count }| (text, count)).collect()
}

fn pairs(expected: &[(&str, usize)]) -> Vec<(String, usize)> {
    expected.iter().map(|(text, count)| ((*text).to_owned(), *count)).collect()
}

#[test]
fn behind_a_place_stand_its_relationships() {
    assert_eq!(offered("江阴市 -"), pairs(&[("DEVELOPS-> ", 2), ("PART_OF-> ", 1)]));
    assert_eq!(offered("江阴 -P"), pairs(&[("PART_OF-> ", 1)]));
    assert_eq!(offered("无锡市 -"), pairs(&[("DEVELOPS-> ", 1), ("^PART_OF-> ", 1)]));
    assert_eq!(offered("无锡市 <-"), pairs(&[("PART_OF- ", 1)]));
    assert_eq!(offered("泰州市 -"), pairs(&[]));
}

#[test]
fn behind_an_arrow_stands_what_it_leads_to() {
    assert_eq!(offered("江阴市 -DEVELOPS-> "), pairs(&[("Industry", 2), ("氢能", 1), ("集成电路", 1)]));
    assert_eq!(offered("江阴市 -DEVELOPS-> 氢"), pairs(&[("氢能", 1)]));
    assert_eq!(offered("江阴市 -DEVELOPS-> ? <-DEVELOPS- 无"), pairs(&[("无锡市", 1)]));
}

#[test]
fn a_statement_is_no_walk() {
    let database = database();
    for text in [
        "RETURN -1",
        "MATCH (a)-->(b) RETURN a",
        "江阴市",
        "",
        "WITH 1 AS a RETURN a - 1",
        "EXPLAIN RETURN - 2",
    ] {
        assert_eq!(walk_to_cypher(text, database.graph()).unwrap(), None, "{text}");
    }
}

#[test]
fn a_walk_that_cannot_be_read_is_told() {
    let database = database();
    for text in [
        "江阴市 -",
        "江阴市 --> ",
        "江阴市 -DEVELOPS-> ? |",
        "江阴市 -> ?",
        "江阴市 -NONE-> ?",
        "泰州市 --> ?",
        "? - - - ?",
    ] {
        assert!(walk_to_cypher(text, database.graph()).is_err(), "{text}");
    }
}

#[test]
fn constraints_and_names_of_indexes_outlast_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("graph.tuzhi");
    Database::default().save(&path).unwrap();
    for is_folded in [false, true] {
        let mut database = Database::open(&path).unwrap();
        let mut session = database.session();
        session.run("CREATE INDEX by_code IF NOT EXISTS FOR (r:Region) ON (r.code)", &Params::new()).unwrap();
        session
            .run(
                "CREATE CONSTRAINT one IF NOT EXISTS FOR (r:Region) REQUIRE r.name IS NODE KEY",
                &Params::new(),
            )
            .unwrap();
        if is_folded {
            database.checkpoint().unwrap();
        }
        drop(database);
        let mut database = Database::open(&path).unwrap();
        let mut session = database.session();
        let names = session.run("SHOW INDEXES YIELD name RETURN name", &Params::new()).unwrap();
        assert_eq!(names.rows.iter().map(|row| row[0].to_text()).collect::<Vec<_>>(), ["by_code", "one"]);
        session.run("CREATE (:Region {name: $n})", &Params::from([("n".into(), is_folded.into())])).unwrap();
        let twice = session.run("CREATE (:Region {name: true}), (:Region {name: true})", &Params::new());
        assert!(twice.is_err());
        assert!(session.run("CREATE (:Region)", &Params::new()).is_err());
        drop(database);
    }
}
