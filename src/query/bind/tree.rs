//! The bound tree: clauses and patterns over slots.

use std::ops::Range;
use std::sync::Arc;

use super::{Expr, KeyRef, LabelRef, Names, Procedure, Slot, Type, TypeRef};
use crate::graph::RuleKind;
use crate::query::ast::{ArrowDirection, Mode, OnError, PathMode, Selector, Shortest};
use crate::query::folded::Folded;
use crate::query::function::Aggregate;
use crate::source::Span;

/// A statement with all names resolved.
#[derive(Debug)]
pub struct BoundStatement {
    /// Run, explain or profile.
    pub mode: Mode,
    /// The single queries; more than one when joined by `UNION`.
    pub parts: Vec<BoundQuery>,
    /// Whether `UNION ALL` joins them, so that duplicates stay.
    pub union_all: bool,
    /// What each part needs, where only the first that has it is run; else empty.
    pub conditions: Vec<Option<Expr>>,
    /// Headers of the result; none without `RETURN`.
    pub columns: Vec<Arc<str>>,
    /// The tables behind the numbers.
    pub tables: Tables,
    /// How deep its expressions nest.
    pub depth: usize,
    /// The text that the spans point into, where it is not the text that was typed.
    pub folded: Option<Arc<Folded>>,
}

