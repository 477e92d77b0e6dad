//! What is said after a build: documents, facts, what was joined and what does not agree, what was skipped and why.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::given_facts::GivenOutcome;
use super::reading::Outcome;
use super::terminal::Terminal;
use crate::diagnostic::{Language, in_language};
use crate::extract::fact::{DocumentFact, DocumentKind};
use crate::extract::{Account, Disagreement};

/// Cells of a line where the terminal does not say.
const WIDTH: usize = 100;
/// Cells before the text of a line.
const MARGIN: usize = 11;
/// Contradictions and skipped files that are shown; the others are counted.
const MOST_SHOWN: usize = 3;
/// Lines that the regions may take.
const MOST_LINES: usize = 3;

/// All that is told.
#[derive(Debug)]
pub(super) struct Summary<'b> {
    pub(super) outcome: &'b Outcome,
    pub(super) given: &'b [GivenOutcome],
    pub(super) account: &'b Account,
    /// Documents of the last build that are not in this one.
    pub(super) n_gone: usize,
    /// The list of merges.
    pub(super) merges: &'b Path,
}

impl Summary<'_> {
    /// Tells it.
    pub(super) fn tell(&self, terminal: &Terminal) {
        let width = terminal.message_width().unwrap_or(WIDTH).max(40);
        let mut lines = Vec::new();
        self.documents(width, &mut lines);
        self.facts(width, &mut lines);
        self.links(width, &mut lines);
        self.skipped(width, terminal.language(), &mut lines);
        lines.iter().for_each(|line| terminal.note(line));
    }

    fn documents(&self, width: usize, lines: &mut Vec<String>) {
        let mut kinds: BTreeMap<DocumentKind, usize> = BTreeMap::new();
        for document in &self.account.documents {
            *kinds.entry(document.kind).or_default() += 1;
        }
        let kinds: Vec<String> = kinds.iter().map(|(kind, count)| counted_kind(*kind, *count)).collect();
        let mut texts = vec![kinds.join(", ")];
        let new = self.outcome.n_read - self.outcome.n_reused;
        if self.outcome.n_reused + self.n_gone > 0 {
            let gone = if self.n_gone > 0 { format!(", {} gone", self.n_gone) } else { String::new() };
            texts[0] += &format!(" ({new} read, {} unchanged{gone})", self.outcome.n_reused);
        }
        let regions = regions(&self.account.documents);
        texts.extend(wrapped(&regions, ", ", width - MARGIN, MOST_LINES));
        for given in self.given {
            let dropped = match given.n_dropped {
                0 => String::new(),
                dropped => format!(", {} dropped", counted(dropped, "line", "lines")),
            };
            let taken = counted(given.n_taken, "fact", "facts");
            texts.push(format!("`{}`: {taken}{dropped}", given.path.display()));
        }
        block("documents", texts, lines);
    }

    fn facts(&self, width: usize, lines: &mut Vec<String>) {
        let facts = &self.account.facts;
        let labels: Vec<String> =
            facts.entities.iter().map(|(label, count)| format!("{label:?} {count}")).collect();
        let mut texts = wrapped(&labels, ", ", width - MARGIN, MOST_LINES);
        if let Some(first) = texts.first_mut() {
            *first = format!("{} entities: {first}", facts.entities.values().sum::<usize>());
        }
        texts.push(format!(
            "{} figures: {} promised (Target), {} told (Observation)",
            facts.targets + facts.observations,
            facts.targets,
            facts.observations
        ));
        texts.push(format!("{} relations", facts.relations));
        block("facts", texts, lines);
    }

    fn links(&self, width: usize, lines: &mut Vec<String>) {
        let account = self.account;
        let mut texts = Vec::new();
        if !account.merges.is_empty() {
            let path = self.merges.display();
            texts.push(format!("{} other forms of names, listed in `{path}`", account.merges.len()));
        }
        if account.n_targets > 0 {
            let (answered, met) = (account.n_answered, account.n_met);
            texts.push(format!("{answered} of {} targets answered, {met} met", account.n_targets));
        }
        let contradictions = &account.contradictions;
        if !contradictions.is_empty() {
            let pairs = counted(contradictions.len(), "pair of figures does", "pairs of figures do");
            texts.push(format!("{pairs} not agree (CONTRADICTS):"));
            for found in contradictions.iter().take(MOST_SHOWN) {
                texts.extend(disagreement(found, width - MARGIN));
            }
            if contradictions.len() > MOST_SHOWN {
                texts.push(format!("  and {} more", contradictions.len() - MOST_SHOWN));
            }
        }
        block("links", texts, lines);
    }

    fn skipped(&self, width: usize, language: Language, lines: &mut Vec<String>) {
        let skipped = &self.outcome.skipped;
        let shown = skipped.iter().take(MOST_SHOWN);
        // A reason that is cut could not be told any more.
        let told = |why| in_language(why, language);
        let mut texts: Vec<String> =
            shown.map(|(name, why)| cut(&format!("{name}: {}", told(why)), width - MARGIN)).collect();
        if skipped.len() > MOST_SHOWN {
            texts.push(format!("and {} more", skipped.len() - MOST_SHOWN));
        }
        block("skipped", texts, lines);
    }
}

