//! Industries under industries.
//!
//! An industry lies in the one that the lexicon says; else in the one that its name ends with, for Chinese compounds end
//! with their head (新能源汽车 is a kind of 汽车); else in the narrowest class of GB/T 4754 that holds its code (集成电路 in
//! 电子信息, that in 制造业). Beside these, in its group of strategic emerging industries. Only industries that documents
//! name are joined, and never in a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::meaning::known_name;
use super::merged::{Kind, Merged, NodeRef};
use super::place::PlaceMaker;
use crate::extract::Lexicon;
use crate::extract::fact::{EntityLabel, Evidence};
use crate::extract::lexicon::{IndustryClass, KnownName, Role};

/// Shorter names end too many others by chance.
const LEAST_CHARACTERS: usize = 2;
const KIND: Kind = Kind::Entity(EntityLabel::Industry);

/// Joins industries with wider ones.
pub(super) fn join(maker: &mut PlaceMaker, merged: &mut Merged, lexicon: &Lexicon) {
    let industries: Vec<NodeRef> =
        merged.sorted_nodes().into_iter().filter(|&node| merged.get(node).kind == KIND).collect();
    let mut tree = Tree::default();
    for &industry in &industries {
        let name = merged.get(industry).name();
        let by_lexicon = known(name, lexicon)
            .and_then(|known| merged.find(KIND, &known.parent))
            .map(|it| (it, "catalogue"));
        let found = by_lexicon.or_else(|| head(merged, name, lexicon).map(|it| (it, "head-of-name")));
        if let Some((wider, rule)) = found {
            tree.add(industry, wider, rule);
        }
    }
    for &industry in &industries {
        let name = merged.get(industry).name();
        if let Some(wider) = group(merged, name, lexicon) {
            tree.add(industry, wider, "strategic-group");
        }
    }
    for &industry in &industries {
        let name = merged.get(industry).name();
        if !tree.is_placed(industry)
            && let Some(wider) = class(merged, name, lexicon)
        {
            tree.add(industry, wider, "gb-t-4754");
        }
    }
    for ((industry, wider), rule) in tree.joins {
        let confidence = if rule == "head-of-name" { 0.8 } else { 1.0 };
        let place = maker.place("", &Evidence { rule: rule.into(), confidence, ..Evidence::default() });
        merged.tell("SUBCLASS_OF", industry, wider, &[place]);
    }
}

/// What lies in what, so far.
#[derive(Default)]
struct Tree {
    joins: BTreeMap<(NodeRef, NodeRef), &'static str>,
}

impl Tree {
    /// Lays one industry in another, unless that one lies in the first.
    fn add(&mut self, industry: NodeRef, wider: NodeRef, rule: &'static str) {
        if !self.above(wider).contains(&industry) {
            self.joins.entry((industry, wider)).or_insert(rule);
        }
    }

    /// Whether an industry lies in one that is not a mere group.
    fn is_placed(&self, industry: NodeRef) -> bool {
        self.wider(industry).any(|(_, rule)| rule != "strategic-group")
    }

    /// An industry and all those that it lies in.
    fn above(&self, industry: NodeRef) -> BTreeSet<NodeRef> {
        let (mut seen, mut open) = (BTreeSet::from([industry]), vec![industry]);
        while let Some(at) = open.pop() {
            open.extend(self.wider(at).map(|(wider, _)| wider).filter(|&wider| seen.insert(wider)));
        }
        seen
    }

    fn wider(&self, industry: NodeRef) -> impl Iterator<Item = (NodeRef, &'static str)> {
        let joins = self.joins.range((industry, NodeRef::FIRST)..);
        joins.take_while(move |((from, _), _)| *from == industry).map(|((_, wider), rule)| (*wider, *rule))
    }
}

fn known<'l>(name: &str, lexicon: &'l Lexicon) -> Option<&'l KnownName> {
    known_name(EntityLabel::Industry, name, lexicon)
}

/// The industry with the longest name that ends `name`.
fn head(merged: &Merged, name: &str, lexicon: &Lexicon) -> Option<NodeRef> {
    if lexicon.lists[Role::Opposite].opens(name) {
        return None;
    }
    let ends = name.char_indices().skip(1).map(|(at, _)| &name[at..]);
    ends.take_while(|end| end.chars().count() >= LEAST_CHARACTERS).find_map(|end| merged.find(KIND, end))
}

/// The group of strategic emerging industries, or what holds all groups for the group itself.
fn group(merged: &Merged, name: &str, lexicon: &Lexicon) -> Option<NodeRef> {
    let group = &known(name, lexicon)?.group;
    let head = Some(&**group).filter(|group| !group.is_empty() && *group != name);
    let of_groups =
        lexicon.industry_classes.iter().filter(|class| class.groups.iter().any(|it| **it == **group));
    let names = head.into_iter().chain(of_groups.map(|class| class.name.as_str()));
    names.filter(|wider| *wider != name).find_map(|wider| merged.find(KIND, wider))
}

/// The narrowest class that holds the industry's code or category. A group of emerging industries is no part of the class
/// that its code tells: it goes across classes.
fn class(merged: &Merged, name: &str, lexicon: &Lexicon) -> Option<NodeRef> {
    let classes = &lexicon.industry_classes;
    let (own, known) = (classes.get(name), known(name, lexicon));
    if known.is_some_and(|known| *known.group == *name) {
        return None;
    }
    let fits = |class: &IndustryClass| {
        let by_code = match (own, known) {
            (Some(own), _) => own.codes.first().filter(|_| class.is_wider_than(own)).map(String::as_str),
            (None, known) => known.map(|known| &*known.codes),
        };
        let by_category = || class.categories.iter().any(|it| known.is_some_and(|known| **it == *known.kind));
        by_code.and_then(|code| class.depth(code)).or_else(|| by_category().then_some(0))
    };
    let mut found: Vec<_> = classes
        .iter()
        .filter(|class| class.name != name)
        .filter_map(|class| Some((fits(class)?, class.codes.len(), merged.find(KIND, &class.name)?)))
        .collect();
    // The longest code first; of classes of one length the one with the fewest, then the first of the table.
    found.sort_by(|(depth, n_codes, _), (other, n_others, _)| other.cmp(depth).then(n_codes.cmp(n_others)));
    found.into_iter().map(|(_, _, node)| node).next()
}
