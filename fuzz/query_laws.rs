//! What the query language promises of any statement whatever: the bodies of the fuzz targets, which the tests run too,
//! on statements made to be hard and on random valid ones.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tuzhi::database::{Database, Limits, Options, Params, Pass};
use tuzhi::graph::PropertyGraph;
use tuzhi::query::ast::Statement;
use tuzhi::query::bind::{ProcedureCatalog, bind};
use tuzhi::query::exec::{Environment, execute};
use tuzhi::query::function::Files;
use tuzhi::query::optimize::optimize;
use tuzhi::query::parser::{parse as parse_statement, scan, split_statements};
use tuzhi::query::plan::build;
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
    Pass::HashJoins,
    Pass::MeetSteps,
    Pass::JoinClauses,
    Pass::CompareNodes,
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
    // The text is read once and the graphs are kept: what is looked for lies behind the parser.
    KNOWN.with_borrow_mut(|known| {
        let graphs = known.entry(seed % N_GRAPHS).or_insert_with_key(|number| copies(*number));
        let mut dice = Dice::new(seed);
        let is_writing = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 61 == 0;
        let text = if is_writing { writing(&mut dice) } else { reading(&mut dice) };
        let statement = parse_statement(&text).unwrap_or_else(|error| panic!("{error:?}\n{text}"));
        let is_ordered = text.rsplit_once("RETURN").is_some_and(|(_, result)| result.contains("ORDER BY"));
        let Graphs { made, all } = graphs;
        let mut found = |number: usize, options: Options| -> Found {
            let graph = &mut all[number];
            if !is_writing {
                return (answer(graph, &text, &statement, options, is_ordered), Vec::new());
            }
            let mut graph = graph.clone();
            let answer = answer(&mut graph, &text, &statement, options, false);
            (answer, contents(&mut Database::new(graph)))
        };
        let plain = found(0, Options::none());
        let same = |found: Found, how: &str| {
            assert!(found == plain, "{how}\n{made}\n{text}\n{plain:?}\n{found:?}");
        };
        for (number, how) in COPIES.iter().enumerate() {
            same(found(number, Options::default()), how);
        }
        // One pass a statement: the seeds are many, and each of them is soon done.
        let pass = PASSES[(seed.rotate_right(8) as usize) % PASSES.len()];
        same(found(0, Options::default().without(pass)), &format!("without {pass:?}"));
    });
}

/// Rows as text, or the error's detail.
type Answer = Result<Vec<String>, &'static str>;

/// What a statement gives, and what it leaves behind.
type Found = (Answer, Vec<String>);

fn answer(
    graph: &mut PropertyGraph,
    text: &str,
    statement: &Statement,
    options: Options,
    is_ordered: bool,
) -> Answer {
    let environment = Environment {
        parameters: &Params::new(),
        interrupt: &AtomicBool::new(false),
        now_ns: 0,
        random: &Cell::new(1),
        files: Files::NONE,
        is_timed: false,
        limits: Limits::default(),
        n_threads: 1,
        commit: None,
    };
    let compiled = bind(text, statement, &ProcedureCatalog::default()).and_then(build);
    let mut plan =
        compiled.unwrap_or_else(|error| panic!("the statement was made to be valid: {error:?}\n{text}"));
    optimize(&mut plan, graph, options);
    let outcome = execute(&plan, graph, &environment);
    assert!(graph.fault().is_none(), "the graph is whole");
    if plan.is_bold && outcome.is_err() {
        // A session then runs it as it is written.
        return answer(graph, text, statement, options.without(Pass::JoinClauses), is_ordered);
    }
    let outcome = outcome.map_err(|error| error.detail)?;
    let mut rows: Vec<String> = outcome.table.rows.iter().map(|row| format!("{row:?}")).collect();
    if !is_ordered {
        rows.sort_unstable();
    }
    Ok(rows)
}

/// Random graphs there are.
const N_GRAPHS: u64 = 256;

/// The same graph as it has grown, packed, with indexes, and read from a file.
const COPIES: [&str; 4] = ["as grown", "packed", "indexed", "from a file"];

/// A random graph in all its copies.
struct Graphs {
    made: String,
    all: [PropertyGraph; 4],
}

thread_local! {
    static KNOWN: RefCell<HashMap<u64, Graphs>> = RefCell::default();
}

fn copies(number: u64) -> Graphs {
    let made = graph(&mut Dice::new(number));
    let grown = small_graph(&made).into_graph();
    let (mut packed, mut indexed) = (grown.clone(), grown.clone());
    packed.pack();
    index(&mut indexed);
    let read = reopened(Database::new(grown.clone())).into_graph();
    Graphs { made, all: [grown, packed, indexed, read] }
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
