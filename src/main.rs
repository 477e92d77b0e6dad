//! The `tuzhi` command: hands the arguments to [`tuzhi::cli`] and exits with its code.

use std::process::ExitCode;

fn main() -> ExitCode {
    tuzhi::cli::run(std::env::args_os())
}
