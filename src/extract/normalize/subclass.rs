//! Industries under industries: as the lexicon has them, else by their names. Chinese compounds end with their head (新能源汽车 is a kind of 汽车), so an industry whose
//! name ends with the name of another lies in that one; of several, in the one with the longest name.

use super::meaning::known_name;
use super::merged::{Kind, Merged, NodeRef};
use super::place::PlaceMaker;
use crate::extract::Lexicon;
use crate::extract::fact::{EntityLabel, Evidence};

/// Beginnings that turn a name into its opposite.
const NEGATIONS: [char; 3] = ['非', '无', '反'];
/// Shorter names end too many others by chance.
const LEAST_CHARACTERS: usize = 2;

/// Joins each industry with the next wider one in the graph.
pub(super) fn join(maker: &mut PlaceMaker, merged: &mut Merged, lexicon: &Lexicon) {
    let kind = Kind::Entity(EntityLabel::Industry);
    let industries: Vec<NodeRef> =
        merged.sorted_nodes().into_iter().filter(|&node| merged.get(node).kind == kind).collect();
    for industry in industries {
        let name = merged.get(industry).name();
        let by_lexicon = known_name(EntityLabel::Industry, name, lexicon)
            .and_then(|known| merged.find(kind, &known.parent))
            .map(|wider| (wider, "catalogue", 1.0));
        let found =
            by_lexicon.or_else(|| wider(merged, kind, name).map(|wider| (wider, "head-of-name", 0.8)));
        if let Some((wider, rule, confidence)) = found.filter(|(wider, _, _)| *wider != industry) {
            let place = maker.place("", &Evidence { rule: rule.into(), confidence, ..Evidence::default() });
            merged.tell("SUBCLASS_OF", industry, wider, &[place]);
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
