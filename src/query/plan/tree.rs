//! The operators.

use std::ops::Range;
use std::sync::Arc;

use crate::query::ast::{ArrowDirection, Mode};
use crate::query::bind::{
    AggregateCall, BoundCall, CreatePattern, Expr, Give, GroupStep, KeyRef, LabelRef, Length, MatchPattern,
    PathPattern, SchemaChange, SelectStep, SetItem, ShortestStep, Slot, SubqueryCall, Tables, TypeRef,
};
use crate::query::folded::Folded;
use crate::query::stack::with_room;
use crate::source::Span;

/// A whole statement, planned.
#[derive(Debug)]
pub struct QueryPlan {
    /// Run, explain or profile.
    pub mode: Mode,
    /// One plan for each part of a union, with the slots of its columns.
    pub parts: Vec<PartPlan>,
    /// Whether duplicates between parts stay.
    pub union_all: bool,
    /// What each part needs, where only the first that has it is run; else empty.
    pub conditions: Vec<Option<Expr>>,
    /// Whether it writes to the graph.
    pub is_writing: bool,
    /// Headers.
    pub columns: Vec<Arc<str>>,
    /// Names, parameters, slots.
    pub tables: Tables,
    /// Plans of the subqueries in expressions.
    pub subqueries: Vec<SubPlan>,
    /// How deep operators and expressions nest, subqueries included, once patterns are taken apart: what recurses over
    /// the plan needs room on the stack for so many levels.
    pub levels: usize,
    /// The text that the spans point into, where it is not the text that was typed.
    pub folded: Option<Arc<Folded>>,
    /// Whether a condition may be asked of rows that it would not be asked of in the order that is written: when it
    /// fails, the statement is to be run as it is written, which may go well.
    pub is_bold: bool,
    /// What is taken for granted: the plan is right only of a graph of which it is true.
    pub granted: Vec<TellsApart>,
}

/// That no two nodes with a label have the same value under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TellsApart {
    /// The label.
    pub label: Arc<str>,
    /// The key.
    pub key: Arc<str>,
    /// Whether all of them have a value, too.
    pub has_all: bool,
}

impl Drop for QueryPlan {
    /// Operators own those they read from, so freeing a plan recurses as deep as it is.
    fn drop(&mut self) {
        let owned = (std::mem::take(&mut self.parts), std::mem::take(&mut self.subqueries));
        with_room(self.levels, move || drop(owned));
    }
}

/// A part of a union.
#[derive(Debug)]
pub struct PartPlan {
    /// What to do.
    pub plan: Plan,
    /// What comes out.
    pub columns: Vec<Slot>,
    /// The slots that the part uses: parts run one after the other, and share none.
    pub slots: Range<usize>,
}

/// A subquery of an expression.
#[derive(Debug)]
pub struct SubPlan {
    /// One plan for each part of a union; [`Op::Argument`] at the bottom is the outer row.
    pub parts: Vec<Plan>,
    /// Values of enclosing comprehensions: stack position and slot.
    pub locals: Vec<(usize, Slot)>,
    /// Slots of the outer row that it reads.
    pub imports: Vec<Slot>,
    /// Slots that whoever runs it fills.
    pub seeds: Vec<Slot>,
    /// The columns of each part.
    pub columns: Vec<Vec<Slot>>,
    /// Whether `UNION ALL` joins the parts.
    pub union_all: bool,
    /// What each part needs, where only the first that has it is run; else empty.
    pub conditions: Vec<Option<Expr>>,
    /// What it gives.
    pub give: Give,
}

/// An operator with those it reads from.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What it does.
    pub op: Op,
    /// How many rows it is expected to give.
    pub rows: f64,
}

impl Plan {
    /// An operator with nothing known of its rows.
    pub fn new(op: Op) -> Self {
        Self { op, rows: 1.0 }
    }
}

/// A walk over relationships from one node.
#[derive(Clone, Debug)]
pub struct Walk {
    /// The relationship, or the list of them for a walk of variable length.
    pub rel: Slot,
    /// Where it begins; always bound.
    pub from: Slot,
    /// Where it leads.
    pub to: Slot,
    /// The arrow as seen from `from`.
    pub direction: ArrowDirection,
    /// Any of these types; all when empty.
    pub types: Vec<TypeRef>,
    /// Whether `to` is bound already, so that the walk must end there.
    pub into: bool,
    /// Earlier relationships of the same clause: no relationship is used twice.
    pub distinct_from: Vec<Slot>,
    /// Labels that the end must have.
    pub end_labels: Vec<LabelRef>,
    /// Whether each end is found once, however many relationships lead there.
    pub once: bool,
}

