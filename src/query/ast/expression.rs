//! Expressions.

use std::sync::Arc;

use super::{LabelExpr, Pattern, PatternChain, Query, ValueType};
use crate::source::Span;
use crate::value::Quantity;

/// A name as written, escapes resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name, without backticks.
    pub text: Arc<str>,
    /// Its place.
    pub span: Span,
}

/// An expression with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// Which expression.
    pub kind: ExprKind,
    /// All of it; the source text in it is a projection's header.
    pub span: Span,
}

/// The expressions, from loosest to tightest.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// `a OR b OR c`, `a + b - c`: operands of one level of precedence, each with the operator before it, from the left.
    Chain(Box<Expr>, Vec<(BinaryOp, Expr)>),
    /// `a IN b`, `a STARTS WITH b`, `a IS NULL` and their kin: what is asked of `a`, at least once, from the left.
    Tests(Box<Expr>, Vec<Test>),
    /// `NOT NOT a`, `-a`, `+a`: the operators as written, at least one.
    Unary(Vec<UnaryOp>, Box<Expr>),
    /// `a < b <= c`: each pair holds.
    Comparison(Box<Expr>, Vec<(ComparisonOp, Expr)>),
    /// `a:Label:Other` as a predicate.
    HasLabels(Box<Expr>, Vec<Name>),
    /// `a:Label|!Other` and its kin.
    HasLabelExpr(Box<Expr>, LabelExpr),
    /// `variable {.key, .*, other: value, variable}`
    MapProjection {
        /// The node, relationship or map.
        base: Name,
        /// What is taken of it and put beside.
        items: Vec<MapItem>,
    },
    /// `a.key[i].other[from..to]`: what is looked up, at least once, from the left.
    Access(Box<Expr>, Vec<Access>),
    /// `null`, `true`, numbers, strings.
    Literal(Literal),
    /// `name`
    Variable(Arc<str>),
    /// `$name`
    Parameter(Arc<str>),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `{key: a}`
    Map(Vec<(Name, Expr)>),
    /// `namespace.name([DISTINCT] a, b)`
    Function(FunctionCall),
    /// `count(*)`
    CountStar,
    /// `CASE [a] WHEN b THEN c … [ELSE d] END`
    Case {
        /// What the alternatives are compared with.
        subject: Option<Box<Expr>>,
        /// `WHEN … THEN …`
        alternatives: Vec<(Expr, Expr)>,
        /// `ELSE …`
        default: Option<Box<Expr>>,
    },
    /// `[x IN list WHERE p | e]`
    ListComprehension {
        /// The element's name.
        variable: Name,
        /// The list.
        list: Box<Expr>,
        /// `WHERE …`
        filter: Option<Box<Expr>>,
        /// `| …`
        map: Option<Box<Expr>>,
    },
    /// `[p = (a)-->(b) WHERE p | e]`
    PatternComprehension {
        /// Name of the path.
        path: Option<Name>,
        /// The pattern.
        chain: Box<PatternChain>,
        /// `WHERE …`
        filter: Option<Box<Expr>>,
        /// `| …`
        map: Box<Expr>,
    },
    /// `all(x IN list WHERE p)` and its kin.
    Quantifier {
        /// Which.
        quantifier: Quantifier,
        /// The element's name.
        variable: Name,
        /// The list.
        list: Box<Expr>,
        /// The condition; may be left out.
        filter: Option<Box<Expr>>,
    },
    /// `reduce(acc = init, x IN list | e)`
    Reduce {
        /// The accumulator's name.
        accumulator: Name,
        /// Its first value.
        init: Box<Expr>,
        /// The element's name.
        variable: Name,
        /// The list.
        list: Box<Expr>,
        /// Its next value.
        step: Box<Expr>,
        /// `allReduce(… | e, p)`: what must hold of each next value; the result is then whether it does.
        test: Option<Box<Expr>>,
    },
    /// `(a)-->(b)` as a predicate.
    PatternPredicate(Box<PatternChain>),
    /// `EXISTS { MATCH … }`, `COUNT { pattern WHERE … }`, `COLLECT { … RETURN x }`
    Subquery(SubqueryUse, Box<Subquery>),
}

