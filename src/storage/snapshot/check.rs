//! All of a file, held against its checksums and against itself: each section must be what the graph would write there.

use std::sync::Arc;

use super::directory::{Directory, Entry, START, Section, check_start};
use super::encode::Encoder;
use super::file::{Bytes, PartFault, SnapshotFile};
use super::salvage::salvage;
use super::version_1::{self, Note};
use super::{Damage, Meta};
use crate::graph::{Outline, Part, PartError, Parts as _, PropertyGraph, Ranks, TypeId, Vocabulary};

/// What a walk over a file found.
#[derive(Debug)]
pub(in crate::storage) struct Inspected {
    /// Name and length of each section, and whether it is whole.
    pub(in crate::storage) sections: Vec<(Arc<str>, u64, bool)>,
    /// What can be read; all of it when nothing is wrong.
    pub(in crate::storage) graph: PropertyGraph,
    pub(in crate::storage) meta: Meta,
    /// The first bytes of the file, which hold the checksums of all else.
    pub(in crate::storage) header: Vec<u8>,
}

/// Walks over a file. What is wrong is handed to `note`, which says whether to go on.
pub(in crate::storage) fn inspect(bytes: Bytes, note: &mut Note<'_>) -> Result<Inspected, PartFault> {
    let start = bytes.read(0, START)?;
    if check_start(&start)? == 1 {
        return inspect_version_1(bytes.read(0, u64::MAX)?, note);
    }
    let mut broken: Vec<Arc<str>> = Vec::new();
    let mut is_whole = true;
    let mut noting = |damage: Damage| {
        is_whole = false;
        broken.extend(damage.section().map(Arc::from));
        note(damage)
    };
    let (directory, header) = Directory::of_file(&bytes, &mut noting)?;
    let (file, meta) = match SnapshotFile::open(bytes, directory.clone(), &mut noting) {
        Err(PartFault::Damage(damage)) => {
            // Without outline and names nothing else has a meaning.
            noting(damage)?;
            let sections = sections_of(&directory, &Vocabulary::default(), &broken);
            return Ok(Inspected { sections, graph: PropertyGraph::new(), meta: Meta::new(), header });
        }
        opened => opened?,
    };
    let names = &file.outline().vocabulary;
    let mut missing = Vec::new();
    for part in file.directory().parts() {
        match read(&file, part) {
            Err(PartFault::Damage(damage)) => {
                // Of a torn file no section is named by its damage.
                missing.push(Section::Of(part).name(names));
                noting(damage)?;
            }
            read => read?,
        }
    }
    if missing.is_empty() {
        disagreements(&file, &mut noting)?;
    }
    let graph = if is_whole { file.graph() } else { salvage(&file) };
    broken.extend(missing);
    let sections = sections_of(file.directory(), names, &broken);
    Ok(Inspected { sections, graph, meta, header })
}

fn sections_of(directory: &Directory, names: &Vocabulary, broken: &[Arc<str>]) -> Vec<(Arc<str>, u64, bool)> {
    let section = |entry: &Entry| {
        let name = entry.section.name(names);
        let is_whole = !broken.contains(&name);
        (name, entry.length, is_whole)
    };
    directory.entries.iter().map(section).collect()
}

fn inspect_version_1(file: Vec<u8>, note: &mut Note<'_>) -> Result<Inspected, PartFault> {
    let mut broken: Vec<Arc<str>> = Vec::new();
    let (graph, meta) = version_1::decode_noting(&file, &mut |damage| {
        broken.extend(damage.section().map(Arc::from));
        note(damage)
    })?;
    let mut end = version_1::HEADER as u64;
    let sections = version_1::section_lengths(&file).into_iter().map(|(name, length)| {
        end = end.saturating_add(length);
        let is_whole = !broken.iter().any(|other| &**other == name) && end <= file.len() as u64;
        (Arc::from(name), length, is_whole)
    });
    let sections = sections.collect();
    let header = file[..file.len().min(version_1::HEADER)].to_vec();
    Ok(Inspected { sections, graph, meta, header })
}

/// Reads a part and forgets it.
fn read(file: &SnapshotFile, part: Part) -> Result<(), PartFault> {
    let read = match part {
        Part::LabelSets => file.label_sets().map(drop),
        Part::NodeColumn(key) => file.node_column(key).map(drop),
        Part::Relationships(rel_type) => file.relationships(rel_type).map(drop),
        Part::RelColumn(key) => file.rel_column(key).map(drop),
        Part::Index(index) => file.index(index).map(drop),
    };
    // An index whose hashes are another program's is not read, but its bytes are there.
    read.map_err(|error| fault_of(&error)).and_then(|()| file.part(part).map(drop))
}

/// The error of a part, which is always one of a file here.
fn fault_of(error: &PartError) -> PartFault {
    match error.downcast_ref::<PartFault>() {
        Some(PartFault::Damage(damage)) => PartFault::Damage(damage.clone()),
        Some(PartFault::Read(error)) => PartFault::Read(std::io::Error::new(error.kind(), error.to_string())),
        None => PartFault::Read(std::io::Error::other(error.to_string())),
    }
}

/// Sections that can be read, and are not what the graph in them would write.
fn disagreements(file: &SnapshotFile, note: &mut Note<'_>) -> Result<(), PartFault> {
    let damage = |section: Section, problem: &str| Damage::Content {
        section: section.name(&file.outline().vocabulary),
        problem: problem.to_owned(),
    };
    if !counts_add_up(file).map_err(|error| fault_of(&error))? {
        note(damage(Section::Outline, "holds counts that are not those of the graph"))?;
        return Ok(());
    }
    let graph = file.graph();
    let (outline, label_sets) = graph.to_outline();
    let own = file.outline();
    if (&outline.label_sets, &outline.nodes_by_label) != (&own.label_sets, &own.nodes_by_label) {
        note(damage(Section::Outline, "holds counts that are not those of the graph"))?;
    }
    let ranks = Ranks::of(&graph);
    let encoder = Encoder { graph: &graph, file: None, ranks, outline: &outline, label_sets: &label_sets };
    for part in file.directory().parts() {
        let agrees = match part {
            Part::Index(_) if !file.has_own_hashes() => true,
            Part::Index(index) => {
                let listed = file.index(index).map_err(|error| fault_of(&error))?;
                listed.is_none_or(|listed| listed == graph.to_index_part_anew(index))
            }
            part => encoder.bytes(part) == file.part(part)?,
        };
        if !agrees {
            note(damage(Section::Of(part), "does not agree with the others"))?;
        }
    }
    Ok(())
}

/// Whether the outline's numbers of relationships are right, and each relationship is there once.
fn counts_add_up(file: &SnapshotFile) -> Result<bool, PartError> {
    let Outline { n_rels, n_loops, types, .. } = file.outline();
    let sets = file.label_sets()?;
    let mut is_seen = vec![false; *n_rels as usize];
    let mut n_loops_seen = 0;
    for (rel_type, expected) in (0..).map(TypeId).zip(types) {
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        for (id, start, end) in file.relationships(rel_type)?.iter() {
            if std::mem::replace(&mut is_seen[id as usize], true) {
                return Ok(false);
            }
            n_loops_seen += u32::from(start == end);
            for (counts, node) in [(&mut starts, start), (&mut ends, end)] {
                let set = sets[node.index()] as usize;
                counts.resize(counts.len().max(set + 1), 0);
                counts[set] += 1;
            }
        }
        if (&starts, &ends) != (&expected.starts, &expected.ends) {
            return Ok(false);
        }
    }
    Ok(n_loops_seen == *n_loops)
}
