//! What an answer says, not yet believed.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::extract::fact::{Comparator, EntityLabel, MeasureKind, MeasureType, RelationType};

/// The lists of an answer; records that are not well-formed are counted, the others kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Claims {
    pub(super) entities: Vec<EntityClaim>,
    pub(super) measures: Vec<MeasureClaim>,
    pub(super) relations: Vec<RelationClaim>,
    pub(super) n_malformed: usize,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct EntityClaim {
    pub(super) label: EntityLabel,
    pub(super) name: String,
    pub(super) aliases: Option<Vec<String>>,
    pub(super) stage: Option<String>,
    pub(super) quote: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct MeasureClaim {
    pub(super) region: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) indicator: String,
    pub(super) year: i32,
    pub(super) kind: MeasureKind,
    #[serde(rename = "type")]
    pub(super) measure_type: MeasureType,
    #[serde(default)]
    pub(super) op: Comparator,
    pub(super) value: f64,
    #[serde(default)]
    pub(super) unit: String,
    pub(super) quote: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct RelationClaim {
    pub(super) head: String,
    #[serde(rename = "type")]
    pub(super) relation_type: RelationType,
    pub(super) tail: String,
    pub(super) quote: String,
}

impl Claims {
    /// Reads an answer: the first JSON object in it that has one of the three lists. Models put thoughts, words of
    /// courtesy and code fences around it. None when there is no such object.
    pub(super) fn read(answer: &str) -> Option<Self> {
        let answer = answer.rsplit_once("</think>").map_or(answer, |(_, rest)| rest);
        let lists = answer.match_indices('{').take(MOST_BEGINNINGS).find_map(|(at, _)| {
            let mut objects = serde_json::Deserializer::from_str(&answer[at..]).into_iter::<Value>();
            let object = objects.next()?.ok()?;
            ["entities", "measures", "relations"]
                .iter()
                .any(|list| object.get(list).is_some())
                .then_some(object)
        })?;
        let mut claims = Self::default();
        claims.entities = records(&lists, "entities", &mut claims.n_malformed);
        claims.measures = records(&lists, "measures", &mut claims.n_malformed);
        claims.relations = records(&lists, "relations", &mut claims.n_malformed);
        Some(claims)
    }
}

/// Braces at which the object is looked for.
const MOST_BEGINNINGS: usize = 20;

fn records<R: DeserializeOwned>(lists: &Value, list: &str, n_malformed: &mut usize) -> Vec<R> {
    let items = lists.get(list).and_then(Value::as_array);
    let records = items.into_iter().flatten().filter_map(|item| {
        let record = R::deserialize(item);
        *n_malformed += usize::from(record.is_err());
        record.ok()
    });
    records.collect()
}
