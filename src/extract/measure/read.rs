//! From drafts to facts: region, year, evidence; one fact for what is said twice.

use rustc_hash::FxHashMap;

use super::super::BATCH;
use super::super::document::{Document, Sentence};
use super::super::fact::{EntityLabel, Evidence, MeasureFact, MeasureKind, MeasureSpan, MeasureType};
use super::super::lexicon::{Lexicon, WordRole};
use super::super::mention::{Mentions, Placed};
use super::called;
use super::name::{self, Draft};
use super::phrase::{self, Phrase};
use super::span::Passage;
use super::subject;
use super::time::{Clock, Since};
use super::view::View;
use super::whose::Whose;
use crate::source::Span;

/// The measures of a document, in the order of the text.
pub(crate) fn read(document: &Document, mentions: &Mentions, lexicon: &Lexicon) -> Vec<MeasureFact> {
    let mut reader = Reader { document, lexicon, paragraph: usize::MAX, lead: "", opened: 0 };
    let mut teller = Teller::new(document, mentions, lexicon);
    let mut said = None;
    let sentences: Vec<usize> = (0..document.sentences.len()).collect();
    for batch in sentences.chunks(BATCH) {
        let mut pieces: Vec<Piece<'_>> =
            batch.iter().flat_map(|&sentence| reader.pieces_of(sentence)).collect();
        for piece in &mut pieces {
            said = said.filter(|_| piece.goes_on || piece.span.start > 0);
            if let Some(view) = &piece.view {
                (piece.drafts, said) = name::drafts(view, said.take());
            }
        }
        for piece in pieces {
            teller.tell(piece);
        }
    }
    called::rename(&mut teller.facts.list, document, lexicon);
    teller.facts.list
}

/// A sentence, or a stretch of one that is too long.
struct Piece<'d> {
    /// Number of the sentence.
    sentence: usize,
    /// Where in the sentence it is.
    span: Span,
    text: &'d str,
    /// Whether only ; parts the sentence from the one before.
    goes_on: bool,
    /// What it says, where it has figures.
    view: Option<View<'d>>,
    /// Its figures with their names.
    drafts: Vec<Draft>,
}

/// Finds the figures while the sentences go by.
struct Reader<'d> {
    document: &'d Document,
    lexicon: &'d Lexicon,
    /// Number of the paragraph.
    paragraph: usize,
    /// The sentence that it begins with, or a later one that opens with a kind of industry.
    lead: &'d str,
    /// Where it begins.
    opened: usize,
}

impl<'d> Reader<'d> {
    /// What there is to read of a sentence.
    fn pieces_of(&mut self, index: usize) -> impl Iterator<Item = Piece<'d>> + use<'d> {
        let (document, lexicon) = (self.document, self.lexicon);
        let sentence = &document.sentences[index];
        let whole = document.slice(sentence.span);
        if sentence.paragraph != self.paragraph {
            (self.paragraph, self.lead, self.opened) = (sentence.paragraph, whole, sentence.span.start);
        } else if opens_kind(whole, lexicon) {
            self.lead = whole;
        }
        let heading = &*document.sections[sentence.section].heading;
        let context = document.slice(Span::new(self.opened, sentence.span.start.max(self.opened)));
        let goes_on = document.slice(Span::new(0, sentence.span.start)).ends_with(';');
        let lead = self.lead;
        pieces(whole).map(move |span| {
            let text = span.of(whole);
            let view = View::new(text, (heading, lead, context), lexicon);
            Piece { sentence: index, span, text, goes_on, view, drafts: Vec::new() }
        })
    }
}

/// Makes facts of what is named while the sentences go by.
struct Teller<'d> {
    document: &'d Document,
    mentions: &'d Mentions,
    lexicon: &'d Lexicon,
    clock: Clock<'d>,
    passage: Passage<'d>,
    /// The place that the last figure told of.
    told: Option<String>,
    /// The same of the sentence before, where only ; parts them.
    before: Option<String>,
    facts: Facts,
}

impl<'d> Teller<'d> {
    fn new(document: &'d Document, mentions: &'d Mentions, lexicon: &'d Lexicon) -> Self {
        let (clock, passage, facts) = (Clock::new(document, lexicon), Passage::default(), Facts::default());
        Self { document, mentions, lexicon, clock, passage, told: None, before: None, facts }
    }

