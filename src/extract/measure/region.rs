//! The region of a figure by the words of its indicator: 岳阳|规上工业增加值, 苏北地区|生产总值, 其中江阴|增长8%.

use super::super::fact::{EntityLabel, MeasureType};
use super::super::lexicon::{KnownName, NameForm, PlaceId, Role, WordRole};
use super::super::mention::Placed;
use super::super::quantity::Quantity;
use super::name::Draft;
use super::names;
use super::phrase::{self, Phrase};
use super::read::Place;
use super::teller::{self, Stretch};
use super::view::View;
use crate::source::Span;

/// Most characters of a place's or an area's name.
const LONGEST_PLACE: usize = 8;

/// Most bytes of a bare verb that says an indicator again.
const MAX_AGAIN: usize = 6;

/// Most clauses that are asked whose place on a list is told.
const MAX_BACK: usize = 3;

impl Place<'_> {
    /// The region that the indicator begins with, if it is one within the report's: 江阴市地区生产总值.
    pub(super) fn owner(&self, region: String, indicator: String) -> (String, String) {
        let identity = &self.document.identity;
        let places = &self.lexicon.places;
        // 区|增加值, 市|一般公共预算收入: the speaker's level.
        if let Some(rest) =
            self.lexicon.lists[Role::LevelName].start_of(&indicator).map(|level| &indicator[level.len()..])
            && self.lexicon.indicators.is_known(rest)
            && self.lexicon.indicators.is_metric(rest)
            && !rest.starts_with('重')
        {
            return (region, rest.to_owned());
        }
        if let Some(of_zone) = self.of_zone(&indicator) {
            return of_zone;
        }
        let Some((found, len, form)) = self.place_opening(&indicator) else {
            return self.of_area(&indicator).unwrap_or((region, indicator));
        };
        let rest = indicator[len..].to_owned();
        let own = places.get(found).name == region || Some(found) == identity.place;
        // 上海港集装箱吞吐量 is no 港集装箱吞吐量.
        if own && (form != NameForm::Short || self.lexicon.indicators.is_known(&rest)) {
            // 临河区|全年|地区生产总值.
            let plain = self.behind_lead(&rest).unwrap_or(rest);
            return (region, plain);
        }
        if own && let Some(rest) = self.behind_lead(&rest) {
            return (region, rest);
        }
        let below = places.lies_in(found, identity.place);
        // 甲开发区|在全国综合考评中居第一.
        if below
            && form != NameForm::Short
            && let Some(list) = rest
                .strip_prefix('在')
                .filter(|list| self.lexicon.measure_words[WordRole::Contest].ends(list))
        {
            return (places.get(found).name.clone(), list.to_owned());
        }
        let rest = self.behind_count(&rest).to_owned();
        if below && (self.is_amount(&rest) || self.is_of_place(&indicator, len, form)) {
            // 搬迁安置3万户,其中甲县|搬迁|1万户.
            let again = self.last.filter(|last| last.indicator.ends_with(&rest) && rest.len() <= MAX_AGAIN);
            return (places.get(found).name.clone(), again.map_or(rest, |last| last.indicator.clone()));
        }
        (region, indicator)
    }

    /// Whether what stands behind the first `len` bytes, a place's name, is told of the place: 泽库县|脱贫, 海伦|大豆面积.
    /// 大连港货运量 is the port's, 黄浦江游客量 the river's, 江阴市场交易额 the market's.
    fn is_of_place(&self, indicator: &str, len: usize, form: NameForm) -> bool {
        let (place, rest) = indicator.split_at(len);
        let level = place.char_indices().next_back().map_or(len, |(at, _)| at);
        let in_word = self.lexicon.measure_words[WordRole::LevelWord].opens(&indicator[level..]);
        let text = self.document.text.as_str();
        // 渭城区棚户区改造|开工 is a county's work.
        let whole = |placed: &&Placed| {
            form == NameForm::Short || self.mentions.entities[placed.entity].label != EntityLabel::Project
        };
        let mut named = self.mentions.in_sentence(self.index).iter().filter(whole).map(|placed| placed.span);
        let begins = |name: Span| name.len() > len && indicator.starts_with(name.of(text));
        let opens = |role: WordRole| self.lexicon.measure_words[role].opens(rest);
        let goes_on = || opens(WordRole::NameGoesOn) && !opens(WordRole::NoNameGoesOn);
        let is_metric =
            || self.lexicon.indicators.is_metric(rest) && !opens(WordRole::Facility) && !goes_on();
        rest.starts_with(char::is_alphabetic)
            && rest.chars().nth(1).is_some()
            && !in_word
            && (form != NameForm::Short || is_metric())
            && !named.any(begins)
    }

    /// Without how many places a list has told: 甲、乙、丙|三县市|一般公共预算收入.
    fn behind_count<'r>(&self, rest: &'r str) -> &'r str {
        let counted = rest.trim_start_matches(|mark| "两二三四五六七八九十".contains(mark));
        let own = names::behind_levels(counted, self.lexicon).filter(|_| counted.len() < rest.len());
        own.unwrap_or(rest)
    }

    /// Whether this is an indicator, and no thing that is counted.
    fn is_amount(&self, indicator: &str) -> bool {
        let indicators = &self.lexicon.indicators;
        // 工业增加值|占全省比重: a share of it.
        let indicator = indicator.split_once('占').map_or(indicator, |(part, _)| part);
        let known = indicators.canonical(indicator);
        known.is_some_and(|known| known.dimension != "count")
            || known.is_some() && indicators.is_metric(indicator)
    }

    /// The zone within the report's that the indicator begins with: 高新区|工业总产值.
    fn of_zone(&self, indicator: &str) -> Option<(String, String)> {
        let (len, zone) = teller::zone_opening(self.stretch(), indicator)?;
        let (rest, indicators) = (&indicator[len..], &self.lexicon.indicators);
        let told = indicators.is_known(rest) || indicators.is_metric(rest);
        (told && rest.starts_with(char::is_alphabetic)).then(|| (zone, rest.to_owned()))
    }

    /// `indicator` of a place that the clause tells of, without the place: 盘锦|固定资产投资, 综保区|进出口额.
    pub(super) fn without_teller(&self, indicator: &str, teller: &str) -> String {
        let short = self.place_opening(indicator);
        let short =
            short.filter(|(id, ..)| self.lexicon.places.get(*id).name == teller).map(|(_, len, _)| len);
        let zone = || teller::zone_opening(self.stretch(), indicator).filter(|(_, zone)| zone == teller);
        let full = indicator.starts_with(teller).then_some(teller.len());
        let own = full.or(short).or_else(|| zone().map(|(len, _)| len)).map(|len| &indicator[len..]);
        let own = own.filter(|own| own.chars().nth(1).is_some()).unwrap_or(indicator);
        own.strip_prefix('在').unwrap_or(own).to_owned()
    }

    /// The area within the report's that the indicator begins with: 陕北|生产总值, 湘南地区|农民人均纯收入.
    fn of_area(&self, indicator: &str) -> Option<(String, String)> {
        let (len, known) = self.lexicon.vocabulary.names.opening(indicator)?;
        let form = indicator[..len].strip_suffix("地区").unwrap_or(&indicator[..len]);
        let rest = &indicator[form.len()..];
        let rest = rest.strip_prefix("地区").filter(|rest| !rest.starts_with("生产总值")).unwrap_or(rest);
        let is_own = self.is_area_within(known) && self.is_amount(rest);
        is_own.then(|| (known.name.to_string(), rest.to_owned()))
    }

    /// Whether this is an area, all of whose members lie in the report's place.
    fn is_area_within(&self, known: &KnownName) -> bool {
        let is_area = known.label == EntityLabel::Region && !known.codes.is_empty();
        self.document.identity.place.filter(|_| is_area).is_some_and(|own| {
            let code = self.lexicon.places.get(own).code.to_string();
            let own = code.trim_end_matches("00");
            known.codes.split(' ').all(|member| member.starts_with(own))
        })
    }

    /// A place within the report's that the figure alone is told of, with the indicator that goes on: 进出口总额增长5%,
    /// 其中江阴|增长8%.
    pub(super) fn alone(&self, draft: &Draft, figure: &Quantity) -> Option<(String, String)> {
        let name = &draft.indicator;
        let may_be = name.chars().nth(LONGEST_PLACE).is_none() && !self.lexicon.indicators.is_known(name);
        let last = self.last.filter(|_| may_be)?;
        let place = self.place_named(name)?;
        let goes_on = draft.measure_type != MeasureType::Level || figure.unit == last.unit;
        // 四区收入占全市比重达68%,其中甲区|增长15%: of the income.
        let part = last.indicator.split_once('占').map(|(part, _)| part);
        let part = part.filter(|_| draft.measure_type == MeasureType::Growth).unwrap_or(&last.indicator);
        goes_on.then(|| (place.to_owned(), part.to_owned()))
    }

    /// The place or the area within the report's of this name.
    fn place_named(&self, name: &str) -> Option<&str> {
        let places = &self.lexicon.places;
        let place = match places.find(name, &self.document.identity.scope) {
            Some(found) => Some(places.get(found).name.as_str()),
            None => {
                let region = self.mentions.region_named(name);
                region.map(|region| self.mentions.entities[region].name.as_str())
            }
        };
        let area = || self.lexicon.vocabulary.names.get(name).filter(|known| self.is_area_within(known));
        place.filter(|place| teller::is_within(self.stretch(), place)).or_else(|| Some(&*area()?.name))
    }

    /// The place that the indicator begins with, its bytes and which of its names: 大连市, 大连; 大同 where the text
    /// means the city by it.
    pub(super) fn place_opening(&self, indicator: &str) -> Option<(PlaceId, usize, NameForm)> {
        let (places, scope) = (&self.lexicon.places, &self.document.identity.scope);
        let goes_on = |len: usize| indicator[len..].chars().nth(1).is_some();
        if let Some(name) = places.longest_at(indicator, 0) {
            let found = places.find(&indicator[..name.len], scope)?;
            return goes_on(name.len).then_some((found, name.len, name.form));
        }
        let ends = indicator.char_indices().map(|(at, mark)| at + mark.len_utf8()).skip(1).take(2);
        ends.filter(|&end| goes_on(end)).find_map(|end| {
            let region = self.mentions.region_named(&indicator[..end])?;
            Some((places.find(&self.mentions.entities[region].name, scope)?, end, NameForm::Short))
        })
    }

    /// The place within the report's that the figure's clause tells of.
    pub(super) fn place_told(
        &self,
        view: &View<'_>,
        figure: Span,
        measure_type: MeasureType,
    ) -> Option<String> {
        teller::place_told(self.stretch(), view, figure, measure_type)
    }

    fn stretch(&self) -> Stretch<'_> {
        let (document, mentions, lexicon) = (self.document, self.mentions, self.lexicon);
        let from = self.sentence.span.start + self.offset;
        let owner = self.last.map(|last| last.region.as_str());
        Stretch { document, mentions, lexicon, sentence: self.index, from, before: self.before, owner }
    }

    /// What words of time or of planning right behind the report's own place lead to: 东莞|去年完成|投资, 东莞|计划|学位.
    fn behind_lead(&self, rest: &str) -> Option<String> {
        let plan = self.lexicon.measure_words[WordRole::Planned].start_of(rest).map_or(0, str::len);
        let view = View::of_words(&rest[plan..], self.lexicon);
        let start = phrase::trim_start(&view, Span::new(0, view.text.len()), &mut Phrase::default());
        let own = &view.text[start..];
        (plan + start > 0 && own.chars().nth(1).is_some()).then(|| own.to_owned())
    }

    /// The place, within the report's, that a clause up to the figure's speaks of where the figure is its place on a
    /// list: 甲区成绩突出,在全国百强区榜单中排名第58位.
    pub(super) fn ranked_place(&self, view: &View<'_>, draft: &Draft) -> Option<String> {
        if draft.measure_type != MeasureType::Rank
            || !self.lexicon.measure_words[WordRole::ListName].ends(&draft.indicator)
        {
            return None;
        }
        let (places, identity) = (&self.lexicon.places, &self.document.identity);
        let mut clause = view.clause(view.figures[draft.figure].span.start);
        for _ in 0..MAX_BACK {
            let text = view.slice(clause);
            let name = places.longest_at(text, 0).filter(|name| name.form != NameForm::Short);
            if let Some(found) = name.and_then(|name| places.find(&text[..name.len], &identity.scope))
                && places.lies_in(found, identity.place)
            {
                return Some(places.get(found).name.clone());
            }
            if let Some(zone) = self.zone_at(clause.start) {
                return Some(zone);
            }
            clause = view.clause_before(clause.start)?;
        }
        None
    }

    /// The zone named at byte `at` of the stretch that was read: 甲新区|地区生产总值….
    fn zone_at(&self, at: usize) -> Option<String> {
        let from = self.sentence.span.start + self.offset + at;
        let placed = self.mentions.in_sentence(self.index).iter().find(|placed| placed.span.start == from)?;
        let entity = &self.mentions.entities[placed.entity];
        let zone = self.lexicon.lists[Role::Zone].end_of(&entity.name);
        let named = zone.is_some_and(|zone| zone.len() < entity.name.len());
        (named && entity.label == EntityLabel::Region).then(|| entity.name.clone())
    }
}
