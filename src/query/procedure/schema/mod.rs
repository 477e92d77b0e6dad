//! What the graph's nodes and relationships look like: the procedures under `db.schema` that other engines' tools ask, and the
//! one that asks whether anybody is there. Read from the data, for a graph has no schema of its own.

mod properties;
mod visualization;

use super::native::NativeProcedure;
use crate::value::Value;

/// What the database is called: a file holds one.
const NAME: &str = "tuzhi";

/// The procedures.
pub(super) const PROCEDURES: &[NativeProcedure] = &[
    NativeProcedure {
        name: "db.databases",
        help: "the one database that there is",
        inputs: &[],
        outputs: &[
            ("name", "STRING"),
            ("type", "STRING"),
            ("access", "STRING"),
            ("currentStatus", "STRING"),
            ("default", "BOOLEAN"),
            ("home", "BOOLEAN"),
        ],
        call: |_, _| {
            let texts = [NAME, "standard", "read-write", "online"].map(Value::from);
            Ok(vec![texts.into_iter().chain([Value::Boolean(true), Value::Boolean(true)]).collect()].into())
        },
    },
    NativeProcedure {
        name: "db.info",
        help: "the database's name; when it was made is not kept",
        inputs: &[],
        outputs: &[("id", "STRING"), ("name", "STRING"), ("creationDate", "STRING")],
        call: |_, _| Ok(vec![vec![Value::from(NAME), Value::from(NAME), Value::Null]].into()),
    },
    NativeProcedure {
        name: "db.ping",
        help: "true, from a graph that answers",
        inputs: &[],
        outputs: &[("success", "BOOLEAN")],
        call: |_, _| Ok(vec![vec![Value::Boolean(true)]].into()),
    },
    NativeProcedure {
        name: "db.schema.nodeTypeProperties",
        help: "each set of labels that nodes have, with the keys of their properties, the types of these, and whether all have them",
        inputs: &[],
        outputs: properties::NODE_OUTPUTS,
        call: properties::of_nodes,
    },
    NativeProcedure {
        name: "db.schema.relTypeProperties",
        help: "each type of relationships, with the keys of their properties, the types of these, and whether all have them",
        inputs: &[],
        outputs: properties::REL_OUTPUTS,
        call: properties::of_relationships,
    },
    NativeProcedure {
        name: "db.schema.visualization",
        help: "labels and which relationships lead from one to another, each with how many there are",
        inputs: &[],
        outputs: visualization::OUTPUTS,
        call: visualization::visualization,
    },
];
