//! Which fields and variants are packed: all of them, so that a new one does not compile before it stands here.

use super::pack::{Pack, Packer, Unpacker};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::extract::fact::{
    Comparator, DocumentFact, DocumentFormat, DocumentKind, EntityFact, EntityLabel, Evidence, MeasureFact,
    MeasureKind, MeasureSpan, MeasureType, RelationFact, RelationType,
};
use crate::extract::{Extraction, Fact};
use crate::source::Span;

/// A struct: its fields in a row.
macro_rules! fields {
    ($type:ty: $($field:ident),+) => {
        impl Pack for $type {
            fn put(&self, out: &mut Packer) {
                let Self { $($field),+ } = self;
                $($field.put(out);)+
            }

            fn take(from: &mut Unpacker<'_>) -> Option<Self> {
                $(let $field = Pack::take(from)?;)+
                Some(Self { $($field),+ })
            }
        }
    };
}

/// An enum without fields: one byte.
macro_rules! variants {
    ($type:ty: $($number:literal $variant:ident),+) => {
        impl Pack for $type {
            fn put(&self, out: &mut Packer) {
                out.byte(match self { $(Self::$variant => $number),+ });
            }

            fn take(from: &mut Unpacker<'_>) -> Option<Self> {
                match from.byte()? {
                    $($number => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

fields!(Extraction: facts, diagnostics);
fields!(DocumentFact: doc, title, region, parents, year, kind, format, path, sha256, characters);
fields!(Evidence: doc, section, start, end, quote, rule, confidence);
fields!(EntityFact: label, name, aliases, stage, kind, count, evidence, more);
fields!(MeasureFact: region, subject, indicator, aliases, year, span, kind, measure_type, op, value, value_max, unit, text, evidence, more);
fields!(RelationFact: head, head_label, relation_type, tail, tail_label, evidence, more);
fields!(Label: span, text);
fields!(Span: start, end);

variants!(DocumentKind: 0 WorkReport, 1 Plan, 2 News, 3 Other);
variants!(DocumentFormat: 0 Text, 1 Markdown, 2 Html, 3 Docx, 4 Pdf);
variants!(EntityLabel: 0 Region, 1 Industry, 2 Project, 3 Organization, 4 Platform, 5 Policy, 6 Event);
variants!(MeasureKind: 0 Observation, 1 Target);
variants!(MeasureSpan: 0 Year, 1 AnnualAverage, 2 Cumulative);
variants!(MeasureType: 0 Level, 1 Increment, 2 Growth, 3 Share, 4 PointChange, 5 Rank);
variants!(Comparator: 0 Equal, 1 AtLeast, 2 AtMost, 3 About);
variants!(RelationType: 0 PartOf, 1 Develops, 2 HasProject, 3 InIndustry, 4 Undertakes, 5 Builds, 6 CooperatesWith,
    7 Implements, 8 Hosts);
variants!(Severity: 0 Error, 1 Warning, 2 Note);

/// What reading tells has no code: that is a query's.
impl Pack for Diagnostic {
    fn put(&self, out: &mut Packer) {
        let Self { severity, message, labels, hint, code: _ } = self;
        severity.put(out);
        message.put(out);
        labels.put(out);
        hint.put(out);
    }

    fn take(from: &mut Unpacker<'_>) -> Option<Self> {
        let severity = Pack::take(from)?;
        Some(Self {
            severity,
            message: Pack::take(from)?,
            labels: Pack::take(from)?,
            hint: Pack::take(from)?,
            code: None,
        })
    }
}

impl Pack for Fact {
    fn put(&self, out: &mut Packer) {
        match self {
            Self::Document(fact) => {
                out.byte(0);
                fact.put(out);
            }
            Self::Entity(fact) => {
                out.byte(1);
                fact.put(out);
            }
            Self::Measure(fact) => {
                out.byte(2);
                fact.put(out);
            }
            Self::Relation(fact) => {
                out.byte(3);
                fact.put(out);
            }
        }
    }

    fn take(from: &mut Unpacker<'_>) -> Option<Self> {
        match from.byte()? {
            0 => Pack::take(from).map(Self::Document),
            1 => Pack::take(from).map(Self::Entity),
            2 => Pack::take(from).map(Self::Measure),
            3 => Pack::take(from).map(Self::Relation),
            _ => None,
        }
    }
}
