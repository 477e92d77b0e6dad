//! A statement's text with its full-width signs in ASCII, and the way back from places in it to places in what was typed.
//!
//! Everything behind the parser works on the folded text: headers are cut from it, spans point into it. Only errors go
//! back to what was typed, at the end of each stage ([`Folded::place`]). Knows nothing of which signs are folded.

use super::QueryError;
use crate::source::Span;

/// A statement's text as it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The text.
    pub text: String,
    /// Pieces of the text in order; they leave no gap.
    pieces: Vec<Piece>,
    /// Length of what was typed.
    typed: usize,
}

/// A piece that was taken over as it stands, or that something else was put in place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    start: usize,
    typed_start: usize,
    is_same: bool,
}

impl Folded {
    /// Adds text as it was typed.
    pub(super) fn keep(&mut self, piece: &str) {
        if !self.pieces.last().is_some_and(|last| last.is_same) {
            self.begin(true);
        }
        self.text.push_str(piece);
        self.typed += piece.len();
    }

    /// Adds what stands for a piece of `n_typed` bytes.
    pub(super) fn replace(&mut self, n_typed: usize, by: &str) {
        self.begin(false);
        self.text.push_str(by);
        self.typed += n_typed;
    }

    fn begin(&mut self, is_same: bool) {
        self.pieces.push(Piece { start: self.text.len(), typed_start: self.typed, is_same });
    }

    /// Where a span of the text was typed.
    pub fn typed(&self, span: Span) -> Span {
        let start = self.place(span.start, false);
        Span::new(start, self.place(span.end, true).max(start))
    }

    fn place(&self, at: usize, is_end: bool) -> usize {
        // What ends where a piece begins ends with the piece before.
        let after = self.pieces.partition_point(|piece| piece.start < at + usize::from(!is_end));
        let Some(piece) = after.checked_sub(1).map(|before| self.pieces[before]) else { return 0 };
        if piece.is_same {
            return piece.typed_start + (at - piece.start);
        }
        match self.pieces.get(after) {
            _ if !is_end => piece.typed_start,
            Some(next) => next.typed_start,
            None => self.typed,
        }
    }

    /// The error with its places in what was typed.
    pub(super) fn unfold(&self, mut error: QueryError) -> QueryError {
        for (span, _) in &mut error.labels {
            *span = self.typed(*span);
        }
        error
    }
}

/// The error with its places in what was typed, where the text was folded.
pub(super) fn unfold(folded: Option<&Folded>, error: QueryError) -> QueryError {
    match folded {
        Some(folded) => folded.unfold(error),
        None => error,
    }
}
