//! Where the steps from one node lead, marked on the nodes: looking a node up costs the same however many steps there are.

use super::steps::{Lists, WalkTypes};
use crate::graph::GraphView;
use crate::value::{NodeId, RelId};

/// How often the steps of one node lead to each other node. What is marked stays marked until another node's steps are.
#[derive(Default)]
pub(super) struct Marks {
    of: Option<(usize, NodeId)>,
    by_node: Vec<u32>,
    marked: Vec<NodeId>,
    /// The relationship of the first step to each node, when it is kept.
    rels: Option<Vec<RelId>>,
}

impl Marks {
    /// Whether relationships are kept: what is marked before that is forgotten.
    pub(super) fn keep_rels(&mut self, keep: bool) {
        if self.rels.is_some() != keep {
            self.marked.drain(..).for_each(|marked| self.by_node[marked.index()] = 0);
            (self.of, self.rels) = (None, keep.then(Vec::new));
        }
    }

    /// Whether relationships are kept.
    pub(super) fn has_rels(&self) -> bool {
        self.rels.is_some()
    }

    /// Marks that keep relationships.
    pub(super) fn with_rels() -> Self {
        Self { rels: Some(Vec::new()), ..Self::default() }
    }

    /// Marks the steps of a node along `types`, which have a number of their own; each end `once`, or as often as it is
    /// reached.
    pub(super) fn set(
        &mut self,
        view: &dyn GraphView,
        (types, number): (&WalkTypes, usize),
        once: bool,
        node: NodeId,
    ) {
        if !self.is_of(number, node) {
            self.set_anew(view.node_bound(), (&types.lists(view), number), once, node);
        }
    }

    /// The same along lists, in a graph whose nodes are below a bound.
    pub(super) fn set_along(
        &mut self,
        bound: usize,
        (lists, number): (&Lists<'_>, usize),
        once: bool,
        node: NodeId,
    ) {
        if !self.is_of(number, node) {
            self.set_anew(bound, (lists, number), once, node);
        }
    }

    fn set_anew(&mut self, bound: usize, (lists, number): (&Lists<'_>, usize), once: bool, node: NodeId) {
        self.of = Some((number, node));
        self.by_node.resize(bound, 0);
        for marked in self.marked.drain(..) {
            self.by_node[marked.index()] = 0;
        }
        let Self { by_node, marked, rels, .. } = self;
        if let Some(rels) = rels {
            rels.resize(by_node.len(), RelId(0));
            lists.for_each(node, |step| {
                if by_node[step.node.index()] == 0 {
                    rels[step.node.index()] = step.rel;
                }
                by_node[step.node.index()] += 1;
                marked.push(step.node);
            });
            return;
        }
        lists.for_each(node, |step| {
            let times = &mut by_node[step.node.index()];
            if *times == 0 || !once {
                *times += 1;
                marked.push(step.node);
            }
        });
    }

    /// Whether the steps that are marked are those of a node along types with that number.
    pub(super) fn is_of(&self, number: usize, node: NodeId) -> bool {
        self.of == Some((number, node))
    }

    /// How often a node is reached.
    #[inline]
    pub(super) fn times(&self, node: NodeId) -> u32 {
        self.by_node[node.index()]
    }

    /// The relationship of the first step to a node that is reached, where they are kept.
    #[inline]
    pub(super) fn first_rel(&self, node: NodeId) -> RelId {
        self.rels.as_ref().and_then(|rels| rels.get(node.index())).copied().unwrap_or(RelId(0))
    }

    /// The nodes that are reached, each as often as it is.
    pub(super) fn reached(&self) -> &[NodeId] {
        &self.marked
    }

    /// Which node's steps are marked, along which types.
    pub(super) fn of(&self) -> Option<(usize, NodeId)> {
        self.of
    }
}
