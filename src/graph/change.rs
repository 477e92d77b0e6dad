//! Every write as a value: the store applies it, the log writes it, rollback inverts it, the summary counts it.

use std::sync::Arc;

use super::{KeyId, LabelId, NameTable, Rule, TypeId};
use crate::value::{NodeId, RelId, Value};

/// What a property index covers: nodes with a label, by one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IndexKey {
    /// Label of the nodes.
    pub label: LabelId,
    /// Key of the property.
    pub key: KeyId,
}

/// One write. Names are numbers of the store's vocabulary ([`super::GraphStore::intern_label`] and its kin).
#[derive(Clone, Debug)]
pub enum Change {
    /// A new node; `id` comes from [`super::GraphStore::new_node_id`], or from the past when this undoes a deletion.
    CreateNode {
        /// Its id.
        id: NodeId,
        /// Its labels.
        labels: Vec<LabelId>,
        /// Its properties; no value is null.
        properties: Vec<(KeyId, Value)>,
    },
    /// Removes a node that has no relationships.
    DeleteNode {
        /// Its id.
        id: NodeId,
    },
    /// A new relationship; `id` comes from [`super::GraphStore::new_rel_id`], or from the past.
    CreateRelationship {
        /// Its id.
        id: RelId,
        /// Its type.
        rel_type: TypeId,
        /// Where it starts.
        start: NodeId,
        /// Where it ends.
        end: NodeId,
        /// Its properties; no value is null.
        properties: Vec<(KeyId, Value)>,
    },
    /// Removes a relationship.
    DeleteRelationship {
        /// Its id.
        id: RelId,
    },
    /// Adds a label to a node; nothing happens when it is there.
    AddLabel {
        /// The node.
        node: NodeId,
        /// The label.
        label: LabelId,
    },
    /// Takes a label from a node; nothing happens when it is not there.
    RemoveLabel {
        /// The node.
        node: NodeId,
        /// The label.
        label: LabelId,
    },
    /// Sets a node's property; null removes it.
    SetNodeProperty {
        /// The node.
        node: NodeId,
        /// The key.
        key: KeyId,
        /// The new value.
        value: Value,
    },
    /// Sets a relationship's property; null removes it.
    SetRelProperty {
        /// The relationship.
        rel: RelId,
        /// The key.
        key: KeyId,
        /// The new value.
        value: Value,
    },
    /// Builds a hash index.
    CreateIndex(IndexKey),
    /// Drops a hash index.
    DropIndex(IndexKey),
    /// Remembers a rule, in the place of one of the same name.
    AddRule(Arc<Rule>),
    /// Forgets a rule; nothing happens when there is none of the name.
    DropRule(Arc<str>),
    /// Declares another way to write a label, type or key.
    AddAlias {
        /// Which names.
        table: NameTable,
        /// The other way to write it.
        alias: Arc<str>,
        /// The canonical name.
        name: Arc<str>,
    },
    /// Takes an alias back; nothing happens when it is not there.
    RemoveAlias {
        /// Which names.
        table: NameTable,
        /// The other way to write it.
        alias: Arc<str>,
    },
}
