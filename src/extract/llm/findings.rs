//! Claims that the text bears out.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{Display, Formatter};

use super::claim::{Claims, EntityClaim, MeasureClaim, RelationClaim};
use super::part::Part;
use crate::extract::document::{Letters, fold_text, letters};
use crate::extract::fact::{EntityFact, Evidence, MeasureFact, MeasureSpan, PROJECT_STAGES};
use crate::extract::mention::plain_name;
use crate::extract::quantity::{self, Quantity};
use crate::extract::{Document, Lexicon};
use crate::source::Span;

/// Less than any rule's.
const CONFIDENCE: f32 = 0.5;
/// Characters of a name or an indicator; what is longer is a sentence.
const MOST_NAME: usize = 60;
/// Years that reports speak of.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Why an answer cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the answer holds no JSON object with `entities`, `measures` or `relations`")]
pub struct AnswerError;

/// Why a claim is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Fields are missing or have values that the schema does not know.
    Malformed,
    /// The quotation does not stand in the part.
    Quote,
    /// The name does not stand in the text.
    Name,
    /// The figure is not read again in its quotation.
    Figure,
    /// An end is no entity of the document, or of a label that the type does not join.
    End,
}

impl Display for Doubt {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Malformed => "not well-formed",
            Self::Quote => "with a quotation that is not in the text",
            Self::Name => "with a name that is not in the text",
            Self::Figure => "with a figure that is not in its quotation",
            Self::End => "between things that are no entities",
        })
    }
}

/// What a model found in one document.
#[derive(Clone, Debug)]
pub struct Findings<'d> {
    document: &'d Document,
    lexicon: &'d Lexicon,
    rule: Cow<'static, str>,
    pub(super) entities: Vec<EntityFact>,
    pub(super) measures: Vec<MeasureFact>,
    /// Ends are looked up when all entities are known.
    pub(super) relations: Vec<(RelationClaim, Evidence)>,
    /// How many claims were dropped, and why.
    pub(super) dropped: BTreeMap<Doubt, usize>,
}

impl<'d> Findings<'d> {
    /// Nothing found yet by the model of this name.
    pub fn new(document: &'d Document, lexicon: &'d Lexicon, model: &str) -> Self {
        let (entities, measures, relations, dropped) = Default::default();
        let rule = format!("llm:{model}").into();
        Self { document, lexicon, rule, entities, measures, relations, dropped }
    }

    /// Checks the answer to the question about a part and keeps what the part bears out.
    pub fn add(&mut self, part: &Part, answer: &str) -> Result<(), AnswerError> {
        let claims = Claims::read(answer).ok_or(AnswerError)?;
        let spans = self.document.sentences[part.sentences.clone()].iter().map(|sentence| sentence.span);
        let checker =
            Checker { findings: self, letters: Letters::of_pieces(self.document.text.as_str(), spans) };
        let entities: Vec<_> = claims.entities.into_iter().map(|claim| checker.entity(claim)).collect();
        let measures: Vec<_> = claims.measures.into_iter().map(|claim| checker.measure(claim)).collect();
        let relations: Vec<_> = claims.relations.into_iter().map(|claim| checker.relation(claim)).collect();
        for _ in 0..claims.n_malformed {
            self.drop_claim(Doubt::Malformed);
        }
        for checked in entities {
            self.keep(checked, |findings| &mut findings.entities);
        }
        for checked in measures {
            self.keep(checked, |findings| &mut findings.measures);
        }
        for checked in relations {
            self.keep(checked, |findings| &mut findings.relations);
        }
        Ok(())
    }

    fn keep<F>(&mut self, checked: Result<F, Doubt>, list: impl FnOnce(&mut Self) -> &mut Vec<F>) {
        match checked {
            Ok(fact) => list(self).push(fact),
            Err(doubt) => self.drop_claim(doubt),
        }
    }

    pub(super) fn drop_claim(&mut self, doubt: Doubt) {
        *self.dropped.entry(doubt).or_default() += 1;
    }
}

/// Holds claims against one part.
struct Checker<'c, 'd> {
    findings: &'c Findings<'d>,
    letters: Letters,
}

impl Checker<'_, '_> {
    fn entity(&self, claim: EntityClaim) -> Result<EntityFact, Doubt> {
        let quote = self.quote(&claim.quote)?;
        let name = self.name(&claim.name).or_else(|doubt| self.member(&claim.name, quote).ok_or(doubt))?;
        let aliases = claim.aliases.unwrap_or_default().into_iter();
        let aliases: Vec<String> =
            aliases.filter_map(|alias| self.name(&alias).ok()).filter(|alias| *alias != name).collect();
        let forms = std::iter::once(&name).chain(&aliases);
        let place = forms.clone().find_map(|form| self.letters.find_in(quote, form, self.findings.lexicon));
        let place = place.unwrap_or(quote);
        Ok(EntityFact {
            label: claim.label,
            name,
            aliases,
            stage: claim.stage.filter(|stage| PROJECT_STAGES.contains(&stage.as_str())),
            kind: None,
            count: 1,
            evidence: self.evidence(place),
            more: Vec::new(),
        })
    }

