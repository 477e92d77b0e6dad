//! Estimates for the optimizer, from counts the store keeps and from samples: cheap enough to ask for on every plan.

use super::{ColumnView, Direction, GraphView, IndexKey, KeyId, LabelId, TypeId};
use crate::value::NodeId;

/// Nodes looked at for one estimate.
const SAMPLE: usize = 64;

/// How large things are, about.
#[derive(Clone, Copy)]
pub struct Statistics<'g> {
    graph: &'g dyn GraphView,
}

impl<'g> Statistics<'g> {
    /// Estimates about `graph`.
    pub fn new(graph: &'g dyn GraphView) -> Self {
        Self { graph }
    }

    /// Number of nodes, with a label when one is given. Exact.
    pub fn n_nodes(&self, label: Option<LabelId>) -> f64 {
        label.map_or(self.graph.n_nodes(), |label| self.graph.n_nodes_with_label(label)) as f64
    }

    /// Number of relationships, of one type when one is given. Exact.
    pub fn n_rels(&self, rel_type: Option<TypeId>) -> f64 {
        rel_type.map_or(self.graph.n_rels(), |rel_type| self.graph.n_rels_with_type(rel_type)) as f64
    }

    /// Average number of relationships at a node (with a label, when one is given) in one direction, of one type or
    /// of all: exact but for those of all types at nodes with a label, where up to 64 nodes are looked at.
    pub fn average_degree(
        &self,
        label: Option<LabelId>,
        direction: Direction,
        rel_type: Option<TypeId>,
    ) -> f64 {
        let nodes = match (label, rel_type) {
            (Some(label), Some(rel_type)) => {
                let steps = self.graph.n_steps_to_label(direction.reversed(), rel_type, label);
                return steps as f64 / self.n_nodes(Some(label)).max(1.0);
            }
            (Some(label), None) => self.sample(label),
            (None, _) => return self.n_rels(rel_type) / self.n_nodes(None).max(1.0),
        };
        let sum: usize = nodes.iter().map(|&node| self.graph.degree(node, direction, rel_type)).sum();
        sum as f64 / nodes.len().max(1) as f64
    }

    /// How many different texts nodes have, or had, under a key; none where not all they have are texts.
    pub fn n_texts(&self, key: KeyId) -> Option<f64> {
        match self.graph.node_column(key)? {
            ColumnView::Texts(_, pool) if !pool.is_empty() => Some(pool.len() as f64),
            _ => None,
        }
    }

    /// Average number of nodes that an index gives for one value.
    pub fn nodes_by_value(&self, index: IndexKey) -> f64 {
        self.graph.nodes_by_value(index).unwrap_or(1.0)
    }

    /// Up to 64 nodes with a label, spread over the ids there are.
    fn sample(&self, label: LabelId) -> Vec<NodeId> {
        let mut nodes = Vec::with_capacity(SAMPLE);
        if self.graph.n_nodes_with_label(label) <= SAMPLE {
            self.graph.scan_nodes(Some(label), NodeId(0), SAMPLE, &mut nodes);
            return nodes;
        }
        let stride = (self.graph.node_bound() / SAMPLE).max(1);
        let mut from = Some(NodeId(0));
        while let (Some(next), true) = (from, nodes.len() < SAMPLE) {
            let after = self.graph.scan_nodes(Some(label), next, 1, &mut nodes);
            let far = nodes.last().map_or(0, |last| last.index() + stride);
            from = after.map(|after| NodeId(u32::try_from(far).unwrap_or(u32::MAX).max(after.0)));
        }
        nodes
    }
}

#[cfg(test)]
mod tests {
    use super::Statistics;
    use crate::graph::{Change, Direction, GraphStore, IndexKey, PropertyGraph};
    use crate::value::{NodeId, Value};

    #[test]
    fn estimates_follow_the_counts() {
        let mut graph = PropertyGraph::new();
        let (person, city) = (graph.intern_label("Person"), graph.intern_label("City"));
        let (lives, name) = (graph.intern_type("LIVES_IN"), graph.intern_key("name"));
        for number in 0..3000 {
            let id = graph.new_node_id().unwrap();
            let labels = vec![if number % 100 == 0 { city } else { person }];
            let properties = vec![(name, Value::Integer(number % 10))];
            graph.apply(Change::CreateNode { id, labels, properties }).unwrap();
        }
        for start in (0..3000).filter(|number| number % 100 != 0).map(NodeId) {
            let (id, end) = (graph.new_rel_id().unwrap(), NodeId(start.0 / 100 * 100));
            let properties = Vec::new();
            graph.apply(Change::CreateRelationship { id, rel_type: lives, start, end, properties }).unwrap();
        }
        let index = IndexKey { label: person, key: name };
        graph.apply(Change::CreateIndex(index)).unwrap();
        let statistics = Statistics::new(&graph);
        assert_eq!(statistics.n_nodes(Some(city)), 30.0);
        assert_eq!(statistics.average_degree(Some(person), Direction::Outgoing, Some(lives)), 1.0);
        assert_eq!(statistics.average_degree(Some(city), Direction::Incoming, None), 99.0);
        assert!((statistics.nodes_by_value(index) - 297.0).abs() < 30.0);
    }
}
