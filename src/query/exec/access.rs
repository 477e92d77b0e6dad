//! Properties and labels of values, with the refusal of what was deleted.

use super::context::{Context, eval_error, type_error};
use crate::query::bind::{KeyRef, LabelRef};
use crate::query::function;
use crate::query::{ErrorClass, QueryError};
use crate::source::Span;
use crate::value::{MapValue, NodeId, RelId, Value};

impl Context<'_> {
    /// `base.key`
    pub(super) fn property(&self, base: &Value, key: KeyRef, span: Span) -> Result<Value, QueryError> {
        match base {
            Value::Null => Ok(Value::Null),
            Value::Node(node) => self.node_property(*node, key, span),
            Value::Relationship(rel) => self.rel_property(*rel, key, span),
            Value::Map(entries) => Ok(entries.get(self.key_name(key)).cloned().unwrap_or_default()),
            Value::Point(point) => {
                function::point_component(point, self.key_name(key)).map_err(|error| eval_error(error, span))
            }
            Value::Quantity(quantity) => function::quantity_component(quantity, self.key_name(key))
                .map_err(|error| eval_error(error, span)),
            _ => match function::temporal_component(base, self.key_name(key)) {
                Some(component) => component.map_err(|error| eval_error(error, span)),
                None => Err(type_error(
                    "InvalidArgumentType",
                    format!("{} has no property `{}`", base.type_name(), self.key_name(key)),
                    span,
                )),
            },
        }
    }

    pub(super) fn node_property(&self, node: NodeId, key: KeyRef, span: Span) -> Result<Value, QueryError> {
        self.check_node(node, span)?;
        let found = self.key(key).map_or(Value::Null, |key| self.view().node_property(node, key));
        if found.is_null() && self.key_name(key) == function::QUANTITY_KEY {
            return Ok(function::measured(&*self.view(), node));
        }
        Ok(found)
    }

    fn rel_property(&self, rel: RelId, key: KeyRef, span: Span) -> Result<Value, QueryError> {
        self.check_rel(rel, span)?;
        Ok(self.key(key).map_or(Value::Null, |key| self.view().rel_property(rel, key)))
    }

    /// A property by a name that comes from data.
    pub(super) fn property_by_name(&self, base: &Value, name: &str, span: Span) -> Result<Value, QueryError> {
        let key = self.view().vocabulary().key(name);
        match base {
            Value::Node(node) => {
                self.check_node(*node, span)?;
                let found = key.map_or(Value::Null, |key| self.view().node_property(*node, key));
                if found.is_null() && name == function::QUANTITY_KEY {
                    return Ok(function::measured(&*self.view(), *node));
                }
                Ok(found)
            }
            Value::Relationship(rel) => {
                self.check_rel(*rel, span)?;
                Ok(key.map_or(Value::Null, |key| self.view().rel_property(*rel, key)))
            }
            Value::Map(entries) => Ok(entries.get(name).cloned().unwrap_or_default()),
            _ => Ok(Value::Null),
        }
    }

    /// All properties of an element, the entries of a map.
    pub(super) fn properties_of(&self, value: &Value) -> MapValue {
        let view = self.view();
        let properties = match value {
            Value::Map(entries) => return MapValue::clone(entries),
            Value::Node(node) if view.has_node(*node) => view.node_properties(*node),
            Value::Relationship(rel) if view.has_rel(*rel) => view.rel_properties(*rel),
            _ => Vec::new(),
        };
        let vocabulary = view.vocabulary();
        properties.into_iter().map(|(key, value)| (vocabulary.key_name(key).clone(), value)).collect()
    }

    /// `base:A:B`
    pub(super) fn has_labels(&self, base: &Value, labels: &[LabelRef]) -> Result<Value, QueryError> {
        match base {
            Value::Null => Ok(Value::Null),
            Value::Node(node) => {
                self.check_node(*node, Span::default())?;
                Ok(Value::Boolean(self.node_has_labels(*node, labels)))
            }
            Value::Relationship(rel) => {
                let view = self.view();
                let name = view.vocabulary().type_name(view.rel_ends(*rel).rel_type);
                let names = &self.plan.tables.names.labels;
                Ok(Value::Boolean(labels.iter().all(|label| names[label.index()].name == *name)))
            }
            other => Err(type_error(
                "InvalidArgumentType",
                format!("labels are tested on a node or a relationship, found {}", other.type_name()),
                Span::default(),
            )),
        }
    }

    pub(super) fn node_has_labels(&self, node: NodeId, labels: &[LabelRef]) -> bool {
        let view = self.view();
        labels.iter().all(|label| self.label(*label).is_some_and(|label| view.has_label(node, label)))
    }

    pub(super) fn check_node(&self, node: NodeId, span: Span) -> Result<(), QueryError> {
        if self.has_deleted.get() && !self.view().has_node(node) {
            return Err(deleted("node", span));
        }
        Ok(())
    }

    pub(super) fn check_rel(&self, rel: RelId, span: Span) -> Result<(), QueryError> {
        if self.has_deleted.get() && !self.view().has_rel(rel) {
            return Err(deleted("relationship", span));
        }
        Ok(())
    }
}

fn deleted(what: &str, span: Span) -> QueryError {
    let message = format!("the {what} was deleted by this statement");
    let error = QueryError::runtime(ErrorClass::EntityNotFound, "DeletedEntityAccess", message);
    if span.is_empty() { error } else { error.at(span) }
}
