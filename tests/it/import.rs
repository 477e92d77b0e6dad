//! `tuzhi import`: tables to a graph, and what becomes of rows that cannot be taken.

use std::fs;
use std::path::Path;
use std::process::Output;

use tuzhi::database::{Database, Params};

const PERSONS: &str = "\
personId:ID(P),name,age:int,tags:string[],born:date,:LABEL
1,王芳,34,a;b,1990-02-03,Teacher
2,李雷,,,,
x3,\"Doe, \"\"J\"\"\",7,,,Pupil;Guest
1,twice,1,,,
4,no number,old,,,
5,short
";

const CITIES: &str = "name,:ID(C),:IGNORE\n无锡,1,z\n苏州,2,z\n";

const LIVES: &str = "\
:START_ID(P),:END_ID(C),since:long,share:double
1,1,2001,0.5
x3,2,,
9,1,2000,1
2,7,2000,1
";

fn import(folder: &Path, arguments: &[&str]) -> Output {
    crate::program::program()
        .arg("import")
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

fn folder_of_tables() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [("p.csv", PERSONS), ("c.csv", CITIES), ("l.csv", LIVES)] {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn rows(database: &mut Database, query: &str) -> Vec<String> {
    let table = database.session().run(query, &Params::new()).expect(query);
    let text = |row: &Vec<tuzhi::value::Value>| {
        row.iter().map(|value| value.to_text().to_string()).collect::<Vec<_>>().join("|")
    };
    table.rows.iter().map(text).collect()
}

#[test]
fn tables_become_a_graph_and_bad_rows_are_told_with_their_reason() {
    let tables = ["--nodes", "Person=p.csv", "--nodes", "City=c.csv", "--relationships", "LIVES_IN=l.csv"];
    for threads in ["1", "3"] {
        let folder = folder_of_tables();
        let more = ["g.tuzhi", "--index", "Person:name", "--threads", threads];
        let output = import(folder.path(), &[&more[..], &tables[..]].concat());
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{told}");
        assert!(told.contains("5 nodes, 2 relationships"), "{told}");
        assert!(told.contains("5 rows were not taken") && told.contains("g.rejected.csv"), "{told}");
        let mut database = Database::open(&folder.path().join("g.tuzhi")).expect("opened");
        let found = rows(
            &mut database,
            "MATCH (p:Person) RETURN p.personId, p.name, p.age, p.tags, p.born, labels(p) ORDER BY p.personId",
        );
        assert_eq!(
            found,
            [
                "1|王芳|34|['a', 'b']|1990-02-03|['Person', 'Teacher']",
                "2|李雷|null|null|null|['Person']",
                "x3|Doe, \"J\"|7|null|null|['Person', 'Pupil', 'Guest']"
            ]
        );
        let found = rows(
            &mut database,
            "MATCH (p:Person)-[r:LIVES_IN]->(c:City) RETURN p.name, c.name, r.since, r.share ORDER BY p.name DESC",
        );
        assert_eq!(found, ["王芳|无锡|2001|0.5", "Doe, \"J\"|苏州|null|null"]);
        let rejected = fs::read_to_string(folder.path().join("g.rejected.csv")).expect("written");
        let told: Vec<&str> = rejected.lines().collect();
        assert_eq!(told.len(), 6, "{rejected}");
        for expected in [
            "p.csv,5,another node has the id `1`",
            "p.csv,6,`old` is not an integer,4,no number,old,,,",
            "\"it has 2 fields, the header 6\",5,short",
            "l.csv,4,no node has the id `9`,9,1,2000,1",
            "l.csv,5,no node has the id `7`,2,7,2000,1",
        ] {
            assert!(rejected.contains(expected), "{expected} in {rejected}");
        }
    }
}

#[test]
fn headers_that_say_too_little_are_refused() {
    let folder = folder_of_tables();
    for (arguments, expected) in [
        (vec!["--nodes", "A=p.csv", "--relationships", "l.csv"], "relationships have no type"),
        (vec!["--nodes", "A=p.csv", "--relationships", "R=c.csv"], "no column `:START_ID`"),
        (vec!["--nodes", "A=missing.csv"], "no such file"),
        (vec!["--nodes", "A=p.csv", "--index", "Person"], "names no index"),
    ] {
        let output = import(folder.path(), &[&["g.tuzhi"], &arguments[..]].concat());
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && told.contains(expected), "{arguments:?}: {told}");
        assert!(!folder.path().join("g.tuzhi").exists());
    }
}
