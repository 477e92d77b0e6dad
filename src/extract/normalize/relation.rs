//! Relations of one document, into the merged graph.

use super::corpus::Report;
use super::entity::Names;
use super::merged::Merged;
use super::place::PlaceMaker;
use crate::extract::fact::RelationType;

/// Enters the relations of a report.
pub(super) fn merge(report: &Report, names: &mut Names<'_>, maker: &mut PlaceMaker, merged: &mut Merged) {
    for relation in &report.relations {
        let head = names.node(merged, relation.head_label, &relation.head);
        let tail = names.node(merged, relation.tail_label, &relation.tail);
        // Names that merge (无锡 in 无锡市) leave nothing to say.
        if head != tail {
            let places = maker.places(&report.id, &relation.evidence, &relation.more);
            merged.tell(type_name(relation.relation_type), head, tail, &places);
        }
    }
}

fn type_name(relation_type: RelationType) -> &'static str {
    match relation_type {
        RelationType::PartOf => "PART_OF",
        RelationType::Develops => "DEVELOPS",
        RelationType::HasProject => "HAS_PROJECT",
        RelationType::InIndustry => "IN_INDUSTRY",
        RelationType::Undertakes => "UNDERTAKES",
        RelationType::Builds => "BUILDS",
        RelationType::CooperatesWith => "COOPERATES_WITH",
        RelationType::Implements => "IMPLEMENTS",
        RelationType::Hosts => "HOSTS",
    }
}
