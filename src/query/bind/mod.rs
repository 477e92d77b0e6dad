//! Names to numbers: [`ast`](super::ast) -> [`BoundStatement`]. Every variable becomes a [`Slot`], every function its
//! entry in the library, every label, type and key a number in the statement's own [`Names`]. All compile-time errors
//! are found here; what comes after meets only statements that make sense.
//!
//! A slot is given once and never again in a statement, so a row is a set of slots and no stage has to rename.
//! `WITH a AS b` gives `a`'s slot a second name and moves no data. Names of the graph stay statement-local numbers
//! until execution starts, so that a statement may use a label that it is about to create, and a compiled statement
//! does not depend on one graph's vocabulary.
//!
//! Knows functions and procedures by signature; must not know the graph's contents, plans or rows.

mod access;
mod aggregation;
mod bound_expression;
mod call;
mod call_subquery;
mod clause;
mod evidence;
mod expression;
mod expression_type;
mod function_call;
mod label;
mod names;
mod operator;
mod path_group;
mod pattern;
mod procedure;
mod projection;
mod quantity;
mod scope;
mod statement;
mod subquery;
mod tree;
mod write;

pub use bound_expression::{Access, Expr, LabelTest, Test};
pub use expression_type::Type;
pub use names::{KeyRef, LabelRef, Names, TypeRef};
pub use procedure::{Procedure, ProcedureCatalog, ProcedureField, ProcedureSource};
pub use scope::Slot;
pub use statement::bind;
pub use tree::*;
