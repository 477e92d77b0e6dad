//! The grammar's rules in the user's words.

use super::grammar::Rule;

/// The text of a rule that is a keyword or a sign and carries no meaning of its own in the tree.
pub(super) fn is_token(rule: Rule) -> bool {
    token_text(rule).is_some()
}

/// Whether a rule is a keyword, or an operator or a literal that may be one.
pub(super) fn is_keyword_rule(rule: Rule) -> bool {
    let is_word = |text: &str| text.starts_with(|c: char| c.is_ascii_uppercase());
    matches!(
        rule,
        Rule::operator
            | Rule::test_operator
            | Rule::trim_side
            | Rule::is_predicate
            | Rule::quantifier_word
            | Rule::subquery_word
            | Rule::null_words
            | Rule::true_literal
            | Rule::false_literal
            | Rule::null_literal
    ) || token_text(rule).is_some_and(is_word)
}

/// A keyword or sign as it is written.
#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn token_text(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::ALL => "ALL",
        Rule::AS => "AS",
        Rule::ASCENDING => "ASC",
        Rule::BY => "BY",
        Rule::CALL => "CALL",
        Rule::CASE => "CASE",
        Rule::CREATE => "CREATE",
        Rule::DELETE => "DELETE",
        Rule::DESCENDING => "DESC",
        Rule::DETACH => "DETACH",
        Rule::DISTINCT => "DISTINCT",
        Rule::ELSE => "ELSE",
        Rule::END => "END",
        Rule::EOI => "the end",
        Rule::EVIDENCE => "EVIDENCE",
        Rule::EXPLAIN => "EXPLAIN",
        Rule::IN => "IN",
        Rule::IS => "IS NULL",
        Rule::LIMIT => "LIMIT",
        Rule::MATCH => "MATCH",
        Rule::MERGE => "MERGE",
        Rule::NOT => "NOT",
        Rule::NULL => "NULL",
        Rule::ON => "ON",
        Rule::OPTIONAL => "OPTIONAL",
        Rule::ORDER | Rule::sorted => "ORDER BY",
        Rule::PROFILE => "PROFILE",
        Rule::REMOVE => "REMOVE",
        Rule::RETURN => "RETURN",
        Rule::SET => "SET",
        Rule::SKIP => "SKIP",
        Rule::THEN => "THEN",
        Rule::UNION => "UNION",
        Rule::UNWIND => "UNWIND",
        Rule::WHEN => "WHEN",
        Rule::WHERE => "WHERE",
        Rule::WITH => "WITH",
        Rule::FILTER => "FILTER",
        Rule::FINISH => "FINISH",
        Rule::FIRST => "FIRST",
        Rule::FOR => "FOR",
        Rule::FOREACH => "FOREACH",
        Rule::INSERT => "INSERT",
        Rule::LAST => "LAST",
        Rule::LET => "LET",
        Rule::NEXT => "NEXT",
        Rule::NULLS => "NULLS",
        Rule::OF => "OF",
        Rule::OFFSET => "OFFSET",
        Rule::ROWS => "ROWS",
        Rule::TRANSACTIONS => "TRANSACTIONS",
        Rule::TYPED => "TYPED",
        Rule::ACYCLIC => "ACYCLIC",
        Rule::ANY_OF => "ANY",
        Rule::DIFFERENT => "DIFFERENT",
        Rule::REPEATABLE => "REPEATABLE",
        Rule::SHORTEST => "SHORTEST",
        Rule::SIMPLE => "SIMPLE",
        Rule::TRAIL => "TRAIL",
        Rule::WALK => "WALK",
        Rule::CSV => "CSV",
        Rule::DROP_IT => "DROP",
        Rule::FIELDTERMINATOR => "FIELDTERMINATOR",
        Rule::FROM => "FROM",
        Rule::HEADERS => "HEADERS",
        Rule::IF => "IF",
        Rule::INDEX => "INDEX",
        Rule::LOAD => "LOAD",
        Rule::SHOW => "SHOW",
        Rule::YIELD => "YIELD",
        Rule::BREAK => "BREAK",
        Rule::CONCURRENT => "CONCURRENT",
        Rule::CONSTRAINT => "CONSTRAINT",
        Rule::CONTINUE => "CONTINUE",
        Rule::ERROR => "ERROR",
        Rule::FAIL => "FAIL",
        Rule::KEY => "KEY",
        Rule::LABELED => "LABELED",
        Rule::NORMALIZED => "NORMALIZED",
        Rule::OPTIONS => "OPTIONS",
        Rule::ORDINALITY => "ORDINALITY",
        Rule::REPORT => "REPORT",
        Rule::REQUIRE => "REQUIRE",
        Rule::STATUS => "STATUS",
        Rule::UNIQUE => "UNIQUE",
        Rule::USE => "USE",
        Rule::USING => "USING",
        Rule::comma => ",",
        Rule::dot => ".",
        Rule::dots => "..",
        Rule::colon => ":",
        Rule::bar => "|",
        Rule::equals => "=",
        Rule::plus_equals => "+=",
        Rule::star => "*",
        Rule::plus => "+",
        Rule::bang => "!",
        Rule::double_colon => "::",
        Rule::no_yield => "-",
        Rule::open_paren => "(",
        Rule::close_paren => ")",
        Rule::open_bracket => "[",
        Rule::close_bracket => "]",
        Rule::open_brace => "{",
        Rule::close_brace => "}",
        _ => return None,
    })
}

