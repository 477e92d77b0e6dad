//! Parts of foreign countries, told by the country before them: 俄罗斯滨海边疆区, 德国巴伐利亚州, 日本爱知县.
//!
//! The country right before the name and the word for the part at its end tell it; the table of places knows China alone.

use super::candidate::Candidate;
use super::scene::Scene;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::Role;
use crate::source::Span;

/// Characters of the name with the word for the part.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=9;

/// Proposes the parts of the countries that the sentence names.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let sentence = scene.document.sentences[scene.sentence].span;
    let opens_country = |at: usize| {
        scene.names.iter().any(|(span, known)| span.start == at && known.label == EntityLabel::Region)
    };
    for &(span, known) in &scene.names {
        if known.label != EntityLabel::Region || known.kind.as_ref() != "country" {
            continue;
        }
        let mut at = span.end;
        while let Some(part) = part_at(scene, Span::new(at, sentence.end)) {
            let mut candidate =
                Candidate::new(EntityLabel::Region, part, part.of(scene.text), "region.abroad", 0.8);
            candidate.alias(&format!("{}{}", span.of(scene.text), part.of(scene.text)));
            candidate.kind = "abroad".to_owned();
            out.push(candidate);
            // 俄罗斯滨海边疆区、犹太自治州: the next of the same country.
            let rest = &scene.text[part.end..sentence.end];
            if !rest.starts_with('、') {
                break;
            }
            at = part.end + '、'.len_utf8();
            if scene.is_place_at(at) || opens_country(at) {
                break;
            }
        }
    }
}

/// The part of a country whose name begins where `rest` does.
fn part_at(scene: &Scene<'_>, rest: Span) -> Option<Span> {
    let lists = &scene.lexicon.lists;
    let (start, rest) = (rest.start, rest.of(scene.text));
    let is_letter = |mark: char| ('\u{4e00}'..='\u{9fff}').contains(&mark) || matches!(mark, '·' | '-');
    let reach = rest.find(|mark: char| !is_letter(mark)).unwrap_or(rest.len());
    let mut ends = rest[..reach].char_indices().map(|(at, mark)| at + mark.len_utf8()).take(*LENGTH.end());
    let is_part = |&end: &usize| {
        let name = &rest[..end];
        LENGTH.contains(&name.chars().count())
            && lists[Role::ForeignPart].ends(name)
            && !lists[Role::NoForeignPart].is_in(name)
            && scene.token_at(start + end) != scene.token_at(start + end - 1)
    };
    let end = ends.find(is_part)?;
    let tokens = scene.token_at(start)..scene.token_at(start + end - 1) + 1;
    (scene.slice(tokens.clone()).len() == end).then(|| scene.span(tokens))
}
