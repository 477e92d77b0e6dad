//! The industry that a stretch of a sentence is about.
//!
//! ```text
//! 壮大新材料产业,推进华新集团碳纤维项目…         first: the only one in the first clause
//! 推动华虹二期等集成电路项目                            behind: named behind the thing in its own clause
//! 晶源华耀二期等项目相继投产,预计光伏产业营收达180亿元   next: the only one in the clause that follows
//! 做强光伏产业。推动晶源华耀二期项目投产。                    lead: the only one in the short sentence that opens the stretch
//! (一)做强光伏产业 … 推动晶源华耀二期项目投产。                heading: the only one in the heading of the section
//! ```
//!
//! An industry that only sums up others (新兴产业, 制造业) is no topic. From other sentences only a lead is carried over,
//! within its paragraph and to the next lead, and a heading, to the end of its section: where a new one begins, reports
//! speak of something else.

use crate::extract::document::Document;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Lexicon, Role};
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
    /// The first later clause that another region opens: 阜宁县引进光伏企业,建湖县建设石油装备产业园.
    turn: Option<usize>,
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
        let mut stretch =
            Self { text: document.slice(span), start: span.start, industries: Vec::new(), turn: None };
        for placed in mentions.in_sentence(sentence) {
            let entity = &mentions.entities[placed.entity];
            let opens = || stretch.text[..placed.span.start - span.start].ends_with(',');
            if stretch.turn.is_none() && entity.label == EntityLabel::Region && opens() {
                stretch.turn = Some(stretch.clause(placed.span.start));
            }
            if entity.label == EntityLabel::Industry && !sums_up(&entity.name, lexicon) {
                stretch.industries.push((stretch.clause(placed.span.start), placed));
            }
        }
        (!stretch.industries.is_empty()).then_some(stretch)
    }

    /// The industry that the words around `place` are about; of what comes of a project, the next clause tells.
    pub(super) fn topic(&self, place: &Placed, is_project: bool, lexicon: &Lexicon) -> Option<Topic> {
        let own = self.clause(place.span.start);
        let topic = |industry, rule, confidence| Some(Topic { industry, rule, confidence });
        let is_turned = self.turn.is_some_and(|turn| turn <= own);
        if let Some(first) = self.single(0).filter(|_| own > 0 && !is_turned) {
            return topic(first, "in_industry.first", 0.6);
        }
        let mut in_clause = self.industries.iter().filter(|(clause, _)| *clause == own);
        if let Some((_, behind)) = in_clause.find(|(_, industry)| industry.span.start >= place.span.end)
            && self.is_told_of(place, behind)
        {
            return topic(behind.entity, "in_industry.behind", 0.55);
        }
        if let Some(before) = self.told_before(place, own, lexicon) {
            return topic(before, "in_industry.before", 0.55);
        }
        let is_alone = is_project && self.industries.iter().all(|(clause, _)| *clause > own);
        let next = self.single(own + 1).filter(|_| is_alone && self.is_reckoned(own + 1))?;
        topic(next, "in_industry.next", 0.55)
    }

    /// Whether a figure is told of the only industry of a clause, which so sums up what stood before.
    fn is_reckoned(&self, clause: usize) -> bool {
        let text = self.text.split([',', ':']).nth(clause).unwrap_or_default();
        text.contains(|mark: char| mark.is_ascii_digit()) && !text.contains('、')
    }

    /// The only industry of a place's clause, where it is called one before the place: 锂电产业集聚隆盛新材.
    fn told_before(&self, place: &Placed, own: usize, lexicon: &Lexicon) -> Option<usize> {
        let only = self.single(own)?;
        let mut in_clause = self.industries.iter().filter(|(clause, _)| *clause == own);
        let (_, industry) = in_clause.find(|(_, industry)| industry.span.end <= place.span.start)?;
        let between = &self.text[industry.span.end - self.start..place.span.start - self.start];
        let mut called = [Role::IndustryChain, Role::Makers]
            .into_iter()
            .filter_map(|role| lexicon.lists[role].start_of(between));
        // 盐化工产业 beside the thing in a list is no trade of its.
        called.any(|word| !between[word.len()..].starts_with(['、', '和', '及', '与'])).then_some(only)
    }

    /// Whether an industry behind a name is said of it: not where it is a part of another name in the list
    /// (中车快捷货车、北方风电主轴), nor the field of joint work (与阿里云在智慧农业领域的合作).
    fn is_told_of(&self, place: &Placed, behind: &Placed) -> bool {
        let between = &self.text[place.span.end - self.start..behind.span.start - self.start];
        let after = &self.text[behind.span.end - self.start..];
        let after = &after[..after.find([',', ';', '。']).unwrap_or(after.len())];
        let is_field = between.starts_with('在') && after.contains("合作");
        // 航天 of 中车、江山重工、航天研究所, 机床 of 兰石集团、星火机床、长风集团: the industry is in a member of its own.
        // 汽车零部件 of 科达液压、安泰汽车零部件: of the last one alone.
        let is_own_member = between.rsplit_once('、').is_some_and(|(_, last)| {
            let is_front = last.chars().count() <= LONGEST_FRONT && !last.contains('等');
            is_front || after.starts_with('、')
        });
        let is_list = between.contains('等') || between.contains('在');
        let is_member = between.starts_with('、') && !is_own_member;
        // 工业园和楼宇经济: two things.
        let is_beside = matches!(between, "和" | "与" | "及");
        !is_field && !is_beside && (is_list || is_member || !between.contains('、'))
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

/// Most characters of a firm's name before its trade, in a list: 安泰 in 科达液压、安泰汽车零部件.
const LONGEST_FRONT: usize = 3;

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

/// The industry that the heading of a sentence's section names, a line of its own; one that runs into its paragraph is a
/// lead.
pub(super) fn heading(
    document: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    sentence: usize,
) -> Option<Topic> {
    let own = &document.sentences[sentence];
    let section = &document.sections[own.section];
    let first = document.sentences.partition_point(|other| other.section < own.section);
    let opening =
        document.sentences.get(first).filter(|_| first < sentence && !section.heading.is_empty())?;
    let text = document.slice(opening.span);
    let is_line = document.sentences.get(first + 1).is_none_or(|next| next.paragraph > opening.paragraph);
    if !text.contains(&*section.heading) || !is_line {
        return None;
    }
    let industry = Stretch::of(document, mentions, lexicon, first)?.single(0)?;
    Some(Topic { industry, rule: "in_industry.heading", confidence: 0.5 })
}

/// Whether a name sums up industries of many kinds: the lexicon has no class for it, or it is a whole section of the
/// classification (制造业).
fn sums_up(name: &str, lexicon: &Lexicon) -> bool {
    let known = lexicon.vocabulary.names.get(name);
    known.is_some_and(|known| known.codes.is_empty() || known.codes.len() == 1 && name.ends_with('业'))
}
