//! Trigger words: verbs that tell how far a project is and what a clause says of the things it names.

use rustc_hash::FxHashMap;

use super::TableError;
use super::tables::Tables;

/// How far a project is, in the order of progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Stage {
    Planned,
    Signed,
    Started,
    Building,
    Completed,
    Operating,
}

impl Stage {
    fn named(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == text)
    }

    const ALL: [Self; 6] =
        [Self::Planned, Self::Signed, Self::Started, Self::Building, Self::Completed, Self::Operating];

    /// As facts write it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Signed => "signed",
            Self::Started => "started",
            Self::Building => "building",
            Self::Completed => "completed",
            Self::Operating => "operating",
        }
    }
}

/// What a verb says of the things its clause names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Frame {
    /// Something is planned, built or finished.
    Build,
    /// The same, said of one thing: 竣工, 通车.
    Built,
    /// An event is held.
    Hold,
    /// An industry is fostered.
    Foster,
    /// Two work together.
    Join,
}

/// What a trigger word tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Trigger {
    /// The stage of a project it speaks of.
    pub(crate) stage: Option<Stage>,
    /// The frame it opens.
    pub(crate) frame: Option<Frame>,
}

/// All trigger words.
#[derive(Debug, Default)]
pub(crate) struct Triggers {
    words: FxHashMap<Box<str>, Trigger>,
}

impl Triggers {
    /// Reads the table.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut triggers = Self::default();
        for table in tables.named("triggers")? {
            let (word, stage, frame) =
                (table.column("word")?, table.column("stage")?, table.column("frame")?);
            for (line, cells) in table.rows() {
                let wrong = |what: &str, found: &str| TableError {
                    table: "triggers".to_owned(),
                    line,
                    message: format!("unknown {what} `{found}`"),
                };
                let stage = match cells[stage] {
                    "" => None,
                    text => Some(Stage::named(text).ok_or_else(|| wrong("stage", text))?),
                };
                let frame = match cells[frame] {
                    "" => None,
                    "build" => Some(Frame::Build),
                    "built" => Some(Frame::Built),
                    "hold" => Some(Frame::Hold),
                    "foster" => Some(Frame::Foster),
                    "join" => Some(Frame::Join),
                    text => return Err(wrong("frame", text)),
                };
                triggers.words.insert(cells[word].into(), Trigger { stage, frame });
            }
        }
        Ok(triggers)
    }

    /// What `word` tells.
    pub(crate) fn get(&self, word: &str) -> Option<Trigger> {
        self.words.get(word).copied()
    }

    /// All trigger words.
    pub(super) fn known(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(|word| &**word)
    }

    /// The verbs that say of one thing that it is built or finished.
    pub(super) fn built(&self) -> impl Iterator<Item = &str> {
        let built = self.words.iter().filter(|(_, told)| told.frame == Some(Frame::Built));
        built.map(|(word, _)| &**word)
    }

    /// All trigger words, for the segmenter (sorted).
    pub(crate) fn words(&self) -> Vec<Box<str>> {
        let mut words: Vec<Box<str>> = self.words.keys().cloned().collect();
        words.sort_unstable();
        words
    }
}
