//! Statements and clauses.

use std::sync::Arc;

use super::{Expr, Name, Pattern, PatternPart};
use crate::graph::RuleKind;
use crate::query::folded::Folded;
use crate::source::Span;

/// Whether to run a statement or to show how it would run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Run it.
    #[default]
    Run,
    /// Show the plan, do not run.
    Explain,
    /// Run it and show the plan with actual rows.
    Profile,
}

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Run, explain or profile.
    pub mode: Mode,
    /// What to do.
    pub query: Query,
    /// The statement's text, `EXPLAIN` and `;` left out.
    pub span: Span,
    /// How deep its expressions nest: what recurses over them needs room on the stack for so many levels.
    pub depth: usize,
    /// The text that the spans point into, where it is not the text that was typed.
    pub folded: Option<Arc<Folded>>,
}

/// Single queries joined by `UNION`.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// The first part.
    pub first: SingleQuery,
    /// The further parts.
    pub unions: Vec<Union>,
    /// `WHEN … THEN …`: what each part needs, where only the first that has it is run; `ELSE` needs nothing. Empty where all
    /// parts are run.
    pub conditions: Vec<Option<Expr>>,
}

impl Query {
    /// A query of one part.
    pub fn of(first: SingleQuery) -> Self {
        Self { first, unions: Vec::new(), conditions: Vec::new() }
    }

    /// The parts.
    pub fn parts(&self) -> impl Iterator<Item = &SingleQuery> {
        std::iter::once(&self.first).chain(self.unions.iter().map(|union| &union.query))
    }

    /// The parts, to be changed.
    pub fn parts_mut(&mut self) -> impl Iterator<Item = &mut SingleQuery> {
        std::iter::once(&mut self.first).chain(self.unions.iter_mut().map(|union| &mut union.query))
    }
}

/// `UNION [ALL]` and what follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// Whether duplicates stay.
    pub all: bool,
    /// The part after it.
    pub query: SingleQuery,
    /// The keyword's place.
    pub span: Span,
}

/// Clauses in order. Whether their order makes sense is the binder's question.
#[derive(Clone, Debug, PartialEq)]
pub struct SingleQuery {
    /// The clauses.
    pub clauses: Vec<Clause>,
    /// All of it.
    pub span: Span,
}

/// A clause with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Which clause.
    pub kind: ClauseKind,
    /// All of it.
    pub span: Span,
}

/// The clauses.
#[derive(Clone, Debug, PartialEq)]
pub enum ClauseKind {
    /// `[OPTIONAL] MATCH pattern [WHERE …]`
    Match(Match),
    /// `UNWIND expr AS name`
    Unwind {
        /// The list.
        list: Expr,
        /// The name of its elements.
        alias: Name,
        /// `WITH ORDINALITY`, `WITH OFFSET`: the name of their places.
        position: Option<Position>,
    },
    /// `WITH … [WHERE …]`
    With(With),
    /// `RETURN …`
    Return(Projection),
    /// `CREATE pattern`
    Create(Pattern),
    /// `MERGE part [ON CREATE SET …] [ON MATCH SET …]`
    Merge(Merge),
    /// `SET …`
    Set(Vec<SetItem>),
    /// `REMOVE …`
    Remove(Vec<RemoveItem>),
    /// `[DETACH] DELETE …`
    Delete {
        /// Whether relationships go with their nodes.
        detach: bool,
        /// What to delete.
        targets: Vec<Expr>,
    },
    /// `[OPTIONAL] CALL name(…) [YIELD …]`
    Call(Call),
    /// `[OPTIONAL] CALL (…) { … }`
    Subquery(CallSubquery),
    /// `FINISH`
    Finish,
    /// `CREATE INDEX …`, `DROP CONSTRAINT …` and their kin.
    Schema(SchemaCommand),
}

/// The place of an element in its list.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// Its name.
    pub name: Name,
    /// The place of the first element: 1 with `ORDINALITY`, 0 with `OFFSET`.
    pub first: i64,
}

/// `[OPTIONAL] MATCH`.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Whether a row without a match is kept, with nulls.
    pub optional: bool,
    /// `REPEATABLE ELEMENTS`: whether a relationship may be met twice.
    pub repeatable: bool,
    /// The pattern.
    pub pattern: Pattern,
    /// `WHERE`.
    pub filter: Option<Expr>,
}

/// `WITH`.
#[derive(Clone, Debug, PartialEq)]
pub struct With {
    /// Items, order, limits.
    pub projection: Projection,
    /// `WHERE`.
    pub filter: Option<Expr>,
}

/// The body of `WITH` and `RETURN`.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// `DISTINCT`.
    pub distinct: bool,
    /// `*`: all names in scope, before the items.
    pub all: bool,
    /// The items.
    pub items: Vec<ProjectionItem>,
    /// `ORDER BY`.
    pub order: Vec<SortItem>,
    /// `SKIP`.
    pub skip: Option<Expr>,
    /// `LIMIT`.
    pub limit: Option<Expr>,
    /// `WITH EVIDENCE` behind it.
    pub evidence: Option<EvidenceColumns>,
}

/// What `WITH EVIDENCE` adds to each row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceColumns {
    /// The first place: sentence, document, section, line.
    First,
    /// `WITH EVIDENCE ALL`: a list of all places.
    All,
}

/// `expr [AS name]`.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectionItem {
    /// The expression; its span's text is the header when there is no alias.
    pub expr: Expr,
    /// `AS name`.
    pub alias: Option<Name>,
}

