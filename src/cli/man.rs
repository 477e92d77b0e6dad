//! `tuzhi man`: manual pages made of the same texts as `--help`.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory as _};
use clap_mangen::Man;

use super::arguments;
use super::failure::Failure;
use super::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  tuzhi man | man -l -
  tuzhi man --output ~/.local/share/man/man1      all pages: tuzhi.1, tuzhi-build.1 …";

/// Options of `man`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Write the pages of all subcommands into this folder [default: the first page to standard output]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Prints or writes the pages.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    let mut command = arguments::Arguments::command();
    command.build();
    let Some(folder) = &arguments.output else { return Ok(terminal.write_all(&page(&command, "tuzhi")?)?) };
    fs::create_dir_all(folder).map_err(|error| Failure::write(folder, &error))?;
    write(folder, &command, "tuzhi")?;
    for subcommand in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        write(folder, subcommand, &format!("tuzhi-{}", subcommand.get_name()))?;
    }
    Ok(())
}

fn write(folder: &Path, command: &Command, name: &str) -> Result<(), Failure> {
    let path = folder.join(format!("{name}.1"));
    fs::write(&path, page(command, name)?).map_err(|error| Failure::write(&path, &error))
}

fn page(command: &Command, name: &str) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    // A page is called as the system's command looks for it.
    Man::new(command.clone()).title(name).render(&mut page)?;
    Ok(page)
}
