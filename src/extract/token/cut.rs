//! Cuts a sentence into tokens.

use jieba_rs::Jieba;

use super::clause::Clauses;
use super::{Token, TokenKind};
use crate::extract::lexicon::{Frame, Known, Role, Trigger, Vocabulary, WordClass};
use crate::source::Span;

/// Bytes of a token in running text, marks counted.
const MEAN_TOKEN: usize = 5;

/// A sentence that was cut.
pub(crate) struct Cut<'l> {
    /// Its tokens.
    pub(crate) tokens: Vec<Token<'l>>,
    /// Where it was cut into words.
    pub(crate) read: Vec<Span>,
}

/// Cuts `span` of `text`. A clause that `names_something` denies, and that neither quotes nor has Latin letters, is one token
/// and its mark: no name is in it, and none goes on from it.
pub(crate) fn cut<'l>(
    text: &str,
    span: Span,
    vocabulary: &'l Vocabulary,
    names_something: impl Fn(&str) -> bool,
) -> Cut<'l> {
    let sentence = span.of(text);
    let segmenter = vocabulary.words.segmenter();
    let mut cut = Cut { tokens: Vec::with_capacity(sentence.len() / MEAN_TOKEN), read: Vec::new() };
    let mut unread = span.start;
    for clause in Clauses::of(sentence) {
        let words = clause.span.of(sentence);
        let place = Span::new(span.start + clause.span.start, span.start + clause.span.end);
        if clause.quotes || names_something(words) {
            match cut.read.last_mut() {
                Some(last) if last.end == place.start => last.end = place.end,
                _ => cut.read.push(place),
            }
        }
    }
    for &part in &cut.read {
        leave(text, Span::new(unread, part.start), vocabulary, &mut cut.tokens);
        words(text, part, &segmenter, vocabulary, &mut cut.tokens);
        unread = part.end;
    }
    leave(text, Span::new(unread, span.end), vocabulary, &mut cut.tokens);
    part_at_dashes(text, &mut cut.tokens);
    free_measures(&mut cut.tokens);
    mark_unknown_runs(text, &mut cut.tokens);
    cut
}

/// Clauses that are not cut, each a word that is in no name, and the mark behind it.
fn leave<'l>(text: &str, span: Span, vocabulary: &'l Vocabulary, tokens: &mut Vec<Token<'l>>) {
    for clause in Clauses::of(span.of(text)) {
        let end = span.start + clause.span.end - clause.mark;
        let body = Span::new(span.start + clause.span.start, end);
        if let Some(last) = body.of(text).chars().next_back() {
            let kind = TokenKind::Word(WordClass::Hard);
            let n_characters = body.of(text).chars().count();
            tokens.push(Token { kind, n_characters, last, ..Token::at(body) });
        }
        if clause.mark > 0 {
            let mark = Span::new(end, end + clause.mark);
            tokens.push(read(mark.of(text), "x", (mark, 1), vocabulary));
        }
    }
}

fn words<'l>(
    text: &str,
    span: Span,
    segmenter: &Jieba,
    vocabulary: &'l Vocabulary,
    tokens: &mut Vec<Token<'l>>,
) {
    let mut at = span.start;
    for tag in segmenter.tag(span.of(text), false) {
        let n_characters = tag.end - tag.start;
        let verb = building_verb(tag.word, n_characters, vocabulary).map(|verb| (verb, "v", 2));
        let parted = verb.or_else(|| joining_and(tag.word, tokens.last()).map(|and| (and, "c", 1)));
        if let Some((end, front, n_front)) = parted {
            let (verb, level) = tag.word.split_at(end);
            for (word, tag, n_characters) in [(verb, front, n_front), (level, "n", 1)] {
                tokens.push(read(word, tag, (Span::new(at, at + word.len()), n_characters), vocabulary));
                at += word.len();
            }
            continue;
        }
        let place = Span::new(at, at + tag.word.len());
        at = place.end;
        tokens.push(read(tag.word, tag.tag, (place, n_characters), vocabulary));
    }
}

/// The bytes of the verb in 新建县, which is a place of old, but 县 in 新建县医院 tells whose hospital is built.
fn building_verb(word: &str, n_characters: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let verb = word.strip_suffix(['县', '区', '市']).filter(|_| n_characters == 3)?;
    vocabulary.known.get(verb).roles.has(Role::Build).then_some(verb.len())
}

