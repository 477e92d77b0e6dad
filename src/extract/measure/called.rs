//! What a document calls the places of its figures: 凉山州, though tables of divisions have 凉山彝族自治州.
//!
//! Knows the facts of a whole document; a place keeps its official name where the text has
//! that one alone.

use std::collections::BTreeMap;

use memchr::memmem;

use super::super::document::Document;
use super::super::fact::MeasureFact;
use super::super::lexicon::Lexicon;

/// Gives the regions of `facts` the names that the text uses.
pub(super) fn rename(facts: &mut [MeasureFact], document: &Document, lexicon: &Lexicon) {
    let mut known: BTreeMap<String, Option<&str>> = BTreeMap::new();
    for fact in facts {
        if !known.contains_key(&fact.region) {
            known.insert(fact.region.clone(), called(&fact.region, document, lexicon));
        }
        if let Some(&Some(name)) = known.get(&fact.region) {
            name.clone_into(&mut fact.region);
        }
    }
}

/// The shorter name with its level of a region, unless the text has the official one alone.
fn called<'l>(region: &str, document: &Document, lexicon: &'l Lexicon) -> Option<&'l str> {
    let places = &lexicon.places;
    let place = places.get(places.find(region, &document.identity.scope)?);
    let text = document.text.as_str().as_bytes();
    let is_written = |name: &str| memmem::find(text, name.as_bytes()).is_some();
    let is_called = || is_written(&place.usual) || !is_written(&place.name);
    (!place.usual.is_empty() && is_called()).then_some(&*place.usual)
}