/// A step that is only counted, with the steps that hang on its end and are only counted themselves.
#[derive(Clone, Debug)]
pub struct CountedStep {
    /// The step.
    pub walk: Walk,
    /// What its end must satisfy.
    pub predicates: Vec<Expr>,
    /// Count only ends for which this is not null; the others keep their row alive and add nothing.
    pub counted: Option<Expr>,
    /// Steps from its end: a step counts for as many as there are ways to take all of these.
    pub next: Vec<CountedStep>,
}

/// Two ways of two steps each from one node to the same far node, a cycle of four that is only counted.
#[derive(Clone, Debug)]
pub struct DiamondStep {
    /// Each way: the step to the node between with what that must satisfy, and the step on to the far node. What the far
    /// node must satisfy stands with both.
    pub sides: [(CountedStep, CountedStep); 2],
    /// Whether both ways ask for the same.
    pub alike: bool,
    /// Whether the near and the far node must not be one.
    pub ends_differ: bool,
    /// Whether the two nodes between must not be one.
    pub betweens_differ: bool,
    /// About how many ways of two steps are counted for each row.
    pub n_ways: f64,
}

/// How the rows of two plans find each other.
#[derive(Clone, Debug)]
pub struct KeyJoin {
    /// What must be equal: made from a row of the one plan and from a row of the other.
    pub keys: Vec<(Expr, Expr)>,
    /// What the rows of the other plan add.
    pub adds: Vec<Slot>,
    /// Relationships (or lists of them) of the one and of the other that must not be the same.
    pub apart: Vec<(Slot, Slot)>,
    /// Whether the table is made of the input's rows; else of the other plan's.
    pub holds_input: bool,
}

