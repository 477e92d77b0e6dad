//! Targets, and what came of them.

use super::lookup::{name, nodes_of, property, region};
use super::measure::{Figure, figures, quantity, written};
use super::place::{cells, first};
use crate::graph::{Direction, GraphView};
use crate::query::function::EvalError;
use crate::query::procedure::native::{ProcedureContext, Rows};
use crate::value::{NodeId, Value, orderability};

pub(super) const OUTPUTS: &[(&str, &str)] = &[
    ("region", "STRING"),
    ("year", "INTEGER"),
    ("indicator", "STRING"),
    ("subject", "STRING"),
    ("type", "STRING"),
    ("promised", "STRING"),
    ("reached", "STRING"),
    ("outcome", "STRING"),
    ("value", "FLOAT"),
    ("unit", "STRING"),
    ("reached_value", "FLOAT"),
    ("sentence", "STRING"),
    ("document", "STRING"),
    ("reached_sentence", "STRING"),
    ("reached_document", "STRING"),
    ("target", "NODE"),
    ("quantity", "ANY"),
];

/// `tuzhi.promises(region?, year?)`
pub(super) fn promises(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let graph = context.functions.graph;
    let regions = match &arguments[0] {
        Value::Null => nodes_of(graph, "Region"),
        Value::String(name) => vec![region(graph, name)?],
        other => return Err(not_a_name(other)),
    };
    let mut rows = Vec::new();
    for region in regions {
        context.check()?;
        let name = name(graph, region);
        for target in figures(graph, region, "SETS") {
            if arguments[1].is_null() || crate::value::equality(&arguments[1], &target.year) == Some(true) {
                rows.push(row(context, &name, &target)?);
            }
        }
    }
    // By region, year, indicator and type.
    rows.sort_by(|a: &Vec<Value>, b| {
        let order = |at: usize| orderability(&a[at], &b[at]);
        order(0).then_with(|| order(1)).then_with(|| order(2)).then_with(|| order(4)).then_with(|| order(5))
    });
    Ok(rows.into())
}

fn row(context: &ProcedureContext<'_>, region: &Value, target: &Figure) -> Result<Vec<Value>, EvalError> {
    let graph = context.functions.graph;
    let answer = answer(graph, target.node);
    let outcome = match answer.as_ref().map(|(_, met)| met) {
        None => "not reported",
        Some(Value::Boolean(true)) => "met",
        Some(Value::Boolean(false)) => "missed",
        Some(_) => "unclear",
    };
    let reached = answer.map(|(node, _)| node);
    let told = |key: &str| reached.map_or(Value::Null, |node| property(graph, node, key));
    let [sentence, document] = cells(&first(context.functions, &Value::Node(target.node))?);
    let [reached_sentence, reached_document] = match reached {
        Some(node) => cells(&first(context.functions, &Value::Node(node))?),
        None => [Value::Null, Value::Null],
    };
    Ok(vec![
        region.clone(),
        target.year.clone(),
        target.indicator.clone(),
        target.subject.clone(),
        target.kind.clone(),
        written(graph, target.node),
        reached.map_or(Value::Null, |node| written(graph, node)),
        Value::from(outcome),
        property(graph, target.node, "value"),
        property(graph, target.node, "unit"),
        told("value"),
        sentence,
        document,
        reached_sentence,
        reached_document,
        Value::Node(target.node),
        quantity(graph, target.node),
    ])
}

/// What a target was answered by, and whether it was met: of several answers one that tells.
fn answer(graph: &dyn GraphView, target: NodeId) -> Option<(NodeId, Value)> {
    let names = graph.vocabulary();
    let steps = graph.steps(target, Direction::Outgoing, names.rel_type("ANSWERED_BY")?);
    let met = |rel| names.key("met").map_or(Value::Null, |key| graph.rel_property(rel, key));
    let mut answers: Vec<(NodeId, Value)> = steps.iter().map(|step| (step.node, met(step.rel))).collect();
    answers.sort_by_key(|(node, met)| (met.is_null(), *node));
    answers.into_iter().next()
}

fn not_a_name(found: &Value) -> EvalError {
    super::super::input::wrong(format!("a region is named by a text, found {}", found.type_name()))
}
