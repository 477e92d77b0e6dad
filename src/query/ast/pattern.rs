//! Patterns.

use std::sync::Arc;

use super::{Expr, Name};

/// Comma-separated parts.
pub type Pattern = Vec<PatternPart>;

/// `[name =] element`.
#[derive(Clone, Debug, PartialEq)]
pub struct PatternPart {
    /// Name of the path.
    pub path: Option<Name>,
    /// `shortestPath(…)` or `allShortestPaths(…)` around the chain.
    pub shortest: Option<Shortest>,
    /// Which of the paths between two nodes.
    pub selector: Option<Selector>,
    /// What a path may meet twice, where it is said.
    pub mode: Option<PathMode>,
    /// The chain.
    pub chain: PatternChain,
}

/// Which of the paths between the same two nodes are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selector<C = PathCount> {
    /// All.
    All,
    /// So many, whichever.
    Any(C),
    /// So many of the shortest.
    Shortest(C),
    /// All of the so many least lengths.
    Groups(C),
}

/// How many a selector keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathCount {
    /// A number above 0.
    Number(u64),
    /// What a parameter says, by its name without `$`.
    Parameter(Arc<str>),
}

impl<C> Selector<C> {
    /// How many are kept; none where it is all.
    pub fn count(&self) -> Option<&C> {
        match self {
            Self::All => None,
            Self::Any(count) | Self::Shortest(count) | Self::Groups(count) => Some(count),
        }
    }
}

/// What a path may meet twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathMode {
    /// Anything.
    Walk,
    /// Nodes, not relationships.
    Trail,
    /// Nothing.
    Acyclic,
    /// Nothing but its first node, as its last.
    Simple,
}

/// What is repeated: `((a)-[r]->(b) WHERE …){1,3}`.
#[derive(Clone, Debug, PartialEq)]
pub struct PathGroup {
    /// One round.
    pub chain: PatternChain,
    /// What each round must fulfil.
    pub filter: Option<Expr>,
}

/// Which shortest paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shortest {
    /// Any one.
    Single,
    /// All of least length.
    All,
    /// What a selector keeps: one path, or so many, shortest first.
    Kept(Selector),
}

/// A node and the steps that lead on from it.
#[derive(Clone, Debug, PartialEq)]
pub struct PatternChain {
    /// The first node.
    pub start: NodePattern,
    /// Relationship and node, as often as written.
    pub steps: Vec<(RelPattern, NodePattern)>,
    /// All of it.
    pub span: crate::source::Span,
}

/// Which labels or types: `A&(B|!C)`, `%`, `$(…)`.
#[derive(Clone, Debug, PartialEq)]
pub enum LabelExpr {
    /// `A`
    Name(Name),
    /// `A&B`
    And(Vec<LabelExpr>),
    /// `A|B`
    Or(Vec<LabelExpr>),
    /// `!A`
    Not(Box<LabelExpr>),
    /// `%`: any at all.
    Any,
    /// `$(…)`, `$all(…)`, `$any(…)`: a name or a list of names.
    Dynamic {
        /// What names them.
        names: Box<Expr>,
        /// Whether one of them is enough.
        any: bool,
    },
}

/// `(name:Label {…})`.
#[derive(Clone, Debug, PartialEq)]
pub struct NodePattern {
    /// The variable.
    pub variable: Option<Name>,
    /// All of these labels.
    pub labels: Vec<Name>,
    /// Labels by expressions, all of them, and what is more than names: `A|!B`.
    pub label_exprs: Vec<LabelExpr>,
    /// A map literal or a parameter.
    pub properties: Option<Expr>,
    /// `WHERE …`
    pub filter: Option<Expr>,
    /// All of it.
    pub span: crate::source::Span,
}

impl NodePattern {
    /// `()`
    pub fn new(span: crate::source::Span) -> Self {
        let (labels, label_exprs) = (Vec::new(), Vec::new());
        Self { variable: None, labels, label_exprs, properties: None, filter: None, span }
    }
}

impl RelPattern {
    /// `--`, `-->` or `<--`
    pub fn new(direction: ArrowDirection, span: crate::source::Span) -> Self {
        let (types, length) = (Vec::new(), None);
        let (variable, type_expr, properties, filter, group) = (None, None, None, None, None);
        Self { variable, types, type_expr, group, length, properties, filter, direction, span }
    }
}

/// How the arrow is drawn, left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrowDirection {
    /// `-->`
    Right,
    /// `<--`
    Left,
    /// `--` and `<-->`
    Either,
}

/// `-[name:A|B*1..3 {…}]->`.
#[derive(Clone, Debug, PartialEq)]
pub struct RelPattern {
    /// The variable.
    pub variable: Option<Name>,
    /// Any of these types; all when empty.
    pub types: Vec<Name>,
    /// Types by more than names.
    pub type_expr: Option<LabelExpr>,
    /// A path that is repeated in place of a relationship; `length` says how often.
    pub group: Option<Box<PathGroup>>,
    /// `*`, `*2`, `*1..`, `*..3`: bounds as written.
    pub length: Option<PathLength>,
    /// A map literal or a parameter.
    pub properties: Option<Expr>,
    /// `WHERE …`
    pub filter: Option<Expr>,
    /// The arrow.
    pub direction: ArrowDirection,
    /// All of it.
    pub span: crate::source::Span,
}

/// Bounds of a variable-length step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathLength {
    /// Least number of relationships, 1 when none is written.
    pub min: Option<u64>,
    /// Greatest number of relationships, unbounded when none is written.
    pub max: Option<u64>,
}
