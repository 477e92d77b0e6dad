//! Carries out one scenario, step by step.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tuzhi::database::{Database, Error, Params};
use tuzhi::query::{ErrorPhase, QueryError};
use tuzhi::result::ResultTable;
use tuzhi::value::Value;

use super::compare::{Comparison, missing};
use super::notation::Expected;
use super::scenario::{Kit, Scenario, Step};
use super::snapshot::Snapshot;

/// Why a scenario fails.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    /// One word: `result`, `columns`, `query-error`, `side-effects` …
    pub(crate) kind: &'static str,
    /// For people.
    pub(crate) message: String,
}

impl Failure {
    pub(crate) fn new(kind: &'static str, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind, self.message)
    }
}

/// Told of each session's interrupt before a statement runs, so that a watcher can stop it.
pub(crate) type OnStatement<'w> = &'w dyn Fn(Arc<AtomicBool>);

/// Runs all steps of a scenario.
pub(crate) fn run(kit: &Kit, scenario: &Scenario, on_statement: OnStatement<'_>) -> Result<(), Failure> {
    let mut run = Run {
        kit,
        on_statement,
        database: Database::default(),
        params: Params::new(),
        before: Snapshot::default(),
        result: Ok(ResultTable::default()),
        error_is_due: false,
    };
    for step in &scenario.steps {
        run.step(step)?;
    }
    run.settle()
}

struct Run<'k> {
    kit: &'k Kit,
    on_statement: OnStatement<'k>,
    database: Database,
    params: Params,
    before: Snapshot,
    result: Result<ResultTable, Error>,
    /// Whether the last query failed and no step has asked about it yet.
    error_is_due: bool,
}