    fn tell(&mut self, piece: Piece<'d>) {
        let (document, lexicon) = (self.document, self.lexicon);
        let sentence = &document.sentences[piece.sentence];
        let section = &document.sections[sentence.section];
        if piece.span.start == 0 {
            self.before = self.told.take().filter(|_| piece.goes_on);
        }
        self.clock.enter(piece.text, sentence.paragraph, piece.goes_on || piece.span.start > 0);
        self.passage.enter(piece.text, section.period);
        let Some(view) = &piece.view else { return };
        let hints = self.passage.hints(view);
        let mut whose = Whose::default();
        let mut last: Option<Last> = None;
        for draft in piece.drafts {
            let at = draft.at;
            let figure = view.figures[draft.figure].span;
            let Some((year, kind)) = self.clock.at(figure.start, section) else { continue };
            let (year, kind) = match draft.since {
                Some(Since::Year(year)) => (year, MeasureKind::Observation),
                Some(Since::Before) => (year - 1, MeasureKind::Observation),
                None => (year, kind),
            };
            let span = hints[draft.figure].of(draft.measure_type, year);
            let region = section.region.as_ref().or(document.identity.region.as_ref());
            let place = Place {
                document,
                mentions: self.mentions,
                index: piece.sentence,
                sentence,
                lexicon,
                offset: piece.span.start,
                before: self.before.as_deref(),
                last: last.as_ref(),
            };
            let teller = place.place_told(view, figure, draft.measure_type);
            let region = region.cloned().unwrap_or_default();
            let mut fact = place.fact(view, draft, (region, teller.as_deref()), (year, span, kind));
            whose.settle(view, at, figure.start, &mut fact, lexicon);
            last = Some(Last::of(&fact, last));
            self.facts.add(fact);
            self.told = teller;
        }
    }
}

/// Most bytes of a kind of industry that a sentence opens with.
const MAX_KIND: usize = 48;

/// Whether a sentence opens with a kind of industry that those behind it may be about: 能源化工产业,|重点….
fn opens_kind(text: &str, lexicon: &Lexicon) -> bool {
    let head = &text[..text.floor_char_boundary(MAX_KIND)];
    let kinds = &lexicon.measure_words[WordRole::Kind];
    head.split_once(',').is_some_and(|(kind, _)| kind.ends_with('业') || kinds.end_of(kind).is_some())
}

/// Longest stretch, in bytes, that is read at once. Sentences end long before; a file without full stops must not
/// make the work grow with the square of its length.
const MAX_PIECE: usize = 6_000;

/// The sentence, or its pieces where it is too long, cut at commas when there are any.
fn pieces(text: &str) -> impl Iterator<Item = Span> {
    let end_of = move |start: usize| {
        let limit = text.floor_char_boundary(start + MAX_PIECE);
        let comma = || text[start..limit].rfind(',').map_or(limit, |comma| start + comma + 1);
        if limit < text.len() { comma() } else { limit }
    };
    let first = Span::new(0, end_of(0));
    std::iter::successors(Some(first), move |piece| {
        (piece.end < text.len()).then(|| Span::new(piece.end, end_of(piece.end)))
    })
}

/// What the figure before in the sentence measured.
pub(super) struct Last {
    pub(super) indicator: String,
    /// The unit of its last level, or empty.
    pub(super) unit: String,
    /// Whose it is.
    pub(super) region: String,
}

impl Last {
    fn of(fact: &MeasureFact, before: Option<Self>) -> Self {
        let indicator = fact.indicator.clone();
        let unit = match fact.measure_type {
            MeasureType::Level => fact.unit.clone(),
            _ => before
                .filter(|before| before.indicator == indicator)
                .map(|before| before.unit)
                .unwrap_or_default(),
        };
        Self { indicator, unit, region: fact.region.clone() }
    }
}

/// Where a fact stands.
pub(super) struct Place<'d> {
    pub(super) document: &'d Document,
    pub(super) mentions: &'d Mentions,
    /// Number of the sentence.
    pub(super) index: usize,
    pub(super) sentence: &'d Sentence,
    pub(super) lexicon: &'d Lexicon,
    /// Where the stretch that was read begins in the sentence.
    pub(super) offset: usize,
    /// The place that the sentence before told of, where only ; parts them.
    pub(super) before: Option<&'d str>,
    pub(super) last: Option<&'d Last>,
}

