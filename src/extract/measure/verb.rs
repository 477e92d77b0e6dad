//! The verbs of a figure's clause, and those that it takes from the figures before it: 新增A家、B家.

use super::super::lexicon::{Cue, CueKind, UnitClass, WordRole};
use super::super::quantity::Quantity;
use super::name::Namer;
use super::phrase::Phrase;
use crate::source::Span;

impl Namer<'_, '_> {
    /// 新增A家、B家: the adding verb holds for a list's further items, as long as they have no verb of their own.
    pub(super) fn inherits_add(&self, phrase: &Phrase, figure: &Quantity, clause: Span) -> bool {
        let Some(last) = self.memory.last().filter(|last| last.added) else { return false };
        let bare = phrase.cut.is_none()
            && !is_per_many(self.view.slice(phrase.span))
            && !phrase.reached
            && phrase.change.is_none()
            && phrase.verb.is_none()
            && !phrase.among
            && !self.has_verb(phrase)
            && figure.outer.start == figure.span.start;
        // 新开工62个、|预备项目26个: the state is not theirs.
        let state = self.view.words(WordRole::State).start_of(&last.indicator);
        if state.is_some_and(|state| state.starts_with('新')) {
            return false;
        }
        let near = last.clause == clause.start || self.follows(last, clause);
        // 新增养老床位612张,户籍老人|12.8万人: told in another measure, they are others.
        let person = figure.class == UnitClass::Person && figure.unit != last.unit;
        let counted = matches!(figure.class, UnitClass::Count | UnitClass::Person)
            && (last.clause == clause.start || !person);
        // 新建文化中心32个,|送戏下乡180场.
        let events = self.view.words(WordRole::EventUnit).contains(&figure.unit) && figure.unit != last.unit;
        if events && last.clause != clause.start {
            return false;
        }
        let same = last.class == figure.class
            || counted && matches!(last.class, UnitClass::Count | UnitClass::Person);
        // 新增停车位4000个、绿地3万平方米.
        let listed = last.clause == clause.start
            && (counted || figure.class == UnitClass::Measure)
            && !matches!(last.class, UnitClass::Money | UnitClass::Percent)
            && self.view.text[..phrase.span.start].trim_end_matches(['“', '《']).ends_with('、');
        bare && near && (same && (last.clause == clause.start || counted) || listed)
    }

    /// The verb that the item before has and this one of its list leaves out: 淘汰炼铁产能50万吨、|炼钢产能30万吨.
    pub(super) fn listed_verb(&self, phrase: &Phrase, figure: &Quantity, clause: Span) -> Option<String> {
        let counted = matches!(figure.class, UnitClass::Count | UnitClass::Person | UnitClass::Measure);
        let listed = self.view.text[..phrase.span.start].ends_with('、');
        let bare = phrase.cut.is_none() && phrase.verb.is_none() && !phrase.added && !phrase.reached;
        let own = self.view.cue_beginning(phrase.span.start).is_some_and(|cue| cue.span.len() > 3);
        let last = self.memory.last().filter(|last| last.clause == clause.start && !last.added)?;
        let cues: Vec<Cue> = self.view.lexicon.cues.scan(&last.indicator).collect();
        // 免费|筛查宫颈癌10万人、心脑血管疾病60万人.
        let manner = cues.first().filter(|cue| cue.span.start == 0 && cue.kind == CueKind::Adverb);
        let free = if last.indicator.starts_with("免费") { "免费".len() } else { 0 };
        let start = manner.map_or(free, |cue| cue.span.end);
        let first = cues.iter().copied().find(|cue| cue.span.start >= start)?;
        // 年出栏生猪3.6万头、|肉牛1900头.
        let herd = last.indicator.strip_prefix('年').unwrap_or(&last.indicator);
        if let Some(herd) =
            self.view.words(WordRole::Herd).start_of(herd).filter(|side| side.len() < herd.len())
            && listed
            && bare
            && figure.class == UnitClass::Count
        {
            return Some(herd.to_owned());
        }
        // 削减化学需氧量1340吨、|氨氮110吨.
        let doing = first.kind == CueKind::Act
            || first.kind == CueKind::Fall && figure.class == UnitClass::Measure && first.span.len() > 3;
        let verb = first.span.start == start && doing && first.span.end < last.indicator.len();
        (counted && listed && bare && !own && verb && phrase.change.is_none())
            .then(|| last.indicator[..first.span.end].to_owned())
    }

    /// Whether the phrase begins with a verb of its own: 改造农贸市场6个.
    pub(super) fn has_verb(&self, phrase: &Phrase) -> bool {
        use CueKind::{Act, Award, Do, Fall, Rise, Verb};
        let cue = self.view.cue_beginning(phrase.span.start);
        // 新增成果110项,获科技奖30项.
        if cue.is_some_and(|cue| cue.span.of(self.view.text) == "获") {
            return true;
        }
        let cue = cue.filter(|cue| cue.span.len() > 3);
        cue.is_some_and(|cue| matches!(cue.kind, Act | Award | Do | Fall | Rise | Verb))
    }

    /// Those who were counted before in the clause: 为3200名残疾人发放补贴1800万元.
    pub(super) fn receiver(&self, clause: Span) -> Option<&str> {
        let last = self
            .memory
            .last()
            .filter(|last| last.clause == clause.start && last.class == UnitClass::Person)?;
        Some(&last.indicator)
    }

    /// Whether an elliptic word goes on about what was named before: it has no verb of its own.
    pub(super) fn continues(&self, phrase: &Phrase) -> bool {
        phrase.cut.is_none() && phrase.verb.is_none() && !phrase.added
    }

    /// Whether a verb of doing was cut off before the phrase.
    pub(super) fn is_doing(&self, phrase: &Phrase) -> bool {
        let cue = phrase.cut.and_then(|verb| self.view.cue_ending(verb.end));
        cue.is_some_and(|cue| matches!(cue.kind, CueKind::Do | CueKind::Award))
    }
}

/// Whether a name is told of each of so many: 每千人口床位数, 千人口托位数.
fn is_per_many(name: &str) -> bool {
    name.starts_with('每')
        || name.strip_prefix(['百', '千', '万']).is_some_and(|rest| rest.starts_with(['人', '户', '名']))
}
