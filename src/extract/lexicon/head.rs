//! Head words: the last words of names, which tell what kind of thing a name is (园, 实验室, 集团, 行动计划).

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::TableError;
use super::begins::{Begins, end};
use super::filter::{CharFilter, CharSet};
use super::tables::Tables;
use crate::extract::fact::EntityLabel;

/// When a head makes a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeadNeed {
    /// That many characters of specific words before it.
    Specific(usize),
    /// A clause that plans or builds, and a proper name before it.
    Building,
}

/// A head word.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    /// What a name that ends in it is.
    pub(crate) label: EntityLabel,
    /// Finer kind.
    pub(crate) kind: Box<str>,
    /// What else it needs.
    pub(crate) need: HeadNeed,
}

/// Characters before a head from which on its length is told by the text alone.
const SELDOM: usize = 9;

/// All heads by their text. A text is head of one label only: the first table that holds it decides.
#[derive(Debug, Default)]
pub(crate) struct Heads {
    heads: FxHashMap<Box<str>, Head>,
    /// Bytes that heads have which end with these two characters, the most first.
    lengths: FxHashMap<[char; 2], Vec<usize>>,
    /// Heads of one character.
    singles: CharFilter,
    /// The last two characters of longer ones.
    ends: Begins,
    /// The last characters of all.
    lasts: CharSet,
}

/// The tables, in the order in which they decide.
const TABLES: &[(&str, EntityLabel)] = &[
    ("organization_heads", EntityLabel::Organization),
    ("event_heads", EntityLabel::Event),
    ("platform_heads", EntityLabel::Platform),
    ("policy_heads", EntityLabel::Policy),
    ("project_heads", EntityLabel::Project),
];

impl Heads {
    /// Reads the five tables.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut heads = Self::default();
        for (name, label) in TABLES {
            for table in tables.named(name)? {
                let (word, kind) = (table.column("head")?, table.column("kind")?);
                let need = table.column("least").or_else(|_| table.column("context"))?;
                for (line, cells) in table.rows() {
                    let need = parse_need(cells[need]).ok_or_else(|| TableError {
                        table: (*name).to_owned(),
                        line,
                        message: format!("`{}`, expected a number, `name` or `verb`", cells[need]),
                    })?;
                    heads.insert(cells[word], Head { label: *label, kind: cells[kind].into(), need });
                }
            }
        }
        Ok(heads)
    }

    fn insert(&mut self, word: &str, head: Head) {
        self.lasts.extend(word.chars().next_back());
        match end(word) {
            Some(end) => {
                self.ends.insert(end);
                let lengths = self.lengths.entry(end).or_default();
                if let Err(at) = lengths.binary_search_by_key(&Reverse(word.len()), |&length| Reverse(length))
                {
                    lengths.insert(at, word.len());
                }
            }
            None => self.singles.extend(word.chars().next()),
        }
        self.heads.entry(word.into()).or_insert(head);
    }

    /// The longest head that `text` ends with, and where it begins.
    pub(crate) fn ending<'h, 't>(&'h self, text: &'t str) -> Option<(usize, &'t str, &'h Head)> {
        let end = end(text).filter(|&end| self.ends.may_hold(end));
        let lengths = end.and_then(|end| self.lengths.get(&end)).map_or(&[][..], Vec::as_slice);
        let single = text.chars().next_back().filter(|&last| self.singles.may_hold(last));
        let lengths = lengths.iter().copied().chain(single.map(char::len_utf8));
        let starts = lengths.filter_map(|length| text.len().checked_sub(length));
        starts.filter_map(|at| text.get(at..).map(|word| (at, word))).find_map(|(at, word)| {
            let head = self.heads.get(word)?;
            Some((at, word, head))
        })
    }

    /// False only of a character that no head ends with.
    pub(crate) fn may_end_with(&self, last: char) -> bool {
        self.lasts.holds(last)
    }

    /// All head words.
    pub(super) fn known(&self) -> impl Iterator<Item = &str> {
        self.heads.keys().map(|word| &**word)
    }

    /// All head words, with the characters that must stand before one of those that seldom make a name (建设, 机制).
    pub(super) fn telling(&self) -> impl Iterator<Item = (usize, &str)> {
        self.heads.iter().map(|(word, head)| match head.need {
            HeadNeed::Specific(least @ SELDOM..) => (least, &**word),
            _ => (0, &**word),
        })
    }

    /// The heads of things of one kind.
    pub(super) fn of_label(&self, label: EntityLabel) -> impl Iterator<Item = &str> {
        let heads = self.heads.iter().filter(move |(_, head)| head.label == label);
        heads.map(|(word, _)| &**word)
    }

    /// Whether `word` is a head.
    pub(crate) fn is_head(&self, word: &str) -> bool {
        self.heads.contains_key(word)
    }

    /// All head words, for the dictionary (sorted).
    pub(crate) fn words(&self) -> Vec<Box<str>> {
        let mut words: Vec<Box<str>> = self.heads.keys().cloned().collect();
        words.sort_unstable();
        words
    }
}

fn parse_need(text: &str) -> Option<HeadNeed> {
    match text {
        "verb" => Some(HeadNeed::Building),
        "name" => Some(HeadNeed::Specific(2)),
        number => number.parse().ok().map(HeadNeed::Specific),
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::Lexicon;

    #[test]
    fn the_longest_head_that_a_text_ends_with_is_found() {
        let lexicon = Lexicon::builtin();
        let heads = &lexicon.vocabulary.heads;
        let text = "支持无锡国家高新区建设集成电路产业园和国家实验室,推进滨江路、太湖隧道和高铁新城,实施“太湖人才计划”行动,\
                    京杭大运河无锡段、苏南硕放机场二期和第二届物联网博览会,协和医院、江南大学附属中学、华虹集团,港、园。";
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let longest =
            |text: &str| heads.known().filter(|head| text.ends_with(head)).max_by_key(|head| head.len());
        let found = ends.iter().filter_map(|&end| heads.ending(&text[..end]));
        assert!(found.count() > 10);
        for end in ends {
            let found = heads.ending(&text[..end]).map(|(at, word, _)| (at, word));
            assert_eq!(found, longest(&text[..end]).map(|head| (end - head.len(), head)));
        }
    }
}
