//! Carrying out the dot commands that read and write files.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use super::command::Command;
use super::script::{Piece, pieces};
use super::shell::{Flow, Shell};
use crate::database::Database;
use crate::diagnostic::Diagnostic;
use crate::export::{GraphFormat, PictureOptions, Selection, write_graph};
use crate::query::parser::split_statements;
use crate::source::Source;

/// A picture of more nodes cannot be read.
const MAX_DRAWN: usize = 150;

/// Scripts that read scripts.
const MAX_READING: usize = 16;

impl Shell {
    pub(super) fn redirect(&mut self, path: Option<&Path>, has_mark: bool) -> io::Result<()> {
        match self.output.redirect(path, has_mark) {
            Ok(()) => match path {
                Some(path) => self.note(&format!("results go to {}; `.output` ends this", path.display())),
                None => Ok(()),
            },
            Err(error) => self.fail(&file_error("write", path.unwrap_or(Path::new("")), &error), None),
        }
    }

    /// Runs the statements and commands of a file up to the first that fails.
    pub(super) fn read(&mut self, path: &Path) -> io::Result<Flow> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                self.fail(&file_error("read", path, &error), None)?;
                return Ok(Flow::Continue);
            }
        };
        if self.n_reading == MAX_READING {
            let message = format!("scripts read scripts deeper than {MAX_READING} at `{}`", path.display());
            self.fail(&Diagnostic::error(message), None)?;
            return Ok(Flow::Continue);
        }
        self.n_reading += 1;
        let source = Source::new(path.display().to_string(), text.trim_start_matches('\u{feff}'));
        let flow = self.run_pieces(&source);
        self.n_reading -= 1;
        flow
    }

    fn run_pieces(&mut self, source: &Source) -> io::Result<Flow> {
        for piece in pieces(&source.text) {
            let n_failed = self.n_failed;
            match piece {
                Piece::Statements(span) => drop(self.run_statements(source, span, true)?),
                Piece::Command(span) => match Command::parse(span.of(&source.text)) {
                    Ok(command) => {
                        if self.carry_out(command)? == Flow::Quit {
                            return Ok(Flow::Quit);
                        }
                    }
                    Err(diagnostic) => self.fail(&diagnostic.with_label(span, ""), Some(source))?,
                },
            }
            if self.n_failed > n_failed {
                break;
            }
        }
        Ok(Flow::Continue)
    }

    /// Leaves this graph for another.
    pub(super) fn open(&mut self, path: &Path) -> io::Result<()> {
        if self.database.is_in_transaction() {
            let error = Diagnostic::error("a transaction is open");
            return self.fail(&error.with_hint("end it with COMMIT or ROLLBACK first"), None);
        }
        if let Err(error) = fs::metadata(path) {
            return self.fail(&file_error("open", path, &error), None);
        }
        let mut database = match Database::open(path) {
            Ok(database) => database,
            Err(error) => return self.fail(&error.diagnostic(0), None),
        };
        if let Some(files) = self.config.files.filter(|_| !self.config.is_safe) {
            database.set_files(files);
        }
        let before = std::mem::replace(&mut self.database, database);
        self.config.graph = Some(path.to_owned());
        self.last = None;
        (self.has_stale_names, self.has_stale_entities) = (true, true);
        if let Err(error) = before.close() {
            self.fail(&error.diagnostic(0), None)?;
        }
        self.note(&self.greeting())
    }

    pub(super) fn save_to(&mut self, path: Option<&Path>) -> io::Result<()> {
        let Some(path) = path.map(Path::to_owned).or_else(|| self.config.graph.clone()) else {
            let error = Diagnostic::error("the graph has no file yet");
            return self.fail(&error.with_hint("say where: `.save NAME.tuzhi`"), None);
        };
        match self.database.save(&path) {
            Ok(()) => self.note(&format!("saved to {}", path.display())),
            Err(error) => self.fail(&error.diagnostic(0), None),
        }
    }

    pub(super) fn checkpoint(&mut self) -> io::Result<()> {
        match self.database.checkpoint() {
            Ok(()) => self.note("the log is folded into the graph's file"),
            Err(error) => self.fail(&error.diagnostic(0), None),
        }
    }

    pub(super) fn draw(&mut self, path: &Path, query: Option<String>) -> io::Result<()> {
        if let Some(query) = query {
            let source = Source::new("<input>", query);
            for span in split_statements(&source.text) {
                match self.run_statement(&source, span, true)? {
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
            write_graph(&mut out, graph, &selection, GraphFormat::Dot, &PictureOptions::default())?;
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

/// Why a file could not be read or written.
pub(super) fn file_error(work: &str, path: &Path, error: &io::Error) -> Diagnostic {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::InvalidData => "it is not UTF-8 text".to_owned(),
        _ => error.to_string(),
    };
    Diagnostic::error(format!("cannot {work} `{}`: {reason}", path.display()))
}
