//! openCypher's four relations between values (CIP2016-06-14 "Define comparability and equality as well as
//! orderability and equivalence"):
//!
//! | relation | used by | null | NaN | 1 and 1.0 |
//! |---|---|---|---|---|
//! | comparability | `<`, `<=`, `>`, `>=` | unknown | never | same |
//! | equality | `=`, `<>`, `IN` | unknown | differs from itself | same |
//! | orderability | `ORDER BY`, `min`, `max` | last | after all numbers | same |
//! | equivalence | `DISTINCT`, grouping | same as null | same as NaN | same |

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::{MapValue, Value};

/// How two values compare under `<` and its kin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparability {
    /// They have an order.
    Ordered(Ordering),
    /// Both are numbers, one is NaN: every comparison is false.
    Unordered,
    /// Null, or types that have no common order: every comparison is null.
    Incomparable,
}

impl Comparability {
    /// The truth of a comparison, given which orders make it true; none is null.
    pub fn test(self, holds: impl FnOnce(Ordering) -> bool) -> Option<bool> {
        match self {
            Self::Ordered(ordering) => Some(holds(ordering)),
            Self::Unordered => Some(false),
            Self::Incomparable => None,
        }
    }
}

/// Comparability: numbers, strings, booleans, temporal instants of one type, quantities of like
/// units, and lists element by element.
/// Durations, maps and graph elements have no order here.
pub fn comparability(left: &Value, right: &Value) -> Comparability {
    use Comparability::{Incomparable, Ordered, Unordered};
    match (left, right) {
        (Value::Integer(a), Value::Integer(b)) => Ordered(a.cmp(b)),
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            number_order(left, right).map_or(Unordered, Ordered)
        }
        (Value::String(a), Value::String(b)) => Ordered(a.cmp(b)),
        (Value::Boolean(a), Value::Boolean(b)) => Ordered(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Ordered(a.cmp(b)),
        (Value::LocalTime(a), Value::LocalTime(b)) => Ordered(a.cmp(b)),
        (Value::Time(a), Value::Time(b)) => Ordered(a.cmp(b)),
        (Value::LocalDateTime(a), Value::LocalDateTime(b)) => Ordered(a.cmp(b)),
        (Value::DateTime(a), Value::DateTime(b)) => Ordered(a.cmp(b)),
        (Value::Quantity(a), Value::Quantity(b)) => a.compare(b).map_or(Incomparable, Ordered),
        (Value::List(a), Value::List(b)) => {
            for (x, y) in a.iter().zip(b.iter()) {
                match comparability(x, y) {
                    Ordered(Ordering::Equal) => {}
                    decided => return decided,
                }
            }
            Ordered(a.len().cmp(&b.len()))
        }
        _ => Incomparable,
    }
}

/// Equality, none when it is unknown. Lists and maps are equal when all their parts are, and differ as soon as one
/// part does.
pub fn equality(left: &Value, right: &Value) -> Option<bool> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => None,
        (Value::List(a), Value::List(b)) => {
            if a.len() != b.len() {
                return Some(false);
            }
            all_equal(a.iter().zip(b.iter()))
        }
        (Value::Map(a), Value::Map(b)) => {
            if !a.keys().eq(b.keys()) {
                return Some(false);
            }
            all_equal(a.values().zip(b.values()))
        }
        (Value::Float(a), Value::Float(b)) => Some(a == b),
        _ => Some(equivalence(left, right)),
    }
}

fn all_equal<'v>(pairs: impl Iterator<Item = (&'v Value, &'v Value)>) -> Option<bool> {
    let mut result = Some(true);
    for (a, b) in pairs {
        match equality(a, b) {
            Some(true) => {}
            Some(false) => return Some(false),
            None => result = None,
        }
    }
    result
}

/// Equivalence: equality in which null and NaN equal themselves.
pub fn equivalence(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Integer(a), Value::Integer(b)) => a == b,
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            orderability(left, right).is_eq()
        }
        (Value::Boolean(a), Value::Boolean(b)) => a == b,
        (Value::String(a), Value::String(b)) => a == b,
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(x, y)| equivalence(x, y))
        }
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|((k, x), (l, y))| k == l && equivalence(x, y))
        }
        (Value::Node(a), Value::Node(b)) => a == b,
        (Value::Relationship(a), Value::Relationship(b)) => a == b,
        (Value::Path(a), Value::Path(b)) => a == b,
        (Value::Date(a), Value::Date(b)) => a == b,
        (Value::LocalTime(a), Value::LocalTime(b)) => a == b,
        (Value::Time(a), Value::Time(b)) => a == b,
        (Value::LocalDateTime(a), Value::LocalDateTime(b)) => a == b,
        (Value::DateTime(a), Value::DateTime(b)) => a == b,
        (Value::Duration(a), Value::Duration(b)) => a == b,
        (Value::Quantity(a), Value::Quantity(b)) => a == b,
        (Value::Point(a), Value::Point(b)) => a == b,
        _ => false,
    }
}

