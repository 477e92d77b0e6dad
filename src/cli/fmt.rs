//! `tuzhi fmt`: statements with their keywords in one language and their signs in ASCII.

use std::io::Write as _;

use clap::Args;

use super::failure::Failure;
use super::messages::MessageArguments;
use super::script::ScriptArguments;
use super::terminal::Terminal;
use crate::database::Error;
use crate::query::parser::{KeywordLanguage, format, split_statements};

const EXAMPLES: &str = "\
Examples:
  tuzhi fmt -c '匹配 (n) 返回 n'              MATCH (n) RETURN n
  tuzhi fmt --zh -f questions.cypher
  cat questions.cypher | tuzhi fmt --zh";

/// Options of `fmt`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    script: ScriptArguments,
    /// Write keywords in Chinese (匹配 … 返回) instead of English
    #[arg(long)]
    zh: bool,
    #[command(flatten)]
    pub(super) messages: MessageArguments,
}

/// Prints the statements; what stands between them stays as it is.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    let language = if arguments.zh { KeywordLanguage::Chinese } else { KeywordLanguage::English };
    for script in arguments.script.scripts(&[])? {
        let mut at = 0;
        for span in split_statements(&script.text) {
            let formatted = format(span.of(&script.text), language).map_err(|error| {
                Failure::in_source(Error::Query(error).diagnostic(span.start), script.clone())
            })?;
            write!(terminal, "{}{formatted}", &script.text[at..span.start].replace('；', ";"))?;
            at = span.end;
        }
        writeln!(terminal, "{}", script.text[at..].trim_end().replace('；', ";"))?;
    }
    Ok(())
}
