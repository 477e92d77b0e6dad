//! What the clauses before a figure, or its heading, deal with: 壮大|海洋经济,产值…, “甲”成为知名品牌,产值…, 为支持|养老服务建设,
//! 财政安排….
//!
//! A clause that has a figure of its own deals with that.

use super::super::lexicon::{CueKind, UnitClass, WordRole};
use super::super::quantity::Quantity;
use super::name::{Found, Named, Namer};
use super::owner::MAX_OWNER;
use super::phrase::{self, Phrase};
use super::view::View;
use crate::source::Span;

/// Most clauses before that are asked for an owner.
const MAX_BACK: usize = 4;

/// Most characters of a brand.
const MAX_BRAND: usize = 8;

impl Namer<'_, '_> {
    /// A name that is a verb alone, with what it is done to: the unit's thing, or that of the figure before.
    pub(super) fn with_object(&self, mut name: String, figure: &Quantity) -> String {
        let lexicon = self.view.lexicon;
        let verb = lexicon
            .cues
            .scan(&name)
            .next()
            .is_some_and(|cue| cue.span.len() == name.len() && cue.kind == CueKind::Act)
            || lexicon.measure_words[WordRole::Undoing].contains(&name);
        let again = |last: &&Named| {
            last.class == figure.class && (figure.class == UnitClass::Measure || last.unit == figure.unit)
        };
        if let Some(thing) = self.thing_in_unit(figure).filter(|_| verb) {
            // 创新班列运营模式,开行2500列.
            name.insert_str(0, thing);
        } else if verb && let Some(before) = self.memory.last().filter(again) {
            // 新建绿地12公顷、改造提升8公顷; 清理规定2300件,废止830件.
            // 取消审批事项56项,|调整32项.
            let undone = self.view.words(WordRole::Undoing).start_of(&before.indicator).map_or(0, str::len);
            let object = &before.indicator[undone..];
            name += if undone > 0 { object } else { self.object_of(object) };
        } else if let Some(before) = self.memory.last()
            && lexicon.measure_words[WordRole::Reaching].contains(&name)
        {
            // 发放救助金8.4亿元,惠及19.6万人.
            name = format!("{}{name}", before.indicator);
        }
        name
    }

    /// What one of the clauses before deals with, if it can have a metric of its own: 壮大海洋经济,|产值….
    pub(super) fn kind_before(&self, metric: &str, clause: Span) -> Option<String> {
        let words = &self.view.lexicon.measure_words;
        let brand = words[WordRole::BrandMetric].contains(metric);
        let fair = words[WordRole::FairMetric].contains(metric);
        let owns = |name: &str| {
            let kind = if fair { WordRole::Fair } else { WordRole::Owner };
            let generic = self.is_generic(name);
            !generic
                && (2..=MAX_OWNER).contains(&name.chars().count())
                && (brand || words[kind].end_of(name).is_some())
        };
        let mut start = clause.start;
        for _ in 0..MAX_BACK {
            let before = self.view.clause_before(start)?;
            start = before.start;
            let told = self.object_of_clause(before).filter(|object| owns(object));
            if let Some(owner) = told.or_else(|| self.subject_of_clause(before).filter(|name| owns(name))) {
                return Some(owner);
            }
        }
        None
    }

    /// Whether a name says of no trade or place which ones are meant: 龙头企业.
    pub(super) fn is_generic(&self, name: &str) -> bool {
        let lead = self.view.words(WordRole::GenericLead).start_of(name).map_or(0, str::len);
        self.view.is_thing(&name[lead..])
    }

    /// What a clause without a figure says something of: 新材料产业集群|入选国家级名单, 文旅产业|强势复苏.
    fn subject_of_clause(&self, before: Span) -> Option<String> {
        let view = self.view;
        if view.figures.iter().any(|figure| before.contains(figure.span)) {
            return None;
        }
        let start = phrase::trim_start(view, before, &mut Phrase::default()).min(before.end);
        let words = &view.lexicon.measure_words;
        let rest = Span::new(start, before.end);
        if behind_verbs(view, rest).is_some() {
            return None;
        }
        let told = view.cues_in(rest).find(|cue| cue.span.start > start && cue.span.len() > 3);
        let text = &view.text[start..told.map_or(before.end, |cue| cue.span.start)];
        // 文旅产业|强势复苏: without a cue the kind ends the name.
        let fair = words[WordRole::Fair].end_of(text).map(|_| text.len());
        let kind = fair.or_else(|| words[WordRole::Kind].first_in(text).map(|kind| kind.end));
        let longer =
            kind.is_some_and(|end| words[WordRole::OwnerPart].start_of(&view.text[start + end..]).is_some());
        let end = kind.or(told.map(|_| text.len())).filter(|_| !longer)?;
        let goes_on =
            end < rest.len() && !view.text[start + end..].starts_with(['、', '和', '与', '的', '及']);
        let name = phrase::clean(&text[..end]);
        let plain = name.chars().all(char::is_alphanumeric)
            && view.lexicon.cues.scan(&name).all(|cue| cue.kind == CueKind::Noun);
        (goes_on && plain).then_some(name)
    }

