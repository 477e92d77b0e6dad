//! What a clause must hold for a rule to find a name in it: a known name or a place, the last word of a name, a verb or a
//! noun by which a rule finds where to look. Of a clause without any nothing is read, so it need not be cut into words.
//!
//! The filters err to one side only: they may take a clause to tell something that does not.

use super::begins::{Begins, SURE};
use super::filter::CharSet;
use super::head::Heads;
use super::list::{Role, WordLists};
use super::name::Names;
use super::place::Places;

/// The roles of words that tell by themselves.
const ROLES: &[Role] = &[Role::Zone, Role::Invested];

/// The roles of words that tell of what stands before them in their clause.
const LATER_ROLES: &[Role] = &[
    Role::Town,
    Role::Village,
    Role::Firm,
    Role::FirmVerb,
    Role::ListMark,
    Role::IndustryHead,
    Role::IndustryKind,
    Role::SharedEconomy,
    Role::JoinVerb,
    Role::Rises,
    Role::Measures,
];

/// The same behind a list's members.
const LIST_ROLES: &[Role] = &[
    Role::ListProject,
    Role::ListIndustry,
    Role::ListField,
    Role::ListCompany,
    Role::ListCarrier,
    Role::ListEvent,
];

/// Counts of places behind their names (五县), and of articles.
const NUMERALS: &str = "两二三四五六七八九十";
const COUNTED_PLACES: &str = "县市区旗";
const ARTICLE: char = '条';

/// In the place of a character before a clause.
pub(crate) const BEFORE: char = '\0';

/// Words by their first characters, each length in a filter of its own.
#[derive(Clone, Debug, Default)]
struct WordFilter {
    singles: CharSet,
    pairs: Begins<2, SURE>,
    longer: Begins<3, SURE>,
}

impl WordFilter {
    fn enter(&mut self, word: &str) {
        let mut characters = word.chars();
        match [characters.next(), characters.next(), characters.next()] {
            [Some(first), Some(second), Some(third)] => self.longer.insert([first, second, third]),
            [Some(first), Some(second), None] => self.pairs.insert([first, second]),
            [only, ..] => self.singles.extend(only),
        }
    }

    fn may_hold(&self, [before, last, here]: [char; 3]) -> bool {
        self.singles.holds(here)
            || self.pairs.may_hold([last, here])
            || self.longer.may_hold([before, last, here])
    }
}

/// The words that tell of names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Telling {
    /// Those that tell at a clause's very beginning too: heads and their like name nothing there.
    opening: WordFilter,
    /// Those and all others.
    words: WordFilter,
    /// Those that tell of the members of a list before them.
    listing: WordFilter,
}

impl Telling {
    /// Joins the tables.
    pub(super) fn join(heads: &Heads, names: &Names, places: &Places, lists: &WordLists) -> Self {
        let mut telling = Self::default();
        let of = |roles: &'static [Role]| roles.iter().flat_map(|&role| lists[role].iter());
        names.known().chain(places.all_forms()).chain(of(ROLES)).for_each(|word| telling.opening.enter(word));
        for numeral in NUMERALS.chars() {
            COUNTED_PLACES.chars().for_each(|level| telling.opening.pairs.insert([numeral, level]));
        }
        telling.opening.singles.extend([ARTICLE]);
        heads.lone().for_each(|word| telling.opening.enter(word));
        telling.words = telling.opening.clone();
        heads.known().chain(of(LATER_ROLES)).for_each(|word| telling.words.enter(word));
        of(LIST_ROLES).for_each(|word| telling.listing.enter(word));
        telling
    }

    /// Whether the last of these three characters makes up a word that tells of a name, of the longer ones its first three.
    /// What stands before the beginning of a clause is told by [`BEFORE`].
    pub(crate) fn may_tell(&self, last: [char; 3]) -> bool {
        let words = if last[0] == BEFORE { &self.opening } else { &self.words };
        words.may_hold(last)
    }

    /// The same for words that tell of a list's members.
    pub(crate) fn may_tell_members(&self, last: [char; 3]) -> bool {
        self.listing.may_hold(last)
    }
}
