//! Figures in a text: a number, its unit, and how it bounds the truth. `60余家` is at least 60 家, `4.5%—5%` a range.
//!
//! A pure function of a string and the lexicon: it knows nothing of indicators, years or who is spoken of. One pass
//! looks for digits and Chinese numerals; only there a hand-written automaton reads number, magnitude, unit and the
//! comparators at both sides. A number without a unit is no figure: codes (`“3550”改革`), dates, versions, phone and
//! page numbers fall out by that alone; what still looks like a figure (`第三批`, `15+N`) is refused by its neighbours.

mod bounds;
mod list;
mod lone;
mod makeup;
mod number;
mod rank;
mod reader;
mod whole;

pub use bounds::{Bounds, bounds};
pub use reader::{Quantity, numbers, read};
pub use whole::WholeNumber;
pub(super) use whole::{is_part as is_part_of_number, read as whole_at};
