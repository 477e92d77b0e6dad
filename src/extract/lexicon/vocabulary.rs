//! What names of entities are made of: words and their classes, heads, triggers, known names.

use super::anchors::Anchors;
use super::head::Heads;
use super::known::KnownWords;
use super::name::Names;
use super::tables::Tables;
use super::town::Towns;
use super::trigger::Triggers;
use super::word::Words;
use super::{Areas, Places, TableError, WordLists};

/// The tables that mentions of entities are read with.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Word classes and the segmenter.
    pub(crate) words: Words,
    /// Last words of names.
    pub(crate) heads: Heads,
    /// Towns by county.
    pub(crate) towns: Towns,
    /// Industries, policies, organisations, areas.
    pub(crate) names: Names,
    /// Words without one of which a clause names nothing.
    pub(crate) anchors: Anchors,
    /// What all of these say of a word.
    pub(crate) known: KnownWords,
}

impl Vocabulary {
    /// Reads all tables.
    pub(crate) fn load(
        tables: &Tables<'_>,
        areas: &Areas,
        places: &Places,
        lists: &WordLists,
    ) -> Result<Self, TableError> {
        let heads = Heads::load(tables)?;
        let triggers = Triggers::load(tables)?;
        let names = Names::load(tables, areas)?;
        let own = [heads.words(), triggers.words(), names.words()].concat();
        let towns = Towns::load(tables)?;
        let words = Words::load(tables, own)?;
        let known = KnownWords::join(&words, &heads, &triggers, &names, places, lists);
        let anchors = Anchors::join(&heads, &triggers, &names, places, lists);
        Ok(Self { words, heads, towns, names, anchors, known })
    }
}
