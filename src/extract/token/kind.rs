//! What a token is.

use crate::extract::lexicon::{Roles, Trigger, WordClass};
use crate::source::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A word.
    Word(WordClass),
    /// Digits, or a Chinese numeral.
    Number,
    /// A measure word: it counts only after a number.
    Measure,
    /// Latin letters.
    Latin,
    /// `、`
    Pause,
    /// A mark that ends a clause: , : ; and the end of a sentence.
    Stop,
    /// ( or its like.
    Open,
    /// ) or its like.
    Close,
    /// “
    QuoteOpen,
    /// ”
    QuoteClose,
    /// 《
    TitleOpen,
    /// 》
    TitleClose,
    /// A mark inside names: - — · + / .
    Joint,
}

impl TokenKind {
    /// Its bit in a set of kinds, all words alike.
    fn bit(self) -> u16 {
        let number = match self {
            Self::Word(_) => 0,
            Self::Number => 1,
            Self::Measure => 2,
            Self::Latin => 3,
            Self::Pause => 4,
            Self::Stop => 5,
            Self::Open => 6,
            Self::Close => 7,
            Self::QuoteOpen => 8,
            Self::QuoteClose => 9,
            Self::TitleOpen => 10,
            Self::TitleClose => 11,
            Self::Joint => 12,
        };
        1 << number
    }
}

/// Kinds of tokens.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct KindSet(u16);

impl KindSet {
    /// Adds one.
    pub(crate) fn insert(&mut self, kind: TokenKind) {
        self.0 |= kind.bit();
    }

    /// Whether this kind, or a word of any class, is one of them.
    pub(crate) fn has(self, kind: TokenKind) -> bool {
        self.0 & kind.bit() != 0
    }
}

/// One token. A rule looks at all of a sentence, so they are kept small.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'l> {
    /// In the folded text.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: TokenKind,
    /// Whether it makes no name specific.
    pub(crate) is_generic: bool,
    /// Whether it makes no name specific, whatever the head.
    pub(crate) is_hollow: bool,
    /// Whether it looks like a part of a proper name: a place, a person, a word no dictionary has.
    pub(crate) is_proper: bool,
    /// What it tells as a verb.
    pub(crate) trigger: Option<Trigger>,
    /// The lists that hold it.
    pub(crate) roles: &'l Roles,
    /// Its characters.
    pub(crate) n_characters: usize,
    /// The last of them.
    pub(crate) last: char,
    /// Whether it is the known name of an organisation, a region or a place.
    pub(crate) is_body: bool,
    /// Whether it is a character that makes no unknown name with the next.
    pub(crate) is_lone: bool,
}

impl Token<'_> {
    /// A word of which no table says anything.
    pub(super) fn at(span: Span) -> Self {
        Self {
            span,
            kind: TokenKind::Word(WordClass::Plain),
            is_generic: false,
            is_hollow: false,
            is_proper: false,
            trigger: None,
            roles: Roles::none(),
            n_characters: 0,
            last: char::default(),
            is_body: false,
            is_lone: false,
        }
    }

    /// Whether it is a word of this class.
    pub(crate) fn is(&self, class: WordClass) -> bool {
        self.kind == TokenKind::Word(class)
    }
}
