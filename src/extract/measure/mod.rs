//! Measures: for each figure of a sentence, whose it is, what it measures, of which year, told or promised.
//!
//! ```text
//! sentence -> figures (quantity), cues (lexicon)
//!          -> view     the sentence cut at its marks, figures that are conditions or list counts set aside
//!          -> name     the indicator: the noun phrase before the figure, behind it, or carried from the figure before
//!             (before, behind: what stands there; carry, verb, owner, alike: what it takes from the figures before; object: from clauses; discourse: from sentences)
//!          -> shape    type and sign: level, increment, growth, share, point change, rank
//!          -> time     year and kind, from the clause, the paragraph, the section; span: its own year, a mean or a sum of years
//!          -> teller   the place within the report's that a clause tells of; region: the one that the indicator begins with
//!          -> read     facts, one for each number and subject; repeats become further places; called: the names the text has for places
//! ```
//!
//! Knows sentences, figures, cues, places and where entities are named; nothing of the graph or other documents.

mod alike;
mod before;
mod behind;
#[cfg(test)]
mod bulletin_cases;
mod called;
mod carry;
#[cfg(test)]
mod cases;
mod condition;
#[cfg(test)]
mod described_cases;
mod discourse;
#[cfg(test)]
mod discourse_cases;
#[cfg(test)]
mod ellipsis_cases;
mod medal;
mod name;
mod names;
mod noun;
mod object;
mod owner;
mod phrase;
mod ranking;
mod read;
mod region;
mod shape;
mod span;
#[cfg(test)]
mod stage_cases;
mod subject;
mod teller;
mod time;
mod topic;
mod trim;
mod verb;
mod view;
mod whose;
#[cfg(test)]
mod whose_cases;
mod words;

pub(crate) use read::read;
