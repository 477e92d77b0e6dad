//! The option `--lexicon DIR`: tables of the user's own beside the compiled-in ones.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::failure::Failure;
use crate::extract::Lexicon;

/// The program's tables with those of `folder` (files `NAME.tsv`) after them.
pub(super) fn load(folder: Option<&Path>) -> Result<Lexicon, Failure> {
    let Some(folder) = folder else { return Ok(Lexicon::builtin()) };
    let tables = read_tables(folder)?;
    if tables.is_empty() {
        let message = format!("no tables in `{}`", folder.display());
        return Err(Failure::with_hint(message, "a table is a file `NAME.tsv`, named as under data/lexicon"));
    }
    Lexicon::with_tables(&tables)
        .map_err(|error| Failure::new(format!("lexicon `{}`: {error}", folder.display())))
}

fn read_tables(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut tables = BTreeMap::new();
    for entry in entries.map_err(|error| Failure::read(folder, &error))? {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "tsv") {
            let text = fs::read_to_string(&path).map_err(|error| Failure::read(&path, &error))?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            tables.insert(name, text.trim_start_matches('\u{feff}').to_owned());
        }
    }
    Ok(tables)
}
