//! Amounts in base units, so that 1.2万户 and 12000户 are one.

use super::form::Forms;

/// Powers of ten before a unit, the longest first.
const MAGNITUDES: &[(&str, f64)] = &[
    ("万亿", 1e12),
    ("千亿", 1e11),
    ("百亿", 1e10),
    ("十亿", 1e9),
    ("千万", 1e7),
    ("百万", 1e6),
    ("十万", 1e5),
    ("亿", 1e8),
    ("万", 1e4),
    ("千", 1e3),
    ("百", 1e2),
    ("十", 1e1),
];

/// Unit, what it measures, how many base units it is.
const UNITS: &[(&str, &str, f64)] = &[
    ("平方米", "area", 1.0),
    ("平方公里", "area", 1e6),
    ("平方千米", "area", 1e6),
    ("公顷", "area", 1e4),
    ("亩", "area", 2000.0 / 3.0),
    ("米", "length", 1.0),
    ("公里", "length", 1e3),
    ("千米", "length", 1e3),
    ("吨", "mass", 1.0),
    ("公斤", "mass", 1e-3),
    ("千克", "mass", 1e-3),
    ("%", "percent", 1.0),
    ("个百分点", "percent", 1.0),
    ("‰", "percent", 0.1),
];

const CURRENCIES: &[(&str, &str)] = &[
    ("元", "CNY"),
    ("人民币", "CNY"),
    ("美元", "USD"),
    ("欧元", "EUR"),
    ("港元", "HKD"),
    ("日元", "JPY"),
    ("英镑", "GBP"),
];

/// A number of base units.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amount {
    pub(super) value: f64,
    /// What it is an amount of. Measure words of counting (家, 个, 户) share one dimension: writers mix them.
    pub(super) dimension: String,
}

impl Amount {
    /// The amount of `value` in `unit` as written.
    pub(super) fn of(value: f64, unit: &str, forms: Forms<'_>) -> Self {
        let unit = forms.unit(unit);
        let known = MAGNITUDES.iter().find_map(|&(word, factor)| Some((unit.strip_prefix(word)?, factor)));
        let (rest, factor) = known.unwrap_or((&unit, 1.0));
        let (first, by) = rest.split_once('/').map_or((rest, None), |(first, by)| (first, Some(by)));
        if let Some((_, currency)) = CURRENCIES.iter().find(|(word, _)| *word == first) {
            let by = by.map(|by| format!("/{by}")).unwrap_or_default();
            return Self { value: value * factor, dimension: format!("{currency}{by}") };
        }
        if let Some(&(_, dimension, size)) = UNITS.iter().find(|(word, _, _)| *word == rest) {
            return Self { value: value * factor * size, dimension: dimension.to_owned() };
        }
        let dimension = if by.is_some() { rest } else { "count" };
        Self { value: value * factor, dimension: dimension.to_owned() }
    }

    /// Whether both are the same but for the sign: 下降5% and -5% say one thing.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let slack = 1e-6 * self.value.abs().max(1.0);
        self.dimension == other.dimension && (self.value.abs() - other.value.abs()).abs() <= slack
    }
}
