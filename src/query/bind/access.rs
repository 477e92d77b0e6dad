//! What is looked up in a value: `a.key`, `a[i]`, `a[from..to]`, and chains of them.

use super::expression::invalid_type;
use super::statement::{Binder, type_error};
use super::{Access, Expr, Type};
use crate::query::QueryError;
use crate::query::ast::{self, AccessKind, Name};
use crate::source::Span;

impl Binder<'_> {
    /// Binds a chain step by step. Only its first step is an expression of its own, which passes and operators know;
    /// the others stand in a list, for a chain may be thousands of steps long.
    pub(super) fn bind_access(
        &mut self,
        base: &ast::Expr,
        steps: &[ast::Access],
    ) -> Result<(Expr, Type), QueryError> {
        let start = base.span.start;
        let grouped = self.grouped_parts(start, steps.iter().map(|step| step.span.end));
        let (mut bound, mut ty, rest) = match grouped {
            Some(n_steps) => {
                let span = Span::new(start, steps[n_steps - 1].span.end);
                let (bound, ty) = self.bind_grouping_key(span)?;
                (bound, ty, &steps[n_steps..])
            }
            None => {
                let (bound, ty) = self.bind_expr(base)?;
                (bound, ty, steps)
            }
        };
        let mut further = Vec::new();
        for (at, step) in rest.iter().enumerate() {
            let span = Span::new(start, step.span.end);
            let (access, element) = self.bind_step(&step.kind, ty, span)?;
            ty = element;
            if at == 0 {
                bound = access.on(bound, span);
            } else {
                further.push((access, span));
            }
        }
        if !further.is_empty() {
            bound = Expr::Access { base: Box::new(bound), steps: further };
        }
        Ok((bound, ty))
    }

    /// One step and the type of what it finds in a value of type `ty`.
    fn bind_step(&mut self, kind: &AccessKind, ty: Type, span: Span) -> Result<(Access, Type), QueryError> {
        match kind {
            AccessKind::Property(key) => {
                check_has_properties(&ty, key, span)?;
                Ok((Access::Property(self.tables.names.key(&key.text, false)), Type::Any))
            }
            AccessKind::Index(index) => {
                let index = Box::new(self.bind_expr(index)?.0);
                let element = match ty {
                    Type::List(element) => *element,
                    _ => Type::Any,
                };
                Ok((Access::Index(index), element))
            }
            AccessKind::Slice(from, to) => {
                let mut bound = |part: &Option<ast::Expr>| {
                    part.as_ref()
                        .map(|part| self.bind_expr(part).map(|(bound, _)| Box::new(bound)))
                        .transpose()
                };
                Ok((Access::Slice(bound(from)?, bound(to)?), ty))
            }
        }
    }
}

impl Access {
    /// The step as an expression of its own.
    fn on(self, base: Expr, span: Span) -> Expr {
        let base = Box::new(base);
        match self {
            Self::Property(key) => Expr::Property { base, key, span },
            Self::Index(index) => Expr::Index { base, index, span },
            Self::Slice(from, to) => Expr::Slice { base, from, to, span },
        }
    }
}

fn check_has_properties(ty: &Type, key: &Name, span: Span) -> Result<(), QueryError> {
    match ty {
        Type::Path => Err(invalid_type("a path has no properties", span)),
        Type::Boolean | Type::Integer | Type::Float | Type::String | Type::List(_) => Err(type_error(
            "InvalidArgumentType",
            format!("{} has no properties, `.{}` needs a node, a relationship or a map", ty.name(), key.text),
            span,
        )),
        _ => Ok(()),
    }
}
