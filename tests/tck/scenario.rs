//! Scenarios as the feature files have them, outlines expanded.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gherkin::{Feature, GherkinEnv};

/// One step: its text, with what hangs on it.
pub(crate) struct Step {
    pub(crate) text: String,
    pub(crate) doc: Option<String>,
    pub(crate) table: Vec<Vec<String>>,
}

/// One scenario, or one example of an outline.
pub(crate) struct Scenario {
    /// Path below `features`, name, and number of the example: unique and stable.
    pub(crate) key: String,
    pub(crate) steps: Vec<Step>,
}

/// All scenarios and the graphs they name.
pub(crate) struct Kit {
    pub(crate) scenarios: Vec<Scenario>,
    /// Statements that build a graph, by its name.
    pub(crate) graphs: BTreeMap<String, Vec<String>>,
}

impl Kit {
    /// Reads `features` and `graphs` below a folder.
    pub(crate) fn load(folder: &Path) -> Result<Self, String> {
        let root = folder.join("features");
        let mut scenarios = Vec::new();
        for file in files_below(&root, "feature")? {
            let path = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            let text = read(&file)?;
            let feature = Feature::parse(escape_cells(&text), GherkinEnv::default())
                .map_err(|why| format!("{path}: {why}"))?;
            for scenario in &feature.scenarios {
                let background = feature.background.iter().flat_map(|background| &background.steps);
                expand(&path, scenario, &background.collect::<Vec<_>>(), &mut scenarios);
            }
        }
        Ok(Self { scenarios, graphs: load_graphs(&folder.join("graphs"))? })
    }
}

/// In a table's cell a backslash before any but `\\`, `|` and `n` stands for itself, which the parser does not know.
fn escape_cells(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut chars = line.chars();
        let is_row = line.trim_start().starts_with('|');
        while let Some(c) = chars.next() {
            out.push(c);
            if is_row && c == '\\' {
                match chars.next() {
                    Some(next @ ('\\' | '|' | 'n')) => out.push(next),
                    next => {
                        out.push('\\');
                        out.extend(next);
                    }
                }
            }
        }
    }
    out
}

/// Adds a scenario, or each example of an outline; the steps of the feature's background come first.
fn expand(path: &str, scenario: &gherkin::Scenario, background: &[&gherkin::Step], out: &mut Vec<Scenario>) {
    let key = format!("{path}::{}", scenario.name.trim());
    let all_steps = |bound: &[(String, &str)]| {
        let steps = background.iter().copied().chain(&scenario.steps);
        steps.map(|step| step_of(step, bound)).collect()
    };
    if scenario.examples.is_empty() {
        out.push(Scenario { key, steps: all_steps(&[]) });
        return;
    }
    let tables = scenario.examples.iter().filter_map(|examples| examples.table.as_ref());
    let rows = tables.flat_map(|table| {
        let (header, rows) = table.rows.split_first().map_or((&[][..], &[][..]), |(h, r)| (&h[..], r));
        rows.iter().map(move |row| (header, row))
    });
    for (i, (header, row)) in rows.enumerate() {
        let bound: Vec<(String, &str)> =
            header.iter().zip(row).map(|(name, value)| (format!("<{name}>"), value.as_str())).collect();
        out.push(Scenario { key: format!("{key}::{i}"), steps: all_steps(&bound) });
    }
}

fn step_of(step: &gherkin::Step, bound: &[(String, &str)]) -> Step {
    let fill = |text: &String| {
        bound.iter().fold(text.clone(), |text, (name, value)| text.replace(name.as_str(), value))
    };
    Step {
        text: fill(&step.value).trim().to_owned(),
        doc: step.docstring.as_ref().map(|doc| fill(doc).trim().to_owned()),
        table: step.table.iter().flat_map(|t| &t.rows).map(|row| row.iter().map(fill).collect()).collect(),
    }
}

fn load_graphs(folder: &Path) -> Result<BTreeMap<String, Vec<String>>, String> {
    let mut graphs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files_below(folder, "cypher")? {
        let name = file.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let text = read(&file)?.trim().trim_end_matches(';').to_owned();
        graphs.entry(name.unwrap_or_default()).or_default().push(text);
    }
    Ok(graphs)
}

/// All files of a folder and those below it with an extension, sorted.
fn files_below(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.map_err(|why| format!("{}: {why}", folder.display()))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))
}
