//! The notes that are kept with a graph.

use super::Damage;
use super::reader::Reader;
use super::writer::{put_count, put_text};

/// Notes that are kept with a graph: when and from what it was built, by key.
pub type Meta = std::collections::BTreeMap<String, String>;

pub(super) fn put_notes(out: &mut Vec<u8>, meta: &Meta) {
    put_count(out, meta.len());
    for (key, value) in meta {
        put_text(out, key);
        put_text(out, value);
    }
}

pub(super) fn take_notes(mut reader: Reader<'_>) -> Result<Meta, Damage> {
    let mut meta = Meta::new();
    for _ in 0..reader.count()? {
        let key = reader.text()?.to_owned();
        meta.insert(key, reader.text()?.to_owned());
    }
    reader.finish()?;
    Ok(meta)
}
