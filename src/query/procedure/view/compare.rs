//! Regions side by side: the figures that several of them tell of the same thing.

use std::collections::{BTreeMap, BTreeSet};

use super::lookup::{name, names, nodes_of, one, region};
use super::measure::{Figure, figures, quantity, written};
use super::place::{cells, first};
use crate::graph::GraphView;
use crate::query::function::EvalError;
use crate::query::procedure::input::wrong;
use crate::query::procedure::native::{ProcedureContext, Rows};
use crate::value::{NodeId, Value, orderability};

pub(super) const OUTPUTS: &[(&str, &str)] = &[
    ("indicator", "STRING"),
    ("type", "STRING"),
    ("year", "INTEGER"),
    ("kind", "STRING"),
    ("region", "STRING"),
    ("figure", "STRING"),
    ("rank", "INTEGER"),
    ("quantity", "ANY"),
    ("sentence", "STRING"),
    ("document", "STRING"),
    ("measure", "NODE"),
];

/// Regions compared at once.
const MAX_REGIONS: usize = 1000;

/// What figures must share to stand side by side: indicator, type, year, what they are about, and whether they are told
/// or promised.
type Topic = (String, String, i64, String, &'static str);

/// `tuzhi.compare([regions], indicator?)`
pub(super) fn compare(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let graph = context.functions.graph;
    let regions = regions(context, &arguments[0])?;
    let wanted = match &arguments[1] {
        Value::Null => None,
        Value::String(text) => Some(indicators(graph, text)?),
        other => return Err(wrong(format!("an indicator is named by a text, found {}", other.type_name()))),
    };
    let mut topics: BTreeMap<Topic, Vec<(usize, NodeId)>> = BTreeMap::new();
    for (at, region) in regions.iter().enumerate() {
        context.check()?;
        for (says, kind) in [("REPORTS", "reported"), ("SETS", "promised")] {
            for figure in figures(graph, *region, says) {
                if wanted.as_ref().is_none_or(|wanted| wanted.contains(&figure.indicator.to_text())) {
                    topics.entry(topic(&figure, kind)).or_default().push((at, figure.node));
                }
            }
        }
    }
    let mut rows = Vec::new();
    for (topic, told) in topics {
        let tellers: BTreeSet<usize> = told.iter().map(|(at, _)| *at).collect();
        // What one region alone tells is no comparison, unless it was asked for by name.
        if tellers.len() > 1 || wanted.is_some() {
            add_rows(context, &regions, &topic, told, &mut rows)?;
        }
    }
    Ok(rows.into())
}

/// The names of the indicator that is called so; where none is, of all whose names hold the text.
fn indicators(graph: &dyn GraphView, text: &str) -> Result<BTreeSet<String>, EvalError> {
    let all = nodes_of(graph, "Indicator");
    let error = match one(graph, "indicator", &all, text) {
        Ok(node) => return Ok(BTreeSet::from([name(graph, node).to_text()])),
        Err(error) => error,
    };
    let wanted = text.trim();
    let holds =
        |node: &NodeId| !wanted.is_empty() && names(graph, *node).iter().any(|name| name.contains(wanted));
    let found: BTreeSet<String> =
        all.iter().filter(|node| holds(node)).map(|node| name(graph, *node).to_text()).collect();
    if found.is_empty() { Err(error) } else { Ok(found) }
}

fn topic(figure: &Figure, kind: &'static str) -> Topic {
    let year = match figure.year {
        Value::Integer(year) => year,
        _ => 0,
    };
    let subject = if figure.subject.is_null() { String::new() } else { figure.subject.to_text() };
    (figure.indicator.to_text(), figure.kind.to_text(), year, subject, kind)
}

/// One row a figure, the greatest first; figures of unlike units have no rank.
fn add_rows(
    context: &ProcedureContext<'_>,
    regions: &[NodeId],
    (indicator, kind, year, _, says): &Topic,
    told: Vec<(usize, NodeId)>,
    rows: &mut Vec<Vec<Value>>,
) -> Result<(), EvalError> {
    let graph = context.functions.graph;
    let mut figures: Vec<(Value, usize, NodeId)> =
        told.into_iter().map(|(at, node)| (quantity(graph, node), at, node)).collect();
    figures.sort_by(|a, b| match (a.0.is_null(), b.0.is_null()) {
        (false, false) => orderability(&b.0, &a.0).then(a.1.cmp(&b.1)),
        (a, b) => a.cmp(&b),
    });
    let mut rank = 0i64;
    for (position, (quantity, at, node)) in (1i64..).zip(&figures) {
        let before = usize::try_from(position - 2).ok().map(|before| &figures[before].0);
        if before.is_none_or(|before| orderability(before, quantity).is_ne()) {
            rank = position;
        }
        let is_comparable = match (&figures[0].0, quantity) {
            (Value::Quantity(first), Value::Quantity(own)) => first.is_like(own),
            _ => false,
        };
        let [sentence, document] = cells(&first(context.functions, &Value::Node(*node))?);
        rows.push(vec![
            Value::from(indicator.as_str()),
            Value::from(kind.as_str()),
            Value::Integer(*year),
            Value::from(*says),
            name(graph, regions[*at]),
            written(graph, *node),
            if is_comparable { Value::Integer(rank) } else { Value::Null },
            quantity.clone(),
            sentence,
            document,
            Value::Node(*node),
        ]);
    }
    Ok(())
}

fn regions(context: &ProcedureContext<'_>, value: &Value) -> Result<Vec<NodeId>, EvalError> {
    let graph = context.functions.graph;
    let Value::List(items) = value else {
        return Err(wrong(format!("regions are a list of names, found {}", value.type_name())));
    };
    if items.len() > MAX_REGIONS {
        return Err(wrong(format!(
            "{} regions are too many to compare, the limit is {MAX_REGIONS}",
            items.len()
        )));
    }
    let mut found: Vec<NodeId> = Vec::new();
    for item in items.iter() {
        let node = match item {
            Value::String(name) => region(graph, name)?,
            Value::Node(node) => *node,
            other => return Err(wrong(format!("a region is named by a text, found {}", other.type_name()))),
        };
        if !found.contains(&node) {
            found.push(node);
        }
    }
    Ok(found)
}
