//! Running statements and showing what they give.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use super::names::{Names, entities};
use super::shell::Shell;
use super::unknown::{unknown_entities, unknown_names};
use crate::database::Params;
use crate::export::write_table;
use crate::query::parser::split_statements;
use crate::result::{ResultTable, Summary};
use crate::source::{Source, Span};

impl Shell {
    /// Runs the statements of a script; gives whether all went well. `stop_early` leaves the rest after a failure.
    pub(super) fn run_script(&mut self, source: &Source, stop_early: bool) -> io::Result<bool> {
        let mut all_well = true;
        for span in split_statements(&source.text) {
            match self.run_statement(source, span)? {
                Some((table, elapsed)) => {
                    self.show(&table, elapsed)?;
                    self.last = Some(table);
                }
                None if stop_early => return Ok(false),
                None => all_well = false,
            }
        }
        Ok(all_well)
    }

    /// Runs one statement of a script; gives its result and how long it took, or nothing when it failed, which is told.
    pub(super) fn run_statement(
        &mut self,
        source: &Source,
        span: Span,
    ) -> io::Result<Option<(ResultTable, Duration)>> {
        let text = span.of(&source.text);
        self.last_text = Some(text.to_owned());
        self.renew_names();
        for warning in unknown_names(&self.names, text) {
            self.tell(&warning.moved(span.start), Some(source))?;
        }
        let start = Instant::now();
        let mut session = self.database.session();
        let flag = session.interrupt();
        let result = self.interrupt.while_running(flag, || session.run(text, &Params::new()));
        let elapsed = start.elapsed();
        let table = match result {
            Ok(table) => table,
            Err(error) => {
                self.fail(&error.diagnostic(span.start), Some(source))?;
                return Ok(None);
            }
        };
        if table.summary != Summary::default() {
            (self.has_stale_names, self.has_stale_entities) = (true, true);
        }
        if table.rows.is_empty() && !table.columns.is_empty() {
            self.renew_entities();
            for warning in unknown_entities(&self.names, text) {
                self.tell(&warning.moved(span.start), Some(source))?;
            }
        }
        Ok(Some((table, elapsed)))
    }

    /// Shows a result.
    fn show(&mut self, table: &ResultTable, elapsed: Duration) -> io::Result<()> {
        if !table.columns.is_empty() {
            self.write_result(table)?;
            let rows = if table.rows.len() == 1 { "row" } else { "rows" };
            self.note(&format!("{} {rows} in {}", table.rows.len(), duration_text(elapsed)))?;
        }
        if table.summary != Summary::default() {
            self.note(&format!("{} in {}", table.summary, duration_text(elapsed)))
        } else if table.columns.is_empty() {
            self.note("nothing changed")
        } else {
            Ok(())
        }
    }

    /// Writes a table to where results go.
    pub(super) fn write_result(&mut self, table: &ResultTable) -> io::Result<()> {
        let stop = Arc::new(AtomicBool::new(false));
        let (format, output) = (self.format, &mut self.output);
        let width = self.width.filter(|_| output.path().is_none());
        let is_whole = self.interrupt.while_running(stop.clone(), || {
            output.write(&stop, |out| write_table(out, table, format, width))
        })?;
        if is_whole { Ok(()) } else { self.note("stopped: the rest is not shown") }
    }

    /// Reads the names of labels, types and keys again when the graph has changed.
    pub(super) fn renew_names(&mut self) {
        if self.has_stale_names {
            self.names = Arc::new(Names::of(self.database.graph(), self.names.entities.clone()));
            self.has_stale_names = false;
        }
    }

    /// Reads the names of entities again when the graph has changed.
    pub(super) fn renew_entities(&mut self) {
        if self.has_stale_entities {
            let entities = Arc::new(entities(self.database.graph()));
            self.names = Arc::new(Names::of(self.database.graph(), entities));
            (self.has_stale_names, self.has_stale_entities) = (false, false);
        }
    }
}

fn duration_text(elapsed: Duration) -> String {
    match elapsed.as_millis() {
        0 => format!("{} µs", elapsed.as_micros()),
        1..10_000 => format!("{} ms", elapsed.as_millis()),
        _ => format!("{:.1} s", elapsed.as_secs_f64()),
    }
}
