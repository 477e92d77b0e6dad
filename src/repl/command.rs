//! Dot commands: one line that begins with a dot.

use std::path::PathBuf;

use super::manual::COMMANDS;
use crate::diagnostic::{Diagnostic, Language, nearest};
use crate::export::{Ambiguous, ResultFormat};
use crate::query::parser::KeywordLanguage;
use crate::result::Together;
use crate::value::quantity::Magnitude;

/// What to do. A setting without a value is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// All of help, or what it says of a command or a function.
    Help(Option<String>),
    /// The whole picture, or a label or type.
    Schema(Option<String>),
    Stats,
    Mode(Option<ResultFormat>),
    /// 0: as wide as the terminal.
    Width(Option<usize>),
    /// 0: all rows.
    MaxRows(Option<usize>),
    Ambiguous(Option<Ambiguous>),
    Lang(Option<Language>),
    Pager(Option<bool>),
    Timer(Option<bool>),
    Last,
    /// The row's number, from 1.
    Why(Option<usize>),
    Units(Option<Magnitude>),
    Pivot {
        row: String,
        column: String,
        value: String,
        together: Together,
    },
    /// Name and expression.
    Param(Option<String>, Option<String>),
    Explain(Option<String>),
    /// The file, and whether it begins with a byte order mark.
    Output(Option<PathBuf>, bool),
    /// The query that a walk, or the last one, stands for.
    Cypher(Option<String>),
    Read(PathBuf),
    Dot(PathBuf, Option<String>),
    Fmt(KeywordLanguage, Option<String>),
    Open(PathBuf),
    Save(Option<PathBuf>),
    Checkpoint,
    Reset,
    Quit,
}

impl Command {
    /// Reads a line that begins with a dot.
    pub(super) fn parse(line: &str) -> Result<Self, Diagnostic> {
        let line = line.trim().trim_end_matches([';', '；']).trim_end();
        let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let mut words = Words { name, rest: rest.trim() };
        let command = match name {
            ".help" => Self::Help(words.next()),
            ".schema" => Self::Schema(words.next()),
            ".stats" => Self::Stats,
            ".mode" => {
                Self::Mode(words.next().map(|word| word.parse()).transpose().map_err(Diagnostic::error)?)
            }
            ".width" => Self::Width(words.number()?),
            ".maxrows" => Self::MaxRows(words.number()?),
            ".ambiguous" => Self::Ambiguous(words.ambiguous()?),
            ".lang" => Self::Lang(words.language()?),
            ".pager" => Self::Pager(words.switch()?),
            ".timer" => Self::Timer(words.switch()?),
            ".last" => Self::Last,
            ".why" => Self::Why(words.number()?),
            ".units" => Self::Units(words.magnitude()?),
            ".pivot" => words.pivot()?,
            ".param" => Self::Param(words.next(), words.all()),
            ".explain" => Self::Explain(words.all()),
            ".output" => words.output(),
            ".cypher" => Self::Cypher(words.all()),
            ".read" => Self::Read(words.file()?),
            ".dot" => Self::Dot(words.file()?, words.all()),
            ".fmt" => Self::Fmt(keyword_language(words.next().as_deref())?, words.all()),
            ".open" => Self::Open(words.file()?),
            ".save" => Self::Save(words.next().map(PathBuf::from)),
            ".checkpoint" => Self::Checkpoint,
            ".reset" => Self::Reset,
            ".quit" | ".exit" => Self::Quit,
            _ => return Err(unknown(name)),
        };
        if words.rest.is_empty() {
            return Ok(command);
        }
        let message = format!("`{name}` does not take `{}`", words.rest);
        Err(Diagnostic::error(message)
            .with_hint(format!("{}; what has blanks stands in quotes", usage_of(name))))
    }

    /// Whether it reads or writes a file that the user names.
    pub(super) fn touches_files(&self) -> bool {
        matches!(
            self,
            Self::Output(Some(_), _)
                | Self::Read(_)
                | Self::Dot(..)
                | Self::Open(_)
                | Self::Save(_)
                | Self::Pager(Some(true))
        )
    }
}

/// What follows a command's name.
struct Words<'l> {
    name: &'l str,
    rest: &'l str,
}

