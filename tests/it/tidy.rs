//! The rules of the house, held by a test: who may import whom, how long a file may be, what a `mod.rs` may hold.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Top-level module and what it may import. A new arrow needs its own change with a reason.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("value", &[]),
    ("graph", &["value"]),
    ("result", &["value"]),
    ("storage", &["value", "graph"]),
    ("import", &["value", "graph"]),
    ("extract", &["source", "diagnostic", "value", "graph"]),
    ("query", &["source", "diagnostic", "value", "graph", "result"]),
    ("export", &["value", "graph", "result"]),
    ("database", &["source", "diagnostic", "value", "graph", "result", "storage", "query"]),
    ("repl", &["database", "query", "export", "result", "value", "diagnostic", "source", "graph"]),
];

/// Stages of a query from left to right; a stage imports only those to its left. `function` knows values only.
const QUERY_STAGES: &[&str] =
    &["error", "ast", "parser", "function", "procedure", "bind", "plan", "optimize", "exec", "explain"];

/// Lines a file may have without its tests.
const MOST_LINES: usize = 800;

#[test]
fn modules_import_only_what_the_table_allows() {
    let table: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let mut faults = Vec::new();
    for file in rust_files(&root().join("src")) {
        let (place, text) = (relative(&file), production_code(&file));
        let Some(module) = place.split('/').nth(1).filter(|name| table.contains_key(name)) else { continue };
        for import in imports(&text) {
            if import != module && !table[module].contains(&import.as_str()) && table_has(&import) {
                faults.push(format!("{place}: `{module}` may not import `{import}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn query_stages_import_only_leftwards() {
    let mut faults = Vec::new();
    for file in rust_files(&root().join("src/query")) {
        let place = relative(&file);
        let stage = place.split('/').nth(2).unwrap_or_default().trim_end_matches(".rs").to_owned();
        let Some(own) = QUERY_STAGES.iter().position(|name| *name == stage) else { continue };
        for import in words_after(&production_code(&file), "crate::query::") {
            let other = QUERY_STAGES.iter().position(|name| *name == import);
            if other.is_some_and(|other| other > own) {
                faults.push(format!("{place}: `{stage}` may not import `{import}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn foreign_types_stay_in_their_room() {
    let rooms = [("petgraph::", "src/graph/"), ("pest::", "src/query/parser/"), ("rustyline::", "src/repl/")];
    let mut faults = Vec::new();
    for file in rust_files(&root().join("src")) {
        let (place, text) = (relative(&file), production_code(&file));
        for (name, room) in rooms {
            if !place.starts_with(room) && text.lines().any(|line| !is_comment(line) && line.contains(name)) {
                faults.push(format!("{place}: `{name}` is seen outside {room}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn files_are_short_and_well_named() {
    let mut faults = Vec::new();
    for file in rust_files(&root().join("src")) {
        let (place, text) = (relative(&file), production_code(&file));
        let lines = text.lines().count();
        if lines > MOST_LINES {
            faults.push(format!("{place}: {lines} lines, more than {MOST_LINES}: which room does it lack?"));
        }
        if place
            .split('/')
            .any(|part| ["utils", "helpers", "common", "misc"].contains(&part.trim_end_matches(".rs")))
        {
            faults.push(format!("{place}: a name that says nothing"));
        }
        if !text.starts_with("//!") {
            faults.push(format!("{place}: no `//!` page"));
        }
        if place == "src/main.rs" && lines > 40 {
            faults.push(format!("{place}: {lines} lines; the binary is thin"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn mod_files_hold_no_code() {
    let mut faults = Vec::new();
    let rooms = ["fn ", "struct ", "enum ", "impl ", "trait ", "static ", "type "];
    for file in rust_files(&root().join("src")).into_iter().filter(|file| file.ends_with("mod.rs")) {
        for line in production_code(&file).lines() {
            let code = line.trim_start().trim_start_matches("pub ").trim_start_matches("pub(crate) ");
            if rooms.iter().any(|word| code.starts_with(word)) {
                faults.push(format!("{}: `{}` belongs in a file of its own", relative(&file), line.trim()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn relative(file: &Path) -> String {
    file.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The file up to its unit tests.
fn production_code(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("UTF-8");
    text.split("\n#[cfg(test)]").next().unwrap_or_default().to_owned()
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

fn table_has(module: &str) -> bool {
    MAY_IMPORT.iter().any(|(name, _)| *name == module) || module == "cli"
}

/// Top-level modules that a file names after `crate::`, also inside `use crate::{a, b}`.
fn imports(text: &str) -> Vec<String> {
    words_after(text, "crate::")
}

/// The first path segment after `prefix`, wherever it stands in code; all first segments of a braced list.
fn words_after(text: &str, prefix: &str) -> Vec<String> {
    let code: String = text.lines().filter(|line| !is_comment(line)).collect::<Vec<_>>().join("\n");
    let mut words = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(list) => words.extend(list_heads(list)),
            None => words.push(identifier(rest)),
        }
    }
    words
}

fn list_heads(list: &str) -> Vec<String> {
    let (mut depth, mut fresh, mut heads) = (1, true, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => fresh = true,
            _ if fresh && c.is_alphabetic() => {
                heads.push(identifier(&list[at..]));
                fresh = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    heads
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}