/// The operators.
#[derive(Clone, Debug)]
pub enum Op {
    /// One empty row.
    Unit,
    /// The rows handed in from outside.
    Argument,
    /// A pattern to find, not yet taken apart by the optimizer.
    Pattern {
        /// Where rows come from.
        input: Box<Plan>,
        /// What to find.
        pattern: Box<MatchPattern>,
    },
    /// All nodes, or those with a label, for each row.
    Scan {
        /// Where rows come from.
        input: Box<Plan>,
        /// The node.
        node: Slot,
        /// Its label.
        label: Option<LabelRef>,
    },
    /// Nodes whose property equals a value, by an index.
    Seek {
        /// Where rows come from.
        input: Box<Plan>,
        /// The node.
        node: Slot,
        /// The index's label.
        label: LabelRef,
        /// The index's key.
        key: KeyRef,
        /// The value.
        value: Expr,
    },
    /// One step along relationships.
    Expand {
        /// Where rows come from.
        input: Box<Plan>,
        /// The step.
        walk: Walk,
    },
    /// Steps from several nodes that lead to one and the same node.
    Meet {
        /// Where rows come from.
        input: Box<Plan>,
        /// The steps, at least two.
        walks: Vec<Walk>,
    },
    /// A walk of variable length.
    ExpandVariable {
        /// Where rows come from.
        input: Box<Plan>,
        /// The walk.
        walk: Walk,
        /// Its bounds.
        length: Length,
        /// What each relationship must have.
        properties: Vec<(KeyRef, Expr)>,
        /// Whether the written order runs from `to` to `from`.
        reversed: bool,
        /// Whether only the ends matter, each once for a row.
        distinct_ends: bool,
    },
    /// The number of ways to take some steps, without walking them: rows keep, and count for so many.
    Degree {
        /// Where rows come from.
        input: Box<Plan>,
        /// The steps from nodes of the row.
        steps: Vec<CountedStep>,
        /// Where the number goes.
        count: Slot,
    },
    /// The number of ways in which a step from one node and a step from another meet: rows keep, and count for so many.
    Closed {
        /// Where rows come from.
        input: Box<Plan>,
        /// The step that leads to where they meet, with what hangs there.
        step: Box<CountedStep>,
        /// The step from the other node to the same end.
        closing: Walk,
        /// Relationships of the row between the two nodes themselves: only a loop could lead to them again.
        between: Vec<Slot>,
        /// Where the number goes; multiplied by what `times` holds.
        count: Slot,
        /// A count to multiply with.
        times: Option<Slot>,
    },
    /// The number of cycles of four from a node: rows keep, and count for so many.
    Diamond {
        /// Where rows come from.
        input: Box<Plan>,
        /// The two ways around.
        step: Box<DiamondStep>,
        /// Where the number goes.
        count: Slot,
    },
    /// How many rows one plan gives more than another: for what is only counted, where rows that do not fit are
    /// counted more easily than kept out.
    Difference {
        /// The rows.
        input: Box<Plan>,
        /// Those to be taken off.
        less: Box<Plan>,
        /// Slots that say for how many rows a row of `input` and of `less` stands.
        weights: [Option<Slot>; 2],
        /// Where the number goes.
        count: Slot,
    },
    /// Rows of two plans whose keys are equal, by a table of the one side's rows.
    HashJoin {
        /// Where rows come from.
        input: Box<Plan>,
        /// The other rows, which do not depend on those of `input`; its bottom is [`Op::Unit`].
        other: Box<Plan>,
        /// How they find each other.
        join: Box<KeyJoin>,
    },
    /// Ends of a relationship (or list of them) that is bound already.
    Ends {
        /// Where rows come from.
        input: Box<Plan>,
        /// The relationship and its ends; `into` when `to` is bound.
        walk: Walk,
        /// Whether `from` is bound.
        from_bound: bool,
        /// Bounds when the slot holds a list.
        length: Option<Length>,
    },
    /// Shortest paths between two bound nodes.
    Shortest {
        /// Where rows come from.
        input: Box<Plan>,
        /// What to find.
        step: Box<ShortestStep>,
        /// Conditions on the relationships of the path are checked while walking; these on the whole path after.
        distinct_from: Vec<Slot>,
    },
    /// A path that is repeated.
    Repeat {
        /// Where rows come from.
        input: Box<Plan>,
        /// What is repeated.
        step: Box<GroupStep>,
        /// Whether the end is bound already.
        into: bool,
        /// Earlier relationships of the same clause.
        distinct_from: Vec<Slot>,
    },
    /// A part of a pattern of whose paths some are kept.
    Select {
        /// Where rows come from.
        input: Box<Plan>,
        /// The part.
        step: Box<SelectStep>,
    },
    /// Rows for which all conditions hold.
    Filter {
        /// Where rows come from.
        input: Box<Plan>,
        /// The conditions.
        predicates: Vec<Expr>,
    },
    /// Puts named paths together.
    Paths {
        /// Where rows come from.
        input: Box<Plan>,
        /// The paths.
        paths: Vec<PathPattern>,
    },
    /// For each row the rows of `inner`, or itself with nulls.
    Optional {
        /// Where rows come from.
        input: Box<Plan>,
        /// What is looked for; its bottom is [`Op::Argument`].
        inner: Box<Plan>,
        /// What `inner` adds.
        adds: Vec<Slot>,
    },
    /// Computes values.
    Project {
        /// Where rows come from.
        input: Box<Plan>,
        /// What goes where.
        items: Vec<(Slot, Expr)>,
    },
    /// Groups rows.
    Aggregate {
        /// Where rows come from.
        input: Box<Plan>,
        /// The keys.
        keys: Vec<(Slot, Expr)>,
        /// The aggregates.
        aggregates: Vec<(Slot, AggregateCall)>,
        /// A slot that says for how many rows one row stands.
        weight: Option<Slot>,
    },
    /// Each row once.
    Distinct {
        /// Where rows come from.
        input: Box<Plan>,
        /// What makes rows equal.
        slots: Vec<Slot>,
    },
    /// Rows in order.
    Sort {
        /// Where rows come from.
        input: Box<Plan>,
        /// Key, whether large comes first.
        keys: Vec<(Expr, bool)>,
        /// Only so many of the first rows are needed: the sum of these.
        top: Vec<(Expr, Span)>,
    },
    /// All but the first rows.
    Skip {
        /// Where rows come from.
        input: Box<Plan>,
        /// How many.
        count: (Expr, Span),
    },
    /// The first rows.
    Limit {
        /// Where rows come from.
        input: Box<Plan>,
        /// How many.
        count: (Expr, Span),
        /// Whether what is below writes, and so must be run to its end.
        exhaust: bool,
    },
    /// One row for each element of a list.
    Unwind {
        /// Where rows come from.
        input: Box<Plan>,
        /// The list.
        list: Expr,
        /// The element.
        slot: Slot,
        /// Its place, counted from a number.
        position: Option<(Slot, i64)>,
    },
    /// Rows of a procedure.
    Call {
        /// Where rows come from.
        input: Box<Plan>,
        /// Which, with what.
        call: Box<BoundCall>,
    },
    /// For each row the rows of a query of its own.
    Subquery {
        /// Where rows come from.
        input: Box<Plan>,
        /// Which, and where its columns go.
        call: SubqueryCall,
    },
    /// Creates nodes and relationships.
    Create {
        /// Where rows come from.
        input: Box<Plan>,
        /// What to create.
        pattern: Box<CreatePattern>,
    },
    /// Finds or creates.
    Merge {
        /// Where rows come from.
        input: Box<Plan>,
        /// How to find it; its bottom is [`Op::Argument`].
        inner: Box<Plan>,
        /// What to do else.
        merge: Box<MergePlan>,
    },
    /// Sets and removes properties and labels.
    Set {
        /// Where rows come from.
        input: Box<Plan>,
        /// What to set.
        items: Vec<SetItem>,
    },
    /// Makes or drops an index or a constraint.
    Schema {
        /// Where rows come from.
        input: Box<Plan>,
        /// Which.
        change: SchemaChange,
    },
    /// Deletes nodes, relationships and paths.
    Delete {
        /// Where rows come from.
        input: Box<Plan>,
        /// Whether relationships go with their nodes.
        detach: bool,
        /// What to delete.
        targets: Vec<(Expr, Span)>,
    },
}

