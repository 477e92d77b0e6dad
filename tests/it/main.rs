//! The one integration binary: what the program promises, seen from outside, and the rules of the house.

#![expect(clippy::unwrap_used, reason = "what a test did not expect may well stop it")]

mod answers;
mod as_typed;
mod build;
mod cli;
mod contradictions;
mod document;
mod dot;
mod durable;
mod entities;
mod eval;
mod evidence;
mod explain;
mod exports;
mod extract;
mod formats;
mod forms;
mod given;
mod import;
mod incremental;
mod indexes;
mod language;
mod limits;
mod llm;
mod long;
mod merges;
mod names;
mod no_figures;
mod page;
mod parse;
mod profile;
mod prompt;
mod query_laws;
mod recognizers;
mod relations;
mod repl;
mod shapes;
mod shared;
mod storage;
mod taihu;
mod terminal;
mod threads;
mod tidy;
mod topics;
mod tutorial;
