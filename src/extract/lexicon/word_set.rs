//! A set of words, found alone, at either end of a text or anywhere in it.

use daachorse::{DoubleArrayAhoCorasick, DoubleArrayAhoCorasickBuilder, MatchKind};
use rustc_hash::FxHashSet;

use crate::source::Span;

/// Words with their look-ups, built once.
#[derive(Clone, Default)]
pub struct WordSet {
    words: FxHashSet<Box<str>>,
    /// Length of the longest in characters.
    longest: usize,
    automaton: Option<DoubleArrayAhoCorasick<u32>>,
}

impl std::fmt::Debug for WordSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(&self.words).finish()
    }
}

impl<'w> FromIterator<&'w str> for WordSet {
    /// Empty words are left out: they stand in every text.
    fn from_iter<I: IntoIterator<Item = &'w str>>(words: I) -> Self {
        let mut list: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        list.sort_unstable();
        list.dedup();
        let longest = list.iter().map(|word| word.chars().count()).max().unwrap_or(0);
        // It is refused only when there are no words.
        let automaton =
            DoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(&list).ok();
        Self { words: list.into_iter().map(Box::from).collect(), longest, automaton }
    }
}

impl WordSet {
    /// Whether `text` is one of the words.
    pub fn contains(&self, text: &str) -> bool {
        self.words.contains(text)
    }

    /// The longest word that `text` begins with.
    pub fn start_of<'t>(&self, text: &'t str) -> Option<&'t str> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(self.longest);
        ends.map(|end| &text[..end]).filter(|word| self.contains(word)).last()
    }

    /// The longest word that `text` ends with.
    pub fn end_of<'t>(&self, text: &'t str) -> Option<&'t str> {
        let starts = text.char_indices().rev().map(|(at, _)| at).take(self.longest);
        starts.map(|start| &text[start..]).filter(|word| self.contains(word)).last()
    }

    /// Where words stand in `text`, the longest of those that begin at one place, none overlapping another.
    pub fn all_in(&self, text: &str) -> impl Iterator<Item = Span> {
        let hits = self.automaton.iter().flat_map(move |automaton| automaton.leftmost_find_iter(text));
        hits.map(|hit| Span::new(hit.start(), hit.end()))
    }

    /// Where the first word in `text` stands.
    pub fn first_in(&self, text: &str) -> Option<Span> {
        self.all_in(text).next()
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
        assert!(words.contains("增速") && !words.contains("") && !words.is_in("产值"));
        assert!(!WordSet::default().is_in("产值"));
    }
}
