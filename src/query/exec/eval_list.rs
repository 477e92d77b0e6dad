//! Expressions on lists and maps: literals, access, `IN`, comprehensions, quantifiers, `reduce`; and subqueries.

use std::sync::Arc;

use super::batch::Row;
use super::context::{Context, type_error};
use super::value_type::is_of_type;
use crate::query::ast::Quantifier;
use crate::query::bind::{Access, Expr, Test};
use crate::query::function::normalized;
use crate::query::{ErrorClass, QueryError};
use crate::source::Span;
use crate::value::{MAX_VALUE_DEPTH, MapValue, Nested, Value, equality};

impl Context<'_> {
    /// Expressions that make or walk lists and maps; the others are [`Context::eval`]'s.
    pub(super) fn eval_collection(&self, expr: &Expr, row: Row<'_>) -> Result<Value, QueryError> {
        let value = self.eval_nested(expr, row)?;
        self.limits.check_values(value.size())?;
        shallow(value, expr.span())
    }

    #[expect(clippy::too_many_lines, reason = "flat dispatch")]
    fn eval_nested(&self, expr: &Expr, row: Row<'_>) -> Result<Value, QueryError> {
        match expr {
            Expr::List(items) => {
                let items: Result<Vec<Value>, QueryError> =
                    items.iter().map(|item| self.eval(item, row)).collect();
                Ok(Value::list(items?))
            }
            Expr::Map(entries) => {
                let entries: Result<MapValue, QueryError> =
                    entries.iter().map(|(key, value)| Ok((key.clone(), self.eval(value, row)?))).collect();
                Ok(Value::map(entries?))
            }
            Expr::MapProjection { base, all, entries } => self.map_projection(base, *all, entries, row),
            Expr::Index { base, index, span } => {
                self.index(&self.eval(base, row)?, &self.eval(index, row)?, *span)
            }
            Expr::Slice { base, from, to, span } => {
                self.slice(&self.eval(base, row)?, from.as_deref(), to.as_deref(), *span, row)
            }
            Expr::Access { base, steps } => {
                let mut value = self.eval(base, row)?;
                for (access, span) in steps {
                    value = match access {
                        Access::Property(key) => self.property(&value, *key, *span)?,
                        Access::Index(index) => self.index(&value, &self.eval(index, row)?, *span)?,
                        Access::Slice(from, to) => {
                            self.slice(&value, from.as_deref(), to.as_deref(), *span, row)?
                        }
                    };
                }
                Ok(value)
            }
            Expr::In { item, list, span } => is_in(&self.eval(item, row)?, &self.eval(list, row)?, *span),
            Expr::Tests { base, tests } => {
                let mut value = self.eval(base, row)?;
                for (test, span) in tests {
                    value = match test {
                        Test::In(list) => is_in(&value, &self.eval(list, row)?, *span)?,
                        Test::Text(op, part) => self.test_text(*op, &value, &self.eval(part, row)?, *span)?,
                        Test::IsNull { negated } => Value::Boolean(value.is_null() != *negated),
                        Test::IsNormalized { form, negated } => is_normalized(&value, form, *negated, *span)?,
                        Test::IsType { ty, negated } => Value::Boolean(is_of_type(&value, ty) != *negated),
                    };
                }
                Ok(value)
            }
            Expr::Comprehension { list, filter, map, span } => {
                let Some(items) = self.walked_list(list, *span, row)? else { return Ok(Value::Null) };
                let (mut out, mut size) = (Vec::new(), 0);
                for item in items.iter() {
                    let mapped = self.with_local(item.clone(), || {
                        let keeps =
                            filter.as_ref().map_or(Ok(Some(true)), |filter| self.truth(filter, row))?;
                        if keeps != Some(true) {
                            return Ok(None);
                        }
                        map.as_ref().map_or(Ok(item.clone()), |map| self.eval(map, row)).map(Some)
                    })?;
                    size += mapped.as_ref().map_or(0, Value::size);
                    self.limits.check_values(size)?;
                    out.extend(mapped);
                }
                Ok(Value::list(out))
            }
            Expr::Quantified { quantifier, list, filter, span } => {
                let Some(items) = self.walked_list(list, *span, row)? else { return Ok(Value::Null) };
                self.quantify(*quantifier, &items, filter.as_deref(), row)
            }
            Expr::Reduce { init, list, step, test: Some(test), span } => {
                let mut value = self.eval(init, row)?;
                let Some(items) = self.walked_list(list, *span, row)? else { return Ok(Value::Null) };
                let mut result = Some(true);
                for item in items.iter() {
                    value =
                        self.with_local(value, || self.with_local(item.clone(), || self.eval(step, row)))?;
                    let truth = self.with_local(value.clone(), || {
                        self.with_local(item.clone(), || self.truth(test, row))
                    })?;
                    match truth {
                        Some(true) => {}
                        Some(false) => return Ok(Value::Boolean(false)),
                        None => result = None,
                    }
                }
                Ok(result.map_or(Value::Null, Value::Boolean))
            }
            Expr::Reduce { init, list, step, test: None, span } => {
                let mut value = self.eval(init, row)?;
                let Some(items) = self.walked_list(list, *span, row)? else { return Ok(Value::Null) };
                for item in items.iter() {
                    value =
                        self.with_local(value, || self.with_local(item.clone(), || self.eval(step, row)))?;
                }
                Ok(value)
            }
            _ => unreachable!("`eval` takes all other expressions"),
        }
    }

    /// Null for null; else the properties of `base`, when all are asked for, and the entries.
    fn map_projection(
        &self,
        base: &Expr,
        all: bool,
        entries: &[(Arc<str>, Expr)],
        row: Row<'_>,
    ) -> Result<Value, QueryError> {
        let base = self.eval(base, row)?;
        if base.is_null() {
            return Ok(Value::Null);
        }
        let mut map = if all { self.properties_of(&base) } else { MapValue::new() };
        for (key, value) in entries {
            map.insert(key.clone(), self.eval(value, row)?);
        }
        Ok(Value::map(map))
    }

    fn slice(
        &self,
        base: &Value,
        from: Option<&Expr>,
        to: Option<&Expr>,
        span: Span,
        row: Row<'_>,
    ) -> Result<Value, QueryError> {
        let bound = |bound: Option<&Expr>, default: i64| {
            bound.map_or(Ok(Value::Integer(default)), |bound| self.eval(bound, row))
        };
        slice(base, &bound(from, 0)?, &bound(to, i64::MAX)?, span)
    }

    fn walked_list(
        &self,
        list: &Expr,
        span: Span,
        row: Row<'_>,
    ) -> Result<Option<Arc<Nested<Vec<Value>>>>, QueryError> {
        match self.eval(list, row)? {
            Value::List(items) => Ok(Some(items)),
            Value::Null => Ok(None),
            other => Err(type_error(
                "InvalidArgumentType",
                format!("a list is needed after `IN`, found {}", other.type_name()),
                span,
            )),
        }
    }

    fn with_local<T>(
        &self,
        value: Value,
        work: impl FnOnce() -> Result<T, QueryError>,
    ) -> Result<T, QueryError> {
        self.check_interrupt()?;
        self.locals.borrow_mut().push(value);
        let result = work();
        self.locals.borrow_mut().pop();
        result
    }

    fn quantify(
        &self,
        quantifier: Quantifier,
        items: &[Value],
        filter: Option<&Expr>,
        row: Row<'_>,
    ) -> Result<Value, QueryError> {
        let (mut yes, mut no, mut unknown) = (0usize, 0usize, 0usize);
        for item in items {
            let truth = match filter {
                Some(filter) => self.with_local(item.clone(), || self.truth(filter, row))?,
                None => super::eval::truth_of(item)?,
            };
            match truth {
                Some(true) => yes += 1,
                Some(false) => no += 1,
                None => unknown += 1,
            }
        }
        let truth = match quantifier {
            Quantifier::All => decide(no > 0, false, unknown, true),
            Quantifier::Any => decide(yes > 0, true, unknown, false),
            Quantifier::None => decide(yes > 0, false, unknown, true),
            Quantifier::Single if yes > 1 => Some(false),
            Quantifier::Single if unknown > 0 => None,
            Quantifier::Single => Some(yes == 1),
        };
        Ok(super::eval::truth_value(truth))
    }

    /// `base[index]`
    fn index(&self, base: &Value, index: &Value, span: Span) -> Result<Value, QueryError> {
        match (base, index) {
            (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
            (Value::List(items), Value::Integer(at)) => {
                Ok(position(*at, items.len()).and_then(|at| items.get(at)).cloned().unwrap_or_default())
            }
            (Value::List(_), other) => Err(type_error(
                "ListElementAccessByNonInteger",
                format!("a list is indexed by an integer, found {}", other.type_name()),
                span,
            )),
            (Value::Map(_) | Value::Node(_) | Value::Relationship(_), Value::String(name)) => {
                self.property_by_name(base, name, span)
            }
            (Value::Map(_), other) => Err(type_error(
                "MapElementAccessByNonString",
                format!("a map is indexed by a string, found {}", other.type_name()),
                span,
            )),
            (Value::Node(_) | Value::Relationship(_), other) => Err(type_error(
                "PropertyAccessByNonString",
                format!("a property is named by a string, found {}", other.type_name()),
                span,
            )),
            (other, _) => Err(type_error(
                "InvalidArgumentType",
                format!("{} cannot be indexed", other.type_name()),
                span,
            )),
        }
    }
}

