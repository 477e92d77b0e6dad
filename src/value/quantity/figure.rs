//! An amount and its unit.

use std::cmp::Ordering;
use std::fmt::{Display, Formatter, Result as Written};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::amount::{compared, leading, rounded};
use super::unit::Unit;
use crate::value::ValueError;

/// A figure with a unit. Equal are amounts of one dimension that are the same in the base unit, however they are written.
#[derive(Clone, Debug)]
pub struct Quantity {
    amount: f64,
    unit: Unit,
    /// In the base unit, as compared.
    key: f64,
}

/// How amounts are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Magnitude {
    /// In the unit they are in.
    #[default]
    AsWritten,
    /// In 亿 of the base unit.
    Yi,
    /// In 万 of the base unit.
    Wan,
    /// In the base unit.
    Base,
}

impl Quantity {
    /// So much of a unit; refused when it is no finite number.
    pub fn new(amount: f64, unit: Unit) -> Result<Self, ValueError> {
        let amount = rounded(amount);
        let key = compared(amount * unit.factor());
        if key.is_finite() && amount.is_finite() {
            Ok(Self { amount, unit, key })
        } else {
            Err(ValueError::overflow(format!("an amount of {} is out of range", unit.name())))
        }
    }

    /// The quantity that a text spells: `3.8亿美元`, `1,200户`, `-0.5%`.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let text = text.trim();
        let no_number = || {
            ValueError::invalid(format!(
                "`{text}` is no quantity; one is a number and a unit, such as 3.8亿美元"
            ))
        };
        let (amount, length) = leading(text).ok_or_else(no_number)?;
        let unit = text[length..].trim().replace('％', "%");
        let unit = Unit::named(&unit).ok_or_else(|| match unit.is_empty() {
            true => no_number(),
            false => Unit::unknown(&unit),
        })?;
        Self::new(amount, unit)
    }

    /// The quantity that a text spells, whatever its unit is called: what [`Display`] wrote.
    pub fn of_stored(text: &str) -> Result<Self, ValueError> {
        let Some((amount, length)) = leading(text) else {
            return Err(ValueError::invalid(format!("`{text}` is no quantity")));
        };
        Self::new(amount, Unit::of_data(&text[length..]))
    }

    /// What a figure in base units says in the words of its text: 12000 个 and `达到1.2万户` are 1.2万户. Where the text does
    /// not tell the unit, it is in `unit`.
    pub fn of_text(value: f64, unit: &str, text: &str) -> Result<Self, ValueError> {
        let told = Unit::of_data(unit);
        let follows_number = |before: &str| {
            before.ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百千两半".contains(c))
        };
        let places = text.char_indices().filter(|(at, _)| follows_number(&text[..*at]));
        let found = places.filter_map(|(at, _)| Unit::longest_at(&text[at..])).find(|(found, _)| {
            let (a, b) = (found.dimension(), told.dimension());
            // The table's dimension stands before the word that things are counted by.
            let kind = |dimension: &str| dimension.split(' ').next().map(str::to_owned);
            kind(a) == kind(b) || found.is_points() && told.is_share()
        });
        match found {
            Some((unit, _)) => Self::new(value / unit.factor(), unit),
            None => Self::new(value, told),
        }
    }

    /// The amount in its unit.
    pub fn amount(&self) -> f64 {
        self.amount
    }

    /// The unit.
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// The amount in the base unit.
    pub fn in_base(&self) -> f64 {
        rounded(self.amount * self.unit.factor())
    }

    /// The same in another unit of the dimension. Percent and percentage points are turned into each other here, and
    /// nowhere else.
    pub fn to_unit(&self, unit: Unit) -> Result<Self, ValueError> {
        let is_part = |unit: &Unit| unit.is_share() || unit.is_points();
        if self.unit.dimension() != unit.dimension() && !(is_part(&self.unit) && is_part(&unit)) {
            return Err(self.unlike("converted to", unit.name()));
        }
        Self::new(self.amount * self.unit.factor() / unit.factor(), unit)
    }

    /// The sum, in the unit of this one; percent and percentage points give percent.
    pub fn plus(&self, other: &Self) -> Result<Self, ValueError> {
        if self.is_like(other) || self.unit.is_share() && other.unit.is_points() {
            return Self::new(self.amount + other.amount_in(&self.unit), self.unit.clone());
        }
        if self.unit.is_points() && other.unit.is_share() {
            return other.plus(self);
        }
        Err(self.unlike("added to", &other.to_string()))
    }

    /// The difference, in the unit of this one; percent less percentage points is percent.
    pub fn minus(&self, other: &Self) -> Result<Self, ValueError> {
        if self.is_like(other) || self.unit.is_share() && other.unit.is_points() {
            return Self::new(self.amount - other.amount_in(&self.unit), self.unit.clone());
        }
        Err(self.unlike("lessened by", &other.to_string()))
    }

    /// Another amount of the same unit.
    pub fn with_amount(&self, amount: f64) -> Result<Self, ValueError> {
        Self::new(amount, self.unit.clone())
    }

    /// So many times this.
    pub fn times(&self, factor: f64) -> Result<Self, ValueError> {
        Self::new(self.amount * factor, self.unit.clone())
    }

    /// The product with a share: 5% of 100亿元 are 5亿元.
    pub fn times_share(&self, other: &Self) -> Result<Self, ValueError> {
        match (self.unit.is_share(), other.unit.is_share()) {
            (_, true) => self.times(other.in_base() / 100.0),
            (true, _) => other.times(self.in_base() / 100.0),
            _ => Err(ValueError::wrong_type(format!(
                "{self} and {other} cannot be multiplied; a quantity is multiplied by a number or a share"
            ))),
        }
    }

    /// How many times the other goes into this; none when the other is nothing.
    pub fn ratio(&self, other: &Self) -> Result<f64, ValueError> {
        if !self.is_like(other) {
            return Err(self.unlike("divided by", &other.to_string()));
        }
        Ok(rounded(self.in_base() / other.in_base()))
    }

    /// Whether both are of one dimension.
    pub fn is_like(&self, other: &Self) -> bool {
        self.unit.dimension() == other.unit.dimension()
    }

    /// Which is more; none for unlike units.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        self.is_like(other).then(|| self.key.total_cmp(&other.key))
    }

    /// A total order: by dimension, then by amount.
    pub fn order(&self, other: &Self) -> Ordering {
        self.unit.dimension().cmp(other.unit.dimension()).then_with(|| self.key.total_cmp(&other.key))
    }

    /// The same as a table shows it. Shares and distances are not counted in 亿, nor is what is far too small for it.
    pub fn shown(&self, magnitude: Magnitude) -> Self {
        let is_large = |least: f64| {
            let dimension = self.unit.dimension();
            let countable = ["money", "count", "person", "area", "mass", "energy"];
            countable.iter().any(|kind| dimension.starts_with(kind)) && self.in_base().abs() >= least
        };
        let unit = match magnitude {
            Magnitude::Yi if is_large(1e6) => self.unit.with_magnitude("亿", 1e8),
            Magnitude::Wan if is_large(1e2) => self.unit.with_magnitude("万", 1e4),
            Magnitude::Base => self.unit.with_magnitude("", 1.0),
            Magnitude::AsWritten | Magnitude::Yi | Magnitude::Wan => return self.clone(),
        };
        self.to_unit(unit).unwrap_or_else(|_| self.clone())
    }

    fn amount_in(&self, unit: &Unit) -> f64 {
        if self.unit.name() == unit.name() { self.amount } else { self.in_base() / unit.factor() }
    }

    fn unlike(&self, verb: &str, other: &str) -> ValueError {
        ValueError::wrong_type(format!("{self} cannot be {verb} {other}: the units are not of one kind"))
    }
}