impl Run<'_> {
    fn step(&mut self, step: &Step) -> Result<(), Failure> {
        let text = step.text.as_str();
        let doc = step.doc.as_deref().unwrap_or_default();
        if text == "an empty graph" || text == "any graph" {
            self.database = Database::default();
        } else if let Some(name) = text.strip_prefix("the ").and_then(|rest| rest.strip_suffix(" graph")) {
            self.build_graph(name)?;
        } else if text.starts_with("having executed") {
            self.query(doc, &Params::new())
                .map_err(|error| Failure::new("setup-error", error.to_string()))?;
        } else if text.starts_with("parameter") {
            self.read_params(&step.table)?;
        } else if text.starts_with("there exists a procedure") {
            self.declare_procedure(text, &step.table)?;
        } else if text.starts_with("executing query") || text.starts_with("executing control query") {
            self.settle()?;
            if !text.contains("control") {
                self.before = Snapshot::of(self.database.graph());
            }
            let params = self.params.clone();
            self.result = self.query(doc, &params);
            self.error_is_due = self.result.is_err();
        } else if text.contains(" should be raised at ") {
            self.expect_error(text)?;
        } else if text == "the result should be empty" {
            self.expect_empty()?;
        } else if text.starts_with("the result should be") {
            self.expect_rows(
                &step.table,
                text.contains("in order"),
                text.contains("ignoring element order"),
            )?;
        } else if text == "no side effects" {
            self.expect_effects(&[])?;
        } else if text == "the side effects should be:" {
            self.expect_effects(&step.table)?;
        } else {
            return Err(Failure::new("runner", format!("unknown step `{text}`")));
        }
        Ok(())
    }

    fn build_graph(&mut self, name: &str) -> Result<(), Failure> {
        self.database = Database::default();
        let kit = self.kit;
        let statements =
            kit.graphs.get(name).ok_or_else(|| Failure::new("runner", format!("unknown graph `{name}`")))?;
        for statement in statements {
            self.query(statement, &Params::new())
                .map_err(|error| Failure::new("setup-error", error.to_string()))?;
        }
        Ok(())
    }

    fn query(&mut self, text: &str, params: &Params) -> Result<ResultTable, Error> {
        let mut session = self.database.session();
        (self.on_statement)(session.interrupt());
        session.run(text, params)
    }

    /// `there exists a procedure test.my.proc(in :: INTEGER?) :: (out :: STRING?):`
    fn declare_procedure(&mut self, text: &str, table: &[Vec<String>]) -> Result<(), Failure> {
        let signature = text.trim_start_matches("there exists a procedure").trim();
        let signature = signature.strip_suffix(':').unwrap_or(signature).trim().to_owned();
        let (header, rows) = table.split_first().map_or((&[][..], &[][..]), |(h, r)| (&h[..], r));
        let value = |cell: &String| Expected::parse(cell).and_then(|value| value.to_value());
        let rows: Result<Vec<Vec<Value>>, String> =
            rows.iter().map(|row| row.iter().map(value).collect()).collect();
        let rows = rows.map_err(|why| Failure::new("runner", why))?;
        let columns: Vec<Arc<str>> =
            header.iter().filter(|name| !name.is_empty()).map(|name| name.as_str().into()).collect();
        let declared = self.database.register_procedure(&signature, &columns, rows);
        declared.map_err(|error| Failure::new("setup-error", error.to_string()))
    }

    fn read_params(&mut self, table: &[Vec<String>]) -> Result<(), Failure> {
        for row in table {
            let [name, value] = row.as_slice() else {
                return Err(Failure::new("runner", "a parameter is a name and a value"));
            };
            let value = Expected::parse(value).and_then(|value| value.to_value());
            let value = value.map_err(|why| Failure::new("runner", why))?;
            self.params.insert(name.as_str().into(), value);
        }
        Ok(())
    }

    /// An error that no step asked about fails the scenario.
    fn settle(&self) -> Result<(), Failure> {
        match &self.result {
            Err(error) if self.error_is_due => Err(Failure::new("query-error", shown(error))),
            _ => Ok(()),
        }
    }

    fn table(&self) -> Result<&ResultTable, Failure> {
        self.result.as_ref().map_err(|error| Failure::new("query-error", shown(error)))
    }

    /// `a TypeError should be raised at runtime: InvalidArgumentValue`
    fn expect_error(&mut self, text: &str) -> Result<(), Failure> {
        let (class, rest) = text.split_once(" should be raised at ").unwrap_or((text, ""));
        let class = class.trim_start_matches("an ").trim_start_matches("a ");
        let (phase, detail) = rest.split_once(": ").unwrap_or((rest, "*"));
        self.error_is_due = false;
        let error = match &self.result {
            Ok(table) => {
                let message = format!("expected {class} {detail}, got {} rows", table.rows.len());
                return Err(Failure::new("no-error", message));
            }
            Err(error) => error,
        };
        let Error::Query(found) = error else {
            return Err(Failure::new("wrong-error", error.to_string()));
        };
        let same = format!("{:?}", found.class) == class
            && (phase == "any time" || phase_name(found) == phase)
            && (detail == "*" || found.detail == detail);
        if same {
            return Ok(());
        }
        Err(Failure::new(
            "wrong-error",
            format!("expected {class} {detail} at {phase}, got {}", shown(error)),
        ))
    }

    fn expect_empty(&self) -> Result<(), Failure> {
        match self.table()?.rows.len() {
            0 => Ok(()),
            n => Err(Failure::new("result", format!("expected no rows, got {n}"))),
        }
    }

    fn expect_rows(&self, table: &[Vec<String>], ordered: bool, bags: bool) -> Result<(), Failure> {
        let found = self.table()?;
        let (header, rows) = table.split_first().ok_or_else(|| Failure::new("runner", "no header"))?;
        if !header.iter().map(String::as_str).eq(found.columns.iter().map(|name| &**name)) {
            let message = format!("expected {header:?}, got {:?}", found.columns);
            return Err(Failure::new("columns", message));
        }
        let parse_row = |row: &Vec<String>| row.iter().map(|cell| Expected::parse(cell)).collect();
        let expected: Vec<Vec<Expected>> = rows
            .iter()
            .map(parse_row)
            .collect::<Result<_, _>>()
            .map_err(|why| Failure::new("runner", why))?;
        let comparison = Comparison { elements: &found.elements, bags };
        let first_wrong = if ordered {
            let pairs = expected.iter().zip(&found.rows);
            pairs.clone().position(|(e, f)| !comparison.same_row(e, f))
        } else {
            let wrong = missing(&expected, &found.rows, |e, f| comparison.same_row(e, f));
            wrong.and_then(|wrong| expected.iter().position(|e| std::ptr::eq(e, wrong)))
        };
        let show = |row: &[Value]| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ");
        if let Some(i) = first_wrong {
            let got = found.rows.get(if ordered { i } else { 0 }).map_or("no row".into(), |row| show(row));
            return Err(Failure::new("result", format!("expected {}, got {got}", rows[i].join(" | "))));
        }
        if expected.len() != found.rows.len() {
            let message = format!("expected {} rows, got {}", expected.len(), found.rows.len());
            return Err(Failure::new("result", message));
        }
        Ok(())
    }

    fn expect_effects(&self, table: &[Vec<String>]) -> Result<(), Failure> {
        self.table()?;
        let mut expected = BTreeMap::new();
        for row in table {
            let (name, n) = match row.as_slice() {
                [name, n] => (name.clone(), n.parse().unwrap_or(0)),
                _ => return Err(Failure::new("runner", "a side effect is a name and a number")),
            };
            if n > 0 {
                expected.insert(name, n);
            }
        }
        let found = self.before.difference(&Snapshot::of(self.database.graph()));
        if expected == found {
            return Ok(());
        }
        Err(Failure::new("side-effects", format!("expected {expected:?}, got {found:?}")))
    }
}

fn phase_name(error: &QueryError) -> &'static str {
    match error.phase {
        ErrorPhase::CompileTime => "compile time",
        ErrorPhase::Runtime => "runtime",
    }
}

fn shown(error: &Error) -> String {
    match error {
        Error::Query(error) => {
            format!("{:?} {} at {} ({error})", error.class, error.detail, phase_name(error))
        }
        other => other.to_string(),
    }
}
