//! Speaks the benchmark harness' line protocol over the library: loads CSV, runs queries, tells the time each
//! took.
//!
//! One JSON object a line on standard input, one on standard output: `hello`, `load`, `save`, `open`, `query`,
//! `algo`, `quit`.

use std::fs::File;
use std::io::{BufRead, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use serde_json::{Value as Json, json};
use tuzhi::database::{Database, Params};
use tuzhi::graph::{Change, GraphStore, IndexKey, PropertyGraph};
use tuzhi::import::{Column, FieldType, Header, Import, Input, Progress, Rejected};
use tuzhi::value::Value;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut database = Database::default();
    let mut n_threads = None;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let request: Json = serde_json::from_str(&line?)?;
        let answer = match request["op"].as_str() {
            Some("hello") => {
                n_threads = request["threads"].as_u64().filter(|threads| *threads > 0);
                json!({"ok": true, "name": "tuzhi", "version": env!("CARGO_PKG_VERSION")})
            }
            Some("load") => {
                let start = Instant::now();
                database = Database::new(load(&request)?);
                json!({"ok": true, "ms": ms(start)})
            }
            Some("save") => {
                let start = Instant::now();
                database.save(Path::new(text(&request["path"])))?;
                json!({"ok": true, "ms": ms(start)})
            }
            Some("open") => {
                let start = Instant::now();
                database = Database::open(Path::new(text(&request["path"])))?;
                json!({"ok": true, "ms": ms(start)})
            }
            Some("algo") => match algorithm(text(&request["name"])) {
                Some(call) => query(&mut database, n_threads, call, &Params::new()),
                None => json!({"ok": false, "error": "not offered"}),
            },
            Some("query") => query(&mut database, n_threads, text(&request["text"]), &params(&request)),
            Some("quit") => break,
            _ => json!({"ok": false, "error": "not offered"}),
        };
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

fn ms(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

fn params(request: &Json) -> Params {
    let given = request["params"].as_object().into_iter().flatten();
    given.map(|(name, value)| (Arc::from(name.as_str()), from_json(value))).collect()
}

/// PageRank's five first persons, or the number of components of persons.
fn algorithm(name: &str) -> Option<&'static str> {
    match name {
        "pagerank" => {
            Some("CALL algo.pagerank('Person', 'FOLLOWS', {rounds: 20}) YIELD node RETURN node.id LIMIT 5")
        }
        "wcc" => Some(
            "CALL algo.wcc('Person', 'FOLLOWS') YIELD component RETURN count(DISTINCT component) AS components",
        ),
        _ => None,
    }
}

/// Runs a statement on so many threads, on all processors when none are given.
fn query(database: &mut Database, n_threads: Option<u64>, statement: &str, params: &Params) -> Json {
    let (start, cpu) = (Instant::now(), cpu_ms());
    let mut session = database.session();
    if let Some(threads) = n_threads {
        session.set_threads(usize::try_from(threads).unwrap_or(usize::MAX));
    }
    match session.run(statement, params) {
        Ok(table) => {
            let (ms, cpu_ms) = (ms(start), cpu_ms() - cpu);
            let rows: Vec<Vec<Json>> =
                table.rows.iter().map(|row| row.iter().map(to_json).collect()).collect();
            json!({"ok": true, "ms": ms, "cpu_ms": cpu_ms, "rows": rows})
        }
        Err(error) => json!({"ok": false, "error": error.to_string()}),
    }
}

fn from_json(value: &Json) -> Value {
    match value {
        Json::Bool(value) => Value::Boolean(*value),
        Json::Number(number) => match number.as_i64() {
            Some(number) => Value::Integer(number),
            None => Value::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        Json::String(text) => Value::string(text.as_str()),
        _ => Value::Null,
    }
}

fn to_json(value: &Value) -> Json {
    match value {
        Value::Boolean(value) => json!(value),
        Value::Integer(value) => json!(value),
        Value::Float(value) => json!(value),
        Value::Null => Json::Null,
        other => json!(other.to_text()),
    }
}

/// A table's columns by the manifest: property names and types.
fn node_header(table: &Json, dir: &Path) -> Result<Header, Failure> {
    let mut reader = csv::Reader::from_path(dir.join(text(&table["csv"])))?;
    let column = |name: &str| {
        let field = field_type(text(&table["columns"][name]));
        match Some(name) == table["key"].as_str() {
            true => Column::Id { key: Some(name.to_owned()), field, space: text(&table["label"]).to_owned() },
            false => Column::Property { key: name.to_owned(), field, is_list: false },
        }
    };
    Ok(Header { columns: reader.headers()?.iter().map(column).collect() })
}

fn field_type(name: &str) -> FieldType {
    let name = name.to_ascii_uppercase();
    match name.as_str() {
        name if name.contains("INT") => FieldType::Integer,
        name if name.contains("DOUBLE") || name.contains("FLOAT") => FieldType::Float,
        name if name.contains("BOOL") => FieldType::Boolean,
        _ => FieldType::String,
    }
}

fn text(value: &Json) -> &str {
    value.as_str().unwrap_or_default()
}

/// Rows that are not taken end the benchmark: its data has none.
#[derive(Default)]
struct Strict {
    rejected: Option<Rejected>,
}

impl Progress for Strict {
    fn taken(&mut self, _: usize) {}

    fn rejected(&mut self, row: Rejected) {
        self.rejected.get_or_insert(row);
    }
}

fn load(request: &Json) -> Result<PropertyGraph, Failure> {
    let dir = Path::new(text(&request["dir"]));
    let input = |table: &Json, name: &Json, header: Header| -> Result<Input, Failure> {
        let file = text(&table["csv"]).to_owned();
        let bytes = Box::new(File::open(dir.join(&file))?);
        Ok(Input { file, names: vec![text(name).to_owned()], header: Some(header), has_header: true, bytes })
    };
    let (mut nodes, mut rels) = (Vec::new(), Vec::new());
    for table in request["nodes"].as_array().into_iter().flatten() {
        nodes.push(input(table, &table["label"], node_header(table, dir)?)?);
    }
    for table in request["edges"].as_array().into_iter().flatten() {
        let end = |side: &str| text(&table[side]).to_owned();
        let header = Header { columns: vec![Column::Start(end("from")), Column::End(end("to"))] };
        rels.push(input(table, &table["type"], header)?);
    }
    let (mut import, mut strict) = (Import::new(1), Strict::default());
    import.nodes(nodes, &mut strict)?;
    import.relationships(rels, &mut strict)?;
    if let Some(row) = strict.rejected {
        return Err(format!("{row:?}").into());
    }
    let mut graph = import.finish();
    for index in request["indexes"].as_array().into_iter().flatten() {
        let label = graph.intern_label(text(&index[0]));
        let key = graph.intern_key(text(&index[1]));
        graph.apply(Change::CreateIndex(IndexKey { label, key }))?;
    }
    Ok(graph)
}

/// Processor time of all threads, in milliseconds.
fn cpu_ms() -> f64 {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    spent.tv_sec as f64 * 1e3 + spent.tv_nsec as f64 / 1e6
}
