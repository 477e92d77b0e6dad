//! Walks: the short notation for the prompt.

use super::{ArrowDirection, Literal, Name, PathLength};
use crate::source::Span;

/// `江阴市 -发展-> 产业 | 限制 5`
#[derive(Clone, Debug, PartialEq)]
pub struct Walk {
    /// Where it begins.
    pub start: WalkPlace,
    /// Arrows and where they lead.
    pub steps: Vec<(WalkStep, WalkPlace)>,
    /// What is done with what is found.
    pub tail: Vec<WalkTail>,
}

/// A place on a walk.
#[derive(Clone, Debug, PartialEq)]
pub struct WalkPlace {
    /// What it is.
    pub what: PlaceName,
    /// `[年份=2024]`
    pub filters: Vec<WalkFilter>,
    /// Where it stands.
    pub span: Span,
}

/// What a place is called.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaceName {
    /// `?`
    Any,
    /// `?地区`: any, under a name that may be a label.
    AnyOf(Name),
    /// A label, or the name of a thing.
    Word(Name),
}

/// An arrow.
#[derive(Clone, Debug, PartialEq)]
pub struct WalkStep {
    /// How it is drawn, `^` taken into account.
    pub direction: ArrowDirection,
    /// Any of these types; all when empty.
    pub types: Vec<Name>,
    /// How often, where it is not once.
    pub length: Option<PathLength>,
    /// What the relationship fulfils.
    pub filters: Vec<WalkFilter>,
    /// Where it stands.
    pub span: Span,
}

/// `年份 >= 2024`
#[derive(Clone, Debug, PartialEq)]
pub struct WalkFilter {
    /// The property.
    pub key: Name,
    /// The comparison as a query writes it.
    pub operator: &'static str,
    /// With what.
    pub value: Literal,
    /// Whether a minus stands before it.
    pub negated: bool,
}

/// What is done with what a walk finds.
#[derive(Clone, Debug, PartialEq)]
pub enum WalkTail {
    /// `| 计数`, `| 计数 产业`: how many, for each value of a column.
    Count(Option<Name>),
    /// `| 排序 名称 降序`
    Sort(Name, bool),
    /// `| 限制 5`
    Limit(String),
    /// `| 跳过 5`
    Skip(String),
}
