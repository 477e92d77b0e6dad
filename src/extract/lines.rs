//! Facts as lines of JSON, each line what `serde` makes of the fact. A sentence is quoted by all its facts, so most of the
//! output is written before: what facts share is turned into JSON once and then copied. Knows no files.

use std::io::{Error, Result};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::fact::{EntityFact, Evidence, Fact, MeasureFact, RelationFact};
use crate::source::Span;

/// A line for each fact.
pub fn lines(facts: &[Fact]) -> Result<Vec<u8>> {
    let mut lines =
        Lines { out: Vec::with_capacity(facts.len() * TYPICAL_LINE), written: FxHashMap::default() };
    for fact in facts {
        lines.fact(fact)?;
        lines.out.push(b'\n');
    }
    Ok(lines.out)
}

/// Bytes of a line, as most are.
const TYPICAL_LINE: usize = 700;

/// Lines on their way.
struct Lines {
    out: Vec<u8>,
    /// Where a shared text was written first, by where it lies; the facts outlive this.
    written: FxHashMap<*const u8, Span>,
}

impl Lines {
    fn fact(&mut self, fact: &Fact) -> Result<()> {
        match fact {
            Fact::Document(_) => self.value(fact),
            Fact::Entity(entity) => self.entity(entity),
            Fact::Measure(measure) => self.measure(measure),
            Fact::Relation(relation) => self.relation(relation),
        }
    }

    // Facts are taken apart whole, so that a new field cannot be forgotten here.

