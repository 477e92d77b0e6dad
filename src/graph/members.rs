//! Living ids of one kind: how many there are is known at once, which they are is read when it is asked for.

use super::id_set::IdSet;
use super::lazy::Lazy;

/// A counted set of ids.
#[derive(Clone, Debug, Default)]
pub(super) struct Members {
    ids: Lazy<IdSet>,
    len: usize,
}

impl Members {
    /// A set of `len` ids that are read later.
    pub(super) fn new(len: usize, ids: Lazy<IdSet>) -> Self {
        Self { ids, len }
    }

    /// Number of members.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The members.
    #[inline]
    pub(super) fn ids(&self) -> &IdSet {
        &self.ids
    }

    /// Reads the members when they were not read yet.
    pub(super) fn touch(&self) {
        self.ids.touch();
    }

    /// Whether `id` is a member.
    #[inline]
    pub(super) fn contains(&self, id: u32) -> bool {
        self.ids.contains(id)
    }

    /// Adds an id that is no member.
    pub(super) fn add(&mut self, id: u32) {
        self.len += 1;
        self.ids.later(move |ids| {
            ids.insert(id);
        });
    }

    /// Adds ids that are no members.
    pub(super) fn add_all(&mut self, added: std::ops::Range<u32>) {
        self.len += added.len();
        self.ids.later(move |ids| {
            for id in added.clone() {
                ids.insert(id);
            }
        });
    }

    /// Adds `id`; tells whether it is new.
    pub(super) fn insert(&mut self, id: u32) -> bool {
        let is_new = self.ids.insert(id);
        self.len += usize::from(is_new);
        is_new
    }

    /// Takes `id` out; tells whether it was there.
    pub(super) fn remove(&mut self, id: u32) -> bool {
        let was_there = self.ids.remove(id);
        // A damaged file may have told a wrong number.
        self.len = self.len.saturating_sub(usize::from(was_there));
        was_there
    }
}
