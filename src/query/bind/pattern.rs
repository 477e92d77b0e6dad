//! Patterns to find: variables declared, conditions taken apart.

use std::sync::Arc;

use super::path_group::group_of;
use super::scope::Place;
use super::statement::Binder;
use super::{Expr, KeyRef, Length, MatchPattern, PathPattern, RelStep, ShortestStep, Slot, Type};
use crate::query::QueryError;
use crate::query::ast::{
    self, ComparisonOp, ExprKind, Name, NodePattern, PathCount, PathMode, PatternPart, RelPattern, Selector,
    Shortest,
};
use crate::source::Span;

impl Binder<'_> {
    /// Binds a pattern of `MATCH` or of a subquery: all variables first, since a condition may name any of them.
    pub(super) fn bind_pattern(
        &mut self,
        parts: &[PatternPart],
        repeatable: bool,
    ) -> Result<MatchPattern, QueryError> {
        let before = self.scope.variables.len();
        let mut pattern = MatchPattern { repeatable, ..MatchPattern::default() };
        let mut filters: Vec<&ast::Expr> = Vec::new();
        let mut conditions: Vec<(Slot, &ast::Expr)> = Vec::new();
        let mut lists: Vec<(usize, &ast::Expr)> = Vec::new();
        for part in parts {
            if let Some(PathCount::Parameter(name)) = part.selector.as_ref().and_then(Selector::count) {
                self.parameter(name, part.chain.span);
            }
            let is_known = |node: &NodePattern| {
                node.variable.as_ref().is_some_and(|name| self.scope.find(&name.text).is_some())
            };
            if let Some(shortest) = as_shortest(part, &is_known) {
                let part =
                    PatternPart { shortest: Some(shortest), selector: None, mode: None, ..part.clone() };
                let alone = self.bind_pattern(std::slice::from_ref(&part), repeatable)?;
                let known = std::mem::take(&mut pattern.nodes);
                pattern.nodes = known
                    .iter()
                    .copied()
                    .chain(alone.nodes.into_iter().filter(|node| !known.contains(node)))
                    .collect();
                pattern.predicates.extend(alone.predicates);
                pattern.shortest.extend(alone.shortest);
                continue;
            }
            if part.selector.is_some() || part.mode.is_some_and(|mode| mode != PathMode::Trail) {
                let step = self.bind_selected(part)?;
                pattern.selected.push(step);
                continue;
            }
            self.declare_part(part, before, &mut pattern, &mut conditions, &mut lists)?;
            filters.extend(&part.chain.start.filter);
            for (rel, node) in &part.chain.steps {
                filters.extend(rel.filter.iter().filter(|_| rel.length.is_none()).chain(&node.filter));
            }
        }
        for filter in filters {
            self.bind_filter(filter, &mut pattern)?;
        }
        for (slot, properties) in conditions {
            for (key, value, span) in self.pattern_properties(properties)? {
                pattern.predicates.push(property_equals(slot, key, value, span));
            }
        }
        for (at, properties) in lists {
            let entries = self.pattern_properties(properties)?;
            let entries = entries.into_iter().map(|(key, value, _)| (key, value)).collect();
            match pattern.shortest.first_mut().filter(|_| at == usize::MAX) {
                Some(shortest) => shortest.step.properties = entries,
                None => pattern.rels[at].properties = entries,
            }
        }
        Ok(pattern)
    }

    fn declare_part<'p>(
        &mut self,
        part: &'p PatternPart,
        before: usize,
        pattern: &mut MatchPattern,
        conditions: &mut Vec<(Slot, &'p ast::Expr)>,
        lists: &mut Vec<(usize, &'p ast::Expr)>,
    ) -> Result<(), QueryError> {
        let chain = &part.chain;
        let start = self.declare_node(&chain.start, pattern, conditions)?;
        if let Some(kind) = part.shortest.clone() {
            let [(rel, end)] = &chain.steps[..] else {
                return Err(QueryError::syntax(
                    "InvalidRelationshipPattern",
                    "a shortest path is asked of one relationship pattern between two nodes",
                )
                .at(chain.span));
            };
            let to = self.declare_node(end, pattern, conditions)?;
            let mut step = self.declare_rel(rel, start, to, before, pattern)?;
            step.length.get_or_insert(Length { min: 1, max: 1 });
            lists.extend(rel.properties.as_ref().map(|properties| (usize::MAX, properties)));
            let path = match &part.path {
                Some(name) => self.declare_path(name)?,
                None => self.new_slot("", Type::Path),
            };
            pattern.shortest.push(ShortestStep { kind, path, step });
            return Ok(());
        }
        let mut steps = Vec::with_capacity(chain.steps.len());
        let mut from = start;
        for (rel, node) in &chain.steps {
            let to = self.declare_node(node, pattern, conditions)?;
            // What is more than names and properties is asked of each round.
            let asks_each = pattern.repeatable || rel.filter.is_some() || rel.type_expr.is_some();
            let by_itself = (asks_each && rel.length.is_some()).then(|| group_of(rel));
            if let Some(group) = rel.group.as_deref().or(by_itself.as_ref()) {
                let length = length_of(rel.length.unwrap_or(ast::PathLength { min: Some(1), max: Some(1) }));
                if length.max == u32::MAX && pattern.repeatable {
                    return Err(unbounded_walk(rel.span));
                }
                let step = self.bind_group(group, length, (from, to), pattern.repeatable)?;
                steps.push((step.rel, to));
                pattern.groups.push(step);
                from = to;
                continue;
            }
            let step = self.declare_rel(rel, from, to, before, pattern)?;
            match (&rel.properties, step.length) {
                (Some(properties), Some(_)) => lists.push((pattern.rels.len(), properties)),
                (Some(properties), None) => conditions.push((step.rel, properties)),
                (None, _) => {}
            }
            steps.push((step.rel, to));
            pattern.rels.push(step);
            from = to;
        }
        if let Some(name) = &part.path {
            let slot = self.declare_path(name)?;
            pattern.paths.push(PathPattern { slot, start, steps });
        }
        Ok(())
    }

    pub(super) fn declare_path(&mut self, name: &Name) -> Result<Slot, QueryError> {
        if let Some(first) = self.scope.find(&name.text) {
            return Err(self.already_bound(&name.text, name.span, first.span));
        }
        Ok(self.declare(name, Type::Path))
    }

    fn declare_node<'p>(
        &mut self,
        node: &'p NodePattern,
        pattern: &mut MatchPattern,
        conditions: &mut Vec<(Slot, &'p ast::Expr)>,
    ) -> Result<Slot, QueryError> {
        let known = match &node.variable {
            None => None,
            Some(name) => self.known_slot(name, &Type::Node)?,
        };
        let slot = known.unwrap_or_else(|| match &node.variable {
            None => self.new_slot("", Type::Node),
            Some(name) => self.declare(name, Type::Node),
        });
        if known.is_none() || !pattern.nodes.contains(&slot) {
            pattern.nodes.push(slot);
        }
        if !node.labels.is_empty() {
            let labels =
                node.labels.iter().map(|label| self.tables.names.label(&label.text, false)).collect();
            pattern.predicates.push(Expr::HasLabels { base: Box::new(Expr::Slot(slot)), labels });
        }
        for labels in &node.label_exprs {
            let test = self.label_test(labels)?;
            pattern.predicates.push(Expr::LabelTest { base: Box::new(Expr::Slot(slot)), test });
        }
        conditions.extend(node.properties.as_ref().map(|properties| (slot, properties)));
        Ok(slot)
    }

    fn declare_rel(
        &mut self,
        rel: &RelPattern,
        from: Slot,
        to: Slot,
        before: usize,
        pattern: &mut MatchPattern,
    ) -> Result<RelStep, QueryError> {
        let ty = match rel.length {
            Some(_) => Type::list(Type::Relationship),
            None => Type::Relationship,
        };
        let mut is_bound = false;
        let slot = match &rel.variable {
            None => self.new_slot("", ty),
            Some(name) => match self.known_slot(name, &ty)? {
                Some(slot) => {
                    if pattern.rels.iter().any(|other| other.rel == slot) {
                        return Err(self.repeated_relationship(name, before));
                    }
                    is_bound = true;
                    slot
                }
                None => self.declare(name, ty),
            },
        };
        if let (Some(_), Some(span)) = (rel.length, rel.filter.as_ref().map(|filter| filter.span)) {
            return Err(each_in_shortest(span));
        }
        if let (Some(_), Some(_)) = (rel.length, &rel.type_expr) {
            return Err(each_in_shortest(rel.span));
        }
        if let Some(types) = &rel.type_expr {
            let test = self.label_test(types)?;
            pattern.predicates.push(Expr::LabelTest { base: Box::new(Expr::Slot(slot)), test });
        }
        let types = rel.types.iter().map(|name| self.tables.names.rel_type(&name.text, false)).collect();
        let length = rel.length.map(length_of);
        Ok(RelStep {
            rel: slot,
            from,
            to,
            direction: rel.direction,
            types,
            length,
            properties: Vec::new(),
            is_bound,
            clause: 0,
            once: false,
        })
    }

    fn repeated_relationship(&self, name: &Name, _before: usize) -> QueryError {
        let first = self.scope.find(&name.text).map_or(name.span, |variable| variable.span);
        QueryError::syntax(
            "RelationshipUniquenessViolation",
            format!("relationship `{}` cannot stand twice in one pattern", name.text),
        )
        .with_label(name.span, "again here")
        .with_label(first, "first here")
    }

    /// The slot of a variable that is already in sight, if it can be what the pattern needs.
    pub(super) fn known_slot(&mut self, name: &Name, wanted: &Type) -> Result<Option<Slot>, QueryError> {
        let Some(variable) = self.scope.find(&name.text).cloned() else { return Ok(None) };
        // Nulls and values of unknown type may turn out to be elements; a literal never does.
        let fits = variable.ty.may_be(wanted);
        let Place::Slot(slot) = variable.place else { return Ok(None) };
        if !fits {
            return Err(QueryError::syntax(
                "VariableTypeConflict",
                format!("`{}` is {}, the pattern needs {}", name.text, variable.ty.name(), wanted.name()),
            )
            .with_label(name.span, format!("{} is needed here", wanted.name()))
            .with_label(variable.span, "first defined here"));
        }
        self.capture(slot);
        Ok(Some(slot))
    }

    /// The entries of a pattern's property map.
    pub(super) fn pattern_properties(
        &mut self,
        properties: &ast::Expr,
    ) -> Result<Vec<(KeyRef, Expr, Span)>, QueryError> {
        let ExprKind::Map(entries) = &properties.kind else {
            return Err(QueryError::syntax(
                "InvalidParameterUse",
                "a pattern to find takes its properties one by one, not as a parameter",
            )
            .at(properties.span)
            .with_hint("write `{key: $parameter.key}`"));
        };
        entries.iter().map(|(key, value)| self.property_entry(key, value, false)).collect()
    }

    pub(super) fn property_entry(
        &mut self,
        key: &Name,
        value: &ast::Expr,
        written: bool,
    ) -> Result<(KeyRef, Expr, Span), QueryError> {
        let bound = self.bind_plain(value)?.0;
        let name: &Arc<str> = &key.text;
        Ok((self.tables.names.key(name, written), bound, value.span))
    }
}

