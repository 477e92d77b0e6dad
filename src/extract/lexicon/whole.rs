//! All families of tables together.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::tables::Tables;
use super::{
    Actions, Aims, Areas, Characters, Cues, FiveYearPlans, Indicators, IndustryClasses, IndustryWords,
    MeasureWords, Ontology, Pairs, PeriodWords, Places, RegionKinds, TableError, Units, Vocabulary,
    WordLists, YearParts,
};

/// All tables, ready for use.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// Wider areas and countries.
    pub areas: Areas,
    /// Traditional characters and what they are read as.
    pub characters: Characters,
    /// Words around figures.
    pub cues: Cues,
    /// Names of indicators.
    pub indicators: Indicators,
    /// Industries that stand for whole classes.
    pub industry_classes: IndustryClasses,
    /// Words in names that tell an industry.
    pub industry_words: IndustryWords,
    /// Words that decide what figures measure.
    pub measure_words: MeasureWords,
    /// Words that name two things at once.
    pub pairs: Pairs,
    /// Five-year plans.
    pub five_year_plans: FiveYearPlans,
    /// Parts of a year.
    pub year_parts: YearParts,
    /// Words that tell plans from what was done.
    pub periods: PeriodWords,
    /// Provinces, prefectures, counties and their names.
    pub places: Places,
    /// Words in the names of indicators that tell what is done.
    pub actions: Actions,
    /// Which indicators are wanted to fall.
    pub aims: Aims,
    /// Chinese names of the ontology.
    pub ontology: Ontology,
    /// Kinds of regions that are in no gazetteer.
    pub region_kinds: RegionKinds,
    /// Units, measure words and comparators.
    pub units: Units,
    /// Words by their role.
    pub(crate) lists: WordLists,
    /// What names of entities are made of.
    pub(crate) vocabulary: Arc<Vocabulary>,
    /// Tells the caller's own tables from others.
    fingerprint: [u8; 32],
}

impl Lexicon {
    /// The tables that come with the program.
    pub fn builtin() -> Self {
        Self::with_tables(&BTreeMap::new()).expect("a test reads the tables that come with the program")
    }

    /// Gives back the memory that only reading documents needs; a document that is read after all takes it again.
    pub fn release_segmenter(&self) {
        self.vocabulary.words.release_segmenter();
    }

    /// The tables that come with the program, with rows of the caller's own (table name to its text) after them.
    pub fn with_tables(extra: &BTreeMap<String, String>) -> Result<Self, TableError> {
        let tables = Tables::new(extra)?;
        let areas = Areas::load(&tables)?;
        let places = Places::load(&tables)?;
        let lists = WordLists::load(&tables)?;
        let vocabulary = Arc::new(Vocabulary::load(&tables, &areas, &places, &lists)?);
        Ok(Self {
            areas,
            characters: Characters::load(&tables)?,
            cues: Cues::load(&tables)?,
            indicators: Indicators::load(&tables)?,
            industry_classes: IndustryClasses::load(&tables)?,
            industry_words: IndustryWords::load(&tables)?,
            measure_words: MeasureWords::load(&tables)?,
            pairs: Pairs::load(&tables)?,
            five_year_plans: FiveYearPlans::load(&tables)?,
            year_parts: YearParts::load(&tables)?,
            periods: PeriodWords::load(&tables)?,
            places,
            actions: Actions::load(&tables)?,
            aims: Aims::load(&tables)?,
            ontology: Ontology::load(&tables)?,
            region_kinds: RegionKinds::load(&tables)?,
            units: Units::load(&tables)?,
            lists,
            vocabulary,
            fingerprint: fingerprint(extra),
        })
    }

    /// A hash of the caller's own tables: lexicons of one program with the same fingerprint are the same.
    pub fn fingerprint(&self) -> &[u8; 32] {
        &self.fingerprint
    }
}

fn fingerprint(extra: &BTreeMap<String, String>) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in extra.iter().flat_map(|(name, text)| [name, text]) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}
