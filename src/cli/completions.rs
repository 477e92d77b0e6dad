//! `tuzhi completions`: what makes a command line's shell complete subcommands, options and their values.

use std::io::Write as _;

use clap::{Args, CommandFactory as _};
use clap_complete::{Shell, generate};

use super::arguments;
use super::failure::Failure;
use super::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  tuzhi completions bash > ~/.local/share/bash-completion/completions/tuzhi
  tuzhi completions zsh > ~/.zfunc/_tuzhi                    (a folder of fpath)
  tuzhi completions fish > ~/.config/fish/completions/tuzhi.fish
  tuzhi completions powershell >> $PROFILE";

/// Options of `completions`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    // The generator takes no error of its stream: it writes to memory.
    let mut script = Vec::new();
    generate(arguments.shell, &mut arguments::Arguments::command(), "tuzhi", &mut script);
    Ok(terminal.write_all(&script)?)
}