/// What `MERGE` writes.
#[derive(Clone, Debug)]
pub struct MergePlan {
    /// What to create.
    pub create: CreatePattern,
    /// `ON CREATE SET`.
    pub on_create: Vec<SetItem>,
    /// `ON MATCH SET`.
    pub on_match: Vec<SetItem>,
    /// What a match binds.
    pub adds: Vec<Slot>,
    /// Where it is written.
    pub span: Span,
}

/// What an operator reads from, borrowed as the operator is.
macro_rules! input_of {
    ($op:expr) => {
        match $op {
            Op::Unit | Op::Argument => None,
            Op::Pattern { input, .. }
            | Op::Scan { input, .. }
            | Op::Seek { input, .. }
            | Op::Expand { input, .. }
            | Op::Meet { input, .. }
            | Op::ExpandVariable { input, .. }
            | Op::Degree { input, .. }
            | Op::Closed { input, .. }
            | Op::Diamond { input, .. }
            | Op::Difference { input, .. }
            | Op::HashJoin { input, .. }
            | Op::Ends { input, .. }
            | Op::Shortest { input, .. }
            | Op::Repeat { input, .. }
            | Op::Select { input, .. }
            | Op::Filter { input, .. }
            | Op::Paths { input, .. }
            | Op::Optional { input, .. }
            | Op::Project { input, .. }
            | Op::Aggregate { input, .. }
            | Op::Distinct { input, .. }
            | Op::Sort { input, .. }
            | Op::Skip { input, .. }
            | Op::Limit { input, .. }
            | Op::Unwind { input, .. }
            | Op::Call { input, .. }
            | Op::Subquery { input, .. }
            | Op::Create { input, .. }
            | Op::Merge { input, .. }
            | Op::Set { input, .. }
            | Op::Schema { input, .. }
            | Op::Delete { input, .. } => Some(input),
        }
    };
}

impl Op {
    /// What the operator reads from; `inner` plans of [`Op::Optional`] and [`Op::Merge`] left out.
    pub fn input(&self) -> Option<&Plan> {
        input_of!(self)
    }

    /// The same, to change it.
    pub fn input_mut(&mut self) -> Option<&mut Plan> {
        input_of!(self)
    }

    /// The plan that [`Op::Optional`] and [`Op::Merge`] run for each row, and the second one of [`Op::Difference`] and
    /// [`Op::HashJoin`].
    pub fn inner(&self) -> Option<&Plan> {
        match self {
            Self::Difference { less: inner, .. } | Self::HashJoin { other: inner, .. } => Some(inner),
            Self::Optional { inner, .. } | Self::Merge { inner, .. } => Some(inner),
            _ => None,
        }
    }

    /// The same, to change it.
    pub fn inner_mut(&mut self) -> Option<&mut Plan> {
        match self {
            Self::Difference { less: inner, .. } | Self::HashJoin { other: inner, .. } => Some(inner),
            Self::Optional { inner, .. } | Self::Merge { inner, .. } => Some(inner),
            _ => None,
        }
    }

    /// Whether the operator itself writes.
    pub fn writes(&self) -> bool {
        match self {
            Self::Subquery { call, .. } => call.writes,
            Self::Create { .. }
            | Self::Merge { .. }
            | Self::Set { .. }
            | Self::Delete { .. }
            | Self::Schema { .. } => true,
            _ => false,
        }
    }
}

impl Plan {
    /// Whether this operator or one below it writes.
    pub fn writes(&self) -> bool {
        let mut at = Some(self);
        while let Some(plan) = at {
            if plan.op.writes() {
                return true;
            }
            at = plan.op.input();
        }
        false
    }
}
