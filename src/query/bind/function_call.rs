//! Function calls: the library's entry, arity, and types as far as they are known.

use super::aggregation::is_aggregate;
use super::expression::invalid_type;
use super::scope::LINE;
use super::statement::Binder;
use super::{Expr, Type};
use crate::diagnostic::nearest;
use crate::query::QueryError;
use crate::query::ast::{self, ExprKind, chinese_functions};
use crate::query::function::{self, ArgumentType, FILE, Function, LINE_NUMBER};
use crate::source::Span;

impl Binder<'_> {
    pub(super) fn bind_function(
        &mut self,
        call: &ast::FunctionCall,
        span: Span,
    ) -> Result<(Expr, Type), QueryError> {
        let name = call.name.iter().map(|part| &*part.text).collect::<Vec<_>>().join(".");
        if is_aggregate(call) {
            return self.bind_aggregate(&name, Some(call), span);
        }
        if name.eq_ignore_ascii_case("exists")
            && let [argument] = &call.arguments[..]
        {
            return self.bind_exists_function(argument);
        }
        let Some(function) = function::find(&name) else {
            return Err(unknown_function(&name, call, span));
        };
        check_arity(function, call.arguments.len(), span)?;
        match function.name {
            LINE_NUMBER if self.scope.find(LINE).is_some() => {
                let kind = ExprKind::Variable(LINE.into());
                return self.bind_plain(&ast::Expr { kind, span });
            }
            FILE => {
                if let Some(url) = self.scope.table.clone() {
                    return self.bind_plain(&url);
                }
            }
            _ => {}
        }
        let mut arguments = Vec::with_capacity(call.arguments.len());
        let mut types = Vec::with_capacity(call.arguments.len());
        for (at, argument) in call.arguments.iter().enumerate() {
            let (bound, ty) = self.bind_plain(argument)?;
            let wanted = function.arguments.get(at).or(function.arguments.last());
            if let Some(wanted) = wanted.filter(|wanted| !accepts(**wanted, &ty)) {
                return Err(invalid_type(
                    format!("`{}` takes {} here, found {}", function.name, wanted_name(*wanted), ty.name()),
                    argument.span,
                )
                .with_hint(function.signature));
            }
            arguments.push(bound);
            types.push(ty);
        }
        let ty = result_type(function.name, &types);
        Ok((Expr::Call { function, arguments, span }, ty))
    }

    /// `exists(n.key)` and `exists((n)-->())`.
    fn bind_exists_function(&mut self, argument: &ast::Expr) -> Result<(Expr, Type), QueryError> {
        if let ExprKind::PatternPredicate(_) = &argument.kind {
            return Ok((self.bind_predicate(argument)?, Type::Boolean));
        }
        let operand = Box::new(self.bind_expr(argument)?.0);
        Ok((Expr::IsNull { operand, negated: true }, Type::Boolean))
    }
}

fn unknown_function(name: &str, call: &ast::FunctionCall, span: Span) -> QueryError {
    let at = call.name.iter().map(|part| part.span).reduce(Span::join).unwrap_or(span);
    let error = QueryError::syntax("UnknownFunction", format!("unknown function `{name}`")).at(at);
    let near = match name.is_ascii() {
        true => nearest(name, function::names().chain(function::aggregate_names())),
        false => nearest(name, chinese_functions().map(|(_, chinese)| chinese)),
    };
    match near {
        Some(near) => error.with_hint(format!("did you mean `{near}`?")),
        None => error,
    }
}

fn check_arity(function: &Function, given: usize, span: Span) -> Result<(), QueryError> {
    let most = if function.variadic { usize::MAX } else { function.arguments.len() };
    if (function.required..=most).contains(&given) {
        return Ok(());
    }
    let expected = match function.arguments.len() {
        _ if function.variadic => format!("at least {}", function.required),
        most if most == function.required => format!("{most}"),
        most => format!("{} to {most}", function.required),
    };
    Err(QueryError::syntax(
        "InvalidNumberOfArguments",
        format!("`{}` takes {expected} argument(s), {given} given", function.name),
    )
    .at(span)
    .with_hint(function.signature))
}

fn accepts(wanted: ArgumentType, ty: &Type) -> bool {
    match (wanted, ty) {
        (ArgumentType::Any, _) | (_, Type::Any | Type::Null) => true,
        (ArgumentType::Boolean, ty) => *ty == Type::Boolean,
        (ArgumentType::Integer, ty) => *ty == Type::Integer,
        (ArgumentType::Number, ty) => matches!(ty, Type::Integer | Type::Float | Type::Quantity(_)),
        (ArgumentType::String, ty) => *ty == Type::String,
        (ArgumentType::List, ty) => matches!(ty, Type::List(_)),
        (ArgumentType::Map, ty) => *ty == Type::Map,
        (ArgumentType::Node, ty) => *ty == Type::Node,
        (ArgumentType::Relationship, ty) => *ty == Type::Relationship,
        (ArgumentType::Path, ty) => *ty == Type::Path,
        (ArgumentType::Element, ty) => matches!(ty, Type::Node | Type::Relationship),
        (ArgumentType::StringOrList, ty) => matches!(ty, Type::String | Type::List(_)),
        (ArgumentType::MapOrElement, ty) => matches!(ty, Type::Map | Type::Node | Type::Relationship),
    }
}

fn wanted_name(wanted: ArgumentType) -> &'static str {
    match wanted {
        ArgumentType::Boolean => "a boolean",
        ArgumentType::Integer => "an integer",
        ArgumentType::Number => "a number",
        ArgumentType::String => "a string",
        ArgumentType::List => "a list",
        ArgumentType::Map => "a map",
        ArgumentType::Node => "a node",
        ArgumentType::Relationship => "a relationship",
        ArgumentType::Path => "a path",
        ArgumentType::Element => "a node or a relationship",
        ArgumentType::StringOrList => "a string or a list",
        ArgumentType::MapOrElement => "a map, a node or a relationship",
        ArgumentType::Any => "any value",
    }
}

/// The type of a result, where it serves later checks.
fn result_type(name: &str, arguments: &[Type]) -> Type {
    match name {
        "nodes" => Type::list(Type::Node),
        "relationships" => Type::list(Type::Relationship),
        "labels" | "keys" => Type::list(Type::String),
        "size" | "length" | "id" => Type::Integer,
        "startNode" | "endNode" => Type::Node,
        "head" | "last" => match arguments {
            [Type::List(element)] => (**element).clone(),
            _ => Type::Any,
        },
        _ => Type::Any,
    }
}
