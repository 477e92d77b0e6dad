//! How results are shown: the settings that commands change.

use std::borrow::Cow;

use crate::export::{Ambiguous, ResultFormat, TableStyle};
use crate::result::ResultTable;
use crate::value::Value;
use crate::value::quantity::Magnitude;

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
    /// The magnitude that figures with units are shown in.
    pub(super) units: Magnitude,
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
            units: Magnitude::default(),
            is_paged: false,
            is_timed: true,
            screen: None,
        }
    }

    /// A result with its figures in the magnitude that is set.
    pub(super) fn in_units<'t>(&self, table: &'t ResultTable) -> Cow<'t, ResultTable> {
        if self.units == Magnitude::AsWritten {
            return Cow::Borrowed(table);
        }
        let mut table = table.clone();
        table.rows.iter_mut().flatten().for_each(|value| in_magnitude(value, self.units));
        Cow::Owned(table)
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

fn in_magnitude(value: &mut Value, magnitude: Magnitude) {
    match value {
        Value::Quantity(quantity) => *value = quantity.shown(magnitude).into(),
        Value::List(items) => {
            let mut items = items.to_vec();
            items.iter_mut().for_each(|item| in_magnitude(item, magnitude));
            *value = Value::list(items);
        }
        _ => {}
    }
}