/// Orderability: a total order over all values, type by type; equal exactly for equivalent values.
pub fn orderability(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            number_order(left, right).unwrap_or_else(|| is_nan(left).cmp(&is_nan(right)))
        }
        (Value::Boolean(a), Value::Boolean(b)) => a.cmp(b),
        (Value::String(a), Value::String(b)) => a.cmp(b),
        (Value::List(a), Value::List(b)) => order_all(a.iter().zip(b.iter())).then(a.len().cmp(&b.len())),
        (Value::Map(a), Value::Map(b)) => order_maps(a, b),
        (Value::Node(a), Value::Node(b)) => a.cmp(b),
        (Value::Relationship(a), Value::Relationship(b)) => a.cmp(b),
        (Value::Path(a), Value::Path(b)) => a.nodes.cmp(&b.nodes).then_with(|| a.rels.cmp(&b.rels)),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::LocalTime(a), Value::LocalTime(b)) => a.cmp(b),
        (Value::Time(a), Value::Time(b)) => a.cmp(b),
        (Value::LocalDateTime(a), Value::LocalDateTime(b)) => a.cmp(b),
        (Value::DateTime(a), Value::DateTime(b)) => a.cmp(b),
        (Value::Duration(a), Value::Duration(b)) => a.order(b),
        (Value::Quantity(a), Value::Quantity(b)) => a.order(b),
        (Value::Point(a), Value::Point(b)) => a.order(b),
        _ => type_rank(left).cmp(&type_rank(right)),
    }
}

/// Where texts stand in the order of the types.
const TEXT_RANK: u8 = 11;

/// Order of the types among each other.
fn type_rank(value: &Value) -> u8 {
    match value {
        Value::Map(_) => 0,
        Value::Node(_) => 1,
        Value::Relationship(_) => 2,
        Value::List(_) => 3,
        Value::Path(_) => 4,
        Value::DateTime(_) => 5,
        Value::LocalDateTime(_) => 6,
        Value::Date(_) => 7,
        Value::Time(_) => 8,
        Value::LocalTime(_) => 9,
        Value::Duration(_) => 10,
        Value::String(_) => TEXT_RANK,
        Value::Boolean(_) => 12,
        Value::Integer(_) | Value::Float(_) => 13,
        Value::Quantity(_) => 14,
        Value::Point(_) => 15,
        Value::Null => 16,
    }
}

fn order_all<'v>(pairs: impl Iterator<Item = (&'v Value, &'v Value)>) -> Ordering {
    for (a, b) in pairs {
        let ordering = orderability(a, b);
        if ordering.is_ne() {
            return ordering;
        }
    }
    Ordering::Equal
}

/// Maps by size, then keys, then values: the CIP leaves it open.
fn order_maps(a: &MapValue, b: &MapValue) -> Ordering {
    a.len()
        .cmp(&b.len())
        .then_with(|| a.keys().cmp(b.keys()))
        .then_with(|| order_all(a.values().zip(b.values())))
}

fn is_nan(value: &Value) -> bool {
    matches!(value, Value::Float(f) if f.is_nan())
}

/// Order of two numbers by their exact values, none with NaN.
fn number_order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Integer(a), Value::Integer(b)) => Some(a.cmp(b)),
        (Value::Float(a), Value::Float(b)) => a.partial_cmp(b),
        (Value::Integer(a), Value::Float(b)) => integer_float_order(*a, *b),
        (Value::Float(a), Value::Integer(b)) => integer_float_order(*b, *a).map(Ordering::reverse),
        _ => None,
    }
}

/// 2^63, the first float beyond all integers.
const BEYOND_INTEGERS: f64 = 9_223_372_036_854_775_808.0;

/// Exact: an integer above 2^53 is not rounded to a float first, which would make the order intransitive.
fn integer_float_order(integer: i64, float: f64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    if float >= BEYOND_INTEGERS {
        return Some(Ordering::Less);
    }
    if float < -BEYOND_INTEGERS {
        return Some(Ordering::Greater);
    }
    let whole = integer.cmp(&(float.trunc() as i64));
    Some(whole.then(0.0.partial_cmp(&float.fract())?))
}

/// A value as a key of grouping: `==` is equivalence, and the hash agrees with it.
#[derive(Clone, Debug, Default)]
pub struct Grouped(pub Value);

impl PartialEq for Grouped {
    fn eq(&self, other: &Self) -> bool {
        equivalence(&self.0, &other.0)
    }
}

