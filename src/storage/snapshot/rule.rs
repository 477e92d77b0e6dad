//! Named indexes and constraints, in the outline and in the log.

use std::sync::Arc;

use super::Damage;
use super::reader::Reader;
use super::writer::{put_count, put_text};
use crate::graph::{KeyId, LabelId, NameTable, Rule, RuleKind, RuleOf, TypeId, Vocabulary};

/// The kinds by their numbers in files; never change one, only add.
const KINDS: [RuleKind; 4] = [RuleKind::Index, RuleKind::Unique, RuleKind::Exists, RuleKind::Key];

const TYPED: usize = KINDS.len();

/// Writes a rule.
pub(in crate::storage) fn put_rule(out: &mut Vec<u8>, rule: &Rule) {
    put_text(out, &rule.name);
    let (of, number) = match rule.of {
        RuleOf::Nodes(label) => (0, label.index()),
        RuleOf::Rels(rel_type) => (1, rel_type.index()),
    };
    let kind = KINDS.iter().position(|kind| *kind == rule.kind).unwrap_or(TYPED);
    for number in [of, number, kind, usize::from(rule.owns_indexes), rule.keys.len()] {
        put_count(out, number);
    }
    rule.keys.iter().for_each(|key| put_count(out, key.index()));
    if let RuleKind::Typed(ty) = &rule.kind {
        put_text(out, ty);
    }
}

/// Reads a rule whose names are known.
pub(in crate::storage) fn take_rule(reader: &mut Reader<'_>, names: &Vocabulary) -> Result<Rule, Damage> {
    let count = |table| names.names(table).len();
    let name: Arc<str> = reader.text()?.into();
    let of = match reader.number(2)? {
        0 => RuleOf::Nodes(LabelId(reader.number(count(NameTable::Label))? as u32)),
        _ => RuleOf::Rels(TypeId(reader.number(count(NameTable::Type))? as u32)),
    };
    let kind = reader.number(TYPED + 1)?;
    let owns_indexes = reader.number(2)? == 1;
    let n_keys = reader.count()?;
    let keys = (0..n_keys).map(|_| Ok(KeyId(reader.number(count(NameTable::Key))? as u32)));
    let keys = keys.collect::<Result<Vec<_>, Damage>>()?;
    if keys.is_empty() {
        return Err(reader.damage("holds a rule without keys"));
    }
    let kind = match KINDS.get(kind) {
        Some(kind) => kind.clone(),
        None => RuleKind::Typed(reader.text()?.into()),
    };
    Ok(Rule { name, of, keys, kind, owns_indexes })
}
