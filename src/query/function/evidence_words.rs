//! Which words of a sentence say what a thing is: its names, a figure's text, the names of a figure's indicator, and of a
//! relationship those of both ends.

use crate::graph::{Direction, GraphView};
use crate::value::{NodeId, Value};

/// Properties that hold names.
const NAMES: [&str; 4] = ["name", "full_name", "aliases", "text"];

/// What a thing may be called in a sentence.
pub(super) fn words_of(graph: &dyn GraphView, element: &Value) -> Vec<String> {
    let mut words = Vec::new();
    match element {
        Value::Node(node) => add_node(graph, *node, &mut words),
        Value::Relationship(rel) if graph.has_rel(*rel) => {
            let ends = graph.rel_ends(*rel);
            [ends.start, ends.end].into_iter().for_each(|node| add_node(graph, node, &mut words));
        }
        _ => {}
    }
    words
}

fn add_node(graph: &dyn GraphView, node: NodeId, words: &mut Vec<String>) {
    let names = graph.vocabulary();
    let mut add = |node: NodeId| {
        for key in NAMES.iter().filter_map(|name| names.key(name)) {
            match graph.node_property(node, key) {
                Value::String(text) => words.push(text.to_string()),
                Value::List(items) => words.extend(items.iter().map(Value::to_text)),
                _ => {}
            }
        }
    };
    add(node);
    if let Some(of) = names.rel_type("OF_INDICATOR") {
        graph.steps(node, Direction::Outgoing, of).iter().for_each(|step| add(step.node));
    }
}

/// Where the words stand in a sentence, in characters, first and one past the last; the longest word wins. Full-width
/// characters are those they stand for: a figure is kept as 7.4 that the report writes ７．４.
pub(super) fn marks(sentence: &str, words: &[String]) -> Vec<(usize, usize)> {
    let sentence: Vec<char> = sentence.chars().map(narrow).collect();
    let words = words.iter().map(|word| word.chars().map(narrow).collect());
    let mut words: Vec<Vec<char>> = words.filter(|word: &Vec<char>| !word.is_empty()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let (mut out, mut at) = (Vec::new(), 0);
    while at < sentence.len() {
        match words.iter().find(|word| sentence[at..].starts_with(word)) {
            Some(word) => {
                out.push((at, at + word.len()));
                at += word.len();
            }
            None => at += 1,
        }
    }
    out
}

/// The ASCII character that a full-width one stands for.
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::marks;

    #[test]
    fn the_longest_words_are_marked_in_characters() {
        let words = ["氢能".to_owned(), "氢能产业".to_owned(), "锡山区".to_owned()];
        assert_eq!(marks("锡山区发展氢能产业、氢能。", &words), [(0, 3), (5, 9), (10, 12)]);
        assert_eq!(marks("", &words), []);
        assert_eq!(marks("增加到７．４万亿元", &["7.4万亿元".to_owned()]), [(3, 9)]);
    }
}
