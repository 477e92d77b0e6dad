//! A document by its path: a file, or a place in one (`a.zip/b.docx`, `a.csv#3`).

use std::path::{Path, PathBuf};

use super::input::Input;
use crate::extract::document::{Part, ReadError, line_starts, parts, sha256};

/// The file that a path leads into, and the place in it.
pub(super) fn split(path: &Path) -> (PathBuf, String) {
    let whole = path.to_string_lossy();
    let marks = whole.match_indices(['/', '\\', '#']).map(|(at, _)| at);
    let file = marks.rev().map(|at| (&whole[..at], &whole[at..])).find(|(file, _)| Path::new(file).is_file());
    match file.filter(|_| !path.exists()) {
        Some((file, place)) => (PathBuf::from(file), place.trim_start_matches(['/', '\\']).to_owned()),
        None => (path.to_owned(), String::new()),
    }
}

/// What `read` makes of the document at a place of a file; where there is none, the places that there are.
pub(super) fn read_at<T>(
    name: &str,
    bytes: &[u8],
    place: &str,
    read: impl Fn(&[u8]) -> Result<T, ReadError>,
) -> Result<Result<T, ReadError>, Vec<String>> {
    let mut places = Vec::new();
    let mut found = None;
    parts(name, bytes, &mut |Part { name: part, bytes, .. }| {
        let part = part.strip_prefix(name).unwrap_or(&part).trim_start_matches('/').to_owned();
        if part == place {
            found = Some(bytes.and_then(|bytes| read(&bytes)));
        }
        places.push(part);
    });
    found.ok_or(places)
}

/// Where the lines of a document begin, in the bytes that evidence counts, while its file is there and the same.
pub(super) fn lines(path: &str, hash: &str) -> Option<Vec<usize>> {
    let (file, place) = split(Path::new(path));
    let report = Input { path: file, named: true };
    let bytes = report.read().ok()?;
    let starts = |bytes: &[u8]| {
        if sha256(bytes) == hash { line_starts(bytes).map(Some) } else { Ok(None) }
    };
    read_at(&report.name(), &bytes, &place, starts).ok()?.ok()?
}
