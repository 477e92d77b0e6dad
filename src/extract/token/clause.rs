//! Clauses of a sentence before it is cut: whether each quotes something is told by its bytes.

use crate::source::Span;

/// The clauses of a text, each with the mark that ends it.
pub(super) struct Clauses<'t> {
    bytes: &'t [u8],
    at: usize,
    /// Quotations and brackets that are open.
    depth: usize,
}

/// One of them.
pub(super) struct Clause {
    /// In the text.
    pub(super) span: Span,
    /// Bytes of the mark that ends it.
    pub(super) mark: usize,
    /// Whether a part of a quotation or a bracket is in it, or a Latin letter.
    pub(super) quotes: bool,
}

impl<'t> Clauses<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), at: 0, depth: 0 }
    }
}

impl Iterator for Clauses<'_> {
    type Item = Clause;

    fn next(&mut self) -> Option<Clause> {
        let start = self.at;
        let mut quotes = self.depth > 0;
        while let Some(&byte) = self.bytes.get(self.at) {
            // What is longer than a byte is looked at by its bytes: most characters of a report begin with none of these.
            let (len, turn, is_end) = match byte {
                b',' | b';' | b':' | b'!' | b'?' | b'\n' => (1, Turn::None, true),
                b'(' => (1, Turn::Open, false),
                b')' => (1, Turn::Close, false),
                b'a'..=b'z' | b'A'..=b'Z' => (1, Turn::Stay, false),
                0xE4..=0xE9 => (3, Turn::None, false),
                0xE2 | 0xE3 => match self.bytes.get(self.at..self.at + 3) {
                    Some([0xE3, 0x80, 0x82]) => (3, Turn::None, true),
                    Some([0xE2, 0x80, 0x98 | 0x9C] | [0xE3, 0x80, 0x8A]) => (3, Turn::Open, false),
                    Some([0xE2, 0x80, 0x99 | 0x9D] | [0xE3, 0x80, 0x8B]) => (3, Turn::Close, false),
                    _ => (1, Turn::None, false),
                },
                _ => (1, Turn::None, false),
            };
            self.at += len;
            quotes |= !matches!(turn, Turn::None);
            match turn {
                Turn::Open => self.depth += 1,
                Turn::Close => self.depth = self.depth.saturating_sub(1),
                Turn::None | Turn::Stay => {}
            }
            if is_end {
                return Some(Clause { span: Span::new(start, self.at), mark: len, quotes });
            }
        }
        (start < self.at).then(|| Clause { span: Span::new(start, self.at), mark: 0, quotes })
    }
}

/// What a mark does to the depth.
enum Turn {
    None,
    Open,
    Close,
    /// It is quoted from another script.
    Stay,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_are_the_text_and_know_what_they_quote() {
        let text = "实施“青苗,绿芽”工程,认真履职;推进(一期)建设。建成G7线,《办法》出台";
        let clauses: Vec<Clause> = Clauses::of(text).collect();
        let joined: String = clauses.iter().map(|clause| clause.span.of(text)).collect();
        assert_eq!(joined, text);
        let quotes: Vec<bool> = clauses.iter().map(|clause| clause.quotes).collect();
        assert_eq!(quotes, [true, true, false, true, true, true]);
        assert_eq!(clauses.iter().map(|clause| clause.mark).collect::<Vec<_>>(), [1, 1, 1, 3, 1, 0]);
    }
}
