//! The command line.

use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program with its arguments (the first is its name): 0 done, 1 the work failed, 2 used wrongly.
pub fn run(_arguments: impl Iterator<Item = OsString>) -> ExitCode {
    ExitCode::from(2)
}