/// A value, or an error where it nests too deep for all that walks values.
pub(super) fn shallow(value: Value, span: Option<Span>) -> Result<Value, QueryError> {
    if value.depth() <= MAX_VALUE_DEPTH {
        return Ok(value);
    }
    let error = QueryError::runtime(
        ErrorClass::ExecutionError,
        "LimitExceeded",
        format!("a list or map would nest more than {MAX_VALUE_DEPTH} levels deep"),
    );
    Err(match span {
        Some(span) => error.at(span),
        None => error,
    })
}

/// The truth of a quantifier: `decisive` settles it as `settled`, unknown elements leave it open, else `rest`.
fn decide(decisive: bool, settled: bool, unknown: usize, rest: bool) -> Option<bool> {
    match (decisive, unknown) {
        (true, _) => Some(settled),
        (false, 0) => Some(rest),
        (false, _) => None,
    }
}

/// An index from the front or, when negative, from the back.
fn position(at: i64, len: usize) -> Option<usize> {
    let len = i64::try_from(len).ok()?;
    usize::try_from(if at < 0 { at + len } else { at }).ok()
}

fn slice(base: &Value, from: &Value, to: &Value, span: Span) -> Result<Value, QueryError> {
    let items = match (base, from, to) {
        (Value::Null, ..) | (_, Value::Null, _) | (_, _, Value::Null) => return Ok(Value::Null),
        (Value::List(items), ..) => items,
        (other, ..) => {
            return Err(type_error(
                "InvalidArgumentType",
                format!("only a list can be sliced, found {}", other.type_name()),
                span,
            ));
        }
    };
    let (Value::Integer(from), Value::Integer(to)) = (from, to) else {
        return Err(type_error("InvalidArgumentType", "a list is sliced by integers", span));
    };
    let len = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let bound = |at: i64| usize::try_from(if at < 0 { at + len } else { at }.clamp(0, len)).unwrap_or(0);
    let (from, to) = (bound(*from), bound(*to));
    Ok(Value::list(items.get(from..to.max(from)).unwrap_or_default().to_vec()))
}

fn is_in(item: &Value, list: &Value, span: Span) -> Result<Value, QueryError> {
    let items = match list {
        Value::Null => return Ok(Value::Null),
        Value::List(items) => items,
        other => {
            return Err(QueryError::runtime(
                ErrorClass::TypeError,
                "InvalidArgumentType",
                format!("`IN` needs a list, found {}", other.type_name()),
            )
            .at(span));
        }
    };
    let mut unknown = false;
    for candidate in items.iter() {
        match equality(item, candidate) {
            Some(true) => return Ok(Value::Boolean(true)),
            Some(false) => {}
            None => unknown = true,
        }
    }
    Ok(if unknown { Value::Null } else { Value::Boolean(false) })
}

/// `value IS NFC NORMALIZED`
fn is_normalized(value: &Value, form: &str, negated: bool, span: Span) -> Result<Value, QueryError> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::String(text) => Ok(Value::Boolean((normalized(text, form) == **text) != negated)),
        other => Err(type_error(
            "InvalidArgumentType",
            format!("only a text can be normalized, found {}", other.type_name()),
            span,
        )),
    }
}
