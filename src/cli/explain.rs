//! The option `--explain`: each sentence with the facts it gave and the rules that gave them, the sentences that gave
//! none, and how much each rule gave.
//!
//! ```text
//! == report.txt: 锡山区, 2024, work_report
//!    18 sentences, 15 with facts
//!
//! 一、2023年工作回顾
//!   完成地区生产总值1100亿元、增长6.1%。
//!       observation 锡山区 2023 地区生产总值 level = 1100亿元    measure 0.90
//! ```

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::terminal::Terminal;
use crate::extract::Fact;
use crate::extract::explain::{Explained, Explanation, Tallies};
use crate::source::display_width;

/// Column at which the rule of a fact begins.
const RULE_COLUMN: usize = 72;

/// Whether to explain, and where to.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct ExplainArguments {
    /// Tell for each sentence which rule gave which fact, and which sentences gave none; `--explain=FILE` writes it there
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = "-")]
    explain: Option<PathBuf>,
}

impl ExplainArguments {
    /// Whether sentences are to be explained.
    pub(super) fn is_asked(&self) -> bool {
        self.explain.is_some()
    }

    /// Whether they are explained on standard output.
    pub(super) fn is_on_stdout(&self) -> bool {
        self.explain.as_deref() == Some(Path::new("-"))
    }

    /// Where explanations go; a file is made now, so that work is not done in vain.
    pub(super) fn open(&self) -> Result<Explainer, Failure> {
        let file = match self.explain.as_deref() {
            None => return Ok(Explainer::default()),
            Some(_) if self.is_on_stdout() => None,
            Some(path) => {
                let file = File::create(path).map_err(|error| Failure::write(path, &error))?;
                Some((path.to_path_buf(), BufWriter::new(file)))
            }
        };
        Ok(Explainer { is_asked: true, file, tallies: Tallies::default() })
    }
}

/// Writes explanations; nothing when none were asked for.
#[derive(Debug, Default)]
pub(super) struct Explainer {
    is_asked: bool,
    file: Option<(PathBuf, BufWriter<File>)>,
    tallies: Tallies,
}

impl Explainer {
    /// Explains one file.
    pub(super) fn add(
        &mut self,
        explanations: &[Explanation],
        facts: &[Fact],
        terminal: &mut Terminal,
    ) -> Result<(), Failure> {
        if !self.is_asked {
            return Ok(());
        }
        self.tallies.add(facts);
        self.write(terminal, |out| explanations.iter().try_for_each(|one| write_explanation(one, out)))
    }

    /// Tells how much each rule gave, and ends the file.
    pub(super) fn finish(mut self, terminal: &mut Terminal) -> Result<(), Failure> {
        if !self.is_asked {
            return Ok(());
        }
        let tallies = std::mem::take(&mut self.tallies);
        self.write(terminal, |out| {
            write_tallies(&tallies, out)?;
            out.flush()
        })
    }

    fn write(
        &mut self,
        terminal: &mut Terminal,
        work: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        match &mut self.file {
            Some((path, file)) => work(file).map_err(|error| Failure::write(path, &error)),
            None => Ok(work(terminal)?),
        }
    }
}

fn write_explanation(explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    let Explanation { document, sentences, elsewhere } = explanation;
    let region = document.region.as_deref().unwrap_or("region unknown");
    let year = document.year.map_or_else(|| "year unknown".to_owned(), |year| year.to_string());
    let kind = serde_json::to_value(document.kind).unwrap_or_default();
    writeln!(out, "== {}: {region}, {year}, {}", document.path, kind.as_str().unwrap_or_default())?;
    let n_explained = sentences.iter().filter(|sentence| !sentence.facts.is_empty()).count();
    writeln!(out, "   {} sentences, {n_explained} with facts", sentences.len())?;
    let mut section = None;
    for sentence in sentences.iter().filter(|sentence| !sentence.facts.is_empty()) {
        if section.replace(&sentence.section) != Some(&sentence.section) {
            let heading =
                if sentence.section.is_empty() { "(before the first heading)" } else { &sentence.section };
            writeln!(out, "\n{heading}")?;
        }
        writeln!(out, "  {}", sentence.text)?;
        sentence.facts.iter().try_for_each(|fact| write_fact(fact, out))?;
    }
    if !elsewhere.is_empty() {
        writeln!(out, "\nin no sentence")?;
        elsewhere.iter().try_for_each(|fact| write_fact(fact, out))?;
    }
    if n_explained < sentences.len() {
        writeln!(out, "\n-- {} sentences without facts", sentences.len() - n_explained)?;
        for sentence in sentences.iter().filter(|sentence| sentence.facts.is_empty()) {
            writeln!(out, "  {}", sentence.text)?;
        }
    }
    writeln!(out)
}

fn write_fact(fact: &Explained, out: &mut dyn Write) -> io::Result<()> {
    let blanks = RULE_COLUMN.saturating_sub(6 + display_width(&fact.statement));
    let again = if fact.is_again { " again" } else { "" };
    let Explained { statement, rule, confidence, .. } = fact;
    writeln!(out, "      {statement}{:blanks$}  {rule} {confidence:.2}{again}", "")
}

fn write_tallies(tallies: &Tallies, out: &mut dyn Write) -> io::Result<()> {
    let width = tallies.rules.keys().map(|rule| display_width(rule)).max().unwrap_or_default().max(4);
    writeln!(out, "== facts by rule")?;
    writeln!(out, "{:width$}  entities  measures  relations  confidence", "rule")?;
    for (rule, tally) in &tallies.rules {
        let blanks = width - display_width(rule);
        writeln!(
            out,
            "{rule}{:blanks$}  {:8}  {:8}  {:9}  {:10.2}",
            "",
            tally.entities,
            tally.measures,
            tally.relations,
            tally.confidence()
        )?;
    }
    Ok(())
}
