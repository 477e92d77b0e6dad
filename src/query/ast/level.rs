//! How tightly expressions bind: the one order that the parser climbs and the printer sets parentheses by.

use super::BinaryOp;

/// From loosest to tightest; openCypher's names are `OrExpression`, `XorExpression`, `AndExpression`, `NotExpression`,
/// `ComparisonExpression`, `StringListNullPredicateExpression`, `AddOrSubtractExpression`,
/// `MultiplyDivideModuloExpression`, `PowerOfExpression`, `UnaryAddOrSubtractExpression`,
/// `NonArithmeticOperatorExpression` (labels, then what stands behind an atom) and `Atom`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::query) enum Level {
    Or,
    Xor,
    And,
    Not,
    Comparison,
    Predicate,
    Add,
    Multiply,
    Power,
    Unary,
    Labels,
    Postfix,
    Atom,
}

impl Level {
    /// The level of an operator between two operands.
    pub(in crate::query) fn of_operator(op: BinaryOp) -> Self {
        match op {
            BinaryOp::Or => Self::Or,
            BinaryOp::Xor => Self::Xor,
            BinaryOp::And => Self::And,
            BinaryOp::Add | BinaryOp::Concatenate | BinaryOp::Subtract => Self::Add,
            BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Modulo => Self::Multiply,
            BinaryOp::Power => Self::Power,
            BinaryOp::StartsWith | BinaryOp::EndsWith | BinaryOp::Contains | BinaryOp::RegexMatch => {
                Self::Predicate
            }
        }
    }

    /// The level that binds just tighter.
    pub(in crate::query) fn tighter(self) -> Self {
        match self {
            Self::Or => Self::Xor,
            Self::Xor => Self::And,
            Self::And => Self::Not,
            Self::Not => Self::Comparison,
            Self::Comparison => Self::Predicate,
            Self::Predicate => Self::Add,
            Self::Add => Self::Multiply,
            Self::Multiply => Self::Power,
            Self::Power => Self::Unary,
            Self::Unary => Self::Labels,
            Self::Labels => Self::Postfix,
            Self::Postfix | Self::Atom => Self::Atom,
        }
    }
}
