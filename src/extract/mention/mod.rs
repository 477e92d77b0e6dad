//! Mentions of entities: where a sentence names a region, an industry, a project, an organisation, a platform, a
//! policy or an event, and the entities that a document's mentions make together.
//!
//! ```text
//! sentence -> Scene (tokens, clauses) -> candidates of the rules, one file each -> resolve (no two overlap)
//!          -> gather (names and aliases of one thing become one entity)
//! ```
//!
//! A rule finds a *head* (the last word of a name, or a quotation, or a known name) and walks left to the name's
//! border. Knows tokens and the lexicon, nothing of relations and figures.

mod abroad;
mod body;
mod border;
mod candidate;
mod carrier;
mod company;
mod each;
mod event;
mod everyday;
mod firm;
mod front;
mod gather;
mod industry;
mod industry_list;
mod industry_of_place;
mod list;
mod local;
mod named;
mod policy;
mod policy_list;
mod project;
mod quoted;
mod read;
mod region;
mod resolve;
mod road;
mod scene;
mod scheme;
mod share;
mod sibling;
mod slogan;
mod slot;
mod town;
mod wide;

pub(crate) use candidate::plain_name;
pub(crate) use read::{Mentions, Placed, read};
