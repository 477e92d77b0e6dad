//! Relations between the entities of a document.
//!
//! Two kinds of rules: what the labels imply (a region carries out the policies, has the projects, builds the
//! platforms and develops the industries that its sentences name), and frames of verbs and names (合作, 投资, a firm
//! at the front of a project's name). A relation is about the narrowest region that the text makes the subject.
//! Knows mentions, nothing of figures.

mod industry;
mod join;
mod part_of;
mod read;
mod subject;
mod topic;
mod undertake;

pub(crate) use read::read;
