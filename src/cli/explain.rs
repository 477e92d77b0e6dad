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

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::terminal::Terminal;
use crate::diagnostic::{Language, in_language};
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
        self.write(terminal, |page| explanations.iter().try_for_each(|one| page.explain(one)))
    }

    /// Tells how much each rule gave, and ends the file.
    pub(super) fn finish(mut self, terminal: &mut Terminal) -> Result<(), Failure> {
        if !self.is_asked {
            return Ok(());
        }
        let tallies = std::mem::take(&mut self.tallies);
        self.write(terminal, |page| {
            page.tallies(&tallies)?;
            page.out.flush()
        })
    }

    fn write(
        &mut self,
        terminal: &mut Terminal,
        work: impl FnOnce(&mut Page<'_>) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let language = terminal.language();
        match &mut self.file {
            Some((path, file)) => {
                work(&mut Page { out: file, language }).map_err(|error| Failure::write(path, &error))
            }
            None => Ok(work(&mut Page { out: terminal, language })?),
        }
    }
}

/// Where explanations are written, and in which language what they say beside the report's words and the facts.
struct Page<'w> {
    out: &'w mut dyn Write,
    language: Language,
}

impl Page<'_> {
    fn told<'t>(&self, text: &'t str) -> Cow<'t, str> {
        in_language(text, self.language)
    }

    fn explain(&mut self, explanation: &Explanation) -> io::Result<()> {
        let Explanation { document, sentences, elsewhere } = explanation;
        let region = document.region.as_deref().map_or_else(|| self.told("region unknown"), Cow::Borrowed);
        let year = document.year.map_or_else(|| self.told("year unknown"), |year| year.to_string().into());
        let kind = serde_json::to_value(document.kind).unwrap_or_default();
        writeln!(self.out, "== {}: {region}, {year}, {}", document.path, kind.as_str().unwrap_or_default())?;
        let n_explained = sentences.iter().filter(|sentence| !sentence.facts.is_empty()).count();
        let counts = format!("{} sentences, {n_explained} with facts", sentences.len());
        writeln!(self.out, "   {}", self.told(&counts))?;
        let mut section = None;
        for sentence in sentences.iter().filter(|sentence| !sentence.facts.is_empty()) {
            if section.replace(&sentence.section) != Some(&sentence.section) {
                let heading = match &*sentence.section {
                    "" => self.told("(before the first heading)"),
                    heading => heading.into(),
                };
                writeln!(self.out, "\n{heading}")?;
            }
            writeln!(self.out, "  {}", sentence.text)?;
            sentence.facts.iter().try_for_each(|fact| self.fact(fact))?;
        }
        if !elsewhere.is_empty() {
            writeln!(self.out, "\n{}", self.told("in no sentence"))?;
            elsewhere.iter().try_for_each(|fact| self.fact(fact))?;
        }
        if n_explained < sentences.len() {
            let count = format!("-- {} sentences without facts", sentences.len() - n_explained);
            writeln!(self.out, "\n{}", self.told(&count))?;
            for sentence in sentences.iter().filter(|sentence| sentence.facts.is_empty()) {
                writeln!(self.out, "  {}", sentence.text)?;
            }
        }
        writeln!(self.out)
    }

    fn fact(&mut self, fact: &Explained) -> io::Result<()> {
        let blanks = RULE_COLUMN.saturating_sub(6 + display_width(&fact.statement));
        let Explained { statement, rule, confidence, .. } = fact;
        let again = if fact.is_again { format!(" {}", self.told("again")) } else { String::new() };
        writeln!(self.out, "      {statement}{:blanks$}  {rule} {confidence:.2}{again}", "")
    }

    fn tallies(&mut self, tallies: &Tallies) -> io::Result<()> {
        let heads = ["rule", "entities", "measures", "relations", "confidence"].map(|head| self.told(head));
        let width_of_rules = tallies.rules.keys().map(|rule| display_width(rule)).max().unwrap_or_default();
        let mut widths = heads.each_ref().map(|head| display_width(head));
        widths[0] = widths[0].max(width_of_rules);
        let rows = tallies.rules.iter().map(|(rule, tally)| {
            let counts = [tally.entities, tally.measures, tally.relations].map(|count| count.to_string());
            let [entities, measures, relations] = counts.map(Cow::Owned);
            let confidence = format!("{:.2}", tally.confidence()).into();
            [rule.into(), entities, measures, relations, confidence]
        });
        writeln!(self.out, "{}", self.told("== facts by rule"))?;
        for row in std::iter::once(heads).chain(rows) {
            let mut cells =
                row.iter().zip(widths).map(|(cell, width)| (cell, width - display_width(cell).min(width)));
            if let Some((rule, blanks)) = cells.next() {
                write!(self.out, "{rule}{:blanks$}", "")?;
            }
            cells.try_for_each(|(cell, blanks)| write!(self.out, "  {:blanks$}{cell}", ""))?;
            writeln!(self.out)?;
        }
        Ok(())
    }
}
