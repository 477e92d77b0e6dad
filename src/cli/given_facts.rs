//! The option `--facts FILE`: facts made elsewhere, read line by line, held to the documents that are among the inputs.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::gathering::Gathering;
use super::globs::expand_all;
use super::kept::KeptFacts;
use super::terminal::Terminal;
use crate::diagnostic::Diagnostic;
use crate::extract::fact::DocumentFact;
use crate::extract::given::{GivenBatch, GivenReader, Text};
use crate::extract::{Extraction, Fact, Lexicon, documents};

/// Bytes of a line; a fact with all its places comes nowhere near.
const MOST_BYTES: u64 = 16 << 20;
/// Faults of a file that are told; the others are counted.
const MOST_FAULTS: usize = 10;

/// How the facts of a file fared.
#[derive(Clone, Debug, Default)]
pub(super) struct GivenOutcome {
    pub(super) path: PathBuf,
    /// Facts that stand.
    pub(super) n_taken: usize,
    /// Lines that do not.
    pub(super) n_dropped: usize,
}

/// Reads files of facts and adds them to what was gathered.
pub(super) fn read(
    paths: &[PathBuf],
    lexicon: &Lexicon,
    gathering: &mut Gathering<'_>,
    kept: &mut KeptFacts,
    terminal: &Terminal,
) -> Result<Vec<GivenOutcome>, Failure> {
    // In an order of their own, so that the graph does not depend on that of the options.
    let paths = expand_all(paths)?;
    let mut paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    paths.sort_unstable();
    paths.dedup();
    let mut texts = Texts { lexicon, last: None };
    let outcomes = paths.into_iter().map(|path| {
        let outcome = read_file(path, &mut texts, gathering, kept, terminal)?;
        if outcome.n_taken == 0 {
            let message = format!("no facts in `{}`", path.display());
            return Err(Failure::with_hint(
                message,
                "one JSON object a line, as `tuzhi extract` prints them",
            ));
        }
        Ok(outcome)
    });
    outcomes.collect()
}

fn read_file(
    path: &Path,
    texts: &mut Texts<'_>,
    gathering: &mut Gathering<'_>,
    kept: &mut KeptFacts,
    terminal: &Terminal,
) -> Result<GivenOutcome, Failure> {
    let broken = |error| Failure::read(path, &error);
    let mut file: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(path).map_err(broken)?))
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut reader = GivenReader::new(&name);
    let mut outcome = GivenOutcome { path: path.to_owned(), ..GivenOutcome::default() };
    let mut faults = Faults { path, n_told: 0 };
    let mut line = Vec::new();
    loop {
        line.clear();
        let length = file.by_ref().take(MOST_BYTES).read_until(b'\n', &mut line).map_err(broken)?;
        if length as u64 == MOST_BYTES {
            return Err(Failure::new(format!(
                "`{}` has a line of more than {} MB",
                path.display(),
                MOST_BYTES >> 20
            )));
        }
        let batch = if length == 0 { reader.finish() } else { reader.take(&String::from_utf8_lossy(&line)) };
        let dropped = reader.faults();
        outcome.n_dropped += dropped.len();
        faults.tell(dropped, terminal);
        if let Some(mut batch) = batch {
            let dropped = texts.check(&mut batch, gathering)?;
            outcome.n_dropped += dropped.len();
            faults.tell(dropped, terminal);
            outcome.n_taken += take(batch, gathering, kept)?;
        }
        if length == 0 {
            faults.finish(terminal);
            return Ok(outcome);
        }
    }
}

/// Adds a batch; gives how many facts it has beside the document.
fn take(batch: GivenBatch, gathering: &mut Gathering<'_>, kept: &mut KeptFacts) -> Result<usize, Failure> {
    let facts: Vec<Fact> = batch.facts.into_iter().map(|(_, fact)| fact).collect();
    let n_facts = facts.iter().filter(|fact| !matches!(fact, Fact::Document(_))).count();
    if n_facts > 0 {
        let extraction = Extraction { facts, diagnostics: Vec::new() };
        let key = kept.keep_given(&extraction)?;
        gathering.note(&extraction.facts, key);
    }
    Ok(n_facts)
}

/// Texts of documents among the inputs; facts of one document stand together, so that the last one is enough.
struct Texts<'l> {
    lexicon: &'l Lexicon,
    last: Option<(String, Vec<(DocumentFact, Text<'l>)>)>,
}

impl<'l> Texts<'l> {
    /// Holds a batch to its document, if that is among the inputs; gives what was dropped.
    fn check(
        &mut self,
        batch: &mut GivenBatch,
        gathering: &Gathering<'_>,
    ) -> Result<Vec<(usize, String)>, Failure> {
        let Some(files) = gathering.files_of(&batch.doc) else { return Ok(Vec::new()) };
        if self.last.as_ref().is_none_or(|(doc, _)| *doc != batch.doc) {
            let mut found = Vec::new();
            for file in files {
                found.extend(self.read(file, &batch.doc)?);
            }
            self.last = Some((batch.doc.clone(), found));
        }
        let texts = self.last.as_ref().map(|(_, texts)| texts.as_slice()).unwrap_or_default();
        // Of several documents of one name the facts speak of the one that bears them out best.
        let checked = texts.iter().map(|(document, text)| {
            let mut batch = batch.clone();
            let faults = text.check(&mut batch);
            (document, batch, faults)
        });
        let Some((document, mut checked, faults)) = checked.min_by_key(|(_, _, faults)| faults.len()) else {
            return Ok(Vec::new());
        };
        let told = checked.facts.first().map_or(0, |(line, _)| *line);
        checked.facts.retain(|(_, fact)| !matches!(fact, Fact::Document(_)));
        checked.facts.insert(0, (told, Fact::Document(document.clone())));
        *batch = checked;
        Ok(faults)
    }

    /// The documents of a name in a file.
    fn read(&self, file: &str, doc: &str) -> Result<Vec<(DocumentFact, Text<'l>)>, Failure> {
        let bytes = fs::read(file).map_err(|error| Failure::read(Path::new(file), &error))?;
        let mut found = Vec::new();
        documents(file, &bytes, self.lexicon, &mut |_, document| {
            if let Some(document) = document.ok().filter(|document| *document.id == *doc) {
                found.push((document.fact(), Text::new(document, self.lexicon)));
            }
        });
        Ok(found)
    }
}

/// Tells what was dropped of a file.
struct Faults<'p> {
    path: &'p Path,
    n_told: usize,
}

impl Faults<'_> {
    fn tell(&mut self, faults: Vec<(usize, String)>, terminal: &Terminal) {
        for (line, why) in faults {
            self.n_told += 1;
            if self.n_told <= MOST_FAULTS {
                let message = format!("`{}` line {line} is dropped: {why}", self.path.display());
                terminal.tell(&Diagnostic::warning(message), None);
            }
        }
    }

    fn finish(&self, terminal: &Terminal) {
        if let Some(others @ 1..) = self.n_told.checked_sub(MOST_FAULTS) {
            let message = format!("`{}`: {others} more lines are dropped", self.path.display());
            terminal.tell(&Diagnostic::warning(message), None);
        }
    }
}
