//! From arguments to a subcommand to an exit code.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _};

use super::arguments::{Arguments, Command};
use super::early::{Early, without_first_language};
use super::failure::Failure;
use super::terminal::Terminal;
use super::{
    build, check, completions, demo, eval, export, extract, fmt, import, man, pipe, query, schema, shell,
    stats, usage,
};
use crate::diagnostic::{Diagnostic, Language};

/// Runs the program with its arguments (the first is its name): 0 done, 1 the work failed, 2 used wrongly.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.collect();
    let early = Early::new(&arguments);
    let mut terminal = Terminal::new(early);
    let command = usage::command(Arguments::command(), early.language);
    let read = command.try_get_matches_from(without_first_language(arguments));
    let arguments = match read.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(error) => return tell_usage(&error, early, &mut terminal),
    };
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

/// Tells what clap has to say: help and version are data, all else is a message.
fn tell_usage(error: &clap::Error, early: Early, terminal: &mut Terminal) -> ExitCode {
    // A closed pipe is no news.
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = write!(io::stderr(), "{}", usage::help(error, early.language));
        return ExitCode::from(2);
    }
    if error.use_stderr() {
        terminal.tell(&usage::diagnostic(error), None);
        return ExitCode::from(2);
    }
    let _ = match early.language {
        Language::English => error.print(),
        Language::Chinese => terminal.write_all(usage::help(error, early.language).as_bytes()),
    };
    let _ = terminal.flush();
    ExitCode::SUCCESS
}

fn dispatch(arguments: Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    let Some(command) = arguments.command else {
        let commands: Vec<String> =
            Arguments::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
        terminal.obey(arguments.habits.messages);
        let Some(graph) = arguments.graph else {
            let error = Diagnostic::error("no command is given");
            return Err(Failure::usage(error.with_hint("`--help` lists what can be given")));
        };
        return shell::run_bare(&graph, &arguments.habits, &commands, terminal.language());
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
        Command::Shell(arguments) => shell::run(&arguments, terminal.language()),
        Command::Extract(arguments) => extract::run(&arguments, terminal),
        Command::Eval(arguments) => eval::run(&arguments, terminal),
        Command::Fmt(arguments) => fmt::run(&arguments, terminal),
        Command::Pipe(arguments) => pipe::run(&arguments, terminal),
        Command::Completions(arguments) => completions::run(&arguments, terminal),
        Command::Man(arguments) => man::run(&arguments, terminal),
    }
}
