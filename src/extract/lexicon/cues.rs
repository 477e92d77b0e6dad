//! Cues: the words around a figure that say how to read it, and nouns that must not be cut at a cue inside them.

use daachorse::charwise::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use daachorse::{MatchKind, errors::DaachorseError};

use super::tables::Tables;
use super::{Table, TableError};
use crate::source::Span;

/// What a cue says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    /// Protects a noun that holds another cue: 完成率.
    Noun,
    /// A verb of achieving, no part of any indicator: 完成.
    Achieve,
    /// A level is reached: 提高到.
    Reach,
    /// New ones are counted: 新增.
    Add,
    /// A change upwards: 增长.
    Rise,
    /// A change downwards: 下降.
    Fall,
    /// A part of a whole: 占.
    Share,
    /// One figure for several: 均.
    Each,
    /// Several figures in order: 分别.
    Respectively,
    /// A part of what was just counted: 其中.
    Among,
    /// A distinction or list that the counted ones got on: 入选.
    Award,
    /// A place in a ranking follows: 位列.
    Rank,
    /// A verb that a table's heading leaves out: 实施.
    Do,
    /// A verb that ends the noun phrase behind a figure: 投入使用.
    Verb,
    /// A verb that belongs to the name unless a bare thing stands before it: 整治.
    Act,
    /// Time, place, manner: 全年.
    Adverb,
}

/// A cue in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Where it stands.
    pub span: Span,
    /// What it says.
    pub kind: CueKind,
}

/// All cues, ready to be found in one pass.
#[derive(Clone)]
pub struct Cues {
    automaton: CharwiseDoubleArrayAhoCorasick<Found>,
}

/// Between a cue and what must stand behind it, in the table.
const APART: char = '|';

/// A word of the table: what it says, and how many bytes at its end only stand behind the cue.
#[derive(Clone, Copy, Debug)]
struct Found {
    kind: CueKind,
    behind: usize,
}

impl std::fmt::Debug for Cues {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cues").finish_non_exhaustive()
    }
}

impl Cues {
    /// Reads the table `cues`; a word's last row counts.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut words = std::collections::BTreeMap::new();
        for table in tables.named("cues")? {
            let (word, kind) = (table.column("word")?, table.column("kind")?);
            for (line, cells) in table.rows() {
                if !cells[word].is_empty() {
                    let (cue, behind) = cells[word].split_once(APART).unwrap_or((cells[word], ""));
                    let found = Found { kind: kind_of(cells[kind], &table, line)?, behind: behind.len() };
                    words.insert([cue, behind].concat(), found);
                }
            }
        }
        let automaton = build(words).map_err(|error| TableError {
            table: "cues".to_owned(),
            line: 1,
            message: error.to_string(),
        })?;
        Ok(Self { automaton })
    }

    /// The cues of `text` in order, the longest where several begin; nouns as well.
    pub fn scan(&self, text: &str) -> impl Iterator<Item = Cue> {
        let hits = self.automaton.leftmost_find_iter(text);
        hits.map(|hit| {
            let found = hit.value();
            Cue { span: Span::new(hit.start(), hit.end() - found.behind), kind: found.kind }
        })
    }
}

fn build(
    words: std::collections::BTreeMap<String, Found>,
) -> Result<CharwiseDoubleArrayAhoCorasick<Found>, DaachorseError> {
    CharwiseDoubleArrayAhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostLongest)
        .build_with_values(words)
}

/// Kinds by their names in the table.
const KINDS: [(&str, CueKind); 16] = [
    ("noun", CueKind::Noun),
    ("achieve", CueKind::Achieve),
    ("reach", CueKind::Reach),
    ("add", CueKind::Add),
    ("rise", CueKind::Rise),
    ("fall", CueKind::Fall),
    ("share", CueKind::Share),
    ("each", CueKind::Each),
    ("respectively", CueKind::Respectively),
    ("among", CueKind::Among),
    ("award", CueKind::Award),
    ("rank", CueKind::Rank),
    ("do", CueKind::Do),
    ("verb", CueKind::Verb),
    ("act", CueKind::Act),
    ("adverb", CueKind::Adverb),
];

fn kind_of(name: &str, table: &Table<'_>, line: usize) -> Result<CueKind, TableError> {
    let found = KINDS.iter().find(|(known, _)| *known == name);
    found.map(|(_, kind)| *kind).ok_or_else(|| {
        let known: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
        table.error(line, format!("`{name}` is no kind of cue, expected one of {}", known.join(", ")))
    })
}
