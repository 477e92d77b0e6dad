//! Where a parameter may stand beside values: the number of paths that a selector keeps.

use tuzhi::database::{Database, Params};
use tuzhi::value::Value;

const MADE: &str = "CREATE (a:P {n: 'a'})-[:R]->(b:P {n: 'b'})-[:R]->(c:P {n: 'c'})-[:R]->(d:P {n: 'd'}), (a)-[:R]->(c), (a)-[:R]->(d)";

/// Lengths of the paths that are kept, or the detail of the error.
fn lengths(prefix: &str, count: Option<Value>) -> Result<Vec<i64>, &'static str> {
    let mut database = Database::default();
    database.session().run(MADE, &Params::new()).unwrap();
    let text = format!(
        "MATCH p = {prefix} (a:P {{n: 'a'}})-[:R]->+(d:P {{n: 'd'}}) RETURN length(p) AS n ORDER BY n"
    );
    let params: Params = count.map(|count| ("k".into(), count)).into_iter().collect();
    match database.session().run(&text, &params) {
        Ok(table) => Ok(table
            .rows
            .iter()
            .map(|row| match row[..] {
                [Value::Integer(n)] => n,
                _ => panic!("{row:?}"),
            })
            .collect()),
        Err(tuzhi::database::Error::Query(error)) => Err(error.detail),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_parameter_says_how_many_paths() {
    for (count, expected) in [(1, &[1][..]), (2, &[1, 2]), (9, &[1, 2, 3])] {
        let count = Some(Value::Integer(count));
        assert_eq!(lengths("SHORTEST $k", count.clone()).unwrap(), expected);
        assert_eq!(lengths("SHORTEST $k GROUPS", count.clone()).unwrap(), expected);
        assert_eq!(lengths("ANY $k", count).unwrap().len(), expected.len());
    }
    assert_eq!(lengths("ANY $k ACYCLIC", Some(Value::Integer(9))).unwrap(), [1, 2, 3]);
    assert_eq!(lengths("SHORTEST $k", Some(Value::Integer(0))), Err("NegativeIntegerArgument"));
    assert_eq!(lengths("SHORTEST $k", Some(Value::from("2"))), Err("InvalidArgumentType"));
    assert_eq!(lengths("SHORTEST $k", None), Err("MissingParameter"));
}

#[test]
fn units_that_meet_only_in_the_data_are_told() {
    let notes = |text: &str| Database::default().session().run(text, &Params::new()).unwrap().notes;
    for asked in
        ["RETURN x > 2亿元", "WITH x WHERE x > 2亿元 RETURN x", "WITH x, 2亿元 AS y WHERE x > y RETURN x"]
    {
        let told = notes(&format!("UNWIND [3亿元, 5%] AS x {asked}"));
        assert!(
            matches!(&told[..], [note] if note.contains("`%`") && note.contains("`亿元`")),
            "{asked}: {told:?}"
        );
        assert!(notes(&format!("UNWIND [3亿元, 5万元, null] AS x {asked}")).is_empty(), "{asked}");
    }
    // They are not equal, which is an answer.
    assert!(notes("UNWIND [3亿元, 5%] AS x RETURN x = 2亿元").is_empty());
}