    fn entity(&mut self, fact: &EntityFact) -> Result<()> {
        let EntityFact { label, name, aliases, stage, kind, count, evidence, more } = fact;
        self.raw(r#"{"record":"entity""#);
        self.field(r#","label":"#, label)?;
        self.text(r#","name":"#, name)?;
        self.texts(r#","aliases":"#, aliases)?;
        self.optional(r#","stage":"#, stage.as_ref())?;
        self.optional(r#","kind":"#, kind.as_ref())?;
        self.field(r#","count":"#, count)?;
        self.places(evidence, more)
    }

    fn measure(&mut self, fact: &MeasureFact) -> Result<()> {
        #[rustfmt::skip]
        let MeasureFact {
            region, subject, indicator, aliases, year, span, kind, measure_type, op, value, value_max, unit, text,
            evidence, more,
        } = fact;
        self.raw(r#"{"record":"measure""#);
        self.text(r#","region":"#, region)?;
        self.optional(r#","subject":"#, subject.as_ref())?;
        self.text(r#","indicator":"#, indicator)?;
        self.texts(r#","aliases":"#, aliases)?;
        self.field(r#","year":"#, year)?;
        self.optional(r#","span":"#, Some(span).filter(|span| !span.is_year()))?;
        self.field(r#","kind":"#, kind)?;
        self.field(r#","type":"#, measure_type)?;
        self.field(r#","op":"#, op)?;
        self.field(r#","value":"#, value)?;
        self.optional(r#","value_max":"#, value_max.as_ref())?;
        self.text(r#","unit":"#, unit)?;
        self.text(r#","text":"#, text)?;
        self.places(evidence, more)
    }

    fn relation(&mut self, fact: &RelationFact) -> Result<()> {
        let RelationFact { head, head_label, relation_type, tail, tail_label, evidence, more } = fact;
        self.raw(r#"{"record":"relation""#);
        self.text(r#","head":"#, head)?;
        self.field(r#","head_label":"#, head_label)?;
        self.field(r#","type":"#, relation_type)?;
        self.text(r#","tail":"#, tail)?;
        self.field(r#","tail_label":"#, tail_label)?;
        self.places(evidence, more)
    }

    /// The fields of where a fact stands, which end it.
    fn places(&mut self, first: &Evidence, more: &[Evidence]) -> Result<()> {
        self.raw(",");
        self.evidence(first)?;
        for (at, evidence) in more.iter().enumerate() {
            self.raw(if at == 0 { r#","more":[{"# } else { ",{" });
            self.evidence(evidence)?;
            self.raw("}");
        }
        self.raw(if more.is_empty() { "}" } else { "]}" });
        Ok(())
    }

    fn evidence(&mut self, evidence: &Evidence) -> Result<()> {
        let Evidence { doc, section, start, end, quote, rule, confidence } = evidence;
        self.shared(r#""doc":"#, doc)?;
        self.shared(r#","section":"#, section)?;
        self.field(r#","start":"#, start)?;
        self.field(r#","end":"#, end)?;
        self.shared(r#","quote":"#, quote)?;
        self.text(r#","rule":"#, rule)?;
        self.field(r#","confidence":"#, confidence)
    }

    fn shared(&mut self, key: &str, text: &Arc<str>) -> Result<()> {
        self.raw(key);
        // The empty text lies nowhere.
        if let Some(written) = self.written.get(&text.as_ptr()).filter(|_| !text.is_empty()) {
            self.out.extend_from_within(written.start..written.end);
            return Ok(());
        }
        let start = self.out.len();
        self.quoted(text)?;
        self.written.insert(text.as_ptr(), Span::new(start, self.out.len()));
        Ok(())
    }

    fn texts(&mut self, key: &str, texts: &[String]) -> Result<()> {
        self.raw(key);
        self.raw("[");
        for (at, text) in texts.iter().enumerate() {
            self.raw(if at == 0 { "" } else { "," });
            self.quoted(text)?;
        }
        self.raw("]");
        Ok(())
    }

    fn text(&mut self, key: &str, text: &str) -> Result<()> {
        self.raw(key);
        self.quoted(text)
    }

    /// A text in quotation marks. Few have a character that may not stand there as it is; added up like this, many bytes
    /// are looked at at once.
    fn quoted(&mut self, text: &str) -> Result<()> {
        let is_escaped = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
        if text.bytes().fold(false, |found, byte| found | is_escaped(byte)) {
            return self.value(&text);
        }
        self.raw("\"");
        self.raw(text);
        self.raw("\"");
        Ok(())
    }

    fn optional(&mut self, key: &str, value: Option<&impl Serialize>) -> Result<()> {
        value.map_or(Ok(()), |value| self.field(key, value))
    }

    fn field(&mut self, key: &str, value: &impl Serialize) -> Result<()> {
        self.raw(key);
        self.value(value)
    }

    fn value(&mut self, value: &impl Serialize) -> Result<()> {
        serde_json::to_writer(&mut self.out, value).map_err(Error::from)
    }

    fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::fact::MeasureSpan;
    use crate::extract::{Lexicon, extract};

    #[test]
    fn lines_are_what_serde_writes() {
        let text = "无锡市2024年政府工作报告\n一、2023年工作回顾\n地区生产总值达到15456亿元、增长6%左右,“建成”华虹二期项目。\n\
                    华虹二期项目投产,引进康得新集团\\分部。地区生产总值达到15456亿元、增长6%左右,“建成”华虹二期项目。\n\
                    二、2024年工作安排\n地区生产总值增长5%—5.5%,无锡市发展集成电路产业,建设太湖湾科创带。\n";
        let mut facts = extract("2024-\"wuxi\".txt", text.as_bytes(), &Lexicon::builtin()).facts;
        for fact in &mut facts {
            if let Fact::Measure(measure) = fact {
                measure.subject = Some("a\tb".to_owned());
                measure.value_max.get_or_insert(f64::NAN);
                measure.span = MeasureSpan::Cumulative;
            }
        }
        let kinds = [
            facts.iter().any(|fact| matches!(fact, Fact::Entity(entity) if !entity.more.is_empty())),
            facts.iter().any(|fact| matches!(fact, Fact::Measure(measure) if !measure.more.is_empty())),
            facts.iter().any(|fact| matches!(fact, Fact::Relation(_))),
        ];
        assert_eq!(kinds, [true; 3], "{facts:?}");
        let wanted: String =
            facts.iter().map(|fact| serde_json::to_string(fact).expect("a fact is JSON") + "\n").collect();
        assert_eq!(String::from_utf8(lines(&facts).expect("nothing fails in memory")), Ok(wanted));
    }
}
