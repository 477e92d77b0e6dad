//! The grammar's rules in the user's words.

use super::grammar::Rule;

/// The text of a rule that is a keyword or a sign and carries no meaning of its own in the tree.
pub(super) fn is_token(rule: Rule) -> bool {
    token_text(rule).is_some()
}

/// A keyword or sign as it is written.
pub(super) fn token_text(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::ALL => "ALL",
        Rule::AND => "AND",
        Rule::AS => "AS",
        Rule::ASCENDING => "ASC",
        Rule::BY => "BY",
        Rule::CALL => "CALL",
        Rule::CASE => "CASE",
        Rule::CONTAINS => "CONTAINS",
        Rule::CREATE => "CREATE",
        Rule::DELETE => "DELETE",
        Rule::DESCENDING => "DESC",
        Rule::DETACH => "DETACH",
        Rule::DISTINCT => "DISTINCT",
        Rule::ELSE => "ELSE",
        Rule::END => "END",
        Rule::ENDS => "ENDS WITH",
        Rule::EOI => "the end",
        Rule::EXISTS => "EXISTS",
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
        Rule::OR => "OR",
        Rule::ORDER => "ORDER BY",
        Rule::PROFILE => "PROFILE",
        Rule::REMOVE => "REMOVE",
        Rule::RETURN => "RETURN",
        Rule::SET => "SET",
        Rule::SKIP => "SKIP",
        Rule::STARTS => "STARTS WITH",
        Rule::THEN => "THEN",
        Rule::UNION => "UNION",
        Rule::UNWIND => "UNWIND",
        Rule::WHEN => "WHEN",
        Rule::WHERE => "WHERE",
        Rule::WITH => "WITH",
        Rule::XOR => "XOR",
        Rule::YIELD => "YIELD",
        Rule::comma => ",",
        Rule::dot => ".",
        Rule::dots => "..",
        Rule::colon => ":",
        Rule::bar => "|",
        Rule::equals => "=",
        Rule::plus_equals => "+=",
        Rule::star => "*",
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
        | Rule::call_clause => "a clause",
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
        | Rule::CALL => "a clause",
        Rule::EXPLAIN | Rule::PROFILE => return None,
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
        Rule::node_pattern | Rule::pattern | Rule::pattern_part | Rule::pattern_chain => {
            "a node pattern `(…)`"
        }
        Rule::relationship_pattern => "a relationship `-[…]->`",
        Rule::relationship_detail => "`[`",
        Rule::node_labels | Rule::label_predicate => "`:Label`",
        Rule::relationship_types => "`:TYPE`",
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
    matches!(
        rule,
        Rule::AND
            | Rule::OR
            | Rule::XOR
            | Rule::CONTAINS
            | Rule::IN
            | Rule::STARTS
            | Rule::ENDS
            | Rule::IS
            | Rule::starts_with
            | Rule::ends_with
            | Rule::regex_match
            | Rule::string_predicate
            | Rule::list_predicate
            | Rule::null_predicate
            | Rule::comparison_operator
            | Rule::add_operator
            | Rule::multiply_operator
            | Rule::power_operator
    )
}

/// Whether a rule is a level of precedence.
pub(super) fn is_level(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::or_expression
            | Rule::xor_expression
            | Rule::and_expression
            | Rule::not_expression
            | Rule::comparison_expression
            | Rule::string_list_null_predicate_expression
            | Rule::add_or_subtract_expression
            | Rule::multiply_divide_modulo_expression
            | Rule::power_of_expression
            | Rule::unary_add_or_subtract_expression
            | Rule::non_arithmetic_operator_expression
    )
}

/// Whether a rule begins an expression.
fn is_expression(rule: Rule) -> bool {
    is_level(rule)
        || matches!(
            rule,
            Rule::projection
                | Rule::projection_item
                | Rule::sort_item
                | Rule::property_expression
                | Rule::string
                | Rule::double_literal
                | Rule::integer_literal
                | Rule::case_expression
                | Rule::list_like
                | Rule::parenthesized_expression
                | Rule::function_invocation
                | Rule::CASE
                | Rule::NOT
                | Rule::sign
        )
}
