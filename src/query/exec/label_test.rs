//! Tests of labels and types beyond names, and labels that data names.

use super::batch::Row;
use super::context::{Context, type_error};
use crate::graph::LabelId;
use crate::query::QueryError;
use crate::query::bind::{Expr, LabelTest};
use crate::source::Span;
use crate::value::Value;

impl Context<'_> {
    /// `base:A|!B`
    pub(super) fn eval_label_test(
        &self,
        base: &Expr,
        test: &LabelTest,
        row: Row<'_>,
    ) -> Result<Value, QueryError> {
        let base = self.eval(base, row)?;
        if base.is_null() {
            return Ok(Value::Null);
        }
        self.test_labels(&base, test, row).map(Value::Boolean)
    }

    fn test_labels(&self, base: &Value, test: &LabelTest, row: Row<'_>) -> Result<bool, QueryError> {
        Ok(match test {
            LabelTest::Has(label) => matches!(self.has_labels(base, &[*label])?, Value::Boolean(true)),
            LabelTest::All(parts) => {
                for part in parts {
                    if !self.test_labels(base, part, row)? {
                        return Ok(false);
                    }
                }
                true
            }
            LabelTest::Any(parts) => {
                for part in parts {
                    if self.test_labels(base, part, row)? {
                        return Ok(true);
                    }
                }
                false
            }
            LabelTest::Not(part) => !self.test_labels(base, part, row)?,
            LabelTest::Anything => match base {
                Value::Node(node) => !self.view().labels(*node).is_empty(),
                _ => true,
            },
            LabelTest::Named { names, any } => {
                let named = self.label_names(&self.eval(names, row)?, Span::default())?;
                let has = |name: &String| self.is_labelled(base, name);
                if *any { named.iter().any(has) } else { named.iter().all(has) }
            }
        })
    }

    /// Whether an element has a label, or is of a type, that data names.
    fn is_labelled(&self, base: &Value, name: &str) -> bool {
        let view = self.view();
        match base {
            Value::Node(node) => {
                view.vocabulary().label(name).is_some_and(|label| view.has_label(*node, label))
            }
            Value::Relationship(rel) => {
                view.vocabulary().rel_type(name) == Some(view.rel_ends(*rel).rel_type)
            }
            _ => false,
        }
    }

    /// The names that a value gives: a text, or a list of texts.
    pub(super) fn label_names(&self, value: &Value, span: Span) -> Result<Vec<String>, QueryError> {
        let one = |value: &Value| match value {
            Value::String(name) if !name.is_empty() => Ok(name.to_string()),
            other => {
                let message =
                    format!("a label is named by a string that is not empty, found {}", other.type_name());
                Err(type_error("InvalidArgumentType", message, span))
            }
        };
        match value {
            Value::List(names) => names.iter().map(one).collect(),
            other => Ok(vec![one(other)?]),
        }
    }

    /// The labels that expressions name, made where they are new.
    pub(super) fn written_labels(
        &self,
        names: &[(Expr, Span)],
        row: Row<'_>,
    ) -> Result<Vec<LabelId>, QueryError> {
        let mut labels = Vec::new();
        for (expr, span) in names {
            for name in self.label_names(&self.eval(expr, row)?, *span)? {
                labels.push(self.intern_label(&name));
            }
        }
        Ok(labels)
    }
}
