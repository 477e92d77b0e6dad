//! `SHOW`, indexes, and `LOAD CSV`.

use super::state::{Builder, Built, Pair, expect, has, incomplete, name, parts, span_of};
use super::value_type::value_type;
use crate::graph::RuleKind;
use crate::query::QueryError;
use crate::query::ast::{
    Call, ClauseKind, Expr, ExprKind, FunctionCall, Literal, Name, SchemaAction, SchemaCommand, SchemaTarget,
    Test, TestKind, Yield,
};
use crate::query::parser::grammar::Rule;
use crate::source::Span;

/// What `SHOW` shows, the procedure that gives it, and the types that are shown where not all are.
const SHOWN: &[(&str, &str, Option<&[&str]>)] = &[
    ("INDEX", "indexes", None),
    ("INDEXES", "indexes", None),
    ("ALL INDEXES", "indexes", None),
    ("RANGE INDEXES", "indexes", None),
    ("FUNCTION", "functions", None),
    ("FUNCTIONS", "functions", None),
    ("ALL FUNCTIONS", "functions", None),
    ("BUILT IN FUNCTIONS", "functions", None),
    ("PROCEDURE", "procedures", None),
    ("PROCEDURES", "procedures", None),
    ("DATABASE", "databases", None),
    ("DATABASES", "databases", None),
    ("DEFAULT DATABASE", "databases", None),
    ("HOME DATABASE", "databases", None),
    ("LABELS", "labels", None),
    ("RELATIONSHIP TYPES", "relationshipTypes", None),
    ("PROPERTY KEYS", "propertyKeys", None),
    ("CONSTRAINT", "constraints", None),
    ("CONSTRAINTS", "constraints", None),
    ("ALL CONSTRAINT", "constraints", None),
    ("ALL CONSTRAINTS", "constraints", None),
    ("UNIQUE CONSTRAINT", "constraints", Some(&["UNIQUENESS", "RELATIONSHIP_UNIQUENESS"])),
    ("UNIQUE CONSTRAINTS", "constraints", Some(&["UNIQUENESS", "RELATIONSHIP_UNIQUENESS"])),
    ("UNIQUENESS CONSTRAINT", "constraints", Some(&["UNIQUENESS", "RELATIONSHIP_UNIQUENESS"])),
    ("UNIQUENESS CONSTRAINTS", "constraints", Some(&["UNIQUENESS", "RELATIONSHIP_UNIQUENESS"])),
    ("NODE UNIQUENESS CONSTRAINT", "constraints", Some(&["UNIQUENESS"])),
    ("NODE UNIQUENESS CONSTRAINTS", "constraints", Some(&["UNIQUENESS"])),
    ("RELATIONSHIP UNIQUENESS CONSTRAINT", "constraints", Some(&["RELATIONSHIP_UNIQUENESS"])),
    ("RELATIONSHIP UNIQUENESS CONSTRAINTS", "constraints", Some(&["RELATIONSHIP_UNIQUENESS"])),
    ("KEY CONSTRAINT", "constraints", Some(&["NODE_KEY", "RELATIONSHIP_KEY"])),
    ("KEY CONSTRAINTS", "constraints", Some(&["NODE_KEY", "RELATIONSHIP_KEY"])),
    ("NODE KEY CONSTRAINT", "constraints", Some(&["NODE_KEY"])),
    ("NODE KEY CONSTRAINTS", "constraints", Some(&["NODE_KEY"])),
    ("RELATIONSHIP KEY CONSTRAINT", "constraints", Some(&["RELATIONSHIP_KEY"])),
    ("RELATIONSHIP KEY CONSTRAINTS", "constraints", Some(&["RELATIONSHIP_KEY"])),
    (
        "EXIST CONSTRAINT",
        "constraints",
        Some(&["NODE_PROPERTY_EXISTENCE", "RELATIONSHIP_PROPERTY_EXISTENCE"]),
    ),
    (
        "EXIST CONSTRAINTS",
        "constraints",
        Some(&["NODE_PROPERTY_EXISTENCE", "RELATIONSHIP_PROPERTY_EXISTENCE"]),
    ),
    (
        "EXISTENCE CONSTRAINT",
        "constraints",
        Some(&["NODE_PROPERTY_EXISTENCE", "RELATIONSHIP_PROPERTY_EXISTENCE"]),
    ),
    (
        "EXISTENCE CONSTRAINTS",
        "constraints",
        Some(&["NODE_PROPERTY_EXISTENCE", "RELATIONSHIP_PROPERTY_EXISTENCE"]),
    ),
    (
        "PROPERTY EXISTENCE CONSTRAINT",
        "constraints",
        Some(&["NODE_PROPERTY_EXISTENCE", "RELATIONSHIP_PROPERTY_EXISTENCE"]),
    ),
    (
        "PROPERTY EXISTENCE CONSTRAINTS",
        "constraints",
        Some(&["NODE_PROPERTY_EXISTENCE", "RELATIONSHIP_PROPERTY_EXISTENCE"]),
    ),
    ("NODE PROPERTY EXISTENCE CONSTRAINT", "constraints", Some(&["NODE_PROPERTY_EXISTENCE"])),
    ("NODE PROPERTY EXISTENCE CONSTRAINTS", "constraints", Some(&["NODE_PROPERTY_EXISTENCE"])),
    ("NODE EXISTENCE CONSTRAINT", "constraints", Some(&["NODE_PROPERTY_EXISTENCE"])),
    ("NODE EXISTENCE CONSTRAINTS", "constraints", Some(&["NODE_PROPERTY_EXISTENCE"])),
    ("RELATIONSHIP PROPERTY EXISTENCE CONSTRAINT", "constraints", Some(&["RELATIONSHIP_PROPERTY_EXISTENCE"])),
    (
        "RELATIONSHIP PROPERTY EXISTENCE CONSTRAINTS",
        "constraints",
        Some(&["RELATIONSHIP_PROPERTY_EXISTENCE"]),
    ),
    ("RELATIONSHIP EXISTENCE CONSTRAINT", "constraints", Some(&["RELATIONSHIP_PROPERTY_EXISTENCE"])),
    ("RELATIONSHIP EXISTENCE CONSTRAINTS", "constraints", Some(&["RELATIONSHIP_PROPERTY_EXISTENCE"])),
    ("PROPERTY TYPE CONSTRAINT", "constraints", Some(&["NODE_PROPERTY_TYPE", "RELATIONSHIP_PROPERTY_TYPE"])),
    ("PROPERTY TYPE CONSTRAINTS", "constraints", Some(&["NODE_PROPERTY_TYPE", "RELATIONSHIP_PROPERTY_TYPE"])),
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
        let words = words.strip_suffix(" EXECUTABLE BY CURRENT USER").unwrap_or(&words);
        let words = words.strip_suffix(" EXECUTABLE").unwrap_or(words);
        let Some((_, procedure, types)) = SHOWN.iter().find(|(name, ..)| *name == words) else {
            let known = SHOWN.iter().filter(|(_, _, types)| types.is_none());
            let known: Vec<_> = known.map(|(name, ..)| *name).collect();
            return Err(QueryError::syntax("UnexpectedSyntax", format!("`SHOW {words}` shows nothing"))
                .with_label(span, format!("expected one of {}", known.join(", "))));
        };
        let mut yields = None;
        for part in parts {
            match part.as_rule() {
                Rule::yield_items => {
                    yields = Some(match self.yield_items(part)? {
                        // All, of the rows that fulfil what is always fulfilled.
                        Yield::All => Yield::Where(Box::new(Expr {
                            kind: ExprKind::Literal(Literal::Boolean(true)),
                            span,
                        })),
                        items => items,
                    });
                }
                _ => {
                    let filter = Some(Box::new(self.condition(part)?));
                    yields = Some(match yields {
                        Some(Yield::Items { items, .. }) => Yield::Items { items, filter },
                        _ => Yield::Where(filter.ok_or_else(incomplete)?),
                    });
                }
            }
        }
        if let (Some(types), None) = (types, &yields) {
            yields = Some(Yield::Where(Box::new(self.of_types(types, span))));
        }
        let procedure = ["db", procedure].map(|text| Name { text: text.into(), span }).into();
        Ok(ClauseKind::Call(Call { optional: false, procedure, arguments: Some(Vec::new()), yields }))
    }
}

