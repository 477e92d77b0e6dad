//! What a place in a ranking is about: `位列全国县域绿色发展百强第九`, `金牌数位列全省第一`, `增幅全省第4`.

use super::super::fact::MeasureType;
use super::super::lexicon::{Cue, CueKind, UnitClass, WordRole};
use super::name::{Draft, Named, Namer};
use super::names;
use super::phrase;
use super::time;
use super::view::View;
use super::words::{is_name, plain};
use crate::source::Span;

/// Most bytes from a rate of change up to its place: 增速稳居.
const MAX_RATE: usize = 24;

/// Most characters of the list that a clause names before it tells the place on it.
const MAX_LIST: usize = 24;

/// What a ranking is of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ranked {
    /// An indicator or a list by its name.
    Name(String),
    /// What was spoken of before, `all` of the clause before or the last.
    Before {
        /// 均: every subject of the clause before.
        all: bool,
        /// Its change, where that has the place: 增量保持全国第一.
        change: String,
    },
}

/// What a place is about, read from `stretch`, the text before it; `None` when it is no place.
pub(super) fn ranked(view: &View<'_>, stretch: Span) -> Option<Ranked> {
    let placing = view.cues_in(stretch).rev().find(|cue| is_placing(view, cue));
    let scope_text = placing.map_or(stretch, |cue| Span::new(cue.span.end, stretch.end));
    let between_span = phrase::trimmed(view, scope_text);
    let between = view.slice(between_span);
    let is_list = view.words(WordRole::RankingList).is_in(between);
    let scope = view.words(WordRole::Scope).first_in(between).map(|scope| scope.start);
    // 从居世界第三十九位|跃升到第二位.
    let left = placing.is_some_and(|cue| view.text[stretch.start..cue.span.start].ends_with(['从', '由']));
    // 排名|由全市第九位|上升至第四位.
    if left || between.contains(['从', '由']) || placing.is_none() && scope.is_none() && !is_list {
        return None;
    }
    let all = view.cues_in(stretch).any(|cue| cue.kind == CueKind::Each);
    // Without a verb the subject stands before the scope: 增幅全省第4.
    let subject = match (placing, scope) {
        (Some(cue), _) if !is_list => Span::new(stretch.start, cue.span.start),
        (None, Some(at)) if at > 0 => Span::new(stretch.start, between_span.start + at),
        _ if is_list => {
            return Some(Ranked::Name(format!("{}排名", phrase::clean(between).trim_end_matches("排名"))));
        }
        _ => Span::new(stretch.start, stretch.start),
    };
    // 企业总数达1300家,|净增数全省第三.
    let change = view.slice(phrase::trimmed(view, subject));
    if view.words(WordRole::Change).contains(change) {
        return Some(Ranked::Before { all, change: change.to_owned() });
    }
    let subject = phrase::before(view, subject, UnitClass::Rank);
    let name = phrase::clean(view.slice(subject.span));
    // 进出口规模|从世界第六位上升到第三位.
    let name = name.split(['从', '由']).next().unwrap_or_default().trim_end_matches(['中', '在']);
    // 甲500强、乙100强等|五张榜单上榜数.
    let name = name
        .rsplit_once('等')
        .map_or(name, |(list, all)| if list.contains('、') && all.contains("榜单") { all } else { name });
    // 总量|在全国百强县(市)中列第17位.
    let told = |at: &usize| {
        let name = &name[..*at];
        view.words(WordRole::Total).contains(name) || view.lexicon.indicators.is_metric(name)
    };
    let among = name.find("在全").filter(told);
    let name = among.map_or(name, |at| &name[..at]);
    if name.is_empty()
        || view.words(WordRole::Total).contains(name)
        || view.words(WordRole::Elliptic).contains(name)
        || view.words(WordRole::Change).contains(name)
    {
        // 增长7%、|增速居全省第3位.
        let told = view.text.get(subject.span.end..scope_text.start).unwrap_or_default();
        let rate =
            view.words(WordRole::ChangeRate).start_of(told).filter(|rate| rate.ends_with(['速', '幅']));
        // 指数3.4,|改善幅度居全省第6位.
        let rates = [WordRole::ChangeRate, WordRole::Change];
        let changes = name == "增量" || rates.iter().any(|role| view.words(*role).contains(name));
        let change = if changes { name } else { rate.filter(|_| name.is_empty()).unwrap_or_default() };
        let change = change.to_owned();
        return Some(Ranked::Before { all, change });
    }
    // 存贷款余额|增速居全省第1位 is no place of the balance itself.
    let rest = view.text.get(subject.span.end..scope_text.start).unwrap_or_default();
    // 人均收入|连续五年|增速居全省前三位.
    let rest = &rest[time::expression_at(rest, view.lexicon).unwrap_or_default()..];
    let rate = view.words(WordRole::ChangeRate).start_of(rest).filter(|_| rest.len() <= MAX_RATE);
    let name = format!("{name}{}", rate.unwrap_or_default());
    // 新增|本外币贷款居全国首位.
    let adding = subject.cut.filter(|cut| subject.added && cut.end == subject.span.start);
    let adding = adding.map_or("", |cut| view.slice(cut));
    (name.chars().count() >= 2).then(|| Ranked::Name(format!("{adding}{name}")))
}

