//! IN_INDUSTRY: a project, an organisation or a platform whose name holds an industry that the document speaks of.

use super::read::Relations;
use crate::extract::fact::{EntityFact, EntityLabel, RelationType};
use crate::extract::mention::Mentions;

/// Relates things to the industries in their names: the longest one, from the right.
pub(super) fn relate(mentions: &Mentions, out: &mut Relations<'_>) {
    let industries: Vec<(usize, &EntityFact)> = mentions
        .entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| entity.label == EntityLabel::Industry)
        .collect();
    for (index, entity) in mentions.entities.iter().enumerate() {
        let may_have =
            matches!(entity.label, EntityLabel::Project | EntityLabel::Organization | EntityLabel::Platform);
        if !may_have {
            continue;
        }
        let found = industries
            .iter()
            .filter(|(_, industry)| is_in(&entity.name, industry))
            .max_by_key(|(at, industry)| (industry.name.len(), std::cmp::Reverse(*at)));
        if let Some(&(industry, _)) = found {
            out.add_entity(index, RelationType::InIndustry, industry, "in_industry.name", 0.75);
        }
    }
}

fn is_in(name: &str, industry: &EntityFact) -> bool {
    let forms = std::iter::once(&industry.name).chain(&industry.aliases);
    industry.name.chars().count() >= 2
        && !matches!(industry.name.as_str(), "制造业" | "工业" | "农业" | "服务业")
        && forms.into_iter().any(|form| form.chars().count() >= 2 && name.contains(form.as_str()))
}
