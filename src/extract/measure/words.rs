//! Questions about names: which can be one, and what one is without its ends.

use super::super::lexicon::Indicators;

/// Of two verb phrases in a list the last is what the figure is of: 打击经济犯罪、挽回经济损失22亿元.
pub(super) fn last_of_verbs(text: &str, rate: bool) -> &str {
    let Some((first, last)) = text.rsplit_once('、').filter(|_| !rate) else { return text };
    let joined = ["等", "和", "及"].iter().any(|word| last.contains(word)) || text.contains('”');
    let long = first.split('、').all(|part| part.chars().count() >= 5) && last.chars().count() >= 4;
    if long && !joined { last } else { text }
}

/// Whether a name is short enough for a table's heading.
pub(super) fn short(name: &str) -> bool {
    (1..=40).contains(&name.chars().count())
}

/// Whether a string can name an indicator: it has at least two characters, one of them Chinese.
pub(super) fn is_name(name: &str) -> bool {
    let n = name.chars().count();
    (2..=60).contains(&n) && (name.chars().any(|c| c >= '\u{3400}') || name == "GDP")
}

/// A name without the growth word at its end, for what follows.
pub(super) fn plain(name: &str, indicators: &Indicators) -> String {
    let rest = indicators.without_growth(name);
    if rest.chars().count() >= 2 { rest } else { name }.to_owned()
}
