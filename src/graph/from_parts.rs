//! A graph over the parts of a file: names and counts are taken over at once, each part when it is first touched.

use std::sync::Arc;

use super::adjacency::{Adjacency, TypeAdjacency};
use super::column::Column;
use super::hash_index::HashIndex;
use super::id_set::IdSet;
use super::label_sets::{LabelSetId, LabelSets};
use super::lazy::Lazy;
use super::members::Members;
use super::parts::Fault;
use super::properties::Properties;
use super::{
    Direction, IndexKey, KeyId, LabelId, Outline, Part, PartError, Parts, PropertyGraph, RelEnds, RelPart,
    TypeId, indexed_value,
};
use crate::value::NodeId;

impl PropertyGraph {
    /// A graph whose elements are read from `parts` when they are asked for.
    pub fn from_parts(outline: Outline, parts: Arc<dyn Parts>) -> Self {
        let reader = Reader { parts, fault: Fault::default() };
        let (n_nodes, n_rels) = (outline.n_nodes, outline.n_rels);
        let mut label_sets = LabelSets::default();
        for labels in &outline.label_sets {
            label_sets.intern(labels);
        }
        let label_sets_of_file = Arc::new(outline.label_sets);
        let labels = (0..).map(LabelId).zip(&outline.nodes_by_label);
        let by_label = labels.map(|(label, count)| {
            Members::new(*count as usize, reader.nodes_with(label, n_nodes, label_sets_of_file.clone()))
        });
        let types = || (0..).map(TypeId).zip(&outline.types);
        let by_type = types()
            .map(|(rel_type, of_type)| Members::new(of_type.n_rels as usize, reader.rels_with(rel_type)));
        let adjacency = types().map(|(rel_type, of_type)| {
            let [outgoing, incoming] = [Direction::Outgoing, Direction::Incoming]
                .map(|direction| reader.adjacency(rel_type, direction));
            TypeAdjacency::new(outgoing, incoming, of_type)
        });
        let indexes = outline.indexes.iter().map(|&index| {
            let sets = label_sets_of_file.clone();
            (index, reader.lazily(move |parts| index_of(parts, index, &sets), HashIndex::default))
        });
        let n_types = outline.types.len();
        Self {
            by_label: by_label.collect(),
            by_type: by_type.collect(),
            adjacency: adjacency.collect(),
            indexes: indexes.collect(),
            rules: outline.rules.iter().map(|rule| (rule.name.clone(), rule.clone())).collect(),
            label_sets,
            node_labels: reader.node_labels(n_nodes),
            ends: reader.ends(n_rels, n_types),
            nodes: Members::new(n_nodes as usize, Lazy::new(move || IdSet::below(n_nodes))),
            rels: Members::new(n_rels as usize, Lazy::new(move || IdSet::below(n_rels))),
            next_node: n_nodes,
            next_rel: n_rels,
            n_loops: outline.n_loops as usize,
            node_rows: reader
                .columns(&outline.node_keys, |parts, key| parts.node_column(key).map(Column::of_part)),
            rel_rows: reader
                .columns(&outline.rel_keys, |parts, key| parts.rel_column(key).map(Column::of_part)),
            vocabulary: outline.vocabulary,
            fault: reader.fault,
            parts: Some(reader.parts),
        }
    }

    /// What went wrong when a part was read from the graph's file: then what the graph says is not to be believed.
    pub fn fault(&self) -> Option<&PartError> {
        self.fault.get()
    }

    /// The file's parts, when the graph came from one.
    pub fn parts(&self) -> Option<&Arc<dyn Parts>> {
        self.parts.as_ref()
    }

    /// Whether a part is as the file holds it.
    pub fn is_of_file(&self, part: Part) -> bool {
        match part {
            Part::LabelSets => self.node_labels.is_of_file(),
            Part::NodeColumn(key) => self.node_rows.is_of_file(key),
            Part::RelColumn(key) => self.rel_rows.is_of_file(key),
            Part::Relationships(rel_type) => {
                let adjacency = self.adjacency.get(rel_type.index());
                adjacency.is_some_and(TypeAdjacency::is_of_file)
            }
            Part::Index(index) => self.indexes.get(&index).is_some_and(Lazy::is_of_file),
        }
    }

    /// Reads everything that was not read yet; gives the first error.
    pub fn read_all(&self) -> Result<(), PartError> {
        self.node_labels.touch();
        self.ends.touch();
        self.by_label.iter().chain(&self.by_type).for_each(Members::touch);
        self.adjacency.iter().for_each(TypeAdjacency::read_all);
        self.node_rows.read_all();
        self.rel_rows.read_all();
        self.indexes.values().for_each(Lazy::touch);
        self.fault().map_or(Ok(()), |fault| Err(fault.clone()))
    }
}

