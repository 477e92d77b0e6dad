//! Unicode's normal forms: `normalize`.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::EvalError;
use super::argument::mismatch;
use super::registry::{ArgumentType, Function, FunctionContext};
use crate::value::Value;

use ArgumentType::String as Text;

pub(super) const FUNCTIONS: &[Function] =
    &[Function::new("normalize", "normalize(text, form?) :: STRING", &[Text, Text], normalize).requires(1)];

/// A text in one of the normal forms, NFC where the name is none.
pub fn normalized<'t>(text: &'t str, form: &str) -> Cow<'t, str> {
    match form {
        _ if text.is_ascii() => text.into(),
        "NFD" => text.nfd().collect(),
        "NFKC" => text.nfkc().collect(),
        "NFKD" => text.nfkd().collect(),
        _ => text.nfc().collect(),
    }
}

fn normalize(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::String(text)] => Ok(Value::from(&*normalized(text, "NFC"))),
        [Value::String(text), Value::String(form)] => {
            let form = form.to_uppercase();
            if !["NFC", "NFD", "NFKC", "NFKD"].contains(&&*form) {
                let message = format!("`{form}` is no normal form, expected NFC, NFD, NFKC or NFKD");
                return Err(EvalError::argument("InvalidArgumentValue", message));
            }
            Ok(Value::from(&*normalized(text, &form)))
        }
        _ => mismatch("normalize", arguments),
    }
}
