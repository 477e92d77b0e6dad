//! The program as tests call it: in English, whatever the tester speaks.

use std::process::Command;

/// A call of `tuzhi`.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tuzhi"));
    command.env("TUZHI_LANG", "en");
    command
}
