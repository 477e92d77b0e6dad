//! What `.help` says: the commands with what follows them and what they do.

use std::fmt::Write as _;

use super::procedures;
use crate::query::ast::english_function;
use crate::query::function;

/// A command as help and completion show it.
pub(super) struct CommandHelp {
    /// With its dot.
    pub(super) name: &'static str,
    /// What follows it.
    pub(super) arguments: &'static str,
    /// What it does.
    pub(super) help: &'static str,
    /// The words that may follow it.
    pub(super) options: &'static [&'static str],
}

const fn command(name: &'static str, arguments: &'static str, help: &'static str) -> CommandHelp {
    CommandHelp { name, arguments, help, options: &[] }
}

const fn setting(
    name: &'static str,
    arguments: &'static str,
    help: &'static str,
    options: &'static [&'static str],
) -> CommandHelp {
    CommandHelp { name, arguments, help, options }
}

/// All commands, in the order of help.
pub(super) const COMMANDS: &[CommandHelp] = &[
    command(".help", " [NAME]", "show this help, or what it says of a command, a function or procedures"),
    command(".schema", " [NAME]", "draw how labels hang together; or tell the properties of a label or type"),
    command(".stats", "", "show how much the graph holds"),
    command(
        ".mode",
        " [FORMAT]",
        "show results as box, table, markdown, csv, tsv, json, jsonl, line, list, html, latex, chart (bars), dot …",
    ),
    command(".last", "", "show the last result again, as in another mode"),
    command(
        ".pivot",
        " ROW COLUMN VALUE [HOW]",
        "turn the last result: a row for each ROW, a column for each COLUMN; HOW joins several values: each, first, sum, avg, min, max, count",
    ),
    command(
        ".why",
        " [N]",
        "show the sentences behind row N of the last result, with the words that are meant",
    ),
    setting(
        ".units",
        " [亿|万|raw|written]",
        "show figures with units in 亿, in 万, in the base unit, or as they are written",
        &["亿", "万", "raw", "written"],
    ),
    command(".param", " [NAME [VALUE]]", "show parameters, or set one: `.param year 2024` is `$year`"),
    command(".explain", " [QUERY]", "show how a query, or the last one, is carried out"),
    command(
        ".cypher",
        " [WALK]",
        "show the query that a walk, or the last one, stands for: `.cypher 江阴市 -发展-> 产业`",
    ),
    setting(
        ".fmt",
        " zh|en [QUERY]",
        "show a query, or the last one, with keywords in Chinese or English",
        &["zh", "en"],
    ),
    command(".width", " [N]", "lines of results have N cells; 0: as many as the terminal"),
    command(".maxrows", " [N]", "show N rows of a longer result, from both its ends; 0: all"),
    setting(
        ".ambiguous",
        " [narrow|wide]",
        "cells of characters such as “”…—①: one or two",
        &["narrow", "wide"],
    ),
    setting(".lang", " [zh|en]", "tell messages and help in Chinese or in English", &["zh", "en"]),
    setting(".pager", " [on|off]", "show what is longer than the screen with $PAGER", &["on", "off"]),
    setting(".timer", " [on|off]", "tell how long a statement took", &["on", "off"]),
    command(
        ".output",
        " [--bom] [FILE]",
        "write results to a file; without one, to the screen again. --bom: Excel reads it as UTF-8",
    ),
    command(".read", " FILE", "run the statements and commands of a file"),
    command(".dot", " FILE [QUERY]", "draw a query's result, or the last one, for Graphviz"),
    command(".open", " FILE", "open another graph"),
    command(".save", " [FILE]", "save the graph; writes are committed to its own file without this"),
    command(".checkpoint", "", "fold the log of what was written into the graph's file"),
    command(".reset", "", "drop the statement begun on the lines above (so does Ctrl-C)"),
    command(".quit", "", "leave (so does Ctrl-D)"),
];

/// Cells of the commands' column.
const MARGIN: usize = 23;

/// Commands, and what a stranger should know of statements.
pub(super) fn help() -> String {
    let mut out = String::from("Statements end with `;` or `；` and may go over several lines:\n");
    out.push_str("  MATCH (r:Region)-[:SETS]->(t:Target) RETURN r.name, t.text LIMIT 5;\n`BEGIN;` … `COMMIT;` or `ROLLBACK;` makes several one transaction.\n\nCommands:\n");
    for command in COMMANDS {
        write_command(&mut out, command);
    }
    out.push_str(
        "\nTab completes keywords, labels, types, properties, functions and names from the data, these also by \
         their pinyin (`gds` for 广东省).\nCtrl-C stops a running query; Ctrl-R searches what was typed before.\n",
    );
    out
}

/// What help says of one command or function, when it knows it.
pub(super) fn help_of(name: &str) -> Option<String> {
    let mut out = String::new();
    let dotted = format!(".{}", name.trim_start_matches('.'));
    if let Some(command) = COMMANDS.iter().find(|command| command.name == dotted) {
        write_command(&mut out, command);
    }
    if let Some(signature) = signature(name.trim_end_matches(['(', ')'])) {
        let _ = writeln!(out, "  {signature}");
    }
    for procedure in procedures::beginning(name.trim_end_matches(['(', ')'])) {
        let _ = writeln!(out, "  {}\n      {}", procedures::signature(procedure), procedure.help);
    }
    Some(out).filter(|out| !out.is_empty())
}

/// Name, arguments and result of a function.
pub(super) fn signature(name: &str) -> Option<&'static str> {
    let name = english_function(name).unwrap_or(name);
    let aggregate = || function::find_aggregate(name).map(|aggregate| aggregate.signature);
    function::find(name).map(|function| function.signature).or_else(aggregate)
}

fn write_command(out: &mut String, command: &CommandHelp) {
    let usage = format!("{}{}", command.name, command.arguments);
    if usage.len() > MARGIN {
        let _ = writeln!(out, "  {usage}\n  {:<MARGIN$} {}", "", command.help);
    } else {
        let _ = writeln!(out, "  {usage:<MARGIN$} {}", command.help);
    }
}
