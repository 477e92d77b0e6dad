//! Who speaks, of which year, in what kind of text: from title, opening and text, never from the file's name.

use super::super::Lexicon;
use super::super::fact::DocumentKind;
use super::super::lexicon::{PlaceId, Scope};
use super::{region, title, year};

/// Who speaks, of which year, in what kind of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// Title as printed, or empty.
    pub title: String,
    /// Canonical name of the region whose report it is.
    pub region: Option<String>,
    /// The place of the gazetteer: the region itself, or for a development zone the division it lies in.
    pub place: Option<PlaceId>,
    /// That place and those above it, for reading bare names.
    pub scope: Scope,
    /// Regions above the region, nearest first.
    pub parents: Vec<String>,
    /// The year the report is given in.
    pub year: Option<i32>,
    /// The year that a review of "the past year" tells of: mostly the one before, the same in a report of December.
    pub review_year: Option<i32>,
    /// The last year of the term that a five-year plan is for; the running year itself where a part of it is told.
    pub target_year: Option<i32>,
    /// What kind of text it is.
    pub kind: DocumentKind,
}

impl Identity {
    /// The year that the plans are for, where the text names none.
    pub fn plan_year(&self) -> Option<i32> {
        self.target_year.or_else(|| self.review_year.map(|year| year + 1))
    }
}

/// Bytes at the beginning in which title, speaker and date stand.
const HEADER: usize = 4_000;

/// What identity is read from.
pub(crate) struct Face<'t> {
    /// The folded lines before the first section, furniture included.
    pub header: &'t str,
    /// The laid-out text.
    pub text: &'t str,
}

/// Identifies a document from its folded lines and its laid-out text.
pub(crate) fn identify(lines: &str, text: &str, lexicon: &Lexicon) -> Identity {
    let face = Face { header: header(lines), text };
    let kind = title::kind(face.header, &lexicon.lists);
    let title = title::find(face.header, kind, &lexicon.lists);
    let found = region::find(&face, lexicon);
    let times = year::find(&face, kind, &lexicon.lists);
    let mut identity =
        Identity { title, year: times.given, review_year: times.review, kind, ..Identity::default() };
    identity.target_year = times.target;
    if let Some(found) = found {
        let places = &lexicon.places;
        identity.scope = places.scope(found.place);
        identity.place = Some(found.place);
        let above = if found.is_zone { 0 } else { 1 };
        identity.parents =
            identity.scope.chain[above..].iter().map(|&id| places.get(id).name.clone()).collect();
        identity.region = Some(found.name);
    }
    identity
}

fn header(lines: &str) -> &str {
    let mut end = lines.len().min(HEADER);
    while !lines.is_char_boundary(end) {
        end -= 1;
    }
    &lines[..end]
}
