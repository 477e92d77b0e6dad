//! The part of a statement's work that a thread does: ranges of the nodes that one scan gives, one after the other.

use std::cell::Cell;
use std::ops::Range;
use std::sync::Arc;

use super::together::Together;

/// One thread's part.
#[derive(Debug)]
pub(super) struct Part {
    /// The scan, named by its plan's key.
    scan: usize,
    /// The ids that it is to give next.
    range: Cell<Option<(u32, u32)>>,
    /// What all threads find out together.
    pub(super) together: Arc<Together>,
}

impl Part {
    /// A part of what a scan gives, of which nothing is given yet.
    pub(super) fn of_scan(scan: usize, together: Arc<Together>) -> Self {
        Self { scan, range: Cell::new(None), together }
    }

    /// Whether it is this scan that gives the part.
    pub(super) fn is_of(&self, scan: usize) -> bool {
        self.scan == scan
    }

    /// Lets the scan give another range, once it has come to its end.
    pub(super) fn give(&self, range: &Range<u32>) {
        self.range.set(Some((range.start, range.end)));
    }

    /// The range to give now; none when the scan has to end.
    pub(super) fn take(&self) -> Option<Range<u32>> {
        self.range.take().map(|(start, end)| start..end)
    }
}
