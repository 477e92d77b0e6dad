//! The entry: at a terminal a prompt, else plain lines.

use std::io::{self, BufRead as _, IsTerminal as _};

use super::config::{Config, Outcome};
use super::editor::converse;
use super::shell::{Flow, Shell, is_whole_input};
use crate::database::Database;

/// Reads statements and commands from standard input until it ends or `.quit`, and shows what they give on standard
/// output; messages go to standard error. Each write is committed to the graph's file before it is answered.
pub fn run(database: Database, config: Config) -> io::Result<Outcome> {
    let is_interactive = io::stdin().is_terminal() && io::stdout().is_terminal();
    let mut shell = Shell::new(database, config, is_interactive);
    if is_interactive {
        converse(&mut shell)?;
        return Ok(Outcome::Done);
    }
    read_plainly(&mut shell)?;
    Ok(if shell.n_failed == 0 { Outcome::Done } else { Outcome::Failed })
}

fn read_plainly(shell: &mut Shell) -> io::Result<()> {
    let mut input = String::new();
    for line in io::stdin().lock().lines() {
        input.push_str(&line?);
        input.push('\n');
        if is_whole_input(&input) {
            let flow = shell.submit(&std::mem::take(&mut input))?;
            if flow == Flow::Quit {
                return shell.leave();
            }
        }
    }
    if !input.trim().is_empty() {
        shell.submit(&input)?;
    }
    shell.leave()
}
