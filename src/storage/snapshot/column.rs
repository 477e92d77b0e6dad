//! The values of a property key as bytes.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Damage;
use super::reader::Reader;
use super::writer::{
    Strings, put_count, put_float, put_integer, put_numbers, put_string, put_text, put_value, put_varint,
    tag, width_below,
};
use crate::graph::{ColumnPart, ListItem, ListPool, PartIds, PartValues, TextPool};

/// Forms of ids; never change one, only add.
mod ids {
    pub(super) const RUN: u8 = 0;
    pub(super) const BITS: u8 = 1;
    pub(super) const GAPS: u8 = 2;
}

/// Kinds of values; never change one, only add.
mod kind {
    pub(super) const INTEGERS: u8 = 0;
    pub(super) const FLOATS: u8 = 1;
    pub(super) const BOOLEANS: u8 = 2;
    pub(super) const TEXTS: u8 = 3;
    pub(super) const MIXED: u8 = 4;
}

/// Ids for each of which a bit is written, where gaps would take more.
const BITS_A_VALUE: usize = 16;

pub(super) fn put_column(out: &mut Vec<u8>, part: &ColumnPart) {
    put_ids(out, &part.ids);
    match &part.values {
        PartValues::Integers(values) => {
            let least = values.iter().copied().min().unwrap_or(0);
            let difference = |value: i64| value.wrapping_sub(least) as u64;
            let width = width_below(
                values.iter().map(|value| difference(*value)).max().unwrap_or(0).saturating_add(1),
            );
            out.push(kind::INTEGERS);
            // Zigzag: small negative numbers stay short.
            put_varint(out, (least << 1 ^ least >> 63) as u64);
            out.push(width as u8);
            put_numbers(out, width, values.iter().map(|value| difference(*value)));
        }
        PartValues::Floats(values) => {
            out.push(kind::FLOATS);
            values.iter().for_each(|value| out.extend_from_slice(&value.to_bits().to_le_bytes()));
        }
        PartValues::Booleans(values) => {
            out.push(kind::BOOLEANS);
            put_bits(
                out,
                values.len(),
                values.iter().enumerate().filter(|(_, value)| **value).map(|(at, _)| at),
            );
        }
        PartValues::Texts(codes, pool) => put_texts(out, codes, pool),
        PartValues::Lists(codes, pool) => put_lists(out, codes, pool),
        PartValues::Mixed(values) => {
            let (mut strings, mut bytes) = (Strings::default(), Vec::new());
            values.iter().for_each(|value| put_value(&mut bytes, &mut strings, value));
            out.push(kind::MIXED);
            put_count(out, strings.texts.len());
            strings.texts.iter().for_each(|text| put_text(out, text));
            out.append(&mut bytes);
        }
    }
}

fn put_texts(out: &mut Vec<u8>, codes: &[u32], pool: &TextPool) {
    let (bytes, ends) = pool.all();
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let lengths: Vec<u64> = starts.zip(ends).map(|(start, end)| (end - start) as u64).collect();
    let width = width_below(lengths.iter().max().map_or(0, |longest| longest + 1));
    out.push(kind::TEXTS);
    put_count(out, lengths.len());
    out.push(width as u8);
    put_numbers(out, width, lengths.into_iter());
    out.extend_from_slice(bytes.as_bytes());
    put_numbers(out, width_below(ends.len() as u64), codes.iter().map(|code| u64::from(*code)));
}

/// The bytes of the same lists as values.
fn put_lists(out: &mut Vec<u8>, codes: &[u32], pool: &ListPool) {
    let (mut order, mut numbers, mut bytes) = (Vec::new(), FxHashMap::default(), Vec::new());
    for code in codes {
        let items = pool.items(*code);
        bytes.push(tag::LIST);
        put_count(&mut bytes, items.len());
        for item in items {
            match item {
                ListItem::Integer(number) => put_integer(&mut bytes, number),
                ListItem::Float(number) => put_float(&mut bytes, number),
                ListItem::Text(text) => {
                    let number = *numbers.entry(text).or_insert_with(|| {
                        order.push(text);
                        order.len() - 1
                    });
                    put_string(&mut bytes, number);
                }
            }
        }
    }
    out.push(kind::MIXED);
    put_count(out, order.len());
    order.into_iter().for_each(|text| put_text(out, pool.texts().text(text)));
    out.append(&mut bytes);
}

fn put_ids(out: &mut Vec<u8>, ids: &PartIds) {
    let listed = match ids {
        PartIds::Run(run) => {
            out.push(ids::RUN);
            put_count(out, run.start as usize);
            return put_count(out, run.len());
        }
        PartIds::Listed(listed) => listed,
    };
    let (first, last) = (listed.first().copied().unwrap_or(0), listed.last().copied().unwrap_or(0));
    let range = (last - first) as usize + 1;
    if range <= BITS_A_VALUE * listed.len() {
        out.push(ids::BITS);
        put_count(out, first as usize);
        put_count(out, range);
        return put_bits(out, range, listed.iter().map(|id| (id - first) as usize));
    }
    out.push(ids::GAPS);
    put_count(out, listed.len());
    let mut end = 0;
    for id in listed {
        put_count(out, (id - end) as usize);
        end = id + 1;
    }
}

