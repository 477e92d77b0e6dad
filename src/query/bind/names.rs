//! A statement's own numbers for the graph's names.

use std::sync::Arc;

use rustc_hash::FxHashMap;

macro_rules! name_ref {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// The number as an index.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

name_ref!(
    /// A label's number in [`Names::labels`].
    LabelRef
);
name_ref!(
    /// A relationship type's number in [`Names::types`].
    TypeRef
);
name_ref!(
    /// A property key's number in [`Names::keys`].
    KeyRef
);

/// The labels, types and keys that a statement names, each with whether the statement may write it.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Numbers by table (labels, types, keys) and name.
    numbers: [FxHashMap<Arc<str>, u32>; 3],
    /// Labels by [`LabelRef`].
    pub labels: Vec<UsedName>,
    /// Relationship types by [`TypeRef`].
    pub types: Vec<UsedName>,
    /// Property keys by [`KeyRef`].
    pub keys: Vec<UsedName>,
}

/// One name of a statement.
#[derive(Clone, Debug)]
pub struct UsedName {
    /// The name as written.
    pub name: Arc<str>,
    /// Whether the statement writes it, so that it must be known to the graph before execution.
    pub written: bool,
}

impl Names {
    /// The number of a label.
    pub fn label(&mut self, name: &Arc<str>, written: bool) -> LabelRef {
        LabelRef(number(&mut self.labels, &mut self.numbers[0], name, written))
    }

    /// The number of a relationship type.
    pub fn rel_type(&mut self, name: &Arc<str>, written: bool) -> TypeRef {
        TypeRef(number(&mut self.types, &mut self.numbers[1], name, written))
    }

    /// The number of a property key.
    pub fn key(&mut self, name: &Arc<str>, written: bool) -> KeyRef {
        KeyRef(number(&mut self.keys, &mut self.numbers[2], name, written))
    }
}

fn number(
    table: &mut Vec<UsedName>,
    numbers: &mut FxHashMap<Arc<str>, u32>,
    name: &Arc<str>,
    written: bool,
) -> u32 {
    let number = *numbers.entry(name.clone()).or_insert_with(|| {
        table.push(UsedName { name: name.clone(), written: false });
        u32::try_from(table.len() - 1).expect("a statement's text is shorter than 2^32 bytes")
    });
    table[number as usize].written |= written;
    number
}