    /// A figure is what the text says it is; the claim tells which one, and what it means.
    fn measure(&self, claim: MeasureClaim) -> Result<MeasureFact, Doubt> {
        let quote = self.quote(&claim.quote)?;
        let indicator = plain_name(&self.folded(&claim.indicator));
        if indicator.is_empty() || indicator.chars().count() > MOST_NAME {
            return Err(Doubt::Name);
        }
        if !YEARS.contains(&claim.year) {
            return Err(Doubt::Malformed);
        }
        let figure = self.figure(&claim, quote).ok_or(Doubt::Figure)?;
        let document = self.findings.document;
        let region = claim.region.and_then(|region| self.name(&region).ok());
        let region = region.or_else(|| document.identity.region.clone()).ok_or(Doubt::Name)?;
        let sign = if claim.value < 0.0 { -1.0 } else { 1.0 };
        Ok(MeasureFact {
            region,
            subject: claim.subject.and_then(|subject| self.name(&subject).ok()),
            indicator,
            aliases: Vec::new(),
            year: claim.year,
            span: MeasureSpan::default(),
            kind: claim.kind,
            measure_type: claim.measure_type,
            op: claim.op,
            value: figure.value.abs() * sign,
            value_max: figure.value_max.map(|value| value.abs() * sign),
            unit: figure.unit,
            text: document.slice(figure.span).to_owned(),
            evidence: self.evidence(figure.span),
            more: Vec::new(),
        })
    }

    fn relation(&self, claim: RelationClaim) -> Result<(RelationClaim, Evidence), Doubt> {
        let quote = self.quote(&claim.quote)?;
        let evidence = self.evidence(quote);
        Ok((claim, evidence))
    }

    /// Where a quotation stands.
    fn quote(&self, quote: &str) -> Result<Span, Doubt> {
        self.letters.find(quote, self.findings.lexicon).ok_or(Doubt::Quote)
    }

    /// A name as a list of names has it, when it stands in the document or is one of the report's own regions.
    fn name(&self, name: &str) -> Result<String, Doubt> {
        let name = plain_name(&self.folded(name));
        let identity = &self.findings.document.identity;
        let is_own = identity.region.iter().chain(&identity.parents).any(|own| *own == name);
        let length = name.chars().count();
        let stands = || self.letters.find(&name, self.findings.lexicon).is_some();
        if is_own || (2..=MOST_NAME).contains(&length) && stands() { Ok(name) } else { Err(Doubt::Name) }
    }

    /// The name of a list's member, which shares its head with the others (A项目 of `A、B等项目`): its letters stand in
    /// the quotation in their order.
    fn member(&self, name: &str, quote: Span) -> Option<String> {
        let name = plain_name(&self.folded(name));
        let mut text = self.findings.document.slice(quote).chars();
        let stands = name.chars().all(|letter| text.any(|other| other == letter));
        (stands && name.chars().count() > 1).then_some(name)
    }

    /// The figure of the quotation that a claim means.
    fn figure(&self, claim: &MeasureClaim, quote: Span) -> Option<Quantity> {
        let Findings { document, lexicon, .. } = self.findings;
        let sentence = &document.sentences[self.sentence(quote.start)];
        let figures = quantity::read(document.slice(sentence.span), lexicon).into_iter().map(|figure| {
            let shift =
                |span: Span| Span::new(span.start + sentence.span.start, span.end + sentence.span.start);
            let (span, outer, said) = (shift(figure.span), shift(figure.outer), shift(figure.said));
            Quantity { span, outer, said, ..figure }
        });
        let units = &lexicon.units;
        let unit = letters(&claim.unit, lexicon);
        let (wanted, _) = units.to_base(claim.value.abs(), &unit);
        figures.filter(|figure| quote.contains(figure.span)).find(|figure| {
            let (value, _) = units.to_base(figure.value.abs(), &figure.unit);
            let is_unit = figure.unit == unit || units.dimension(&figure.unit) == units.dimension(&unit);
            is_unit && (value - wanted).abs() <= 1e-9 * value.max(1.0)
        })
    }

    fn evidence(&self, place: Span) -> Evidence {
        let Findings { document, rule, .. } = self.findings;
        let sentence = self.sentence(place.start);
        let end = place.end.min(document.sentences[sentence].span.end);
        let evidence = document.evidence(sentence, Span::new(place.start, end), "", CONFIDENCE);
        Evidence { rule: rule.clone(), ..evidence }
    }

    /// The sentence that holds a byte of the folded text; repeats are no sentences, so spans are in order.
    fn sentence(&self, at: usize) -> usize {
        let sentences = &self.findings.document.sentences;
        sentences.partition_point(|sentence| sentence.span.start <= at).saturating_sub(1)
    }

    fn folded(&self, words: &str) -> String {
        fold_text(words, self.findings.lexicon).replace('\n', "")
    }
}
