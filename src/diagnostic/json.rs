//! A diagnostic as JSON, for programs: one object with the places as bytes, lines and columns.

use serde_json::{Value as Json, json};

use super::{Diagnostic, Severity};
use crate::source::{LineIndex, Source};

/// The message as an object: `severity`, `message`, `type`, `phase` and `detail` where a query is wrong, `source`, `labels`
/// (`start` and `end` in bytes, `line` and `column` from 1, `text`), `hint`.
///
/// ```
/// use tuzhi::{diagnostic::{Diagnostic, to_json}, source::{Source, Span}};
/// let source = Source::new("<query>", "返回\n 锡山区");
/// let message = Diagnostic::error("unknown variable").with_label(Span::new(8, 17), "not defined");
/// let json = to_json(&message, Some(&source));
/// assert_eq!(json["labels"][0]["line"], 2);
/// assert_eq!(json["labels"][0]["column"], 2);
/// ```
pub fn to_json(diagnostic: &Diagnostic, source: Option<&Source>) -> Json {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let index = source.map(|source| (source, LineIndex::new(&source.text)));
    let labels: Vec<Json> = diagnostic
        .labels
        .iter()
        .map(|label| {
            let mut object = json!({ "start": label.span.start, "end": label.span.end, "text": label.text });
            if let Some((source, index)) = &index {
                let place = index.line_column(&source.text, label.span.start);
                object["line"] = place.line.into();
                object["column"] = place.column.into();
            }
            object
        })
        .collect();
    let code = diagnostic.code.as_ref();
    json!({
        "severity": severity,
        "message": diagnostic.message,
        "type": code.and_then(|code| code.class.as_deref()),
        "phase": code.map(|code| code.phase),
        "detail": code.map(|code| code.detail),
        "source": source.map(|source| &*source.name),
        "labels": labels,
        "hint": diagnostic.hint,
    })
}