/// What a rule is called in a message, when it failed where nothing of it was read; none for what says too little.
#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn description(rule: Rule) -> Option<&'static str> {
    if is_operator(rule) {
        return Some("an operator");
    }
    Some(match rule {
        Rule::statement | Rule::query | Rule::single_query => "a statement",
        Rule::match_clause
        | Rule::return_clause
        | Rule::with_clause
        | Rule::unwind_clause
        | Rule::create_clause
        | Rule::merge_clause
        | Rule::set_clause
        | Rule::remove_clause
        | Rule::delete_clause
        | Rule::call_clause
        | Rule::call_subquery
        | Rule::foreach_clause
        | Rule::let_clause
        | Rule::filter_clause
        | Rule::for_clause
        | Rule::order_clause
        | Rule::finish_clause
        | Rule::load_csv_clause
        | Rule::show_clause
        | Rule::index_clause
        | Rule::constraint_clause
        | Rule::use_clause
        | Rule::no_clause
        | Rule::USE => "a clause",
        Rule::MATCH
        | Rule::OPTIONAL
        | Rule::RETURN
        | Rule::UNWIND
        | Rule::CREATE
        | Rule::MERGE
        | Rule::SET
        | Rule::REMOVE
        | Rule::DELETE
        | Rule::DETACH
        | Rule::WITH
        | Rule::CALL
        | Rule::FILTER
        | Rule::FINISH
        | Rule::FOR
        | Rule::FOREACH
        | Rule::INSERT
        | Rule::LET
        | Rule::LOAD
        | Rule::SHOW
        | Rule::DROP_IT
        | Rule::NEXT
        | Rule::OFFSET => "a clause",
        Rule::EXPLAIN | Rule::PROFILE | Rule::EVIDENCE => return None,
        Rule::EOI => "the end of the statement",
        Rule::where_clause => "`WHERE`",
        Rule::union => "`UNION`",
        Rule::order_by => "`ORDER BY`",
        Rule::skip => "`SKIP`",
        Rule::limit => "`LIMIT`",
        Rule::yield_items => "`YIELD`",
        Rule::on_create | Rule::on_match => "`ON`",
        Rule::case_alternative => "`WHEN`",
        Rule::case_default => "`ELSE`",
        Rule::comprehension_map => "`|`",
        Rule::node_pattern
        | Rule::pattern
        | Rule::pattern_part
        | Rule::pattern_chain
        | Rule::quantified_path => "a node pattern `(…)`",
        Rule::relationship_pattern => "a relationship `-[…]->`",
        Rule::relationship_detail => "`[`",
        Rule::label_expression | Rule::label_predicate => "`:Label`",
        Rule::path_quantifier => "a quantifier `{1,3}`",
        Rule::path_length => "a length `*1..3`",
        Rule::map_entry => "`key: value`",
        Rule::map_literal => "`{`",
        Rule::word | Rule::quoted_name | Rule::variable | Rule::path_name | Rule::function_name => "a name",
        Rule::call_arguments => "`(`",
        Rule::yield_item => "a name",
        Rule::right_arrow | Rule::left_arrow => "an arrow",
        Rule::parameter => "a parameter",
        Rule::property_lookup => "`.key`",
        Rule::list_operator => "`[`",
        _ if is_expression(rule) => "an expression",
        _ => return None,
    })
}

/// Whether a rule stands between two operands.
fn is_operator(rule: Rule) -> bool {
    matches!(rule, Rule::operator | Rule::is_predicate | Rule::IN | Rule::IS)
}

/// Whether a rule begins an expression.
pub(super) fn is_expression(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::operators
            | Rule::projection
            | Rule::projection_item
            | Rule::sort_item
            | Rule::property_expression
            | Rule::string
            | Rule::double_literal
            | Rule::percent_literal
            | Rule::quantity_literal
            | Rule::integer_literal
            | Rule::case_expression
            | Rule::list_like
            | Rule::parenthesized_expression
            | Rule::function_invocation
            | Rule::CASE
            | Rule::subquery_word
            | Rule::NOT
            | Rule::sign
    )
}