impl Words<'_> {
    /// The next word: in quotes, or up to a blank.
    fn next(&mut self) -> Option<String> {
        let quote = self.rest.chars().next().filter(|c| matches!(c, '\'' | '"'));
        let quoted = quote.and_then(|quote| self.rest[1..].split_once(quote));
        let (word, after) =
            quoted.unwrap_or_else(|| self.rest.split_once(char::is_whitespace).unwrap_or((self.rest, "")));
        let is_word = quoted.is_some() || !word.is_empty();
        let word = word.to_owned();
        self.rest = after.trim();
        is_word.then_some(word)
    }

    /// All that is left.
    fn all(&mut self) -> Option<String> {
        let rest = std::mem::take(&mut self.rest);
        Some(rest.to_owned()).filter(|rest| !rest.is_empty())
    }

    fn file(&mut self) -> Result<PathBuf, Diagnostic> {
        self.next().map(PathBuf::from).ok_or_else(|| self.wrong("needs a file name"))
    }

    fn output(&mut self) -> Command {
        let first = self.next();
        let has_mark = first.as_deref() == Some("--bom");
        let file = if has_mark { self.next() } else { first };
        Command::Output(file.map(PathBuf::from), has_mark)
    }

    fn number(&mut self) -> Result<Option<usize>, Diagnostic> {
        let Some(word) = self.next() else { return Ok(None) };
        word.parse().map(Some).map_err(|_| self.wrong(&format!("needs a number, not `{word}`")))
    }

    fn switch(&mut self) -> Result<Option<bool>, Diagnostic> {
        match self.next().as_deref() {
            None => Ok(None),
            Some("on") => Ok(Some(true)),
            Some("off") => Ok(Some(false)),
            Some(word) => Err(self.wrong(&format!("is `on` or `off`, not `{word}`"))),
        }
    }

    fn ambiguous(&mut self) -> Result<Option<Ambiguous>, Diagnostic> {
        match self.next().as_deref() {
            None => Ok(None),
            Some("narrow") => Ok(Some(Ambiguous::Narrow)),
            Some("wide") => Ok(Some(Ambiguous::Wide)),
            Some(word) => Err(self.wrong(&format!("is `narrow` or `wide`, not `{word}`"))),
        }
    }

    fn language(&mut self) -> Result<Option<Language>, Diagnostic> {
        let Some(word) = self.next() else { return Ok(None) };
        word.parse().map(Some).map_err(|_| self.wrong(&format!("is `zh` or `en`, not `{word}`")))
    }

    fn magnitude(&mut self) -> Result<Option<Magnitude>, Diagnostic> {
        Ok(Some(match self.next().as_deref() {
            None => return Ok(None),
            Some("亿") => Magnitude::Yi,
            Some("万") => Magnitude::Wan,
            Some("raw") => Magnitude::Base,
            Some("written") => Magnitude::AsWritten,
            Some(word) => return Err(self.wrong(&format!("is `亿`, `万`, `raw` or `written`, not `{word}`"))),
        }))
    }

    fn pivot(&mut self) -> Result<Command, Diagnostic> {
        let (Some(row), Some(column), Some(value)) = (self.next(), self.next(), self.next()) else {
            return Err(self.wrong("needs three columns of the last result"));
        };
        let together = match self.next() {
            None => Together::default(),
            Some(word) => {
                let known = Together::ALL.into_iter().find(|(name, _)| *name == word);
                let names = Together::ALL.map(|(name, _)| name).join(", ");
                known.ok_or_else(|| self.wrong(&format!("knows no `{word}`; there are {names}")))?.1
            }
        };
        Ok(Command::Pivot { row, column, value, together })
    }

    fn wrong(&self, what: &str) -> Diagnostic {
        Diagnostic::error(format!("`{}` {what}", self.name)).with_hint(usage_of(self.name))
    }
}

/// `.width [N]`, as help shows it.
fn usage_of(name: &str) -> String {
    let command = COMMANDS.iter().find(|command| command.name == name);
    command.map_or_else(String::new, |command| format!("write `{}{}`", command.name, command.arguments))
}

fn keyword_language(word: Option<&str>) -> Result<KeywordLanguage, Diagnostic> {
    match word {
        Some("zh") => Ok(KeywordLanguage::Chinese),
        Some("en") => Ok(KeywordLanguage::English),
        _ => {
            Err(Diagnostic::error("`.fmt` needs a language").with_hint("`zh` for Chinese, `en` for English"))
        }
    }
}

fn unknown(name: &str) -> Diagnostic {
    let error = Diagnostic::error(format!("unknown command `{name}`"));
    match nearest(name, COMMANDS.iter().map(|command| command.name)) {
        Some(near) => error.with_hint(format!("did you mean `{near}`? `.help` lists all")),
        None => error.with_hint("`.help` lists all commands"),
    }
}

/// Whether a line is a command by its first word, whatever follows.
pub(super) fn is_known(line: &str) -> bool {
    let name = line.split_whitespace().next().unwrap_or_default().trim_end_matches([';', '；']);
    name == ".exit" || COMMANDS.iter().any(|command| command.name == name)
}

/// Whether what stands before the cursor is a command that takes a file name there.
pub(super) fn takes_file(before: &str) -> bool {
    let mut words = before.trim_start().splitn(2, char::is_whitespace);
    let name = words.next().unwrap_or_default();
    matches!(name, ".read" | ".output" | ".dot" | ".save" | ".open")
        && words.next().is_some_and(|rest| !rest.contains(' '))
}

/// What may follow a command that was just typed.
pub(super) fn usage(line: &str) -> Option<String> {
    let command = COMMANDS.iter().find(|command| command.name == line.trim_end())?;
    let gap = line.len() - command.name.len();
    command.arguments.get(gap..).filter(|rest| gap < 2 && !rest.is_empty()).map(str::to_owned)
}
