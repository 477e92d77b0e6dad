//! What a thing stands in relation to.

use super::lookup::{label, thing};
use super::measure::listed;
use super::place::{cells, first};
use crate::graph::Direction;
use crate::query::procedure::input::wrong;
use crate::query::procedure::native::{ProcedureContext, Rows};
use crate::value::{Value, orderability};

pub(super) const OUTPUTS: &[(&str, &str)] = &[
    ("relation", "STRING"),
    ("direction", "STRING"),
    ("name", "STRING"),
    ("label", "STRING"),
    ("sentence", "STRING"),
    ("document", "STRING"),
    ("node", "NODE"),
    ("relationship", "RELATIONSHIP"),
];

/// `tuzhi.neighbours(name)`
pub(super) fn neighbours(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let graph = context.functions.graph;
    let node = match &arguments[0] {
        Value::String(wanted) => thing(graph, wanted)?,
        other => return Err(wrong(format!("a thing is named by a text, found {}", other.type_name()))),
    };
    let mut rows = Vec::new();
    for (direction, sign) in [(Direction::Outgoing, "->"), (Direction::Incoming, "<-")] {
        let mut types = Vec::new();
        graph.step_types(node, direction, &mut types);
        for rel_type in types {
            context.check()?;
            for step in graph.steps(node, direction, rel_type) {
                let [sentence, document] = cells(&first(context.functions, &Value::Relationship(step.rel))?);
                rows.push(vec![
                    Value::String(graph.vocabulary().type_name(rel_type).clone()),
                    Value::from(sign),
                    listed(graph, step.node),
                    label(graph, step.node),
                    sentence,
                    document,
                    Value::Node(step.node),
                    Value::Relationship(step.rel),
                ]);
            }
        }
    }
    // Outgoing ones first, by type and name.
    rows.sort_by(|a: &Vec<Value>, b| {
        let order = |at: usize| orderability(&a[at], &b[at]);
        order(1).then_with(|| order(0)).then_with(|| order(2))
    });
    Ok(rows.into())
}
