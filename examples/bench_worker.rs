//! Speaks the benchmark harness' line protocol over the library: loads CSV, runs queries, tells the time each took.
//!
//! One JSON object a line on standard input, one on standard output: `hello`, `load`, `query`, `quit`.

use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use serde_json::{Value as Json, json};
use tuzhi::database::{Database, Params};
use tuzhi::graph::{Change, GraphStore, IndexKey, PropertyGraph};
use tuzhi::value::{NodeId, Value};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut database = Database::default();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let request: Json = serde_json::from_str(&line?)?;
        let answer = match request["op"].as_str() {
            Some("hello") => json!({"ok": true, "name": "tuzhi", "version": env!("CARGO_PKG_VERSION")}),
            Some("load") => {
                let start = Instant::now();
                database = Database::new(load(&request)?);
                json!({"ok": true, "ms": ms(start)})
            }
            Some("query") => query(&mut database, &request),
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

fn query(database: &mut Database, request: &Json) -> Json {
    let params: Params = request["params"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (Arc::from(name.as_str()), from_json(value)))
        .collect();
    let start = Instant::now();
    match database.session().run(request["text"].as_str().unwrap_or_default(), &params) {
        Ok(table) => {
            let ms = ms(start);
            let rows: Vec<Vec<Json>> =
                table.rows.iter().map(|row| row.iter().map(to_json).collect()).collect();
            json!({"ok": true, "ms": ms, "rows": rows})
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

/// The records of a CSV file, the header first.
fn records(path: &Path) -> Result<Vec<Vec<String>>, Failure> {
    let text = std::fs::read_to_string(path)?;
    Ok(text
        .lines()
        .map(|line| {
            let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
            for c in line.chars() {
                match c {
                    '"' => quoted = !quoted,
                    ',' if !quoted => fields.push(std::mem::take(&mut field)),
                    c => field.push(c),
                }
            }
            fields.push(field);
            fields
        })
        .collect())
}

fn typed(ty: &str, text: &str) -> Value {
    let ty = ty.to_ascii_uppercase();
    if ty.contains("INT") {
        return text.parse().map_or(Value::Null, Value::Integer);
    }
    if ty.contains("DOUBLE") || ty.contains("FLOAT") {
        return text.parse().map_or(Value::Null, Value::Float);
    }
    if ty.contains("BOOL") {
        return Value::Boolean(text.eq_ignore_ascii_case("true"));
    }
    Value::string(text)
}

fn load(request: &Json) -> Result<PropertyGraph, Failure> {
    let dir = Path::new(request["dir"].as_str().unwrap_or_default());
    let mut graph = PropertyGraph::default();
    let mut ids: HashMap<(String, String), NodeId> = HashMap::new();
    for table in request["nodes"].as_array().into_iter().flatten() {
        let name = table["label"].as_str().unwrap_or_default();
        let label = graph.intern_label(name);
        let records = records(&dir.join(table["csv"].as_str().unwrap_or_default()))?;
        let header = records.first().cloned().unwrap_or_default();
        let keys: Vec<_> = header.iter().map(|column| graph.intern_key(column)).collect();
        let at = header.iter().position(|column| Some(column.as_str()) == table["key"].as_str()).unwrap_or(0);
        for record in &records[1..] {
            let id = graph.new_node_id()?;
            let mut properties: Vec<_> = record
                .iter()
                .enumerate()
                .map(|(at, text)| {
                    (keys[at], typed(table["columns"][&header[at]].as_str().unwrap_or(""), text))
                })
                .collect();
            properties.sort_unstable_by_key(|(key, _)| *key);
            graph.apply(Change::CreateNode { id, labels: vec![label], properties })?;
            ids.insert((name.to_owned(), record[at].clone()), id);
        }
    }
    for table in request["edges"].as_array().into_iter().flatten() {
        let rel_type = graph.intern_type(table["type"].as_str().unwrap_or_default());
        let end = |side: &str, key: &str| {
            ids.get(&(table[side].as_str().unwrap_or_default().to_owned(), key.to_owned())).copied()
        };
        for record in records(&dir.join(table["csv"].as_str().unwrap_or_default()))?.iter().skip(1) {
            let (Some(start), Some(end)) = (end("from", &record[0]), end("to", &record[1])) else { continue };
            let id = graph.new_rel_id()?;
            graph.apply(Change::CreateRelationship { id, rel_type, start, end, properties: Vec::new() })?;
        }
    }
    for index in request["indexes"].as_array().into_iter().flatten() {
        let label = graph.intern_label(index[0].as_str().unwrap_or_default());
        let key = graph.intern_key(index[1].as_str().unwrap_or_default());
        graph.apply(Change::CreateIndex(IndexKey { label, key }))?;
    }
    graph.pack();
    Ok(graph)
}
