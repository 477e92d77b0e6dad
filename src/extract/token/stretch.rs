//! Parts a sentence into clauses to be cut into words and clauses that stay whole, for nothing in them tells of a name.
//!
//! Half of the time of reading names goes into words, and a fourth of the clauses of a report has no word at which a rule
//! begins to look. What parts clauses for the rules parts them here: marks outside of brackets and quotations.

use crate::extract::lexicon::{BEFORE, Telling, TownForms};
use crate::source::Span;

/// A part of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// In the text.
    pub(crate) span: Span,
    /// Whether a word in it may tell of a name.
    pub(crate) tells: bool,
}

/// The parts of `span` of `text` in order, without gaps; the marks between clauses lie in those that are to be cut.
pub(crate) fn stretches(text: &str, span: Span, telling: &Telling, towns: &TownForms) -> Vec<Stretch> {
    let mut parts = Parts::default();
    let mut clause = Clause::new(span.start);
    let mut depth = 0usize;
    for (at, mark) in span.of(text).char_indices() {
        let at = span.start + at;
        match mark {
            // What most characters are.
            '\u{4E00}'..='\u{9FFF}' => clause.read(mark, telling, towns),
            ',' | ';' | ':' | '。' | '!' | '?' | '\n' if depth == 0 => {
                parts.add(Span::new(clause.start, at), clause.tells);
                parts.add(Span::new(at, at + mark.len_utf8()), true);
                clause = Clause::new(at + mark.len_utf8());
            }
            '(' | '“' | '‘' | '《' => {
                depth += 1;
                clause.tells = true;
            }
            ')' | '”' | '’' | '》' => {
                depth = depth.saturating_sub(1);
                clause.tells = true;
            }
            _ => clause.read(mark, telling, towns),
        }
    }
    parts.add(Span::new(clause.start, span.end), clause.tells || depth > 0);
    parts.list
}

/// A clause as far as it was read.
struct Clause {
    start: usize,
    tells: bool,
    is_list: bool,
    last: [char; 2],
}

impl Clause {
    fn new(start: usize) -> Self {
        Self { start, tells: false, is_list: false, last: [BEFORE; 2] }
    }

    fn read(&mut self, here: char, telling: &Telling, towns: &TownForms) {
        if self.tells {
            return;
        }
        let last = [self.last[0], self.last[1], here];
        self.is_list |= here == '、';
        self.tells = telling.may_tell(last)
            || towns.may_begin([last[1], here])
            || self.is_list && telling.may_tell_members(last);
        self.last = [last[1], here];
    }
}

#[derive(Default)]
struct Parts {
    list: Vec<Stretch>,
}

impl Parts {
    fn add(&mut self, span: Span, tells: bool) {
        if span.is_empty() {
            return;
        }
        match self.list.last_mut().filter(|last| last.tells && tells) {
            Some(last) => last.span.end = span.end,
            None => self.list.push(Stretch { span, tells }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Lexicon;

    fn shown(text: &str) -> String {
        let lexicon = Lexicon::builtin();
        let telling = &lexicon.vocabulary.telling;
        let parts = stretches(text, Span::new(0, text.len()), telling, &TownForms::default());
        let one = |part: Stretch| format!("{}[{}]", if part.tells { "+" } else { "-" }, part.span.of(text));
        parts.into_iter().map(one).collect()
    }

    #[test]
    fn clauses_that_tell_of_no_name_stay_whole() {
        assert_eq!(
            shown("坚持稳中求进,加快建设太湖湾科创带,努力争先。"),
            "-[坚持稳中求进]+[,加快建设太湖湾科创带,]-[努力争先]+[。]"
        );
        assert_eq!(shown(""), "");
        assert_eq!(shown("努力争先"), "-[努力争先]");
    }

    #[test]
    fn what_stands_in_brackets_or_quotation_marks_is_cut() {
        assert_eq!(shown("努力(争先,争优,争效)"), "+[努力(争先,争优,争效)]");
        assert_eq!(shown("努力“争先,争优"), "+[努力“争先,争优]");
    }

    #[test]
    fn a_noun_behind_a_list_tells_of_its_members() {
        assert_eq!(shown("各类企业努力争先"), "-[各类企业努力争先]");
        assert_eq!(shown("甲、乙企业努力争先"), "+[甲、乙企业努力争先]");
    }
}
