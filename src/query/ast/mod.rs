//! The syntax tree: names as written, nothing resolved. Every node that an error may point at has a span.
//! A tree prints itself as canonical text (`Display`): parsed again, that text gives the same tree, spans aside.

mod clause;
mod expression;
mod function_names;
mod keywords;
mod level;
mod pattern;
mod print;
mod value_type;
mod walk;

pub use clause::*;
pub use expression::*;
pub use function_names::{chinese_function, chinese_functions, english_function};
pub use keywords::{KEYWORDS, chinese, english, is_keyword, is_reserved};
pub(in crate::query) use level::Level;
pub use pattern::*;
pub use print::written_name;
pub use value_type::{OneType, TypeKind, ValueType};
pub use walk::*;
