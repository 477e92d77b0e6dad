//! Predicates on texts: `STARTS WITH`, `ENDS WITH`, `CONTAINS`, `=~`.

use regex::Regex;

use super::batch::Row;
use super::context::Context;
use crate::query::ast::BinaryOp;
use crate::query::bind::Expr;
use crate::query::{ErrorClass, QueryError};
use crate::source::Span;
use crate::value::Value;

impl Context<'_> {
    pub(super) fn eval_text(
        &self,
        op: BinaryOp,
        left: &Expr,
        right: &Expr,
        span: Span,
        row: Row<'_>,
    ) -> Result<Value, QueryError> {
        self.test_text(op, &self.eval(left, row)?, &self.eval(right, row)?, span)
    }

    pub(super) fn test_text(
        &self,
        op: BinaryOp,
        left: &Value,
        right: &Value,
        span: Span,
    ) -> Result<Value, QueryError> {
        // Anything but two texts is unknown (TCK `String8`: "Handling non-string operands").
        let (Value::String(text), Value::String(part)) = (left, right) else { return Ok(Value::Null) };
        let holds = match op {
            BinaryOp::StartsWith => text.starts_with(&**part),
            BinaryOp::EndsWith => text.ends_with(&**part),
            BinaryOp::Contains => text.contains(&**part),
            _ => self.matches(text, part, span)?,
        };
        Ok(Value::Boolean(holds))
    }

    /// Whether the whole text matches a regular expression.
    fn matches(&self, text: &str, pattern: &str, span: Span) -> Result<bool, QueryError> {
        let mut last = self.regex.borrow_mut();
        if last.as_ref().is_none_or(|(known, _)| &**known != pattern) {
            let regex = Regex::new(&format!("^(?:{pattern})$")).map_err(|error| {
                QueryError::runtime(
                    ErrorClass::ArgumentError,
                    "InvalidRegularExpression",
                    format!("`{pattern}` is not a regular expression: {error}"),
                )
                .at(span)
            })?;
            *last = Some((pattern.into(), regex));
        }
        Ok(last.as_ref().is_some_and(|(_, regex)| regex.is_match(text)))
    }
}
