//! The place that a clause tells of where it is no whole report's: 库尔勒开发区|完成工业总产值186亿元,固定资产投资112亿元.
//!
//! A clause begins with the place, and a predicate or a metric follows; clauses behind it go on about the same place
//! until one begins with another place or with the report's own (全市).

use super::super::document::{Document, zone_in_full, zone_of};
use super::super::fact::{EntityLabel, MeasureType};
use super::super::lexicon::{CueKind, Lexicon, NameForm, PlaceLevel, Role};
use super::super::mention::Mentions;
use super::phrase::{self, Phrase};
use super::view::View;
use crate::source::Span;

/// Most clauses that are asked for the place they tell of.
const MAX_BACK: usize = 6;

/// Most characters of an indicator right behind its place.
const MAX_METRIC: usize = 14;

/// The stretch of a sentence that is read.
#[derive(Clone, Copy)]
pub(super) struct Stretch<'d> {
    pub(super) document: &'d Document,
    pub(super) mentions: &'d Mentions,
    pub(super) lexicon: &'d Lexicon,
    /// Number of the sentence.
    pub(super) sentence: usize,
    /// Where the stretch begins in the text.
    pub(super) from: usize,
    /// The place that the sentence before told of, where only ; parts them.
    pub(super) before: Option<&'d str>,
    /// Whose the figure before in the sentence is.
    pub(super) owner: Option<&'d str>,
}

/// The place within the report's own that the clause around `figure` tells of.
pub(super) fn place_told(
    stretch: Stretch<'_>,
    view: &View<'_>,
    figure: Span,
    measure_type: MeasureType,
) -> Option<String> {
    let regions: Vec<(Span, &str)> = regions(stretch).collect();
    let own = view.clause(figure.start);
    let mut clause = own;
    if regions.is_empty() && stretch.before.is_none() && !view.text.contains('区') {
        return None;
    }
    let mut other = false;
    for _ in 0..MAX_BACK {
        if stretch.lexicon.lists[Role::OwnLevel].start_of(view.slice(clause)).is_some() {
            return None;
        }
        let start = phrase::trim_start(view, clause, &mut Phrase::default());
        // 库尔勒|经济技术开发区 is a place in a place's name.
        let at_start = regions.iter().filter(|(span, _)| span.start == stretch.from + start);
        if let Some((span, name)) = at_start.max_by_key(|(span, _)| span.end) {
            let end = span.end - stretch.from;
            let rest = Span::new(end, clause.end);
            let silent = || !view.figures.iter().any(|own| clause.contains(own.span));
            let told = if clause.contains(figure) || !silent() {
                is_told(view, rest, measure_type)
            } else {
                // 高新区独立运行,|地区生产总值突破100亿元.
                view.clause_before(own.start) == Some(clause)
                    && !view.slice(rest).starts_with(['、', '和', '与', '及', '的'])
                    && begins_with_metric(view, own)
            };
            if !told {
                return None;
            }
            return zone_alone(stretch, name)
                .or_else(|| is_within(stretch, name).then(|| (*name).to_owned()));
        }
        if let Some(place) = place_with_metric(stretch, view, Span::new(start.min(clause.end), clause.end)) {
            return Some(place);
        }
        if let Some(zone) =
            zone_begun(stretch, view, Span::new(start.min(clause.end), clause.end), measure_type)
        {
            return Some(zone);
        }
        if let Some(place) = begun_place(stretch, &view.text[start.min(clause.end)..clause.end]) {
            // 威宁马铃薯面积160万亩,|产量占全省近三成.
            return stretch.owner.filter(|owner| *owner == place && clause != own).map(str::to_owned);
        }
        other |= tells_of_other(stretch, start);
        match view.clause_before(clause.start) {
            Some(before) => clause = before,
            None if other => return None,
            None => return stretch.before.map(str::to_owned),
        }
    }
    None
}

/// The place within the report's that a clause begins with: 甲市接待游客9万人次,|乙口岸货值8亿元.
fn begun_place<'d>(stretch: Stretch<'d>, clause: &str) -> Option<&'d str> {
    let (places, identity) = (&stretch.lexicon.places, &stretch.document.identity);
    let name = places.longest_at(clause, 0).filter(|name| name.form != NameForm::Old)?;
    let found = places.find(&clause[..name.len], &identity.scope)?;
    let below = Some(found) != identity.place && places.lies_in(found, identity.place);
    below.then(|| places.get(found).name.as_str())
}

/// Whether a platform or a body begins at `start`: 高新区完成…;|自贸试验区甲片区新设企业….
fn tells_of_other(stretch: Stretch<'_>, start: usize) -> bool {
    let named = stretch.mentions.in_sentence(stretch.sentence).iter();
    named.filter(|placed| placed.span.start == stretch.from + start).any(|placed| {
        let label = stretch.mentions.entities[placed.entity].label;
        matches!(label, EntityLabel::Platform | EntityLabel::Organization)
    })
}

