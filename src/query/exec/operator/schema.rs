//! Makes and drops indexes and constraints.

use std::sync::Arc;

use super::operator_trait::{Input, Operator, drain};
use crate::graph::{Change, IndexKey, KeyId, LabelId, Rule, RuleKind, RuleOf};
use crate::query::bind::{KeyRef, SchemaAction, SchemaChange, SchemaTarget};
use crate::query::exec::batch::Batch;
use crate::query::exec::context::Context;
use crate::query::{ErrorClass, QueryError};

/// The change.
pub(super) struct Schema<'p> {
    input: Input<'p>,
    change: &'p SchemaChange,
}

impl<'p> Schema<'p> {
    pub(super) fn new(input: Input<'p>, change: &'p SchemaChange) -> Self {
        Self { input, change }
    }

    fn carry_out(&self, context: &Context<'_>) -> Result<(), QueryError> {
        let is_done = match &self.change.action {
            SchemaAction::Nothing => true,
            SchemaAction::Create { name, of, keys, kind } => {
                let of = match of {
                    SchemaTarget::Nodes(label) => context.label(*label).map(RuleOf::Nodes),
                    SchemaTarget::Rels(rel_type) => context.rel_type(*rel_type).map(RuleOf::Rels),
                };
                let keys: Option<Vec<KeyId>> = keys.iter().map(|key| context.key(*key)).collect();
                // What is to be made was made known to the graph.
                let Some((of, keys)) = of.zip(keys) else { return Err(self.conflict()) };
                match (name, kind, of) {
                    (None, RuleKind::Index, RuleOf::Nodes(label)) => {
                        self.create_plain(context, label, &keys)?
                    }
                    _ => self.create_rule(context, name.clone(), of, keys, kind)?,
                }
            }
            SchemaAction::Drop { name, constraint } => self.drop_rule(context, name, *constraint)?,
            SchemaAction::DropOn { label, keys } => self.drop_plain(context, context.label(*label), keys)?,
        };
        if is_done || self.change.lenient { Ok(()) } else { Err(self.conflict()) }
    }

    /// An index of each key, without a name.
    fn create_plain(
        &self,
        context: &Context<'_>,
        label: LabelId,
        keys: &[KeyId],
    ) -> Result<bool, QueryError> {
        let mut is_done = true;
        for &key in keys {
            is_done &= make_index(context, IndexKey { label, key })?;
            if !is_done && !self.change.lenient {
                return Ok(false);
            }
        }
        Ok(is_done)
    }

    fn create_rule(
        &self,
        context: &Context<'_>,
        name: Option<Arc<str>>,
        of: RuleOf,
        keys: Vec<KeyId>,
        kind: &RuleKind,
    ) -> Result<bool, QueryError> {
        let rules = context.view().rules();
        let name = name.unwrap_or_else(|| own_name(context, of, &keys, kind));
        let is_same = |rule: &Rule| rule.of == of && rule.keys == keys && rule.kind == *kind;
        if rules.iter().any(|rule| rule.name == name || is_same(rule)) {
            return Ok(false);
        }
        let mut rule = Rule { name, of, keys, kind: kind.clone(), owns_indexes: false };
        context.check_rule(&rule).map_err(|error| error.at(self.change.span))?;
        if let RuleOf::Nodes(label) = of {
            for &key in rule.indexed_keys().to_vec().iter() {
                rule.owns_indexes |= make_index(context, IndexKey { label, key })?;
            }
        }
        context.apply(Change::AddRule(Arc::new(rule)))?;
        Ok(true)
    }

