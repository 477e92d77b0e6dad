//! The ledger of known failures: one line a scenario, its key, two dashes, and the reason.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::run::Failure;

const SEPARATOR: &str = " -- ";
/// Longest reason that is written; the whole of it is shown by running the scenario.
const REASON_CHARS: usize = 120;

/// Known failures by key.
pub(crate) struct Ledger {
    reasons: BTreeMap<String, String>,
}

/// How scenarios ended in this run.
#[derive(Default)]
pub(crate) struct Outcomes {
    by_key: BTreeMap<String, Option<Failure>>,
}

impl Ledger {
    /// Reads the ledger; a missing file is an empty one.
    pub(crate) fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let entries =
            text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(SEPARATOR));
        let reasons = entries.map(|(key, reason)| (key.to_owned(), reason.to_owned())).collect();
        Self { reasons }
    }

    /// Whether a scenario is known to fail.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.reasons.contains_key(key)
    }

    /// Writes the ledger with what this run found. Scenarios that did not run keep their lines, and a reason is kept
    /// while the kind of failure is the same.
    pub(crate) fn update(&self, path: &Path, outcomes: &Outcomes) -> std::io::Result<()> {
        let mut reasons = self.reasons.clone();
        for (key, outcome) in &outcomes.by_key {
            match outcome {
                None => {
                    reasons.remove(key);
                }
                Some(failure) => {
                    let known = reasons.get(key).is_some_and(|reason| reason.starts_with(failure.kind));
                    if !known {
                        reasons.insert(key.clone(), reason(failure));
                    }
                }
            }
        }
        let mut text = String::from("# Scenarios of the openCypher TCK that fail, each with its reason.\n");
        for (key, reason) in &reasons {
            let _ = writeln!(text, "{key}{SEPARATOR}{reason}");
        }
        std::fs::write(path, text)
    }
}

fn reason(failure: &Failure) -> String {
    let line = failure.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(REASON_CHARS).collect()
}

impl Outcomes {
    /// Notes how a scenario ended.
    pub(crate) fn add(&mut self, key: &str, outcome: &Result<(), Failure>) {
        self.by_key.insert(key.to_owned(), outcome.as_ref().err().cloned());
    }

    /// Counts, with the kinds of failure.
    pub(crate) fn summary(&self) -> String {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for failure in self.by_key.values().flatten() {
            *kinds.entry(failure.kind).or_default() += 1;
        }
        let failed: usize = kinds.values().sum();
        let mut text = format!("{} passed, {failed} known failures", self.by_key.len() - failed);
        for (kind, n) in kinds {
            let _ = write!(text, ", {n} {kind}");
        }
        text
    }
}
