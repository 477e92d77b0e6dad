//! The graph in parts, as a file holds it. Equal graphs give equal parts: elements go by their rank, sets of labels and
//! texts by the first that has them, values by what they are, whatever form the store has them in.

use rustc_hash::FxHashMap;

use super::{
    ColumnPart, GraphView, IndexKey, IndexPart, KeyId, NameTable, Outline, PartIds, PartValues,
    PropertyGraph, RelPart, TextPool, TypeId, TypeOutline,
};
use crate::value::{NodeId, Value};

/// The rank of each element among the living ones of its kind.
#[derive(Clone, Debug)]
pub struct Ranks {
    nodes: Vec<u32>,
    rels: Vec<u32>,
}

impl Ranks {
    /// Whether deletions left gaps: then ids are not ranks.
    pub fn has_gaps(graph: &PropertyGraph) -> bool {
        graph.n_nodes() != graph.node_bound() || graph.n_rels() != graph.rel_bound()
    }

    /// The ranks in a graph.
    pub fn of(graph: &PropertyGraph) -> Self {
        let ranks = |has_gaps: bool, ids: &mut dyn Iterator<Item = u32>, bound: usize| {
            let mut ranks = Vec::new();
            if has_gaps {
                ranks.resize(bound, 0);
                (0..).zip(ids).for_each(|(rank, id)| ranks[id as usize] = rank);
            }
            ranks
        };
        let nodes =
            ranks(graph.n_nodes() != graph.node_bound(), &mut graph.nodes.ids().iter(), graph.node_bound());
        let rels =
            ranks(graph.n_rels() != graph.rel_bound(), &mut graph.rels.ids().iter(), graph.rel_bound());
        Self { nodes, rels }
    }

    fn node(&self, id: u32) -> u32 {
        rank(&self.nodes, id)
    }

    fn rel(&self, id: u32) -> u32 {
        rank(&self.rels, id)
    }
}

/// Where there are no gaps no ranks are kept.
fn rank(ranks: &[u32], id: u32) -> u32 {
    ranks.get(id as usize).copied().unwrap_or(id)
}

impl PropertyGraph {
    /// What the graph consists of, and the set of labels of each node.
    pub fn to_outline(&self) -> (Outline, Vec<u32>) {
        let mut sets = vec![Vec::new()];
        // The empty set is number 0 in every graph.
        let mut numbers: Vec<Option<u32>> = vec![None; self.label_sets.len()];
        numbers[0] = Some(0);
        let mut nodes_by_label = vec![0; self.vocabulary.names(NameTable::Label).len()];
        let mut column = Vec::with_capacity(self.n_nodes());
        for id in self.nodes.ids().iter() {
            let set = self.label_set(NodeId(id));
            let number = *numbers[set.index()].get_or_insert_with(|| {
                sets.push(self.label_sets.labels(set).to_vec());
                sets.len() as u32 - 1
            });
            column.push(number);
            self.label_sets.labels(set).iter().for_each(|label| nodes_by_label[label.index()] += 1);
        }
        let n_types = self.vocabulary.names(NameTable::Type).len();
        let outline = Outline {
            vocabulary: self.vocabulary.clone(),
            n_nodes: self.n_nodes() as u32,
            n_rels: self.n_rels() as u32,
            n_loops: self.n_loops as u32,
            label_sets: sets,
            nodes_by_label,
            types: (0..)
                .map(TypeId)
                .take(n_types)
                .map(|rel_type| self.type_outline(rel_type, &numbers))
                .collect(),
            node_keys: self.node_rows.keys(),
            rel_keys: self.rel_rows.keys(),
            indexes: self.indexes.keys().copied().collect(),
            rules: self.rules.values().cloned().collect(),
        };
        (outline, column)
    }

    fn type_outline(&self, rel_type: TypeId, numbers: &[Option<u32>]) -> TypeOutline {
        let Some(adjacency) = self.adjacency.get(rel_type.index()) else { return TypeOutline::default() };
        let renumbered = |counts: &[usize]| {
            let mut by_number = Vec::new();
            for (count, number) in counts.iter().zip(numbers) {
                if let (1.., Some(number)) = (*count, number) {
                    let at = *number as usize;
                    by_number.resize(by_number.len().max(at + 1), 0);
                    by_number[at] = *count as u32;
                }
            }
            by_number
        };
        let (starts, ends) = adjacency.counts();
        TypeOutline {
            n_rels: self.n_rels_with_type(rel_type) as u32,
            starts: renumbered(starts),
            ends: renumbered(ends),
        }
    }