/// What the numbers in a bound tree stand for.
#[derive(Debug, Default)]
pub struct Tables {
    /// Labels, types and keys.
    pub names: Names,
    /// Names of parameters, without `$`, and where each stands first.
    pub parameters: Vec<(Arc<str>, Span)>,
    /// What each slot holds, as far as known.
    pub slots: Vec<SlotInfo>,
    /// Subqueries inside expressions.
    pub subqueries: Vec<BoundSubquery>,
    /// Whether any clause writes.
    pub writes: bool,
    /// Names, signatures and help of all procedures, where the statement lists them.
    pub procedures: Vec<(Arc<str>, Arc<str>, &'static str)>,
}

/// What is known of a slot.
#[derive(Clone, Debug)]
pub struct SlotInfo {
    /// The variable's name, for plans; empty when it has none.
    pub name: Arc<str>,
    /// Its type.
    pub ty: Type,
}

/// Clauses in order and the slots they give back.
#[derive(Debug)]
pub struct BoundQuery {
    /// The clauses.
    pub clauses: Vec<BoundClause>,
    /// The result's columns; none without `RETURN`.
    pub columns: Vec<Slot>,
    /// The slots that it gives.
    pub slots: Range<usize>,
}

/// A subquery in an expression: runs once for each row, sees the row's slots.
#[derive(Debug)]
pub struct BoundSubquery {
    /// Its parts (more than one when joined by `UNION`).
    pub parts: Vec<BoundQuery>,
    /// Values of enclosing comprehensions that become slots in it: stack position and slot.
    pub locals: Vec<(usize, Slot)>,
    /// Slots of the outer row that it reads.
    pub imports: Vec<Slot>,
    /// Slots that whoever runs it fills.
    pub seeds: Vec<Slot>,
    /// Whether `UNION ALL` joins the parts.
    pub union_all: bool,
    /// What each part needs, where only the first that has it is run; else empty.
    pub conditions: Vec<Option<Expr>>,
    /// What it gives.
    pub give: Give,
    /// How many subqueries it stands in.
    pub nesting: usize,
}

/// What a subquery gives for a row.
#[derive(Clone, Debug)]
pub enum Give {
    /// Whether it has a row.
    Exists,
    /// How many rows it has.
    Count,
    /// The list of what this is for each row.
    List(Expr),
    /// The list of its one column.
    Column,
    /// All rows, to `CALL`.
    Rows,
}

/// An index or a constraint made or dropped.
#[derive(Clone, Debug)]
pub struct SchemaChange {
    /// What is done.
    pub action: SchemaAction,
    /// Whether nothing to do is no error.
    pub lenient: bool,
    /// Where it is written.
    pub span: Span,
}

/// What is done to indexes and constraints.
#[derive(Clone, Debug)]
pub enum SchemaAction {
    /// One is made.
    Create {
        /// Its name, where one is given.
        name: Option<Arc<str>>,
        /// What it is of.
        of: SchemaTarget,
        /// The keys.
        keys: Vec<KeyRef>,
        /// What it says.
        kind: RuleKind,
    },
    /// Nothing.
    Nothing,
    /// One is dropped.
    Drop {
        /// Its name.
        name: Arc<str>,
        /// Whether it is a constraint.
        constraint: bool,
    },
    /// Indexes without a name are dropped.
    DropOn {
        /// The label.
        label: LabelRef,
        /// The keys, an index each.
        keys: Vec<KeyRef>,
    },
}

/// What an index or a constraint is of.
#[derive(Clone, Copy, Debug)]
pub enum SchemaTarget {
    /// Nodes with a label.
    Nodes(LabelRef),
    /// Relationships of a type.
    Rels(TypeRef),
}

/// `CALL { … }`.
#[derive(Clone, Debug)]
pub struct SubqueryCall {
    /// By number in [`Tables::subqueries`].
    pub number: usize,
    /// Slots of the row that it reads.
    pub imports: Vec<Slot>,
    /// Where its columns go; none when it only writes.
    pub columns: Vec<Slot>,
    /// Whether a row for which it has no rows is kept, with nulls.
    pub optional: bool,
    /// Whether it writes.
    pub writes: bool,
    /// `IN TRANSACTIONS`.
    pub transactions: Option<Box<Transactions>>,
}

/// Rows taken in batches, each of which takes effect whole or not at all.
#[derive(Clone, Debug)]
pub struct Transactions {
    /// How many rows a batch has.
    pub rows: Option<(Expr, Span)>,
    /// What an error in a batch does.
    pub on_error: OnError,
    /// Where it is told how each row's batch went.
    pub status: Option<Slot>,
}

/// A clause.
#[derive(Debug)]
#[allow(missing_docs, reason = "the names are the clauses'")]
pub enum BoundClause {
    Match(BoundMatch),
    Unwind { list: Expr, slot: Slot, position: Option<(Slot, i64)> },
    Project(Box<Projection>),
    Create(CreatePattern),
    Merge(Box<BoundMerge>),
    Set(Vec<SetItem>),
    Delete { detach: bool, targets: Vec<(Expr, Span)> },
    Call(BoundCall),
    Subquery(SubqueryCall),
    Schema(SchemaChange),
}

impl BoundClause {
    /// Whether the clause writes to the graph.
    pub fn is_writing(&self) -> bool {
        match self {
            Self::Create(_) | Self::Merge(_) | Self::Set(_) | Self::Delete { .. } | Self::Schema(_) => true,
            Self::Subquery(call) => call.writes,
            Self::Match(_) | Self::Unwind { .. } | Self::Project(_) | Self::Call(_) => false,
        }
    }
}

/// `MATCH`.
#[derive(Debug)]
pub struct BoundMatch {
    /// Whether a row without a match is kept.
    pub optional: bool,
    /// What to find.
    pub pattern: MatchPattern,
}

/// A pattern to find: nodes and relationships by slot, with conditions apart.
#[derive(Clone, Debug, Default)]
pub struct MatchPattern {
    /// Node slots in order of appearance, each once.
    pub nodes: Vec<Slot>,
    /// Relationships in order of appearance.
    pub rels: Vec<RelStep>,
    /// Named paths.
    pub paths: Vec<PathPattern>,
    /// Shortest paths between two nodes.
    pub shortest: Vec<ShortestStep>,
    /// Paths that are repeated.
    pub groups: Vec<GroupStep>,
    /// Parts of whose paths some are kept.
    pub selected: Vec<SelectStep>,
    /// Whether a relationship may be met twice.
    pub repeatable: bool,
    /// Conditions that must all hold, `WHERE` included.
    pub predicates: Vec<Expr>,
}

impl MatchPattern {
    /// All slots that the pattern fills, in order of appearance.
    pub fn slots(&self) -> Vec<Slot> {
        let mut slots = self.nodes.clone();
        slots.extend(self.rels.iter().map(|rel| rel.rel));
        for shortest in &self.shortest {
            slots.extend([shortest.step.rel, shortest.path]);
        }
        for group in &self.groups {
            slots.push(group.rel);
            slots.extend(group.vars.iter().map(|(_, slot)| *slot));
        }
        slots.extend(self.selected.iter().flat_map(|step| step.columns.iter().copied()));
        slots.extend(self.paths.iter().map(|path| path.slot));
        slots.sort_unstable();
        slots.dedup();
        slots
    }
}

/// A path that is repeated in place of a relationship.
#[derive(Clone, Debug)]
pub struct GroupStep {
    /// One round, by number in [`Tables::subqueries`]: gives its end, its relationships and its variables.
    pub number: usize,
    /// Slots of the row that a round reads.
    pub imports: Vec<Slot>,
    /// The node before the first round.
    pub from: Slot,
    /// The node after the last round.
    pub to: Slot,
    /// The first node of a round.
    pub start: Slot,
    /// How many rounds.
    pub length: Length,
    /// The relationships of all rounds.
    pub rel: Slot,
    /// How many columns of a round are relationships.
    pub n_rels: usize,
    /// Variables of a round, and the lists of their values.
    pub vars: Vec<(Slot, Slot)>,
    /// Whether a relationship may be met twice.
    pub repeatable: bool,
}

/// A part of a pattern of whose paths some are kept.
#[derive(Clone, Debug)]
pub struct SelectStep {
    /// The part, by number in [`Tables::subqueries`].
    pub number: usize,
    /// Slots of the row that it reads.
    pub imports: Vec<Slot>,
    /// The slots it fills.
    pub columns: Vec<Slot>,
    /// Which of them is the path.
    pub path: Slot,
    /// Which of the paths between two nodes.
    pub selector: Selector,
    /// What a path may meet twice.
    pub mode: Option<PathMode>,
}

/// One relationship of a pattern.
#[derive(Clone, Debug)]
pub struct RelStep {
    /// The relationship, or the list of them when `length` is given.
    pub rel: Slot,
    /// The node at its left.
    pub from: Slot,
    /// The node at its right.
    pub to: Slot,
    /// How its arrow is drawn.
    pub direction: ArrowDirection,
    /// Any of these types; all when empty.
    pub types: Vec<TypeRef>,
    /// Bounds of a variable-length step.
    pub length: Option<Length>,
    /// Properties that each relationship of a variable-length step must have.
    pub properties: Vec<(KeyRef, Expr)>,
    /// Whether the slot has a value before this clause.
    pub is_bound: bool,
    /// Which of the clauses that were joined to one pattern it is from: those of one clause are all different.
    pub clause: usize,
    /// Whether it only says that the ends are joined, once however many relationships do so.
    pub once: bool,
}

/// Bounds of a variable-length step, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// Least number of relationships.
    pub min: u32,
    /// Greatest number of relationships.
    pub max: u32,
}

