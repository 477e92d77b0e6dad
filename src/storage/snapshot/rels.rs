//! The relationships of a type, and the sets of labels of nodes, as bytes.

use super::Damage;
use super::reader::Reader;
use super::writer::{put_count, put_numbers, width_below};
use crate::graph::{IndexPart, RelPart};
use crate::value::NodeId;

pub(super) fn put_rels(out: &mut Vec<u8>, part: &RelPart, n_nodes: u32) {
    put_count(out, part.ids.len());
    let mut end = 0;
    for run in &part.ids {
        put_count(out, (run.start - end) as usize);
        put_count(out, run.len());
        end = run.end;
    }
    let width = width_below(u64::from(n_nodes));
    put_numbers(out, width, part.starts.iter().map(|node| u64::from(*node)));
    put_numbers(out, width, part.ends.iter().map(|node| u64::from(*node)));
}

/// Relationships of a type that has `expected` ones, in a graph of so many nodes and relationships.
pub(super) fn take_rels(
    mut reader: Reader<'_>,
    expected: u32,
    n_nodes: u32,
    n_rels: u32,
) -> Result<RelPart, Damage> {
    let mut ids = Vec::new();
    let (mut end, mut count) = (0u64, 0u64);
    for _ in 0..reader.count()? {
        let start = end + u64::from(reader.number_32()?);
        end = start + u64::from(reader.number_32()?);
        if end > u64::from(n_rels) || end == start {
            return Err(reader.damage(format!("names relationship {end} of {n_rels}")));
        }
        count += end - start;
        ids.push(start as u32..end as u32);
    }
    if count != u64::from(expected) {
        return Err(reader.damage(format!("holds {count} relationships of {expected}")));
    }
    let width = width_below(u64::from(n_nodes));
    let starts = reader.numbers(expected as usize, width, n_nodes)?;
    let ends = reader.numbers(expected as usize, width, n_nodes)?;
    reader.finish()?;
    Ok(RelPart { ids, starts, ends })
}

pub(super) fn put_index(out: &mut Vec<u8>, part: &IndexPart, n_nodes: u32) {
    put_count(out, part.hashes.len());
    part.hashes.iter().for_each(|hash| out.extend_from_slice(&hash.to_le_bytes()));
    put_numbers(out, width_below(u64::from(n_nodes)), part.nodes.iter().map(|node| u64::from(node.0)));
}

pub(super) fn take_index(mut reader: Reader<'_>, n_nodes: u32) -> Result<IndexPart, Damage> {
    let count = reader.count()?;
    let hashes = reader.numbers(count, 4, u32::MAX)?;
    let nodes = reader.numbers(count, width_below(u64::from(n_nodes)), n_nodes)?;
    let entries = || hashes.iter().zip(&nodes);
    if !entries().zip(entries().skip(1)).all(|(entry, next)| entry < next) {
        return Err(reader.damage("is not in order"));
    }
    reader.finish()?;
    Ok(IndexPart { nodes: nodes.into_iter().map(NodeId).collect(), hashes })
}
