//! Which files a list of paths means: a file is itself, a folder its reports (sorted, at any depth), `-` standard input.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::failure::{Failure, reason};

/// Endings that a file in a folder must have to be taken for a report; a file named outright is always read.
const ENDINGS: &[&str] = &["txt", "text", "htm", "html"];

/// Folders inside folders.
const MOST_DEPTH: usize = 64;

/// Bytes of one report: spans are kept for every fact, and no report comes near this.
const MOST_BYTES: u64 = 1 << 30;

/// One report to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Input {
    /// Where it stands; `-` is standard input.
    path: PathBuf,
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

/// The reports that `paths` mean, in the order of the paths, folders sorted by name.
pub(super) fn collect(paths: &[PathBuf]) -> Result<Vec<Input>, Failure> {
    let mut inputs = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = inputs.len();
            walk(path, 0, &mut inputs)?;
            if inputs.len() == before {
                let hint = format!("files that end in {} are read", ENDINGS.join(", "));
                return Err(Failure::with_hint(format!("no reports in `{}`", path.display()), hint));
            }
        } else if path != Path::new("-") && !path.exists() {
            return Err(Failure::new(format!("cannot read `{}`: no such file or folder", path.display())));
        } else {
            inputs.push(Input { path: path.clone(), named: true });
        }
    }
    Ok(inputs)
}

/// Links to folders are not followed: they may lead in circles.
fn walk(folder: &Path, depth: usize, inputs: &mut Vec<Input>) -> Result<(), Failure> {
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
        } else if path.is_file() && has_ending(&path) {
            inputs.push(Input { path, named: false });
        }
    }
    Ok(())
}

fn has_ending(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

fn read_limited(from: impl io::Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    from.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(format!("it is larger than {} MB", MOST_BYTES >> 20));
    }
    Ok(bytes)
}
