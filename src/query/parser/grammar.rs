//! The recogniser that pest makes of the files under `grammar/`.

/// Recognises statements.
#[derive(pest_derive::Parser)]
#[grammar = "grammar/lexical.pest"]
#[grammar = "grammar/expression.pest"]
#[grammar = "grammar/pattern.pest"]
#[grammar = "grammar/cypher.pest"]
#[grammar = "grammar/walk.pest"]
pub(super) struct Grammar;