/// The bytes of 和 in 县图书馆和县体育馆: behind a noun it joins, and 和县 is no place.
fn joining_and(word: &str, before: Option<&Token<'_>>) -> Option<usize> {
    let is_joint = word == "和县" && before.is_some_and(|before| before.is(WordClass::Plain));
    is_joint.then_some("和".len())
}

/// 天 in 实施天山北坡生态修复, 推动天和磁材扩建: what no number stands before and an unknown name goes on from is no measure.
fn free_measures(tokens: &mut [Token<'_>]) {
    for at in 0..tokens.len().saturating_sub(1) {
        let before = at.checked_sub(1).map_or(TokenKind::Stop, |before| tokens[before].kind);
        let next = &tokens[at + 1];
        let opens = matches!(
            before,
            TokenKind::Stop | TokenKind::Pause | TokenKind::QuoteOpen | TokenKind::Word(WordClass::Take)
        );
        let goes_on = next.kind == TokenKind::Word(WordClass::Plain)
            && (next.n_characters == 1 || next.is_proper)
            && !next.is_generic;
        let own = &mut tokens[at];
        if own.kind == TokenKind::Measure && own.n_characters == 1 && opens && goes_on {
            own.kind = TokenKind::Word(WordClass::Plain);
        }
    }
}

/// —— parts what one stroke joins.
fn part_at_dashes(text: &str, tokens: &mut [Token<'_>]) {
    let is_dash = |token: &Token<'_>| token.kind == TokenKind::Joint && token.span.of(text) == "—";
    for at in 1..tokens.len() {
        if is_dash(&tokens[at]) && matches!(text[..tokens[at].span.start].chars().next_back(), Some('—')) {
            tokens[at - 1].kind = TokenKind::Stop;
            tokens[at].kind = TokenKind::Stop;
        }
    }
}

fn read<'l>(
    word: &str,
    tag: &str,
    (span, n_characters): (Span, usize),
    vocabulary: &'l Vocabulary,
) -> Token<'l> {
    let known = vocabulary.known.get(word);
    let kind = kind((word, n_characters), tag, known, vocabulary);
    let is_name = n_characters > 1 && matches!(tag, "ns" | "nr" | "nrt" | "nrfg" | "nt" | "nz");
    let &Known { is_generic, is_hollow, is_body, is_lone, ref roles, .. } = known;
    let trigger = known.trigger.or_else(|| half_trigger(word, n_characters, vocabulary));
    let is_made = roles.has(Role::Made);
    let is_proper = (is_name && !known.is_common || is_body || is_made) && !is_generic;
    let last = word.chars().next_back().unwrap_or_default();
    Token {
        kind,
        is_generic,
        is_hollow,
        is_proper,
        trigger,
        roles,
        n_characters,
        last,
        is_body,
        is_lone,
        ..Token::at(span)
    }
}

fn kind((word, n_characters): (&str, usize), tag: &str, known: &Known, vocabulary: &Vocabulary) -> TokenKind {
    let mut characters = word.chars();
    let (first, second) = (characters.next(), characters.next());
    if let (Some(mark), None) = (first, second)
        && let Some(kind) = mark_kind(mark)
    {
        return kind;
    }
    if let Some(class) = known.class {
        return TokenKind::Word(class);
    }
    if first.is_none_or(|first| first.is_ascii()) && word.is_ascii() {
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'%');
        return if is_number { TokenKind::Number } else { TokenKind::Latin };
    }
    if known.is_noun {
        return TokenKind::Word(WordClass::Plain);
    }
    if known.trigger.is_some() || is_phrase_of_verb(word, n_characters, vocabulary) {
        return TokenKind::Word(WordClass::Hard);
    }
    let is_numeral = || first.is_some_and(|first| "一二三四五六七八九十百千万亿两几数".contains(first));
    let is_single = second.is_none();
    match tag {
        "m" if is_numeral() => TokenKind::Number,
        "q" => TokenKind::Measure,
        "t" if word.ends_with(['年', '月', '日', '天', '晚', '期', '时', '刻', '夜']) => {
            TokenKind::Word(WordClass::Hard)
        }
        "d" | "p" | "c" | "u" | "r" | "y" | "i" if !is_single => TokenKind::Word(WordClass::Hard),
        "v" if !is_single => TokenKind::Word(WordClass::Verb),
        "vn" | "vd" => TokenKind::Word(WordClass::Soft),
        _ => TokenKind::Word(WordClass::Plain),
    }
}

