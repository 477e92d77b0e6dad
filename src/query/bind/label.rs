//! What is said of labels and types beyond names: `A|!B`, `%`, `$(…)`.

use super::expression::invalid_type;
use super::statement::Binder;
use super::{Expr, LabelRef, LabelTest, Type};
use crate::query::QueryError;
use crate::query::ast::{self, LabelExpr, Name};
use crate::source::Span;

impl Binder<'_> {
    /// `a:Label:Other`
    pub(super) fn bind_has_labels(
        &mut self,
        base: &ast::Expr,
        labels: &[Name],
    ) -> Result<(Expr, Type), QueryError> {
        let base = Box::new(self.labelled(base)?);
        let labels = labels.iter().map(|label| self.label(label)).collect();
        Ok((Expr::HasLabels { base, labels }, Type::Boolean))
    }

    /// `a:Label|!Other`
    pub(super) fn bind_label_expr(
        &mut self,
        base: &ast::Expr,
        labels: &LabelExpr,
    ) -> Result<(Expr, Type), QueryError> {
        let base = Box::new(self.labelled(base)?);
        let test = self.label_test(labels)?;
        Ok((Expr::LabelTest { base, test }, Type::Boolean))
    }

    /// What labels can be asked of.
    fn labelled(&mut self, base: &ast::Expr) -> Result<Expr, QueryError> {
        let (bound, ty) = self.bind_expr(base)?;
        if !ty.may_be(&Type::Node) && ty != Type::Relationship {
            return Err(invalid_type(
                format!("labels are tested on a node or a relationship, found {}", ty.name()),
                base.span,
            ));
        }
        Ok(bound)
    }

    fn label(&mut self, label: &Name) -> LabelRef {
        self.tables.names.label(&label.text, false)
    }

    pub(super) fn label_test(&mut self, labels: &LabelExpr) -> Result<LabelTest, QueryError> {
        let all = |binder: &mut Self, parts: &[LabelExpr]| -> Result<Vec<LabelTest>, QueryError> {
            parts.iter().map(|part| binder.label_test(part)).collect()
        };
        Ok(match labels {
            LabelExpr::Name(name) => LabelTest::Has(self.label(name)),
            LabelExpr::And(parts) => LabelTest::All(all(self, parts)?),
            LabelExpr::Or(parts) => LabelTest::Any(all(self, parts)?),
            LabelExpr::Not(part) => LabelTest::Not(Box::new(self.label_test(part)?)),
            LabelExpr::Any => LabelTest::Anything,
            LabelExpr::Dynamic { names, any } => {
                LabelTest::Named { names: Box::new(self.names_of_labels(names)?), any: *any }
            }
        })
    }

    /// What names labels or types: a text or a list of texts.
    pub(super) fn names_of_labels(&mut self, names: &ast::Expr) -> Result<Expr, QueryError> {
        let (bound, ty) = self.bind_plain(names)?;
        if !ty.may_be(&Type::String) && !ty.may_be(&Type::list(Type::String)) {
            let message = format!("a label is named by a string or a list of strings, found {}", ty.name());
            return Err(invalid_type(message, names.span));
        }
        Ok(bound)
    }

    pub(super) fn names_of_all(&mut self, names: &[ast::Expr]) -> Result<Vec<(Expr, Span)>, QueryError> {
        names.iter().map(|names_| Ok((self.names_of_labels(names_)?, names_.span))).collect()
    }
}
