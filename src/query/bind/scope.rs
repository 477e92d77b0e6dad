//! Which variables are in sight, and where their values stand.

use std::sync::Arc;

use super::Type;
use crate::query::ast::Expr;
use crate::source::Span;

/// What the place of a table's row stands under; nobody writes such a name, and `*` leaves it out.
pub(super) const LINE: &str = "\u{0}line";

/// A column of a statement's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot(pub u32);

impl Slot {
    /// The slot as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Where a variable's value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a column.
    Slot(Slot),
    /// On the stack of list comprehensions and their kin, counted from the outermost.
    Local(usize),
}

/// A variable in sight.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    pub(super) name: Arc<str>,
    pub(super) place: Place,
    pub(super) ty: Type,
    /// Where it was introduced.
    pub(super) span: Span,
}

/// The variables in sight, in order of appearance; a later one hides an earlier one of the same name.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    pub(super) variables: Vec<Variable>,
    /// The address of the table that rows are read from.
    pub(super) table: Option<Arc<Expr>>,
}

impl Scope {
    pub(super) fn find(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().rev().find(|variable| *variable.name == *name)
    }

    pub(super) fn push(&mut self, variable: Variable) {
        self.variables.push(variable);
    }

    /// The variables in sight by name, sorted, hidden ones left out: what `*` stands for.
    pub(super) fn visible(&self) -> Vec<&Variable> {
        let mut seen = std::collections::BTreeMap::new();
        for variable in self.variables.iter().filter(|variable| &*variable.name != LINE) {
            seen.insert(variable.name.clone(), variable);
        }
        seen.into_values().collect()
    }
}
