//! The cases of one file, and how many of them came out right.

use std::collections::BTreeSet;

use serde_json::Value;

use super::left_out::LEFT_OUT;
use crate::shared;

/// One case.
pub(crate) struct Case {
    pub(crate) input: String,
    pub(crate) results: Vec<Value>,
    /// The day that a date is read from.
    pub(crate) reference: String,
}

/// The cases of `recognizers/{name}.json` that are not left out; nothing where the shared folder is missing.
pub(crate) fn cases(name: &str) -> Option<Vec<Case>> {
    let path = shared::folder()?.join("recognizers").join(format!("{name}.json"));
    let text = std::fs::read_to_string(&path).expect("the cases can be read");
    let all: Vec<Value> =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("the cases are JSON");
    let left: BTreeSet<&str> = LEFT_OUT
        .iter()
        .filter(|(file, _, _)| *file == name)
        .flat_map(|(_, _, inputs)| *inputs)
        .copied()
        .collect();
    let case = |case: &Value| Case {
        input: case["Input"].as_str().unwrap_or_default().to_owned(),
        results: case["Results"].as_array().cloned().unwrap_or_default(),
        reference: case["Context"]["ReferenceDateTime"].as_str().unwrap_or_default().to_owned(),
    };
    let cases: Vec<Case> = all.iter().map(case).collect();
    for input in &left {
        assert!(cases.iter().any(|case| case.input.trim() == *input), "`{input}` is no case of {name}");
    }
    Some(cases.into_iter().filter(|case| !left.contains(case.input.trim())).collect())
}

/// Says how many of the cases are right and fails below `least` percent.
pub(crate) fn judge(name: &str, n: usize, wrong: &[String], least: f64) {
    let right = (n - wrong.len()) as f64 / n as f64 * 100.0;
    let list = wrong.join("\n");
    assert!(n > 0 && right >= least, "{name}: {right:.1} % of {n} right, {least} % wanted\n{list}");
    #[expect(clippy::print_stderr, reason = "the figure goes into the release notes")]
    {
        eprintln!("{name}: {right:.1} % of {n} cases right\n{list}");
    }
}
