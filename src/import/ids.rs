//! Nodes by the ids that the tables give them.

use rustc_hash::FxHashMap;

use crate::value::NodeId;

/// Nodes by id, one table for each space of ids.
#[derive(Debug, Default)]
pub(super) struct Ids {
    spaces: FxHashMap<String, usize>,
    tables: Vec<Table>,
}

/// Ids that are plain integers are kept as such: most are.
#[derive(Debug, Default)]
struct Table {
    numbers: FxHashMap<i64, NodeId>,
    texts: FxHashMap<Box<str>, NodeId>,
}

impl Ids {
    /// The number of a space, made when it is new.
    pub(super) fn space(&mut self, name: &str) -> usize {
        if let Some(known) = self.spaces.get(name) {
            return *known;
        }
        self.tables.push(Table::default());
        self.spaces.insert(name.to_owned(), self.tables.len() - 1);
        self.tables.len() - 1
    }

    /// The node of an id.
    pub(super) fn get(&self, space: usize, id: &str) -> Option<NodeId> {
        let table = self.tables.get(space)?;
        match as_number(id) {
            Some(number) => table.numbers.get(&number).copied(),
            None => table.texts.get(id).copied(),
        }
    }

    /// Enters a node's id, which must be new.
    pub(super) fn insert(&mut self, space: usize, id: &str, node: NodeId) {
        let Some(table) = self.tables.get_mut(space) else { return };
        match as_number(id) {
            Some(number) => table.numbers.insert(number, node),
            None => table.texts.insert(id.into(), node),
        };
    }
}

/// An id that is written as the number itself: `7`, not `07` or `+7`.
fn as_number(id: &str) -> Option<i64> {
    let digits = id.strip_prefix('-').unwrap_or(id).as_bytes();
    let is_plain = match digits {
        [b'0'] => id.len() == 1,
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    if is_plain { id.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::Ids;
    use crate::value::NodeId;

    #[test]
    fn ids_are_told_apart_as_they_are_written() {
        let mut ids = Ids::default();
        let space = ids.space("");
        let written = ["7", "07", "+7", "-7", "0", "-0", "99999999999999999999", "七"];
        for (number, id) in (0..).zip(written) {
            assert_eq!(ids.get(space, id), None);
            ids.insert(space, id, NodeId(number));
        }
        for (number, id) in (0..).zip(written) {
            assert_eq!(ids.get(space, id), Some(NodeId(number)));
        }
    }
}
