//! What the columns of a table are.

use super::error::ImportError;
use super::field::{FieldType, NAMES};

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// A property.
    Property {
        /// Its key.
        key: String,
        /// What its fields are.
        field: FieldType,
        /// Whether a field holds several, with `;` between.
        is_list: bool,
    },
    /// What relationships name a node by; kept as a property when it has a key.
    Id {
        /// The key of the property.
        key: Option<String>,
        /// What the fields are.
        field: FieldType,
        /// Which nodes it tells apart.
        space: String,
    },
    /// More labels of the node, with `;` between.
    Labels,
    /// Where a relationship starts: an id of this space.
    Start(String),
    /// Where a relationship ends: an id of this space.
    End(String),
    /// The type of the relationship.
    Type,
    /// Not read.
    Ignored,
}

/// The columns of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// In their order.
    pub columns: Vec<Column>,
}

impl Header {
    /// A header as `neo4j-admin` writes it: `name:type`, `id:ID(Space)`, `:LABEL`, `:START_ID(Space)`, `:END_ID(Space)`,
    /// `:TYPE`, `:IGNORE`.
    pub fn parse<'t>(file: &str, names: impl Iterator<Item = &'t str>) -> Result<Self, ImportError> {
        names.map(|name| column(file, name.trim())).collect::<Result<_, _>>().map(|columns| Self { columns })
    }
}

fn column(file: &str, written: &str) -> Result<Column, ImportError> {
    let (name, ty) = written.rsplit_once(':').unwrap_or((written, ""));
    // Options in braces say nothing that is needed here.
    let ty = ty.split_once('{').map_or(ty, |(ty, _)| ty).trim();
    let (kind, space) = match ty.split_once('(') {
        Some((kind, space)) => (kind, space.trim_end_matches(')')),
        None => (ty, ""),
    };
    let key = (!name.is_empty()).then(|| name.to_owned());
    Ok(match kind.to_ascii_uppercase().as_str() {
        "ID" => Column::Id { key, field: FieldType::String, space: space.to_owned() },
        "LABEL" => Column::Labels,
        "START_ID" => Column::Start(space.to_owned()),
        "END_ID" => Column::End(space.to_owned()),
        "TYPE" => Column::Type,
        "IGNORE" => Column::Ignored,
        _ => {
            let (of_one, is_list) = ty.strip_suffix("[]").map_or((ty, false), |ty| (ty, true));
            let field = FieldType::named(of_one).filter(|_| key.is_some());
            let unknown = || ImportError::UnknownType {
                file: file.to_owned(),
                column: written.to_owned(),
                found: ty.to_owned(),
                known: NAMES,
            };
            Column::Property { key: name.to_owned(), field: field.ok_or_else(unknown)?, is_list }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Column, FieldType, Header};

    #[test]
    fn columns_are_what_their_names_say() {
        let written = ["personId:ID(Person)", "name", "age:int", "tags:string[]", ":LABEL", ":IGNORE"];
        let header = Header::parse("a.csv", written.into_iter()).unwrap();
        let property = |key: &str, field, is_list| Column::Property { key: key.into(), field, is_list };
        let id =
            Column::Id { key: Some("personId".into()), field: FieldType::String, space: "Person".into() };
        let expected = [
            id,
            property("name", FieldType::String, false),
            property("age", FieldType::Integer, false),
            property("tags", FieldType::String, true),
            Column::Labels,
            Column::Ignored,
        ];
        assert_eq!(header.columns, expected);
        let error = Header::parse("a.csv", ["age:number"].into_iter()).unwrap_err().to_string();
        assert!(error.starts_with("`a.csv`: column `age:number` has the unknown type `number`"), "{error}");
    }
}
