//! Functions on nodes, relationships and paths.

use std::sync::Arc;

use super::EvalError;
use super::argument::mismatch;
use super::registry::{ArgumentType, Function, FunctionContext};
use super::string::length;
use crate::graph::KeyId;
use crate::value::{NodeId, RelId, Value};

use ArgumentType::{Element, MapOrElement, Node, Path, Relationship};

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("elementId", "elementId(node_or_relationship) :: STRING", &[Element], element_id),
    Function::new("endNode", "endNode(relationship) :: NODE", &[Relationship], end_node),
    Function::new("id", "id(node_or_relationship) :: INTEGER", &[Element], id),
    Function::new("keys", "keys(node_relationship_or_map) :: LIST<STRING>", &[MapOrElement], keys),
    Function::new("labels", "labels(node) :: LIST<STRING>", &[Node], labels),
    Function::new("length", "length(path) :: INTEGER", &[Path], path_length),
    Function::new("nodes", "nodes(path) :: LIST<NODE>", &[Path], nodes),
    Function::new("properties", "properties(node_relationship_or_map) :: MAP", &[MapOrElement], properties),
    Function::new("relationships", "relationships(path) :: LIST<RELATIONSHIP>", &[Path], relationships),
    Function::new("rels", "rels(path) :: LIST<RELATIONSHIP>", &[Path], relationships),
    Function::new("startNode", "startNode(relationship) :: NODE", &[Relationship], start_node),
    Function::new("type", "type(relationship) :: STRING", &[Relationship], rel_type),
];

fn id(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::Node(node)] => Ok(Value::Integer(node.0.into())),
        [Value::Relationship(rel)] => Ok(Value::Integer(rel.0.into())),
        _ => mismatch("id", arguments),
    }
}

/// An id that tells nodes from relationships too.
fn element_id(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::Node(node)] => Ok(Value::from(format!("n{}", node.0))),
        [Value::Relationship(rel)] => Ok(Value::from(format!("r{}", rel.0))),
        _ => mismatch("elementId", arguments),
    }
}

fn labels(context: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::Node(node)] => {
            check_node(context, *node)?;
            let vocabulary = context.graph.vocabulary();
            let names = context.graph.labels(*node).iter().map(|label| vocabulary.label_name(*label).clone());
            Ok(Value::list(names.map(Value::String).collect()))
        }
        _ => mismatch("labels", arguments),
    }
}

fn rel_type(context: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::Relationship(rel)] => {
            check_rel(context, *rel)?;
            let ends = context.graph.rel_ends(*rel);
            Ok(Value::String(context.graph.vocabulary().type_name(ends.rel_type).clone()))
        }
        _ => mismatch("type", arguments),
    }
}

fn start_node(context: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::Relationship(rel)] => {
            check_rel(context, *rel)?;
            Ok(Value::Node(context.graph.rel_ends(*rel).start))
        }
        _ => mismatch("startNode", arguments),
    }
}

fn end_node(context: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::Relationship(rel)] => {
            check_rel(context, *rel)?;
            Ok(Value::Node(context.graph.rel_ends(*rel).end))
        }
        _ => mismatch("endNode", arguments),
    }
}

fn keys(context: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    let names: Vec<Value> = match arguments {
        [Value::Map(map)] => map.keys().cloned().map(Value::String).collect(),
        [element @ (Value::Node(_) | Value::Relationship(_))] => {
            entries(context, element)?.into_iter().map(|(key, _)| Value::String(key)).collect()
        }
        _ => return mismatch("keys", arguments),
    };
    Ok(Value::list(names))
}

fn properties(context: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [map @ Value::Map(_)] => Ok(map.clone()),
        [element @ (Value::Node(_) | Value::Relationship(_))] => {
            Ok(Value::map(entries(context, element)?.into_iter().collect()))
        }
        _ => mismatch("properties", arguments),
    }
}

/// Properties of a node or relationship by name.
fn entries(context: &FunctionContext<'_>, element: &Value) -> Result<Vec<(Arc<str>, Value)>, EvalError> {
    let pairs: Vec<(KeyId, Value)> = match element {
        Value::Node(node) => {
            check_node(context, *node)?;
            context.graph.node_properties(*node)
        }
        Value::Relationship(rel) => {
            check_rel(context, *rel)?;
            context.graph.rel_properties(*rel)
        }
        _ => Vec::new(),
    };
    let vocabulary = context.graph.vocabulary();
    Ok(pairs.into_iter().map(|(key, value)| (vocabulary.key_name(key).clone(), value)).collect())
}

fn path_length(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::Path(path)] => Ok(length(path.rels.len())),
        _ => mismatch("length", arguments),
    }
}

fn nodes(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::Path(path)] => Ok(Value::list(path.nodes.iter().copied().map(Value::Node).collect())),
        _ => mismatch("nodes", arguments),
    }
}

fn relationships(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::Path(path)] => Ok(Value::list(path.rels.iter().copied().map(Value::Relationship).collect())),
        _ => mismatch("relationships", arguments),
    }
}

fn check_node(context: &FunctionContext<'_>, node: NodeId) -> Result<(), EvalError> {
    if context.graph.has_node(node) { Ok(()) } else { Err(EvalError::deleted()) }
}

fn check_rel(context: &FunctionContext<'_>, rel: RelId) -> Result<(), EvalError> {
    if context.graph.has_rel(rel) { Ok(()) } else { Err(EvalError::deleted()) }
}
