//! Clauses that write: `CREATE`, `MERGE`, `SET`, `REMOVE`, `DELETE`.

use super::expression::invalid_type;
use super::pattern::property_equals;
use super::statement::Binder;
use super::{
    BoundMerge, CreateNode, CreatePattern, CreateRel, Expr, LabelTest, MatchPattern, NewType, PathPattern,
    Properties, RelStep, SetItem, Slot, Type,
};
use crate::query::QueryError;
use crate::query::ast::{
    self, ArrowDirection, ExprKind, Name, NodePattern, Pattern, PatternPart, RelPattern,
};
use crate::source::Span;
use crate::value::Value;

/// Which clause a pattern is created by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Maker {
    Create,
    Merge,
}

impl Binder<'_> {
    pub(super) fn bind_create(&mut self, pattern: &Pattern) -> Result<CreatePattern, QueryError> {
        let mut created = CreatePattern::default();
        for part in pattern {
            self.bind_new_part(part, Maker::Create, &mut created)?;
        }
        Ok(created)
    }

    fn bind_new_part(
        &mut self,
        part: &PatternPart,
        maker: Maker,
        created: &mut CreatePattern,
    ) -> Result<(), QueryError> {
        let is_one_way = part.chain.steps.iter().all(|(rel, _)| rel.group.is_none());
        if part.shortest.is_some() || part.selector.is_some() || part.mode.is_some() || !is_one_way {
            return Err(
                QueryError::syntax("UnexpectedSyntax", "only plain paths can be created").at(part.chain.span)
            );
        }
        let chain = &part.chain;
        let start = self.bind_new_node(&chain.start, chain.steps.is_empty(), maker, created)?;
        let mut steps = Vec::with_capacity(chain.steps.len());
        let mut left = start;
        for (rel, node) in &chain.steps {
            let properties = self.check_new_rel(rel, maker)?;
            let right = self.bind_new_node(node, false, maker, created)?;
            let slot = match &rel.variable {
                Some(name) => self.declare(name, Type::Relationship),
                None => self.new_slot("", Type::Relationship),
            };
            let (start, end) = match rel.direction {
                ArrowDirection::Left => (right, left),
                ArrowDirection::Right | ArrowDirection::Either => (left, right),
            };
            let rel_type = match (&rel.types[..], &rel.type_expr) {
                (_, Some(ast::LabelExpr::Dynamic { names, .. })) => {
                    NewType::Computed(Box::new(self.names_of_labels(names)?), names.span)
                }
                (types, _) => NewType::Named(self.tables.names.rel_type(&types[0].text, true)),
            };
            created.rels.push(CreateRel { slot, rel_type, start, end, properties, span: rel.span });
            steps.push((slot, right));
            left = right;
        }
        if let Some(name) = &part.path {
            let slot = self.declare_path(name)?;
            created.paths.push(PathPattern { slot, start, steps });
        }
        Ok(())
    }

    fn bind_new_node(
        &mut self,
        node: &NodePattern,
        alone: bool,
        maker: Maker,
        created: &mut CreatePattern,
    ) -> Result<Slot, QueryError> {
        if let Some(name) = &node.variable
            && let Some(first) = self.scope.find(&name.text).map(|variable| variable.span)
        {
            let has_labels = !node.labels.is_empty() || !node.label_exprs.is_empty();
            if alone || has_labels || node.properties.is_some() {
                return Err(self.already_bound(&name.text, name.span, first));
            }
            if let Some(slot) = self.known_slot(name, &Type::Node)? {
                return Ok(slot);
            }
        }
        let properties = self.new_properties(node.properties.as_ref(), maker)?;
        let slot = match &node.variable {
            Some(name) => self.declare(name, Type::Node),
            None => self.new_slot("", Type::Node),
        };
        let labels = node.labels.iter().map(|label| self.tables.names.label(&label.text, true)).collect();
        let mut dynamic = Vec::new();
        for labels in &node.label_exprs {
            match labels {
                ast::LabelExpr::Dynamic { names, any: false } => {
                    dynamic.push((self.names_of_labels(names)?, names.span));
                }
                _ => {
                    return Err(QueryError::syntax(
                        "UnexpectedSyntax",
                        "a new node is given labels one by one",
                    )
                    .at(node.span)
                    .with_hint("write `:A:B` or `:$(names)`"));
                }
            }
        }
        if let Some(filter) = &node.filter {
            return Err(
                QueryError::syntax("UnexpectedSyntax", "what is created has no `WHERE`").at(filter.span)
            );
        }
        created.nodes.push(CreateNode { slot, labels, dynamic, properties });
        Ok(slot)
    }

    fn check_new_rel(&mut self, rel: &RelPattern, maker: Maker) -> Result<Properties, QueryError> {
        if let Some(name) = &rel.variable
            && let Some(first) = self.scope.find(&name.text)
        {
            return Err(self.already_bound(&name.text, name.span, first.span));
        }
        if rel.length.is_some() {
            return Err(QueryError::syntax(
                "CreatingVarLength",
                "a relationship of variable length cannot be created",
            )
            .at(rel.span));
        }
        if let Some(filter) = &rel.filter {
            return Err(
                QueryError::syntax("UnexpectedSyntax", "what is created has no `WHERE`").at(filter.span)
            );
        }
        if rel.types.len() != 1 && !matches!(rel.type_expr, Some(ast::LabelExpr::Dynamic { any: false, .. }))
        {
            return Err(QueryError::syntax(
                "NoSingleRelationshipType",
                format!("a new relationship needs exactly one type, found {}", rel.types.len()),
            )
            .at(rel.span));
        }
        if rel.direction == ArrowDirection::Either && maker == Maker::Create {
            return Err(QueryError::syntax(
                "RequiresDirectedRelationship",
                "a new relationship needs a direction",
            )
            .at(rel.span)
            .with_hint("write `-[:TYPE]->` or `<-[:TYPE]-`"));
        }
        self.new_properties(rel.properties.as_ref(), maker)
    }

    fn new_properties(
        &mut self,
        properties: Option<&ast::Expr>,
        maker: Maker,
    ) -> Result<Properties, QueryError> {
        match properties {
            None => Ok(Properties::Entries(Vec::new())),
            Some(ast::Expr { kind: ExprKind::Map(entries), .. }) => {
                let mut bound: Vec<(super::KeyRef, Expr)> = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    let (key, value, _) = self.property_entry(key, value, true)?;
                    bound.retain(|(known, _)| *known != key);
                    bound.push((key, value));
                }
                Ok(Properties::Entries(bound))
            }
            Some(other) if maker == Maker::Merge => Err(QueryError::syntax(
                "InvalidParameterUse",
                "`MERGE` takes properties one by one, not as a parameter",
            )
            .at(other.span)
            .with_hint("write `{key: $parameter.key}`")),
            Some(other) => Ok(Properties::Map(Box::new(self.bind_plain(other)?.0))),
        }
    }

    pub(super) fn bind_merge(&mut self, merge: &ast::Merge, span: Span) -> Result<BoundMerge, QueryError> {
        let mut create = CreatePattern::default();
        self.bind_new_part(&merge.part, Maker::Merge, &mut create)?;
        let pattern = pattern_of(&create, &merge.part);
        let on_create = self.bind_set(&merge.on_create)?;
        let on_match = self.bind_set(&merge.on_match)?;
        Ok(BoundMerge { pattern, create, on_create, on_match, span })
    }

    pub(super) fn bind_set(&mut self, items: &[ast::SetItem]) -> Result<Vec<SetItem>, QueryError> {
        items.iter().map(|item| self.bind_set_item(item)).collect()
    }

    fn bind_set_item(&mut self, item: &ast::SetItem) -> Result<SetItem, QueryError> {
        Ok(match item {
            ast::SetItem::Property { target, key, value } => {
                let target = self.bind_target(target, key)?;
                let span = value.span;
                let value = self.bind_plain(value)?.0;
                SetItem::Property { target, key: self.tables.names.key(&key.text, true), value, span }
            }
            ast::SetItem::Replace { target, value } => self.bind_set_map(target, value, false)?,
            ast::SetItem::Add { target, value } => self.bind_set_map(target, value, true)?,
            ast::SetItem::Labels { target, labels, dynamic } => {
                self.bind_labels(target, labels, dynamic, false)?
            }
            ast::SetItem::Dynamic { target, key, value } => {
                let (span, value) = (value.span, self.bind_plain(value)?.0);
                self.bind_dynamic(target, key, value, span)?
            }
        })
    }

    fn bind_set_map(&mut self, target: &Name, value: &ast::Expr, keep: bool) -> Result<SetItem, QueryError> {
        let (bound, ty) = self.resolve(&target.text, target.span)?;
        self.need_element(&ty, target.span)?;
        let (map, map_type) = self.bind_plain(value)?;
        if !matches!(map_type, Type::Any | Type::Null | Type::Map | Type::Node | Type::Relationship) {
            return Err(invalid_type(
                format!("properties are set from a map, a node or a relationship, found {}", map_type.name()),
                value.span,
            ));
        }
        Ok(SetItem::Map { target: bound, value: map, keep, span: value.span })
    }

    /// `target[key]`
    fn bind_dynamic(
        &mut self,
        target: &ast::Expr,
        key: &ast::Expr,
        value: Expr,
        span: Span,
    ) -> Result<SetItem, QueryError> {
        let (target, ty) = (self.bind_plain(target)?, key.span);
        self.need_element(&target.1, ty)?;
        let (bound, key_type) = self.bind_plain(key)?;
        self.need(&key_type, &Type::String, "a key", key.span)?;
        Ok(SetItem::Dynamic { target: target.0, key: bound, value, span })
    }

    fn bind_labels(
        &mut self,
        target: &Name,
        labels: &[Name],
        dynamic: &[ast::Expr],
        remove: bool,
    ) -> Result<SetItem, QueryError> {
        let (bound, ty) = self.resolve(&target.text, target.span)?;
        self.need(&ty, &Type::Node, "what has labels", target.span)?;
        let labels = labels.iter().map(|label| self.tables.names.label(&label.text, !remove)).collect();
        let dynamic = self.names_of_all(dynamic)?;
        Ok(SetItem::Labels { target: bound, labels, dynamic, remove, span: target.span })
    }

    fn bind_target(&mut self, target: &ast::Expr, _key: &Name) -> Result<Expr, QueryError> {
        let (bound, ty) = self.bind_plain(target)?;
        self.need_element(&ty, target.span)?;
        Ok(bound)
    }

    fn need_element(&self, ty: &Type, span: Span) -> Result<(), QueryError> {
        if ty.may_be(&Type::Node) || ty.may_be(&Type::Relationship) {
            return Ok(());
        }
        Err(invalid_type(format!("only nodes and relationships can be written, found {}", ty.name()), span))
    }

    pub(super) fn bind_remove(&mut self, items: &[ast::RemoveItem]) -> Result<Vec<SetItem>, QueryError> {
        items
            .iter()
            .map(|item| match item {
                ast::RemoveItem::Property { target, key } => {
                    let span = target.span.join(key.span);
                    let target = self.bind_target(target, key)?;
                    let key = self.tables.names.key(&key.text, false);
                    Ok(SetItem::Property { target, key, value: Expr::Constant(Value::Null), span })
                }
                ast::RemoveItem::Labels { target, labels, dynamic } => {
                    self.bind_labels(target, labels, dynamic, true)
                }
                ast::RemoveItem::Dynamic { target, key } => {
                    self.bind_dynamic(target, key, Expr::Constant(Value::Null), target.span.join(key.span))
                }
            })
            .collect()
    }

    pub(super) fn bind_delete(&mut self, targets: &[ast::Expr]) -> Result<Vec<(Expr, Span)>, QueryError> {
        targets
            .iter()
            .map(|target| {
                if matches!(target.kind, ExprKind::HasLabels(..)) {
                    return Err(QueryError::syntax("InvalidDelete", "`DELETE` takes elements, not labels")
                        .at(target.span)
                        .with_hint("`REMOVE n:Label` takes a label from a node"));
                }
                let (bound, ty) = self.bind_plain(target)?;
                let deletable = [Type::Node, Type::Relationship, Type::Path];
                if !deletable.iter().any(|wanted| ty.may_be(wanted)) {
                    return Err(invalid_type(
                        format!("`DELETE` takes nodes, relationships and paths, found {}", ty.name()),
                        target.span,
                    ));
                }
                Ok((bound, target.span))
            })
            .collect()
    }
}

