//! Values as a property index sees them: openCypher's equality (1 = 1.0) and a hash that agrees with it.

use std::hash::{BuildHasher, BuildHasherDefault};

use rustc_hash::FxHasher;

use crate::value::{Grouped, Value, equality};

/// Hash of a value: equal values have equal hashes. None for null, which no property holds and which equals nothing.
pub(super) fn hash(value: &Value) -> Option<u64> {
    let hasher = BuildHasherDefault::<FxHasher>::default();
    (!value.is_null()).then(|| hasher.hash_one(Grouped(value.clone())))
}

/// The hash of a text, the same as that of the value.
pub(super) fn hash_text(text: &str) -> u64 {
    crate::value::hash_text(text, BuildHasherDefault::<FxHasher>::default().build_hasher())
}

/// Whether two values are known to be equal.
pub(super) fn is_equal(left: &Value, right: &Value) -> bool {
    equality(left, right) == Some(true)
}

/// Tells the function that makes hashes from another one: a file keeps the hashes of its indexes, and they are good as
/// long as they are made in the same way.
pub fn hash_fingerprint() -> u64 {
    let date = crate::value::temporal::Date::from_epoch_day(20_000).ok().map_or(Value::Null, Value::Date);
    let samples = [
        Value::from("图志"),
        Value::Integer(-7),
        Value::Integer(1 << 40),
        Value::Float(0.5),
        Value::Boolean(true),
        Value::list(vec![Value::from("a"), Value::Integer(1)]),
        date,
    ];
    let mix = |sum: u64, value: &Value| sum.rotate_left(9) ^ hash(value).unwrap_or(0);
    samples.iter().fold(1, mix)
}
