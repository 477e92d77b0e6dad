//! Procedures that come with the program: algorithms over a part of the graph (`algo.…`) and the views that an analyst
//! asks for daily (`tuzhi.…`), and what other engines' tools ask of a graph (`db.schema.…`). Each is a row of a table: name, help, what it takes, what it yields, and the work, which
//! reads the graph through `GraphView`. Under bind, which checks calls, and exec, which makes them; knows no plan and no
//! row.

mod algorithm;
mod input;
mod native;
mod schema;
mod view;

pub use native::{Found, FoundColumn, NativeProcedure, ProcedureContext, ProcedureInput, all};
