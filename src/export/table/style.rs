//! How wide and how long a table may be on the screen it is shown on.

use crate::export::value_text;
pub use crate::export::wrap::Ambiguous;
use crate::export::wrap::visible;
use crate::result::ResultTable;
use crate::value::Value;

/// What a table is fitted to. The default fits nothing: every row, every cell in one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableStyle {
    /// Cells of a line; without them nothing is wrapped.
    pub width: Option<usize>,
    /// Cells of the characters on which terminals disagree.
    pub ambiguous: Ambiguous,
    /// Rows that are shown of a longer table, half of them from its end; without a number, all.
    pub max_rows: Option<usize>,
    /// What stands for null.
    pub null: &'static str,
}

impl Default for TableStyle {
    fn default() -> Self {
        Self { width: None, ambiguous: Ambiguous::default(), max_rows: None, null: "null" }
    }
}

impl TableStyle {
    /// The style for lines of so many cells.
    pub fn of_width(width: Option<usize>) -> Self {
        Self { width, ..Self::default() }
    }

    /// The text of a cell.
    pub(super) fn cell(&self, value: &Value, table: &ResultTable) -> String {
        if value.is_null() { self.null.to_owned() } else { visible(&value_text(value, &table.elements)) }
    }

    /// Rows from the start and from the end that are shown of `n_rows`; none when all are.
    pub fn cut(&self, n_rows: usize) -> Option<(usize, usize)> {
        let most = self.max_rows.filter(|most| n_rows > *most)?;
        Some((most.div_ceil(2), most / 2))
    }
}
