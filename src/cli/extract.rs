//! `tuzhi extract`: the facts of documents as JSON Lines, no graph needed.

use std::borrow::Cow;
use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use super::input::{self, Input};
use super::messages::MessageArguments;
use super::part;
use super::reading::{self, ReadingArguments};
use super::terminal::Terminal;
use crate::extract::document::spanned;
use crate::extract::{Extraction, Fact, lines};

const EXAMPLES: &str = "\
Examples:
  tuzhi extract 2024-wuxi.txt | head -3
  tuzhi extract reports/ > facts.jsonl
  cat 2024-wuxi.txt | tuzhi extract -
  tuzhi extract 2024-wuxi.txt --explain        each sentence with the facts it gave, instead
  tuzhi extract --text 2024-wuxi.pdf            the text whose bytes `start` and `end` count, instead

Read are txt, md, html, docx, pdf, xlsx and csv with a column of report text, and zip of these; text may be UTF-8, UTF-16 or GB18030. Each line is one JSON object; `record` is `document`, `entity`, `measure` or `relation`, `quote` is the sentence it stands in, `start` and `end` are bytes of what `--text` prints: the file itself, for docx and pdf the text taken out of it.";

/// Options of `extract`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    reading: ReadingArguments,
    /// Print the text whose bytes `start` and `end` count, and no facts
    #[arg(long)]
    text: bool,
    #[command(flatten)]
    pub(super) messages: MessageArguments,
}

/// Prints the facts of every document in the order of the arguments.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    arguments.reading.check()?;
    if arguments.text {
        return texts(&arguments.reading.files, terminal);
    }
    let lexicon = arguments.reading.lexicon()?;
    let mut explainer = arguments.reading.explain.open()?;
    let hides_facts = arguments.reading.explain.is_on_stdout();
    let is_explained = arguments.reading.explain.is_asked();
    let work = |extraction: &mut Extraction| -> io::Result<Option<Vec<u8>>> {
        if hides_facts || extraction.facts.len() > MOST_AHEAD {
            return Ok(None);
        }
        let ready = lines(&extraction.facts)?;
        if !is_explained {
            // What is done with is given up by the thread that made it: another's caches do not have it.
            extraction.facts.retain(|fact| matches!(fact, Fact::Document(_)));
        }
        Ok(Some(ready))
    };
    let outcome =
        reading::read_all(&arguments.reading, &lexicon, None, terminal, work, |terminal, reading, ready| {
            explainer.add(&reading.explanations, &reading.extraction.facts, terminal)?;
            if hides_facts {
                return Ok(());
            }
            match ready? {
                Some(ready) => terminal.write_all(&ready)?,
                None => reading
                    .extraction
                    .facts
                    .chunks(MOST_AHEAD)
                    .try_for_each(|facts| terminal.write_all(&lines(facts)?))?,
            }
            Ok(())
        })?;
    explainer.finish(terminal)?;
    outcome.check()
}

/// Facts of a document that are made into text by the thread that read it; of more the text comes piece by piece, since
/// it is many times as large as the document.
const MOST_AHEAD: usize = 5_000;

/// Prints the text of each document; of an archive's or a table's the one that its path names (`a.zip/b.docx`, `a.csv#3`).
fn texts(paths: &[PathBuf], terminal: &mut Terminal) -> Result<(), Failure> {
    for path in paths {
        let (file, place) = part::split(path);
        for report in input::collect(&[file])?.reports {
            text_of(&report, &place, terminal)?;
        }
    }
    Ok(())
}

fn text_of(report: &Input, place: &str, terminal: &mut Terminal) -> Result<(), Failure> {
    let name = report.name();
    let fail = |why: String| Failure::new(format!("cannot read `{name}`: {why}"));
    let bytes = report.read().map_err(&fail)?;
    match part::read_at(&name, &bytes, place, |bytes| spanned(bytes).map(Cow::into_owned)) {
        Ok(text) => Ok(terminal.write_all(&text.map_err(|why| fail(why.to_string()))?)?),
        Err(places) => {
            let first = places.first().map_or("", String::as_str);
            let mark = if first.starts_with('#') { "" } else { "/" };
            let hint = format!("name one of its {} documents, such as `{name}{mark}{first}`", places.len());
            Err(Failure::with_hint(format!("there is no document `{place}` in `{name}`"), hint))
        }
    }
}
