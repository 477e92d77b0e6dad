//! Of mentions that overlap one stays.
//!
//! The longer wins; of equal length the surer; of equal sureness the one whose label comes first. A region may stand
//! inside the name of a policy or of a zone, an industry inside that of a policy, a firm inside that of a project.

use super::candidate::Candidate;
use crate::extract::fact::EntityLabel;

/// Drops candidates that overlap better ones; what stays is in the order of the text.
pub(super) fn resolve(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by(|a, b| {
        let length = b.span.len().cmp(&a.span.len());
        length
            .then(b.confidence.total_cmp(&a.confidence))
            .then(rank(a.label).cmp(&rank(b.label)))
            .then(a.span.start.cmp(&b.span.start))
            .then(a.rule.cmp(b.rule))
    });
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let is_free = kept.iter().filter(|other| other.span.overlaps(candidate.span)).all(|other| {
            candidate.may_nest
                && other.span.contains(candidate.span)
                && (other.span != candidate.span || shares_site(other, &candidate))
                && may_hold(other, &candidate)
        });
        if is_free {
            kept.push(candidate);
        }
    }
    kept.sort_by(|a, b| a.span.cmp(&b.span).then(rank(a.label).cmp(&rank(b.label))));
    kept
}

/// 甲中学 of 甲中学、乙中学新校区, 桂东 of 桂东、汝城抽蓄项目: the project of each is named by the school or the place alone.
fn shares_site(outer: &Candidate, inner: &Candidate) -> bool {
    outer.label == EntityLabel::Project
        && matches!(inner.label, EntityLabel::Organization | EntityLabel::Region)
        && outer.name != inner.name
}

fn may_hold(outer: &Candidate, inner: &Candidate) -> bool {
    match inner.label {
        EntityLabel::Region => match outer.label {
            EntityLabel::Policy => !outer.rule.starts_with("quote"),
            // 新庄镇 is no town of its own in 大新庄镇.
            EntityLabel::Region => {
                outer.kind == "zone" || outer.kind == "town" && inner.span.end < outer.span.end
            }
            // 龙泉 in 龙泉抽水蓄能.
            _ if inner.rule == "region.front" => inner.span.start == outer.span.start,
            // A division written in full: 叙州区 in 叙州区储能产业园.
            EntityLabel::Platform | EntityLabel::Project => {
                // 龙眠街道 in 龙眠街道老旧小区改造.
                let is_front = outer.label == EntityLabel::Project && inner.span.start == outer.span.start;
                inner.rule == "region.place" && (inner.aliases.is_empty() || outer.span == inner.span)
                    || is_front && matches!(&*inner.kind, "zone" | "town")
            }
            _ => false,
        },
        EntityLabel::Industry => matches!(outer.label, EntityLabel::Policy | EntityLabel::Event),
        EntityLabel::Organization => outer.label == EntityLabel::Project,
        _ => false,
    }
}

fn rank(label: EntityLabel) -> u8 {
    match label {
        EntityLabel::Region => 0,
        EntityLabel::Project => 1,
        EntityLabel::Policy => 2,
        EntityLabel::Event => 3,
        EntityLabel::Platform => 4,
        EntityLabel::Organization => 5,
        EntityLabel::Industry => 6,
    }
}
