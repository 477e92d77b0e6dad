//! How words bound names: the stop-word and generic-word tables, and the segmenter that cuts text into such words.
//!
//! The segmenter's dictionary is jieba's own, with the lexicon's names and heads added; it is loaded at its first use and
//! may be given up when all is read. Parts of speech are hints of borders only; they never decide what a thing is.

use std::sync::{Arc, PoisonError, RwLock};

use jieba_rs::Jieba;
use rustc_hash::{FxHashMap, FxHashSet};

use super::TableError;
use super::tables::Tables;

/// How a word bounds a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum WordClass {
    /// An ordinary part of names.
    Plain,
    /// A verbal noun that may stand anywhere in a name (研发, 检测).
    Soft,
    /// A verb that may stand inside a name, but at a clause's start governs one itself (建设, 提升).
    Verb,
    /// A governing verb whose object is a named policy or work (实施, 开展).
    Take,
    /// Never inside a name.
    Hard,
    /// Joins two names, or two parts of one.
    Conjunction,
    /// An adjective before a name that is no part of it (重点, 新).
    Lead,
    /// Hard, but a part of a name of unknown characters (可 in 加特可).
    Loose,
}

impl WordClass {
    fn named(text: &str) -> Option<Self> {
        Some(match text {
            "plain" => Self::Plain,
            "soft" => Self::Soft,
            "verb" => Self::Verb,
            "take" => Self::Take,
            "hard" => Self::Hard,
            "conj" => Self::Conjunction,
            "lead" => Self::Lead,
            "loose" => Self::Loose,
            _ => return None,
        })
    }
}

/// Frequency given to the lexicon's own words: high enough to win against their parts.
const OWN_WORD_FREQUENCY: usize = 3000;

/// The word tables and the segmenter.
#[derive(Debug, Default)]
pub(crate) struct Words {
    classes: FxHashMap<Box<str>, WordClass>,
    /// Words that make no name specific; whether before every head.
    generic: FxHashMap<Box<str>, bool>,
    not_names: FxHashSet<Box<str>>,
    /// Words that the segmenter takes for names and that are none.
    common: FxHashSet<Box<str>>,
    /// Characters that make no unknown name with the next.
    lone: FxHashSet<Box<str>>,
    own: Vec<Box<str>>,
    /// Once it is loaded, until it is given up.
    segmenter: RwLock<Option<Arc<Jieba>>>,
}

impl Words {
    /// Reads the tables; `own` are names and heads that the segmenter must keep whole.
    pub(crate) fn load(tables: &Tables<'_>, own: Vec<Box<str>>) -> Result<Self, TableError> {
        let mut words = Self { own, ..Self::default() };
        for table in tables.named("stopwords")? {
            let (word, class) = (table.column("word")?, table.column("class")?);
            for (line, cells) in table.rows() {
                let Some(known) = WordClass::named(cells[class]) else {
                    let message = format!(
                        "class `{}`, expected hard, take, soft, verb, conj, lead, loose or plain",
                        cells[class]
                    );
                    return Err(TableError { table: "stopwords".to_owned(), line, message });
                };
                words.classes.insert(cells[word].into(), known);
            }
        }
        for table in tables.named("generic")? {
            let (word, scope) = (table.column("word")?, table.column("scope")?);
            words
                .generic
                .extend(table.rows().map(|(_, cells)| (Box::from(cells[word]), cells[scope] == "any")));
        }
        for table in tables.named("not_names")? {
            let word = table.column("word")?;
            words.not_names.extend(table.rows().map(|(_, cells)| Box::from(cells[word])));
        }
        for table in tables.named("common_words")? {
            let (word, kind) = (table.column("word")?, table.column("kind")?);
            for (line, cells) in table.rows() {
                let set = match cells[kind] {
                    "word" => &mut words.common,
                    "lone" => &mut words.lone,
                    other => {
                        return Err(table.error(line, format!("kind `{other}`, expected `word` or `lone`")));
                    }
                };
                set.insert(cells[word].into());
            }
        }
        let mut whole: Vec<Box<str>> = words.classes.keys().filter(|word| word.len() >= 6).cloned().collect();
        whole.sort_unstable();
        words.own.extend(whole);
        let mut common: Vec<Box<str>> = words.common.iter().cloned().collect();
        common.sort_unstable();
        words.own.extend(common);
        Ok(words)
    }

    /// The words whose class or generality a table names.
    pub(super) fn known(&self) -> impl Iterator<Item = &str> {
        self.classes
            .keys()
            .chain(self.generic.keys())
            .chain(&self.common)
            .chain(&self.lone)
            .map(|word| &**word)
    }

    /// The class of a word that a table names.
    pub(crate) fn class(&self, word: &str) -> Option<WordClass> {
        self.classes.get(word).copied()
    }

    /// Whether a word by itself makes no name specific (重大, 科技, 中心).
    pub(crate) fn is_generic(&self, word: &str) -> bool {
        self.generic.contains_key(word)
    }

    /// Whether a word that the segmenter takes for a name is an everyday one (卫星, 深度).
    pub(crate) fn is_common(&self, word: &str) -> bool {
        self.common.contains(word)
    }

    /// Whether a character stands alone as a word of administration, size or time.
    pub(crate) fn is_lone(&self, word: &str) -> bool {
        self.lone.contains(word)
    }

    /// Whether a word makes no name specific before any head, those of policies too (重点, 体制).
    pub(crate) fn is_hollow(&self, word: &str) -> bool {
        self.generic.get(word).copied().unwrap_or(false)
    }

    /// Whether a quotation of these words names nothing (硬骨头).
    pub(crate) fn is_no_name(&self, quotation: &str) -> bool {
        self.not_names.contains(quotation)
    }

    /// The segmenter, loaded when there is none.
    pub(crate) fn segmenter(&self) -> Arc<Jieba> {
        let known = self.segmenter.read().unwrap_or_else(PoisonError::into_inner).clone();
        known.unwrap_or_else(|| {
            let mut segmenter = self.segmenter.write().unwrap_or_else(PoisonError::into_inner);
            segmenter.get_or_insert_with(|| Arc::new(self.load_segmenter())).clone()
        })
    }

    /// Gives the segmenter's memory back.
    pub(super) fn release_segmenter(&self) {
        *self.segmenter.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn load_segmenter(&self) -> Jieba {
        let mut jieba = Jieba::new();
        for word in &self.own {
            jieba.add_word(word, Some(OWN_WORD_FREQUENCY), None);
        }
        // Of a character that its dictionary lacks the segmenter would guess the part of speech, by a model that
        // takes as long to load as half the dictionary; a single character's tells nothing that is asked for.
        for character in '\u{4E00}'..='\u{9FFF}' {
            let mut bytes = [0; 4];
            let character = &*character.encode_utf8(&mut bytes);
            if !jieba.has_word(character) {
                jieba.add_word(character, Some(1), None);
            }
        }
        jieba
    }
}
