//! The words that decide what a figure measures and what its indicator is called, each with its role.

use super::tables::Tables;
use super::{TableError, WordSet};

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident = $name:literal,)*) => {
        /// What a word does to the reading of a figure.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum WordRole { $($(#[$doc])* $role,)* }

        /// Names of the roles in the table, in the order of [`WordRole`].
        const NAMES: &[&str] = &[$($name,)*];
    };
}

roles! {
    /// Says nothing without what it did or is: 企业.
    Thing = "thing",
    /// The same, made of two words: 重点企业.
    BareThing = "bare_thing",
    /// A thing whose count ends with it: 190个重点项目|投资完成率.
    Counted = "counted",
    /// Stands before what it did, and belongs behind it: 5家企业|工业窑炉提标改造.
    Doer = "doer",
    /// Does what a verb behind it says: 老年人.
    Actor = "actor",
    /// A state that the things named before are in: 在建.
    State = "state",
    /// End of a qualifier that wants the noun of before: 级以上.
    QualifierEnd = "qualifier_end",
    /// Is left where no noun stands: 以及.
    Empty = "empty",
    /// Ends the name of a rate of change: 涨幅.
    ChangeRate = "change_rate",
    /// Ends the name of a rate of change downwards: 降幅.
    FallRate = "fall_rate",
    /// A verb that a bare thing is not named by: 开展.
    LightVerb = "light_verb",
    /// A verb at the end that a bare thing is not named by: 建设.
    LightEnd = "light_end",
    /// A plan that a percentage is the completed part of: 年度计划.
    Plan = "plan",
    /// Ends the name of a share: 比重.
    ShareEnd = "share_end",
    /// An average of what was named before: 人均.
    Average = "average",
    /// A part or side of what was named before: 总投资.
    Aspect = "aspect",
    /// A change of what was named before: 增速.
    Change = "change",
    /// What was named before, no more and no less: 总量.
    Total = "total",
    /// An adding verb that names nothing: 净增.
    PlainAdd = "plain_add",
    /// A verb that a time spent is not named by: 实现.
    TimeVerb = "time_verb",
    /// Years of age are a figure behind it: 寿命.
    Age = "age",
    /// Days and hours are a figure behind it: 压缩.
    TimeSpent = "time_spent",
    /// Begins what an amount right before it limits: 项目.
    Limited = "limited",
    /// Has its size in its name: 生产线.
    Plant = "plant",
    /// A unit whose amounts are sizes in names: 12.5米航道.
    SizeUnit = "size_unit",
    /// Stands before a noun that only numbers a list's items: 重点.
    ListLead = "list_lead",
    /// What follows is only compared with: 高于.
    Comparing = "comparing",
    /// Begins the name of firms of a size: 限上.
    SizeClass = "size_class",
    /// Opens a clause and tells with whom something is done: 与, 携手.
    With = "with",
    /// Ends the name of what passes through a place: 吞吐量.
    Traffic = "traffic",
    /// Makes a noun of the verb before it: 率 in 竣工率.
    NounSuffix = "noun_suffix",
    /// Between a figure and its noun: 大关.
    BehindFigure = "behind_figure",
    /// Ends an adverb that ends a noun phrase behind a figure: 年内.
    ClosingAdverb = "closing_adverb",
    /// A verb or preposition of one character that ends a noun phrase: 在.
    PhraseStop = "phrase_stop",
    /// Tells that brackets hold a note: 下同.
    Note = "note",
    /// Begins what the figure is compared with: 相当于.
    Comparison = "comparison",
    /// Makes a phrase a ranking's own name: 竞争力.
    RankingList = "ranking_list",
    /// Ends a ranking's name right before `30强`: 百强.
    RankingEnd = "ranking_end",
    /// Tells that a count is of those that are ranked: 168个重点城市|排名.
    RankedAmong = "ranked_among",
    /// Right before a length it tells of a speed: 时速.
    Speed = "speed",
    /// Right before an amount it tells of a plant's size: 日产.
    SizeLead = "size_lead",
    /// A rate of what was named before: 满意率.
    BareRate = "bare_rate",
    /// How fast something is done: 步伐.
    Pace = "pace",
    /// An amount put into the noun behind it: 总投资.
    Invested = "invested",
    /// Those who do business, whose metric is of what stands before them: 经营主体.
    Party = "party",
    /// A number of people or a loss from what was counted before: 死亡人数.
    Toll = "toll",
    /// Ends the name of what a toll is from: 起数.
    TollFrom = "toll_from",
    /// Says how much only of the ones named before: 利润.
    BareMetric = "bare_metric",
    /// Ends what can have a metric of its own: 产业.
    Owner = "owner",
    /// A kind of owner that a list shares: 产业.
    Kind = "kind",
    /// Behind an owner's word it makes a longer one: 园 in 产业园.
    OwnerPart = "owner_part",
    /// A harvest from the area named before: 产量.
    Yield = "yield",
    /// Ends the name of an area that a harvest is from: 播种面积.
    YieldArea = "yield_area",
    /// Joins the two ends of an interval: 并且.
    BoundLink = "bound_link",
    /// Between a comparator and its number: 了.
    BoundFiller = "bound_filler",
    /// Holds a numeral and is no number: 四川.
    NoNumber = "no_number",
    /// A part of the things named before: 农村.
    Part = "part",
    /// People, whose number needs no measure word: 学生.
    People = "people",
    /// A verb of reaching people, a name only together with what does it: 惠及.
    Reaching = "reaching",
    /// A verb of giving money, which a name has as a noun: 安排.
    Giving = "giving",
    /// Those that are compared with: 全国.
    Scope = "scope",
    /// Tells that a number of 位 is a place: 排名.
    PlaceTold = "place_told",
    /// A verb of reaching a place: 跃升至.
    PlaceReached = "place_reached",
    /// May stand before 首位: 居.
    BeforeFirst = "before_first",
    /// Behind 首位 it makes another word: 度.
    NotFirst = "not_first",
    /// Says of what only together with what was named before: 增量.
    Elliptic = "elliptic",
    /// A mean over several years: 年均.
    YearlyMean = "yearly_mean",
    /// A sum over several years: 累计.
    SumOfYears = "sum_of_years",
    /// Opens a passage about several years: 五年来.
    Term = "term",
    /// Opens one about a single year: 过去一年.
    OneYear = "one_year",
    /// A word of plans: 力争.
    Planned = "planned",
    /// A word of accounts: 一年来.
    Told = "told",
    /// Follows a year: 上半年.
    YearPart = "year_part",
    /// Follows the name of a five-year plan: 期间.
    PlanPart = "plan_part",
    /// Divides a unit without being one everywhere: 年 in 元/年.
    Divisor = "divisor",
    /// A variant of a unit in brackets, no unit itself: 个(社).
    UnitVariant = "unit_variant",
    /// Ends in a comparator without being one: 经过.
    NoComparator = "no_comparator",
    /// A metric of all that makes a product: 全产业链产值.
    ChainMetric = "chain_metric",
    /// Behind a name it makes that of another place: 机场 in 甲机场.
    Facility = "facility",
    /// Before a verb it only stresses it: 重点.
    Emphasis = "emphasis",
    /// A verb whose object does what the verb behind it says: 支持.
    Causing = "causing",
    /// A verb that says how far something was extended: 扩大到.
    Extended = "extended",
    /// Where a rate is of what was named before: 乡镇 in 乡镇覆盖率.
    RateScope = "rate_scope",
    /// A verb that takes back what the noun behind it says: 取消.
    Undoing = "undoing",
    /// Ends the name of a fair or a meeting where contracts are made: 博览会.
    Fair = "fair",
    /// What only a fair or such a meeting has: 意向成交额.
    FairMetric = "fair_metric",
    /// What only a brand has: 品牌价值.
    BrandMetric = "brand_metric",
    /// Before a thing it says only that they matter: 龙头 in 龙头企业.
    GenericLead = "generic_lead",
    /// Praises a trade without naming it: 世界一流.
    TopGrade = "top_grade",
    /// What a firm has, or a whole trade: 营收.
    FirmMetric = "firm_metric",
    /// Ends the name of a trade as a whole: 产业集群.
    Cluster = "cluster",
    /// A grade of prizes or medals: 银 in 银奖.
    Grade = "grade",
    /// Ends a phrase whose betterment is told, not its number: 品质.
    Quality = "quality",
    /// Ends a list whose members it is done to: 改造.
    Work = "work",
    /// The three sectors of the economy together: 三次产业.
    Sectors = "sectors",
    /// One of the economy's sectors, whose value added is meant: 第一产业.
    Sector = "sector",
    /// A budget that a figure completes or is compared with: 年初预算.
    Budget = "budget",
    /// An amount of money behind whose name the unit may be left out: GDP.
    MoneyTold = "money_told",
    /// A rate of money, of those named before: 到位率.
    MoneyRate = "money_rate",
    /// For whom and how often an amount is: 每人每年.
    Per = "per",
    /// Ends the name of what a whole is made up of: 结构.
    Makeup = "makeup",
    /// In a list with another of these it shares what is told of that: 小学、初中|毛入学率.
    Peer = "peer",
    /// What became of those counted, behind their name: 脱贫.
    Outcome = "outcome",
    /// Ends the name of an area that is built or sold: 销售面积.
    SiteArea = "site_area",
    /// Those who enter, attend or leave a kind of school: 招生.
    Schooling = "schooling",
    /// A sum of money whose parts are told by whose they are: 保费收入.
    MoneyMetric = "money_metric",
    /// What is held in numbered sessions, whose number is a count: 培训.
    Held = "held",
    /// People, behind whose name and a verb of reaching the unit may be left out: 常住人口.
    PeopleTold = "people_told",
    /// What is used up for what is made, behind it: 能耗.
    Consumed = "consumed",
    /// What is asked for and what is granted, behind what it is: 专利|申请量.
    Filed = "filed",
    /// What was spent on the things counted, behind them: 投入资金.
    Spent = "spent",
    /// Ends what is told of a record: 新高.
    Record = "record",
    /// Stands before a year whose value another is told as a part of: 恢复到.
    Benchmark = "benchmark",
    /// What people come to, behind a verb of achieving: 就业.
    CameTo = "came_to",
    /// One side of an account: 支出.
    BudgetSide = "budget_side",
    /// What a bank holds or is owed: 贷款余额.
    Balance = "balance",
    /// Those who belong to the houses counted right before: 在校生.
    Member = "member",
    /// How those counted came to it: 全部.
    OutcomeLead = "outcome_lead",
    /// A level that a list of things may begin with: 省级.
    ListLevel = "list_level",
    /// Of whose hundred or thousand a figure is told: 户居民家庭.
    EachMany = "each_many",
    /// Behind 每 it begins what a figure is told of for each: 县.
    EachThing = "each_thing",
    /// How often, and for whom, an amount is: 人均每月.
    Often = "often",
    /// Ends the name of a sum of money: 经费.
    Funds = "funds",
    /// A verb of growing, before what a harvest is of: 种植.
    Grow = "grow",
    /// Ends a rank that limits what is counted: 级以上.
    RankEnd = "rank_end",
    /// Tells that several are compared with one: 高于.
    Against = "against",
    /// What is still missing to an aim: 还差.
    Shortfall = "shortfall",
    /// Behind a percentage, an aim it belongs to: 的任务.
    OfAim = "of_aim",
    /// Has articles, which are no figures: 政策.
    Paper = "paper",
    /// How many there are of those named before: 总数.
    CountName = "count_name",
    /// Ends the name of a company: 集团.
    Company = "company",
    /// A count of animals, of which a farm tells both: 存栏.
    Herd = "herd",
    /// Prices of a basket of goods, whose kinds are told behind: 居民消费价格.
    Prices = "prices",
    /// Ends the name of a place that things are put in: 产业园.
    Carrier = "carrier",
    /// Ends the name of what is built, of which a part is done: 工程.
    Undertaking = "undertaking",
    /// Tells that only one has what follows: 唯一.
    OnlyOne = "only_one",
    /// Begins with 等, which does not end a list: 等级.
    SameStart = "same_start",
    /// Ends with 等, which does not end a list: 高等.
    SameEnd = "same_end",
    /// Ends the name of a metric: 率.
    MetricEnd = "metric_end",
    /// Ends what happened, of which there is a toll: 事故.
    Accident = "accident",
    /// Behind a number it is money of several years: 年支出.
    YearsSpent = "years_spent",
    /// Ends what places compete in: 考核.
    Contest = "contest",
    /// Ends the name of a list of ranked ones: 榜单.
    ListName = "list_name",
    /// A number behind it may have no unit: 系数.
    Unitless = "unitless",
    /// Tells alone that more came in than before: 增收.
    MoreEarned = "more_earned",
    /// Tells alone that less came in: 短收.
    LessEarned = "less_earned",
    /// What those counted lack: 饮水 in 饮水困难.
    Need = "need",
    /// Names animals beside people: 畜 in 人畜饮水.
    Livestock = "livestock",
    /// Begins a metric of the villages counted right before: 集体经济.
    VillageMetric = "village_metric",
    /// A metric of money that trades have: 营收.
    TradeMetric = "trade_metric",
    /// Of money told before, what came of it: 实际到位.
    Arrived = "arrived",
    /// For each of what an amount is told: 每亩.
    PerOne = "per_one",
    /// A size told before the noun that has it: 全长.
    Described = "described",
    /// An amount alone that is spent on what the clause behind tells of: 投资.
    Spending = "spending",
    /// May stand behind a place without 位: 优势 in 全省第一优势.
    RankTail = "rank_tail",
    /// Ends what a figure is compared with: 平均水平.
    Standard = "standard",
    /// The area of what is built at one stage or another: 施工面积.
    Built = "built",
    /// A mean of each day or month: 日均.
    Daily = "daily",
    /// Counts what happens, not what there is: 场次.
    EventUnit = "event_unit",
    /// Behind a short name of a place it makes another name: 江 in 黄浦江.
    NameGoesOn = "name_goes_on",
    /// Begins like such a one, and is told of the place: 河蟹.
    NoNameGoesOn = "no_name_goes_on",
    /// Begins with a character that ends names of divisions: 市场.
    LevelWord = "level_word",
    /// Counted by a number right before it, and what it earns is told: 乡镇.
    CountedPlace = "counted_place",
    /// Before a number and 所, whose institute that is: 电科.
    InstituteGroup = "institute_group",
    /// Has its size told in households: 自然村.
    Settlement = "settlement",
    /// Ends the name of the most that may be owed: 限额.
    Cap = "cap",
    /// Money that comes in, of which some has arrived: 外资.
    Inflow = "inflow",
    /// Leads to what it made so: 使.
    Making = "making",
    /// Says of people's need what became of it: 解决.
    Solving = "solving",
    /// A verb of paying that stands for what was paid: 纳税.
    Paid = "paid",
    /// A number of years is an amount behind it: 受教育年限.
    YearsTold = "years_told",
    /// A verb before what a stretch of land is used for: 发展.
    Raising = "raising",
    /// Brings firms and works that a list then names: 引进.
    Bringing = "bringing",
    /// A unit that ends names of places: 度.
    NameUnit = "name_unit",
    /// Ends a list of undertakings by what they are: 计划.
    ToldPlan = "told_plan",
    /// When a value was that a change starts from: 五年前的.
    Ago = "ago",
    /// A level of administration in one character, several of which stand together: 县乡村三级.
    LevelSign = "level_sign",
}

/// All words by their roles.
#[derive(Clone, Debug)]
pub struct MeasureWords {
    sets: Vec<WordSet>,
}

impl MeasureWords {
    /// Reads the table `measure_words`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        Ok(Self { sets: WordSet::by_role(tables, "measure_words", NAMES)? })
    }
}

impl std::ops::Index<WordRole> for MeasureWords {
    type Output = WordSet;

    fn index(&self, role: WordRole) -> &WordSet {
        &self.sets[role as usize]
    }
}
