//! The options `--llm URL --model NAME`: a language model reads beside the rules.
//!
//! Nothing is sent anywhere unless the options are given; then the text of every document goes to that address, part by
//! part. What to ask and what to believe of an answer is `extract::llm`'s concern; here it is asked.

mod client;
mod reader;

pub(super) use reader::{LlmArguments, ModelReader};
