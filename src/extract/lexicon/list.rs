//! Lists of words by their role, of which the rules only ask whether a text has, begins with or ends with one.

use std::ops::Index;

use rustc_hash::FxHashMap;

use super::tables::Tables;
use super::{TableError, WordSet};

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
        NoHeadline = "no_headline",
        Published = "published",
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
        YearGoneBy = "year_gone_by",
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
        PartOfYear = "part_of_year",
        SinceLast = "since_last",
        CountedBy = "counted_by",
    }
    "speakers": {
        Says = "says",
        Greeting = "greeting",
        Government = "government",
        SpeakingBody = "body",
        Board = "board",
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
        GovernedZone = "governed_zone",
        ZonePart = "zone_part",
        ZoneRank = "rank",
        CommonPlace = "common",
        NotAfterPlace = "not_after",
        People = "people",
        Town = "town",
        Village = "village",
        NoTown = "no_town",
        TownPart = "town_part",
        AreaTail = "area_tail",
        WideArea = "wide_area",
        JoinedArea = "joined_area",
        AreaKind = "area_kind",
        AreaLand = "area_land",
        LandName = "land_name",
        CountyLevel = "county_level",
        LevelName = "level_name",
        ForeignPart = "foreign_part",
        NoForeignPart = "no_foreign_part",
        Nation = "nation",
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
        ListCount = "list_count",
        SharedPlatform = "shared_platform",
        SharedProject = "shared_project",
        SharedLine = "shared_line",
        NamedThing = "named_thing",
        NumberedThing = "numbered_thing",
        AwardedCarrier = "awarded_carrier",
        Levels = "levels",
        Listing = "listing",
        ListedAt = "listed_at",
        SchoolBody = "school_body",
        HallBody = "hall_body",
        TradePlan = "trade_plan",
        NoDocument = "no_document",
        SharedWork = "shared_work",
        IndustryAfter = "industry_after",
        IndustryWeak = "industry_weak",
        IndustryChain = "industry_chain",
        IndustryProcess = "industry_process",
        IndustryEnd = "industry_end",
        IndustryHead = "industry_head",
        IndustryPark = "industry_park",
        IndustryAnd = "industry_and",
        IndustryGrows = "industry_grows",
        IndustryThing = "industry_thing",
        IndustryKind = "industry_kind",
        Product = "product",
        NoProduct = "no_product",
        Cultivates = "cultivates",
        Furthers = "furthers",
        Sale = "sale",
        NoIndustryKind = "no_industry_kind",
        NoIndustry = "no_industry",
        Opposite = "opposite",
        Whole = "whole",
        Build = "build",
        NameRank = "rank",
        Each = "each",
        NameUnit = "name_unit",
        CountUnit = "count_unit",
        With = "with",
        JoinVerb = "join_verb",
        Money = "money",
        Invested = "invested",
        Rises = "rises",
        CommonCarrier = "common_carrier",
        Compared = "compared",
        Wish = "wish",
        WishedCarrier = "wished_carrier",
        PersonTitle = "person_title",
        ListMany = "list_many",
        Section = "section",
        Capacity = "capacity",
        RoadClass = "road_class",
        OwnActor = "own_actor",
        SectionFront = "section_front",
        Phase = "phase",
        JoinedKind = "joined_kind",
        CountThing = "count_thing",
        OwnBody = "own_body",
        Grade = "grade",
        Congress = "congress",
        PolicyTail = "policy_tail",
        Built = "built",
        Centre = "centre",
        Land = "land",
        Landscape = "landscape",
        Site = "site",
        Hall = "hall",
        Programme = "programme",
        CommonAction = "action",
        NoSlogan = "no_slogan",
        NoSloganEnd = "no_slogan_end",
        Counted = "count",
        Won = "won",
        Prize = "prize",
        CarryOut = "carry_out",
        Against = "against",
        Thing = "thing",
        Trial = "trial",
        Joined = "joined",
        Campaign = "campaign",
        NoNumeralEnd = "no_numeral_end",
        ListEvent = "list_event",
        Vision = "vision",
        Service = "service",
        AfterVerb = "after_verb",
        Work = "work",
        Building = "building",
        Measures = "measures",
        Issue = "issue",
        Purpose = "purpose",
        TitleWon = "title_won",
        Creation = "creation",
        PeriodPlan = "period_plan",
        Mechanism = "mechanism",
        NoStreet = "no_street",
        TimesHeld = "times_held",
        Founding = "founding",
        TitlePlace = "title_place",
        Weighty = "weighty",
        EventReach = "event_reach",
        OwnReach = "own_reach",
        PartyOrgan = "party_organ",
        OwnFirm = "own_firm",
        Academy = "academy",
        Superlative = "superlative",
        Plant = "plant",
        Assembly = "assembly",
        InnerVerb = "inner_verb",
        Quality = "quality",
        Line = "line",
        Abbreviation = "abbreviation",
        Numbered = "numbered",
        Brand = "brand",
        BrandNoun = "brand_noun",
        Award = "award",
        SharedEconomy = "shared_economy",
        Aims = "aims",
        Main = "main",
        HospitalKind = "hospital_kind",
        First = "first",
        NoIndustryList = "no_industry_list",
        Quarter = "quarter",
        Memorial = "memorial",
        NoFirm = "no_firm",
        Province = "province",
        Brought = "brought",
        Lender = "lender",
        Waterwork = "waterwork",
        By = "by",
        Backs = "backs",
        SureFirm = "sure_firm",
        Seat = "seat",
        Inner = "inner",
        OwnCarrier = "own_carrier",
        NoTrade = "no_trade",
        FirmTrade = "firm_trade",
        Street = "street",
        Route = "route",
        Talent = "talent",
        Made = "made",
        BuiltCarrier = "built_carrier",
        Runs = "runs",
        Naming = "naming",
        SoleHall = "sole_hall",
        EventEnd = "event_end",
        Ware = "ware",
        Appendage = "appendage",
        Institute = "institute",
        ResearchHead = "research_head",
        Likeness = "likeness",
        PlacedHead = "placed_head",
        PlacedCarrier = "placed_carrier",
        EachLevel = "each_level",
        KeptTo = "kept_to",
        Guides = "guides",
        ProjectKind = "project_kind",
        ProjectNoun = "project_noun",
        VerbNoun = "verb_noun",
        Exploits = "exploits",
        NoSystem = "no_system",
        Into = "into",
        Outreach = "outreach",
        OutreachEnd = "outreach_end",
        SystemEnd = "system_end",
        PairedWork = "paired_work",
        NoPair = "no_pair",
        ServiceName = "service_name",
        ListReform = "list_reform",
        ReformMeasure = "reform_measure",
        NameCharacter = "name_character",
        NetCarrier = "net_carrier",
        Drawn = "drawn",
        PolicyPart = "policy_part",
        NoReform = "no_reform",
        Upkeep = "upkeep",
        TitleCount = "title_count",
        BodySite = "body_site",
        Sets = "sets",
        PutsToUse = "puts_to_use",
        InUse = "in_use",
        Museum = "museum",
        Moves = "moves",
        ChainWork = "chain_work",
        WithinOwn = "within_own",
        Makers = "makers",
        Gathers = "gathers",
    }
    "subjects": {
        Actor = "actor",
        NoSubject = "no_subject",
        SuchPlaces = "such_places",
        Attends = "attends",
        Medal = "medal",
        Partner = "partner",
        JointWork = "joint",
        JointBefore = "joint_before",
        JointFounding = "joint_founding",
        Undertaking = "undertaking",
        Us = "us",
        Helps = "helps",
        AreaTheme = "area_theme",
        ServesAll = "serves_all",
        HeldThere = "held_there",
        Settles = "settles",
    }
}

