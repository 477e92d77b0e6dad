//! Types in `IS :: TYPE`.

use super::state::{Built, Pair, incomplete};
use crate::query::ast::{OneType, TypeKind, ValueType};
use crate::query::parser::grammar::Rule;

/// The type that a `value_type` pair says.
pub(super) fn value_type(pair: Pair<'_>) -> Built<ValueType> {
    let ones = pair.into_inner().filter(|part| part.as_rule() == Rule::one_type);
    Ok(ValueType { alternatives: ones.map(one_type).collect::<Built<_>>()? })
}

fn one_type(pair: Pair<'_>) -> Built<OneType> {
    let (mut kind, mut is_any, mut not_null) = (None, false, false);
    let mut is_list = false;
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::type_name => {
                let words: Vec<_> = part.as_str().split_whitespace().map(str::to_ascii_uppercase).collect();
                let name = words.join(" ");
                is_list = matches!(&*name, "LIST" | "ARRAY");
                is_any = matches!(&*name, "ANY" | "ANY VALUE");
                kind = match is_list {
                    true => Some(TypeKind::List(Box::new(any()))),
                    false => TypeKind::named(&name),
                };
            }
            Rule::value_type => {
                let inner = value_type(part)?;
                // `ANY<A | B>` is `A | B`.
                if is_list {
                    kind = Some(TypeKind::List(Box::new(inner)));
                } else if is_any && inner.alternatives.len() == 1 {
                    let one = inner.alternatives.into_iter().next().ok_or_else(incomplete)?;
                    (kind, not_null) = (Some(one.kind), one.not_null);
                }
            }
            Rule::list_suffix => {
                let element = OneType { kind: kind.take().ok_or_else(incomplete)?, not_null };
                let not_null_element = part.into_inner().any(|inner| inner.as_rule() == Rule::not_null);
                let element = OneType { not_null: not_null_element, ..element };
                kind = Some(TypeKind::List(Box::new(ValueType { alternatives: vec![element] })));
                not_null = false;
            }
            Rule::not_null => not_null = true,
            _ => {}
        }
    }
    Ok(OneType { kind: kind.ok_or_else(incomplete)?, not_null })
}

fn any() -> ValueType {
    ValueType { alternatives: vec![OneType { kind: TypeKind::Any, not_null: false }] }
}