/// Whether a cue puts something at a place.
fn is_placing(view: &View<'_>, cue: &Cue) -> bool {
    let word = cue.span.of(view.text);
    match cue.kind {
        CueKind::Rank | CueKind::Award => true,
        CueKind::Each => word.ends_with(['列', '居']),
        CueKind::Reach => view.words(WordRole::PlaceReached).contains(word),
        _ => false,
    }
}

impl Namer<'_, '_> {
    /// Drafts of the place in a ranking that figure `at` is; gives the next figure to look at.
    pub(super) fn rank(&mut self, at: usize, stretch: Span, clause: Span) -> usize {
        if self.is_moved(at, stretch) {
            self.moved(at, stretch, clause);
            return at + 1;
        }
        let names = match ranked(self.view, stretch) {
            None => {
                // Where a move starts from names nothing, and hides no name from where it ends.
                if self.view.slice(stretch).contains(['从', '由']) {
                    self.used = None;
                }
                return at + 1;
            }
            Some(Ranked::Name(name)) => {
                let places = self.places_in_order(at, stretch, clause);
                if let Some(names) = self.ranked_apart(&name, places) {
                    for (n, name) in names.into_iter().enumerate() {
                        self.push_rank(at + n, name, MeasureType::Rank, 1.0, clause);
                    }
                    return at + places;
                }
                let of_before = self.each_of_before(&name);
                let all = of_before.unwrap_or_else(|| names::whole(&name, false, self.view.lexicon));
                if all.len() > 1 {
                    // 甲指数、乙增速|居全省第3位.
                    for name in all {
                        self.push_rank(at, name, MeasureType::Rank, 1.0, clause);
                    }
                    return at + 1;
                }
                let owner = self.owner_of(&name, clause).or_else(|| self.place_of(&name, clause));
                let owner = owner.unwrap_or_default();
                vec![self.rate_of(&name, clause).unwrap_or_else(|| format!("{owner}{name}"))]
            }
            Some(Ranked::Before { all: false, change })
                if change.is_empty() && self.list_before(clause).is_some() =>
            {
                self.list_before(clause).into_iter().collect()
            }
            Some(Ranked::Before { all: false, change }) => {
                let places = self.places_in_order(at, stretch, clause);
                let names = self.amount_and_rate(stretch, places).unwrap_or_else(|| self.last_names(places));
                if places > 1 && names.len() == places {
                    for (n, name) in names.into_iter().enumerate() {
                        self.push_rank(at + n, name, MeasureType::Rank, 1.0, clause);
                    }
                    return at + places;
                }
                self.memory.last().map(|named| format!("{}{change}", named.indicator)).into_iter().collect()
            }
            Some(Ranked::Before { all: true, .. }) => {
                let from = self.memory.last().map_or(0, |last| last.clause);
                let named = self.memory.iter().filter(|named| named.clause == from);
                let names: Vec<_> = named.map(|named| named.indicator.clone()).collect();
                // 甲超过1万家,乙突破400家,均居全国第四: each in a clause of its own.
                if names.len() < 2 { self.last_names(self.alike_in_a_row().max(2)) } else { names }
            }
        };
        for name in names {
            self.push_rank(at, name, MeasureType::Rank, 1.0, clause);
        }
        at + 1
    }

    /// The list that the clause before says something got on: 入选全国百强县,|排名第68位.
    fn list_before(&self, clause: Span) -> Option<String> {
        let view = self.view;
        let before = view.clause_before(clause.start)?;
        let silent = !view.figures.iter().any(|figure| before.contains(figure.span));
        let award = view.cues_in(before).rfind(|cue| cue.kind == CueKind::Award).filter(|_| silent)?;
        let list = phrase::clean(view.slice(Span::new(award.span.end, before.end)));
        let ranked =
            view.words(WordRole::RankingEnd).ends(&list) || view.words(WordRole::ListName).ends(&list);
        let fits = (4..=MAX_LIST).contains(&list.chars().count()) && !list.contains('、');
        (ranked && fits).then(|| format!("{list}排名"))
    }

