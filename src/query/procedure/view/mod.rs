//! Views of a built graph that an analyst asks for daily: promises and what came of them, regions side by side, two
//! documents against each other, what is next to a thing, and search. Names are found as people write them (`lookup`); each
//! row tells the sentence and the document that it stands on (`place`).

mod compare;
mod diff;
mod lookup;
mod measure;
mod neighbours;
mod place;
mod promises;
mod search;
mod sound;

use super::native::{NativeProcedure, ProcedureInput};

/// The views.
pub(super) const PROCEDURES: &[NativeProcedure] = &[
    NativeProcedure {
        name: "tuzhi.promises",
        help: "targets of a region and a year (all, when left out) with what came of them: met, missed, not reported, unclear",
        inputs: &[ProcedureInput::optional("region", "STRING"), ProcedureInput::optional("year", "INTEGER")],
        outputs: promises::OUTPUTS,
        call: promises::promises,
    },
    NativeProcedure {
        name: "tuzhi.compare",
        help: "figures of several regions side by side, by indicator, type and year; of one indicator, when it is named",
        inputs: &[ProcedureInput::needed("regions", "LIST"), ProcedureInput::optional("indicator", "STRING")],
        outputs: compare::OUTPUTS,
        call: compare::compare,
    },
    NativeProcedure {
        name: "tuzhi.diff",
        help: "what one document has and the other has not: targets (changed ones too), policies, projects",
        inputs: &[ProcedureInput::needed("before", "STRING"), ProcedureInput::needed("after", "STRING")],
        outputs: diff::OUTPUTS,
        call: diff::diff,
    },
    NativeProcedure {
        name: "tuzhi.neighbours",
        help: "everything that a thing stands in relation to, with the sentence that says so",
        inputs: &[ProcedureInput::needed("name", "STRING")],
        outputs: neighbours::OUTPUTS,
        call: neighbours::neighbours,
    },
    NativeProcedure {
        name: "tuzhi.search",
        help: "things by their names, other names and pinyin initials, and by the sentences they stand in",
        inputs: &[ProcedureInput::needed("text", "STRING"), ProcedureInput::optional("limit", "INTEGER")],
        outputs: search::OUTPUTS,
        call: search::search,
    },
];
