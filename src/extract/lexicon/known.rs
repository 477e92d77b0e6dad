//! What all tables say of one word, by one look-up: every token of every sentence is looked up.

use rustc_hash::FxHashMap;

use super::head::Heads;
use super::list::{Roles, WordLists};
use super::name::Names;
use super::place::Places;
use super::trigger::{Trigger, Triggers};
use super::word::{WordClass, Words};
use crate::extract::fact::EntityLabel;

/// What the tables say of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known {
    /// Its class, where a table names one.
    pub(crate) class: Option<WordClass>,
    /// Whether by itself it makes no name specific.
    pub(crate) is_generic: bool,
    /// Whether it makes no name specific before any head.
    pub(crate) is_hollow: bool,
    /// Whether it is a known name or a head.
    pub(crate) is_noun: bool,
    /// Whether it is the known name of an organisation, a region or a place.
    pub(crate) is_body: bool,
    /// Whether it is an everyday word, whatever the segmenter takes it for.
    pub(crate) is_common: bool,
    /// Whether it is a character that makes no unknown name with the next.
    pub(crate) is_lone: bool,
    /// What it tells as a verb.
    pub(crate) trigger: Option<Trigger>,
    /// The lists that hold it.
    pub(crate) roles: Roles,
}

/// All words of the tables.
#[derive(Debug, Default)]
pub(crate) struct KnownWords {
    words: FxHashMap<Box<str>, Known>,
    nothing: Known,
}

impl KnownWords {
    /// Joins the tables.
    pub(crate) fn join(
        words: &Words,
        heads: &Heads,
        triggers: &Triggers,
        names: &Names,
        places: &Places,
        lists: &WordLists,
    ) -> Self {
        let all = words.known().chain(heads.known()).chain(triggers.known()).chain(names.known());
        let roles = lists.roles();
        let all = all.chain(places.forms()).chain(roles.keys().copied());
        let read = |word: &str| {
            let name = names.get(word);
            let is_place = !places.named(word).is_empty() || !places.shortened(word).is_empty();
            Known {
                class: words.class(word),
                is_generic: words.is_generic(word),
                is_hollow: words.is_hollow(word),
                is_noun: is_place || name.is_some() || heads.is_head(word),
                is_body: is_place
                    || name.is_some_and(|name| {
                        matches!(name.label, EntityLabel::Organization | EntityLabel::Region)
                    }),
                is_common: words.is_common(word),
                is_lone: words.is_lone(word),
                trigger: triggers.get(word),
                roles: roles.get(word).copied().unwrap_or_default(),
            }
        };
        Self { words: all.map(|word| (word.into(), read(word))).collect(), nothing: Known::default() }
    }

    /// What the tables say of `word`; of a word that none holds, nothing.
    pub(crate) fn get(&self, word: &str) -> &Known {
        self.words.get(word).unwrap_or(&self.nothing)
    }
}
