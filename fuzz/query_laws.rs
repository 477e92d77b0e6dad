//! What the query language promises of any statement whatever: the bodies of the fuzz targets, which the tests run too,
//! on statements made to be hard and on random valid ones.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tuzhi::database::{Database, Error, Limits, Options, Params, Pass};
use tuzhi::query::ErrorPhase;
use tuzhi::query::parser::{parse as parse_statement, scan, split_statements};
use tuzhi::value::Value;

use super::queries::{Dice, graph, reading, writing};

/// The passes that can be left out.
const PASSES: &[Pass] = &[
    Pass::OrderPatterns,
    Pass::PushDown,
    Pass::SeekIndexes,
    Pass::TopRows,
    Pass::EndLabels,
    Pass::CountByDegree,
    Pass::DistinctEnds,
];

/// Lexemes leave no gap; what a tree prints is parsed to a tree that prints the same.
pub(crate) fn parse(text: &str) {
    let mut last = 0;
    for lexeme in scan(text) {
        assert_eq!(lexeme.span.start, last, "lexemes follow each other");
        last = lexeme.span.end;
    }
    assert_eq!(last, text.len(), "lexemes reach the end");
    for span in split_statements(text) {
        assert!(!span.of(text).trim().is_empty(), "no statement is empty");
    }
    match parse_statement(text) {
        Ok(tree) => {
            let printed = tree.to_string();
            let again = parse_statement(&printed).unwrap_or_else(|error| panic!("{error:?}\n{printed}"));
            assert_eq!(again.to_string(), printed);
        }
        Err(error) => {
            for (span, _) in error.labels {
                assert!(span.start <= span.end && span.end <= text.len(), "{span:?} lies in the text");
                assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{span:?}");
            }
        }
    }
}

/// A statement ends soon, by an answer or an error; one that fails leaves no trace.
pub(crate) fn run(text: &str) {
    let mut database = small_graph(
        "CREATE (a:A {n: 1, s: 'a'})-[:R {w: 1}]->(b:B {n: 2, l: [1, 2]})-[:R]->(:A:B), (b)-[:S]->(b)",
    );
    let before = contents(&mut database);
    let params =
        Params::from([("p".into(), Value::Integer(1)), ("l".into(), Value::list(vec![Value::Null]))]);
    let mut session = database.session();
    session.set_limits(Limits { values: 200_000, time: Some(Duration::from_millis(500)) });
    session.set_clock_and_seed(1_700_000_000_000_000_000, 1);
    let outcome = session.run(text, &params);
    if let Ok(table) = &outcome {
        assert!(
            table.rows.iter().all(|row| row.len() == table.columns.len()),
            "rows are as wide as the header"
        );
    }
    if outcome.is_err() {
        assert!(contents(&mut database) == before, "a statement that fails leaves no trace");
    }
}

/// A random statement gives the same with any pass of the optimizer left out, and on copies of the graph that are laid
/// out otherwise.
pub(crate) fn agree(seed: u64) {
    let mut dice = Dice::new(seed);
    let made = graph(&mut dice);
    let mut databases = copies(&made);
    for round in 0..8 {
        let text = reading(&mut dice);
        let is_ordered = text.rsplit_once("RETURN").is_some_and(|(_, result)| result.contains("ORDER BY"));
        let plain = answer(&mut databases[0].1, &text, Options::none(), is_ordered);
        let same =
            |found: Answer, how: &str| assert!(found == plain, "{how}\n{made}\n{text}\n{plain:?}\n{found:?}");
        for (how, database) in &mut databases {
            same(answer(database, &text, Options::default(), is_ordered), how);
        }
        // One pass a statement: the seeds are many, and each of them is soon done.
        let pass = PASSES[(seed.rotate_right(8) as usize).wrapping_add(round) % PASSES.len()];
        let options = Options::default().without(pass);
        same(answer(&mut databases[0].1, &text, options, is_ordered), &format!("without {pass:?}"));
    }
    for _ in 0..2 {
        let text = writing(&mut dice);
        let written = |options: Options, mut database: Database| {
            let answer = answer(&mut database, &text, options, false);
            (answer, contents(&mut database))
        };
        let plain = written(Options::none(), small_graph(&made));
        for (how, database) in copies(&made) {
            assert!(written(Options::default(), database) == plain, "{how}\n{made}\n{text}");
        }
    }
}

/// Rows as text, or the error's detail.
type Answer = Result<Vec<String>, &'static str>;

fn answer(database: &mut Database, text: &str, options: Options, is_ordered: bool) -> Answer {
    let mut session = database.session();
    session.set_optimizer(options);
    match session.run(text, &Params::new()) {
        Ok(table) => {
            let mut rows: Vec<String> = table.rows.iter().map(|row| format!("{row:?}")).collect();
            if !is_ordered {
                rows.sort_unstable();
            }
            Ok(rows)
        }
        Err(Error::Query(error)) => {
            let is_wrong = error.phase == ErrorPhase::CompileTime;
            assert!(!is_wrong, "the statement was made to be valid: {error:?}\n{text}");
            Err(error.detail)
        }
        Err(error) => panic!("{error}\n{text}"),
    }
}

/// The same graph as it has grown, packed, with indexes, and read from a file.
fn copies(made: &str) -> [(&'static str, Database); 4] {
    let mut packed = small_graph(made).into_graph();
    packed.pack();
    let mut indexed = small_graph(made).into_graph();
    index(&mut indexed);
    [
        ("as grown", small_graph(made)),
        ("packed", Database::new(packed)),
        ("indexed", Database::new(indexed)),
        ("from a file", reopened(small_graph(made))),
    ]
}

/// The graph that is read where this one was written.
fn reopened(mut database: Database) -> Database {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    // Where memory is a folder, no disk is waited for.
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let path = folder.join(format!("tuzhi-law-{}-{number}.tuzhi", std::process::id()));
    database.save(&path).expect("the file can be written");
    let graph = Database::open(&path).expect("the file can be read").into_graph();
    std::fs::remove_file(&path).expect("the file is there");
    Database::new(graph)
}

/// Indexes on the keys that conditions compare.
fn index(graph: &mut tuzhi::graph::PropertyGraph) {
    use tuzhi::graph::{Change, GraphStore, IndexKey};
    for (label, key) in [("A", "n"), ("B", "n"), ("A", "s")] {
        let index = IndexKey { label: graph.intern_label(label), key: graph.intern_key(key) };
        graph.apply(Change::CreateIndex(index)).expect("an index can be made");
    }
}

fn small_graph(made: &str) -> Database {
    let mut database = Database::default();
    database.session().run(made, &Params::new()).expect("the graph can be made");
    database
}

/// All that is in a graph, ids aside, in an order of its own.
fn contents(database: &mut Database) -> Vec<String> {
    let mut all = Vec::new();
    let mut session = database.session();
    for text in [
        "MATCH (n) RETURN labels(n), properties(n)",
        "MATCH (a)-[r]->(b) RETURN labels(a), properties(a), type(r), properties(r), labels(b), properties(b)",
    ] {
        let table = session.run(text, &Params::new()).expect("a graph can be listed");
        all.extend(table.rows.iter().map(|row| format!("{row:?}")));
    }
    all.sort_unstable();
    all
}
