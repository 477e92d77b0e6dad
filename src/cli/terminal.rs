//! Standard output and standard error: data and messages.

use std::io::{self, BufWriter, IsTerminal as _, Stdout, Write};

use indicatif::{ProgressBar, ProgressStyle};

use super::early::Early;
use super::messages::{ErrorFormat, MessageArguments};
use crate::diagnostic::{Diagnostic, Language, Manner, Severity, in_language, render_in, to_json};
use crate::export::{Ambiguous, TableStyle};
use crate::query::parser::in_typed_words;
use crate::source::Source;

/// Progress over things that are counted.
const THINGS: &str = "{msg} [{bar:30}] {pos}/{len} {per_sec} {elapsed} (left {eta})";
/// Progress over bytes.
const BYTES: &str = "{msg} [{bar:30}] {bytes}/{total_bytes} {bytes_per_sec} {elapsed} (left {eta})";

/// Where data and messages go.
#[derive(Debug)]
pub(super) struct Terminal {
    out: BufWriter<Stdout>,
    /// Whether messages may be coloured.
    colour: bool,
    /// Whether only warnings and errors are told.
    is_quiet: bool,
    errors: ErrorFormat,
    language: Language,
}

impl Terminal {
    /// The process's own streams.
    pub(super) fn new(early: Early) -> Self {
        let colour = Self::wants_colour() && io::stderr().is_terminal();
        Self {
            out: BufWriter::new(io::stdout()),
            colour,
            is_quiet: false,
            errors: early.errors,
            language: early.language,
        }
    }

    /// From now on messages are told as the options say.
    pub(super) fn obey(&mut self, messages: MessageArguments) {
        (self.is_quiet, self.errors) = (messages.quiet, messages.errors);
    }

    /// What messages are told in.
    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// Whether the user has not switched colours off.
    pub(super) fn wants_colour() -> bool {
        std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
    }

    /// Draws a diagnostic on standard error.
    pub(super) fn tell(&self, diagnostic: &Diagnostic, source: Option<&Source>) {
        let mut told = diagnostic.in_language(self.language);
        // Only errors of queries have codes.
        if let Some(source) = source.filter(|_| diagnostic.code.is_some()) {
            told = in_typed_words(told, &source.text);
        }
        if self.errors == ErrorFormat::Json {
            let _ = writeln!(io::stderr(), "{}", to_json(&told, source));
            return;
        }
        let nameless = Source::new("", "");
        let is_ambiguous_wide = Self::ambiguous() == Ambiguous::Wide;
        let manner = Manner { language: self.language, is_ambiguous_wide };
        let text = render_in(&told, source.unwrap_or(&nameless), manner);
        let text = if self.colour { paint(&text, diagnostic.severity) } else { text };
        // Nobody is left to tell when standard error is closed.
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// One line on standard error.
    pub(super) fn note(&self, text: &str) {
        if self.is_quiet {
            return;
        }
        let _ = writeln!(io::stderr(), "{}", in_language(text, self.language));
    }

    /// One line on standard output, for people.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        let text = in_language(text, self.language);
        writeln!(self, "{text}")
    }

    /// Whether data goes to a person rather than to a file or a program.
    pub(super) fn is_interactive(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// What tables are fitted to when data goes to a person.
    pub(super) fn table_style(&self) -> TableStyle {
        match terminal_size::terminal_size().filter(|_| self.is_interactive()) {
            Some((width, _)) => {
                let width = Some(usize::from(width.0));
                TableStyle { width, ambiguous: Self::ambiguous(), ..TableStyle::default() }
            }
            None => TableStyle::default(),
        }
    }

    /// Cells of the characters on which terminals disagree, as the user's language has them.
    pub(super) fn ambiguous() -> Ambiguous {
        let set = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
        let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG")).unwrap_or_default();
        let is_wide = ["zh", "ja", "ko"].iter().any(|language| locale.starts_with(language));
        if is_wide { Ambiguous::Wide } else { Ambiguous::Narrow }
    }

    /// Cells of a line when messages go to a person.
    pub(super) fn message_width(&self) -> Option<usize> {
        let (width, _) = terminal_size::terminal_size_of(io::stderr())?;
        Some(usize::from(width.0))
    }

    /// A progress bar of things on standard error; hidden when that is no terminal.
    pub(super) fn progress(&self, what: &'static str, length: usize) -> ProgressBar {
        self.bar(what, length, THINGS)
    }

    /// The same of bytes.
    pub(super) fn progress_of_bytes(&self, what: &'static str, length: usize) -> ProgressBar {
        self.bar(what, length, BYTES)
    }

    fn bar(&self, what: &str, length: usize, template: &str) -> ProgressBar {
        let bar = if self.is_quiet { ProgressBar::hidden() } else { ProgressBar::new(length as u64) };
        let bar = bar.with_message(in_language(what, self.language).into_owned());
        let style = ProgressStyle::with_template(&in_language(template, self.language));
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> "));
        bar
    }
}

impl Write for Terminal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Colours the severity at the head of a rendered diagnostic.
fn paint(text: &str, severity: Severity) -> String {
    let colour = match severity {
        Severity::Error => "31",
        Severity::Warning => "33",
        Severity::Note => "36",
    };
    match text.find([':', '：']) {
        Some(end) => format!("\u{1b}[1;{colour}m{}\u{1b}[0m{}", &text[..end], &text[end..]),
        None => text.to_owned(),
    }
}
