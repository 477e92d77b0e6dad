//! Reports read in parallel, handed on in their order: what `extract` and `build` share.

use std::mem::ManuallyDrop;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::{PoisonError, RwLock};
use std::thread::available_parallelism;

use clap::Args;

use super::ahead::in_order;
use super::explain::ExplainArguments;
use super::failure::Failure;
use super::input::{self, Input, Inputs};
use super::kept::{KeptFacts, Key};
use super::lexicon;
use super::llm::{LlmArguments, ModelReader};
use super::terminal::Terminal;
use crate::diagnostic::{Diagnostic, Severity};
use crate::extract::explain::{Explanation, explain};
use crate::extract::{Extraction, Fact, Lexicon, extract_with};

/// What to read and how.
#[derive(Debug, Args)]
pub(super) struct ReadingArguments {
    /// Reports, folders of reports, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Tables of your own (NAME.tsv, as under data/lexicon) beside the compiled-in ones
    #[arg(long, value_name = "DIR")]
    pub(super) lexicon: Option<PathBuf>,
    /// Documents read at once [default: one per core]
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(super) llm: LlmArguments,
    #[command(flatten)]
    pub(super) explain: ExplainArguments,
}

impl ReadingArguments {
    /// Refuses a command line that names nothing to read.
    pub(super) fn check(&self) -> Result<(), Failure> {
        if self.files.is_empty() {
            let error = Diagnostic::error("nothing to read: no file and no folder is named");
            return Err(Failure::usage(error.with_hint("name reports, folders of reports, or `-`")));
        }
        Ok(())
    }

    /// The lexicon that was asked for. It is needed until the program ends, which frees its many parts at once.
    pub(super) fn lexicon(&self) -> Result<ManuallyDrop<Lexicon>, Failure> {
        Ok(ManuallyDrop::new(lexicon::load(self.lexicon.as_deref())?))
    }
}

/// How the reading went.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Documents that gave facts.
    pub(super) n_read: usize,
    /// Those of them whose facts were kept from an earlier reading.
    pub(super) n_reused: usize,
    /// Files that gave none: name and why.
    pub(super) skipped: Vec<(String, String)>,
    /// Whether one of those was named by the user.
    named_skipped: bool,
}

impl Outcome {
    /// Fails when nothing was read, or when a file that the user named was not.
    pub(super) fn check(&self) -> Result<(), Failure> {
        if self.named_skipped || self.n_read == 0 { Err(Failure::Told) } else { Ok(()) }
    }
}

/// One document, read.
pub(super) struct Reading {
    pub(super) name: String,
    named: bool,
    pub(super) extraction: Extraction,
    /// What the facts of the file are kept under, when they are to be kept.
    key: Option<Key>,
    /// The same for each document in it.
    pub(super) keys: Vec<Key>,
    /// Whether they were kept already.
    is_reused: bool,
    /// Its documents' sentences with their facts, when they are to be explained.
    pub(super) explanations: Vec<Explanation>,
}

