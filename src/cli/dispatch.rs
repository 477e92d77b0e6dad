//! From arguments to a subcommand to an exit code.

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use super::arguments::{Arguments, Command};
use super::failure::Failure;
use super::terminal::Terminal;
use super::{
    build, check, completions, demo, eval, export, extract, fmt, import, man, pipe, query, schema, shell,
    stats,
};

/// Runs the program with its arguments (the first is its name): 0 done, 1 the work failed, 2 used wrongly.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are data, all else is a message; a closed pipe is no news either way.
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let mut terminal = Terminal::new();
    let outcome = dispatch(arguments, &mut terminal).and_then(|()| Ok(terminal.flush()?));
    match outcome {
        Ok(()) | Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(Failure::Told) => ExitCode::FAILURE,
        Err(Failure::Usage(message)) => {
            terminal.tell(&message.diagnostic, None);
            ExitCode::from(2)
        }
        Err(Failure::Message(message)) => {
            terminal.tell(&message.diagnostic, message.source.as_ref());
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    let Some(command) = arguments.command else {
        let commands: Vec<String> =
            Arguments::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
        terminal.obey(arguments.habits.messages);
        return shell::run_bare(&arguments.graph.unwrap_or_default(), &arguments.habits, &commands);
    };
    terminal.obey(command.messages());
    match command {
        Command::Build(arguments) => build::run(&arguments, terminal),
        Command::Import(arguments) => import::run(&arguments, terminal),
        Command::Query(arguments) => query::run(&arguments, terminal),
        Command::Export(arguments) => export::run(&arguments, terminal),
        Command::Schema(arguments) => schema::run(&arguments, terminal),
        Command::Stats(arguments) => stats::run(&arguments, terminal),
        Command::Check(arguments) => check::run(&arguments, terminal),
        Command::Demo(arguments) => demo::run(&arguments, terminal),
        Command::Shell(arguments) => shell::run(&arguments),
        Command::Extract(arguments) => extract::run(&arguments, terminal),
        Command::Eval(arguments) => eval::run(&arguments, terminal),
        Command::Fmt(arguments) => fmt::run(&arguments, terminal),
        Command::Pipe(arguments) => pipe::run(&arguments, terminal),
        Command::Completions(arguments) => completions::run(&arguments, terminal),
        Command::Man(arguments) => man::run(&arguments, terminal),
    }
}