fn put_bits(out: &mut Vec<u8>, length: usize, set: impl Iterator<Item = usize>) {
    let start = out.len();
    out.resize(start + length.div_ceil(8), 0);
    set.for_each(|at| out[start + at / 8] |= 1 << (at % 8));
}

/// Values of elements with ids below `bound`.
pub(super) fn take_column(mut reader: Reader<'_>, bound: u32) -> Result<ColumnPart, Damage> {
    let ids = take_ids(&mut reader, bound)?;
    let count = ids.len();
    let values = match reader.byte()? {
        kind::INTEGERS => {
            let zigzag = reader.varint()?;
            let least = (zigzag >> 1) as i64 ^ -((zigzag & 1) as i64);
            let width = reader.width()?;
            PartValues::Integers(reader.integers(count, width, least)?)
        }
        kind::FLOATS => PartValues::Floats(reader.floats(count)?),
        kind::BOOLEANS => {
            let bits = reader.take(count.div_ceil(8))?;
            PartValues::Booleans((0..count).map(|at| bits[at / 8] >> (at % 8) & 1 == 1).collect())
        }
        kind::TEXTS => take_texts(&mut reader, count)?,
        kind::MIXED => {
            let n_strings = reader.count()?;
            let strings =
                (0..n_strings).map(|_| reader.text().map(Arc::from)).collect::<Result<Vec<_>, _>>()?;
            PartValues::Mixed((0..count).map(|_| reader.value(&strings)).collect::<Result<_, _>>()?)
        }
        other => return Err(reader.damage(format!("holds values of unknown kind {other}"))),
    };
    if let PartValues::Mixed(values) = &values
        && values.iter().any(crate::value::Value::is_null)
    {
        return Err(reader.damage("holds a value that is none"));
    }
    reader.finish()?;
    Ok(ColumnPart { ids, values })
}

fn take_texts(reader: &mut Reader<'_>, count: usize) -> Result<PartValues, Damage> {
    let n_texts = reader.count()?;
    let width = reader.width()?;
    let mut end = 0usize;
    let lengths = reader.integers(n_texts, width, 0)?;
    let ends = lengths.into_iter().map(|length| {
        end = end.saturating_add(usize::try_from(length).unwrap_or(usize::MAX));
        end
    });
    let ends: Vec<usize> = ends.collect();
    let bytes = reader.take(end)?.to_vec();
    let text = String::from_utf8(bytes).map_err(|_| reader.damage("holds text that is not UTF-8"))?;
    let pool = TextPool::from_parts(text, ends).ok_or_else(|| reader.damage("cuts a character in two"))?;
    let codes = reader.numbers(count, width_below(n_texts as u64), n_texts as u32)?;
    Ok(PartValues::Texts(codes, pool))
}

fn take_ids(reader: &mut Reader<'_>, bound: u32) -> Result<PartIds, Damage> {
    let form = reader.byte()?;
    if form == ids::GAPS {
        return take_gaps(reader, bound);
    }
    let (first, length) = (reader.number_32()?, reader.number_32()?);
    let end = first.checked_add(length).filter(|end| *end <= bound && length > 0);
    let end = end.ok_or_else(|| reader.damage(format!("names ids beyond {bound}")))?;
    match form {
        ids::RUN => Ok(PartIds::Run(first..end)),
        ids::BITS => {
            let bits = reader.take((length as usize).div_ceil(8))?;
            let set = (0..length).filter(|at| bits[*at as usize / 8] >> (at % 8) & 1 == 1);
            let listed: Vec<u32> = set.map(|at| first + at).collect();
            if listed.first() != Some(&first) || listed.last() != Some(&(end - 1)) {
                return Err(reader.damage("does not begin or end with a value"));
            }
            Ok(PartIds::Listed(listed))
        }
        other => Err(reader.damage(format!("holds ids in the unknown form {other}"))),
    }
}

fn take_gaps(reader: &mut Reader<'_>, bound: u32) -> Result<PartIds, Damage> {
    let count = reader.count()?;
    let mut listed = Vec::with_capacity(count);
    let mut end = 0u64;
    for _ in 0..count {
        let id = end + u64::from(reader.number_32()?);
        if id >= u64::from(bound) {
            return Err(reader.damage(format!("names ids beyond {bound}")));
        }
        listed.push(id as u32);
        end = id + 1;
    }
    if listed.is_empty() {
        return Err(reader.damage("holds no value"));
    }
    Ok(PartIds::Listed(listed))
}
