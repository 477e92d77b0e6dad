//! A set of words, found alone, at either end of a text or anywhere in it.

use std::cmp::Reverse;

use rustc_hash::FxHashSet;

use super::TableError;
use super::filter::CharFilter;
use super::tables::Tables;
use crate::source::Span;

/// Words with their look-ups, built once.
#[derive(Clone, Debug, Default)]
pub struct WordSet {
    words: FxHashSet<Box<str>>,
    /// Lengths of words in bytes, the longest first.
    lengths: Vec<usize>,
    /// The characters that words begin with.
    starts: Edge,
    /// The characters that words end with, from the last on.
    ends: Edge,
}

/// The characters at one end of words.
#[derive(Clone, Copy, Debug, Default)]
struct Edge {
    /// The outermost.
    outer: CharFilter,
    /// Those beside them.
    inner: CharFilter,
    /// Words of one character.
    single: CharFilter,
}

impl Edge {
    fn enter(&mut self, mut word: impl Iterator<Item = char>) {
        let (outer, inner) = (word.next(), word.next());
        self.outer.extend(outer);
        self.inner.extend(inner);
        self.single.extend(outer.filter(|_| inner.is_none()));
    }

    /// False only of a text at whose end no word stands.
    fn may_fit(&self, mut text: impl Iterator<Item = char>) -> bool {
        let Some(outer) = text.next().filter(|&outer| self.outer.may_hold(outer)) else { return false };
        text.next().is_some_and(|inner| self.inner.may_hold(inner)) || self.single.may_hold(outer)
    }
}

impl<'w> FromIterator<&'w str> for WordSet {
    /// Empty words are left out: they stand in every text.
    fn from_iter<I: IntoIterator<Item = &'w str>>(words: I) -> Self {
        let mut set = Self::default();
        for word in words {
            set.starts.enter(word.chars());
            set.ends.enter(word.chars().rev());
            if !word.is_empty() {
                set.lengths.push(word.len());
                set.words.insert(word.into());
            }
        }
        set.lengths.sort_unstable_by_key(|&length| Reverse(length));
        set.lengths.dedup();
        set
    }
}

impl WordSet {
    /// The words of each of `roles` by the tables called `name`, in this order.
    pub(crate) fn by_role(tables: &Tables<'_>, name: &str, roles: &[&str]) -> Result<Vec<Self>, TableError> {
        let tables = tables.named(name)?;
        let mut words = vec![Vec::new(); roles.len()];
        for table in &tables {
            let (word, role) = (table.column("word")?, table.column("role")?);
            for (line, cells) in table.rows() {
                let at = roles.iter().position(|known| *known == cells[role]).ok_or_else(|| {
                    let known = roles.join(", ");
                    table.error(line, format!("`{}` is no role, expected one of {known}", cells[role]))
                })?;
                words[at].push(cells[word]);
            }
        }
        Ok(words.into_iter().map(|list| list.into_iter().collect()).collect())
    }

    /// All words, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| &**word)
    }

    /// Whether `text` is one of the words.
    pub fn contains(&self, text: &str) -> bool {
        self.lengths.contains(&text.len()) && self.starts.may_fit(text.chars()) && self.words.contains(text)
    }

    /// The longest word that `text` begins with.
    pub fn start_of<'t>(&self, text: &'t str) -> Option<&'t str> {
        let lengths = self.starts.may_fit(text.chars()).then_some(&self.lengths)?;
        lengths.iter().filter_map(|&length| text.get(..length)).find(|word| self.words.contains(*word))
    }

    /// The longest word that `text` ends with.
    pub fn end_of<'t>(&self, text: &'t str) -> Option<&'t str> {
        let lengths = self.ends.may_fit(text.chars().rev()).then_some(&self.lengths)?;
        let starts = lengths.iter().filter_map(|&length| text.len().checked_sub(length));
        starts.filter_map(|start| text.get(start..)).find(|word| self.words.contains(*word))
    }

    /// False only of a character that no word begins with.
    pub(crate) fn may_begin_with(&self, first: char) -> bool {
        self.starts.outer.may_hold(first)
    }

    /// False only of a character that no word ends with.
    pub(crate) fn may_end_with(&self, last: char) -> bool {
        self.ends.outer.may_hold(last)
    }

    /// Whether `text` begins with one of the words.
    pub fn opens(&self, text: &str) -> bool {
        self.start_of(text).is_some()
    }

    /// Whether `text` ends with one of the words.
    pub fn ends(&self, text: &str) -> bool {
        self.end_of(text).is_some()
    }

    /// Where words stand in `text`, the longest of those that begin at one place, none overlapping another.
    pub fn all_in(&self, text: &str) -> impl Iterator<Item = Span> {
        let mut end = 0;
        std::iter::from_fn(move || {
            let found = self.first_in(&text[end..])?;
            let start = end + found.start;
            end += found.end;
            Some(Span::new(start, end))
        })
    }

    /// Where the first word in `text` stands.
    pub fn first_in(&self, text: &str) -> Option<Span> {
        let mut starts = text.char_indices().filter(|&(_, first)| self.may_begin_with(first));
        starts.find_map(|(at, _)| Some(Span::new(at, at + self.start_of(&text[at..])?.len())))
    }

    /// Whether a word stands anywhere in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.first_in(text).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_at_ends_and_inside() {
        let words: WordSet = ["增速", "年均增速", "", "企业"].into_iter().collect();
        assert_eq!(words.end_of("产值年均增速"), Some("年均增速"));
        assert_eq!(words.start_of("企业增速"), Some("企业"));
        assert_eq!(words.first_in("工业企业增速"), Some(Span::new(6, 12)));
        let single: WordSet = ["从", "自从"].into_iter().collect();
        assert_eq!(
            [single.start_of("从"), single.start_of("从来"), single.start_of("自")],
            [Some("从"), Some("从"), None]
        );
        assert!(words.contains("增速") && !words.contains("") && !words.is_in("产值"));
        assert!(!WordSet::default().is_in("产值"));
    }
}
