//! The entry: at a terminal a prompt, else plain lines.

use std::io::{self, BufRead as _, IsTerminal as _};

use super::config::{Config, Outcome};
use super::editor::converse;
use super::script::Gatherer;
use super::shell::{Flow, Shell};
use crate::database::Database;

/// Reads statements and commands from standard input until it ends or `.quit`, and shows what they give on standard
/// output; messages go to standard error. Each write is committed to the graph's file before it is answered.
pub fn run(database: Database, config: Config) -> io::Result<Outcome> {
    let is_interactive = io::stdin().is_terminal() && io::stdout().is_terminal();
    let mut shell = Shell::new(database, config, is_interactive);
    if let Some(init) = shell.config.init.clone() {
        // What it may do is the user's own word: `--safe` holds from here on.
        let is_safe = std::mem::replace(&mut shell.config.is_safe, false);
        let flow = shell.read(&init)?;
        shell.config.is_safe = is_safe;
        if flow == Flow::Quit {
            shell.leave()?;
            return Ok(outcome(&shell));
        }
    }
    if is_interactive {
        converse(&mut shell)?;
        return Ok(Outcome::Done);
    }
    read_plainly(&mut shell)?;
    Ok(outcome(&shell))
}

fn outcome(shell: &Shell) -> Outcome {
    if shell.n_failed == 0 { Outcome::Done } else { Outcome::Failed }
}

fn read_plainly(shell: &mut Shell) -> io::Result<()> {
    let mut gatherer = Gatherer::default();
    for line in io::stdin().lock().lines() {
        if let Some(input) = gatherer.take(&line?)
            && shell.submit(&input)? == Flow::Quit
        {
            return shell.leave();
        }
    }
    if let Some(input) = gatherer.rest() {
        shell.submit(&input)?;
    }
    shell.leave()
}