/// Reads all documents and hands each one's facts to `take`, in the order of the inputs whatever the number of threads.
/// `work` is done with them on the thread that read them, and its result handed on with what it leaves of them. What `kept`
/// holds is not read again; what it lacks is added.
pub(super) fn read_all<T: Send>(
    arguments: &ReadingArguments,
    lexicon: &Lexicon,
    kept: Option<&mut KeptFacts>,
    terminal: &mut Terminal,
    work: impl Fn(&mut Extraction) -> T + Sync,
    mut take: impl FnMut(&mut Terminal, Reading, T) -> Result<(), Failure>,
) -> Result<Outcome, Failure> {
    let Inputs { reports, unread } = input::collect(&arguments.files)?;
    let model = arguments.llm.reader()?;
    let is_explaining = arguments.explain.is_asked();
    let n_threads = arguments.threads.or_else(|| available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let bar = terminal.progress("reading", reports.len());
    let mut outcome = Outcome::default();
    let kept = kept.map(RwLock::new);
    let reader = Reader { lexicon, model: model.as_ref(), kept: kept.as_ref(), is_explaining };
    let read = |input: &Input| {
        let mut reading = reader.read(input);
        let result = work(&mut reading.extraction);
        bar.inc(1);
        (reading, result)
    };
    in_order(&reports, n_threads, read, |(mut reading, result)| {
        bar.suspend(|| tell(&reading, terminal));
        outcome.count(&reading);
        if let (Some(kept), Some(key)) = (&kept, reading.key) {
            let mut kept = kept.write().unwrap_or_else(PoisonError::into_inner);
            reading.keys = kept.keep(key, &reading.extraction, reading.is_reused)?;
        }
        bar.suspend(|| take(terminal, reading, result))
    })?;
    bar.finish_and_clear();
    if !unread.is_empty() {
        let kinds = unread.iter().map(|(ending, count)| match ending.as_str() {
            "" => format!("{count} without an ending"),
            ending => format!("{count} .{ending}"),
        });
        let kinds = kinds.collect::<Vec<_>>().join(", ");
        terminal
            .note(&format!("not read, for their endings: {kinds}; read are {}", input::ENDINGS.join(", ")));
    }
    Ok(outcome)
}

/// What one file is read with.
struct Reader<'r> {
    lexicon: &'r Lexicon,
    model: Option<&'r ModelReader>,
    kept: Option<&'r RwLock<&'r mut KeptFacts>>,
    is_explaining: bool,
}

impl Reader<'_> {
    fn read(&self, input: &Input) -> Reading {
        let mut reading = Reading {
            name: input.name(),
            named: input.named,
            extraction: Extraction::default(),
            key: None,
            keys: Vec::new(),
            is_reused: false,
            explanations: Vec::new(),
        };
        let bytes = match input.read() {
            Ok(bytes) => bytes,
            Err(why) => {
                reading.extraction.diagnostics.push(Diagnostic::error(why));
                return reading;
            }
        };
        let model = self.model.map_or("", |model| &model.identity);
        reading.key = self.kept.map(|_| Key::new(self.lexicon, &reading.name, &bytes, model));
        let before =
            reading.key.and_then(|key| self.kept?.read().unwrap_or_else(PoisonError::into_inner).get(&key));
        reading.is_reused = before.is_some();
        reading.extraction = before.unwrap_or_else(|| {
            extract_with(&reading.name, &bytes, self.lexicon, &mut |document, extraction| {
                if let Some(model) = self.model {
                    model.read(document, extraction, self.lexicon);
                }
            })
        });
        if self.is_explaining {
            reading.explanations = explain(&reading.name, &bytes, &reading.extraction.facts, self.lexicon);
        }
        // There is nothing to keep of a document that gave nothing.
        reading.key = reading.key.filter(|_| !reading.extraction.facts.is_empty());
        reading
    }
}

/// Diagnostics of a document name it; their spans point into folded text that the user has never seen.
fn tell(reading: &Reading, terminal: &Terminal) {
    for diagnostic in &reading.extraction.diagnostics {
        let message = format!("`{}`: {}", reading.name, diagnostic.message);
        let mut shown = match diagnostic.severity {
            // In a folder one bad file is skipped and said so; the work goes on.
            Severity::Error if !reading.named => Diagnostic::warning(message),
            severity => Diagnostic { severity, ..Diagnostic::error(message) },
        };
        shown.hint.clone_from(&diagnostic.hint);
        terminal.tell(&shown, None);
    }
}

impl Outcome {
    fn count(&mut self, reading: &Reading) {
        let facts = &reading.extraction.facts;
        if !facts.is_empty() {
            // An archive or a table holds several.
            let n_documents = facts.iter().filter(|fact| matches!(fact, Fact::Document(_))).count();
            self.n_read += n_documents;
            self.n_reused += if reading.is_reused { n_documents } else { 0 };
            return;
        }
        let why = reading.extraction.diagnostics.first().map_or("it holds no facts", |first| &first.message);
        self.skipped.push((reading.name.clone(), why.to_owned()));
        self.named_skipped |= reading.named;
    }
}
