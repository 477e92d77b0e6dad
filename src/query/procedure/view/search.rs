//! Search: by names, other names and pinyin initials first, then by the sentences of the evidence.

use super::lookup::{label, names, property};
use super::measure::listed;
use super::place::{cells, first};
use super::sound::{begins_with, is_initials};
use crate::graph::GraphView;
use crate::query::function::evidence_of;
use crate::query::procedure::input::{count, wrong};
use crate::query::procedure::native::{ProcedureContext, Rows};
use crate::value::{MapValue, NodeId, Value};

pub(super) const OUTPUTS: &[(&str, &str)] = &[
    ("name", "STRING"),
    ("label", "STRING"),
    ("found", "STRING"),
    ("sentence", "STRING"),
    ("document", "STRING"),
    ("node", "NODE"),
];

/// Rows, unless another number is asked for; and at most.
const ROWS: usize = 50;
const MAX_ROWS: usize = 100_000;

/// How a thing was found, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    Name,
    NameBegins,
    NameHolds,
    OtherName,
    Pinyin,
    Sentence,
}

impl Found {
    fn word(self) -> &'static str {
        match self {
            Self::Name | Self::NameBegins | Self::NameHolds => "name",
            Self::OtherName => "other name",
            Self::Pinyin => "pinyin",
            Self::Sentence => "sentence",
        }
    }
}

/// `tuzhi.search(text, limit?)`
pub(super) fn search(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let graph = context.functions.graph;
    let wanted = match &arguments[0] {
        Value::String(text) if !text.trim().is_empty() => text.trim().to_lowercase(),
        Value::String(_) => return Err(wrong("there is nothing to search for")),
        other => return Err(wrong(format!("what is searched for is a text, found {}", other.type_name()))),
    };
    let most = if arguments[1].is_null() { ROWS } else { count("limit", &arguments[1], MAX_ROWS)? };
    let mut nodes = Vec::new();
    graph.scan_nodes(None, NodeId(0), usize::MAX, &mut nodes);
    let mut hits: Vec<(Found, usize, NodeId)> = Vec::new();
    for (at, &node) in nodes.iter().enumerate() {
        if at % 1024 == 0 {
            context.check()?;
        }
        if let Some((found, length)) = fit(graph, node, &wanted) {
            hits.push((found, length, node));
        }
    }
    hits.sort_unstable();
    hits.truncate(most);
    hits.into_iter()
        .map(|(found, _, node)| {
            let place = match found {
                Found::Sentence => place_with(context, node, &wanted)?,
                _ => first(context.functions, &Value::Node(node))?,
            };
            let [sentence, document] = cells(&place);
            let own = [listed(graph, node), label(graph, node), Value::from(found.word())];
            Ok(own.into_iter().chain([sentence, document, Value::Node(node)]).collect())
        })
        .collect()
}

/// How a node was found, and how long the name is: short names are nearer to what was typed.
fn fit(graph: &dyn GraphView, node: NodeId, wanted: &str) -> Option<(Found, usize)> {
    let names = names(graph, node);
    let of_name = names.iter().enumerate().filter_map(|(at, name)| {
        let lower = name.to_lowercase();
        let found = match at {
            0 if lower == *wanted => Found::Name,
            0 if lower.starts_with(wanted) => Found::NameBegins,
            0 if lower.contains(wanted) => Found::NameHolds,
            _ if at > 0 && lower.contains(wanted) => Found::OtherName,
            _ if is_initials(wanted) && begins_with(name, wanted) => Found::Pinyin,
            _ => return None,
        };
        Some((found, name.chars().count()))
    });
    of_name.min().or_else(|| {
        let Value::List(quotes) = property(graph, node, "evidence_quote") else { return None };
        let holds =
            |quote: &Value| matches!(quote, Value::String(text) if text.to_lowercase().contains(wanted));
        quotes
            .iter()
            .any(holds)
            .then(|| (Found::Sentence, names.first().map_or(0, |name| name.chars().count())))
    })
}

/// The place of a node whose sentence has the text.
fn place_with(
    context: &ProcedureContext<'_>,
    node: NodeId,
    wanted: &str,
) -> Result<MapValue, crate::query::function::EvalError> {
    let places = evidence_of(context.functions, &[Value::Node(node)])?;
    let holds = |place: &MapValue| matches!(place.get("sentence"), Some(Value::String(text)) if text.to_lowercase().contains(wanted));
    Ok(places.into_iter().find(holds).unwrap_or_default())
}
