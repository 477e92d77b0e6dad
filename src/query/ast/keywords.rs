//! Words with a meaning of their own.

/// The keywords, upper case, sorted.
pub const KEYWORDS: &[&str] = &[
    "ALL",
    "AND",
    "ANY",
    "AS",
    "ASC",
    "ASCENDING",
    "BY",
    "CALL",
    "CASE",
    "CONTAINS",
    "CREATE",
    "DELETE",
    "DESC",
    "DESCENDING",
    "DETACH",
    "DISTINCT",
    "ELSE",
    "END",
    "ENDS",
    "EXISTS",
    "EXPLAIN",
    "FALSE",
    "IN",
    "IS",
    "LIMIT",
    "MATCH",
    "MERGE",
    "NONE",
    "NOT",
    "NULL",
    "ON",
    "OPTIONAL",
    "OR",
    "ORDER",
    "PROFILE",
    "REMOVE",
    "RETURN",
    "SET",
    "SINGLE",
    "SKIP",
    "STARTS",
    "THEN",
    "TRUE",
    "UNION",
    "UNWIND",
    "WHEN",
    "WHERE",
    "WITH",
    "XOR",
    "YIELD",
];

/// Keywords that cannot name a variable unless they stand in backticks: with them a name would be read as the
/// beginning of something else. Keys, labels and types may be called anything.
const RESERVED: &[&str] = &[
    "AND", "AS", "BY", "CASE", "CONTAINS", "CREATE", "DELETE", "DETACH", "DISTINCT", "ELSE", "END", "ENDS",
    "FALSE", "IN", "IS", "LIMIT", "MATCH", "MERGE", "NOT", "NULL", "ON", "OPTIONAL", "OR", "ORDER", "REMOVE",
    "RETURN", "SET", "SKIP", "STARTS", "THEN", "TRUE", "UNION", "UNWIND", "WHEN", "WHERE", "WITH", "XOR",
];

/// Whether a word, in any case, cannot name a variable.
pub fn is_reserved(word: &str) -> bool {
    find(RESERVED, word).is_some()
}

/// The keyword that `word` is, in any case.
fn find(keywords: &[&'static str], word: &str) -> Option<&'static str> {
    let mut upper = [0_u8; 10];
    let upper = upper.get_mut(..word.len())?;
    upper.copy_from_slice(word.as_bytes());
    upper.make_ascii_uppercase();
    let position = keywords.binary_search_by(|keyword| keyword.as_bytes().cmp(upper)).ok()?;
    Some(keywords[position])
}
