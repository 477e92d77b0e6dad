//! The graph of labels: which relationships lead from nodes of one label to nodes of another.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::graph::{LabelId, NameTable, TypeId};
use crate::query::procedure::native::{ProcedureContext, Rows};
use crate::value::{MapValue, RelId, Value};

pub(super) const OUTPUTS: &[(&str, &str)] = &[("nodes", "LIST"), ("relationships", "LIST")];

/// Relationships read at once.
const AT_ONCE: usize = 1024;

/// `db.schema.visualization()`: one row. There are no nodes of that graph, so they are told as maps.
pub(super) fn visualization(context: &ProcedureContext<'_>, _: &[Value]) -> Rows {
    let graph = context.functions.graph;
    let vocabulary = graph.vocabulary();
    let mut found: BTreeMap<(LabelId, TypeId, LabelId), usize> = BTreeMap::new();
    let (mut from, mut rels) = (Some(RelId(0)), Vec::new());
    while let Some(next) = from {
        context.check()?;
        rels.clear();
        from = graph.scan_rels(None, next, AT_ONCE, &mut rels);
        for ends in rels.iter().map(|rel| graph.rel_ends(*rel)) {
            for start in graph.labels(ends.start) {
                for end in graph.labels(ends.end) {
                    *found.entry((*start, ends.rel_type, *end)).or_default() += 1;
                }
            }
        }
    }
    let labels = vocabulary.names(NameTable::Label).iter();
    let mut nodes: Vec<(&Arc<str>, usize)> = labels
        .map(|name| (name, vocabulary.label(name).map_or(0, |label| graph.n_nodes_with_label(label))))
        .filter(|(_, count)| *count > 0)
        .collect();
    nodes.sort_unstable();
    let nodes = nodes.into_iter().map(|(name, count)| map([("name", text(name)), ("count", number(count))]));
    let mut rels: Vec<([&Arc<str>; 3], usize)> = found
        .into_iter()
        .map(|((start, rel_type, end), count)| {
            let names =
                [vocabulary.label_name(start), vocabulary.type_name(rel_type), vocabulary.label_name(end)];
            (names, count)
        })
        .collect();
    rels.sort_unstable();
    let rels = rels.into_iter().map(|([start, rel_type, end], count)| {
        map([("start", text(start)), ("type", text(rel_type)), ("end", text(end)), ("count", number(count))])
    });
    Ok(vec![vec![Value::list(nodes.collect()), Value::list(rels.collect())]].into())
}

fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let entries: MapValue = entries.into_iter().map(|(key, value)| (key.into(), value)).collect();
    Value::map(entries)
}

fn text(name: &Arc<str>) -> Value {
    Value::String(name.clone())
}

fn number(count: usize) -> Value {
    Value::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}
