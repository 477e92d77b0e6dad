//! The prompt: reads inputs with rustyline until the user leaves.

use std::io;

use rustyline::config::Configurer as _;
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{ColorMode, CompletionType, Config, Editor};

use super::helper::Helper;
use super::shell::{Flow, Shell, has_dropped_lines};

const PROMPT: &str = "tuzhi> ";
/// The same while a transaction is open.
const PROMPT_IN_TRANSACTION: &str = "tuzhi*> ";

/// Inputs that the history keeps.
const MAX_HISTORY: usize = 10_000;

/// Reads and does inputs until the user leaves.
pub(super) fn converse(shell: &mut Shell) -> io::Result<()> {
    greet(shell)?;
    let mut editor = open_editor(shell).map_err(io_error)?;
    loop {
        shell.renew_entities();
        shell.view.screen =
            editor.dimensions().map(|(columns, lines)| (usize::from(columns), usize::from(lines)));
        let prompt = if shell.database.is_in_transaction() { PROMPT_IN_TRANSACTION } else { PROMPT };
        match read_line(&mut editor, shell, prompt) {
            Ok(input) if input.trim().is_empty() => {}
            Ok(input) => {
                remember(&mut editor, shell, &input);
                if shell.submit(&input)? == Flow::Quit {
                    break;
                }
            }
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => break,
            Err(error) => return Err(io_error(error)),
        }
    }
    shell.leave()
}

/// Reads an input, completed from the graph as it is: the editor's helper has it meanwhile.
fn read_line(
    editor: &mut Editor<Helper, FileHistory>,
    shell: &mut Shell,
    prompt: &str,
) -> rustyline::Result<String> {
    if let Some(helper) = editor.helper_mut() {
        helper.names.clone_from(&shell.names);
        std::mem::swap(&mut helper.database, &mut shell.database);
    }
    let line = editor.readline(prompt);
    if let Some(helper) = editor.helper_mut() {
        std::mem::swap(&mut helper.database, &mut shell.database);
    }
    line
}

fn open_editor(shell: &Shell) -> rustyline::Result<Editor<Helper, FileHistory>> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .history_ignore_dups(true)?
        .max_history_size(MAX_HISTORY)?
        .build();
    let mut editor = Editor::with_config(config)?;
    let colour = shell.config.colour;
    editor.set_color_mode(if colour { ColorMode::Enabled } else { ColorMode::Disabled });
    editor.set_helper(Some(Helper::new(shell.names.clone(), colour)));
    if let Some(path) = &shell.config.history {
        // A history that cannot be read is as good as none.
        let _ = editor.load_history(path);
    }
    Ok(editor)
}

/// Adds an input to the history, at once: a session may end in many ways.
fn remember(editor: &mut Editor<Helper, FileHistory>, shell: &Shell, input: &str) {
    if has_dropped_lines(input) {
        return;
    }
    let is_new = editor.add_history_entry(input.trim_end()).unwrap_or(false);
    if let Some(path) = shell.config.history.as_ref().filter(|_| is_new) {
        if let Some(folder) = path.parent() {
            let _ = std::fs::create_dir_all(folder);
        }
        // Not to be told at each line: the shell works without it.
        let _ = editor.append_history(path);
    }
}

fn greet(shell: &Shell) -> io::Result<()> {
    shell.note(&format!(
        "tuzhi {} · {}\nstatements end with `;`, `.help` shows more",
        env!("CARGO_PKG_VERSION"),
        shell.greeting()
    ))
}

fn io_error(error: ReadlineError) -> io::Error {
    match error {
        ReadlineError::Io(error) => error,
        error => io::Error::other(error),
    }
}
