//! Type and sign of a figure.

use super::super::fact::MeasureType;
use super::super::lexicon::UnitClass;
use super::phrase::Phrase;

/// Type and sign (-1 or 1) of a figure of `class` whose indicator is `name`.
pub(super) fn shape(class: UnitClass, phrase: &Phrase, added: bool, name: &str) -> (MeasureType, f64) {
    let sign = if phrase.change == Some(false) { -1.0 } else { 1.0 };
    match class {
        UnitClass::Rank => (MeasureType::Rank, 1.0),
        UnitClass::Points => (MeasureType::PointChange, sign),
        UnitClass::Times => (MeasureType::Growth, sign),
        UnitClass::Percent if phrase.change.is_some() => (MeasureType::Growth, sign),
        UnitClass::Percent if is_rate_of_change(name) => {
            (MeasureType::Growth, if name.ends_with("降幅") { -1.0 } else { 1.0 })
        }
        UnitClass::Percent => (MeasureType::Share, 1.0),
        _ if added || phrase.change == Some(true) => (MeasureType::Increment, 1.0),
        _ => (MeasureType::Level, 1.0),
    }
}

/// Whether the indicator itself is a rate of change.
fn is_rate_of_change(name: &str) -> bool {
    ["增速", "增幅", "增长率", "涨幅", "降幅", "增长", "增长速度", "下降率"]
        .iter()
        .any(|word| name.ends_with(word))
}
