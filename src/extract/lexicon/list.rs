//! Lists of words by their role, of which the rules only ask whether a text has, begins with or ends with one.

use std::ops::Index;

use rustc_hash::FxHashSet;

use super::TableError;
use super::tables::Tables;

/// The roles, and for each its table and its name there. The tables say what the words of a role do.
macro_rules! roles {
    ($($table:literal: { $($role:ident = $name:literal,)* })*) => {
        /// What the words of a list do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Role { $($($role,)*)* }

        /// Table and name of each role, in the order of [`Role`].
        const ROLES: &[(&str, &str)] = &[$($(($table, $name),)*)*];

        const TABLES: &[&str] = &[$($table,)*];
    };
}

roles! {
    "furniture": {
        PageOpening = "opening",
        PageLine = "whole",
        Dateline = "dateline",
        Reporter = "reporter",
        Press = "press",
        Copyright = "copyright",
        PictureCredit = "credit",
    }
    "headings": {
        Review = "review",
        ReviewPart = "review_part",
        Plan = "plan",
        PlanPart = "plan_part",
        NextTerm = "next_term",
        BareHeading = "bare",
        ReviewYear = "review_year",
        PastYear = "past",
        Goal = "goal",
    }
    "titles": {
        TitleEnding = "ending",
        TitleRegion = "region",
        PlanTitle = "plan",
        PlanEnding = "plan_ending",
        Development = "development",
        Term = "term",
        ReportTitle = "report",
        Session = "session",
        Meeting = "meeting",
        LooksBack = "back",
        LooksAhead = "ahead",
    }
    "speakers": {
        Says = "says",
        Greeting = "greeting",
        Government = "government",
        SpeakingBody = "body",
        SpeakingPlace = "place",
        Occasion = "occasion",
        Cabinet = "cabinet",
        Country = "country",
        Level = "level",
        OwnLevel = "own",
        SpeakingTown = "town",
    }
    "region_words": {
        Zone = "zone",
        SpeakingZone = "speaker_zone",
        LoneZone = "lone_zone",
        ZonePart = "zone_part",
        ZoneRank = "rank",
        CommonPlace = "common",
        NotAfterPlace = "not_after",
        People = "people",
        Town = "town",
        Village = "village",
        NoTown = "no_town",
        TownPart = "town_part",
    }
    "name_words": {
        Firm = "firm",
        FirmVerb = "firm_verb",
        FirmAdverb = "firm_adverb",
        ListMark = "list_mark",
        ListProject = "list_project",
        ListIndustry = "list_industry",
        ListField = "list_field",
        ListCompany = "list_company",
        ListCarrier = "list_carrier",
        ListAnd = "list_and",
        IndustryAfter = "industry_after",
        IndustryWeak = "industry_weak",
        IndustryChain = "industry_chain",
        IndustryProcess = "industry_process",
        IndustryEnd = "industry_end",
        IndustryHead = "industry_head",
        IndustryPark = "industry_park",
        IndustryAnd = "industry_and",
        Whole = "whole",
        Build = "build",
        NameRank = "rank",
        Each = "each",
        Grade = "grade",
        Congress = "congress",
        PolicyTail = "policy_tail",
        Built = "built",
        Centre = "centre",
        Land = "land",
        Landscape = "landscape",
        Programme = "programme",
        CommonAction = "action",
        NoSlogan = "no_slogan",
        NoSloganEnd = "no_slogan_end",
        Counted = "count",
        Won = "won",
        Prize = "prize",
        CarryOut = "carry_out",
    }
    "subjects": {
        Actor = "actor",
        NoSubject = "no_subject",
        Partner = "partner",
        JointWork = "joint",
        JointBefore = "joint_before",
    }
}

/// The words of one role, the longest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordList {
    words: Vec<Box<str>>,
    whole: FxHashSet<Box<str>>,
    firsts: FxHashSet<char>,
    lasts: FxHashSet<char>,
}

impl WordList {
    fn insert(&mut self, word: &str) {
        self.firsts.extend(word.chars().next());
        self.lasts.extend(word.chars().next_back());
        if self.whole.insert(word.into()) {
            self.words.push(word.into());
        }
    }