/// What is asked of a subquery's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubqueryUse {
    /// Whether there is one.
    Exists,
    /// How many there are.
    Count,
    /// The values of their one column.
    Collect,
}

/// An item of a map projection.
#[derive(Clone, Debug, PartialEq)]
pub enum MapItem {
    /// `.*`
    All,
    /// `.key`
    Property(Name),
    /// `key: value`
    Entry(Name, Expr),
    /// `variable`
    Variable(Name),
}

/// One test of what stands before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// Which.
    pub kind: TestKind,
    /// From the beginning of the chain of tests to the end of this one.
    pub span: Span,
}

/// The tests.
#[derive(Clone, Debug, PartialEq)]
pub enum TestKind {
    /// `IN list`
    In(Expr),
    /// `STARTS WITH`, `ENDS WITH`, `CONTAINS`, `=~`
    Text(BinaryOp, Expr),
    /// `IS NULL`, `IS NOT NULL`
    IsNull {
        /// `IS NOT NULL`.
        negated: bool,
    },
    /// `IS :: TYPE`, `IS NOT :: TYPE`
    IsType {
        /// The type.
        ty: ValueType,
        /// `IS NOT`.
        negated: bool,
    },
    /// `IS NFC NORMALIZED`, `IS NOT NORMALIZED`
    IsNormalized {
        /// The form's name in capitals.
        form: &'static str,
        /// `IS NOT`.
        negated: bool,
    },
}

/// One look-up in what stands before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Access {
    /// Which.
    pub kind: AccessKind,
    /// From the point or bracket to the end of it.
    pub span: Span,
}

/// The look-ups.
#[derive(Clone, Debug, PartialEq)]
pub enum AccessKind {
    /// `.key`
    Property(Name),
    /// `[i]`
    Index(Expr),
    /// `[from..to]`
    Slice(Option<Expr>, Option<Expr>),
}

impl Test {
    /// What stands on the right side.
    pub fn operand(&self) -> Option<&Expr> {
        match &self.kind {
            TestKind::In(operand) | TestKind::Text(_, operand) => Some(operand),
            TestKind::IsNull { .. } | TestKind::IsType { .. } | TestKind::IsNormalized { .. } => None,
        }
    }
}

impl Expr {
    /// The key, when the expression is `base.key` and no more is looked up in it.
    pub fn as_property(&self) -> Option<(&Self, &Name)> {
        match &self.kind {
            ExprKind::Access(base, steps) => match &steps[..] {
                [Access { kind: AccessKind::Property(key), .. }] => Some((base, key)),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The inside of `EXISTS { … }` and its kin.
#[derive(Clone, Debug, PartialEq)]
pub enum Subquery {
    /// A bare pattern.
    Pattern {
        /// The pattern.
        pattern: Pattern,
        /// `WHERE …`
        filter: Option<Expr>,
    },
    /// A whole query.
    Query(Query),
}

/// A function call.
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionCall {
    /// Name with its namespaces, as written.
    pub name: Vec<Name>,
    /// `DISTINCT`.
    pub distinct: bool,
    /// The arguments.
    pub arguments: Vec<Expr>,
}

/// A literal. Integers keep their sign outside, so the least one fits only under a minus.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean(bool),
    /// Decimal, hexadecimal or octal, up to 2^63 (which only a minus before it makes valid).
    Integer(u64),
    /// With point or exponent.
    Float(f64),
    /// Escapes resolved.
    String(Arc<str>),
    /// A figure with a unit: `3.8亿美元`, `5%`.
    Quantity(Arc<Quantity>),
}

/// Two-sided operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum BinaryOp {
    Or,
    Xor,
    And,
    Add,
    /// `||`
    Concatenate,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
    StartsWith,
    EndsWith,
    Contains,
    RegexMatch,
}

/// One-sided operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum UnaryOp {
    Not,
    Negate,
    Plus,
}

/// Comparisons, which may be chained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ComparisonOp {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Quantified predicates over lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Quantifier {
    All,
    Any,
    None,
    Single,
}
