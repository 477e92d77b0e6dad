//! What `LOAD CSV` reads: the rows of a table in a file, and where they stand.

use super::registry::Call;
use super::{ArgumentType, EvalError, Function, FunctionContext};
use crate::value::{MapValue, Value};

/// The function that gives the rows.
pub const LOAD_CSV: &str = "loadCsv";

/// The function that gives the number of the row at hand.
pub const LINE_NUMBER: &str = "linenumber";

/// The function that gives the address of the table at hand.
pub const FILE: &str = "file";

/// The functions. Where rows of a table are in sight, the binder knows what the last two stand for.
pub(super) const FUNCTIONS: &[Function] = &[
    Function::new(FILE, "file() :: STRING", &[], |_, _| Ok(Value::Null)),
    Function::new(LINE_NUMBER, "linenumber() :: INTEGER", &[], |_, _| Ok(Value::Null)),
    Function::new(
        LOAD_CSV,
        "loadCsv(url, headers?, separator?) :: LIST<ANY>",
        &[ArgumentType::String, ArgumentType::Boolean, ArgumentType::String],
        LOAD,
    )
    .requires(1)
    .volatile(),
];

const LOAD: Call = load;

/// The rows as lists of texts; as maps by the names of the first row, when `headers` is true. What is empty is null.
fn load(context: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    let Some(Value::String(url)) = arguments.first() else {
        return super::argument::mismatch("loadCsv", arguments);
    };
    let headers = matches!(arguments.get(1), Some(Value::Boolean(true)));
    let separator = separator(arguments.get(2))?;
    let bytes = (context.files.bytes)(url).map_err(|error| {
        EvalError::argument("ExternalResourceFailed", format!("cannot read `{url}`: {error}"))
    })?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(&bytes[bytes.strip_prefix(b"\xef\xbb\xbf").map_or(0, |_| 3)..]);
    let mut names: Option<Vec<std::sync::Arc<str>>> = None;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            EvalError::argument("ExternalResourceFailed", format!("`{url}` is no table: {error}"))
        })?;
        match &names {
            None if headers => names = Some(record.iter().map(Into::into).collect()),
            None => rows.push(Value::list(record.iter().map(field).collect())),
            Some(names) => {
                let fields = record.iter().map(field).chain(std::iter::repeat(Value::Null));
                rows.push(Value::map(names.iter().cloned().zip(fields).collect::<MapValue>()));
            }
        }
    }
    super::argument::check_length("loadCsv", rows.len())?;
    Ok(Value::list(rows))
}

fn field(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { Value::from(text) }
}

fn separator(value: Option<&Value>) -> Result<u8, EvalError> {
    match value {
        None | Some(Value::Null) => Ok(b','),
        Some(Value::String(text)) => match text.as_bytes() {
            [one] => Ok(*one),
            _ => Err(EvalError::argument("InvalidArgumentValue", "a separator is one ASCII character")),
        },
        Some(other) => super::argument::mismatch("loadCsv", std::slice::from_ref(other)).map(|_| b','),
    }
}
