//! The outline and the names: what is read when a graph is opened.

use std::sync::Arc;

use super::Damage;
use super::reader::Reader;
use super::rule::{put_rule, take_rule};
use super::writer::{put_count, put_text};
use crate::graph::{LabelId, NameTable, Outline, TypeOutline, Vocabulary};

const TABLES: [NameTable; 3] = [NameTable::Label, NameTable::Type, NameTable::Key];

pub(super) fn put_names(out: &mut Vec<u8>, names: &Vocabulary) {
    for table in TABLES {
        put_count(out, names.names(table).len());
        names.names(table).iter().for_each(|name| put_text(out, name));
        put_count(out, names.aliases(table).len());
        for (alias, name) in names.aliases(table) {
            put_text(out, alias);
            put_text(out, name);
        }
    }
}

pub(super) fn take_names(mut reader: Reader<'_>) -> Result<Vocabulary, Damage> {
    let mut names = Vocabulary::default();
    for table in TABLES {
        for number in 0..reader.count()? {
            let name = reader.text()?;
            let given = match table {
                NameTable::Label => names.intern_label(name).index(),
                NameTable::Type => names.intern_type(name).index(),
                NameTable::Key => names.intern_key(name).index(),
            };
            if given != number {
                return Err(reader.damage(format!("holds `{name}` twice")));
            }
        }
        for _ in 0..reader.count()? {
            let (alias, name) = (reader.text()?, reader.text()?);
            // An alias that is a name would hide what goes by that name.
            if names.names(table).iter().any(|known| &**known == alias) {
                return Err(reader.damage(format!("has the name `{alias}` as an alias")));
            }
            names.add_alias(table, alias, name);
        }
    }
    reader.finish()?;
    Ok(names)
}

pub(super) fn put_outline(out: &mut Vec<u8>, outline: &Outline, fingerprint: u64) {
    out.extend_from_slice(&fingerprint.to_le_bytes());
    [outline.n_nodes, outline.n_rels, outline.n_loops]
        .iter()
        .for_each(|count| put_count(out, *count as usize));
    put_count(out, outline.label_sets.len());
    for set in &outline.label_sets {
        put_count(out, set.len());
        set.iter().for_each(|label| put_count(out, label.index()));
    }
    outline.nodes_by_label.iter().for_each(|count| put_count(out, *count as usize));
    for of_type in &outline.types {
        put_count(out, of_type.n_rels as usize);
        for counts in [&of_type.starts, &of_type.ends] {
            put_count(out, counts.len());
            counts.iter().for_each(|count| put_count(out, *count as usize));
        }
    }
    // A graph without rules reads as one from before there were any.
    if !outline.rules.is_empty() {
        put_count(out, outline.rules.len());
        outline.rules.iter().for_each(|rule| put_rule(out, rule));
    }
}

/// The outline without its keys and indexes, which the directory tells, and the fingerprint of the hash function that
/// indexes were made with.
pub(super) fn take_outline(mut reader: Reader<'_>, vocabulary: Vocabulary) -> Result<(Outline, u64), Damage> {
    let [n_labels, n_types] = [NameTable::Label, NameTable::Type].map(|table| vocabulary.names(table).len());
    let fingerprint = reader.long()?;
    let [n_nodes, n_rels, n_loops] = [reader.number_32()?, reader.number_32()?, reader.number_32()?];
    let n_sets = reader.count()?;
    let mut label_sets: Vec<Vec<LabelId>> = Vec::new();
    for number in 0..n_sets {
        let count = reader.count()?;
        let labels = (0..count).map(|_| reader.number(n_labels).map(|label| LabelId(label as u32)));
        let labels = labels.collect::<Result<Vec<_>, _>>()?;
        let is_ascending = labels.is_sorted_by(|a, b| a < b);
        if !is_ascending || labels.is_empty() != (number == 0) || label_sets.contains(&labels) {
            return Err(reader.damage("holds a set of labels that is none"));
        }
        label_sets.push(labels);
    }
    let nodes_by_label = (0..n_labels).map(|_| reader.number_32()).collect::<Result<Vec<_>, _>>()?;
    let types = (0..n_types).map(|_| take_type(&mut reader, n_sets)).collect::<Result<Vec<_>, _>>()?;
    let n_rules = if reader.is_at_end() { 0 } else { reader.count()? };
    let rules = (0..n_rules).map(|_| take_rule(&mut reader, &vocabulary).map(Arc::new));
    let rules = rules.collect::<Result<Vec<_>, _>>()?;
    let sum = |counts: &[u32]| counts.iter().map(|count| u64::from(*count)).sum::<u64>();
    let fits = |of_type: &TypeOutline| {
        [&of_type.starts, &of_type.ends].iter().all(|counts| sum(counts) == u64::from(of_type.n_rels))
    };
    let n_rels_found: u64 = types.iter().map(|of_type| u64::from(of_type.n_rels)).sum();
    if n_rels_found != u64::from(n_rels)
        || n_sets == 0
        || n_loops > n_rels
        || nodes_by_label.iter().any(|count| *count > n_nodes)
        || !types.iter().all(fits)
    {
        return Err(reader.damage("holds counts that do not add up"));
    }
    reader.finish()?;
    let outline = Outline {
        vocabulary,
        n_nodes,
        n_rels,
        n_loops,
        label_sets,
        nodes_by_label,
        types,
        rules,
        ..Outline::default()
    };
    Ok((outline, fingerprint))
}

fn take_type(reader: &mut Reader<'_>, n_sets: usize) -> Result<TypeOutline, Damage> {
    let n_rels = reader.number_32()?;
    let mut counts = || {
        let n = reader.number(n_sets + 1)?;
        (0..n).map(|_| reader.number_32()).collect::<Result<Vec<_>, _>>()
    };
    Ok(TypeOutline { n_rels, starts: counts()?, ends: counts()? })
}
