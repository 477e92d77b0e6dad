//! The industry that a stretch of a sentence is about.
//!
//! ```text
//! 做优新材料产业,加快推进康得新集团新材料项目…         first: the only one in the first clause
//! 推动华虹二期等集成电路项目                            behind: named behind the thing in its own clause
//! 英发德耀二期等项目陆续投产,预计光伏产业实现营收260亿元   next: the only one in the clause that follows
//! 做强光伏产业。推动英发德耀二期项目投产。                    lead: the only one in the short sentence that opens the stretch
//! ```
//!
//! An industry that only sums up others (新兴产业, 制造业) is no topic. From other sentences only a lead is carried over,
//! within its paragraph and to the next lead: where a new one begins, reports speak of something else.

use crate::extract::document::Document;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::Lexicon;
use crate::extract::mention::{Mentions, Placed};

/// An industry that the text around a place is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Topic {
    /// Index of the industry's entity.
    pub(super) industry: usize,
    /// The rule that found it.
    pub(super) rule: &'static str,
    /// From 0 to 1.
    pub(super) confidence: f32,
}

/// The industries named in one sentence, with the numbers of their clauses.
pub(super) struct Stretch<'d> {
    text: &'d str,
    start: usize,
    industries: Vec<(usize, &'d Placed)>,
}

impl<'d> Stretch<'d> {
    /// The stretch that a sentence is; none where it names no industry.
    pub(super) fn of(
        document: &'d Document,
        mentions: &'d Mentions,
        lexicon: &Lexicon,
        sentence: usize,
    ) -> Option<Self> {
        let span = document.sentences[sentence].span;
        let mut stretch = Self { text: document.slice(span), start: span.start, industries: Vec::new() };
        for placed in mentions.in_sentence(sentence) {
            let entity = &mentions.entities[placed.entity];
            if entity.label == EntityLabel::Industry && !sums_up(&entity.name, lexicon) {
                stretch.industries.push((stretch.clause(placed.span.start), placed));
            }
        }
        (!stretch.industries.is_empty()).then_some(stretch)
    }

    /// The industry that the words around `place` are about; of what comes of a project, the next clause tells.
    pub(super) fn topic(&self, place: &Placed, is_project: bool) -> Option<Topic> {
        let own = self.clause(place.span.start);
        let topic = |industry, rule, confidence| Some(Topic { industry, rule, confidence });
        if let Some(first) = self.single(0).filter(|_| own > 0) {
            return topic(first, "in_industry.first", 0.6);
        }
        let mut in_clause = self.industries.iter().filter(|(clause, _)| *clause == own);
        if let Some((_, behind)) = in_clause.find(|(_, industry)| industry.span.start >= place.span.end) {
            return topic(behind.entity, "in_industry.behind", 0.55);
        }
        let is_alone = is_project && self.industries.iter().all(|(clause, _)| *clause > own);
        let next = self.single(own + 1).filter(|_| is_alone)?;
        topic(next, "in_industry.next", 0.55)
    }

    /// The only industry in a clause.
    fn single(&self, clause: usize) -> Option<usize> {
        let mut named =
            self.industries.iter().filter(|(of, _)| *of == clause).map(|(_, placed)| placed.entity);
        let first = named.next()?;
        named.all(|other| other == first).then_some(first)
    }

    /// Number of the clause that a byte of the text stands in.
    fn clause(&self, at: usize) -> usize {
        self.text[..at - self.start].matches([',', ':']).count()
    }
}

/// Longest sentence that opens a stretch about one thing, in characters, and how many sentences it holds for.
const LONGEST_LEAD: usize = 22;
const LEAD_REACH: usize = 6;

/// The industry of the lead that a sentence stands under; none where the lead names none or several, or where the
/// sentence speaks of industries itself.
pub(super) fn lead(
    document: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    sentence: usize,
) -> Option<Topic> {
    let own = &document.sentences[sentence];
    let names_industry = |placed: &Placed| mentions.entities[placed.entity].label == EntityLabel::Industry;
    if mentions.in_sentence(sentence).iter().any(names_industry) {
        return None;
    }
    let before = (sentence.saturating_sub(LEAD_REACH)..sentence).rev();
    let mut before = before.take_while(|&at| {
        let other = &document.sentences[at];
        other.section == own.section && other.paragraph + 1 >= own.paragraph
    });
    let is_lead = |&at: &usize| {
        let text = document.slice(document.sentences[at].span);
        !text.contains(',') && text.chars().count() <= LONGEST_LEAD
    };
    let lead = before.find(is_lead)?;
    let stretch = Stretch::of(document, mentions, lexicon, lead)?;
    let industry = stretch.single(0)?;
    Some(Topic { industry, rule: "in_industry.lead", confidence: 0.5 })
}

/// Whether a name sums up industries of many kinds: the lexicon has no class for it, or it is a whole section of the
/// classification (制造业).
fn sums_up(name: &str, lexicon: &Lexicon) -> bool {
    let known = lexicon.vocabulary.names.get(name);
    known.is_some_and(|known| known.codes.is_empty() || known.codes.len() == 1 && name.ends_with('业'))
}