impl PartialEq for Quantity {
    fn eq(&self, other: &Self) -> bool {
        self.is_like(other) && self.key == other.key
    }
}

impl Eq for Quantity {}

impl Hash for Quantity {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.unit.dimension().hash(state);
        self.key.to_bits().hash(state);
    }
}

impl Display for Quantity {
    /// As [`Quantity::parse`] reads it.
    fn fmt(&self, f: &mut Formatter<'_>) -> Written {
        write!(f, "{}{}", self.amount, self.unit.name())
    }
}

impl From<Quantity> for super::super::Value {
    fn from(value: Quantity) -> Self {
        Self::Quantity(Arc::new(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(text: &str) -> Quantity {
        Quantity::parse(text).unwrap()
    }

    #[test]
    fn amounts_of_one_dimension_are_equal_however_they_are_written() {
        for (one, other) in [
            ("3.8亿美元", "380000000美元"),
            ("3亩", "2000平方米"),
            ("1平方公里", "1500亩"),
            ("100公顷", "1平方公里"),
            ("1.2万吨", "12000吨"),
            ("2公里", "2000米"),
            ("1万度", "0.001万兆瓦时"),
            ("3成", "30%"),
            ("0.3%", "3‰"),
            ("1万亿元", "10000亿元"),
        ] {
            assert_eq!(quantity(one), quantity(other), "{one}");
        }
    }

    #[test]
    fn unlike_are_currencies_points_and_shares_and_things_of_different_words() {
        for (one, other) in
            [("1美元", "1元"), ("1%", "1个百分点"), ("3户", "3家"), ("3人", "3人次"), ("1元", "1元/人")]
        {
            assert_eq!(quantity(one).compare(&quantity(other)), None, "{one}");
            assert_ne!(quantity(one), quantity(other));
        }
    }

    #[test]
    fn sums_keep_the_unit_and_carry_no_error_of_floats() {
        let sum = |a: &str, b: &str| quantity(a).plus(&quantity(b)).map(|sum| sum.to_string());
        assert_eq!(sum("5%", "0.5个百分点").unwrap(), "5.5%");
        assert_eq!(sum("0.1亿元", "0.2亿元").unwrap(), "0.3亿元");
        assert_eq!(sum("100亿元", "5000万元").unwrap(), "100.5亿元");
        assert!(sum("100亿元", "5%").is_err());
        assert!(quantity("0.5个百分点").minus(&quantity("5%")).is_err());
    }

    #[test]
    fn figures_of_a_text_keep_its_unit() {
        let read = |value, unit, text| Quantity::of_text(value, unit, text).unwrap().to_string();
        assert_eq!(read(12000.0, "个", "达到1.2万户"), "1.2万户");
        assert_eq!(read(0.5, "%", "提高0.5个百分点"), "0.5个百分点");
        assert_eq!(read(6.0, "%", "6%左右"), "6%");
        assert_eq!(read(310000000.0, "美元", ""), "310000000美元");
        assert_eq!(read(30.0, "%", "三成以上"), "3成");
        assert_eq!(read(7.0, "册次", "7册次"), "7册次");
    }

    #[test]
    fn magnitudes_are_shown_as_asked() {
        assert_eq!(quantity("12345万元").shown(Magnitude::Yi).to_string(), "1.2345亿元");
        assert_eq!(quantity("1.2亿元").shown(Magnitude::Wan).to_string(), "12000万元");
        assert_eq!(quantity("3.8亿美元").shown(Magnitude::Base).to_string(), "380000000美元");
        assert_eq!(quantity("5%").shown(Magnitude::Yi).to_string(), "5%");
    }
}
