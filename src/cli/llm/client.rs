//! One question to a chat-completions endpoint, with retries.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;

use crate::extract::llm::{Question, schema};

/// Bytes of an answer.
const MOST_BYTES: u64 = 16 << 20;
/// Characters of what a server says of an error.
const MOST_SAID: usize = 200;
/// Waiting before the first retry; doubled before each further one.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AskError {
    pub(super) message: String,
    /// Whether every further question would fail the same way.
    pub(super) is_final: bool,
}

/// Where to ask.
#[derive(Debug)]
pub(super) struct Client {
    agent: Agent,
    url: String,
    model: String,
    key: Option<String>,
    n_retries: u32,
    /// Whether the server has refused an answer's form once: many know none.
    refuses_schema: AtomicBool,
}

/// What came of one request.
enum Reply {
    Answer(String),
    /// Another try may do better.
    Retry(AskError),
    Fail(AskError),
    /// The server does not know `response_format`.
    NoSchema(AskError),
}

impl Client {
    /// A client of the API at `base` (`http://localhost:8080/v1`), or of the endpoint itself.
    pub(super) fn new(
        base: &str,
        model: &str,
        key: Option<String>,
        timeout: Duration,
        n_retries: u32,
    ) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent(concat!("tuzhi/", env!("CARGO_PKG_VERSION")))
            .build();
        let base = base.trim_end_matches('/');
        let url = match base.ends_with("/chat/completions") {
            true => base.to_owned(),
            false => format!("{base}/chat/completions"),
        };
        let refuses_schema = AtomicBool::new(false);
        Self { agent: config.into(), url, model: model.to_owned(), key, n_retries, refuses_schema }
    }

    /// The words of the answer.
    pub(super) fn ask(&self, question: &Question) -> Result<String, AskError> {
        let mut pause = FIRST_PAUSE;
        let mut n_left = self.n_retries;
        loop {
            let with_schema = !self.refuses_schema.load(Ordering::Relaxed);
            match self.request(question, with_schema) {
                Reply::Answer(answer) => return Ok(answer),
                Reply::NoSchema(_) if with_schema => self.refuses_schema.store(true, Ordering::Relaxed),
                Reply::Retry(_) if n_left > 0 => {
                    n_left -= 1;
                    thread::sleep(pause);
                    pause *= 2;
                }
                Reply::Retry(error) | Reply::Fail(error) | Reply::NoSchema(error) => return Err(error),
            }
        }
    }

    fn request(&self, question: &Question, with_schema: bool) -> Reply {
        let mut request = self.agent.post(&self.url).header("content-type", "application/json");
        if let Some(key) = &self.key {
            request = request.header("authorization", format!("Bearer {key}"));
        }
        let response = match request.send(self.body(question, with_schema).to_string()) {
            Ok(response) => response,
            Err(error) => return self.broken(&error),
        };
        let status = response.status().as_u16();
        let body =
            response.into_body().into_with_config().limit(MOST_BYTES).lossy_utf8(true).read_to_string();
        let body = match body {
            Ok(body) => body,
            Err(error) => return self.broken(&error),
        };
        match status {
            200..=299 => match content(&body) {
                Some(answer) => Reply::Answer(answer),
                None => Reply::Fail(self.error("it is no chat completion", &body, true)),
            },
            408 | 429 | 500..=599 => Reply::Retry(self.error(&format!("status {status}"), &body, false)),
            400 | 422 if with_schema => {
                Reply::NoSchema(self.error(&format!("status {status}"), &body, false))
            }
            400 | 413 | 422 => Reply::Fail(self.error(&format!("status {status}"), &body, false)),
            _ => Reply::Fail(self.error(&format!("status {status}"), &body, true)),
        }
    }

    fn body(&self, question: &Question, with_schema: bool) -> Value {
        let mut body = json!({
            "model": self.model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": question.instructions},
                {"role": "user", "content": question.text},
            ],
        });
        if with_schema {
            let schema: Value = serde_json::from_str(schema()).unwrap_or_default();
            body["response_format"] =
                json!({"type": "json_schema", "json_schema": {"name": "facts", "schema": schema}});
        }
        body
    }

    /// No whole answer came.
    fn broken(&self, error: &ureq::Error) -> Reply {
        let tell = |what: String, is_final| AskError { message: format!("`{}`: {what}", self.url), is_final };
        match error {
            ureq::Error::Timeout(_) => Reply::Retry(tell("no answer in time".to_owned(), false)),
            ureq::Error::BodyExceedsLimit(limit) => {
                Reply::Fail(tell(format!("the answer is larger than {} MB", limit >> 20), false))
            }
            ureq::Error::ConnectionFailed | ureq::Error::Io(_) => Reply::Retry(tell(error.to_string(), true)),
            _ => Reply::Fail(tell(error.to_string(), true)),
        }
    }

    /// The server answered with something else.
    fn error(&self, what: &str, body: &str, is_final: bool) -> AskError {
        let said = serde_json::from_str::<Value>(body).ok().and_then(|body| {
            let error = body.get("error")?;
            error.get("message").unwrap_or(error).as_str().map(str::to_owned)
        });
        let said: String = said.as_deref().unwrap_or(body).trim().chars().take(MOST_SAID).collect();
        let said = if said.is_empty() { said } else { format!(", `{said}`") };
        AskError { message: format!("`{}` answered: {what}{said}", self.url), is_final }
    }
}

/// The words of the first choice.
fn content(body: &str) -> Option<String> {
    let body: Value = serde_json::from_str(body).ok()?;
    let content = body.get("choices")?.get(0)?.get("message")?.get("content")?;
    match content {
        Value::String(text) => Some(text.clone()),
        Value::Array(parts) => Some(parts.iter().filter_map(|part| part.get("text")?.as_str()).collect()),
        // A model that said nothing: no claims.
        Value::Null => Some(String::new()),
        _ => None,
    }
}
