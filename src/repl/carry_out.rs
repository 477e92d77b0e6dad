//! Carrying out dot commands: what is shown, settings, the last query and its result.

use std::fmt::Display;
use std::io::{self, Write as _};

use super::command::Command;
use super::manual;
use super::schema::{details, picture};
use super::shell::{Flow, Shell};
use crate::database::Error;
use crate::diagnostic::Diagnostic;
use crate::export::{Ambiguous, ResultFormat, TableStyle, literal_text};
use crate::graph::{GraphView, NameTable};
use crate::query::parser::{KeywordLanguage, format, scan, split_statements};
use crate::result::{ResultTable, Together};
use crate::source::{Source, Span};
use crate::value::Value;
use crate::value::quantity::Magnitude;

impl Shell {
    /// Does what a command says.
    pub(super) fn carry_out(&mut self, command: Command) -> io::Result<Flow> {
        if self.config.is_safe && command.touches_files() {
            let error = Diagnostic::error("this shell is safe: it reads and writes no file but its graph");
            self.fail(&error.with_hint("start it without `--safe`"), None)?;
            return Ok(Flow::Continue);
        }
        match command {
            Command::Quit => return Ok(Flow::Quit),
            Command::Reset => {}
            Command::Help(name) => self.help(name.as_deref())?,
            Command::Schema(name) => self.schema(name.as_deref())?,
            Command::Stats => {
                self.write_result(&stats(self.database.graph(), |text| self.told(text).into_owned()))?
            }
            Command::Mode(format) => self.mode(format)?,
            Command::Width(width) => {
                set(&mut self.view.width, width);
                self.tell_setting("lines have", self.view.width, "cells (0: as many as the terminal)")?;
            }
            Command::MaxRows(rows) => {
                set(&mut self.view.max_rows, rows);
                self.tell_setting("of longer results", self.view.max_rows, "rows are shown (0: all)")?;
            }
            Command::Ambiguous(cells) => {
                set(&mut self.view.ambiguous, cells);
                let cells = if self.view.ambiguous == Ambiguous::Wide { "two cells" } else { "one cell" };
                self.tell_setting("characters such as “”…—① take", cells, "each")?;
            }
            Command::Lang(language) => {
                set(&mut self.config.language, language);
                self.tell_setting("messages are told in", self.config.language.name(), "")?;
            }
            Command::Pager(switch) => {
                set(&mut self.view.is_paged, switch);
                self.tell_setting("the pager is", on_off(self.view.is_paged), "")?;
            }
            Command::Timer(switch) => {
                set(&mut self.view.is_timed, switch);
                self.tell_setting("the timer is", on_off(self.view.is_timed), "")?;
            }
            Command::Last => self.show_last()?,
            Command::Why(number) => self.why(number)?,
            Command::Units(units) => {
                set(&mut self.view.units, units);
                self.tell_setting("figures with units are shown", units_text(self.view.units), "")?;
            }
            Command::Pivot { row, column, value, together } => self.pivot(&row, &column, &value, together)?,
            Command::Param(name, value) => self.param(name, value.as_deref())?,
            Command::Explain(query) => self.explain(query)?,
            Command::Cypher(walk) => self.cypher(walk)?,
            Command::Fmt(language, query) => self.format(language, query)?,
            Command::Output(path, mark) => self.redirect(path.as_deref(), mark)?,
            Command::Read(path) => return self.read(&path),
            Command::Dot(path, query) => self.draw(&path, query)?,
            Command::Open(path) => self.open(&path)?,
            Command::Save(path) => self.save_to(path.as_deref())?,
            Command::Checkpoint => self.checkpoint()?,
        }
        Ok(Flow::Continue)
    }

    fn help(&mut self, name: Option<&str>) -> io::Result<()> {
        let Some(name) = name else { return self.help_text(&manual::help()) };
        match manual::help_of(name) {
            Some(text) => self.help_text(&text),
            None => {
                let error = Diagnostic::error(format!("no command, function or procedure `{name}`"));
                self.fail(&error.with_hint("`.help` lists the commands"), None)
            }
        }
    }

    fn help_text(&self, text: &str) -> io::Result<()> {
        io::stdout().lock().write_all(self.told(text).as_bytes())
    }

    fn schema(&mut self, name: Option<&str>) -> io::Result<()> {
        if let Err(error) = self.database.read_all() {
            return self.fail(&error.diagnostic(0), None);
        }
        let Some(name) = name else {
            let text = picture(self.database.graph());
            let text = text.replace("(no label)", &self.told("(no label)"));
            return self.output.write_text(&text);
        };
        match details(self.database.graph(), name) {
            Some(table) => self.write_result(&table),
            None => {
                let error = Diagnostic::error(format!("no label and no relationship type `{name}`"));
                self.fail(&error.with_hint("`.schema` draws all of them"), None)
            }
        }
    }

    fn mode(&mut self, format: Option<ResultFormat>) -> io::Result<()> {
        let is_asked = format.is_none();
        set(&mut self.view.format, format);
        if !is_asked {
            return Ok(());
        }
        let all = ResultFormat::all().map(ResultFormat::name).collect::<Vec<_>>().join(", ");
        self.note(&format!("results are shown as {} (of {all})", self.view.format.name()))
    }

    fn tell_setting(&self, before: &str, value: impl Display, after: &str) -> io::Result<()> {
        self.note(format!("{before} {value} {after}").trim_end())
    }

    fn show_last(&mut self) -> io::Result<()> {
        match self.last.take() {
            Some(table) => {
                let shown = self.write_result(&table);
                self.last = Some(table);
                shown
            }
            None => self.fail(&no_result(), None),
        }
    }

