//! A sentence as the rules see it: its tokens, clauses, and what stands around them.

use std::ops::Range;

use super::local::Local;
use crate::extract::document::{Document, Section};
use crate::extract::lexicon::{
    Frame, Head, KnownName, Lexicon, LocalForms, PlaceLevel, PlaceName, Role, Roles, Trigger, Vocabulary,
    WordClass,
};
use crate::extract::token::{Cut, KindSet, Token, TokenKind, cut};
use crate::source::Span;

/// One sentence, cut into tokens and clauses.
pub(crate) struct Scene<'d> {
    /// The document it is of.
    pub(crate) document: &'d Document,
    /// All tables.
    pub(crate) lexicon: &'d Lexicon,
    /// The document's folded text.
    pub(crate) text: &'d str,
    /// Names of the towns of the report's own county.
    pub(crate) towns: &'d LocalForms,
    /// Names of the places around it that are everyday words.
    pub(crate) everyday: &'d LocalForms,
    /// Index of the sentence.
    pub(crate) sentence: usize,
    /// Its tokens.
    pub(crate) tokens: Vec<Token<'d>>,
    /// Known names in it, leftmost and longest.
    pub(crate) names: Vec<(Span, &'d KnownName)>,
    /// Tokens that end in heads, in order, with the heads.
    pub(crate) heads: Vec<(usize, FoundHead<'d>)>,
    /// For each token the number of its clause.
    clauses: Vec<u32>,
    /// The roles of all tokens.
    roles: Roles,
    /// The kinds of all tokens.
    kinds: KindSet,
}

/// A head word at the end of a token.
#[derive(Clone, Copy)]
pub(crate) struct FoundHead<'d> {
    /// The head's text.
    pub(crate) word: &'d str,
    /// Where it begins in the folded text.
    pub(crate) start: usize,
    /// Index of the token it begins in.
    pub(crate) token: usize,
    /// What the table says.
    pub(crate) head: &'d Head,
}

/// The sentences with these indices, cut where names may be.
pub(super) fn scenes<'d>(
    document: &'d Document,
    sentences: &[usize],
    lexicon: &'d Lexicon,
    local: &'d Local,
) -> Vec<Scene<'d>> {
    let anchors = &lexicon.vocabulary.anchors;
    let names_something = |clause: &str| anchors.stand_in(clause) || local.stand_in(clause);
    scenes_where(document, sentences, lexicon, local, names_something)
}

/// The same, cut in those clauses that `names_something` is true of.
pub(super) fn scenes_where<'d>(
    document: &'d Document,
    sentences: &[usize],
    lexicon: &'d Lexicon,
    local: &'d Local,
    names_something: impl Fn(&str) -> bool,
) -> Vec<Scene<'d>> {
    let (text, vocabulary) = (document.text.as_str(), &lexicon.vocabulary);
    let cut = |&sentence: &usize| cut(text, document.sentences[sentence].span, vocabulary, &names_something);
    // All are cut before the tables are asked, for the reason given at `BATCH`.
    let cuts: Vec<Cut<'d>> = sentences.iter().map(cut).collect();
    let cuts = sentences.iter().zip(cuts);
    cuts.map(|(&sentence, cut)| Scene::of_cut(document, sentence, lexicon, local, cut)).collect()
}

impl<'d> Scene<'d> {
    /// What the tables say of a sentence that was cut.
    fn of_cut(
        document: &'d Document,
        sentence: usize,
        lexicon: &'d Lexicon,
        local: &'d Local,
        Cut { tokens, read }: Cut<'d>,
    ) -> Self {
        let (text, vocabulary) = (document.text.as_str(), &lexicon.vocabulary);
        let Local { towns, places: everyday } = local;
        let clauses = number_clauses(&tokens);
        let names = read.iter().flat_map(|part| {
            let shift = |hit: Span| Span::new(hit.start + part.start, hit.end + part.start);
            vocabulary.names.scan(part.of(text)).map(move |(hit, known)| (shift(hit), known))
        });
        let names = names.collect();
        let heads = Vec::new();
        let mut roles = Roles::default();
        let mut kinds = KindSet::default();
        for token in &tokens {
            roles.join(token.roles);
            kinds.insert(token.kind);
        }
        let mut scene = Self {
            document,
            lexicon,
            text,
            towns,
            everyday,
            sentence,
            tokens,
            names,
            heads,
            clauses,
            roles,
            kinds,
        };
        let tokens = 0..scene.tokens.len();
        scene.heads = tokens.filter_map(|token| Some((token, scene.find_head(token)?))).collect();
        scene
    }