/// The pattern that finds what `MERGE` would create.
fn pattern_of(create: &CreatePattern, part: &PatternPart) -> MatchPattern {
    let mut pattern = MatchPattern::default();
    let mut node = |slot: Slot| {
        if !pattern.nodes.contains(&slot) {
            pattern.nodes.push(slot);
        }
    };
    for created in &create.nodes {
        node(created.slot);
    }
    for rel in &create.rels {
        node(rel.start);
        node(rel.end);
    }
    for created in &create.nodes {
        if !created.labels.is_empty() {
            let base = Box::new(Expr::Slot(created.slot));
            pattern.predicates.push(Expr::HasLabels { base, labels: created.labels.clone() });
        }
        for (names, _) in &created.dynamic {
            let test = LabelTest::Named { names: Box::new(names.clone()), any: false };
            pattern.predicates.push(Expr::LabelTest { base: Box::new(Expr::Slot(created.slot)), test });
        }
        add_equalities(created.slot, &created.properties, &mut pattern);
    }
    for (rel, (written, _)) in create.rels.iter().zip(&part.chain.steps) {
        let types = match &rel.rel_type {
            NewType::Named(rel_type) => vec![*rel_type],
            NewType::Computed(names, _) => {
                let test = LabelTest::Named { names: names.clone(), any: false };
                pattern.predicates.push(Expr::LabelTest { base: Box::new(Expr::Slot(rel.slot)), test });
                Vec::new()
            }
        };
        pattern.rels.push(RelStep {
            rel: rel.slot,
            from: rel.start,
            to: rel.end,
            direction: match written.direction {
                ArrowDirection::Either => ArrowDirection::Either,
                ArrowDirection::Left | ArrowDirection::Right => ArrowDirection::Right,
            },
            types,
            length: None,
            properties: Vec::new(),
            is_bound: false,
            clause: 0,
            once: false,
        });
        add_equalities(rel.slot, &rel.properties, &mut pattern);
    }
    pattern.paths.clone_from(&create.paths);
    pattern
}

fn add_equalities(slot: Slot, properties: &Properties, pattern: &mut MatchPattern) {
    let Properties::Entries(entries) = properties else { return };
    for (key, value) in entries {
        pattern.predicates.push(property_equals(slot, *key, value.clone(), Span::default()));
    }
}
