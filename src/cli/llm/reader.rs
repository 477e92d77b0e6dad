//! Documents read by a model, part by part.

use std::sync::OnceLock;
use std::time::Duration;

use clap::Args;

use super::client::{AskError, Client};
use crate::cli::failure::Failure;
use crate::diagnostic::Diagnostic;
use crate::extract::llm::{Findings, parts, question};
use crate::extract::{Document, Extraction, Lexicon};

/// The environment's name for the key of the endpoint.
const KEY: &str = "TUZHI_LLM_KEY";

/// Which model is asked, if any.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct LlmArguments {
    /// Also ask a language model: base address of an OpenAI-compatible API (http://localhost:8080/v1). Sends it the text
    /// of every document; a key is taken from TUZHI_LLM_KEY
    #[arg(long, value_name = "URL", requires = "model")]
    llm: Option<String>,
    /// Name of the model at that address
    #[arg(long, value_name = "NAME", requires = "llm")]
    model: Option<String>,
    /// Seconds to wait for one answer
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    llm_timeout: u64,
    /// Times to ask again when the server fails or is busy
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(0..=20))]
    llm_retries: u32,
}

impl LlmArguments {
    /// The reader that was asked for, if one was.
    pub(in crate::cli) fn reader(&self) -> Result<Option<ModelReader>, Failure> {
        let (Some(url), Some(model)) = (&self.llm, &self.model) else { return Ok(None) };
        if !["http://", "https://"].iter().any(|scheme| url.starts_with(scheme)) {
            let message =
                format!("`--llm {url}` is no address, expected one that begins with http:// or https://");
            return Err(Failure::usage(Diagnostic::error(message)));
        }
        let key = std::env::var(KEY).ok().filter(|key| !key.is_empty());
        let timeout = Duration::from_secs(self.llm_timeout);
        Ok(Some(ModelReader {
            client: Client::new(url, model, key, timeout, self.llm_retries),
            name: model.clone(),
            identity: format!("{url} {model}"),
            down: OnceLock::new(),
        }))
    }
}

/// Reads documents by asking a model.
#[derive(Debug)]
pub(in crate::cli) struct ModelReader {
    client: Client,
    name: String,
    /// Which model of which address: what its facts depend on beside the text.
    pub(in crate::cli) identity: String,
    /// Why no further question is asked.
    down: OnceLock<AskError>,
}

impl ModelReader {
    /// Adds what the model finds in a document to what the rules have found. When the model cannot be asked the document
    /// counts as not read: half of it would look like all of it.
    pub(in crate::cli) fn read(&self, document: &Document, extraction: &mut Extraction, lexicon: &Lexicon) {
        let mut findings = Findings::new(document, lexicon, &self.name);
        let parts = parts(document);
        for (at, part) in parts.iter().enumerate() {
            let place = format!("part {} of {}", at + 1, parts.len());
            let answer = match self.ask(document, part) {
                Ok(answer) => answer,
                Err(error) => {
                    let why =
                        Diagnostic::error(format!("the model cannot be asked ({place}): {}", error.message));
                    let why = why.with_hint(
                        "see that the server runs; --llm-timeout and --llm-retries give it more time",
                    );
                    *extraction = Extraction { facts: Vec::new(), diagnostics: vec![why] };
                    return;
                }
            };
            if let Err(error) = findings.add(part, &answer) {
                extraction.diagnostics.push(Diagnostic::warning(format!("{place}: {error}")));
            }
        }
        extraction.diagnostics.extend(findings.join(&mut extraction.facts));
    }

    fn ask(&self, document: &Document, part: &crate::extract::llm::Part) -> Result<String, AskError> {
        if let Some(error) = self.down.get() {
            return Err(error.clone());
        }
        let answer = self.client.ask(&question(document, part));
        if let Err(error) = &answer
            && error.is_final
        {
            // Another thread may have found the same.
            let _ = self.down.set(error.clone());
        }
        answer
    }
}