/// 全力推进, 充分考虑: a word of four characters that begins or ends with a governing one.
fn is_phrase_of_verb(word: &str, n_characters: usize, vocabulary: &Vocabulary) -> bool {
    if n_characters != 4 {
        return false;
    }
    let Some((middle, _)) = word.char_indices().nth(2) else { return false };
    [&word[..middle], &word[middle..]].iter().any(|half| {
        let half = vocabulary.known.get(half);
        matches!(half.class, Some(WordClass::Hard | WordClass::Take))
            || half.trigger.is_some_and(|told| told.frame == Some(Frame::Foster))
    })
}

/// What the verb tells that a word of four characters ends with: 完成 in 全面完成.
fn half_trigger(word: &str, n_characters: usize, vocabulary: &Vocabulary) -> Option<Trigger> {
    let middle = word.char_indices().nth(2).map(|(at, _)| at).filter(|_| n_characters == 4)?;
    let (front, verb) = (vocabulary.known.get(&word[..middle]), vocabulary.known.get(&word[middle..]));
    let is_adverb = matches!(front.class, Some(WordClass::Hard | WordClass::Take | WordClass::Lead));
    verb.trigger.filter(|_| is_adverb)
}

fn mark_kind(mark: char) -> Option<TokenKind> {
    Some(match mark {
        '、' => TokenKind::Pause,
        ',' | ';' | ':' | '。' | '!' | '?' | '\n' | '…' | '|' | '【' | '】' | ' ' | '>' | '<' | '=' => {
            TokenKind::Stop
        }
        '(' => TokenKind::Open,
        ')' => TokenKind::Close,
        '“' | '‘' => TokenKind::QuoteOpen,
        '”' | '’' => TokenKind::QuoteClose,
        '《' => TokenKind::TitleOpen,
        '》' => TokenKind::TitleClose,
        '-' | '—' | '·' | '+' | '/' | '.' | '~' | '&' => TokenKind::Joint,
        _ => return None,
    })
}

/// Two and more single characters side by side that are no function words are a name that the dictionary lacks.
fn mark_unknown_runs(text: &str, tokens: &mut [Token<'_>]) {
    // 和光同程: behind a pause or at the start 和 joins nothing.
    for at in 0..tokens.len() {
        let is_joint = tokens[at].is(WordClass::Conjunction) && tokens[at].span.of(text) == "和";
        let joins = at > 0 && tokens[at - 1].kind != TokenKind::Pause;
        if is_joint && !joins && tokens.get(at + 1).is_some_and(is_single) {
            tokens[at].kind = TokenKind::Word(WordClass::Plain);
        }
    }
    free_first_characters(text, tokens);
    // 伟能锂业: between the first character of a phrase and a noun a loose one is a part of the name too.
    let opens_phrase = |tokens: &[Token<'_>], at: usize| {
        let before = at.checked_sub(1).map_or(TokenKind::Stop, |before| tokens[before].kind);
        !matches!(before, TokenKind::Word(class) if class != WordClass::Hard && class != WordClass::Take)
            && before != TokenKind::Number
    };
    let is_noun = |tokens: &[Token<'_>], at: usize| {
        tokens.get(at).is_some_and(|token| token.is(WordClass::Plain) && !is_single(token))
    };
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at;
        while end < tokens.len() {
            let is_inside = end >= at + 2
                || end > at && end + 1 < tokens.len() && is_strange(text, tokens, end + 1)
                || end == at + 1 && opens_phrase(tokens, at) && is_noun(tokens, end + 1);
            let goes_on = is_strange(text, tokens, end) || is_inside && tokens[end].is(WordClass::Loose);
            if !goes_on {
                break;
            }
            end += 1;
        }
        if end - at >= 2 {
            for token in &mut tokens[at..end] {
                token.is_proper = true;
                token.is_generic = false;
                token.is_hollow = false;
                token.kind = TokenKind::Word(WordClass::Plain);
            }
        }
        at = end.max(at + 1);
    }
    // 罗 | 盖特, 达 | 诺尔: a character that opens a phrase before what the dictionary takes for a foreign name.
    for at in 0..tokens.len().saturating_sub(1) {
        let next = &tokens[at + 1];
        let is_foreign = next.is_proper && next.is(WordClass::Plain) && !is_single(next) && !next.is_body;
        if is_foreign && is_strange(text, tokens, at) && opens_phrase(tokens, at) {
            tokens[at].is_proper = true;
        }
    }
    for at in 0..tokens.len() {
        if tokens[at].is(WordClass::Loose) {
            let is_part = ends_name(text, tokens, at);
            tokens[at].kind = TokenKind::Word(if is_part { WordClass::Plain } else { WordClass::Hard });
            tokens[at].is_proper |= is_part;
        }
    }
}