    /// The name in quotation marks that a clause before speaks of: “甲”成为知名品牌,|产值…, 做强“甲”公用品牌,|产值….
    pub(super) fn brand_before(&self, clause: Span) -> Option<String> {
        let mut start = clause.start;
        for _ in 0..MAX_BACK {
            let before = self.view.clause_before(start)?;
            start = before.start;
            let Some((lead, told)) = self.view.slice(before).split_once('“') else { continue };
            // “甲”成为…, or 做强“甲”公用品牌.
            if let Some((name, rest)) = told.split_once('”')
                && (lead.is_empty() || rest.ends_with("品牌"))
                && (2..=MAX_BRAND).contains(&name.chars().count())
                && !rest.is_empty()
                && !rest.starts_with(['、', '和', '与', '及', '“'])
                && name.chars().all(char::is_alphabetic)
            {
                return Some(name.to_owned());
            }
        }
        None
    }

    /// What the section's heading deals with: 发展壮大矿产业.
    pub(super) fn kind_of_heading(&self) -> Option<String> {
        let heading = View::of_words(self.view.heading, self.view.lexicon);
        let start = phrase::trim_start(&heading, Span::new(0, heading.text.len()), &mut Phrase::default());
        let object = behind_verbs(&heading, Span::new(start, heading.text.len()))?;
        let object = phrase::clean(&heading.text[object..]);
        let kind = self.view.words(WordRole::Kind).end_of(&object).is_some();
        let fits =
            (3..=MAX_OWNER).contains(&object.chars().count()) && !object.contains(['、', '和', '与', '大']);
        (kind && fits).then_some(object)
    }

    /// What the clause before deals with or says something of, without a rate of its own: 扩大住房公积金|覆盖面, 职工养老
    /// 保险制度|不断完善.
    pub(super) fn rated_before(&self, clause: Span, least: usize) -> Option<String> {
        let view = self.view;
        let object = self.object_before(clause).or_else(|| {
            let before = view.clause_before(clause.start)?;
            let start = phrase::trim_start(view, before, &mut Phrase::default()).min(before.end);
            let told = view.cues_in(Span::new(start, before.end)).find(|cue| cue.kind != CueKind::Verb)?;
            let bettered = told.span.len() > 3 && matches!(told.kind, CueKind::Adverb | CueKind::Rise);
            let silent = !view.figures.iter().any(|figure| before.contains(figure.span));
            let subject = phrase::clean(view.text.get(start..told.span.start)?);
            (bettered && silent && subject.chars().count() >= least && !subject.contains('、'))
                .then_some(subject)
        })?;
        let rated = view.words(WordRole::BareRate).end_of(&object).map_or(0, str::len);
        Some(object[..object.len() - rated].to_owned())
    }

    /// What the clause before says that something is done for: 为加快社会保障体系建设,|财政安排2000亿元.
    pub(super) fn purpose_before(&self, clause: Span) -> Option<String> {
        let before = self.view.clause_before(clause.start)?;
        let purpose = self.view.slice(before).strip_prefix('为')?;
        let caused = self.view.words(WordRole::Causing).start_of(purpose).filter(|verb| verb.len() > 3);
        let start = before.end - purpose.len();
        let object = behind_verbs(self.view, Span::new(start, before.end));
        let object = object.or_else(|| caused.map(|verb| start + verb.len()))?;
        let object = phrase::clean(&self.view.text[object..before.end]);
        (3..=MAX_OWNER).contains(&object.chars().count()).then_some(object)
    }

    /// What a clause behind says that money is for: 财政安排800亿元,比上年增加160亿元,|支持卫生事业发展.
    pub(super) fn purpose_behind(&self, clause: Span) -> Option<String> {
        let mut rest = self.view.text.get(clause.end..)?;
        for _ in 0..2 {
            rest = rest.strip_prefix(',')?;
            let end = rest.find([',', '。', ';', ':']).unwrap_or(rest.len());
            if let Some(purpose) =
                rest[..end].strip_prefix("支持").or_else(|| rest[..end].strip_prefix("用于"))
            {
                let object = phrase::clean(purpose);
                let fits = (3..=MAX_OWNER).contains(&object.chars().count()) && !object.contains('、');
                return fits.then_some(object);
            }
            rest = &rest[end..];
        }
        None
    }

