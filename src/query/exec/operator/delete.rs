//! Deletes nodes, relationships and paths: all that the rows name, relationships before nodes.

use std::collections::BTreeSet;

use super::operator_trait::{Input, Operator, drain};
use crate::graph::{Change, Direction};
use crate::query::bind::Expr;
use crate::query::exec::batch::{Batch, Row};
use crate::query::exec::context::{Context, type_error};
use crate::query::exec::elements::{node_record, rel_record};
use crate::query::{ErrorClass, QueryError};
use crate::source::Span;
use crate::value::{NodeId, RelId, Value};

/// The writer.
pub(super) struct Delete<'p> {
    input: Input<'p>,
    detach: bool,
    targets: &'p [(Expr, Span)],
    rows: Option<std::vec::IntoIter<Batch>>,
}

/// What is to go.
#[derive(Default)]
struct Doomed {
    nodes: BTreeSet<NodeId>,
    rels: BTreeSet<RelId>,
}

impl<'p> Delete<'p> {
    pub(super) fn new(input: Input<'p>, detach: bool, targets: &'p [(Expr, Span)]) -> Self {
        Self { input, detach, targets, rows: None }
    }

    fn run(&mut self, context: &Context<'_>) -> Result<Vec<Batch>, QueryError> {
        let batches = drain(&mut self.input, context)?;
        let mut doomed = Doomed::default();
        for batch in &batches {
            for index in 0..batch.len {
                for (target, span) in self.targets {
                    doomed.add(&context.eval(target, Row { batch, index })?, *span)?;
                }
            }
        }
        self.delete(context, doomed)?;
        Ok(batches)
    }

    fn delete(&self, context: &Context<'_>, mut doomed: Doomed) -> Result<(), QueryError> {
        doomed.nodes.retain(|node| context.view().has_node(*node));
        for node in &doomed.nodes {
            let rels = rels_of(context, *node);
            if self.detach {
                doomed.rels.extend(rels);
            } else if rels.iter().any(|rel| !doomed.rels.contains(rel)) {
                return Err(QueryError::runtime(
                    ErrorClass::ConstraintVerificationFailed,
                    "DeleteConnectedNode",
                    "the node still has relationships",
                )
                .at(self.targets.first().map_or(Span::default(), |(_, span)| *span))
                .with_hint("`DETACH DELETE` takes its relationships too"));
            }
        }
        // From the youngest on: adjacency lists lose their ends first.
        for id in doomed.rels.into_iter().rev() {
            context.check_interrupt()?;
            if !context.view().has_rel(id) {
                continue;
            }
            let record = rel_record(&*context.view(), id);
            context.deleted.borrow_mut().rels.insert(id, record);
            context.apply(Change::DeleteRelationship { id })?;
            context.has_deleted.set(true);
        }
        for id in doomed.nodes {
            let record = node_record(&*context.view(), id);
            context.deleted.borrow_mut().nodes.insert(id, record);
            context.apply(Change::DeleteNode { id })?;
            context.has_deleted.set(true);
        }
        Ok(())
    }
}

impl Doomed {
    fn add(&mut self, value: &Value, span: Span) -> Result<(), QueryError> {
        match value {
            Value::Null => {}
            Value::Node(node) => {
                self.nodes.insert(*node);
            }
            Value::Relationship(rel) => {
                self.rels.insert(*rel);
            }
            Value::Path(path) => {
                self.nodes.extend(&path.nodes);
                self.rels.extend(&path.rels);
            }
            other => {
                return Err(type_error(
                    "InvalidArgumentType",
                    format!("`DELETE` takes nodes, relationships and paths, found {}", other.type_name()),
                    span,
                ));
            }
        }
        Ok(())
    }
}

fn rels_of(context: &Context<'_>, node: NodeId) -> Vec<RelId> {
    let view = context.view();
    let mut rels = Vec::new();
    for direction in [Direction::Outgoing, Direction::Incoming] {
        let mut types = Vec::new();
        view.step_types(node, direction, &mut types);
        for rel_type in types {
            rels.extend(view.steps(node, direction, rel_type).iter().map(|step| step.rel));
        }
    }
    rels
}

impl Operator for Delete<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        if self.rows.is_none() {
            self.rows = Some(self.run(context)?.into_iter());
        }
        Ok(self.rows.as_mut().and_then(Iterator::next))
    }
}
