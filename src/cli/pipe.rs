//! `tuzhi pipe`: one JSON request a line in, one JSON answer a line out; the door for scripts and for conformance tests.
//!
//! Requests are `hello`, `reset`, `query` (with `text` and `params`), `procedure`, `checkpoint` and `snapshot`; values are encoded so that every
//! type can be told. A request that makes no sense is answered by an error, never by silence. What a query writes is on the
//! disk before it is answered.

use std::io::{self, BufRead, BufReader, Read as _, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde_json::{Map, Value as Json, json};

use super::failure::Failure;
use super::graph_file;
use super::messages::MessageArguments;
use super::snapshot::snapshot;
use super::terminal::Terminal;
use crate::database::{Database, Error, Params, SyncMode};
use crate::diagnostic::{Language, in_language};
use crate::export::{JsonStyle, value_json};
use crate::query::{ErrorClass, ErrorPhase, QueryError};
use crate::result::{ResultTable, Summary};
use crate::value::from_json;

/// Bytes of requests and of answers that are taken together.
const READ_AHEAD: usize = 1 << 20;
/// Bytes of one request.
const MOST_BYTES: u64 = 1 << 28;

const EXAMPLES: &str = r#"Requests, one a line:
  {"op":"hello"}
  {"op":"reset"}
  {"op":"query","text":"MATCH (r:Region {name: $name}) RETURN r","params":{"name":"无锡市"}}
  {"op":"query","text":"BEGIN"}            … COMMIT or ROLLBACK
  {"op":"checkpoint"}
  {"op":"snapshot"}"#;

/// Options of `pipe`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The graph file to answer from and to commit writes to [default: an empty graph in memory]
    graph: Option<PathBuf>,
    /// Leave it to the system when writes reach the disk: they survive this program, not a loss of power
    #[arg(long)]
    no_sync: bool,
    #[command(flatten)]
    pub(super) messages: MessageArguments,
}

/// Answers requests until standard input closes.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    let mut database = match &arguments.graph {
        Some(path) => graph_file::open(path)?,
        None => graph_file::empty(),
    };
    database.set_sync_mode(if arguments.no_sync { SyncMode::Never } else { SyncMode::Together });
    let mut requests = BufReader::with_capacity(READ_AHEAD, io::stdin().lock());
    let mut held = Held::default();
    while let Some(line) = next_line(&mut requests)? {
        let answer = match line {
            Line::Blank => continue,
            Line::TooLong => refusal(&format!("a request is longer than {} MB", MOST_BYTES >> 20)),
            Line::Request(bytes) => answer(&bytes, &mut database),
        };
        held.add(&told(answer, terminal.language()))?;
        // Requests that have arrived already are answered together: their writes reach the disk at once.
        if held.is_full() || !requests.buffer().contains(&b'\n') {
            held.send(&mut database, terminal)?;
        }
    }
    held.send(&mut database, terminal)?;
    graph_file::close(database)
}

/// Answers that wait until the writes that they acknowledge are on the disk.
#[derive(Debug, Default)]
struct Held {
    lines: Vec<u8>,
    count: usize,
}

impl Held {
    fn add(&mut self, answer: &Json) -> Result<(), Failure> {
        serde_json::to_writer(&mut self.lines, answer).map_err(io::Error::from)?;
        self.lines.push(b'\n');
        self.count += 1;
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.lines.len() >= READ_AHEAD
    }

    fn send(&mut self, database: &mut Database, terminal: &mut Terminal) -> Result<(), Failure> {
        if let Err(error) = database.sync() {
            // What was read may have been written by what is lost: none of the answers counts.
            let answer = error_json(&error);
            self.lines.clear();
            for _ in 0..std::mem::take(&mut self.count) {
                self.add(&answer)?;
            }
        }
        terminal.write_all(&self.lines)?;
        terminal.flush()?;
        self.lines.clear();
        self.count = 0;
        Ok(())
    }
}

enum Line {
    Blank,
    TooLong,
    Request(Vec<u8>),
}

fn next_line(input: &mut impl BufRead) -> Result<Option<Line>, Failure> {
    let mut bytes = Vec::new();
    let failed = |error: io::Error| Failure::new(format!("cannot read standard input: {error}"));
    if input.take(MOST_BYTES).read_until(b'\n', &mut bytes).map_err(failed)? == 0 {
        return Ok(None);
    }
    if bytes.len() as u64 == MOST_BYTES && !bytes.ends_with(b"\n") {
        input.skip_until(b'\n').map_err(failed)?;
        return Ok(Some(Line::TooLong));
    }
    let blank = bytes.iter().all(u8::is_ascii_whitespace);
    Ok(Some(if blank { Line::Blank } else { Line::Request(bytes) }))
}

