//! Expressions: an operand that binds looser than its place needs gets parentheses.

use std::fmt::{Display, Formatter, Result};

use super::clause::write_filter;
use super::names::{AnyName, VariableName, write_list, write_names, write_string};
use super::pattern::{write_grouped, write_pattern};
use crate::query::ast::{
    AccessKind, BinaryOp, ComparisonOp, Expr, ExprKind, FunctionCall, Level, Literal, MapItem, Name,
    Quantifier, Subquery, SubqueryUse, Test, TestKind, UnaryOp,
};

/// How tightly a whole expression binds.
fn level_of(expr: &Expr) -> Level {
    match &expr.kind {
        ExprKind::Chain(_, rest) => rest.first().map_or(Level::Atom, |(op, _)| Level::of_operator(*op)),
        ExprKind::Unary(operators, _) if operators[..].contains(&UnaryOp::Not) => Level::Not,
        ExprKind::Unary(..) => Level::Unary,
        ExprKind::Comparison(..) => Level::Comparison,
        ExprKind::Tests(..) => Level::Predicate,
        ExprKind::HasLabels(..) | ExprKind::HasLabelExpr(..) => Level::Labels,
        ExprKind::Access(..) => Level::Postfix,
        _ => Level::Atom,
    }
}

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match &self.kind {
            ExprKind::Chain(first, rest) => {
                let level = level_of(self).tighter();
                let mut left = first.as_ref();
                for (op, operand) in rest {
                    operand_before(f, left, level, *op)?;
                    write!(f, " {} ", operator_sign(*op))?;
                    left = operand;
                }
                operand_at(f, left, level)
            }
            ExprKind::Tests(base, tests) => {
                operand_at(f, base, Level::Add)?;
                tests.iter().try_for_each(|test| write_test(f, &test.kind))
            }
            ExprKind::Unary(operators, operand) => {
                operators.iter().try_for_each(|op| f.write_str(unary_sign(*op)))?;
                operand_at(f, operand, level_of(self).tighter())
            }
            ExprKind::Comparison(first, rest) => {
                operand_at(f, first, Level::Predicate)?;
                rest.iter().try_for_each(|(op, operand)| {
                    write!(f, " {} ", comparison_sign(*op))?;
                    operand_at(f, operand, Level::Predicate)
                })
            }
            ExprKind::HasLabels(base, labels) => {
                write_base(f, base)?;
                write_names(f, labels, ":", ":")
            }
            ExprKind::HasLabelExpr(base, labels) => {
                write_base(f, base)?;
                // Without parentheses what follows `|` could be the result of a comprehension.
                f.write_str(":")?;
                write_grouped(f, labels)
            }
            ExprKind::Access(base, steps) => {
                let is_share = ends_with_share(base) && level_of(base) == Level::Atom;
                if is_share {
                    write!(f, "({base})")?
                } else {
                    operand_at(f, base, Level::Atom)?
                }
                steps.iter().try_for_each(|step| write_access(f, &step.kind))
            }
            _ => write_atom(f, &self.kind),
        }
    }
}

fn write_test(f: &mut Formatter<'_>, kind: &TestKind) -> Result {
    match kind {
        TestKind::In(list) => {
            f.write_str(" IN ")?;
            operand_at(f, list, Level::Add)
        }
        TestKind::Text(op, part) => {
            write!(f, " {} ", operator_sign(*op))?;
            operand_at(f, part, Level::Add)
        }
        TestKind::IsType { ty, negated } => {
            write!(f, " IS {}:: {ty}", if *negated { "NOT " } else { "" })
        }
        TestKind::IsNormalized { form, negated } => {
            write!(f, " IS {}{form} NORMALIZED", if *negated { "NOT " } else { "" })
        }
        TestKind::IsNull { negated } => f.write_str(if *negated { " IS NOT NULL" } else { " IS NULL" }),
    }
}

/// An expression that something is looked up in.
pub(super) fn write_base(f: &mut Formatter<'_>, expr: &Expr) -> Result {
    operand_at(f, expr, Level::Postfix)
}

fn operand_at(f: &mut Formatter<'_>, expr: &Expr, least: Level) -> Result {
    if level_of(expr) < least { write!(f, "({expr})") } else { write!(f, "{expr}") }
}

