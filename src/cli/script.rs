//! Statements from the command line, from files and from standard input, with their parameters.

use std::fs;
use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde_json::Value as Json;

use super::failure::Failure;
use super::globs::expand_all;
use crate::database::{Database, Error, Params};
use crate::diagnostic::Diagnostic;
use crate::graph::PropertyGraph;
use crate::query::parser::split_statements;
use crate::repl::{entity_warnings, name_warnings};
use crate::result::ResultTable;
use crate::source::{Source, Span};
use crate::value::{Value, from_json};

/// Which statements to run, with which parameters.
#[derive(Debug, Args)]
pub(super) struct ScriptArguments {
    /// Statements to run, separated by `;`
    #[arg(short = 'c', long = "command", value_name = "TEXT")]
    commands: Vec<String>,
    /// Files of statements to run, separated by `;`; `-` is standard input
    #[arg(short, long = "file", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Value of the parameter `$NAME`: JSON when it is JSON (2024, [1,2], "2024"), else text
    #[arg(short = 'P', long = "param", value_name = "NAME=VALUE", value_parser = parse_param)]
    params: Vec<(Arc<str>, Value)>,
}

impl ScriptArguments {
    /// Whether statements were given.
    pub(super) fn is_empty(&self) -> bool {
        self.commands.is_empty() && self.files.is_empty()
    }

    /// The scripts: statements that were given by themselves, those of `-c`, then the files; standard input when there are none.
    pub(super) fn scripts(&self, statements: &[String]) -> Result<Vec<Source>, Failure> {
        if let Some(file) = statements.iter().find(|text| Path::new(text).is_file()) {
            let error = Diagnostic::error(format!("`{file}` is a file, not a statement"));
            return Err(Failure::usage(error.with_hint("to run the statements in it: -f FILE")));
        }
        let texts = statements.iter().chain(&self.commands);
        let mut scripts: Vec<Source> = texts.map(|text| Source::new("<query>", text.as_str())).collect();
        for path in &expand_all(&self.files)? {
            scripts.push(read_script(path)?);
        }
        if scripts.is_empty() {
            if io::stdin().is_terminal() {
                let hint = "give one behind the graph or with -f FILE, or open the shell: tuzhi GRAPH";
                return Err(Failure::with_hint("no statement to run", hint));
            }
            scripts.push(read_script(Path::new("-"))?);
        }
        if scripts.iter().all(|script| split_statements(&script.text).is_empty()) {
            return Err(Failure::new("no statement to run: the text is empty"));
        }
        Ok(scripts)
    }

    /// The parameters.
    pub(super) fn params(&self) -> Params {
        self.params.iter().cloned().collect()
    }
}

/// Runs every statement of a script and hands each result on, with the graph as it is then and warnings of names that it
/// does not know. What fails is told with the warnings that may explain it.
pub(super) fn run_script(
    database: &mut Database,
    script: &Source,
    params: &Params,
    mut take: impl FnMut(&PropertyGraph, ResultTable, Vec<Diagnostic>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut session = database.session();
    for span in split_statements(&script.text) {
        let text = span.of(&script.text);
        let mut warnings = name_warnings(session.graph(), text);
        let result = session.run(text, params);
        let table = result.map_err(|error| failure(&error, span, script))?;
        if table.rows.is_empty() && !table.columns.is_empty() {
            warnings.extend(entity_warnings(session.graph(), text));
        }
        let warnings = warnings.into_iter().map(|warning| warning.moved(span.start));
        let notes = table.notes.iter().map(Diagnostic::warning);
        let warnings = warnings.chain(notes).collect();
        take(session.graph(), table, warnings)?;
    }
    Ok(())
}

fn failure(error: &Error, span: Span, script: &Source) -> Failure {
    let mut diagnostic = error.diagnostic(span.start);
    if matches!(error, Error::ReadOnly) {
        diagnostic = diagnostic.with_label(span, "").with_hint("`--write` lets statements write");
    }
    Failure::in_source(diagnostic, script.clone())
}

fn read_script(path: &Path) -> Result<Source, Failure> {
    let mut bytes = Vec::new();
    let (name, outcome) = if path == Path::new("-") {
        ("<stdin>".to_owned(), io::stdin().lock().read_to_end(&mut bytes))
    } else {
        let read = fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes));
        (path.display().to_string(), read)
    };
    outcome.map_err(|error| Failure::read(path, &error))?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::new(format!("`{name}` is no UTF-8 text")))?;
    Ok(Source::new(name, text.trim_start_matches('\u{feff}')))
}

fn parse_param(text: &str) -> Result<(Arc<str>, Value), String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE")?;
    let name = name.trim().trim_start_matches('$');
    if name.is_empty() {
        return Err("expected a name before `=`".to_owned());
    }
    let value = match serde_json::from_str::<Json>(value) {
        Ok(json) => from_json(&json)?,
        Err(_) => Value::string(value),
    };
    Ok((name.into(), value))
}
