//! Where words stand in a part, whatever their blanks, width and quotation marks.

use super::part::Part;
use crate::extract::document::fold;
use crate::extract::{Document, Lexicon};
use crate::source::Span;

/// The letters of a part, each with its place in the folded text.
#[derive(Clone, Debug, Default)]
pub(super) struct Stretch {
    letters: String,
    /// For each byte of `letters` the byte of the folded text.
    at: Vec<usize>,
}

impl Stretch {
    /// The letters of a part's sentences.
    pub(super) fn of(document: &Document, part: &Part) -> Self {
        let mut stretch = Self::default();
        for sentence in &document.sentences[part.sentences.clone()] {
            for (at, letter) in document.slice(sentence.span).char_indices().filter(|(_, c)| is_letter(*c)) {
                stretch.letters.push(letter);
                let start = sentence.span.start + at;
                stretch.at.extend(start..start + letter.len_utf8());
            }
        }
        stretch
    }

    /// Where the letters of `words` stand, in the folded text.
    pub(super) fn find(&self, words: &str, lexicon: &Lexicon) -> Option<Span> {
        let words = letters(words, lexicon);
        self.place(&words, self.letters.find(&words)?)
    }

    /// The same within `span`.
    pub(super) fn find_in(&self, span: Span, words: &str, lexicon: &Lexicon) -> Option<Span> {
        let words = letters(words, lexicon);
        let from = self.at.partition_point(|&at| at < span.start);
        let to = self.at.partition_point(|&at| at < span.end);
        self.place(&words, from + self.letters.get(from..to)?.find(&words)?)
    }

    fn place(&self, words: &str, found: usize) -> Option<Span> {
        let last = found + words.len().checked_sub(1)?;
        Some(Span::new(*self.at.get(found)?, *self.at.get(last)? + 1))
    }
}

/// Words in the form of the folded text, without blanks and quotation marks: models change those at will.
pub(super) fn letters(words: &str, lexicon: &Lexicon) -> String {
    fold(words, &lexicon.characters).text.chars().filter(|&letter| is_letter(letter)).collect()
}

fn is_letter(letter: char) -> bool {
    !letter.is_whitespace() && !"“”‘’\"'".contains(letter)
}