/// How a named path is put together.
#[derive(Clone, Debug)]
pub struct PathPattern {
    /// The path.
    pub slot: Slot,
    /// Its first node.
    pub start: Slot,
    /// Relationships (or lists of them) and the nodes they lead to.
    pub steps: Vec<(Slot, Slot)>,
}

/// `shortestPath(…)` or `allShortestPaths(…)`.
#[derive(Clone, Debug)]
pub struct ShortestStep {
    /// One or all.
    pub kind: Shortest,
    /// The path's slot, always given.
    pub path: Slot,
    /// The step; its slot holds the list of relationships.
    pub step: RelStep,
}

/// `WITH` or `RETURN`.
#[derive(Debug, Default)]
pub struct Projection {
    /// What is computed without aggregation: grouping keys when `aggregates` is given.
    pub items: Vec<(Slot, Expr)>,
    /// Aggregates by slot; none when rows are not grouped.
    pub aggregates: Option<Vec<(Slot, AggregateCall)>>,
    /// What is computed from keys and aggregates.
    pub after: Vec<(Slot, Expr)>,
    /// The columns that go on, in order.
    pub columns: Vec<Slot>,
    /// `DISTINCT`.
    pub distinct: bool,
    /// `ORDER BY`: key, whether large comes first.
    pub order: Vec<(Expr, bool)>,
    /// `SKIP`.
    pub skip: Option<(Expr, Span)>,
    /// `LIMIT`.
    pub limit: Option<(Expr, Span)>,
    /// `WHERE`, after all else.
    pub filter: Option<Expr>,
}

