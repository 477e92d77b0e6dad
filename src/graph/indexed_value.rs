//! Values as a property index sees them: a hash that agrees with openCypher's equality (1 = 1.0).

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::value::Value;

/// Hash of a value: equal values have equal hashes. None for what equals nothing: null, NaN, lists that hold them.
pub(super) fn hash(value: &Value) -> Option<u64> {
    let mut hasher = FxHasher::default();
    feed(value, &mut hasher).then(|| hasher.finish())
}

fn feed(value: &Value, hasher: &mut FxHasher) -> bool {
    match value {
        Value::Boolean(truth) => hasher.write_u8(u8::from(*truth)),
        // Integers beyond 2^53 share the hash of the float they round to.
        Value::Integer(number) => hasher.write_u64((*number as f64).to_bits()),
        Value::Float(number) if number.is_nan() => return false,
        // Adding zero turns -0.0 into 0.0.
        Value::Float(number) => hasher.write_u64((number + 0.0).to_bits()),
        Value::String(text) => hasher.write(text.as_bytes()),
        Value::List(items) => {
            hasher.write_usize(items.len());
            return items.iter().all(|item| feed(item, hasher));
        }
        _ => return false,
    }
    true
}

/// Whether two values are equal.
pub(super) fn is_equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Boolean(left), Value::Boolean(right)) => left == right,
        (Value::Integer(left), Value::Integer(right)) => left == right,
        (Value::Float(left), Value::Float(right)) => left == right,
        (Value::Integer(whole), Value::Float(float)) | (Value::Float(float), Value::Integer(whole)) => {
            *whole as f64 == *float
        }
        (Value::String(left), Value::String(right)) => left == right,
        (Value::List(left), Value::List(right)) => {
            left.len() == right.len()
                && left.iter().zip(right.iter()).all(|(left, right)| is_equal(left, right))
        }
        _ => false,
    }
}
