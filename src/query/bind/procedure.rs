//! Procedures by signature.

use std::sync::Arc;

use crate::query::procedure::{NativeProcedure, all as all_native};
use crate::value::Value;

/// An argument or result of a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcedureField {
    /// Its name.
    pub name: Arc<str>,
    /// Its type as declared: `STRING`, `INTEGER`, `FLOAT`, `NUMBER`, `BOOLEAN` …, without `?`.
    pub type_name: Arc<str>,
    /// Whether null is a value of it.
    pub nullable: bool,
    /// Whether an argument may be left out; it is null then.
    pub optional: bool,
}

/// A procedure: what it takes, what it yields.
#[derive(Clone, Debug)]
pub struct Procedure {
    /// Name with namespaces, joined by dots.
    pub name: Arc<str>,
    /// What it takes.
    pub inputs: Vec<ProcedureField>,
    /// What it yields.
    pub outputs: Vec<ProcedureField>,
    /// Where its rows come from.
    pub source: ProcedureSource,
}

/// Where a procedure's rows come from.
#[derive(Clone, Debug)]
pub enum ProcedureSource {
    /// A table of inputs and outputs: a call yields the outputs of each row whose inputs equal the arguments.
    Table(Arc<Vec<Vec<Value>>>),
    /// The graph's labels.
    Labels,
    /// The graph's relationship types.
    RelationshipTypes,
    /// The graph's property keys.
    PropertyKeys,
    /// The graph's indexes.
    Indexes,
    /// What must hold of the graph.
    Constraints,
    /// The functions there are.
    Functions,
    /// The procedures there are.
    Procedures,
    /// The program.
    Components,
    /// One of the program's own.
    Native(&'static NativeProcedure),
}

/// The procedures there are.
#[derive(Clone, Debug)]
pub struct ProcedureCatalog {
    procedures: Vec<Arc<Procedure>>,
}

impl Default for ProcedureCatalog {
    fn default() -> Self {
        let built_in = |name: &str, outputs: &[(&str, &str)], source| {
            let field = |(name, ty): &(&str, &str)| ProcedureField {
                name: (*name).into(),
                type_name: (*ty).into(),
                nullable: false,
                optional: false,
            };
            let outputs = outputs.iter().map(field).collect();
            Arc::new(Procedure { name: name.into(), inputs: Vec::new(), outputs, source })
        };
        let mut procedures = vec![
            built_in("db.labels", &[("label", "STRING")], ProcedureSource::Labels),
            built_in(
                "db.relationshipTypes",
                &[("relationshipType", "STRING")],
                ProcedureSource::RelationshipTypes,
            ),
            built_in("db.propertyKeys", &[("propertyKey", "STRING")], ProcedureSource::PropertyKeys),
            built_in(
                "db.indexes",
                &[
                    ("name", "STRING"),
                    ("state", "STRING"),
                    ("type", "STRING"),
                    ("entityType", "STRING"),
                    ("labelsOrTypes", "LIST"),
                    ("properties", "LIST"),
                    ("owningConstraint", "STRING"),
                ],
                ProcedureSource::Indexes,
            ),
            built_in(
                "db.constraints",
                &[
                    ("name", "STRING"),
                    ("type", "STRING"),
                    ("entityType", "STRING"),
                    ("labelsOrTypes", "LIST"),
                    ("properties", "LIST"),
                    ("ownedIndex", "STRING"),
                    ("propertyType", "STRING"),
                ],
                ProcedureSource::Constraints,
            ),
            built_in(
                "db.functions",
                &[("name", "STRING"), ("signature", "STRING")],
                ProcedureSource::Functions,
            ),
            built_in(
                "db.procedures",
                &[("name", "STRING"), ("signature", "STRING"), ("description", "STRING")],
                ProcedureSource::Procedures,
            ),
            built_in(
                "dbms.components",
                &[("name", "STRING"), ("versions", "LIST"), ("edition", "STRING")],
                ProcedureSource::Components,
            ),
        ];
        procedures.extend(all_native().map(|native| Arc::new(Procedure::of_native(native))));
        Self { procedures }
    }
}

impl Procedure {
    fn of_native(native: &'static NativeProcedure) -> Self {
        let field = |name: &str, type_name: &str, optional| ProcedureField {
            name: name.into(),
            type_name: type_name.into(),
            nullable: optional,
            optional,
        };
        let inputs = native.inputs.iter().map(|input| field(input.name, input.type_name, input.is_optional));
        Self {
            name: native.name.into(),
            inputs: inputs.collect(),
            outputs: native.outputs.iter().map(|(name, ty)| field(name, ty, false)).collect(),
            source: ProcedureSource::Native(native),
        }
    }

    /// What it does, in one line; empty where nobody told.
    pub fn help(&self) -> &'static str {
        match self.source {
            ProcedureSource::Native(native) => native.help,
            ProcedureSource::Labels => "labels that nodes have",
            ProcedureSource::RelationshipTypes => "types that relationships have",
            ProcedureSource::PropertyKeys => "keys that properties have",
            ProcedureSource::Indexes => "indexes: name, kind, what they are on",
            ProcedureSource::Constraints => "constraints: name, kind, what they hold",
            ProcedureSource::Functions => "functions with what they take and give",
            ProcedureSource::Procedures => "procedures with what they take and give",
            ProcedureSource::Components => "the program's name and version",
            ProcedureSource::Table(_) => "",
        }
    }

    /// How many arguments must be given.
    pub fn n_required(&self) -> usize {
        self.inputs.iter().take_while(|input| !input.optional).count()
    }

    /// How help shows it: `db.labels() :: (label STRING)`.
    pub fn signature(&self) -> String {
        let list = |fields: &[ProcedureField]| {
            let shown: Vec<_> = fields
                .iter()
                .map(|field| {
                    format!("{}{} {}", field.name, if field.optional { "?" } else { "" }, field.type_name)
                })
                .collect();
            shown.join(", ")
        };
        format!("{}({}) :: ({})", self.name, list(&self.inputs), list(&self.outputs))
    }
}

impl ProcedureCatalog {
    /// All procedures.
    pub fn all(&self) -> impl Iterator<Item = &Procedure> {
        self.procedures.iter().map(|procedure| &**procedure)
    }

    /// Finds a procedure by its full name; without regard to case, where none is spelled so.
    pub fn find(&self, name: &str) -> Option<&Arc<Procedure>> {
        let exact = self.procedures.iter().find(|procedure| *procedure.name == *name);
        exact.or_else(|| self.procedures.iter().find(|procedure| procedure.name.eq_ignore_ascii_case(name)))
    }

    /// Adds a procedure, in place of one of the same name.
    pub fn register(&mut self, procedure: Procedure) {
        self.procedures.retain(|other| other.name != procedure.name);
        self.procedures.push(Arc::new(procedure));
    }

    /// All names, in order of registration.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.procedures.iter().map(|procedure| &*procedure.name)
    }
}
