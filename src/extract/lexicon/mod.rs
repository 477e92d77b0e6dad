//! The words the extractor knows: tables under `data/lexicon/`, compiled in, extended or overridden by tables of the
//! same names that the caller hands in. One file here for each family of tables; `tables.rs` lists them all.

mod aim;
mod area;
mod character;
mod cues;
mod five_year_plans;
mod head;
mod indicators;
mod measure_words;
mod name;
mod ontology;
mod pair;
mod period;
mod place;
mod region_kind;
mod table;
mod tables;
mod town;
mod trigger;
mod units;
mod vocabulary;
mod whole;
mod word;
mod word_set;

pub use aim::Aims;
pub use area::{Area, AreaKind, Areas};
pub use character::Characters;
pub use cues::{Cue, CueKind, Cues};
pub use five_year_plans::FiveYearPlans;
pub(crate) use head::{Head, HeadNeed};
pub use indicators::{Indicator, Indicators};
pub use measure_words::{MeasureWords, WordRole};
pub(crate) use name::{KnownName, Names};
pub use ontology::{Ontology, OntologyAlias};
pub use pair::{Pair, Pairs};
pub use period::PeriodWords;
pub use place::{NameForm, Place, PlaceId, PlaceLevel, PlaceName, Places, Scope};
pub use region_kind::{Anchor, RegionKind, RegionKinds};
pub use table::{Table, TableError};
pub(crate) use trigger::{Frame, Stage, Trigger};
pub use units::{Side, Unit, UnitClass, Units};
pub(crate) use vocabulary::Vocabulary;
pub use whole::Lexicon;
pub(crate) use word::WordClass;
pub use word_set::WordSet;
