//! Units: a magnitude (万, 亿), a unit of the table, and what it is counted by (元/人).
//!
//! Two units are alike when their dimension is. The table's dimension is taken as it is but for three things that
//! are no amounts of each other: things counted by different words (户, 家), visits and things (人次, 人), and
//! percentage points and percent.

use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashMap;

use crate::value::ValueError;

/// The table by which reports are read.
const TABLE: &str = include_str!("../../../data/lexicon/units.tsv");

/// Longest unit that is looked at, in bytes.
const MAX_LENGTH: usize = 120;

/// A unit as written, and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    name: Arc<str>,
    base: Arc<str>,
    dimension: Arc<str>,
    factor: f64,
}

/// A row of the table.
struct Row {
    dimension: &'static str,
    base: &'static str,
    factor: f64,
}

static ROWS: LazyLock<FxHashMap<&'static str, Row>> = LazyLock::new(|| {
    let mut lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let columns: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let at = |name| columns.iter().position(|column| *column == name);
    let (unit, dimension, base, factor) = (at("unit"), at("dimension"), at("base"), at("factor"));
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).copied();
        let factor = exact(cell(factor)?.parse().ok()?);
        Some((cell(unit)?, Row { dimension: cell(dimension)?, base: cell(base)?, factor }))
    };
    lines.filter_map(row).collect()
});

impl Unit {
    /// The unit of a name; none when the table does not know it.
    pub fn named(name: &str) -> Option<Self> {
        if name.is_empty() || name.len() > MAX_LENGTH {
            return None;
        }
        let (mut rest, mut factor) = (name, 1.0);
        loop {
            if let Some(row) = ROWS.get(rest) {
                return Some(Self::of_row(name, rest, "", row, factor));
            }
            if let Some((head, tail)) = rest.split_once('/')
                && let Some(row) = ROWS.get(head)
            {
                return Some(Self::of_row(name, head, tail, row, factor));
            }
            let place = rest.chars().next()?;
            factor *= place_of(place)?;
            rest = &rest[place.len_utf8()..];
        }
    }

    /// The unit of a name, which is a dimension of its own where the table does not know it.
    pub fn of_data(name: &str) -> Self {
        Self::named(name).unwrap_or_else(|| {
            let name: Arc<str> = name.into();
            Self { base: name.clone(), dimension: name.clone(), name, factor: 1.0 }
        })
    }

    fn of_row(name: &str, word: &str, per: &str, row: &Row, magnitude: f64) -> Self {
        let (mut base, mut dimension) = (row.base.to_owned(), row.dimension.to_owned());
        let is_visit = word.ends_with('次') && row.dimension != "count";
        if row.dimension == "count" || is_visit {
            base = word.to_owned();
            dimension = format!("{} {word}", row.dimension);
        } else if word.ends_with('点') && row.dimension == "percent" {
            base = "个百分点".to_owned();
            dimension = "points".to_owned();
        }
        if !per.is_empty() {
            base = format!("{base}/{per}");
            dimension = format!("{dimension}/{per}");
        }
        let factor = magnitude * row.factor;
        Self { name: name.into(), base: base.into(), dimension: dimension.into(), factor }
    }

    /// The longest unit at the start of a text and its length in bytes.
    pub fn longest_at(text: &str) -> Option<(Self, usize)> {
        const MOST: usize = 12;
        let ends = text.char_indices().take(MOST).map(|(at, c)| at + c.len_utf8());
        ends.filter_map(|end| Some((Self::named(&text[..end])?, end))).last()
    }

    /// As written: 亿美元.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// The unit that amounts of this dimension are compared in: 美元.
    pub fn base(&self) -> &Arc<str> {
        &self.base
    }

    /// What it measures: only amounts of one dimension are added and compared.
    pub fn dimension(&self) -> &Arc<str> {
        &self.dimension
    }

    /// Base units in one of these.
    pub fn factor(&self) -> f64 {
        self.factor
    }

    /// The base unit under a magnitude: 亿 and 美元 give 亿美元.
    pub(super) fn with_magnitude(&self, magnitude: &str, factor: f64) -> Self {
        let name = format!("{magnitude}{}", self.base);
        Self { name: name.into(), base: self.base.clone(), dimension: self.dimension.clone(), factor }
    }

    /// Whether this is a part of a whole, such as %.
    pub fn is_share(&self) -> bool {
        &*self.dimension == "percent"
    }

    /// Whether this is a difference of shares, such as 个百分点.
    pub fn is_points(&self) -> bool {
        &*self.dimension == "points"
    }

    /// The error for a name that is no unit.
    pub fn unknown(name: &str) -> ValueError {
        ValueError::invalid(format!(
            "`{name}` is no unit that is known; units are 元, 万元, 亿美元, %, 个百分点, 亩, 平方公里, 吨, 千瓦时, 公里, 人, 户 and their kin"
        ))
    }
}

/// A magnitude's factor.
pub(crate) fn place_of(c: char) -> Option<f64> {
    Some(match c {
        '十' => 1e1,
        '百' => 1e2,
        '千' => 1e3,
        '万' => 1e4,
        '亿' => 1e8,
        _ => return None,
    })
}

/// A factor that the table cuts off, such as 666.666666667, as the fraction that it is of.
fn exact(factor: f64) -> f64 {
    let whole = |number: f64| number >= 1.0 && (number - number.round()).abs() < 1e-11 * number;
    let (thrice, inverse) = (factor * 3.0, 1.0 / factor);
    if whole(factor) {
        factor
    } else if whole(thrice) {
        thrice.round() / 3.0
    } else if whole(inverse) {
        1.0 / inverse.round()
    } else {
        factor
    }
}
