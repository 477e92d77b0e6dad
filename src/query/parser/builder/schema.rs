//! `SHOW`, indexes, and `LOAD CSV`.

use std::sync::Arc;

use super::state::{Builder, Built, Pair, expect, has, incomplete, name, parts, span_of};
use crate::query::QueryError;
use crate::query::ast::{Call, ClauseKind, Expr, ExprKind, FunctionCall, IndexCommand, Literal, Name, Yield};
use crate::query::parser::grammar::Rule;
use crate::source::Span;

/// What `SHOW` shows, and the procedure that gives it.
const SHOWN: &[(&str, &str)] = &[
    ("INDEX", "indexes"),
    ("INDEXES", "indexes"),
    ("ALL INDEXES", "indexes"),
    ("RANGE INDEXES", "indexes"),
    ("FUNCTION", "functions"),
    ("FUNCTIONS", "functions"),
    ("ALL FUNCTIONS", "functions"),
    ("BUILT IN FUNCTIONS", "functions"),
    ("PROCEDURE", "procedures"),
    ("PROCEDURES", "procedures"),
    ("LABELS", "labels"),
    ("RELATIONSHIP TYPES", "relationshipTypes"),
    ("PROPERTY KEYS", "propertyKeys"),
    ("CONSTRAINT", "constraints"),
    ("CONSTRAINTS", "constraints"),
    ("ALL CONSTRAINTS", "constraints"),
];

impl<'t> Builder<'t> {
    /// `LOAD CSV` unwinds the rows of a table.
    pub(super) fn load_csv(&mut self, pair: Pair<'t>) -> Built<ClauseKind> {
        let span = self.trimmed(&pair);
        let headers = has(&pair, Rule::HEADERS);
        let mut parts = parts(pair);
        let url = self.value(expect(&mut parts)?)?;
        let alias = self.variable(expect(&mut parts)?)?;
        let literal = |value| Expr { kind: ExprKind::Literal(value), span };
        let mut arguments = vec![url, literal(Literal::Boolean(headers))];
        if let Some(separator) = parts.next() {
            arguments.push(self.value(separator)?);
        }
        let name = vec![Name { text: "loadCsv".into(), span }];
        let call = FunctionCall { name, distinct: false, arguments };
        Ok(ClauseKind::Unwind { list: Expr { kind: ExprKind::Function(call), span }, alias, position: None })
    }

    /// `SHOW` calls a procedure.
    pub(super) fn show(&mut self, pair: Pair<'t>) -> Built<ClauseKind> {
        let mut parts = parts(pair);
        let what = expect(&mut parts)?;
        let span = self.trimmed(&what);
        let words: Vec<String> = what.into_inner().map(|word| word.as_str().to_ascii_uppercase()).collect();
        let words = words.join(" ");
        let Some((_, procedure)) = SHOWN.iter().find(|(name, _)| *name == words) else {
            let known: Vec<_> = SHOWN.iter().map(|(name, _)| *name).collect();
            return Err(QueryError::syntax("UnexpectedSyntax", format!("`SHOW {words}` shows nothing"))
                .with_label(span, format!("expected one of {}", known.join(", "))));
        };
        let mut yields = None;
        for part in parts {
            match part.as_rule() {
                Rule::yield_items => yields = Some(self.yield_items(part)?),
                _ => {
                    let filter = Some(Box::new(self.condition(part)?));
                    yields = Some(match yields {
                        Some(Yield::Items { items, .. }) => Yield::Items { items, filter },
                        _ => Yield::Where(filter.ok_or_else(incomplete)?),
                    });
                }
            }
        }
        let procedure = ["db", procedure].map(|text| Name { text: text.into(), span }).into();
        Ok(ClauseKind::Call(Call { optional: false, procedure, arguments: Some(Vec::new()), yields }))
    }
}

/// `CREATE INDEX … FOR (n:Label) ON (n.key)` and `DROP INDEX …`.
pub(super) fn index(pair: Pair<'_>) -> Built<ClauseKind> {
    let span = span_of(&pair);
    let (mut label, mut keys, mut named): (Option<Name>, Vec<Name>, Option<Arc<str>>) =
        (None, Vec::new(), None);
    let drop = has(&pair, Rule::DROP_IT);
    let mut lenient = false;
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::node_target => label = parts(part).last().map(|label| name(&label)),
            Rule::schema_keys => {
                keys = parts(part).filter_map(|key| parts(key).last()).map(|key| name(&key)).collect();
            }
            Rule::index_old => {
                let mut parts = parts(part);
                label = Some(name(&expect(&mut parts)?));
                keys = parts.map(|key| name(&key)).collect();
            }
            Rule::if_exists => lenient = true,
            Rule::word | Rule::quoted_name => named = Some(name(&part).text),
            _ => {}
        }
    }
    if let (None, Some(named), true) = (&label, &named, drop) {
        (label, keys) = by_name(named, span);
    }
    if let (true, None, Some(named)) = (drop, &label, named) {
        // No index has such a name: whether that is an error is said when it runs.
        return Ok(ClauseKind::Index(IndexCommand {
            label: Name { text: named, span },
            keys,
            drop,
            lenient,
        }));
    }
    let label = label.filter(|_| !keys.is_empty()).ok_or_else(|| {
        QueryError::syntax("UnexpectedSyntax", "an index is of a label and a key")
            .with_label(Span::new(span.start, span.end), "expected `FOR (n:Label) ON (n.key)`")
            .with_hint("`SHOW INDEXES` lists them; an index is called `Label.key`")
    })?;
    Ok(ClauseKind::Index(IndexCommand { label, keys, drop, lenient }))
}

/// The label and key in an index's own name, `Label.key`.
fn by_name(name: &str, span: Span) -> (Option<Name>, Vec<Name>) {
    match name.split_once('.') {
        Some((label, key)) => {
            let name = |text: &str| Name { text: text.into(), span };
            (Some(name(label)), vec![name(key)])
        }
        None => (None, Vec::new()),
    }
}

/// The error for constraints.
pub(super) fn no_constraints(pair: &Pair<'_>) -> QueryError {
    QueryError::syntax("UnexpectedSyntax", "constraints cannot be declared yet").at(span_of(pair))
}
