//! Tuzhi (图志) turns Chinese government work reports into a property graph that answers openCypher queries,
//! with the sentence behind every fact.
//!
//! ```text
//! bytes -> Document -> Mention, Quantity -> Fact -> Change -> graph      (extract)
//! text  -> AST -> bound -> logical plan -> operators -> ResultTable      (query)
//! ```
//!
//! `docs/ARCHITECTURE.md` draws the whole; each module's page says what it may and must not know.

pub mod cli;
pub mod database;
pub mod diagnostic;
pub mod export;
pub mod extract;
pub mod graph;
pub mod query;
pub mod repl;
pub mod result;
pub mod source;
pub mod storage;
pub mod value;
