//! Facts as they leave extraction: one JSON object each, told apart by `record`. The fields are those of the
//! annotation guidelines, with the evidence beside them.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// One extracted fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "lowercase")]
pub enum Fact {
    /// The document itself.
    Document(DocumentFact),
    /// A named thing.
    Entity(EntityFact),
    /// A figure.
    Measure(MeasureFact),
    /// Two named things and how they stand to each other.
    Relation(RelationFact),
}

/// How far a project can be, in the order in which a project goes through them.
pub const PROJECT_STAGES: [&str; 6] = ["planned", "signed", "started", "building", "completed", "operating"];

/// What kind of text a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// A government work report.
    WorkReport,
    /// A five-year plan or its outline.
    Plan,
    /// A newspaper's or agency's article.
    News,
    /// Anything else: read, and said to be no report.
    #[default]
    Other,
}

/// What a document's file is, and so which bytes its spans count: of text, markdown and html the document's own, of docx
/// and pdf those of the text taken out of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentFormat {
    /// Plain text.
    #[default]
    Text,
    /// Text with Markdown's marks.
    Markdown,
    /// A web page.
    Html,
    /// A Word document.
    Docx,
    /// A PDF.
    Pdf,
}

/// A document's identity. `doc` is how facts name it: the file name without folder and ending.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentFact {
    /// How its facts name it.
    pub doc: String,
    /// Title as printed, or empty.
    pub title: String,
    /// Canonical name of the region whose report it is (无锡市), if known.
    pub region: Option<String>,
    /// Regions above it, nearest first (锡山区: 无锡市, 江苏省).
    pub parents: Vec<String>,
    /// The year the report is given in (a report of January 2023 tells of 2022 and plans for 2023: 2023).
    pub year: Option<i32>,
    /// What kind of text it is.
    pub kind: DocumentKind,
    /// What its file is.
    #[serde(default)]
    pub format: DocumentFormat,
    /// Path as given; of a document in an archive or a table with its place there (`a.zip/b.docx`, `a.csv#3`).
    pub path: String,
    /// SHA-256 of the document's bytes, hexadecimal.
    pub sha256: String,
    /// Characters of the decoded text.
    pub characters: usize,
}

/// Where a fact stands. The texts are shared by all facts of a sentence, a section, a document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The document (`DocumentFact::doc`).
    pub doc: Arc<str>,
    /// Heading of the section, or empty.
    pub section: Arc<str>,
    /// First byte in the original file.
    pub start: usize,
    /// One past the last byte in the original file.
    pub end: usize,
    /// The sentence, in folded text.
    pub quote: Arc<str>,
    /// Id of the rule that made the fact.
    pub rule: Cow<'static, str>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// Labels of entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the guidelines define each label")]
pub enum EntityLabel {
    Region,
    Industry,
    Project,
    Organization,
    Platform,
    Policy,
    Event,
}

/// A named thing, once per document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntityFact {
    /// What it is.
    pub label: EntityLabel,
    /// The fullest name the document uses.
    pub name: String,
    /// Its other names in this document.
    pub aliases: Vec<String>,
    /// Of a project: planned, signed, started, building, completed, operating.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// Finer kind: company, university, park, plan …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Times it is named.
    pub count: usize,
    /// The first place that shows it.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Other places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<Evidence>,
}

/// Whether a figure tells or promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MeasureKind {
    /// Reported as done or true.
    Observation,
    /// Planned, expected, aimed at.
    Target,
}

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureType {
    /// A total, a stock, an amount reached or done in the period.
    Level,
    /// New or added.
    Increment,
    /// A rate of change; a decrease is negative.
    Growth,
    /// A proportion.
    Share,
    /// A change of a proportion, in percentage points.
    PointChange,
    /// A place in a ranking.
    Rank,
}

/// The time that a figure sums up. A yearly mean or a sum of years is not compared with the figures of single years.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureSpan {
    /// Its year, or the end of it.
    #[default]
    Year,
    /// Each of several years on average: 年均增长5.7%.
    AnnualAverage,
    /// All of several years, or all up to now: 五年累计新增690万人.
    Cumulative,
}

impl MeasureSpan {
    /// Whether it is the year's own, as most are.
    pub fn is_year(&self) -> bool {
        *self == Self::Year
    }

    /// As facts and graphs write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::AnnualAverage => "annual_average",
            Self::Cumulative => "cumulative",
        }
    }
}

/// How a figure bounds the truth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Comparator {
    /// The figure itself.
    #[default]
    #[serde(rename = "=")]
    Equal,
    /// 以上, 不低于, 超过, 突破.
    #[serde(rename = ">=")]
    AtLeast,
    /// 以下, 不超过, 以内.
    #[serde(rename = "<=")]
    AtMost,
    /// 左右, 约, 近.
    #[serde(rename = "~")]
    About,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasureFact {
    /// Whose figure it is.
    pub region: String,
    /// Narrower subject: an organisation, platform or project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// What is measured, as a table's heading has it.
    pub indicator: String,
    /// Other wordings.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The year it is for; the last one where it spans several.
    pub year: i32,
    /// The time that it sums up.
    #[serde(default, skip_serializing_if = "MeasureSpan::is_year")]
    pub span: MeasureSpan,
    /// Told or promised.
    pub kind: MeasureKind,
    /// What the figure is.
    #[serde(rename = "type")]
    pub measure_type: MeasureType,
    /// How it bounds the truth.
    pub op: Comparator,
    /// The number as written (3.8 of 3.8亿美元); the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_max: Option<f64>,
    /// The unit as written, magnitude included (亿美元).
    pub unit: String,
    /// The figure as written, number and unit, in folded text.
    pub text: String,
    /// Where it stands; `start..end` is the figure itself.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Other places (repeats).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<Evidence>,
}

/// Types of relations between entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs, reason = "the guidelines define each type")]
pub enum RelationType {
    PartOf,
    Develops,
    HasProject,
    InIndustry,
    Undertakes,
    Builds,
    CooperatesWith,
    Implements,
    Hosts,
}

impl RelationType {
    /// Labels that its head and its tail may have.
    pub fn ends(self) -> [&'static [EntityLabel]; 2] {
        use EntityLabel::{Event, Industry, Organization, Platform, Policy, Project, Region};
        match self {
            Self::PartOf => [&[Region], &[Region]],
            Self::Develops => [&[Region], &[Industry]],
            Self::HasProject => [&[Region], &[Project]],
            Self::InIndustry => [&[Project, Organization, Platform], &[Industry]],
            Self::Undertakes => [&[Organization], &[Project]],
            Self::Builds => [&[Region], &[Platform]],
            Self::CooperatesWith => [&[Region, Platform, Organization], &[Region, Platform, Organization]],
            Self::Implements => [&[Region], &[Policy]],
            Self::Hosts => [&[Region], &[Event]],
        }
    }
}

/// Two entities of one document and how they stand to each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RelationFact {
    /// Name of an entity.
    pub head: String,
    /// Label of the head.
    pub head_label: EntityLabel,
    /// The relation.
    #[serde(rename = "type")]
    pub relation_type: RelationType,
    /// Name of an entity.
    pub tail: String,
    /// Label of the tail.
    pub tail_label: EntityLabel,
    /// Where it stands.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Other places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<Evidence>,
}