/// Lines under a word at the margin.
fn block(word: &str, texts: Vec<String>, lines: &mut Vec<String>) {
    for (at, text) in texts.into_iter().filter(|text| !text.is_empty()).enumerate() {
        let word = if at == 0 { word } else { "" };
        lines.push(format!("{word:<MARGIN$}{text}"));
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn counted_kind(kind: DocumentKind, count: usize) -> String {
    match kind {
        DocumentKind::WorkReport => counted(count, "work report", "work reports"),
        DocumentKind::Plan => counted(count, "plan", "plans"),
        DocumentKind::News => counted(count, "news article", "news articles"),
        DocumentKind::Other => counted(count, "other text", "other texts"),
    }
}

/// Each region with its years: `无锡市 2022-2024`.
fn regions(documents: &[DocumentFact]) -> Vec<String> {
    let mut years: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
    let mut n_nowhere = 0;
    for document in documents {
        match &document.region {
            Some(region) => years.entry(region).or_default().extend(document.year),
            None => n_nowhere += 1,
        }
    }
    let mut regions: Vec<String> = years
        .into_iter()
        .map(|(region, years)| format!("{region} {}", spans(&years)).trim().to_owned())
        .collect();
    if n_nowhere > 0 {
        regions.push(format!("{n_nowhere} of no known region"));
    }
    regions
}

/// Years in a row as one: 2019, 2022-2024.
fn spans(years: &BTreeSet<i32>) -> String {
    let mut spans: Vec<(i32, i32)> = Vec::new();
    for &year in years {
        match spans.last_mut().filter(|(_, last)| last + 1 == year) {
            Some((_, last)) => *last = year,
            None => spans.push((year, year)),
        }
    }
    let text = |(first, last): &(i32, i32)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    };
    spans.iter().map(text).collect::<Vec<_>>().join(" ")
}

/// A contradiction: what it is about, and both sentences.
fn disagreement(found: &Disagreement, width: usize) -> Vec<String> {
    let Disagreement { region, year, indicator, earlier, later, .. } = found;
    let mut texts = vec![cut(&format!("  {region} {year} {indicator}"), width)];
    for told in [earlier, later] {
        texts.push(cut(&format!("    {} ({}): {}", told.text, told.doc, told.quote), width));
    }
    texts
}

/// Items in lines of some width; what does not fit into the lines is counted.
fn wrapped(items: &[String], between: &str, width: usize, most_lines: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let is_full = lines.len() == most_lines;
        match lines.last_mut() {
            Some(line) if line.width() + between.len() + item.width() < width => {
                *line += &format!("{between}{item}")
            }
            Some(line) if is_full => {
                *line += &format!(" and {} more", items.len() - at);
                break;
            }
            _ => lines.push(item.clone()),
        }
    }
    lines
}

/// A text cut to a width, with an ellipsis.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut cells = 0;
    let fits = |character: &char| {
        cells += character.width().unwrap_or(0);
        cells < width
    };
    text.chars().take_while(fits).chain(['…']).collect()
}
