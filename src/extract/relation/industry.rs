//! IN_INDUSTRY: a project, an organisation or a platform whose name tells an industry that the document speaks of, or
//! that the text tells of: the noun that a list shares (华艺、欧普等灯饰企业), a stretch about one industry
//! (壮大新材料产业,推进华新集团碳纤维项目…), a heading. A firm is in the industry of a project that is all its own (晶源华耀二期).

use rustc_hash::FxHashMap;

use super::read::Relations;
use super::topic::{Stretch, heading, lead};
use crate::extract::document::Document;
use crate::extract::fact::{EntityFact, EntityLabel, RelationType};
use crate::extract::lexicon::{Lexicon, Role, WordSet};
use crate::extract::mention::{Mentions, Placed};
use crate::source::Span;

/// Most characters of the noun behind a list that tells its members' industry.
const LONGEST_NOUN: usize = 16;

/// Relates things to the industries that their names hold, else to the one that their list or stretch of text is about,
/// else to the one that a word in their names tells.
pub(super) fn relate(document: &Document, mentions: &Mentions, lexicon: &Lexicon, out: &mut Relations<'_>) {
    let industries = Industries::of(mentions, lexicon);
    if industries.by_form.is_empty() {
        return;
    }
    let mut is_told = vec![false; mentions.entities.len()];
    for (index, entity) in
        mentions.entities.iter().enumerate().filter(|(_, entity)| may_have(entity, lexicon))
    {
        for industry in industries.in_name(&entity.name) {
            is_told[index] = true;
            out.add_entity(index, RelationType::InIndustry, industry, "in_industry.name", 0.75);
        }
    }
    let mut by_topic = is_told.clone();
    for sentence in 0..document.sentences.len() {
        let placed = mentions.in_sentence(sentence);
        let things = placed.iter().filter(|place| {
            !is_told[place.entity]
                && may_have(&mentions.entities[place.entity], lexicon)
                && !is_nested(place, placed)
        });
        let mut things = things.peekable();
        if things.peek().is_none() {
            continue;
        }
        let stretch = Stretch::of(document, mentions, lexicon, sentence);
        let lead = match stretch {
            Some(_) => None,
            None => lead(document, mentions, lexicon, sentence),
        };
        let heading = heading(document, mentions, lexicon, sentence);
        for place in things {
            if let Some(industry) = industries.of_list(document, place) {
                by_topic[place.entity] = true;
                out.add(place.entity, RelationType::InIndustry, industry, place, "in_industry.list", 0.65);
                continue;
            }
            let is_project = mentions.entities[place.entity].label == EntityLabel::Project;
            if is_project && serves_all(&mentions.entities[place.entity], lexicon) {
                continue;
            }
            let topic = stretch.as_ref().and_then(|stretch| stretch.topic(place, is_project, lexicon));
            by_topic[place.entity] |= topic.is_some();
            if let Some(topic) = topic.or(lead.filter(|_| is_project)).or(heading) {
                let (industry, rule) = (topic.industry, topic.rule);
                out.add(place.entity, RelationType::InIndustry, industry, place, rule, topic.confidence);
            }
        }
    }
    for (index, entity) in
        mentions.entities.iter().enumerate().filter(|(_, entity)| may_have(entity, lexicon))
    {
        if let Some(industry) = industries.by_word(&entity.name).filter(|_| !by_topic[index]) {
            out.add_entity(index, RelationType::InIndustry, industry, "in_industry.word", 0.65);
        }
    }
    of_own_projects(mentions, lexicon, out);
}

