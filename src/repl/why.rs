//! `.why N`: the sentences behind a row of the last result, with the words that are meant marked. The query is run again
//! with its evidence; where it cannot be, a row of nodes and relationships is asked for theirs.

use std::fmt::Write as _;
use std::io;

use super::shell::Shell;
use crate::database::{Error, Params};
use crate::diagnostic::{Diagnostic, Language, in_language};
use crate::export::value_text;
use crate::query::parser::with_all_evidence;
use crate::result::ResultTable;
use crate::value::{MapValue, Value};

/// Sentences shown at most.
const MAX_SHOWN: usize = 5;

/// What stands on both sides of a word that is meant.
#[derive(Clone, Copy)]
struct Marks(&'static str, &'static str);

impl Shell {
    /// Shows the sentences behind a row, the first when none is named.
    pub(super) fn why(&mut self, number: Option<usize>) -> io::Result<()> {
        let number = number.unwrap_or(1);
        let Some(table) = self.last.take() else {
            let error = Diagnostic::error("there is no result yet").with_hint("run a statement first");
            return self.fail(&error, None);
        };
        let told = match number.checked_sub(1).and_then(|at| Some((at, table.rows.get(at)?))) {
            Some((at, row)) => self.places(&table, at).map(|places| (row_text(&table, row), places)),
            None => {
                let message = format!("the last result has no row {number}, it has {}", table.rows.len());
                Err(Diagnostic::error(message))
            }
        };
        self.last = Some(table);
        match told {
            Ok((row, places)) => {
                let is_coloured = self.config.colour && self.is_interactive && self.output.path().is_none();
                let marks = if is_coloured { Marks("\x1b[1;33m", "\x1b[0m") } else { Marks("【", "】") };
                let style = self.view.style(self.output.path().is_some());
                let fit = |sentence: &str| match style.width {
                    Some(width) => style.ambiguous.wrap(sentence, width.saturating_sub(4), usize::MAX),
                    None => vec![sentence.to_owned()],
                };
                let text = text(number, &row, &places, marks, self.config.language, &fit);
                self.output.write_text(&text)
            }
            Err(diagnostic) => self.fail(&diagnostic, None),
        }
    }

    /// The places behind a row.
    fn places(&mut self, table: &ResultTable, at: usize) -> Result<Vec<MapValue>, Diagnostic> {
        let text = self.last_text.as_deref().unwrap_or_default();
        let walked = self.database.session().walk_to_cypher(text).map_err(|error| error.diagnostic(0))?;
        let asked = with_all_evidence(walked.as_deref().unwrap_or(text));
        let asked = asked.map_err(|error| Error::Query(error).diagnostic(0))?;
        let things: Vec<Value> = table.rows[at].iter().filter(|value| is_thing(value)).cloned().collect();
        // A walk names no thing, but of one that was drawn there are the paths.
        let was_drawn = walked.is_some() && !things.is_empty();
        if let Some(query) = asked.filter(|_| !was_drawn) {
            let found = self.ask(&query, &self.params.clone())?;
            let shown = row_text(table, &table.rows[at]);
            let is_it = |row: &&Vec<Value>| {
                row.split_last().is_some_and(|(_, values)| row_text(&found, values) == shown)
            };
            let row = found.rows.get(at).filter(is_it).or_else(|| found.rows.iter().find(is_it));
            return row.map(|row| last_places(row)).ok_or_else(|| {
                Diagnostic::error("the graph has changed since: the statement no longer finds this row")
                    .with_hint("run the statement again")
            });
        }
        if things.is_empty() {
            let message = "this row names nothing of the graph, and its statement cannot be asked again";
            let hint = "return the nodes or relationships themselves: `RETURN r, t`";
            return Err(Diagnostic::error(message).with_hint(hint));
        }
        let params = Params::from([("things".into(), Value::list(things))]);
        let found = self.ask("RETURN evidence($things) AS evidence", &params)?;
        Ok(found.rows.first().map(|row| last_places(row)).unwrap_or_default())
    }

    /// Runs a query that reads; Ctrl-C stops it.
    fn ask(&mut self, query: &str, params: &Params) -> Result<ResultTable, Diagnostic> {
        let mut session = self.database.session();
        let flag = session.interrupt();
        let result = self.interrupt.while_running(flag, || session.run(query, params));
        result.map_err(|error| error.diagnostic(0))
    }
}

/// The places in the last column of a row.
fn last_places(row: &[Value]) -> Vec<MapValue> {
    match row.last() {
        Some(Value::List(places)) => places.iter().filter_map(as_map).collect(),
        _ => Vec::new(),
    }
}

/// Whether a value is of the graph, or a list of such values.
fn is_thing(value: &Value) -> bool {
    match value {
        Value::Node(_) | Value::Relationship(_) | Value::Path(_) => true,
        Value::List(items) => !items.is_empty() && items.iter().all(is_thing),
        _ => false,
    }
}

