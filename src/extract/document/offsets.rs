//! From places in a derived text back to the text it was made from, in runs: a stretch in which every unit of so many
//! bytes came from a unit of so many bytes. A copied stretch is one run however long it is.

use crate::source::Span;

/// One stretch, up to the next one's `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    to: u32,
    from: u32,
    to_unit: u8,
    from_unit: u8,
}

/// Where each byte of a derived text came from. Built front to back; files over 4 GiB are refused before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offsets {
    runs: Vec<Run>,
    len: u32,
}

impl Offsets {
    /// The next `len` bytes are a copy of those at `from`.
    pub(crate) fn copy(&mut self, from: usize, len: usize) {
        self.push(from, 1, 1, len);
    }

    /// The next character of `to_len` bytes came from `from_len` bytes at `from`.
    pub(crate) fn unit(&mut self, from: usize, from_len: usize, to_len: usize) {
        if from_len == to_len {
            self.copy(from, to_len);
        } else {
            self.push(from, from_len as u8, to_len as u8, 1);
        }
    }

    fn push(&mut self, from: usize, from_unit: u8, to_unit: u8, count: usize) {
        if count == 0 {
            return;
        }
        let from = from as u32;
        let goes_on = self.runs.last().is_some_and(|run| {
            run.to_unit == to_unit
                && run.from_unit == from_unit
                && run.from + (self.len - run.to) / u32::from(to_unit) * u32::from(from_unit) == from
        });
        if !goes_on {
            self.runs.push(Run { to: self.len, from, to_unit, from_unit });
        }
        self.len += u32::from(to_unit) * count as u32;
    }

    /// The range that `span` of the derived text came from: from the begin of its first character to the end of its last.
    pub(crate) fn original(&self, span: Span) -> Span {
        let (start, last) = (span.start as u32, span.end.saturating_sub(1) as u32);
        let Some(first) = self.runs.partition_point(|run| run.to <= start).checked_sub(1) else {
            return Span::default();
        };
        let begin = self.unit_at(first, start).0;
        if span.is_empty() {
            return Span::new(begin, begin);
        }
        // Mostly it ends in the run that it begins in.
        let further = self.runs[first + 1..].iter().take_while(|run| run.to <= last).count();
        Span::new(begin, self.unit_at(first + further, last).1.max(begin))
    }

    /// Begin and end of the original unit that made the byte at `offset`, which lies in the run `at`; past the end, the
    /// end twice.
    fn unit_at(&self, at: usize, offset: u32) -> (usize, usize) {
        let run = self.runs[at];
        let inside = offset.min(self.len) - run.to;
        let start = run.from + inside / u32::from(run.to_unit) * u32::from(run.from_unit);
        let end = if offset < self.len { start + u32::from(run.from_unit) } else { start };
        (start as usize, end as usize)
    }
}