/// The regions that the stretch names, other than the report's own.
fn regions(stretch: Stretch<'_>) -> impl Iterator<Item = (Span, &str)> {
    let own = stretch.document.identity.region.as_deref().unwrap_or_default();
    stretch.mentions.in_sentence(stretch.sentence).iter().filter_map(move |placed| {
        let entity = &stretch.mentions.entities[placed.entity];
        let other = entity.label == EntityLabel::Region && !own.ends_with(&entity.name);
        (other && placed.span.start >= stretch.from).then_some((placed.span, entity.name.as_str()))
    })
}

/// Whether a region is a division below the report's, or a zone in a report of a division.
pub(super) fn is_within(stretch: Stretch<'_>, name: &str) -> bool {
    let (places, identity) = (&stretch.lexicon.places, &stretch.document.identity);
    let Some(own) = identity.place else { return false };
    match places.find(name, &identity.scope) {
        Some(found) => places.get(found).name == name && places.lies_in(found, identity.place),
        None => {
            let zones = [Role::SpeakingZone, Role::Zone].map(|role| stretch.lexicon.lists[role].end_of(name));
            let zone = zones.into_iter().flatten().map(str::len).max();
            // 开发区 alone is whose report it is, or nobody's.
            zone.is_some_and(|zone| zone < name.len())
                && identity.region.as_deref() == Some(&places.get(own).name)
        }
    }
}

/// The zone of the report's own division that a kind alone names: 无锡高新区 for 高新区 in a report of 无锡市.
fn zone_alone(stretch: Stretch<'_>, name: &str) -> Option<String> {
    let (lexicon, identity) = (stretch.lexicon, &stretch.document.identity);
    let place = identity.place.filter(|_| lexicon.lists[Role::SpeakingZone].contains(name))?;
    let own = lexicon.places.get(place);
    (identity.region.as_deref() == Some(&own.name) && own.level >= PlaceLevel::Prefecture).then(|| {
        zone_in_full(stretch.document.text.as_str(), place, name, lexicon)
            .unwrap_or_else(|| zone_of(own, name))
    })
}

/// The zone within the report's that `text` begins with, by its name or by its kind alone, and the bytes of that.
pub(super) fn zone_opening(stretch: Stretch<'_>, text: &str) -> Option<(usize, String)> {
    let document = stretch.document.text.as_str();
    let named = regions(stretch).find(|(span, name)| {
        span.of(document).chars().nth(2).is_some()
            && text.starts_with(span.of(document))
            && stretch.lexicon.lists[Role::Zone].ends(name)
            && is_within(stretch, name)
    });
    if let Some((span, name)) = named {
        return Some((span.len(), name.to_owned()));
    }
    let kind = stretch.lexicon.lists[Role::SpeakingZone].start_of(text)?;
    Some((kind.len(), zone_alone(stretch, kind)?))
}

/// The place below the report's that a clause begins with in short, where its metric follows: 盘锦|固定资产投资.
fn place_with_metric(stretch: Stretch<'_>, view: &View<'_>, clause: Span) -> Option<String> {
    let (places, scope) = (&stretch.lexicon.places, &stretch.document.identity.scope);
    let text = view.slice(clause);
    let name = places.longest_at(text, 0)?;
    let place = &places.get(places.find(&text[..name.len], scope)?).name;
    let rest = Span::new(clause.start + name.len, clause.end);
    (is_within(stretch, place) && begins_with_metric(view, rest)).then(|| place.clone())
}

/// The zone of the report's own division that a clause begins with by its kind alone: 县|经济开发区|完成工业总产值68亿元.
fn zone_begun(
    stretch: Stretch<'_>,
    view: &View<'_>,
    clause: Span,
    measure_type: MeasureType,
) -> Option<String> {
    let text = view.slice(clause);
    let kind = text.strip_prefix(['县', '市', '区', '州', '旗']).unwrap_or(text);
    let name = stretch.lexicon.lists[Role::SpeakingZone].start_of(kind)?;
    let rest = Span::new(clause.end - kind.len() + name.len(), clause.end);
    // 工业园区 has no government of its own.
    let told = stretch.lexicon.lists[Role::GovernedZone].ends(name) && is_told(view, rest, measure_type);
    if told { zone_alone(stretch, name) } else { None }
}

/// Whether what follows a place says something of it.
fn is_told(view: &View<'_>, rest: Span, measure_type: MeasureType) -> bool {
    use CueKind::{Achieve, Act, Add, Adverb, Award, Do, Each, Fall, Rank, Reach, Rise};
    if let Some(cue) = view.cue_beginning(rest.start) {
        let listed = measure_type == MeasureType::Rank && cue.span.of(view.text) == "在";
        let joins = ["和", "与", "及"].contains(&cue.span.of(view.text));
        let tells =
            matches!(cue.kind, Achieve | Act | Add | Adverb | Award | Do | Each | Fall | Rank | Reach | Rise);
        return listed || tells && !joins;
    }
    begins_with_metric(view, rest)
}

/// Whether a known metric stands at the beginning of `rest`.
fn begins_with_metric(view: &View<'_>, rest: Span) -> bool {
    let words = view.slice(rest);
    let ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).take(MAX_METRIC);
    let indicators = &view.lexicon.indicators;
    ends.map(|end| &words[..end]).any(|name| indicators.is_known(name) && indicators.is_metric(name))
}
