//! Units of measure, measure words and the words that bound a figure.

use rustc_hash::FxHashMap;

use super::filter::CharFilter;
use super::tables::Tables;
use super::{Table, TableError};
use crate::extract::fact::Comparator;
use crate::value::quantity::place_of;

/// What a unit measures, as far as reading a figure depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitClass {
    /// % and ‰.
    Percent,
    /// 个百分点.
    Points,
    /// 倍.
    Times,
    /// 元 and other currencies.
    Money,
    /// Areas, lengths, masses, energies and the like.
    Measure,
    /// Things, by a measure word.
    Count,
    /// People.
    Person,
    /// Years of age.
    Age,
    /// Days, hours.
    Duration,
    /// A place in a ranking.
    Rank,
    /// `2:1`.
    Ratio,
}

/// One unit.
#[derive(Clone, Debug)]
pub struct Unit {
    /// What it measures: money, area, count …
    pub dimension: Box<str>,
    /// The unit that amounts of this dimension are compared in.
    pub base: Box<str>,
    /// Base units in one of these.
    pub factor: f64,
    /// Class of the dimension.
    pub class: UnitClass,
    /// Characters that make it part of another word.
    not_before: Box<str>,
    /// Characters that do so behind a number that reads like a word.
    not_before_wordlike: Box<str>,
    /// Smallest Chinese numeral that counts before it.
    pub least: f64,
}

/// On which side of a figure a comparator stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// 超过10家.
    Before,
    /// 60余家.
    Between,
    /// 10%以上.
    After,
}

/// All units and comparators.
#[derive(Clone, Debug, Default)]
pub struct Units {
    units: FxHashMap<Box<str>, Unit>,
    /// Characters that units begin with.
    firsts: CharFilter,
    /// Characters behind these.
    others: CharFilter,
    comparators: [Comparators; 3],
}

/// The comparators of one side, longer words first.
#[derive(Clone, Debug, Default)]
struct Comparators {
    words: Vec<(Box<str>, Comparator)>,
    /// The characters of the words that stand next to the figure.
    next: CharFilter,
}

impl Units {
    /// Reads the tables `units` and `comparators`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut this = Self::default();
        tables.named("units")?.iter().try_for_each(|table| this.add_units(table))?;
        tables.named("comparators")?.iter().try_for_each(|table| this.add_comparators(table))?;
        // The longest word wins: 不超过 before 超过.
        for side in &mut this.comparators {
            side.words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Ok(this)
    }

    fn add_units(&mut self, table: &Table<'_>) -> Result<(), TableError> {
        let name = table.column("unit")?;
        let (dimension, base) = (table.column("dimension")?, table.column("base")?);
        let (factor, least) = (table.column("factor")?, table.column("least")?);
        let (not_before, wordlike) = (table.column("not_before")?, table.column("not_before_wordlike")?);
        for (line, cells) in table.rows() {
            let number = |cell: usize, default: f64| match cells[cell] {
                "" => Ok(default),
                text => text.parse::<f64>().map_err(|_| table.error(line, format!("`{text}` is no number"))),
            };
            let unit = Unit {
                dimension: cells[dimension].into(),
                base: cells[base].into(),
                factor: number(factor, 1.0)?,
                class: class_of(cells[name], cells[dimension]),
                not_before: cells[not_before].into(),
                not_before_wordlike: cells[wordlike].into(),
                least: number(least, 10.0)?,
            };
            self.firsts.extend(cells[name].chars().next());
            self.others.extend(cells[name].chars().skip(1));
            self.units.insert(cells[name].into(), unit);
        }
        Ok(())
    }

    fn add_comparators(&mut self, table: &Table<'_>) -> Result<(), TableError> {
        let (word, op, side) = (table.column("word")?, table.column("op")?, table.column("side")?);
        for (line, cells) in table.rows() {
            let comparator = match cells[op] {
                "=" => Comparator::Equal,
                ">=" => Comparator::AtLeast,
                "<=" => Comparator::AtMost,
                "~" => Comparator::About,
                other => return Err(table.error(line, format!("`{other}` is none of = >= <= ~"))),
            };
            let side = match cells[side] {
                "before" => Side::Before,
                "between" => Side::Between,
                "after" => Side::After,
                other => {
                    return Err(table.error(line, format!("`{other}` is none of before, between, after")));
                }
            };
            let comparators = &mut self.comparators[side as usize];
            comparators.next.extend(if side == Side::Before {
                cells[word].chars().next_back()
            } else {
                cells[word].chars().next()
            });
            comparators.words.push((cells[word].into(), comparator));
        }
        Ok(())
    }

