//! Sets of labels as numbers: most nodes share one of a few sets, so a node holds four bytes and its labels are
//! still a slice.

use rustc_hash::FxHashMap;

use super::LabelId;

/// Number of a set of labels; 0 is the empty set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LabelSetId(u32);

impl LabelSetId {
    /// The number as an index into a dense array.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }

    /// The set of a number.
    pub(super) fn from_index(index: u32) -> Self {
        Self(index)
    }
}

/// The sets of labels in use, each sorted and without repeats.
#[derive(Clone, Debug)]
pub(super) struct LabelSets {
    sets: Vec<Box<[LabelId]>>,
    numbers: FxHashMap<Box<[LabelId]>, LabelSetId>,
}

impl Default for LabelSets {
    fn default() -> Self {
        let empty: Box<[LabelId]> = Box::default();
        let numbers = FxHashMap::from_iter([(empty.clone(), LabelSetId(0))]);
        Self { sets: vec![empty], numbers }
    }
}

impl LabelSets {
    /// Number of sets.
    pub(super) fn len(&self) -> usize {
        self.sets.len()
    }

    /// The labels of a set, ascending.
    pub(super) fn labels(&self, set: LabelSetId) -> &[LabelId] {
        &self.sets[set.0 as usize]
    }

    /// The number of the set of `labels`, in any order, repeats allowed.
    pub(super) fn intern(&mut self, labels: &[LabelId]) -> LabelSetId {
        let mut sorted = labels.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        if let Some(&set) = self.numbers.get(sorted.as_slice()) {
            return set;
        }
        let set = LabelSetId(u32::try_from(self.sets.len()).expect("fewer label sets than nodes"));
        let sorted = sorted.into_boxed_slice();
        self.sets.push(sorted.clone());
        self.numbers.insert(sorted, set);
        set
    }

    /// The set with one label more.
    pub(super) fn with(&mut self, set: LabelSetId, label: LabelId) -> LabelSetId {
        let mut labels = self.labels(set).to_vec();
        labels.push(label);
        self.intern(&labels)
    }

    /// The set with one label less.
    pub(super) fn without(&mut self, set: LabelSetId, label: LabelId) -> LabelSetId {
        let labels: Vec<LabelId> = self.labels(set).iter().copied().filter(|&other| other != label).collect();
        self.intern(&labels)
    }
}
