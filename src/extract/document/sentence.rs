//! Sentences: up to `。!?;` or a paragraph's end. A sentence that stands again is kept once, with all its places.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::source::Span;

/// A sentence (up to `。!?;` or a paragraph's end).
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// In the folded text.
    pub span: Span,
    /// Index of its section.
    pub section: usize,
    /// Index of its paragraph, counted over the document.
    pub paragraph: usize,
    /// Where the same sentence stands again (scan repeats), in the folded text.
    pub repeats: Vec<Span>,
    /// What the file has there, made when the first fact asks for it.
    pub(super) quote: OnceLock<Arc<str>>,
}

/// Shortest sentence, in bytes, whose repetition is an error of the scan and not a way of speaking.
const MIN_REPEAT: usize = 45;

/// Splits the text; `marks` tell from which byte on which section holds.
pub(crate) fn split(text: &str, marks: &[(usize, usize)]) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut first = FxHashMap::<&str, usize>::default();
    let mut start = 0;
    for (paragraph, line) in text.split('\n').enumerate() {
        for span in sentences_of(line, start) {
            let words = span.of(text);
            if words.len() >= MIN_REPEAT {
                if let Some(&at) = first.get(words) {
                    sentences[at].repeats.push(span);
                    continue;
                }
                first.insert(words, sentences.len());
            }
            let at = marks.partition_point(|&(from, _)| from <= span.start);
            let section = at.checked_sub(1).map_or(0, |at| marks[at].1);
            sentences.push(Sentence { span, section, paragraph, ..Sentence::default() });
        }
        start += line.len() + 1;
    }
    sentences
}

/// Spans of the sentences of one paragraph that begins at `start`.
fn sentences_of(line: &str, start: usize) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut begin = 0;
    while let Some(stop) = stop_from(line, begin) {
        let rest = &line[stop..];
        // Closing marks belong to the sentence they close.
        let closed = rest.trim_start_matches(['。', '!', '?', ';', '”', '’', ')']);
        let end = line.len() - closed.len();
        spans.push(Span::new(start + begin, start + end));
        begin = end;
    }
    if begin < line.len() {
        spans.push(Span::new(start + begin, start + line.len()));
    }
    spans
}

/// Where the first mark stands that ends a sentence, from byte `from` on. Every character of a report passes here, so its
/// bytes are looked at as they are.
fn stop_from(line: &str, from: usize) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        at += match byte {
            b'!' | b'?' | b';' => return Some(at),
            0xE3 if bytes[at..].starts_with("。".as_bytes()) => return Some(at),
            // Nearly all characters of a report begin with one of these.
            0xE3..=0xE9 => 3,
            _ => 1,
        };
    }
    None
}
