//! Parts of foreign countries, told by the country before them: 俄罗斯滨海边疆区, 德国巴伐利亚州, 日本爱知县.
//!
//! The country right before the name and the word for the part at its end tell it; the table of places knows China alone.

use super::candidate::Candidate;
use super::scene::Scene;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::Role;

/// Characters of the name with the word for the part.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=9;

/// Proposes the parts of the countries that the sentence names.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let sentence = scene.document.sentences[scene.sentence].span;
    let lists = &scene.lexicon.lists;
    for &(span, known) in &scene.names {
        if known.label != EntityLabel::Region || known.kind.as_ref() != "country" {
            continue;
        }
        let rest = &scene.text[span.end..sentence.end];
        let is_letter = |mark: char| ('\u{4e00}'..='\u{9fff}').contains(&mark) || matches!(mark, '·' | '-');
        let reach = rest.find(|mark: char| !is_letter(mark)).unwrap_or(rest.len());
        let mut ends =
            rest[..reach].char_indices().map(|(at, mark)| at + mark.len_utf8()).take(*LENGTH.end());
        let is_part = |&end: &usize| {
            let name = &rest[..end];
            LENGTH.contains(&name.chars().count())
                && lists[Role::ForeignPart].ends(name)
                && !lists[Role::NoForeignPart].is_in(name)
                && scene.token_at(span.end + end) != scene.token_at(span.end + end - 1)
        };
        let Some(end) = ends.find(is_part) else { continue };
        let tokens = scene.token_at(span.end)..scene.token_at(span.end + end - 1) + 1;
        let part = scene.slice(tokens.clone());
        if part.len() != end {
            continue;
        }
        let mut candidate =
            Candidate::new(EntityLabel::Region, scene.span(tokens), part, "region.abroad", 0.8);
        candidate.alias(&format!("{}{part}", span.of(scene.text)));
        candidate.kind = "abroad".to_owned();
        out.push(candidate);
    }
}
