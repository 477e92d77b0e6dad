//! Numbers, percentages, currencies, dimensions and ranges.

use tuzhi::extract::lexicon::UnitClass;
use tuzhi::extract::{Lexicon, document::fold_text, quantity};

use super::specs::{cases, judge};

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * b.abs().max(1.0)
}

#[test]
fn numbers() {
    let Some(cases) = cases("Number/NumberModel") else { return };
    let lexicon = Lexicon::builtin();
    let mut wrong = Vec::new();
    for case in &cases {
        let wanted: Vec<f64> = case
            .results
            .iter()
            .filter_map(|result| result["Resolution"]["value"].as_str()?.parse().ok())
            .collect();
        let found: Vec<f64> =
            quantity::numbers(&fold_text(&case.input, &lexicon), &lexicon).iter().map(|n| n.value).collect();
        let same = found.len() == wanted.len() && found.iter().zip(&wanted).all(|(a, b)| close(*a, *b));
        if !same {
            wrong.push(format!("  {}: {found:?}, not {wanted:?}", case.input));
        }
    }
    judge("numbers", cases.len(), &wrong, 98.0);
}

/// A quantity's value with the magnitude of its unit.
fn whole(quantity: &quantity::Quantity, lexicon: &Lexicon) -> f64 {
    let mut value = quantity.value;
    let is_unit = |rest: &str| lexicon.units.get(rest).is_some();
    for (_, c) in quantity.unit.char_indices().take_while(|(at, _)| !is_unit(&quantity.unit[*at..])) {
        value *= match c {
            '十' => 1e1,
            '百' => 1e2,
            '千' => 1e3,
            '万' => 1e4,
            '亿' => 1e8,
            _ => break,
        };
    }
    value
}

/// Figures of a file's cases, those of `unit` alone, and the cases where they are not those wanted.
fn figures(name: &str, least: f64, is_asked: impl Fn(&quantity::Quantity) -> bool) {
    let Some(cases) = cases(name) else { return };
    let lexicon = Lexicon::builtin();
    let mut wrong = Vec::new();
    for case in &cases {
        let value = |text: &str| text.trim_end_matches('%').parse().ok();
        let results = case.results.iter();
        let wanted: Vec<f64> =
            results.filter_map(|result| value(result["Resolution"]["value"].as_str()?)).collect();
        let found = quantity::read(&fold_text(&case.input, &lexicon), &lexicon);
        let found: Vec<f64> =
            found.iter().filter(|found| is_asked(found)).map(|found| whole(found, &lexicon)).collect();
        if found.len() != wanted.len() || found.iter().zip(&wanted).any(|(a, b)| !close(*a, *b)) {
            wrong.push(format!("  {}: {found:?}, not {wanted:?}", case.input));
        }
    }
    judge(name, cases.len(), &wrong, least);
}

#[test]
fn percentages() {
    figures("Number/PercentModel", 98.0, |quantity| {
        matches!(quantity.class, UnitClass::Percent | UnitClass::Points)
    });
}

#[test]
fn currencies() {
    figures("NumberWithUnit/CurrencyModel", 98.0, |quantity| quantity.class == UnitClass::Money);
}

#[test]
fn dimensions() {
    figures("NumberWithUnit/DimensionModel", 98.0, |quantity| quantity.class == UnitClass::Measure);
}

/// The ends of an interval as the cases write it: `(20,35]`, `[3965,)`.
fn ends(interval: &str) -> (Option<f64>, Option<f64>) {
    let inner = interval.trim_matches(['(', '[', ')', ']']);
    let (low, high) = inner.split_once(',').unwrap_or((inner, ""));
    (low.parse().ok(), high.parse().ok())
}

#[test]
fn ranges_with_comparators() {
    let name = "Number/NumberRangeModel";
    let Some(cases) = cases(name) else { return };
    let lexicon = Lexicon::builtin();
    let mut wrong = Vec::new();
    for case in &cases {
        let results = case.results.iter();
        let wanted: Vec<_> =
            results.filter_map(|result| Some(ends(result["Resolution"]["value"].as_str()?))).collect();
        let found = quantity::bounds(&fold_text(&case.input, &lexicon), &lexicon);
        let found: Vec<_> = found.iter().map(|found| (found.low, found.high)).collect();
        if found != wanted {
            wrong.push(format!("  {}: {found:?}, not {wanted:?}", case.input));
        }
    }
    judge(name, cases.len(), &wrong, 90.0);
}
