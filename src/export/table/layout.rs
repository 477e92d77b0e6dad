//! How wide columns are, counted in terminal cells, and which hold numbers.

use crate::result::ResultTable;
use crate::value::Value;

/// The least a column is squeezed to: three double-width characters.
const LEAST_WIDTH: usize = 6;

/// Whether a column holds numbers and nulls only, and at least one number.
pub(super) fn is_numeric(table: &ResultTable, column: usize) -> bool {
    let mut values =
        table.rows.iter().filter_map(|row| row.get(column)).filter(|value| !value.is_null()).peekable();
    values.peek().is_some() && values.all(|value| matches!(value, Value::Integer(_) | Value::Float(_)))
}

/// Squeezes columns into `available` cells: narrow columns keep their width, wide ones share what is left evenly.
pub(super) fn squeeze(widths: &[usize], available: usize) -> Vec<usize> {
    if widths.iter().sum::<usize>() <= available {
        return widths.to_vec();
    }
    let mut order: Vec<usize> = (0..widths.len()).collect();
    order.sort_by_key(|&column| widths[column]);
    let mut squeezed = vec![0; widths.len()];
    let mut left = available;
    for (at, &column) in order.iter().enumerate() {
        let share = (left / (order.len() - at)).max(LEAST_WIDTH);
        squeezed[column] = widths[column].min(share);
        left = left.saturating_sub(squeezed[column]);
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_columns_share_what_narrow_ones_leave() {
        assert_eq!(squeeze(&[4, 10, 100, 60], 80), [4, 10, 33, 33]);
        assert_eq!(squeeze(&[4, 10], 80), [4, 10]);
        assert_eq!(squeeze(&[50, 50], 4), [6, 6]);
    }
}
