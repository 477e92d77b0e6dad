//! Carrying out dot commands.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::command::Command;
use super::help;
use super::shell::{Flow, Shell};
use crate::database::Error;
use crate::diagnostic::Diagnostic;
use crate::export::{DotOptions, Selection, TableFormat, schema_labels, schema_types, write_dot};
use crate::graph::GraphView;
use crate::query::parser::{KeywordLanguage, format, split_statements};
use crate::result::ResultTable;
use crate::source::Source;
use crate::value::Value;

/// A picture of more nodes cannot be read.
const MAX_DRAWN: usize = 150;

impl Shell {
    /// Does what a command says.
    pub(super) fn carry_out(&mut self, command: Command) -> io::Result<Flow> {
        match command {
            Command::Quit => return Ok(Flow::Quit),
            Command::Reset => {}
            Command::Help => io::stdout().lock().write_all(help::text().as_bytes())?,
            Command::Schema => {
                if let Err(error) = self.database.read_all() {
                    self.fail(&error.diagnostic(0), None)?;
                    return Ok(Flow::Continue);
                }
                self.write_result(&schema_labels(self.database.graph()))?;
                self.note("")?;
                self.write_result(&schema_types(self.database.graph()))?;
            }
            Command::Stats => self.write_result(&stats(self.database.graph()))?,
            Command::Mode(None) => {
                let all = TableFormat::ALL.map(TableFormat::name).join(", ");
                self.note(&format!("results are shown as {} (of {all})", self.format.name()))?;
            }
            Command::Mode(Some(format)) => self.format = format,
            Command::Output(path) => self.redirect(path.as_deref())?,
            Command::Read(path) => self.read(&path)?,
            Command::Dot(path, query) => self.draw(&path, query)?,
            Command::Fmt(language, query) => self.format(language, query)?,
            Command::Save(path) => self.save_to(path.as_deref())?,
            Command::Checkpoint => self.checkpoint()?,
        }
        Ok(Flow::Continue)
    }

    /// Shows a query, or the last one, with its keywords in the language.
    fn format(&mut self, language: KeywordLanguage, query: Option<String>) -> io::Result<()> {
        let Some(query) = query.or_else(|| self.last_text.clone()) else {
            let error = Diagnostic::error("there is no query yet");
            return self.fail(&error.with_hint("say which: `.fmt zh MATCH (n) RETURN n`"), None);
        };
        let source = Source::new("<input>", query);
        for span in split_statements(&source.text) {
            match format(span.of(&source.text), language) {
                Ok(text) => writeln!(io::stdout().lock(), "{text};")?,
                Err(error) => {
                    return self.fail(&Error::Query(error).diagnostic(span.start), Some(&source));
                }
            }
        }
        Ok(())
    }

    fn redirect(&mut self, path: Option<&Path>) -> io::Result<()> {
        match self.output.redirect(path) {
            Ok(()) => match path {
                Some(path) => self.note(&format!("results go to {}; `.output` ends this", path.display())),
                None => Ok(()),
            },
            Err(error) => self.fail(&file_error("write", path.unwrap_or(Path::new("")), &error), None),
        }
    }

    fn read(&mut self, path: &Path) -> io::Result<()> {
        match fs::read_to_string(path) {
            Ok(text) => {
                self.run_script(&Source::new(path.display().to_string(), text), true)?;
                Ok(())
            }
            Err(error) => self.fail(&file_error("read", path, &error), None),
        }
    }

    fn save_to(&mut self, path: Option<&Path>) -> io::Result<()> {
        let Some(path) = path.map(Path::to_owned).or_else(|| self.config.graph.clone()) else {
            let error = Diagnostic::error("the graph has no file yet");
            return self.fail(&error.with_hint("say where: `.save NAME.tuzhi`"), None);
        };
        let n_failed = self.n_failed;
        self.save(&path)?;
        if self.n_failed == n_failed { self.note(&format!("saved to {}", path.display())) } else { Ok(()) }
    }

    fn checkpoint(&mut self) -> io::Result<()> {
        match self.database.checkpoint() {
            Ok(()) => self.note("the log is folded into the graph's file"),
            Err(error) => self.fail(&error.diagnostic(0), None),
        }
    }

    fn draw(&mut self, path: &Path, query: Option<String>) -> io::Result<()> {
        if let Some(query) = query {
            let source = Source::new("<input>", query);
            for span in split_statements(&source.text) {
                match self.run_statement(&source, span)? {
                    Some((table, _)) => self.last = Some(table),
                    None => return Ok(()),
                }
            }
        }
        if let Err(error) = self.database.read_all() {
            return self.fail(&error.diagnostic(0), None);
        }
        let graph = self.database.graph();
        let selection = match &self.last {
            Some(table) => Selection::of_result(graph, table, MAX_DRAWN),
            None => Selection::overview(graph, MAX_DRAWN),
        };
        if selection.nodes.is_empty() {
            let error = Diagnostic::error("there is nothing to draw");
            return self
                .fail(&error.with_hint("return nodes, relationships or paths: `RETURN n, r, m`"), None);
        }
        let write = || {
            let mut out = BufWriter::new(File::create(path)?);
            write_dot(&mut out, graph, &selection, &DotOptions::default())?;
            out.flush()
        };
        match write() {
            Ok(()) => self.note(&format!(
                "{}: {} nodes, {} relationships; draw it with: dot -Tsvg -O {0}",
                path.display(),
                selection.nodes.len(),
                selection.rels.len()
            )),
            Err(error) => self.fail(&file_error("write", path, &error), None),
        }
    }
}

/// How much the graph holds.
fn stats(graph: &dyn GraphView) -> ResultTable {
    let vocabulary = graph.vocabulary();
    let count = |n: usize| Value::Integer(i64::try_from(n).unwrap_or(i64::MAX));
    let names = |table| vocabulary.names(table).len();
    let rows = [
        ("nodes", graph.n_nodes()),
        ("relationships", graph.n_rels()),
        ("labels", names(crate::graph::NameTable::Label)),
        ("relationship types", names(crate::graph::NameTable::Type)),
        ("property keys", names(crate::graph::NameTable::Key)),
        ("indexes", graph.indexes().len()),
    ];
    ResultTable {
        columns: vec!["what".into(), "number".into()],
        rows: rows.into_iter().map(|(what, n)| vec![Value::from(what), count(n)]).collect(),
        ..ResultTable::default()
    }
}

fn file_error(work: &str, path: &Path, error: &io::Error) -> Diagnostic {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::InvalidData => "it is not UTF-8 text".to_owned(),
        _ => error.to_string(),
    };
    Diagnostic::error(format!("cannot {work} `{}`: {reason}", path.display()))
}
