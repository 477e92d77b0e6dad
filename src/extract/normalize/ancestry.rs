//! Regions in regions, as the gazetteer has them: each document's region and those above it, and each region of the
//! graph in the nearest one above it that the graph knows.

use super::corpus::Report;
use super::entity::Names;
use super::merged::{Kind, Merged, NodeRef};
use super::place::PlaceMaker;
use super::region::of_gazetteer;
use crate::extract::Lexicon;
use crate::extract::fact::{EntityLabel, Evidence};

/// Enters a document's region and those above it.
pub(super) fn merge(report: &Report, names: &mut Names<'_>, maker: &mut PlaceMaker, merged: &mut Merged) {
    let chain = report.document.region.iter().chain(&report.document.parents);
    let chain: Vec<NodeRef> = chain.map(|name| names.region(merged, name)).collect();
    let place = maker.place("", &by_gazetteer());
    for pair in chain.windows(2).filter(|pair| pair[0] != pair[1]) {
        merged.tell("PART_OF", pair[0], pair[1], std::slice::from_ref(&place));
    }
}

/// Joins each region with the nearest place above it that is in the graph.
pub(super) fn join(maker: &mut PlaceMaker, merged: &mut Merged, lexicon: &Lexicon) {
    let place = maker.place("", &by_gazetteer());
    let kind = Kind::Entity(EntityLabel::Region);
    for node in merged.sorted_nodes() {
        let Some(within) = merged.get(node).within else { continue };
        let above = lexicon.places.scope(within).chain;
        let above = above.into_iter().find_map(|id| merged.find(kind, &of_gazetteer(id, lexicon).key));
        if let Some(above) = above {
            merged.tell("PART_OF", node, above, std::slice::from_ref(&place));
        }
    }
}

/// What stands for a sentence where the table of places speaks.
fn by_gazetteer() -> Evidence {
    Evidence { rule: "gazetteer".into(), confidence: 1.0, ..Evidence::default() }
}