/// Makes the cells that read parts.
struct Reader {
    parts: Arc<dyn Parts>,
    fault: Fault,
}

impl Reader {
    fn lazily<T>(
        &self,
        read: impl Fn(&dyn Parts) -> Result<T, PartError> + Send + Sync + 'static,
        instead: impl Fn() -> T + Send + Sync + 'static,
    ) -> Lazy<T> {
        let (parts, fault) = (self.parts.clone(), self.fault.clone());
        Lazy::new(move || fault.or(read(&*parts), &instead))
    }

    fn node_labels(&self, n_nodes: u32) -> Lazy<Vec<LabelSetId>> {
        let read =
            |parts: &dyn Parts| Ok(parts.label_sets()?.into_iter().map(LabelSetId::from_index).collect());
        self.lazily(read, move || vec![LabelSetId::default(); n_nodes as usize])
    }

    fn nodes_with(&self, label: LabelId, n_nodes: u32, sets: Arc<Vec<Vec<LabelId>>>) -> Lazy<IdSet> {
        let read = move |parts: &dyn Parts| {
            let wanted: Vec<bool> = sets.iter().map(|set| set.contains(&label)).collect();
            if wanted.iter().all(|is_wanted| *is_wanted) {
                return Ok(IdSet::below(n_nodes));
            }
            let mut nodes = IdSet::default();
            for (id, set) in (0..).zip(parts.label_sets()?) {
                if wanted[set as usize] {
                    nodes.insert(id);
                }
            }
            Ok(nodes)
        };
        self.lazily(read, IdSet::default)
    }

    fn rels_with(&self, rel_type: TypeId) -> Lazy<IdSet> {
        let read = move |parts: &dyn Parts| {
            let mut rels = IdSet::default();
            for id in parts.relationships(rel_type)?.ids.into_iter().flatten() {
                rels.insert(id);
            }
            Ok(rels)
        };
        self.lazily(read, IdSet::default)
    }

    fn adjacency(&self, rel_type: TypeId, direction: Direction) -> Lazy<Adjacency> {
        let read =
            move |parts: &dyn Parts| Ok(Adjacency::of_part(&parts.relationships(rel_type)?, direction));
        self.lazily(read, Adjacency::default)
    }

    /// Type and ends of all relationships. A type that cannot be read leaves its relationships with the first one, between
    /// the first nodes, so that every id leads somewhere.
    fn ends(&self, n_rels: u32, n_types: usize) -> Lazy<Vec<RelEnds>> {
        let (parts, fault) = (self.parts.clone(), self.fault.clone());
        Lazy::new(move || {
            let filler = RelEnds { rel_type: TypeId(0), start: NodeId(0), end: NodeId(0) };
            let mut ends = vec![filler; n_rels as usize];
            for rel_type in (0..).map(TypeId).take(n_types) {
                let rels = fault.or(parts.relationships(rel_type), RelPart::default);
                for (id, start, end) in rels.iter() {
                    ends[id as usize] = RelEnds { rel_type, start, end };
                }
            }
            ends
        })
    }

    fn columns(
        &self,
        keys: &[KeyId],
        read: fn(&dyn Parts, KeyId) -> Result<Column, PartError>,
    ) -> Properties {
        let mut columns = Vec::new();
        for &key in keys {
            columns.resize(key.index(), Lazy::default());
            columns.push(self.lazily(move |parts| read(parts, key), Column::default));
        }
        Properties::new(columns)
    }
}

/// An index as it stands in the file; made anew when its hashes are another program's.
fn index_of(parts: &dyn Parts, index: IndexKey, sets: &[Vec<LabelId>]) -> Result<HashIndex, PartError> {
    if let Some(part) = parts.index(index)? {
        return Ok(HashIndex::of_part(part));
    }
    let (labels, column) = (parts.label_sets()?, Column::of_part(parts.node_column(index.key)?));
    let is_listed = |id: &u32| sets[labels[*id as usize] as usize].contains(&index.label);
    let hash = |id: u32| {
        let hash = match column.text(id) {
            Some(text) => Some(indexed_value::hash_text(text)),
            None => column.get(id).as_ref().and_then(indexed_value::hash),
        };
        Some((hash?, NodeId(id)))
    };
    Ok(HashIndex::of(column.ids().filter(is_listed).filter_map(hash)))
}
