//! From bytes in memory to the graph, all of it.

use super::check::inspect;
use super::file::{Bytes, PartFault};
use super::{Damage, Meta};
use crate::graph::PropertyGraph;

/// The graph and the notes of a file, every part read and held against what it must agree with.
pub fn decode(file: &[u8]) -> Result<(PropertyGraph, Meta), Damage> {
    match inspect(Bytes::Memory(file.to_vec()), &mut Err) {
        Ok(inspected) => Ok((inspected.graph, inspected.meta)),
        Err(PartFault::Damage(damage)) => Err(damage),
        Err(PartFault::Read(_)) => unreachable!("bytes in memory can be read"),
    }
}