fn answer(line: &[u8], database: &mut Database) -> Json {
    let request: Json = match serde_json::from_slice(line) {
        Ok(request) => request,
        Err(error) => return refusal(&format!("the request is no JSON: {error}")),
    };
    match request["op"].as_str() {
        Some("hello") => json!({
            "name": env!("CARGO_PKG_NAME"),
            "version": env!("CARGO_PKG_VERSION"),
            "features": ["snapshot", "procedures", "transactions"],
        }),
        Some("reset") => {
            *database = graph_file::empty();
            json!({ "ok": true })
        }
        Some("query") => query(&request, database),
        Some("procedure") => procedure(&request, database),
        Some("checkpoint") => match database.checkpoint() {
            Ok(()) => json!({ "ok": true }),
            Err(error) => error_json(&error),
        },
        Some("snapshot") => match database.read_all() {
            Ok(()) => snapshot(database.graph()),
            Err(error) => error_json(&error),
        },
        Some(other) => refusal(&format!("no request `{other}`")),
        None => refusal("the request has no `op`"),
    }
}

fn query(request: &Json, database: &mut Database) -> Json {
    let Some(text) = request["text"].as_str() else { return refusal("the query has no `text`") };
    let params = match params(&request["params"]) {
        Ok(params) => params,
        Err(message) => return refusal(&message),
    };
    match database.session().run(text, &params) {
        Ok(table) => table_json(&table),
        Err(error) => error_json(&error),
    }
}

/// Registers a procedure whose rows are a table.
fn procedure(request: &Json, database: &mut Database) -> Json {
    let Some(signature) = request["signature"].as_str() else {
        return refusal("the procedure has no `signature`");
    };
    let texts = |json: &Json| -> Vec<Arc<str>> {
        json.as_array().into_iter().flatten().filter_map(|name| name.as_str().map(Arc::from)).collect()
    };
    let rows: Result<Vec<Vec<_>>, _> = request["rows"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| row.as_array().into_iter().flatten().map(from_json).collect())
        .collect();
    let registered = match rows {
        Ok(rows) => database.register_procedure(signature, &texts(&request["columns"]), rows),
        Err(why) => return refusal(&format!("a row of the procedure: {why}")),
    };
    match registered {
        Ok(()) => json!({ "ok": true }),
        Err(error) => error_json(&error),
    }
}

fn params(json: &Json) -> Result<Params, String> {
    let entries = match json {
        Json::Null => return Ok(Params::new()),
        Json::Object(entries) => entries,
        _ => return Err("`params` is no object".to_owned()),
    };
    entries
        .iter()
        .map(|(name, value)| {
            let value = from_json(value).map_err(|why| format!("parameter `{name}`: {why}"))?;
            Ok((name.as_str().into(), value))
        })
        .collect()
}

fn table_json(table: &ResultTable) -> Json {
    let columns: Vec<&str> = table.columns.iter().map(|name| &**name).collect();
    let rows: Vec<Vec<Json>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|value| value_json(value, &table.elements, JsonStyle::Exact)).collect())
        .collect();
    let mut answer = json!({ "columns": columns, "rows": rows, "stats": stats(&table.summary) });
    if !table.notes.is_empty() {
        answer["notes"] = Json::from(table.notes.clone());
    }
    answer
}

/// Side effects under the TCK's names; what did not happen is absent.
fn stats(summary: &Summary) -> Map<String, Json> {
    [
        ("+nodes", summary.nodes_created),
        ("-nodes", summary.nodes_deleted),
        ("+relationships", summary.rels_created),
        ("-relationships", summary.rels_deleted),
        ("+properties", summary.properties_set),
        ("-properties", summary.properties_removed),
        ("+labels", summary.labels_added),
        ("-labels", summary.labels_removed),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(name, count)| (name.to_owned(), Json::from(count)))
    .collect()
}

fn error_json(error: &Error) -> Json {
    match error {
        Error::Query(error) => query_error_json(error),
        other => json!({ "error": {
            "type": null, "phase": "runtime", "detail": null, "message": other.to_string(),
        } }),
    }
}

fn query_error_json(error: &QueryError) -> Json {
    let class = match error.class {
        // Not one of openCypher's classes.
        ErrorClass::ExecutionError => Json::Null,
        class => Json::from(format!("{class:?}")),
    };
    let phase = match error.phase {
        ErrorPhase::CompileTime => "compile time",
        ErrorPhase::Runtime => "runtime",
    };
    let span = error.labels.first().map(|(span, _)| [span.start, span.end]);
    let labels: Vec<_> = error
        .labels
        .iter()
        .map(|(span, text)| json!({ "span": [span.start, span.end], "text": text }))
        .collect();
    json!({ "error": {
        "type": class, "phase": phase, "detail": error.detail,
        "message": error.message, "span": span, "labels": labels, "hint": error.hint,
    } })
}

/// An answer whose texts for people are in a language.
fn told(mut answer: Json, language: Language) -> Json {
    let tell = |text: &mut Json| {
        if let Json::String(text) = text {
            *text = in_language(text, language).into_owned();
        }
    };
    if let Some(error) = answer.get_mut("error") {
        error.get_mut("message").into_iter().for_each(tell);
        error.get_mut("hint").into_iter().for_each(tell);
        let labels = error.get_mut("labels").and_then(Json::as_array_mut).into_iter().flatten();
        labels.filter_map(|label| label.get_mut("text")).for_each(tell);
    }
    answer.get_mut("notes").and_then(Json::as_array_mut).into_iter().flatten().for_each(tell);
    answer
}

fn refusal(message: &str) -> Json {
    json!({ "error": { "type": "ArgumentError", "phase": "compile time", "detail": "InvalidRequest", "message": message } })
}
