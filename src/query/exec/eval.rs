//! Expressions on rows.

use std::cmp::Ordering;

use super::batch::Row;
use super::context::{Context, eval_error};
use super::eval_list::shallow;
use crate::query::ast::{BinaryOp, ComparisonOp};
use crate::query::bind::Expr;
use crate::query::function::{EvalError, Function};
use crate::query::{ErrorClass, QueryError};
use crate::source::Span;
use crate::value::{Value, ValueError, arithmetic, comparability, equality};

impl Context<'_> {
    /// The value of an expression on a row.
    pub(super) fn eval(&self, expr: &Expr, row: Row<'_>) -> Result<Value, QueryError> {
        match expr {
            Expr::Constant(value) => Ok(value.clone()),
            Expr::Slot(slot) => Ok(row.batch.value(*slot, row.index)),
            Expr::Local(position) => Ok(self.locals.borrow()[*position].clone()),
            Expr::Parameter(number) => Ok(self.parameters[*number].clone()),
            Expr::Property { base, key, span } => {
                if let Expr::Slot(slot) = **base
                    && let Some(node) = row.batch.column(slot).node(row.index)
                {
                    return self.node_property(node, *key, *span);
                }
                self.property(&self.eval(base, row)?, *key, *span)
            }
            Expr::HasLabels { base, labels } => {
                if let Expr::Slot(slot) = **base
                    && let Some(node) = row.batch.column(slot).node(row.index)
                {
                    self.check_node(node, Span::default())?;
                    return Ok(Value::Boolean(self.node_has_labels(node, labels)));
                }
                self.has_labels(&self.eval(base, row)?, labels)
            }
            Expr::LabelTest { base, test } => self.eval_label_test(base, test, row),
            Expr::And(terms) => self.eval_and(terms, row),
            Expr::Or(terms) => self.eval_or(terms, row),
            Expr::Xor(terms) => self.eval_xor(terms, row),
            Expr::Not(operand) => Ok(truth_value(self.truth(operand, row)?.map(|truth| !truth))),
            Expr::Compare { op, left, right } => {
                let (left, right) = (self.eval(left, row)?, self.eval(right, row)?);
                let truth = compare(*op, &left, &right);
                if truth.is_none() {
                    self.note_unlike(*op, &left, &right);
                }
                Ok(truth_value(truth))
            }
            Expr::Arithmetic { first, rest, span } => {
                let mut value = self.eval(first, row)?;
                for (op, operand) in rest {
                    let operand = self.eval(operand, row)?;
                    value = compute(*op, &value, &operand).map_err(|error| value_error(error, *span))?;
                }
                shallow(value, Some(*span))
            }
            Expr::Negate { operand, span } => {
                arithmetic::negate(&self.eval(operand, row)?).map_err(|error| value_error(error, *span))
            }
            Expr::IsNull { operand, negated } => {
                Ok(Value::Boolean(self.eval(operand, row)?.is_null() != *negated))
            }
            Expr::Call { function, arguments, span } => self.call(function, arguments, *span, row),
            Expr::Case { subject, alternatives, default } => {
                self.eval_case(subject.as_deref(), alternatives, default.as_deref(), row)
            }
            Expr::Text { op, left, right, span } => self.eval_text(*op, left, right, *span, row),
            Expr::Subquery { number, .. } => self.eval_subquery(*number, row),
            _ => self.eval_collection(expr, row),
        }
    }

    /// The truth of a condition: none is null.
    pub(super) fn truth(&self, expr: &Expr, row: Row<'_>) -> Result<Option<bool>, QueryError> {
        truth_of(&self.eval(expr, row)?).map_err(|error| match expr.span() {
            Some(span) => error.at(span),
            None => error,
        })
    }

    /// Whether all conditions hold.
    pub(super) fn holds(&self, predicates: &[Expr], row: Row<'_>) -> Result<bool, QueryError> {
        for predicate in predicates {
            if self.truth(predicate, row)? != Some(true) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn eval_and(&self, terms: &[Expr], row: Row<'_>) -> Result<Value, QueryError> {
        let mut unknown = false;
        for term in terms {
            match self.truth(term, row)? {
                Some(false) => return Ok(Value::Boolean(false)),
                Some(true) => {}
                None => unknown = true,
            }
        }
        Ok(if unknown { Value::Null } else { Value::Boolean(true) })
    }

    fn eval_or(&self, terms: &[Expr], row: Row<'_>) -> Result<Value, QueryError> {
        let mut unknown = false;
        for term in terms {
            match self.truth(term, row)? {
                Some(true) => return Ok(Value::Boolean(true)),
                Some(false) => {}
                None => unknown = true,
            }
        }
        Ok(if unknown { Value::Null } else { Value::Boolean(false) })
    }

    fn eval_xor(&self, terms: &[Expr], row: Row<'_>) -> Result<Value, QueryError> {
        let mut result = Some(false);
        for term in terms {
            let truth = self.truth(term, row)?;
            result = result.zip(truth).map(|(a, b)| a != b);
        }
        Ok(truth_value(result))
    }

    fn eval_case(
        &self,
        subject: Option<&Expr>,
        alternatives: &[(Expr, Expr)],
        default: Option<&Expr>,
        row: Row<'_>,
    ) -> Result<Value, QueryError> {
        let subject = subject.map(|subject| self.eval(subject, row)).transpose()?;
        for (when, then) in alternatives {
            let is_met = match &subject {
                Some(subject) => equality(subject, &self.eval(when, row)?) == Some(true),
                None => self.truth(when, row)? == Some(true),
            };
            if is_met {
                return self.eval(then, row);
            }
        }
        default.map_or(Ok(Value::Null), |default| self.eval(default, row))
    }

    fn call(
        &self,
        function: &Function,
        arguments: &[Expr],
        span: Span,
        row: Row<'_>,
    ) -> Result<Value, QueryError> {
        // Most functions take one or two arguments: no allocation for them.
        match arguments {
            [] => self.call_with(function, &[], span),
            [one] => self.call_with(function, &[self.eval(one, row)?], span),
            [one, two] => self.call_with(function, &[self.eval(one, row)?, self.eval(two, row)?], span),
            many => {
                let values: Result<Vec<Value>, QueryError> =
                    many.iter().map(|argument| self.eval(argument, row)).collect();
                self.call_with(function, &values?, span)
            }
        }
    }

    fn call_with(&self, function: &Function, arguments: &[Value], span: Span) -> Result<Value, QueryError> {
        if self.has_deleted.get()
            && function.name == "type"
            && let [Value::Relationship(rel)] = arguments
            && let Some(record) = self.deleted.borrow().rels.get(rel)
        {
            return Ok(Value::String(record.rel_type.clone()));
        }
        self.with_functions(|functions| (function.call)(functions, arguments))
            .map_err(|error| eval_error(error, span))
    }
}

pub(super) fn truth_of(value: &Value) -> Result<Option<bool>, QueryError> {
    match value {
        Value::Boolean(truth) => Ok(Some(*truth)),
        Value::Null => Ok(None),
        other => Err(QueryError::runtime(
            ErrorClass::TypeError,
            "InvalidArgumentType",
            format!("a condition must be a boolean, found {}", other.type_name()),
        )),
    }
}

pub(super) fn truth_value(truth: Option<bool>) -> Value {
    truth.map_or(Value::Null, Value::Boolean)
}

/// `left op right` in three-valued logic.
pub(super) fn compare(op: ComparisonOp, left: &Value, right: &Value) -> Option<bool> {
    match op {
        ComparisonOp::Equal => equality(left, right),
        ComparisonOp::NotEqual => equality(left, right).map(|equal| !equal),
        ComparisonOp::Less => comparability(left, right).test(Ordering::is_lt),
        ComparisonOp::LessOrEqual => comparability(left, right).test(Ordering::is_le),
        ComparisonOp::Greater => comparability(left, right).test(Ordering::is_gt),
        ComparisonOp::GreaterOrEqual => comparability(left, right).test(Ordering::is_ge),
    }
}

fn compute(op: BinaryOp, left: &Value, right: &Value) -> Result<Value, ValueError> {
    match op {
        BinaryOp::Add => arithmetic::add(left, right),
        BinaryOp::Concatenate => arithmetic::concatenate(left, right),
        BinaryOp::Subtract => arithmetic::subtract(left, right),
        BinaryOp::Multiply => arithmetic::multiply(left, right),
        BinaryOp::Divide => arithmetic::divide(left, right),
        BinaryOp::Modulo => arithmetic::modulo(left, right),
        _ => arithmetic::power(left, right),
    }
}

fn value_error(error: ValueError, span: Span) -> QueryError {
    eval_error(EvalError::from(error), span)
}
