//! Numbers as people write them: decimal, rounded where a float's own error begins.

/// Significant digits of an amount; a float holds so many for certain.
const DIGITS: usize = 15;

/// Significant digits by which amounts are compared: what a conversion loses lies behind them.
const COMPARED_DIGITS: usize = 14;

/// An amount as it is kept and shown: `0.1 + 0.2` is 0.3.
pub(super) fn rounded(amount: f64) -> f64 {
    to_digits(amount, DIGITS)
}

/// An amount as it is compared.
pub(super) fn compared(amount: f64) -> f64 {
    to_digits(amount, COMPARED_DIGITS)
}

fn to_digits(amount: f64, digits: usize) -> f64 {
    if amount == 0.0 || !amount.is_finite() {
        // Minus zero is zero.
        return amount + 0.0;
    }
    format!("{:.*e}", digits - 1, amount).parse().unwrap_or(amount)
}

/// The number at the start of a text as written (`1,234.5`) and its length; none when there is none.
pub(super) fn leading(text: &str) -> Option<(f64, usize)> {
    let signed = usize::from(text.starts_with(['-', '+']));
    let digits = text[signed..].bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    let end = signed + digits.count();
    let number = text[..end].replace(',', "").parse::<f64>().ok().filter(|number| number.is_finite())?;
    Some((number, end))
}