/// A firm whose project's name tells no product of its own is in the project's industry: 英发德耀 by 晶源华耀二期.
fn of_own_projects(mentions: &Mentions, lexicon: &Lexicon, out: &mut Relations<'_>) {
    for (at, outer) in mentions.placed.iter().enumerate() {
        let project = &mentions.entities[outer.entity];
        if project.label != EntityLabel::Project {
            continue;
        }
        let inside = mentions.placed[at..].iter().take_while(|inner| inner.span.start < outer.span.end);
        let before =
            mentions.placed[..at].iter().rev().take_while(|inner| inner.span.start == outer.span.start);
        for inner in inside.chain(before) {
            let firm = &mentions.entities[inner.entity];
            let rest = project.name.split_once(&*firm.name).map_or("", |(_, rest)| rest);
            if may_have(firm, lexicon)
                && firm.label == EntityLabel::Organization
                && is_work_alone(rest, lexicon)
            {
                let industries: Vec<usize> = out.tails(outer.entity, RelationType::InIndustry).collect();
                for industry in industries {
                    out.add(inner.entity, RelationType::InIndustry, industry, outer, "in_industry.firm", 0.6);
                }
            }
        }
    }
}

/// Whether the words behind a firm only say what is done there: 二期, 搬迁, 升级改造项目.
fn is_work_alone(rest: &str, lexicon: &Lexicon) -> bool {
    let noun = lexicon.lists[Role::ProjectNoun].end_of(rest).map_or(0, str::len);
    let mut rest = &rest[..rest.len() - noun];
    if rest.is_empty() {
        return false;
    }
    while let Some((at, _, head)) = lexicon.vocabulary.heads.ending(rest) {
        if head.label != EntityLabel::Project || !matches!(&*head.kind, "phase" | "renovation") {
            return false;
        }
        rest = &rest[..at];
    }
    rest.is_empty()
}

/// Whether a thing is only named inside the name of another: the firm in a project's name.
fn is_nested(place: &Placed, placed: &[Placed]) -> bool {
    placed.iter().any(|other| other.span != place.span && other.span.contains(place.span))
}

/// Whether a thing may be in an industry: roads, schools and halls serve all, and so do banks.
fn may_have(entity: &EntityFact, lexicon: &Lexicon) -> bool {
    match entity.label {
        EntityLabel::Project | EntityLabel::Platform => {
            !matches!(entity.kind.as_deref(), Some("transport" | "school" | "care" | "culture" | "fund"))
        }
        EntityLabel::Organization => {
            entity.kind.as_deref() == Some("company") && !lexicon.lists[Role::Lender].ends(&entity.name)
        }
        _ => false,
    }
}

/// Whether a project is a road, a canal or the like, whatever is done there: the text around it tells no industry of it.
fn serves_all(project: &EntityFact, lexicon: &Lexicon) -> bool {
    lexicon.lists[Role::ServesAll].is_in(&project.name)
}

/// Whether words in a name tell its industry: not 工业 in 工业园区, nor 化工 in 绿化工程.
fn is_said(name: &str, at: usize, end: usize) -> bool {
    let (word, rest) = (&name[at..end], &name[end..]);
    let is_torn = word.ends_with('工') && rest.starts_with('程');
    let is_zone = word == "工业" && rest.starts_with(['园', '区', '新', '集']);
    !is_torn && !is_zone
}

/// The industries of a document.
struct Industries<'d> {
    /// By every form of their names in the text, and by the lexicon's names for them.
    by_form: FxHashMap<&'d str, usize>,
    /// All of these but single characters.
    forms: WordSet,
    lexicon: &'d Lexicon,
}

impl<'d> Industries<'d> {
    fn of(mentions: &'d Mentions, lexicon: &'d Lexicon) -> Self {
        let mut by_form = FxHashMap::default();
        let is_industry = |(_, entity): &(usize, &EntityFact)| entity.label == EntityLabel::Industry;
        let entities = || mentions.entities.iter().enumerate().filter(is_industry);
        for (index, entity) in entities() {
            for form in std::iter::once(&entity.name).chain(&entity.aliases) {
                by_form.entry(form.as_str()).or_insert(index);
            }
        }
        for (index, entity) in entities() {
            if let Some(known) = lexicon.vocabulary.names.get(&entity.name) {
                by_form.entry(&known.name).or_insert(index);
            }
        }
        let forms = by_form.keys().copied().filter(|form| form.chars().nth(1).is_some()).collect();
        Self { by_form, forms, lexicon }
    }

