//! Tokens: a sentence cut into words and marks, each with its place and its way of bounding names.
//!
//! The laws: tokens follow each other without gaps, joined they are the sentence, and they fall on character borders.
//! Knows words, nothing of entities.

mod clause;
mod cut;
mod kind;

pub(crate) use cut::{Cut, cut};
pub(crate) use kind::{KindSet, Token, TokenKind};
