//! Anchors: words without one of which a clause names nothing. Three tenths of a report's text stand in clauses without, and
//! need not be cut into words. A rule that makes a name of words no table holds has the role of its own words here.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::begins::{Begins, begin};
use super::filter::CharSet;
use super::head::Heads;
use super::list::{Role, WordLists};
use super::name::Names;
use super::place::Places;
use super::trigger::Triggers;
use super::word_set::WordSet;
use crate::extract::fact::EntityLabel;
use crate::source::Span;

/// Roles of words that make a name of words which no table holds, or govern one: 装备产业, 直播经济, 城南新区, 首问负责制, 浙川协作, 出台
/// 暖企十条.
const ROLES: &[Role] = &[
    Role::IndustryHead,
    Role::IndustryKind,
    Role::Product,
    Role::Zone,
    Role::SpeakingZone,
    Role::PairedWork,
    Role::SystemEnd,
    Role::SureFirm,
    Role::Issue,
    Role::Town,
    Role::Village,
    Role::Listing,
];

/// What a text is asked for before it is cut.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    /// Words of two characters.
    pairs: Begins,
    /// The first three characters of longer ones.
    longer: Begins<3>,
    /// Where in the list those stand that begin with these two.
    begins: FxHashMap<[char; 2], Range<usize>>,
    /// All of these.
    list: Vec<Anchor>,
    /// Their characters, one word behind another.
    text: String,
    /// Words of one character, which count at the end of a phrase.
    singles: CharSet,
    /// Those that count anywhere: towns, ports and crops are named before what is done to them.
    inner: CharSet,
    /// Everyday words of two characters, that have such a character: 城镇, 乡村, 机制.
    common: FxHashSet<[char; 2]>,
    /// Words that end a list.
    list_marks: WordSet,
}

#[derive(Debug)]
struct Anchor {
    /// In the text of all.
    word: Span,
    /// Characters of the phrase that must stand before it.
    least: usize,
}

impl Anchors {
    /// Joins the tables.
    pub(crate) fn join(
        heads: &Heads,
        triggers: &Triggers,
        names: &Names,
        places: &Places,
        lists: &WordLists,
    ) -> Self {
        let (into, places_to) = (lists[Role::Into].iter(), &lists[Role::Outreach]);
        let carried: Vec<String> =
            into.flat_map(|into| places_to.iter().map(move |to| format!("{into}{to}"))).collect();
        let listed = ROLES.iter().flat_map(|&role| lists[role].iter());
        let others = names
            .known()
            .chain(places.forms())
            .chain(triggers.built())
            .chain(listed)
            .chain(carried.iter().map(String::as_str));
        let mut anchors = Self { list_marks: lists[Role::ListMark].clone(), ..Self::default() };
        let mut words = Vec::new();
        for (least, word) in heads.telling().chain(others.map(|word| (0, word))) {
            match begin(word) {
                Some(begin) => words.push((begin, word, least)),
                None => anchors.singles.extend(word.chars()),
            }
        }
        words.sort_unstable_by_key(|&(begin, word, least)| (begin, word.len(), least));
        for alike in words.chunk_by(|(left, ..), (right, ..)| left == right) {
            anchors.enter(alike);
        }
        let common = [Role::NoTown, Role::NoSystem].into_iter().flat_map(|role| lists[role].iter());
        anchors.common.extend(common.filter_map(begin));
        let inner = [Role::Town, Role::Village].into_iter().flat_map(|role| lists[role].iter());
        for word in inner.chain(heads.of_label(EntityLabel::Platform)).chain(names.known()) {
            anchors.inner.extend(word.chars().next().filter(|first| first.len_utf8() == word.len()));
        }
        anchors
    }

    /// Enters words that begin with the same two characters, the shortest first.
    fn enter(&mut self, words: &[([char; 2], &str, usize)]) {
        let Some(&(begin, shortest, least)) = words.first() else { return };
        // 农业 tells of 农业园 as well.
        let is_enough = least == 0 && shortest.chars().nth(2).is_none();
        let start = self.list.len();
        for &(_, word, least) in &words[..if is_enough { 1 } else { words.len() }] {
            match word.chars().nth(2) {
                Some(third) => self.longer.insert([begin[0], begin[1], third]),
                None => self.pairs.insert(begin),
            }
            let place = Span::new(self.text.len(), self.text.len() + word.len());
            self.text.push_str(word);
            self.list.push(Anchor { word: place, least });
        }
        self.begins.insert(begin, start..self.list.len());
    }

    /// Whether `text` begins with one, `before` characters into its phrase.
    fn stands_at(&self, text: &str, before: usize) -> bool {
        let Some(known) = begin(text).and_then(|begin| self.begins.get(&begin)) else { return false };
        let is_here =
            |anchor: &Anchor| anchor.least <= before && text.starts_with(anchor.word.of(&self.text));
        self.list[known.clone()].iter().any(is_here)
    }

    fn is_common(&self, front: [char; 2], back: [char; 2]) -> bool {
        self.common.contains(&front) || self.common.contains(&back)
    }

    /// Whether one stands in `text`, or a list is ended there.
    pub(crate) fn stand_in(&self, text: &str) -> bool {
        let mut characters = text.chars();
        let [mut first, mut second] = [(); 2].map(|()| characters.next().unwrap_or('\n'));
        let (mut at, mut before, mut phrase, mut lists) = (0, '\n', 0, false);
        while at < text.len() {
            let third = characters.next().unwrap_or('\n');
            let may_stand =
                self.pairs.may_hold([first, second]) || self.longer.may_hold([first, second, third]);
            if may_stand && self.stands_at(&text[at..], phrase)
                || (self.singles.holds(first) && !is_letter(second) || self.inner.holds(first))
                    && !self.is_common([before, first], [first, second])
            {
                return true;
            }
            phrase = if is_letter(first) { phrase + 1 } else { 0 };
            lists |= first == '、';
            at += first.len_utf8();
            [before, first, second] = [first, second, third];
        }
        lists && self.list_marks.is_in(text)
    }
}

/// Whether a character of a folded text is no mark.
fn is_letter(character: char) -> bool {
    character >= '\u{3400}' || character.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use crate::extract::Lexicon;

    #[test]
    fn a_clause_is_asked_for_what_names_end_or_begin_with() {
        let lexicon = Lexicon::builtin();
        let anchors = &lexicon.vocabulary.anchors;
        let told = [
            "壮大装备产业",
            "推进滨江路",
            "支持柳桥镇改造",
            "建在绍兴的新厂",
            "抓好首问负责制",
            "引进蓝桥科技",
            "办好青苗、绿芽等活动",
        ];
        let empty = ["认真履行职责", "持续健全机制", "统筹城乡发展", "坚持稳中求进总基调"];
        assert!(told.iter().all(|text| anchors.stand_in(text)));
        assert_eq!(empty.iter().find(|text| anchors.stand_in(text)), None);
    }
}