/// One aggregate of a projection.
#[derive(Clone, Debug)]
pub struct AggregateCall {
    /// Which.
    pub aggregate: &'static Aggregate,
    /// Its arguments; none for `count(*)`.
    pub arguments: Vec<Expr>,
    /// `DISTINCT`.
    pub distinct: bool,
    /// Where it stands.
    pub span: Span,
}

/// A pattern to create, nodes before the relationships that need them.
#[derive(Clone, Debug, Default)]
pub struct CreatePattern {
    /// New nodes.
    pub nodes: Vec<CreateNode>,
    /// New relationships.
    pub rels: Vec<CreateRel>,
    /// Named paths.
    pub paths: Vec<PathPattern>,
}

/// A new node.
#[derive(Clone, Debug)]
pub struct CreateNode {
    /// Its slot.
    pub slot: Slot,
    /// Its labels.
    pub labels: Vec<LabelRef>,
    /// Labels that expressions name.
    pub dynamic: Vec<(Expr, Span)>,
    /// Its properties.
    pub properties: Properties,
}

/// A new relationship.
#[derive(Clone, Debug)]
pub struct CreateRel {
    /// Its slot.
    pub slot: Slot,
    /// Its type.
    pub rel_type: NewType,
    /// Where it starts.
    pub start: Slot,
    /// Where it ends.
    pub end: Slot,
    /// Its properties.
    pub properties: Properties,
    /// Where it is written.
    pub span: Span,
}

/// The type of a new relationship.
#[derive(Clone, Debug)]
pub enum NewType {
    /// By its name.
    Named(TypeRef),
    /// By an expression that names it.
    Computed(Box<Expr>, Span),
}

/// Properties of what is created.
#[derive(Clone, Debug)]
pub enum Properties {
    /// A map literal.
    Entries(Vec<(KeyRef, Expr)>),
    /// A parameter that holds a map.
    Map(Box<Expr>),
}

/// `MERGE`.
#[derive(Debug)]
pub struct BoundMerge {
    /// What to find.
    pub pattern: MatchPattern,
    /// What to create when it is not found.
    pub create: CreatePattern,
    /// `ON CREATE SET`.
    pub on_create: Vec<SetItem>,
    /// `ON MATCH SET`.
    pub on_match: Vec<SetItem>,
    /// Where it is written.
    pub span: Span,
}

/// One item of `SET` or `REMOVE`.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum SetItem {
    /// `target.key = value`; `REMOVE` sets null.
    Property { target: Expr, key: KeyRef, value: Expr, span: Span },
    /// `target = map`, or `+=` when `keep`.
    Map { target: Expr, value: Expr, keep: bool, span: Span },
    /// `target[key] = value`; `REMOVE` sets null.
    Dynamic { target: Expr, key: Expr, value: Expr, span: Span },
    /// `target:A:B`; `REMOVE` when `remove`.
    Labels { target: Expr, labels: Vec<LabelRef>, dynamic: Vec<(Expr, Span)>, remove: bool, span: Span },
}

/// `CALL`.
#[derive(Clone, Debug)]
pub struct BoundCall {
    /// Whether a row for which nothing is yielded is kept, with nulls.
    pub optional: bool,
    /// Which procedure.
    pub procedure: Arc<Procedure>,
    /// Its arguments.
    pub arguments: Vec<Expr>,
    /// Which outputs go to which slots.
    pub yields: Vec<(usize, Slot)>,
    /// `YIELD … WHERE`.
    pub filter: Option<Expr>,
    /// Whether a row goes on though the procedure yields nothing (it declares no outputs).
    pub keeps_row: bool,
    /// Where it is written.
    pub span: Span,
}
