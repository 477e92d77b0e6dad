//! Names, strings and lists of things with commas between them.

use std::fmt::{Display, Formatter, Result, Write as _};

use crate::query::ast::{Name, is_reserved};

/// A label, type or key as it is written in a statement: in backticks where it must be.
///
/// ```
/// use tuzhi::query::ast::written_name;
/// assert_eq!(written_name("地区"), "地区");
/// assert_eq!(written_name("a b"), "`a b`");
/// ```
pub fn written_name(name: &str) -> String {
    AnyName(name).to_string()
}

/// A name that may be a keyword: a key, a label, a type.
pub(super) struct AnyName<'n>(pub &'n str);

/// A name that may not be a keyword: a variable.
pub(super) struct VariableName<'n>(pub &'n str);

impl Display for AnyName<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if is_plain(self.0) { f.write_str(self.0) } else { quoted(f, self.0) }
    }
}

impl Display for VariableName<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if is_plain(self.0) && !is_reserved(self.0) { f.write_str(self.0) } else { quoted(f, self.0) }
    }
}

/// Whether a name surely needs no backticks; some more would not need them either.
fn is_plain(name: &str) -> bool {
    let is_letter = |c: char| {
        c.is_ascii_alphabetic() || c == '_' || matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
    };
    name.starts_with(is_letter) && name.chars().all(|c| is_letter(c) || c.is_ascii_digit())
}

fn quoted(f: &mut Formatter<'_>, name: &str) -> Result {
    write!(f, "`{}`", name.replace('`', "``"))
}

/// `:A:B`, or with other signs between.
pub(super) fn write_names(f: &mut Formatter<'_>, names: &[Name], first: &str, between: &str) -> Result {
    for (i, name) in names.iter().enumerate() {
        let sign = if i == 0 { first } else { between };
        write!(f, "{sign}{}", AnyName(&name.text))?;
    }
    Ok(())
}

/// A string literal.
pub(super) fn write_string(f: &mut Formatter<'_>, text: &str) -> Result {
    f.write_char('\'')?;
    for c in text.chars() {
        match c {
            '\'' => f.write_str("\\'")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            c if c.is_control() => write!(f, "\\u{:04X}", c as u32)?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('\'')
}

/// Items with `, ` between them.
pub(super) fn write_list<T>(
    f: &mut Formatter<'_>,
    items: &[T],
    mut write: impl FnMut(&mut Formatter<'_>, &T) -> Result,
) -> Result {
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            f.write_str(", ")?;
        }
        write(f, item)?;
    }
    Ok(())
}
