//! Industries under industries. Chinese compounds end with their head (新能源汽车 is a kind of 汽车), so an industry whose
//! name ends with the name of another lies in that one; of several, in the one with the longest name.

use super::merged::{Kind, Merged, NodeRef};
use super::place::PlaceMaker;
use crate::extract::fact::{EntityLabel, Evidence};

/// Beginnings that turn a name into its opposite.
const NEGATIONS: [char; 3] = ['非', '无', '反'];
/// Shorter names end too many others by chance.
const LEAST_CHARACTERS: usize = 2;

/// Joins each industry with the next wider one in the graph.
pub(super) fn join(maker: &mut PlaceMaker, merged: &mut Merged) {
    let evidence = Evidence { rule: "head-of-name".to_owned(), confidence: 0.8, ..Evidence::default() };
    let place = maker.place("", &evidence);
    let kind = Kind::Entity(EntityLabel::Industry);
    let industries: Vec<NodeRef> =
        merged.sorted_nodes().into_iter().filter(|&node| merged.get(node).kind == kind).collect();
    for industry in industries {
        if let Some(wider) = wider(merged, kind, merged.get(industry).name()) {
            merged.tell("SUBCLASS_OF", industry, wider, std::slice::from_ref(&place));
        }
    }
}

/// The industry with the longest name that ends `name`.
fn wider(merged: &Merged, kind: Kind, name: &str) -> Option<NodeRef> {
    if name.starts_with(NEGATIONS) {
        return None;
    }
    let ends = name.char_indices().skip(1).map(|(at, _)| &name[at..]);
    ends.take_while(|end| end.chars().count() >= LEAST_CHARACTERS).find_map(|end| merged.find(kind, end))
}
