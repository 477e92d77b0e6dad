//! How wide columns are, counted in terminal cells, and which hold numbers.

use crate::result::ResultTable;
use crate::value::Value;

/// The least a column is squeezed to: three double-width characters.
const LEAST_WIDTH: usize = 6;

/// Columns up to this width hold names and figures: they stay whole where what is long can give way.
const WHOLE_WIDTH: usize = 26;

/// What a column of long texts gives way to.
const LEAST_TEXT: usize = 16;

/// Whether a column holds numbers and nulls only, and at least one number.
pub(super) fn is_numeric(table: &ResultTable, column: usize) -> bool {
    let mut values =
        table.rows.iter().filter_map(|row| row.get(column)).filter(|value| !value.is_null()).peekable();
    values.peek().is_some()
        && values.all(|value| matches!(value, Value::Integer(_) | Value::Float(_) | Value::Quantity(_)))
}

/// Squeezes columns into `available` cells. Numbers are never broken. Columns of names keep their width as long as the
/// texts can be wrapped beside them, else narrow columns keep it and wide ones share what is left. Nothing when it cannot
/// be done.
pub(super) fn squeeze(widths: &[usize], is_number: &[bool], available: usize) -> Option<Vec<usize>> {
    let numbers: usize = widths.iter().zip(is_number).filter(|(_, is)| **is).map(|(width, _)| width).sum();
    let others: Vec<usize> = widths.iter().zip(is_number).filter(|(_, is)| !**is).map(|(w, _)| *w).collect();
    let mut others = squeeze_texts(&others, available.checked_sub(numbers)?)?.into_iter();
    let squeezed = widths.iter().zip(is_number).map(|(&w, &is)| if is { Some(w) } else { others.next() });
    squeezed.collect()
}

fn squeeze_texts(widths: &[usize], available: usize) -> Option<Vec<usize>> {
    if widths.iter().sum::<usize>() <= available {
        return Some(widths.to_vec());
    }
    let is_text = |width: usize| width > WHOLE_WIDTH;
    let n_texts = widths.iter().filter(|&&width| is_text(width)).count();
    let names: usize = widths.iter().filter(|&&width| !is_text(width)).sum();
    if n_texts > 0 && names + n_texts * LEAST_TEXT <= available {
        let texts: Vec<usize> = widths.iter().copied().filter(|&width| is_text(width)).collect();
        let mut shares = share(&texts, available - names).into_iter();
        let squeezed = widths.iter().map(|&width| if is_text(width) { shares.next() } else { Some(width) });
        return squeezed.collect();
    }
    let least: usize = widths.iter().map(|&width| width.min(LEAST_WIDTH)).sum();
    (least <= available).then(|| share(widths, available))
}

/// Narrow columns keep their width, wide ones share what is left evenly.
fn share(widths: &[usize], available: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..widths.len()).collect();
    order.sort_by_key(|&column| widths[column]);
    let mut squeezed = vec![0; widths.len()];
    let mut left = available;
    for (at, &column) in order.iter().enumerate() {
        squeezed[column] = widths[column].min(left / (order.len() - at));
        left -= squeezed[column];
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_columns_share_what_narrow_ones_leave() {
        let texts = |widths: &[usize], available| squeeze(widths, &vec![false; widths.len()], available);
        assert_eq!(texts(&[4, 10, 100, 60], 80), Some(vec![4, 10, 33, 33]));
        assert_eq!(texts(&[4, 10], 80), Some(vec![4, 10]));
        assert_eq!(texts(&[20, 20, 20, 500], 78), Some(vec![20, 20, 20, 18]));
        assert_eq!(texts(&[50, 50], 12), Some(vec![6, 6]));
        assert_eq!(texts(&[50, 50], 11), None);
        assert_eq!(squeeze(&[15, 30, 40], &[true, false, false], 45), Some(vec![15, 15, 15]));
        assert_eq!(squeeze(&[15, 30], &[true, false], 20), None, "a number is not broken");
    }
}
