//! Which files a list of paths means: a file is itself, a folder its reports (sorted, at any depth), `-` standard input.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::failure::{Failure, reason};
use super::globs::expand_all;

/// Endings that a file in a folder must have to be taken for a report; a file named outright is always read. What a file
/// is, its content tells.
pub(super) const ENDINGS: &[&str] =
    &["txt", "text", "md", "markdown", "htm", "html", "shtml", "docx", "pdf", "xlsx", "csv", "tsv", "zip"];

/// Folders inside folders.
const MOST_DEPTH: usize = 64;

/// Bytes of one report: spans are kept for every fact, and no report comes near this.
const MOST_BYTES: u64 = 1 << 30;

/// One report to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Input {
    /// Where it stands; `-` is standard input.
    pub(super) path: PathBuf,
    /// Whether the user named it, rather than the folder it stands in.
    pub(super) named: bool,
}

impl Input {
    /// What to call it.
    pub(super) fn name(&self) -> String {
        if self.is_stdin() { "stdin".to_owned() } else { self.path.to_string_lossy().into_owned() }
    }

    /// Its bytes, or why there are none.
    pub(super) fn read(&self) -> Result<Vec<u8>, String> {
        if self.is_stdin() {
            return read_limited(io::stdin().lock());
        }
        let file = fs::File::open(&self.path).map_err(|error| reason(&error))?;
        read_limited(file)
    }

    fn is_stdin(&self) -> bool {
        self.path == Path::new("-")
    }
}

/// What the paths of a command line mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Inputs {
    /// The reports, in the order of the paths, folders sorted by name.
    pub(super) reports: Vec<Input>,
    /// Files in folders that are no texts: how many by ending.
    pub(super) unread: BTreeMap<String, usize>,
}

/// The reports that `paths` mean.
pub(super) fn collect(paths: &[PathBuf]) -> Result<Inputs, Failure> {
    let mut inputs = Inputs::default();
    for path in &expand_all(paths)? {
        if path.is_dir() {
            let before = inputs.reports.len();
            walk(path, 0, &mut inputs)?;
            if inputs.reports.len() == before {
                let hint = format!("files that end in {} are read", ENDINGS.join(", "));
                return Err(Failure::with_hint(format!("no reports in `{}`", path.display()), hint));
            }
        } else if path != Path::new("-") && !path.exists() {
            return Err(Failure::new(format!("cannot read `{}`: no such file or folder", path.display())));
        } else {
            inputs.reports.push(Input { path: path.clone(), named: true });
        }
    }
    Ok(inputs)
}

/// Links to folders are not followed: they may lead in circles.
fn walk(folder: &Path, depth: usize, inputs: &mut Inputs) -> Result<(), Failure> {
    if depth == MOST_DEPTH {
        return Err(Failure::new(format!("folders nest deeper than {MOST_DEPTH} at `{}`", folder.display())));
    }
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = entries.map_err(|error| Failure::read(folder, &error))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let kind = entry.file_type().map_err(|error| Failure::read(&path, &error))?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            walk(&path, depth + 1, inputs)?;
        } else if path.is_file() && ENDINGS.contains(&ending(&path).as_str()) {
            inputs.reports.push(Input { path, named: false });
        } else if path.is_file() {
            *inputs.unread.entry(ending(&path)).or_default() += 1;
        }
    }
    Ok(())
}

/// The ending of a file's name in small letters, empty when it has none.
fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

fn read_limited(from: impl io::Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    from.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(format!("it is larger than {} MB", MOST_BYTES >> 20));
    }
    Ok(bytes)
}
