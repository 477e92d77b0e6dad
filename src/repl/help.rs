//! The text of `.help`.

use std::fmt::Write as _;

use super::command::COMMANDS;

/// Commands, and what a stranger should know of statements.
pub(super) fn text() -> String {
    let mut out = String::from("Statements end with `;` or `；` and may go over several lines:\n");
    out.push_str("  MATCH (r:Region)-[:SETS]->(t:Target) RETURN r.name, t.text LIMIT 5;\n`BEGIN;` … `COMMIT;` or `ROLLBACK;` makes several one transaction.\n\nCommands:\n");
    for command in COMMANDS {
        let usage = format!("{}{}", command.name, command.arguments);
        let _ = writeln!(out, "  {usage:<22} {}", command.help);
    }
    out.push_str("\nTab completes keywords, labels, types, properties, functions and names from the data.\n");
    out.push_str("Ctrl-C stops a running query; Ctrl-R searches what was typed before.\n");
    out
}