impl Place<'_> {
    fn fact(
        &self,
        view: &View<'_>,
        draft: Draft,
        (region, teller): (String, Option<&str>),
        (year, span, kind): (i32, MeasureSpan, MeasureKind),
    ) -> MeasureFact {
        let figure = &view.figures[draft.figure];
        let (region, indicator) = match (self.ranked_place(view, &draft), self.alone(&draft, figure)) {
            (Some(place), _) => (place, draft.indicator),
            (None, Some(whole)) => whole,
            (None, None) => match teller {
                Some(place) => match self.owner(place.to_owned(), draft.indicator.clone()) {
                    // 甲区生产总值增长8%;|乙县粮食产量20万吨.
                    (other, rest) if other != place => (other, rest),
                    _ => (place.to_owned(), self.without_teller(&draft.indicator, place)),
                },
                None => self.owner(region, draft.indicator),
            },
        };
        let indicator = self.of_trade(view, indicator, draft.at);
        let (named, indicator) = match self.in_contest(&indicator) {
            Some((who, list)) => (Some(who), list),
            None => (self.named_by(&indicator), indicator),
        };
        let canonical = self.lexicon.indicators.canonical(&indicator).map(|found| found.name.clone());
        let aliases = canonical.filter(|name| *name != indicator).into_iter().collect();
        MeasureFact {
            region,
            subject: named
                .or_else(|| self.narrower(view, draft.at, figure.span))
                .or_else(|| self.opened_before(view, &indicator, figure.span)),
            indicator,
            aliases,
            year,
            span,
            kind,
            measure_type: draft.measure_type,
            op: draft.op,
            value: figure.value * draft.sign,
            value_max: figure.value_max.map(|max| max * draft.sign),
            unit: figure.unit.clone(),
            text: view.slice(figure.said).to_owned(),
            evidence: self.evidence(figure.said, draft.rule),
            more: self
                .sentence
                .repeats
                .iter()
                .map(|at| self.evidence_again(*at, figure.said, draft.rule))
                .collect(),
        }
    }

    /// `indicator`, a bare metric, behind the trade that the sentence opens with: 家居制造|集聚成势,市场主体超640家,产业规模超120亿元.
    fn of_trade(&self, view: &View<'_>, indicator: String, at: usize) -> String {
        let words = &self.lexicon.measure_words;
        let bare = words[WordRole::BareMetric].contains(&indicator)
            && !words[WordRole::Aspect].contains(&indicator)
            || words[WordRole::Party].contains(&indicator);
        let first = view.clause(0);
        let silent = !view.figures.iter().any(|figure| first.contains(figure.span));
        if !bare || !silent || at < first.end {
            return indicator;
        }
        let from = self.sentence.span.start + self.offset;
        let mut named = self.mentions.in_sentence(self.index).iter();
        let opens = named.find(|placed| {
            let trade = self.mentions.entities[placed.entity].label == EntityLabel::Industry;
            trade && placed.span.start == from && placed.span.end < from + first.end
        });
        match opens.map(|placed| self.document.slice(placed.span)) {
            Some(trade) if !view.text[trade.len()..].starts_with(['、', '和', '与', '及', '的', '等']) =>
            {
                format!("{trade}{indicator}")
            }
            _ => indicator,
        }
    }

    /// The park or body that a place on a list is told of, and the list: 甲产业园|在国家级园区综合考评中居第一.
    fn in_contest(&self, indicator: &str) -> Option<(String, String)> {
        let contest = self.lexicon.measure_words[WordRole::Contest].ends(indicator);
        let entities = &self.mentions.entities;
        let mut named = self.mentions.in_sentence(self.index).iter().filter(|_| contest);
        named.find_map(|placed| {
            let entity = &entities[placed.entity];
            let narrow = matches!(entity.label, EntityLabel::Organization | EntityLabel::Platform);
            let list = indicator.strip_prefix(self.document.slice(placed.span))?.strip_prefix('在')?;
            narrow.then(|| (entity.name.clone(), list.to_owned()))
        })
    }

    /// The company that an indicator's name begins with, of those in the sentence: 甲集团、乙集团|分别实现营业收入.
    fn named_by(&self, indicator: &str) -> Option<String> {
        let entities = &self.mentions.entities;
        let begins = |placed: &&Placed| {
            let rest = indicator.strip_prefix(self.document.slice(placed.span));
            let place = |rest: &str| self.lexicon.measure_words[WordRole::Facility].start_of(rest).is_some();
            entities[placed.entity].label == EntityLabel::Organization
                && rest.is_some_and(|rest| {
                    self.lexicon.indicators.is_known(rest) && !place(rest)
                        || self.lexicon.measure_words[WordRole::BareMetric].contains(rest)
                })
        };
        let found = self.mentions.in_sentence(self.index).iter().find(begins)?;
        Some(entities[found.entity].name.clone())
    }

    /// The undertaking that the clause before begins with, where only a side of it is told: 甲通道开工建设,|总投资49亿元.
    fn opened_before(&self, view: &View<'_>, indicator: &str, figure: Span) -> Option<String> {
        let told = self.lexicon.measure_words[WordRole::Aspect].contains(indicator);
        let before = view.clause_before(view.clause(figure.start).start).filter(|_| told)?;
        let silent = !view.figures.iter().any(|figure| before.contains(figure.span));
        let start = phrase::trim_start(view, before, &mut Phrase::default());
        let from = self.sentence.span.start + self.offset;
        let mut named = self.mentions.in_sentence(self.index).iter().filter(|_| silent);
        let found = named.find(|placed| {
            let label = self.mentions.entities[placed.entity].label;
            let end = placed.span.end.saturating_sub(from);
            placed.span.start == from + start
                && matches!(label, EntityLabel::Project | EntityLabel::Organization | EntityLabel::Platform)
                && end < before.end
                && view.cues.iter().any(|cue| cue.span.start == end && cue.span.len() > 3)
        })?;
        Some(self.mentions.entities[found.entity].name.clone())
    }

    /// The entity that the figure is about, whose words begin at `at`.
    fn narrower(&self, view: &View<'_>, at: usize, figure: Span) -> Option<String> {
        let from = self.sentence.span.start + self.offset;
        let shifted = |span: Span| Span::new(from + span.start, from + span.end);
        let words = from + at.min(figure.start);
        let clause = shifted(view.clause(figure.start));
        subject::subject(
            self.document,
            (self.mentions, self.lexicon),
            self.index,
            words,
            shifted(figure),
            clause,
        )
    }

    /// Evidence in the sentence itself.
    fn evidence(&self, figure: Span, rule: &'static str) -> Evidence {
        let place = self.shifted(self.sentence.span, figure);
        self.document.evidence(self.index, place, rule, confidence(rule))
    }

    /// Evidence where the sentence stands again.
    fn evidence_again(&self, repeat: Span, figure: Span, rule: &'static str) -> Evidence {
        let place = self.shifted(repeat, figure);
        self.document.evidence_again(self.index, repeat, place, rule, confidence(rule))
    }

    /// A span of the stretch in the document, in `sentence` or one like it.
    fn shifted(&self, sentence: Span, span: Span) -> Span {
        let from = sentence.start + self.offset;
        Span::new(from + span.start, from + span.end)
    }
}

/// How far a rule can be trusted.
fn confidence(rule: &str) -> f32 {
    match rule {
        "measure.noun-before" | "measure.respectively" => 0.95,
        "measure.carried" | "measure.each" | "measure.rank" => 0.9,
        _ => 0.8,
    }
}

/// Facts, each once.
#[derive(Default)]
struct Facts {
    list: Vec<MeasureFact>,
    known: FxHashMap<Key, usize>,
}

/// What makes two facts one: all but the wording around them.
type Key = (String, String, i32, MeasureSpan, MeasureKind, MeasureType, u64, String);

impl Facts {
    fn add(&mut self, fact: MeasureFact) {
        let key = (
            fact.region.clone(),
            fact.indicator.clone(),
            fact.year,
            fact.span,
            fact.kind,
            fact.measure_type,
            fact.value.to_bits(),
            fact.unit.clone(),
        );
        match self.known.get(&key) {
            Some(at) => {
                let known = &mut self.list[*at];
                known.more.push(fact.evidence);
                known.more.extend(fact.more);
            }
            None => {
                self.known.insert(key, self.list.len());
                self.list.push(fact);
            }
        }
    }
}
