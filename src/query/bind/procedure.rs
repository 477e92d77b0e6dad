//! Procedures by signature.

use std::sync::Arc;

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
}

/// The procedures there are.
#[derive(Clone, Debug)]
pub struct ProcedureCatalog {
    procedures: Vec<Arc<Procedure>>,
}

impl Default for ProcedureCatalog {
    fn default() -> Self {
        let built_in = |name: &str, output: &str, source| {
            let field = ProcedureField { name: output.into(), type_name: "STRING".into(), nullable: false };
            Arc::new(Procedure { name: name.into(), inputs: Vec::new(), outputs: vec![field], source })
        };
        Self {
            procedures: vec![
                built_in("db.labels", "label", ProcedureSource::Labels),
                built_in("db.relationshipTypes", "relationshipType", ProcedureSource::RelationshipTypes),
                built_in("db.propertyKeys", "propertyKey", ProcedureSource::PropertyKeys),
            ],
        }
    }
}

impl ProcedureCatalog {
    /// Finds a procedure by its full name.
    pub fn find(&self, name: &str) -> Option<&Arc<Procedure>> {
        self.procedures.iter().find(|procedure| *procedure.name == *name)
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
