//! The shell: statements and dot commands typed at a prompt, or read from a pipe, against one graph.
//!
//! ```text
//! line editor (helper: colours, completion, hints) -> input -> statements -> database -> table, warnings
//!                                                      \-> dot command
//! ```
//!
//! One input is one or more statements that end with `;` or `；`, over as many lines as they need, or one line that
//! begins with a dot. [`run`] takes over standard input and output until the input ends; it opens files when the user
//! asks for it. Knows the database's door, the parser's scanner and the exports, nothing of plans and extraction.

mod carry_out;
mod command;
mod completion;
mod config;
mod editor;
mod file_commands;
mod fitting;
mod helper;
mod highlight;
mod interrupt;
mod manual;
mod names;
mod outline;
mod output;
mod pager;
mod pinyin;
mod place;
mod procedures;
mod run;
mod schema;
mod script;
mod shell;
mod statements;
mod surroundings;
mod unknown;
mod view;
mod why;

pub use config::{Config, Outcome};
pub use run::run;
pub use unknown::{entity_warnings, name_warnings};
