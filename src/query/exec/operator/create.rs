//! Creates nodes and relationships.

use super::operator_trait::{Input, Operator, drain};
use super::paths::path_column;
use crate::graph::{Change, KeyId, TypeId};
use crate::query::bind::{CreateNode, CreatePattern, CreateRel, NewType, Properties};
use crate::query::exec::batch::{Batch, Column, Row};
use crate::query::exec::context::{Context, type_error};
use crate::query::{ErrorClass, QueryError};
use crate::source::Span;
use crate::value::Value;

/// The writer.
pub(super) struct Create<'p> {
    input: Input<'p>,
    pattern: &'p CreatePattern,
    rows: Option<std::vec::IntoIter<Batch>>,
}

impl<'p> Create<'p> {
    pub(super) fn new(input: Input<'p>, pattern: &'p CreatePattern) -> Self {
        Self { input, pattern, rows: None }
    }
}

impl Operator for Create<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        if self.rows.is_none() {
            let mut batches = drain(&mut self.input, context)?;
            for batch in &mut batches {
                context.check_interrupt()?;
                create(context, self.pattern, batch)?;
            }
            self.rows = Some(batches.into_iter());
        }
        Ok(self.rows.as_mut().and_then(Iterator::next))
    }
}

/// Creates a pattern once for each row, and fills its slots.
pub(super) fn create(
    context: &Context<'_>,
    pattern: &CreatePattern,
    batch: &mut Batch,
) -> Result<(), QueryError> {
    for node in &pattern.nodes {
        let column = create_nodes(context, node, batch)?;
        batch.set(node.slot, column);
    }
    for rel in &pattern.rels {
        let column = create_rels(context, rel, batch)?;
        batch.set(rel.slot, column);
    }
    for path in &pattern.paths {
        let column = path_column(context, path, batch);
        batch.set(path.slot, column);
    }
    Ok(())
}

fn create_nodes(context: &Context<'_>, node: &CreateNode, batch: &Batch) -> Result<Column, QueryError> {
    let mut ids = Vec::with_capacity(batch.len);
    let mut labels: Vec<_> = node.labels.iter().filter_map(|label| context.label(*label)).collect();
    labels.sort_unstable();
    labels.dedup();
    for index in 0..batch.len {
        let properties = properties(context, &node.properties, Row { batch, index })?;
        let mut labels = labels.clone();
        if !node.dynamic.is_empty() {
            labels.extend(context.written_labels(&node.dynamic, Row { batch, index })?);
            labels.sort_unstable();
            labels.dedup();
        }
        let id = context.with_store(|store| store.new_node_id())?;
        context.apply(Change::CreateNode { id, labels, properties })?;
        ids.push(id.0);
    }
    Ok(Column::Nodes(ids))
}

fn create_rels(context: &Context<'_>, rel: &CreateRel, batch: &Batch) -> Result<Column, QueryError> {
    let mut ids = Vec::with_capacity(batch.len);
    for index in 0..batch.len {
        let rel_type = new_type(context, rel, Row { batch, index })?;
        let properties = properties(context, &rel.properties, Row { batch, index })?;
        let ends = (batch.column(rel.start).node(index), batch.column(rel.end).node(index));
        let (Some(start), Some(end)) = ends else {
            return Err(QueryError::runtime(
                ErrorClass::SemanticError,
                "MissingNode",
                "a relationship needs two nodes, one of them is null here",
            )
            .at(rel.span));
        };
        context.check_node(start, rel.span)?;
        context.check_node(end, rel.span)?;
        let id = context.with_store(|store| store.new_rel_id())?;
        context.apply(Change::CreateRelationship { id, rel_type, start, end, properties })?;
        ids.push(id.0);
    }
    Ok(Column::Rels(ids))
}

fn new_type(context: &Context<'_>, rel: &CreateRel, row: Row<'_>) -> Result<TypeId, QueryError> {
    match &rel.rel_type {
        NewType::Named(rel_type) => Ok(context.rel_type(*rel_type).expect("a type that is written is known")),
        NewType::Computed(names, span) => {
            match &context.label_names(&context.eval(names, row)?, *span)?[..] {
                [name] => Ok(context.intern_type(name)),
                names => {
                    let message = format!("a relationship has one type, found {}", names.len());
                    Err(type_error("InvalidArgumentType", message, *span))
                }
            }
        }
    }
}

/// The properties of a new element; null means none.
pub(super) fn properties(
    context: &Context<'_>,
    properties: &Properties,
    row: Row<'_>,
) -> Result<Vec<(KeyId, Value)>, QueryError> {
    let mut out = Vec::new();
    match properties {
        Properties::Entries(entries) => {
            for (key, value) in entries {
                let value = context.eval(value, row)?;
                if let (false, Some(key)) = (value.is_null(), context.key(*key)) {
                    out.push((key, value));
                }
            }
        }
        Properties::Map(map) => match context.eval(map, row)? {
            Value::Map(entries) => {
                for (name, value) in entries.iter().filter(|(_, value)| !value.is_null()) {
                    out.push((context.intern_key(name), value.clone()));
                }
            }
            Value::Null => {}
            other => {
                return Err(type_error(
                    "InvalidArgumentType",
                    format!("properties are given as a map, found {}", other.type_name()),
                    Span::default(),
                ));
            }
        },
    }
    out.sort_unstable_by_key(|(key, _)| *key);
    Ok(out)
}
