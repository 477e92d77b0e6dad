//! Running statements and showing what they give.

use std::io::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use super::names::{Data, Names};
use super::pager;
use super::shell::Shell;
use super::unknown::{unknown_entities, unknown_names};
use crate::diagnostic::Diagnostic;
use crate::export::{ResultFormat, TableStyle};
use crate::query::parser::split_statements;
use crate::result::{ResultTable, Summary};
use crate::source::{Source, Span};

impl Shell {
    /// Runs the statements in a part of a script; gives whether all went well. `stop_early` leaves the rest after a
    /// failure.
    pub(super) fn run_statements(
        &mut self,
        source: &Source,
        part: Span,
        stop_early: bool,
    ) -> io::Result<bool> {
        let mut all_well = true;
        for span in split_statements(part.of(&source.text)) {
            let span = Span::new(part.start + span.start, part.start + span.end);
            let is_drawn = matches!(self.view.format, ResultFormat::Picture(_));
            match self.run_statement(source, span, is_drawn)? {
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

    /// Runs one statement of a script, to be drawn or to be shown as a table; gives its result and how long it took, or
    /// nothing when it failed, which is told.
    pub(super) fn run_statement(
        &mut self,
        source: &Source,
        span: Span,
        is_drawn: bool,
    ) -> io::Result<Option<(ResultTable, Duration)>> {
        let text = span.of(&source.text);
        self.last_text = Some(text.to_owned());
        self.renew_names();
        for warning in unknown_names(&self.names, text) {
            self.tell(&warning.moved(span.start), Some(source))?;
        }
        let start = Instant::now();
        self.database.set_walked_paths(is_drawn);
        let mut session = self.database.session();
        let flag = session.interrupt();
        let result = self.interrupt.while_running(flag, || session.run(text, &self.params));
        let elapsed = start.elapsed();
        let table = match result {
            Ok(table) => table,
            Err(error) => {
                self.fail(&error.diagnostic(span.start), Some(source))?;
                return Ok(None);
            }
        };
        for note in &table.notes {
            self.tell(&Diagnostic::warning(note), None)?;
        }
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

    /// Shows a result and tells how much there is of it.
    fn show(&mut self, table: &ResultTable, elapsed: Duration) -> io::Result<()> {
        let time = if self.view.is_timed { format!(" in {}", duration_text(elapsed)) } else { String::new() };
        if !table.columns.is_empty() {
            self.write_result(table)?;
            self.note(&format!("{}{time}", self.rows_text(table.rows.len())))?;
        }
        if table.summary != Summary::default() {
            self.note(&format!("{}{time}", table.summary))
        } else if table.columns.is_empty() {
            self.note("nothing changed")
        } else {
            Ok(())
        }
    }

    /// How many rows there are, and how to see those that are not shown.
    fn rows_text(&self, n_rows: usize) -> String {
        let rows = if n_rows == 1 { "row" } else { "rows" };
        let is_cut = matches!(self.view.format, ResultFormat::Table(format) if format.is_for_people());
        let cut = self.view.style(self.output.path().is_some()).cut(n_rows);
        match cut.filter(|_| is_cut && !self.is_paging()) {
            Some((head, 0)) => {
                format!("{n_rows} {rows}, the first {head} shown (`.maxrows 0` and `.last` show all)")
            }
            Some((head, tail)) => format!(
                "{n_rows} {rows}, the first {head} and the last {tail} shown (`.maxrows 0` and `.last` show all)"
            ),
            None => format!("{n_rows} {rows}"),
        }
    }

    /// Whether what is longer than the screen goes to the pager.
    fn is_paging(&self) -> bool {
        self.view.is_paged && self.is_interactive && self.output.path().is_none()
    }

    /// Writes a table to where results go.
    pub(super) fn write_result(&mut self, table: &ResultTable) -> io::Result<()> {
        self.write_styled(table, self.view.style(self.output.path().is_some()))
    }

    /// The same, fitted to a style.
    pub(super) fn write_styled(&mut self, table: &ResultTable, style: TableStyle) -> io::Result<()> {
        let table = &*self.view.in_units(table);
        let format = self.view.format;
        if let ResultFormat::Picture(_) = format
            && let Err(error) = self.database.read_all()
        {
            return self.fail(&error.diagnostic(0), None);
        }
        if let Err(why) = format.check(self.database.graph(), table) {
            let hint = "return nodes, relationships or paths, or choose another `.mode`";
            return self.fail(&Diagnostic::error(why).with_hint(hint), None);
        }
        if self.is_paging() {
            return self.page(table, &style);
        }
        let stop = Arc::new(AtomicBool::new(false));
        let (graph, output) = (self.database.graph(), &mut self.output);
        let is_whole = self.interrupt.while_running(stop.clone(), || {
            output.write(&stop, |out| format.write(out, graph, table, &style))
        })?;
        if is_whole { Ok(()) } else { self.note("stopped: the rest is not shown") }
    }

    /// Shows all of a table, by the pager when it is longer than the screen.
    fn page(&mut self, table: &ResultTable, style: &TableStyle) -> io::Result<()> {
        let style = TableStyle { max_rows: None, ..*style };
        let mut text = Vec::new();
        self.view.format.write(&mut text, self.database.graph(), table, &style)?;
        let n_lines = text.iter().filter(|byte| **byte == b'\n').count();
        let command = pager::command(self.config.pager.as_deref());
        match command.filter(|_| self.view.screen.is_some_and(|(_, lines)| n_lines + 2 > lines)) {
            Some(command) => match pager::show(&command, &text) {
                Ok(()) => Ok(()),
                Err(error) => {
                    let message = format!("cannot run the pager `{command}`: {error}");
                    self.fail(&Diagnostic::error(message).with_hint("`.pager off` does without"), None)
                }
            },
            None => io::stdout().lock().write_all(&text),
        }
    }

    /// Reads the names of labels, types and keys again when the graph has changed.
    pub(super) fn renew_names(&mut self) {
        if self.has_stale_names {
            self.names = Arc::new(Names::of(self.database.graph(), self.names.data.clone()));
            self.has_stale_names = false;
        }
    }

    /// Reads the names of entities again when the graph has changed.
    pub(super) fn renew_entities(&mut self) {
        if self.has_stale_entities {
            let data = Arc::new(Data::of(self.database.graph()));
            self.names = Arc::new(Names::of(self.database.graph(), data));
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
