//! Keys and types of properties, by set of labels and by type of relationship.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::graph::{GraphView, KeyId, LabelId, TypeId};
use crate::query::procedure::native::{ProcedureContext, Rows};
use crate::value::{NodeId, RelId, Value};

pub(super) const NODE_OUTPUTS: &[(&str, &str)] = &[
    ("nodeType", "STRING"),
    ("nodeLabels", "LIST"),
    ("propertyName", "STRING"),
    ("propertyTypes", "LIST"),
    ("mandatory", "BOOLEAN"),
];

pub(super) const REL_OUTPUTS: &[(&str, &str)] =
    &[("relType", "STRING"), ("propertyName", "STRING"), ("propertyTypes", "LIST"), ("mandatory", "BOOLEAN")];

/// Nodes or relationships read at once.
const AT_ONCE: usize = 1024;

/// How many have a key, and with which types.
type Holders = (usize, BTreeSet<String>);

/// What the members of one kind have: how many they are, and for each key how many have it, with which types.
#[derive(Default)]
struct Kind {
    members: usize,
    keys: BTreeMap<KeyId, Holders>,
}

impl Kind {
    fn add(&mut self, properties: Vec<(KeyId, Value)>) {
        self.members += 1;
        for (key, value) in properties {
            let (found, types) = self.keys.entry(key).or_default();
            *found += 1;
            types.insert(type_of(&value));
        }
    }

    /// Key, types and whether all members have it, by key; one row of nulls where there is no property.
    fn rows(&self, graph: &dyn GraphView) -> Vec<[Value; 3]> {
        let mut named: Vec<(&Arc<str>, &Holders)> =
            self.keys.iter().map(|(key, found)| (graph.vocabulary().key_name(*key), found)).collect();
        named.sort_unstable_by_key(|(name, _)| *name);
        if named.is_empty() {
            return vec![[Value::Null, Value::Null, Value::Boolean(false)]];
        }
        let row = |(name, (found, types)): (&Arc<str>, &Holders)| {
            let types = types.iter().map(|name| Value::from(name.clone())).collect();
            [Value::String(name.clone()), Value::list(types), Value::Boolean(*found == self.members)]
        };
        named.into_iter().map(row).collect()
    }
}

/// `db.schema.nodeTypeProperties()`
pub(super) fn of_nodes(context: &ProcedureContext<'_>, _: &[Value]) -> Rows {
    let graph = context.functions.graph;
    let mut kinds: BTreeMap<Vec<LabelId>, Kind> = BTreeMap::new();
    let (mut from, mut nodes) = (Some(NodeId(0)), Vec::new());
    while let Some(next) = from {
        context.check()?;
        nodes.clear();
        from = graph.scan_nodes(None, next, AT_ONCE, &mut nodes);
        for &node in &nodes {
            kinds.entry(graph.labels(node).to_vec()).or_default().add(graph.node_properties(node));
        }
    }
    let mut rows = Vec::new();
    for (labels, kind) in kinds {
        let mut names: Vec<&Arc<str>> =
            labels.iter().map(|label| graph.vocabulary().label_name(*label)).collect();
        names.sort_unstable();
        let written = names.iter().map(|name| format!(":`{name}`")).collect::<String>();
        let listed = Value::list(names.iter().map(|name| Value::String((*name).clone())).collect());
        let of_kind = kind.rows(graph).into_iter();
        rows.extend(
            of_kind.map(|row| [vec![Value::from(written.clone()), listed.clone()], row.to_vec()].concat()),
        );
    }
    Ok(rows.into())
}

/// `db.schema.relTypeProperties()`
pub(super) fn of_relationships(context: &ProcedureContext<'_>, _: &[Value]) -> Rows {
    let graph = context.functions.graph;
    let mut kinds: BTreeMap<TypeId, Kind> = BTreeMap::new();
    let (mut from, mut rels) = (Some(RelId(0)), Vec::new());
    while let Some(next) = from {
        context.check()?;
        rels.clear();
        from = graph.scan_rels(None, next, AT_ONCE, &mut rels);
        for &rel in &rels {
            kinds.entry(graph.rel_ends(rel).rel_type).or_default().add(graph.rel_properties(rel));
        }
    }
    let mut rows = Vec::new();
    for (rel_type, kind) in kinds {
        let written = format!(":`{}`", graph.vocabulary().type_name(rel_type));
        let of_kind = kind.rows(graph).into_iter();
        rows.extend(of_kind.map(|row| [vec![Value::from(written.clone())], row.to_vec()].concat()));
    }
    Ok(rows.into())
}

/// The type of a property, with that of its elements: `LIST<STRING>`.
fn type_of(value: &Value) -> String {
    let Value::List(items) = value else { return value.type_name().to_owned() };
    let types: BTreeSet<&str> = items.iter().map(Value::type_name).collect();
    format!("LIST<{}>", types.into_iter().collect::<Vec<_>>().join(" | "))
}
