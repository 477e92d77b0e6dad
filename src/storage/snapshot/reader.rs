//! Takes numbers, texts and values out of the bytes of a section, and believes none of them.

use std::sync::Arc;

use super::Damage;
use super::version_1::column_width;
use super::writer::tag;
use crate::graph::MAX_LIST_NESTING;
use crate::value::temporal::{Date, DateTime, Duration, LocalDateTime, LocalTime, Time, Zone};
use crate::value::{Point, Quantity, Value};

/// The rest of a section.
#[derive(Clone, Debug)]
pub(in crate::storage) struct Reader<'b> {
    section: &'b str,
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    /// A reader at the beginning of a section.
    pub(in crate::storage) fn new(section: &'b str, bytes: &'b [u8]) -> Self {
        Self { section, rest: bytes }
    }

    /// An error about this section.
    pub(in crate::storage) fn damage(&self, problem: impl Into<String>) -> Damage {
        Damage::Content { section: self.section.into(), problem: problem.into() }
    }

    /// Whether nothing is left.
    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Checks that nothing is left.
    pub(in crate::storage) fn finish(self) -> Result<(), Damage> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.damage("has bytes after its end")) }
    }

    /// The next bytes.
    pub(super) fn take(&mut self, length: usize) -> Result<&'b [u8], Damage> {
        let (taken, rest) =
            self.rest.split_at_checked(length).ok_or_else(|| self.damage("ends too early"))?;
        self.rest = rest;
        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, Damage> {
        Ok(self.take(1)?[0])
    }

    pub(super) fn varint(&mut self) -> Result<u64, Damage> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(self.damage("holds a number that is too long"))
    }

    /// A number below `bound`.
    pub(in crate::storage) fn number(&mut self, bound: usize) -> Result<usize, Damage> {
        let number = self.varint()?;
        match usize::try_from(number) {
            Ok(number) if number < bound => Ok(number),
            _ => Err(self.damage(format!("names number {number} of {bound}"))),
        }
    }

    /// A number of 32 bits.
    pub(super) fn number_32(&mut self) -> Result<u32, Damage> {
        let number = self.varint()?;
        u32::try_from(number).map_err(|_| self.damage(format!("holds {number} for a number of 32 bits")))
    }

    /// Eight bytes as a number.
    pub(super) fn long(&mut self) -> Result<u64, Damage> {
        Ok(self.take(8)?.first_chunk().copied().map_or(0, u64::from_le_bytes))
    }

    /// How many bytes a number of a column has.
    pub(super) fn width(&mut self) -> Result<usize, Damage> {
        match self.byte()? {
            width @ (1..=4 | 8) => Ok(usize::from(width)),
            width => Err(self.damage(format!("holds numbers of {width} bytes"))),
        }
    }

    /// `count` numbers below `bound`, of at most four bytes each.
    pub(super) fn numbers(&mut self, count: usize, width: usize, bound: u32) -> Result<Vec<u32>, Damage> {
        let bytes = self.column_bytes(count, width)?;
        let numbers: Vec<u32> = match width {
            1 => bytes.iter().map(|byte| u32::from(*byte)).collect(),
            2 => chunks(bytes, |[a, b]| u32::from(u16::from_le_bytes([a, b]))),
            3 => chunks(bytes, |[a, b, c]| u32::from_le_bytes([a, b, c, 0])),
            _ => chunks(bytes, u32::from_le_bytes),
        };
        match numbers.iter().max() {
            Some(highest) if *highest >= bound && bound < u32::MAX => {
                Err(self.damage(format!("names number {highest} of {bound}")))
            }
            _ => Ok(numbers),
        }
    }

    /// `count` numbers, told by what they are more than `least`.
    pub(super) fn integers(&mut self, count: usize, width: usize, least: i64) -> Result<Vec<i64>, Damage> {
        if width == 8 {
            let bytes = self.column_bytes(count, width)?;
            return Ok(chunks(bytes, |number| least.wrapping_add(i64::from_le_bytes(number))));
        }
        let numbers = self.numbers(count, width, u32::MAX)?;
        Ok(numbers.into_iter().map(|number| least.wrapping_add(i64::from(number))).collect())
    }

    /// `count` floats.
    pub(super) fn floats(&mut self, count: usize) -> Result<Vec<f64>, Damage> {
        Ok(chunks(self.column_bytes(count, 8)?, f64::from_le_bytes))
    }

    fn column_bytes(&mut self, count: usize, width: usize) -> Result<&'b [u8], Damage> {
        self.take(count.checked_mul(width).ok_or_else(|| self.damage("counts too much"))?)
    }

    /// How many things follow. Each takes a byte at least, so a count can never ask for more memory than the file
    /// has bytes.
    pub(in crate::storage) fn count(&mut self) -> Result<usize, Damage> {
        let count = self.varint()?;
        match usize::try_from(count) {
            Ok(count) if count <= self.rest.len() => Ok(count),
            _ => Err(self.damage(format!("counts {count} things in {} bytes", self.rest.len()))),
        }
    }

    /// A text.
    pub(in crate::storage) fn text(&mut self) -> Result<&'b str, Damage> {
        let length = self.count()?;
        let bytes = self.take(length)?;
        std::str::from_utf8(bytes).map_err(|_| self.damage("holds text that is not UTF-8"))
    }

    /// A column of `count` numbers below `bound`.
    pub(in crate::storage) fn column(&mut self, count: usize, bound: usize) -> Result<Vec<u32>, Damage> {
        let width = column_width(bound);
        let bytes = self.take(count.checked_mul(width).ok_or_else(|| self.damage("counts too much"))?)?;
        let mut numbers = Vec::with_capacity(count);
        for chunk in bytes.chunks_exact(width) {
            let mut number = [0; 4];
            number[..width].copy_from_slice(chunk);
            let number = u32::from_le_bytes(number);
            if number as usize >= bound {
                return Err(self.damage(format!("names number {number} of {bound}")));
            }
            numbers.push(number);
        }
        Ok(numbers)
    }

    /// A value; its strings stand in `strings`.
    pub(in crate::storage) fn value(&mut self, strings: &[Arc<str>]) -> Result<Value, Damage> {
        self.nested_value(strings, MAX_LIST_NESTING)
    }

    fn nested_value(&mut self, strings: &[Arc<str>], depth: usize) -> Result<Value, Damage> {
        let tag = self.byte()?;
        Ok(match tag {
            tag::NULL => Value::Null,
            tag::FALSE => Value::Boolean(false),
            tag::TRUE => Value::Boolean(true),
            tag::INTEGER => {
                let zigzag = self.varint()?;
                Value::Integer((zigzag >> 1) as i64 ^ -((zigzag & 1) as i64))
            }
            tag::FLOAT => {
                let bits = self.take(8)?.first_chunk().copied().map_or(0, u64::from_le_bytes);
                Value::Float(f64::from_bits(bits))
            }
            tag::STRING => Value::String(self.string(strings)?.clone()),
            tag::LIST if depth == 0 => return Err(self.damage("nests lists too deep")),
            tag::LIST => {
                let count = self.count()?;
                let items = (0..count).map(|_| self.nested_value(strings, depth - 1));
                Value::list(items.collect::<Result<_, _>>()?)
            }
            tag::DATE..=tag::POINT => {
                let text = self.string(strings)?;
                self.temporal(tag, text)?
            }
            _ => return Err(self.damage(format!("holds a value of unknown kind {tag}"))),
        })
    }

    fn string<'s>(&mut self, strings: &'s [Arc<str>]) -> Result<&'s Arc<str>, Damage> {
        Ok(&strings[self.number(strings.len())?])
    }

    fn temporal(&self, tag: u8, text: &str) -> Result<Value, Damage> {
        let value = match tag {
            tag::DATE => Date::parse(text).map(Value::Date),
            tag::LOCAL_TIME => LocalTime::parse(text).map(Value::LocalTime),
            tag::TIME => Time::parse(text).map(Value::Time),
            tag::LOCAL_DATE_TIME => LocalDateTime::parse(text).map(Value::LocalDateTime),
            tag::DATE_TIME => {
                DateTime::parse(text, &Zone::Offset(0)).map(|time| Value::DateTime(Arc::new(time)))
            }
            tag::POINT => Point::parse(text).map(Value::from),
            tag::QUANTITY => Quantity::of_stored(text).map(Value::from),
            _ => Duration::parse(text).map(|duration| Value::Duration(Arc::new(duration))),
        };
        value.map_err(|error| self.damage(format!("holds a wrong value: {error}")))
    }
}

/// A number of each `N` bytes.
fn chunks<const N: usize, T>(bytes: &[u8], number: impl Fn([u8; N]) -> T) -> Vec<T> {
    bytes.as_chunks::<N>().0.iter().map(|chunk| number(*chunk)).collect()
}
