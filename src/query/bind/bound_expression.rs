//! Bound expressions: over slots, with what passes and operators ask of them.

use std::sync::Arc;

use super::{KeyRef, LabelRef, Slot};
use crate::query::ast::{BinaryOp, ComparisonOp, Quantifier, ValueType};
use crate::query::function::Function;
use crate::source::Span;
use crate::value::Value;

/// An expression over slots.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the names are those of the syntax tree")]
pub enum Expr {
    Constant(Value),
    Slot(Slot),
    /// A value on the stack of comprehensions, counted from the outermost.
    Local(usize),
    /// By number in [`Tables::parameters`](super::Tables::parameters).
    Parameter(usize),
    Property {
        base: Box<Expr>,
        key: KeyRef,
        span: Span,
    },
    HasLabels {
        base: Box<Expr>,
        labels: Vec<LabelRef>,
    },
    /// Labels or types by more than names.
    LabelTest {
        base: Box<Expr>,
        test: LabelTest,
    },
    /// `base {.*, key: value}`
    MapProjection {
        base: Box<Expr>,
        all: bool,
        entries: Vec<(Arc<str>, Expr)>,
    },
    Index {
        base: Box<Expr>,
        index: Box<Expr>,
        span: Span,
    },
    Slice {
        base: Box<Expr>,
        from: Option<Box<Expr>>,
        to: Option<Box<Expr>>,
        span: Span,
    },
    /// Further steps of a chain `a.key[i].other`, each with its place from the chain's beginning; a chain's first step
    /// is one of the three above.
    Access {
        base: Box<Expr>,
        steps: Vec<(Access, Span)>,
    },
    List(Vec<Expr>),
    Map(Vec<(Arc<str>, Expr)>),
    Call {
        function: &'static Function,
        arguments: Vec<Expr>,
        span: Span,
    },
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Xor(Vec<Expr>),
    Not(Box<Expr>),
    Compare {
        op: ComparisonOp,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    /// A chain of arithmetic of one precedence, from left to right.
    Arithmetic {
        first: Box<Expr>,
        rest: Vec<(BinaryOp, Expr)>,
        span: Span,
    },
    /// String predicates and `=~`.
    Text {
        op: BinaryOp,
        left: Box<Expr>,
        right: Box<Expr>,
        span: Span,
    },
    In {
        item: Box<Expr>,
        list: Box<Expr>,
        span: Span,
    },
    Negate {
        operand: Box<Expr>,
        span: Span,
    },
    IsNull {
        operand: Box<Expr>,
        negated: bool,
    },
    /// Further tests of a chain `a IN b IS NULL`, each with its place from the chain's beginning; a chain's first test is
    /// one of the three above.
    Tests {
        base: Box<Expr>,
        tests: Vec<(Test, Span)>,
    },
    Case {
        subject: Option<Box<Expr>>,
        alternatives: Vec<(Expr, Expr)>,
        default: Option<Box<Expr>>,
    },
    /// `depth` is the element's stack position.
    Comprehension {
        list: Box<Expr>,
        filter: Option<Box<Expr>>,
        map: Option<Box<Expr>>,
        span: Span,
    },
    Quantified {
        quantifier: Quantifier,
        list: Box<Expr>,
        filter: Option<Box<Expr>>,
        span: Span,
    },
    /// The accumulator stands on the stack under the element.
    Reduce {
        init: Box<Expr>,
        list: Box<Expr>,
        step: Box<Expr>,
        /// What must hold of each next value, where that is what is asked.
        test: Option<Box<Expr>>,
        span: Span,
    },
    /// By number in [`Tables::subqueries`](super::Tables::subqueries): whether it has a row, or the list of its results. `imports` are the slots
    /// it reads.
    Subquery {
        number: usize,
        imports: Vec<Slot>,
    },
}

/// One look-up of a chain.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the names are those of the syntax tree")]
pub enum Access {
    Property(KeyRef),
    Index(Box<Expr>),
    Slice(Option<Box<Expr>>, Option<Box<Expr>>),
}

/// One test of a chain.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the names are those of the syntax tree")]
pub enum Test {
    In(Box<Expr>),
    Text(BinaryOp, Box<Expr>),
    IsNull { negated: bool },
    IsType { ty: ValueType, negated: bool },
    IsNormalized { form: &'static str, negated: bool },
}

/// A test of labels or types.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the names are those of the syntax tree")]
pub enum LabelTest {
    Has(LabelRef),
    All(Vec<LabelTest>),
    Any(Vec<LabelTest>),
    Not(Box<LabelTest>),
    /// Any at all.
    Anything,
    /// Those that a value names: all of them, or one.
    Named {
        names: Box<Expr>,
        any: bool,
    },
}

impl LabelTest {
    fn for_each_child<'e>(&'e self, visit: &mut dyn FnMut(&'e Expr)) {
        match self {
            Self::Has(_) | Self::Anything => {}
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.for_each_child(visit)),
            Self::Not(part) => part.for_each_child(visit),
            Self::Named { names, .. } => visit(names),
        }
    }
}

impl Expr {
    /// Where the expression is written, for those that keep it.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Property { span, .. }
            | Self::Index { span, .. }
            | Self::Slice { span, .. }
            | Self::Call { span, .. }
            | Self::Arithmetic { span, .. }
            | Self::Negate { span, .. }
            | Self::Comprehension { span, .. }
            | Self::Reduce { span, .. } => Some(*span),
            _ => None,
        }
    }

    /// Calls `visit` with each direct part of the expression.
    pub fn for_each_child<'e>(&'e self, visit: &mut dyn FnMut(&'e Self)) {
        match self {
            Self::Constant(_)
            | Self::Slot(_)
            | Self::Local(_)
            | Self::Parameter(_)
            | Self::Subquery { .. } => {}
            Self::Property { base, .. } | Self::HasLabels { base, .. } => visit(base),
            Self::Index { base, index, .. } => {
                visit(base);
                visit(index);
            }
            Self::Slice { base, from, to, .. } => {
                visit(base);
                from.iter().chain(to).for_each(|part| visit(part));
            }
            Self::Access { base, steps } => {
                visit(base);
                for (access, _) in steps {
                    match access {
                        Access::Property(_) => {}
                        Access::Index(index) => visit(index),
                        Access::Slice(from, to) => from.iter().chain(to).for_each(|part| visit(part)),
                    }
                }
            }
            Self::Tests { base, tests } => {
                visit(base);
                for (test, _) in tests {
                    match test {
                        Test::In(operand) | Test::Text(_, operand) => visit(operand),
                        Test::IsNull { .. } | Test::IsType { .. } | Test::IsNormalized { .. } => {}
                    }
                }
            }
            Self::List(items) | Self::And(items) | Self::Or(items) | Self::Xor(items) => {
                items.iter().for_each(visit);
            }
            Self::LabelTest { base, test } => {
                visit(base);
                test.for_each_child(visit);
            }
            Self::MapProjection { base, entries, .. } => {
                visit(base);
                entries.iter().for_each(|(_, value)| visit(value));
            }
            Self::Map(entries) => entries.iter().for_each(|(_, value)| visit(value)),
            Self::Call { arguments, .. } => arguments.iter().for_each(visit),
            Self::Not(operand) | Self::Negate { operand, .. } | Self::IsNull { operand, .. } => {
                visit(operand)
            }
            Self::Compare { left, right, .. }
            | Self::Text { left, right, .. }
            | Self::In { item: left, list: right, .. } => {
                visit(left);
                visit(right);
            }
            Self::Arithmetic { first, rest, .. } => {
                visit(first);
                rest.iter().for_each(|(_, operand)| visit(operand));
            }
            Self::Case { subject, alternatives, default } => {
                subject.iter().chain(default).for_each(|part| visit(part));
                for (when, then) in alternatives {
                    visit(when);
                    visit(then);
                }
            }
            Self::Comprehension { list, filter, map, .. } => {
                visit(list);
                filter.iter().chain(map).for_each(|part| visit(part));
            }
            Self::Quantified { list, filter, .. } => {
                visit(list);
                filter.iter().for_each(|part| visit(part));
            }
            Self::Reduce { init, list, step, test, .. } => {
                [init, list, step].into_iter().chain(test).for_each(|part| visit(part))
            }
        }
    }
}
