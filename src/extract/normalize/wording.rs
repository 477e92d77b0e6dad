//! One indicator in two wordings: 起步区完成投资 of a plan is 宛山湖生态科技城起步区完成投资 of the next report.
//!
//! A wrong answer to a promise is worse than none, so little may differ: words that tell what is done and mean the same
//! (盘活, 再开发), words that say nothing (全年, 完成), and the beginning of a thing's name where its end is enough (起步区).
//! Whatever else differs makes another indicator: 规上, 人均, 省级, another industry. A wording that would fit
//! two others fits none.

use std::collections::{BTreeMap, BTreeSet};

use super::measure::Topic;
use super::merged::{Kind, Merged};
use crate::extract::Lexicon;
use crate::extract::fact::{EntityLabel, MeasureType};

/// Characters that must be left of an indicator when its name is taken off, so that 投资 alone joins nothing.
const LEAST_CHARACTERS: usize = 4;

/// What a wording says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Wording<'l> {
    /// The thing spoken of and what is counted of it, without actions.
    counted: String,
    /// Classes of what is done.
    actions: BTreeSet<&'l str>,
}

/// What two topics must share whatever their wording.
type Frame<'t> = (super::merged::NodeRef, MeasureType, i32, &'t str);

/// Pairs of topics, one of each list, that ask and tell the same in other words; each is in one pair at most.
pub(super) fn pairs<'t>(
    asked: &[&'t Topic],
    told: &[&'t Topic],
    merged: &Merged,
    lexicon: &Lexicon,
) -> Vec<(&'t Topic, &'t Topic)> {
    let names = names_of_things(merged);
    let mut frames: BTreeMap<Frame<'_>, (Vec<&Topic>, Vec<&Topic>)> = BTreeMap::new();
    for (topics, is_asked) in [(asked, true), (told, false)] {
        for topic in topics {
            let frame = (topic.region, topic.measure_type, topic.year, topic.unit.as_str());
            let (asked, told) = frames.entry(frame).or_default();
            if is_asked { asked.push(topic) } else { told.push(topic) }
        }
    }
    let matcher = Matcher { merged, lexicon, names };
    frames.into_values().flat_map(|(asked, told)| matcher.only_pairs(&asked, &told)).collect()
}

/// Names of things that a figure can be about.
fn names_of_things(merged: &Merged) -> BTreeSet<String> {
    let labels = [EntityLabel::Project, EntityLabel::Organization, EntityLabel::Platform];
    let kinds = labels.map(Kind::Entity);
    let mut names = BTreeSet::new();
    for node in merged.sorted_nodes().into_iter().map(|node| merged.get(node)) {
        if kinds.contains(&node.kind) {
            names.insert(node.name().to_owned());
            names.extend(node.aliases.iter().cloned());
        }
    }
    names
}

struct Matcher<'m> {
    merged: &'m Merged,
    lexicon: &'m Lexicon,
    names: BTreeSet<String>,
}

impl Matcher<'_> {
    /// Pairs in which each fits the other and nothing else.
    fn only_pairs<'t>(&self, asked: &[&'t Topic], told: &[&'t Topic]) -> Vec<(&'t Topic, &'t Topic)> {
        let wordings = |topics: &[&Topic]| -> Vec<Vec<Wording<'_>>> {
            topics.iter().map(|topic| self.wordings(topic)).collect()
        };
        let (of_asked, of_told) = (wordings(asked), wordings(told));
        let mut fitting = Vec::new();
        for (one, of_one) in of_asked.iter().enumerate() {
            for (other, of_other) in of_told.iter().enumerate() {
                let fits = of_one
                    .iter()
                    .any(|a| of_other.iter().any(|b| self.is_same(a, b, [asked[one], told[other]])));
                if fits {
                    fitting.push((one, other));
                }
            }
        }
        let is_only = |&&(one, other): &&(usize, usize)| {
            fitting.iter().filter(|(a, b)| *a == one || *b == other).count() == 1
        };
        fitting.iter().filter(is_only).map(|&(one, other)| (asked[one], told[other])).collect()
    }

    /// The indicator's name and its other wordings, each with the subject before it.
    fn wordings(&self, topic: &Topic) -> Vec<Wording<'_>> {
        let indicator = self.merged.get(topic.indicator);
        let region = self.merged.get(topic.region).name();
        let mut wordings: Vec<Wording<'_>> = std::iter::once(indicator.name())
            .chain(indicator.aliases.iter().map(String::as_str))
            .map(|wording| {
                let wording = wording.strip_prefix(region).filter(|rest| !rest.is_empty()).unwrap_or(wording);
                let subject = topic.subject.as_deref().filter(|subject| !wording.contains(subject));
                let whole = format!("{}{wording}", subject.unwrap_or_default());
                let (counted, actions) = self.lexicon.actions.split(&whole);
                Wording { counted, actions }
            })
            .collect();
        wordings.sort();
        wordings.dedup();
        wordings
    }

    fn is_same(&self, a: &Wording<'_>, b: &Wording<'_>, topics: [&Topic; 2]) -> bool {
        if a.actions != b.actions || a.counted.is_empty() {
            return false;
        }
        if a.counted == b.counted {
            return true;
        }
        let (long, short) = if a.counted.len() > b.counted.len() { (a, b) } else { (b, a) };
        long.counted.strip_suffix(short.counted.as_str()).is_some_and(|extra| {
            // A name that begins before the border goes on behind it: what is left of it is short for the whole.
            let is_begun = |name: &str| {
                name.len() > extra.len() && name.starts_with(extra) && long.counted.starts_with(name)
            };
            let subjects = topics.iter().filter_map(|topic| topic.subject.as_ref());
            short.counted.chars().count() >= LEAST_CHARACTERS
                && subjects.chain(&self.names).any(|name| is_begun(name))
        })
    }
}
