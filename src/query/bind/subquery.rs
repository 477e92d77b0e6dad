//! Subqueries in expressions: pattern predicates, pattern comprehensions, `EXISTS { … }`.

use super::aggregation::ambiguous;
use super::scope::{Place, Scope, Variable};
use super::statement::{Binder, BoundParts, QueryPlace};
use super::{BoundClause, BoundMatch, BoundQuery, BoundSubquery, Expr, Give, MatchPattern, Slot, Type};
use crate::query::QueryError;
use crate::query::ast::{self, Name, PatternChain, PatternPart, Subquery, SubqueryUse};
use crate::source::Span;

/// What a subquery reads from outside.
#[derive(Debug)]
pub(super) struct Capture {
    /// Slots below this were there before the subquery.
    boundary: u32,
    imports: Vec<Slot>,
}

/// What was set aside when a subquery was entered.
struct Outside {
    scope: Scope,
    depth: usize,
    grouping: Option<super::aggregation::Grouping>,
    patterns_allowed: bool,
    locals: Vec<(usize, Slot)>,
    constants: Vec<Variable>,
}

impl Binder<'_> {
    /// Notes that a slot is read, for the subqueries it comes from outside of.
    pub(super) fn capture(&mut self, slot: Slot) {
        for capture in &mut self.captures {
            if slot.0 < capture.boundary && !capture.imports.contains(&slot) {
                capture.imports.push(slot);
            }
        }
    }

    /// From here on what is read of the slots there are is noted.
    pub(super) fn enter_capture(&mut self) {
        let boundary = u32::try_from(self.tables.slots.len()).unwrap_or(u32::MAX);
        self.captures.push(Capture { boundary, imports: Vec::new() });
    }

    /// What was read since.
    pub(super) fn leave_capture(&mut self) -> Vec<Slot> {
        self.captures.pop().map(|capture| capture.imports).unwrap_or_default()
    }

    fn enter(&mut self) -> Outside {
        let scope = self.scope.clone();
        self.enter_capture();
        let mut locals = Vec::new();
        // Values on the stack of comprehensions become columns of the subquery's one input row.
        for at in 0..self.scope.variables.len() {
            let variable = self.scope.variables[at].clone();
            if let Place::Local(position) = variable.place {
                let slot = self.new_slot(&variable.name, variable.ty);
                self.scope.variables[at].place = Place::Slot(slot);
                locals.push((position, slot));
            }
        }
        let constants = std::mem::replace(&mut self.constants, self.scope.variables.clone());
        Outside {
            constants,
            scope,
            depth: std::mem::take(&mut self.depth),
            grouping: self.grouping.take(),
            patterns_allowed: std::mem::replace(&mut self.patterns_allowed, true),
            locals,
        }
    }

    fn leave(
        &mut self,
        outside: Outside,
        BoundParts { parts, union_all, conditions, .. }: BoundParts,
        give: Give,
        span: Span,
    ) -> Result<Expr, QueryError> {
        self.scope = outside.scope;
        self.constants = outside.constants;
        self.depth = outside.depth;
        self.grouping = outside.grouping;
        self.patterns_allowed = outside.patterns_allowed;
        let imports = self.leave_capture();
        if let Some(grouping) = &self.grouping {
            let is_key = |slot: &Slot| grouping.keys.iter().any(|key| key.slot == *slot);
            if !imports.iter().all(is_key) {
                return Err(ambiguous(span));
            }
        }
        let number = self.tables.subqueries.len();
        let nesting = self.captures.len();
        let subquery = BoundSubquery {
            parts,
            union_all,
            conditions,
            locals: outside.locals,
            imports: imports.clone(),
            seeds: Vec::new(),
            give,
            nesting,
        };
        self.tables.subqueries.push(subquery);
        Ok(Expr::Subquery { number, imports })
    }

    pub(super) fn bind_pattern_predicate(
        &mut self,
        chain: &PatternChain,
    ) -> Result<(Expr, Type), QueryError> {
        if !self.patterns_allowed {
            return Err(QueryError::syntax(
                "UnexpectedSyntax",
                "a pattern can stand only where a condition is expected",
            )
            .at(chain.span)
            .with_hint("use `EXISTS { … }` for a truth value or `[pattern | value]` for a list"));
        }
        let rels = chain.steps.iter().filter_map(|(rel, _)| rel.variable.as_ref());
        let nodes = chain.steps.iter().filter_map(|(_, node)| node.variable.as_ref());
        for name in chain.start.variable.iter().chain(nodes).chain(rels) {
            if self.scope.find(&name.text).is_none() {
                return Err(self
                    .undefined(&name.text, name.span)
                    .with_hint("a pattern in a condition cannot introduce variables"));
            }
        }
        let outside = self.enter();
        let part =
            PatternPart { path: None, shortest: None, selector: None, mode: None, chain: chain.clone() };
        let pattern = self.bind_pattern(std::slice::from_ref(&part), false)?;
        let expr = self.leave(outside, match_query(pattern), Give::Exists, chain.span)?;
        Ok((expr, Type::Boolean))
    }

    pub(super) fn bind_pattern_comprehension(
        &mut self,
        path: Option<&Name>,
        chain: &PatternChain,
        filter: Option<&ast::Expr>,
        map: &ast::Expr,
    ) -> Result<(Expr, Type), QueryError> {
        let outside = self.enter();
        let part = PatternPart {
            path: path.cloned(),
            shortest: None,
            selector: None,
            mode: None,
            chain: chain.clone(),
        };
        let mut pattern = self.bind_pattern(std::slice::from_ref(&part), false)?;
        if let Some(filter) = filter {
            self.bind_filter(filter, &mut pattern)?;
        }
        let (map, ty) = self.bind_plain(map)?;
        let expr = self.leave(outside, match_query(pattern), Give::List(map), chain.span)?;
        Ok((expr, Type::list(ty)))
    }

    /// `EXISTS { … }`, `COUNT { … }`, `COLLECT { … }`
    pub(super) fn bind_subquery(
        &mut self,
        used: SubqueryUse,
        subquery: &Subquery,
        span: Span,
    ) -> Result<(Expr, Type), QueryError> {
        let outside = self.enter();
        let bound = match subquery {
            Subquery::Pattern { pattern, filter } => {
                let mut bound = self.bind_pattern(pattern, false)?;
                if let Some(filter) = filter {
                    self.bind_filter(filter, &mut bound)?;
                }
                match_query(bound)
            }
            Subquery::Query(query) => self.bind_query(query, QueryPlace::Subquery)?,
        };
        let (give, ty) = match used {
            SubqueryUse::Exists => (Give::Exists, Type::Boolean),
            SubqueryUse::Count => (Give::Count, Type::Integer),
            SubqueryUse::Collect => {
                let [slot] = bound.parts[0].columns[..] else {
                    let message = "`COLLECT` needs a query that returns one column";
                    return Err(QueryError::syntax("InvalidClauseComposition", message).at(span));
                };
                (Give::Column, Type::list(self.tables.slots[slot.index()].ty.clone()))
            }
        };
        Ok((self.leave(outside, bound, give, span)?, ty))
    }
}

fn match_query(pattern: MatchPattern) -> BoundParts {
    let clause = BoundClause::Match(BoundMatch { optional: false, pattern });
    let query = BoundQuery { clauses: vec![clause], columns: Vec::new(), slots: 0..0 };
    BoundParts { parts: vec![query], columns: Vec::new(), union_all: true, conditions: Vec::new() }
}