impl Builder<'_> {
    /// `type IN ['…']`
    fn of_types(&self, types: &[&str], span: Span) -> Expr {
        let expr = |kind| Expr { kind, span };
        let texts = types.iter().map(|ty| expr(ExprKind::Literal(Literal::String((*ty).into()))));
        let list = expr(ExprKind::List(texts.collect()));
        let test = Test { kind: TestKind::In(list), span };
        expr(ExprKind::Tests(Box::new(expr(ExprKind::Variable("type".into()))), vec![test]))
    }
}

/// `CREATE INDEX …`, `CREATE CONSTRAINT …`, `DROP …`.
pub(super) fn schema(pair: Pair<'_>) -> Built<ClauseKind> {
    let span = span_of(&pair);
    let constraint = pair.as_rule() == Rule::constraint_clause;
    let drop = has(&pair, Rule::DROP_IT);
    let (mut of, mut keys, mut name_given) = (None, Vec::new(), None);
    let (mut lenient, mut lookup, mut on) = (false, false, None);
    let mut kind = RuleKind::Index;
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::node_target => of = second_name(part).map(SchemaTarget::Nodes),
            Rule::rel_target => of = second_name(part).map(SchemaTarget::Rels),
            Rule::schema_keys => {
                keys = parts(part).filter_map(|key| parts(key).last()).map(|key| name(&key)).collect();
            }
            Rule::index_old => {
                let mut names = parts(part).map(|part| name(&part));
                on = names.next();
                keys = names.collect();
            }
            Rule::lookup_of => lookup = true,
            Rule::requirement => kind = requirement(part)?,
            Rule::if_exists => lenient = true,
            Rule::word | Rule::quoted_name => name_given = Some(name(&part)),
            _ => {}
        }
    }
    let action = match (drop, name_given, on, of) {
        (true, None, Some(label), _) => SchemaAction::DropOn { label, keys },
        (true, Some(name), ..) => SchemaAction::Drop { name, constraint },
        (true, None, None, Some(SchemaTarget::Nodes(label))) => SchemaAction::DropOn { label, keys },
        (false, ..) if lookup => SchemaAction::Lookup,
        (false, name, Some(label), _) if !keys.is_empty() => {
            SchemaAction::Create { name, of: SchemaTarget::Nodes(label), keys, kind }
        }
        (false, name, None, Some(of)) if !keys.is_empty() => SchemaAction::Create { name, of, keys, kind },
        _ => {
            let message = "an index is of a label or a type and keys";
            return Err(QueryError::syntax("UnexpectedSyntax", message)
                .with_label(span, "expected `FOR (n:Label) ON (n.key)`")
                .with_hint("`SHOW INDEXES` lists them"));
        }
    };
    Ok(ClauseKind::Schema(SchemaCommand { action, lenient }))
}

/// The label or type behind the variable of a target.
fn second_name(pair: Pair<'_>) -> Option<Name> {
    parts(pair).nth(1).map(|part| name(&part))
}

/// `IS UNIQUE`, `IS NOT NULL`, `IS NODE KEY`, `IS :: TYPE`
fn requirement(pair: Pair<'_>) -> Built<RuleKind> {
    if has(&pair, Rule::UNIQUE) {
        return Ok(RuleKind::Unique);
    }
    if has(&pair, Rule::KEY) {
        return Ok(RuleKind::Key);
    }
    match pair.into_inner().find(|part| part.as_rule() == Rule::value_type) {
        Some(ty) => Ok(RuleKind::Typed(value_type(ty)?.to_string().into())),
        None => Ok(RuleKind::Exists),
    }
}