/// Words of a set's integers.
const ROLE_BLOCKS: usize = ROLES.len().div_ceil(64);

/// The roles of one word, or of several: looked up once, so that every rule's question is that for a bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Roles([u64; ROLE_BLOCKS]);

impl Roles {
    /// Those of a word that no list holds.
    pub(crate) const fn none() -> &'static Self {
        &Self([0; ROLE_BLOCKS])
    }

    fn insert(&mut self, role: usize) {
        self.0[role / 64] |= 1 << (role % 64);
    }

    /// Whether `role` is one of them.
    pub(crate) fn has(&self, role: Role) -> bool {
        self.0[role as usize / 64] >> (role as usize % 64) & 1 == 1
    }

    /// Adds those of another word.
    pub(crate) fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own |= other);
    }
}

/// All lists.
#[derive(Clone, Debug)]
pub(crate) struct WordLists {
    lists: Vec<WordSet>,
}

impl WordLists {
    /// Reads the tables that have a column `role`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut lists = Vec::with_capacity(ROLES.len());
        for name in TABLES {
            let roles: Vec<&str> = ROLES.iter().filter(|(of, _)| of == name).map(|(_, role)| *role).collect();
            lists.extend(WordSet::by_role(tables, name, &roles)?);
        }
        Ok(Self { lists })
    }

    /// The words of all lists with their roles.
    pub(super) fn roles(&self) -> FxHashMap<&str, Roles> {
        let mut roles = FxHashMap::<&str, Roles>::default();
        for (role, list) in self.lists.iter().enumerate() {
            list.iter().for_each(|word| roles.entry(word).or_default().insert(role));
        }
        roles
    }
}

impl Index<Role> for WordLists {
    type Output = WordSet;

    fn index(&self, role: Role) -> &WordSet {
        &self.lists[role as usize]
    }
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
            ROLES.iter().zip(&lists.lists).filter(|(_, list)| list.iter().next().is_none()).collect();
        assert!(empty.is_empty(), "{empty:?}");
    }

    #[test]
    fn every_role_is_told_at_the_front_of_its_table() {
        let untold = ROLES.iter().filter(|(table, role)| {
            let is_told = |line: &str| {
                let told = line.strip_prefix("# ").and_then(|line| line.split_once(": "));
                told.is_some_and(|(roles, _)| roles.split(", ").any(|told| told == *role))
            };
            !super::super::tables::builtin(table).is_some_and(|text| text.lines().any(is_told))
        });
        assert_eq!(untold.collect::<Vec<_>>(), Vec::<&(&str, &str)>::new());
    }

    #[test]
    fn the_longest_word_counts_whatever_the_order_of_the_rows() {
        let extra =
            BTreeMap::from([("region_words".to_owned(), "word\trole\n国家高新区\tzone\n".to_owned())]);
        let lists = WordLists::load(&Tables::new(&extra).unwrap()).unwrap();
        assert_eq!(lists[Role::Zone].end_of("无锡国家高新区"), Some("国家高新区"));
        assert_eq!(lists[Role::Zone].end_of("无锡高新区"), Some("高新区"));
    }

    #[test]
    fn an_unknown_role_is_an_error_with_the_roles_of_the_table() {
        let extra = BTreeMap::from([("subjects".to_owned(), "word\trole\n携手\tpartners\n".to_owned())]);
        let error = WordLists::load(&Tables::new(&extra).unwrap()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "subjects:2: `partners` is no role, expected one of actor, no_subject, such_places, attends, medal, partner, joint, joint_before, joint_founding, undertaking, us, helps, area_theme, serves_all, held_there, settles"
        );
    }
}
