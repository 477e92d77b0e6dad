//! Where words stand in a folded text, whatever blanks, width and quotation marks they are written with: people and
//! models that quote change those at will.

use super::fold::fold;
use crate::extract::Lexicon;
use crate::source::Span;

/// The letters of a text, each with its place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Letters {
    letters: String,
    /// For each byte of `letters` the byte of the text.
    at: Vec<u32>,
}

impl Letters {
    /// The letters of a folded text.
    pub(crate) fn of(text: &str) -> Self {
        Self::of_pieces(text, std::iter::once(Span::new(0, text.len())))
    }

    /// The letters of some of its pieces, which are in order.
    pub(crate) fn of_pieces(text: &str, pieces: impl Iterator<Item = Span>) -> Self {
        let mut this = Self::default();
        for piece in pieces {
            for (at, letter) in piece.of(text).char_indices().filter(|(_, letter)| is_letter(*letter)) {
                this.letters.push(letter);
                // Texts over 4 GiB are refused before.
                let at = (piece.start + at) as u32;
                this.at.extend(at..at + letter.len_utf8() as u32);
            }
        }
        this
    }

    /// Where words stand first.
    pub(crate) fn find(&self, words: &str, lexicon: &Lexicon) -> Option<Span> {
        let words = letters(words, lexicon);
        self.place(&words, self.letters.find(&words)?)
    }

    /// Where they stand first within `span`.
    pub(crate) fn find_in(&self, span: Span, words: &str, lexicon: &Lexicon) -> Option<Span> {
        let words = letters(words, lexicon);
        let from = self.at.partition_point(|&at| (at as usize) < span.start);
        let to = self.at.partition_point(|&at| (at as usize) < span.end);
        self.place(&words, from + self.letters.get(from..to)?.find(&words)?)
    }

    fn place(&self, words: &str, found: usize) -> Option<Span> {
        let last = found + words.len().checked_sub(1)?;
        Some(Span::new(*self.at.get(found)? as usize, *self.at.get(last)? as usize + 1))
    }
}

/// Words in the form of the folded text, without blanks and quotation marks.
pub(crate) fn letters(words: &str, lexicon: &Lexicon) -> String {
    fold(words, &lexicon.characters).text.chars().filter(|&letter| is_letter(letter)).collect()
}

fn is_letter(letter: char) -> bool {
    !letter.is_whitespace() && !"“”‘’\"'".contains(letter)
}
