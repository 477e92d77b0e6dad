//! The ontology's names in Chinese.

use super::TableError;
use super::tables::Tables;
use crate::graph::NameTable;

/// Another way to write a name of the ontology.
#[derive(Clone, Debug)]
pub struct OntologyAlias {
    /// Labels, types or keys.
    pub table: NameTable,
    /// The canonical name.
    pub name: String,
    /// How it may also be written.
    pub alias: String,
}

/// Aliases of the ontology's names, in the order of the table.
#[derive(Clone, Debug, Default)]
pub struct Ontology {
    /// All of them.
    pub aliases: Vec<OntologyAlias>,
}

impl Ontology {
    /// Reads the table `ontology`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut aliases = Vec::new();
        for rows in tables.named("ontology")? {
            let (table, name, alias) = (rows.column("table")?, rows.column("name")?, rows.column("alias")?);
            for (line, row) in rows.rows() {
                let table = match row[table] {
                    "label" => NameTable::Label,
                    "type" => NameTable::Type,
                    "key" => NameTable::Key,
                    other => return Err(rows.error(line, format!("`{other}` is none of label, type, key"))),
                };
                aliases.push(OntologyAlias {
                    table,
                    name: row[name].to_owned(),
                    alias: row[alias].to_owned(),
                });
            }
        }
        Ok(Self { aliases })
    }
}
