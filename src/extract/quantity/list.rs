//! Numbers of a list whose unit only the last one says: 5.1和3.6个百分点, 3个和4个百分点, 12.3、45.6亿元.

use super::number::{self, Number};
use super::reader::{Amount, Quantity, Reader};
use crate::extract::lexicon::{MeasureWords, UnitClass, WordRole};
use crate::source::Span;

/// Most numbers that share one unit.
const MAX_LIST: usize = 8;

/// Behind the mark that joins two items of a list, if one begins `text`.
fn joined(text: &str) -> Option<&str> {
    text.strip_prefix(['、', '和', '与', '及'])
}

impl Reader<'_> {
    /// `12.3、45.6亿元`: the number with the unit that a later one says for it.
    pub(super) fn listed(&self, at: usize, first: Number) -> Option<Quantity> {
        // `1、` at the beginning of a line numbers it.
        let led = self.text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
            || self.text[..at].ends_with(['、', '和', '与', '及']);
        if first.chinese || !led {
            return None;
        }
        let mut end = first.end;
        for _ in 0..MAX_LIST {
            let rest = joined(&self.text[end..])?;
            let next = number::read(self.text, self.text.len() - rest.len()).filter(|next| !next.chinese)?;
            if let Some(hit) = self.unit(next) {
                let mut quantity =
                    self.finish(at, first.end, Amount::plain(first.value, &hit.unit, hit.class));
                quantity.said = Span::new(at, hit.end);
                return Some(quantity);
            }
            end = next.end;
        }
        None
    }
}

/// `3个和4个百分点`: what was taken for a count before `points` has its unit.
pub(super) fn share_unit(text: &str, found: &mut [Quantity], points: &Quantity, words: &MeasureWords) {
    if points.class != UnitClass::Points {
        return;
    }
    let mut start = points.outer.start;
    for before in found.iter_mut().rev() {
        let between = text.get(before.outer.end..start).and_then(joined);
        // 高于全国1.2个、|全省|0.7个百分点.
        let apart = between.is_none_or(|scope| !scope.is_empty() && !words[WordRole::Scope].contains(scope));
        if apart || before.class != UnitClass::Count || !points.unit.starts_with(&before.unit) {
            return;
        }
        before.unit.clone_from(&points.unit);
        before.class = points.class;
        before.said = Span::new(before.span.start, points.span.end);
        start = before.outer.start;
    }
}