    /// The industries in a name: in the document's words, else in the lexicon's for them or for wider ones.
    fn in_name(&self, name: &str) -> Vec<usize> {
        let head = self.lexicon.vocabulary.heads.ending(name).map_or(name.len(), |(at, _, head)| {
            // 水电 in 金沙江水电基地: the heads of carriers tell what is made there.
            if matches!(&*head.kind, "base" | "park" | "factory" | "science_city" | "valley") {
                name.len()
            } else {
                at
            }
        });
        let mut found: Vec<usize> = Vec::new();
        let mut at = 0;
        while let Some(begin) = name[at..].chars().next() {
            let hit = self.longest_at(name, at).filter(|(end, _)| at < head && is_said(name, at, *end));
            at = match hit {
                Some((end, industry)) => {
                    found.push(industry);
                    end
                }
                None => at + begin.len_utf8(),
            };
        }
        if found.is_empty() {
            found.extend(self.known_in(name, head));
        }
        found.dedup();
        found
    }

    /// The longest of the document's words for an industry that begins at a byte of `text`, and where it ends.
    fn longest_at(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        let form = self.forms.start_of(&text[at..])?;
        Some((at + form.len(), self.by_form[form]))
    }

    /// The industry of the longest of the lexicon's names in `name` before the head.
    fn known_in(&self, name: &str, head: usize) -> Option<usize> {
        let names = &self.lexicon.vocabulary.names;
        let hits = names.scan(name).filter(|(_, known)| known.label == EntityLabel::Industry);
        let found = hits.filter_map(|(span, known): (Span, _)| {
            let industry = [&*known.name, &*known.parent].iter().find_map(|name| self.by_form.get(*name))?;
            (span.len() > 3 && span.start < head && is_said(name, span.start, span.end))
                .then_some((span.len(), *industry))
        });
        found.max_by_key(|&(length, _)| length).map(|(_, industry)| industry)
    }

    /// The industry of the noun that a list's members share, right behind the list: 机器人 of 新松、埃斯顿等机器人企业.
    fn of_list(&self, document: &Document, place: &Placed) -> Option<usize> {
        let sentence = document.sentences[place.sentence].span;
        let after = &document.text.as_str()[place.span.end..sentence.end];
        let clause = &after[..after.find([',', ';', '。', '(']).unwrap_or(after.len())];
        let (members, noun) = clause.split_once('等')?;
        let is_list = members.is_empty() || members.starts_with(['、', '和', '及', '与']);
        let end = noun.char_indices().nth(LONGEST_NOUN).map_or(noun.len(), |(end, _)| end);
        let noun = &noun[..end];
        let is_told = |end: usize| {
            let behind = noun[end..].trim_start_matches("产业").trim_start_matches('类');
            let lists = &self.lexicon.lists;
            [Role::ListCompany, Role::ListProject, Role::ListCarrier, Role::Weighty]
                .into_iter()
                .any(|role| lists[role].opens(behind))
        };
        // 新松、埃斯顿等机器人,甲乙等新材料项目: the trade is all that is said behind the list.
        let whole = self.longest_at(noun, 0).filter(|&(end, _)| is_list && end == noun.len());
        if let Some((_, industry)) = whole {
            return Some(industry);
        }
        let mut own = noun.char_indices().filter_map(|(at, _)| self.longest_at(noun, at));
        if let Some((_, industry)) = own.find(|&(end, _)| is_list && is_told(end)) {
            return Some(industry);
        }
        let names = &self.lexicon.vocabulary.names;
        let hits = names.scan(noun).filter(|(_, known)| known.label == EntityLabel::Industry);
        let (_, known) = hits.into_iter().find(|(span, _)| is_list && is_told(span.end))?;
        [&*known.name, &*known.parent].iter().find_map(|name| self.by_form.get(*name)).copied()
    }

    /// The industry that a word in the name tells.
    fn by_word(&self, name: &str) -> Option<usize> {
        // 黄连坝水库, 棉花渠灌区: the place may be called after what grows there.
        if self.lexicon.lists[Role::Waterwork].ends(name) {
            return None;
        }
        let name = name.strip_suffix("工程").unwrap_or(name);
        let mut words = self.lexicon.industry_words.in_name(name);
        words.find_map(|industries| industries.iter().find_map(|name| self.by_form.get(&**name).copied()))
    }
}