    fn pivot(&mut self, row: &str, column: &str, value: &str, together: Together) -> io::Result<()> {
        let Some(table) = &self.last else { return self.fail(&no_result(), None) };
        match table.pivot(row, column, value, together) {
            Ok(turned) => {
                // Where there is no value there is nothing: the table is full of such places.
                let style = TableStyle { null: "", ..self.view.style(self.output.path().is_some()) };
                self.write_styled(&turned, style)
            }
            Err(message) => self.fail(&Diagnostic::error(message), None),
        }
    }

    /// Shows parameters, or sets one to what an expression gives.
    fn param(&mut self, name: Option<String>, value: Option<&str>) -> io::Result<()> {
        let Some(name) = name.map(|name| name.trim_start_matches(['$', '￥', '＄']).to_owned()) else {
            return self.write_result(&self.params_table(None));
        };
        let Some(value) = value else { return self.write_result(&self.params_table(Some(&name))) };
        let before = "RETURN ";
        let source = Source::new("<parameter>", format!("{before}{value} AS value"));
        let table = match self.database.session().run(&source.text, &self.params) {
            Ok(table) => table,
            Err(error) => return self.fail(&error.diagnostic(0), Some(&source)),
        };
        match table.rows.into_iter().next().and_then(|row| row.into_iter().next()) {
            Some(value) => drop(self.params.insert(name.into(), value)),
            None => return self.fail(&Diagnostic::error(format!("`{value}` gives no value")), None),
        }
        Ok(())
    }

    fn params_table(&self, name: Option<&str>) -> ResultTable {
        let wanted = self.params.iter().filter(|(known, _)| name.is_none_or(|name| ***known == *name));
        let rows = wanted.map(|(name, value)| {
            let text = literal_text(value, &crate::result::Elements::default());
            vec![Value::from(format!("${name}")), Value::from(text)]
        });
        ResultTable {
            columns: vec!["parameter".into(), "value".into()],
            rows: rows.collect(),
            ..ResultTable::default()
        }
    }

    /// Shows the plan of a query, or of the last one.
    fn explain(&mut self, query: Option<String>) -> io::Result<()> {
        let Some(query) = query.or_else(|| self.last_text.clone()) else {
            let error = Diagnostic::error("there is no query yet");
            return self.fail(&error.with_hint("say which: `.explain MATCH (n) RETURN n`"), None);
        };
        for span in split_statements(&query) {
            let text = span.of(&query);
            let first =
                scan(text).find(|lexeme| !lexeme.is_trivia()).map_or("", |lexeme| lexeme.span.of(text));
            let is_asked =
                ["EXPLAIN", "PROFILE", "解释", "剖析"].iter().any(|word| word.eq_ignore_ascii_case(first));
            let text = if is_asked { text.to_owned() } else { format!("EXPLAIN {text}") };
            let source = Source::new("<input>", text);
            let (whole, last) = (Span::new(0, source.text.len()), self.last_text.clone());
            let outcome = self.run_statement(&source, whole, false)?;
            self.last_text = last;
            let Some((table, _)) = outcome else { return Ok(()) };
            self.write_result(&table)?;
        }
        Ok(())
    }

    /// Shows the query that a walk, or the last one, stands for.
    fn cypher(&mut self, walk: Option<String>) -> io::Result<()> {
        let Some(walk) = walk.or_else(|| self.last_text.clone()) else {
            let error = Diagnostic::error("there is no walk yet");
            return self.fail(&error.with_hint("say which: `.cypher 江阴市 -发展-> 产业`"), None);
        };
        let source = Source::new("<input>", walk);
        match self.database.session().walk_to_cypher(&source.text) {
            Ok(Some(query)) => writeln!(io::stdout().lock(), "{query};"),
            Ok(None) => {
                let error = Diagnostic::error("this is no walk");
                self.fail(
                    &error.with_hint("a walk begins with a place and an arrow: `江阴市 -发展-> 产业`"),
                    None,
                )
            }
            Err(error) => self.fail(&error.diagnostic(0), Some(&source)),
        }
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
}

/// Changes a setting when a value is given.
fn set<T>(setting: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *setting = value;
    }
}

fn units_text(units: Magnitude) -> &'static str {
    match units {
        Magnitude::AsWritten => "as they are written",
        Magnitude::Yi => "in 亿",
        Magnitude::Wan => "in 万",
        Magnitude::Base => "in the base unit",
    }
}

fn on_off(switch: bool) -> &'static str {
    if switch { "on" } else { "off" }
}

fn no_result() -> Diagnostic {
    Diagnostic::error("there is no result yet").with_hint("run a statement first")
}

/// How much the graph holds.
fn stats(graph: &dyn GraphView, told: impl Fn(&'static str) -> String) -> ResultTable {
    let vocabulary = graph.vocabulary();
    let count = |n: usize| Value::Integer(i64::try_from(n).unwrap_or(i64::MAX));
    let names = |table| vocabulary.names(table).len();
    let rows = [
        ("nodes", graph.n_nodes()),
        ("relationships", graph.n_rels()),
        ("labels", names(NameTable::Label)),
        ("relationship types", names(NameTable::Type)),
        ("property keys", names(NameTable::Key)),
        ("indexes", graph.indexes().len()),
    ];
    ResultTable {
        columns: ["what", "number"].map(|head| told(head).into()).to_vec(),
        rows: rows.into_iter().map(|(what, n)| vec![Value::from(&*told(what)), count(n)]).collect(),
        ..ResultTable::default()
    }
}