    /// How much and how fast, of what was told before: 实际使用外资4亿美元,|总量、增幅|分别居第5位、第2位.
    fn amount_and_rate(&self, stretch: Span, places: usize) -> Option<Vec<String>> {
        let last = &self.memory.last()?.indicator;
        let words = &self.view.lexicon.measure_words;
        let (told, _) = self.view.slice(stretch).split_once("分别")?;
        let names: Option<Vec<String>> = told
            .split(['、', '和'])
            .map(|part| match part {
                amount if words[WordRole::Total].contains(amount) => Some(last.clone()),
                rate => words[WordRole::ChangeRate].contains(rate).then(|| format!("{last}{rate}")),
            })
            .collect();
        names.filter(|names| names.len() == places && places > 1)
    }

    /// The names of as many ranked things: 数字化产业、产业数字化|两项指标.
    fn ranked_apart(&self, name: &str, places: usize) -> Option<Vec<String>> {
        let list = name
            .strip_suffix("指标")
            .unwrap_or(name)
            .trim_end_matches(['两', '二', '三', '四', '项', '个', '大']);
        (places > 1).then(|| names::split(list, places, self.view.lexicon)).flatten()
    }

    /// How many clauses right before each add or tell one count: 培训6万人次,新增人才2万人,新增就业3万人,|均居全省首位.
    fn alike_in_a_row(&self) -> usize {
        let counts = |named: &Named| matches!(named.class, UnitClass::Count | UnitClass::Person);
        let people = |named: &Named| named.unit.contains('人');
        self.in_a_row(counts, |named, next| people(named) == people(next)).len()
    }

    /// How many places stand in a row behind 分别, or by pauses alone: 分别位居全国第六和第三, 居全球第五位、第四位.
    fn places_in_order(&self, at: usize, stretch: Span, clause: Span) -> usize {
        let view = self.view;
        let apart = view.cues_in(stretch).any(|cue| cue.kind == CueKind::Respectively);
        let follows = |next: &usize| {
            let between = view.figures[next - 1].outer.end..view.figures[*next].outer.start;
            view.figures[*next].class == UnitClass::Rank
                && between.end <= clause.end
                && view
                    .text
                    .get(between)
                    .is_some_and(|text| text == "、" || apart && matches!(text, "和" | "与" | "及"))
        };
        1 + (at + 1..view.figures.len()).take_while(follows).count()
    }

    /// `排名上升4位`: a move in a ranking, no place.
    fn is_moved(&self, at: usize, stretch: Span) -> bool {
        let view = self.view;
        let figure = &view.figures[at];
        let turned = view.cue_ending(stretch.end).is_some_and(|cue| {
            stretch.contains(cue.span) && matches!(cue.kind, CueKind::Rise | CueKind::Fall)
        });
        figure.class != UnitClass::Rank && turned
    }

    fn moved(&mut self, at: usize, stretch: Span, clause: Span) {
        let phrase = phrase::before(self.view, stretch, UnitClass::Count);
        let words = phrase::clean(self.view.slice(phrase.span));
        let rest = words.trim_end_matches("排名").trim_end_matches(['中', '在']);
        let name = match (rest, self.memory.last()) {
            ("", Some(before)) => before.indicator.clone(),
            // 得分提高2分,|全国排名前进3位.
            (scope, Some(before)) if self.view.words(WordRole::Scope).contains(scope) => {
                before.indicator.clone()
            }
            (rest, _) => rest.to_owned(),
        };
        let sign = if phrase.change == Some(false) { -1.0 } else { 1.0 };
        self.push_rank(
            at,
            format!("{}排名", name.trim_end_matches("排名")),
            MeasureType::Increment,
            sign,
            clause,
        );
    }

    fn push_rank(&mut self, at: usize, name: String, measure_type: MeasureType, sign: f64, clause: Span) {
        if !is_name(&name, &self.view.lexicon.indicators) {
            return;
        }
        let figure = &self.view.figures[at];
        let indicator = plain(&name, &self.view.lexicon.indicators);
        let class = UnitClass::Rank;
        let unit = figure.unit.clone();
        let clause = clause.start;
        self.memory.push(Named {
            indicator,
            clause,
            added: false,
            class,
            unit,
            change: None,
            part: false,
            owner: None,
        });
        self.drafts.push(Draft {
            figure: at,
            indicator: name,
            measure_type,
            sign,
            op: figure.op,
            at: figure.span.start,
            rule: "measure.rank",
            since: None,
        });
    }
}
