//! What `.schema` shows: the ontology drawn as text with counts, and the properties of a label or type.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use super::outline::{Edge, KeyFacts, Outline, key_facts, labels, nodes_of, rels_of};
use crate::graph::{GraphView, NameTable};
use crate::result::ResultTable;
use crate::source::display_width;
use crate::value::Value;

/// Each label with what leads from it, those with most nodes first.
///
/// ```text
/// Region 地区 (28)
///   -[:DEVELOPS 发展]-> Industry   112
///   -[:PART_OF 属于]->  Region      14
/// ```
pub(super) fn picture(graph: &dyn GraphView) -> String {
    let vocabulary = graph.vocabulary();
    let edges = Outline::edges(graph);
    let mut nodes: Vec<(usize, Arc<str>)> = labels(graph)
        .into_iter()
        .map(|label| (graph.n_nodes_with_label(label), vocabulary.label_name(label).clone()))
        .collect();
    nodes.sort_by(|left, right| right.0.cmp(&left.0).then_with(|| left.1.cmp(&right.1)));
    if edges.keys().any(|edge| edge.from.is_empty()) {
        nodes.push((0, Arc::from("")));
    }
    let types = aliases(graph, NameTable::Type);
    let arrow = |edge: &Edge| format!("-[:{}]->", with_alias(&edge.rel_type, &types));
    let name_of =
        |label: &Arc<str>| if label.is_empty() { "(no label)".to_owned() } else { label.to_string() };
    let arrow_width = edges.keys().map(|edge| display_width(&arrow(edge))).max().unwrap_or(0);
    let label_width = edges.keys().map(|edge| display_width(&name_of(&edge.to))).max().unwrap_or(0);
    let label_aliases = aliases(graph, NameTable::Label);
    let (mut out, mut shared_labels) = (String::new(), Vec::new());
    for (count, label) in nodes {
        if let Some(firsts) = shared(graph, &label) {
            shared_labels.push(format!("{} ({count}): {firsts}", with_alias(&label, &label_aliases)));
            continue;
        }
        let count = if label.is_empty() { String::new() } else { format!(" ({count})") };
        let name = if label.is_empty() { name_of(&label) } else { with_alias(&label, &label_aliases) };
        let _ = writeln!(out, "{name}{count}");
        let mut leading: Vec<(&Edge, &usize)> = edges.iter().filter(|(edge, _)| edge.from == label).collect();
        leading.sort_by(|left, right| right.1.cmp(left.1).then_with(|| left.0.cmp(right.0)));
        for (edge, n) in leading {
            let (arrow, to) = (arrow(edge), name_of(&edge.to));
            let _ = writeln!(
                out,
                "  {arrow}{} {to}{} {n:>8}",
                " ".repeat(arrow_width - display_width(&arrow)),
                " ".repeat(label_width - display_width(&to)),
            );
        }
    }
    shared_labels.iter().for_each(|line| out.extend([line.as_str(), "\n"]));
    out
}

/// What nodes of a label are in the first place, when none of them is that itself: `Measure` of targets and observations.
fn shared(graph: &dyn GraphView, label: &str) -> Option<String> {
    let label = graph.vocabulary().label(label)?;
    let mut firsts = BTreeSet::new();
    for node in nodes_of(graph, label, usize::MAX) {
        let first = *graph.labels(node).first()?;
        if first == label {
            return None;
        }
        firsts.insert(graph.vocabulary().label_name(first));
    }
    Some(firsts.into_iter().map(|name| &**name).collect::<Vec<_>>().join(" or "))
}

/// The properties of a label or type, by its name or alias; none when nothing has it.
pub(super) fn details(graph: &dyn GraphView, name: &str) -> Option<ResultTable> {
    let vocabulary = graph.vocabulary();
    let name = name.trim_start_matches(':').trim_matches('`');
    if let Some(label) = vocabulary.label(name) {
        let nodes = nodes_of(graph, label, usize::MAX);
        let facts = key_facts(graph, nodes.into_iter().map(|node| graph.node_properties(node)));
        return Some(table(graph, facts, "nodes"));
    }
    let rels = rels_of(graph, vocabulary.rel_type(name)?, usize::MAX);
    let facts = key_facts(graph, rels.into_iter().map(|rel| graph.rel_properties(rel)));
    Some(table(graph, facts, "relationships"))
}

fn table(graph: &dyn GraphView, facts: BTreeMap<Arc<str>, KeyFacts>, what: &str) -> ResultTable {
    let key_aliases = aliases(graph, NameTable::Key);
    let rows = facts.into_iter().map(|(name, facts)| {
        let alias = key_aliases.get(&name).map_or(Value::Null, |alias| Value::string(alias.clone()));
        let types = facts.types.into_iter().collect::<Vec<_>>().join(", ");
        let count = Value::Integer(i64::try_from(facts.count).unwrap_or(i64::MAX));
        vec![Value::string(name), alias, Value::from(types), count, facts.example.unwrap_or(Value::Null)]
    });
    ResultTable {
        columns: ["property", "alias", "type", what, "example"].map(Arc::from).to_vec(),
        rows: rows.collect(),
        ..ResultTable::default()
    }
}

/// The alias of each name that has one.
fn aliases(graph: &dyn GraphView, names: NameTable) -> BTreeMap<Arc<str>, Arc<str>> {
    let aliases = graph.vocabulary().aliases(names).iter();
    aliases.map(|(alias, name)| (name.clone(), alias.clone())).collect()
}

fn with_alias(name: &Arc<str>, aliases: &BTreeMap<Arc<str>, Arc<str>>) -> String {
    aliases.get(name).map_or_else(|| name.to_string(), |alias| format!("{name} {alias}"))
}