    fn drop_rule(
        &self,
        context: &Context<'_>,
        name: &Arc<str>,
        constraint: bool,
    ) -> Result<bool, QueryError> {
        let rules = context.view().rules();
        let found = rules.iter().find(|rule| rule.name == *name);
        let Some(rule) = found.filter(|rule| (rule.kind != RuleKind::Index) == constraint) else {
            // An index without a name goes by its label and key.
            let Some((label, key)) = name.split_once('.').filter(|_| !constraint && found.is_none()) else {
                return Ok(false);
            };
            let view = context.view();
            let (label, key) = (view.vocabulary().label(label), view.vocabulary().key(key));
            drop(view);
            return match label.zip(key) {
                Some((label, key)) => drop_index(context, IndexKey { label, key }),
                None => Ok(false),
            };
        };
        context.apply(Change::DropRule(name.clone()))?;
        if let (RuleOf::Nodes(label), true) = (rule.of, rule.owns_indexes) {
            for &key in rule.indexed_keys() {
                let needs = |other: &Arc<Rule>| {
                    other.name != *name && other.of == rule.of && other.indexed_keys().contains(&key)
                };
                if !rules.iter().any(needs) {
                    drop_index(context, IndexKey { label, key })?;
                }
            }
        }
        Ok(true)
    }

    fn drop_plain(
        &self,
        context: &Context<'_>,
        label: Option<LabelId>,
        keys: &[KeyRef],
    ) -> Result<bool, QueryError> {
        let mut is_done = true;
        for key in keys {
            is_done &= match label.zip(context.key(*key)) {
                Some((label, key)) => drop_index(context, IndexKey { label, key })?,
                None => false,
            };
        }
        Ok(is_done)
    }

    fn conflict(&self) -> QueryError {
        let (what, hint) = match &self.change.action {
            SchemaAction::Create { kind: RuleKind::Index, .. } => (
                "the index is there already",
                "`SHOW INDEXES` lists them; `IF NOT EXISTS` makes that no error",
            ),
            SchemaAction::Create { .. } => (
                "the constraint is there already",
                "`SHOW CONSTRAINTS` lists them; `IF NOT EXISTS` makes that no error",
            ),
            SchemaAction::Drop { constraint: true, .. } => (
                "there is no such constraint",
                "`SHOW CONSTRAINTS` lists them; `IF EXISTS` makes that no error",
            ),
            _ => ("there is no such index", "`SHOW INDEXES` lists them; `IF EXISTS` makes that no error"),
        };
        QueryError::runtime(ErrorClass::ExecutionError, "SchemaConflict", what)
            .at(self.change.span)
            .with_hint(hint)
    }
}

/// Makes a property index; tells whether it was not there.
fn make_index(context: &Context<'_>, index: IndexKey) -> Result<bool, QueryError> {
    if context.view().indexes().contains(&index) {
        return Ok(false);
    }
    context.apply(Change::CreateIndex(index))?;
    Ok(true)
}

/// Drops a property index; tells whether it was there.
fn drop_index(context: &Context<'_>, index: IndexKey) -> Result<bool, QueryError> {
    if !context.view().indexes().contains(&index) {
        return Ok(false);
    }
    context.apply(Change::DropIndex(index))?;
    Ok(true)
}

/// The name of a rule that was given none: `Label.key.unique`.
fn own_name(context: &Context<'_>, of: RuleOf, keys: &[KeyId], kind: &RuleKind) -> Arc<str> {
    let view = context.view();
    let names = view.vocabulary();
    let of = match of {
        RuleOf::Nodes(label) => names.label_name(label),
        RuleOf::Rels(rel_type) => names.type_name(rel_type),
    };
    let mut parts: Vec<&str> = vec![of];
    parts.extend(keys.iter().map(|key| &**names.key_name(*key)));
    parts.push(match kind {
        RuleKind::Index => "index",
        RuleKind::Unique => "unique",
        RuleKind::Exists => "exists",
        RuleKind::Key => "key",
        RuleKind::Typed(_) => "type",
    });
    parts.join(".").into()
}

impl Operator for Schema<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        if !drain(&mut self.input, context)?.is_empty() {
            self.carry_out(context)?;
        }
        Ok(None)
    }
}
