//! How results are shown: the settings that commands change.

use crate::export::{Ambiguous, ResultFormat, TableStyle};

/// Rows that a person is shown of a longer result.
const MAX_ROWS: usize = 40;

/// Format, measures and habits of what is shown.
#[derive(Clone, Debug)]
pub(super) struct View {
    pub(super) format: ResultFormat,
    /// Cells of a line; 0: those of the terminal.
    pub(super) width: usize,
    /// Rows that are shown; 0: all.
    pub(super) max_rows: usize,
    pub(super) ambiguous: Ambiguous,
    pub(super) is_paged: bool,
    pub(super) is_timed: bool,
    /// Columns and lines of the terminal, when there is one.
    pub(super) screen: Option<(usize, usize)>,
}

impl View {
    pub(super) fn new(is_interactive: bool, ambiguous: Ambiguous) -> Self {
        Self {
            format: ResultFormat::default(),
            width: 0,
            max_rows: if is_interactive { MAX_ROWS } else { 0 },
            ambiguous,
            is_paged: false,
            is_timed: true,
            screen: None,
        }
    }

    /// What a result is fitted to; one that goes to a file is not cut.
    pub(super) fn style(&self, is_to_file: bool) -> TableStyle {
        let screen = self.screen.map(|(columns, _)| columns).filter(|_| !is_to_file);
        TableStyle {
            width: Some(self.width).filter(|&width| width > 0).or(screen),
            ambiguous: self.ambiguous,
            null: "null",
            max_rows: Some(self.max_rows).filter(|&rows| rows > 0 && !is_to_file),
        }
    }
}
