//! Whose sentence it is: the narrowest region that the text makes the subject.

use crate::extract::document::Document;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Lexicon, Role};
use crate::extract::mention::{Mentions, Placed};
use crate::source::Span;

/// Index of the entity that is the subject at `at` in a sentence: a region named at the start of the sentence's last
/// clause group before `at`, else the section's region, else the document's.
pub(super) fn subject_at(
    document: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    sentence: usize,
    at: usize,
) -> Option<usize> {
    let own = own_region(document, mentions, sentence);
    let text = document.text.as_str();
    let span = document.sentences[sentence].span;
    let named = mentions
        .in_sentence(sentence)
        .iter()
        .filter(|placed| placed.span.end <= at)
        .filter(|placed| mentions.entities[placed.entity].label == EntityLabel::Region)
        .filter(|placed| !is_area(mentions, placed))
        .rfind(|placed| is_subject(text, span, placed.span, lexicon));
    named.map(|placed| placed.entity).or(own)
}

/// The region of the section, else of the document.
pub(super) fn own_region(document: &Document, mentions: &Mentions, sentence: usize) -> Option<usize> {
    let section = document.sections.get(document.sentences[sentence].section);
    let of_section = section.and_then(|section| section.region.as_deref());
    let names = [of_section, document.identity.region.as_deref()];
    names.into_iter().flatten().find_map(|name| mentions.region_named(name))
}

fn is_area(mentions: &Mentions, placed: &Placed) -> bool {
    let kind = mentions.entities[placed.entity].kind.as_deref();
    matches!(kind, Some("area" | "province"))
}

/// Whether a region at `place` opens a clause and something is said of it.
fn is_subject(text: &str, sentence: Span, place: Span, lexicon: &Lexicon) -> bool {
    let before = &text[sentence.start..place.start];
    let after = &text[place.end..sentence.end];
    let opens = before.is_empty()
        || before.ends_with([',', ';', ':', '。', ')', '是'])
        || lexicon.lists[Role::Actor].ends(before);
    opens && !after.is_empty() && !lexicon.lists[Role::NoSubject].opens(after)
}