/// `expr [ASC | DESC]`.
#[derive(Clone, Debug, PartialEq)]
pub struct SortItem {
    /// The key.
    pub expr: Expr,
    /// Whether large comes first.
    pub descending: bool,
}

/// `MERGE`.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// The one path to find or make.
    pub part: PatternPart,
    /// `ON CREATE SET`.
    pub on_create: Vec<SetItem>,
    /// `ON MATCH SET`.
    pub on_match: Vec<SetItem>,
}

/// One item of `SET`.
#[derive(Clone, Debug, PartialEq)]
pub enum SetItem {
    /// `expr.key = value`
    Property {
        /// What has the property.
        target: Expr,
        /// The key.
        key: Name,
        /// The new value.
        value: Expr,
    },
    /// `expr[key] = value`
    Dynamic {
        /// What has the property.
        target: Expr,
        /// The key, computed.
        key: Expr,
        /// The new value.
        value: Expr,
    },
    /// `variable = map`: all properties replaced.
    Replace {
        /// The node or relationship.
        target: Name,
        /// A map, node or relationship.
        value: Expr,
    },
    /// `variable += map`: properties added.
    Add {
        /// The node or relationship.
        target: Name,
        /// A map, node or relationship.
        value: Expr,
    },
    /// `variable:Label:Other`
    Labels {
        /// The node.
        target: Name,
        /// The labels.
        labels: Vec<Name>,
        /// `:$(…)`: expressions that name labels.
        dynamic: Vec<Expr>,
    },
}

/// One item of `REMOVE`.
#[derive(Clone, Debug, PartialEq)]
pub enum RemoveItem {
    /// `expr[key]`
    Dynamic {
        /// What has the property.
        target: Expr,
        /// The key, computed.
        key: Expr,
    },
    /// `expr.key`
    Property {
        /// What has the property.
        target: Expr,
        /// The key.
        key: Name,
    },
    /// `variable:Label:Other`
    Labels {
        /// The node.
        target: Name,
        /// The labels.
        labels: Vec<Name>,
        /// `:$(…)`: expressions that name labels.
        dynamic: Vec<Expr>,
    },
}

/// `CALL (…) { … }`: for each row, the rows of a query of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct CallSubquery {
    /// Whether a row without rows of the query is kept, with nulls.
    pub optional: bool,
    /// What the query sees; none in the older form, where its first `WITH` says so.
    pub scope: Option<SubqueryScope>,
    /// The query.
    pub query: Query,
    /// `IN TRANSACTIONS`.
    pub transactions: Option<Transactions>,
}

/// `IN TRANSACTIONS OF n ROWS ON ERROR …`: rows are taken in batches, each of which takes effect whole or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Transactions {
    /// How many rows a batch has.
    pub rows: Option<Expr>,
    /// What an error in a batch does.
    pub on_error: OnError,
    /// `REPORT STATUS AS name`.
    pub status: Option<Name>,
}

/// What an error in a batch of rows does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnError {
    /// It ends the statement.
    #[default]
    Fail,
    /// The batch is left out.
    Continue,
    /// The batch and those after it are left out.
    Break,
}

/// The variables that a `CALL` subquery sees.
#[derive(Clone, Debug, PartialEq)]
pub enum SubqueryScope {
    /// `(*)`
    All,
    /// `(a, b)`, also none.
    Names(Vec<Name>),
}

/// `CALL`.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Whether a row for which nothing is yielded is kept, with nulls.
    pub optional: bool,
    /// Name with its namespaces.
    pub procedure: Vec<Name>,
    /// Arguments; none when the parentheses are left out (implicit arguments from parameters).
    pub arguments: Option<Vec<Expr>>,
    /// `YIELD`; none when it is left out.
    pub yields: Option<Yield>,
}

/// Making or dropping an index or a constraint.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemaCommand {
    /// What is done.
    pub action: SchemaAction,
    /// `IF NOT EXISTS`, `IF EXISTS`: whether nothing is to be done is no error.
    pub lenient: bool,
}

/// What is done to indexes and constraints.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemaAction {
    /// `CREATE INDEX …`, `CREATE CONSTRAINT …`
    Create {
        /// Its name, where one is given.
        name: Option<Name>,
        /// What it is of.
        of: SchemaTarget,
        /// The keys.
        keys: Vec<Name>,
        /// What it says.
        kind: RuleKind,
    },
    /// `CREATE LOOKUP INDEX …`: labels and types are looked up in any case.
    Lookup,
    /// `DROP INDEX name`, `DROP CONSTRAINT name`
    Drop {
        /// Its name.
        name: Name,
        /// Whether it is a constraint.
        constraint: bool,
    },
    /// `DROP INDEX ON :Label(key)`
    DropOn {
        /// The label.
        label: Name,
        /// The keys, an index each.
        keys: Vec<Name>,
    },
}

/// What an index or a constraint is of.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemaTarget {
    /// `(n:Label)`
    Nodes(Name),
    /// `()-[r:TYPE]-()`
    Rels(Name),
}

/// What a call hands on.
#[derive(Clone, Debug, PartialEq)]
pub enum Yield {
    /// `YIELD *`
    All,
    /// `SHOW … WHERE …`: all, of the rows that fulfil a condition.
    Where(Box<Expr>),
    /// `YIELD field [AS name], …`
    Items {
        /// Fields with their new names.
        items: Vec<(Name, Option<Name>)>,
        /// `WHERE`.
        filter: Option<Box<Expr>>,
    },
}
