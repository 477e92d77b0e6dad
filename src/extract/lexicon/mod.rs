//! The words the extractor knows: tables under `data/lexicon/`, compiled in, extended or overridden by tables of the
//! same names that the caller hands in. One file here for each family of tables; `tables.rs` lists them all.

mod area;
mod character;
mod period;
mod place;
mod table;
mod tables;
mod units;
mod whole;

pub use area::{Area, AreaKind, Areas};
pub use character::Characters;
pub use period::PeriodWords;
pub use place::{NameForm, Place, PlaceId, PlaceLevel, PlaceName, Places, Scope};
pub use table::{Table, TableError};
pub use units::{Side, Unit, UnitClass, Units};
pub use whole::Lexicon;
