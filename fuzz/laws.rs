//! What reading promises of any input whatever: the bodies of the fuzz targets, which `tests/it/limits.rs` runs too, on
//! inputs made to be hard.

use tuzhi::extract::document::{Document, decode_text};
use tuzhi::extract::fact::Evidence;
use tuzhi::extract::{Fact, Lexicon, extract as extract_bytes, lines, quantity as figures};
use tuzhi::source::Span;

/// Decoded text points back into the file, forwards and without a gap that runs backwards.
pub(crate) fn decode(bytes: &[u8]) {
    let Ok(decoded) = decode_text(bytes) else { return };
    let mut last = 0;
    for (at, character) in decoded.text.char_indices() {
        let place = decoded.original(Span::new(at, at + character.len_utf8()));
        assert!(last <= place.start && place.start <= place.end && place.end <= bytes.len(), "{place:?}");
        last = place.start;
    }
}

/// Sentences follow each other in the text, on borders of characters, and point into the file.
pub(crate) fn document(bytes: &[u8], lexicon: &Lexicon) {
    let Ok(document) = Document::read("fuzz.txt", bytes, lexicon) else { return };
    assert!(!document.sections.is_empty(), "a document has a section");
    let mut last = 0;
    for sentence in &document.sentences {
        let place = document.text.original(sentence.span);
        assert!(last <= sentence.span.start, "sentences are in order");
        assert!(!document.slice(sentence.span).is_empty(), "no sentence is empty");
        assert!(sentence.section < document.sections.len(), "the section is one of the document's");
        assert!(place.start < place.end && place.end <= bytes.len(), "{place:?} lies in the file");
        for &repeat in &sentence.repeats {
            assert_eq!(document.slice(repeat), document.slice(sentence.span));
        }
        last = sentence.span.end;
    }
}

/// Figures follow each other in the text, have a finite value, and say the same when they are read alone.
pub(crate) fn quantity(text: &str, lexicon: &Lexicon) {
    let mut last = 0;
    for figure in figures::read(text, lexicon) {
        assert!(last <= figure.span.start, "figures are in order: {figure:?}");
        assert!(figure.outer.contains(figure.span) && !figure.span.of(text).is_empty(), "{figure:?}");
        assert!(text.is_char_boundary(figure.outer.start) && text.is_char_boundary(figure.outer.end));
        assert!(figure.value.is_finite() && figure.value_max.is_none_or(f64::is_finite), "{figure:?}");
        last = figure.span.end;
    }
}

/// Evidence lies in the file; facts are JSON that reads back the same; the same bytes give the same facts.
pub(crate) fn extract(bytes: &[u8], lexicon: &Lexicon) {
    let facts = extract_bytes("fuzz.txt", bytes, lexicon).facts;
    let printed = String::from_utf8(lines(&facts).expect("nothing fails in memory")).expect("JSON is text");
    assert_eq!(printed.lines().count(), facts.len(), "each fact is a line");
    for (fact, line) in facts.iter().zip(printed.lines()) {
        let within = |evidence: &Evidence| {
            assert!(evidence.start <= evidence.end && evidence.end <= bytes.len(), "{evidence:?}");
            assert!((0.0..=1.0).contains(&evidence.confidence), "{evidence:?}");
        };
        let (first, more) = match fact {
            Fact::Document(_) => continue,
            Fact::Entity(entity) => (&entity.evidence, &entity.more),
            Fact::Measure(measure) => (&measure.evidence, &measure.more),
            Fact::Relation(relation) => (&relation.evidence, &relation.more),
        };
        std::iter::once(first).chain(more).for_each(within);
        assert_eq!(line, serde_json::to_string(fact).expect("a fact is JSON"));
        let again: Fact = serde_json::from_str(line).expect("the JSON of a fact is a fact");
        assert_eq!(&again, fact);
    }
    assert_eq!(extract_bytes("fuzz.txt", bytes, lexicon).facts, facts);
}