    /// What an amount alone is spent on, as the clause behind tells: 投资2亿元,|实施|农田水利项目|18个.
    pub(super) fn spent_behind(
        &self,
        text: &str,
        phrase: &Phrase,
        figure: &Quantity,
        clause: Span,
    ) -> Option<Found> {
        let view = self.view;
        let verb = phrase.verb.map_or("", |verb| view.slice(verb));
        let spent = if text.is_empty() { verb } else { text };
        let near = |last: &Named| last.clause == clause.start || self.follows(last, clause);
        let alone = figure.class == UnitClass::Money
            && view.words(WordRole::Spending).contains(spent)
            && phrase.change.is_none()
            && figure.outer.end == clause.end
            && view.text[clause.end..].starts_with(',')
            && !self.memory.last().is_some_and(near);
        if !alone {
            return None;
        }
        let next = view.clause(clause.end + 1);
        let start = phrase::trim_start(view, next, &mut Phrase::default()).min(next.end);
        let object = behind_verbs(view, Span::new(start, next.end))?;
        let first = view.figures.iter().find(|figure| next.contains(figure.outer));
        let end = first.map_or(next.end, |first| first.outer.start).max(object);
        let object = phrase::clean(view.slice(phrase::trimmed(view, Span::new(object, end))));
        let object = object.trim_start_matches('了');
        let fits =
            (2..=MAX_OWNER).contains(&object.chars().count()) && object.chars().all(char::is_alphanumeric);
        let kind = if spent.ends_with("投入") { "资金" } else { "" };
        fits.then(|| Found {
            names: vec![format!("{object}{spent}{kind}")],
            at: figure.span.start,
            added: false,
            rule: "measure.investment",
        })
    }

    /// The noun behind the verb that the clause before begins with, if it has no figure.
    pub(super) fn object_before(&self, clause: Span) -> Option<String> {
        self.object_of_clause(self.view.clause_before(clause.start)?)
    }

    /// The noun behind the verb that a clause without a figure begins with.
    fn object_of_clause(&self, before: Span) -> Option<String> {
        let view = self.view;
        if view.figures.iter().any(|figure| before.contains(figure.span)) {
            return None;
        }
        let start = phrase::trim_start(view, before, &mut Phrase::default()).min(before.end);
        // 在全国农村|全面推行|新型合作医疗制度.
        let placed = view.slice(before).starts_with('在');
        let verb = view
            .cues_in(Span::new(start, before.end))
            .find(|cue| matches!(cue.kind, CueKind::Act | CueKind::Do));
        let start = verb.filter(|_| placed).map_or(start, |verb| verb.span.start);
        let object = behind_verbs(view, Span::new(start, before.end))?;
        let object = phrase::clean(view.slice(phrase::trimmed(view, Span::new(object, before.end))));
        let object = object.trim_start_matches('了');
        // 壮大软件、电子商务等|数字经济核心产业.
        let kind = object
            .rsplit_once('等')
            .map(|(_, kind)| kind)
            .filter(|kind| kind.chars().nth(2).is_some() && !kind.starts_with('级'))
            .filter(|kind| !view.words(WordRole::SameEnd).ends(&object[..object.len() - kind.len()]));
        let object = kind.unwrap_or(object).to_owned();
        (object.chars().count() >= 3 && !object.contains('、')).then_some(object)
    }
}

/// Where the verbs that `span` begins with end, if it does with one: 重点|发展|职业教育.
pub(super) fn behind_verbs(view: &View<'_>, span: Span) -> Option<usize> {
    let verb_at = |at: usize| {
        let cue = view.cue_beginning(at).map(|cue| cue.span.end).filter(|end| *end < span.end);
        let light = || view.words(WordRole::LightVerb).start_of(&view.text[at..span.end]);
        cue.or_else(|| light().map(|verb| at + verb.len()))
    };
    let stressed = view.words(WordRole::Emphasis).start_of(view.slice(span)).map_or(0, str::len);
    let mut end = verb_at(span.start).or_else(|| verb_at(span.start + stressed))?;
    while let Some(next) = verb_at(end) {
        end = next;
    }
    Some(end)
}