    /// The relationships of a type.
    pub fn to_rel_part(&self, rel_type: TypeId, ranks: &Ranks) -> RelPart {
        let mut part = RelPart::default();
        let Some(of_type) = self.by_type.get(rel_type.index()) else { return part };
        for id in of_type.ids().iter() {
            let rank = ranks.rel(id);
            match part.ids.last_mut() {
                Some(run) if run.end == rank => run.end += 1,
                _ => part.ids.push(rank..rank + 1),
            }
            let ends = self.ends[id as usize];
            part.starts.push(ranks.node(ends.start.0));
            part.ends.push(ranks.node(ends.end.0));
        }
        part
    }

    /// The values of a key at nodes.
    pub fn to_node_column(&self, key: KeyId, ranks: &Ranks) -> ColumnPart {
        let ids = self.node_rows.ids(key);
        let values = self.node_rows.values(key, &ids);
        ColumnPart { ids: part_ids(ids.into_iter().map(|id| ranks.node(id))), values }
    }

    /// The values of a key at relationships.
    pub fn to_rel_column(&self, key: KeyId, ranks: &Ranks) -> ColumnPart {
        let ids = self.rel_rows.ids(key);
        let values = self.rel_rows.values(key, &ids);
        ColumnPart { ids: part_ids(ids.into_iter().map(|id| ranks.rel(id))), values }
    }

    /// A property index, made anew from the nodes.
    pub fn to_index_part_anew(&self, index: IndexKey) -> IndexPart {
        self.new_index(index).part()
    }

    /// A property index.
    pub fn to_index_part(&self, index: IndexKey, ranks: &Ranks) -> IndexPart {
        let mut part = self.indexes.get(&index).map(|index| index.part()).unwrap_or_default();
        part.nodes.iter_mut().for_each(|node| node.0 = ranks.node(node.0));
        part
    }
}

fn part_ids(ids: impl Iterator<Item = u32>) -> PartIds {
    let ids: Vec<u32> = ids.collect();
    let (first, last) = (ids.first().copied().unwrap_or(0), ids.last().copied().unwrap_or(0));
    if (last - first) as usize + 1 == ids.len() {
        PartIds::Run(first..last + 1)
    } else {
        PartIds::Listed(ids)
    }
}

impl PartValues {
    /// Number of values.
    pub fn len(&self) -> usize {
        match self {
            Self::Integers(values) => values.len(),
            Self::Floats(values) => values.len(),
            Self::Booleans(values) => values.len(),
            Self::Texts(codes, _) | Self::Lists(codes, _) => codes.len(),
            Self::Mixed(values) => values.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value at a place; null beyond the end.
    pub fn value(&self, at: usize) -> Value {
        let found = match self {
            Self::Integers(values) => values.get(at).copied().map(Value::Integer),
            Self::Floats(values) => values.get(at).copied().map(Value::Float),
            Self::Booleans(values) => values.get(at).copied().map(Value::Boolean),
            Self::Texts(codes, pool) => codes.get(at).map(|code| Value::from(pool.text(*code))),
            Self::Lists(codes, pool) => codes.get(at).map(|code| pool.value(*code)),
            Self::Mixed(values) => values.get(at).cloned(),
        };
        found.unwrap_or_default()
    }

    /// Texts, each numbered when it first comes.
    pub(super) fn texts<'t>(codes: impl Iterator<Item = u32>, text: impl Fn(u32) -> &'t str) -> Self {
        let (mut pool, mut numbers) = (TextPool::default(), FxHashMap::default());
        let codes =
            codes.map(|code| *numbers.entry(code).or_insert_with(|| pool.intern(text(code)))).collect();
        Self::Texts(codes, pool)
    }

    /// Values as they come, typed when all are of one type.
    pub(super) fn of(values: Vec<Value>) -> Self {
        fn all<'v, T>(values: &'v [Value], typed: impl FnMut(&'v Value) -> Option<T>) -> Option<Vec<T>> {
            values.iter().map(typed).collect()
        }
        if let Some(values) =
            all(&values, |value| if let Value::Integer(v) = value { Some(*v) } else { None })
        {
            Self::Integers(values)
        } else if let Some(values) =
            all(&values, |value| if let Value::Float(v) = value { Some(*v) } else { None })
        {
            Self::Floats(values)
        } else if let Some(values) =
            all(&values, |value| if let Value::Boolean(v) = value { Some(*v) } else { None })
        {
            Self::Booleans(values)
        } else if let Some(texts) =
            all(&values, |value| if let Value::String(v) = value { Some(v) } else { None })
        {
            let mut pool = TextPool::default();
            Self::Texts(texts.into_iter().map(|text| pool.intern(text)).collect(), pool)
        } else {
            Self::Mixed(values)
        }
    }
}