/// `slot.key = value`
pub(super) fn property_equals(slot: Slot, key: KeyRef, value: Expr, span: Span) -> Expr {
    Expr::Compare {
        op: ComparisonOp::Equal,
        left: Box::new(Expr::Property { base: Box::new(Expr::Slot(slot)), key, span }),
        right: Box::new(value),
    }
}

/// A selector that the search for shortest paths answers: of a relationship of variable length between two nodes.
/// Where more than the first is asked for, both must be few: the search begins anew for each two.
fn as_shortest(part: &PatternPart, is_known: &dyn Fn(&NodePattern) -> bool) -> Option<Shortest> {
    let selector = part.selector.as_ref()?;
    let count = selector.count()?;
    let [(rel, end)] = &part.chain.steps[..] else { return None };
    let is_plain = rel.group.is_none() && rel.filter.is_none() && rel.type_expr.is_none();
    let is_loop = end.variable.is_some()
        && end.variable.as_ref().map(|name| &name.text)
            == part.chain.start.variable.as_ref().map(|name| &name.text);
    let from_one = rel.length.is_some_and(|length| length.min == Some(1) || length.min.is_none());
    let is_trail = part.mode.is_none_or(|mode| mode == PathMode::Trail);
    let is_first = *count == PathCount::Number(1);
    let is_few = |node: &NodePattern| !node.labels.is_empty() || node.properties.is_some() || is_known(node);
    let is_sought = is_first || is_few(&part.chain.start) && is_few(end);
    // A condition on the relationships says which paths there are, of which the shortest is kept.
    let filters = part.chain.start.filter.iter().chain(&end.filter);
    let names = rel.variable.iter().chain(&part.path);
    let asks_path = filters.into_iter().any(|filter| {
        let text = filter.to_string();
        names.clone().any(|name| text.contains(&*name.text))
    });
    (is_plain && is_sought && !is_loop && from_one && is_trail && !asks_path)
        .then_some(Shortest::Kept(selector.clone()))
}

fn length_of(length: ast::PathLength) -> Length {
    Length { min: clamp(length.min.unwrap_or(1)), max: clamp(length.max.unwrap_or(u64::MAX)) }
}

fn each_in_shortest(span: Span) -> QueryError {
    let message = "`shortestPath(…)` takes types by name and no `WHERE` of its relationships";
    QueryError::syntax("InvalidRelationshipPattern", message)
        .at(span)
        .with_hint("write `SHORTEST 1 (a)-[r WHERE …]->+(b)`")
}

fn unbounded_walk(span: Span) -> QueryError {
    QueryError::syntax(
        "InvalidRelationshipPattern",
        "a walk that may repeat relationships needs an upper bound",
    )
    .at(span)
    .with_hint("write `{1,5}`")
}

fn clamp(length: u64) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
