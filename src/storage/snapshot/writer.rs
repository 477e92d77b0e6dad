//! Puts numbers, texts and values into the bytes of a section.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::value::Value;

/// Tags of values in a file; never change one, only add.
pub(super) mod tag {
    /// Only inside lists.
    pub(in super::super) const NULL: u8 = 0;
    pub(in super::super) const FALSE: u8 = 1;
    pub(in super::super) const TRUE: u8 = 2;
    pub(in super::super) const INTEGER: u8 = 3;
    pub(in super::super) const FLOAT: u8 = 4;
    pub(in super::super) const STRING: u8 = 5;
    pub(in super::super) const LIST: u8 = 6;
    pub(in super::super) const DATE: u8 = 7;
    pub(in super::super) const LOCAL_TIME: u8 = 8;
    pub(in super::super) const TIME: u8 = 9;
    pub(in super::super) const LOCAL_DATE_TIME: u8 = 10;
    pub(in super::super) const DATE_TIME: u8 = 11;
    pub(in super::super) const DURATION: u8 = 12;
    pub(in super::super) const QUANTITY: u8 = 13;
    pub(in super::super) const POINT: u8 = 14;
}

/// Every string once, numbered in the order of first use.
#[derive(Debug, Default)]
pub(in crate::storage) struct Strings {
    pub(in crate::storage) texts: Vec<Arc<str>>,
    numbers: FxHashMap<Arc<str>, usize>,
}

impl Strings {
    fn number(&mut self, text: &Arc<str>) -> usize {
        *self.numbers.entry(text.clone()).or_insert_with(|| {
            self.texts.push(text.clone());
            self.texts.len() - 1
        })
    }
}

/// A count or number as a varint of seven bits a byte.
pub(in crate::storage) fn put_count(out: &mut Vec<u8>, count: usize) {
    put_varint(out, count as u64);
}

pub(in crate::storage) fn put_varint(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A text with its length before it.
pub(in crate::storage) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_count(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

/// A column of numbers of so many bytes each.
pub(super) fn put_numbers(out: &mut Vec<u8>, width: usize, numbers: impl Iterator<Item = u64>) {
    numbers.for_each(|number| out.extend_from_slice(&number.to_le_bytes()[..width]));
}

/// Bytes for one number below `bound`.
pub(super) fn width_below(bound: u64) -> usize {
    match bound {
        0..=0x100 => 1,
        0x101..=0x1_0000 => 2,
        0x1_0001..=0x100_0000 => 3,
        0x100_0001..=0x1_0000_0000 => 4,
        _ => 8,
    }
}

/// A whole number as a value.
pub(super) fn put_integer(out: &mut Vec<u8>, number: i64) {
    out.push(tag::INTEGER);
    // Zigzag: small negative numbers stay short.
    put_varint(out, (number << 1 ^ number >> 63) as u64);
}

/// A float as a value.
pub(super) fn put_float(out: &mut Vec<u8>, number: f64) {
    out.push(tag::FLOAT);
    out.extend_from_slice(&number.to_bits().to_le_bytes());
}

/// A text, by its number among the strings, as a value.
pub(super) fn put_string(out: &mut Vec<u8>, number: usize) {
    out.push(tag::STRING);
    put_count(out, number);
}

/// A value that a property can hold.
pub(in crate::storage) fn put_value(out: &mut Vec<u8>, strings: &mut Strings, value: &Value) {
    match value {
        Value::Null => out.push(tag::NULL),
        Value::Boolean(false) => out.push(tag::FALSE),
        Value::Boolean(true) => out.push(tag::TRUE),
        Value::Integer(number) => put_integer(out, *number),
        Value::Float(number) => put_float(out, *number),
        Value::String(text) => put_string(out, strings.number(text)),
        Value::List(items) => {
            out.push(tag::LIST);
            put_count(out, items.len());
            items.iter().for_each(|item| put_value(out, strings, item));
        }
        Value::Date(date) => put_temporal(out, strings, tag::DATE, date),
        Value::LocalTime(time) => put_temporal(out, strings, tag::LOCAL_TIME, time),
        Value::Time(time) => put_temporal(out, strings, tag::TIME, time),
        Value::LocalDateTime(time) => put_temporal(out, strings, tag::LOCAL_DATE_TIME, time),
        Value::DateTime(time) => put_temporal(out, strings, tag::DATE_TIME, time),
        Value::Duration(duration) => put_temporal(out, strings, tag::DURATION, duration),
        Value::Point(point) => put_temporal(out, strings, tag::POINT, point),
        Value::Quantity(quantity) => put_temporal(out, strings, tag::QUANTITY, quantity),
        Value::Map(_) | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => {
            unreachable!("the graph refuses to hold {value:?}")
        }
    }
}

/// A temporal value or a quantity as its text, which reads back as the same value.
fn put_temporal(out: &mut Vec<u8>, strings: &mut Strings, tag: u8, value: &impl ToString) {
    out.push(tag);
    put_count(out, strings.number(&value.to_string().into()));
}
