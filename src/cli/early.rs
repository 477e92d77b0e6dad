//! What must be known before the arguments can be read, for help and mistakes in them are told by it too: the language,
//! and whether errors are told as JSON.

use std::ffi::OsString;

use super::messages::ErrorFormat;
use crate::diagnostic::Language;

/// The environment's word for the language, the first that is set counts; the rest are locales.
const VARIABLES: [&str; 4] = ["TUZHI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];

/// How the program speaks from its first word on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Early {
    pub(super) language: Language,
    pub(super) errors: ErrorFormat,
}

impl Early {
    /// By the arguments, else by the environment.
    pub(super) fn new(arguments: &[OsString]) -> Self {
        let asked = value_of(arguments, "--lang").and_then(|word| word.parse().ok());
        let is_json = value_of(arguments, "--errors").is_some_and(|form| form == "json");
        Self {
            language: asked.unwrap_or_else(language_of_environment),
            errors: if is_json { ErrorFormat::Json } else { ErrorFormat::Text },
        }
    }
}

/// The arguments without `--lang` before the command: clap takes no option there that the command takes too.
pub(super) fn without_first_language(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let is_word = |at: usize, word: &str| arguments.get(at).is_some_and(|argument| argument == word);
    let has_language = |at: usize| {
        arguments.get(at).and_then(|word| word.to_str()).is_some_and(|word| word.parse::<Language>().is_ok())
    };
    let is_joined = is_word(1, "--lang=zh") || is_word(1, "--lang=en");
    if is_joined && arguments.len() > 2 {
        arguments.remove(1);
    } else if is_word(1, "--lang") && has_language(2) && arguments.len() > 3 {
        arguments.drain(1..3);
    }
    arguments
}

fn language_of_environment() -> Language {
    let set = VARIABLES.iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty());
    set.map_or_else(Language::default, |locale| Language::of_locale(&locale))
}

/// The value of an option, wherever it stands.
fn value_of<'a>(arguments: &'a [OsString], option: &str) -> Option<&'a str> {
    let mut words = arguments.iter().skip(1).map(|word| word.to_str().unwrap_or_default());
    while let Some(word) = words.next().filter(|word| *word != "--") {
        match word.strip_prefix(option) {
            Some("") => return words.next(),
            Some(rest) if rest.starts_with('=') => return rest.get(1..),
            _ => {}
        }
    }
    None
}