/// A single character that is no function word, which may be a part of a name that the dictionary lacks.
fn is_strange(text: &str, tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    if !is_single(token) || token.is_lone {
        return false;
    }
    let counts = at > 0 && tokens[at - 1].kind == TokenKind::Number;
    let is_word = token.is(WordClass::Plain)
        || token.is(WordClass::Lead)
        || token.kind == TokenKind::Measure && !counts;
    // 万 in 庄信万丰: a numeral between two such characters.
    let is_numeral = || {
        token.kind == TokenKind::Number
            && !token.span.of(text).is_ascii()
            && at > 0
            && tokens[at - 1].is(WordClass::Plain)
            && is_single(&tokens[at - 1])
            && tokens.get(at + 1).is_some_and(|next| {
                // 三大 in 清水湾、香水湾三大度假区 counts them.
                next.is(WordClass::Plain) && is_single(next) && next.span.of(text) != "大"
            })
    };
    is_word || is_numeral()
}

/// Frees loose characters that begin names: they are parts of them.
fn free_first_characters(text: &str, tokens: &mut [Token<'_>]) {
    for at in 1..tokens.len().saturating_sub(2) {
        if !tokens[at].is(WordClass::Loose) || !is_strange(text, tokens, at + 1) {
            continue;
        }
        let [before, _, next, after] = &tokens[at - 1..at + 3] else { continue };
        // 会禄 in 乐西、会禄等高速公路: a member of a list.
        let is_member = before.kind == TokenKind::Pause
            && (after.kind == TokenKind::Pause || after.span.of(text) == "等");
        // 还珠 in 完成还珠广场二期: the object of the verb before it.
        let is_governed = before.is(WordClass::Take) || before.is(WordClass::Hard) || before.last == '届';
        let is_object = is_governed
            && !is_single(before)
            && next.is(WordClass::Plain)
            && after.is(WordClass::Plain)
            && !is_single(after);
        if is_member || is_object {
            tokens[at].kind = TokenKind::Word(WordClass::Plain);
        }
    }
}

fn is_single(token: &Token<'_>) -> bool {
    token.n_characters == 1
}

/// The loose character that ends a proper name before a noun: 所 in 中车株洲所储能基地 is an institute, 可 in 加特可变速箱 a part of
/// a name that the dictionary does not have whole.
fn ends_name(text: &str, tokens: &[Token<'_>], at: usize) -> bool {
    let is_long = |token: &Token<'_>| token.n_characters > 1;
    let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else { return false };
    let opens = at == 1
        || !matches!(
            tokens[at - 2].kind,
            TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Verb | WordClass::Lead)
        );
    let is_noun = |token: &Token<'_>| {
        is_long(token) && matches!(token.kind, TokenKind::Word(WordClass::Plain | WordClass::Soft))
    };
    let is_unknown = opens && !before.is_body;
    before.is_proper
        && is_long(before)
        && (tokens[at].span.of(text) == "所" || is_unknown)
        && tokens.get(at + 1).is_some_and(is_noun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Lexicon;

    #[test]
    fn tokens_joined_are_the_sentence() {
        let lexicon = Lexicon::builtin();
        let texts = [
            "推进“3550”改革,建设长三角(无锡)国际人才港。",
            "总投资12.5亿元的G350城区连接线、地铁S1线等7个项目开工",
            "",
            "ab 江 cd\n、、((",
        ];
        for text in texts {
            let tokens = cut(text, Span::new(0, text.len()), &lexicon.vocabulary, |_| true).tokens;
            let joined: String = tokens.iter().map(|token| token.span.of(text)).collect();
            assert_eq!(joined, text);
            assert!(tokens.windows(2).all(|pair| pair[0].span.end == pair[1].span.start));
        }
    }

    #[test]
    fn loose_characters_are_one_proper_name() {
        let lexicon = Lexicon::builtin();
        let text = "引进康得新集团";
        let tokens = cut(text, Span::new(0, text.len()), &lexicon.vocabulary, |_| true).tokens;
        let proper: String =
            tokens.iter().filter(|token| token.is_proper).map(|token| token.span.of(text)).collect();
        assert_eq!(proper, "康得新");
    }
}
