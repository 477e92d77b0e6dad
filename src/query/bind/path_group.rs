//! Paths that are repeated, `((a)-[r]->(b)){1,3}`, and paths of which some are kept, `SHORTEST 2 (a)-->+(b)`. What is inside is
//! a pattern of its own, which runs once for each round, or once for each row.

use std::sync::Arc;

use super::scope::Place;
use super::statement::Binder;
use super::{
    BoundClause, BoundMatch, BoundQuery, BoundSubquery, Give, GroupStep, Length, MatchPattern, SelectStep,
    Slot, Type,
};
use crate::query::QueryError;
use crate::query::ast::{
    Name, NodePattern, PathGroup, PathMode, PatternChain, PatternPart, RelPattern, Selector,
};
use crate::source::Span;

/// The name of a path that has none; no query can write it.
const NAMELESS: &str = "\u{0}path";

impl Binder<'_> {
    /// A step that is a path repeated.
    pub(super) fn bind_group(
        &mut self,
        group: &PathGroup,
        length: Length,
        (from, to): (Slot, Slot),
        repeatable: bool,
    ) -> Result<GroupStep, QueryError> {
        let outer = self.scope.clone();
        for name in names_of(&group.chain) {
            if let Some(first) = outer.find(&name.text) {
                return Err(self.already_bound(&name.text, name.span, first.span));
            }
        }
        self.enter_capture();
        let part = part_of(group.chain.clone(), nameless(group.chain.span));
        let mut pattern = self.bind_pattern(std::slice::from_ref(&part), repeatable)?;
        if let Some(filter) = &group.filter {
            self.bind_filter(filter, &mut pattern)?;
        }
        let imports = self.leave_capture();
        let made: Vec<_> = self.scope.variables[outer.variables.len()..].to_vec();
        self.scope = outer;
        let path = pattern.paths.remove(0);
        let end = path.steps.last().map_or(path.start, |(_, node)| *node);
        let rels: Vec<Slot> = path.steps.iter().map(|(rel, _)| *rel).collect();
        let mut vars = Vec::new();
        for variable in made.iter().filter(|variable| &*variable.name != NAMELESS) {
            let Place::Slot(inner) = variable.place else { continue };
            let name = Name { text: variable.name.clone(), span: variable.span };
            vars.push((inner, self.declare(&name, Type::list(variable.ty.clone()))));
        }
        let columns =
            std::iter::once(end).chain(rels.iter().copied()).chain(vars.iter().map(|(inner, _)| *inner));
        let columns = columns.collect();
        let number = self.add_pattern(pattern, columns, imports.clone(), vec![path.start]);
        let rel = self.new_slot("", Type::list(Type::Relationship));
        let n_rels = rels.len();
        Ok(GroupStep { number, imports, from, to, start: path.start, length, rel, n_rels, vars, repeatable })
    }

    /// A part of a pattern of whose paths some are kept.
    pub(super) fn bind_selected(&mut self, part: &PatternPart) -> Result<SelectStep, QueryError> {
        self.enter_capture();
        let span = part.chain.span;
        let path = part.path.clone().unwrap_or_else(|| nameless(span));
        let inner = PatternPart { shortest: part.shortest.clone(), ..part_of(part.chain.clone(), path) };
        let repeatable = part.mode == Some(PathMode::Walk);
        let pattern = self.bind_pattern(std::slice::from_ref(&inner), repeatable)?;
        let imports = self.leave_capture();
        self.scope.variables.retain(|variable| &*variable.name != NAMELESS);
        let path = pattern.paths.first().map(|path| path.slot).ok_or_else(|| {
            QueryError::syntax("UnexpectedSyntax", "`shortestPath(…)` says itself which paths are kept")
                .at(span)
        })?;
        let mut columns: Vec<Slot> = pattern.slots();
        columns.retain(|slot| !imports.contains(slot));
        let number = self.add_pattern(pattern, columns.clone(), imports.clone(), Vec::new());
        let selector = part.selector.clone().unwrap_or(Selector::All);
        Ok(SelectStep { number, imports, columns, path, selector, mode: part.mode })
    }

    /// Keeps a pattern as a query of its own.
    fn add_pattern(
        &mut self,
        pattern: MatchPattern,
        columns: Vec<Slot>,
        imports: Vec<Slot>,
        seeds: Vec<Slot>,
    ) -> usize {
        let clause = BoundClause::Match(BoundMatch { optional: false, pattern });
        let query = BoundQuery { clauses: vec![clause], columns, slots: 0..0 };
        let (locals, nesting) = (Vec::new(), self.captures.len());
        self.tables.subqueries.push(BoundSubquery {
            parts: vec![query],
            union_all: true,
            conditions: Vec::new(),
            locals,
            imports,
            seeds,
            give: Give::Rows,
            nesting,
        });
        self.tables.subqueries.len() - 1
    }
}

/// A relationship that is repeated, as a path of one step that is.
pub(super) fn group_of(rel: &RelPattern) -> PathGroup {
    let node = NodePattern::new(rel.span);
    let rel_once = RelPattern { length: None, ..rel.clone() };
    let chain = PatternChain { start: node.clone(), steps: vec![(rel_once, node)], span: rel.span };
    PathGroup { chain, filter: None }
}

fn part_of(chain: PatternChain, path: Name) -> PatternPart {
    PatternPart { path: Some(path), shortest: None, selector: None, mode: None, chain }
}

fn nameless(span: Span) -> Name {
    Name { text: Arc::from(NAMELESS), span }
}

/// The variables that a chain names, groups inside it left out.
fn names_of(chain: &PatternChain) -> impl Iterator<Item = &Name> {
    let steps = chain.steps.iter().flat_map(|(rel, node)| rel.variable.iter().chain(&node.variable));
    chain.start.variable.iter().chain(steps)
}