/// An operand with an operator behind it: a share before a sign would be read as modulo.
fn operand_before(f: &mut Formatter<'_>, expr: &Expr, least: Level, op: BinaryOp) -> Result {
    let is_sign = matches!(op, BinaryOp::Add | BinaryOp::Subtract);
    if is_sign && level_of(expr) >= least && ends_with_share(expr) {
        write!(f, "({expr})")
    } else {
        operand_at(f, expr, least)
    }
}

/// Whether an expression's text ends with `%`.
fn ends_with_share(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(Literal::Quantity(quantity)) => quantity.unit().name().ends_with('%'),
        ExprKind::Chain(first, rest) => ends_with_share(rest.last().map_or(first, |(_, last)| last)),
        ExprKind::Unary(_, operand) => ends_with_share(operand),
        _ => false,
    }
}

fn write_access(f: &mut Formatter<'_>, kind: &AccessKind) -> Result {
    match kind {
        AccessKind::Property(key) => write!(f, ".{}", AnyName(&key.text)),
        AccessKind::Index(index) => write!(f, "[{index}]"),
        AccessKind::Slice(from, to) => {
            f.write_str("[")?;
            from.iter().try_for_each(|from| write!(f, "{from}"))?;
            f.write_str("..")?;
            to.iter().try_for_each(|to| write!(f, "{to}"))?;
            f.write_str("]")
        }
    }
}

fn unary_sign(op: UnaryOp) -> &'static str {
    match op {
        UnaryOp::Not => "NOT ",
        UnaryOp::Negate => "-",
        UnaryOp::Plus => "+",
    }
}

fn operator_sign(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Or => "OR",
        BinaryOp::Xor => "XOR",
        BinaryOp::And => "AND",
        BinaryOp::Add => "+",
        BinaryOp::Concatenate => "||",
        BinaryOp::Subtract => "-",
        BinaryOp::Multiply => "*",
        BinaryOp::Divide => "/",
        BinaryOp::Modulo => "%",
        BinaryOp::Power => "^",
        BinaryOp::StartsWith => "STARTS WITH",
        BinaryOp::EndsWith => "ENDS WITH",
        BinaryOp::Contains => "CONTAINS",
        BinaryOp::RegexMatch => "=~",
    }
}

fn comparison_sign(op: ComparisonOp) -> &'static str {
    match op {
        ComparisonOp::Equal => "=",
        ComparisonOp::NotEqual => "<>",
        ComparisonOp::Less => "<",
        ComparisonOp::LessOrEqual => "<=",
        ComparisonOp::Greater => ">",
        ComparisonOp::GreaterOrEqual => ">=",
    }
}

fn write_atom(f: &mut Formatter<'_>, kind: &ExprKind) -> Result {
    match kind {
        ExprKind::Literal(literal) => write_literal(f, literal),
        ExprKind::Variable(name) => write!(f, "{}", VariableName(name)),
        ExprKind::Parameter(name) if !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit()) => {
            write!(f, "${name}")
        }
        ExprKind::Parameter(name) => write!(f, "${}", AnyName(name)),
        ExprKind::List(items) => match &items[..] {
            // Without parentheses this would be a comprehension.
            [item] if begins_with_in(item) => write!(f, "[({item})]"),
            items => {
                f.write_str("[")?;
                write_list(f, items, |f, item| write!(f, "{item}"))?;
                f.write_str("]")
            }
        },
        ExprKind::Map(entries) => {
            f.write_str("{")?;
            write_list(f, entries, |f, (key, value)| write!(f, "{}: {value}", AnyName(&key.text)))?;
            f.write_str("}")
        }
        ExprKind::Function(call) => write_call(f, call),
        ExprKind::CountStar => f.write_str("count(*)"),
        ExprKind::Case { subject, alternatives, default } => {
            f.write_str("CASE")?;
            subject.iter().try_for_each(|subject| write!(f, " {subject}"))?;
            alternatives.iter().try_for_each(|(when, then)| write!(f, " WHEN {when} THEN {then}"))?;
            default.iter().try_for_each(|default| write!(f, " ELSE {default}"))?;
            f.write_str(" END")
        }
        ExprKind::PatternPredicate(chain) => write!(f, "{chain}"),
        ExprKind::Subquery(used, subquery) => write_subquery(f, *used, subquery),
        ExprKind::MapProjection { base, items } => write_map_projection(f, base, items),
        _ => write_comprehension(f, kind),
    }
}

