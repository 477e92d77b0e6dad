//! Lists and maps that know how deep they nest.
//!
//! Comparing, printing and freeing a value recurse as deep as it nests, so whoever makes values out of values asks
//! [`Value::depth`] and refuses what nests deeper than [`MAX_VALUE_DEPTH`]; counting anew each time would take as long
//! as all that is inside.

use std::ops::Deref;

use super::{MapValue, Value};

/// How deep lists and maps may nest in each other.
pub const MAX_VALUE_DEPTH: u32 = 512;

/// What is inside a list or a map, and how deep it nests: 1 when nothing in it nests.
#[derive(Clone, Debug)]
pub struct Nested<T> {
    inside: T,
    depth: u32,
}

impl<T> Deref for Nested<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inside
    }
}

impl From<Vec<Value>> for Nested<Vec<Value>> {
    fn from(inside: Vec<Value>) -> Self {
        Self { depth: 1 + deepest(&inside), inside }
    }
}

impl From<MapValue> for Nested<MapValue> {
    fn from(inside: MapValue) -> Self {
        Self { depth: 1 + deepest(inside.values()), inside }
    }
}

fn deepest<'v>(values: impl IntoIterator<Item = &'v Value>) -> u32 {
    values.into_iter().map(Value::depth).max().unwrap_or(0)
}

impl Value {
    /// How deep lists and maps nest in this value: 0 for all others.
    pub fn depth(&self) -> u32 {
        match self {
            Self::List(items) => items.depth,
            Self::Map(entries) => entries.depth,
            _ => 0,
        }
    }
}