impl Eq for Grouped {}

impl Hash for Grouped {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash_value(&self.0, state);
    }
}

/// The hash of a text as [`Grouped`] hashes it.
pub(crate) fn hash_text<H: Hasher>(text: &str, mut state: H) -> u64 {
    TEXT_RANK.hash(&mut state);
    text.hash(&mut state);
    state.finish()
}

fn hash_value<H: Hasher>(value: &Value, state: &mut H) {
    type_rank(value).hash(state);
    match value {
        Value::Null => {}
        Value::Boolean(v) => v.hash(state),
        Value::Integer(v) => v.hash(state),
        Value::Float(v) => hash_float(*v, state),
        Value::String(v) => v.hash(state),
        Value::List(items) => {
            items.len().hash(state);
            items.iter().for_each(|item| hash_value(item, state));
        }
        Value::Map(map) => {
            map.len().hash(state);
            for (key, item) in map.iter() {
                key.hash(state);
                hash_value(item, state);
            }
        }
        Value::Node(v) => v.hash(state),
        Value::Relationship(v) => v.hash(state),
        Value::Path(v) => v.hash(state),
        Value::Date(v) => v.hash(state),
        Value::LocalTime(v) => v.hash(state),
        Value::Time(v) => v.hash(state),
        Value::LocalDateTime(v) => v.hash(state),
        Value::DateTime(v) => v.hash(state),
        Value::Duration(v) => v.hash(state),
        Value::Quantity(v) => v.hash(state),
        Value::Point(v) => v.hash(state),
    }
}

/// A float that is a whole number hashes as that integer.
fn hash_float<H: Hasher>(float: f64, state: &mut H) {
    if float.fract() == 0.0 && (-BEYOND_INTEGERS..BEYOND_INTEGERS).contains(&float) {
        (float as i64).hash(state);
    } else if float.is_nan() {
        f64::NAN.to_bits().hash(state);
    } else {
        float.to_bits().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(items: &[Value]) -> Value {
        Value::list(items.to_vec())
    }

    #[test]
    fn whole_floats_group_with_integers() {
        use std::collections::HashSet;
        let keys: HashSet<Grouped> = [
            Value::Integer(1),
            Value::Float(1.0),
            Value::Float(0.0),
            Value::Float(-0.0),
            Value::Float(f64::NAN),
            Value::Float(-f64::NAN),
            Value::Null,
            Value::Null,
            Value::Integer(9_007_199_254_740_993),
            Value::Float(9_007_199_254_740_992.0),
        ]
        .into_iter()
        .map(Grouped)
        .collect();
        assert_eq!(keys.len(), 6);
    }

    #[test]
    fn lists_compare_up_to_the_first_difference() {
        let (one, three) = (Value::Integer(1), Value::Integer(3));
        let less = |a: &Value, b: &Value| comparability(a, b).test(Ordering::is_lt);
        assert_eq!(
            less(&list(&[one.clone(), Value::Null]), &list(&[three.clone(), Value::Null])),
            Some(true)
        );
        assert_eq!(less(&list(&[one.clone(), Value::Null]), &list(&[one.clone(), three.clone()])), None);
        assert_eq!(less(&list(std::slice::from_ref(&one)), &list(&[one.clone(), Value::Null])), Some(true));
        assert_eq!(less(&Value::Float(f64::NAN), &one), Some(false));
        assert_eq!(less(&Value::Float(f64::NAN), &"a".into()), None);
    }

    #[test]
    fn equality_is_unknown_only_when_nothing_differs() {
        let a = list(&[Value::Null, Value::Integer(1)]);
        assert_eq!(equality(&a, &list(&[Value::Null, Value::Integer(2)])), Some(false));
        assert_eq!(equality(&a, &a), None);
        assert_eq!(equality(&Value::Integer(1), &Value::Float(1.0)), Some(true));
        assert_eq!(equality(&Value::Float(f64::NAN), &Value::Float(f64::NAN)), Some(false));
        assert_eq!(equality(&Value::Integer(1), &"1".into()), Some(false));
    }

    #[test]
    fn numbers_order_by_exact_value() {
        let integer = Value::Integer(i64::MAX);
        assert_eq!(orderability(&integer, &Value::Float(BEYOND_INTEGERS)), Ordering::Less);
        assert_eq!(orderability(&Value::Integer(-1), &Value::Float(-1.5)), Ordering::Greater);
        assert_eq!(orderability(&Value::Float(f64::NAN), &integer), Ordering::Greater);
        assert_eq!(orderability(&Value::Null, &Value::Float(f64::NAN)), Ordering::Greater);
    }

    #[test]
    fn values_stay_small() {
        assert!(size_of::<Value>() <= 24);
    }
}