    /// Whether `word` is one of them.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.whole.contains(word)
    }

    /// The longest that `text` begins with.
    pub(crate) fn opening(&self, text: &str) -> Option<&str> {
        text.chars().next().filter(|first| self.firsts.contains(first))?;
        self.iter().find(|word| text.starts_with(word))
    }

    /// The longest that `text` ends with.
    pub(crate) fn ending(&self, text: &str) -> Option<&str> {
        text.chars().next_back().filter(|last| self.lasts.contains(last))?;
        self.iter().find(|word| text.ends_with(word))
    }

    /// The longest that stands anywhere in `text`.
    pub(crate) fn within(&self, text: &str) -> Option<&str> {
        self.iter().find(|word| text.contains(word))
    }

    /// Whether `text` begins with one.
    pub(crate) fn opens(&self, text: &str) -> bool {
        self.opening(text).is_some()
    }

    /// Whether `text` ends with one.
    pub(crate) fn ends(&self, text: &str) -> bool {
        self.ending(text).is_some()
    }

    /// Whether one stands anywhere in `text`.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.within(text).is_some()
    }

    /// Where they stand in `text`, and the texts behind them, word by word.
    pub(crate) fn places<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
        self.iter().flat_map(move |word| {
            text.match_indices(word).map(move |(at, found)| (at, &text[at + found.len()..]))
        })
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.words.iter().map(|word| &**word)
    }
}

/// All lists.
#[derive(Clone, Debug)]
pub(crate) struct WordLists {
    lists: Vec<WordList>,
}

impl WordLists {
    /// Reads the tables that have a column `role`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut lists = vec![WordList::default(); ROLES.len()];
        for name in TABLES {
            for table in tables.named(name)? {
                let (word, role) = (table.column("word")?, table.column("role")?);
                for (line, cells) in table.rows() {
                    let at = ROLES.iter().position(|known| *known == (*name, cells[role]));
                    let at = at.ok_or_else(|| table.error(line, unknown(name, cells[role])))?;
                    if cells[word].is_empty() {
                        return Err(table.error(line, "the word is missing"));
                    }
                    lists[at].insert(cells[word]);
                }
            }
        }
        for list in &mut lists {
            list.words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        Ok(Self { lists })
    }
}

impl Index<Role> for WordLists {
    type Output = WordList;

    fn index(&self, role: Role) -> &WordList {
        &self.lists[role as usize]
    }
}

fn unknown(table: &str, role: &str) -> String {
    let known: Vec<&str> = ROLES.iter().filter(|(of, _)| *of == table).map(|(_, role)| *role).collect();
    format!("`{role}` is no role of these words, expected one of {}", known.join(", "))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn every_role_has_words() {
        let extra = BTreeMap::new();
        let lists = WordLists::load(&Tables::new(&extra).unwrap()).unwrap();
        let empty: Vec<_> =
            ROLES.iter().zip(&lists.lists).filter(|(_, list)| list.words.is_empty()).collect();
        assert!(empty.is_empty(), "{empty:?}");
    }

    #[test]
    fn the_longest_word_counts_whatever_the_order_of_the_rows() {
        let extra =
            BTreeMap::from([("region_words".to_owned(), "word\trole\n国家高新区\tzone\n".to_owned())]);
        let lists = WordLists::load(&Tables::new(&extra).unwrap()).unwrap();
        assert_eq!(lists[Role::Zone].ending("无锡国家高新区"), Some("国家高新区"));
        assert_eq!(lists[Role::Zone].ending("无锡高新区"), Some("高新区"));
    }

    #[test]
    fn an_unknown_role_is_an_error_with_the_roles_of_the_table() {
        let extra = BTreeMap::from([("subjects".to_owned(), "word\trole\n携手\tpartners\n".to_owned())]);
        let error = WordLists::load(&Tables::new(&extra).unwrap()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "subjects:2: `partners` is no role of these words, expected one of actor, no_subject, partner, joint, joint_before"
        );
    }
}