    /// The longest unit at the start of `text` and its length in bytes. A number in Chinese numerals or a year before it
    /// is `wordlike`: more words can begin with the unit there (一家园, 2024家居展).
    pub fn longest_at(&self, text: &str, wordlike: bool) -> Option<(&Unit, usize)> {
        let begins = text.chars().next().is_some_and(|first| self.firsts.may_hold(first));
        let goes_on = |&(at, c): &(usize, char)| if at == 0 { begins } else { self.others.may_hold(c) };
        let mut found = None;
        for (offset, c) in text.char_indices().take_while(goes_on) {
            let end = offset + c.len_utf8();
            if let Some(unit) = self.units.get(&text[..end])
                && !is_part_of_word(unit, &text[..end], &text[end..], wordlike)
            {
                found = Some((unit, end));
            }
        }
        found
    }

    /// A unit by its name alone.
    pub fn get(&self, name: &str) -> Option<&Unit> {
        self.units.get(name)
    }

    /// The comparator that ends `text` (before a figure) or begins it (after, between), with its length in bytes.
    pub fn comparator(&self, text: &str, side: Side) -> Option<(Comparator, usize)> {
        let comparators = &self.comparators[side as usize];
        let is_before = side == Side::Before;
        let next = if is_before { text.chars().next_back() } else { text.chars().next() };
        next.filter(|&next| comparators.next.may_hold(next))?;
        comparators.words.iter().find_map(|(word, comparator)| {
            let hit = if is_before { text.ends_with(&**word) } else { text.starts_with(&**word) };
            hit.then_some((*comparator, word.len()))
        })
    }

    /// The factor of the magnitudes of a unit as written (亿美元, 台/套), what follows them, and the unit it is.
    fn written<'t>(&self, unit: &'t str) -> (f64, &'t str, Option<&Unit>) {
        let (mut rest, mut factor) = (unit, 1.0);
        while !self.units.contains_key(head(rest)) {
            let Some(c) = rest.chars().next() else { break };
            let Some(place) = place_of(c) else { break };
            factor *= place;
            rest = &rest[c.len_utf8()..];
        }
        (factor, rest, self.units.get(head(rest)))
    }

    /// What a unit as written measures; empty when it is unknown.
    pub fn dimension(&self, unit: &str) -> &str {
        self.written(unit).2.map_or("", |unit| &unit.dimension)
    }

    /// `value` of a unit as written (亿美元, 台/套) in base units, and the base unit's name.
    pub fn to_base(&self, value: f64, unit: &str) -> (f64, String) {
        let (factor, rest, known) = self.written(unit);
        match known {
            Some(found) => {
                let tail = &rest[head(rest).len()..];
                let tail =
                    if matches!(found.class, UnitClass::Count | UnitClass::Person) { "" } else { tail };
                (value * factor * found.factor, format!("{}{tail}", found.base))
            }
            None => (value * factor, rest.to_owned()),
        }
    }
}

/// Whether what follows makes `unit` part of another word: 家 in 家庭, W in `5Wh`, 吨 in 万吨级.
fn is_part_of_word(unit: &Unit, word: &str, rest: &str, wordlike: bool) -> bool {
    let Some(next) = rest.chars().next() else { return false };
    let latin = word.ends_with(|c: char| c.is_ascii_alphabetic());
    next == '级'
        || unit.not_before.contains(next)
        || wordlike && unit.not_before_wordlike.contains(next)
        || latin && next.is_ascii_alphanumeric()
}

/// A unit before its divisor or variant: 元 of 元/人, 台 of 台(套).
fn head(unit: &str) -> &str {
    unit.split(['/', '(']).next().unwrap_or(unit)
}

/// Class of a unit by its dimension; points share the dimension of percent, but are a change.
fn class_of(unit: &str, dimension: &str) -> UnitClass {
    match dimension {
        "percent" if unit.ends_with('点') => UnitClass::Points,
        "percent" => UnitClass::Percent,
        "times" => UnitClass::Times,
        "count" => UnitClass::Count,
        "person" => UnitClass::Person,
        "age" => UnitClass::Age,
        "duration" | "duration_h" => UnitClass::Duration,
        _ if dimension.starts_with("money") => UnitClass::Money,
        _ => UnitClass::Measure,
    }
}