    /// The tables of names.
    pub(crate) fn vocabulary(&self) -> &'d Vocabulary {
        &self.lexicon.vocabulary
    }

    /// Text of a token, empty outside the sentence.
    pub(crate) fn word(&self, token: usize) -> &'d str {
        self.tokens.get(token).map_or("", |token| token.span.of(self.text))
    }

    /// Whether a list holds the word that a token is; none holds what is outside the sentence.
    pub(crate) fn has(&self, token: usize, role: Role) -> bool {
        self.tokens.get(token).is_some_and(|token| token.roles.has(role))
    }

    /// Whether the word that a token is ends with one of a list.
    pub(crate) fn has_end(&self, token: usize, role: Role) -> bool {
        self.lexicon.lists[role].ends(self.word(token))
    }

    /// Whether a token carries out the policy behind it: 实施, 深入开展, 扎实推进.
    pub(crate) fn carries_out(&self, token: usize) -> bool {
        let own = &self.tokens[token];
        let back = || self.word(token).char_indices().nth(2).map(|(middle, _)| &self.word(token)[middle..]);
        let is_take = |verb: &str| self.vocabulary().known.get(verb).class == Some(WordClass::Take);
        own.is(WordClass::Take)
            || self.has(token, Role::CarryOut)
            || own.is(WordClass::Hard) && self.has_end(token, Role::CarryOut)
            || own.n_characters == 4 && back().is_some_and(is_take)
    }

    /// Whether a list holds any word of the sentence: a rule that needs one asks this before it looks for the place.
    pub(crate) fn holds(&self, role: Role) -> bool {
        self.roles.has(role)
    }

    /// Whether any token of the sentence is of this kind, or a word of any class.
    pub(crate) fn holds_kind(&self, kind: TokenKind) -> bool {
        self.kinds.has(kind)
    }

    /// The tokens that a list holds, in order.
    pub(crate) fn tokens_of(&self, role: Role) -> impl Iterator<Item = usize> + '_ {
        let reach = if self.holds(role) { self.tokens.len() } else { 0 };
        (0..reach).filter(move |&token| self.has(token, role))
    }

    /// Span of a range of tokens.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Span {
        debug_assert!(!tokens.is_empty(), "a name has a token");
        Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }

    /// Text of a range of tokens.
    pub(crate) fn slice(&self, tokens: Range<usize>) -> &'d str {
        if tokens.is_empty() { "" } else { self.span(tokens).of(self.text) }
    }

    /// The section of the sentence.
    pub(crate) fn section(&self) -> Option<&'d Section> {
        self.document.sections.get(self.document.sentences[self.sentence].section)
    }

    /// Kind of a token, `Stop` outside the sentence.
    pub(crate) fn kind(&self, token: usize) -> TokenKind {
        self.tokens.get(token).map_or(TokenKind::Stop, |token| token.kind)
    }

    /// The tokens of the clause that `token` stands in, none outside the sentence.
    pub(crate) fn clause(&self, token: usize) -> Range<usize> {
        let Some(&clause) = self.clauses.get(token) else { return self.tokens.len()..self.tokens.len() };
        let start = self.clauses.partition_point(|&other| other < clause);
        start..self.clauses.partition_point(|&other| other <= clause)
    }

    /// The token that holds the byte at `offset` of the folded text.
    pub(crate) fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end <= offset)
    }

    /// The head that ends with `token`.
    pub(crate) fn head_ending(&self, token: usize) -> Option<FoundHead<'d>> {
        let at = self.heads.binary_search_by_key(&token, |&(token, _)| token).ok()?;
        Some(self.heads[at].1)
    }

    /// The first head that begins in `token`.
    pub(crate) fn head_beginning(&self, token: usize) -> Option<FoundHead<'d>> {
        let from = self.heads.partition_point(|&(end, _)| end < token);
        self.heads[from..].iter().take(4).find(|(_, head)| head.token == token).map(|&(_, head)| head)
    }

    fn find_head(&self, token: usize) -> Option<FoundHead<'d>> {
        let Token { kind, last, span: Span { end, .. }, .. } = self.tokens[token];
        if !self.vocabulary().heads.may_end_with(last) {
            return None;
        }
        if matches!(kind, TokenKind::Word(WordClass::Hard | WordClass::Take)) {
            return None;
        }
        let from = self.tokens[token.saturating_sub(7)].span.start;
        let (at, word, head) = self.vocabulary().heads.ending(&self.text[from..end])?;
        let start = from + at;
        // A head of one character is a word of its own: 园 is none in 校园 and in a person's name.
        let is_own = start == self.tokens[token].span.start;
        let follows_title = token > 0
            && word.len() == 3
            && (token.saturating_sub(3)..token).any(|at| self.has(at, Role::PersonTitle));
        // 宁波港: one word of the dictionary, of a place and its port.
        let is_port = || word == "港" && self.is_port(token);
        if !is_own && word.len() == 3 && !is_port() || follows_title {
            return None;
        }
        Some(FoundHead { word, start, token: self.token_at(start), head })
    }

    /// Whether a token is the port of a place and no place itself (连云港).
    fn is_port(&self, token: usize) -> bool {
        let places = &self.lexicon.places;
        let word = self.word(token);
        let is_place = |name: &str| !places.named(name).is_empty() || !places.shortened(name).is_empty();
        word.strip_suffix('港').is_some_and(|place| place.len() > 3 && is_place(place)) && !is_place(word)
    }

    /// Triggers among the tokens, with their places.
    pub(crate) fn triggers(&self, tokens: Range<usize>) -> impl Iterator<Item = (usize, Trigger)> + '_ {
        tokens.filter_map(|token| Some((token, self.tokens[token].trigger?)))
    }

    /// Whether a verb of this frame stands in the clause of `token`.
    pub(crate) fn has_frame(&self, token: usize, frame: Frame) -> bool {
        self.triggers(self.clause(token)).any(|(_, trigger)| trigger.frame == Some(frame))
    }

    /// Whether the token is a verb of fostering.
    pub(crate) fn fosters(&self, token: usize) -> bool {
        let told = self.tokens.get(token).and_then(|token| token.trigger);
        told.is_some_and(|told| told.frame == Some(Frame::Foster))
    }

    /// Whether the clause of `token` plans, builds or finishes something.
    pub(crate) fn has_building(&self, token: usize) -> bool {
        self.has_frame(token, Frame::Build) || self.has_frame(token, Frame::Built)
    }

    /// Characters of the tokens that make a name specific.
    pub(crate) fn specific_characters(&self, tokens: Range<usize>) -> usize {
        self.characters_of(tokens, |token| !token.is_generic)
    }

    /// The same before the head of a policy, which may be made of common words (教育设施专项规划).
    pub(crate) fn solid_characters(&self, tokens: Range<usize>) -> usize {
        self.characters_of(tokens, |token| !token.is_hollow)
    }

    fn characters_of(&self, tokens: Range<usize>, counts: impl Fn(&Token<'_>) -> bool) -> usize {
        self.tokens[tokens]
            .iter()
            .filter(|token| counts(token))
            .filter(|token| matches!(token.kind, TokenKind::Word(_) | TokenKind::Latin))
            .filter(|token| !token.is(WordClass::Lead) && !token.is(WordClass::Conjunction))
            .map(|token| token.n_characters)
            .sum()
    }

    /// Whether the name of a place below the country begins at a byte of the text.
    pub(crate) fn is_place_at(&self, at: usize) -> bool {
        let place = self.lexicon.places.longest_at(self.text, at);
        place.is_some_and(|found| {
            found.places.iter().any(|&id| self.lexicon.places.get(id).level != PlaceLevel::Country)
        })
    }

    /// The place whose name begins with `token` and ends with a token, and the one behind it.
    pub(crate) fn place_from(&self, token: usize) -> Option<(PlaceName<'d>, usize)> {
        let start = self.tokens.get(token)?.span.start;
        let place = self.lexicon.places.longest_at(self.text, start)?;
        let last = self.token_at(start + place.len - 1);
        (self.tokens.get(last)?.span.end == start + place.len).then_some((place, last + 1))
    }

    /// Whether the name of a place below the country ends right before `token`.
    pub(crate) fn ends_place(&self, token: usize) -> bool {
        let end = self.tokens[token].span.start;
        (token.saturating_sub(3)..token).any(|at| {
            let start = self.tokens[at].span.start;
            self.is_place_at(start)
                && self
                    .lexicon
                    .places
                    .longest_at(self.text, start)
                    .is_some_and(|place| start + place.len == end)
        })
    }

    /// Short and official name of the place whose name stands at a byte of the text.
    pub(crate) fn place_forms_at(&self, at: usize) -> Option<(String, String)> {
        let places = &self.lexicon.places;
        let found = places.longest_at(self.text, at)?;
        let id = places.find(&self.text[at..at + found.len], &self.document.identity.scope)?;
        let place = places.get(id);
        Some((place.short.clone(), place.name.clone()))
    }

    /// Whether a part of a proper name stands among the tokens.
    pub(crate) fn has_proper(&self, tokens: Range<usize>) -> bool {
        self.tokens[tokens].iter().any(|token| token.is_proper || token.kind == TokenKind::Latin)
    }
}

fn number_clauses(tokens: &[Token<'_>]) -> Vec<u32> {
    let mut clause = 0;
    let mut depth = 0usize;
    tokens
        .iter()
        .map(|token| {
            let own = clause;
            match token.kind {
                TokenKind::Open | TokenKind::QuoteOpen | TokenKind::TitleOpen => depth += 1,
                TokenKind::Close | TokenKind::QuoteClose | TokenKind::TitleClose => {
                    depth = depth.saturating_sub(1)
                }
                TokenKind::Stop if depth == 0 => clause += 1,
                _ => {}
            }
            own
        })
        .collect()
}
