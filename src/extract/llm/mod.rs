//! Facts from a language model's reading, held to the text.
//!
//! ```text
//! Document -> parts (a few paragraphs of one time and place) -> question -> (asked elsewhere) -> answer
//! answer -> claims -> checked against the part: quote, name, figure -> Findings -> joined with the rules' facts
//! ```
//!
//! A claim whose quotation does not stand in the part is dropped, and so is a name that does not stand in the text, a
//! figure that is not read again in its quotation, a relation whose ends are no entities. What is left becomes facts of
//! the rule `llm:NAME`, less sure than any rule's; where a rule has told the same thing, the rule's fact stands alone.
//!
//! Knows texts and answers, nothing of addresses and connections: asking is the caller's part.

mod claim;
mod findings;
mod merge;
mod part;
mod question;

pub use findings::{AnswerError, Doubt, Findings};
pub use part::{Part, parts};
pub use question::{Question, question, schema};
