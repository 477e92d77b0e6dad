//! A sentence as the figures see it: where its clauses begin and end, which cues stand where.

use super::super::lexicon::{Cue, CueKind, Lexicon, WordRole, WordSet};
use super::super::quantity::{self, Quantity};
use crate::source::Span;

/// One sentence with its figures and cues. All spans are in `text`.
#[derive(Debug)]
pub(super) struct View<'t> {
    /// The sentence.
    pub text: &'t str,
    /// The sentence that its paragraph begins with, which may tell whose its bare metrics are.
    pub lead: &'t str,
    /// The heading of its section.
    pub heading: &'t str,
    /// What stands before it in its paragraph.
    pub context: &'t str,
    /// The words that it is read with.
    pub lexicon: &'t Lexicon,
    /// Its figures in order.
    pub figures: Vec<Quantity>,
    /// Its cues in order, protected nouns included.
    pub cues: Vec<Cue>,
    /// Positions of the marks that end clauses, in order.
    breaks: Vec<usize>,
}

impl<'t> View<'t> {
    /// `None` when the sentence has no figure.
    pub(super) fn new(
        text: &'t str,
        (heading, lead, context): (&'t str, &'t str, &'t str),
        lexicon: &'t Lexicon,
    ) -> Option<Self> {
        let figures = quantity::read(text, lexicon);
        if figures.is_empty() {
            return None;
        }
        let breaks = breaks(text, &figures);
        Some(Self {
            text,
            lead,
            heading,
            context,
            lexicon,
            cues: lexicon.cues.scan(text).collect(),
            figures,
            breaks,
        })
    }

    /// Words without figures, as a heading is.
    pub(super) fn of_words(text: &'t str, lexicon: &'t Lexicon) -> Self {
        let cues = lexicon.cues.scan(text).collect();
        Self {
            text,
            lead: "",
            heading: "",
            context: "",
            lexicon,
            cues,
            figures: Vec::new(),
            breaks: Vec::new(),
        }
    }

    /// The clause around byte `at`: from the mark before it to the mark behind it.
    pub(super) fn clause(&self, at: usize) -> Span {
        let next = self.breaks.partition_point(|mark| *mark < at);
        let start = next.checked_sub(1).map_or(0, |before| {
            let mark = self.breaks[before];
            mark + self.text[mark..].chars().next().map_or(0, char::len_utf8)
        });
        Span::new(start, self.breaks.get(next).copied().unwrap_or(self.text.len()))
    }

    /// The clause before the one that begins at `start`.
    pub(super) fn clause_before(&self, start: usize) -> Option<Span> {
        let mark = self.breaks.iter().rposition(|mark| *mark < start)?;
        Some(self.clause(self.breaks[mark]))
    }

    /// The cue, no noun, that ends at `at`.
    pub(super) fn cue_ending(&self, at: usize) -> Option<Cue> {
        let behind = self.cues.partition_point(|cue| cue.span.end < at);
        self.cues.get(behind).copied().filter(|cue| cue.span.end == at && cue.kind != CueKind::Noun)
    }

    /// The cue, no noun, that begins at `at`.
    pub(super) fn cue_beginning(&self, at: usize) -> Option<Cue> {
        let behind = self.cues.partition_point(|cue| cue.span.start < at);
        self.cues.get(behind).copied().filter(|cue| cue.span.start == at && cue.kind != CueKind::Noun)
    }

    /// Cues that lie in `span`, nouns left out.
    pub(super) fn cues_in(&self, span: Span) -> impl DoubleEndedIterator<Item = Cue> + '_ {
        let first = self.cues.partition_point(|cue| cue.span.start < span.start);
        let last = self.cues.partition_point(|cue| cue.span.end <= span.end).max(first);
        self.cues[first..last].iter().copied().filter(|cue| cue.kind != CueKind::Noun)
    }

    /// The words of a role.
    pub(super) fn words(&self, role: WordRole) -> &'t WordSet {
        &self.lexicon.measure_words[role]
    }

    /// Whether a name is nothing but a thing that says nothing without what it did or is.
    pub(super) fn is_thing(&self, name: &str) -> bool {
        self.words(WordRole::Thing).contains(name) || self.words(WordRole::BareThing).contains(name)
    }

    /// Whether a name ends with such a thing.
    pub(super) fn is_thing_of(&self, name: &str) -> bool {
        self.words(WordRole::Thing).end_of(name).is_some()
    }

    /// Whether no noun stands in `text`.
    pub(super) fn is_empty_word(&self, text: &str) -> bool {
        let text = text.trim_matches(|c: char| !c.is_alphanumeric());
        text.is_empty() || self.words(WordRole::Empty).contains(text)
    }

    /// Text of a span.
    pub(super) fn slice(&self, span: Span) -> &'t str {
        span.of(self.text)
    }
}

/// Marks that end clauses. A mark inside brackets without a figure belongs to a note or a name and ends nothing.
fn breaks(text: &str, figures: &[Quantity]) -> Vec<usize> {
    let has_figure = |span: Span| {
        let first = figures.partition_point(|figure| figure.span.start < span.start);
        figures.get(first).is_some_and(|figure| span.contains(figure.span))
    };
    let mut breaks = Vec::new();
    let (mut skip_to, mut next) = (0, 0);
    for (at, c) in text.char_indices() {
        while figures.get(next).is_some_and(|figure| figure.span.end <= at) {
            next += 1;
        }
        if at < skip_to || figures.get(next).is_some_and(|figure| figure.said.start <= at) {
            continue;
        }
        match c {
            ',' | ';' | ':' | '。' | '!' | '?' => breaks.push(at),
            '(' => {
                let end = text[at..].find(')').map_or(text.len(), |length| at + length);
                if has_figure(Span::new(at, end)) {
                    breaks.push(at);
                } else {
                    skip_to = end + 1;
                }
            }
            ')' => breaks.push(at),
            _ => {}
        }
    }
    breaks
}
