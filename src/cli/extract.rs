//! `tuzhi extract`: the facts of documents as JSON Lines, no graph needed.

use std::io::Write as _;

use clap::Args;

use super::failure::Failure;
use super::reading::{self, ReadingArguments};
use super::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  tuzhi extract 2024-wuxi.txt | head -3
  tuzhi extract reports/ > facts.jsonl
  cat 2024-wuxi.txt | tuzhi extract -
  tuzhi extract 2024-wuxi.txt --explain        each sentence with the facts it gave, instead

Each line is one JSON object; `record` is `document`, `entity`, `measure` or `relation`, `quote` is the sentence it stands in, `start` and `end` are bytes of the original file. Text may be UTF-8, UTF-16 or GB18030.";

/// Options of `extract`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    reading: ReadingArguments,
}

/// Prints the facts of every document in the order of the arguments.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    let lexicon = arguments.reading.lexicon()?;
    let mut explainer = arguments.reading.explain.open()?;
    let outcome = reading::read_all(&arguments.reading, &lexicon, None, terminal, |terminal, reading| {
        explainer.add(&reading.explanations, &reading.extraction.facts, terminal)?;
        if arguments.reading.explain.is_on_stdout() {
            return Ok(());
        }
        let mut line = Vec::new();
        for fact in &reading.extraction.facts {
            line.clear();
            serde_json::to_writer(&mut line, fact).map_err(std::io::Error::from)?;
            line.push(b'\n');
            terminal.write_all(&line)?;
        }
        Ok(())
    })?;
    explainer.finish(terminal)?;
    outcome.check()
}
