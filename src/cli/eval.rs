//! `tuzhi eval`: how well facts agree with annotations made by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Map, Value, json};

use super::explain::ExplainArguments;
use super::failure::Failure;
use super::input;
use super::llm::LlmArguments;
use super::messages::MessageArguments;
use super::reading::{self, ReadingArguments};
use super::terminal::Terminal;
use crate::extract::score::{Comparison, Records, Scores, Tally, compare};
use crate::extract::{Fact, Lexicon};

const EXAMPLES: &str = "\
Examples:
  tuzhi eval --gold gold/ reports/             read the reports and score what is found
  tuzhi eval --gold gold/ --facts facts.jsonl  score facts made before, or by another extractor
  tuzhi eval --gold gold/ reports/ --slips     what was missed, made up or half right

Annotations are files `NAME.gold.jsonl`; the report of each is the file called NAME, among those given or beside the annotation. Facts are one file with a field `doc`, or a folder of `NAME.facts.jsonl`. Precision: how much of what was found is right; recall: how much of what there is was found; F1: both in one.";

const GOLD: &str = ".gold.jsonl";
const FACTS: &str = ".facts.jsonl";

/// Options of `eval`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Folder of annotations, or one file of them
    #[arg(long, value_name = "DIR")]
    gold: PathBuf,
    /// Reports, or folders that hold them
    #[arg(value_name = "REPORT", conflicts_with = "facts")]
    reports: Vec<PathBuf>,
    /// Facts to score instead of reading reports: a file of JSON lines, or a folder
    #[arg(long, value_name = "PATH")]
    facts: Option<PathBuf>,
    /// Tell each slip before the table
    #[arg(long)]
    slips: bool,
    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
    /// Tables of your own (NAME.tsv, as under data/lexicon) beside the compiled-in ones
    #[arg(long, value_name = "DIR")]
    lexicon: Option<PathBuf>,
    /// Documents read at once [default: one per core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(super) messages: MessageArguments,
}

/// Compares each document's facts with its annotations and prints the sums.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    let gold = gold_of(&arguments.gold)?;
    let lexicon = super::lexicon::load(arguments.lexicon.as_deref())?;
    let mut facts = match &arguments.facts {
        Some(path) => facts_in(path, &gold)?,
        None => facts_of_reports(arguments, &gold, &lexicon, terminal)?,
    };
    let missing: Vec<&str> =
        gold.keys().filter(|name| !facts.contains_key(*name)).map(String::as_str).collect();
    if !missing.is_empty() {
        let message = format!("no facts for `{}`", missing.join("`, `"));
        return Err(Failure::with_hint(
            message,
            format!("name its report, keep it beside `NAME{GOLD}`, or give `--facts`"),
        ));
    }
    let compared: Vec<(&str, Comparison)> = gold
        .iter()
        .map(|(name, gold)| {
            let facts = facts.remove(name).unwrap_or_default();
            (name.as_str(), compare(gold, &facts, &lexicon))
        })
        .collect();
    let mut scores = Scores::default();
    compared.iter().for_each(|(_, comparison)| scores.add(&comparison.scores));
    match arguments.json {
        true => write_json(&scores, arguments.slips.then_some(&compared[..]), terminal)?,
        false => {
            if arguments.slips {
                write_errors(&compared, terminal)?;
            }
            write_table(&scores, terminal)?;
        }
    }
    Ok(())
}

/// Annotations by the name of the document.
fn gold_of(path: &Path) -> Result<BTreeMap<String, Records>, Failure> {
    let mut gold = BTreeMap::new();
    for (name, file) in files_of(path, GOLD)? {
        let records = Records::read(&text_of(&file)?).map_err(|error| in_file(&file, &error))?;
        gold.insert(name, records);
    }
    if gold.is_empty() {
        let hint = format!("annotations are files `NAME{GOLD}`");
        return Err(Failure::with_hint(format!("no annotations in `{}`", path.display()), hint));
    }
    Ok(gold)
}

/// Facts of the annotated documents, from one file or a folder.
fn facts_in(path: &Path, gold: &BTreeMap<String, Records>) -> Result<BTreeMap<String, Records>, Failure> {
    if !path.is_dir() {
        return Records::read_by_document(&text_of(path)?).map_err(|error| in_file(path, &error));
    }
    let mut facts = BTreeMap::new();
    for (name, file) in files_of(path, FACTS)?.into_iter().filter(|(name, _)| gold.contains_key(name)) {
        facts.insert(name, Records::read(&text_of(&file)?).map_err(|error| in_file(&file, &error))?);
    }
    Ok(facts)
}

