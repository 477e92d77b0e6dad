//! Arguments that clap refuses, as a message like all others: so they are told in the user's language, and as JSON to
//! programs. Help goes line by line through the same table as messages.

use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::diagnostic::{Diagnostic, Language, in_language};

/// What a mistake in the arguments is told as.
pub(super) fn diagnostic(error: &Error) -> Diagnostic {
    let (argument, value) = (word(error, ContextKind::InvalidArg), word(error, ContextKind::InvalidValue));
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("unexpected argument `{argument}`"),
        ErrorKind::InvalidSubcommand => {
            format!("unknown command `{}`", word(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}` needs a value"),
        ErrorKind::InvalidValue => format!("`{argument}` cannot be `{value}`"),
        ErrorKind::ValueValidation => match std::error::Error::source(error) {
            Some(why) => format!("`{argument}` cannot be `{value}`: {why}"),
            None => format!("`{argument}` cannot be `{value}`"),
        },
        ErrorKind::ArgumentConflict if argument.is_empty() => {
            "behind the graph file nothing more can be given".to_owned()
        }
        ErrorKind::ArgumentConflict => match &*words(error, ContextKind::PriorArg).join("`, `") {
            "" => format!("`{argument}` cannot be used here"),
            prior if prior == argument => format!("`{argument}` is given twice"),
            prior => format!("`{argument}` cannot be used with `{prior}`"),
        },
        ErrorKind::MissingRequiredArgument => {
            format!("missing: `{}`", words(error, ContextKind::InvalidArg).join("`, `"))
        }
        ErrorKind::MissingSubcommand => "no command is given".to_owned(),
        ErrorKind::TooManyValues => format!("`{argument}` takes no further value `{value}`"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("`{argument}` has a wrong number of values")
        }
        ErrorKind::NoEquals => format!("`{argument}` needs `=` before its value"),
        _ => error.to_string().trim().trim_start_matches("error: ").to_owned(),
    };
    let hint = hint(error).unwrap_or_else(|| "`--help` lists what can be given".to_owned());
    Diagnostic::error(message).with_hint(hint)
}

fn hint(error: &Error) -> Option<String> {
    if error.kind() == ErrorKind::ArgumentConflict && word(error, ContextKind::InvalidArg).is_empty() {
        return Some("`tuzhi query GRAPH STATEMENT` runs a statement".to_owned());
    }
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = near.into_iter().flat_map(|kind| words(error, kind)).next();
    if let Some(near) = near {
        return Some(format!("did you mean `{near}`?"));
    }
    let valid = [ContextKind::ValidValue, ContextKind::ValidSubcommand];
    let valid: Vec<String> = valid.into_iter().flat_map(|kind| words(error, kind)).collect();
    (!valid.is_empty()).then(|| format!("there are {}", valid.join(", ")))
}

/// The command, with lines as long as they are where they are to be looked up.
pub(super) fn command(command: Command, language: Language) -> Command {
    if language == Language::English { command } else { command.term_width(usize::MAX) }
}

/// Help in the language.
pub(super) fn help(error: &Error, language: Language) -> String {
    let text = error.to_string();
    text.split_inclusive('\n').map(|line| in_language(line, language)).collect()
}

/// The one thing that an error names by a kind.
fn word(error: &Error, kind: ContextKind) -> String {
    words(error, kind).into_iter().next().unwrap_or_default()
}

fn words(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        Some(ContextValue::Number(number)) => vec![number.to_string()],
        _ => Vec::new(),
    }
}
