//! Constraints: checked on what a statement wrote, when it has written all of it, so that it may pass through states that
//! do not fulfil them.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::context::Context;
use super::value_type::is_of_type;
use crate::graph::{Change, GraphView, IndexKey, KeyId, Rule, RuleKind, RuleOf};
use crate::query::ast::ValueType;
use crate::query::{ErrorClass, QueryError};
use crate::value::{Grouped, NodeId, RelId, Value, equality};

/// Elements looked at between two looks at the clock.
const STRIDE: usize = 4096;

impl Context<'_> {
    /// Checks what was written since the last batch of rows that stays.
    pub(super) fn check_rules(&self) -> Result<(), QueryError> {
        let rules = self.view().rules();
        if rules.is_empty() {
            return Ok(());
        }
        let (nodes, rels) = touched(self.undo.borrow().inverses_since_kept());
        for rule in &rules {
            match rule.of {
                RuleOf::Nodes(label) => {
                    let view = self.view();
                    for &node in &nodes {
                        if view.has_node(node) && view.has_label(node, label) {
                            check_node(&*view, rule, node)?;
                        }
                    }
                }
                RuleOf::Rels(rel_type) => {
                    let view = self.view();
                    let is_of_type =
                        |rel: &&RelId| view.has_rel(**rel) && view.rel_ends(**rel).rel_type == rel_type;
                    let mut touched = rels.iter().filter(is_of_type).peekable();
                    if touched.peek().is_none() {
                        continue;
                    }
                    // Relationships have no index: who writes some looks at all of the type.
                    self.check_rule(rule)?;
                }
            }
        }
        Ok(())
    }

    /// Checks all elements that a rule is about.
    pub(super) fn check_rule(&self, rule: &Rule) -> Result<(), QueryError> {
        let mut seen: FxHashMap<Vec<Grouped>, u32> = FxHashMap::default();
        let view = self.view();
        let mut check = |id: u32, values: Vec<Value>| {
            check_values(&*view, rule, &values)?;
            if !rule.kind.needs_difference() || values.iter().any(Value::is_null) {
                return Ok(());
            }
            match seen.insert(values.iter().cloned().map(Grouped).collect(), id) {
                Some(_) => Err(not_unique(&*view, rule, &values)),
                None => Ok(()),
            }
        };
        match rule.of {
            RuleOf::Nodes(label) => {
                let (mut from, mut out) = (Some(NodeId(0)), Vec::new());
                while let Some(start) = from {
                    self.check_interrupt()?;
                    out.clear();
                    from = view.scan_nodes(Some(label), start, STRIDE, &mut out);
                    for &node in &out {
                        check(node.0, rule.keys.iter().map(|key| view.node_property(node, *key)).collect())?;
                    }
                }
            }
            RuleOf::Rels(rel_type) => {
                let (mut from, mut out) = (Some(RelId(0)), Vec::new());
                while let Some(start) = from {
                    self.check_interrupt()?;
                    out.clear();
                    from = view.scan_rels(Some(rel_type), start, STRIDE, &mut out);
                    for &rel in &out {
                        check(rel.0, rule.keys.iter().map(|key| view.rel_property(rel, *key)).collect())?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Elements that changes made or changed.
fn touched(inverses: &[Change]) -> (BTreeSet<NodeId>, BTreeSet<RelId>) {
    let (mut nodes, mut rels) = (BTreeSet::new(), BTreeSet::new());
    for inverse in inverses {
        match inverse {
            Change::DeleteNode { id: node }
            | Change::RemoveLabel { node, .. }
            | Change::SetNodeProperty { node, .. } => {
                nodes.insert(*node);
            }
            Change::DeleteRelationship { id: rel } | Change::SetRelProperty { rel, .. } => {
                rels.insert(*rel);
            }
            _ => {}
        }
    }
    (nodes, rels)
}

/// Checks one node that has the rule's label.
fn check_node(view: &dyn GraphView, rule: &Rule, node: NodeId) -> Result<(), QueryError> {
    let values: Vec<Value> = rule.keys.iter().map(|key| view.node_property(node, *key)).collect();
    check_values(view, rule, &values)?;
    if !rule.kind.needs_difference() || values.iter().any(Value::is_null) {
        return Ok(());
    }
    let (RuleOf::Nodes(label), [key, ..]) = (rule.of, &rule.keys[..]) else { return Ok(()) };
    let index = IndexKey { label, key: *key };
    let candidates = view.find_nodes(index, &values[0]).unwrap_or_else(|| all_with(view, label));
    let is_equal = |other: NodeId, key: KeyId, value: &Value| {
        equality(&view.node_property(other, key), value) == Some(true)
    };
    let has_twin = candidates
        .into_iter()
        .filter(|other| *other != node)
        .any(|other| rule.keys.iter().zip(&values).all(|(key, value)| is_equal(other, *key, value)));
    if has_twin { Err(not_unique(view, rule, &values)) } else { Ok(()) }
}

/// All nodes with a label, where no index helps.
fn all_with(view: &dyn GraphView, label: crate::graph::LabelId) -> Vec<NodeId> {
    let mut out = Vec::new();
    let mut from = Some(NodeId(0));
    while let Some(start) = from {
        from = view.scan_nodes(Some(label), start, STRIDE, &mut out);
    }
    out
}

/// What a rule asks of an element's values alone.
fn check_values(view: &dyn GraphView, rule: &Rule, values: &[Value]) -> Result<(), QueryError> {
    for (key, value) in rule.keys.iter().zip(values) {
        if rule.kind.needs_values() && value.is_null() {
            let message = format!(
                "{} must have the property `{}`",
                element(view, rule),
                view.vocabulary().key_name(*key)
            );
            return Err(violation("MissingProperty", message, rule));
        }
        if let RuleKind::Typed(ty) = &rule.kind
            && let Some(parsed) = ValueType::from_text(ty)
            && !value.is_null()
            && !is_of_type(value, &parsed)
        {
            let key = view.vocabulary().key_name(*key);
            let message =
                format!("`{key}` of {} must be {ty}, found {}", element(view, rule), value.type_name());
            return Err(violation("WrongPropertyType", message, rule));
        }
    }
    Ok(())
}

fn not_unique(view: &dyn GraphView, rule: &Rule, values: &[Value]) -> QueryError {
    let pairs = rule.keys.iter().zip(values);
    let shown: Vec<String> =
        pairs.map(|(key, value)| format!("{}: {value}", view.vocabulary().key_name(*key))).collect();
    let message = format!("{} with {{{}}} is there already", element(view, rule), shown.join(", "));
    violation("NotUnique", message, rule)
}

/// `a node :Label`, `a relationship :TYPE`
fn element(view: &dyn GraphView, rule: &Rule) -> String {
    match rule.of {
        RuleOf::Nodes(label) => format!("a node `:{}`", view.vocabulary().label_name(label)),
        RuleOf::Rels(rel_type) => format!("a relationship `:{}`", view.vocabulary().type_name(rel_type)),
    }
}

fn violation(detail: &'static str, message: String, rule: &Rule) -> QueryError {
    let name: &Arc<str> = &rule.name;
    QueryError::runtime(ErrorClass::ConstraintValidationFailed, detail, message)
        .with_hint(format!("the constraint `{name}` says so; `SHOW CONSTRAINTS` lists all"))
}
