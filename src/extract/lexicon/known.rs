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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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

/// All words of the tables. Most words of a text are looked up here and lie far apart, so the maps are kept small: what is
/// said of many words alike is kept once, a short word lies in the map itself, and those of one Chinese character and of
/// two, which most words of a text are, have maps of their own.
#[derive(Debug, Default)]
pub(crate) struct KnownWords {
    /// By the character's number.
    singles: Vec<u32>,
    pairs: FxHashMap<u32, u32>,
    short: FxHashMap<Short, u32>,
    long: FxHashMap<Box<str>, u32>,
    /// Each different thing that is said of a word; first, of a word that no table holds.
    said: Vec<Known>,
}

/// A word of at most 15 bytes with its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Short(u64, u64);

impl Short {
    fn of(word: &str) -> Option<Self> {
        let mut bytes = [0; 16];
        bytes[..15].get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        bytes[15] = word.len() as u8;
        let (low, high) = bytes.split_at(8);
        Some(Self(u64::from_le_bytes(low.try_into().ok()?), u64::from_le_bytes(high.try_into().ok()?)))
    }
}

/// Which map a word lies in, and as what.
enum Form {
    Single(u16),
    Pair(u32),
    Short(Short),
    Long,
}

impl Form {
    /// Only characters of three bytes count, as Chinese ones have: their words are told by their lengths.
    fn of(word: &str) -> Self {
        match *word.as_bytes() {
            [a @ 0xE0..=0xEF, b, c] => Self::Single(number([a, b, c])),
            [a @ 0xE0..=0xEF, b, c, d @ 0xE0..=0xEF, e, f] => {
                Self::Pair(u32::from(number([a, b, c])) << 16 | u32::from(number([d, e, f])))
            }
            _ => Short::of(word).map_or(Self::Long, Self::Short),
        }
    }
}

/// The number of a character of three bytes.
fn number([a, b, c]: [u8; 3]) -> u16 {
    u16::from(a & 0x0F) << 12 | u16::from(b & 0x3F) << 6 | u16::from(c & 0x3F)
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
        let (singles, said) = (vec![0; 1 << 16], vec![Known::default()]);
        let mut known = Self { singles, said, ..Self::default() };
        let mut numbers = FxHashMap::from_iter([(Known::default(), 0)]);
        for word in all {
            let said = read(word);
            let number = *numbers.entry(said).or_insert_with(|| {
                known.said.push(said);
                known.said.len() as u32 - 1
            });
            known.enter(word, number);
        }
        known
    }

    fn enter(&mut self, word: &str, number: u32) {
        match Form::of(word) {
            Form::Single(character) => self.singles[usize::from(character)] = number,
            Form::Pair(pair) => drop(self.pairs.insert(pair, number)),
            Form::Short(short) => drop(self.short.insert(short, number)),
            Form::Long => drop(self.long.insert(word.into(), number)),
        }
    }

    /// What the tables say of `word`; of a word that none holds, nothing.
    pub(crate) fn get(&self, word: &str) -> &Known {
        let number = match Form::of(word) {
            Form::Single(character) => self.singles.get(usize::from(character)),
            Form::Pair(pair) => self.pairs.get(&pair),
            Form::Short(short) => self.short.get(&short),
            Form::Long => self.long.get(word),
        };
        &self.said[number.map_or(0, |&number| number as usize)]
    }
}
