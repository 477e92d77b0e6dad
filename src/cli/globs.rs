//! Patterns such as `reports/2024-*.txt` that the command line's shell has left as they are: in quotes, or on Windows.

use std::path::{Path, PathBuf};

use super::failure::Failure;

/// The files that a path means: itself, or, when there is no such file and it holds `*`, `?` or `[`, those that fit it,
/// sorted.
pub(super) fn expand(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let Some(pattern) = path.to_str().filter(|text| text.contains(['*', '?', '[']) && !path.exists()) else {
        return Ok(vec![path.to_owned()]);
    };
    let paths = glob::glob(pattern)
        .map_err(|error| Failure::new(format!("`{pattern}` is no pattern of files: {}", error.msg)))?;
    let mut found: Vec<PathBuf> = paths.filter_map(Result::ok).collect();
    found.sort();
    if found.is_empty() {
        return Err(Failure::new(format!("no file fits `{pattern}`")));
    }
    Ok(found)
}

/// The files that several paths mean.
pub(super) fn expand_all(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut all = Vec::new();
    for path in paths {
        all.extend(expand(path)?);
    }
    Ok(all)
}