fn as_map(value: &Value) -> Option<MapValue> {
    match value {
        Value::Map(map) => Some((***map).clone()),
        _ => None,
    }
}

fn row_text(table: &ResultTable, row: &[Value]) -> String {
    row.iter().map(|value| value_text(value, &table.elements)).collect::<Vec<_>>().join(" | ")
}

fn text(
    number: usize,
    row: &str,
    places: &[MapValue],
    marks: Marks,
    language: Language,
    fit: &dyn Fn(&str) -> Vec<String>,
) -> String {
    let told = |text: &str| in_language(text, language).into_owned();
    let mut out = told(&format!("row {number}: {row}"));
    out.push('\n');
    if places.is_empty() {
        out.push_str(&told("  no document tells of it\n"));
    }
    let sentences = by_sentence(places);
    for told_at in sentences.iter().take(MAX_SHOWN) {
        for place in by_section(told_at).iter().take(MAX_SHOWN) {
            let _ = writeln!(out, "  {}", place_text(place, language));
        }
        for line in told_at.first().map_or_else(Vec::new, |place| marked(place, marks, fit)) {
            let _ = writeln!(out, "    {line}");
        }
    }
    if sentences.len() > MAX_SHOWN {
        let _ = writeln!(out, "{}", told(&format!("  and {} more", sentences.len() - MAX_SHOWN)));
    }
    out
}

/// The places of each sentence, the same words marked; sentences in the order in which they are first told.
fn by_sentence(places: &[MapValue]) -> Vec<Vec<&MapValue>> {
    grouped(places.iter(), ["sentence", "matched"])
}

/// The places of each section of each document.
fn by_section<'p>(places: &[&'p MapValue]) -> Vec<Vec<&'p MapValue>> {
    grouped(places.iter().copied(), ["document", "section"])
}

fn grouped<'p>(places: impl Iterator<Item = &'p MapValue>, keys: [&str; 2]) -> Vec<Vec<&'p MapValue>> {
    let mut groups: Vec<([Option<String>; 2], Vec<&MapValue>)> = Vec::new();
    for place in places {
        let same = keys.map(|key| place.get(key).map(Value::to_text));
        match groups.iter_mut().find(|(other, _)| *other == same) {
            Some((_, group)) => group.push(place),
            None => groups.push((same, vec![place])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Title, name in the graph and section of places that share them, and their lines.
fn place_text(places: &[&MapValue], language: Language) -> String {
    let Some(place) = places.first() else { return String::new() };
    let entry = |name: &str| {
        place.get(name).filter(|value| !value.is_null()).map(Value::to_text).filter(|text| !text.is_empty())
    };
    let document = entry("document").unwrap_or_default();
    let title = entry("title").map_or(document.clone(), |title| format!("{title} ({document})"));
    let mut lines: Vec<i64> = places.iter().filter_map(|place| integer(place.get("line")?)).collect();
    lines.sort_unstable();
    lines.dedup();
    let numbers = lines.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    let line = match lines.len() {
        0 => None,
        1 => Some(format!("line {numbers}")),
        _ => Some(format!("lines {numbers}")),
    };
    let line = line.map(|line| in_language(&line, language).into_owned());
    [Some(title), entry("section"), line].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The lines of the sentence with its words marked.
fn marked(place: &MapValue, marks: Marks, fit: &dyn Fn(&str) -> Vec<String>) -> Vec<String> {
    let text = place.get("sentence").map(Value::to_text).unwrap_or_default();
    let sentence: Vec<char> = text.chars().collect();
    let mut spans: Vec<(usize, usize)> = Vec::new();
    if let Some(Value::List(matched)) = place.get("matched") {
        spans.extend(matched.iter().filter_map(span));
    }
    let mut at = 0;
    let mark_line = |line: String| {
        // A space at which a line ends is on neither.
        at += line
            .chars()
            .next()
            .map_or(0, |first| sentence[at..].iter().position(|c| *c == first).unwrap_or_default());
        let is_inside = |at: usize| spans.iter().any(|(from, to)| *from < at && at < *to);
        let mut out = String::from(if is_inside(at) { marks.0 } else { "" });
        for c in line.chars() {
            out.push_str(if spans.iter().any(|(from, _)| *from == at) { marks.0 } else { "" });
            out.push(c);
            at += 1;
            out.push_str(if spans.iter().any(|(_, to)| *to == at) { marks.1 } else { "" });
        }
        out + if is_inside(at) { marks.1 } else { "" }
    };
    fit(&text).into_iter().map(mark_line).collect()
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        _ => None,
    }
}

fn span(value: &Value) -> Option<(usize, usize)> {
    let Value::List(ends) = value else { return None };
    match &ends[..] {
        [Value::Integer(from), Value::Integer(to)] => {
            Some((usize::try_from(*from).ok()?, usize::try_from(*to).ok()?))
        }
        _ => None,
    }
}
