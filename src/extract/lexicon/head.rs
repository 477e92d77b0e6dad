//! Head words: the last words of names, which tell what kind of thing a name is (园, 实验室, 集团, 行动计划).

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::TableError;
use super::filter::CharFilter;
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

/// All heads by their text. A text is head of one label only: the first table that holds it decides.
#[derive(Debug, Default)]
pub(crate) struct Heads {
    heads: FxHashMap<Box<str>, Head>,
    /// Lengths in bytes of the heads with this last character, the longest first.
    lengths: FxHashMap<char, Vec<usize>>,
    /// Last characters of heads.
    lasts: CharFilter,
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
        if let Some(last) = word.chars().next_back() {
            self.lasts.insert(last);
            let lengths = self.lengths.entry(last).or_default();
            if let Err(at) = lengths.binary_search_by_key(&Reverse(word.len()), |&length| Reverse(length)) {
                lengths.insert(at, word.len());
            }
        }
        self.heads.entry(word.into()).or_insert(head);
    }

    /// False only of a character that no head ends with.
    pub(crate) fn may_end_with(&self, last: char) -> bool {
        self.lasts.may_hold(last)
    }

    /// The longest head that `text` ends with, and where it begins.
    pub(crate) fn ending<'h, 't>(&'h self, text: &'t str) -> Option<(usize, &'t str, &'h Head)> {
        let lengths = self.lengths.get(&text.chars().next_back()?)?;
        let starts = lengths.iter().filter_map(|&length| text.len().checked_sub(length));
        starts.filter_map(|at| text.get(at..).map(|word| (at, word))).find_map(|(at, word)| {
            let head = self.heads.get(word)?;
            Some((at, word, head))
        })
    }

    /// All head words.
    pub(super) fn known(&self) -> impl Iterator<Item = &str> {
        self.heads.keys().map(|word| &**word)
    }

    /// Whether `word` is a head.
    pub(crate) fn is_head(&self, word: &str) -> bool {
        self.heads.contains_key(word)
    }

    /// All head words, for the segmenter (sorted).
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