fn write_comprehension(f: &mut Formatter<'_>, kind: &ExprKind) -> Result {
    match kind {
        ExprKind::ListComprehension { variable, list, filter, map } => {
            write!(f, "[{} IN {list}", VariableName(&variable.text))?;
            write_filter(f, filter.as_deref())?;
            map.iter().try_for_each(|map| write!(f, " | {map}"))?;
            f.write_str("]")
        }
        ExprKind::PatternComprehension { path, chain, filter, map } => {
            f.write_str("[")?;
            path.iter().try_for_each(|path| write!(f, "{} = ", VariableName(&path.text)))?;
            write!(f, "{chain}")?;
            write_filter(f, filter.as_deref())?;
            write!(f, " | {map}]")
        }
        ExprKind::Quantifier { quantifier, variable, list, filter } => {
            let word = match quantifier {
                Quantifier::All => "all",
                Quantifier::Any => "any",
                Quantifier::None => "none",
                Quantifier::Single => "single",
            };
            write!(f, "{word}({} IN {list}", VariableName(&variable.text))?;
            write_filter(f, filter.as_deref())?;
            f.write_str(")")
        }
        ExprKind::Reduce { accumulator, init, variable, list, step, test } => {
            let (accumulator, variable) = (VariableName(&accumulator.text), VariableName(&variable.text));
            let word = if test.is_some() { "allReduce" } else { "reduce" };
            write!(f, "{word}({accumulator} = {init}, {variable} IN {list} | {step}")?;
            test.iter().try_for_each(|test| write!(f, ", {test}"))?;
            f.write_str(")")
        }
        // All other kinds are written above.
        _ => Ok(()),
    }
}

fn write_literal(f: &mut Formatter<'_>, literal: &Literal) -> Result {
    match literal {
        Literal::Null => f.write_str("null"),
        Literal::Boolean(value) => write!(f, "{value}"),
        Literal::Integer(value) => write!(f, "{value}"),
        Literal::Float(value) => write!(f, "{value:?}"),
        Literal::String(text) => write_string(f, text),
        Literal::Quantity(quantity) => write!(f, "{quantity}"),
    }
}

fn write_call(f: &mut Formatter<'_>, call: &FunctionCall) -> Result {
    /// Words that begin something else than a call when a parenthesis follows.
    const SPECIAL: [&str; 6] = ["all", "any", "none", "single", "reduce", "allReduce"];
    match &call.name[..] {
        [name] if SPECIAL.iter().any(|word| name.text.eq_ignore_ascii_case(word)) => {
            write!(f, "`{}`", name.text)?;
        }
        [name] => write!(f, "{}", VariableName(&name.text))?,
        names => write_names(f, names, "", ".")?,
    }
    f.write_str(if call.distinct { "(DISTINCT " } else { "(" })?;
    write_list(f, &call.arguments, |f, argument| write!(f, "{argument}"))?;
    f.write_str(")")
}

fn write_map_projection(f: &mut Formatter<'_>, base: &Name, items: &[MapItem]) -> Result {
    write!(f, "{} {{", VariableName(&base.text))?;
    write_list(f, items, |f, item| match item {
        MapItem::All => f.write_str(".*"),
        MapItem::Property(key) => write!(f, ".{}", AnyName(&key.text)),
        MapItem::Entry(key, value) => write!(f, "{}: {value}", AnyName(&key.text)),
        MapItem::Variable(name) => write!(f, "{}", VariableName(&name.text)),
    })?;
    f.write_str("}")
}

fn write_subquery(f: &mut Formatter<'_>, used: SubqueryUse, subquery: &Subquery) -> Result {
    f.write_str(match used {
        SubqueryUse::Exists => "EXISTS { ",
        SubqueryUse::Count => "COUNT { ",
        SubqueryUse::Collect => "COLLECT { ",
    })?;
    match subquery {
        Subquery::Pattern { pattern, filter } => {
            write_pattern(f, pattern)?;
            write_filter(f, filter.as_ref())?;
        }
        Subquery::Query(query) => write!(f, "{query}")?,
    }
    f.write_str(" }")
}

/// Whether an expression's text begins with `name IN`.
fn begins_with_in(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Tests(base, tests) => {
            let is_in = matches!(tests.first(), Some(Test { kind: TestKind::In(_), .. }));
            is_in && matches!(base.kind, ExprKind::Variable(_))
        }
        ExprKind::Chain(left, _) | ExprKind::Comparison(left, _) => begins_with_in(left),
        _ => false,
    }
}
