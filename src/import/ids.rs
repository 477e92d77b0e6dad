//! Nodes by the ids that the tables give them.

use rustc_hash::FxHashMap;

use crate::value::NodeId;

/// Nodes by id, one table for each space of ids.
#[derive(Debug, Default)]
pub(super) struct Ids {
    spaces: FxHashMap<String, usize>,
    tables: Vec<Table>,
}

/// Ids that are plain integers are kept as such: most are, and most of these are few and small.
#[derive(Debug, Default)]
struct Table {
    /// Nodes of small numbers, by number; the highest id where there is none.
    small: Vec<NodeId>,
    n_small: usize,
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
            Some(number) => table.number(number),
            None => table.texts.get(id).copied(),
        }
    }

    /// Enters a node's id, which must be new.
    pub(super) fn insert(&mut self, space: usize, id: &str, node: NodeId) {
        let Some(table) = self.tables.get_mut(space) else { return };
        match as_number(id) {
            Some(number) => table.insert_number(number, node),
            None => {
                table.texts.insert(id.into(), node);
            }
        }
    }
}

/// Stands for no node: ids end below it.
const NONE: NodeId = NodeId(u32::MAX);

/// Places of the array that may be empty however few are used.
const FREE_ROOM: usize = 1024;

impl Table {
    fn number(&self, number: i64) -> Option<NodeId> {
        let small = usize::try_from(number).ok().and_then(|at| self.small.get(at));
        small.copied().filter(|node| *node != NONE).or_else(|| self.numbers.get(&number).copied())
    }

    fn insert_number(&mut self, number: i64, node: NodeId) {
        match usize::try_from(number).ok().filter(|at| *at < 4 * self.n_small + FREE_ROOM) {
            Some(at) => {
                if at >= self.small.len() {
                    self.small.resize(at + 1, NONE);
                }
                self.small[at] = node;
                self.n_small += 1;
            }
            None => {
                self.numbers.insert(number, node);
            }
        }
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
        let written = ["7", "5000", "07", "+7", "-7", "0", "-0", "99999999999999999999", "七"];
        for (number, id) in (0..).zip(written) {
            assert_eq!(ids.get(space, id), None);
            ids.insert(space, id, NodeId(number));
        }
        for (number, id) in (0..).zip(written) {
            assert_eq!(ids.get(space, id), Some(NodeId(number)));
        }
    }
}
