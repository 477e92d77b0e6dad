//! How wide and how long a table may be on the screen it is shown on.

pub use crate::export::wrap::Ambiguous;

/// What a table is fitted to. The default fits nothing: every row, every cell in one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableStyle {
    /// Cells of a line; without them nothing is wrapped.
    pub width: Option<usize>,
    /// Cells of the characters on which terminals disagree.
    pub ambiguous: Ambiguous,
    /// Rows that are shown of a longer table, half of them from its end; without a number, all.
    pub max_rows: Option<usize>,
}

impl TableStyle {
    /// The style for lines of so many cells.
    pub fn of_width(width: Option<usize>) -> Self {
        Self { width, ..Self::default() }
    }

    /// Rows from the start and from the end that are shown of `n_rows`; none when all are.
    pub fn cut(&self, n_rows: usize) -> Option<(usize, usize)> {
        let most = self.max_rows.filter(|most| n_rows > *most)?;
        Some((most.div_ceil(2), most / 2))
    }
}
