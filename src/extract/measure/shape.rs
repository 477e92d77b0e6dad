//! Type and sign of a figure.

use super::super::fact::MeasureType;
use super::super::lexicon::{MeasureWords, UnitClass, WordRole};
use super::phrase::Phrase;

/// Type and sign (-1 or 1) of a figure of `class` whose indicator is `name`.
pub(super) fn shape(
    class: UnitClass,
    phrase: &Phrase,
    added: bool,
    name: &str,
    words: &MeasureWords,
) -> (MeasureType, f64) {
    let sign = if phrase.change == Some(false) { -1.0 } else { 1.0 };
    match class {
        UnitClass::Rank => (MeasureType::Rank, 1.0),
        UnitClass::Points => (MeasureType::PointChange, sign),
        UnitClass::Times => (MeasureType::Growth, sign),
        UnitClass::Percent if phrase.change.is_some() => (MeasureType::Growth, sign),
        UnitClass::Percent if words[WordRole::ChangeRate].end_of(name).is_some() => {
            let falls = words[WordRole::FallRate].end_of(name).is_some();
            (MeasureType::Growth, if falls { -1.0 } else { 1.0 })
        }
        UnitClass::Percent => (MeasureType::Share, 1.0),
        _ if added || phrase.change.is_some() => (MeasureType::Increment, if added { 1.0 } else { sign }),
        _ => (MeasureType::Level, 1.0),
    }
}