/// Facts of the annotated documents, read now.
fn facts_of_reports(
    arguments: &Arguments,
    gold: &BTreeMap<String, Records>,
    lexicon: &Lexicon,
    terminal: &mut Terminal,
) -> Result<BTreeMap<String, Records>, Failure> {
    let beside = if arguments.gold.is_dir() {
        arguments.gold.clone()
    } else {
        arguments.gold.parent().unwrap_or(Path::new(".")).to_path_buf()
    };
    let given = if arguments.reports.is_empty() { vec![beside] } else { arguments.reports.clone() };
    let inputs = input::collect(&given)?.reports;
    // Of a folder, reports that nobody has annotated are left alone; what was named may be an archive of reports.
    let is_wanted = |path: &Path| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        gold.contains_key(&*stem) || given.iter().any(|given| given == path)
    };
    let files: Vec<PathBuf> =
        inputs.into_iter().map(|input| input.path).filter(|path| is_wanted(path)).collect();
    let reading = ReadingArguments {
        files,
        lexicon: None,
        threads: arguments.threads,
        llm: LlmArguments::default(),
        explain: ExplainArguments::default(),
    };
    let mut facts: BTreeMap<String, Vec<Fact>> = BTreeMap::new();
    let mut twice = BTreeSet::new();
    reading::read_all(
        &reading,
        lexicon,
        None,
        terminal,
        |_| (),
        |_, reading, ()| {
            let mut document = None;
            for fact in reading.extraction.facts {
                if let Fact::Document(found) = &fact {
                    document = Some(found.doc.clone()).filter(|name| gold.contains_key(name));
                    if let Some(name) = document.take_if(|name| facts.contains_key(name)) {
                        twice.insert(name);
                    }
                }
                if let Some(name) = &document {
                    facts.entry(name.clone()).or_default().push(fact);
                }
            }
            Ok(())
        },
    )?;
    for name in twice {
        terminal.note(&format!("several documents are called `{name}`; the first of them is scored"));
    }
    Ok(facts.into_iter().map(|(name, facts)| (name, Records::of_facts(&facts))).collect())
}

/// Files of a folder that end in `ending`, by the name before it; a file is itself.
fn files_of(path: &Path, ending: &str) -> Result<Vec<(String, PathBuf)>, Failure> {
    let files = if path.is_dir() {
        let entries = fs::read_dir(path)
            .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>());
        entries.map_err(|error| Failure::read(path, &error))?
    } else {
        vec![path.to_path_buf()]
    };
    let named = files.into_iter().filter_map(|file| {
        let name = file.file_name()?.to_string_lossy().strip_suffix(ending)?.to_owned();
        Some((name, file))
    });
    Ok(named.collect())
}

fn text_of(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::read(path, &error))
}

fn in_file(path: &Path, error: &impl std::fmt::Display) -> Failure {
    Failure::new(format!("`{}`, {error}", path.display()))
}

fn write_errors(compared: &[(&str, Comparison)], terminal: &mut Terminal) -> io::Result<()> {
    for (name, comparison) in compared {
        for error in &comparison.errors {
            writeln!(terminal, "{name}: {error}")?;
        }
    }
    Ok(())
}

fn write_table(scores: &Scores, terminal: &mut Terminal) -> io::Result<()> {
    writeln!(terminal, "{:34}{:>7}{:>7}{:>7}{:>7}{:>7}", "", "P", "R", "F1", "gold", "facts")?;
    for (heading, tally) in &scores.tallies {
        let [precision, recall, f1] = rounded(*tally);
        let Tally { gold, facts, .. } = tally;
        writeln!(terminal, "{heading:34}{precision:7.3}{recall:7.3}{f1:7.3}{gold:7}{facts:7}")?;
    }
    Ok(())
}

fn write_json(
    scores: &Scores,
    errors: Option<&[(&str, Comparison)]>,
    terminal: &mut Terminal,
) -> io::Result<()> {
    let mut all: Map<String, Value> = scores
        .tallies
        .iter()
        .map(|(heading, tally)| {
            let [precision, recall, f1] = rounded(*tally);
            let Tally { gold, facts, .. } = tally;
            let row = json!({
                "precision": precision, "recall": recall, "f1": f1, "gold": gold, "facts": facts,
            });
            (heading.to_string(), row)
        })
        .collect();
    if let Some(compared) = errors {
        let errors: Map<String, Value> = compared
            .iter()
            .map(|(name, comparison)| ((*name).to_owned(), comparison.errors.clone().into()))
            .collect();
        all.insert("errors".to_owned(), errors.into());
    }
    writeln!(terminal, "{}", Value::Object(all))
}

/// Precision, recall and F1 with four digits.
fn rounded(tally: Tally) -> [f64; 3] {
    [tally.precision(), tally.recall(), tally.f1()]
        .map(|share| format!("{share:.4}").parse().unwrap_or(share))
}
