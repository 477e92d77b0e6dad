//! Lists and maps that know how deep they nest and how much is in them.
//!
//! Comparing, printing and freeing a value recurse as deep as it nests, so whoever makes values out of values asks
//! [`Value::depth`] and refuses what nests deeper than [`MAX_VALUE_DEPTH`]; counting anew each time would take as long
//! as all that is inside.

use std::ops::Deref;

use super::{MapValue, Value};

/// How deep lists and maps may nest in each other.
pub const MAX_VALUE_DEPTH: u32 = 512;

/// What is inside a list or a map, how deep it nests (1 when nothing in it nests), and how many values it holds.
#[derive(Clone, Debug)]
pub struct Nested<T> {
    inside: T,
    depth: u32,
    size: usize,
}

impl<T> Deref for Nested<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inside
    }
}

impl From<Vec<Value>> for Nested<Vec<Value>> {
    fn from(inside: Vec<Value>) -> Self {
        let (depth, size) = measure(&inside);
        Self { inside, depth, size }
    }
}

impl From<MapValue> for Nested<MapValue> {
    fn from(inside: MapValue) -> Self {
        let (depth, size) = measure(inside.values());
        Self { inside, depth, size }
    }
}

/// Depth and size of what holds these values.
fn measure<'v>(values: impl IntoIterator<Item = &'v Value>) -> (u32, usize) {
    values.into_iter().fold((1, 1), |(depth, size), value| {
        (depth.max(1 + value.depth()), size.saturating_add(value.size()))
    })
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

    /// How many values this one is made of, itself included; what is shared counts each time.
    pub fn size(&self) -> usize {
        match self {
            Self::List(items) => items.size,
            Self::Map(entries) => entries.size,
            _ => 1,
        }
    }
}
